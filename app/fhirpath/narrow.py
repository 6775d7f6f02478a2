"""From a view's conditions, a FHIR search that asks the server for less and never loses a row.

Only what must hold for a row is asked for: equality with codes and limits of dates, joined by
`and`, with `or` between values of the same parameter. Everything else is left to the view.

Servers index what they understand, and differ. So dates are widened by two days at each end: a
missing time zone may be read as any there is. A Period is asked for by its start from below and by
its end from above only: one that ends before it starts is recorded, too, and is found by neither
otherwise. A day that moves (`today()`) is a limit from below only: a search may be asked later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from app.fhirpath import model
from app.fhirpath.compiler import compile_tree
from app.fhirpath.operands import many
from app.fhirpath.searchparams import DATE_PARAMETERS, TOKEN_PARAMETERS
from app.fhirpath.static import Frame, NeedsNodes, Scope, Settings
from app.fhirpath.syntax import Binary, Call, Index, Name, Tree, Variable, children, parse
from app.fhirpath.temporal import Temporal, days
from app.fhirpath.viewtext import Place, conditions, constants, resource_type
from app.model.errors import ExpressionError

MAX_VALUES = 100
"""Values of one parameter; more are not worth the address."""

MAX_TOKEN = 200
"""Characters of a value; servers cut longer ones off."""

_MARGIN = timedelta(days=2)
_CLOCKS = frozenset(("today", "now"))

Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """A search on one resource type; all of the (name, value) `parameters` hold for every row."""

    resource: str
    parameters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Fact:
    """What must hold: the element at `path` has one of the tokens, or lies on a side of a day."""

    path: Path
    tokens: frozenset[str] = frozenset()
    side: str = ""
    day: date = date.min

    def under(self, path: Path) -> "_Fact":
        return _Fact((*path, *self.path), self.tokens, self.side, self.day)


def narrow(view: Mapping[str, Any], *, where: str = "") -> Search:
    """Return a search whose answer holds every resource that may give a row of the view.

    Raises ExpressionError for a view that cannot be compiled.
    """
    place = Place(where)
    resource = resource_type(view, place)
    settings = constants(view, resource, {}, place)
    found: dict[tuple[str, str], None] = {}
    for text, _ in conditions(view, settings, place):
        for fact in _facts(parse(text), settings):
            parameter = _parameter(resource, fact)
            if parameter is not None:
                found[parameter] = None
    return Search(resource, tuple(found))


def _parameter(resource: str, fact: _Fact) -> tuple[str, str] | None:
    """Return the search parameter for a fact, if R4 has one for its element."""
    if not fact.path:
        return None
    element, rest = fact.path[0], fact.path[1:]
    if fact.side:
        name = DATE_PARAMETERS.get(resource, {}).get(element)
        fits = rest in {(), ("end",) if fact.side == "ge" else ("start",)}
        return (name, f"{fact.side}{fact.day.isoformat()}") if name and fits else None
    name = TOKEN_PARAMETERS.get(resource, {}).get(element)
    if not name or rest not in _token_paths(resource, element) or len(fact.tokens) > MAX_VALUES:
        return None
    return name, ",".join(sorted(fact.tokens))


def _token_paths(resource: str, element: str) -> set[Path]:
    """Return the ways from an element to what a token search looks at."""
    found = model.element(resource, element)
    types = found.types if found is not None else frozenset()
    if types <= model.STRINGS:
        return {()}
    if types == {"Coding"}:
        return {(), ("code",)}
    return {("coding",), ("coding", "code")} if "CodeableConcept" in types else set()


def _facts(tree: Tree, settings: Settings) -> list[_Fact]:
    """Return what must hold of the focus when the condition is true."""
    match tree:
        case Binary("and", left, right):
            return _coupled([*_facts(left, settings), *_facts(right, settings)])
        case Binary("or", left, right):
            return _either(_facts(left, settings), _facts(right, settings))
        case Binary("=" | "in" | "contains" | "<" | "<=" | ">" | ">=" as sign, left, right):
            turned = _TURNED.get(sign, sign)
            return _limits(sign, left, right, settings) or _limits(turned, right, left, settings)
        case Call(source, "exists", (criterion,)):
            return _within(source, criterion, settings)
        case Call(Call(source, "where", (criterion,)), "exists", ()):
            return _within(source, criterion, settings)
        case _:
            return []


_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def _within(source: Tree | None, criterion: Tree, settings: Settings) -> list[_Fact]:
    path = _path(source)
    return [] if path is None else [f.under(path) for f in _facts(criterion, settings)]


def _coupled(facts: list[_Fact]) -> list[_Fact]:
    """Return the facts, a system and a code of the same Coding together as its tokens."""
    systems = [fact.tokens for fact in facts if fact.path == ("system",)]
    codes = [fact.tokens for fact in facts if fact.path == ("code",)]
    if len(systems) != 1 or len(codes) != 1:
        return facts
    tokens = frozenset(f"{system}|{code}" for system in systems[0] for code in codes[0])
    return [*(f for f in facts if f.path not in {("system",), ("code",), ()}), _Fact((), tokens)]


def _either(left: list[_Fact], right: list[_Fact]) -> list[_Fact]:
    """Return what holds whichever side is true: tokens of the same element."""
    return [
        _Fact(a.path, a.tokens | b.tokens)
        for a in left
        for b in right
        if a.path == b.path and a.tokens and b.tokens
    ]


def _path(tree: Tree | None) -> Path | None:
    """Return the elements a path goes through, None when it is more than a path."""
    match tree:
        case None | Variable("$this"):
            return ()
        case Name(None, name):
            return () if model.is_resource(name) else (name,)
        case Name(source, name):
            before = _path(source)
            return None if before is None else (*before, name)
        case Index(source):
            return _path(source)
        case Call(source, "where" | "first" | "last" | "single" | "ofType" | "as"):
            return _path(source)
        case _:
            return None


def _limits(sign: str, left: Tree, right: Tree, settings: Settings) -> list[_Fact]:
    """Return what a comparison of a path with constants says."""
    path, values = _path(left), _constant(right, settings)
    if path is None or not values:
        return []
    if len(values) == 1 and isinstance(values[0], Temporal):
        sides = (sign,) if sign in _TURNED else (">=", "<=")
        return [fact for side in sides for fact in _limit(path, side, right, values[0])]
    same = sign not in _TURNED
    if same and all(isinstance(value, str) and _plain_token(value) for value in values):
        return [_Fact(path, frozenset(values))]
    return []


def _plain_token(value: str) -> bool:
    """Return whether a value needs no escaping in a search; servers differ in reading escapes."""
    usual = len(value) <= MAX_TOKEN and value.isprintable() and value == value.strip()
    return bool(value) and usual and not set(value) & set(",|$\\")


def _limit(path: Path, sign: str, tree: Tree, value: Temporal) -> list[_Fact]:
    """Return the limit, wider than it says; none for a time of day or the calendar's end."""
    high = sign.startswith("<")
    if value.kind == "time" or (high and _moves(tree)):
        return []
    try:
        day = days(value)[high]
        day += _MARGIN if high else -_MARGIN
    except OverflowError:
        return []
    return [_Fact(path, side="le" if high else "ge", day=day)]


def _moves(tree: Tree) -> bool:
    """Return whether an expression gives another day tomorrow."""
    clock = isinstance(tree, Call) and tree.name in _CLOCKS
    return clock or any(map(_moves, children(tree)))


def _constant(tree: Tree, settings: Settings) -> list[Any]:
    """Return the values of an expression that asks nothing of the resource, else nothing."""
    if _looks_at_resource(tree, settings):
        return []
    scope = Scope(frozenset(("Element",)), nodes=False, settings=settings)
    try:
        return list(many(compile_tree(tree, scope))(None, Frame(None)))
    except (ExpressionError, NeedsNodes):
        return []


def _looks_at_resource(tree: Tree, settings: Settings) -> bool:
    if isinstance(tree, Name):
        return True
    if isinstance(tree, Variable):
        return tree.name[1:] not in settings.constants
    if isinstance(tree, Call) and tree.name not in _CLOCKS:
        return True
    return any(_looks_at_resource(child, settings) for child in children(tree))
