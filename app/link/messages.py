"""Everything that console and case process say to each other: a closed set of tagged messages.

Over the link go references and versions of what was shown, section states, readiness and page
titles: never the record's text. Pixels go through shared memory (`app.link.frames`).
"""

from typing import Annotated

import msgspec

from app.model.banner import BannerPolicy
from app.model.base import Private, Value
from app.model.case import Pick
from app.model.outcome import ShownInformation
from app.model.record import ContractAccess
from app.model.room_profile import RoomProfile
from app.room.ports import CaseOrder, CaseProgress, FilmState, PageItem

PROTOCOL = 1

Technical = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_.:<>-]{0,120}$")]  # may be logged


class FrameLayout(Value, frozen=True, kw_only=True):
    """The sizes of a frame and of a preview, in device pixels."""

    width: int
    height: int
    preview_width: int
    preview_height: int


class RecordAccess(Private, frozen=True, kw_only=True):
    """Where the case process finds the record. `source`: the record system's name in words.

    `contracts`: it is read by RIV-TA service contracts, and not from a FHIR server at `base_url`.
    """

    base_url: str = ""
    token: str = ""
    source: str = ""
    contracts: ContractAccess | None = None


class CaseSettings(Private, frozen=True, kw_only=True):
    """How the cases of this room are read and drawn. `theme` is `light` or `dark`."""

    access: RecordAccess = RecordAccess()
    profile: RoomProfile = RoomProfile()
    language: str = "sv"
    theme: str = "light"
    preview_width: int = 640

    @property
    def layout(self) -> FrameLayout:
        """Return the sizes of frame and preview; the preview has the frame's shape."""
        profile = self.profile
        return FrameLayout(
            width=profile.width_px,
            height=profile.height_px,
            preview_width=self.preview_width,
            preview_height=round(self.preview_width * profile.height_px / profile.width_px),
        )


class Message(Private, frozen=True, kw_only=True, tag=True):
    """What every message shares: a tag with its type's name."""


# --- console to case process ----------------------------------------------------------------------


class Hello(Message, frozen=True, kw_only=True):
    """The first message. `frames` names the shared memory: a descriptor's number, or a mapping.

    `settings` are the room's as they are now, without access to any record.
    """

    protocol: int
    frames: str
    settings: CaseSettings


class Open(Message, frozen=True, kw_only=True):
    """Load this case; sent once in a process's life."""

    order: CaseOrder
    settings: CaseSettings


class Turn(Message, frozen=True, kw_only=True):
    """The room sees that page, or waits for it. `held`: the console has its frame already.

    `edition` only ever grows. A greater one than before makes every picture drawn so far void,
    covers what was uncovered and ends the film: the console drops pictures of an earlier edition,
    also those that are on their way to it.
    """

    page: int
    held: bool = False
    edition: int = 0


class Preview(Message, frozen=True, kw_only=True):
    """The chair looks at that page in the console; the room does not. `edition`: see `Turn`."""

    page: int
    edition: int = 0


class Renewed(Message, frozen=True, kw_only=True):
    """The record is asked with this token from now on: the one before is about to end."""

    token: str


class Picks(Message, frozen=True, kw_only=True):
    """Compose the overview anew with these picks."""

    picks: tuple[Pick, ...]


class Banner(Message, frozen=True, kw_only=True):
    """Draw every page anew with that banner, as a new edition (see `Turn`)."""

    banner: BannerPolicy
    edition: int


class Uncover(Message, frozen=True, kw_only=True):
    """Uncover that page's intimate pictures until another page is turned to."""

    page: int


class Play(Message, frozen=True, kw_only=True):
    """Play, or pause, the film of the page that the room sees."""

    playing: bool


class Release(Message, frozen=True, kw_only=True):
    """The case process may write into that buffer again."""

    buffer: int


class Ping(Message, frozen=True, kw_only=True):
    """Asks the case process's main thread for a sign of life."""

    number: int


ToCase = (
    Hello | Open | Renewed | Turn | Preview | Picks | Banner | Uncover | Play | Release | Ping
)  # what ends it is a kill


# --- case process to console ----------------------------------------------------------------------


class Booted(Message, frozen=True, kw_only=True):
    """The process is ready for its case."""

    protocol: int


class Pong(Message, frozen=True, kw_only=True):
    """The sign of life; the same number as the ping's."""

    number: int


class Progress(Message, frozen=True, kw_only=True):
    """How far loading has come. Frames of later pages than `keep` are void: laid out anew."""

    progress: CaseProgress
    keep: int = 0


class Picture(Message, frozen=True, kw_only=True):
    """A picture of a page stands in that buffer, which is the console's until it is released.

    What stands on the page is told by reference. `edition`: see `Turn`.
    """

    generation: int
    buffer: int
    page: int
    information: tuple[ShownInformation, ...] = ()
    items: tuple[PageItem, ...] = ()
    covered: bool = False
    film: FilmState = FilmState.NONE
    edition: int = 0


class FrameReady(Picture, frozen=True, kw_only=True):
    """A picture for the room. A later one of the same page replaces an earlier one.

    `moving`: only the film's picture is new, so there is nothing to tell the room.
    """

    moving: bool = False


class PreviewReady(Picture, frozen=True, kw_only=True):
    """A small picture for the chair."""


class Failed(Message, frozen=True, kw_only=True):
    """The case cannot go on. `code`: an error's code or type; `place`: module and line."""

    code: Technical
    place: Technical = ""


FromCase = Booted | Pong | Progress | FrameReady | PreviewReady | Failed

to_case: msgspec.json.Decoder[ToCase] = msgspec.json.Decoder(ToCase)
from_case: msgspec.json.Decoder[FromCase] = msgspec.json.Decoder(FromCase)
