"""The parts of the room, put together: who hears what, and what is asked anew after a change."""

from collections.abc import Callable

from app.model.errors import HostError, HostRefused, SharedLogDown
from app.room import agenda, notices
from app.room.check_in import CheckIn
from app.room.consenting import Consenting
from app.room.course import Course
from app.room.delivery import Delivery
from app.room.desk import Desk
from app.room.extra import Extra
from app.room.eyes import Eyes
from app.room.ledger import Ledger
from app.room.local_texts import LocalTextWork
from app.room.memory import Seat, ask_gate
from app.room.naming import Naming
from app.room.outbox import Job, Outbox
from app.room.outcomes import Outcomes
from app.room.picture import recommendation
from app.room.plan import Plan
from app.room.ports import (
    AccessLog,
    CaseEvent,
    CaseSlots,
    Library,
    MeetingHost,
    SharedCare,
    Stage,
    Timer,
)
from app.room.readiness import Checking
from app.room.refresh import Refresh
from app.room.screen import WAITING
from app.room.showing import Showing
from app.room.stage_view import ScreenMode
from app.room.state import NoticeKind, Waiting
from app.room.wings import Wings
from app.tasks import TaskOwner


class Parts:
    """The room's collaborating parts, each with the others that it needs."""

    def __init__(
        self,
        host: MeetingHost,
        log: AccessLog,
        library: Library,
        slots: CaseSlots,
        stage: Stage,
        clock: Timer,
        tasks: TaskOwner,
        *,
        seat: Seat,
        jitter: Callable[[], float],
        shared: SharedCare | None,
    ) -> None:
        """Take what `Room` takes."""
        self._slots, self._tasks = slots, tasks
        self._closed = False
        self.desk = desk = Desk(stage)
        self._outbox = outbox = Outbox(tasks, clock, jitter, self._tell_what_waits)
        self._ledger = ledger = Ledger(
            desk, host, log, outbox, clock, shared, learned=self._learned
        )
        delivery = Delivery(desk, host, ledger, outbox, clock, language=seat.language)
        self.outcomes = Outcomes(desk, library, delivery, clock, tasks)
        self.wings = wings = Wings(desk, ledger, library, slots, tasks)
        self.checking = Checking(desk, wings, clock)
        self.extra = Extra(desk, host, library, wings, tasks)
        self.eyes = eyes = Eyes(desk, slots, clock, tasks, changed=self.gate_again)
        self.showing = showing = Showing(
            desk, ledger, wings, eyes, library, slots, clock, tasks, leaving=self.outcomes.flush
        )
        self.plan = plan = Plan(
            desk, host, library, ledger, outbox, slots, wings, showing, changed=self.gate_again
        )
        self.course = course = Course(
            desk, host, library, ledger, outbox, clock, tasks, seat=seat, stop=self._stop
        )
        self._refresh = Refresh(
            desk, host, outbox, plan, clock, look_on=course.look_on, stop=self._stop
        )
        self._naming = Naming(desk, host, tasks)
        self.consenting = Consenting(
            desk,
            ledger,
            clock,
            tasks,
            shared,
            claim=plan.claim_ground,
            changed=self.widen,
        )
        self.check_in = CheckIn(
            desk,
            host,
            ledger,
            outbox,
            clock,
            language=seat.language,
            changed=self.gate_again,
            taken_over=course.taken_over,
        )
        self.local = LocalTextWork(desk, library, tasks, changed=self.outcomes.offer_anew)
        slots.listen(self._hear)

    async def open(self, meeting_id: str) -> None:
        """Open the meeting; from then on, see how it is now while others are at work in it."""
        await self.course.open(meeting_id)
        self._tasks.start("refresh", self._refresh.run())

    def recheck(self) -> None:
        """Ask the host anew who may see the case on stage, the selected one and the refused."""
        self._tasks.start("recheck", self._recheck())

    async def close(self) -> None:
        """Paint WAITING, kill both case processes, end all tasks."""
        self._closed = True
        if self.desk.has_begun:
            self.desk.change(screen=WAITING)
        self._slots.close()
        await self._tasks.close()

    def _hear(self, event: CaseEvent) -> None:
        """Pass an event on to the slot that its generation is in; a stale one is dropped."""
        if self._closed or not self.desk.has_begun:
            return
        memory = self.desk.memory
        for view, hear in ((memory.on_stage, self.showing.hear), (memory.wings, self.wings.hear)):
            if view is not None and view.generation == event.generation:
                hear(view, event)
                self.checking.heard(view, event)
                self._naming.heard(event)

    def _learned(self) -> None:
        """Ask the gate anew for what the room sees: it may be known by now who may not."""
        self.showing.gate_again()

    def widen(self) -> None:
        """Ask the gate anew, and have read what more may be seen by now: the chair wants it."""
        self.gate_again(widen=True)

    def gate_again(self, *, widen: bool = False) -> None:
        """Ask the gate anew for what is seen: people or facts have changed."""
        self.showing.gate_again(widen=widen)
        self.wings.gate_again()
        memory = self.desk.memory
        now = notices.judged(memory.notices, lambda case: ask_gate(memory, memory.known(case)))
        self.desk.change(notices=now)

    async def _recheck(self) -> None:
        memory = self.desk.memory
        asked = {one.case for one in memory.notices if one.kind in notices.OF_THE_GATE}
        asked |= {memory.selected, memory.on_stage.case if memory.on_stage else ""}
        for case in memory.cases:
            if case.id in asked:
                await self._ledger.learn_facts(case, again=True)
        self.widen()

    def select_neighbour(self, step: int) -> None:
        """Look at the case so many places on."""
        memory = self.desk.memory
        case = agenda.neighbour(memory.cases, memory.selected, step)
        if case is not None:
            self.wings.preview(case)

    def turn(self, step: int) -> None:
        """Turn what the room sees, recommendation or page; unless it is LIVE, the preview."""
        memory = self.desk.memory
        if memory.screen.mode is not ScreenMode.LIVE and memory.wings is not None:
            self.wings.turn(step)
        elif recommendation(memory) is not None:
            self.outcomes.turn(step)
        else:
            self.showing.turn(step)

    def to_page(self, page: int) -> None:
        """Turn the case that the chair looks at: the previewed one, else the one on the stage."""
        wings = self.desk.memory.wings
        if wings is not None and wings.previewed and wings.case == self.desk.memory.selected:
            self.wings.to_page(page)
        else:
            self.showing.to_page(page)

    def _stop(self) -> None:
        """Leave both slots; the room sees WAITING."""
        self.showing.leave()
        self.extra.forget()
        self.wings.forget_wish()
        self.wings.leave()
        self.outcomes.flush()

    def _tell_what_waits(self) -> None:
        """Show how much the host does not have yet, and what it is that cannot be written."""
        wanted = dict.fromkeys(_trouble(job, error) for job, error in self._outbox.troubles)
        known = {(one.kind, one.error): one for one in self.desk.memory.troubles}
        self.desk.change(
            waiting_deliveries=len(self._outbox.waiting),
            troubles=tuple(
                known.get((kind, error)) or self.desk.notice(kind, error=error)
                for kind, error in wanted
            ),
        )


def _trouble(job: Job, error: HostError) -> tuple[NoticeKind, str]:
    if isinstance(error, HostRefused):
        return NoticeKind.HOST_REFUSED, error.code
    if isinstance(error, SharedLogDown):
        return NoticeKind.SHARED_LOG_DOWN, error.code
    if job.kind is Waiting.ATTENDANCE:
        return NoticeKind.ATTENDANCE_NOT_SAVED, error.code
    return NoticeKind.HOST_DOWN, error.code
