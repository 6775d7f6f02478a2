"""Views: what is refused and where, failures that stay with their resource, warnings."""

from decimal import Decimal
from typing import Any

import pytest

from app.fhirpath import compile_view, run_views
from app.model.errors import ExpressionError, RecordUnreadable
from app.model.jsontext import parse_json


def _view(select: Any = None, *, resource: Any = "Patient", **rest: Any) -> dict[str, Any]:
    plain = [{"column": [{"name": "id", "path": "id"}]}]
    return {"resource": resource, "select": plain if select is None else select, **rest}


def _column(path: Any, name: str = "x", **rest: Any) -> dict[str, Any]:
    return {"column": [{"name": name, "path": path, **rest}]}


@pytest.mark.parametrize(
    ("view", "place", "words"),
    [
        ([], "v", "is an object"),
        (_view(resource="Nonsense"), "v.resource", "resource type of R4"),
        (_view(resource="DomainResource"), "v.resource", "resource type of R4"),
        (_view([]), "v.select", "at least one"),
        (_view("name"), "v.select", "a list"),
        (_view(["name"]), "v.select[0]", "an object"),
        (_view([{}]), "v.select[0]", "needs a column"),
        (_view([_column("id", "1x")]), "v.select[0].column[0].name", "a name of letters"),
        (_view([_column(5)]), "v.select[0].column[0].path", "expression was expected"),
        (_view([_column(" ")]), "v.select[0].column[0].path", "expression was expected"),
        (_view([_column("id"), _column("id")]), "v", "x is defined twice"),
        (_view([_column("name.given()")]), "v.select[0].column[0].path", "given() is not"),
        (_view([_column("name.first()")]), "v.select[0].column[0].type", "HumanName: say so"),
        (_view([_column("active", type="string")]), "v.select[0].column[0].type", "not string"),
        (_view([_column("id", collection="yes")]), "v.select[0].column[0]", "is a Boolean"),
        (_view([{"foreach": "name"} | _column("family")]), "v.select[0]", "foreach is not known"),
        (
            _view([{"forEach": "name", "repeat": ["name"]} | _column("family")]),
            "v.select[0]",
            "exclude each other",
        ),
        (_view([{"repeat": "name"} | _column("family")]), "v.select[0].repeat", "a list"),
        (
            _view([{"unionAll": [_column("id"), _column("id", "y")]}]),
            "v.select[0].unionAll[1]",
            "different columns",
        ),
        (
            _view([{"unionAll": [_column("id", type="id"), _column("id", type="string")]}]),
            "v.select[0].unionAll[1]",
            "different types",
        ),
        (_view(where=[{"path": "name.family"}]), "v.where[0].path", "must be Boolean"),
        (_view(where=[{"path": "id", "Path": "x"}]), "v.where[0]", "Path is not known"),
        (_view(constant=[{"name": "c"}]), "v.constant[0]", "exactly one value"),
        (_view(constant=[{"name": "c", "valueQuantity": {}}]), "v.constant[0]", "exactly one"),
        (
            _view(constant=[{"name": "c", "valueDate": "2020-13"}]),
            "v.constant[0].valueDate",
            "not written as R4 says",
        ),
        (
            _view(constant=[{"name": "c", "valuePositiveInt": 0}]),
            "v.constant[0].valuePositiveInt",
            "no positiveInt",
        ),
        (_view(constant=[{"name": "c", "valueCode": "x"}] * 2), "v.constant[1].name", "twice"),
    ],
)
def test_a_wrong_view_is_refused_with_its_place(view: Any, place: str, words: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        compile_view(view, where="v")
    assert refused.value.where == place
    assert words in refused.value.reason


def test_an_error_names_place_and_column() -> None:
    with pytest.raises(ExpressionError) as refused:
        compile_view(_view([_column("name.nope()")]), where="sections[2]")
    assert refused.value.column == 6
    assert str(refused.value).startswith("expression: sections[2].select[0].column[0].path: nope()")
    assert str(refused.value).count("column 6") == 1


def test_selections_nested_without_end_are_refused() -> None:
    select = _column("id")
    for _ in range(100):
        select = {"select": [select]}
    with pytest.raises(ExpressionError, match="nested deeper"):
        compile_view(_view([select]))


GOOD = {"resourceType": "Patient", "id": "good", "name": [{"family": "A"}]}


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"name": [{"family": "A"}, {"family": "B"}]}, "several"),
        ({"name": "A"}, "name is not shaped"),
        ({"name": [5]}, "name is not shaped"),
        ({"name": {"family": "A"}}, "name is not shaped"),
        ({"name": [{"family": 5}]}, "family is not shaped"),
        ({"name": [{"_family": 5}]}, "_family is not shaped"),
        ({"name": [{"family": ["A"]}]}, "family is not shaped"),
    ],
)
def test_one_resource_that_fails_never_loses_the_others(bad: dict[str, Any], words: str) -> None:
    view = compile_view(_view([_column("name.family")]))
    result = view.run([GOOD, {"resourceType": "Patient"} | bad, 5, GOOD])
    assert [row["x"] for row in result.rows] == ["A", "A"]
    assert result.sources == [GOOD, GOOD]
    assert sorted(count for count, _ in result.failures) == [1, 1]
    assert any(words in reason for _, reason in result.failures)
    assert "select[0].column[0].path" in str(result.failures)


