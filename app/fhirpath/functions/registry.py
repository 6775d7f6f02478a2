"""How a module tells its functions, and the call that each of them compiles."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn, TypeAlias

from app.fhirpath.operands import gathered, joined, lifted, many, operand, refuse
from app.fhirpath.static import Expr, Run, Scope, Types
from app.fhirpath.syntax import Tree


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

    def each(self, index: int) -> Expr:
        """Return an argument compiled over each item of the input."""
        return self.compile(self.args[index], self.scope.over(self.source.types))

    def input(self, kinds: frozenset[str]) -> Run:
        """Return a closure for the only input item as a FHIRPath value."""
        return operand(self.source, kinds, self.scope, self.at)

    def operand(self, index: int, kinds: frozenset[str]) -> Run:
        """Return a closure for an argument as a FHIRPath value."""
        return operand(self.arg(index), kinds, self.scope, self.at)

    def fail(self, reason: str) -> NoReturn:
        """Refuse the call."""
        refuse(self.at, f"{self.name}(): {reason}")


Build: TypeAlias = Callable[[Site], Expr]


class Function(NamedTuple):
    """A function's builder and how many arguments it takes, at least and at most."""

    build: Build
    least: int = 0
    most: int = 0


def of_value(
    answer: Callable[..., Any],
    types: Types,
    taken: frozenset[str],
    *args: frozenset[str],
    least: int | None = None,
) -> Function:
    """Return a function that is `answer(value, *args)`, empty as soon as one of them is.

    `taken` and `args` are the types that fit the input and the arguments.
    """

    def build(site: Site) -> Expr:
        found = [site.operand(i, args[i]) for i in range(len(site.args))]
        return lifted(answer, types, site.input(taken), *found)

    return Function(build, len(args) if least is None else least, len(args))


def of_items(answer: Callable[..., Any], types: Types = None, *, single: bool = False) -> Function:
    """Return a function that is `answer(items)`, of the input's own types unless told."""

    def build(site: Site) -> Expr:
        items = many(site.source)
        return Expr(
            lambda focus, frame: answer(items(focus, frame)), types or site.source.types, single
        )

    return Function(build)


def of_sets(
    answer: Callable[..., Any], types: Types = None, *, single: bool = False, args: int = 1
) -> Function:
    """Return a function that is `answer(items, others)`, which compares all of them.

    It gives items of both sides' types unless told.
    """

    def build(site: Site) -> Expr:
        sources = [site.source, *(site.arg(i) for i in range(args))]
        both = joined(sources[0], sources[-1], site.scope)
        return Expr(gathered(answer, *map(many, sources)), types or both, single)

    return Function(build, args, args)
