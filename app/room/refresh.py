"""How it is now: who only looks on, and who prepares, sees what others do at the host."""

from collections.abc import Callable

from app.model.errors import HostError
from app.room import drafting
from app.room.desk import Desk
from app.room.outbox import Outbox
from app.room.plan import Plan
from app.room.ports import HostState, MeetingHost, Timer
from app.room.state import NoticeKind

EVERY_SECONDS = 20.0


class Refresh:
    """Reads the meeting again and again. What is not at the host yet stays as it is here."""

    def __init__(
        self,
        desk: Desk,
        host: MeetingHost,
        outbox: Outbox,
        plan: Plan,
        clock: Timer,
        *,
        look_on: Callable[[HostState], None],
        stop: Callable[[], None],
    ) -> None:
        """Take the host; `look_on` shows a looker-on what it has, `stop` ends a preparation."""
        self._stop = stop
        self._desk, self._host, self._outbox = desk, host, outbox
        self._plan, self._clock, self._look_on = plan, clock, look_on

    async def run(self) -> None:
        """Go on until the task is ended."""
        while True:
            await self._clock.sleep(EVERY_SECONDS)
            memory = self._desk.memory
            if not memory.ended and (memory.driver is not None or memory.is_preparing):
                await self._read()

    async def _read(self) -> None:
        mine, posted = self._plan.unsaved, self._outbox.posted
        looking_on = self._desk.memory.driver is not None
        try:
            held = await self._host.read(self._desk.memory.meeting.id)
        except HostError as error:
            self._desk.tell(NoticeKind.HOST_DOWN, error=error.code)
            return
        self._desk.untell(NoticeKind.HOST_DOWN)
        if looking_on:
            self._look_on(held)
        elif posted == self._outbox.posted:  # else what was read may be older than what was written
            self._prepare(held, mine)

    def _prepare(self, held: HostState, mine: frozenset[tuple[str, str]]) -> None:
        files = drafting.from_host(held.outcomes)
        self._desk.change(attendance=held.attendance, files=files)
        self._plan.adopt(held.meeting.cases, mine | self._plan.unsaved)
        if held.ended:
            self._stop()
            self._desk.change(ended=True)
