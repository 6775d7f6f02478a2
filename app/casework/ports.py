"""What the case process's brain needs of the world: who draws, who asks, where pixels go."""

from datetime import datetime
from typing import Protocol

from app.model.outcome import ShownInformation
from app.model.overview import Overview
from app.model.record import Need
from app.overview import Record
from app.room.ports import PageTitle


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


class Composer(Protocol):
    """One case's way from a record to an overview."""

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
