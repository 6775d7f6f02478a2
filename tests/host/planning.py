"""A meeting as a hospital plans it, put onto a server under ids of its own; invented throughout."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from app.wire.fhir import Entry, FhirClient

Json = dict[str, Any]

CODES = "https://samsyn.se/fhir/CodeSystem"
HSA = "urn:oid:1.2.752.29.4.19"
DEFINITION = "https://samsyn.se/fhir/conference-definition/colorectal"
NUMBERS = ("191212121212", "189002029800", "196101182803")


class Plan:
    """One planned meeting with three cases; `tag` keeps its ids apart from all others'."""

    def __init__(self, start: datetime | None = None) -> None:
        self.tag = uuid.uuid4().hex[:10]
        self.start = start or datetime.now(UTC).replace(microsecond=0)
        self.meeting = f"meeting-{self.tag}"
        self.cases = tuple(f"case-{self.tag}-{n}" for n in (1, 2, 3))
        self.patients = tuple(f"patient-{self.tag}-{n}" for n in (1, 2, 3))
        self.chair, self.surgeon = (
            f"PractitionerRole/{r}-{self.tag}" for r in ("chair", "surgeon")
        )

    def resources(self) -> list[Json]:
        return [
            *self._organizations(),
            *self._practitioner("chair", "Anna", "Ordförande", "kirurg"),
            *self._practitioner("surgeon", "Bo", "Föredragande", "onkolog"),
            *(self._patient(n) for n in range(3)),
            *(self._condition(n) for n in range(3)),
            *(self._request(n) for n in range(3)),
            self._agenda(),
            self.appointment(),
        ]

    def appointment(self, **changed: Any) -> Json:
        end = self.start + timedelta(hours=1)
        return {
            "resourceType": "Appointment",
            "id": self.meeting,
            "meta": {"tag": [{"system": "http://x.se", "code": "HTEST"}]},
            "status": "booked",
            "serviceType": [
                {"coding": [{"system": f"{CODES}/conference-definition", "code": DEFINITION}]}
            ],
            "description": "MDK kolorektal",
            "start": self.start.isoformat(),
            "end": end.isoformat(),
            "supportingInformation": [{"reference": f"List/agenda-{self.tag}"}],
            "participant": [
                self._invitation(self.chair, "chair"),
                self._invitation(self.surgeon, "presenter", "remote-person"),
                self._invitation(f"Patient/{self.patients[2]}", "patient"),
            ],
        } | changed

    def _invitation(self, actor: str, role: str, channel: str = "in-room") -> Json:
        types = [("role", role), ("channel", channel)]
        codings = [{"coding": [{"system": f"{CODES}/{s}", "code": c}]} for s, c in types]
        return {"type": codings, "actor": {"reference": actor}, "status": "accepted"}

    def _organizations(self) -> list[Json]:
        provider = {
            "resourceType": "Organization",
            "id": f"provider-{self.tag}",
            "identifier": [{"system": HSA, "value": "SE0000000009-P001"}],
            "name": "Region Prov",
        }
        unit = {
            "resourceType": "Organization",
            "id": f"unit-{self.tag}",
            "identifier": [{"system": HSA, "value": "SE0000000009-E001"}],
            "name": "Provkliniken",
            "partOf": {"reference": f"Organization/provider-{self.tag}"},
        }
        return [provider, unit]

    def _practitioner(self, key: str, given: str, family: str, profession: str) -> list[Json]:
        person = {
            "resourceType": "Practitioner",
            "id": f"{key}-{self.tag}",
            "identifier": [{"system": HSA, "value": f"SE0000000009-{key}"}],
            "name": [{"given": [given], "family": family}],
        }
        role = {
            "resourceType": "PractitionerRole",
            "id": f"{key}-{self.tag}",
            "practitioner": {"reference": f"Practitioner/{key}-{self.tag}"},
            "organization": {"reference": f"Organization/unit-{self.tag}"},
            "code": [{"text": profession}],
        }
        return [person, role]

    def _patient(self, n: int) -> Json:
        system = "http://electronichealth.se/identifier/personnummer"
        number = NUMBERS[n]
        return {
            "resourceType": "Patient",
            "id": self.patients[n],
            "identifier": [{"system": system, "value": number}],
            "name": [{"given": ["Tolvan"], "family": f"Testsson{n}"}],
            "gender": "male",
            "birthDate": f"{number[:4]}-{number[4:6]}-{number[6:8]}",
            "managingOrganization": {"reference": f"Organization/provider-{self.tag}"},
        }

    def _condition(self, n: int) -> Json:
        return {
            "resourceType": "Condition",
            "id": f"condition-{self.tag}-{n}",
            "code": {
                "text": "Tjocktarmscancer",
                "coding": [{"system": "urn:oid:1.2.752.116.1.1.1.1.3", "code": f"C18.{n}"}],
            },
            "subject": {"reference": f"Patient/{self.patients[n]}"},
        }

    def _request(self, n: int) -> Json:
        return {
            "resourceType": "ServiceRequest",
            "id": self.cases[n],
            "status": "active",
            "intent": "order",
            "subject": {"reference": f"Patient/{self.patients[n]}"},
            "requester": {"reference": self.surgeon},
            "reasonCode": [{"text": f"Fråga {n + 1}?"}],
            "note": [{"text": "Bakgrund."}],
            "reasonReference": [{"reference": f"Condition/condition-{self.tag}-{n}"}],
            "supportingInfo": [{"reference": f"Condition/condition-{self.tag}-{n}"}],
        }

    def _agenda(self) -> Json:
        entries = [{"item": {"reference": f"ServiceRequest/{case}"}} for case in self.cases]
        return {
            "resourceType": "List",
            "id": f"agenda-{self.tag}",
            "status": "current",
            "mode": "working",
            "entry": entries,
        }


async def put(client: FhirClient, *resources: Json) -> None:
    """Write resources under their ids."""
    await client.transaction([Entry(resource=each) for each in resources])


def consent(plan: Plan, n: int = 0, kind: str = "", **provision: Any) -> Json:
    """Return an active consent of a patient; `kind` is a code of ours, "" for none."""
    scope = "http://terminology.hl7.org/CodeSystem/consentscope"
    coded = [{"coding": [{"system": f"{CODES}/consent-kind", "code": kind}]}] if kind else []
    return {
        "resourceType": "Consent",
        "id": f"consent-{uuid.uuid4().hex[:12]}",
        "status": "active",
        "scope": {"coding": [{"system": scope, "code": "patient-privacy"}]},
        "category": [*coded, {"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
        "patient": {"reference": f"Patient/{plan.patients[n]}"},
        "policyRule": {"text": "Lag (2022:913)"},
        "provision": provision,
    }


def actor(role: str, hsa_id: str) -> Json:
    """Return an actor of a consent's provision."""
    system = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType"
    return {
        "role": {"coding": [{"system": system, "code": role}]},
        "reference": {"identifier": {"system": HSA, "value": hsa_id}},
    }
