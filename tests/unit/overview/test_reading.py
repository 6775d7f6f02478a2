"""The standard reading of resources: texts before codes, and where each row comes from."""

import base64
from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.model.case import Patient
from app.model.definition import ConferenceDefinition, StatementText
from app.model.overview import (
    AlertRow,
    DiagnosisRow,
    FactRow,
    MedicineRow,
    NotShownReason,
    Origin,
    StatementRow,
)
from app.overview.wording import clean, concept_text, plain_text
from tests.unit.overview.records import (
    CLINICAL,
    COLORECTAL,
    GENERAL,
    ICD,
    LIBRARY,
    NOW,
    PATIENT,
    Json,
    concept,
    observation,
    only_row,
    overview,
    resource,
    section,
)

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
V2_0074 = "http://terminology.hl7.org/CodeSystem/v2-0074"
ATC = "http://www.whocc.no/atc"


def translated(language: str, text: str) -> Json:
    parts = [{"url": "lang", "valueCode": language}, {"url": "content", "valueString": text}]
    return {"extension": [{"url": TRANSLATION, "extension": parts}]}


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (concept("Malign tumör", (ICD, "C18.7", "Malign tumör i sigmoideum")), "Malign tumör"),
        (concept("", (ICD, "C18.7", "Malign tumör i sigmoideum")), "Malign tumör i sigmoideum"),
        (concept("", (ICD, "C18.7", ""), ("x", "y", "Tumör")), "Tumör"),
        (concept("", (ICD, "C18.7", "")), "C18.7 (ICD-10)"),
        (concept("", ("http://example.org/codes/", "17", "")), "17 (codes)"),
        (
            {"text": "Colon cancer", "_text": translated("sv-SE", "Tjocktarmscancer")},
            "Tjocktarmscancer",
        ),
        ({"text": "Colon cancer", "_text": translated("fi", "Suolisyöpä")}, "Colon cancer"),
        ({}, ""),
    ],
)
def test_the_wording_of_a_concept(code: Json, text: str) -> None:
    assert concept_text(code) == text


@pytest.mark.parametrize(
    ("recorded", "shown"),
    [
        ("Hb \u202egnilaf\u202c", "Hb gnilaf"),
        ("a\x00b\u200bc", "abc"),
        ("rad\u2028rad\r\nrad", "rad\nrad\nrad"),
        ("e" + "\u0301" * 20_000, "e" + "\u0301" * 4),
        ("\n" * 1_000_000 + "slut", "slut"),
        ("5\xa0mg", "5\xa0mg"),
        ("<img src='file:///etc/passwd'>", "<img src='file:///etc/passwd'>"),
    ],
)
def test_a_text_is_made_safe_to_draw(recorded: str, shown: str) -> None:
    assert clean(recorded) == shown


def test_markup_becomes_lines_of_words() -> None:
    markup = (
        "<div><h1>Svar</h1><p>Ingen <b>tumör</b>.</p><script>x()</script><ul><li>a</li></ul></div>"
    )
    assert plain_text(markup) == "Svar\nIngen tumör.\na"
    assert (
        plain_text("<td title='a>b'>1</td><td>2 &lt; 3</td><!-- bort --> 4 < 5")
        == "1\N{EM SPACE}2 < 3 4 < 5"
    )


@pytest.mark.parametrize("part", ["<a ", "<a b='", "</", "<!--", "&#", "<td", '<p "'])
def test_broken_markup_takes_no_longer_than_it_is_long(part: str) -> None:
    assert isinstance(plain_text(part * 100_000), str)


def test_an_alert_with_its_reactions() -> None:
    allergy = resource(
        "AllergyIntolerance",
        "a",
        code=concept("Penicillin"),
        criticality="high",
        verificationStatus=concept("", ("", "confirmed", "")),
        onsetDateTime="1987",
        reaction=[{"manifestation": [concept("Urtikaria"), concept("Urtikaria")]}],
    )
    row = only_row(overview(allergy), "alerts")
    assert isinstance(row, AlertRow)
    assert (row.text, row.reactions, row.severe) == ("Penicillin", ("Urtikaria",), True)
    assert (row.certainty, row.since) == ("confirmed", "1987")


