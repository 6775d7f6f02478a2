"""SQL-on-FHIR v2 ViewDefinitions compiled to one function from resources to rows.

https://sql-on-fhir.org/ig/StructureDefinition-ViewDefinition.html, 2.1 (May 2026), its processing
algorithm and its official tests. What a definition says wrongly is refused when compiling, with its
place and column; what one resource has wrongly is that resource's failure and no other's.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from app.fhirpath.select import Column, Rows, compile_select
from app.fhirpath.static import Frame, NeedsNodes, Run, Settings
from app.fhirpath.viewtext import Place, conditions, constants, resource_type
from app.model.errors import ExpressionError

ValueSets = Mapping[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class ViewResult:
    """The rows of many resources. `sources[i]` is the resource that `rows[i]` came from.

    `failures` tells how many resources could not be evaluated and why; the reasons hold nothing of
    the resources.
    """

    rows: list[dict[str, Any]] = field(repr=False)
    sources: list[Mapping[str, Any]] = field(repr=False)
    failures: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """One `where` of a view: its text, and whether a resource holds it."""

    path: str
    holds: Run


@dataclass(frozen=True, slots=True)
class _Program:
    """A view's conditions and rows."""

    conditions: tuple[Condition, ...]
    rows: Rows

    def run(self, resource: Mapping[str, Any], frame: Frame) -> Sequence[tuple[Any, ...]]:
        for condition in self.conditions:
            if condition.holds(resource, frame) is not True:
                return ()
        return self.rows(resource, frame)


@dataclass(frozen=True, slots=True)
class View:
    """A compiled ViewDefinition; pure, and safe to share.

    `warnings` names what is allowed and yet probably not meant, or is read differently elsewhere.
    """

    resource: str
    columns: tuple[Column, ...]
    warnings: tuple[str, ...]
    _program: _Program
    _over_nodes: Callable[[], _Program]

    def run_each(self, resource: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the rows of one resource, none for a resource of another type.

        Raises ExpressionError when the resource cannot be evaluated.
        """
        if resource.get("resourceType") != self.resource:
            return []
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self._evaluate(resource)]

    def run(self, resources: Iterable[Any]) -> ViewResult:
        """Return the rows of all resources, in their order; what is no object is a failure."""
        wanted, names = self.resource, [column.name for column in self.columns]
        rows: list[dict[str, Any]] = []
        sources: list[Mapping[str, Any]] = []
        failures: Counter[str] = Counter()
        for resource in resources:
            if resource.__class__ is not dict and not isinstance(resource, Mapping):
                failures["not a resource"] += 1
            elif resource.get("resourceType") == wanted:
                try:
                    found = self._evaluate(resource)
                except ExpressionError as error:
                    failures[error.reason] += 1
                    continue
                for row in found:
                    rows.append(dict(zip(names, row)))  # noqa: B905, PERF401 -- hot; same length
                    sources.append(resource)
        return ViewResult(rows, sources, tuple((n, why) for why, n in failures.items()))

    def _evaluate(self, resource: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        try:
            return self._program.run(resource, Frame(resource))
        except NeedsNodes:
            return self._evaluate_nodes(resource)
        except RecursionError:
            raise ExpressionError("the resource is nested too deeply") from None

    def _evaluate_nodes(self, resource: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        try:
            return self._over_nodes().run(resource, Frame(resource))
        except RecursionError:
            raise ExpressionError("the resource is nested too deeply") from None

    def explain(self, resources: Iterable[Any]) -> list[tuple[str, int]]:
        """Return how many resources are left after the type and after each condition in turn."""
        left = [each for each in resources if _is_a(each, self.resource)]
        kept = [(f"resource = {self.resource}", len(left))]
        for condition in self._over_nodes().conditions:
            left = [each for each in left if _holds(condition, each)]
            kept.append((condition.path, len(left)))
        return kept


def _is_a(resource: Any, name: str) -> bool:
    return isinstance(resource, Mapping) and resource.get("resourceType") == name


def _holds(condition: Condition, resource: Mapping[str, Any]) -> bool:
    try:
        return condition.holds(resource, Frame(resource)) is True
    except (ExpressionError, RecursionError):
        return False


def compile_view(
    view: Mapping[str, Any], *, where: str = "", value_sets: ValueSets | None = None
) -> View:
    """Return a compiled ViewDefinition.

    `where` names the definition in errors; `value_sets` gives the (system, code) pairs of the value
    sets that `memberOf` may ask for. Raises ExpressionError that names place and column.
    """
    warnings: list[str] = []
    place = Place(where, warnings)
    resource = resource_type(view, place)
    settings = constants(view, resource, value_sets or {}, place)
    program, columns = _compile(view, settings, place)

    @cache
    def over_nodes() -> _Program:
        return _compile(view, replace(settings, nodes=True), Place(where, []))[0]

    return View(resource, columns, tuple(dict.fromkeys(warnings)), program, over_nodes)


def _compile(
    view: Mapping[str, Any], settings: Settings, place: Place
) -> tuple[_Program, tuple[Column, ...]]:
    tests = tuple(Condition(path, run) for path, run in conditions(view, settings, place))
    rows, columns = compile_select(view, settings, place)
    return _Program(tests, rows), columns
