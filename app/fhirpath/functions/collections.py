"""Questions about a whole collection, parts of it, and collections together."""

from collections.abc import Callable, Sequence
from typing import Any

from app.fhirpath import model
from app.fhirpath.functions.filtering import criterion
from app.fhirpath.functions.registry import Function, Site, of_items, of_sets
from app.fhirpath.operands import (
    BOOLEAN,
    INTEGER,
    fits,
    lifted,
    many,
    single,
    sized,
    truth,
    value_lists,
)
from app.fhirpath.operators import union
from app.fhirpath.static import Expr, Frame
from app.fhirpath.values import distinct, identity


def _present(source: Expr, *, wanted: bool) -> Expr:
    run = source.run
    if source.single:
        return Expr(lambda f, e: (run(f, e) is not None) is wanted, BOOLEAN, single=True)
    return Expr(lambda f, e: bool(run(f, e)) is wanted, BOOLEAN, single=True)


def _exists(site: Site) -> Expr:
    return _any(site, holding=True) if site.args else _present(site.source, wanted=True)


def _any(site: Site, *, holding: bool) -> Expr:
    """Compile `exists(criterion)`, or `all`: whether one item holds it, or fails to."""
    items, holds = many(site.source), criterion(site)

    def run(focus: Any, frame: Frame) -> bool:
        found = items(focus, frame)
        if len(found) > 1:  # a single item multiplies nothing
            frame.spend(len(found))
        for item in found:
            if (holds(item, frame) is True) is holding:
                return holding
        return not holding

    return Expr(run, BOOLEAN, single=True)


def _of_booleans(decide: Callable[[Sequence[bool]], bool]) -> Function:
    def build(site: Site) -> Expr:
        fits(site.source, model.BOOLEANS, site.scope, site.at)
        items = value_lists(site.source, site.scope, model.BOOLEANS)
        return Expr(lambda focus, frame: decide(items(focus, frame)), BOOLEAN, single=True)

    return Function(build)


def _not(site: Site) -> Expr:
    return lifted(lambda answer: not answer, BOOLEAN, truth(site.source, site.scope))


def _is_distinct(items: Sequence[Any]) -> bool:
    return len(distinct(items)) == len(items)


def _identities(items: Sequence[Any]) -> set[Any]:
    return set(map(identity, items))


def _intersection(items: Sequence[Any], others: Sequence[Any]) -> Sequence[Any]:
    wanted = _identities(others)
    return distinct(item for item in items if identity(item) in wanted)


def _difference(items: Sequence[Any], others: Sequence[Any]) -> Sequence[Any]:
    unwanted = _identities(others)
    return [item for item in items if identity(item) not in unwanted]


def _first(site: Site) -> Expr:
    return site.source if site.source.single else _FIRST.build(site)


_FIRST = of_items(lambda items: items[0] if items else None, single=True)


def _cut(part: Callable[[Sequence[Any], int], Sequence[Any]]) -> Function:
    def build(site: Site) -> Expr:
        items, number = many(site.source), site.operand(0, model.INTEGERS)

        def run(focus: Any, frame: Frame) -> Sequence[Any]:
            return part(items(focus, frame), max(number(focus, frame) or 0, 0))

        return Expr(run, site.source.types, single=False)

    return Function(build, 1, 1)


FUNCTIONS = {
    "empty": Function(lambda site: _present(site.source, wanted=False)),
    "exists": Function(_exists, 0, 1),
    "all": Function(lambda site: _any(site, holding=False), 1, 1),
    "allTrue": _of_booleans(all),
    "anyTrue": _of_booleans(any),
    "allFalse": _of_booleans(lambda found: not any(found)),
    "anyFalse": _of_booleans(lambda found: not all(found)),
    "not": Function(_not),
    "count": of_items(len, INTEGER, single=True),
    "distinct": of_sets(distinct, args=0),
    "isDistinct": of_sets(_is_distinct, BOOLEAN, single=True, args=0),
    "subsetOf": of_sets(lambda a, b: _identities(a) <= _identities(b), BOOLEAN, single=True),
    "supersetOf": of_sets(lambda a, b: _identities(a) >= _identities(b), BOOLEAN, single=True),
    "first": Function(_first),
    "last": of_items(lambda items: items[-1] if items else None, single=True),
    "single": Function(lambda site: single(site.source)),
    "tail": of_items(lambda items: items[1:]),
    "skip": _cut(lambda items, number: items[number:]),
    "take": _cut(lambda items, number: items[:number]),
    "intersect": of_sets(_intersection),
    "exclude": of_sets(_difference),
    "union": Function(lambda site: union(site.source, site.arg(0), site.scope), 1, 1),
    "combine": of_sets(lambda a, b: sized([*a, *b])),
}
