"""How a module tells its functions."""

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from app.fhirpath.static import Expr, Site

Build: TypeAlias = Callable[[Site], Expr]


class Function(NamedTuple):
    """A function's builder and how many arguments it takes."""

    build: Build
    least: int
    most: int


class Functions(dict[str, Function]):
    """The functions of one module, filled by its decorator."""

    def add(self, name: str, least: int = 0, most: int | None = None) -> Callable[[Build], Build]:
        """Return a decorator that registers a builder under a FHIRPath name."""

        def register(build: Build) -> Build:
            self[name] = Function(build, least, least if most is None else most)
            return build

        return register
