"""Who read what: AuditEvents at the host; implements `AccessLog`. Mapping: docs/host.md.

The entry's own id is the AuditEvent's, so that an entry written twice is one entry.
"""

from app.host import codes
from app.host.people import organisation_reference, reference_to
from app.host.times import instant
from app.model.attendance import Interval
from app.model.case import Assertion, AssertionKind, GroundClaim, LegalGround
from app.model.errors import HostConflict, HostError, HostTrouble
from app.model.people import Person
from app.overview.shape import Json
from app.room.ports import AccessEntry, AccessKind
from app.wire.fhir import FhirClient

_TYPE = codes.coding("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest")
_PERSON = codes.coding("http://terminology.hl7.org/CodeSystem/audit-entity-type", "1")
_OBJECT = codes.coding("http://terminology.hl7.org/CodeSystem/audit-entity-type", "2")
_UUID = "urn:ietf:rfc:3986"
_SUCCESS, _MINOR_FAILURE = "0", "4"
_IMMUTABLE = frozenset({400, 405, 422})  # servers that never let an AuditEvent be put again


class FhirAccessLog:
    """The access log at a FHIR R4 server."""

    def __init__(self, client: FhirClient) -> None:
        """Take the client, which the caller closes."""
        self._client = client

    async def record(self, entry: AccessEntry) -> None:
        """Return when the host has acknowledged the entry; only then may anything be shown."""
        event = audit_event(entry)
        if entry.kind is AccessKind.SHOWN and await self._has(event, "subtype"):
            return  # written before a restart; its id is made of what it tells, and it stands
        try:
            await self._client.update(event)
        except HostError as error:
            if not _may_be_there(error) or not await self._has(event, "recorded", "subtype"):
                raise

    async def _has(self, event: Json, *same: str) -> bool:
        try:
            held = await self._client.read("AuditEvent", str(event["id"]))
        except HostError:
            return False
        return all(held.resource.get(name) == event[name] for name in same)


def _may_be_there(error: HostError) -> bool:
    refused = isinstance(error, HostTrouble) and error.status in _IMMUTABLE
    return refused or isinstance(error, HostConflict)


def audit_event(entry: AccessEntry) -> Json:
    """Return the entry as an AuditEvent."""
    provider = organisation_reference(entry.reader.provider)
    return {
        "resourceType": "AuditEvent",
        "id": entry.id,
        "type": _TYPE,
        "subtype": [codes.coding(codes.ACCESS_KIND, entry.kind)],
        "action": "R" if entry.assertion is None else "C",
        "recorded": instant(entry.at),
        "outcome": _MINOR_FAILURE if entry.kind is AccessKind.ABORTED else _SUCCESS,
        "purposeOfEvent": [codes.concept(codes.ACT_REASON, _purpose(entry))],
        "agent": _agents(entry.reader),
        "source": {"site": "Samsyn", "observer": provider or {"display": "Samsyn"}},
        "entity": [
            *_read(entry),
            *_ground(entry.ground),
            *_registered(entry.assertion),
            *(_shown_to(*each) for each in entry.shown_to),
        ],
    }


def _purpose(entry: AccessEntry) -> str:
    """Return v3-ActReason's code: emergency treatment where that is claimed, else treatment."""
    claimed = entry.ground is not None and entry.ground.ground is LegalGround.EMERGENCY
    told = entry.assertion is not None and entry.assertion.kind is AssertionKind.EMERGENCY
    return "ETREAT" if claimed or told else "TREAT"


def _ground(claim: GroundClaim | None) -> list[Json]:
    """Return what the read rests on instead of a consent, with the chair's reason."""
    if claim is None:
        return []
    return [
        {
            "type": _OBJECT,
            "role": codes.coding(codes.ACCESS_PART, "ground"),
            "description": claim.ground,
            "detail": [{"type": "reason", "valueString": claim.reason}],
        }
    ]


def _registered(assertion: Assertion | None) -> list[Json]:
    """Return the consent, or the emergency, that is registered: why, and who asked."""
    if assertion is None:
        return []
    on_behalf = assertion.on_behalf.value if assertion.on_behalf else ""
    details = {
        "reason": assertion.reason,
        "asked-by": assertion.asked_by,
        "on-behalf-of": on_behalf,
        "until": instant(assertion.until),
    }
    return [
        {
            "what": {"identifier": {"system": _UUID, "value": f"urn:uuid:{assertion.id}"}},
            "type": _OBJECT,
            "role": codes.coding(codes.ACCESS_PART, "assertion"),
            "description": assertion.kind,
            "detail": [
                {"type": name, "valueString": value} for name, value in details.items() if value
            ],
        }
    ]


def _agents(reader: Person) -> list[Json]:
    who: Json = {"who": reference_to(reader), "name": reader.name, "requestor": True}
    if reader.hsa_id:
        who["altId"] = reader.hsa_id
    if reader.profession:
        who["role"] = [{"text": reader.profession}]
    agents = [{name: value for name, value in who.items() if value != ""}]
    for part, organisation in (("unit", reader.unit), ("provider", reader.provider)):
        if reference := organisation_reference(organisation):
            kind = codes.concept(codes.ACCESS_PART, part)
            agents.append({"type": kind, "who": reference, "requestor": False})
    return agents


def _read(entry: AccessEntry) -> list[Json]:
    references = {
        "patient": entry.patient.reference,
        "case": f"ServiceRequest/{entry.case}",
        "meeting": f"Appointment/{entry.meeting}",
    }
    return [
        {
            "what": {"reference": reference},
            "type": _PERSON if part == "patient" else _OBJECT,
            "role": codes.coding(codes.ACCESS_PART, part),
        }
        for part, reference in references.items()
    ]


def _shown_to(person: Person, during: Interval) -> Json:
    ends = {"from": during.start, "to": during.end}
    return {
        "what": reference_to(person),
        "type": _PERSON,
        "role": codes.coding(codes.ACCESS_PART, "shown-to"),
        "description": "visad för",
        "detail": [{"type": name, "valueString": instant(at)} for name, at in ends.items() if at],
    }
