"""Mathematics and boundaries. Decimal throughout: 28 digits, nothing binary."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from app.fhirpath import temporal
from app.fhirpath.functions.registry import Function, Site, of_value
from app.fhirpath.model import INTEGERS, NUMBERS, QUANTITIES, SYSTEM_TYPES, TEMPORALS
from app.fhirpath.operands import DECIMAL, INTEGER
from app.fhirpath.quantity import Quantity
from app.fhirpath.static import Expr, Frame, NeedsNodes
from app.fhirpath.temporal import Temporal
from app.fhirpath.values import reckoned
from app.model.errors import ExpressionError

_MAX_PLACES = 28
_MAX_POWER = 200  # digits, roughly; the result is bounded further


def _exact(value: Decimal) -> Decimal:
    """Return a result without the noise of the last digits (16.log(2) is 4)."""
    near = value.quantize(Decimal(1).scaleb(-20)) if abs(value) < 10**6 else value
    return near.normalize() if near == near.to_integral_value() else value


@reckoned
def _log(value: Any, base: Any) -> Decimal | None:
    known = value > 0 and base > 0 and base != 1
    return _exact(Decimal(value).ln() / Decimal(base).ln()) if known else None


@reckoned
def _power(base: Any, exponent: Any) -> Any:
    if (base < 0 and exponent != int(exponent)) or (base == 0 and exponent < 0):
        return None
    if base and abs(exponent) * (abs(Decimal(base).adjusted()) + 1) > _MAX_POWER:
        raise ExpressionError("a number is out of range")
    value = Decimal(base) ** Decimal(exponent)
    whole = base.__class__ is int and exponent.__class__ is int and exponent >= 0
    return int(value) if whole else value


@reckoned
def _exp(value: Any) -> Decimal:
    if abs(value) > _MAX_POWER:
        raise ExpressionError("a number is out of range")
    return Decimal(value).exp()


@reckoned
def _round(value: Any, places: int = 0) -> Decimal:
    if not 0 <= places <= _MAX_PLACES:
        raise ExpressionError("round() takes 0 to 28 places")
    with localcontext(prec=140):
        return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _whole(rounding: str) -> Function:
    integral = reckoned(lambda value: int(Decimal(value).to_integral_value(rounding)))
    return of_value(integral, INTEGER, NUMBERS)


def _absolute(site: Site) -> Expr:
    build = of_value(_magnitude, site.source.types, NUMBERS | QUANTITIES).build
    return build(site)


def _magnitude(value: Any) -> Any:
    return Quantity(abs(value.value), value.unit) if isinstance(value, Quantity) else abs(value)


def _boundary(*, high: bool) -> Function:
    def build(site: Site) -> Expr:
        types, literal = site.source.types, site.source.literal
        if types and len(types) > 1 and not site.scope.nodes:
            raise NeedsNodes
        if isinstance(literal, Temporal) and literal.precision == temporal.HOUR:
            site.fail("of an hour without minutes is not defined")
        get = site.input(NUMBERS | QUANTITIES | TEMPORALS)
        digits = site.operand(0, INTEGERS) if site.args else lambda _focus, _frame: None

        def run(focus: Any, frame: Frame) -> Any:
            value = get(focus, frame)
            return None if value is None else _edge(value, digits(focus, frame), high=high)

        known = None if types is None else frozenset(SYSTEM_TYPES.get(each, each) for each in types)
        return Expr(run, DECIMAL if known == INTEGER else known, single=True)

    return Function(build, 0, 1)


def _edge(value: Any, digits: int | None, *, high: bool) -> Any:
    if isinstance(value, Temporal):
        return temporal.boundary(value, digits, high=high)
    if isinstance(value, Quantity):
        edge = _decimal_edge(value.value, digits, high=high)
        return None if edge is None else Quantity(edge, value.unit)
    return _decimal_edge(Decimal(value), digits, high=high)


def _decimal_edge(value: Decimal, digits: int | None, *, high: bool) -> Decimal | None:
    """Return the least or greatest number that would be written as `value`."""
    places = 8 if digits is None else digits
    if not 0 <= places <= _MAX_PLACES:
        return None
    exponent = value.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    step = Decimal(1).scaleb(-places)
    with localcontext(prec=140):
        edge = value + half if high else value - half
        if abs(edge) < step and value:
            return Decimal(0).quantize(step).copy_sign(value)
        return edge.quantize(step, ROUND_CEILING if high else ROUND_FLOOR)


FUNCTIONS = {
    "abs": Function(_absolute),
    "ceiling": _whole(ROUND_CEILING),
    "floor": _whole(ROUND_FLOOR),
    "truncate": of_value(reckoned(int), INTEGER, NUMBERS),
    "round": of_value(_round, DECIMAL, NUMBERS, INTEGERS, least=0),
    "exp": of_value(_exp, DECIMAL, NUMBERS),
    "ln": of_value(reckoned(lambda x: Decimal(x).ln() if x > 0 else None), DECIMAL, NUMBERS),
    "log": of_value(_log, DECIMAL, NUMBERS, NUMBERS),
    "sqrt": of_value(reckoned(lambda x: Decimal(x).sqrt() if x >= 0 else None), DECIMAL, NUMBERS),
    "power": of_value(_power, INTEGER | DECIMAL, NUMBERS, NUMBERS),
    "lowBoundary": _boundary(high=False),
    "highBoundary": _boundary(high=True),
}
