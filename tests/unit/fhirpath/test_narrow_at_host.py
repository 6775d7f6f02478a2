"""The derived search against the practice host over HTTP: never a row less than without it.

Resources and conditions are made out of the elements that the search parameters are about, in all
the ways they may be recorded: codes without system, dates of any precision and zone, periods that
are open or end before they start, elements that are missing, of another type or misshapen.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.fhirpath import compile_view, model, narrow
from app.fhirpath.searchparams import DATE_PARAMETERS, TOKEN_PARAMETERS
from app.model.errors import ExpressionError
from app.practice.serving import address_of, bind, http_server
from app.practice.store import Store
from app.wire.fhir import Entry, FhirClient

TYPES = [
    "AllergyIntolerance", "Condition", "DiagnosticReport", "DocumentReference", "Encounter",
    "MedicationStatement", "Observation", "Procedure",
]  # fmt: skip
CODES = st.sampled_from(["a"] * 4 + ["b"] * 3 + [" a", "a b", "a,b", "a|b", "å", "A"])
SYSTEMS = st.sampled_from(["s", "s", "t"])
DAYS = st.sampled_from([
    "2020", "2020-02", "2020-02-29", "2019-12-31", "2020-01-01", "2018-05", "2021-06-30",
    "2019-12-31T23:30:00-12:00", "2020-01-01T00:10:00+14:00", "2020-03-01T00:00:00Z",
    "2020-01-01T12:00:00", "2020-01-01T12:00", "2020-01-01T12+01:00", "2016-12-31T23:59:60Z",
    "2021-06-30T12:00:00.5+02:00", "2020-01-01T00:00:00+99:00", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00", "no day",
])  # fmt: skip
LITERAL_DAYS = st.sampled_from([
    "@2020", "@2020-02", "@2020-02-29", "@2020-01-01T00:00:00+14:00", "@2020-01-01T00:00:00Z",
    "@2019-12-31T12:00:00-12:00", "@2021", "@2020-01-01T12", "@9999", "@0001", "today()",
    "(today() - 6 years)", "now()",
])  # fmt: skip
CODING = st.one_of(
    *[st.fixed_dictionaries({"system": SYSTEMS, "code": CODES})] * 3,
    st.fixed_dictionaries({}, optional={"system": SYSTEMS, "code": CODES, "display": CODES}),
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "code": CODES,
    "Coding": CODING,
    "CodeableConcept": st.fixed_dictionaries(
        {"coding": st.lists(CODING, min_size=0, max_size=2)}, optional={"text": CODES}
    ),
    "Period": st.one_of(
        st.fixed_dictionaries({"start": DAYS, "end": DAYS}),
        st.fixed_dictionaries({}, optional={"start": DAYS, "end": DAYS}),
    ),
    "Timing": st.fixed_dictionaries({"event": st.lists(DAYS, min_size=1, max_size=2)}),
    **dict.fromkeys(("dateTime", "instant", "date"), DAYS),
}
MISSHAPEN = st.sampled_from([5, True, "x", {"x": "y"}, ["a"]])


def _elements(resource: str) -> list[str]:
    return [*TOKEN_PARAMETERS[resource], *DATE_PARAMETERS.get(resource, {})]


def _resources(resource: str) -> st.SearchStrategy[dict[str, Any]]:
    made: dict[str, st.SearchStrategy[tuple[str, Any]]] = {}
    for name in _elements(resource):
        element = model.element(resource, name)
        assert element is not None
        kinds = [_property(key, kind, repeats=element.repeats) for key, kind in element.keys]
        likely = [
            each for each, (_, kind) in zip(kinds, element.keys, strict=True) if kind in FORMS
        ]
        made[name] = st.one_of(*likely * 4, *kinds, st.just(("", None)))
    found = st.fixed_dictionaries(made)
    return found.map(lambda pairs: {**dict(pairs.values()), "resourceType": resource})


def _property(key: str, kind: str, *, repeats: bool) -> st.SearchStrategy[tuple[str, Any]]:
    usual = VALUES.get(kind, st.just({"value": 5}))
    value = st.lists(usual, min_size=1, max_size=2) if repeats else usual
    return st.tuples(st.just(key), st.one_of(*[value] * 15, MISSHAPEN))


def _conditions(resource: str) -> st.SearchStrategy[str]:
    atoms = st.sampled_from(_elements(resource)).flatmap(lambda name: _atoms(resource, name))
    return atoms | _compound(atoms | _compound(atoms))


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "and", "or"]), inner),
        st.builds("({} {} {})".format, inner, st.sampled_from(["xor", "implies", "="]), inner),
        st.builds("({}).not()".format, inner),
        st.builds("{}({}).exists()".format, st.sampled_from(["where", "all"]), inner),
        st.builds("exists({})".format, inner),
        st.builds("iif({}, true, {})".format, inner, inner),
    )


def _atoms(resource: str, name: str) -> st.SearchStrategy[str]:
    element = model.element(resource, name)
    assert element is not None
    forms = [st.just(f"{name}.exists()")]
    for _, kind in element.keys:
        path = f"{name}.ofType({kind})" if element.choice else name
        forms += [_atom(form, path) for form in FORMS.get(kind, [])]
    return st.one_of(*forms)


def _atom(form: str, path: str) -> st.SearchStrategy[str]:
    parts = {"c": CODES, "d": CODES, "s": SYSTEMS, "day": LITERAL_DAYS, "op": OPERATORS}
    return st.fixed_dictionaries(parts).map(lambda found: form.format(p=path, **found))


OPERATORS = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
_DAY = ["{p} {op} {day}", "{day} {op} {p}", "{p} > {day} and {p} < {day}"]
_CODINGS = [
    "{p}.exists(system = '{s}' and code = '{c}')",
    "{p}.exists(code = '{c}' or (system = '{s}' and code = '{d}'))",
    "{p}.exists(system = '{s}' and (code = '{c}' or code = '{d}'))",
    "{p}.exists(system != '{s}' and code = '{c}')",
    "{p}.exists(system.empty() and code in ('{c}' | '{d}'))",
    "{p}.where(code = '{c}').exists()",
    "{p}.where(code = '{c}').empty()",
    "{p}.where(system = '{s}').code = '{c}'",
    "{p}[0].code = '{c}'",
    "{p}.all(code = '{c}')",
    "{p}.code contains '{c}'",
    "'{c}' in {p}.code",
    "{p}.code = ('{c}' | '{d}')",
    "{p}.code != '{c}'",
    "{p}.display = '{c}'",
]
_CODES = [
    "{p} = '{c}'",
    "'{c}' = {p}",
    "{p} != '{c}'",
    "{p} ~ '{c}'",
    "'{c}' in {p}",
    "{p} in ('{c}' | '{d}')",
    "{p}.where($this = '{c}').exists()",
    "{p}.exists($this = '{c}')",
]
_CONCEPTS = [
    *(form.replace("{p}", "{p}.coding") for form in _CODINGS),
    "{p}.exists(coding.exists(code = '{c}'))",
    "{p}.exists(coding.code = '{c}')",
    "{p}.text = '{c}'",
    "{p}.coding.code = %c",
]
FORMS = {
    "code": _CODES,
    "Coding": _CODINGS,
    "CodeableConcept": _CONCEPTS,
    "Period": [form.replace("{p}", f"{{p}}.{end}") for form in _DAY for end in ("start", "end")],
    **dict.fromkeys(("dateTime", "instant", "date"), _DAY),
}


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """Serve an empty host from a thread; return its address."""
    server = http_server(Store(), "one-time")
    with bind(0) as listener:
        running = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        running.start()
        yield address_of(listener)
        server.should_exit = True
        running.join()


def _view(resource: str, where: list[str]) -> dict[str, Any]:
    return {
        "resource": resource,
        "constant": [{"name": "c", "valueCode": "a"}],
        "select": [{"column": [{"name": "id", "path": "id"}]}],
        "where": [{"path": path} for path in where],
    }


def _compiles(view: dict[str, Any]) -> bool:
    with suppress(ExpressionError):
        return bool(compile_view(view))
    return False


def _ids(found: list[dict[str, Any]]) -> list[Any]:
    return sorted(row["id"] for row in found)


BACKWARDS = {"start": "2021-06-01", "end": "2018-01-01"}
LEAP, FIRST = "2016-12-31T23:59:60Z", "0001-01-01T00:00:00+14:00"
LAST = "9999-12-31T23:59:59-12:00"


@pytest.mark.parametrize(
    ("resource", "recorded", "where"),
    [
        ("Encounter", {"period": BACKWARDS}, "period.start > @2020"),
        ("Encounter", {"period": BACKWARDS}, "period.end < @2020"),
        ("Encounter", {"period": {"start": "2021"}}, "period.start > @2020"),
        ("Observation", {"effectiveDateTime": LEAP}, "effective.ofType(dateTime) > @2015"),
        ("Observation", {"effectiveInstant": LEAP}, "effective.ofType(instant) > @2016-12-30"),
        ("Observation", {"effectiveDateTime": FIRST}, "effective.ofType(dateTime) < @2020"),
        ("Observation", {"effectiveDateTime": LAST}, "effective.ofType(dateTime) > @2020"),
        ("Observation", {"effectiveDateTime": "9999-12-31"}, "effective.ofType(dateTime) > @2020"),
        ("Observation", {"effectivePeriod": {"end": LAST}}, "effective.ofType(Period).end > @2020"),
        ("Observation", {"effectiveDateTime": "2020-01-01T12"}, "effective.exists()"),
        ("Condition", {"code": {"coding": [{"code": " a"}]}}, "code.coding.code = ' a'"),
    ],
)
async def test_what_servers_index_in_their_own_way_is_found(
    host: str, resource: str, recorded: dict[str, Any], where: str
) -> None:
    view, patient = _view(resource, [where]), str(uuid4())
    about = {"id": patient, "subject": {"reference": f"Patient/{patient}"}}
    async with FhirClient(host, "one-time") as client:
        await client.transaction([Entry(resource={"resourceType": resource} | recorded | about)])
        found = await client.search(resource, [("patient", patient), *narrow(view).parameters])
    assert _ids(compile_view(view).run(found).rows) == [patient]


@pytest.mark.parametrize("resource", TYPES)
def test_no_row_is_lost_at_the_practice_host(host: str, resource: str) -> None:
    patients = count()
    about = "patient" if resource == "AllergyIntolerance" else "subject"

    async def check(views: list[dict[str, Any]], resources: list[dict[str, Any]]) -> None:
        patient = f"{resource}-{next(patients)}"
        async with FhirClient(host, "one-time") as client:
            everything = [
                {k: v for k, v in each.items() if k}
                | {"id": f"{patient}-{n}", about: {"reference": f"Patient/{patient}"}}
                for n, each in enumerate(resources)
            ]
            await client.transaction([Entry(resource=each) for each in everything])
            for view in views:
                asked = [("patient", patient), *narrow(view).parameters]
                narrowed = await client.search(resource, asked)
                compiled = compile_view(view)
                assert _ids(compiled.run(narrowed).rows) == _ids(compiled.run(everything).rows)

    @settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.lists(_resources(resource), min_size=4, max_size=8),
        st.lists(_conditions(resource), min_size=5, max_size=5),
    )
    def rows_are_the_same(resources: list[dict[str, Any]], where: list[str]) -> None:
        views = [_view(resource, [path]) for path in where] + [_view(resource, where[:2])]
        asyncio.run(check([view for view in views if _compiles(view)], resources))

    rows_are_the_same()
