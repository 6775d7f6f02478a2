"""The order of the cases, how far each has come, and what is undone at the end. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from app.model.attendance import Interval
from app.model.case import Case, CaseState
from app.model.outcome import OutcomeStatus
from app.room.drafting import CaseFile
from app.room.state import Undone, UndoneCase

_FINISHED = (CaseState.DONE, CaseState.POSTPONED, CaseState.BY_STANDARD_TEXT)
_ON_THE_WAY = (OutcomeStatus.SENDING, OutcomeStatus.CONFLICT, OutcomeStatus.REFUSED)


def first_undone(cases: Sequence[Case], *, after: str = "") -> Case | None:
    """Return the first case that has still to be discussed; `after` a case, if it is given."""
    ids = [case.id for case in cases]
    later = cases[ids.index(after) + 1 :] if after in ids else cases
    return next((case for case in later if case.state not in _FINISHED), None)


def neighbour(cases: Sequence[Case], case_id: str, step: int) -> Case | None:
    """Return the case so many places on; None beyond the ends. From "" the first is next."""
    ids = [case.id for case in cases]
    place = ids.index(case_id) + step if case_id in ids else 0
    return cases[place] if 0 <= place < len(cases) else None


def is_shown(case: Case) -> bool:
    """Tell whether the case stands on the room screen."""
    return bool(case.shown) and case.shown[-1].end is None


def begin(case: Case, at: datetime) -> Case:
    """Return the case as it comes on the room screen."""
    if is_shown(case):
        return case
    state = CaseState.DONE if case.state is CaseState.DONE else CaseState.STARTED
    return msgspec.structs.replace(case, state=state, shown=(*case.shown, Interval(start=at)))


def leave_screen(case: Case, at: datetime) -> Case:
    """Return the case as it leaves the room screen."""
    if not is_shown(case):
        return case
    *past, last = case.shown
    over = Interval(start=last.start, end=max(at, last.start))
    return msgspec.structs.replace(case, shown=(*past, over))


def discussed(case: Case, file: CaseFile | None) -> Case:
    """Return the case when nobody discusses it any more: its state says what came of it."""
    if file is not None and file.delivered is not None:
        state = CaseState.DONE
    elif not case.shown or case.state not in (CaseState.STARTED, CaseState.WITHOUT_RECOMMENDATION):
        state = case.state
    elif file is not None and file.status is OutcomeStatus.SENDING:
        state = CaseState.STARTED  # until the host has it
    else:
        state = CaseState.WITHOUT_RECOMMENDATION
    return case if state is case.state else msgspec.structs.replace(case, state=state)


def undone(cases: Sequence[Case], files: Mapping[str, CaseFile]) -> tuple[UndoneCase, ...]:
    """Return what the end of the meeting lists, in the agenda's order."""
    whats = (
        (number, case, _what_is_undone(case, files.get(case.id)))
        for number, case in enumerate(cases, start=1)
    )
    return tuple(
        UndoneCase(number=number, case=case, what=what)
        for number, case, what in whats
        if what is not None
    )


def _what_is_undone(case: Case, file: CaseFile | None) -> Undone | None:
    if file is not None and file.status in _ON_THE_WAY:
        return Undone.NOT_DELIVERED
    if file is not None and file.is_unsent:
        return Undone.NOT_SENT
    if case.state in _FINISHED or (file is not None and file.delivered is not None):
        return None
    if case.state is CaseState.NOT_STARTED:
        return Undone.NOT_DISCUSSED
    return Undone.WITHOUT_RECOMMENDATION
