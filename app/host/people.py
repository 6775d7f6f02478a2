"""People at the host: who a reference means, and how somebody is referred to.

The invited are in the host's directory (PractitionerRole, Practitioner, RelatedPerson, Patient).
Whoever walked in, and a Patient where R4 allows none, is written as a contained resource: nothing
is created in the directory. Pure: `app.host.directory` fetches what is referred to.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from app.host import codes
from app.model.base import Private
from app.model.people import Channel, Organisation, OrganisationKind, Person, Role
from app.overview.patient import HSA_SYSTEMS
from app.overview.shape import Json, child, children, string, strings
from app.overview.wording import clean

Directory = Mapping[str, Json]  # `Type/id` (or `#id` of a contained resource) → resource

RESPONSIBLE = "responsible"
_MAX_LEVELS = 12  # of organisations
_WALK_IN = "urn:uuid:"
_PATIENTS_OWN = frozenset({"Patient", "RelatedPerson"})
E_ = TypeVar("E_", bound=StrEnum)


class Described(Private, frozen=True, kw_only=True):
    """What a directory's resource says of somebody; `patient`: whom they belong to, if anybody."""

    name: str = ""
    hsa_id: str = ""
    profession: str = ""
    unit: Organisation = Organisation()
    provider: Organisation = Organisation()
    patient: str = ""


def person_of(
    participant: Json, actor: str, directory: Directory, case_of: Mapping[str, str]
) -> Person:
    """Return who takes part. `actor` names the element with the reference (actor, individual).

    `case_of` gives the case of a patient's reference: patient and guardian belong to theirs alone.
    """
    reference = child(participant, actor)
    key = string(reference, "reference")
    known = described(directory.get(key, {}), directory)
    types = children(participant, "type")
    own = string(directory.get(key, {}), "resourceType") in _PATIENTS_OWN
    return Person(
        id=_id_of(key, known),
        name=known.name or clean(string(reference, "display")),
        role=_enum(Role, codes.code_of(types, codes.ROLE), _usual_role(key)),
        profession=known.profession,
        unit=known.unit,
        provider=known.provider,
        hsa_id=known.hsa_id or hsa_id_in([child(reference, "identifier")]),
        organisation=_enum(
            OrganisationKind,
            codes.code_of(types, codes.ORGANISATION_KIND),
            OrganisationKind.NONE if own else OrganisationKind.CARE_PROVIDER,
        ),
        channel=_enum(Channel, codes.code_of(types, codes.CHANNEL), Channel.IN_ROOM),
        for_case=case_of.get(known.patient, ""),
        responsible=_responsible(types),
    )


def _responsible(types: list[Json]) -> str:
    """Return who answers for a remote room."""
    named = (each for each in types if codes.code_of([each], codes.ANSWERS) == RESPONSIBLE)
    return clean(string(next(named, {}), "text"))


def described(resource: Json, directory: Directory) -> Described:
    """Return what a resource of the directory says of somebody."""
    match resource.get("resourceType"):
        case "PractitionerRole":
            return _in_a_role(resource, directory)
        case "Practitioner":
            qualification = child(child(resource, "qualification"), "code")
            return Described(
                name=human_name(resource),
                hsa_id=hsa_id_in(children(resource, "identifier")),
                profession=words_of(qualification),
            )
        case "RelatedPerson":
            patient = string(child(resource, "patient"), "reference")
            return Described(name=human_name(resource), patient=patient)
        case "Patient":
            patient = f"Patient/{string(resource, 'id')}"
            return Described(name=human_name(resource), patient=patient)
        case _:
            return Described()


def _in_a_role(role: Json, directory: Directory) -> Described:
    reference = child(role, "practitioner")
    practitioner = directory.get(string(reference, "reference"), {})
    unit, provider = organisations(child(role, "organization"), directory)
    named = [*children(practitioner, "identifier"), child(reference, "identifier")]
    return Described(
        name=human_name(practitioner) or clean(string(reference, "display")),
        hsa_id=hsa_id_in([*named, *children(role, "identifier")]),
        profession=words_of(child(role, "code")) or words_of(child(role, "specialty")),
        unit=unit,
        provider=provider,
    )


def organisations(reference: Json, directory: Directory) -> tuple[Organisation, Organisation]:
    """Return the unit that is referred to and its care provider: the top of `partOf`.

    An organisation of the directory that is part of none is a provider itself; of a walk-in's
    contained one only what was told is known.
    """
    unit = provider = _organisation(reference, directory)
    if string(reference, "reference").startswith("#"):
        provider = Organisation()
    for _ in range(_MAX_LEVELS):
        reference = child(directory.get(string(reference, "reference"), {}), "partOf")
        if not reference:
            break
        provider = _organisation(reference, directory)
    return unit, provider


