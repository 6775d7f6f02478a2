"""Any expression over any JSON value: rows, or our error, and nothing else."""

import copy
import re
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.fhirpath import View, compile_view, narrow
from app.fhirpath.compiler import compile_text
from app.fhirpath.functions import _FUNCTIONS
from app.fhirpath.operands import many
from app.fhirpath.select import output
from app.fhirpath.static import Frame, Scope, Settings
from app.model.errors import ExpressionError

NAMES = [
    "name", "given", "family", "birthDate", "active", "deceased", "contact", "telecom", "value",
    "extension", "multipleBirth", "period", "start", "id", "Patient", "Observation", "effective",
    "component", "code", "coding", "system", "contained", "link", "other", "nonsense", "status",
    "referenceRange", "low", "unit", "url", "photo", "size", "identifier", "meta", "lastUpdated",
]  # fmt: skip
TYPES = ["Quantity", "string", "FHIR.code", "System.Integer", "dateTime", "Patient", "boolean"]
LITERALS = [
    "'a'", "''", "1", "0", "-1", "2.50", "true", "false", "{}", "@2020", "@2020-02-30", "@2020-05",
    "@2020-01-01T10:00:00+02:00", "@T10:30", "5 'mg'", "1 year", "3 days", "'[0-9]+'", "'('",
    "$this", "$index", "$total", "%resource", "%context", "%rowIndex", "%sct", "%x", "9999999999",
    "today()", "'2020-01-01'", "'1.50'", "@9999-12-31", "1e5", "'hex'",
]  # fmt: skip
OPERATORS = [
    "=", "!=", "~", "!~", "<", "<=", ">", ">=", "and", "or", "xor", "implies", "|", "in",
    "contains", "+", "-", "*", "/", "div", "mod", "&",
]  # fmt: skip


def _calls(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def with_args(name: str) -> st.SearchStrategy[str]:
        _, least, most = _FUNCTIONS[name]
        if name in {"ofType", "is", "as", "getReferenceKey"}:
            return st.sampled_from(TYPES).map(lambda kind: f"{name}({kind})")
        args = st.lists(inner, min_size=least, max_size=min(most, 3))
        return args.map(lambda given: f"{name}({', '.join(given)})")

    return st.sampled_from(sorted(_FUNCTIONS)).flatmap(with_args)


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    steps = st.one_of(st.sampled_from(NAMES), _calls(inner))
    return st.one_of(
        st.tuples(inner, st.sampled_from(OPERATORS), inner).map(lambda p: f"({' '.join(p)})"),
        st.tuples(inner, steps).map(lambda p: f"{p[0]}.{p[1]}"),
        st.tuples(inner, inner).map(lambda p: f"{p[0]}[{p[1]}]"),
        st.tuples(inner, st.sampled_from(["is", "as"]), st.sampled_from(TYPES)).map(
            lambda p: f"({' '.join(p)})"
        ),
        _calls(inner),
        inner.map(lambda each: f"(-{each})"),
    )


EXPRESSIONS = st.recursive(st.sampled_from(NAMES + LITERALS), _compound, max_leaves=8)

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.text(max_size=6),
    st.decimals(places=2, min_value=-999, max_value=999), st.decimals(),
    st.sampled_from(["1e99", "-7e-99", "1e999999", f"1.{'7' * 200}"]).map(Decimal),
    st.sampled_from(["2020-01-01", "2020", "T", "mg", "Patient/1", "#1", "10:00:00", "2020-02-31"]),
)  # fmt: skip
KEYS = st.sampled_from(
    [*NAMES, "_birthDate", "_given", "valueQuantity", "valueString", "effectiveDateTime",
     "deceasedBoolean", "deceasedDateTime", "resourceType", "reference", "multipleBirthInteger"]
)  # fmt: skip
JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=15,
)
GOOD: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "p1",
    "active": True,
    "birthDate": "1970-06",
    "deceasedDateTime": "2020-01-01T10:00:00Z",
    "name": [
        {"use": "official", "family": "F", "given": ["A", "B"]},
        {"given": [None, "C"], "_given": [{"id": "x"}, None], "period": {"start": "2001"}},
    ],
    "_birthDate": {"extension": [{"url": "a", "valueQuantity": {"value": 5, "unit": "mg"}}]},
    "multipleBirthInteger": 2,
    "link": [{"other": {"reference": "Patient/2"}, "type": "seealso"}],
    "contained": [{"resourceType": "Observation", "id": "1", "valueString": "x"}],
}
PATIENT = {"resourceType": "Patient"}
RESOURCES = st.one_of(
    st.just(GOOD),
    st.dictionaries(KEYS, JSON, max_size=6).map(lambda found: found | PATIENT),
    st.dictionaries(KEYS, JSON, max_size=4).map(
        lambda found: GOOD | found | {"resourceType": "Patient"}
    ),
    JSON,
)
NOT_TOO_SLOW = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def _view(expression: str, *, each: str | None = None, collection: bool = True) -> View | None:
    column = {"name": "x", "path": expression, "type": "string", "collection": collection}
    select: dict[str, Any] = {"column": [column]}
    if each is not None:
        select["forEach"] = each
    for kind in ("string", "boolean", "integer", "Quantity", "HumanName", "Extension", "Patient"):
        column["type"] = kind
        try:
            return compile_view({"resource": "Patient", "select": [select]})
        except ExpressionError:
            continue
    return None


