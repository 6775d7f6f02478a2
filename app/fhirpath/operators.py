"""FHIRPath's operators: which is which, logic with three values, and union."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.fhirpath.arithmetic import arithmetic, concatenate, signed
from app.fhirpath.comparison import comparison, equality, equivalence, membership
from app.fhirpath.operands import BOOLEAN, joined, many, truth
from app.fhirpath.static import Expr, Frame, Scope, Wants
from app.fhirpath.syntax import Binary, Tree, Unary
from app.fhirpath.values import distinct, weigh

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
    a, b = truth(left, scope), truth(right, scope)

    def either(focus: Any, frame: Frame) -> bool | None:
        x = a(focus, frame)
        if x:
            return True
        y = b(focus, frame)
        if y:
            return True
        return False if x is False and y is False else None

    return Expr(either, BOOLEAN, single=True, wants=_one_of(left, right))


def _one_of(left: Expr, right: Expr) -> Wants:
    """Return what `or` wants of one property when both sides ask for that property only."""
    if len(left.wants) != 1 or len(right.wants) != 1 or left.wants[0][0] != right.wants[0][0]:
        return ()
    return ((left.wants[0][0], left.wants[0][1] | right.wants[0][1]),)


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


def _union(_tree: Binary, left: Expr, right: Expr, scope: Scope) -> Expr:
    return union(left, right, scope)


def union(left: Expr, right: Expr, scope: Scope) -> Expr:
    """Return the expression for all items of both, without duplicates."""
    types = joined(left, right, scope)
    a, b = many(left), many(right)

    def merge(focus: Any, frame: Frame) -> Sequence[Any]:
        items = [*a(focus, frame), *b(focus, frame)]
        frame.spend(weigh(items))
        return distinct(items)

    return Expr(merge, types, single=False)


_BINARY: Mapping[str, Callable[[Binary, Expr, Expr, Scope], Expr]] = {
    **dict.fromkeys(("=", "!="), equality),
    **dict.fromkeys(("~", "!~"), equivalence),
    **dict.fromkeys(("<", "<=", ">", ">="), comparison),
    **dict.fromkeys(("in", "contains"), membership),
    **dict.fromkeys(("+", "-", "*", "/", "div", "mod"), arithmetic),
    "and": _and,
    "or": _or,
    "xor": _xor,
    "implies": _implies,
    "|": _union,
    "&": concatenate,
}
