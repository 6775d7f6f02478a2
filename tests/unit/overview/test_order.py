"""A definition orders the rows of its sections, and words what it means that there are none."""

import pytest
from msgspec.structs import replace

from app.model.definition import (
    ConferenceDefinition,
    RowOrder,
    SectionDefinition,
    SectionKind,
    Title,
)
from app.model.overview import Answer, FactRow, LaboratoryRow, MedicineRow, Section, TimelineRow
from tests.unit.overview.records import (
    Json,
    answered,
    concept,
    observation,
    overview,
    resource,
    section,
)

TITLE = Title(sv="Prov", en="Test")
WORDS = Title(sv="frågas patienten", en="is asked of the patient")


def definition(kind: SectionKind, *types: str, **more: object) -> ConferenceDefinition:
    views = tuple(
        {
            "resource": each,
            "select": [{"column": [{"name": "id", "path": "getResourceKey()"}]}],
        }
        for each in types
    )
    alerts = SectionDefinition(key="alerts", title=TITLE, kind=SectionKind.ALERTS, views=())
    own = SectionDefinition(key="own", title=TITLE, kind=kind, views=views)
    return ConferenceDefinition(
        url="https://example.org/d",
        version="1",
        name="own",
        title=TITLE,
        sections=(alerts, replace(own, **more)),
    )


def shown(conference: ConferenceDefinition, *resources: Json) -> Section:
    return section(overview(record=answered(*resources), definition=conference), "own")


def fact(own: str, title: str, at: str = "") -> Json:
    told = {"effectiveDateTime": at} if at else {}
    return observation(own, concept(title), "survey", valueString="x", **told)


FACTS = (
    fact("a", "Öga", "2024-01-01"),
    fact("b", "Arm", "2026-01-01"),
    fact("c", "Ådra"),
    fact("d", "Ärr", "2025-01-01"),
    fact("e", "Zon", "2023-01-01"),
)


@pytest.mark.parametrize(
    ("order", "titles"),
    [
        (RowOrder.STANDARD, ["Arm", "Ärr", "Öga", "Zon", "Ådra"]),
        (RowOrder.NEWEST_FIRST, ["Arm", "Ärr", "Öga", "Zon", "Ådra"]),
        (RowOrder.OLDEST_FIRST, ["Zon", "Öga", "Ärr", "Arm", "Ådra"]),
        (RowOrder.BY_NAME, ["Arm", "Zon", "Ådra", "Ärr", "Öga"]),
    ],
)
def test_rows_stand_as_the_definition_has_them(order: RowOrder, titles: list[str]) -> None:
    made = shown(definition(SectionKind.FACTS, "Observation", order=order), *FACTS)
    assert [row.title for row in made.rows if isinstance(row, FactRow)] == titles


def test_a_limit_keeps_the_newest_whatever_the_order() -> None:
    ordered = definition(SectionKind.FACTS, "Observation", order=RowOrder.OLDEST_FIRST, limit=2)
    made = shown(ordered, *FACTS)
    assert [row.title for row in made.rows if isinstance(row, FactRow)] == ["Ärr", "Arm"]


def test_rows_stand_in_the_order_of_the_views() -> None:
    taken = resource("MedicationStatement", "s", medicationCodeableConcept=concept("warfarin"))
    ordered = resource("MedicationRequest", "r", medicationCodeableConcept=concept("apixaban"))
    for order, names in (
        (RowOrder.AS_VIEWS, ["warfarin", "apixaban"]),
        (RowOrder.BY_NAME, ["apixaban", "warfarin"]),
    ):
        views = ("MedicationStatement", "MedicationRequest")
        made = shown(definition(SectionKind.MEDICINES, *views, order=order), taken, ordered)
        assert [row.generic for row in made.rows if isinstance(row, MedicineRow)] == names


def test_laboratory_values_stand_by_name() -> None:
    values = [
        observation(name, concept(name), valueString="neg", effectiveDateTime=at)
        for name, at in (("P-CRP", "2026-01-01"), ("B-Hb", "2025-01-01"))
    ]
    made = shown(definition(SectionKind.LABORATORY, "Observation", order="by-name"), *values)
    assert [row.name for row in made.rows if isinstance(row, LaboratoryRow)] == ["B-Hb", "P-CRP"]


@pytest.mark.parametrize("kind", [SectionKind.DIAGNOSES, SectionKind.TIMELINE])
def test_diagnoses_stand_by_name_and_an_axis_always_in_time(kind: SectionKind) -> None:
    conditions = [
        resource("Condition", own, code=concept(text), onsetDateTime=at)
        for own, text, at in (("1", "Artros", "2020"), ("2", "Gikt", "2010"))
    ]
    made = shown(definition(kind, "Condition", order=RowOrder.BY_NAME), *conditions)
    texts = [getattr(row, "text", "") for row in made.rows]
    expected = ["Gikt", "Artros"] if isinstance(made.rows[0], TimelineRow) else ["Artros", "Gikt"]
    assert texts == expected


def test_the_definitions_words_stand_only_where_nothing_is_documented() -> None:
    worded = definition(SectionKind.FACTS, "Observation", empty=WORDS)
    none = shown(worded)
    assert (none.answer, none.empty) == (Answer.NOT_DOCUMENTED, WORDS)
    assert shown(worded, *FACTS).empty is None
    asked = definition(SectionKind.FACTS, "Basic", empty=WORDS)  # nobody was asked for it
    assert shown(asked).answer is Answer.LOADING
    assert shown(asked).empty is None