@NOT_TOO_SLOW
@given(EXPRESSIONS, st.lists(RESOURCES, max_size=4))
def test_any_expression_gives_rows_or_our_error(expression: str, resources: list[Any]) -> None:
    view = _view(expression)
    if view is not None:
        before = copy.deepcopy(resources)
        view.run(resources)
        assert resources == before


@NOT_TOO_SLOW
@given(EXPRESSIONS, EXPRESSIONS, st.lists(RESOURCES, max_size=3))
def test_any_loop_gives_rows_or_our_error(each: str, expression: str, resources: list[Any]) -> None:
    view = _view(expression, each=each)
    if view is not None:
        view.run(resources)


@NOT_TOO_SLOW
@given(EXPRESSIONS, RESOURCES)
def test_any_condition_compiles_and_narrows_or_is_refused(path: str, resource: Any) -> None:
    definition = {
        "resource": "Patient",
        "select": [{"column": [{"name": "id", "path": "id"}]}],
        "where": [{"path": path}],
    }
    try:
        view = compile_view(definition)
    except ExpressionError:
        return
    narrow(definition)
    view.run([resource])
    view.explain([resource])


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="aN.()[]'`\"@%$-+*/<>=!~&|{}0123456789T:,\\ \n", max_size=40))
def test_any_text_is_an_expression_or_refused(text: str) -> None:
    _view(text)


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_any_definition_compiles_or_is_refused(definition: Any) -> None:
    with suppress(ExpressionError):
        compile_view(definition)


def _comparable(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(row) for row in rows)


