"""Delivery: drafts and outcomes on their way to the host, in order, each revision once.

What is sent is delivered in the background while the meeting goes on. The same revision is never
written twice: the host's writes are idempotent, and an unclear answer only means another try.
"""

from app.model.definition import InformationKind
from app.model.errors import HostConflict, HostError
from app.model.outcome import Outcome, OutcomeStatus
from app.room import agenda, attendance, drafting
from app.room.desk import Desk
from app.room.drafting import CaseFile
from app.room.ledger import Ledger
from app.room.memory import Memory
from app.room.outbox import Job, Outbox, Work
from app.room.ports import Clock, MeetingHost, OutcomeContext
from app.room.state import NoticeKind, Waiting


class Delivery:
    """Writes outcomes; what becomes of them is in the case's file, its state and the notices."""

    def __init__(
        self,
        desk: Desk,
        host: MeetingHost,
        ledger: Ledger,
        outbox: Outbox,
        clock: Clock,
        *,
        language: str,
    ) -> None:
        """Take where outcomes go, and the language that the note is written in (`sv`, `en`)."""
        self._desk, self._host, self._ledger = desk, host, ledger
        self._outbox, self._clock, self._language = outbox, clock, language

    def save_draft(self, file: CaseFile) -> None:
        """Keep the draft as it stands at the host; a newer one takes its place."""
        draft, context = file.draft, self._context(file.draft.case)

        async def work() -> None:
            await self._host.save_draft(draft, context)
            self._put(drafting.saved(self._file(draft.case), draft))

        self._post(Waiting.DRAFT, draft.case, "draft", work)

    def deliver(self, outcome: Outcome) -> None:
        """Deliver a revision; drafts that wait are not needed any more."""
        lane = _lane(outcome.case)
        self._outbox.drop(lambda job: job.lane == lane and job.kind is Waiting.DRAFT)
        context = self._context(outcome.case)  # the same at every try

        async def work() -> None:
            await self._host.deliver(outcome, context)
            self._put(drafting.delivered(self._file(outcome.case), outcome))
            self.settle_case(outcome.case)

        self._post(Waiting.OUTCOME, outcome.case, "deliver", work)

    def settle_case(self, case_id: str) -> None:
        """Let the case's state follow from what has become of its outcome."""
        memory = self._desk.memory
        case, file = memory.known(case_id), memory.files[case_id]
        discussed_now = memory.on_stage is not None and memory.on_stage.case == case_id
        if discussed_now and file.delivered is None:
            return
        after = agenda.discussed(case, file)
        if after is not case:
            self._desk.change(cases=memory.with_case(after))
            self._ledger.save_case(case_id)

    def _refused(self, case_id: str, error: HostError) -> None:
        """Take the host's final no: somebody else was first, or it does not want it."""
        file = self._file(case_id)
        if isinstance(error, HostConflict):
            self._put(drafting.disputed(file))
            self._desk.tell(NoticeKind.DELIVERY_CONFLICT, case=case_id, error=error.code)
            self._read_rival(case_id)
        elif file.status is OutcomeStatus.SENDING:
            self._put(drafting.refused(file))
            self.save_draft(self._file(case_id))
            self._desk.tell(NoticeKind.DELIVERY_REFUSED, case=case_id, error=error.code)
        else:
            self._desk.tell(NoticeKind.HOST_REFUSED, case=case_id, error=error.code)
        self.settle_case(case_id)

    def _read_rival(self, case_id: str) -> None:
        async def work() -> None:
            theirs = await self._host.read(self._desk.memory.meeting.id)
            held = drafting.from_host(theirs.outcomes).get(case_id)
            rival = held.delivered if held is not None else None
            self._put(drafting.opposed(self._file(case_id), rival))

        self._post(Waiting.OUTCOME, case_id, "rival", work)

    def _file(self, case_id: str) -> CaseFile:
        return self._desk.memory.files[case_id]

    def _put(self, file: CaseFile) -> None:
        self._desk.change(files=self._desk.memory.with_file(file))

    def _post(self, kind: Waiting, case_id: str, key: str, work: Work) -> None:
        def refused(error: HostError) -> None:
            self._refused(case_id, error)

        job = Job(kind=kind, lane=_lane(case_id), key=key, work=work, refused=refused)
        self._outbox.post(job)

    def _context(self, case_id: str) -> OutcomeContext:
        memory = self._desk.memory
        case, definition = memory.known(case_id), memory.definition_of(memory.known(case_id))
        took_part = memory.attendance.during(case.shown)
        return OutcomeContext(
            meeting=memory.meeting,
            case=case,
            chair=memory.chair,
            took_part=tuple((attendee.person, interval) for attendee, interval in took_part),
            information=memory.files[case_id].information,
            missing=_missing(memory, case_id),
            competences_present=attendance.competences_present(memory.attendance, definition),
            competences_missing=attendance.competences_missing(memory.attendance, definition),
            at=self._clock.now(),
            language=self._language,
        )


def _missing(memory: Memory, case_id: str) -> tuple[InformationKind, ...]:
    """Return what the record on the screen lacks, or what it lacked when it was last loaded."""
    slot, readiness = memory.on_stage, memory.readiness.get(case_id)
    if slot is not None and slot.case == case_id:
        return slot.missing
    return readiness.missing if readiness is not None else ()


def _lane(case_id: str) -> str:
    return f"outcome {case_id}"
