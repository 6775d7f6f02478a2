"""Time and memory are bounded, whatever the expression and the resource."""

import inspect
import sys
from typing import Any

import pytest

from app.fhirpath import compile_view
from app.model.errors import ExpressionError

BIG = {"resourceType": "Patient", "name": [{"given": ["A"] * 200}] * 200}


def _view(path: str, **select: Any) -> dict[str, Any]:
    column = {"name": "x", "path": path, "type": "string", "collection": True}
    return {"resource": "Patient", "select": [{"column": [column], **select}]}


def _reason(view: dict[str, Any], resource: dict[str, Any]) -> str:
    ((_, reason),) = compile_view(view).run([resource]).failures
    return reason


@pytest.mark.parametrize(
    "path",
    [
        "(" * 5_000 + "1" + ")" * 5_000,
        "-" * 5_000 + "1",
        "name" + ".first()" * 2_000,
        " and ".join(["true"] * 500),
        "name.where(" * 500 + "true" + ")" * 500,
        "1" * 30_000,
        "name" + "[0" * 300 + "]" * 300,
    ],
)
def test_an_expression_that_is_too_deep_or_long_is_refused(path: str) -> None:
    with pytest.raises(ExpressionError, match=r"nested deeper|longer than"):
        compile_view(_view(path))


def test_a_collection_that_multiplies_is_stopped() -> None:
    path = "name.select(%resource.name.select(%resource.name.select(given)))"
    assert "too large" in _reason(_view(path), BIG)


def test_a_search_that_multiplies_is_stopped() -> None:
    inner = (
        "name.given.exists(%resource.name.given.exists(%resource.name.given.exists($this = 'B')))"
    )
    assert "too many steps" in _reason(_view(inner + ".toString()"), BIG)


def test_a_string_that_doubles_is_stopped() -> None:
    path = "'aaaaaaaaaa'" + ".replace('a', 'aaaaaaaaaa')" * 6
    assert "too long" in _reason(_view(path), BIG)


def test_a_number_that_grows_is_stopped() -> None:
    path = "((1000000000 * 1000000000).toDecimal()" + " * 1000000000" * 20 + ").toString()"
    assert "out of range" in _reason(_view(path), BIG)


def test_a_repeat_that_leads_back_is_stopped() -> None:
    assert "no end" in _reason(_view("'x'", repeat=["$this"]), BIG)


def test_rows_that_multiply_are_stopped() -> None:
    loops = [
        {"forEach": "name.given", "column": [{"name": f"c{n}", "path": "$this"}]} for n in range(3)
    ]
    view = {"resource": "Patient", "select": loops}
    ((_, reason),) = compile_view(view).run([BIG]).failures
    assert "too many rows" in reason


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(.*)*(.*)*(.*)*x", "a{1000}{1000}"])
def test_no_regular_expression_runs_away(pattern: str) -> None:
    try:
        view = compile_view(_view(f"name.given.where($this.matches('{pattern}'))"))
    except ExpressionError:
        return  # RE2 refuses what would grow too large
    name = [{"given": ["a" * 50_000 + "!"]}]
    assert len(view.run([{"resourceType": "Patient", "name": name}]).rows) == 1


def test_a_resource_nested_too_deeply_fails_alone() -> None:
    deep: dict[str, Any] = {"url": "u"}
    for _ in range(5_000):
        deep = {"url": "u", "extension": [deep]}
    resource = {"resourceType": "Patient", "extension": [deep]}
    for path in ("repeat(extension).count().toString()", "(extension = extension).toString()"):
        result = compile_view(_view(path)).run([resource, {"resourceType": "Patient"}])
        assert len(result.rows) + sum(count for count, _ in result.failures) == 2


def test_a_comparison_of_large_elements_is_stopped() -> None:
    for path in (
        "name.repeat($this | %resource.name).count().toString()",
        "name.where(%resource.name.exists($this = %resource.name[0])).count().toString()",
        "name.given.where(%resource.name.given.first() = 'B').first()",
        "name.given.where(%resource.name.exists(family = 'B')).first()",
        "name.given.combine(name.given).combine(name.given).count().toString()",
        "repeat(name.given.select($this & %resource.name.given[0])).count().toString()",
    ):
        big = {"resourceType": "Patient", "name": [{"given": ["A" * 10] * 900}] * 100}
        result = compile_view(_view(path)).run([big, {"resourceType": "Patient"}])
        assert len(result.rows) + sum(count for count, _ in result.failures) == 2


def test_a_definition_of_any_size_is_refused_in_time() -> None:
    select: dict[str, Any] = {"column": [{"name": "x", "path": "id"}]}
    for _ in range(18):
        select = {"unionAll": [select, select]}
    with pytest.raises(ExpressionError, match="more than 2000 expressions"):
        compile_view({"resource": "Patient", "select": [select]})


@pytest.mark.parametrize("value", [10**4000, -(2**63) - 1])
def test_a_constant_out_of_range_is_refused(value: int) -> None:
    view = _view("%c.toString()") | {"constant": [{"name": "c", "valueInteger": value}]}
    with pytest.raises(ExpressionError, match="out of range"):
        compile_view(view)


def test_an_expression_that_is_too_deep_for_the_stack_is_refused() -> None:
    def deeper(frames: int) -> None:
        if frames:
            deeper(frames - 1)
        else:
            compile_view(_view("name." * 80 + "given"))

    with pytest.raises(ExpressionError, match="nested too deeply"):
        deeper(sys.getrecursionlimit() - len(inspect.stack()) - 100)
