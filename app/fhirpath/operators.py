"""FHIRPath's operators with three-valued logic.

Operand types are checked when compiling; what cannot be compared or reckoned is refused there.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation, localcontext
from typing import Any, NoReturn

from app.fhirpath import model, quantity, temporal
from app.fhirpath.quantity import Quantity
from app.fhirpath.static import (
    MAX_TEXT,
    Expr,
    Frame,
    NeedsNodes,
    Run,
    Scope,
    many,
    one,
    plain_one,
    truth,
    values,
)
from app.fhirpath.syntax import Binary, Tree, Unary
from app.fhirpath.temporal import Temporal
from app.fhirpath.values import distinct, equal, equal_all, equivalent_all, identity, order
from app.model.errors import ExpressionError

Compile = Callable[[Tree, Scope], Expr]

BOOLEAN = frozenset(("System.Boolean",))
INTEGER = frozenset(("System.Integer",))
DECIMAL = frozenset(("System.Decimal",))
STRING = frozenset(("System.String",))
MAX_INTEGER = 2**63 - 1

_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Boolean", model.BOOLEANS),
    ("number", model.NUMBERS | model.QUANTITIES),
    ("String", model.STRINGS),
    ("date", model.DATES | model.INSTANTS),
    ("time", model.TIMES),
)


def binary(tree: Binary, scope: Scope, compile_tree: Compile) -> Expr:
    """Compile an operator between two expressions."""
    left, right = compile_tree(tree.left, scope), compile_tree(tree.right, scope)
    return _BINARY[tree.operator](tree, left, right, scope)


def unary(tree: Unary, scope: Scope, compile_tree: Compile) -> Expr:
    """Compile a sign before a number."""
    operand = compile_tree(tree.operand, scope)
    get = _operand(operand, model.NUMBERS | model.QUANTITIES, scope, tree.at)
    if tree.operator == "+":
        return Expr(get, operand.types, single=True)

    def negate(focus: Any, frame: Frame) -> Any:
        value = get(focus, frame)
        if value.__class__ is Quantity:
            return Quantity(-value.value, value.unit)
        return None if value is None else -value

    return Expr(negate, operand.types, single=True)


def integer(expr: Expr, scope: Scope, at: int) -> Run:
    """Return a closure that gives an Integer operand or None."""
    return plain_one(expr, model.INTEGERS, scope, at)


def text(expr: Expr, scope: Scope, at: int) -> Run:
    """Return a closure that gives a String operand or None."""
    return plain_one(expr, model.STRINGS, scope, at)


def _kinds(types: frozenset[str]) -> set[str]:
    known = {name for name, members in _KINDS if types & members}
    rest = types - frozenset().union(*(members for _, members in _KINDS))
    return known | ({"element"} if rest else set())


def _refuse(at: int, reason: str) -> NoReturn:
    raise ExpressionError(reason, column=at)


# -- equality ------------------------------------------------------------------------------------


def _equality(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    negate = tree.operator == "!="
    _comparable_kinds(tree, left, right)
    fast = _equals_text(left, right, scope)
    if fast is None:
        fast = _equals_single(left, right, scope) or _equals_many(left, right, scope)
    return Expr(_negated(fast) if negate else fast, BOOLEAN, single=True)


def _comparable_kinds(tree: Binary, left: Expr, right: Expr) -> None:
    """Refuse to compare a date with a string: engines disagree on whether they can be equal."""
    if not left.types or not right.types:
        return
    kinds = {frozenset(_kinds(left.types)), frozenset(_kinds(right.types))}
    if frozenset(("String",)) in kinds and kinds & {frozenset(("date",)), frozenset(("time",))}:
        _refuse(tree.at, "a date or time is compared with a string: write @2020-12-31")


def _equals_text(left: Expr, right: Expr, scope: Scope) -> Run | None:
    """Return the closure for the commonest comparison: a String element with a literal."""
    if left.literal.__class__ is str:
        left, right = right, left
    wanted = right.literal
    if wanted.__class__ is not str or scope.nodes or not left.single:
        return None
    if left.types is None or not left.types or not left.types <= model.STRINGS:
        return None
    if left.path is not None and len(left.path) == 1:
        return _property_equals(left.path[0], wanted)
    get = left.run

    def same(focus: Any, frame: Frame) -> bool | None:
        value = get(focus, frame)
        return None if value is None else value == wanted

    return same


def _property_equals(key: str, wanted: str) -> Run:
    def same(focus: Any, _frame: Frame) -> bool | None:
        value = focus.get(key)
        if value is None or value.__class__ is str:
            return None if value is None else value == wanted
        raise ExpressionError(f"{key} is not shaped as R4 says")

    return same


def _equals_single(left: Expr, right: Expr, scope: Scope) -> Run | None:
    if not (left.single and right.single):
        return None
    a, b = values(left, scope), values(right, scope)

    def same(focus: Any, frame: Frame) -> bool | None:
        x = a(focus, frame)
        return None if x is None else equal(x, b(focus, frame))

    return same


def _equals_many(left: Expr, right: Expr, scope: Scope) -> Run:
    a, b = _value_lists(left, scope), _value_lists(right, scope)

    def same(focus: Any, frame: Frame) -> bool | None:
        x, y = a(focus, frame), b(focus, frame)
        frame.spend(len(x))
        return equal_all(x, y)

    return same


def _value_lists(expr: Expr, scope: Scope) -> Callable[[Any, Frame], Sequence[Any]]:
    run = values(expr, scope)
    if not expr.single:
        return run

    def listed(focus: Any, frame: Frame) -> Sequence[Any]:
        value = run(focus, frame)
        return () if value is None else (value,)

    return listed


def _negated(run: Run) -> Run:
    def negated(focus: Any, frame: Frame) -> bool | None:
        answer = run(focus, frame)
        return None if answer is None else not answer

    return negated


def _equivalence(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    a, b = _value_lists(left, scope), _value_lists(right, scope)
    wanted = tree.operator == "~"

    def same(focus: Any, frame: Frame) -> bool:
        x, y = a(focus, frame), b(focus, frame)
        frame.spend(len(x) * len(y))
        return equivalent_all(x, y) is wanted

    return Expr(same, BOOLEAN, single=True)


# -- order ---------------------------------------------------------------------------------------

_ORDERED = model.NUMBERS | model.QUANTITIES | model.STRINGS | model.TEMPORALS


def _operand(expr: Expr, kinds: frozenset[str], scope: Scope, at: int) -> Run:
    """Return a closure for one FHIRPath value, of types that the operator takes."""
    if expr.types is not None and expr.types:
        if not expr.types & kinds:
            _refuse(at, f"a value of type {min(expr.types)} does not fit here")
        if not expr.types <= kinds and not scope.nodes:
            raise NeedsNodes
    if expr.single:
        return values(expr, scope)
    only = Expr(one(expr), expr.types, single=True)
    return values(only, scope)


def _comparison(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    if left.types and right.types and not _kinds(left.types) & _kinds(right.types):
        _refuse(tree.at, f"{min(left.types)} and {min(right.types)} have no order between them")
    a = _operand(left, _ORDERED, scope, tree.at)
    b = _operand(right, _ORDERED, scope, tree.at)
    decide = _ORDER[tree.operator]

    def compare(focus: Any, frame: Frame) -> bool | None:
        answer = order(a(focus, frame), b(focus, frame))
        return None if answer is None else decide(answer, 0)

    return Expr(compare, BOOLEAN, single=True)


_ORDER: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


# -- logic ---------------------------------------------------------------------------------------


def _and(_tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    a, b = truth(left, scope), truth(right, scope)

    def both(focus: Any, frame: Frame) -> bool | None:
        x = a(focus, frame)
        if x is False:
            return False
        y = b(focus, frame)
        if y is False:
            return False
        return True if x and y else None

    return Expr(both, BOOLEAN, single=True)


def _or(_tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    a, b = truth(left, scope), truth(right, scope)

    def either(focus: Any, frame: Frame) -> bool | None:
        x = a(focus, frame)
        if x:
            return True
        y = b(focus, frame)
        if y:
            return True
        return False if x is False and y is False else None

    return Expr(either, BOOLEAN, single=True)


def _xor(_tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    a, b = truth(left, scope), truth(right, scope)

    def differ(focus: Any, frame: Frame) -> bool | None:
        x, y = a(focus, frame), b(focus, frame)
        return None if x is None or y is None else x is not y

    return Expr(differ, BOOLEAN, single=True)


def _implies(_tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    a, b = truth(left, scope), truth(right, scope)

    def follows(focus: Any, frame: Frame) -> bool | None:
        x = a(focus, frame)
        if x is False:
            return True
        y = b(focus, frame)
        return True if y else (None if x is None else y)

    return Expr(follows, BOOLEAN, single=True)


# -- collections ---------------------------------------------------------------------------------


def _union(_tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    return union(left, right, scope)


def union(left: Expr, right: Expr, scope: Scope) -> Expr:
    """Return the expression for all items of both, without duplicates."""
    types = joined(left, right, scope)
    a, b = many(left), many(right)

    def merge(focus: Any, frame: Frame) -> Sequence[Any]:
        items = [*a(focus, frame), *b(focus, frame)]
        frame.spend(len(items))
        return distinct(items)

    return Expr(merge, types, single=False)


def joined(left: Expr, right: Expr, scope: Scope) -> frozenset[str] | None:
    """Return the types of two collections together; plain values of one meaning only."""
    if left.types is None or right.types is None:
        return None
    types = left.types | right.types
    comparable(types, scope)
    if len(types) > 1 and not scope.nodes and "element" in _kinds(types):
        raise NeedsNodes
    return types


def comparable(types: frozenset[str] | None, scope: Scope) -> None:
    """Ask for nodes where equal items may be written in different ways (dates, quantities)."""
    if types and types & (model.TEMPORALS | model.QUANTITIES) and not scope.nodes:
        raise NeedsNodes


def _membership(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    item, pool = (left, right) if tree.operator == "in" else (right, left)
    if item.types and pool.types and not _kinds(item.types) & _kinds(pool.types):
        _refuse(tree.at, f"{min(item.types)} is never among {min(pool.types)}")
    get = _single_value(item, scope)
    among = _value_lists(pool, scope)

    def run(focus: Any, frame: Frame) -> bool | None:
        wanted = get(focus, frame)
        if wanted is None:
            return None
        found = among(focus, frame)
        frame.spend(len(found))
        return any(equal(wanted, each) is True for each in found)

    return Expr(run, BOOLEAN, single=True)


def _single_value(expr: Expr, scope: Scope) -> Run:
    return values(Expr(one(expr), expr.types, single=True), scope)


# -- arithmetic ----------------------------------------------------------------------------------

_ADDABLE = model.NUMBERS | model.QUANTITIES | model.TEMPORALS | model.STRINGS


def _arithmetic(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    kinds = _ADDABLE if tree.operator == "+" else _ADDABLE - model.STRINGS
    if tree.operator not in {"+", "-"}:
        kinds = model.NUMBERS | model.QUANTITIES
    types = _result(tree, left.types, right.types)
    a = _operand(left, kinds, scope, tree.at)
    b = _operand(right, kinds, scope, tree.at)
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
        if not right & model.QUANTITIES:
            _refuse(tree.at, f"{min(right)} cannot be added to a date or time")
        return frozenset(_OWN_TEMPORAL[kind] for kind in left)
    if left <= model.QUANTITIES or right <= model.QUANTITIES:
        return frozenset(("System.Quantity",))
    if left <= model.STRINGS and right <= model.STRINGS:
        return STRING
    if left <= model.NUMBERS and right <= model.NUMBERS:
        return _number_type(tree.operator, left | right)
    if not _kinds(left) & _kinds(right):
        _refuse(tree.at, f"{min(left)} {tree.operator} {min(right)} cannot be reckoned")
    return None


_OWN_TEMPORAL = {
    **dict.fromkeys(model.DATES, "System.Date"),
    **dict.fromkeys(model.INSTANTS, "System.DateTime"),
    **dict.fromkeys(model.TIMES, "System.Time"),
}


def _number_type(sign: str, types: frozenset[str]) -> frozenset[str]:
    if sign == "/":
        return DECIMAL
    return INTEGER if sign == "div" or types <= model.INTEGERS else DECIMAL


def bounded(value: Any) -> Any:
    """Return a number that is within FHIRPath's range; raises ExpressionError otherwise."""
    if value.__class__ is int:
        if not -MAX_INTEGER <= value <= MAX_INTEGER:
            raise ExpressionError("a number is out of range")
    elif not value.is_finite() or (value and abs(value.adjusted()) > 100):
        raise ExpressionError("a number is out of range")
    return value


