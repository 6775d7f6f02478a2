"""Alerts, diagnoses, functional status, contacts, plans, observations and activities as rows."""

import base64
from decimal import Decimal
from typing import Any

import pytest

from app.model.overview import AlertRow, AnyRow, DiagnosisRow, FactRow, LaboratoryRow
from app.record.rivta.contracts import CONTRACTS
from app.record.rivta.header import Header, read_group_header
from app.wire.xmltext import parse
from tests.unit.overview.records import LIBRARY, overview, section
from tests.unit.record.rivta import r4
from tests.unit.record.rivta.records import Json, coded, mapped, of_type, only

WHOLE = LIBRARY.definition_named("whole")
ICD_10_SE, ATC, SNOMED_CT = "1.2.752.116.1.1.1.1.3", "1.2.752.129.2.2.3.1.1", "1.2.752.116.2.1.1"
ALERT_TYPE = (
    f"<typeOfAlertInformation>{coded('ovk', '1.2', 'Överkänslighet')}</typeOfAlertInformation>"
)
TODAY = "2026-03-05"
GROUP = """<group><patient><id><root>1.2.752.129.2.1.3.1</root><extension>191212121212</extension>
</id></patient><performerRole><code><code>1</code><displayName>Fysioterapeut</displayName></code>
<person><name>Anna Övningsson</name></person><careUnit><id><root>1.2.752.129.2.1.4.1</root>
<extension>SE2321000016-U1</extension></id><name>Rehab</name><careGiver><id>
<root>1.2.752.129.2.1.4.1</root><extension>SE2321000016-G1</extension></id></careGiver></careUnit>
</performerRole><additionalParticipant><type/><role><code>2</code>
<displayName>bisittare</displayName></role><person><name>Bo Bisittare</name></person>
</additionalParticipant><additionalParticipant><type/>
<role/><device><model><value>Våg 3</value></model></device></additionalParticipant>
<sourceSystem><id><root>1.2.752.129.2.1.4.1</root><extension>SE2321000016-SYS</extension></id>
</sourceSystem><location><name>Sal 4</name></location>%s</group>"""


def rows(resources: list[Json], key: str) -> tuple[AnyRow, ...]:
    return section(overview(*resources, definition=WHOLE), key).rows


def made(contract: str, body: str, **further: Any) -> list[Json]:
    found = mapped(contract, body, **further)
    assert r4.faults(found) == []
    return found


def alert(inner: str, more: str = "") -> list[Json]:
    return made("GetAlertInformation", f"{ALERT_TYPE}{more}{inner}")


def the_alert(inner: str, more: str = "") -> AlertRow:
    (row,) = rows(alert(inner, more), "alerts")
    assert isinstance(row, AlertRow)
    return row


def grouped(contract: str, inner: str) -> Json:
    """Return what one observation or activity is mapped to."""
    (found,) = [each for each in CONTRACTS if each.name == contract]
    node = parse((GROUP % f"<{found.record}>{inner}</{found.record}>").encode())
    record = node.one(found.record)
    header = read_group_header(contract, node, record, TODAY)
    resources = found.mapper(record, header)
    assert r4.faults(resources) == []
    return resources[0]


HYPERSENSITIVITY = f"""<ascertainedDate>20110822</ascertainedDate>
<validityTimePeriod><start>20110822000000</start></validityTimePeriod>
<alertInformationComment>Utslag</alertInformationComment><hypersensitivity>
<typeOfHypersensitivity><originalText>Läkemedel</originalText></typeOfHypersensitivity>
<degreeOfSeverity>{coded("1", "1.2.752.129.2.2.3.3", "Livshotande")}</degreeOfSeverity>
<degreeOfCertainty>{coded("k", "1.2.752.129.2.2.3.11", "Konstaterad")}</degreeOfCertainty>
<pharmaceuticalHypersensitivity><atcSubstance>{coded("J01CE02", ATC, "fenoximetylpenicillin")}
</atcSubstance><pharmaceuticalProductId>{coded("1", "1.2.752.129.2.1.5.1", "Kåvepenin")}
</pharmaceuticalProductId></pharmaceuticalHypersensitivity></hypersensitivity>"""


