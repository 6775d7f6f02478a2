"""Arithmetic: + - * / div mod & and the sign, over numbers, quantities, dates and strings."""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation, localcontext
from typing import Any

from app.fhirpath import model, quantity, temporal
from app.fhirpath.operands import DECIMAL, INTEGER, STRING, kinds_of, limited, operand, refuse, text
from app.fhirpath.quantity import Quantity
from app.fhirpath.static import Expr, Frame, Scope
from app.fhirpath.syntax import Binary, Literal, Unary
from app.fhirpath.temporal import Temporal
from app.fhirpath.values import bounded, to_decimal
from app.model.errors import ExpressionError

_ADDABLE = model.NUMBERS | model.QUANTITIES | model.TEMPORALS | model.STRINGS


def arithmetic(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    """Compile + - * / div mod."""
    kinds = _ADDABLE if tree.operator == "+" else _ADDABLE - model.STRINGS
    if tree.operator not in {"+", "-"}:
        kinds = model.NUMBERS | model.QUANTITIES
    types = _result(tree, left.types, right.types)
    a = operand(left, kinds, scope, tree.at)
    b = operand(right, kinds, scope, tree.at)
    reckon = _RECKON[tree.operator]

    def run(focus: Any, frame: Frame) -> Any:
        x = a(focus, frame)
        y = b(focus, frame)
        return None if x is None or y is None else reckon(x, y)

    return Expr(run, types, single=True)


def _result(
    tree: Binary, left: frozenset[str] | None, right: frozenset[str] | None
) -> frozenset[str] | None:
    """Return the types of a result, or refuse operands that cannot be reckoned with."""
    if not left or not right:
        return None if left is None or right is None else frozenset()
    if left <= model.TEMPORALS:
        _whole_seconds(tree)
        if not right & model.QUANTITIES:
            refuse(tree.at, f"{min(right)} cannot be added to a date or time")
        return frozenset(_OWN_TEMPORAL[kind] for kind in left)
    if left <= model.QUANTITIES or right <= model.QUANTITIES:
        return frozenset(("System.Quantity",))
    if left <= model.STRINGS and right <= model.STRINGS:
        return STRING
    if left <= model.NUMBERS and right <= model.NUMBERS:
        return _number_type(tree.operator, left | right)
    if not kinds_of(left) & kinds_of(right):
        refuse(tree.at, f"{min(left)} {tree.operator} {min(right)} cannot be reckoned")
    return None


def _whole_seconds(tree: Binary) -> None:
    """Refuse what the standard and its tests read differently: adding a fraction of a second."""
    amount = tree.right.value if isinstance(tree.right, Literal) else None
    if not isinstance(amount, Quantity) or amount.unit not in {"s", "second", "seconds"}:
        return
    if amount.value != amount.value.to_integral_value():
        refuse(tree.at, "fractions of a second are not added: write milliseconds")


_OWN_TEMPORAL = {
    **dict.fromkeys(model.DATES, "System.Date"),
    **dict.fromkeys(model.INSTANTS, "System.DateTime"),
    **dict.fromkeys(model.TIMES, "System.Time"),
}


def _number_type(sign: str, types: frozenset[str]) -> frozenset[str]:
    if sign == "/":
        return DECIMAL
    return INTEGER if sign == "div" or types <= model.INTEGERS else DECIMAL


def _reckon(numbers: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Return `numbers` in decimal arithmetic; a result out of range is an error."""

    def run(x: Any, y: Any) -> Any:
        try:
            with localcontext(prec=28):
                value = numbers(x, y)
        except InvalidOperation:
            raise ExpressionError("a number is out of range") from None
        return None if value is None else bounded(value)

    return run


_add_numbers = _reckon(operator.add)
_subtract_numbers = _reckon(operator.sub)
_multiply_numbers = _reckon(operator.mul)
_divide_numbers = _reckon(lambda x, y: Decimal(x) / Decimal(y) if y else None)


def _plus(x: Any, y: Any) -> Any:
    if isinstance(x, str) and isinstance(y, str):
        return limited(x + y)
    return _sum(x, y, 1)


def _sum(x: Any, y: Any, sign: int) -> Any:
    if isinstance(x, Temporal) and isinstance(y, Quantity):
        return temporal.add(x, y, sign)
    if isinstance(x, Quantity) or isinstance(y, Quantity):
        return quantity.add(_as_quantity(x), _as_quantity(y), sign)
    if _numbers(x, y):
        return _add_numbers(x, y) if sign > 0 else _subtract_numbers(x, y)
    raise ExpressionError("these values cannot be reckoned with")


def _numbers(*found: Any) -> bool:
    return all(each.__class__ in {int, Decimal} for each in found)


def _as_quantity(value: Any) -> Quantity:
    if isinstance(value, Quantity):
        return value
    if not _numbers(value):
        raise ExpressionError("these values cannot be reckoned with")
    return Quantity(to_decimal(value), "1")


def _times(x: Any, y: Any) -> Any:
    if _numbers(x, y):
        return _multiply_numbers(x, y)
    if _numbers(y):
        return Quantity(_multiply_numbers(x.value, y), x.unit)
    if _numbers(x):
        return Quantity(_multiply_numbers(x, y.value), y.unit)
    return quantity.multiply(x, y, divide=False)


def _over(x: Any, y: Any) -> Any:
    if _numbers(x, y):
        return _divide_numbers(x, y)
    if _numbers(y):
        value = _divide_numbers(x.value, y)
        return None if value is None else Quantity(value, x.unit)
    return quantity.multiply(_as_quantity(x), y, divide=True)


def _whole(x: Any, y: Any) -> Any:
    if not _numbers(x, y):
        raise ExpressionError("div and mod take numbers only")
    value = _reckon(lambda a, b: Decimal(a) // Decimal(b) if b else None)(x, y)
    return None if value is None else int(value)


def _rest(x: Any, y: Any) -> Any:
    if not _numbers(x, y):
        raise ExpressionError("div and mod take numbers only")
    value = _reckon(lambda a, b: Decimal(a) % Decimal(b) if b else None)(x, y)
    return int(value) if value is not None and _integers(x, y) else value


def _integers(*found: Any) -> bool:
    return all(each.__class__ is int for each in found)


_RECKON: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": _plus,
    "-": lambda x, y: _sum(x, y, -1),
    "*": _times,
    "/": _over,
    "div": _whole,
    "mod": _rest,
}


def concatenate(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    """Compile `&`: strings together, an empty operand counts as no text."""
    a, b = text(left, scope, tree.at), text(right, scope, tree.at)

    def run(focus: Any, frame: Frame) -> str:
        return limited((a(focus, frame) or "") + (b(focus, frame) or ""))

    return Expr(run, STRING, single=True)


def signed(tree: Unary, source: Expr, scope: Scope) -> Expr:
    """Compile a sign before a number."""
    get = operand(source, model.NUMBERS | model.QUANTITIES, scope, tree.at)
    if tree.operator == "+":
        return Expr(get, source.types, single=True)

    def negate(focus: Any, frame: Frame) -> Any:
        value = get(focus, frame)
        if value.__class__ is Quantity:
            return Quantity(-value.value, value.unit)
        return None if value is None else -value

    return Expr(negate, source.types, single=True)
