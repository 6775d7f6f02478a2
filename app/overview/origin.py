"""Where a row comes from: the author's unit, the author, and when it was recorded.

A Provenance decides where there is one; else the resource's own elements. For a patient with a
protected identity only the time is told: a care unit tells where somebody lives.
"""

from app.model.overview import Origin
from app.overview.index import RecordIndex
from app.overview.shape import Json, child, children, first_string, string
from app.overview.wording import codes

_AUTHORS = (
    "performer",
    "recorder",
    "asserter",
    "author",
    "operator",
    "requester",
    "informationSource",
)
_UNITS = ("custodian", "managingOrganization", "serviceProvider")
_RECORDED = ("recordedDate", "issued", "authoredOn", "dateAsserted", "date", "recorded", "created")


def origin_of(resource: Json, index: RecordIndex) -> Origin:
    """Return what the record tells about who wrote a resource, when, and at which unit."""
    provenance = index.provenance(resource)
    recorded = first_string(resource, *_RECORDED) or string(provenance, "recorded")
    if index.patient.protected:
        return Origin(recorded=recorded)
    authors = _authors(resource)
    author = unit = ""
    for reference in authors:
        person, place = _person_and_unit(reference, resource, index)
        author, unit = author or person, unit or place
    told_unit, told_author = _by_provenance(provenance, index) if provenance else ("", "")
    return Origin(
        unit=told_unit or unit or _named(resource, _UNITS, index),
        author=told_author or author,
        recorded=recorded,
    )


def _authors(resource: Json) -> list[Json]:
    found = []
    for name in _AUTHORS:
        for entry in children(resource, name):
            actor = child(entry, "actor")  # Procedure.performer
            found += [actor, child(entry, "onBehalfOf")] if actor else [entry]
    return found


def _person_and_unit(reference: Json, within: Json, index: RecordIndex) -> tuple[str, str]:
    """Return the names of a person and of a unit, either "" where the reference is not one."""
    target = index.resolve(reference, within)
    literal = string(reference, "reference")
    kind = string(target, "resourceType") or string(reference, "type") or _kind_in(literal)
    if kind == "Organization":
        return "", index.name_of(reference, within)
    if kind in ("Patient", "RelatedPerson", "Device"):
        return "", ""
    unit = child(target, "organization")
    return index.name_of(reference, within), index.name_of(unit, target) if unit else ""


def _kind_in(literal: str) -> str:
    parts = literal.partition("/_history/")[0].split("/")
    return parts[-2] if len(parts) > 1 else ""


def _named(resource: Json, names: tuple[str, ...], index: RecordIndex) -> str:
    references = (child(resource, name) for name in names)
    return next((n for r in references if r and (n := index.name_of(r, resource))), "")


def _by_provenance(provenance: Json, index: RecordIndex) -> tuple[str, str]:
    """Return unit and author: the agent who is no custodian, and on whose behalf."""
    unit = author = ""
    for agent in children(provenance, "agent"):
        if "custodian" in codes(child(agent, "type")):
            continue  # the care provider; the unit is nearer
        person, place = _person_and_unit(child(agent, "who"), provenance, index)
        behalf = child(agent, "onBehalfOf")
        author = author or person
        unit = unit or (index.name_of(behalf, provenance) if behalf else "") or place
    return unit, author