SENSITIVE = HYPERSENSITIVITY[HYPERSENSITIVITY.index("<hypersensitivity>") :]


def test_a_hypersensitivity_to_a_medicine() -> None:
    row = the_alert(HYPERSENSITIVITY)
    assert (row.text, row.reactions, row.severe, row.certainty, row.since) == (
        "fenoximetylpenicillin",
        ("Utslag",),
        True,
        "confirmed",
        "2011-08-22",
    )
    allergy = only(alert(HYPERSENSITIVITY), "AllergyIntolerance")
    assert allergy["code"]["coding"][0]["system"] == "http://www.whocc.no/atc"
    assert allergy["reaction"][0]["substance"]["text"] == "Kåvepenin"
    assert allergy["category"] == ["medication"]


@pytest.mark.parametrize(
    ("degree", "criticality", "severity"),
    [
        (coded("1", "1.2.752.129.2.2.3.3", "Livshotande"), "high", "severe"),
        (coded("2", "1.2.752.129.2.2.3.3", "Skadande"), "low", "moderate"),
        ("<originalText>besvärande</originalText>", "low", "mild"),
        ("<code>lh</code>", "high", "severe"),
        (coded("9", "1.2", "Gränsfall"), None, None),
    ],
)
def test_how_severe_a_hypersensitivity_is(
    degree: str, criticality: str | None, severity: str | None
) -> None:
    told = HYPERSENSITIVITY.replace(coded("1", "1.2.752.129.2.2.3.3", "Livshotande"), degree)
    allergy = only(alert(told), "AllergyIntolerance")
    assert allergy.get("criticality") == criticality
    assert allergy["reaction"][0].get("severity") == severity
    said = any("Gränsfall" in note["text"] for note in allergy["note"])
    assert said is (severity is None)  # what has no code of FHIR's stands in words


def test_a_hypersensitivity_to_something_else_and_to_nothing() -> None:
    other = """<hypersensitivity><typeOfHypersensitivity><originalText>Överkänslighet mot födoämne
</originalText></typeOfHypersensitivity><otherHypersensitivity><hypersensitivityAgent>Jordnöt
</hypersensitivityAgent></otherHypersensitivity></hypersensitivity>"""
    assert only(alert(other), "AllergyIntolerance")["category"] == ["food"]
    assert the_alert(other).text == "Jordnöt"
    nothing = coded("716186003", SNOMED_CT, "No known allergy")
    none = f"""<hypersensitivity><otherHypersensitivity><hypersensitivityAgent>Ingen känd
</hypersensitivityAgent><hypersensitivityAgentCode>{nothing}</hypersensitivityAgentCode>
</otherHypersensitivity></hypersensitivity>"""
    composed = section(overview(*alert(none), definition=WHOLE), "alerts")
    assert composed.rows == ()
    assert composed.none_known


