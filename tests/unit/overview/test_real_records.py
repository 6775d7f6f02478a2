"""Records from elsewhere (../shared) and the project's own practice patients."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

import resources
from app.model.case import Question
from app.model.overview import Answer, FactRow, LaboratoryRow, MedicineRow, NotShown, Overview
from app.overview import compose, read_bundle
from tests.unit.overview.records import COLORECTAL, GENERAL, LIBRARY, NOW, Json, section

SHARED = Path(__file__).parents[4] / "shared" / "data" / "fhir"


def shown(data: bytes, definition: str) -> Overview:
    chosen = LIBRARY.definition_named(definition)
    found = read_bundle(data, chosen, at=NOW)
    question = Question(text="?")
    return compose(chosen, found.record, patient=found.patient, question=question, as_of=NOW)


def shared(name: str) -> bytes:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/data/fhir/{name} is not here")
    return path.read_bytes()


def practice(*names: str) -> bytes:
    entries: list[Json] = []
    for name in names:
        file = files(resources) / "practice" / f"{name}.json"
        if not file.is_file():
            pytest.skip(f"the practice record {name} is not here")
        entries += json.loads(file.read_bytes())["entry"]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()


def test_a_summary_whose_sections_are_empty_says_why() -> None:
    overview = shown(shared("ips_AU_section_emptyreason.json"), "general")
    assert (overview.patient.family, overview.patient.birth_date) == ("Irvine", "")
    failed = {each.key for each in overview.sections if each.answer is Answer.FAILED}
    assert {"alerts", "diagnoses", "medicines"} <= failed
    empty = section(overview, "document").rows[-1]
    assert isinstance(empty, FactRow)
    assert "Allergies and Intolerances: Uppgiften är inte tillgänglig" in empty.text
    assert overview.not_shown == (NotShown(resource_type="RelatedPerson", count=1),)


def test_a_summary_with_medicines_by_reference() -> None:
    overview = shown(shared("ips_DK_01.json"), "general")
    medicines = section(overview, "medicines").rows
    told = [(r.generic, r.brand, r.strength) for r in medicines if isinstance(r, MedicineRow)]
    assert told[:2] == [
        ("dimethyl fumarate", "Skilarence", "30\xa0mg"),
        ("irbesartan", "Karvea", "75\xa0mg"),
    ]
    assert section(overview, "alerts").answer is Answer.KNOWN
    assert overview.not_shown == ()


@pytest.mark.parametrize("definition", ["general", "colorectal", "breast", "whole"])
def test_every_resource_of_a_synthetic_record_is_shown_or_named(definition: str) -> None:
    data = shared("synthea_colon_Darin_Skiles.json")
    overview = shown(data, definition)
    entries = json.loads(data)["entry"]
    held = [entry["resource"]["resourceType"] for entry in entries]
    named = {each.resource_type: each.count for each in overview.not_shown}
    for resource_type in set(held) - {"Patient", "Organization", "Practitioner", "Observation"}:
        references = {row.reference for each in overview.sections for row in each.rows}
        rows = sum(each.startswith(f"{resource_type}/") for each in references)
        left_out = sum(each.left_out for each in overview.sections)
        hidden = named.get(resource_type, 0)
        panels = resource_type == "DiagnosticReport"  # their results are shown themselves
        assert panels or rows + hidden <= held.count(resource_type) <= rows + hidden + left_out


def test_the_practice_patient_for_the_colorectal_conference() -> None:
    overview = shown(practice("sigmoid", "sigmoid-laboratory"), "colorectal")
    answers = {each.key: each.answer for each in overview.sections}
    for key in ("alerts", "tumour", "performance", "imaging", "pathology", "laboratory"):
        assert answers[key] is Answer.KNOWN
    first = section(overview, "laboratory").rows[0]
    assert isinstance(first, LaboratoryRow)
    assert (first.name, first.trend[-1].value) == ("P-CEA", first.value)
    assert [kind.value for kind in overview.missing] == ["patients-wishes"]


def test_the_practice_patient_with_a_protected_identity() -> None:
    overview = shown(practice("protected", "protected-laboratory"), "colorectal")
    assert overview.patient.protected
    assert section(overview, "alerts").answer in (Answer.KNOWN, Answer.NONE_KNOWN)
    assert not any(row.origin.unit for each in overview.sections for row in each.rows)


def test_no_row_of_any_of_them_is_a_bare_type_name() -> None:
    for definition in (GENERAL, COLORECTAL):
        overview = shown(practice("sigmoid", "sigmoid-laboratory"), definition.name)
        for each in overview.sections:
            for row in each.rows:
                heading = next(
                    getattr(row, name)
                    for name in ("text", "name", "title", "generic")
                    if getattr(row, name, "")
                )
                assert heading != row.reference.partition("/")[0]
