"""The practice host's RIV-TA face: every answer as the schemas have it, and what it refuses."""

from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx2
import pytest
from lxml import etree

from app.model.errors import HostMissing, HostRefused, HostTrouble
from app.model.record import NATIONAL_ADDRESS
from app.overview.shape import children, string
from app.practice.body import decode
from app.practice.rivta.contracts import CONTRACTS, Contract
from app.practice.rivta.documents import BLOCKED_TEXT
from app.practice.rivta.parts import rendered
from app.practice.rivta.picks import name_picks
from app.practice.rivta.record import Record, find_patient
from app.practice.serving import practice_store
from app.practice.store import Store
from app.wire import interactions as named
from app.wire.envelope import Fields, Interaction
from app.wire.soap import SoapClient
from app.wire.xmltext import Node
from tests.unit.practice.conftest import TOKEN

SCHEMAS = Path(__file__).parents[4] / "shared" / "data" / "rivta" / "schemas"
OWN, OTHER, THIRD = "SE0000000001-P001", "SE0000000002-P001", "SE0000000003-P001"
TESTBERG, PROVELL, MODELLBERG, OVERMO = (
    "195009072553",
    "195401782395",
    "195708182810",
    "200302022389",
)
_PERSONNUMMER = "1.2.752.129.2.1.3.1"
ACTOR: Fields = [
    ("employeeId", "SE0000000001-A001"),
    ("careProviderId", OWN),
    ("careUnitId", "SE0000000001-K010"),
]


@cache
def store() -> Store:
    """Return today's practice meeting with a vaccination, which no practice patient has."""
    whole = practice_store()
    vaccination = {
        "resourceType": "Immunization",
        "status": "completed",
        "vaccineCode": {
            "coding": [{"system": "http://www.whocc.no/atc", "code": "J07BB02"}],
            "text": "Influensavaccin",
        },
        "patient": {"reference": "Patient/testberg"},
        "occurrenceDateTime": "2025-11-03",
        "performer": [{"actor": {"reference": "Organization/vardcentral"}}],
        "lotNumber": "A1",
    }
    whole.put(vaccination, "testberg-influensa")
    return whole


def schema(interaction: Interaction) -> etree.XMLSchema:
    """Return the newest schema of a contract's answers."""
    folder = interaction.domain.replace(":", "_").removesuffix("_accesscontrol")
    pattern = f"{folder}*/interactions/**/{interaction.name}Responder_*.xsd"
    found = sorted(SCHEMAS.glob(pattern))
    if not found:
        pytest.skip("../shared/data/rivta/schemas is not here")
    return etree.XMLSchema(etree.parse(found[-1]))


def numbers() -> Iterator[str]:
    """Yield the numbers of all practice patients."""
    for version in store().all("Patient"):
        yield decode(version.body or b"")["identifier"][0]["value"]


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda each: each.interaction.name)
def test_every_answer_about_every_patient_is_as_the_schema_has_it(contract: Contract) -> None:
    valid = schema(contract.interaction)
    for number in (*numbers(), "nobody"):
        patient = find_patient(store(), number)
        answer = contract.answer(Record(store(), patient) if patient else None)
        valid.assertValid(etree.fromstring(rendered(answer, contract.namespaces).encode()))


def test_all_that_the_contracts_can_carry_is_carried() -> None:
    """Count records by contract; what has none of its own is told in side-by-side's differences."""
    count = {
        contract.interaction.name: sum(
            len(contract.records(Record(store(), patient)))
            for number in numbers()
            if (patient := find_patient(store(), number))
        )
        for contract in CONTRACTS
    }
    held = {kind: len(list(store().all(kind))) for kind in ("Condition", "Procedure", "CarePlan")}
    assert count["GetDiagnosis"] == held["Condition"]
    assert count["GetActivities"] == held["Procedure"]
    assert count["GetCarePlans"] == held["CarePlan"]
    reports = count["GetImagingOutcome"] + count["GetReferralOutcome"]
    assert reports == len(list(store().all("DiagnosticReport")))
    nothing = [name for name, each in count.items() if not each]
    assert nothing == ["GetFunctionalStatus", "GetMaternityMedicalHistory"]


@pytest.fixture
async def client(rivta: str) -> AsyncIterator[SoapClient]:
    async with SoapClient(rivta, token=TOKEN) as ready:
        yield ready


def about(number: str, *more: Any) -> Fields:
    """Return the fields of a request by the older header's names."""
    return [("patientId", [("id", number), ("type", _PERSONNUMMER)]), *more]


def whose(number: str) -> Fields:
    """Return a patient as an II."""
    return [("root", _PERSONNUMMER), ("extension", number)]


