"""Operands: what an operator or a function takes from an expression, checked by its types.

What cannot fit is refused when compiling; what only some items may not fit is left to nodes.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NoReturn

from app.fhirpath import model
from app.fhirpath.quantity import Quantity
from app.fhirpath.static import MAX_TEXT, Expr, Frame, NeedsNodes, Run, Scope
from app.fhirpath.temporal import Temporal
from app.fhirpath.values import Node, plain, system
from app.model.errors import ExpressionError

BOOLEAN = frozenset(("System.Boolean",))
INTEGER = frozenset(("System.Integer",))
DECIMAL = frozenset(("System.Decimal",))
STRING = frozenset(("System.String",))

_KINDS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Boolean", model.BOOLEANS),
    ("number", model.NUMBERS | model.QUANTITIES),
    ("String", model.STRINGS),
    ("date", model.DATES | model.INSTANTS),
    ("time", model.TIMES),
)


def many(expr: Expr) -> Run:
    """Return a closure that gives the items as a sequence."""
    if not expr.single:
        return expr.run
    run = expr.run

    def listed(focus: Any, frame: Frame) -> Sequence[Any]:
        item = run(focus, frame)
        return () if item is None else (item,)

    return listed


def first(expr: Expr) -> Run:
    """Return a closure that gives the first item or None."""
    if expr.single:
        return expr.run
    run = expr.run

    def get(focus: Any, frame: Frame) -> Any:
        items = run(focus, frame)
        return items[0] if items else None

    return get


def one(expr: Expr) -> Run:
    """Return a closure that gives the only item or None; more than one is an error."""
    if expr.single:
        return expr.run
    run = expr.run

    def only(focus: Any, frame: Frame) -> Any:
        items = run(focus, frame)
        if not items:
            return None
        if len(items) > 1:
            raise ExpressionError("one item was expected, there are several")
        return items[0]

    return only


def fits(expr: Expr, kinds: frozenset[str], scope: Scope, at: int) -> None:
    """Refuse an operand whose types are all wrong; ask for nodes when only some are."""
    if expr.types is None or expr.types <= kinds:
        return
    if not expr.types & kinds:
        hint = ": write toString() first" if expr.types <= model.TEMPORALS else ""
        raise ExpressionError(f"a {min(expr.types)} does not fit here{hint}", column=at)
    if not scope.nodes:
        raise NeedsNodes


def values(expr: Expr, scope: Scope) -> Run:
    """Return a closure that gives the item(s) as FHIRPath values, single like the expression."""
    run = expr.run
    if scope.nodes:
        if expr.single:
            return lambda focus, frame: system(run(focus, frame))
        return lambda focus, frame: [v for x in run(focus, frame) if (v := system(x)) is not None]
    types = expr.types or frozenset()
    special = (types & (model.TEMPORALS | model.QUANTITIES)) - _OWN
    if not special:
        return run
    if len(types) > 1:
        raise NeedsNodes
    (name,) = special
    if expr.single:
        return lambda focus, frame: system(run(focus, frame), name)
    return lambda focus, frame: [v for x in run(focus, frame) if (v := system(x, name)) is not None]


_OWN = frozenset(f"System.{name}" for name in model.SYSTEM)


def truth(expr: Expr, scope: Scope) -> Run:
    """Return a closure that gives True, False or None where a Boolean is expected.

    One item that is no Boolean counts as true (FHIRPath's singleton evaluation).
    """
    get = one(expr)
    if expr.types is not None and expr.types <= model.BOOLEANS and not scope.nodes:
        return get

    def true(focus: Any, frame: Frame) -> bool | None:
        item = plain(get(focus, frame))
        return item if item is None or item.__class__ is bool else True

    return true


def integer(expr: Expr, scope: Scope, at: int) -> Run:
    """Return a closure that gives an Integer operand or None."""
    return operand(expr, model.INTEGERS, scope, at)


def text(expr: Expr, scope: Scope, at: int) -> Run:
    """Return a closure that gives a String operand or None."""
    return operand(expr, model.STRINGS, scope, at)


def operand(expr: Expr, kinds: frozenset[str], scope: Scope, at: int) -> Run:
    """Return a closure for the only item as a FHIRPath value, of types that are taken here."""
    fits(expr, kinds, scope, at)
    get = one(expr)
    if not scope.nodes:
        return values(Expr(get, expr.types, single=True), scope)
    classes = frozenset(cls for names, found in _CLASSES if names & kinds for cls in found)

    def value(focus: Any, frame: Frame) -> Any:
        item = get(focus, frame)
        found = system(item)
        if found is None:
            return None
        if found.__class__ in classes and (item.__class__ is not Node or item.type in kinds):
            return found
        raise ExpressionError("an item is not of the type the expression needs")

    return value


_CLASSES: tuple[tuple[frozenset[str], tuple[type, ...]], ...] = (
    (model.STRINGS, (str,)),
    (model.BOOLEANS, (bool,)),
    (model.NUMBERS, (int, Decimal)),
    (model.TEMPORALS, (Temporal,)),
    (model.QUANTITIES, (Quantity,)),
)


def single_value(expr: Expr, scope: Scope) -> Run:
    """Return a closure that gives the only item as a FHIRPath value, or None."""
    return values(Expr(one(expr), expr.types, single=True), scope)


def value_lists(expr: Expr, scope: Scope) -> Callable[[Any, Frame], Sequence[Any]]:
    """Return a closure that gives the items as a sequence of FHIRPath values."""
    run = values(expr, scope)
    if not expr.single:
        return run

    def listed(focus: Any, frame: Frame) -> Sequence[Any]:
        value = run(focus, frame)
        return () if value is None else (value,)

    return listed


def joined(left: Expr, right: Expr, scope: Scope) -> frozenset[str] | None:
    """Return the types of two collections together; plain values of one meaning only."""
    if left.types is None or right.types is None:
        return None
    types = left.types | right.types
    comparable(types, scope)
    if len(types) > 1 and not scope.nodes and "element" in kinds_of(types):
        raise NeedsNodes
    return types


def comparable(types: frozenset[str] | None, scope: Scope) -> None:
    """Ask for nodes where equal items may be written in different ways (dates, quantities)."""
    if types and types & (model.TEMPORALS | model.QUANTITIES) and not scope.nodes:
        raise NeedsNodes


def kinds_of(types: frozenset[str]) -> set[str]:
    """Return the kinds the types belong to; values of different kinds never compare."""
    known = {name for name, members in _KINDS if types & members}
    rest = types - frozenset().union(*(members for _, members in _KINDS))
    return known | ({"element"} if rest else set())


def refuse(at: int, reason: str) -> NoReturn:
    """Refuse an expression at a column."""
    raise ExpressionError(reason, column=at)


def limited(value: str) -> str:
    """Return a string an expression made; raises ExpressionError when it is too long."""
    if len(value) > MAX_TEXT:
        raise ExpressionError("the expression makes a string that is too long")
    return value