def _organisation(reference: Json, directory: Directory) -> Organisation:
    resource = directory.get(string(reference, "reference"), {})
    named = [*children(resource, "identifier"), child(reference, "identifier")]
    name = string(resource, "name") or string(reference, "display")
    return Organisation(hsa_id=hsa_id_in(named), name=clean(name))


def hsa_id_in(identifiers: list[Json]) -> str:
    """Return the first HSA-id among identifiers, "" where there is none."""
    found = (string(each, "value") for each in identifiers if each.get("system") in HSA_SYSTEMS)
    return next(found, "")


def human_name(resource: Json) -> str:
    """Return a person's name as it is said: given name first."""
    name = child(resource, "name")
    parts = [*strings(name, "given"), string(name, "family")]
    return clean(string(name, "text") or " ".join(part for part in parts if part))


def words_of(concept: Json) -> str:
    """Return what a CodeableConcept says in words."""
    return clean(string(concept, "text") or string(child(concept, "coding"), "display"))


def _enum(kind: type[E_], code: str, otherwise: E_) -> E_:
    return kind(code) if code in set(kind) else otherwise


def _usual_role(key: str) -> Role:
    return Role.PATIENT if key.startswith("Patient/") else Role.PARTICIPANT


def _id_of(key: str, known: Described) -> str:
    if not key.startswith("#"):
        return key
    is_the_patient = known.patient and key[1:] == codes.same_uuid(known.patient)
    return known.patient if is_the_patient else f"{_WALK_IN}{key[1:]}"


# --- writing --------------------------------------------------------------------------------------


def reference_to(person: Person) -> Json:
    """Return how other resources name somebody: a reference, or HSA-id and name of a walk-in."""
    display = {"display": person.name} if person.name else {}
    if not person.id.startswith(_WALK_IN):
        return {"reference": person.id} | display
    if person.hsa_id:
        return {"identifier": {"system": codes.HSA_ID, "value": person.hsa_id}} | display
    return {"identifier": {"system": codes.UUID_URN, "value": person.id}} | display


def key_of_reference(reference: Json) -> str:
    """Return what tells a person in a reference of `reference_to`: reference, HSA-id or urn."""
    return string(reference, "reference") or string(child(reference, "identifier"), "value")


def individual(person: Person) -> Json:
    """Return the reference to somebody in an Encounter, to a contained resource if need be."""
    display = {"display": person.name} if person.name else {}
    contained_id = _contained_id(person)
    return {"reference": f"#{contained_id}" if contained_id else person.id} | display


def contained(person: Person, patient_of: Mapping[str, str]) -> list[Json]:
    """Return the contained resources that `individual` refers to; `patient_of` a case's patient."""
    if not (own_id := _contained_id(person)):
        return []
    patient = patient_of.get(person.for_case, "")
    if person.id.startswith("Patient/") or (
        patient and person.role in (Role.PATIENT, Role.GUARDIAN)
    ):
        return [_related(person, own_id, patient or person.id)]
    return _practitioner_role(person, own_id)


def organisation_reference(organisation: Organisation) -> Json:
    """Return a logical reference to an organisation; empty when nothing is known of it."""
    reference: Json = {"display": organisation.name} if organisation.name else {}
    if organisation.hsa_id:
        reference["identifier"] = {"system": codes.HSA_ID, "value": organisation.hsa_id}
    return reference


def _contained_id(person: Person) -> str:
    if person.id.startswith(_WALK_IN):
        return person.id.removeprefix(_WALK_IN)
    return codes.same_uuid(person.id) if person.id.startswith("Patient/") else ""


def _related(person: Person, own_id: str, patient: str) -> Json:
    code = "ONESELF" if person.role is Role.PATIENT else "GUARD"
    named = {"name": [{"text": person.name}]} if person.name else {}
    return {
        "resourceType": "RelatedPerson",
        "id": own_id,
        "patient": {"reference": patient},
        "relationship": [codes.concept(codes.ROLE_CODE, code)],
    } | named


def _practitioner_role(person: Person, own_id: str) -> list[Json]:
    role: Json = {"resourceType": "PractitionerRole", "id": own_id}
    practitioner = organisation_reference(Organisation(hsa_id=person.hsa_id, name=person.name))
    if practitioner:
        role["practitioner"] = practitioner
    if person.profession:
        role["code"] = [{"text": person.profession}]
    unit, provider = person.unit, organisation_reference(person.provider)
    if unit == Organisation() and not provider:
        return [role]
    role["organization"] = {"reference": f"#{own_id}-unit"}
    organization: Json = {"resourceType": "Organization", "id": f"{own_id}-unit"}
    if unit.hsa_id:
        organization["identifier"] = [{"system": codes.HSA_ID, "value": unit.hsa_id}]
    if unit.name:
        organization["name"] = unit.name
    if provider:
        organization["partOf"] = provider
    return [role, organization]
