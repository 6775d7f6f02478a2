"""Words in a box behind a row's title: that it is severe, preliminary, over, new, chosen.

A box is hollow, pale or solid beside its word: never a colour alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from app.model.overview import Row
from ui.fonts import Weight
from ui.pages import wording
from ui.pages.look import Look
from ui.pages.marks import BoxMark, Cell, Fill, Mark, Strip, TextMark, add, table_row
from ui.pages.text import Line, wrap


class Kind(Enum):
    """How a tag stands out."""

    QUIET = "quiet"  # a hollow box
    PICKED = "picked"  # the same in a colour of its own
    ALARM = "alarm"  # a pale one in the colour of danger
    NEW = "new"  # a solid one


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that marks a row."""

    word: str
    kind: Kind = Kind.QUIET


def tags_of(row: Row) -> list[Tag]:
    """Return the tags that a row of any kind may have: new since the last conference, chosen."""
    new = [Tag(wording.new(), Kind.NEW)] if row.new else []
    return [*new, *([Tag(wording.picked(), Kind.PICKED)] if row.picked else [])]


def tags_width(look: Look, tags: Iterable[Tag]) -> float:
    """Return how much room the tags take behind a title."""
    widths = [_tag_line(look, tag).width + look.small * (0.7 + 0.4) for tag in tags]
    return sum(widths) + (look.small * 0.1 if widths else 0)


def titled(look: Look, title: Cell, tags: Iterable[Tag], *beside: Cell) -> list[Strip]:
    """Set a row's first lines, with its tags after the last line of the title."""
    strips = table_row([title, *beside])
    last = len(title.lines) - 1
    x = title.x + (title.lines[last].width + look.small * 0.5 if title.lines else 0)
    for tag in tags:
        line = _tag_line(look, tag)
        width = line.width + look.small * 0.7
        if x + width > title.x + title.width or last < 0:
            last, x = last + 1, title.x
        if last >= len(strips):
            strips.append(Strip(height=look.line(look.body)))
        marks = _tag_marks(look, tag, line, x, strips[last].height)
        strips[last] = add(strips[last], *marks)
        x += width + look.small * 0.4
    return strips


def _tag_line(look: Look, tag: Tag) -> Line:
    run = look.note(tag.word, colour=_colours(look, tag)[0], weight=Weight.SEMIBOLD)
    return wrap([run], look.column)[0]


def _colours(look: Look, tag: Tag) -> tuple[str, str, str]:
    """Return the colours of word, ground ("" for none) and outline."""
    theme = look.theme
    return {
        Kind.QUIET: (theme.text, "", theme.quiet),
        Kind.PICKED: (theme.picked, "", theme.picked),
        Kind.ALARM: (theme.alarm_text, theme.alarm_ground, theme.alarm_text),
        Kind.NEW: (theme.new_text, theme.new_ground, theme.new_ground),
    }[tag.kind]


def _tag_marks(look: Look, tag: Tag, line: Line, x: float, height: float) -> list[Mark]:
    inset, tall = look.small * 0.35, look.small * 1.16
    y = (height - tall) / 2
    width = line.width + 2 * inset
    radius = look.small * 0.16
    _, ground, outline = _colours(look, tag)
    marks: list[Mark] = []
    if ground:
        marks.append(BoxMark(x, y, width, tall, ground, radius=radius))
    marks += [
        BoxMark(x, y, width, tall, outline, Fill.HOLLOW, stroke=look.hair, radius=radius),
        TextMark(line, x + inset, y + tall / 2 + look.small * 0.3635),
    ]
    return marks
