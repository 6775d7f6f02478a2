"""Fetching what is referred to: all references of a type in one search."""

from collections.abc import Iterable

from app.overview.patient import HSA_SYSTEMS
from app.overview.shape import Json, child, children, string
from app.wire.fhir import FhirClient
from app.wire.together import together

_PEOPLE = {
    "PractitionerRole": ("practitioner", "organization"),
    "Practitioner": (),
    "RelatedPerson": ("patient",),
    "Patient": ("managingOrganization",),
    "Organization": ("partOf",),
}
_MAX_STEPS = 8
_IDS_A_SEARCH = 100


async def fetch(client: FhirClient, references: Iterable[str]) -> dict[str, Json]:
    """Return `Type/id` → resource; what the host does not have is not in it."""
    by_type: dict[str, list[str]] = {}
    for reference in dict.fromkeys(references):
        kind, _, own_id = reference.partition("/")
        if kind and own_id and not reference.startswith(("#", "urn:", "http")):
            by_type.setdefault(kind, []).append(own_id)
    searches = [
        _by_id(client, kind, ids[start : start + _IDS_A_SEARCH])
        for kind, ids in by_type.items()
        for start in range(0, len(ids), _IDS_A_SEARCH)
    ]
    return {key: each for found in await together(searches) for key, each in found.items()}


async def fetch_people(client: FhirClient, references: Iterable[str]) -> dict[str, Json]:
    """Return the people's resources and what those refer to: practitioners, units, providers."""
    directory: dict[str, Json] = {}
    wanted = {each for each in references if each.partition("/")[0] in _PEOPLE}
    asked: set[str] = set()
    for _ in range(_MAX_STEPS):
        if not (wanted := wanted - asked):
            break
        asked |= wanted
        found = await fetch(client, sorted(wanted))
        directory |= found
        wanted = {reference for each in found.values() for reference in _further(each)}
    return directory


async def organisation_names(client: FhirClient, hsa_ids: Iterable[str]) -> dict[str, str]:
    """Return what organisations are called, by HSA-id; whom the host does not know is not there."""
    wanted = list(hsa_ids)
    asked = ",".join(f"{system}|{own}" for system in sorted(HSA_SYSTEMS) for own in wanted)
    found = await client.search("Organization", [("identifier", asked)])
    named = {
        string(identifier, "value"): string(each, "name")
        for each in found
        for identifier in children(each, "identifier")
        if identifier.get("system") in HSA_SYSTEMS
    }
    # A server that ignores the identifier answers with everything that it has.
    return {own: named[own] for own in wanted if named.get(own)}


async def _by_id(client: FhirClient, kind: str, ids: list[str]) -> dict[str, Json]:
    found = await client.search(kind, [("_id", ",".join(ids))])
    # A server that ignores _id answers with everything that it has.
    return {f"{kind}/{own}": each for each in found if (own := string(each, "id")) in ids}


def _further(resource: Json) -> list[str]:
    elements = _PEOPLE.get(string(resource, "resourceType"), ())
    found = (string(child(resource, element), "reference") for element in elements)
    return [each for each in found if each.partition("/")[0] in _PEOPLE]
