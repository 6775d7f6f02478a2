"""The order of the cases, how far each has come, and what is undone at the end. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from app.model.attendance import Interval
from app.model.case import Case, CaseState, GroundClaim, Pick, PostponeReason
from app.model.outcome import OutcomeStatus, StandardText
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


def moved(cases: Sequence[Case], case_id: str, step: int) -> tuple[Case, ...]:
    """Return the cases with one so many places further on, or as far as there are places."""
    ids = [case.id for case in cases]
    if case_id not in ids:
        return tuple(cases)
    others = [case for case in cases if case.id != case_id]
    place = max(0, min(ids.index(case_id) + step, len(others)))
    return (*others[:place], cases[ids.index(case_id)], *others[place:])


def merged(mine: Sequence[Case], theirs: Sequence[Case], *, my_order: bool) -> tuple[Case, ...]:
    """Return the cases as the host has them, in its order or in ours where ours is newer.

    A case that the host has no more stays last: it may be looked at.
    """
    ours = {case.id: case for case in mine}
    there = {case.id: case for case in theirs}
    order = [*ours, *there] if my_order else [*there, *ours]
    return tuple((ours | there)[case_id] for case_id in dict.fromkeys(order))


def with_plan(case: Case, plan: Case) -> Case:
    """Return the case with what is planned for it there: its picks and its definition."""
    return msgspec.structs.replace(case, picks=plan.picks, definition=plan.definition)


def may_be_planned(case: Case, file: CaseFile | None, *, preparing: bool) -> bool:
    """Tell whether the case can be postponed, met by a text, or taken up again.

    One whose outcome is sent cannot. Whoever only prepares leaves alone what is discussed.
    """
    sent = file is not None and (file.delivered is not None or not file.is_editable)
    begun = case.shown or case.state in (CaseState.STARTED, CaseState.WITHOUT_RECOMMENDATION)
    return case.state is not CaseState.DONE and not sent and not (preparing and begun)


def postponed(case: Case, reason: PostponeReason, words: str) -> Case:
    """Return the case as it is put off to another meeting."""
    return msgspec.structs.replace(
        case, state=CaseState.POSTPONED, postponed=reason, state_reason=words.strip(), met_by=""
    )


def by_text(case: Case, text: StandardText) -> Case:
    """Return the case as it is met by a standard text, without discussion."""
    return msgspec.structs.replace(
        case,
        state=CaseState.BY_STANDARD_TEXT,
        met_by=text.reference.canonical,
        state_reason=text.title,
        postponed=None,
    )


def taken_up(case: Case) -> Case:
    """Return the case as one that is to be discussed after all."""
    if case.state not in (CaseState.POSTPONED, CaseState.BY_STANDARD_TEXT):
        return case
    state = CaseState.WITHOUT_RECOMMENDATION if case.shown else CaseState.NOT_STARTED
    return msgspec.structs.replace(case, state=state, postponed=None, met_by="", state_reason="")


def picked(case: Case, reference: str, *, yes: bool) -> Case:
    """Return the case with a resource chosen by hand, or not chosen any more."""
    others = tuple(pick for pick in case.picks if pick.reference != reference)
    chosen = any(pick.reference == reference for pick in case.picks)
    if yes is chosen:
        return case
    picks = (*others, Pick(reference=reference)) if yes else others
    return msgspec.structs.replace(case, picks=picks)


def is_shown(case: Case) -> bool:
    """Tell whether the case stands on the room screen."""
    return bool(case.shown) and case.shown[-1].end is None


def begin(case: Case, at: datetime, ground: GroundClaim | None = None) -> Case:
    """Return the case as it comes on the room screen; `ground` stands in for a consent."""
    if is_shown(case):
        return case
    case = taken_up(case)
    state = CaseState.DONE if case.state is CaseState.DONE else CaseState.STARTED
    shown = (*case.shown, Interval(start=at))
    return msgspec.structs.replace(case, state=state, shown=shown, shown_ground=ground)


def grounded(case: Case, ground: GroundClaim) -> Case:
    """Return the case as it is shown on that ground from now on, if it is shown."""
    return msgspec.structs.replace(case, shown_ground=ground) if is_shown(case) else case


def leave_screen(case: Case, at: datetime) -> Case:
    """Return the case as it leaves the room screen."""
    if not is_shown(case):
        return case
    *past, last = case.shown
    over = Interval(start=last.start, end=max(at, last.start))
    return msgspec.structs.replace(case, shown=(*past, over))


def discussed(case: Case, file: CaseFile | None) -> Case:
    """Return the case when nobody discusses it any more: its state says what came of it."""
    if case.state is CaseState.BY_STANDARD_TEXT:
        return case  # nobody discussed it
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
    if case.state is CaseState.BY_STANDARD_TEXT:
        return None if file is not None and file.delivered is not None else Undone.TEXT_NOT_SENT
    if file is not None and file.is_unsent:
        return Undone.NOT_SENT
    if case.state in _FINISHED or (file is not None and file.delivered is not None):
        return None
    if case.state is CaseState.NOT_STARTED:
        return Undone.NOT_DISCUSSED
    return Undone.WITHOUT_RECOMMENDATION