def test_a_diagnosis_with_stage_and_code() -> None:
    tumour = resource(
        "Condition",
        "c",
        code=concept("Malign tumör i sigmoideum", (ICD, "C18.7", "")),
        clinicalStatus=concept("", (CLINICAL, "active", "")),
        stage=[{"summary": concept("pT3 N1b M0")}],
        onsetDateTime="2022-09",
    )
    row = only_row(overview(tumour, definition=COLORECTAL), "tumour")
    assert isinstance(row, DiagnosisRow)
    assert (row.code, row.status, row.since, row.detail) == (
        "C18.7",
        "active",
        "2022-09",
        "pT3 N1b M0",
    )


def test_every_condition_is_either_the_tumour_or_comorbidity() -> None:
    conditions = [
        resource("Condition", code, code=concept(code, (ICD, code, "")))
        for code in ("C20.9", "C78.7", "C50.1", "D12.6", "I48.0", "Z85.0")
    ]
    shown = overview(*conditions, definition=COLORECTAL)
    tumour = [row.reference.removeprefix("Condition/") for row in section(shown, "tumour").rows]
    other = {row.reference.removeprefix("Condition/") for row in section(shown, "comorbidity").rows}
    assert tumour == ["C20.9", "C78.7", "C50.1"]
    assert other == {"D12.6", "I48.0", "Z85.0"}


MEDICATION = {
    "resourceType": "Medication",
    "id": "m",
    "code": concept("", ("http://example.org/varor", "1", "Karvea")),
    "ingredient": [
        {
            "itemCodeableConcept": concept("irbesartan"),
            "strength": {
                "numerator": {"value": 75, "unit": "mg"},
                "denominator": {"value": 1, "unit": "tablett"},
            },
        }
    ],
}


def medicine(**elements: object) -> MedicineRow:
    given = resource("MedicationStatement", "s", status="active", **elements)
    row = only_row(overview(given, MEDICATION), "medicines")
    assert isinstance(row, MedicineRow)
    return row


@pytest.mark.parametrize(
    "elements",
    [
        {"medicationReference": {"reference": "Medication/m"}},
        {"medicationReference": {"reference": "https://host.example/fhir/Medication/m/_history/3"}},
        {
            "medicationReference": {"reference": "#inside"},
            "contained": [{**MEDICATION, "id": "inside"}],
        },
    ],
)
def test_a_medicine_by_reference(elements: Json) -> None:
    row = medicine(**elements)
    assert (row.generic, row.brand, row.strength) == ("irbesartan", "Karvea", "75\xa0mg")


def test_a_medicine_by_concept_and_one_whose_reference_leads_nowhere() -> None:
    row = medicine(medicationCodeableConcept=concept("Eliquis 5 mg", (ATC, "B01AF02", "apixaban")))
    assert (row.generic, row.brand) == ("apixaban", "Eliquis 5 mg")
    lost = medicine(medicationReference={"reference": "Medication/x", "display": "Waran"})
    assert (lost.generic, lost.brand) == ("Waran", "")


@pytest.mark.parametrize(
    ("dosage", "dose"),
    [
        ({"text": "1 tablett till natten"}, "1 tablett till natten"),
        (
            {
                "doseAndRate": [{"doseQuantity": {"value": 2, "unit": "tabletter"}}],
                "timing": {"repeat": {"frequency": 3, "period": 1, "periodUnit": "d"}},
                "asNeededBoolean": True,
            },
            "2\xa0tabletter, 3 gånger per dygn vid behov",
        ),
    ],
)
def test_a_dose_in_words(dosage: Json, dose: str) -> None:
    assert medicine(medicationCodeableConcept=concept("x"), dosage=[dosage]).dose == dose


def report(category: str, **elements: object) -> Json:
    categories = [concept("", (V2_0074, category, ""))]
    return resource(
        "DiagnosticReport", "r", category=categories, code=concept("DT buk"), **elements
    )


