"""The console's side of one case process: what has been asked, what it has handed over.

No pipes, no pixels and no clock of its own: messages in, messages and events out. A process has
one case in its life; whatever it says that a case process cannot say is garbage, and ends it.
"""

from collections.abc import Callable
from typing import Protocol

import msgspec

from app import logs
from app.link.frames import PREVIEWS
from app.link.heartbeat import Heartbeat, Pulse
from app.link.holding import Holding
from app.link.messages import (
    PROTOCOL,
    Banner,
    Booted,
    CaseSettings,
    Failed,
    FrameReady,
    FromCase,
    Message,
    Open,
    Picks,
    Ping,
    Play,
    Pong,
    Preview,
    PreviewReady,
    Progress,
    Release,
    Turn,
    Uncover,
)
from app.model.banner import BannerPolicy
from app.model.case import Pick
from app.model.errors import LinkBroken
from app.room.ports import (
    CaseEvent,
    CaseOrder,
    CaseSlow,
    PageItem,
    PageShown,
    StopReason,
)

_WHOLE = 1.001  # shares of a page, with some room for rounding


class SessionListener(Protocol):
    """Who hears of a session. On return from `frame` and `preview` the one before is not in use."""

    def event(self, event: CaseEvent) -> None:
        """Tell the room."""
        ...

    def frame(self, page: int, buffer: int) -> None:
        """Show the room that page, which stands in that buffer."""
        ...

    def preview(self, page: int, buffer: int) -> None:
        """Show the chair that page, which stands in that buffer."""
        ...

    def withdrawn(self) -> None:
        """Show nothing any more of what came so far: no frame and no preview."""
        ...

    def stopped(self, reason: StopReason) -> None:
        """Kill the process: the session is over, without having been told to end."""
        ...


