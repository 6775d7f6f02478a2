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

from app.fhirpath.select import Column, Row, Rows, compile_select
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
class Program:
    """How a view runs: its conditions, and its rows under them."""

    conditions: tuple[Condition, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class View:
    """A compiled ViewDefinition; pure, and safe to share.

    `warnings` names what is allowed and yet probably not meant, or is read differently elsewhere.
    `program` runs on plain dicts and raises NeedsNodes where they do not suffice, `over_nodes()` is
    the one that always does.
    """

    resource: str
    columns: tuple[Column, ...]
    warnings: tuple[str, ...]
    program: Program = field(repr=False)
    over_nodes: Callable[[], Program] = field(repr=False)

    def run_each(self, resource: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return the rows of one resource, none for a resource of another type.

        Raises ExpressionError when the resource cannot be evaluated.
        """
        if resource.get("resourceType") != self.resource:
            return []
        try:
            try:
                return list(self.program.rows(resource, Frame(resource)))
            except NeedsNodes:
                return list(self.over_nodes().rows(resource, Frame(resource)))
        except RecursionError:
            raise ExpressionError("the resource is nested too deeply") from None

    def run(self, resources: Iterable[Any]) -> ViewResult:
        """Return the rows of all resources, in their order; what is no object is a failure."""
        return run_views([self], resources)[0]

    def explain(self, resources: Iterable[Any]) -> list[tuple[str, int]]:
        """Return how many resources are left after the type and after each condition in turn."""
        left = [each for each in resources if _is_a(each, self.resource)]
        kept = [(f"resource = {self.resource}", len(left))]
        for condition in self.over_nodes().conditions:
            left = [each for each in left if _holds(condition, each)]
            kept.append((condition.path, len(left)))
        return kept


class _Collector:
    """Gathers one view's result, resource by resource."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.rows_of = view.program.rows
        self.rows: list[Row] = []
        self.sources: list[Mapping[str, Any]] = []
        self.failures: Counter[str] = Counter()

    def alone(self, resource: Mapping[str, Any]) -> Sequence[Row]:
        """Return the rows of a resource that the quick way failed at; none, noted, if there are."""
        try:
            return self.view.run_each(resource)
        except ExpressionError as error:
            self.failures[error.reason] += 1
            return ()

    def result(self, unusable: int) -> ViewResult:
        if unusable:
            self.failures["not a resource"] += unusable
        failures = tuple((count, reason) for reason, count in self.failures.items())
        return ViewResult(self.rows, self.sources, failures)


def run_views(views: Sequence[View], resources: Iterable[Any]) -> tuple[ViewResult, ...]:
    """Return the results of several views, in one pass over the resources.

    One pass is faster than a pass per view: a record does not fit into a processor's cache.
    """
    collectors = [_Collector(view) for view in views]
    by_type: dict[str, list[_Collector]] = {}
    for collector in collectors:
        by_type.setdefault(collector.view.resource, []).append(collector)
    frame, unusable = Frame(None), 0
    for resource in resources:
        if resource.__class__ is not dict and not isinstance(resource, Mapping):
            unusable += 1
            continue
        name = resource.get("resourceType")
        wanted = by_type.get(name) if name.__class__ is str else None
        if wanted is not None:
            frame.restart(resource)
            _collect(wanted, resource, frame)
    return tuple(collector.result(unusable) for collector in collectors)


def _collect(wanted: list[_Collector], resource: Mapping[str, Any], frame: Frame) -> None:
    for collector in wanted:
        try:
            rows = collector.rows_of(resource, frame)
        except (ExpressionError, NeedsNodes, RecursionError):
            frame.restart(resource)
            rows = collector.alone(resource)
        if rows:
            collector.rows += rows
            collector.sources += [resource] * len(rows)


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
    def over_nodes() -> Program:
        return _compile(view, replace(settings, nodes=True), Place(where))[0]

    return View(resource, columns, tuple(dict.fromkeys(warnings)), program, over_nodes)


def _compile(
    view: Mapping[str, Any], settings: Settings, place: Place
) -> tuple[Program, tuple[Column, ...]]:
    tests = tuple(Condition(path, run) for path, run in conditions(view, settings, place))
    rows, columns = compile_select(view, settings, place)
    for test in reversed(tests):
        rows = _under(test, rows)
    return Program(tests, rows), columns


def _under(condition: Condition, rows: Rows) -> Rows:
    """Return the rows of resources that hold a condition."""
    holds = condition.holds

    def run(resource: Any, frame: Frame) -> Sequence[Row]:
        return rows(resource, frame) if holds(resource, frame) is True else ()

    return run
