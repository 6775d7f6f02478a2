"""Conversions (toX, convertsToX), iif, and the clock: now, today."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.fhirpath import model
from app.fhirpath.functions.registry import Function, Site
from app.fhirpath.operands import BOOLEAN, joined, lifted, many, one, single, truth, values
from app.fhirpath.quantity import CALENDAR, Quantity
from app.fhirpath.static import EMPTY, Expr, Frame
from app.fhirpath.temporal import Temporal, parse_temporal
from app.fhirpath.values import MAX_INTEGER, bounded
from app.model.errors import ExpressionError

_INTEGER = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d{1,40}(\.\d{1,40})?", re.ASCII)
_QUANTITY = re.compile(r"([+-]?\d{1,40}(?:\.\d{1,40})?)\s*(?:'([^']+)'|([a-z]+))?", re.ASCII)
_TRUE, _FALSE = ("true", "t", "yes", "y", "1", "1.0"), ("false", "f", "no", "n", "0", "0.0")


def _to_boolean(value: Any) -> bool | None:
    if value.__class__ in {bool, int, Decimal}:
        return bool(value) if value in {0, 1} else None
    text = value.lower() if isinstance(value, str) else ""
    return True if text in _TRUE else False if text in _FALSE else None


def _to_integer(value: Any) -> int | None:
    if value.__class__ in {bool, int}:
        return int(value)
    if isinstance(value, str) and _INTEGER.fullmatch(value) and abs(int(value)) <= MAX_INTEGER:
        return int(value)
    return None


def _to_decimal(value: Any) -> Decimal | None:
    if value.__class__ in {bool, int, Decimal}:
        return Decimal(value)
    return Decimal(value) if isinstance(value, str) and _DECIMAL.fullmatch(value) else None


def _to_string(value: Any) -> str | None:
    if value.__class__ is bool:
        return "true" if value else "false"
    if value.__class__ is Decimal:
        return format(value, "f")
    return str(value) if isinstance(value, str | int | Temporal | Quantity) else None


def _to_temporal(kind: str) -> Callable[[Any], Temporal | None]:
    def convert(value: Any) -> Temporal | None:
        text = value
        if isinstance(value, Temporal):
            if (value.kind == "time") != (kind == "time"):
                return None
            text = value.text[:10] if kind == "date" else value.text
        if not isinstance(text, str) or text[-1:] == "T" or text[:1] == "T":
            return None
        return parse_temporal(text, kind)

    return convert


def _to_quantity(value: Any) -> Quantity | None:
    if isinstance(value, Quantity):
        return value
    if value.__class__ in {bool, int, Decimal}:
        return Quantity(bounded(Decimal(value)), "1")
    match = _QUANTITY.fullmatch(value) if isinstance(value, str) else None
    if match is None or (match[3] is not None and match[3] not in CALENDAR):
        return None
    return Quantity(Decimal(match[1]), match[2] or match[3] or "1")


_CONVERSIONS: dict[str, Callable[[Any], Any]] = {
    "Boolean": _to_boolean,
    "Integer": _to_integer,
    "Decimal": _to_decimal,
    "String": _to_string,
    "Date": _to_temporal("date"),
    "DateTime": _to_temporal("dateTime"),
    "Time": _to_temporal("time"),
    "Quantity": _to_quantity,
}


def _of_any(answer: Callable[[Any], Any], types: frozenset[str]) -> Function:
    """Return a function of one value of any type."""

    def build(site: Site) -> Expr:
        return lifted(answer, types, values(single(site.source), site.scope))

    return Function(build)


def _asks(convert: Callable[[Any], Any]) -> Callable[[Any], bool]:
    return lambda value: convert(value) is not None


def _iif(site: Site) -> Expr:
    """Compile `iif`: only the branch that is chosen is run; it needs at most one input item."""
    get = one(site.source)
    scope = site.scope
    if site.source.path != ():
        scope = replace(scope.over(site.source.types), optional=True)
    test, yes, *rest = (site.compile(tree, scope) for tree in site.args)
    if test.types and not test.types & model.BOOLEANS:
        site.fail("the condition is not Boolean")
    no = rest[0] if rest else EMPTY
    holds = truth(test, scope)
    only = yes.single and no.single
    then, other = (yes.run, no.run) if only else (many(yes), many(no))

    def run(focus: Any, frame: Frame) -> Any:
        item = get(focus, frame)
        return then(item, frame) if holds(item, frame) else other(item, frame)

    return Expr(run, joined(yes, no, scope), single=only)


def _clock(name: str, kind: str, write: Callable[[datetime], str]) -> Function:
    def run(_focus: Any, _frame: Frame) -> Temporal:
        value = parse_temporal(write(datetime.now().astimezone()), kind)
        if value is None:
            raise ExpressionError("the computer's time zone is none that FHIR can write")
        return value

    def build(site: Site) -> Expr:
        site.scope.settings.warn(f"{name}() makes the rows depend on the day (column {site.at})")
        return Expr(run, frozenset((model.SYSTEM_TYPES[kind],)), single=True)

    return Function(build)


FUNCTIONS = {
    **{f"to{x}": _of_any(to, frozenset((f"System.{x}",))) for x, to in _CONVERSIONS.items()},
    **{f"convertsTo{x}": _of_any(_asks(to), BOOLEAN) for x, to in _CONVERSIONS.items()},
    "iif": Function(_iif, 2, 3),
    "now": _clock("now", "dateTime", lambda at: at.isoformat(timespec="milliseconds")),
    "today": _clock("today", "date", lambda at: at.date().isoformat()),
}
