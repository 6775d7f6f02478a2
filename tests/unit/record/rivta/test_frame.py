"""Headers of every generation, codes, times, texts, and what all resources have in common."""

import base64
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.overview.subject import Subject
from app.record.rivta import codes, frame
from app.record.rivta.header import Header, Party, read_group_header, read_header
from app.wire.xmltext import NOTHING, Node, parse

SUMMARY = """<diagnosis><diagnosisHeader><documentId>d1</documentId>
<sourceSystemHSAid>SE2321000016-SYS</sourceSystemHSAid><documentTitle>?</documentTitle>
<patientId><id>191212121212</id><type>1.2.752.129.2.1.3.1</type></patientId>
<accountableHealthcareProfessional><authorTime>20240315090000</authorTime>
<healthcareProfessionalHSAId>SE2321000016-P1</healthcareProfessionalHSAId>
<healthcareProfessionalName>Anna Andersson</healthcareProfessionalName>
<healthcareProfessionalRoleCode><code>204010</code><codeSystem>1.2.752.129.2.2.1.4</codeSystem>
<displayName>Specialistläkare</displayName></healthcareProfessionalRoleCode>
<healthcareProfessionalOrgUnit><orgUnitHSAId>SE2321000016-O1</orgUnitHSAId>
<orgUnitName>Kirurgmottagningen</orgUnitName></healthcareProfessionalOrgUnit>
<healthcareProfessionalCareUnitHSAid>SE2321000016-U1</healthcareProfessionalCareUnitHSAid>
<healthcareProfessionalCareGiverHSAId>SE2321000016-G1</healthcareProfessionalCareGiverHSAId>
</accountableHealthcareProfessional><legalAuthenticator>
<signatureTime>20240316</signatureTime><legalAuthenticatorName>Bo Bengtsson</legalAuthenticatorName>
</legalAuthenticator><approvedForPatient>false</approvedForPatient>
<careContactId>k7</careContactId></diagnosisHeader></diagnosis>"""
ACCESS = """<careDocumentation><header><accessControlHeader>
<accountableHealthcareProvider><root>1.2.752.129.2.1.4.1</root>
<extension>SE2321000016-G1</extension></accountableHealthcareProvider>
<accountableCareUnit><root>1.2.752.129.2.1.4.1</root><extension>SE2321000016-U1</extension>
</accountableCareUnit><patientId><root>1.2.752.129.2.1.3.1</root>
<extension>191212121212</extension></patientId>
<careProcessId><root>1.2.3</root><extension>process-1</extension></careProcessId>
<blockComparisonTime>20240315090000</blockComparisonTime></accessControlHeader>
<sourceSystemId><root>1.2.752.129.2.1.4.1</root><extension>SE2321000016-SYS</extension>
</sourceSystemId><record><id><root>SE2321000016-SYS</root><extension>rec-1</extension></id>
<timestamp>20240315090000</timestamp></record><author><name>Anna Andersson</name>
<timestamp>20240315085900</timestamp><orgUnit><orgUnitName>Kirurgen</orgUnitName></orgUnit></author>
</header></careDocumentation>"""
GROUP = """<observationGroup><patient><id><root>1.2.752.129.2.1.3.1</root>
<extension>191212121212</extension></id></patient><performerRole><code><code>1</code></code>
<person><name>Anna Andersson</name></person><careUnit><id><root>1.2.752.129.2.1.4.1</root>
<extension>SE2321000016-U1</extension></id><name>Kirurgen</name><careGiver><id>
<root>1.2.752.129.2.1.4.1</root><extension>SE2321000016-G1</extension></id><name>Regionen</name>
</careGiver></careUnit></performerRole><sourceSystem><id><root>1.2.752.129.2.1.4.1</root>
<extension>SE2321000016-SYS</extension></id></sourceSystem><observation><id><root>1.9</root>
<extension>o1</extension></id><time><start><format>YYYYMMDD</format><value>20240315</value></start>
</time><approvedForPatient>true</approvedForPatient></observation></observationGroup>"""
PERSON = "191212121212"


def summary(old: str = "", new: str = "") -> Header:
    return read_header("GetDiagnosis", parse(SUMMARY.replace(old, new).encode()))


def access(old: str = "", new: str = "") -> Header:
    return read_header("GetCareDocumentation", parse(ACCESS.replace(old, new).encode()))


