"""Notes, statements of imaging and answers to referrals: words, pictures, PDFs, and who asked."""

import base64

import pytest

from app.model.overview import MediaKind, MediaRow, StatementRow
from tests.unit.overview.records import LIBRARY, overview, section
from tests.unit.record.rivta import r4
from tests.unit.record.rivta.records import (
    Json,
    coded,
    mapped,
    of_type,
    only,
    record,
    resources_of,
    text_of,
    with_provenance,
)

WHOLE = LIBRARY.definition_named("whole")
NOTE = coded("bes", "1.2.752.129.2.2.2.11", "Besöksanteckning")
PNG = "iVBORw0KGgo="
DOCBOOK = """&lt;article&gt;&lt;section&gt;&lt;title&gt;Status&lt;/title&gt;&lt;para&gt;God aptit,
inga besvär.&lt;/para&gt;&lt;/section&gt;&lt;/article&gt;"""


def made(contract: str, body: str, *, title: str = "", more: str = "") -> list[Json]:
    found = mapped(contract, body, title=title, more=more)
    assert r4.faults(found) == []
    return found


def statement(resources: list[Json], key: str) -> StatementRow:
    (row,) = section(overview(*resources, definition=WHOLE), key).rows
    assert isinstance(row, StatementRow)
    return row


def media(resources: list[Json]) -> list[MediaRow]:
    rows = section(overview(*resources, definition=WHOLE), "media").rows
    return [row for row in rows if isinstance(row, MediaRow)]


def note(text: str = "", more: str = "", code: str = NOTE) -> str:
    told = f"<clinicalDocumentNoteText>{text}</clinicalDocumentNoteText>" if text else ""
    return f"<clinicalDocumentNoteCode>{code}</clinicalDocumentNoteCode>{told}{more}"


def file(kind: str, data: str = PNG, element: str = "multimediaEntry") -> str:
    return f"<{element}><mediaType>{kind}</mediaType><value>{data}</value></{element}>"


TITLED = "<clinicalDocumentNoteTitle>Mottagning</clinicalDocumentNoteTitle>"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rad ett\nrad två", "Rad ett\nrad två"),
        ("<![CDATA[åäö<>><&]]>", "åäö<>><&"),
        (DOCBOOK, "Status\nGod aptit, inga besvär."),
        (base64.b64encode("Tål penicillin väl.".encode()).decode(), "Tål penicillin väl."),
    ],
)
def test_a_note_is_a_statement_in_plain_words(text: str, words: str) -> None:
    row = statement(made("GetCareDocumentation", note(text, TITLED)), "notes")
    assert (row.title, row.text, row.at) == ("Mottagning", words, "2026-03-04T09:30:00+01:00")


def test_a_notes_code_is_its_type_and_its_category() -> None:
    document = only(made("GetCareDocumentation", note("x", TITLED)), "DocumentReference")
    (code,) = document["type"]["coding"]
    assert (code["code"], document["type"]["text"]) == ("bes", "Mottagning")
    assert document["category"][0]["text"] == "Besöksanteckning"
    untitled = only(made("GetCareDocumentation", note("x")), "DocumentReference")
    assert untitled["type"]["text"] == "Besöksanteckning"


def test_rules_find_a_note_by_a_code_of_any_system() -> None:
    code = coded("conference-note", "https://samsyn.se/fhir/CodeSystem/document", "Konferens")
    found = made("GetCareDocumentation", note("Rekommendation: operation.", code=code))
    shown = overview(*found, definition=LIBRARY.definition_named("colorectal"))
    assert len(section(shown, "last-conference").rows) == 1


@pytest.mark.parametrize(("signed", "state"), [("", "preliminary"), ("20260306120000", "final")])
def test_a_note_that_nobody_has_signed_is_preliminary(signed: str, state: str) -> None:
    more = f"<signature><timestamp>{signed}</timestamp></signature>" if signed else ""
    (document,) = made("GetCareDocumentation", note("x"), more=more)
    assert document["docStatus"] == state


def test_a_patients_dissent_stands_in_the_note() -> None:
    more = """<dissentingOpinion><authorTime>20260306080000</authorTime>
    <opinion>Det har jag inte sagt.</opinion><personName>Test Person</personName>
    </dissentingOpinion><dissentingOpinion><opinion>?</opinion></dissentingOpinion>"""
    row = statement(made("GetCareDocumentation", note("Röker.", more)), "notes")
    assert row.text == ("Röker.\nAvvikande mening, Test Person, 2026-03-06: Det har jag inte sagt.")