def test_a_statement_puts_the_conclusion_before_the_report() -> None:
    form = {
        "contentType": "text/plain; charset=utf-8",
        "data": base64.b64encode("Två förändringar i levern.".encode()).decode(),
    }
    given = report("RAD", conclusion="Metastaser.", presentedForm=[form], status="final")
    full = overview(given, definition=_in_full(GENERAL))
    row = only_row(full, "imaging")
    assert isinstance(row, StatementRow)
    assert (row.title, row.conclusion, row.text, row.abridged) == (
        "DT buk",
        "Metastaser.",
        "Två förändringar i levern.",
        False,
    )


def _in_full(definition: ConferenceDefinition) -> ConferenceDefinition:
    sections = tuple(replace(s, text=StatementText.FULL) for s in definition.sections)
    return replace(definition, sections=sections)


def test_only_the_conclusion_is_shown_and_it_says_that_there_is_more() -> None:
    long = [{"contentType": "text/plain", "data": base64.b64encode(b"Lever utan anm.").decode()}]
    given = report("RAD", conclusion="Metastaser.", presentedForm=long)
    row = only_row(overview(given), "imaging")
    assert isinstance(row, StatementRow)
    assert (row.conclusion, row.text, row.abridged) == ("Metastaser.", "", True)
    picked = only_row(overview(given, picks=("DiagnosticReport/r",)), "imaging")
    assert isinstance(picked, StatementRow)
    assert (picked.text, picked.abridged) == ("Lever utan anm.", False)


def test_a_statement_without_conclusion_is_shown_in_full() -> None:
    long = [{"contentType": "text/plain", "data": base64.b64encode(b"Lever utan anm.").decode()}]
    row = only_row(overview(report("RAD", presentedForm=long)), "imaging")
    assert isinstance(row, StatementRow)
    assert (row.conclusion, row.text, row.abridged) == ("", "Lever utan anm.", False)


def test_ended_cancer_medicines_come_before_other_ended_ones() -> None:
    atc = "http://www.whocc.no/atc"
    ended = [
        resource(
            "MedicationStatement",
            f"m{number}",
            status="completed",
            medicationCodeableConcept=concept(text, (atc, code, "")),
            effectivePeriod={"start": "2023-01-01", "end": end},
        )
        for number, (text, code, end) in enumerate(
            [
                ("penicillin", "J01CE02", "2025-01-01"),
                ("kapecitabin", "L01BC06", "2023-11-12"),
                ("flukloxacillin", "J01CF05", "2026-01-01"),
            ]
        )
    ]
    rows = section(overview(*ended, definition=COLORECTAL), "ended-medicines").rows
    told = [(r.generic, r.since, r.until) for r in rows if isinstance(r, MedicineRow)]
    assert told == [
        ("kapecitabin", "2023-01-01", "2023-11-12"),
        ("flukloxacillin", "2023-01-01", "2026-01-01"),
        ("penicillin", "2023-01-01", "2025-01-01"),
    ]


def test_picks_that_no_section_shows_come_right_after_the_alerts() -> None:
    picked = resource("Immunization", "i", vaccineCode=concept("Influensa"))
    shown = overview(picked, picks=("Immunization/i",))
    assert [each.key for each in shown.sections[:2]] == ["alerts", "picked-facts"]


def test_codes_are_worded_in_the_language_of_the_interface() -> None:
    dosage = {
        "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}},
        "asNeededBoolean": True,
        "doseAndRate": [{"doseQuantity": {"value": Decimal("0.5"), "unit": "mg"}}],
    }
    held = resource(
        "MedicationStatement",
        "m",
        status="active",
        medicationCodeableConcept=concept("x"),
        dosage=[dosage],
    )
    said = {}
    for language in ("sv", "en"):
        shown = overview(held, language=language)
        row = only_row(shown, "medicines")
        assert isinstance(row, MedicineRow)
        said[language] = row.dose
    assert said == {
        "sv": "0,5\xa0mg, 2 gånger per dygn vid behov",
        "en": "0.5\xa0mg, 2 times per day as needed",
    }