def test_a_failure_tells_nothing_of_the_resource() -> None:
    view = compile_view(_view([_column("name.family")]))
    result = view.run([{"resourceType": "Patient", "name": [{"family": ["Hemligsson"]}]}])
    assert "Hemligsson" not in repr(result)


def test_an_error_in_a_loop_does_not_reach_the_next_resource() -> None:
    view = compile_view(
        _view([{"forEach": "name"} | _column("given.single()"), _column("%rowIndex", "i")])
    )
    names = [{"given": ["A"]}, {"given": ["B", "C"]}]
    result = view.run(
        [{"resourceType": "Patient", "name": names}, {"resourceType": "Patient"}, GOOD]
    )
    assert result.rows == [{"x": None, "i": 0}]


def test_several_views_in_one_pass_give_what_each_gives() -> None:
    views = [compile_view(_view()), compile_view(_view([_column("name.family")]))]
    observation = compile_view(_view(resource="Observation"))
    results = run_views([*views, observation], [GOOD, {"resourceType": "Observation", "id": "o"}])
    assert [result.rows for result in results] == [[{"id": "good"}], [{"x": "A"}], [{"id": "o"}]]
    assert results[0] == views[0].run([GOOD, {"resourceType": "Observation"}])


def test_each_resource_by_itself() -> None:
    view = compile_view(_view([{"forEach": "name"} | _column("family")]))
    assert view.run_each(GOOD) == [{"x": "A"}]
    assert view.run_each({"resourceType": "Observation"}) == []
    with pytest.raises(ExpressionError):
        view.run_each({"resourceType": "Patient", "name": "A"})


def test_explain_tells_what_each_condition_left() -> None:
    view = compile_view(_view(where=[{"path": "name.exists()"}, {"path": "name.family = 'B'"}]))
    kept = view.explain([GOOD, {"resourceType": "Patient"}, {"resourceType": "Observation"}, 5])
    assert kept == [("resource = Patient", 2), ("name.exists()", 1), ("name.family = 'B'", 0)]
    misshaped = {"resourceType": "Patient", "name": "A"}
    assert view.explain([misshaped])[1:] == [("name.exists()", 0), ("name.family = 'B'", 0)]


def test_an_element_that_repeats_may_be_asked_where_it_stands_alone() -> None:
    view = compile_view(_view([{"forEach": "contained"} | _column("id")]))
    inner = {"resourceType": "Organization", "id": "o"}
    assert view.run([GOOD | {"contained": [inner, inner]}]).rows == [{"x": "o"}, {"x": "o"}]


def test_join_of_what_may_be_empty_is_warned_of() -> None:
    (warning,) = compile_view(_view([_column("name.given.join(' ')")]), where="v").warnings
    assert warning.startswith("v.select[0].column[0].path: join()")
    assert compile_view(_view([_column("'a'.join(' ')")])).warnings == ()


def test_an_element_that_r4_does_not_have_is_warned_of_and_empty() -> None:
    view = compile_view(_view([_column("nickname")]))
    assert "Patient has no element nickname" in view.warnings[0]
    assert view.run([GOOD | {"nickname": "A"}]).rows == [{"x": None}]


def test_the_columns_are_told() -> None:
    column = _column("name.given", type="http://hl7.org/fhir/StructureDefinition/string")
    column["column"][0]["collection"] = True
    (told,) = compile_view(_view([column])).columns
    assert (told.name, told.type, told.collection) == ("x", "string", True)


def test_member_of_asks_the_given_value_sets() -> None:
    sets = {"http://v": frozenset({("s", "a")})}
    view = compile_view(_view([_column("maritalStatus.memberOf('http://v')")]), value_sets=sets)
    resources = [
        {"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "s", "code": code}]}}
        for code in ("a", "b")
    ]
    assert [row["x"] for row in view.run(resources).rows] == [True, False]


def test_numbers_keep_the_precision_they_were_recorded_with() -> None:
    resource = parse_json(b'{"resourceType":"Observation","valueQuantity":{"value":5.40}}')
    view = compile_view(_view([_column("value.ofType(Quantity).value")], resource="Observation"))
    (row,) = view.run([resource]).rows
    assert str(row["x"]) == "5.40"
    assert isinstance(row["x"], Decimal)


@pytest.mark.parametrize("text", [b"{", b"\xff", b'{"a": NaN}', b"[" * 100_000, b""])
def test_what_is_no_json_is_refused(text: bytes) -> None:
    with pytest.raises(RecordUnreadable, match=r"not sound JSON|too deep"):
        parse_json(text)
