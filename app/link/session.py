"""The console's side of one case process: its life, its order, and what it says.

No pipes, no pixels and no clock of its own: messages in, messages and events out. A process has
one case in its life; whatever it says that a case process cannot say is garbage, and ends it.
"""

from collections.abc import Callable
from typing import Protocol

import msgspec

from app import logs
from app.link.heartbeat import Heartbeat, Pulse
from app.link.messages import (
    PROTOCOL,
    Booted,
    CaseSettings,
    Failed,
    FrameReady,
    FromCase,
    Message,
    Open,
    Picks,
    Ping,
    Pong,
    PreviewReady,
    Progress,
    Renewed,
)
from app.link.pictures import PictureListener, Pictures
from app.model.banner import BannerPolicy
from app.model.case import Pick
from app.model.errors import LinkBroken
from app.room.ports import CaseOrder, CaseSlow, StopReason


class SessionListener(PictureListener, Protocol):
    """Who hears of a session."""

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
        self._pictures = Pictures(self._tell, listener)
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
            self._pictures.is_open = True

    def go_on_stage(self) -> None:
        """Let the room see the case from now on, from its first page, whatever the chair saw."""
        if not self._over:
            self._pictures.go_on_stage()

    def turn(self, page: int) -> None:
        """Want that page, or the nearest that there is: for the room on stage, else for the chair.

        A frame that we hold is handed to the listener before this returns.
        """
        if not self._over:
            self._pictures.turn(page)

    def renew(self, settings: CaseSettings) -> None:
        """Have the record asked with the token that the settings have now."""
        if self._is_open:
            self._tell(Renewed(token=settings.access.token))
        elif self._open is not None:
            access = msgspec.structs.replace(self._open.settings, access=settings.access)
            self._open = msgspec.structs.replace(self._open, settings=access)

    def set_picks(self, picks: tuple[Pick, ...]) -> None:
        """Have the overview composed anew with these picks."""
        if self._is_open:
            self._tell(Picks(picks=picks))
        elif self._open is not None:
            case = msgspec.structs.replace(self._open.order.case, picks=picks)
            self._open = _reordered(self._open, case=case)

    def set_banner(self, banner: BannerPolicy) -> None:
        """Have every page drawn anew; on return nothing drawn before is shown or ever will be."""
        if self._is_open:
            self._pictures.set_banner(banner)
        elif self._open is not None:
            self._open = _reordered(self._open, banner=banner)

    def uncover(self, page: int) -> None:
        """Have the intimate pictures of the page that is looked at uncovered, until it is left."""
        if self._is_open:
            self._pictures.uncover(page)

    def play(self, *, playing: bool) -> None:
        """Have the film of the room's page play, or pause."""
        if self._is_open:
            self._pictures.play(playing=playing)

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
            case FrameReady() | PreviewReady():
                self._picture_came(message)

    def _booted(self, message: Booted, now: float) -> None:
        if message.protocol != PROTOCOL or self._heartbeat.booted:
            self.end(StopReason.GARBAGE)
            return
        self._heartbeat.start(now)
        if self._open is not None:
            self._tell(self._open)
            self._pictures.is_open = True
            self._pictures.ask()

    def _ponged(self, message: Pong, now: float) -> None:
        if self._heartbeat.pong(message.number, now):
            self._say_slow(slow=False)
        else:
            self.end(StopReason.GARBAGE)

    def _progressed(self, message: Progress) -> None:
        if message.progress.generation == self.generation:
            self._listener.event(message.progress)
            self._pictures.laid_out(len(message.progress.pages), message.keep)

    def _picture_came(self, message: FrameReady | PreviewReady) -> None:
        if message.generation != self.generation:
            return
        if isinstance(message, FrameReady):
            is_sound = self._pictures.frame_came(message)
        else:
            is_sound = self._pictures.preview_came(message)
        if not is_sound:
            self.end(StopReason.GARBAGE)

    # --- out --------------------------------------------------------------------------------------

    @property
    def _is_open(self) -> bool:
        return self._pictures.is_open and not self._over

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


def _reordered(waiting: Open, **changes: object) -> Open:
    """Return the message that still waits for its process, with its order changed."""
    order = msgspec.structs.replace(waiting.order, **changes)
    return msgspec.structs.replace(waiting, order=order)