def test_a_study_that_a_statement_tells_of_is_no_row_of_its_own() -> None:
    given = report("RAD", conclusion="Metastaser.", imagingStudy=[{"reference": "ImagingStudy/s"}])
    told = resource("ImagingStudy", "s", status="available", description="DT buk")
    untold = resource("ImagingStudy", "u", status="available", description="MR lever")
    shown = overview(given, told, untold)
    references = {row.reference for row in section(shown, "imaging").rows}
    assert references == {"DiagnosticReport/r", "ImagingStudy/u"}
    assert shown.not_shown == ()


def test_an_attachment_that_is_no_text_is_named() -> None:
    form = {"contentType": "application/pdf", "title": "Svar", "data": "JVBERg=="}
    row = only_row(overview(report("PAT", presentedForm=[form])), "pathology")
    assert isinstance(row, StatementRow)
    assert row.text == "Svar (application/pdf)"


def test_the_findings_of_a_report_are_shown_with_it() -> None:
    finding = observation("f", concept("pT"), "exam", valueString="pT3")
    given = report("PAT", result=[{"reference": "Observation/f"}])
    row = only_row(overview(given, finding, definition=COLORECTAL), "pathology")
    assert isinstance(row, StatementRow)
    assert row.text == "pT: pT3"
    assert overview(given, finding, definition=COLORECTAL).not_shown == ()


def test_a_fact_with_components_and_notes() -> None:
    given = observation(
        "e",
        concept("Funktionsstatus", ("http://loinc.org", "89247-1", "")),
        "survey",
        valueCodeableConcept=concept("1 – uppegående"),
        note=[{"text": "Går i trappor."}],
        effectivePeriod={"start": "2026-03"},
    )
    row = only_row(overview(given), "performance")
    assert isinstance(row, FactRow)
    assert (row.title, row.text, row.at) == (
        "Funktionsstatus",
        "1 – uppegående\nGår i trappor.",
        "2026-03",
    )


def test_a_row_tells_version_unit_author_and_when() -> None:
    tumour = resource(
        "Condition",
        "c",
        meta={"versionId": "4"},
        code=concept("Diagnos"),
        recordedDate="2026-03-05",
        recorder={"reference": "PractitionerRole/r"},
    )
    role = {
        "resourceType": "PractitionerRole",
        "id": "r",
        "practitioner": {"reference": "Practitioner/x"},
        "organization": {"display": "Kirurgkliniken"},
    }
    person = {
        "resourceType": "Practitioner",
        "id": "x",
        "name": [{"given": ["Eva"], "family": "Provlund"}],
    }
    row = only_row(overview(tumour, role, person), "diagnoses")
    assert (row.reference, row.version) == ("Condition/c", "4")
    assert row.origin == Origin(unit="Kirurgkliniken", author="Eva Provlund", recorded="2026-03-05")


def test_a_provenance_tells_the_unit_before_the_resource_does() -> None:
    tumour = resource("Condition", "c", code=concept("Diagnos"), recorder={"display": "N.N."})
    provenance = {
        "resourceType": "Provenance",
        "id": "p",
        "target": [{"reference": "Condition/c"}],
        "recorded": "2026-03-05T10:00:00Z",
        "agent": [
            {
                "type": concept("", ("", "custodian", "")),
                "who": {"reference": "Organization/v", "display": "Region Övning"},
            },
            {
                "who": {"reference": "Practitioner/e", "display": "Eva Provlund"},
                "onBehalfOf": {"display": "Vårdcentralen"},
            },
        ],
    }
    row = only_row(overview(tumour, provenance), "diagnoses")
    assert row.origin == Origin(
        unit="Vårdcentralen", author="Eva Provlund", recorded="2026-03-05T10:00:00Z"
    )


def test_a_protected_identity_hides_where_rows_come_from() -> None:
    hidden = Patient(reference="Patient/p", protected=True)
    tumour = resource(
        "Condition",
        "c",
        code=concept("Diagnos"),
        recordedDate="2026-03-05",
        recorder={"reference": "Organization/v", "display": "Vårdcentralen"},
    )
    row = only_row(overview(tumour, patient=hidden), "diagnoses")
    assert row.origin == Origin(recorded="2026-03-05")