async def test_records_are_given_by_all_providers_or_by_one(client: SoapClient) -> None:
    async def titles(address: str) -> list[str]:
        asked = about(PROVELL)
        reply = await client.call(named.GET_REFERRAL_OUTCOME, address, asked)
        return [
            e.value("referralOutcomeBody", "referralOutcomeTitle")
            for e in reply.body.all("referralOutcome")
        ]

    everybody = await titles(NATIONAL_ADDRESS)
    assert everybody
    assert await titles(OTHER) == everybody
    assert await titles(OWN) == []
    with pytest.raises(HostMissing):
        await titles("SE0000000009-P001")


async def test_sources_say_that_they_have_answered(client: SoapClient) -> None:
    reply = await client.call(named.GET_DIAGNOSIS, NATIONAL_ADDRESS, about(TESTBERG))
    assert [(e.logical_address, e.failed) for e in reply.statuses] == [("SE0000000001-S001", False)]
    nobody = await client.call(named.GET_DIAGNOSIS, NATIONAL_ADDRESS, about("191212121212"))
    assert (nobody.body.all("diagnosis"), nobody.statuses) == ([], ())


async def test_a_period_narrows(client: SoapClient) -> None:
    async def count(start: str, end: str) -> int:
        period = ("timePeriod", [("start", start), ("end", end)])
        reply = await client.call(named.GET_DIAGNOSIS, NATIONAL_ADDRESS, about(TESTBERG, period))
        return len(reply.body.all("diagnosis"))

    whole = await count("19000101000000", "29991231235959")
    recent = await count("20240101000000", "29991231235959")
    assert 0 < recent < whole
    assert await count("19000101000000", "20240101000000") == whole - recent


@pytest.mark.parametrize(
    ("number", "provider", "expected"),
    [
        (TESTBERG, OWN, "true"),
        (PROVELL, OWN, "false"),
        (OVERMO, "SE0000000004-P001", "true"),
        (OVERMO, OWN, "false"),
    ],
)
async def test_consents_are_the_stores(
    client: SoapClient, number: str, provider: str, expected: str
) -> None:
    actor = [("employeeId", "A"), ("careProviderId", provider), ("careUnitId", "U")]
    asked = [("accessingActor", actor), ("patientId", whose(number))]
    result = (await client.call(named.CHECK_CONSENT, OWN, asked)).body.one("checkResult")
    assert result.value("result", "resultCode") == "OK"
    assert result.value("hasConsent") == expected
    assert result.value("assertionType") == ("Consent" if expected == "true" else "")


async def test_what_is_registered_counts_and_is_kept(rivta: str, client: SoapClient) -> None:
    day = "2020-01-01T08:00:00"
    by: Fields = [("employeeId", "SE0000000001-A001")]
    action: Fields = [
        ("requestDate", day),
        ("requestedBy", by),
        ("registrationDate", day),
        ("registeredBy", by),
        ("reasonText", "Svarar inte"),
    ]
    asked: Fields = [
        ("assertionId", "a-1"),
        ("assertionType", "Emergency"),
        ("scope", "NationalLevel"),
        ("patientId", whose(PROVELL)),
        ("careProviderId", THIRD),
        ("careUnitId", "U"),
        ("startDate", day),
        ("registrationAction", action),
    ]
    reply = await client.call(named.REGISTER_EXTENDED_CONSENT, OWN, asked)
    assert reply.body.value("result", "resultCode") == "OK"
    actor = [("employeeId", "A"), ("careProviderId", THIRD), ("careUnitId", "U")]
    check = [("accessingActor", actor), ("patientId", whose(PROVELL))]
    result = (await client.call(named.CHECK_CONSENT, OWN, check)).body.one("checkResult")
    assert (result.value("hasConsent"), result.value("assertionType")) == ("true", "Emergency")
    (kept,) = _kept(rivta)["consents"]
    assert kept["registrationAction"]["reasonText"] == "Svarar inte"


async def test_a_block_holds_towards_other_providers_row_by_row(client: SoapClient) -> None:
    reply = await client.call(
        named.GET_CARE_DOCUMENTATION, NATIONAL_ADDRESS, [("patientId", whose(MODELLBERG))]
    )
    notes = reply.body.all("careDocumentation")
    rows = [_row(number, note) for number, note in enumerate(notes)]
    asked = [("accessingActor", ACTOR), ("patientId", whose(MODELLBERG)), *rows]
    result = (await client.call(named.CHECK_BLOCKS, OWN, asked)).body.one("checkBlocksResult")
    told = {each.value("rowNumber"): each.value("status") for each in result.all("checkResults")}
    blocked = [
        n
        for n, note in enumerate(notes)
        if BLOCKED_TEXT in note.value("body", "clinicalDocumentNoteText")
    ]
    assert len(blocked) == 1
    assert told == {str(n): "BLOCKED" if n in blocked else "OK" for n in range(len(notes))}


