"""Arithmetic: + - * / div mod & and the sign, over numbers, dates and strings.

Of quantities only durations are reckoned with, added to dates: of others, take the value.
"""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation, localcontext
from typing import Any

from app.fhirpath import model, temporal
from app.fhirpath.operands import DECIMAL, INTEGER, STRING, kinds_of, limited, operand, refuse, text
from app.fhirpath.quantity import Quantity
from app.fhirpath.static import Expr, Frame, Scope
from app.fhirpath.syntax import Binary, Literal, Unary
from app.fhirpath.temporal import Temporal
from app.fhirpath.values import bounded, is_number
from app.model.errors import ExpressionError

_DURATIONS = model.QUANTITIES


def arithmetic(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    """Compile + - * / div mod."""
    kinds, reckon = _RECKON[tree.operator]
    types = _result(tree, left.types, right.types)
    a = operand(left, kinds, scope, tree.at)
    b = operand(right, kinds | _DURATIONS if kinds & model.TEMPORALS else kinds, scope, tree.at)

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
        if not (is_number(x) and is_number(y)):
            raise _unfit()
        try:
            with localcontext(prec=28):
                value = numbers(x, y)
        except InvalidOperation:
            raise ExpressionError("a number is out of range") from None
        return None if value is None else bounded(value)

    return run


_add_numbers = _reckon(operator.add)
_subtract_numbers = _reckon(operator.sub)


def _plus(x: Any, y: Any) -> Any:
    if isinstance(x, str) and isinstance(y, str):
        return limited(x + y)
    return _moved(x, y, 1) if isinstance(x, Temporal) else _add_numbers(x, y)


def _minus(x: Any, y: Any) -> Any:
    return _moved(x, y, -1) if isinstance(x, Temporal) else _subtract_numbers(x, y)


def _moved(x: Temporal, y: Any, sign: int) -> Temporal:
    if not isinstance(y, Quantity):
        raise _unfit()
    return temporal.add(x, y, sign)


def _unfit() -> ExpressionError:
    return ExpressionError("these values cannot be reckoned with")


def _divided(x: Any, y: Any) -> int | None:
    return int(Decimal(x) // Decimal(y)) if y else None


def _rest(x: Any, y: Any) -> Any:
    value = Decimal(x) % Decimal(y) if y else None
    whole = x.__class__ is int and y.__class__ is int
    return int(value) if value is not None and whole else value


_RECKON: Mapping[str, tuple[frozenset[str], Callable[[Any, Any], Any]]] = {
    "+": (model.NUMBERS | model.TEMPORALS | model.STRINGS, _plus),
    "-": (model.NUMBERS | model.TEMPORALS, _minus),
    "*": (model.NUMBERS, _reckon(operator.mul)),
    "/": (model.NUMBERS, _reckon(lambda x, y: Decimal(x) / Decimal(y) if y else None)),
    "div": (model.NUMBERS, _reckon(_divided)),
    "mod": (model.NUMBERS, _reckon(_rest)),
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
