"""The national services over a real socket: relation, consent, what is registered and logged."""

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from app.host.rivta.care import NationalCare
from app.host.rivta.log import BothLogs, NationalLog
from app.model.attendance import Interval
from app.model.case import (
    Assertion,
    AssertionKind,
    GroundClaim,
    LegalGround,
    NumberKind,
    PersonNumber,
)
from app.model.errors import (
    HostError,
    HostMissing,
    HostNonsense,
    HostRefused,
    HostSilent,
    HostTrouble,
    HostUnreachable,
    SharedLogDown,
)
from app.model.people import Actor, Organisation
from app.model.record import NATIONAL_SECURITY
from app.room.ports import AccessEntry, AccessKind
from app.wire.http import Limits
from app.wire.soap import SoapClient
from tests.fakes.raw_http import RawServer, ok
from tests.fakes.room import CHAIR, NURSE, OWN, FakeLog, Faults, a_case
from tests.fakes.services import Services

UNIT = Organisation(hsa_id="SE-surgery", name="Kirurgkliniken")
READER = msgspec.structs.replace(CHAIR, hsa_id="SE-doctor", unit=UNIT)
ACTOR = Actor(employee="SE-doctor", unit="SE-surgery", provider=OWN.hsa_id)
PATIENT = a_case(1).patient
COORDINATION = PersonNumber(value="196109732393", kind=NumberKind.SAMORDNINGSNUMMER)
RESERVE = PersonNumber(value="99123456ABCD", kind=NumberKind.RESERVNUMMER)
NUMBER = PATIENT.number.value if PATIENT.number else ""
AT = datetime(2026, 7, 1, 12, 0, 30, tzinfo=UTC)
LIMITS = Limits(deadline=2.0, tries=1)


def an_assertion(**more: Any) -> Assertion:
    base = Assertion(
        id="5f2c1c8e-3d0a-5a3e-9b58-0d6f5a7b1c11",
        kind=AssertionKind.CONSENT,
        patient=PATIENT,
        actor=ACTOR,
        asked_by="SE-nurse",
        reason="Sagt vid besöket <igår> & idag",
        at=AT,
        until=datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC),
    )
    return msgspec.structs.replace(base, **more)


def an_entry(kind: AccessKind = AccessKind.SHOW, **more: Any) -> AccessEntry:
    base = AccessEntry(
        id="0c2a4d3e-8a83-4f2d-8f6a-0f8a5b7f3f10",
        kind=kind,
        at=AT,
        reader=READER,
        patient=PATIENT,
        case="case-1",
        meeting="Appointment/m1",
        shown_to=((NURSE, Interval(start=AT)),),
    )
    return msgspec.structs.replace(base, **more)


def care_at(server: RawServer) -> tuple[SoapClient, NationalCare]:
    client = SoapClient(server.base_url, consumer_hsa_id="SE-samsyn", limits=LIMITS)
    return client, NationalCare(client)


async def test_relation_and_consent_are_asked_of_the_actors_own_provider() -> None:
    async with Services() as services:
        client, care = care_at(services)
        async with client:
            assert not await care.has_relation(PATIENT, ACTOR)
            assert not await care.has_consent(PATIENT, ACTOR)
            services.relations.add(("SE-doctor", NUMBER))
            services.consents["SE-surgery", NUMBER] = "Emergency"
            assert await care.has_relation(PATIENT, ACTOR)
            assert await care.has_consent(PATIENT, ACTOR)
        assert {address for _, address in services.addresses} == {OWN.hsa_id}


@pytest.mark.parametrize(
    ("number", "root"),
    [(COORDINATION, "1.2.752.129.2.1.3.3"), (RESERVE, "1.2.752.74.9.1")],
)
async def test_a_number_is_told_with_its_register(number: PersonNumber, root: str) -> None:
    patient = msgspec.structs.replace(PATIENT, number=number)
    async with Services() as services:
        client, care = care_at(services)
        async with client:
            await care.register(an_assertion(patient=patient))
            assert await care.has_consent(patient, ACTOR)
        (told,) = services.registered
        assert told.value("patientId", "root") == root
        assert told.value("patientId", "extension") == number.value


