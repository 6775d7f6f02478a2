"""Functions that run an expression on each item: where, select, repeat."""

from typing import Any

from app.fhirpath import model
from app.fhirpath.functions.registry import Function, Site
from app.fhirpath.operands import many, single, sized, truth
from app.fhirpath.static import Expr, Frame, NeedsNodes, Run, Wants
from app.fhirpath.values import identity, weigh


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


def _where(site: Site) -> Expr:
    holds, items = criterion(site), many(site.source)

    def run(focus: Any, frame: Frame) -> Any:
        found = items(focus, frame)
        if len(found) > 1:  # a single item multiplies nothing
            frame.spend(len(found))
        return [item for item in found if holds(item, frame) is True]

    kept = Expr(run, site.source.types, single=False)
    return single(kept) if site.source.single else kept


def _select(site: Site) -> Expr:
    expr = site.each(0)
    items, project = many(site.source), many(expr)

    def run(focus: Any, frame: Frame) -> Any:
        out: list[Any] = []
        found = items(focus, frame)
        frame.spend(len(found))
        for item in found:
            out.extend(project(item, frame))
            sized(out)
        return out

    return Expr(run, expr.types, single=False)


def _repeat(site: Site) -> Expr:
    """Compile `repeat`: what it finds is searched again until nothing new is found."""
    if not site.scope.nodes:
        raise NeedsNodes
    expr = site.compile(site.args[0], site.scope.over(None))
    items, each = many(site.source), many(expr)

    def run(focus: Any, frame: Frame) -> Any:
        out: list[Any] = []
        seen: set[Any] = set()
        queue = list(items(focus, frame))
        for item in queue:
            for found in each(item, frame):
                frame.spend(weigh((found,)))
                key = identity(found)
                if key not in seen:
                    seen.add(key)
                    out.append(found)
                    queue.append(found)
            sized(out)
        return out

    return Expr(run, expr.types, single=False)


FUNCTIONS = {
    "where": Function(_where, 1, 1),
    "select": Function(_select, 1, 1),
    "repeat": Function(_repeat, 1, 1),
}
