"""The suites' answers, read: as many records as an XPath counts, or the fault; and how one asks.

What must not be shown is counted by the same XPath: nothing is left unread unnoticed.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from app.model.case import NumberKind, PersonNumber
from app.model.errors import HostTrouble
from app.record.rivta.contracts import CONTRACTS, Contract
from app.record.rivta.reading import Answer, read_answer, resources_of
from app.wire.envelope import envelope, read_reply
from tests.unit.record.rivta.records import NUMBER, SHARED

NUMBERED = PersonNumber(value=NUMBER, kind=NumberKind.PERSONNUMMER)
TODAY = date(2026, 3, 5)
BY_NAME = {contract.name: contract for contract in CONTRACTS}
TOLERANT = {
    "get-caredocumentation-plattfritext": "GetCareDocumentation",
    "get-diagnosis-huvuddiagnos": "GetDiagnosis",
}
FILES = [
    *((p.parent.name, p) for p in sorted(SHARED.glob("responses/*/*.xml"))),
    *((TOLERANT[p.stem], p) for p in sorted(SHARED.glob("tolerant/*.xml"))),
]
with_files = pytest.mark.skipif(not FILES, reason="the shared RIV-TA responses are not here")

# Records that name nobody responsible, or nobody whose they are, by the suites' own placeholder.
_ID = "translate(normalize-space(.), '?', '') != ''"
_OF_SUMMARY = (
    ".//*[local-name()='healthcareProfessionalCareUnitHSAId' or "
    "local-name()='healthcareProfessionalCareUnitHSAid'][" + _ID + "]",
    ".//*[local-name()='healthcareProfessionalCareGiverHSAId'][" + _ID + "]",
    ".//*[local-name()='patientId']/*[local-name()='id'][" + _ID + "]",
)
_EXTENSION = "/*[local-name()='extension'][" + _ID + "]"
_OF_ACCESS = (
    ".//*[local-name()='accountableCareUnit']" + _EXTENSION,
    ".//*[local-name()='accountableHealthcareProvider' or local-name()='accountableCareGiver']"
    + _EXTENSION,
)


def counted(path: Path, contract: Contract) -> tuple[int, int]:
    """Return how many records a file holds, and how many of them may be shown."""
    records = etree.parse(path).xpath(f"//*[local-name()='{contract.record}']")
    assert isinstance(records, list)
    shown = [
        each
        for each in records
        if isinstance(each, etree._Element)
        if all(
            each.xpath(path)
            for path in (
                _OF_ACCESS
                if each.xpath(".//*[local-name()='accessControlHeader']")
                else _OF_SUMMARY
            )
        )
    ]
    return len(records), len(shown)


def read(path: Path, contract: Contract) -> Answer:
    reply = read_reply(path.read_bytes(), contract.interaction)
    return read_answer(contract, reply.body, NUMBERED, TODAY)


@with_files
@pytest.mark.parametrize(("name", "path"), FILES, ids=[f"{n}-{p.stem}" for n, p in FILES])
def test_every_answer_is_read_to_its_records_or_its_fault(name: str, path: Path) -> None:
    contract, text = BY_NAME[name], path.read_text("utf-8")
    if "Fault>" in text or "<urn1:resultCode>ERROR" in text:
        with pytest.raises(HostTrouble):
            read(path, contract)
        return
    held, shown = counted(path, contract)
    answer = read(path, contract)
    assert (len(answer.records) + answer.left_out, len(answer.records)) == (held, shown)
    for record in answer.records:
        kinds = {each["resourceType"] for each in resources_of(contract, record)}
        assert kinds - {"Provenance", "Binary"} <= contract.gives
        assert kinds >= {"Provenance"}
    assert len(answer.more) == text.count("<urn:hasMore>")


def test_the_older_contracts_are_asked_by_id_and_type() -> None:
    contract = BY_NAME["GetDiagnosis"]
    written = envelope("5565594230", contract.interaction, contract.request(NUMBERED)).decode()
    responder = "urn:riv:clinicalprocess:healthcond:description:GetDiagnosisResponder:2"
    assert written == (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header>'
        '<a:LogicalAddress xmlns:a="urn:riv:itintegration:registry:1">5565594230'
        "</a:LogicalAddress></e:Header><e:Body>"
        f'<r:GetDiagnosis xmlns:r="{responder}"'
        ' xmlns:t="urn:riv:clinicalprocess:healthcond:description:2">'
        f"<r:patientId><t:id>{NUMBER}</t:id><t:type>1.2.752.129.2.1.3.1</t:type></r:patientId>"
        "</r:GetDiagnosis></e:Body></e:Envelope>"
    )


def test_the_newer_contracts_are_asked_by_root_and_extension() -> None:
    contract = BY_NAME["GetCareDocumentation"]
    assert contract.request(NUMBERED, date(2024, 3, 15), "mer") == [
        ("patientId", [("root", "1.2.752.129.2.1.3.1"), ("extension", NUMBER)]),
        ("datePeriod", [("start", "20240315"), ("end", "20991231")]),
        ("hasMoreReference", "mer"),
    ]
    observations = BY_NAME["GetObservations"].request(NUMBERED, date(2024, 3, 15))
    assert observations[1] == ("time", [("start", "20240315000000")])
    assert observations[2][0] == "interactionAgreementId"


def test_plans_have_the_types_of_a_newer_version_of_their_domain() -> None:
    interaction = BY_NAME["GetCarePlans"].interaction
    assert interaction.path == "clinicalprocess/logistics/logistics/GetCarePlans/2/rivtabp21"
    assert interaction.types == "urn:riv:clinicalprocess:logistics:logistics:3"


@pytest.mark.parametrize("contract", CONTRACTS, ids=[each.name for each in CONTRACTS])
def test_the_mapping_tells_what_a_contract_gives_and_by_which_dates(contract: Contract) -> None:
    text = (Path(__file__).parents[4] / "docs" / "rivta.md").read_text("utf-8")
    name = f"{contract.name} {contract.interaction.major}"
    (line,) = [each for each in text.split("\n") if each.startswith(f"| {name} |")]
    _, _, gives, period, _ = line.split("|")
    told = set(re.sub(r"\([^)]*\)", "", gives).replace(" ", "").split(","))
    assert told == contract.gives
    assert period.strip(" `").replace("–", "") == contract.period
    assert f"\n## {name}\n" in text


def test_there_are_fourteen_contracts() -> None:
    assert len({contract.name for contract in CONTRACTS}) == len(CONTRACTS) == 14