def test_a_photograph_lies_beside_its_note_and_is_covered() -> None:
    data = f"{PNG[:4]}\n   {PNG[4:]}"
    found = made("GetCareDocumentation", note("Sår.", TITLED + file("image/png", data)))
    binary = only(found, "Binary")
    assert (binary["contentType"], binary["data"]) == ("image/png", PNG)
    (row,) = media(found)
    assert (row.title, row.medium, row.intimate) == ("Mottagning", MediaKind.PICTURE, True)
    assert (row.content, row.note) == (base64.b64decode(PNG), "Sår.")
    assert (told := statement(found, "notes")).conclusion == "Sår."
    assert told.text == ""


def test_a_note_of_several_lines_is_no_caption_of_its_picture() -> None:
    found = made("GetCareDocumentation", note("Sår.\nLäker.", TITLED + file("image/png")))
    (row,) = media(found)
    assert row.note == ""
    assert statement(found, "notes").text == "Sår.\nLäker."


@pytest.mark.parametrize(
    ("contract", "body", "key"),
    [
        ("GetCareDocumentation", note("{}", TITLED), "notes"),
        ("GetReferralOutcome", "<referralOutcomeText>{}</referralOutcomeText>", "reports"),
        ("GetImagingOutcome", "<resultReport>{}</resultReport>", "imaging"),
    ],
)
@pytest.mark.parametrize("heading", ["Sammanfattning:", "SLUTSATS : ", "Konklusion:\n"])
def test_what_is_summed_up_in_the_end_is_seen_first(
    contract: str, body: str, key: str, heading: str
) -> None:
    text = f"Sammanfattning av besöket: gott.\n\nStatus: Ua.\n\n{heading}Inga hinder."
    row = statement(made(contract, body.format(text)), key)
    assert row.conclusion == "Inga hinder."
    assert row.text == "Sammanfattning av besöket: gott.\n\nStatus: Ua."


@pytest.mark.parametrize(
    "text", ["Slutsats: A.\n\nPlan: B.", "Status: Ua.\nSammanfattning:", "Ua."]
)
def test_a_summary_that_is_not_the_end_sums_nothing_up(text: str) -> None:
    row = statement(made("GetCareDocumentation", note(text, TITLED)), "notes")
    assert (row.conclusion, row.text) == ("", text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Multidisciplinär konferens", True),
        ("Anteckning från MDK", True),
        ("Konferensanteckning", True),
        ("Bröstkonferens", True),
        ("Mottagning", False),
        ("Konferensrum", False),
    ],
)
def test_a_conferences_note_is_one_of_last_conference(title: str, expected: bool) -> None:  # noqa: FBT001
    titled = f"<clinicalDocumentNoteTitle>{title}</clinicalDocumentNoteTitle>"
    document = only(made("GetCareDocumentation", note("x", titled)), "DocumentReference")
    codes = [c["code"] for each in document["category"] for c in each["coding"]]
    assert ("conference-note" in codes) is expected


def test_a_pdf_is_a_document_and_a_note_without_words_names_it() -> None:
    found = made("GetCareDocumentation", note("", TITLED + file("application/pdf", "JVBERi0=")))
    (row,) = media(found)
    assert (row.medium, row.intimate) == (MediaKind.DOCUMENT, False)
    assert statement(found, "notes").text == "Mottagning (application/pdf)"


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("text/plain", "Hej på dig", "Hej på dig"),
        ("text/html", "<p>Hej</p><p>på dig</p>", "Hej\npå dig"),
        ("TEXT/XML", "<section><para>Hej</para><para>på dig</para></section>", "Hej\npå dig"),
    ],
)
def test_a_file_of_words_is_words(kind: str, data: str, words: str) -> None:
    encoded = base64.b64encode(data.encode()).decode()
    found = made("GetCareDocumentation", note("", file(kind, encoded)))
    assert statement(found, "notes").text == words
    assert of_type(found, "Binary") == []


def test_xml_in_an_older_encoding_is_read_and_what_is_no_base64_is_named() -> None:
    old = base64.b64encode("<para>Blödning</para>".encode("cp1252")).decode()
    found = made("GetCareDocumentation", note("", file("text/xml", old)))
    assert statement(found, "notes").text == "Blödning"
    broken = made("GetCareDocumentation", note("Ord.", file("text/xml", "%%%")))
    assert statement(broken, "notes").text == "Ord.\nBesöksanteckning (text/xml)"


