"""What the host has planned: meeting, agenda, cases and people, read into values.

Mapping: docs/host.md, "Planned by the host, read by Samsyn".
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from msgspec.structs import replace

from app.host import cases, codes
from app.host.directory import fetch, fetch_people
from app.host.patients import last_conferences
from app.host.people import Directory, described, organisations, person_of, words_of
from app.host.requests import definition_of, picks_of
from app.host.times import read_instant
from app.model.base import Private
from app.model.case import Case, Meeting, Patient, Question
from app.model.errors import HostNonsense
from app.model.people import Organisation, Person, Role
from app.overview.patient import patient_of
from app.overview.shape import Json, child, children, string
from app.overview.wording import clean
from app.room.ports import MeetingHeader
from app.wire.fhir import FhirClient, Versioned
from app.wire.together import together

_NOT_HELD = frozenset({"cancelled", "noshow", "entered-in-error", "waitlist"})
ENDED = "fulfilled"
_ACTORS = ("PractitionerRole/", "Practitioner/", "Patient/", "RelatedPerson/")


class Planned(Private, frozen=True, kw_only=True):
    """A meeting as planned, the agenda's List, and everybody's resources by `Type/id`."""

    meeting: Meeting
    agenda: Versioned
    directory: dict[str, Json]
    ended: bool = False


class Home(Private, frozen=True, kw_only=True):
    """Unit and provider of a meeting whose chair the host places nowhere (from the settings)."""

    unit: Organisation = Organisation()
    provider: Organisation = Organisation()


def header_of(appointment: Json) -> MeetingHeader | None:
    """Return an Appointment as a line to choose from; None when it is no meeting to be held."""
    if appointment.get("status") in _NOT_HELD or not _agenda_reference(appointment):
        return None
    return MeetingHeader(
        id=string(appointment, "id"),
        title=clean(string(appointment, "description")),
        start=read_instant(string(appointment, "start")),
        practice=_is_practice(appointment),
    )


def ends_after(appointment: Json, now: datetime) -> bool:
    """Tell whether a meeting is not over: neither ended by a chair nor past its time."""
    end = string(appointment, "end") or string(appointment, "start")
    return appointment.get("status") != ENDED and read_instant(end) >= now


async def read_planned(client: FhirClient, meeting_id: str, home: Home) -> Planned:
    """Read a meeting with its agenda. Raises HostNonsense when a part of it is not there."""
    appointment = (await client.read("Appointment", meeting_id)).resource
    reference = _agenda_reference(appointment)
    if not reference:
        raise HostNonsense("a meeting without an agenda")
    agenda = await client.read("List", reference.removeprefix("List/"))
    requests = await _requests(client, agenda.resource)
    start = read_instant(string(appointment, "start"))
    patients = [string(child(each, "subject"), "reference") for each in requests]
    directory = await _directory(client, appointment, requests)
    earlier = await last_conferences(client, patients, start)
    meeting = _meeting(appointment, directory, home)
    found = tuple(_case(each, agenda.resource, directory, earlier) for each in requests)
    invited = _invited(appointment, directory, {c.patient.reference: c.id for c in reversed(found)})
    return Planned(
        meeting=replace(meeting, invited=invited, cases=found),
        agenda=agenda,
        directory=directory,
        ended=appointment.get("status") == ENDED,
    )


async def _requests(client: FhirClient, agenda: Json) -> list[Json]:
    references = cases.cases_on(agenda)
    found = await fetch(client, references)
    if missing := [each for each in references if each not in found]:
        raise HostNonsense(f"{len(missing)} cases of the agenda are not there")
    return [found[each] for each in dict.fromkeys(references)]


async def _directory(
    client: FhirClient, appointment: Json, requests: list[Json]
) -> dict[str, Json]:
    actors = (string(child(e, "actor"), "reference") for e in children(appointment, "participant"))
    people = [each for each in actors if each.startswith(_ACTORS)]
    patients = [string(child(each, "subject"), "reference") for each in requests]
    conditions = [string(child(each, "reasonReference"), "reference") for each in requests]
    found = await together([fetch_people(client, [*people, *patients]), fetch(client, conditions)])
    return found[0] | found[1]


def _agenda_reference(appointment: Json) -> str:
    information = children(appointment, "supportingInformation")
    references = (string(each, "reference") for each in information)
    return next((each for each in references if each.startswith("List/")), "")


def _is_practice(appointment: Json) -> bool:
    meta = child(appointment, "meta")
    labels = [*children(meta, "tag"), *children(meta, "security")]
    return any(label.get("code") == codes.TEST_DATA["code"] for label in labels)


def _meeting(appointment: Json, directory: Directory, home: Home) -> Meeting:
    start = string(appointment, "start")
    unit, provider = _home(appointment, directory, home)
    return Meeting(
        id=string(appointment, "id"),
        title=clean(string(appointment, "description")),
        start=read_instant(start),
        end=read_instant(string(appointment, "end") or start),
        unit=unit,
        provider=provider,
        definition=codes.code_of(children(appointment, "serviceType"), codes.DEFINITION),
        practice=_is_practice(appointment),
    )


def _home(appointment: Json, directory: Directory, home: Home) -> tuple[Organisation, Organisation]:
    """Return the chair's unit and provider: a consent answers for them."""
    for each in children(appointment, "participant"):
        if codes.code_of(children(each, "type"), codes.ROLE) == Role.CHAIR:
            key = string(child(each, "actor"), "reference")
            known = described(directory.get(key, {}), directory)
            if known.unit.hsa_id or known.provider.hsa_id:
                return known.unit, known.provider
    return home.unit, home.provider


def _invited(
    appointment: Json, directory: Directory, case_of: dict[str, str]
) -> tuple[Person, ...]:
    entries = (
        each
        for each in children(appointment, "participant")
        if string(child(each, "actor"), "reference").startswith(_ACTORS)
    )
    people = (person_of(each, "actor", directory, case_of) for each in entries)
    return tuple({each.id: each for each in people}.values())


def _case(request: Json, agenda: Json, directory: Directory, earlier: Mapping[str, str]) -> Case:
    own_id = string(request, "id")
    condition = directory.get(string(child(request, "reasonReference"), "reference"), {})
    reason = child(request, "reasonReference")
    case = Case(
        id=own_id,
        patient=_patient(string(child(request, "subject"), "reference"), directory),
        question=Question(
            text=words_of(child(request, "reasonCode")),
            background="\n".join(clean(string(e, "text")) for e in children(request, "note")),
        ),
        diagnosis=words_of(child(condition, "code")) or clean(string(reason, "display")),
        diagnosis_code=_diagnosis_code(condition),
        definition=definition_of(request),
        presenter=string(child(request, "requester"), "reference"),
        picks=picks_of(request),
        last_conference=earlier.get(string(child(request, "subject"), "reference"), ""),
    )
    return cases.with_state_on(agenda, case)


def _patient(reference: str, directory: Directory) -> Patient:
    resource = directory.get(reference)
    if resource is None or resource.get("resourceType") != "Patient":
        raise HostNonsense("a case without its patient")
    _, provider = organisations(child(resource, "managingOrganization"), directory)
    patient = patient_of(resource, local_today())
    return replace(patient, provider=provider)


def local_today() -> date:
    """Return the day that it is where this machine stands."""
    return datetime.now(UTC).astimezone().date()


def _diagnosis_code(condition: Json) -> str:
    codings = children(child(condition, "code"), "coding")
    held = (string(each, "code") for each in codings if each.get("system") in codes.ICD_10_SYSTEMS)
    return next(held, "")