HEADED = (
    "<unstructuredAlertInformation><unstructuredAlertInformationHeading>Fallrisk"
    "</unstructuredAlertInformationHeading><unstructuredAlertInformationContent>%s"
    "</unstructuredAlertInformationContent></unstructuredAlertInformation>"
)
INFECTION = """<communicableDisease><communicableDiseaseCode><code>1</code>
<displayName>MRSA</displayName></communicableDiseaseCode><routeOfTransmission>
<originalText>kontakt</originalText></routeOfTransmission></communicableDisease>"""
TREATMENT = """<treatment><treatmentDescription>Antikoagulantia</treatmentDescription>
<pharmaceuticalTreatment><originalText>apixaban</originalText></pharmaceuticalTreatment>
</treatment>"""
DISEASE = """<seriousDisease><disease><originalText>Hemofili</originalText></disease>
</seriousDisease>"""
LIMIT = """<restrictionOfCare><restrictionOfCareComment>Inget blod</restrictionOfCareComment>
</restrictionOfCare>"""


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (DISEASE, "Hemofili"),
        (INFECTION, "MRSA, Smittväg: kontakt"),
        (TREATMENT, "Antikoagulantia: apixaban"),
        (LIMIT, "Vårdbegränsning: Inget blod"),
        (HEADED % "Fallrisk", "Fallrisk"),
        (HEADED % "Två fall", "Fallrisk: Två fall"),
        ("", "Överkänslighet"),
    ],
)
def test_any_other_alert_is_a_flag_with_all_of_it_in_its_text(inner: str, text: str) -> None:
    assert the_alert(inner).text == text
    commented = f"<alertInformationComment>Obs</alertInformationComment>{inner}"
    assert the_alert(commented).text == f"{text}. Obs"
    assert only(alert(inner), "Flag")["category"][0]["text"] == "Överkänslighet"


def test_a_hypersensitivity_to_nobody_says_what_is_called_by_its_type() -> None:
    degree = coded("1", "1.2.752.129.2.2.3.3", "Livshotande")
    told = f"<hypersensitivity><degreeOfSeverity>{degree}</degreeOfSeverity></hypersensitivity>"
    assert (the_alert(told).text, the_alert(told).severe) == ("Överkänslighet", True)
    (allergy,) = made("GetAlertInformation", told)
    assert allergy["code"] == {"text": "Överkänslighet"}


def test_an_alert_that_tells_of_several_things_loses_none_of_them() -> None:
    assert the_alert(DISEASE + TREATMENT).text == "Hemofili. Antikoagulantia: apixaban"
    told = {
        row.text
        for row in rows(alert(HYPERSENSITIVITY + LIMIT), "alerts")
        if isinstance(row, AlertRow)
    }
    assert told == {"fenoximetylpenicillin", "Vårdbegränsning: Inget blod. Utslag"}
    empty = "<hypersensitivity><degreeOfSeverity/></hypersensitivity>" + HEADED % "Två fall"
    assert the_alert(empty).text == "Fallrisk: Två fall"


@pytest.mark.parametrize(
    "over",
    [
        "<obsoleteTime>20250101000000</obsoleteTime>",
        "<validityTimePeriod><start>2024</start><end>20260304</end></validityTimePeriod>",
    ],
)
@pytest.mark.parametrize("inner", [SENSITIVE, "<treatment/>"])
def test_what_no_longer_holds_is_no_alert_any_more(over: str, inner: str) -> None:
    resource = made("GetAlertInformation", f"{ALERT_TYPE}{over}{inner}", day=TODAY)[0]
    state = resource.get("status") or resource["clinicalStatus"]["coding"][0]["code"]
    assert state == "inactive"


def test_an_alert_that_ends_today_still_holds() -> None:
    period = "<validityTimePeriod><end>20260305</end></validityTimePeriod>"
    flag = made("GetAlertInformation", f"{ALERT_TYPE}{period}<treatment/>", day=TODAY)[0]
    assert flag["status"] == "active"


def test_what_was_taken_back_is_shown_nowhere() -> None:
    taken_back = {"more": "<nullified>true</nullified>"}
    told = f"<diagnosisCode>{coded('C18', ICD_10_SE, 'x')}</diagnosisCode>"
    assert rows(made("GetDiagnosis", told, **taken_back), "diagnoses") == ()
    assert rows(made("GetAlertInformation", HYPERSENSITIVITY, **taken_back), "alerts") == ()