@pytest.mark.parametrize("kind", ["application/msword", "text/rtf"])
def test_other_files_are_named_and_an_address_is_kept_not_followed(kind: str) -> None:
    found = made("GetCareDocumentation", note("", TITLED + file(kind)))
    assert statement(found, "notes").text == f"Mottagning ({kind})"
    more = """<multimediaEntry><mediaType>image/png</mediaType>
    <reference>https://bild.example/1</reference></multimediaEntry>"""
    linked = made("GetCareDocumentation", note("", more))
    assert linked[0]["content"][0]["attachment"]["url"] == "https://bild.example/1"
    assert media(linked)[0].error == "host-missing"


def test_an_empty_note_is_a_document_that_says_nothing() -> None:
    assert statement(made("GetCareDocumentation", note()), "notes").text == ""


def test_a_note_that_was_taken_back_is_shown_nowhere() -> None:
    found = made("GetCareDocumentation", note("Fel patient."), more="<nullified>true</nullified>")
    shown = overview(*found, definition=WHOLE)
    assert section(shown, "notes").rows == ()
    assert [(n.resource_type, n.reason.value) for n in shown.not_shown] == [
        ("DocumentReference", "entered-in-error")
    ]


def test_a_row_tells_the_unit_that_answers_for_it_and_who_wrote_it() -> None:
    body = "<typeOfResult>DEF</typeOfResult><resultReport>Ua.</resultReport>"
    row = statement(
        with_provenance("GetImagingOutcome", record("GetImagingOutcome", body)), "imaging"
    )
    assert (row.origin.unit, row.origin.author) == ("Övningskliniken", "Anna Övningsson")


CT = coded("55100", "1.2.752.116.1.3.2.2", "DT buk")
RECORDING = f"""<imageRecording><recordingId><root>1</root><extension>b1</extension></recordingId>
<examinationActivity>{CT}</examinationActivity><examinationTimePeriod>
<start>20260303093000</start><end>20260303100000</end></examinationTimePeriod>
<examinationStatus>Avklarad</examinationStatus><examinationUnit>CT-lab</examinationUnit>
<accountableHealthcareProfessional><healthcareProfessionalName>Rut Röntgen
</healthcareProfessionalName></accountableHealthcareProfessional><numberOfImages>240</numberOfImages>
<modalityData><typeOfModality>CT</typeOfModality><manufacturer>Tillverkaren</manufacturer>
</modalityData>%s</imageRecording>"""


def imaging(recording: str = RECORDING % "", more: str = "", kind: str = "DEF") -> list[Json]:
    body = f"""<typeOfResult>{kind}</typeOfResult><resultTime>20260305120000</resultTime>
    <resultReport>Tumör i sigmoideum, 34 mm.</resultReport>{more}{recording}"""
    return made("GetImagingOutcome", body)


def test_the_summing_up_is_the_conclusion_and_all_else_the_text() -> None:
    more = """<resultComment>Jämfört med 2025.</resultComment><radiationDose><value>6.50</value>
    <unit>mSv</unit></radiationDose><patientData><patientWeight><value>70.0</value><unit>kg</unit>
    </patientWeight></patientData>"""
    asked = """<referral><referralId>R9</referralId><referralReason>Metastaser?</referralReason>
    <anamnesis>Sigmoideumcancer.</anamnesis><careContactId>k3</careContactId>
    <accountableHealthcareProfessional><authorTime>20260301101500</authorTime>
    <healthcareProfessionalName>Bo Beställare</healthcareProfessionalName>
    </accountableHealthcareProfessional></referral>"""
    found = imaging(RECORDING % "" + asked, more)
    row = statement(found, "imaging")
    assert (row.title, row.status, row.at) == ("DT buk", "final", "2026-03-03T09:30:00+01:00")
    assert row.conclusion == "Tumör i sigmoideum, 34 mm."
    assert row.text.split("\n") == [
        "Frågeställning: Metastaser?",
        "Anamnes: Sigmoideumcancer.",
        "Jämfört med 2025.",
        "Stråldos: 6,50\xa0mSv",
        "Vikt vid undersökningen: 70\xa0kg",
    ]
    (order, *_) = found[0]["contained"]
    assert order["requester"] == {"type": "Practitioner", "display": "Bo Beställare"}
    assert order["encounter"] == {"identifier": {"value": "k3"}}


