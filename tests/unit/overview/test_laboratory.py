"""Laboratory rows: one an analysis, numbers as recorded, intervals that hold for this patient."""

from decimal import Decimal

import pytest

from app.model.case import Patient, Sex
from app.model.jsontext import parse_json
from app.model.overview import Flag, LaboratoryRow, StatementRow
from tests.unit.overview.records import (
    LIBRARY,
    NPU,
    PATIENT,
    Json,
    concept,
    hb,
    observation,
    only_row,
    overview,
    resource,
    section,
)


def rows(
    *resources: Json, key: str = "laboratory", patient: Patient = PATIENT
) -> list[LaboratoryRow]:
    found = section(overview(*resources, patient=patient), key).rows
    assert all(isinstance(row, LaboratoryRow) for row in found)
    return [row for row in found if isinstance(row, LaboratoryRow)]


def row_of(*, value: str = "120", patient: Patient = PATIENT, **elements: object) -> LaboratoryRow:
    (row,) = rows(hb("1", Decimal(value), "2026-01-01", **elements), patient=patient)
    return row


def test_a_series_is_one_row_with_the_newest_value_and_a_trend_from_the_oldest() -> None:
    (row,) = rows(
        hb("2", 118, "2026-02-01T08:00:00+01:00"),
        hb("3", 121, "2026-02-01T07:30:00Z"),
        hb("1", 131, "2025"),
    )
    assert (row.name, row.value, row.reference) == ("B-Hemoglobin", Decimal(121), "Observation/3")
    assert [(p.at, p.value) for p in row.trend] == [
        ("2025", Decimal(131)),
        ("2026-02-01T08:00:00+01:00", Decimal(118)),
        ("2026-02-01T07:30:00Z", Decimal(121)),
    ]


def test_the_same_analysis_in_another_unit_is_another_row() -> None:
    other = hb("2", Decimal("7.5"), "2026-02-02")
    other["valueQuantity"]["unit"] = "mmol/L"
    found = rows(hb("1", 121, "2026-02-01"), other)
    assert [(row.value, row.unit, row.trend) for row in found] == [
        (Decimal("7.5"), "mmol/L", ()),
        (Decimal(121), "g/L", ()),
    ]


def test_precision_is_kept_as_recorded() -> None:
    value = parse_json(b'{"value": 5.40, "unit": "mmol/L"}')
    (row,) = rows(observation("1", concept("P-Kalium"), valueQuantity=value))
    assert str(row.value) == "5.40"


@pytest.mark.parametrize("number", ["1e400", "-1e-400", "1" * 200, "0." + "3" * 200])
def test_a_number_that_no_body_has_never_becomes_a_value(number: str) -> None:
    value = {"value": Decimal(number), "unit": "g/L"}
    (row,) = rows(observation("1", concept("B-Hemoglobin"), valueQuantity=value))
    assert row.value is None


def g_per_l(number: int) -> Json:
    return {"value": number, "unit": "g/L"}


ANYBODY = {"low": g_per_l(117), "high": g_per_l(170)}
WOMEN = {"low": g_per_l(117), "high": g_per_l(153), "appliesTo": [concept("Kvinna")]}
MEN = {
    "low": g_per_l(134),
    "high": g_per_l(170),
    "appliesTo": [concept("", ("http://snomed.info/sct", "248153007", "Man"))],
}
OLD_MEN = {**MEN, "low": g_per_l(125), "age": {"low": {"value": 70, "unit": "år"}}}
CHILDREN = {"low": g_per_l(100), "age": {"high": {"value": 10, "unit": "a"}}}


@pytest.mark.parametrize(
    ("ranges", "low"),
    [
        ([ANYBODY], 117),
        ([WOMEN, MEN], 134),
        ([ANYBODY, WOMEN, MEN], 134),
        ([ANYBODY, WOMEN], 117),
        ([WOMEN], None),
        ([CHILDREN, ANYBODY], 117),
        ([MEN, OLD_MEN], 125),
        ([{**ANYBODY, "type": concept("", ("", "therapeutic", ""))}], None),
    ],
)
def test_the_interval_is_the_one_whose_conditions_the_patient_meets(
    ranges: list[Json], low: int | None
) -> None:
    assert row_of(referenceRange=ranges).low == low


def test_an_interval_for_some_sex_is_not_used_when_the_sex_is_unknown() -> None:
    unknown = Patient(reference="Patient/p", sex=Sex.UNKNOWN)
    assert row_of(referenceRange=[MEN, WOMEN], patient=unknown).low is None


def test_bounds_in_another_unit_are_told_in_words_and_raise_no_flag() -> None:
    other = {"low": {"value": 7, "unit": "mmol/L"}, "high": {"value": 9, "unit": "mmol/L"}}
    row = row_of(value="120", referenceRange=[other])
    assert (row.low, row.high, row.interval, row.flag) == (None, None, "7–9\xa0mmol/L", Flag.NONE)


