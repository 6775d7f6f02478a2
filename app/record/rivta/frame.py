"""What every FHIR resource made of a RIV-TA record has in common: whose, whence, by whom, when.

A record becomes a main resource and those that belong to it; each has an id that is made of the
contract, the source system and the record's own id, so that the same record is the same resource
tomorrow: picks find it again. One Provenance per record tells author, unit and care provider.
"""

import re
import uuid
from typing import Any

from msgspec import structs

from app.overview.references import RECORD_SYSTEM
from app.overview.shape import Json
from app.record.rivta.codes import system_of, words_of
from app.record.rivta.header import Header, Party
from app.record.rivta.names import owner_of

EPISODE = "http://hl7.org/fhir/StructureDefinition/workflow-episodeOfCare"
_HSA = "urn:oid:1.2.752.129.2.1.4.1"
_NAMES = uuid.uuid5(uuid.NAMESPACE_URL, RECORD_SYSTEM)
_NOT_FOR_PORTAL = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode",
    "code": "NOPAT",
}
_ROLES = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"

# Where each type says whom it is about, who wrote it, and when that was.
_SUBJECT = dict.fromkeys(
    ("AllergyIntolerance", "Immunization", "EpisodeOfCare", "Device"), "patient"
)
_AUTHOR = {
    "AllergyIntolerance": ("recorder", False),
    "CarePlan": ("author", False),
    "Condition": ("recorder", False),
    "DiagnosticReport": ("performer", True),
    "DocumentReference": ("author", True),
    "Flag": ("author", False),
    "MedicationRequest": ("requester", False),
    "MedicationStatement": ("informationSource", False),
    "Media": ("operator", False),
    "Observation": ("performer", True),
    "Procedure": ("recorder", False),
    "ServiceRequest": ("requester", False),
}
_RECORDED = {
    "AllergyIntolerance": "recordedDate",
    "CarePlan": "created",
    "Condition": "recordedDate",
    "DiagnosticReport": "issued",
    "DocumentReference": "date",
    "Immunization": "recorded",
    "MedicationRequest": "authoredOn",
    "MedicationStatement": "dateAsserted",
    "Media": "issued",
    "Observation": "issued",
    "ServiceRequest": "authoredOn",
}
_NO_DIGITS = re.compile("[^0-9]")
_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
_WITHOUT_EPISODE = frozenset(("Medication", "Specimen", "Binary"))
_NO_ENCOUNTER = frozenset(("Encounter", "Medication", "Specimen", "Binary", "EpisodeOfCare"))
_IN_CONTEXT = frozenset(("MedicationAdministration", "MedicationStatement"))  # not `encounter`


def begin(header: Header, resource_type: str, suffix: str = "") -> Json:
    """Return the beginning of a resource made of a record: everything but its content.

    `suffix` tells several resources of one type and record apart. A record that was taken back is
    `entered-in-error`, so that nothing shows it.
    """
    resource: dict[str, Any] = {
        "resourceType": resource_type,
        "id": resource_id(header, suffix),
        "meta": _meta(header),
        "identifier": [identifier(header, suffix)],
    }
    if subject := subject_of(header):
        resource[_SUBJECT.get(resource_type, "subject")] = subject
    name, many = _AUTHOR.get(resource_type, ("", False))
    if name and (author := author_of(header)):
        resource[name] = [author] if many else author
    if resource_type == "Immunization" and (author := author_of(header)):
        resource["performer"] = [{"actor": author}]
    if (name := _RECORDED.get(resource_type, "")) and header.recorded:
        resource[name] = header.recorded
    if header.care_contact and resource_type not in _NO_ENCOUNTER:
        _in_encounter(resource, encounter_reference(header))
    if header.care_process and resource_type == "Encounter":
        resource["episodeOfCare"] = [episode_reference(header)]
    elif header.care_process and resource_type not in _WITHOUT_EPISODE:
        resource["extension"] = [{"url": EPISODE, "valueReference": episode_reference(header)}]
    return resource


def _meta(header: Header) -> Json:
    """Return where a resource is from, and the label of one that the patient's portal hides.

    Records have no numbered versions: the time of writing, in digits, tells which one was shown.
    """
    told: Json = {"source": f"urn:riv:{header.contract}#{header.source_system}"}
    if header.recorded:
        told["versionId"] = _NO_DIGITS.sub("", header.recorded[: len("2026-03-05T10:15:00")])
    return told | ({"security": [_NOT_FOR_PORTAL]} if header.hidden_from_patient else {})


