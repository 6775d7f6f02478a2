"""The contract with authors of definitions: a view's columns replace the standard reading."""

from decimal import Decimal
from typing import Any

import pytest

from app.model.definition import ConferenceDefinition, SectionDefinition, SectionKind, Title
from app.model.errors import DefinitionError
from app.model.overview import AnyRow, Flag, LaboratoryRow, MediaRow
from app.overview import prepare
from app.overview.columns import COLUMNS, KEY_COLUMN, exceptions
from app.overview.rows import _READERS
from tests.unit.overview.records import (
    ICD,
    Json,
    answered,
    concept,
    hb,
    observation,
    overview,
    resource,
    section,
)

TITLE = Title(sv="Prov", en="Test")


def definition(kind: SectionKind, *views: Json) -> ConferenceDefinition:
    alerts = SectionDefinition(key="alerts", title=TITLE, kind=SectionKind.ALERTS, views=())
    own = SectionDefinition(key="own", title=TITLE, kind=kind, views=views)
    return ConferenceDefinition(
        url="https://example.org/d", version="1", name="own", title=TITLE, sections=(own, alerts)
    )


def view(resource_type: str, columns: dict[str, str], **elements: Any) -> Json:
    selected = [{"name": name, "path": path} for name, path in columns.items()]
    return {"resource": resource_type, "select": [{**elements, "column": selected}]}


def rows(kind: SectionKind, chosen: Json, *resources: Json) -> tuple[AnyRow, ...]:
    shown = overview(record=answered(*resources), definition=definition(kind, chosen))
    return section(shown, "own").rows


def test_every_column_is_a_field_of_its_row() -> None:
    types = {kind: row for kind, (row, _) in _READERS.items()}
    types[SectionKind.LABORATORY] = LaboratoryRow
    types[SectionKind.MEDIA] = MediaRow
    for kind, columns in COLUMNS.items():
        assert set(columns) <= set(types[kind].__struct_fields__)
        assert KEY_COLUMN not in columns


def test_a_column_replaces_one_field_and_leaves_the_others() -> None:
    tumour = resource("Condition", "c", code=concept("Tumör", (ICD, "C18.7", "")))
    chosen = view("Condition", {"id": "getResourceKey()", "text": "'Rubrik'", "since": "'2020'"})
    (row,) = rows(SectionKind.DIAGNOSES, chosen, tumour)
    assert (getattr(row, "text", ""), getattr(row, "since", "")) == ("Rubrik", "2020")
    assert (getattr(row, "code", ""), row.reference) == ("C18.7", "Condition/c")


def test_a_null_column_makes_the_field_empty() -> None:
    (row,) = rows(
        SectionKind.DIAGNOSES,
        view("Condition", {"code": "onset.ofType(dateTime).toString()"}),
        resource("Condition", "c", code=concept("Tumör", (ICD, "C18.7", ""))),
    )
    assert getattr(row, "code", None) == ""


def test_a_view_with_for_each_gives_one_row_for_each_item() -> None:
    parts = [{"code": concept(name), "valueString": name.upper()} for name in ("pT", "pN", "pN")]
    found = rows(
        SectionKind.FACTS,
        view(
            "Observation",
            {"title": "code.text", "text": "value.ofType(string)"},
            forEach="component",
        ),
        observation("o", concept("Stadium"), component=parts),
    )
    assert sorted((getattr(r, "title", ""), getattr(r, "text", "")) for r in found) == [
        ("pN", "PN"),
        ("pT", "PT"),
    ]


def test_columns_of_a_laboratory_view_decide_about_its_series() -> None:
    columns = {"name": "'Hb'", "unit": "'gram/L'", "low": "134.0", "flag": "'low'"}
    (row,) = rows(
        SectionKind.LABORATORY,
        view("Observation", columns),
        hb("1", 120, "2025"),
        {**hb("2", 130, "2026"), "code": concept("Annat namn")},
    )
    assert isinstance(row, LaboratoryRow)
    assert (row.name, row.unit, row.low, row.flag) == ("Hb", "gram/L", Decimal("134.0"), Flag.LOW)
    assert [point.value for point in row.trend] == [120, 130]


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("severe", True, True),
        ("severe", None, False),
        ("text", ["a", 1, True], "a, 1, Ja"),
        ("text", {"no": "text"}, ""),
    ],
)
def test_columns_take_the_type_of_their_field(name: str, value: Any, field: Any) -> None:
    assert exceptions(SectionKind.ALERTS, {name: value, "id": "x"}) == {name: field}


def test_a_flag_that_is_none_of_them_is_no_flag() -> None:
    assert exceptions(SectionKind.LABORATORY, {"flag": "hög"}) == {"flag": Flag.NONE}


def test_the_alerts_come_first_wherever_the_definition_puts_them() -> None:
    prepared = prepare(definition(SectionKind.FACTS))
    assert [each.definition.key for each in prepared.sections] == ["alerts", "own"]


def test_a_misspelt_column_is_found_and_placed() -> None:
    wrong = definition(SectionKind.FACTS, view("Flag", {"titel": "code.text"}))
    with pytest.raises(DefinitionError, match="titel") as refused:
        prepare(wrong)
    assert (refused.value.definition, refused.value.where) == ("own", "sections[0].views[0]")