def group() -> Header:
    node = parse(GROUP.encode())
    return read_group_header("GetObservations", node, node.one("observation"))


def node(text: str) -> Node:
    return parse(f"<c>{text}</c>".encode())


def test_every_generation_of_header_says_the_same() -> None:
    for header in (summary(), access(), group()):
        assert header.source_system == "SE2321000016-SYS"
        assert (header.patient, header.patient_unclear) == (PERSON, False)
        assert header.provider.hsa_id == "SE2321000016-G1"
        assert header.unit.hsa_id == "SE2321000016-U1"
        assert header.author.name == "Anna Andersson"
        assert header.accountable


def test_what_each_generation_has_of_its_own() -> None:
    first, second, third = summary(), access(), group()
    assert (first.document_id, second.document_id, third.document_id) == ("d1", "rec-1", "1.9|o1")
    assert (first.title, first.care_contact, first.hidden_from_patient) == ("", "k7", True)
    assert first.unit.name == "Kirurgmottagningen"
    assert (first.signed, first.signer.name) == ("2024-03-16", "Bo Bengtsson")
    assert (second.care_process, second.unit.name) == ("process-1", "Kirurgen")
    assert second.block_time == "2024-03-15T09:00:00+01:00"
    assert (third.unit.name, third.provider.name) == ("Kirurgen", "Regionen")
    assert (third.recorded, third.hidden_from_patient) == ("2024-03-15", False)


def test_a_record_without_unit_or_provider_is_not_accountable() -> None:
    assert not summary("SE2321000016-U1", "?").accountable
    assert not summary("SE2321000016-G1", " ").accountable
    assert not access("SE2321000016-G1", "?").accountable
    assert not access("<extension>SE2321000016-U1</extension>", "").accountable


def test_whose_it_is_must_be_told_where_the_contract_says_so() -> None:
    assert summary(PERSON, "?").patient_unclear
    assert access(PERSON, "?").patient_unclear
    assert not access("patientId", "somethingElse").patient_unclear  # the laboratory may leave it


def test_a_record_without_an_id_has_one_that_stays_the_same() -> None:
    first, again = summary("d1", "?"), summary("d1", "?")
    other = summary("d1</documentId>", "</documentId><x>1</x>")
    assert first.document_id == again.document_id != other.document_id
    assert first.document_id.startswith("content-")


@pytest.mark.parametrize("nothing", ["?", "-", " ", "??", "–"])
def test_what_holds_no_letter_and_no_digit_identifies_nothing(nothing: str) -> None:
    assert not summary("SE2321000016-U1", nothing).accountable
    assert not access("SE2321000016-G1", nothing).accountable
    assert summary("<documentId>d1", f"<documentId>{nothing}").document_id.startswith("content-")
    assert summary(PERSON, nothing).patient_unclear
    assert access(PERSON, nothing).patient_unclear


def test_the_laboratorys_spelling_of_the_same_header() -> None:
    header = access("accountableHealthcareProvider", "accountableCareGiver")
    assert header.accountable
    header = access("patientId", "originalPatientId")
    assert header.patient == PERSON


@pytest.mark.parametrize(
    ("recorded", "meant"),
    [
        ("20240315090000", "2024-03-15T09:00:00+01:00"),
        ("20240715090000", "2024-07-15T09:00:00+02:00"),
        ("202403150900", "2024-03-15T09:00:00+01:00"),
        ("2024031509", "2024-03-15T09:00:00+01:00"),
        ("20240315000000", "2024-03-15"),
        ("20240315", "2024-03-15"),
        ("202403", "2024-03"),
        ("2024", "2024"),
        ("20160230000000", "2016-02"),
        ("20161301000000", "2016"),
        ("20130631100000", "2013-06"),
        ("20160229250000", "2016-02-29"),
        ("00000000", ""),
        ("2024-03-15T09:00:00Z", "2024-03-15T09:00:00+00:00"),
        ("2024-03-15", "2024-03-15"),
        ("?", ""),
        ("", ""),
        ("igår", ""),
        ("9" * 400, "9999"),
    ],
)
def test_times_keep_their_precision_and_of_impossible_ones_what_is_possible(
    recorded: str, meant: str
) -> None:
    assert codes.moment(recorded) == meant


def test_impossible_times_are_known_as_such() -> None:
    assert [codes.is_time(t) for t in ("20160229000000", "2016", "?", "", "2016-02-29")] == [
        True
    ] * 5
    assert [codes.is_time(t) for t in ("20160230000000", "20161", "igår")] == [False] * 3


