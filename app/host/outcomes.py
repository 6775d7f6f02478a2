"""An outcome as a CarePlan, and back. Pure. Mapping: docs/host.md, "Outcome"."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from app.host import codes
from app.host.people import key_of_reference, reference_to
from app.host.times import instant
from app.model.attendance import Attendance
from app.model.case import Patient
from app.model.outcome import (
    Coded,
    Duty,
    Intention,
    Measure,
    Outcome,
    OutcomeStatus,
    Referral,
    Responsibility,
    TextReference,
)
from app.model.people import Person
from app.overview.shape import Json, child, children, string, strings
from app.room.ports import OutcomeContext, StoredOutcome

KIND = "care-plan"
COORDINATED_PLAN = "coordinated-individual-plan"  # samordnad individuell plan (SIP)
RECOMMENDATION, NEW_CONFERENCE = "recommendation", "new-conference"
DEVIATION, REFERRAL, MEASURE = "deviation", "referral", "measure"
DRAFT, ACTIVE, REVOKED = "draft", "active", "revoked"
_MAX_REVISIONS = 200
_OURS = (
    "category",
    "description",
    "instantiatesUri",
    "note",
    "activity",
    "encounter",
    "replaces",
)

PersonOf = Callable[[Json], str]  # a reference → Person.id


def unique(outcome: Outcome) -> tuple[str, str]:
    """Return the identifier by which this revision's CarePlan is found."""
    value = codes.resource_id(outcome.meeting, outcome.case, KIND, outcome.revision)
    return codes.RESOURCE_ID, value


def people_in(context: OutcomeContext) -> dict[str, Person]:
    """Return everybody whom an outcome may name, by Person.id."""
    present = (person for person, _ in context.took_part)
    return {each.id: each for each in (*context.meeting.invited, *present, context.chair)}


def care_plan(outcome: Outcome, context: OutcomeContext, status: str) -> Json:
    """Return the CarePlan of a revision, without what the host adds (id, encounter, replaces)."""
    plan: Json = {
        "resourceType": "CarePlan",
        "meta": {"security": [codes.HOLD_FROM_PATIENT]},
        "identifier": codes.identifiers(outcome.meeting, outcome.case, KIND, outcome.revision),
        "status": status,
        "intent": "proposal",
        "subject": {"reference": context.case.patient.reference},
        "created": instant(context.at),
        "author": reference_to(context.chair),
        "activity": _activities(outcome, people_in(context)),
    }
    if outcome.text.strip():
        plan["description"] = outcome.text.strip()
    if outcome.source:
        plan["instantiatesUri"] = [outcome.source.canonical]
    if outcome.measures:
        plan["category"] = [codes.concept(codes.PLAN_KIND, COORDINATED_PLAN)]
    if notes := list(_notes(outcome, context.case.patient)):
        plan["note"] = notes
    return plan


def _notes(outcome: Outcome, patient: Patient) -> Iterator[Json]:
    """Yield what was said beside the text, and what the patient wants: the patient's own note."""
    if note := outcome.note.strip():
        yield {"text": note}
    if wishes := outcome.wishes.strip():
        yield {"authorReference": {"reference": patient.reference}, "text": wishes}


def rewritten(held: Json, plan: Json) -> Json:
    """Return the host's CarePlan with what this revision says now; all else stays as it is."""
    kept = {name: value for name, value in held.items() if name not in _OURS}
    ours = {name: plan[name] for name in (*_OURS, "status", "created", "author") if name in plan}
    return kept | ours


def _activities(outcome: Outcome, people: dict[str, Person]) -> list[Json]:
    named = {each.duty: each.person for each in outcome.responsibilities}
    activities = [_recommendation(outcome)]
    activities += [_duty(duty, people.get(named.get(duty, ""))) for duty in Duty]
    activities += [_measure(each) for each in outcome.measures]
    if outcome.deviation is not None:
        activities.append(_told(DEVIATION, outcome.deviation))
    if outcome.referral is not None:
        activities.append(_told(REFERRAL, outcome.referral.reason, by=outcome.referral.to))
    if outcome.new_conference:
        activities.append(_told(NEW_CONFERENCE))
    return activities


def _measure(measure: Measure) -> Json:
    activity = _told(MEASURE, measure.text, by=measure.who)
    if measure.until:
        activity["detail"]["scheduledPeriod"] = {"end": measure.until}
    return activity


def _told(code: str, words: str = "", *, by: str = "") -> Json:
    """Return an activity of ours with its words, and whoever does it as they are called."""
    activity = _activity(codes.concept(codes.ACTIVITY, code))
    if words.strip():
        activity["detail"]["description"] = words.strip()
    if by.strip():
        activity["detail"]["performer"] = [{"display": by.strip()}]
    return activity


def _recommendation(outcome: Outcome) -> Json:
    concept = codes.concept(codes.ACTIVITY, RECOMMENDATION)
    if outcome.intention:
        concept["coding"].append(codes.coding(codes.INTENTION, outcome.intention))
    if outcome.code:
        concept["coding"].append(_coding(outcome.code))
    activity = _activity(concept)
    if outcome.reason.strip():
        activity["detail"]["statusReason"] = {"text": outcome.reason.strip()}
    return activity


