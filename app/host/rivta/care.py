"""Patient relation and consent at the national services: implements `SharedCare`.

CheckPatientRelation 1, CheckConsent 2 and RegisterExtendedConsent 2, addressed to the care provider
of whoever is asked about. A service that says nothing soon is one that does not answer: a room
waits for it.
"""

from app.model.case import Assertion, AssertionKind, Patient
from app.model.errors import HostConflict, HostMissing, HostNonsense
from app.model.people import Actor
from app.wire.envelope import Field
from app.wire.http import Limits
from app.wire.interactions import (
    CHECK_CONSENT,
    CHECK_PATIENT_RELATION,
    REGISTER_EXTENDED_CONSENT,
)
from app.wire.rivta import accessing, check_result, local_time, patient_id
from app.wire.soap import SoapClient
from app.wire.xmltext import Node

SECURITY_LIMITS = Limits(deadline=6.0, max_bytes=1 << 20, tries=2, concurrency=8)

_TYPES = {AssertionKind.CONSENT: "Consent", AssertionKind.EMERGENCY: "Emergency"}
_ANSWERS = {"true": True, "1": True, "false": False, "0": False}  # xs:boolean


class NationalCare:
    """The services of consent and patient relation, behind one integration platform."""

    def __init__(self, client: SoapClient) -> None:
        """Take the client, which the caller closes."""
        self._client = client

    async def has_relation(self, patient: Patient, actor: Actor) -> bool:
        """Tell whether a patient relation in force is registered for them."""
        if patient.number is None:
            raise HostMissing("a patient without a number")
        fields: list[Field] = [
            ("AccessingActor", [(name[:1].upper() + name[1:], v) for name, v in accessing(actor)]),
            ("PatientId", patient.number.value),
        ]
        reply = await self._client.call(CHECK_PATIENT_RELATION, actor.provider, fields)
        return _said(reply.body.one("CheckResultType"), "HasPatientrelation")

    async def has_consent(self, patient: Patient, actor: Actor) -> bool:
        """Tell whether a consent, or an emergency, in force answers for their unit or them."""
        fields: list[Field] = [
            ("accessingActor", accessing(actor)),
            ("patientId", patient_id(patient.number)),
        ]
        reply = await self._client.call(CHECK_CONSENT, actor.provider, fields)
        return _said(reply.body.one("checkResult"), "hasConsent")

    async def register(self, assertion: Assertion) -> None:
        """Register a consent or an emergency for the unit; one that is there already is well."""
        provider = assertion.actor.provider
        reply = await self._client.call(REGISTER_EXTENDED_CONSENT, provider, _assertion(assertion))
        try:
            check_result(reply.body.one("result"))
        except HostConflict:
            return  # its id is made of what it says


def _said(result: Node, name: str) -> bool:
    """Return an answer of yes or no. Raises a HostError where there is none."""
    check_result(result.one("result"))
    answer = _ANSWERS.get(result.value(name).lower())
    if answer is None:
        raise HostNonsense("an answer that is neither yes nor no")
    return answer


def _assertion(assertion: Assertion) -> list[Field]:
    at = local_time(assertion.at)
    on_behalf: list[Field] = (
        [("representedBy", patient_id(assertion.on_behalf))] if assertion.on_behalf else []
    )
    return [
        ("assertionId", assertion.id),
        ("assertionType", _TYPES[assertion.kind]),
        ("scope", "NationalLevel"),
        ("patientId", patient_id(assertion.patient.number)),
        ("careProviderId", assertion.actor.provider),
        ("careUnitId", assertion.actor.unit),
        ("startDate", at),
        ("endDate", local_time(assertion.until)),
        *on_behalf,
        (
            "registrationAction",
            [
                ("requestDate", at),
                ("requestedBy", [("employeeId", assertion.asked_by)]),
                ("registrationDate", at),
                ("registeredBy", [("employeeId", assertion.actor.employee)]),
                ("reasonText", assertion.reason),
            ],
        ),
    ]
