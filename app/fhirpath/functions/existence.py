"""Questions about a whole collection: exists, all, count, subsetOf and so on."""

from collections.abc import Callable, Sequence
from typing import Any

from app.fhirpath import model
from app.fhirpath.functions.filtering import criterion, walk
from app.fhirpath.functions.registry import Functions
from app.fhirpath.operands import BOOLEAN, INTEGER, comparable, fits, joined, many, truth
from app.fhirpath.static import Expr, Frame, Run, Site
from app.fhirpath.values import distinct, identity, plain, weigh
from app.model.errors import ExpressionError

FUNCTIONS = Functions()


def _boolean(run: Run) -> Expr:
    return Expr(run, BOOLEAN, single=True)


def _present(expr: Expr, *, wanted: bool) -> Run:
    run = expr.run
    if expr.single:
        if wanted:
            return lambda focus, frame: run(focus, frame) is not None
        return lambda focus, frame: run(focus, frame) is None
    if wanted:
        return lambda focus, frame: bool(run(focus, frame))
    return lambda focus, frame: not run(focus, frame)


@FUNCTIONS.add("empty")
def _empty(site: Site) -> Expr:
    return _boolean(_present(site.source, wanted=False))


@FUNCTIONS.add("exists", 0, 1)
def _exists(site: Site) -> Expr:
    if not site.args:
        return _boolean(_present(site.source, wanted=True))
    items, holds, each = many(site.source), criterion(site), walk(site)

    def run(focus: Any, frame: Frame) -> bool:
        found = items(focus, frame)
        if len(found) > 1:  # a single item multiplies nothing
            frame.spend(len(found))
        for item in each(found, frame):  # noqa: SIM110 -- hot; any() takes twice as long
            if holds(item, frame) is True:
                return True
        return False

    return _boolean(run)


@FUNCTIONS.add("all", 1)
def _all(site: Site) -> Expr:
    items, holds, each = many(site.source), criterion(site), walk(site)

    def run(focus: Any, frame: Frame) -> bool:
        found = items(focus, frame)
        frame.spend(len(found))
        return all(holds(item, frame) is True for item in each(found, frame))

    return _boolean(run)


def _over_booleans(decide: Callable[[Sequence[bool]], bool]) -> Callable[[Site], Expr]:
    def build(site: Site) -> Expr:
        fits(site.source, model.BOOLEANS, site.scope, site.at)
        items = many(site.source)

        def run(focus: Any, frame: Frame) -> bool:
            found = [plain(item) for item in items(focus, frame)]
            if any(item.__class__ is not bool for item in found):
                raise ExpressionError(f"{site.name}() takes Booleans only")
            return decide(found)

        return _boolean(run)

    return build


FUNCTIONS.add("allTrue")(_over_booleans(all))
FUNCTIONS.add("anyTrue")(_over_booleans(any))
FUNCTIONS.add("allFalse")(_over_booleans(lambda found: not any(found)))
FUNCTIONS.add("anyFalse")(_over_booleans(lambda found: not all(found)))


@FUNCTIONS.add("not")
def _not(site: Site) -> Expr:
    get = truth(site.source, site.scope)

    def run(focus: Any, frame: Frame) -> bool | None:
        answer = get(focus, frame)
        return None if answer is None else not answer

    return _boolean(run)


@FUNCTIONS.add("count")
def _count(site: Site) -> Expr:
    items = many(site.source)
    return Expr(lambda focus, frame: len(items(focus, frame)), INTEGER, single=True)


@FUNCTIONS.add("isDistinct")
def _is_distinct(site: Site) -> Expr:
    comparable(site.source.types, site.scope)
    items = many(site.source)

    def run(focus: Any, frame: Frame) -> bool:
        found = items(focus, frame)
        frame.spend(weigh(found))
        return len(distinct(found)) == len(found)

    return _boolean(run)


def _sets(decide: Callable[[set[Any], set[Any]], bool]) -> Callable[[Site], Expr]:
    def build(site: Site) -> Expr:
        other = site.arg(0)
        joined(site.source, other, site.scope)
        ours, theirs = many(site.source), many(other)

        def run(focus: Any, frame: Frame) -> bool:
            a, b = ours(focus, frame), theirs(focus, frame)
            frame.spend(weigh(a) + weigh(b))
            return decide(set(map(identity, a)), set(map(identity, b)))

        return _boolean(run)

    return build


FUNCTIONS.add("subsetOf", 1)(_sets(set.issubset))
FUNCTIONS.add("supersetOf", 1)(_sets(set.issuperset))
