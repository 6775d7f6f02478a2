"""The meeting's course: opened or gone on with, taken over, ended. The host has the truth."""

from collections.abc import Callable

from app.model.errors import HostError
from app.model.outcome import OutcomeStatus
from app.room import agenda, attendance, catalogue
from app.room.desk import Desk
from app.room.drafting import CaseFile
from app.room.figures import figures
from app.room.ledger import Ledger
from app.room.memory import Memory, Seat, changed
from app.room.outbox import Job, Outbox
from app.room.ports import ConsoleMark, HostState, Library, MeetingHost, Timer
from app.room.resume import has_begun, looked_on, prepared, resumed
from app.room.state import NoticeKind, Purpose, Waiting
from app.tasks import TaskOwner

_NOT_FOR_A_LOOKER_ON = (
    Waiting.ATTENDANCE,
    Waiting.CASE,
    Waiting.DRAFT,
    Waiting.PLAN,
    Waiting.FIGURES,
    Waiting.END,
)
_FAILED = (OutcomeStatus.CONFLICT, OutcomeStatus.REFUSED)


class Course:
    """Begins and ends what the other parts of the room do in between."""

    def __init__(
        self,
        desk: Desk,
        host: MeetingHost,
        library: Library,
        ledger: Ledger,
        outbox: Outbox,
        clock: Timer,
        tasks: TaskOwner,
        *,
        seat: Seat,
        stop: Callable[[], None],
    ) -> None:
        """Take the world, who signs in where, and what ends all that is under way (`stop`)."""
        self._seat = seat
        self._desk, self._host, self._library = desk, host, library
        self._ledger, self._outbox, self._clock, self._tasks = ledger, outbox, clock, tasks
        self._stop = stop

    async def open(self, meeting_id: str) -> None:
        """Read the meeting; drive it unless another console does, or it is over.

        Whoever prepares it claims nothing.
        """
        held = await self._host.read(meeting_id)
        if self._seat.purpose is Purpose.PREPARATION:
            self._desk.begin(prepared(self._memory(held)))
        elif held.ended or not (held.driver is None or held.driver.id == self._seat.console.id):
            self.look_on(held)
        else:
            await self._host.claim(meeting_id, self._seat.console)
            self._go_on(held)
        if self._library.trouble:
            self._desk.tell(NoticeKind.LIBRARY_UNREAD, error=self._library.trouble)
        self._tasks.start("minutes", self._keep_time())

    def take_over(self) -> None:
        """Drive the meeting that another console drives."""
        if self._desk.has_begun and self._desk.memory.driver is not None:
            self._tasks.start("take over", self._take_over())

    def taken_over(self) -> None:
        """Only look on from now on: another console drives the meeting."""
        self._stop()
        self._outbox.drop(lambda job: job.kind in _NOT_FOR_A_LOOKER_ON)
        unknown = ConsoleMark(id="", name="", since=self._clock.now())
        self._desk.change(driver=unknown, ending=False, finishing=False)
        self._desk.tell(NoticeKind.TAKEN_OVER)
        self._tasks.start("look on", self._see_who_drives())

    def list_undone(self) -> None:
        """Show what is undone, and the figures as they are now."""
        self._desk.change(ending=True, now=self._clock.now())

    def confirm_end(self) -> None:
        """End what is under way, deliver what waits, then finish the meeting at the host."""
        if self._desk.memory.ending:
            self._stop()
            self._desk.change(finishing=True)
            self._tasks.start("end", self._end(self._failed()))

    @property
    def why_not_close(self) -> tuple[Waiting, ...]:
        """What the host does not have yet."""
        if not self._desk.has_begun:
            return ()
        memory = self._desk.memory
        waiting = {job.kind for job in self._outbox.waiting}
        if memory.is_driving and any(not file.saved for file in memory.files.values()):
            waiting.add(Waiting.DRAFT)
        writing = memory.local.writing
        if writing is not None and writing.is_changed:
            waiting.add(Waiting.TEXT)
        if memory.finishing:
            waiting.add(Waiting.END)
        return tuple(kind for kind in Waiting if kind in waiting)

    def _go_on(self, held: HostState) -> None:
        memory = resumed(self._memory(held))
        self._desk.begin(memory)
        for before, after in zip(held.meeting.cases, memory.cases, strict=True):
            if agenda.is_shown(before):
                self._ledger.left(after)
            elif before != after:
                self._ledger.save_case(after.id)
        if has_begun(held):
            self._desk.tell(NoticeKind.RESUMED)

    def look_on(self, held: HostState) -> None:
        """Show the meeting as the host has it, unless it was taken over while that was read."""
        memory = self._memory(held)
        if self._desk.has_begun:
            before = self._desk.memory
            if before.driver is None:
                return
            driver = None if held.ended else held.driver or before.driver
            memory = changed(memory, notices=before.notices, driver=driver)
        self._desk.begin(memory)

    def _memory(self, held: HostState) -> Memory:
        """Return the meeting as the host has it, with what the library holds for it."""
        memory = looked_on(
            held,
            definition=self._library.definition(held.meeting.definition),
            seat=self._seat,
            now=self._clock.now(),
        )
        return changed(
            memory,
            files={**memory.files, **self._on_their_way()},
            local=self._desk.memory.local if self._desk.has_begun else memory.local,
            definitions=catalogue.definitions(self._library, memory.cases),
            offered=catalogue.offered(self._library),
            reviewed=catalogue.reviewed(self._library),
        )

    def _on_their_way(self) -> dict[str, CaseFile]:
        """Return what was sent from here: it is delivered from here, whoever drives by then."""
        files = self._desk.memory.files if self._desk.has_begun else {}
        return {c: file for c, file in files.items() if file.status is OutcomeStatus.SENDING}

    async def _take_over(self) -> None:
        meeting_id = self._desk.memory.meeting.id
        try:
            await self._host.claim(meeting_id, self._seat.console)
            held = await self._host.read(meeting_id)
        except HostError as error:
            self._desk.tell(NoticeKind.HOST_DOWN, error=error.code)
            return
        if self._desk.memory.driver is not None:  # else it was pressed twice
            self._go_on(held)

    async def _see_who_drives(self) -> None:
        try:
            held = await self._host.read(self._desk.memory.meeting.id)
        except HostError as error:
            self._desk.tell(NoticeKind.HOST_DOWN, error=error.code)
            return
        self.look_on(held)

    async def _end(self, known_to_fail: frozenset[str]) -> None:
        await self._outbox.settled()
        if self._failed() - known_to_fail:
            self._desk.change(finishing=False)  # the list again: something was not taken
            return
        over = attendance.leave_all(self._desk.memory.attendance, self._clock.now())
        if self._seat.figures_wanted:
            self._send_figures()
        self._desk.change(attendance=over)
        memory = self._desk.memory

        async def work() -> None:
            await self._host.end(memory.meeting.id, memory.attendance)
            self._desk.change(ended=True, ending=False, finishing=False)

        self._outbox.post(
            Job(kind=Waiting.END, lane="end", key="end", work=work, refused=self._end_refused)
        )

    def _send_figures(self) -> None:
        memory = self._desk.memory
        numbers = figures(memory, self._clock.now())

        async def work() -> None:
            await self._host.save_figures(memory.meeting.id, numbers)

        def refused(error: HostError) -> None:
            self._desk.tell(NoticeKind.FIGURES_NOT_SENT, error=error.code)

        kind = Waiting.FIGURES
        self._outbox.post(Job(kind=kind, lane=kind, key=kind, work=work, refused=refused))

    def _end_refused(self, error: HostError) -> None:
        self._desk.tell(NoticeKind.HOST_REFUSED, error=error.code)
        self._desk.change(finishing=False)

    def _failed(self) -> frozenset[str]:
        files = self._desk.memory.files
        return frozenset(case for case, file in files.items() if file.status in _FAILED)

    async def _keep_time(self) -> None:
        """Let the waiting view's clock go on, minute by minute."""
        while True:
            now = self._clock.now()
            await self._clock.sleep(60 - now.second - now.microsecond / 1e6)
            now = self._clock.now()
            self._desk.change(now=now, today=now.date())