def test_a_diagnosis() -> None:
    told = f"""<typeOfDiagnosis>Huvuddiagnos</typeOfDiagnosis>
<chronicDiagnosis>true</chronicDiagnosis><diagnosisTime>20240315090000</diagnosisTime>
<diagnosisCode>{coded("C18.7", ICD_10_SE, "Tjocktarmscancer")}</diagnosisCode>
<relatedDiagnosis><documentId>d0</documentId></relatedDiagnosis>"""
    resources = made("GetDiagnosis", told)
    (row,) = rows(resources, "diagnoses")
    assert isinstance(row, DiagnosisRow)
    assert (row.text, row.code, row.since) == (
        "Tjocktarmscancer",
        "C18.7",
        "2024-03-15T09:00:00+01:00",
    )
    condition = only(resources, "Condition")
    assert [c["text"] for c in condition["category"]] == ["Huvuddiagnos", "Kronisk diagnos"]
    (related,) = condition["extension"]
    assert related["valueReference"]["identifier"]["value"] == "d0"
    assert "clinicalStatus" not in condition


def test_a_diagnosis_whose_code_system_is_told_by_name_only() -> None:
    told = """<diagnosisCode><code>J45.9</code><codeSystem> </codeSystem>
<codeSystemName>ICD-10-SE</codeSystemName></diagnosisCode>"""
    (row,) = rows(made("GetDiagnosis", told), "diagnoses")
    assert isinstance(row, DiagnosisRow)
    assert row.code == "J45.9"


def test_each_assessed_activity_is_a_condition_of_its_own() -> None:
    told = """<assessmentCategory>pad-pad</assessmentCategory><comment>Hos dottern</comment>
<padl><typeOfAssessment><originalText>Förflyttning</originalText></typeOfAssessment>
<assessment>Med rollator</assessment></padl><padl><typeOfAssessment>
<originalText>Personlig hygien</originalText></typeOfAssessment>
<assessment>Själv</assessment></padl>"""
    resources = made("GetFunctionalStatus", told)
    texts = {(c["code"]["text"], c["note"][0]["text"], c["note"][1]["text"]) for c in resources}
    assert texts == {
        ("Förflyttning", "Med rollator", "Hos dottern"),
        ("Personlig hygien", "Själv", "Hos dottern"),
    }
    assert resources[0]["category"][0]["text"] == "PADL-bedömning"


def test_a_disability_and_a_comment_alone() -> None:
    told = f"""<assessmentCategory>fun-fun</assessmentCategory><disability><disabilityAssessment>
{coded("b730", "1.2.752.116.1.1.3.1.1", "Muskelkraft")}</disabilityAssessment>
<comment>Nedsatt</comment></disability>"""
    (condition,) = made("GetFunctionalStatus", told)
    assert (condition["code"]["text"], condition["note"][0]["text"]) == ("Muskelkraft", "Nedsatt")
    (condition,) = made("GetFunctionalStatus", "<assessmentCategory>fun-fun</assessmentCategory>")
    assert condition["code"]["text"] == "Funktionsnedsättning"


@pytest.mark.parametrize(
    ("status", "end", "expected"),
    [
        ("Ej påbörjad", "", "planned"),
        ("Pågående", "", "in-progress"),
        ("Avslutad", "", "finished"),
        ("Inställd", "", "cancelled"),
        ("", "20240101120000", "finished"),
        ("", "20270101120000", "unknown"),
        ("7", "", "unknown"),
    ],
)
def test_a_contact_and_its_state(status: str, end: str, expected: str) -> None:
    told = f"""<careContactCode><code>3</code></careContactCode>
<careContactReason>Operation</careContactReason><careContactOrgUnit><orgUnitName>Kirurgen
</orgUnitName></careContactOrgUnit><careContactTimePeriod><start>20240101080000</start>
<end>{end}</end></careContactTimePeriod>
<careContactStatus><code>{status}</code></careContactStatus>"""
    encounter = only(made("GetCareContacts", told, day=TODAY), "Encounter")
    assert encounter["status"] == expected
    assert (encounter["class"]["code"], encounter["type"][0]["text"]) == ("IMP", "Vårdtillfälle")
    assert encounter["serviceProvider"]["display"] == "Kirurgen"
    reasons = [each["text"] for each in encounter["reasonCode"]]
    assert reasons == ["Operation", *(["Status: 7"] if status == "7" else [])]


