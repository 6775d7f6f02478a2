"""Operands: what an operator or a function takes from an expression, checked by its types.

What cannot fit is refused when compiling; what only some items may not fit is left to nodes.
`lifted` and `gathered` make expressions of plain Python functions over values.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from app.fhirpath import model
from app.fhirpath.static import MAX_ITEMS, MAX_TEXT, Expr, Frame, NeedsNodes, Run, Scope, Types
from app.fhirpath.values import dynamic_type, plain, system, weigh
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


def single(expr: Expr) -> Expr:
    """Return an expression of the only item; more than one is an error."""
    return expr if expr.single else replace(expr, run=one(expr), single=True)


def fits(expr: Expr, kinds: frozenset[str], scope: Scope, at: int) -> None:
    """Refuse an operand whose types are all wrong; ask for nodes when only some are."""
    if expr.types is None or expr.types <= kinds:
        return
    if not expr.types & kinds:
        hint = ": write toString() first" if expr.types <= model.TEMPORALS else ""
        refuse(at, f"a {min(expr.types)} does not fit here{hint}")
    if not scope.nodes:
        raise NeedsNodes


def values(expr: Expr, scope: Scope, kinds: frozenset[str] | None = None) -> Run:
    """Return a closure that gives the item(s) as FHIRPath values, single like the expression.

    Over nodes, an item of a type that is not among `kinds` is an error.
    """
    convert = _checked(kinds) if scope.nodes else _written(expr.types or frozenset())
    run = expr.run
    if convert is None:
        return run
    if expr.single:
        return lambda focus, frame: convert(run(focus, frame))
    return lambda focus, frame: [v for x in run(focus, frame) if (v := convert(x)) is not None]


def _checked(kinds: frozenset[str] | None) -> Callable[[Any], Any]:
    def value(item: Any) -> Any:
        found = system(item)
        if found is None or kinds is None or dynamic_type(item) in kinds:
            return found
        raise ExpressionError("an item is not of the type the expression needs")

    return value


def _written(types: frozenset[str]) -> Callable[[Any], Any] | None:
    """Return how plain values that are only written as JSON are read: dates, quantities."""
    special = (types & (model.TEMPORALS | model.QUANTITIES)) - model.SYSTEM
    if not special:
        return None
    if len(types) > 1:
        raise NeedsNodes
    (name,) = special
    return lambda item: system(item, name)


def value_lists(expr: Expr, scope: Scope, kinds: frozenset[str] | None = None) -> Run:
    """Return a closure that gives the items as a sequence of FHIRPath values."""
    return many(replace(expr, run=values(expr, scope, kinds)))


def operand(expr: Expr, kinds: frozenset[str], scope: Scope, at: int) -> Run:
    """Return a closure for the only item as a FHIRPath value, of types that are taken here."""
    fits(expr, kinds, scope, at)
    return values(single(expr), scope, kinds)


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


def lifted(answer: Callable[..., Any], types: Types, *operands: Run) -> Expr:
    """Return the expression of `answer(value, …)`, empty as soon as an operand is."""
    if len(operands) == 2:  # noqa: PLR2004 -- the usual case, quicker
        return Expr(_lifted_two(answer, *operands), types, single=True)

    def run(focus: Any, frame: Frame) -> Any:
        found = []
        for get in operands:
            value = get(focus, frame)
            if value is None:
                return None
            found.append(value)
        return answer(*found)

    return Expr(run, types, single=True)


def _lifted_two(answer: Callable[[Any, Any], Any], a: Run, b: Run) -> Run:
    def run(focus: Any, frame: Frame) -> Any:
        x = a(focus, frame)
        if x is None:
            return None
        y = b(focus, frame)
        return None if y is None else answer(x, y)

    return run


def gathered(answer: Callable[..., Any], *collections: Run) -> Run:
    """Return `answer(items, …)` of whole collections, the work of comparing them counted."""

    def run(focus: Any, frame: Frame) -> Any:
        found = [get(focus, frame) for get in collections]
        frame.spend(sum(map(weigh, found)))
        return answer(*found)

    return run


def joined(left: Expr, right: Expr, scope: Scope) -> Types:
    """Return the types of two collections together; plain values of one meaning only."""
    if left.types is None or right.types is None:
        return None
    types = left.types | right.types
    comparable(types, scope)
    if len(types) > 1 and not scope.nodes and "element" in kinds_of(types):
        raise NeedsNodes
    return types


def comparable(types: Types, scope: Scope) -> None:
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


def sized(items: Sequence[Any]) -> Sequence[Any]:
    """Return a collection an expression made; raises ExpressionError when it is too large."""
    if len(items) > MAX_ITEMS:
        raise ExpressionError("a collection grows too large")
    return items