def resource_id(header: Header, suffix: str = "") -> str:
    """Return the id that this record's resource always has."""
    parts = (header.contract, header.source_system or header.unit.hsa_id, header.document_id)
    return str(uuid.uuid5(_NAMES, "\0".join((*parts, suffix))))


def reference(header: Header, resource_type: str, suffix: str = "") -> str:
    """Return the reference `Type/id` to a resource that `begin` makes."""
    return f"{resource_type}/{resource_id(header, suffix)}"


def sibling(header: Header, resource_type: str, document_id: str) -> Json:
    """Return the Reference to the main resource of another record of the same kind and system."""
    named = identifier(structs.replace(header, document_id=document_id))
    return {"type": resource_type, "identifier": named}


def identifier(header: Header, suffix: str = "") -> Json:
    """Return what names the record at the host: contract and source system, and the record's id."""
    system = f"{RECORD_SYSTEM}/{header.contract}/{header.source_system or header.unit.hsa_id}"
    value = f"{header.document_id}#{suffix}" if suffix else header.document_id
    return {"system": system, "value": value}


def subject_of(header: Header) -> Json:
    """Return whom a record is about, by number; {} where the contract lets it be left out."""
    if not header.patient:
        return {}
    system = system_of(header.patient_type)
    held = {"system": system} if system else {}
    return {"type": "Patient", "identifier": held | {"value": header.patient}}


def encounter_reference(header: Header) -> Json:
    """Return the care contact that a record belongs to, as GetCareContacts names it."""
    contact = Header(
        contract="GetCareContacts",
        source_system=header.source_system,
        document_id=header.care_contact,
        unit=header.unit,
    )
    return {
        "reference": reference(contact, "Encounter"),
        "identifier": {"value": header.care_contact},
    }


def episode_reference(header: Header) -> Json:
    """Return the care process that a record belongs to."""
    named = {"identifier": {"value": header.care_process}}
    literal = _ID.fullmatch(header.care_process)
    return ({"reference": f"EpisodeOfCare/{header.care_process}"} if literal else {}) | named


def _in_encounter(resource: Json, encounter: Json) -> None:
    kind = resource["resourceType"]
    if kind == "DocumentReference":
        resource["context"] = {"encounter": [encounter]}
    else:
        resource["context" if kind in _IN_CONTEXT else "encounter"] = encounter


def provenance(header: Header, resources: list[Json]) -> Json:
    """Return the Provenance of a record's resources.

    The author, on behalf of the unit that answers for the record (inner block), and the care
    provider as its custodian (outer block).
    """
    agents: list[Json] = []
    author = author_of(header)
    unit = actor("Organization", _called(header.unit, header.provider.name))
    if author or unit:
        behalf = {"onBehalfOf": unit} if unit and author else {}
        agents.append({"type": _role("author"), "who": author or unit} | behalf)
    if header.signer:
        signer = actor("Practitioner", header.signer)
        agents.append({"type": _role("attester"), "who": signer})
    if provider := actor("Organization", _called(header.provider)):
        agents.append({"type": _role("custodian"), "who": provider})
    targets = [{"reference": f"{each['resourceType']}/{each['id']}"} for each in resources]
    recorded = {"recorded": header.recorded} if header.recorded else {}
    return {
        "resourceType": "Provenance",
        "id": resource_id(header, "provenance"),
        "target": targets,
        **recorded,
        "agent": agents,
    }


def _called(party: Party, otherwise: str = "") -> Party:
    """Return an organisation with a name: its own, the one above, its owner's, at worst its id."""
    return Party(hsa_id=party.hsa_id, name=party.name or otherwise or owner_of(party.hsa_id))


def _role(code: str) -> Json:
    return {"coding": [{"system": _ROLES, "code": code}]}


def author_of(header: Header) -> Json:
    """Return a reference to who wrote a record: `Anna Andersson, specialistläkare`."""
    party = header.author
    role = words_of(header.author_role) if header.author_role and party.name else ""
    name = f"{party.name}, {role[:1].lower()}{role[1:]}" if role else party.name
    return actor("Practitioner", Party(hsa_id=party.hsa_id, name=name))


def actor(kind: str, party: Party) -> Json:
    """Return a reference by HSA-id and name to a person or an organisation, {} where unknown."""
    if not party:
        return {}
    named = {"display": party.name} if party.name else {}
    held = {"identifier": {"system": _HSA, "value": party.hsa_id}} if party.hsa_id else {}
    return {"type": kind} | held | named
