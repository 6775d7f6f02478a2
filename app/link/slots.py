"""The two places of a case process, ON_STAGE and IN_THE_WINGS, and an empty process ready for next.

Implements `app.room.ports.CaseSlots`. The empty process holds nobody's data; it is there so that
opening a case never waits for a program to start.
"""

import asyncio
import itertools
import math
from collections.abc import Callable, Sequence

from app.link.frames import Frame, FrameSink
from app.link.heartbeat import EVERY_S
from app.link.messages import CaseSettings, FromCase
from app.link.process import CASE_COMMAND, CaseProcess
from app.link.session import CaseSession
from app.model.banner import BannerPolicy
from app.model.case import Pick
from app.model.errors import LinkBroken
from app.room.ports import (
    CaseEvent,
    CaseOrder,
    CaseStopped,
    Clock,
    PageShown,
    Slot,
    StopReason,
)

_serials = itertools.count(1)
_CASE_FIRST_S = 2.0  # a case that was just opened does not share the machine with the next spare
_STILLBORN = 3  # empty processes that die in a row before the next waits for a case to be opened


class _Actor:
    """A process and what has been agreed with it; `slot` is None while it is the spare one."""

    def __init__(self, slots: "Slots", settings: CaseSettings) -> None:
        self.slot: Slot | None = None
        self.layout = settings.layout
        self._slots = slots
        self._preview: Frame | None = None
        self.withdrawals = 0
        self.process = CaseProcess(
            slots.command,
            settings,
            post=slots.loop.call_soon_threadsafe,
            deliver=self._receive,
            ended=self._broke,
        )
        self.session = CaseSession(self.process.send, self, slots.clock.monotonic())

    def end(self) -> None:
        """Have the sinks drop what they have of it, then kill it."""
        if self.session.generation is not None:
            self._slots.tell_gone(self.session.generation)
        self._preview = None
        self.process.kill()

    def tell_preview(self) -> None:
        """Show the newest preview again, as the present slot's."""
        if self._preview is not None and self.slot is not None:
            for sink in self._slots.sinks:
                sink.preview_ready(self.slot, self._preview)

    # --- SessionListener --------------------------------------------------------------------------

    def event(self, event: CaseEvent) -> None:
        """Pass an event on, outside of whatever call led to it."""
        self._slots.loop.call_soon(self._slots.tell_from, self, event, self.withdrawals)

    def frame(self, page: int, buffer: int) -> None:
        """Pass a frame on to the sinks."""
        size = (self.layout.width, self.layout.height)
        frame = self._in_buffer(page, buffer, size)
        for sink in self._slots.sinks:
            sink.frame_ready(frame)

    def preview(self, page: int, buffer: int) -> None:
        """Pass a preview on to the sinks."""
        size = (self.layout.preview_width, self.layout.preview_height)
        self._preview = self._in_buffer(page, buffer, size)
        self.tell_preview()

    def withdrawn(self) -> None:
        """Have the sinks drop everything that came so far; the case goes on."""
        self.withdrawals += 1
        self._preview = None
        self._slots.tell_gone(self.session.generation or 0)

    def stopped(self, reason: StopReason) -> None:
        """Take the process out of its place."""
        self._slots.bury(self, reason)

    def _in_buffer(self, page: int, buffer: int, size: tuple[int, int]) -> Frame:
        return Frame(
            generation=self.session.generation or 0,
            page=page,
            serial=next(_serials),
            width=size[0],
            height=size[1],
            pixels=self.process.memory.buffer(buffer),
        )

    def _receive(self, message: FromCase) -> None:
        self.session.receive(message, self._slots.clock.monotonic())

    def _broke(self, reason: StopReason) -> None:
        self.session.end(reason)