def test_codes_are_fhirs_where_fhir_has_a_name_for_them() -> None:
    told = node(
        "<code>C18.7</code><codeSystem>1.2.752.116.1.1.1.1.3</codeSystem>"
        "<codeSystemVersion>?</codeSystemVersion><displayName>Cancer</displayName>"
    )
    system = "urn:oid:1.2.752.116.1.1.1.1.3"
    assert codes.concept(told) == {
        "coding": [{"system": system, "code": "C18.7", "display": "Cancer"}],
        "text": "Cancer",
    }
    assert codes.system_of("1.2.752.129.2.2.3.1.1") == "http://www.whocc.no/atc"
    assert codes.system_of("1.2.752.108.1") == "urn:oid:1.2.752.108.1"
    assert codes.system_of("urn:oid:1.2.752.116.2.1.1") == "http://snomed.info/sct"
    assert (codes.system_of("?"), codes.system_of("KSH97"), codes.system_of(" ")) == ("", "", "")


def test_a_code_without_a_system_or_only_words_is_not_lost() -> None:
    assert codes.concept(node("<code>X1</code><codeSystem/>")) == {
        "coding": [{"code": "X1"}],
        "text": "X1",
    }
    assert codes.concept(node("<originalText>Ont</originalText>")) == {"text": "Ont"}
    assert codes.concept(node("bara ord")) == {"text": "bara ord"}
    assert codes.concept(node("<code>?</code><displayName>?</displayName>")) == {}
    assert codes.concept(NOTHING) == {}
    told = node("<code>L01</code><codeSystemName>ATC</codeSystemName>")
    assert codes.coding(told, {"ATC": "http://www.whocc.no/atc"})["system"].endswith("/atc")


def test_quantities_keep_their_digits() -> None:
    assert codes.quantity(node("<value>5,40</value><unit>g/L</unit>")) == {
        "value": Decimal("5.40"),
        "unit": "g/L",
    }
    assert str(codes.quantity(node("<value>5.40</value><unit>1</unit>"))["value"]) == "5.40"
    assert codes.quantity(node("<value>NaN</value><unit>g</unit>")) == {}
    assert codes.quantity(node("<value>?</value>")) == {}


def test_periods_of_whole_and_partial_times() -> None:
    told = node("<start>20240315</start><end><format>YYYY</format><value>2025</value></end>")
    assert codes.period(told) == {"start": "2024-03-15", "end": "2025"}


def test_texts_lose_their_dress_and_no_words() -> None:
    docbook = (
        '<?xml version="1.0"?><section><title>Rubrik</title><para>Ett <emphasis>två</emphasis>'
        "\n tre.</para><itemizedlist><listitem><para>a</para></listitem></itemizedlist></section>"
    )
    assert codes.plain(docbook) == "Rubrik\nEtt två tre.\na"
    assert codes.plain(base64.b64encode(docbook.encode()).decode()) == "Rubrik\nEtt två tre.\na"
    assert codes.plain("<p>Ett<br>två &amp; tre") == "Ett\ntvå & tre"
    assert codes.plain("<literallayout>a\n  b</literallayout>") == "a\nb"
    assert codes.plain("T < 37,5 och > 36\nrad två") == "T < 37,5 och > 36\nrad två"
    assert codes.plain("Lungcancer12") == "Lungcancer12"
    assert codes.plain("ABCDABCDABCDABCDABCDABCDABCD") == "ABCDABCDABCDABCDABCDABCDABCD"
    assert codes.plain("åäö<>><&") == "åäö<>><&"
    assert codes.plain("?") == ""
    assert codes.plain(" - ") == "-"  # a result
    assert codes.plain("Svar: <ingen växt>") == "Svar: <ingen växt>"
    assert codes.plain("<negativ>") == "<negativ>"
    assert codes.plain("<svar>negativ</svar>") == "negativ"
    assert codes.plain("<P>Ett</P> < två") == "Ett\n< två"


