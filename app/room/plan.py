"""The plan of the meeting: order, postponing, standard texts, definitions, picks, legal grounds.

Every change is seen at once and kept at the host; what cannot be written waits in the outbox, the
last wish for each case. Where somebody else was first, theirs stands and the chair is told.
"""

from collections.abc import Callable, Sequence

import msgspec

from app.model.blanks import find_blanks
from app.model.case import Case, GroundClaim, LegalGround, PostponeReason
from app.model.errors import HostConflict, HostError
from app.model.outcome import StandardText
from app.room import agenda, catalogue
from app.room.desk import Desk
from app.room.ledger import Ledger, case_lane
from app.room.outbox import Job, Outbox, Work
from app.room.ports import CaseSlots, Library, MeetingHost, Slot
from app.room.showing import Showing
from app.room.slot_views import is_open
from app.room.state import NoticeKind, Waiting
from app.room.wings import Wings

_ORDER = ("order", "order")  # lane and key of the job that writes it


class Plan:
    """What is planned for the cases. `changed`: the gate has to be asked again."""

    def __init__(
        self,
        desk: Desk,
        host: MeetingHost,
        library: Library,
        ledger: Ledger,
        outbox: Outbox,
        slots: CaseSlots,
        wings: Wings,
        showing: Showing,
        *,
        changed: Callable[[], None],
    ) -> None:
        """Take where the plan is kept, and who shows the cases that it changes."""
        self._desk, self._host, self._library = desk, host, library
        self._ledger, self._outbox, self._slots = ledger, outbox, slots
        self._wings, self._showing, self._changed = wings, showing, changed

    # --- the agenda -------------------------------------------------------------------------------

    def move(self, case_id: str, step: int) -> None:
        """Move a case so many places on, or back."""
        memory = self._desk.memory
        after = agenda.moved(memory.cases, case_id, step)
        if after != memory.cases:
            self._desk.change(cases=after)
            self._save_order()

    def postpone(self, case_id: str, reason: PostponeReason, words: str) -> None:
        """Put a case off; one that is shown is left first."""
        self._set_state(case_id, lambda case: agenda.postponed(case, reason, words))

    def meet_by_text(self, case_id: str, text: StandardText) -> None:
        """Let a standard text meet a case; what has to be filled in needs a discussion."""
        if not self._desk.memory.permitted((text,)):
            return
        if any(blank.mandatory for blank in find_blanks(text.text)):
            self._desk.tell(NoticeKind.TEXT_NEEDS_CHAIR, case=case_id)
            return
        self._desk.untell(NoticeKind.TEXT_NEEDS_CHAIR, case=case_id)
        self._set_state(case_id, lambda case: agenda.by_text(case, text))

    def resume(self, case_id: str) -> None:
        """Take a case up again that is postponed, or met by a text that is not sent."""
        self._set_state(case_id, agenda.taken_up)

    # --- what is shown of a case ------------------------------------------------------------------

    def set_definition(self, case_id: str, url: str) -> None:
        """Show a case by another conference's definition ("" for the meeting's own)."""
        memory = self._desk.memory
        case = memory.case(case_id)
        known = url == "" or url in memory.offered
        if case is None or not known or case.definition == url:
            return
        after = msgspec.structs.replace(case, definition=url)
        self._desk.change(cases=memory.with_case(after))
        self._save_plan(case_id)
        self._follow(case, after)

    def pick(self, case_id: str, reference: str, *, yes: bool) -> None:
        """Choose a resource of the record by hand, or not any more."""
        memory = self._desk.memory
        case = memory.case(case_id)
        if case is None or (after := agenda.picked(case, reference, yes=yes)) is case:
            return
        self._desk.change(cases=memory.with_case(after))
        self._save_plan(case_id)
        self._follow(case, after)

    # --- legal grounds ----------------------------------------------------------------------------

    def claim_ground(self, case_id: str, ground: LegalGround, reason: str) -> None:
        """Let a legal ground stand in for a consent; it is not heard of without a reason."""
        memory = self._desk.memory
        case = memory.case(case_id)
        if case is None or not reason.strip():
            return
        claim = GroundClaim(ground=ground, reason=reason.strip())
        after = agenda.grounded(case, claim)
        cases = memory.with_case(after)
        self._desk.change(grounds={**memory.grounds, case_id: claim}, cases=cases)
        if after is not case:
            self._ledger.save_case(case_id)
        self._changed()
        self._showing.gate_again(widen=True)

    def drop_ground(self, case_id: str) -> None:
        """Take the claim back; what rests on it is taken off the screen."""
        grounds = self._desk.memory.grounds
        self._desk.change(grounds={c: claim for c, claim in grounds.items() if c != case_id})
        self._changed()

    # --- the host's ------------------------------------------------------------------------------

    @property
    def unsaved(self) -> frozenset[tuple[str, str]]:
        """What is changed here and not at the host yet, as lanes and keys of its jobs."""
        return frozenset((job.lane, job.key) for job in self._outbox.waiting)

    def adopt(self, theirs: Sequence[Case], mine: frozenset[tuple[str, str]]) -> None:
        """Let the cases be as the host has them, but for what is `mine`: not there yet."""
        memory = self._desk.memory
        newest = [self._newest(case, mine) for case in theirs]
        after = agenda.merged(memory.cases, newest, my_order=_ORDER in mine)
        definitions = catalogue.definitions(self._library, after)
        self._desk.change(cases=after, definitions=definitions)
        for case in after:
            self._follow(memory.case(case.id) or case, case)
        self._changed()

    def _newest(self, theirs: Case, mine: frozenset[tuple[str, str]]) -> Case:
        """Return the host's case with what is newer here.

        Who drives the meeting knows the states and times of the cases better than the host.
        """
        memory = self._desk.memory
        ours = memory.case(theirs.id)
        if ours is None:
            return theirs
        my_course = not memory.is_preparing or (case_lane(theirs.id), "case") in mine
        plan = ours if _plan_job(theirs.id) in mine else theirs
        return agenda.with_plan(ours if my_course else theirs, plan)

    def _set_state(self, case_id: str, change: Callable[[Case], Case]) -> None:
        memory = self._desk.memory
        case, file = memory.case(case_id), memory.files.get(case_id)
        preparing = memory.is_preparing
        if case is None or not agenda.may_be_planned(case, file, preparing=preparing):
            return
        self._showing.put_aside(case_id)
        case = self._desk.memory.known(case_id)
        after = change(case)
        if after != case:
            self._desk.change(cases=self._desk.memory.with_case(after))
            self._ledger.save_case(case_id)
            self._changed()

    def _follow(self, before: Case, after: Case) -> None:
        """Let what is open of a case follow its plan, whoever changed it."""
        if before.definition != after.definition:
            self._read_by_definition(after)
        if before.picks != after.picks:
            self._compose(after)

    def _read_by_definition(self, case: Case) -> None:
        """Have the case read anew by another definition; what was known by the one before goes."""
        memory = self._desk.memory
        if case.id == memory.selected:
            self._desk.change(texts=catalogue.fitting(self._library, memory, case))
        others = {c: found for c, found in memory.readiness.items() if c != case.id}
        self._desk.change(readiness=others)
        self._wings.load_anew(case)
        self._showing.show_anew(case)

    def _compose(self, case: Case) -> None:
        """Have the case's open slots composed anew with its picks."""
        memory = self._desk.memory
        for slot, view in ((Slot.ON_STAGE, memory.on_stage), (Slot.IN_THE_WINGS, memory.wings)):
            if is_open(view, case.id):
                self._slots.set_picks(slot, case.picks)

    def _save_plan(self, case_id: str) -> None:
        async def work() -> None:
            await self._host.save_plan(self._desk.memory.known(case_id))

        self._post(_plan_job(case_id), case_id, work)

    def _save_order(self) -> None:
        async def work() -> None:
            memory = self._desk.memory
            sent = tuple(case.id for case in memory.cases)
            held = await self._host.save_order(memory.meeting.id, sent)
            if not set(held) <= {case.id for case in self._desk.memory.cases}:
                self._desk.tell(NoticeKind.AGENDA_CHANGED)  # somebody added a case meanwhile
                self._read_again(_ORDER[0], "")

        self._post(_ORDER, "", work)

    def _read_again(self, lane: str, case_id: str) -> None:
        async def work() -> None:
            mine = self.unsaved
            held = await self._host.read(self._desk.memory.meeting.id)
            self.adopt(held.meeting.cases, mine | self.unsaved)

        self._post((lane, "read again"), case_id, work)

    def _post(self, place: tuple[str, str], case_id: str, work: Work) -> None:
        lane, key = place

        def refused(error: HostError) -> None:
            conflict = isinstance(error, HostConflict)
            kind = NoticeKind.AGENDA_CHANGED if conflict else NoticeKind.PLAN_NOT_SAVED
            self._desk.tell(kind, case=case_id, error=error.code)
            if key != "read again":
                self._read_again(lane, case_id)

        job = Job(kind=Waiting.PLAN, lane=lane, key=key, work=work, refused=refused)
        self._outbox.post(job)


def _plan_job(case_id: str) -> tuple[str, str]:
    return f"plan {case_id}", "plan"
