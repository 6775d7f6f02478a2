"""Conversions (toX, convertsToX), iif, and the clock: now, today."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from app.fhirpath import model
from app.fhirpath.functions.registry import Functions
from app.fhirpath.operands import BOOLEAN, joined, many, one, single_value, truth
from app.fhirpath.quantity import CALENDAR, Quantity
from app.fhirpath.static import Expr, Frame, Site
from app.fhirpath.temporal import Temporal, parse_temporal
from app.fhirpath.values import MAX_INTEGER, bounded
from app.model.errors import ExpressionError

FUNCTIONS = Functions()

_INTEGER = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d{1,40}(\.\d{1,40})?", re.ASCII)
_QUANTITY = re.compile(r"([+-]?\d{1,40}(?:\.\d{1,40})?)\s*(?:'([^']+)'|([a-z]+))?", re.ASCII)
_TRUE, _FALSE = ("true", "t", "yes", "y", "1", "1.0"), ("false", "f", "no", "n", "0", "0.0")


def to_boolean(value: Any) -> bool | None:
    """Return a Boolean for `true`, `yes`, `1` and their likes."""
    if value.__class__ is bool:
        return bool(value)
    if value.__class__ in {int, Decimal} and value in {0, 1}:
        return bool(value)
    text = value.lower() if isinstance(value, str) else ""
    return True if text in _TRUE else False if text in _FALSE else None


def to_integer(value: Any) -> int | None:
    """Return an Integer for a whole number's text and for Booleans."""
    if value.__class__ in {bool, int}:
        return int(value)
    if isinstance(value, str) and _INTEGER.fullmatch(value) and abs(int(value)) <= MAX_INTEGER:
        return int(value)
    return None


def to_decimal(value: Any) -> Decimal | None:
    """Return a Decimal for a number's text, a number or a Boolean."""
    if value.__class__ in {bool, int, Decimal}:
        return Decimal(value)
    return Decimal(value) if isinstance(value, str) and _DECIMAL.fullmatch(value) else None


def to_string(value: Any) -> str | None:
    """Return the text of a value that is not a complex element."""
    if value.__class__ is bool:
        return "true" if value else "false"
    if value.__class__ is Decimal:
        return format(value, "f")
    return str(value) if isinstance(value, str | int | Temporal | Quantity) else None


def to_date(value: Any) -> Temporal | None:
    """Return a Date for its text and for a DateTime."""
    if isinstance(value, Temporal) and value.kind == "dateTime":
        return parse_temporal(value.text[:10], "date")
    return _temporal(value, "date")


def to_date_time(value: Any) -> Temporal | None:
    """Return a DateTime for its text and for a Date."""
    if isinstance(value, Temporal) and value.kind == "date":
        return parse_temporal(value.text, "dateTime")
    return _temporal(value, "dateTime")


def to_time(value: Any) -> Temporal | None:
    """Return a Time for its text."""
    return _temporal(value, "time")


def _temporal(value: Any, kind: str) -> Temporal | None:
    if isinstance(value, Temporal):
        return value if value.kind == kind else None
    if not isinstance(value, str) or value[-1:] == "T" or value[:1] == "T":
        return None
    return parse_temporal(value, kind)


def to_quantity(value: Any) -> Quantity | None:
    """Return a Quantity for a number, a Boolean, or text such as `1 day` and `5 'mg'`."""
    if isinstance(value, Quantity):
        return value
    if value.__class__ in {bool, int, Decimal}:
        return Quantity(bounded(Decimal(value)), "1")
    match = _QUANTITY.fullmatch(value) if isinstance(value, str) else None
    if match is None or (match[3] is not None and match[3] not in CALENDAR):
        return None
    return Quantity(Decimal(match[1]), match[2] or match[3] or "1")


def _conversion(name: str, convert: Callable[[Any], Any]) -> None:
    def build(site: Site, *, asks: bool) -> Expr:
        get = single_value(site.source, site.scope)

        def run(focus: Any, frame: Frame) -> Any:
            value = get(focus, frame)
            found = None if value is None else convert(value)
            return found is not None if asks and value is not None else found

        return Expr(run, BOOLEAN if asks else frozenset((f"System.{name}",)), single=True)

    FUNCTIONS.add(f"to{name}")(lambda site: build(site, asks=False))
    FUNCTIONS.add(f"convertsTo{name}")(lambda site: build(site, asks=True))


_conversion("Boolean", to_boolean)
_conversion("Integer", to_integer)
_conversion("Decimal", to_decimal)
_conversion("String", to_string)
_conversion("Date", to_date)
_conversion("DateTime", to_date_time)
_conversion("Time", to_time)
_conversion("Quantity", to_quantity)


@FUNCTIONS.add("iif", 2, 3)
def _iif(site: Site) -> Expr:
    """Compile `iif`: only the branch that is chosen is run; it needs at most one input item."""
    get = one(site.source)
    scope = site.scope
    if site.source.path != ():
        scope = replace(scope.over(site.source.types), optional=True)
    test = site.compile(site.args[0], scope)
    if test.types and not test.types & model.BOOLEANS:
        site.fail("the condition is not Boolean")
    holds = truth(test, scope)
    yes = site.compile(site.args[1], scope)
    no = next((site.compile(tree, scope) for tree in site.args[2:]), None)
    types = yes.types if no is None else joined(yes, no, scope)
    single = yes.single and (no is None or no.single)
    then = yes.run if single else many(yes)
    other = (no.run if single else many(no)) if no is not None else None
    nothing: Any = None if single else ()

    def run(focus: Any, frame: Frame) -> Any:
        item = get(focus, frame)
        if holds(item, frame):
            return then(item, frame)
        return nothing if other is None else other(item, frame)

    return Expr(run, types, single=single)


def _clock(name: str, kind: str, write: Callable[[datetime], str]) -> None:
    def build(site: Site) -> Expr:
        def run(_focus: Any, _frame: Frame) -> Temporal:
            value = parse_temporal(write(datetime.now().astimezone()), kind)
            if value is None:
                raise ExpressionError("the computer's clock is outside the years 1 to 9999")
            return value

        site.scope.settings.warn(f"{name}() makes the rows depend on the day (column {site.at})")
        types = frozenset((f"System.{kind[0].upper()}{kind[1:]}",))
        return Expr(run, types, single=True)

    FUNCTIONS.add(name)(build)


_clock("now", "dateTime", lambda at: at.isoformat(timespec="milliseconds"))
_clock("today", "date", lambda at: at.date().isoformat())