def test_the_same_record_is_the_same_resource_and_knows_whence_it_is() -> None:
    header = summary()
    resource = frame.begin(header, "Condition")
    assert resource["id"] == frame.begin(summary(), "Condition")["id"]
    assert resource["id"] != frame.begin(header, "Condition", "2")["id"]
    assert resource["id"] != frame.begin(access(), "Condition")["id"]
    assert frame.reference(header, "Condition") == f"Condition/{resource['id']}"
    assert resource["identifier"] == [
        {"system": "https://samsyn.se/fhir/rivta/GetDiagnosis/SE2321000016-SYS", "value": "d1"}
    ]
    assert resource["recordedDate"] == "2024-03-15T09:00:00+01:00"
    assert resource["recorder"]["display"] == "Anna Andersson, specialistläkare"
    assert resource["encounter"]["identifier"] == {"value": "k7"}


def test_a_resource_belongs_to_the_patient_by_number() -> None:
    resource = frame.begin(summary(), "Condition")
    assert Subject(key="Patient/1", number=PERSON).owns(resource)
    assert not Subject(key="Patient/1", number="194412121212").owns(resource)
    assert "patient" in frame.begin(summary(), "AllergyIntolerance")


@pytest.mark.parametrize(
    ("unit", "provider", "called"),
    [
        (Party(hsa_id="SE2321000016-U1", name="Kirurgen"), Party(name="X"), "Kirurgen"),
        (Party(hsa_id="SE2321000016-U1"), Party(name="Sjukhuset"), "Sjukhuset"),
        (Party(hsa_id="SE2321000255-U1"), Party(), "Region Skåne"),
        (Party(hsa_id="SE5566778899-U1"), Party(), "SE5566778899-U1"),
    ],
)
def test_a_unit_without_a_name_is_called_after_whose_it_is(
    unit: Party, provider: Party, called: str
) -> None:
    header = Header(contract="X", document_id="1", unit=unit, provider=provider)
    assert frame.provenance(header, [])["agent"][0]["who"]["display"] == called


@pytest.mark.parametrize(
    ("recorded", "version"),
    [
        ("2026-03-05T10:15:00+01:00", "20260305101500"),
        ("2026-03-05", "20260305"),
        ("", ""),
    ],
)
def test_the_time_of_writing_is_the_version_of_a_record(recorded: str, version: str) -> None:
    header = Header(contract="X", document_id="1", recorded=recorded)
    assert frame.begin(header, "Condition")["meta"].get("versionId", "") == version


def test_what_the_patients_portal_hides_is_labelled_and_nothing_else() -> None:
    (label,) = frame.begin(summary(), "Condition")["meta"]["security"]
    assert label["code"] == "NOPAT"
    assert "security" not in frame.begin(summary("false", "true"), "Condition")["meta"]


def test_care_contact_and_care_process_are_kept_in_each_types_way() -> None:
    document = frame.begin(summary(), "DocumentReference")
    assert document["context"]["encounter"][0]["reference"].startswith("Encounter/")
    assert "reference" in frame.begin(summary(), "MedicationStatement")["context"]
    assert "encounter" not in frame.begin(summary(), "Encounter")
    (episode,) = frame.begin(access(), "DocumentReference")["extension"]
    assert episode["valueReference"]["identifier"] == {"value": "process-1"}
    assert episode["valueReference"]["reference"] == "EpisodeOfCare/process-1"
    (held,) = frame.begin(access(), "Encounter")["episodeOfCare"]
    assert held == episode["valueReference"]
    assert "extension" not in frame.begin(access(), "Specimen")


def test_the_provenance_tells_author_unit_and_care_provider() -> None:
    header = summary()
    found = frame.provenance(header, [frame.begin(header, "Condition")])
    author, attester, custodian = found["agent"]
    assert author["who"]["display"] == "Anna Andersson, specialistläkare"
    assert author["onBehalfOf"]["display"] == "Kirurgmottagningen"
    assert author["onBehalfOf"]["identifier"]["value"] == "SE2321000016-U1"
    assert attester["who"]["display"] == "Bo Bengtsson"
    assert custodian["who"]["identifier"]["value"] == "SE2321000016-G1"
    assert custodian["who"]["display"] == "Region Stockholm"
    alone = Header(contract="X", document_id="1", unit=Party(hsa_id="SE1"))
    assert [a["who"]["type"] for a in frame.provenance(alone, [])["agent"]] == ["Organization"]


@given(st.text(max_size=60))
def test_no_text_makes_a_reader_fail(text: str) -> None:
    codes.moment(text)
    codes.is_time(text)
    codes.number(text)
    codes.plain(text)
    codes.system_of(text)
