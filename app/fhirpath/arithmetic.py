"""Arithmetic: + - * / div mod & and the sign, over numbers, dates and strings.

Of quantities only durations are reckoned with, added to dates: of others, take the value.
"""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from app.fhirpath import model, temporal
from app.fhirpath.operands import (
    DECIMAL,
    INTEGER,
    STRING,
    kinds_of,
    lifted,
    limited,
    operand,
    refuse,
)
from app.fhirpath.quantity import Quantity
from app.fhirpath.static import Expr, Frame, Scope, Types
from app.fhirpath.syntax import Binary, Literal, Unary
from app.fhirpath.temporal import Temporal
from app.fhirpath.values import is_number, reckoned
from app.model.errors import ExpressionError


def arithmetic(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    """Compile + - * / div mod."""
    kinds, reckon = _RECKON[tree.operator]
    types = _result(tree, left.types, right.types)
    amounts = kinds | model.QUANTITIES if kinds & model.TEMPORALS else kinds
    a = operand(left, kinds, scope, tree.at)
    return lifted(reckon, types, a, operand(right, amounts, scope, tree.at))


def _result(tree: Binary, left: Types, right: Types) -> Types:
    """Return the types of a result, or refuse operands that cannot be reckoned with."""
    if not left or not right:
        return None if left is None or right is None else frozenset()
    if left <= model.TEMPORALS:
        _whole_seconds(tree)
        if not right & model.QUANTITIES:
            refuse(tree.at, f"{min(right)} cannot be added to a date or time")
        return frozenset(model.SYSTEM_TYPES[kind] for kind in left)
    if left | right <= model.STRINGS:
        return STRING
    if left | right <= model.NUMBERS:
        whole = tree.operator != "/" and left | right <= model.INTEGERS
        return INTEGER if whole or tree.operator == "div" else DECIMAL
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


_SUMS: Mapping[str, Callable[[Any, Any], Any]] = {
    "+": reckoned(operator.add),
    "-": reckoned(operator.sub),
}


def _sum(sign: str) -> Callable[[Any, Any], Any]:
    """Return + or -: of two numbers, of a date and a duration; + of two strings, too."""
    numbers = _SUMS[sign]

    def run(x: Any, y: Any) -> Any:
        if is_number(x) and is_number(y):
            return numbers(x, y)
        if isinstance(x, Temporal) and isinstance(y, Quantity):
            return temporal.add(x, y, -1 if sign == "-" else 1)
        if isinstance(x, str) and isinstance(y, str):
            return limited(x + y)
        raise ExpressionError("these values cannot be reckoned with")

    return run


def _divided(x: Any, y: Any) -> int | None:
    return int(Decimal(x) // Decimal(y)) if y else None


def _rest(x: Any, y: Any) -> Any:
    value = Decimal(x) % Decimal(y) if y else None
    whole = x.__class__ is int and y.__class__ is int
    return int(value) if value is not None and whole else value


_RECKON: Mapping[str, tuple[frozenset[str], Callable[[Any, Any], Any]]] = {
    "+": (model.NUMBERS | model.TEMPORALS | model.STRINGS, _sum("+")),
    "-": (model.NUMBERS | model.TEMPORALS, _sum("-")),
    "*": (model.NUMBERS, reckoned(operator.mul)),
    "/": (model.NUMBERS, reckoned(lambda x, y: Decimal(x) / Decimal(y) if y else None)),
    "div": (model.NUMBERS, reckoned(_divided)),
    "mod": (model.NUMBERS, reckoned(_rest)),
}


def concatenate(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    """Compile `&`: strings together, an empty operand counts as no text."""
    a = operand(left, model.STRINGS, scope, tree.at)
    b = operand(right, model.STRINGS, scope, tree.at)

    def run(focus: Any, frame: Frame) -> str:
        return limited((a(focus, frame) or "") + (b(focus, frame) or ""))

    return Expr(run, STRING, single=True)


def signed(tree: Unary, source: Expr, scope: Scope) -> Expr:
    """Compile a sign before a number."""
    get = operand(source, model.NUMBERS | model.QUANTITIES, scope, tree.at)
    return lifted(_minus if tree.operator == "-" else lambda value: value, source.types, get)


def _minus(value: Any) -> Any:
    return Quantity(-value.value, value.unit) if isinstance(value, Quantity) else -value
