"""The code systems and identifiers of our own, and the standard ones that we use.

docs/host.md tells the whole mapping line by line.
"""

import uuid

from app.overview.shape import Json, children, string

BASE = "https://samsyn.se/fhir"

# Identifiers. Ours are UUIDs (version 5), the same ones after a restart.
RESOURCE_ID = f"{BASE}/identifier/resource"  # one resource: UUIDv5(meeting, case, kind, revision)
CASE_ID = f"{BASE}/identifier/case"  # everything of one case in one meeting: UUIDv5(meeting, case)
CONSOLE_ID = f"{BASE}/identifier/console"  # which console drives the meeting
HSA_ID = "urn:oid:1.2.752.29.4.19"
UUID_URN = "urn:ietf:rfc:3986"
ICD_10_SYSTEMS = frozenset(
    {
        "urn:oid:1.2.752.116.1.1.1.1.3",
        "urn:oid:1.2.752.116.1.1.1",
        "http://hl7.org/fhir/sid/icd-10-se",
        "http://hl7.org/fhir/sid/icd-10",
    }
)

# Code systems of our own.
ROLE = f"{BASE}/CodeSystem/role"  # app.model.people.Role
CHANNEL = f"{BASE}/CodeSystem/channel"  # app.model.people.Channel
ANSWERS = f"{BASE}/CodeSystem/answers"  # responsible: who answers for a remote room, in its text
ORGANISATION_KIND = f"{BASE}/CodeSystem/organisation-kind"  # app.model.people.OrganisationKind
ATTENDANCE = f"{BASE}/CodeSystem/attendance"  # listed, ticked, confirmed, present
CHECKLIST = f"{BASE}/CodeSystem/checklist"  # CheckItem.key of the meeting's definition
CASE_STATE = f"{BASE}/CodeSystem/case-state"  # app.model.case.CaseState
LEGAL_GROUND = f"{BASE}/CodeSystem/legal-ground"  # app.model.case.LegalGround
POSTPONED = f"{BASE}/CodeSystem/postpone-reason"  # app.model.case.PostponeReason
STANDARD_TEXT = f"{BASE}/CodeSystem/standard-text"  # the code is the text's canonical
DEFINITION = f"{BASE}/CodeSystem/conference-definition"  # the code is the definition's url
ENCOUNTER_CLASS = f"{BASE}/CodeSystem/encounter-class"  # conference, conference-case
CONSENT_KIND = f"{BASE}/CodeSystem/consent-kind"  # coherent-care, outer-block, inner-block
PLAN_KIND = f"{BASE}/CodeSystem/plan-kind"  # coordinated-individual-plan (SIP)
ACTIVITY = f"{BASE}/CodeSystem/activity"  # recommendation, deviation, referral, measure …
INTENTION = f"{BASE}/CodeSystem/intention"  # app.model.outcome.Intention
DUTY = f"{BASE}/CodeSystem/duty"  # app.model.outcome.Duty
DOCUMENT = f"{BASE}/CodeSystem/document"  # conference-note
ACCESS_KIND = f"{BASE}/CodeSystem/access-kind"  # app.room.ports.AccessKind
ACCESS_PART = f"{BASE}/CodeSystem/access-part"  # unit, provider, shown-to, case, meeting, ground
FIGURE = f"{BASE}/CodeSystem/figure"  # what app.host.figures counts

# Standard systems.
ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"
PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
ROLE_CODE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
CONSENT_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
LOINC = "http://loinc.org"

TEST_DATA = {"system": ACT_REASON, "code": "HTEST"}  # meta.security of a practice meeting
HOLD_FROM_PATIENT = {"system": ACT_CODE, "code": "NOPAT"}  # until the patient has been told

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, BASE)


def same_uuid(*parts: str | int) -> str:
    """Return the UUIDv5 of the parts: the same one in every process and after every restart."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(map(str, parts))))


def resource_id(meeting: str, case: str, kind: str, revision: int) -> str:
    """Return the value of the identifier that each resource of ours has for itself."""
    return same_uuid(meeting, case, kind, revision)


def identifiers(meeting: str, case: str, kind: str, revision: int) -> list[Json]:
    """Return a resource's own identifier and the one of the case that it belongs to, if any."""
    own = {"system": RESOURCE_ID, "value": resource_id(meeting, case, kind, revision)}
    return [own, {"system": CASE_ID, "value": same_uuid(meeting, case)}] if case else [own]


def coding(system: str, code: str) -> Json:
    """Return a FHIR Coding."""
    return {"system": system, "code": code}


def concept(system: str, code: str, text: str = "") -> Json:
    """Return a FHIR CodeableConcept with one coding."""
    coded: Json = {"coding": [coding(system, code)]}
    return coded | {"text": text} if text else coded


def code_of(concepts: list[Json], system: str) -> str:
    """Return the first code of that system in CodeableConcepts, "" where there is none."""
    for each in concepts:
        for held in children(each, "coding"):
            if held.get("system") == system and (code := string(held, "code")):
                return code
    return ""


def has_identifier(resource: Json, system: str, value: str) -> bool:
    """Tell whether a resource has that identifier."""
    return any(
        each.get("system") == system and each.get("value") == value
        for each in children(resource, "identifier")
    )
