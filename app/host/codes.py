"""The code systems and identifiers of our own, and the standard ones that we use.

docs/host.md tells the whole mapping line by line.
"""

import uuid
from typing import Any

BASE = "https://samsyn.se/fhir"

# Identifiers. Ours are UUIDs (version 5), the same ones after a restart.
RESOURCE_ID = f"{BASE}/identifier/resource"  # one resource: UUIDv5(meeting, case, kind, revision)
CASE_ID = f"{BASE}/identifier/case"  # everything of one case in one meeting: UUIDv5(meeting, case)
CONSOLE_ID = f"{BASE}/identifier/console"  # which console drives the meeting
HSA_ID = "urn:oid:1.2.752.29.4.19"
HSA_IDS = (HSA_ID, "urn:oid:1.2.752.129.2.1.4.1", "1.2.752.129.2.1.4.1")
PERSONNUMMER = (
    "http://electronichealth.se/identifier/personnummer",
    "urn:oid:1.2.752.129.2.1.3.1",
)
SAMORDNINGSNUMMER = (
    "http://electronichealth.se/identifier/samordningsnummer",
    "urn:oid:1.2.752.129.2.1.3.3",
)
RESERVNUMMER = (  # the national one, Region Stockholm's
    "http://electronichealth.se/identifier/reservnummer",
    "urn:oid:1.2.752.74.9.1",
    "urn:oid:1.2.752.97.3.1.3",
)
ICD_10_SE = (
    "urn:oid:1.2.752.116.1.1.1.1.3",
    "urn:oid:1.2.752.116.1.1.1",
    "http://hl7.org/fhir/sid/icd-10-se",
    "http://hl7.org/fhir/sid/icd-10",
)

# Code systems of our own.
ROLE = f"{BASE}/CodeSystem/role"  # app.model.people.Role
CHANNEL = f"{BASE}/CodeSystem/channel"  # app.model.people.Channel
ORGANISATION_KIND = f"{BASE}/CodeSystem/organisation-kind"  # app.model.people.OrganisationKind
ATTENDANCE = f"{BASE}/CodeSystem/attendance"  # listed, ticked, confirmed, present
CASE_STATE = f"{BASE}/CodeSystem/case-state"  # app.model.case.CaseState
DEFINITION = f"{BASE}/CodeSystem/conference-definition"  # the code is the definition's url
ENCOUNTER_CLASS = f"{BASE}/CodeSystem/encounter-class"  # conference, conference-case
CONSENT_KIND = f"{BASE}/CodeSystem/consent-kind"  # coherent-care, outer-block, inner-block
ACTIVITY = f"{BASE}/CodeSystem/activity"  # recommendation, new-conference
INTENTION = f"{BASE}/CodeSystem/intention"  # app.model.outcome.Intention
DUTY = f"{BASE}/CodeSystem/duty"  # app.model.outcome.Duty
DOCUMENT = f"{BASE}/CodeSystem/document"  # conference-note
ACCESS_KIND = f"{BASE}/CodeSystem/access-kind"  # app.room.ports.AccessKind
ACCESS_PART = f"{BASE}/CodeSystem/access-part"  # unit, provider, shown-to, case, meeting

# Standard systems.
ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
ROLE_CODE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
LOINC = "http://loinc.org"

TEST_DATA = {"system": ACT_REASON, "code": "HTEST"}  # meta.security of a practice meeting
HOLD_FROM_PATIENT = {"system": ACT_CODE, "code": "NOPAT"}  # until the patient has been told

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, BASE)


def same_uuid(*parts: str | int) -> str:
    """Return the UUIDv5 of the parts: the same ones in every process and after every restart."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(map(str, parts))))


def identifier(system: str, value: str) -> dict[str, Any]:
    """Return a FHIR Identifier."""
    return {"system": system, "value": value}


def concept(system: str, code: str, text: str = "") -> dict[str, Any]:
    """Return a FHIR CodeableConcept with one coding."""
    coded: dict[str, Any] = {"coding": [{"system": system, "code": code}]}
    return coded | {"text": text} if text else coded
