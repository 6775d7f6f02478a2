"""FHIRPath's operators: which is which, logic with three values, and union."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.fhirpath.arithmetic import arithmetic, concatenate, signed
from app.fhirpath.comparison import comparison, equality, equivalence, membership
from app.fhirpath.operands import BOOLEAN, gathered, joined, lifted, many, truth
from app.fhirpath.static import Expr, Frame, Run, Scope, Wants
from app.fhirpath.syntax import Binary, Tree, Unary
from app.fhirpath.values import distinct

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
    "|": lambda _tree, left, right, scope: union(left, right, scope),
    "&": concatenate,
}
