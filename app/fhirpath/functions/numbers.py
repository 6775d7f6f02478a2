"""Mathematics and boundaries. Decimal throughout: 28 digits, nothing binary."""

from collections.abc import Callable
from decimal import (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    Decimal,
    InvalidOperation,
    localcontext,
)
from typing import Any

from app.fhirpath import model, temporal
from app.fhirpath.functions.registry import Functions
from app.fhirpath.operands import DECIMAL, INTEGER, fits, integer, operand
from app.fhirpath.quantity import Quantity
from app.fhirpath.static import Expr, Frame, NeedsNodes, Site
from app.fhirpath.temporal import Temporal
from app.fhirpath.values import bounded
from app.model.errors import ExpressionError

FUNCTIONS = Functions()

_NUMERIC = model.NUMBERS | model.QUANTITIES
_MAX_PLACES = 28
_MAX_POWER = 200  # digits, roughly; the result is bounded further


def _number(site: Site, answer: Callable[..., Any], types: frozenset[str] | None) -> Expr:
    """Return `answer(number, *numbers)`; empty for empty, and where no number results."""
    get = operand(site.source, model.NUMBERS, site.scope, site.at)
    args = [operand(site.arg(i), model.NUMBERS, site.scope, site.at) for i in range(len(site.args))]

    def run(focus: Any, frame: Frame) -> Any:
        found = [each(focus, frame) for each in (get, *args)]
        if any(each is None for each in found):
            return None
        try:
            with localcontext(prec=_MAX_PLACES):
                value = answer(*found)
        except (InvalidOperation, ZeroDivisionError, OverflowError):
            return None
        return None if value is None else bounded(value)

    return Expr(run, types, single=True)


def _math(
    name: str, answer: Callable[..., Any], types: frozenset[str] | None, args: int = 0
) -> None:
    FUNCTIONS.add(name, args)(lambda site: _number(site, answer, types))


def _exact(value: Decimal) -> Decimal:
    """Return a result without the noise of the last digits (16.log(2) is 4)."""
    near = value.quantize(Decimal(1).scaleb(-20)) if abs(value) < 10**6 else value
    return near.normalize() if near == near.to_integral_value() else value


def _power(base: Any, exponent: Any) -> Any:
    if base < 0 and exponent != int(exponent):
        return None
    if base and abs(exponent) * (abs(Decimal(base).adjusted()) + 1) > _MAX_POWER:
        raise ExpressionError("a number is out of range")
    value = Decimal(base) ** Decimal(exponent)
    whole = base.__class__ is int and exponent.__class__ is int and exponent >= 0
    return int(value) if whole else value


def _exp(value: Any) -> Decimal:
    if abs(value) > _MAX_POWER:
        raise ExpressionError("a number is out of range")
    return Decimal(value).exp()


def _whole(rounding: str) -> Callable[[Any], int]:
    return lambda value: int(Decimal(value).to_integral_value(rounding))


def _round(value: Any, places: int = 0) -> Decimal | None:
    if not 0 <= places <= _MAX_PLACES:
        raise ExpressionError("round() takes 0 to 28 places")
    with localcontext(prec=140):
        return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


_math("ceiling", _whole(ROUND_CEILING), INTEGER)
_math("floor", _whole(ROUND_FLOOR), INTEGER)
_math("truncate", int, INTEGER)
_math("exp", _exp, DECIMAL)
_math("ln", lambda x: Decimal(x).ln() if x > 0 else None, DECIMAL)
_math("log", lambda x, b: _exact(Decimal(x).ln() / Decimal(b).ln()) if x > 0 else None, DECIMAL, 1)
_math("sqrt", lambda x: Decimal(x).sqrt() if x >= 0 else None, DECIMAL)
_math("power", _power, frozenset(("System.Integer", "System.Decimal")), 1)


@FUNCTIONS.add("round", 0, 1)
def _round_function(site: Site) -> Expr:
    if site.args:
        fits(site.arg(0), model.INTEGERS, site.scope, site.at)
    return _number(site, _round, DECIMAL)


@FUNCTIONS.add("abs")
def _abs(site: Site) -> Expr:
    get = operand(site.source, _NUMERIC, site.scope, site.at)

    def run(focus: Any, frame: Frame) -> Any:
        value = get(focus, frame)
        if isinstance(value, Quantity):
            return Quantity(abs(value.value), value.unit)
        return None if value is None else abs(value)

    return Expr(run, site.source.types, single=True)


def _boundary(name: str, *, high: bool) -> None:
    def build(site: Site) -> Expr:
        if site.source.types and len(site.source.types) > 1 and not site.scope.nodes:
            raise NeedsNodes
        literal = site.source.literal
        if isinstance(literal, Temporal) and literal.precision == temporal.HOUR:
            site.fail("of an hour without minutes is not defined")
        get = operand(site.source, _NUMERIC | model.TEMPORALS, site.scope, site.at)
        digits = integer(site.arg(0), site.scope, site.at) if site.args else None

        def run(focus: Any, frame: Frame) -> Any:
            value = get(focus, frame)
            wanted = digits(focus, frame) if digits is not None else None
            return None if value is None else _edge(value, wanted, high=high)

        types = site.source.types
        return Expr(run, None if types is None else _own(types), single=True)

    FUNCTIONS.add(name, 0, 1)(build)


_OWN = {
    **dict.fromkeys(model.NUMBERS, "System.Decimal"),
    **dict.fromkeys(model.QUANTITIES, "System.Quantity"),
    **dict.fromkeys(model.DATES, "System.Date"),
    **dict.fromkeys(model.INSTANTS, "System.DateTime"),
    **dict.fromkeys(model.TIMES, "System.Time"),
}


def _own(types: frozenset[str]) -> frozenset[str]:
    return frozenset(_OWN[kind] for kind in types if kind in _OWN)


def _edge(value: Any, digits: int | None, *, high: bool) -> Any:
    if isinstance(value, Temporal):
        return temporal.boundary(value, digits, high=high)
    if isinstance(value, Quantity):
        edge = _decimal_edge(value.value, digits, high=high)
        return None if edge is None else Quantity(edge, value.unit)
    if value.__class__ in {int, Decimal}:
        return _decimal_edge(Decimal(value), digits, high=high)
    raise ExpressionError("this value has no boundary")


def _decimal_edge(value: Decimal, digits: int | None, *, high: bool) -> Decimal | None:
    """Return the least or greatest number that would be written as `value`."""
    places = 8 if digits is None else digits
    if not 0 <= places <= _MAX_PLACES:
        return None
    exponent = value.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    rounding = ROUND_CEILING if high else ROUND_FLOOR
    step = Decimal(1).scaleb(-places)
    with localcontext(prec=140):
        edge = value + half if high else value - half
        if abs(edge) < step and value:
            return Decimal(0).quantize(step).copy_sign(value)
        return edge.quantize(step, rounding)


_boundary("lowBoundary", high=False)
_boundary("highBoundary", high=True)