def test_what_was_taken_back_or_ruled_out_is_left_out_and_counted() -> None:
    verification = {"verificationStatus": concept("", ("", "entered-in-error", ""))}
    refuted = {"verificationStatus": concept("", ("", "refuted", ""))}
    shown = overview(
        resource("Condition", "a", code=concept("Fel"), **verification),
        resource("AllergyIntolerance", "b", code=concept("Nej"), **refuted),
        observation("c", concept("Hb"), status="entered-in-error", valueInteger=1),
    )
    assert not any(each.rows for each in shown.sections)
    assert [(n.resource_type, n.count, n.reason) for n in shown.not_shown] == [
        ("AllergyIntolerance", 1, NotShownReason.REFUTED),
        ("Condition", 1, NotShownReason.ENTERED_IN_ERROR),
        ("Observation", 1, NotShownReason.ENTERED_IN_ERROR),
    ]


def test_nothing_of_the_record_is_dropped_silently() -> None:
    shown = overview(
        resource("Immunization", "i", vaccineCode=concept("Influensa")),
        resource("Claim", "k"),
        {"resourceType": "Okänd", "id": "u"},
        {"resourceType": "Organization", "id": "o", "name": "Region"},
    )
    assert [(n.resource_type, n.count, n.reason.value) for n in shown.not_shown] == [
        ("Claim", 1, "administrative"),
        ("Immunization", 1, "no-section"),
        ("Okänd", 1, "no-section"),
    ]


def test_of_two_versions_the_newest_is_shown() -> None:
    old = resource("Condition", "c", code=concept("Gammal"), meta={"versionId": "9"})
    new = resource("Condition", "c", code=concept("Ny"), meta={"versionId": "10"})
    for order in ((old, new), (new, old)):
        row = only_row(overview(*order), "diagnoses")
        assert isinstance(row, DiagnosisRow)
        assert (row.text, row.version) == ("Ny", "10")


def test_the_alerts_come_first_and_the_question_is_kept() -> None:
    shown = overview()
    assert shown.sections[0].key == "alerts"
    assert (shown.question.text, shown.patient, shown.as_of) == (
        "Kurativ behandling?",
        PATIENT,
        NOW,
    )


def test_the_same_fact_year_after_year_is_shown_once_and_counted() -> None:
    code = concept("Tobak", ("http://loinc.org", "72166-2", ""))
    years = [
        observation(str(year), code, "social-history", valueString=text)
        | {"effectiveDateTime": str(year)}
        for year, text in ((2020, "Röker"), (2022, "Har slutat"), (2024, "Har slutat"))
    ]
    social = section(overview(*years), "social")
    assert [row.reference for row in social.rows] == ["Observation/2024", "Observation/2020"]
    assert social.left_out == 1


def test_sections_of_a_document_that_are_only_text_are_shown_as_they_are() -> None:
    def told(title: str, text: str, **elements: object) -> Json:
        return {"title": title, "text": {"div": f"<div><p>{text}</p></div>"}, **elements}

    composition = resource(
        "Composition",
        "doc",
        date="2026-03-05",
        section=[
            told("Bakgrund", "Snickare.", section=[told("Familj", "Två barn.")]),
            told("Diagnoser", "Tumör", entry=[{"reference": "Condition/c"}]),
            told("Läkemedel", "Inga", emptyReason=concept("Inga")),
        ],
    )
    tumour = resource("Condition", "c", code=concept("Tumör"))
    document = section(overview(composition, tumour), "document")
    assert [(r.title, r.text) for r in document.rows if isinstance(r, FactRow)] == [
        ("Bakgrund", "Snickare."),
        ("Familj", "Två barn."),
        ("Tomma avsnitt", "Läkemedel: Inga – Inga"),
    ]


def test_rows_of_one_time_stand_in_the_order_of_their_names() -> None:
    at = "2026-03-01T08:00:00+01:00"
    made = [
        observation(own, concept(name), valueString="1", effectiveDateTime=at)
        for own, name in (("1", "Öga"), ("2", "alat"), ("3", "Zink"), ("4", "Ärr"), ("5", "Kalium"))
    ]
    shown = overview(*made, definition=LIBRARY.definition_named("whole"))
    names = [getattr(row, "name", "") for row in section(shown, "laboratory").rows]
    assert names == ["alat", "Kalium", "Zink", "Ärr", "Öga"]
