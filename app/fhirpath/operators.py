"""FHIRPath's operators but for arithmetic: logic, equality, order, membership, union.

All with three values: True, False, and None where it cannot be known.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.fhirpath import model
from app.fhirpath.arithmetic import arithmetic, concatenate, signed
from app.fhirpath.operands import (
    BOOLEAN,
    gathered,
    joined,
    kinds_of,
    lifted,
    many,
    operand,
    refuse,
    single,
    truth,
    value_lists,
    values,
)
from app.fhirpath.static import Expr, Frame, Run, Scope, Wants
from app.fhirpath.syntax import Binary, Tree, Unary
from app.fhirpath.values import distinct, equal, equal_all, equivalent_all, order, weigh
from app.model.errors import ExpressionError

Compile = Callable[[Tree, Scope], Expr]


def binary(tree: Binary, scope: Scope, compile_tree: Compile) -> Expr:
    """Compile an operator between two expressions."""
    left, right = compile_tree(tree.left, scope), compile_tree(tree.right, scope)
    return _BINARY[tree.operator](tree, left, right, scope)


def unary(tree: Unary, scope: Scope, compile_tree: Compile) -> Expr:
    """Compile a sign before a number."""
    return signed(tree, compile_tree(tree.operand, scope), scope)


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

    wants = left.wants + right.wants if left.wants and right.wants else ()
    return Expr(both, BOOLEAN, single=True, wants=wants)


def _or(_tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    either = _either(truth(left, scope), truth(right, scope))
    return Expr(either, BOOLEAN, single=True, wants=_one_of(left, right))


def _either(a: Run, b: Run) -> Run:
    def either(focus: Any, frame: Frame) -> bool | None:
        x = a(focus, frame)
        if x:
            return True
        y = b(focus, frame)
        if y:
            return True
        return False if x is False and y is False else None

    return either


def _one_of(left: Expr, right: Expr) -> Wants:
    """Return what `or` wants of one property when both sides ask for that property only."""
    if len(left.wants) != 1 or len(right.wants) != 1 or left.wants[0][0] != right.wants[0][0]:
        return ()
    return ((left.wants[0][0], left.wants[0][1] | right.wants[0][1]),)


def _xor(_tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    return lifted(lambda x, y: x is not y, BOOLEAN, truth(left, scope), truth(right, scope))


def _implies(_tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    without = lifted(lambda x: not x, BOOLEAN, truth(left, scope)).run
    return Expr(_either(without, truth(right, scope)), BOOLEAN, single=True)


def union(left: Expr, right: Expr, scope: Scope) -> Expr:
    """Return the expression for all items of both, without duplicates."""

    def merge(items: Sequence[Any], others: Sequence[Any]) -> Sequence[Any]:
        return distinct([*items, *others])

    run = gathered(merge, many(left), many(right))
    return Expr(run, joined(left, right, scope), single=False)


def _equality(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    """Compile = and !=."""
    _comparable_kinds(tree, left, right)
    found = _equals_text(left, right, scope) or _equals(left, right, scope)
    if tree.operator == "=":
        return found
    return lifted(lambda same: not same, BOOLEAN, found.run)


def _comparable_kinds(tree: Binary, left: Expr, right: Expr) -> None:
    """Refuse to compare a date with a string: engines disagree on whether they can be equal."""
    if not left.types or not right.types:
        return
    kinds = {frozenset(kinds_of(left.types)), frozenset(kinds_of(right.types))}
    if frozenset(("String",)) in kinds and kinds & {frozenset(("date",)), frozenset(("time",))}:
        refuse(tree.at, "a date or time is compared with a string: write @2020-12-31")


def _equals_text(left: Expr, right: Expr, scope: Scope) -> Expr | None:
    """Return the expression for the commonest comparison: a String element with a literal."""
    if left.literal.__class__ is str:
        left, right = right, left
    wanted = right.literal
    if wanted.__class__ is not str or scope.nodes or not left.single:
        return None
    if left.types is None or not left.types or not left.types <= model.STRINGS:
        return None
    if left.path is not None and len(left.path) == 1:
        (key,) = left.path
        wants = ((key, frozenset((wanted,))),)
        return Expr(_property_equals(key, wanted), BOOLEAN, single=True, wants=wants)
    return lifted(wanted.__eq__, BOOLEAN, left.run)


def _property_equals(key: str, wanted: str) -> Run:
    def same(focus: Any, _frame: Frame) -> bool | None:
        value = focus.get(key)
        if value is None or value.__class__ is str:
            return None if value is None else value == wanted
        raise ExpressionError(f"{key} is not shaped as R4 says")

    return same


def _equals(left: Expr, right: Expr, scope: Scope) -> Expr:
    simple = left.types is not None and "element" not in kinds_of(left.types)
    if left.single and right.single and simple:
        return lifted(equal, BOOLEAN, values(left, scope), values(right, scope))
    run = gathered(equal_all, value_lists(left, scope), value_lists(right, scope))
    return Expr(run, BOOLEAN, single=True)


def _equivalence(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    """Compile ~ and !~."""
    a, b = value_lists(left, scope), value_lists(right, scope)
    wanted = tree.operator == "~"

    def same(focus: Any, frame: Frame) -> bool:
        x, y = a(focus, frame), b(focus, frame)
        frame.spend(weigh(x) * len(y))
        return equivalent_all(x, y) is wanted

    return Expr(same, BOOLEAN, single=True)


_ORDERED = model.NUMBERS | model.QUANTITIES | model.STRINGS | model.TEMPORALS


def _comparison(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    """Compile < <= > >=."""
    if left.types and right.types and not kinds_of(left.types) & kinds_of(right.types):
        refuse(tree.at, f"{min(left.types)} and {min(right.types)} have no order between them")
    a = operand(left, _ORDERED, scope, tree.at)
    b = operand(right, _ORDERED, scope, tree.at)
    decide = _ORDER[tree.operator]
    types = (left.types or frozenset()) | (right.types or frozenset())
    if not scope.nodes and any(types <= kinds for kinds in _NATURAL):
        return lifted(decide, BOOLEAN, a, b)  # which Python orders as FHIRPath does

    def compare(x: Any, y: Any) -> bool | None:
        answer = order(x, y)
        return None if answer is None else decide(answer, 0)

    return lifted(compare, BOOLEAN, a, b)


_NATURAL = (model.NUMBERS, model.STRINGS)


_ORDER: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _membership(tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    """Compile `in` and `contains`."""
    item, pool = (left, right) if tree.operator == "in" else (right, left)
    if item.types and pool.types and not kinds_of(item.types) & kinds_of(pool.types):
        refuse(tree.at, f"{min(item.types)} is never among {min(pool.types)}")
    get = values(single(item), scope)
    among = value_lists(pool, scope)

    def run(focus: Any, frame: Frame) -> bool | None:
        wanted = get(focus, frame)
        if wanted is None:
            return None
        found = among(focus, frame)
        frame.spend(weigh(found))
        return any(equal(wanted, each) is True for each in found)

    return Expr(run, BOOLEAN, single=True)


_BINARY: Mapping[str, Callable[[Binary, Expr, Expr, Scope], Expr]] = {
    **dict.fromkeys(("=", "!="), _equality),
    **dict.fromkeys(("~", "!~"), _equivalence),
    **dict.fromkeys(("<", "<=", ">", ">="), _comparison),
    **dict.fromkeys(("in", "contains"), _membership),
    **dict.fromkeys(("+", "-", "*", "/", "div", "mod"), arithmetic),
    "and": _and,
    "or": _or,
    "xor": _xor,
    "implies": _implies,
    "|": lambda _tree, left, right, scope: union(left, right, scope),
    "&": concatenate,
}
