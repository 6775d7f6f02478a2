"""A case at the host: its line on the agenda, and the Encounter of its discussion. Pure.

Mapping: docs/host.md, "agenda" and "A case that was discussed".
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from msgspec.structs import replace

from app.host import codes
from app.host.attendance import round_interval
from app.host.people import reference_to
from app.host.times import period, read_period
from app.model.attendance import Interval
from app.model.case import Case, CaseState, GroundClaim, LegalGround, PostponeReason
from app.model.people import Person
from app.overview.shape import Json, child, children, string

KIND = "encounter"
CONFERENCE_CASE = "conference-case"
_SHOWN = "in-progress"
E_ = TypeVar("E_", bound=StrEnum)


def unique(meeting_id: str, case_id: str) -> tuple[str, str]:
    """Return the identifier by which a case's Encounter is found."""
    return codes.RESOURCE_ID, codes.resource_id(meeting_id, case_id, KIND, 0)


def new_encounter(meeting_id: str, case: Case, meeting_encounter: str) -> Json:
    """Return the Encounter of a case that is about to be discussed."""
    encounter: Json = {
        "resourceType": "Encounter",
        "identifier": codes.identifiers(meeting_id, case.id, KIND, 0),
        "status": "planned",
        "class": codes.coding(codes.ENCOUNTER_CLASS, CONFERENCE_CASE),
        "subject": {"reference": case.patient.reference},
        "basedOn": [{"reference": f"ServiceRequest/{case.id}"}],
    }
    return (
        encounter | {"partOf": {"reference": meeting_encounter}} if meeting_encounter else encounter
    )


def with_discussion(
    encounter: Json, case: Case, took_part: tuple[tuple[Person, Interval], ...]
) -> Json:
    """Return the Encounter with the times when the case was shown, and who was here then."""
    if not case.shown:
        return encounter
    shown = [round_interval(each) for each in case.shown]
    last = shown[-1].end
    history = [{"status": _SHOWN, "period": period(each)} for each in shown]
    told = {name: value for name, value in encounter.items() if name != "reasonCode"} | {
        "status": _SHOWN if last is None else "finished",
        "statusHistory": history,
        "period": period(Interval(start=shown[0].start, end=last)),
    }
    if claim := case.shown_ground:
        told["reasonCode"] = [codes.concept(codes.LEGAL_GROUND, claim.ground, claim.reason)]
    if took_part:
        told["participant"] = [_participant(*each) for each in took_part]
    return told


def _participant(person: Person, during: Interval) -> Json:
    who = reference_to(person)
    if person.id.startswith("Patient/"):  # R4 allows none here; the Encounter's subject is they
        who = {"display": person.name} if person.name else {}
    entry = {"type": [codes.concept(codes.ROLE, person.role)], "period": period(during)}
    return entry | {"individual": who} if who else entry


def shown_in(encounter: Json) -> tuple[Interval, ...]:
    """Return when the case was on the room screen."""
    history = children(encounter, "statusHistory")
    found = (read_period(child(e, "period")) for e in history if e.get("status") == _SHOWN)
    return tuple(each for each in found if each is not None)


def ground_in(encounter: Json) -> GroundClaim | None:
    """Return what the case was last shown on in place of a consent."""
    reason = next(iter(children(encounter, "reasonCode")), {})
    ground = _coded(LegalGround, reason, codes.LEGAL_GROUND)
    return GroundClaim(ground=ground, reason=string(reason, "text")) if ground else None


# --- the agenda -----------------------------------------------------------------------------------


def cases_on(agenda: Json) -> list[str]:
    """Return the references of the cases in their order."""
    entries = [e for e in children(agenda, "entry") if e.get("deleted") is not True]
    items = (string(child(entry, "item"), "reference") for entry in entries)
    return [each for each in items if each.startswith("ServiceRequest/")]


def with_state_on(agenda: Json, case: Case) -> Case:
    """Return the case with the state that its line of the agenda tells."""
    flag = child(_line(agenda, case.id), "flag")
    return replace(
        case,
        state=_coded(CaseState, flag, codes.CASE_STATE) or CaseState.NOT_STARTED,
        state_reason=string(flag, "text"),
        postponed=_coded(PostponeReason, flag, codes.POSTPONED),
        met_by=codes.code_of([flag], codes.STANDARD_TEXT),
    )


def _coded(kind: type[E_], flag: Json, system: str) -> E_ | None:
    code = codes.code_of([flag], system)
    return kind(code) if code in set(kind) else None


def with_state(agenda: Json, case: Case) -> Json:
    """Return the agenda with the case's state and reason; every other line stays as it is."""
    line = _line(agenda, case.id)
    flag = codes.concept(codes.CASE_STATE, case.state, case.state_reason)
    if case.postponed is not None:
        flag["coding"].append(codes.coding(codes.POSTPONED, case.postponed))
    if case.met_by:
        flag["coding"].append(codes.coding(codes.STANDARD_TEXT, case.met_by))
    told = line | {"flag": flag}
    entries = [told if each is line else each for each in agenda.get("entry", [])]
    return agenda | {"entry": entries} if line else agenda


def with_order(agenda: Json, case_ids: Sequence[str]) -> Json:
    """Return the agenda in that order; lines that are not named keep theirs, after the named."""
    places = {f"ServiceRequest/{case_id}": place for place, case_id in enumerate(case_ids)}
    entries = children(agenda, "entry")
    last = len(places)
    ordered = sorted(
        entries, key=lambda each: places.get(string(child(each, "item"), "reference"), last)
    )
    return agenda if ordered == entries else agenda | {"entry": ordered}


def with_line(agenda: Json, case_id: str) -> Json:
    """Return the agenda with that case last, unless it is on it."""
    if _line(agenda, case_id):
        return agenda
    line = {"item": {"reference": f"ServiceRequest/{case_id}"}}
    return agenda | {"entry": [*children(agenda, "entry"), line]}


def _line(agenda: Json, case_id: str) -> Json:
    wanted = f"ServiceRequest/{case_id}"
    lines = children(agenda, "entry")
    return next((e for e in lines if string(child(e, "item"), "reference") == wanted), {})
