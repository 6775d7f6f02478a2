"""The record by service contracts, over a real socket: what is asked, and what comes of it."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from app.model.case import NumberKind, Patient, PersonNumber
from app.model.people import Actor
from app.model.record import ContractAccess, Need, Reach, Reading, SourceAnswer
from app.record.rivta import contents
from app.record.rivta.contracts import CONTRACTS
from app.record.rivta.source import RivtaRecordSource
from app.wire.http import Limits
from app.wire.soap import SoapClient
from app.wire.xmltext import Node, parse
from tests.fakes.raw_http import RawServer, Request, ok
from tests.fakes.services import check_schema

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
NUMBER, OTHERS = "191212121212", "194412121212"
OWN, OTHER = "SE2321000016-G1", "SE2321000131-G2"
PATIENT = Patient(
    reference="Patient/1", number=PersonNumber(value=NUMBER, kind=NumberKind.PERSONNUMMER)
)
READER = Actor(employee="SE2321000016-P1", unit="SE2321000016-U1", provider=OWN)
ALL = Reading(actors=(READER,))
LIMITS = Limits(deadline=1.0, tries=1, max_bytes=1 << 20)
CONDITIONS = Need(resource_type="Condition")
DOCUMENTS = Need(resource_type="DocumentReference")
NAME = "Provöversikten"
NAMESPACES = {c.name: (c.interaction.namespace, c.interaction.types) for c in CONTRACTS}

Told = bytes | str | Callable[[Node], bytes | str]


def diagnosis(own: str = "d1", code: str = "C18.7", **changed: str) -> str:
    """Return a diagnosis; `changed` replaces texts of its header."""
    values = {
        "patient": NUMBER,
        "kind": "1.2.752.129.2.1.3.1",
        "unit": "SE2321000016-U1",
        "provider": OWN,
        "at": "20240315090000",
        "written": "20240315090000",
    } | changed
    return f"""<diagnosis><t:diagnosisHeader><t:documentId>{own}</t:documentId>
<t:sourceSystemHSAId>SE2321000016-SYS</t:sourceSystemHSAId>
<t:patientId><t:id>{values["patient"]}</t:id><t:type>{values["kind"]}</t:type></t:patientId>
<t:accountableHealthcareProfessional><t:authorTime>{values["written"]}</t:authorTime>
<t:healthcareProfessionalCareUnitHSAId>{values["unit"]}</t:healthcareProfessionalCareUnitHSAId>
<t:healthcareProfessionalCareGiverHSAId>{values["provider"]}</t:healthcareProfessionalCareGiverHSAId>
</t:accountableHealthcareProfessional><t:approvedForPatient>true</t:approvedForPatient>
</t:diagnosisHeader><t:diagnosisBody><t:typeOfDiagnosis>Huvuddiagnos</t:typeOfDiagnosis>
<t:diagnosisTime>{values["at"]}</t:diagnosisTime><t:diagnosisCode><t:code>{code}</t:code>
<t:codeSystem>1.2.752.116.1.1.1.1.3</t:codeSystem></t:diagnosisCode></t:diagnosisBody>
</diagnosis>"""


def note(own: str, text: str = "Ord", media: str = "") -> str:
    """Return a note of GetCareDocumentation."""
    entry = (
        f"<t:multimediaEntry><t:mediaType>image/png</t:mediaType><t:value>{media}</t:value>"
        "</t:multimediaEntry>"
    )
    return f"""<careDocumentation><t:header><t:accessControlHeader>