@NOT_TOO_SLOW
@given(EXPRESSIONS, st.lists(RESOURCES, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_resources_does_not_change_the_rows(
    expression: str, resources: list[Any], random: Any
) -> None:
    view = None if "now" in expression else _view(expression)
    if view is None:
        return
    shuffled = list(resources)
    random.shuffle(shuffled)
    first, second = view.run(resources), view.run(shuffled)
    assert _comparable(first.rows) == _comparable(second.rows)
    assert sorted(first.failures) == sorted(second.failures)


@NOT_TOO_SLOW
@given(EXPRESSIONS)
def test_compiling_is_pure(expression: str) -> None:
    view, again = _view(expression), _view(expression)
    assert (view is None) == (again is None)
    if view is not None and again is not None:
        assert view.warnings == again.warnings
        if "now" not in expression:
            assert repr(view.run([GOOD]).rows) == repr(again.run([GOOD]).rows)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_a_number_keeps_its_precision(number: Decimal) -> None:
    view = compile_view(
        {
            "resource": "Observation",
            "select": [{"column": [{"name": "x", "path": "value.ofType(Quantity).value"}]}],
        }
    )
    resource = {"resourceType": "Observation", "valueQuantity": {"value": number}}
    (row,) = view.run([resource]).rows
    assert str(row["x"]) == str(number)


WHOLE = GOOD | {"name": GOOD["name"][:1]}
del WHOLE["_birthDate"]


@NOT_TOO_SLOW
@given(EXPRESSIONS)
def test_plain_values_and_nodes_agree(expression: str) -> None:
    scope = Scope.of_resource(Settings(root="Patient"))
    found = []
    for nodes in (False, True):
        try:
            expr = compile_text(expression, scope, nodes=nodes).expr
            items = [output(item) for item in many(expr)(WHOLE, Frame(WHOLE))]
            found.append(repr([item for item in items if item is not None]))
        except ExpressionError:
            found.append("refused")
    if "now" not in re.findall(r"\w+", expression):
        assert found[0] == found[1]


TEXTS = st.sampled_from(["a", "b", "c"])
WORDS = st.one_of(TEXTS, TEXTS, SCALARS)
CODINGS = st.fixed_dictionaries(
    {},
    optional={"system": WORDS, "code": WORDS, "display": WORDS, "_code": st.just({"id": "x"})},
)
CONCEPTS = st.fixed_dictionaries(
    {}, optional={"coding": st.one_of(st.lists(CODINGS, max_size=3), JSON), "text": TEXTS}
)
RANGES = st.lists(
    st.fixed_dictionaries({}, optional={"low": JSON, "high": st.just({"value": 5})}), max_size=2
)
OBSERVATIONS = st.fixed_dictionaries(
    {"resourceType": st.just("Observation")},
    optional={
        "status": st.one_of(TEXTS, SCALARS),
        "_status": st.just({"id": "x"}),
        "code": CONCEPTS,
        "category": st.lists(CONCEPTS, max_size=2),
        "valueQuantity": st.dictionaries(st.sampled_from(["value", "unit", "code"]), SCALARS),
        "valueString": TEXTS,
        "referenceRange": RANGES,
        "component": st.lists(st.fixed_dictionaries({}, optional={"code": CONCEPTS}), max_size=3),
    },
)
TESTS = st.recursive(
    st.builds("{} = '{}'".format, st.sampled_from(["system", "code", "display"]), TEXTS),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner),
    max_leaves=5,
)
USUAL = st.one_of(
    st.builds(
        "{}.coding.{}({}){}".format,
        st.sampled_from(["code", "category", "component.code"]),
        st.sampled_from(["exists", "where", "all"]),
        TESTS,
        st.sampled_from(["", ".code", ".exists()", ".code.first()", ".count()"]),
    ),
    st.sampled_from(
        [
            "status = 'a'", "code.text", "value.ofType(Quantity).value", "component.code.text",
            "value.ofType(Quantity).value > referenceRange.high.value.first()",
            "value.exists()", "value.ofType(string)", "referenceRange.low.value",
            "component.code.coding[0].display", "category.coding.code contains 'a'",
            "status in ('a' | 'b')", "code.coding.code.where($this = 'a' or $this = 'b')",
        ]
    ),
)  # fmt: skip


@NOT_TOO_SLOW
@given(USUAL, USUAL, st.sampled_from([None, "component", "code.coding"]), OBSERVATIONS)
@example(  # two values where R4 allows one: each is found by its type
    "value.ofType(string)",
    "value.exists()",
    None,
    {"resourceType": "Observation", "valueQuantity": {}, "valueString": "a"},
)
def test_the_fast_paths_answer_as_the_general_path(
    column: str, condition: str, each: str | None, observation: dict[str, Any]
) -> None:
    select: dict[str, Any] = {"column": [{"name": "x", "path": column, "collection": True}]}
    parts: list[dict[str, Any]] = [select]
    if each is not None:
        parts.append({"forEach": each, "column": [{"name": "i", "path": "%rowIndex"}]})
    definition = {"resource": "Observation", "select": parts, "where": [{"path": condition}]}
    for kind in ("string", "boolean", "decimal", "Coding", "integer"):
        select["column"][0]["type"] = kind
        with suppress(ExpressionError):
            view = compile_view(definition)
            break
    else:
        return
    general = replace(view, program=view.over_nodes())
    found, wanted = view.run([observation]), general.run([observation])
    assert repr(found.rows) == repr(wanted.rows)
    assert found.failures == wanted.failures
