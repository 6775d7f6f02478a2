"""What the compiler knows before any resource is seen: expressions, their types, the scope.

A compiled expression (`Expr`) is a closure `run(focus, frame)` with its static types. Its focus and
its items are plain JSON values as long as the types are known when compiling; where they are not
(choice elements, `children()`, extensions of primitives) the compiler raises `NeedsNodes` and the
whole expression is compiled again over `Node`s, which carry their type. So the usual definition
runs on plain dicts, and the rest is right all the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from app.fhirpath import model
from app.model.errors import ExpressionError

MAX_ITEMS = 100_000
"""Items in a collection, and rows of one resource."""
MAX_STEPS = 2_000_000
"""Items one resource's views may look at, all in all: what bounds time."""
MAX_TEXT = 1_000_000
"""Characters of a string that an expression makes."""

Wants: TypeAlias = tuple[tuple[str, frozenset[str]], ...]
Types: TypeAlias = frozenset[str] | None
"""The types an item may have; None when only the item itself knows."""


class Frame:
    """What an evaluation of one resource carries along."""

    __slots__ = ("left", "resource", "row_index", "targets")

    def __init__(self, resource: Any) -> None:
        """Take the resource all expressions start from."""
        self.restart(resource)

    def restart(self, resource: Any) -> None:
        """Begin with another resource, or again after an error."""
        self.resource = resource
        self.row_index = 0
        self.left = MAX_STEPS
        self.targets: dict[str | None, Mapping[str, Any]] | None = (
            None  # of references, once asked for
        )

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
    plain way from the focus through elements that do not repeat. `wants` tells of a condition on
    texts: true if every property is one of its texts, false as soon as one is another text.
    """

    run: Run
    types: Types
    single: bool
    literal: Any = None
    choice: "tuple[Expr, model.Element] | None" = None
    path: tuple[str, ...] | None = None
    wants: Wants = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What all expressions of one definition share.

    With `nodes` every expression is compiled over nodes.
    """

    root: str = "Resource"
    constants: Mapping[str, Expr] = field(default_factory=dict)
    value_sets: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    warn: Callable[[str], None] = lambda _: None
    nodes: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands: the types of `$this`, and whether items are nodes.

    `inside`: within the argument of where(), select() and the like; `optional`: `$this` may be
    empty.
    """

    types: Types
    nodes: bool
    settings: Settings
    inside: bool = False
    optional: bool = False

    @classmethod
    def of_resource(cls, settings: Settings) -> "Scope":
        """Return the scope of an expression on a whole resource, a plain JSON value."""
        return cls(frozenset((settings.root,)), nodes=False, settings=settings)

    def over(self, types: Types) -> "Scope":
        """Return the scope of an expression run on each item of a collection."""
        return replace(self, types=types, inside=True, optional=False)


EMPTY = Expr(lambda _f, _e: None, frozenset(), single=True)
