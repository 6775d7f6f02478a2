"""The two places of a case process, ON_STAGE and IN_THE_WINGS, and an empty process ready for next.

Implements `app.room.ports.CaseSlots`.
"""

import asyncio
from collections.abc import Callable, Sequence

from app.link.frames import FrameSink
from app.link.messages import CaseSettings
from app.link.process import CASE_COMMAND
from app.room.ports import CaseEvent, CaseOrder, Clock, Slot


class Slots:
    """The case processes of one meeting. Lives in the main thread, on a running event loop."""

    def __init__(
        self,
        settings: Callable[[], CaseSettings],
        clock: Clock,
        *,
        command: Sequence[str] = CASE_COMMAND,
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        """Take what every new case is read and drawn with; nothing is started before `boot`."""
        raise NotImplementedError

    def boot(self) -> None:
        """Start an empty process in advance, so that the first case opens without delay."""
        raise NotImplementedError

    def watch(self, sink: FrameSink) -> None:
        """Have frames and previews delivered to this sink, too (stage, console's preview)."""
        raise NotImplementedError

    def listen(self, listener: Callable[[CaseEvent], None]) -> None:
        """Have every event delivered to the listener, in the console's main thread."""
        raise NotImplementedError

    def load(self, order: CaseOrder) -> None:
        """Load a case in the wings; what was there is killed first."""
        raise NotImplementedError

    def take_stage(self) -> None:
        """Kill what is on stage and let the wings' process take its place."""
        raise NotImplementedError

    def turn(self, slot: Slot, page: int) -> None:
        """Ask for a frame of that page: full size on stage, small in the wings."""
        raise NotImplementedError

    def leave(self, slot: Slot) -> None:
        """Kill the slot's process and unmap its memory. The stage shows none of it any more."""
        raise NotImplementedError

    def close(self) -> None:
        """Kill everything."""
        raise NotImplementedError