async def test_a_patient_without_a_known_number_cannot_be_asked_about() -> None:
    unknown = msgspec.structs.replace(PATIENT, number=PersonNumber(value="x"))
    nobody = msgspec.structs.replace(PATIENT, number=None)
    async with Services() as services:
        client, care = care_at(services)
        async with client:
            for patient in (unknown, nobody):
                with pytest.raises(HostMissing):
                    await care.has_consent(patient, ACTOR)
            with pytest.raises(HostMissing):
                await care.has_relation(nobody, ACTOR)
        assert services.requests == []


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("ERROR", HostTrouble),
        ("VALIDATION_ERROR", HostTrouble),
        ("ACCESSDENIED", HostRefused),
        ("NOTFOUND", HostMissing),
        ("INVALIDSTATE", HostTrouble),
        ("", HostNonsense),
        ("REPORT_ON_QUEUE", HostNonsense),
    ],
)
async def test_a_result_that_is_no_success_is_an_error(code: str, error: type[HostError]) -> None:
    async with Services() as services:
        names = ("CheckConsent", "CheckPatientRelation", "RegisterExtendedConsent", "StoreLog")
        services.codes = dict.fromkeys(names, code)
        client, care = care_at(services)
        log = NationalLog(client, NATIONAL_SECURITY, "SE-samsyn")
        async with client:
            for asked in (
                care.has_consent(PATIENT, ACTOR),
                care.has_relation(PATIENT, ACTOR),
                care.register(an_assertion()),
                log.record(an_entry()),
            ):
                with pytest.raises(error):
                    await asked


@pytest.mark.parametrize("said", ["", "maybe", "ja"])
async def test_an_answer_that_is_neither_yes_nor_no_is_nonsense(said: str) -> None:
    space = "urn:riv:informationsecurity:authorization:consent:CheckConsentResponder:2"
    result = f"<result><resultCode>OK</resultCode></result><hasConsent>{said}</hasConsent>"
    answer = (
        f'<CheckConsentResponse xmlns="{space}"><checkResult>{result}</checkResult>'
        "</CheckConsentResponse>"
    )
    async with RawServer(ok(answer.encode())) as server:
        client, care = care_at(server)
        async with client:
            with pytest.raises(HostNonsense):
                await care.has_consent(PATIENT, ACTOR)


async def test_a_fault_and_a_lost_connection_are_errors() -> None:
    async with Services() as services:
        services.broken = {"CheckConsent"}
        client, care = care_at(services)
        async with client:
            with pytest.raises(HostUnreachable):
                await care.has_consent(PATIENT, ACTOR)
        client, care = care_at(services)
    async with client:  # nobody listens there any more
        with pytest.raises(HostUnreachable):
            await care.has_relation(PATIENT, ACTOR)


async def test_a_consent_is_registered_with_who_why_and_until_when() -> None:
    on_behalf = PersonNumber(value="189002029800", kind=NumberKind.PERSONNUMMER)
    async with Services() as services:
        client, care = care_at(services)
        async with client:
            await care.register(an_assertion(on_behalf=on_behalf))
            await care.register(an_assertion(kind=AssertionKind.EMERGENCY, id="e"))
        consent, emergency = services.registered
        assert [consent.value(name) for name in ("assertionType", "scope")] == [
            "Consent",
            "NationalLevel",
        ]
        assert emergency.value("assertionType") == "Emergency"
        assert not emergency.one("representedBy")
        assert consent.value("representedBy", "extension") == on_behalf.value
        assert consent.value("careUnitId") == "SE-surgery"
        assert not consent.one("employeeId")  # it holds for the unit
        assert consent.value("startDate") == "2026-07-01T14:00:30"  # Swedish summer time
        assert consent.value("endDate") == "2026-07-01T23:59:59"
        action = consent.one("registrationAction")
        assert action.value("requestedBy", "employeeId") == "SE-nurse"
        assert action.value("registeredBy", "employeeId") == "SE-doctor"
        assert action.value("reasonText") == "Sagt vid besöket <igår> & idag"