class Slots:
    """The case processes of one meeting. Lives in the main thread, on a running event loop.

    When a case process stops by itself, the sinks have dropped its frames and its memory is
    unmapped before the room hears of it.
    """

    def __init__(
        self,
        settings: Callable[[], CaseSettings],
        clock: Clock,
        *,
        command: Sequence[str] = CASE_COMMAND,
    ) -> None:
        """Take what every new case is read and drawn with; nothing is started before `boot`."""
        self.command = tuple(command)
        self.clock = clock
        self.sinks: list[FrameSink] = []
        self._settings = settings
        self._listeners: list[Callable[[CaseEvent], None]] = []
        self._places: dict[Slot, _Actor] = {}
        self._spare: _Actor | None = None
        self._stillborn = 0
        self._loaded_at = -math.inf
        self._ticking: asyncio.TimerHandle | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def loop(self) -> asyncio.AbstractEventLoop:
        """The event loop, from the first call that needs it on."""
        if self._loop is None:
            self._loop = asyncio.get_running_loop()
        return self._loop

    def boot(self) -> None:
        """Start an empty process in advance, so that the first case opens without delay."""
        self._stillborn = 0
        self._prepare_spare()
        self._keep_ticking()

    def watch(self, sink: FrameSink) -> None:
        """Have frames and previews delivered to this sink, too (stage, console's preview)."""
        self.sinks.append(sink)

    def listen(self, listener: Callable[[CaseEvent], None]) -> None:
        """Have every event delivered to the listener, in the console's main thread."""
        self._listeners.append(listener)

    # --- the two places ---------------------------------------------------------------------------

    def load(self, order: CaseOrder) -> None:
        """Load a case in the wings; what was there is killed first."""
        self.leave(Slot.IN_THE_WINGS)
        settings = self._settings()
        self._stillborn = 0
        self._loaded_at = self.clock.monotonic()
        self._keep_ticking()
        try:
            actor = self._take_spare(settings)
        except LinkBroken:
            stopped = CaseStopped(generation=order.generation, reason=StopReason.DIED)
            self.loop.call_soon(self._tell, stopped)
            return
        actor.slot = Slot.IN_THE_WINGS
        self._places[Slot.IN_THE_WINGS] = actor
        actor.session.open(order, settings)

    def take_stage(self) -> None:
        """Kill what is on stage and let the wings' process take its place."""
        self.leave(Slot.ON_STAGE)
        actor = self._places.pop(Slot.IN_THE_WINGS, None)
        if actor is None:
            return
        actor.slot = Slot.ON_STAGE
        self._places[Slot.ON_STAGE] = actor
        actor.tell_preview()
        actor.session.go_on_stage()

    def turn(self, slot: Slot, page: int) -> None:
        """Ask for a frame of that page: full size on stage, small in the wings.

        If the page waits in shared memory already, the sinks have it when this returns.
        """
        if (actor := self._places.get(slot)) is not None:
            actor.session.turn(page)

    def renew(self) -> None:
        """Have every record asked with the token that the settings have now."""
        settings = self._settings()
        for actor in tuple(self._places.values()):
            actor.session.renew(settings)

    def set_picks(self, slot: Slot, picks: tuple[Pick, ...]) -> None:
        """Compose that slot's overview anew with these picks."""
        if (actor := self._places.get(slot)) is not None:
            actor.session.set_picks(picks)

    def set_banner(self, banner: BannerPolicy) -> None:
        """Draw every page of both slots anew with that banner.

        On return nothing that was drawn before is shown, and nothing of it can come any more. The
        page is shown again, and `PageShown` told, when it is there with the new banner.
        """
        for actor in tuple(self._places.values()):
            actor.session.set_banner(banner)

    def uncover(self, slot: Slot, page: int) -> None:
        """Uncover that page's intimate pictures until another page is turned to."""
        if (actor := self._places.get(slot)) is not None:
            actor.session.uncover(page)

    def play(self, *, playing: bool) -> None:
        """Play, or pause, the film of the page that the room sees."""
        if (actor := self._places.get(Slot.ON_STAGE)) is not None:
            actor.session.play(playing=playing)

    def leave(self, slot: Slot) -> None:
        """Kill the slot's process and unmap its memory. The stage shows none of it any more."""
        if (actor := self._places.pop(slot, None)) is not None:
            actor.end()

    def close(self) -> None:
        """Kill everything."""
        if self._ticking is not None:
            self._ticking.cancel()
            self._ticking = None
        for slot in Slot:
            self.leave(slot)
        if self._spare is not None:
            self._spare.end()
            self._spare = None

    # --- what happens by itself -------------------------------------------------------------------

    def tell_gone(self, generation: int) -> None:
        """Have every sink drop that generation."""
        for sink in self.sinks:
            sink.gone(generation)

    def tell_from(self, actor: _Actor, event: CaseEvent, withdrawals: int) -> None:
        """Tell the room what an actor says, if it still has its place.

        That a page is shown is not told any more once that picture of it was withdrawn.
        """
        is_late = isinstance(event, PageShown) and withdrawals != actor.withdrawals
        if actor in self._places.values() and not is_late:
            self._tell(event)

    def bury(self, actor: _Actor, reason: StopReason) -> None:
        """Take a process that has stopped out of its place, and tell the room."""
        if actor is self._spare:
            self._spare = None
            self._stillborn += 1
        elif actor.slot is not None and self._places.get(actor.slot) is actor:
            del self._places[actor.slot]
        actor.end()
        if (generation := actor.session.generation) is not None:
            self._tell(CaseStopped(generation=generation, reason=reason))

    def _tell(self, event: CaseEvent) -> None:
        for listener in self._listeners:
            listener(event)

    def _take_spare(self, settings: CaseSettings) -> _Actor:
        spare, self._spare = self._spare, None
        if spare is not None and spare.layout == settings.layout:
            return spare
        if spare is not None:  # the room's screen has changed since
            spare.end()
        return _Actor(self, settings)

    def _prepare_spare(self) -> None:
        if self._spare is not None or self._stillborn >= _STILLBORN:
            return
        try:
            self._spare = _Actor(self, self._settings())
        except LinkBroken:
            self._stillborn += 1

    def _keep_ticking(self) -> None:
        if self._ticking is None:
            self._ticking = self.loop.call_later(EVERY_S, self._tick)

    def _tick(self) -> None:
        self._ticking = self.loop.call_later(EVERY_S, self._tick)
        now = self.clock.monotonic()
        actors = [*self._places.values(), *filter(None, (self._spare,))]
        for actor in actors:
            actor.session.tick(now)
        if now - self._loaded_at > _CASE_FIRST_S:
            self._prepare_spare()