def _row(number: int, note: Node) -> tuple[str, Fields]:
    access = note.one("header", "accessControlHeader")
    day = "2020-01-01T00:00:00"
    return (
        "informationEntities",
        [
            ("informationStartDate", day),
            ("informationEndDate", day),
            ("informationCareUnitId", access.value("accountableCareUnit", "extension")),
            (
                "informationCareProviderId",
                access.value("accountableHealthcareProvider", "extension"),
            ),
            ("rowNumber", str(number)),
        ],
    )


async def test_log_entries_are_kept_as_they_came(rivta: str, client: SoapClient) -> None:
    user: Fields = [("userId", "SE0000000001-A001"), ("careProvider", [("careProviderId", OWN)])]
    entries: Fields = [("log", [("logId", own), ("user", user)]) for own in ("1", "2")]
    reply = await client.call(named.STORE_LOG, OWN, entries)
    assert reply.body.value("result", "resultCode") == "OK"
    kept = _kept(rivta)["log"]
    assert [each["logId"] for each in kept] == ["1", "2"]
    assert kept[0]["user"]["careProvider"] == {"careProviderId": OWN}


@pytest.mark.parametrize(("number", "expected"), [(TESTBERG, "true"), ("191212121212", "false")])
async def test_a_case_of_the_meeting_is_a_relation(
    client: SoapClient, number: str, expected: str
) -> None:
    actor = [("EmployeeId", "A"), ("CareProviderId", OWN), ("CareUnitId", "U")]
    asked: Fields = [("AccessingActor", actor), ("PatientId", number)]
    reply = await client.call(named.CHECK_PATIENT_RELATION, OWN, asked)
    assert reply.body.value("CheckResultType", "HasPatientrelation") == expected


def _kept(rivta: str) -> dict[str, list[Any]]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    kept: dict[str, list[Any]] = httpx2.get(f"{rivta}/log", headers=headers, trust_env=False).json()
    return kept


async def test_nobody_comes_in_without_the_token(rivta: str) -> None:
    async with SoapClient(rivta) as stranger:
        with pytest.raises(HostRefused):
            await stranger.call(named.GET_DIAGNOSIS, NATIONAL_ADDRESS, about(TESTBERG))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a/></e:Body></e:Envelope>',
    ],
)
def test_what_is_no_request_is_a_fault_that_quotes_nothing(rivta: str, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/xml"}
    url = f"{rivta}/{named.GET_DIAGNOSIS.path}"
    reply = httpx2.post(url, content=body, headers=headers, trust_env=False)
    assert reply.status_code == 500
    fault = etree.fromstring(reply.content).find(".//faultstring")
    assert fault is not None
    assert (fault.text or "").startswith("this is no")


async def test_a_contract_that_is_not_here_is_a_fault(client: SoapClient) -> None:
    other = Interaction(domain="a:b", name="GetX", major=1, types="urn:x")
    with pytest.raises(HostMissing):
        await client.call(other, NATIONAL_ADDRESS, about(TESTBERG))


async def test_a_body_larger_than_anything_is_refused(client: SoapClient) -> None:
    huge = [("patientId", "x" * (65 << 20))]
    with pytest.raises(HostTrouble):
        await client.call(named.GET_DIAGNOSIS, NATIONAL_ADDRESS, huge)


def test_picks_of_a_meeting_read_through_rivta_are_named_as_there() -> None:
    whole = practice_store(rivta=True)
    picked = [
        (string(request, "id"), pick)
        for version in whole.all("ServiceRequest")
        for request in [decode(version.body or b"")]
        for pick in children(request, "supportingInfo")
    ]
    assert len(picked) == 12
    assert all("reference" not in pick for _, pick in picked)
    identifiers = {pick["identifier"]["value"]: pick["identifier"]["system"] for _, pick in picked}
    systems = "https://samsyn.se/fhir/rivta"
    assert identifiers["testberg-mr-lever"] == f"{systems}/GetImagingOutcome/SE0000000001-S001"
    assert identifiers["provmark-uppfoljning"] == f"{systems}/GetCarePlans/SE0000000001-S001"
    assert identifiers["provell-dt"] == f"{systems}/GetImagingOutcome/SE0000000002-S001"


def test_a_pick_that_no_contract_carries_alone_keeps_its_name() -> None:
    whole = practice_store()
    request = decode(next(iter(whole.all("ServiceRequest"))).body or b"")
    laboratory = next(
        version.reference
        for version in whole.all("Observation")
        if '"laboratory"' in (version.body or b"").decode()
    )
    kept = [{"reference": laboratory}, {"reference": "Observation/nobody"}, {"display": "i words"}]
    subject = {"subject": {"reference": "Patient/testberg"}}
    whole.put({**request, **subject, "supportingInfo": kept}, string(request, "id"))
    whole.put({"resourceType": "ServiceRequest", "supportingInfo": kept}, "of-nobody")
    name_picks(whole)
    for own in (string(request, "id"), "of-nobody"):
        version = whole.current("ServiceRequest", own)
        assert version is not None
        assert decode(version.body or b"")["supportingInfo"] == kept