async def test_what_is_registered_already_is_well() -> None:
    async with Services() as services:
        services.codes["RegisterExtendedConsent"] = "ALREADYEXISTS"
        client, care = care_at(services)
        async with client:
            await care.register(an_assertion())


# --- the access log -------------------------------------------------------------------------------


async def test_the_log_names_the_reader_and_nobody_who_is_in_the_room() -> None:
    async with Services() as services:
        client, _ = care_at(services)
        async with client:
            await NationalLog(client, NATIONAL_SECURITY, "SE-samsyn").record(an_entry())
        (log,) = services.logged
        assert services.addresses == [("StoreLog", NATIONAL_SECURITY)]
        assert NURSE.name not in services.requests[0].form
    assert log.value("logId") == an_entry().id
    assert log.value("system", "systemId") == "SE-samsyn"
    activity, user, resource = (
        log.one("activity"),
        log.one("user"),
        log.one("resources", "resource"),
    )
    assert (activity.value("activityType"), activity.value("purpose")) == (
        "Läsa",
        "Vård och behandling",
    )
    assert activity.value("startDate") == "2026-07-01T14:00:30"
    assert (user.value("userId"), user.value("name")) == ("SE-doctor", READER.name)
    assert user.value("careProvider", "careProviderId") == OWN.hsa_id
    assert user.value("careUnit", "careUnitId") == "SE-surgery"
    assert (
        resource.value("resourceType"),
        resource.value("patient", "patientId", "extension"),
    ) == (
        "översikt",
        NUMBER,
    )


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (an_entry(AccessKind.PREVIEW), [("Läsa", "översikt")]),
        (an_entry(AccessKind.PREPARATION), [("Läsa", "översikt")]),
        (
            an_entry(AccessKind.REGISTERED, assertion=an_assertion()),
            [("Skriva", "samtycke")],
        ),
        (
            an_entry(AccessKind.REGISTERED, assertion=an_assertion(kind=AssertionKind.EMERGENCY)),
            [("Nödöppning", "översikt")],
        ),
        (an_entry(AccessKind.SHOWN), []),  # who saw it, and openings that came to nothing
        (an_entry(AccessKind.ABORTED), []),
    ],
)
async def test_what_is_logged_nationally(
    entry: AccessEntry, expected: list[tuple[str, str]]
) -> None:
    async with Services() as services:
        client, _ = care_at(services)
        async with client:
            await NationalLog(client, NATIONAL_SECURITY, "SE-samsyn").record(entry)
        assert expected == [
            (
                log.value("activity", "activityType"),
                log.value("resources", "resource", "resourceType"),
            )
            for log in services.logged
        ]


async def test_a_reader_whom_the_log_does_not_know_is_an_error() -> None:
    async with Services() as services:
        client, _ = care_at(services)
        async with client:
            with pytest.raises(HostMissing):
                await NationalLog(client, NATIONAL_SECURITY, "S").record(an_entry(reader=CHAIR))
        assert services.logged == []


@pytest.mark.parametrize("number", [None, PersonNumber(value="x")])
async def test_a_patient_without_a_national_number_is_in_the_hosts_log_alone(
    number: PersonNumber | None,
) -> None:
    entry = an_entry(patient=msgspec.structs.replace(PATIENT, number=number))
    async with Services() as services:
        client, _ = care_at(services)
        async with client:
            await NationalLog(client, NATIONAL_SECURITY, "SE-samsyn").record(entry)
        assert services.requests == []


async def test_both_logs_have_it_or_the_difference_is_told() -> None:
    faults = Faults()
    own = FakeLog(faults)
    entry = an_entry(ground=GroundClaim(ground=LegalGround.UNABLE, reason="Svår demens"))
    async with Services() as services:
        client, _ = care_at(services)
        both = BothLogs(own, NationalLog(client, NATIONAL_SECURITY, "SE-samsyn"))
        async with client:
            await both.record(entry)
            assert (list(own.entries), len(services.logged)) == ([entry.id], 1)
            services.broken = {"StoreLog"}
            with pytest.raises(SharedLogDown):
                await both.record(entry)
            faults.fail("record", HostSilent())
            with pytest.raises(HostSilent):
                await both.record(entry)
            assert len(services.logged) == 1  # nothing is logged there that the host has not
