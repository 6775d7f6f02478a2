"""The extra case: a number is looked up, the name is checked by the chair, the case is added.

A look-up ends when it is forgotten; what is being added is added, also if the chair goes on.
"""

import asyncio

import msgspec

from app.model.case import Case, Patient, PersonNumber, Question
from app.model.errors import HostError
from app.model.identity import parse_any_number
from app.room import catalogue
from app.room.desk import Desk
from app.room.ports import Library, MeetingHost
from app.room.state import ExtraCase, Lookup, NoticeKind
from app.room.wings import Wings
from app.tasks import TaskOwner


class Extra:
    """One look-up at a time; a new one ends the one before."""

    def __init__(
        self, desk: Desk, host: MeetingHost, library: Library, wings: Wings, tasks: TaskOwner
    ) -> None:
        """Take where patients are looked up, and who looks at the case that is added."""
        self._desk, self._host, self._library = desk, host, library
        self._wings, self._tasks = wings, tasks
        self._wish: asyncio.Task[None] | None = None

    def look_up(self, written: str) -> None:
        """Look for the patient of a number in any of its spellings."""
        self.forget()
        memory = self._desk.memory
        number = parse_any_number(written, memory.today)
        extra = ExtraCase(number=written.strip())
        if number is not None:
            known = [c.id for c in memory.cases if c.patient.number == number]
            extra = _on_agenda(extra, *known[:1]) if known else _as(extra, Lookup.SEARCHING)
        self._desk.change(extra=extra)
        if number is not None and extra.lookup is Lookup.SEARCHING:
            self._wish = self._tasks.start("look up", self._look_up(number))

    def add(self, question: str, definition: str) -> None:
        """Add the patient who was found, with the question to the conference."""
        memory = self._desk.memory
        extra = memory.extra
        ready = extra is not None and extra.lookup in (Lookup.FOUND, Lookup.FAILED)
        if not ready or extra is None or extra.patient is None or not question.strip():
            return
        case = Case(
            id="",
            patient=extra.patient,
            question=Question(text=question.strip()),
            definition=definition if definition in memory.offered else "",
        )
        adding = _as(extra, Lookup.ADDING)
        self._desk.change(extra=adding)
        self._tasks.start("add a case", self._add(case, adding))

    def forget(self) -> None:
        """Forget who was looked up."""
        wish, self._wish = self._wish, None
        if wish is not None:
            wish.cancel()
        self._desk.change(extra=None)

    async def _look_up(self, number: PersonNumber) -> None:
        try:
            found = await self._host.find_patient(number)
        except HostError as error:
            self._failed(error)
            return
        extra = self._desk.memory.extra or ExtraCase()
        self._desk.change(extra=_found(extra, found, self._desk.memory.cases))

    async def _add(self, case: Case, adding: ExtraCase) -> None:
        try:
            added = await self._host.add_case(self._desk.memory.meeting.id, case)
        except HostError as error:
            if self._desk.memory.extra is adding:
                self._failed(error)
            else:
                self._desk.tell(NoticeKind.PLAN_NOT_SAVED, error=error.code)
            return
        self._put_last(added)
        if self._desk.memory.extra is adding:
            self._desk.change(extra=None)
            self._wings.preview(self._desk.memory.known(added.id))

    def _put_last(self, added: Case) -> None:
        memory = self._desk.memory
        if memory.case(added.id) is None:
            cases = (*memory.cases, added)
            definitions = catalogue.definitions(self._library, cases)
            self._desk.change(cases=cases, definitions=definitions)

    def _failed(self, error: HostError) -> None:
        extra = self._desk.memory.extra or ExtraCase()
        failed = msgspec.structs.replace(extra, lookup=Lookup.FAILED, error=error.code)
        self._desk.change(extra=failed)


def _found(extra: ExtraCase, patient: Patient | None, cases: tuple[Case, ...]) -> ExtraCase:
    if patient is None:
        return _as(extra, Lookup.NOT_FOUND)
    known = [case.id for case in cases if case.patient.reference == patient.reference]
    if known:
        return _on_agenda(extra, known[0])
    return msgspec.structs.replace(extra, lookup=Lookup.FOUND, patient=patient)


def _on_agenda(extra: ExtraCase, case_id: str) -> ExtraCase:
    return msgspec.structs.replace(extra, lookup=Lookup.ON_AGENDA, case=case_id)


def _as(extra: ExtraCase, lookup: Lookup) -> ExtraCase:
    return msgspec.structs.replace(extra, lookup=lookup)
