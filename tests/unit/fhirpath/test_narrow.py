"""The search derived from a view: what it asks for, and that it never loses a row."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.fhirpath import compile_view, narrow
from app.model.errors import ExpressionError
from app.model.jsontext import parse_json
from app.practice.search import find, understand
from app.practice.store import Store


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
        ("Encounter", "class.code = 'AMB'", [("class", "AMB")]),
        ("Encounter", "class.exists(system = 's' and code = 'AMB')", [("class", "s|AMB")]),
        (
            "Condition",
            "clinicalStatus.coding.exists(code = 'active')",
            [("clinical-status", "active")],
        ),
        # what cannot be asked for without losing rows is left to the view
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


SYSTEMS, CODES = st.sampled_from(["s", "t"]), st.sampled_from(["a", "b", "c"])
DAYS = st.sampled_from(
    ["2020", "2020-02", "2020-02-29", "2019-12-31T23:30:00-12:00", "2020-01-01T00:10:00+14:00",
     "2020-03-01T00:00:00Z", "2021-06-30T12:00:00.5+02:00", "2018-05"]
)  # fmt: skip
CODINGS = st.fixed_dictionaries({}, optional={"system": SYSTEMS, "code": CODES})
CONCEPTS = st.fixed_dictionaries({}, optional={"coding": st.lists(CODINGS, min_size=1, max_size=2)})
PERIODS = st.fixed_dictionaries({}, optional={"start": DAYS, "end": DAYS})
OBSERVATIONS = st.fixed_dictionaries(
    {"resourceType": st.just("Observation")},
    optional={
        "status": CODES,
        "code": CONCEPTS,
        "category": st.lists(CONCEPTS, min_size=1, max_size=2),
        "effectiveDateTime": DAYS,
        "effectivePeriod": PERIODS,
    },
)
LITERAL_DAYS = st.sampled_from(
    ["@2020", "@2020-02", "@2020-02-29", "@2020-01-01T00:00:00+14:00", "@2020-01-01T00:00:00Z",
     "@2019-12-31T12:00:00-12:00", "@2021"]
)  # fmt: skip
ATOMS = st.one_of(
    st.builds("status = '{}'".format, CODES),
    st.builds("status in ('{}' | '{}')".format, CODES, CODES),
    st.builds("code.coding.exists(system = '{}' and code = '{}')".format, SYSTEMS, CODES),
    st.builds("code.coding.where(code = '{}').exists()".format, CODES),
    st.builds("code.coding.where(system = '{}').code = '{}'".format, SYSTEMS, CODES),
    st.builds("category.coding.code contains '{}'".format, CODES),
    st.builds(
        "category.exists(coding.exists(code = '{}' or (system = '{}' and code = '{}')))".format,
        CODES, SYSTEMS, CODES,
    ),
    st.builds(
        "effective.ofType(dateTime) {} {}".format, st.sampled_from(["<", "<=", ">", ">=", "="]),
        LITERAL_DAYS,
    ),
    st.builds(
        "effective.ofType(Period).{} {} {}".format, st.sampled_from(["start", "end"]),
        st.sampled_from(["<", "<=", ">", ">="]), LITERAL_DAYS,
    ),
    st.just("value.exists()"),
)  # fmt: skip
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("({}).not()".format, inner),
        st.builds("where({}).exists()".format, inner),
    ),
    max_leaves=4,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(OBSERVATIONS, max_size=8), st.lists(CONDITIONS, min_size=1, max_size=2))
def test_no_row_is_lost_at_the_practice_host(
    resources: list[dict[str, Any]], where: list[str]
) -> None:
    store = Store()
    for index, resource in enumerate(resources):
        store.put(resource, f"o{index}")
    view, search = compile_view(_view("Observation", *where)), narrow(_view("Observation", *where))
    query = understand("Observation", list(search.parameters), strict=True)
    narrowed = [parse_json(each.body or b"") for each in find(store, query)]
    everything = [parse_json(each.body or b"") for each in store.all("Observation")]
    assert view.run(narrowed).rows == view.run(everything).rows
