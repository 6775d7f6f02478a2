"""How units, SNOMED CT names and doses read."""

from decimal import Decimal

import pytest

from app.overview.index import RecordIndex
from app.overview.language import speaking
from app.overview.medicines import read_medicine
from app.overview.units import unit_in_words
from app.overview.values import decimal
from app.overview.wording import concept_text
from tests.unit.overview.records import (
    PATIENT,
    Json,
    answered,
    concept,
    hb,
    observation,
    overview,
    resource,
    section,
)

SNOMED = "http://snomed.info/sct"


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("mm[Hg]", "mmHg"),
        ("10*9/L", "10⁹/L"),
        ("10*12/L", "10¹²/L"),
        ("10^9/l", "10⁹/l"),
        ("10E9/L", "10⁹/L"),
        ("[IU]/L", "IE/L"),
        ("m[IU]/L", "mIE/L"),
        ("u[IU]/mL", "µIE/mL"),
        ("ug/dL", "µg/dL"),
        ("umol/L", "µmol/L"),
        ("kg/m2", "kg/m²"),
        ("mL/min/{1.73_m2}", "mL/min/1,73\xa0m²"),
        ("/{tot}", ""),
        ("{score}", ""),
        ("1", ""),
        ("Cel", "°C"),
        ("a", "år"),
        ("Tablet (unit of presentation)", "Tablet"),
        ("g/L", "g/L"),
        ("unit", "unit"),
        ("cm", "cm"),
        ("mL", "mL"),
        ("\u202eg/L", "g/L"),
    ],
)
def test_a_unit_as_it_is_read(unit: str, words: str) -> None:
    assert unit_in_words(unit) == words


def test_units_follow_the_language() -> None:
    with speaking("en"):
        assert (unit_in_words("[IU]/L"), unit_in_words("a")) == ("IU/L", "years")
    assert unit_in_words("[IU]/L") == "IE/L"


def test_a_unit_and_its_code_are_one_series() -> None:
    code = concept("Systoliskt")
    one = observation(
        "1", code, effectiveDateTime="2025", valueQuantity={"value": 1, "code": "mm[Hg]"}
    )
    two = observation(
        "2", code, effectiveDateTime="2026", valueQuantity={"value": 2, "unit": "mmHg"}
    )
    assert len(section(overview(one, two), "laboratory").rows) == 1


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (concept("", (SNOMED, "1", "Penicillin (substance)")), "Penicillin"),
        (concept("Astma (disorder)"), "Astma"),
        (concept("Tumör (höger)"), "Tumör (höger)"),
        (concept("(finding)"), "(finding)"),
        (concept("Hosta (finding) (finding)"), "Hosta (finding)"),
    ],
)
def test_a_snomed_name_without_its_tag(told: Json, words: str) -> None:
    assert concept_text(told) == words


@pytest.mark.parametrize(
    ("amount", "repeat", "dose"),
    [
        ({"value": 2, "unit": "tabletter"}, {"frequency": 2, "periodUnit": "d"},
         "2\xa0tabletter, 2 gånger per dygn"),
        ({"value": 2}, {"frequency": 1, "periodUnit": "d"}, "2, 1 gång per dygn"),
        ({"value": 2}, {}, "2"),
        ({}, {"frequency": 1, "period": 2, "periodUnit": "wk"}, "var 2:a vecka"),
        ({}, {"frequency": 1, "period": 3, "periodUnit": "d"}, "vart 3:e dygn"),
        ({}, {"frequency": 1, "period": 12, "periodUnit": "h"}, "var 12:e timme"),
        ({}, {"frequency": 1, "period": 21, "periodUnit": "d"}, "vart 21:a dygn"),
        ({}, {"frequency": 2, "period": 3, "periodUnit": "wk"}, "2 gånger per 3 veckor"),
        ({}, {"frequency": 1, "period": "x", "periodUnit": "wk"}, ""),
    ],
)  # fmt: skip
def test_how_often_a_medicine_is_taken(amount: Json, repeat: Json, dose: str) -> None:
    taken = {"timing": {"repeat": repeat}, "doseAndRate": [{"doseQuantity": amount}]}
    given = resource("MedicationStatement", "m", status="active", dosage=[taken])
    (fields,) = read_medicine(given, RecordIndex(answered(), PATIENT))
    assert fields["dose"] == dose


def test_how_often_in_english() -> None:
    taken = {"timing": {"repeat": {"frequency": 1, "period": 3, "periodUnit": "wk"}}}
    given = resource("MedicationStatement", "m", status="active", dosage=[taken])
    with speaking("en"):
        (fields,) = read_medicine(given, RecordIndex(answered(), PATIENT))
    assert fields["dose"] == "every 3 weeks"


def test_a_panel_is_no_row_where_its_members_are() -> None:
    members = [{"reference": "Observation/1"}, {"reference": "Observation/gone"}]
    panel = observation("p", concept("Blodstatus"), hasMember=members[:1])
    broken = observation("q", concept("Elektrolyter"), hasMember=members)
    shown = overview(panel, broken, hb("1", 120, "2026"))
    references = {row.reference for row in section(shown, "laboratory").rows}
    assert references == {"Observation/1", "Observation/q"}
    assert shown.not_shown == ()


@pytest.mark.parametrize(
    ("recorded", "kept"),
    [
        ("13.489005002818118", "13.4890"),
        ("0.000123456789012", "0.000123457"),
        ("1234567.123456", "1234567.123"),
        ("5.40", "5.40"),
        ("0.3000000001", "0.3000000001"),
        ("12345678901", "12345678901"),
    ],
)
def test_the_tail_of_a_computed_number_is_no_precision(recorded: str, kept: str) -> None:
    assert str(decimal(Decimal(recorded))) == kept


@pytest.mark.parametrize("words", ["()", "NA", "n/a"])
def test_an_interval_of_nothing_is_no_interval(words: str) -> None:
    told = hb("1", 120, "2026", referenceRange=[{"text": words}])
    (row,) = section(overview(told), "laboratory").rows
    assert getattr(row, "interval", None) == ""


def test_repeated_facts_are_left_out_only_where_a_section_is_limited() -> None:
    visits = [
        resource("Procedure", str(n), status="completed", code=concept("Strålning"))
        | {"performedDateTime": f"2026-01-{n:02}"}
        for n in (1, 2, 3)
    ]
    from tests.unit.overview.records import LIBRARY  # noqa: PLC0415

    whole = LIBRARY.definition_named("whole")
    assert len(section(overview(*visits, definition=whole), "procedures").rows) == 3
    assert len(section(overview(*visits), "procedures").rows) == 1