def _coding(code: Coded) -> Json:
    """Return a standard code; FHIR knows no empty texts."""
    display = {"display": code.display} if code.display else {}
    return codes.coding(code.system, code.code) | display


def _duty(duty: Duty, person: Person | None) -> Json:
    activity = _activity(codes.concept(codes.DUTY, duty))
    if person:
        activity["detail"]["performer"] = [reference_to(person)]
    return activity


def _activity(concept: Json) -> Json:
    return {"detail": {"code": concept, "status": "not-started"}}


# --- reading --------------------------------------------------------------------------------------


def person_finder(attendance: Attendance) -> PersonOf:
    """Return how a reference is told to be somebody of the meeting: by reference, else HSA-id."""
    by_key: dict[str, str] = {}
    for each in reversed(attendance.attendees):
        by_key[key_of_reference(reference_to(each.person))] = each.person.id

    def find(reference: Json) -> str:
        key = key_of_reference(reference)
        return by_key.get(key, key if string(reference, "reference") else "")

    return find


def revision_of(resource: Json, meeting: str, case: str, kind: str = KIND) -> int:
    """Return which revision a resource of ours belongs to, 0 when it is none of ours."""
    revisions = range(1, _MAX_REVISIONS)
    return next((r for r in revisions if _is(resource, (meeting, case, kind, r))), 0)


def _is(resource: Json, parts: tuple[str, str, str, int]) -> bool:
    return codes.has_identifier(resource, codes.RESOURCE_ID, codes.resource_id(*parts))


def stored_outcomes(
    plans: Sequence[Json], meeting: str, case: str, person_of: PersonOf
) -> Iterator[StoredOutcome]:
    """Yield a case's outcomes in the order of their revisions: all delivered ones, then a draft."""
    numbered = ((revision_of(plan, meeting, case), plan) for plan in plans)
    for revision, plan in sorted(((r, p) for r, p in numbered if r), key=lambda each: each[0]):
        blank = Outcome(meeting=meeting, case=case, revision=revision)
        status = OutcomeStatus.DRAFT if plan.get("status") == DRAFT else OutcomeStatus.DELIVERED
        yield StoredOutcome(outcome=outcome_of(plan, blank, person_of), status=status)


def outcome_of(plan: Json, blank: Outcome, person_of: PersonOf) -> Outcome:
    """Return what a CarePlan says, in an outcome of the meeting, case and revision of `blank`."""
    details = [child(each, "detail") for each in children(plan, "activity")]
    recommendation = _with_code(details, codes.ACTIVITY, RECOMMENDATION)
    intention = codes.code_of([child(recommendation, "code")], codes.INTENTION)
    deviation = _with_code(details, codes.ACTIVITY, DEVIATION)
    notes = children(plan, "note")
    url, _, version = next(iter(strings(plan, "instantiatesUri")), "").partition("|")
    return msgspec.structs.replace(
        blank,
        text=string(plan, "description"),
        intention=Intention(intention) if intention in set(Intention) else None,
        source=TextReference(url=url, version=version) if url else None,
        code=_code(child(recommendation, "code")),
        responsibilities=tuple(_responsibility(duty, details, person_of) for duty in Duty),
        reason=string(child(recommendation, "statusReason"), "text"),
        new_conference=bool(_with_code(details, codes.ACTIVITY, NEW_CONFERENCE)),
        note=next((string(e, "text") for e in notes if not _is_patients(e)), ""),
        wishes=next((string(e, "text") for e in notes if _is_patients(e)), ""),
        deviation=string(deviation, "description") if deviation else None,
        referral=_referral(_with_code(details, codes.ACTIVITY, REFERRAL)),
        measures=tuple(_measure_of(e) for e in details if _has_code(e, codes.ACTIVITY, MEASURE)),
    )


def _code(concept: Json) -> Coded | None:
    """Return the standard code beside our own ones, None where there is none."""
    for each in children(concept, "coding"):
        system, code = string(each, "system"), string(each, "code")
        if system and code and not system.startswith(codes.BASE):
            return Coded(system=system, code=code, display=string(each, "display"))
    return None


def _is_patients(note: Json) -> bool:
    return string(child(note, "authorReference"), "reference").startswith("Patient/")


def _referral(detail: Json) -> Referral | None:
    if not detail:
        return None
    return Referral(to=_by(detail), reason=string(detail, "description"))


def _measure_of(detail: Json) -> Measure:
    until = string(child(detail, "scheduledPeriod"), "end")
    return Measure(text=string(detail, "description"), who=_by(detail), until=until)


def _by(detail: Json) -> str:
    return string(child(detail, "performer"), "display")


def _responsibility(duty: Duty, details: list[Json], person_of: PersonOf) -> Responsibility:
    performer = child(_with_code(details, codes.DUTY, duty), "performer")
    return Responsibility(duty=duty, person=person_of(performer))


def _with_code(details: list[Json], system: str, code: str) -> Json:
    return next((each for each in details if _has_code(each, system, code)), {})


def _has_code(detail: Json, system: str, code: str) -> bool:
    return codes.code_of([child(detail, "code")], system) == code


def says_the_same(plan: Json, other: Json) -> bool:
    """Tell whether two CarePlans recommend the same, whatever else the host keeps in them."""
    blank = Outcome(meeting="", case="")
    return outcome_of(plan, blank, key_of_reference) == outcome_of(other, blank, key_of_reference)
