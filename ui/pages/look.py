"""How large and in which colours a page is set for one screen: everything follows from two sizes.

The body text's size and the smallest one come from the room profile; margins, gaps and columns are
multiples of them.
"""

from dataclasses import dataclass

from app.model.room_profile import RoomProfile
from ui.fonts import Weight
from ui.pages.text import LEADING, Run, Style
from ui.theme import Theme

_LINES_AT_LEAST = 11  # a page that holds fewer lines of body text is no page
_TWO_COLUMNS = 56  # sizes of width from which lines would be too long to find back
_LONGEST_MEASURE = 44  # sizes: some 85 letters


@dataclass(frozen=True, slots=True)
class Look:
    """One screen's typography; lengths in device pixels."""

    profile: RoomProfile
    theme: Theme
    language: str

    @property
    def body(self) -> int:
        """The size of body text."""
        return min(self.profile.body_px, largest_px(self.profile))

    @property
    def small(self) -> int:
        """The smallest size of anything."""
        return min(self.profile.minimum_px, self.body)

    @property
    def margin(self) -> int:
        """The empty room to the left and right of everything."""
        return max(round(self.profile.width_px * 0.032), round(self.body * 0.8))

    @property
    def width(self) -> int:
        """The width between the margins."""
        return self.profile.width_px - 2 * self.margin

    @property
    def columns(self) -> int:
        """One column; two on a screen that is wide for its distance."""
        return 2 if self.width >= _TWO_COLUMNS * self.body else 1

    @property
    def column(self) -> int:
        """The width of a column."""
        return self.width if self.columns == 1 else (self.width - self.gutter) // 2

    @property
    def gutter(self) -> int:
        """The room between the columns of a page."""
        return 2 * self.body

    @property
    def measure(self) -> int:
        """The longest line that running text may have."""
        return min(self.column, _LONGEST_MEASURE * self.body)

    @property
    def gap(self) -> int:
        """The room between the columns of a table."""
        return round(self.body * 0.5)

    @property
    def row_gap(self) -> int:
        """The room between two rows."""
        return round(self.body * 0.22)

    @property
    def section_gap(self) -> int:
        """The room above a section's heading."""
        return round(self.body * 0.55)

    @property
    def hair(self) -> int:
        """The thickness of a thin line."""
        return max(2, round(self.body / 22))

    def line(self, px: int) -> int:
        """Return the height of a line in that size."""
        return round(px * LEADING)

    def text(self, words: str, *, colour: str = "", weight: Weight = Weight.REGULAR) -> Run:
        """Return a run in body size."""
        return Run(words, Style(self.body, colour or self.theme.text, weight))

    def strong(self, words: str, *, colour: str = "") -> Run:
        """Return a run in body size that stands out."""
        return self.text(words, colour=colour, weight=Weight.SEMIBOLD)

    def note(self, words: str, *, colour: str = "", weight: Weight = Weight.REGULAR) -> Run:
        """Return a run in the smallest size, for what is second: origin, date, state."""
        return Run(words, Style(self.small, colour or self.theme.quiet, weight))


def is_legible(profile: RoomProfile) -> bool:
    """Tell whether a screen has room for letters that the last row can read."""
    return profile.body_px <= largest_px(profile)


def largest_px(profile: RoomProfile) -> int:
    """Return the largest body text of which a page still holds enough lines, device pixels."""
    return profile.height_px // _LINES_AT_LEAST
