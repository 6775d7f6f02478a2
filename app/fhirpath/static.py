"""What the compiler knows before any resource is seen: expressions, their types, the scope.

A compiled expression (`Expr`) is a closure `run(focus, frame)` with its static types. Its focus and
its items are plain JSON values as long as the types are known when compiling; where they are not
(choice elements, `children()`, extensions of primitives) the compiler raises `NeedsNodes` and the
whole expression is compiled again over `Node`s, which carry their type. So the usual definition
runs on plain dicts, and the rest is right all the same.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn, TypeAlias

from app.fhirpath import model
from app.fhirpath.syntax import Tree
from app.fhirpath.values import Node, plain, system
from app.model.errors import ExpressionError

MAX_ITEMS = 100_000
"""Items in a collection, and rows of one resource."""
MAX_STEPS = 2_000_000
"""Items one resource's views may look at, all in all: what bounds time."""
MAX_TEXT = 1_000_000
"""Characters of a string that an expression makes."""

Types: TypeAlias = frozenset[str] | None
"""The types an item may have; None when only the item itself knows."""


class Frame:
    """What an evaluation of one resource carries along."""

    __slots__ = ("context", "index", "left", "resource", "row_index", "total")

    def __init__(self, resource: Any) -> None:
        """Take the resource all expressions start from."""
        self.resource = self.context = resource
        self.row_index = self.index = 0
        self.total: Sequence[Any] = ()
        self.left = MAX_STEPS

    def spend(self, steps: int) -> None:
        """Count work done; raises ExpressionError when the bound is reached."""
        self.left -= steps
        if self.left < 0:
            raise ExpressionError("the expression takes too many steps on this resource")


Run: TypeAlias = Callable[[Any, Frame], Any]


class NeedsNodes(Exception):  # noqa: N818 -- a turn the compiler takes, not an error
    """The static types do not suffice: compile the expression over nodes."""


@dataclass(frozen=True, slots=True)
class Expr:
    """A compiled expression.

    `single`: `run` gives one item or None; otherwise a sequence of items. `literal` is the value
    of a constant. `choice` is the choice element this navigates to, with the expression before it,
    so that `ofType` can go straight to one JSON property. `path` lists the JSON properties of a
    plain way from the focus through elements that do not repeat.
    """

    run: Run
    types: Types
    single: bool
    literal: Any = None
    choice: "tuple[Expr, model.Element] | None" = None
    path: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What all expressions of one definition share."""

    root: str = "Resource"
    constants: Mapping[str, Expr] = field(default_factory=dict)
    value_sets: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    warn: Callable[[str], None] = lambda _: None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands: the types of `$this`, and whether items are nodes."""

    types: Types
    nodes: bool
    settings: Settings
    context: Types
    inside: bool = False
    total: Types = frozenset()

    def over(self, types: Types) -> "Scope":
        """Return the scope of an expression run on each item of a collection."""
        return replace(self, types=types, inside=True)


@dataclass(frozen=True, slots=True)
class Site:
    """A function call to compile: the input, the arguments and the scope around it."""

    name: str
    source: Expr
    args: tuple[Tree, ...]
    scope: Scope
    at: int
    compile: Callable[[Tree, Scope], Expr]

    def arg(self, index: int) -> Expr:
        """Return an argument compiled in the scope around the call."""
        return self.compile(self.args[index], self.scope)

    def each(self, index: int, scope: Scope | None = None) -> Expr:
        """Return an argument compiled over each item of the input."""
        return self.compile(self.args[index], scope or self.scope.over(self.source.types))

    def fail(self, reason: str) -> NoReturn:
        """Refuse the call."""
        raise ExpressionError(f"{self.name}(): {reason}", column=self.at)


EMPTY = Expr(lambda _f, _e: None, frozenset(), single=True)


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


def plain_one(expr: Expr, kinds: frozenset[str], scope: Scope, at: int) -> Run:
    """Return a closure that gives the only item's plain value, of one of the given types."""
    fits(expr, kinds, scope, at)
    get = one(expr)
    if not scope.nodes:
        return get
    classes = _classes(kinds)

    def value(focus: Any, frame: Frame) -> Any:
        item = get(focus, frame)
        found = system(item)
        if found is not None and (
            found.__class__ not in classes or (item.__class__ is Node and item.type not in kinds)
        ):
            raise ExpressionError("an item is not of the type the expression needs")
        return found

    return value


def _classes(kinds: frozenset[str]) -> frozenset[type]:
    from decimal import Decimal

    table: tuple[tuple[frozenset[str], tuple[type, ...]], ...] = (
        (model.STRINGS, (str,)),
        (model.BOOLEANS, (bool,)),
        (model.NUMBERS, (int, Decimal)),
    )
    return frozenset(cls for names, found in table if names & kinds for cls in found)


def fits(expr: Expr, kinds: frozenset[str], scope: Scope, at: int) -> None:
    """Refuse an operand whose types are all wrong; ask for nodes when only some are."""
    if expr.types is None or expr.types <= kinds:
        return
    if not expr.types & kinds:
        names = ", ".join(sorted(expr.types)[:3])
        raise ExpressionError(f"a value of type {names} does not fit here", column=at)
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
