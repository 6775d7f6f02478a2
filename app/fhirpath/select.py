"""The selection structures of a ViewDefinition: columns, forEach, repeat, unionAll, nesting.

Each structure becomes a function from an element to its rows, each a fresh dict by column; the rows
of a structure are the Cartesian product of its parts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, TypeAlias

from app.fhirpath import model, quantity
from app.fhirpath.operands import many, one
from app.fhirpath.quantity import Quantity
from app.fhirpath.static import MAX_ITEMS, Expr, Frame, Run, Scope, Settings, Types
from app.fhirpath.temporal import Temporal
from app.fhirpath.values import Node
from app.fhirpath.viewtext import NAME, Place, compiled, items, known_keys
from app.model.errors import ExpressionError

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = Callable[[Any, Frame], Sequence[Row]]

MAX_NESTING = 20
"""Levels of selection structures in each other."""

_SELECT = ("column", "select", "forEach", "forEachOrNull", "repeat", "unionAll")
_COLUMN = ("path", "name", "description", "collection", "type", "tag", "tags")
_FHIR_TYPE = "http://hl7.org/fhir/StructureDefinition/"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a view; `type` is the one it was declared with, or "" ."""

    name: str
    type: str
    collection: bool
    path: str


@dataclass(frozen=True, slots=True)
class _Part:
    rows: Rows
    columns: tuple[Column, ...]


def compile_select(
    view: Mapping[str, Any], settings: Settings, place: Place
) -> tuple[Rows, tuple[Column, ...]]:
    """Return the rows of a whole view, and its columns in their order."""
    scope = Scope.of_resource(settings)
    parts = [_structure(each, scope, at, 1) for each, at in items(view, "select", place)]
    if not parts:
        (place / "select").fail("at least one selection was expected")
    whole = _product(parts)
    names = [column.name for column in whole.columns]
    for name in names:
        if names.count(name) > 1:
            place.fail(f"the column {name} is defined twice")
    return whole.rows, whole.columns


def _structure(select: Mapping[str, Any], scope: Scope, place: Place, level: int) -> _Part:
    known_keys(select, _SELECT, place)
    if level > MAX_NESTING:
        place.fail(f"selections are nested deeper than {MAX_NESTING} levels")
    loops = [key for key in ("forEach", "forEachOrNull", "repeat") if key in select]
    if len(loops) > 1:
        place.fail(f"{loops[0]} and {loops[1]} exclude each other")
    if not loops:
        return _body(select, scope, place, level + 1)
    (loop,) = loops
    foci, inner = (_repeated if loop == "repeat" else _each)(select[loop], scope, place / loop)
    body = _body(select, inner, place, level + 1)
    return _Part(_loop(foci, body, or_null=loop == "forEachOrNull"), body.columns)


def _body(select: Mapping[str, Any], scope: Scope, place: Place, level: int) -> _Part:
    parts = []
    columns = [_column(each, scope, at) for each, at in items(select, "column", place)]
    if columns:
        parts.append(_columns(columns))
    parts += [_structure(each, scope, at, level) for each, at in items(select, "select", place)]
    union = [(_structure(e, scope, at, level), at) for e, at in items(select, "unionAll", place)]
    if union:
        parts.append(_union(union))
    if not parts:
        place.fail("a selection needs a column, a select or a unionAll")
    return _product(parts)


def _product(parts: Sequence[_Part]) -> _Part:
    if len(parts) == 1:
        return parts[0]
    columns = tuple(chain.from_iterable(part.columns for part in parts))
    first, *others = [part.rows for part in parts]

    def rows(focus: Any, frame: Frame) -> Sequence[Row]:
        out = first(focus, frame)
        for produce in others:
            found = produce(focus, frame)
            if len(found) == 1 and len(out) == 1:
                out[0].update(found[0])
            else:
                _bounded(len(out) * len(found), frame)
                out = [left | right for left in out for right in found]
        return out

    return _Part(rows, columns)


def _bounded(count: int, frame: Frame) -> None:
    if count > MAX_ITEMS:
        raise ExpressionError("one resource gives too many rows")
    frame.spend(count)


def _union(branches: Sequence[tuple[_Part, Place]]) -> _Part:
    first = branches[0][0].columns
    for branch, place in branches[1:]:
        if [c.name for c in branch.columns] != [c.name for c in first]:
            place.fail("the branches of unionAll have different columns")
        for ours, theirs in zip(first, branch.columns, strict=True):
            typed = bool(ours.type and theirs.type)
            if ours.collection != theirs.collection or (typed and ours.type != theirs.type):
                place.fail(f"the branches of unionAll give {ours.name} different types")
    producers = [branch.rows for branch, _ in branches]

    def rows(focus: Any, frame: Frame) -> Sequence[Row]:
        return [row for produce in producers for row in produce(focus, frame)]

    return _Part(rows, first)


# -- columns -------------------------------------------------------------------------------------


def _columns(columns: Sequence[tuple[Column, Run, Place]]) -> _Part:
    getters = [(column.name, run) for column, run, _ in columns]

    def rows(focus: Any, frame: Frame) -> Sequence[Row]:
        row: Row = {}
        try:
            for name, get in getters:
                row[name] = get(focus, frame)
        except ExpressionError as error:
            _, _, place = columns[len(row)]
            raise place.failed(error) from None
        return [row]

    return _Part(rows, tuple(column for column, _, _ in columns))


