"""A search: its parameters understood, and the resources that match them.

Source: FHIR R4, Search. Known: the parameters of `app.practice.parameters`, comma for or,
repetition for and, the prefixes of dates, the modifiers :not, :missing, :contains and :Type, and
the result parameters _sort, _count and _summary=count. Left out: chains, _include, composites.
"""

import re
from collections.abc import Callable, Iterable

import msgspec

from app.practice.dates import date_test
from app.practice.parameters import Kind, Values, folded, parameters_of
from app.practice.refusal import Refusal
from app.practice.resource_types import RESOURCE_TYPES
from app.practice.store import Store, Version

DEFAULT_COUNT = 100
MAX_COUNT = 10_000
_MAX_DIGITS = 9

Pairs = list[tuple[str, str]]
Test = Callable[[Values], bool]

_IGNORED_CONTROLS = frozenset({"_format", "_pretty", "_total"})
_SPLIT = re.compile(r"(?:[^,\\]|\\.)+")
_ESCAPED = re.compile(r"\\([\\,|$])")
_NOTHING: Values = frozenset()
_REFERENCES = frozenset({Kind.REFERENCE, Kind.PATIENT})


class Query(msgspec.Struct, kw_only=True):
    """A search that is understood: `tests` must all hold for a resource's values.

    `patients`: the references that alone can match (`Patient/1`), None for anybody's. `sort`:
    parameters, and whether each is descending. `used`, `ignored`: the parameters as they came.
    """

    type: str
    tests: list[tuple[str, Test]] = []
    patients: list[str] | None = None
    sort: list[tuple[str, bool]] = []
    limit: int = DEFAULT_COUNT
    only_count: bool = False
    used: Pairs = []
    ignored: list[str] = []


def understand(resource_type: str, pairs: Pairs, *, strict: bool, base: str = "") -> Query:
    """Read the parameters of a search; `base` is the host's own address.

    Raises Refusal (400) for a value or modifier that is not understood, and, when `strict`, for a
    parameter that is not known; otherwise such a parameter is ignored and named.
    """
    known = parameters_of(resource_type)
    query = Query(type=resource_type)
    for name, value in pairs:
        plain, _, modifier = name.partition(":")
        if not value or name in _IGNORED_CONTROLS:
            continue
        if name in _CONTROLS:
            _CONTROLS[name](query, value)
        elif plain in known:
            kind = known[plain].kind
            relative = value.replace(base, "") if kind in _REFERENCES else value
            _add_filter(query, plain, kind, modifier, relative)
        elif strict:
            raise Refusal(400, "not-supported", f"{resource_type} has no parameter '{plain}' here")
        else:
            query.ignored.append(name)
            continue
        query.used.append((name, value))
    return query


def find(store: Store, query: Query) -> list[Version]:
    """Return the resources that match, in the order that was asked for."""
    candidates: Iterable[Version] = (
        store.all(query.type)
        if query.patients is None
        else store.of_patients(query.type, query.patients)
    )
    found = [each for each in candidates if _matches(each, query.tests)]
    for name, descending in reversed(query.sort):
        found.sort(key=_sort_key(name, descending=descending), reverse=descending)
    return found


def _matches(version: Version, tests: list[tuple[str, Test]]) -> bool:
    index = version.index
    return all(test(index.get(name, _NOTHING)) for name, test in tests)


def _add_filter(query: Query, name: str, kind: Kind, modifier: str, value: str) -> None:
    texts = _SPLIT.findall(value)
    query.tests.append((name, _test_of(name, kind, modifier, texts)))
    if name == "patient" and query.patients is None and not modifier:
        patients = [_unescaped(text) for text in texts]
        query.patients = [each if "/" in each else f"Patient/{each}" for each in patients]


def _test_of(name: str, kind: Kind, modifier: str, texts: list[str]) -> Test:
    if modifier == "missing":
        return _missing(name, texts)
    if kind is Kind.DATE and not modifier:
        tests = [date_test(_unescaped(text), name) for text in texts]
        return lambda values: any(test(each) for test in tests for each in values)
    wanted = [_unescaped(text) for text in texts]
    if kind is Kind.STRING and modifier in {"", "contains"}:
        return _string_test([folded(text) for text in wanted], inside=bool(modifier))
    if kind is Kind.CODE:
        wanted = [text.rpartition("|")[2] for text in wanted]
    elif kind is Kind.REFERENCE and modifier in RESOURCE_TYPES:
        wanted, modifier = [f"{modifier}/{text}" for text in wanted], ""
    asked = frozenset(wanted)
    if not modifier and kind is not Kind.STRING:
        return lambda values: not asked.isdisjoint(values)
    if modifier == "not" and kind in {Kind.TOKEN, Kind.CODE}:
        return asked.isdisjoint
    raise Refusal(400, "not-supported", f"the modifier ':{modifier}' of '{name}' is not known")


def _missing(name: str, texts: list[str]) -> Test:
    if texts == ["true"]:
        return lambda values: not values
    if texts == ["false"]:
        return bool
    raise Refusal(400, "value", f"'{name}:missing' is true or false")


def _string_test(wanted: list[str], *, inside: bool) -> Test:
    fits = str.__contains__ if inside else str.startswith
    return lambda values: any(fits(each, text) for each in values for text in wanted)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _set_sort(query: Query, value: str) -> None:
    for part in value.split(","):
        name = part.removeprefix("-")
        if name not in parameters_of(query.type):
            raise Refusal(400, "not-supported", f"{query.type} cannot be sorted by '{name}'")
        query.sort.append((name, part.startswith("-")))


def _set_count(query: Query, value: str) -> None:
    if not value.isdecimal() or len(value) > _MAX_DIGITS:
        raise Refusal(400, "value", "_count is a number of resources, 0 or more")
    query.limit = min(int(value), MAX_COUNT)
    query.only_count = query.only_count or query.limit == 0


def _set_summary(query: Query, value: str) -> None:
    if value not in {"count", "false"}:
        raise Refusal(400, "not-supported", "_summary is known as count and false only")
    query.only_count = query.only_count or value == "count"


_CONTROLS: dict[str, Callable[[Query, str], None]] = {
    "_sort": _set_sort,
    "_count": _set_count,
    "_summary": _set_summary,
}


def _sort_key(name: str, *, descending: bool) -> Callable[[Version], tuple[bool, object]]:
    """Sort by the first value (the last one when descending); resources without one come last."""
    choose = max if descending else min

    def key(version: Version) -> tuple[bool, object]:
        values = version.index.get(name)
        return (bool(values) is descending, choose(values) if values else "")

    return key