def _reckon(numbers: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Return `numbers` in decimal arithmetic, None where the result is not defined."""

    def run(x: Any, y: Any) -> Any:
        try:
            with localcontext(prec=28):
                value = numbers(x, y)
        except (InvalidOperation, ZeroDivisionError):
            return None
        return bounded(value)

    return run


_add_numbers = _reckon(operator.add)
_subtract_numbers = _reckon(operator.sub)
_multiply_numbers = _reckon(operator.mul)
_divide_numbers = _reckon(lambda x, y: Decimal(x) / Decimal(y))


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
    return Quantity(Decimal(value), "1")


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
    value = _reckon(lambda a, b: Decimal(a) // Decimal(b))(x, y)
    return None if value is None else int(value)


def _rest(x: Any, y: Any) -> Any:
    if not _numbers(x, y):
        raise ExpressionError("div and mod take numbers only")
    value = _reckon(lambda a, b: Decimal(a) % Decimal(b))(x, y)
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


def limited(value: str) -> str:
    """Return a string an expression made; raises ExpressionError when it is too long."""
    if len(value) > MAX_TEXT:
        raise ExpressionError("the expression makes a string that is too long")
    return value


def _concatenate(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    a, b = text(left, scope, tree.at), text(right, scope, tree.at)

    def run(focus: Any, frame: Frame) -> str:
        return limited((a(focus, frame) or "") + (b(focus, frame) or ""))

    return Expr(run, STRING, single=True)


_BINARY: Mapping[str, Callable[[Binary, Expr, Expr, Scope], Expr]] = {
    **dict.fromkeys(("=", "!="), _equality),
    **dict.fromkeys(("~", "!~"), _equivalence),
    **dict.fromkeys(("<", "<=", ">", ">="), _comparison),
    **dict.fromkeys(("in", "contains"), _membership),
    **dict.fromkeys(("+", "-", "*", "/", "div", "mod"), _arithmetic),
    "and": _and,
    "or": _or,
    "xor": _xor,
    "implies": _implies,
    "|": _union,
    "&": _concatenate,
}

__all__ = ["BOOLEAN", "DECIMAL", "INTEGER", "STRING", "binary", "identity", "integer", "unary"]