def test_a_contact_is_what_other_records_refer_to() -> None:
    contact = only(made("GetCareContacts", "<careContactCode/>"), "Encounter")
    told = made("GetDiagnosis", "<diagnosisCode/>", more="<careContactId>d1</careContactId>")
    assert told[0]["encounter"]["reference"] == f"Encounter/{contact['id']}"


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_a_plan_with_its_words_and_its_files() -> None:
    told = f"""<content><mediaType>text/html</mediaType>
<value>{encoded("<p>Mål: gå</p><p>Träna</p>")}</value></content><content>
<mediaType>application/pdf</mediaType><value>{encoded("%PDF-1.7")}</value></content><content><mediaType>application/msword</mediaType><value>{encoded("x")}</value></content>
<participatingCareUnitHSAId><root>1.2.752.129.2.1.4.1</root><extension>SE2321000016-U2</extension>
</participatingCareUnitHSAId><typeOfCarePlanEnum>RP</typeOfCarePlanEnum>"""
    resources = made("GetCarePlans", told, title="Min plan")
    plan, document = only(resources, "CarePlan"), only(resources, "DocumentReference")
    assert (plan["title"], plan["status"], plan["description"]) == (
        "Min plan",
        "active",
        "Mål: gå\nTräna",
    )
    assert plan["supportingInfo"] == [{"reference": f"DocumentReference/{document['id']}"}]
    kind, file = (note["text"] for note in plan["note"])
    assert (kind, "application/msword" in file) == ("Rehabiliteringsplan", True)
    assert plan["contributor"][0]["identifier"]["value"] == "SE2321000016-U2"
    assert len(of_type(resources, "Binary")) == 2
    (row,) = [r for r in rows(resources, "plans") if isinstance(r, FactRow)]
    assert (row.title, row.text.split("\n")[:2]) == ("Min plan", ["Mål: gå", "Träna"])


def test_a_plan_without_a_title_is_called_what_it_is() -> None:
    (plan,) = made("GetCarePlans", "<typeOfCarePlanEnum>SIP</typeOfCarePlanEnum>")
    assert (plan["title"], "note" in plan) == ("Samordnad individuell plan", False)
    assert made("GetCarePlans", "")[0]["title"] == "Vårdplan"


OBSERVED = """<id><root>1.2.752.129.2.1.2.1</root><extension>o1</extension></id><type>%s</type>
<time><start><format>YYYYMMDD</format><value>20260304</value></start></time><value>%s</value>
<valueNegation>%s</valueNegation><description>%s</description>"""
WEIGHT = coded("27113001", SNOMED_CT, "Kroppsvikt")


def test_a_measurement_is_a_vital_sign_with_its_digits() -> None:
    told = OBSERVED % (
        WEIGHT,
        "<pq><value>71.50</value><unit>kg</unit></pq>",
        "false",
        "Med kläder",
    )
    observation = grouped("GetObservations", told)
    (row,) = rows([observation], "measurements")
    assert isinstance(row, LaboratoryRow)
    assert (str(row.value), row.unit, row.at) == ("71.50", "kg", "2026-03-04")
    assert row.value == Decimal("71.50")
    assert observation["note"] == [{"text": "Med kläder"}]
    assert [p["display"] for p in observation["performer"]] == [
        "Anna Övningsson, fysioterapeut",
        "Bo Bisittare, bisittare",
        "Våg 3",
    ]


