"""Looking patients up: by number, and when each was last discussed at a conference."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec.structs import replace

from app.host import cases, codes
from app.host.directory import fetch_people
from app.host.people import organisations
from app.host.times import instant, read_period
from app.model.case import NumberKind, Patient, PersonNumber
from app.model.errors import HostNonsense
from app.model.identity import (
    PERSONNUMMER_SYSTEMS,
    RESERVNUMMER_SYSTEMS,
    SAMORDNINGSNUMMER_SYSTEMS,
    identify,
)
from app.overview.patient import patient_of
from app.overview.shape import Json, child, children, string
from app.wire.fhir import FhirClient

_CONFERENCE = (codes.ENCOUNTER_CLASS, cases.CONFERENCE_CASE)
_SYSTEMS = {
    NumberKind.PERSONNUMMER: PERSONNUMMER_SYSTEMS,
    NumberKind.SAMORDNINGSNUMMER: SAMORDNINGSNUMMER_SYSTEMS,
    NumberKind.RESERVNUMMER: RESERVNUMMER_SYSTEMS,
}


async def find_patient(client: FhirClient, number: PersonNumber, today: date) -> Patient | None:
    """Return the one patient of that number, None when the host knows none or more than one.

    A Patient that has been replaced by another, or is not in use, does not count.
    """
    systems = sorted(_SYSTEMS.get(number.kind, ()))
    if not systems:
        return None
    spellings = _spellings(number)
    wanted = ",".join(f"{system}|{value}" for system in systems for value in spellings)
    found = await client.search("Patient", [("identifier", wanted)])
    own = {each["id"]: each for each in found if _is(each, number, today) and _is_in_use(each)}
    if len(own) != 1:
        return None
    return await _with_custodian(client, next(iter(own.values())), today)


def _spellings(number: PersonNumber) -> list[str]:
    """Return the ways in which hosts write the number: twelve digits, some with a hyphen."""
    if number.kind is NumberKind.RESERVNUMMER:
        return [number.value]
    return [number.value, f"{number.value[:8]}-{number.value[8:]}"]


def _is(resource: Json, number: PersonNumber, today: date) -> bool:
    held = (i for i in children(resource, "identifier") if i.get("use") != "old")
    told = (identify(string(i, "system"), string(i, "value"), today) for i in held)
    return number in told


def _is_in_use(resource: Json) -> bool:
    links = children(resource, "link")
    replaced = any(each.get("type") == "replaced-by" for each in links)
    return resource.get("active") is not False and not replaced


async def _with_custodian(client: FhirClient, resource: Json, today: date) -> Patient:
    reference = child(resource, "managingOrganization")
    directory = await fetch_people(client, [string(reference, "reference")])
    _, provider = organisations(reference, directory)
    return replace(patient_of(resource, today), provider=provider)


async def last_conferences(
    client: FhirClient, patients: Iterable[str], before: datetime
) -> dict[str, str]:
    """Return when each patient was last discussed at a conference that began before then.

    Keys are the patients' references, values FHIR instants; whoever never was is not in it.
    """
    wanted = ",".join(sorted(set(patients)))
    if not wanted:
        return {}
    found = await client.search(
        "Encounter", [("patient", wanted), ("class", "|".join(_CONFERENCE))]
    )
    last: dict[str, datetime] = {}
    for each in found:
        began = _began(each)
        patient = string(child(each, "subject"), "reference")
        if began is not None and began < before:
            last[patient] = max(began, last.get(patient, began))
    return {patient: instant(at) for patient, at in last.items()}


def _began(encounter: Json) -> datetime | None:
    """Return when a case was discussed; None for what is no discussion that is over."""
    kind = child(encounter, "class")
    is_ours = (string(kind, "system"), string(kind, "code")) == _CONFERENCE
    if not is_ours or encounter.get("status") != "finished":
        return None
    try:
        told = read_period(child(encounter, "period"))
    except HostNonsense:  # another meeting's: it must not close this one
        return None
    return told.start if told else None