def test_a_study_has_its_series_its_place_and_its_equipment() -> None:
    dicom = """<imageDicomData><dicomSOP>1.2.840.10008.5.1.4.1.1.2</dicomSOP>
    <dicomReference>https://pacs.example/1</dicomReference></imageDicomData>"""
    study = only(imaging(RECORDING % dicom), "ImagingStudy")
    assert (study["status"], study["numberOfInstances"]) == ("available", 240)
    assert study["location"] == {"display": "CT-lab"}
    (series,) = study["series"]
    assert series["modality"]["code"] == "CT"
    assert series["performer"][0]["actor"]["display"] == "Rut Röntgen"
    (instance,) = series["instance"]
    assert instance["sopClass"]["code"] == "urn:oid:1.2.840.10008.5.1.4.1.1.2"
    assert instance["uid"] != series["uid"]
    assert [n["text"] for n in study["note"]] == [
        "Utrustning: Tillverkaren",
        "Avslutad: 2026-03-03 10:00",
    ]


@pytest.mark.parametrize(
    ("told", "status"),
    [("Avklarad", "available"), ("Makulerad", "entered-in-error"), ("Tidbokad", "registered")],
)
def test_a_studys_status(told: str, status: str) -> None:
    found = imaging(RECORDING.replace("Avklarad", told) % "")
    assert only(found, "ImagingStudy")["status"] == status


@pytest.mark.parametrize(("kind", "status"), [("PREL", "preliminary"), ("TILL", "appended")])
def test_a_statements_status(kind: str, status: str) -> None:
    assert statement(imaging(kind=kind), "imaging").status == status


def test_pictures_are_media_of_what_was_examined_and_dicom_is_named() -> None:
    part = coded("302553009", "1.2.752.116.2.1.1", "Buk")
    picture = f"""<imageStructuredData><magneticFieldStrength><value>3</value><unit>T</unit>
    </magneticFieldStrength><imageCreationTime>20260303094000</imageCreationTime>
    <bodyPartExamined>{part}</bodyPartExamined><contrastAgentUsed>Jod</contrastAgentUsed>
    {file("image/jpeg", element="imageData")}</imageStructuredData>"""
    dicom = """<imageDicomData><dicomSOP>okänd</dicomSOP><dicomValue>QUJD</dicomValue>
    </imageDicomData>"""
    found = imaging(RECORDING % (dicom + picture))
    (row,) = media(found)
    assert (row.title, row.at, row.intimate) == ("DT buk", "2026-03-03T09:40:00+01:00", False)
    assert row.note == "Kontrast: Jod\nMagnetfält: 3\xa0T"
    assert len(of_type(found, "Binary")) == len(found[0]["media"]) == len(of_type(found, "Media"))
    shown = overview(*found, definition=WHOLE)
    assert "Media" in {each.resource_type for each in shown.not_shown}


def test_a_pdf_of_an_examination_is_a_document() -> None:
    pdf = file("application/pdf", "JVBERi0=", "imageData")
    found = imaging(RECORDING % f"<imageStructuredData>{pdf}</imageStructuredData>")
    document = only(found, "DocumentReference")
    assert document["context"]["related"] == [{"reference": f"DiagnosticReport/{found[0]['id']}"}]
    assert media(found)[0].medium is MediaKind.DOCUMENT


def test_several_examinations_are_named_together_and_a_speciality_may_be_a_class() -> None:
    other = RECORDING.replace("DT buk", "DT thorax").replace("20260303", "20260302")
    found = imaging(RECORDING % "" + other % "")
    assert found[0]["code"] == {"text": "DT buk, DT thorax"}
    assert found[0]["effectiveDateTime"] == "2026-03-02T09:30:00+01:00"
    assert found[0]["category"][0]["coding"][0]["code"] == "RAD"
    echo = coded("CUS", "2.16.840.1.113883.12.74", "Ekokardiografi")
    special = imaging("", f"<examinationSpeciality>{echo}</examinationSpeciality>")
    assert [c["coding"][0]["code"] for c in special[0]["category"]] == ["CUS"]
    assert special[0]["code"] == {"text": "Bilddiagnostik"}
    assert special[0]["effectiveDateTime"] == "2026-03-04T09:30:00+01:00"


def referral(more: str = "", *, speciality: str = "Patologi", kind: str = "SS") -> str:
    return f"""<referralOutcomeTypeCode>{kind}</referralOutcomeTypeCode>
    <referralOutcomeTitle>{speciality}</referralOutcomeTitle>
    <referralOutcomeText>Adenocarcinom.</referralOutcomeText>{more}
    <referral><referralId>R1</referralId><referralReason>Malignt?</referralReason>
    <referralTime>20260301080000</referralTime><referralAuthor><authorTime>20260301081500
    </authorTime><healthcareProfessionalName>Bo Beställare</healthcareProfessionalName>
    </referralAuthor><careContactId>k3</careContactId></referral>"""