def _column(each: Mapping[str, Any], scope: Scope, place: Place) -> tuple[Column, Run, Place]:
    known_keys(each, _COLUMN, place)
    name, collection, kind = each.get("name"), each.get("collection", False), each.get("type", "")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        (place / "name").fail("a name of letters, digits and _ was expected")
    if not isinstance(collection, bool) or not isinstance(kind, str):
        place.fail("collection is a Boolean and type a text")
    at = place / "path"
    expr, nodes = compiled(each.get("path"), scope, at)
    kind = kind.removeprefix(_FHIR_TYPE)
    _check_type(expr, kind, place)
    column = Column(name, kind, collection, str(each["path"]))
    return column, _value(expr, nodes=nodes, collection=collection), at


_FAMILIES = (
    model.STRINGS | model.TEMPORALS,
    model.NUMBERS | {"integer64"},
    model.BOOLEANS,
    model.QUANTITIES,
)


def _family(kind: str) -> object:
    return next((family for family in _FAMILIES if kind in family), kind)


def _check_type(expr: Expr, declared: str, place: Place) -> None:
    """Refuse a declared type that the expression cannot have, and an element without one."""
    if not expr.types or len(expr.types) > 1:
        return
    (kind,) = expr.types
    if not declared:
        if kind not in model.PRIMITIVES and not kind.startswith("System."):
            (place / "type").fail(f"the column is of type {kind}: say so")
    elif _family(declared) != _family(kind) and not model.is_a(kind, declared):
        (place / "type").fail(f"the column is of type {kind}, not {declared}")


def _value(expr: Expr, *, nodes: bool, collection: bool) -> Run:
    """Return the closure for a column's value."""
    convert = nodes or expr.types is None or any(map(_needs_output, expr.types))
    if collection:
        listed = many(expr)
        if convert:
            return lambda focus, frame: [
                v for item in listed(focus, frame) if (v := output(item)) is not None
            ]
        return lambda focus, frame: list(listed(focus, frame))
    get = one(expr)
    return (lambda focus, frame: output(get(focus, frame))) if convert else get


def _needs_output(kind: str) -> bool:
    return kind in {"System.Date", "System.DateTime", "System.Time", "System.Quantity"}


def output(item: Any) -> Any:
    """Return an item as a row holds it: JSON values, with Decimal for numbers that have a point."""
    if item.__class__ is Node:
        return item.value
    if isinstance(item, Temporal):
        return item.text
    if isinstance(item, Quantity):
        if item.unit in quantity.CALENDAR:
            return {"value": item.value, "unit": item.unit}
        return {"value": item.value, "system": quantity.UCUM, "code": item.unit}
    return item


# -- forEach, forEachOrNull, repeat --------------------------------------------------------------


def _each(text: Any, scope: Scope, place: Place) -> tuple[Run, Scope]:
    expr, nodes = compiled(text, scope, place)
    if _is_plain(expr.types) and not scope.settings.nodes:
        foci = _unboxed(many(expr)) if nodes else many(expr)
        return foci, replace(scope, types=expr.types, nodes=False)
    if not nodes:
        expr, _ = compiled(text, scope, place, nodes=True)
    return many(expr), replace(scope, types=expr.types, nodes=True)


def _is_plain(types: Types) -> bool:
    """Return whether elements are all of one type that plain values can stand for."""
    if types is None or len(types) != 1 or types & _UNPLAIN:
        return False
    return not any(kind.startswith("System.") for kind in types)


_UNPLAIN = model.PRIMITIVES | {"Resource", "DomainResource", "Element", "BackboneElement"}


def _unboxed(run: Run) -> Run:
    return lambda focus, frame: [item.value for item in run(focus, frame)]


def _repeated(paths: Any, scope: Scope, place: Place) -> tuple[Run, Scope]:
    if not isinstance(paths, list) or not paths:
        place.fail("a list of FHIRPath expressions was expected")
    inner = replace(scope, types=None, nodes=True)
    steps = []
    for index, path in enumerate(paths):
        compiled(path, scope, place[index])  # for its errors and warnings
        steps.append(many(compiled(path, inner, Place("")).expr))
    name = "" if scope.nodes else min(scope.types or ())

    def run(item: Any, frame: Frame) -> Sequence[Any]:
        return _descend(Node(item, name) if name else item, steps, frame)

    return run, inner


def _descend(start: Any, steps: Sequence[Run], frame: Frame) -> Sequence[Any]:
    """Return everything the steps lead to from an item, and from there on, parents first."""
    found: list[Any] = []
    stack = _children(start, steps, frame)
    while stack:
        item = stack.pop()
        found.append(item)
        if len(found) > MAX_ITEMS:
            raise ExpressionError("repeat finds no end")
        stack += _children(item, steps, frame)
    return found


def _children(item: Any, steps: Sequence[Run], frame: Frame) -> list[Any]:
    children = [child for step in steps for child in step(item, frame)]
    frame.spend(len(children) + 1)
    children.reverse()
    return children


def _loop(foci: Run, body: _Part, *, or_null: bool) -> Rows:
    produce = body.rows
    nothing = {c.name: 0 if c.path.strip() == "%rowIndex" else None for c in body.columns}

    def rows(focus: Any, frame: Frame) -> Sequence[Row]:
        found = foci(focus, frame)
        if not found:
            return [nothing.copy()] if or_null else ()
        frame.spend(len(found))
        before, out = frame.row_index, list[Row]()
        for index, item in enumerate(found):
            frame.row_index = index
            out += produce(item, frame)
            if len(out) > MAX_ITEMS:
                raise ExpressionError("one resource gives too many rows")
        frame.row_index = before
        return out

    return rows