@pytest.mark.parametrize(
    ("value", "negated", "element", "expected"),
    [
        (
            "<cv><code>1</code><displayName>Diabetes</displayName></cv>",
            "false",
            "valueCodeableConcept",
            {"coding": [{"code": "1", "display": "Diabetes"}], "text": "Diabetes"},
        ),
        ("<cv><displayName>Diabetes</displayName></cv>", "true", "valueString", "Ej Diabetes"),
        ("", "true", "valueBoolean", False),
        ("<pq><value>3</value><unit>st</unit></pq>", "true", "valueString", "Ej 3 st"),
        ("<ts><format>YYYY</format><value>2020</value></ts>", "true", "valueString", "Ej 2020"),
        (
            "<ivl_ts><start><value>2019</value></start><end><value>2020</value></end></ivl_ts>",
            "true",
            "valueString",
            "Ej 2019 – 2020",
        ),
        ("<ts><format>YYYY</format><value>2020</value></ts>", "false", "valueDateTime", "2020"),
        (
            "<ivl_ts><start><value>2020</value></start></ivl_ts>",
            "false",
            "valuePeriod",
            {"start": "2020"},
        ),
        ("", "false", "valueString", "Ord"),
        ("<pq><value>ca 3</value><unit>st</unit></pq>", "false", "valueString", "ca 3 st"),
    ],
)
def test_every_kind_of_value(value: str, negated: str, element: str, expected: object) -> None:
    observation = grouped("GetObservations", OBSERVED % (WEIGHT, value, negated, "Ord"))
    assert observation[element] == expected


def test_an_observation_keeps_where_how_and_what_it_belongs_to() -> None:
    more = """<method><displayName>Goniometer</displayName></method><targetSite>
<displayName>Knä</displayName></targetSite><status><displayName>Preliminär</displayName></status>
<relation><code><displayName>del av</displayName></code><referredInformation><id><root>1.9</root>
<extension>r1</extension></id><type>vårdplan</type></referredInformation></relation>"""
    observation = grouped("GetObservations", OBSERVED % ("<code>1</code>", "", "false", "x") + more)
    assert (observation["method"]["text"], observation["bodySite"]["text"]) == ("Goniometer", "Knä")
    assert observation["status"] == "preliminary"
    assert observation["derivedFrom"] == [
        {"identifier": {"value": "r1"}, "display": "del av: vårdplan"}
    ]


@pytest.mark.parametrize(
    ("times", "element", "expected"),
    [
        (
            "<start>20260304100000</start><end>20260304113000</end>",
            "performedPeriod",
            {"start": "2026-03-04T10:00:00+01:00", "end": "2026-03-04T11:30:00+01:00"},
        ),
        (
            "<start>20260304100000</start><end>20260304100000</end>",
            "performedDateTime",
            "2026-03-04T10:00:00+01:00",
        ),
        ("<end>20260304100000</end>", "performedDateTime", "2026-03-04T10:00:00+01:00"),
    ],
)
def test_an_activity(times: str, element: str, expected: object) -> None:
    told = f"""<id><root>1.9</root><extension>a1</extension></id><status><displayName>Avbruten
</displayName></status><value>{coded("JFB30", "1.2.752.116.1.3.2.1.4", "Hemikolektomi")}</value>
<targetSite><displayName>Kolon</displayName></targetSite><time>{times}</time>
<method><displayName>Laparoskopi</displayName></method><description>Utan besvär</description>"""
    procedure = grouped("GetActivities", told)
    assert procedure[element] == expected
    assert (procedure["status"], procedure["code"]["text"]) == ("stopped", "Hemikolektomi")
    assert procedure["code"]["coding"][0]["system"] == "urn:oid:1.2.752.116.1.3.2.1.4"
    assert [note["text"] for note in procedure["note"]] == ["Utan besvär", "Metod: Laparoskopi"]
    assert procedure["location"] == {"display": "Sal 4"}
    assert procedure["performer"][0]["actor"]["display"] == "Anna Övningsson, fysioterapeut"


def test_a_body_without_anything_breaks_no_mapper() -> None:
    empty = parse(b"<x/>")
    for contract in CONTRACTS:
        contract.mapper(empty, Header(contract=contract.name, document_id="1"))
