"""Functions that run an expression on each item: where, select, repeat, aggregate, sort."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cmp_to_key
from typing import Any

from app.fhirpath import model
from app.fhirpath.functions.registry import Functions
from app.fhirpath.operands import joined, many, truth, values
from app.fhirpath.static import EMPTY, MAX_ITEMS, Expr, Frame, NeedsNodes, Run, Scope, Site, Wants
from app.fhirpath.syntax import Tree, Variable, children
from app.fhirpath.values import identity, order
from app.model.errors import ExpressionError

FUNCTIONS = Functions()


def criterion(site: Site) -> Run:
    """Return the closure of a condition on each item; a type that is no Boolean is refused."""
    expr = site.each(0)
    if expr.types and not expr.types & model.BOOLEANS:
        site.fail("the condition is not Boolean")
    holds = truth(expr, site.scope)
    several = len(expr.wants) > 1 or any(len(texts) > 1 for _, texts in expr.wants)
    return _matches(expr.wants, holds) if several else holds


def _matches(wants: Wants, holds: Run) -> Run:
    """Return `holds` for the usual item, whose properties are texts, without a call for each."""

    def run(item: Any, frame: Frame) -> Any:
        get = item.get
        for key, texts in wants:
            value = get(key)
            if value.__class__ is not str:
                return holds(item, frame)
            if value not in texts:
                return False
        return True

    return run


def uses_index(tree: Tree) -> bool:
    """Return whether an expression asks for `$index`."""
    if isinstance(tree, Variable):
        return tree.name == "$index"
    return any(uses_index(child) for child in children(tree))


def with_index(
    site: Site,
    plain: Run,
    items: Run,
    each: Run,
    indexed: Callable[[Sequence[Any], Run, Frame], Any],
) -> Run:
    """Return `plain`, or the slower `indexed` when the argument asks for `$index`."""
    if not uses_index(site.args[0]):
        return plain

    def run(focus: Any, frame: Frame) -> Any:
        found = items(focus, frame)
        frame.spend(len(found))
        before = frame.index
        try:
            return indexed(found, each, frame)
        finally:
            frame.index = before

    return run


@FUNCTIONS.add("where", 1)
def _where(site: Site) -> Expr:
    holds = criterion(site)
    if site.source.single:
        return _where_single(site, holds)
    items = site.source.run

    def run(focus: Any, frame: Frame) -> Any:
        found = items(focus, frame)
        if len(found) > 1:  # a single item multiplies nothing
            frame.spend(len(found))
        return [item for item in found if holds(item, frame) is True]

    return replace(
        site.source, run=with_index(site, run, items, holds, _where_indexed), choice=None, path=None
    )


def _where_indexed(found: Sequence[Any], holds: Run, frame: Frame) -> Any:
    kept = []
    for frame.index, item in enumerate(found):
        if holds(item, frame) is True:
            kept.append(item)
    return kept


def _where_single(site: Site, holds: Run) -> Expr:
    get = site.source.run

    def run(focus: Any, frame: Frame) -> Any:
        item = get(focus, frame)
        if item is None:
            return None
        before, frame.index = frame.index, 0
        kept = holds(item, frame) is True
        frame.index = before
        return item if kept else None

    return Expr(run, site.source.types, single=True)


@FUNCTIONS.add("select", 1)
def _select(site: Site) -> Expr:
    expr = site.each(0)
    items, each = many(site.source), many(expr)

    def run(focus: Any, frame: Frame) -> Any:
        out: list[Any] = []
        found = items(focus, frame)
        frame.spend(len(found))
        for item in found:
            out.extend(each(item, frame))
            if len(out) > MAX_ITEMS:
                raise ExpressionError("a collection grows too large")
        return out

    return Expr(with_index(site, run, items, each, _select_indexed), expr.types, single=False)


def _select_indexed(found: Sequence[Any], each: Run, frame: Frame) -> Any:
    out: list[Any] = []
    for frame.index, item in enumerate(found):
        out.extend(each(item, frame))
        if len(out) > MAX_ITEMS:
            raise ExpressionError("a collection grows too large")
    return out


@FUNCTIONS.add("repeat", 1)
def _repeat(site: Site) -> Expr:
    """Compile `repeat`: what it finds is searched again until nothing new is found."""
    if not site.scope.nodes:
        raise NeedsNodes
    expr = site.each(0, site.scope.over(None))
    items, each = many(site.source), many(expr)

    def run(focus: Any, frame: Frame) -> Any:
        out: list[Any] = []
        seen: set[Any] = set()
        queue = list(items(focus, frame))
        for item in queue:
            for found in each(item, frame):
                frame.spend(1)
                key = identity(found)
                if key not in seen:
                    seen.add(key)
                    out.append(found)
                    queue.append(found)
            if len(out) > MAX_ITEMS:
                raise ExpressionError("a collection grows too large")
        return out

    return Expr(run, expr.types, single=False)


@FUNCTIONS.add("aggregate", 1, 2)
def _aggregate(site: Site) -> Expr:
    first = site.arg(1) if len(site.args) > 1 else None
    scope = replace(site.scope.over(site.source.types), total=None, nodes=site.scope.nodes)
    if not scope.nodes:
        raise NeedsNodes
    expr = site.each(0, scope)
    items, each = many(site.source), many(expr)
    start = many(first or EMPTY)

    def run(focus: Any, frame: Frame) -> Any:
        total = start(focus, frame)
        found = items(focus, frame)
        frame.spend(len(found))
        before = frame.total, frame.index
        for frame.index, item in enumerate(found):
            frame.total = total
            total = each(item, frame)
        frame.total, frame.index = before
        return total

    return Expr(run, None if first is None else joined(expr, first, scope), single=False)


@FUNCTIONS.add("sort", 0, 8)
def _sort(site: Site) -> Expr:
    """Compile `sort`: ascending by each key in turn, empty first. No `asc` and `desc`."""
    scope = site.scope.over(site.source.types)
    keys = [values(_sort_key(site, tree, scope), scope) for tree in site.args]
    if not keys:
        keys = [values(Expr(lambda focus, _e: focus, scope.types, single=True), scope)]
    items = many(site.source)

    def run(focus: Any, frame: Frame) -> Any:
        found = items(focus, frame)
        frame.spend(len(found) * (len(keys) + len(found).bit_length()))
        ranks = [[key(item, frame) for key in keys] for item in found]

        def compare(left: int, right: int) -> int:
            return _compare_keys(ranks[left], ranks[right])

        return [found[index] for index in sorted(range(len(found)), key=cmp_to_key(compare))]

    return Expr(run, site.source.types, single=False)


def _sort_key(site: Site, tree: Tree, scope: Scope) -> Expr:
    expr = site.compile(tree, scope)
    if not expr.single:
        site.fail("a key must be one value")
    return expr


def _compare_keys(left: Sequence[Any], right: Sequence[Any]) -> int:
    for a, b in zip(left, right, strict=True):
        empty = a is None or b is None
        answer = (a is not None) - (b is not None) if empty else order(a, b) or 0
        if answer:
            return answer
    return 0