class CaseSession:
    """One case process as the console knows it."""

    def __init__(
        self, send: Callable[[Message], None], listener: SessionListener, now: float
    ) -> None:
        """Take how a message is sent (LinkBroken if it cannot be), who hears, and the time."""
        self._send = send
        self._listener = listener
        self._heartbeat = Heartbeat(now)
        self._open: Open | None = None
        self._holding = Holding(lambda buffer: self._tell(Release(buffer=buffer)))
        self._preview: PreviewReady | None = None
        self._on_stage = False
        self._edition = 0
        self._touched = False  # the page that is looked at was uncovered, or its film has played
        self._pages = 0
        self._slow = False
        self._unsent: StopReason | None = None
        self._over = False

    @property
    def generation(self) -> int | None:
        """The case's generation, None while the process is empty."""
        return self._open.order.generation if self._open else None

    # --- what the console asks --------------------------------------------------------------------

    def open(self, order: CaseOrder, settings: CaseSettings) -> None:
        """Load that case, as soon as the process has booted. Once."""
        if self._open is not None:
            raise ValueError("a case process has one case in its life")
        self._open = Open(order=order, settings=settings)
        if self._heartbeat.booted:
            self._tell(self._open)

    def go_on_stage(self) -> None:
        """Let the room see the case from now on, from its first page, whatever the chair saw."""
        self._leave_page()
        self._on_stage = True
        self._holding.wanted = 1
        self._ask()

    def turn(self, page: int) -> None:
        """Want that page, or the nearest that there is: for the room on stage, else for the chair.

        A frame that we hold is handed to the listener before this returns.
        """
        if self._nearest(page) != self._holding.wanted:
            self._leave_page()
        self._holding.wanted = self._nearest(page)
        self._ask()

    def set_picks(self, picks: tuple[Pick, ...]) -> None:
        """Have the overview composed anew with these picks."""
        if self._is_open:
            self._tell(Picks(picks=picks))
        elif self._open is not None:
            self._reorder(picks=picks)

    def set_banner(self, banner: BannerPolicy) -> None:
        """Have every page drawn anew; on return nothing drawn before is shown or ever will be."""
        if self._is_open:
            self._new_edition()
            self._listener.withdrawn()
            self._tell(Banner(banner=banner, edition=self._edition))
            self._withdraw()
        elif self._open is not None:
            self._reorder(banner=banner)

    def uncover(self, page: int) -> None:
        """Have the intimate pictures of the page that is looked at uncovered, until it is left."""
        if self._is_open and page == self._holding.wanted:
            self._touch()
            self._tell(Uncover(page=page))

    def play(self, *, playing: bool) -> None:
        """Have the film of the room's page play, or pause."""
        if self._is_open and self._on_stage:
            self._touch()
            self._tell(Play(playing=playing))

    def tick(self, now: float) -> None:
        """Ask for a sign of life, and draw the consequences of silence. Call it every second."""
        if self._over:
            return
        number = self._heartbeat.beat(now)
        pulse = self._heartbeat.pulse(now)
        if self._unsent is not None or pulse is Pulse.HUNG:
            self.end(self._unsent or StopReason.HUNG)
            return
        self._say_slow(slow=pulse is Pulse.SLOW)
        if number:
            self._tell(Ping(number=number))

    def end(self, reason: StopReason) -> None:
        """Take that the link is broken, and tell the listener, once."""
        if not self._over:
            self._over = True
            self._listener.stopped(reason)

    # --- what the case process says ---------------------------------------------------------------

    def receive(self, message: FromCase, now: float) -> None:
        """Take one message."""
        if self._over:
            return
        match message:
            case Booted():
                self._booted(message, now)
            case Pong():
                self._ponged(message, now)
            case Failed():
                logs.case_failed(message.code, message.place)
                self.end(StopReason.FAILED)
            case Progress():
                self._progressed(message)
            case FrameReady():
                self._frame_came(message)
            case PreviewReady():
                self._preview_came(message)

    def _booted(self, message: Booted, now: float) -> None:
        if message.protocol != PROTOCOL or self._heartbeat.booted:
            self.end(StopReason.GARBAGE)
            return
        self._heartbeat.start(now)
        if self._open is not None:
            self._tell(self._open)
            self._ask()

    def _ponged(self, message: Pong, now: float) -> None:
        if self._heartbeat.pong(message.number, now):
            self._say_slow(slow=False)
        else:
            self.end(StopReason.GARBAGE)

    def _progressed(self, message: Progress) -> None:
        if message.progress.generation != self.generation:
            return
        self._pages = len(message.progress.pages)
        self._holding.void_after(message.keep)
        self._holding.wanted = self._nearest(self._holding.wanted)
        self._listener.event(message.progress)
        self._holding.tidy()

    def _frame_came(self, message: FrameReady) -> None:
        if message.generation != self.generation:
            return
        if not (self._holding.may_come(message) and self._is_sound(message)):
            self.end(StopReason.GARBAGE)
        elif message.edition < self._edition:
            self._tell(Release(buffer=message.buffer))
        else:
            self._holding.take(message)
            self._settle()

    def _preview_came(self, message: PreviewReady) -> None:
        if message.generation != self.generation:
            return
        before = self._preview
        is_free = message.buffer in PREVIEWS and not (before and before.buffer == message.buffer)
        if not (is_free and self._is_sound(message)):
            self.end(StopReason.GARBAGE)
            return
        if message.edition < self._edition:
            self._tell(Release(buffer=message.buffer))
            return
        self._preview = message
        self._listener.preview(message.page, message.buffer)
        if before is not None:
            self._tell(Release(buffer=before.buffer))
        if not self._on_stage and message.page == self._holding.wanted:
            self._tell_shown(message)

    def _is_sound(self, message: FrameReady | PreviewReady) -> bool:
        """Tell whether the edition is one that we asked for, and every item lies on the page."""
        return 0 <= message.edition <= self._edition and all(map(_is_on_page, message.items))

    # --- editions ---------------------------------------------------------------------------------

    @property
    def _is_open(self) -> bool:
        return self._open is not None and self._heartbeat.booted and not self._over

    def _reorder(self, **changes: object) -> None:
        """Change the order that still waits for its process."""
        assert self._open is not None  # noqa: S101 -- who calls has looked
        order = msgspec.structs.replace(self._open.order, **changes)
        self._open = msgspec.structs.replace(self._open, order=order)

    def _touch(self) -> None:
        self._touched = True
        self._holding.keeps_next = False
        self._holding.tidy()

    def _leave_page(self) -> None:
        """Cover what was uncovered, and end the film: pictures that show it are void."""
        if self._touched:
            self._new_edition()
            self._holding.tidy()

    def _new_edition(self) -> None:
        self._edition += 1
        self._touched = False
        self._holding.keeps_next = True
        self._holding.void_after(0)

    def _withdraw(self) -> None:
        self._holding.withdraw()
        if self._preview is not None:
            self._tell(Release(buffer=self._preview.buffer))
            self._preview = None

    # --- out --------------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._open is None or not self._heartbeat.booted or self._over:
            return
        page = self._holding.wanted
        if self._on_stage:
            held = self._holding.has_wanted()
            self._tell(Turn(page=page, held=held, edition=self._edition))
        else:
            self._tell(Preview(page=page, edition=self._edition))
        self._settle()

    def _settle(self) -> None:
        """Hand over the wanted page if we have it, and give back what nobody needs."""
        if self._on_stage and (frame := self._holding.to_show()) is not None:
            self._listener.frame(frame.page, frame.buffer)
            self._holding.show(frame)
            if not frame.moving:
                self._tell_shown(frame)
        self._holding.tidy()

    def _tell_shown(self, message: FrameReady | PreviewReady) -> None:
        self._listener.event(
            PageShown(
                generation=message.generation,
                page=message.page,
                information=message.information,
                items=message.items,
                covered=message.covered,
                film=message.film,
            )
        )

    def _say_slow(self, *, slow: bool) -> None:
        if slow != self._slow and self.generation is not None:
            self._slow = slow
            self._listener.event(CaseSlow(generation=self.generation, slow=slow))

    def _tell(self, message: Message) -> None:
        """Send; what cannot be sent ends the session at the next tick, never in mid-call."""
        try:
            self._send(message)
        except LinkBroken:
            failed = isinstance(message, Open)  # it is too long: the case cannot be loaded
            self._unsent = StopReason.FAILED if failed else StopReason.HUNG

    def _nearest(self, page: int) -> int:
        return max(1, min(page, self._pages) if self._pages else page)


def _is_on_page(item: PageItem) -> bool:
    right, bottom = item.left + item.width, item.top + item.height
    return min(item.left, item.top, item.width, item.height) >= 0 and max(right, bottom) <= _WHOLE
