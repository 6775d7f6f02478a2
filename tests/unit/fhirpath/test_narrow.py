"""The search derived from a view: what it asks for (test_narrow_at_host: what it finds)."""

from datetime import date
from typing import Any

import pytest

from app.fhirpath import narrow
from app.model.errors import ExpressionError


def _view(resource: str, *where: str, **constant: str) -> dict[str, Any]:
    return {
        "resource": resource,
        "constant": [{"name": name, "valueString": value} for name, value in constant.items()],
        "select": [{"column": [{"name": "id", "path": "id"}]}],
        "where": [{"path": path} for path in where],
    }


@pytest.mark.parametrize(
    ("resource", "condition", "parameters"),
    [
        ("Observation", "status = 'final'", [("status", "final")]),
        ("Observation", "'final' = status", [("status", "final")]),
        ("Observation", "status in ('final' | 'amended')", [("status", "amended,final")]),
        ("Observation", "Observation.status = 'final'", [("status", "final")]),
        ("Observation", "status = %c", [("status", "final")]),
        ("Observation", "code.coding.exists(system = 's' and code = 'c')", [("code", "s|c")]),
        (
            "Observation",
            "code.coding.where(system = 's' and (code = 'c' or code = 'd')).exists()",
            [("code", "s|c,s|d")],
        ),
        (
            "Observation",
            "code.exists(coding.exists((system='s' and code='c') or (system='t' and code='d')))",
            [("code", "s|c,t|d")],
        ),
        ("Observation", "'lab' in category.coding.code", [("category", "lab")]),
        ("Observation", "category.coding.code contains 'lab'", [("category", "lab")]),
        (
            "Observation",
            "category.coding.exists(code='a') or category.coding.exists(code='b')",
            [("category", "a,b")],
        ),
        ("Observation", "effective.ofType(dateTime) >= @2020", [("date", "ge2019-12-30")]),
        ("Observation", "@2020-05 > effective.ofType(dateTime)", [("date", "le2020-06-02")]),
        ("Encounter", "period.start < @2020-05-01", [("date", "le2020-05-03")]),
        ("Encounter", "period.end >= @2020-05-01", [("date", "ge2020-04-29")]),
        (
            "MedicationStatement",
            "medication.ofType(CodeableConcept).coding.exists(system = 's' and code = 'c')",
            [("code", "s|c")],
        ),
        ("AllergyIntolerance", "code.coding.code = 'c'", [("code", "c")]),
        ("Encounter", "class.code = 'AMB'", [("class", "AMB")]),
        ("Encounter", "class.exists(system = 's' and code = 'AMB')", [("class", "s|AMB")]),
        (
            "Condition",
            "clinicalStatus.coding.exists(code = 'active')",
            [("clinical-status", "active")],
        ),
        # what cannot be asked for without losing rows is left to the view
        ("Encounter", "period.start >= @2020-05-01", []),
        ("Encounter", "period.end < @2020-05-01", []),
        ("Encounter", "period.start <= today()", []),
        ("Observation", "status = ' final'", []),
        ("Observation", f"status = '{'x' * 201}'", []),
        ("Observation", "status != 'final'", []),
        ("Observation", "(status = 'final').not()", []),
        ("Observation", "status = 'final' or value.exists()", []),
        ("Observation", "status = 'final' implies value.exists()", []),
        ("Observation", "code.coding.exists(system = 's')", []),
        ("Observation", "code.coding.exists(code = 'a,b')", []),
        ("Observation", "code.coding.exists(code ~ 'A')", []),
        ("Observation", "code.text = 'x'", []),
        ("Observation", "status = code.text", []),
        ("Observation", "component.code.coding.exists(code = 'c')", []),
        ("ImagingStudy", "modality.exists(code = 'CT')", []),
        ("Observation", "effective.ofType(dateTime) > @9999-12-31", [("date", "ge9999-12-29")]),
        ("Observation", "effective.ofType(dateTime) < @9999-12-31", []),
        ("Observation", "value.ofType(time) > @T10:00", []),
        ("Patient", "gender = 'male'", []),
    ],
)
def test_a_condition_becomes_parameters(
    resource: str, condition: str, parameters: list[tuple[str, str]]
) -> None:
    found = narrow(_view(resource, condition, c="final"))
    assert found.resource == resource
    assert list(found.parameters) == parameters


def test_all_conditions_hold_together_and_none_is_said_twice() -> None:
    found = narrow(_view("Observation", "status = 'a'", "status = 'b'", "status = 'a'"))
    assert found.parameters == (("status", "a"), ("status", "b"))


def test_a_moving_day_is_reckoned_when_asked() -> None:
    found = narrow(_view("Observation", "effective.ofType(dateTime) >= today() - 5 years"))
    ((name, value),) = found.parameters
    assert name == "date"
    assert value.startswith(f"ge{date.today().year - 5}") or "-12-" in value  # noqa: DTZ011


def test_a_view_that_does_not_compile_is_refused() -> None:
    with pytest.raises(ExpressionError, match=r"section\.where\[0\]\.path"):
        narrow(_view("Observation", "status ="), where="section")
