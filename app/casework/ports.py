"""What the case process's brain needs of the world: who draws, who asks, where pixels go."""

from datetime import datetime
from typing import Protocol

from app.model.banner import BannerPolicy
from app.model.case import Pick
from app.model.outcome import ShownInformation
from app.model.overview import Overview
from app.model.record import Need
from app.overview import Record
from app.room.ports import FilmState, PageItem, PageTitle


class Renderer(Protocol):
    """The pages of one overview. Pages are numbered from 1; a wrong number means the nearest."""

    def set_overview(self, overview: Overview, *, keep: int | None) -> tuple[PageTitle, ...]:
        """Lay out the overview; pages up to and including `keep` stay as they stand."""
        ...

    def paint(self, page: int, into: memoryview) -> None:
        """Write that page's pixels (RGB32) into a frame buffer."""
        ...

    def preview(self, page: int, into: memoryview) -> None:
        """Write that page, made small, into a preview buffer."""
        ...

    def render_ahead(self, page: int) -> None:
        """Prepare the pages beside that one."""
        ...

    def shown(self, page: int) -> tuple[ShownInformation, ...]:
        """Return which resources, in which version, stand on that page."""
        ...

    def items(self, page: int) -> tuple[PageItem, ...]:
        """Return where on that page which resource stands."""
        ...

    def set_banner(self, banner: BannerPolicy) -> tuple[PageTitle, ...]:
        """Lay everything out anew with that banner, and covered."""
        ...

    def covered(self, page: int) -> bool:
        """Tell whether an intimate picture on that page is covered."""
        ...

    def uncover(self, page: int | None) -> None:
        """Uncover that page's intimate pictures, and no other page's; None covers all."""
        ...

    def film(self, page: int) -> FilmState:
        """Tell whether that page has a film, and whether it plays."""
        ...

    def play(self, page: int, *, playing: bool) -> None:
        """Play, or pause, that page's film; from then on `paint` paints its newest picture."""
        ...

    def moved(self) -> bool:
        """Tell whether the film has a picture, or stands still by itself, since it was painted."""
        ...

    def end_film(self) -> None:
        """Let go of the film that plays or is paused."""
        ...


class Composer(Protocol):
    """One case's way from a record to an overview."""

    def set_picks(self, picks: tuple[Pick, ...]) -> None:
        """Compose with these picks from now on."""
        ...

    def needs(self) -> tuple[Need, ...]:
        """Return what to ask every source for."""
        ...

    def further(self, record: Record) -> tuple[Need, ...]:
        """Return what the answers so far make it necessary to ask as well."""
        ...

    def compose(self, record: Record, as_of: datetime) -> Overview:
        """Return the overview of what is known so far."""
        ...


class Buffers(Protocol):
    """The shared memory of `app.link.frames`."""

    def buffer(self, index: int) -> memoryview:
        """Return one buffer, to write into."""
        ...
