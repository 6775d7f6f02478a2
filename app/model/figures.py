"""Non-personal figures of one meeting, for the conference's own improvement."""

from app.model.base import Value
from app.model.case import CaseState, PostponeReason
from app.model.definition import InformationKind


class CaseFigures(Value, frozen=True, kw_only=True):
    """One case, by its place on the agenda only. `seconds`: how long it was on the room screen."""

    number: int
    state: CaseState
    seconds: int = 0
    missing: tuple[InformationKind, ...] = ()
    postponed: PostponeReason | None = None


class MeetingFigures(Value, frozen=True, kw_only=True):
    """A whole meeting. `seconds`: from the first confirmed attendance to the end."""

    seconds: int
    people: int
    competences_missing: tuple[str, ...] = ()
    cases: tuple[CaseFigures, ...] = ()
