"""Parts of a collection and collections together: first, skip, union, distinct and so on."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from app.fhirpath.functions.registry import Functions
from app.fhirpath.operands import comparable, first, integer, joined, many, one
from app.fhirpath.operators import union
from app.fhirpath.static import MAX_ITEMS, Expr, Frame, Site
from app.fhirpath.values import distinct, identity, weigh
from app.model.errors import ExpressionError

FUNCTIONS = Functions()


@FUNCTIONS.add("first")
def _first(site: Site) -> Expr:
    return (
        site.source
        if site.source.single
        else Expr(first(site.source), site.source.types, single=True)
    )


@FUNCTIONS.add("last")
def _last(site: Site) -> Expr:
    items = many(site.source)

    def run(focus: Any, frame: Frame) -> Any:
        found = items(focus, frame)
        return found[-1] if found else None

    return Expr(run, site.source.types, single=True)


@FUNCTIONS.add("single")
def _single(site: Site) -> Expr:
    return Expr(one(site.source), site.source.types, single=True)


@FUNCTIONS.add("tail")
def _tail(site: Site) -> Expr:
    items = many(site.source)
    return _part(site, lambda focus, frame: items(focus, frame)[1:])


def _part(site: Site, run: Callable[[Any, Frame], Sequence[Any]]) -> Expr:
    return Expr(run, site.source.types, single=False)


@FUNCTIONS.add("skip", 1)
def _skip(site: Site) -> Expr:
    items, number = many(site.source), integer(site.arg(0), site.scope, site.at)

    def run(focus: Any, frame: Frame) -> Sequence[Any]:
        found: Sequence[Any] = items(focus, frame)
        return found[max(number(focus, frame) or 0, 0) :]

    return _part(site, run)


@FUNCTIONS.add("take", 1)
def _take(site: Site) -> Expr:
    items, number = many(site.source), integer(site.arg(0), site.scope, site.at)

    def run(focus: Any, frame: Frame) -> Sequence[Any]:
        found: Sequence[Any] = items(focus, frame)
        return found[: max(number(focus, frame) or 0, 0)]

    return _part(site, run)


@FUNCTIONS.add("distinct")
def _distinct(site: Site) -> Expr:
    if site.source.single:
        return replace(site.source, choice=None)
    comparable(site.source.types, site.scope)
    items = site.source.run

    def run(focus: Any, frame: Frame) -> Sequence[Any]:
        found = items(focus, frame)
        frame.spend(weigh(found))
        return distinct(found)

    return _part(site, run)


def _against(
    site: Site, pick: Callable[[Sequence[Any], set[Any]], Sequence[Any]]
) -> Callable[[Any, Frame], Sequence[Any]]:
    other = site.arg(0)
    joined(site.source, other, site.scope)
    ours, theirs = many(site.source), many(other)

    def run(focus: Any, frame: Frame) -> Sequence[Any]:
        a, b = ours(focus, frame), theirs(focus, frame)
        frame.spend(weigh(a) + weigh(b))
        return pick(a, set(map(identity, b)))

    return run


@FUNCTIONS.add("intersect", 1)
def _intersect(site: Site) -> Expr:
    return _part(site, _against(site, lambda a, b: distinct(x for x in a if identity(x) in b)))


@FUNCTIONS.add("exclude", 1)
def _exclude(site: Site) -> Expr:
    return _part(site, _against(site, lambda a, b: [x for x in a if identity(x) not in b]))


@FUNCTIONS.add("union", 1)
def _union(site: Site) -> Expr:
    return union(site.source, site.arg(0), site.scope)


@FUNCTIONS.add("combine", 1)
def _combine(site: Site) -> Expr:
    other = site.arg(0)
    types = joined(site.source, other, site.scope)
    ours, theirs = many(site.source), many(other)

    def run(focus: Any, frame: Frame) -> Sequence[Any]:
        items = [*ours(focus, frame), *theirs(focus, frame)]
        frame.spend(len(items))
        if len(items) > MAX_ITEMS:
            raise ExpressionError("a collection grows too large")
        return items

    return Expr(run, types, single=False)
