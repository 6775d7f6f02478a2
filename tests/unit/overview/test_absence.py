"""Known, none known, not documented, could not be fetched: four answers, never merged."""

import pytest

from app.model.overview import Answer, SourceStatus
from app.model.record import Need, SourceAnswer
from app.overview import Record, failed, needs
from tests.unit.overview.records import (
    GENERAL,
    NOW,
    PATIENT,
    Json,
    answered,
    concept,
    overview,
    resource,
    section,
)

UV_IPS = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"
SNOMED = "http://snomed.info/sct"
PENICILLIN = resource("AllergyIntolerance", "a", code=concept("Penicillin"))


def no_known(code: str, system: str = UV_IPS) -> Json:
    return resource("AllergyIntolerance", "none", code=concept("", (system, code, "I ord")))


@pytest.mark.parametrize(
    ("resources", "answer", "none_known"),
    [
        ([PENICILLIN], Answer.KNOWN, ()),
        ([no_known("no-known-allergies")], Answer.NONE_KNOWN, ("I ord",)),
        ([no_known("no-known-medication-allergies")], Answer.NONE_KNOWN, ("I ord",)),
        ([no_known("716186003", SNOMED)], Answer.NONE_KNOWN, ("I ord",)),
        ([no_known("no-allergy-info")], Answer.NOT_DOCUMENTED, ()),
        ([], Answer.NOT_DOCUMENTED, ()),
        ([PENICILLIN, no_known("no-known-allergies")], Answer.KNOWN, ("I ord",)),
    ],
)
def test_what_the_record_says_about_hypersensitivity(
    resources: list[Json], answer: Answer, none_known: tuple[str, ...]
) -> None:
    alerts = overview(*resources).sections[0]
    assert (alerts.answer, alerts.none_known) == (answer, none_known)
    found = answer in (Answer.KNOWN, Answer.NONE_KNOWN)  # that nothing is known was found, too
    status = SourceStatus.FOUND if found else SourceStatus.NOTHING_FOUND
    assert [source.status for source in alerts.sources] == [status]
    assert all(row.reference == "AllergyIntolerance/a" for row in alerts.rows)


@pytest.mark.parametrize(
    ("code", "key", "answer"),
    [
        ("no-known-medications", "medicines", Answer.NONE_KNOWN),
        ("no-medication-info", "medicines", Answer.NOT_DOCUMENTED),
        ("no-known-problems", "diagnoses", Answer.NONE_KNOWN),
        ("no-problem-info", "diagnoses", Answer.NOT_DOCUMENTED),
    ],
)
def test_absent_and_unknown_of_the_patient_summary(code: str, key: str, answer: Answer) -> None:
    said = concept("", (UV_IPS, code, ""))
    told = {
        "medicines": resource(
            "MedicationStatement", "m", status="active", medicationCodeableConcept=said
        ),
        "diagnoses": resource("Condition", "c", code=said),
    }[key]
    shown = section(overview(told), key)
    assert (shown.answer, shown.rows) == (answer, ())


def test_a_missing_kind_is_not_called_missing_when_the_record_says_there_is_none() -> None:
    said = resource("Condition", "c", code=concept("", (UV_IPS, "no-known-problems", "")))
    assert "comorbidity" not in overview(said).missing
    assert "comorbidity" in overview().missing


def waiting_for_everything() -> Record:
    return Record.awaiting(("Region Övning", "Region Prov"), needs(GENERAL))


def test_before_any_answer_every_section_is_loading() -> None:
    shown = overview(record=waiting_for_everything())
    assert {each.answer for each in shown.sections} == {Answer.LOADING}
    assert not shown.is_complete
    assert shown.missing == ()


def test_one_source_failing_makes_rows_partly_known_and_no_rows_failed() -> None:
    allergies = Need(resource_type="AllergyIntolerance")
    record = answered(PENICILLIN).with_answer(
        failed("Region Prov", allergies, "host-silent", NOW), PATIENT
    )
    alerts = overview(record=record).sections[0]
    assert alerts.answer is Answer.PARTLY
    assert [(s.source, s.status, s.error) for s in alerts.sources] == [
        ("Region Prov", SourceStatus.FAILED, "host-silent"),
        ("Region Övning", SourceStatus.FOUND, ""),
    ]
    none = answered().with_answer(failed("Region Prov", allergies, "host-silent", NOW), PATIENT)
    assert overview(record=none).sections[0].answer is Answer.FAILED


def test_none_known_is_not_claimed_while_a_source_is_silent() -> None:
    record = answered(no_known("no-known-allergies")).asked_further(
        ("Region Prov",), (Need(resource_type="AllergyIntolerance"),)
    )
    assert overview(record=record).sections[0].answer is Answer.LOADING


def test_a_source_whose_resources_could_not_be_read_has_not_said_that_there_is_nothing() -> None:
    need = Need(resource_type="AllergyIntolerance")
    broken = SourceAnswer(source="Region Övning", need=need, at=NOW, unreadable=1)
    alerts = overview(record=answered().with_answer(broken, PATIENT)).sections[0]
    assert alerts.answer is Answer.FAILED
    assert alerts.sources[0].unreadable == 1


@pytest.mark.parametrize(
    ("reason", "answer"),
    [
        ("nilknown", Answer.NONE_KNOWN),
        ("unavailable", Answer.FAILED),
        ("notasked", Answer.NOT_DOCUMENTED),
        ("withheld", Answer.FAILED),
    ],
)
def test_the_reason_for_an_empty_section_of_a_document(reason: str, answer: Answer) -> None:
    composition = resource(
        "Composition",
        "doc",
        section=[
            {
                "title": "Allergier",
                "code": concept("", ("http://loinc.org", "48765-2", "")),
                "emptyReason": concept("", ("", reason, "")),
            }
        ],
    )
    assert overview(composition).sections[0].answer is answer


def test_an_alert_whose_status_cannot_be_read_is_shown() -> None:
    """As in STU3, where clinicalStatus was a code."""
    stu3 = PENICILLIN | {"clinicalStatus": "active"}
    other = resource("AllergyIntolerance", "b", code=concept("Nötter"))
    alerts = overview(stu3, other).sections[0]
    assert alerts.answer is Answer.KNOWN
    assert {row.reference for row in alerts.rows} == {
        "AllergyIntolerance/a",
        "AllergyIntolerance/b",
    }


def test_another_patients_resource_makes_the_whole_answer_a_failure() -> None:
    other = {**PENICILLIN, "patient": {"reference": "Patient/someone-else"}}
    alerts = overview(other, resource("AllergyIntolerance", "b", code=concept("Nötter"))).sections[
        0
    ]
    assert (alerts.answer, alerts.rows) == (Answer.FAILED, ())
    assert alerts.sources[0].error == "other-patient"