<t:accountableHealthcareProvider><t:root>1.2.752.129.2.1.4.1</t:root>
<t:extension>{OWN}</t:extension></t:accountableHealthcareProvider><t:accountableCareUnit>
<t:root>1.2.752.129.2.1.4.1</t:root><t:extension>SE2321000016-U1</t:extension>
</t:accountableCareUnit><t:patientId><t:root>1.2.752.129.2.1.3.1</t:root>
<t:extension>{NUMBER}</t:extension></t:patientId></t:accessControlHeader><t:sourceSystemId>
<t:root>1.2.752.129.2.1.4.1</t:root><t:extension>SE2321000016-SYS</t:extension></t:sourceSystemId>
<t:record><t:id><t:root>SE2321000016-SYS</t:root><t:extension>{own}</t:extension></t:id>
<t:timestamp>20240315090000</t:timestamp></t:record></t:header><t:body>
<t:clinicalDocumentNoteText>{text}</t:clinicalDocumentNoteText>{entry if media else ""}</t:body>
</careDocumentation>"""


def status(address: str, code: str) -> str:
    """Return what an aggregating service says of one source."""
    return (
        f"<ProcessingStatusList><logicalAddress>{address}</logicalAddress>"
        f"<statusCode>{code}</statusCode></ProcessingStatusList>"
    )


def envelope(contract: str, body: str, header: str = "") -> bytes:
    """Return an answer of a contract."""
    own, types = NAMESPACES[contract]
    told = (
        f'<ProcessingStatus xmlns="urn:riv:interoperability:headers:1">{header}</ProcessingStatus>'
    )
    return (
        f'<s:Envelope xmlns:s="{SOAP}"><s:Header>{told if header else ""}</s:Header><s:Body>'
        f'<{contract}Response xmlns="{own}" xmlns:t="{types}">{body}</{contract}Response>'
        "</s:Body></s:Envelope>"
    ).encode()


class Platform:
    """Answers contracts as a test says; nothing known is an empty answer. Blocks are open."""

    def __init__(self, **told: Told) -> None:
        """Take answers by contract: a body, or a whole reply, or who makes one of a request."""
        self.told = told
        self.asked: list[tuple[str, str, Node]] = []
        self.blocked: set[str] = set()  # providers
        self.blocks_down = False

    def names(self) -> list[str]:
        """Return the contracts that were asked, in alphabetical order."""
        return sorted(name for name, _, _ in self.asked if name != "CheckBlocks")

    def answer(self, request: Request) -> bytes:
        """Answer a request that its schema allows."""
        name = request.path.split("/")[-3]
        data = request.form.encode("latin-1")
        major = next((c.interaction.major for c in CONTRACTS if c.name == name), 4)
        check_schema(data, name, f"{major}.*")
        root = parse(data)
        node = root.one("Body").children[0]
        self.asked.append((name, root.value("Header", "LogicalAddress"), node))
        if name == "CheckBlocks":
            return self._blocks(node)
        told: Any = self.told.get(name, "")
        if callable(told):
            told = told(node)
        return told if isinstance(told, bytes) else ok(envelope(name, told))

    def _blocks(self, asked: Node) -> bytes:
        if self.blocks_down:
            return ok(b"", status="503 Service Unavailable")
        rows = "".join(
            f"<t:checkResults><t:rowNumber>{each.value('rowNumber')}</t:rowNumber><t:status>"
            f"{'BLOCKED' if each.value('informationCareProviderId') in self.blocked else 'OK'}"
            "</t:status></t:checkResults>"
            for each in asked.all("informationEntities")
        )
        own = "urn:riv:informationsecurity:authorization:blocking"
        return ok(
            f'<s:Envelope xmlns:s="{SOAP}"><s:Body><CheckBlocksResponse'
            f' xmlns="{own}:CheckBlocksResponder:4" xmlns:t="{own}:4"><checkBlocksResult>'
            f"{rows}<t:result><t:resultCode>OK</t:resultCode></t:result></checkBlocksResult>"
            "</CheckBlocksResponse></s:Body></s:Envelope>".encode()
        )


async def asking(
    platform: Platform | RawServer, *rounds: tuple[Need, ...], reading: Reading = ALL
) -> list[SourceAnswer]:
    """Return all answers of one source, asked in rounds."""
    server = platform if isinstance(platform, RawServer) else RawServer(platform.answer)
    async with server, SoapClient(server.base_url, limits=LIMITS) as client:
        access = ContractAccess(base_url=server.base_url, own_address="SE2321000016-A1")
        source = RivtaRecordSource(client, access, NAME, PATIENT, reading)
        assert source.sources == (NAME,)
        return [a for needs in rounds for a in [a async for a in source.ask("Patient/1", needs)]]


def given(answers: list[SourceAnswer], kind: str = "Condition") -> list[dict[str, Any]]:
    """Return the resources of a type that came, in their order."""
    return [r for a in answers for r in a.resources if r["resourceType"] == kind]


def to(answers: list[SourceAnswer], need: Need, source: str = NAME) -> SourceAnswer:
    """Return the one answer of a source to a need."""
    (found,) = [a for a in answers if a.need == need and a.source == source]
    return found


def codes(answers: list[SourceAnswer]) -> list[str]:
    return [r["code"]["coding"][0]["code"] for r in given(answers)]


async def test_only_the_contracts_that_a_need_wants_are_asked_each_once() -> None:
    platform = Platform(GetDiagnosis=diagnosis())
    active = Need(resource_type="Condition", parameters=(("category", "x"),))
    answers = await asking(platform, (CONDITIONS, active))
    assert platform.names() == ["GetDiagnosis", "GetFunctionalStatus"]
    assert codes(answers) == ["C18.7"]
    assert [(to(answers, n).error, to(answers, n).resources) for n in (CONDITIONS, active)] == [
        ("", ())
    ] * 2


@pytest.mark.parametrize(
    ("need", "contracts"),
    [
        (Need(resource_type="AllergyIntolerance"), ["GetAlertInformation"]),
        (Need(resource_type="Encounter"), ["GetCareContacts"]),
        (Need(resource_type="Procedure"), ["GetActivities"]),
        (Need(resource_type="Immunization"), ["GetVaccinationHistory"]),
        (Need(resource_type="Goal"), []),
        (
            Need(
                resource_type="Observation",
                parameters=(("category", "http://x|social-history,http://x|survey"),),
            ),
            ["GetObservations"],
        ),
        (
            Need(
                resource_type="Condition",
                parameters=(
                    ("identifier", "https://samsyn.se/fhir/rivta/GetDiagnosis/SE2321000016-SYS|d1"),
                ),
            ),
            ["GetDiagnosis"],
        ),
    ],
)
async def test_which_contracts_a_need_wants(need: Need, contracts: list[str]) -> None:
    platform = Platform()
    answers = await asking(platform, (need,))
    assert platform.names() == contracts
    assert to(answers, need).error == ""


async def test_all_contracts_are_asked_as_their_schemas_say_with_and_without_dates() -> None:
    platform = Platform()
    kinds = sorted({kind for contract in CONTRACTS for kind in contract.gives})
    since = (("date", "ge2024-03-15"),)
    await asking(
        platform,
        tuple(Need(resource_type=kind, parameters=since) for kind in kinds),
        tuple(Need(resource_type=kind) for kind in kinds),
    )
    assert set(platform.names()) == {contract.name for contract in CONTRACTS}
    dated = {name for name, _, node in platform.asked if len(node.children) > 1}
    assert {"GetDiagnosis", "GetLaboratoryOrderOutcome", "GetObservations"} <= dated
    assert not dated & {"GetMedicationHistory", "GetCareContacts", "GetCarePlans"}


async def test_a_request_begins_a_month_before_the_earliest_need_and_never_ends() -> None:
    platform = Platform()
    early, late = (
        Need(resource_type="Condition", parameters=(("onset-date", f"ge{day}"),))
        for day in ("2024-03-15", "2025-01-01")
    )
    await asking(platform, (late, early), (Need(resource_type="Condition"),))
    periods = [n.one("timePeriod") for name, _, n in platform.asked if name == "GetDiagnosis"]
    assert [(p.value("start"), p.value("end")) for p in periods] == [
        ("20240213", "20991231"),
        ("", ""),
    ]


async def test_what_was_asked_for_once_comes_once() -> None:
    platform = Platform(GetDiagnosis=diagnosis())
    narrow = Need(resource_type="Condition", parameters=(("onset-date", "ge2024-03-15"),))
    answers = await asking(platform, (narrow,), (CONDITIONS,), (CONDITIONS,))
    assert codes(answers) == ["C18.7"]
    assert platform.names().count("GetDiagnosis") == 2  # narrow, then whole


async def test_single_resources_that_came_with_others_are_not_asked_for_again() -> None:
    report = Platform(GetDiagnosis=diagnosis())
    (condition,) = given(await asking(report, (CONDITIONS,)))
    platform = Platform(GetDiagnosis=diagnosis())
    one = Need(resource_type="Condition", ids=(condition["id"],))
    answers = await asking(platform, (CONDITIONS,), (one,))
    assert platform.names() == ["GetDiagnosis", "GetFunctionalStatus"]
    assert to(answers, one).error == ""
    platform = Platform(GetDiagnosis=diagnosis())
    assert codes(await asking(platform, (one,))) == ["C18.7"]


async def test_what_nobody_has_asked_for_is_kept_until_somebody_does() -> None:
    record = diagnosis().replace("t:diagnosisTime", "t:x").replace("t:diagnosisCode", "t:y")
    record = record.replace("<diagnosis", "<referralOutcome").replace(
        "diagnosis>", "referralOutcome>"
    )
    record = record.replace(":diagnosis", ":referralOutcome")
    platform = Platform(GetReferralOutcome=record)
    reports, requests = Need(resource_type="DiagnosticReport"), Need(resource_type="ServiceRequest")
    answers = await asking(platform, (reports,))
    assert (len(given(answers, "DiagnosticReport")), given(answers, "ServiceRequest")) == (1, [])
    asked = platform.names().count("GetReferralOutcome")
    answers = await asking(platform, (reports,), (requests,))
    assert len(given(answers, "ServiceRequest")) == 1
    assert platform.names().count("GetReferralOutcome") == asked + 1


async def test_what_a_quick_contract_gives_does_not_wait_for_a_slow_one() -> None:
    release = asyncio.Event()

    async def slowly(writer: asyncio.StreamWriter) -> None:
        await release.wait()
        writer.write(ok(envelope("GetFunctionalStatus", "")))

    platform = Platform(GetDiagnosis=diagnosis())

    def answer(request: Request) -> object:
        return slowly if "GetFunctionalStatus" in request.path else platform.answer(request)

    async with RawServer(answer) as server, SoapClient(server.base_url, limits=LIMITS) as client:
        access = ContractAccess(base_url=server.base_url)
        source = RivtaRecordSource(client, access, NAME, PATIENT, ALL)
        seen = []
        async for each in source.ask("Patient/1", (CONDITIONS,)):
            seen.append(each)
            if each.resources and not release.is_set():
                assert all(a.need != CONDITIONS for a in seen)
                release.set()
    assert seen[-1].need == CONDITIONS


async def test_a_failure_of_one_contract_leaves_the_others() -> None:
    fault = "<s:Fault><faultcode>s:Server</faultcode><faultstring>VP009</faultstring></s:Fault>"
    soap = f'<s:Envelope xmlns:s="{SOAP}"><s:Body>{fault}</s:Body></s:Envelope>'.encode()
    platform = Platform(
        GetDiagnosis=diagnosis(), GetFunctionalStatus=ok(soap, status="500 Internal Server Error")
    )
    answers = await asking(platform, (CONDITIONS, DOCUMENTS))
    assert codes(answers) == ["C18.7"]
    assert to(answers, CONDITIONS).error == "host-unreachable"
    assert to(answers, DOCUMENTS).error == ""


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (ok(envelope("GetFunctionalStatus", "")), "host-nonsense"),  # another contract's
        (ok(b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "host-nonsense"),
        (ok(envelope("GetDiagnosis", diagnosis())[:600]), "host-nonsense"),
        (ok(b"", status="500 Internal Server Error"), "host-trouble"),
        (ok(b"", status="403 Forbidden"), "host-refused"),
        (diagnosis(code="QUJD" * 400_000), "too-much"),
        (diagnosis() + "<result><t:resultCode>ERROR</t:resultCode></result>", "host-trouble"),
        (diagnosis("a") + diagnosis("b", patient=OTHERS), "other-patient"),
    ],
    ids=["other", "bomb", "half", "500", "403", "large", "result", "patient"],
)
async def test_what_is_no_answer_is_said_and_nothing_of_it_is_used(
    told: bytes | str, error: str
) -> None:
    answers = await asking(Platform(GetDiagnosis=told), (CONDITIONS,))
    assert (to(answers, CONDITIONS).error, given(answers)) == (error, [])


async def test_silence_is_said() -> None:
    async def silence(_: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    need = Need(resource_type="Immunization")
    assert to(await asking(RawServer(silence), (need,)), need).error == "host-silent"


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": "?"},
        {"unit": ""},
        {"provider": "?"},
        {"patient": "?"},
        {"patient": "9912121234AB", "kind": "1.2.752.74.9.1"},
    ],
    ids=["?-unit", "no-unit", "?-provider", "?-patient", "reserve-number"],
)
async def test_what_may_be_shown_to_nobody_is_left_out_and_counted(changed: dict[str, str]) -> None:
    told = diagnosis("a", **changed) + diagnosis("b", "J45.9")
    answers = await asking(Platform(GetDiagnosis=told), (CONDITIONS,))
    assert codes(answers) == ["J45.9"]
    assert to(answers, CONDITIONS).unreadable == 1


async def test_a_record_that_breaks_its_mapper_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> list[dict[str, Any]]:
        raise ZeroDivisionError

    broken = tuple(c._replace(mapper=breaks) if c.name == "GetDiagnosis" else c for c in CONTRACTS)
    monkeypatch.setattr("app.record.rivta.contracts.CONTRACTS", broken)
    answers = await asking(Platform(GetDiagnosis=diagnosis()), (CONDITIONS,))
    assert to(answers, CONDITIONS).unreadable == 1


async def test_the_same_record_twice_is_shown_once() -> None:
    told = diagnosis("a", "C18") + diagnosis("a", "C18") + diagnosis("b", "J45")
    answers = await asking(Platform(GetDiagnosis=told), (CONDITIONS,))
    assert codes(answers) == ["C18", "J45"]
    assert to(answers, CONDITIONS).unreadable == 0


async def test_of_two_versions_the_newer_is_shown_and_of_two_claims_one_is_counted() -> None:
    newer = diagnosis("a", "C18.7", written="20250101000000")
    answers = await asking(Platform(GetDiagnosis=diagnosis("a") + newer), (CONDITIONS,))
    assert codes(answers) == ["C18.7"]
    assert given(answers)[0]["recordedDate"].startswith("2025")
    assert to(answers, CONDITIONS).unreadable == 0
    claims = diagnosis("a", "C18.7") + diagnosis("a", "J45.9")
    answers = await asking(Platform(GetDiagnosis=claims), (CONDITIONS,))
    assert (codes(answers), to(answers, CONDITIONS).unreadable) == (["C18.7"], 1)


async def test_who_did_not_answer_is_a_source_of_its_own() -> None:
    statuses = (
        status("SE2321000016-SYS", "DataFromSource")
        + status("SE2321000131-S1", "NoDataSynchFailed")
        + status("SE5566778899-1", "DataFromCacheSynchFailed")
        + status(NAME, "NoDataSynchFailed")
    )
    platform = Platform(GetDiagnosis=ok(envelope("GetDiagnosis", diagnosis(), statuses)))
    answers = await asking(platform, (CONDITIONS, DOCUMENTS))
    assert to(answers, CONDITIONS).error == "host-silent"  # the last one is called as the source
    assert codes(answers) == ["C18.7"]
    failed = {(a.source, a.need, a.error) for a in answers if a.source != NAME}
    assert failed == {
        ("Västra Götalandsregionen", CONDITIONS, "host-silent"),
        ("SE5566778899-1", CONDITIONS, "host-silent"),
    }


async def test_the_rest_of_an_answer_is_fetched_where_it_is() -> None:
    def answer(asked: Node) -> str:
        if asked.value("hasMoreReference") == "s&2":
            return note("b")
        return note("a") + (
            "<hasMore><logicalAddress>SE2321000131-S1</logicalAddress>"
            "<reference>s&amp;2</reference></hasMore>"
        )

    platform = Platform(GetCareDocumentation=answer)
    answers = await asking(platform, (DOCUMENTS,))
    assert len(given(answers, "DocumentReference")) == 2
    addresses = [a for name, a, _ in platform.asked if name == "GetCareDocumentation"]
    assert addresses == ["5565594230", "SE2321000131-S1"]


async def test_a_rest_that_leads_in_a_circle_ends_and_one_that_never_ends_is_said() -> None:
    def circle(_: Node) -> str:
        return (
            note("a")
            + "<hasMore><logicalAddress>X</logicalAddress><reference>1</reference></hasMore>"
        )

    answers = await asking(Platform(GetCareDocumentation=circle), (DOCUMENTS,))
    assert len(given(answers, "DocumentReference")) == 1
    assert to(answers, DOCUMENTS).error == ""
    count = iter(range(1000))

    def endless(_: Node) -> str:
        reference = f"<reference>{next(count)}</reference>"
        return f"<hasMore><logicalAddress>X</logicalAddress>{reference}</hasMore>"

    answers = await asking(Platform(GetCareDocumentation=endless), (DOCUMENTS,))
    assert to(answers, DOCUMENTS).error == "too-much"


async def test_a_rest_without_a_way_to_it_is_said_and_one_without_an_address_is_here() -> None:
    def answer(asked: Node) -> str:
        if asked.value("hasMoreReference"):
            return note("b")
        return note("a") + "<hasMore><reference>1</reference></hasMore>"

    answers = await asking(Platform(GetCareDocumentation=answer), (DOCUMENTS,))
    assert len(given(answers, "DocumentReference")) == 2
    nowhere = note("a") + "<hasMore><logicalAddress>X</logicalAddress><reference/></hasMore>"
    answers = await asking(Platform(GetCareDocumentation=nowhere), (DOCUMENTS,))
    assert len(given(answers, "DocumentReference")) == 1
    assert to(answers, DOCUMENTS).error == "host-nonsense"


async def test_with_reach_own_nobody_else_is_asked_for_the_rest() -> None:
    more = "<hasMore><logicalAddress>SE9-1</logicalAddress><reference>1</reference></hasMore>"
    platform = Platform(GetCareDocumentation=note("a") + more)
    reading = Reading(reach=Reach.OWN, actors=(READER,))
    answers = await asking(platform, (DOCUMENTS,), reading=reading)
    assert len(given(answers, "DocumentReference")) == 1
    assert {a for name, a, _ in platform.asked if name != "CheckBlocks"} == {"SE2321000016-A1"}


async def test_with_reach_own_only_the_own_source_is_asked_and_only_its_own_is_shown() -> None:
    told = diagnosis("a", "C18") + diagnosis("b", "J45", provider=OTHER)
    platform = Platform(GetDiagnosis=told)
    reading = Reading(reach=Reach.OWN, actors=(READER,))
    answers = await asking(platform, (CONDITIONS,), reading=reading)
    assert codes(answers) == ["C18"]
    asked = {address for name, address, _ in platform.asked if name != "CheckBlocks"}
    assert asked == {"SE2321000016-A1"}


async def test_what_is_blocked_does_not_leave_the_source() -> None:
    told = diagnosis("a", "C18") + diagnosis("b", "J45", provider=OTHER)
    platform = Platform(GetDiagnosis=told)
    platform.blocked = {OTHER}
    answers = await asking(platform, (CONDITIONS,))
    assert codes(answers) == ["C18"]
    (whose,) = to(answers, CONDITIONS).blocked
    assert (whose.hsa_id, whose.name) == (OTHER, "Västra Götalandsregionen")
    assert to(answers, CONDITIONS).error == ""


async def test_without_an_answer_about_blocks_nothing_of_others_is_shown_and_it_is_said() -> None:
    told = diagnosis("a", "C18") + diagnosis("b", "J45", provider=OTHER, unit="SE2321000131-U2")
    platform = Platform(GetDiagnosis=told)
    platform.blocks_down = True
    answers = await asking(platform, (CONDITIONS,))
    assert codes(answers) == ["C18"]  # of the reader's very unit
    assert to(answers, CONDITIONS).error == "blocks-unknown"


async def test_an_impossible_time_is_shown_as_far_as_it_is_possible_and_said() -> None:
    told = diagnosis("a", at="20160230000000")
    answers = await asking(Platform(GetDiagnosis=told), (CONDITIONS,))
    (condition,) = given(answers)
    assert condition["onsetDateTime"] == "2016-02"
    assert "20160230000000" in condition["note"][0]["text"]


async def test_a_code_without_a_system_and_unknown_elements_break_nothing() -> None:
    told = (
        diagnosis()
        .replace("1.2.752.116.1.1.1.1.3", " ")
        .replace("</t:diagnosisBody>", "<x xmlns='urn:x'><y/></x></t:diagnosisBody>")
    )
    (condition,) = given(await asking(Platform(GetDiagnosis=told), (CONDITIONS,)))
    assert condition["code"] == {"coding": [{"code": "C18.7"}], "text": "C18.7"}


async def test_every_record_tells_where_it_is_from() -> None:
    answers = await asking(Platform(GetDiagnosis=diagnosis()), (CONDITIONS,))
    (provenance,) = given(answers, "Provenance")
    (condition,) = given(answers)
    assert provenance["target"] == [{"reference": f"Condition/{condition['id']}"}]


def content_of(answers: list[SourceAnswer]) -> Need:
    (document,) = given(answers, "DocumentReference")
    urls = [c["attachment"].get("url", "") for c in document["content"]]
    (own,) = [url.removeprefix("Binary/") for url in urls if url]
    return Need(resource_type="Binary", parameters=(("_id", own),))


async def test_contents_are_handed_out_by_id_only(monkeypatch: pytest.MonkeyPatch) -> None:
    platform = Platform(GetCareDocumentation=note("a", media="QUJD"))
    first = await asking(platform, (DOCUMENTS,))
    assert given(first, "Binary") == []
    content = content_of(first)
    missing = Need(resource_type="Binary", parameters=(("_id", "nothing"),))
    answers = await asking(platform, (DOCUMENTS,), (content, missing))
    (held,) = to(answers, content).resources
    assert (held["data"], held["contentType"]) == ("QUJD", "image/png")
    assert to(answers, missing).error == "host-missing"
    monkeypatch.setattr(contents, "LARGEST_CONTENT", 2)
    answers = await asking(platform, (DOCUMENTS,), (content,))
    assert (to(answers, content).error, to(answers, content).resources) == ("too-much", ())


async def test_another_patient_is_never_asked_for() -> None:
    platform = Platform()
    async with RawServer(platform.answer) as server, SoapClient(server.base_url) as client:
        access = ContractAccess(base_url=server.base_url)
        source = RivtaRecordSource(client, access, NAME, PATIENT, ALL)
        (answer,) = [a async for a in source.ask("Patient/2", (CONDITIONS,))]
    assert (answer.error, platform.asked) == ("other-patient", [])


async def test_without_a_number_that_the_services_know_nothing_is_asked() -> None:
    platform = Platform()
    async with RawServer(platform.answer) as server, SoapClient(server.base_url) as client:
        access = ContractAccess(base_url=server.base_url)
        nobody = Patient(reference="Patient/1")
        source = RivtaRecordSource(client, access, NAME, nobody, ALL)
        answers = [a async for a in source.ask("Patient/1", (CONDITIONS,))]
    assert ([a.error for a in answers], platform.asked) == (["host-missing"], [])


async def test_a_case_that_is_left_ends_what_is_being_asked() -> None:
    async def silence(_: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    async with RawServer(silence) as server, SoapClient(server.base_url, limits=LIMITS) as client:
        access = ContractAccess(base_url=server.base_url)
        source = RivtaRecordSource(client, access, NAME, PATIENT, ALL)
        answers = source.ask("Patient/1", (CONDITIONS, Need(resource_type="Goal")))
        assert (await anext(answers)).need.resource_type == "Goal"
        await answers.aclose()
    assert {task.get_name() for task in asyncio.all_tasks()} & {c.name for c in CONTRACTS} == set()