@pytest.mark.parametrize(
    ("value", "comparator", "flag"),
    [
        ("116", "", Flag.LOW),
        ("117", "", Flag.NONE),
        ("170", "", Flag.NONE),
        ("170.1", "", Flag.HIGH),
        ("117", "<", Flag.LOW),
        ("117", "<=", Flag.NONE),
        ("120", "<", Flag.NONE),
        ("170", ">", Flag.HIGH),
        ("150", ">", Flag.NONE),
        ("200", "<", Flag.NONE),
    ],
)
def test_a_flag_is_raised_only_for_what_is_surely_outside(
    value: str, comparator: str, flag: Flag
) -> None:
    found = hb("1", Decimal(value), "2026-01-01", referenceRange=[ANYBODY])
    found["valueQuantity"]["comparator"] = comparator
    (row,) = rows(found)
    assert (row.flag, row.comparator) == (flag, comparator)


@pytest.mark.parametrize(
    ("code", "flag"),
    [("H", Flag.HIGH), ("LL", Flag.LOW), ("A", Flag.ABNORMAL), ("N", Flag.NONE)],
)
def test_the_laboratorys_own_interpretation_comes_first(code: str, flag: Flag) -> None:
    told = [
        concept(
            "", ("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", code, "")
        )
    ]
    assert row_of(value="100", referenceRange=[ANYBODY], interpretation=told).flag is flag


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"valueString": "Påvisad"}, "Påvisad"),
        ({"valueCodeableConcept": concept("", ("s", "c", "Negativ"))}, "Negativ"),
        ({"valueRange": {"low": g_per_l(3), "high": g_per_l(5)}}, "3–5\xa0g/L"),
        ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}}, "1:128"),
        ({"valueBoolean": True}, "Ja"),
        ({"dataAbsentReason": concept("", ("", "not-performed", "Not Performed"))}, "Ej utfört"),
    ],
)
def test_a_result_that_is_no_number_is_a_text(value: Json, text: str) -> None:
    (row,) = rows(observation("1", concept("Analys"), **value))
    assert (row.value, row.text) == (None, text)


def test_each_component_is_a_row_of_its_own() -> None:
    parts = [
        {"code": concept("Systoliskt"), "valueQuantity": {"value": 142, "unit": "mmHg"}},
        {"code": concept("Diastoliskt"), "valueQuantity": {"value": 81, "unit": "mmHg"}},
    ]
    pressure = observation("1", concept("Blodtryck"), "vital-signs", component=parts)
    found = rows(pressure, key="measurements")
    assert {(row.name, row.value) for row in found} == {
        ("Systoliskt", Decimal(142)),
        ("Diastoliskt", Decimal(81)),
    }


WHOLE = LIBRARY.definition_named("whole")
CULTURE = concept("U-Bakterieodling", (NPU, "NPU06096", ""))


def isolate(own: str, name: str, at: str = "2026-03-01") -> Json:
    found = observation(own, CULTURE, effectiveDateTime=at, valueString=name)
    return {**found, "note": [{"text": "100"}]}


def test_the_finds_of_one_sample_stand_together_and_those_of_another_do_not() -> None:
    (row,) = rows(
        isolate("1", "E. coli"), isolate("2", "E. faecalis"), isolate("3", "Old", "2025-01-01")
    )
    assert row.text == "E. coli, 100; E. faecalis, 100"


def test_what_another_isolate_is_resistant_to_is_another_row() -> None:
    code = concept("Ciprofloxacin", (NPU, "NPU06049", ""))
    about = [[{"reference": f"Observation/{name}", "display": name}] for name in "AB"]
    found = rows(
        observation("a", code, focus=about[0], valueString="R"),
        observation("b", code, focus=about[1], valueString="S"),
        observation("c", code, focus=[{"reference": "Observation/9"}], valueString="I"),
    )
    assert {(row.name, row.text) for row in found} == {
        ("Ciprofloxacin, A", "R"),
        ("Ciprofloxacin, B", "S"),
        ("Ciprofloxacin", "I"),
    }


def test_a_report_tells_which_isolate_a_result_is_about() -> None:
    focus = [{"reference": "Observation/1", "display": "E. coli"}]
    member = observation("a", concept("Ciprofloxacin"), focus=focus, valueString="R")
    report = resource(
        "DiagnosticReport", "r", code=concept("Odling"), result=[{"reference": "Observation/a"}]
    )
    row = only_row(overview(report, member, definition=WHOLE), "reports")
    assert isinstance(row, StatementRow)
    assert row.text == "Ciprofloxacin, E. coli: R"