ACT = f"""<act><actCode><code>ZX001</code><codeSystem>1.2.752.116.1.3.2.1.4</codeSystem></actCode>
<actText>Kolonbiopsi</actText><actTime>20260302100000</actTime>
{file("text/plain", "TWlrcm9za29waQ==", "actResult")}
{file("image/png", element="actResult")}</act>"""


def test_an_answer_and_its_referral() -> None:
    informed = """<clinicalInformation><clinicalInformationCode><code>C187</code>
    <codeSystem>1.2.752.116.1.1.1.1.3</codeSystem></clinicalInformationCode>
    <clinicalInformationText>Cancer i sigmoideum</clinicalInformationText></clinicalInformation>"""
    found = made("GetReferralOutcome", referral(informed + ACT), title="PAD, kolon")
    row = statement(found, "pathology")
    assert (row.title, row.status, row.at) == ("PAD, kolon", "final", "2026-03-02T10:00:00+01:00")
    assert row.conclusion == "Adenocarcinom."
    assert row.text.split("\n") == [
        "Frågeställning: Malignt?",
        "Klinisk information: Cancer i sigmoideum (C187)",
        "Åtgärd: Kolonbiopsi (ZX001) 2026-03-02",
        "Mikroskopi",
    ]
    assert found[0]["conclusionCode"][0]["coding"][0]["code"] == "C187"
    asked = only(found, "ServiceRequest")
    assert asked["requester"]["display"] == "Bo Beställare"
    assert asked["authoredOn"] == "2026-03-01T08:00:00+01:00"
    assert asked["encounter"]["identifier"] == {"value": "k3"}
    (plan,) = section(overview(*found, definition=WHOLE), "plans").rows
    assert (getattr(plan, "title", ""), getattr(plan, "text", "")) == (
        "Remiss: Patologi",
        "Malignt?",
    )
    assert media(found)[0].intimate


@pytest.mark.parametrize(
    ("speciality", "code"),
    [
        ("Patologi", "PAT"),
        ("Klinisk cytologi", "PAT"),
        ("PAD", "PAT"),
        ("Röntgen", "RAD"),
        ("Klinisk genetik", "GE"),
        ("Mikrobiologi", "MB"),
        ("Lungfunktion", "PF"),
        ("Ekokardiografi", "CUS"),
        ("Logopedi", "OTH"),
        ("", "OTH"),
    ],
)
def test_the_speciality_is_the_class_of_an_answer(speciality: str, code: str) -> None:
    found = made("GetReferralOutcome", referral(speciality=speciality), title="Svar")
    (category,) = found[0]["category"]
    assert category["coding"][0]["code"] == code
    assert category.get("text", "") == speciality


def test_clinical_information_may_be_a_code_only() -> None:
    more = """<clinicalInformation><clinicalInformationCode><code>C187</code>
    <codeSystem>1.2.752.116.1.1.1.1.3</codeSystem></clinicalInformationCode>
    </clinicalInformation>"""
    row = statement(made("GetReferralOutcome", referral(more)), "pathology")
    assert "Klinisk information: C187" in row.text


def test_an_act_may_name_the_class_itself() -> None:
    act = """<act><actCode><code>PAT</code><codeSystem>2.16.840.1.113883.12.74</codeSystem>
    </actCode><actText>Resektat</actText></act>"""
    found = made("GetReferralOutcome", referral(act, speciality="Externt utlåtande"))
    assert found[0]["category"][0]["coding"][0]["code"] == "PAT"
    assert found[0]["category"][0]["text"] == "Externt utlåtande"


def test_an_answer_is_named_by_what_is_told() -> None:
    def name(*, title: str = "", speciality: str = "", more: str = "") -> str:
        body = referral(more, speciality=speciality, kind="SR")
        (report, *_) = made("GetReferralOutcome", body, title=title)
        assert report["status"] == "partial"
        return str(report["code"]["text"])

    act = "<act><actText>Spirometri</actText></act>"
    assert name(title="Svar", speciality="Patologi", more=act) == "Svar"
    assert name(speciality="Klinisk fysiologi", more=act) == "Spirometri"
    assert name(speciality="Klinisk fysiologi", more=act + act) == "Klinisk fysiologi"
    assert name() == "Remissvar"


@pytest.mark.parametrize(
    "contract", ["GetCareDocumentation", "GetImagingOutcome", "GetReferralOutcome"]
)
def test_a_record_without_a_body_is_still_one(contract: str) -> None:
    empty = resources_of(contract, record(contract, ""))
    assert r4.faults(empty) == []
    assert "None" not in text_of(empty)
