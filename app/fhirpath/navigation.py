"""Steps from an element to its children, compiled for plain JSON values and for nodes.

Plain steps check that a value has the JSON type R4 gives the element, so that nothing after them
needs to; a resource that is shaped otherwise is an error of that resource. Where a primitive has
extensions and no value, the expression turns to nodes for that resource.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from app.fhirpath import model
from app.fhirpath.operands import many
from app.fhirpath.static import EMPTY, Expr, Frame, NeedsNodes, Run, Scope
from app.fhirpath.values import Node, bounded, in_range, root, to_decimal
from app.model.errors import ExpressionError

_NUMBERS = frozenset((int, Decimal))


def step(source: Expr, name: str, scope: Scope, at: int) -> Expr:
    """Return the expression for `source.name`."""
    if source.types is None:
        return _node_step(source, name, None, single=False)
    if not source.types:
        return EMPTY
    found = {kind: model.element(kind, name) for kind in source.types}
    elements = [element for element in found.values() if element is not None]
    if not elements:
        if any(model.is_abstract(kind) for kind in source.types):
            return _node_step(source, name, None, single=False)
        _unknown(source.types, name, scope, at)
        return EMPTY
    types = frozenset(kind for element in elements for kind in element.types)
    single = source.single and not any(element.repeats for element in elements)
    if scope.nodes:
        kinds = None if types == {"Resource"} else types
        stepped = _node_step(source, name, kinds, single=single)
        only = elements[0] if len(found) == 1 else None
        return replace(stepped, choice=(source, only)) if only and only.choice else stepped
    if len(found) > 1 or "Resource" in types or source.types & model.PRIMITIVES:
        raise NeedsNodes
    return _plain_step(source, elements[0], single=single)


def _unknown(types: frozenset[str], name: str, scope: Scope, at: int) -> None:
    kind = min(types)
    choice = next(filter(None, (model.choice_behind(each, name) for each in types)), None)
    if choice is not None:
        kinds = dict(choice.keys)
        reason = f"write {choice.name}.ofType({kinds[name]}) for {name}"
        raise ExpressionError(reason, column=at)
    if kind.startswith("System."):
        raise ExpressionError(f"{kind} has no element {name}", column=at)
    scope.settings.warn(f"{kind} has no element {name} in R4: always empty (column {at})")


def _plain_step(source: Expr, element: model.Element, *, single: bool) -> Expr:
    if element.choice:
        get = _choice_getter(element)
        expr = Expr(_compose(source, get, repeats=False), element.types, single=single)
        return Expr(expr.run, expr.types, single=single, choice=(source, element))
    return typed_step(source, *element.keys[0], repeats=element.repeats)


def typed_step(source: Expr, key: str, kind: str, *, repeats: bool = False) -> Expr:
    """Return the expression for one JSON property of a known type."""
    single = source.single and not repeats
    path = (*source.path, key) if source.path is not None and single else None
    run = _compose(source, _getter(key, kind, repeats=repeats), repeats=repeats)
    if source.path is not None and len(source.path) == 1:
        quicker = _two_steps_to_list if repeats else _two_steps
        run = quicker(source.path[0], key, _class_of(kind), run)
    return Expr(run, frozenset((kind,)), single=single, path=path)


def typed_node_step(source: Expr, element: model.Element, key: tuple[str, str]) -> Expr:
    """Return the expression for one JSON property of a choice element, over nodes."""
    one = model.Element(element.name, element.repeats, element.choice, (key,))

    def children(item: Any) -> Iterator[Node]:
        return _element_nodes(item, one) if item.__class__ is Node else iter(())

    return _over_nodes(source, children, frozenset((key[1],)), single=source.single)


def _two_steps(first: str, second: str, cls: type, run: Run) -> Run:
    """Return `run`, quicker for the usual value behind two properties."""
    free = cls not in _NUMBERS

    def get(focus: Any, frame: Frame) -> Any:
        holder = focus.get(first)
        if holder.__class__ is dict:
            found = holder.get(second)
            if found.__class__ is cls and (free or in_range(found)):
                return found
        return run(focus, frame)

    return get


def _two_steps_to_list(first: str, second: str, cls: type, run: Run) -> Run:
    """Return `run`, quicker for the usual list behind two properties."""
    if cls in _NUMBERS:
        return run

    def get(focus: Any, frame: Frame) -> Any:
        holder = focus.get(first)
        if holder.__class__ is dict:
            found = holder.get(second)
            if found.__class__ is list:
                if len(found) > 1:
                    frame.spend(len(found))
                for item in found:
                    if item.__class__ is not cls:
                        break
                else:
                    return found
        return run(focus, frame)

    return get


def _compose(source: Expr, get: Run, *, repeats: bool) -> Run:
    if source.path == ():
        return get
    run = source.run
    if not source.single:
        return _flattened(run, get) if repeats else _mapped(run, get)
    empty: Any = () if repeats else None

    def from_one(focus: Any, frame: Frame) -> Any:
        item = run(focus, frame)
        return empty if item is None else get(item, frame)

    return from_one


def _mapped(run: Run, get: Run) -> Run:
    def every(focus: Any, frame: Frame) -> Any:
        found = []
        items = run(focus, frame)
        if len(items) > 1:
            frame.spend(len(items))
        for item in items:
            value = get(item, frame)
            if value is not None:
                found.append(value)
        return found

    return every


def _flattened(run: Run, get: Run) -> Run:
    def every(focus: Any, frame: Frame) -> Any:
        items = run(focus, frame)
        if len(items) == 1:
            return get(items[0], frame)
        frame.spend(len(items))
        return [v for x in items for v in get(x, frame)]

    return every


def _misshaped(key: str) -> ExpressionError:
    return ExpressionError(f"{key} is not shaped as R4 says")


def _class_of(kind: str) -> type:
    if kind in model.STRINGS or kind in model.TEMPORALS:
        return str
    if kind in model.BOOLEANS:
        return bool
    return int if kind in model.INTEGERS else Decimal if kind == "decimal" else dict


def _getter(key: str, kind: str, *, repeats: bool) -> Run:
    cls = _class_of(kind)
    if repeats:
        return _list_getter(key, cls)
    beside = "_" + key if cls is not dict else ""
    free = cls not in _NUMBERS

    def get(value: Any, _frame: Frame) -> Any:
        found = value.get(key)
        if found.__class__ is cls and (free or in_range(found)):
            return found
        if found is None:
            if beside in value:
                raise NeedsNodes
            return None
        return _coerced(found, cls, key)

    return get


def _list_getter(key: str, cls: type) -> Run:
    beside = "_" + key if cls is not dict else ""

    def get(value: Any, frame: Frame) -> Any:
        found = value.get(key)
        if found is None:
            if beside in value:
                raise NeedsNodes
            return ()
        if found.__class__ is not list:
            raise _misshaped(key)
        if len(found) > 1:
            frame.spend(len(found))
        for item in found:
            if item.__class__ is not cls or cls in _NUMBERS:
                return [_coerced(each, cls, key) for each in found]
        return found

    return get


def shaped(value: Any, kind: str, name: str) -> Any:
    """Return a JSON value as one of an R4 type; raises ExpressionError for what cannot be."""
    cls = _class_of(kind)
    return value if value.__class__ is cls and cls not in _NUMBERS else _coerced(value, cls, name)


def _coerced(found: Any, cls: type, key: str) -> Any:
    """Return a value of the right meaning in another Python type; refuse any other."""
    if found is None:
        raise NeedsNodes  # a primitive without a value: what is beside it counts
    if cls in _NUMBERS and found.__class__ in {int, float, Decimal}:
        number = to_decimal(found) if found.__class__ is float else bounded(found)
        if cls is Decimal or number == int(number):
            return int(number) if cls is int else number
    if cls is dict and isinstance(found, Mapping):
        return dict(found)
    raise _misshaped(key)


def _choice_getter(element: model.Element) -> Run:
    getters = [_getter(key, kind, repeats=False) for key, kind in element.keys]

    def get(value: Any, frame: Frame) -> Any:
        for each in getters:
            found = each(value, frame)
            if found is not None:
                return found
        return None

    return get


def _node_step(source: Expr, name: str, types: frozenset[str] | None, *, single: bool) -> Expr:
    return _over_nodes(source, lambda item: child_nodes(item, name), types, single=single)


def _over_nodes(
    source: Expr,
    children: Callable[[Any], Iterator[Node]],
    types: frozenset[str] | None,
    *,
    single: bool,
) -> Expr:
    items = many(source)

    def every(focus: Any, frame: Frame) -> Any:
        holders = items(focus, frame)
        found = [child for item in holders for child in children(item)]
        frame.spend(len(holders) + len(found))
        return found

    if not single:
        return Expr(every, types, single=False)
    return Expr(lambda focus, frame: next(iter(every(focus, frame)), None), types, single=True)


def child_nodes(item: Any, name: str) -> Iterator[Node]:
    """Yield an item's children of one name; FHIRPath's own values have none."""
    if item.__class__ is Node:
        element = model.element(item.type, name)
        if element is not None:
            yield from _element_nodes(item, element)


def _element_nodes(node: Node, element: model.Element) -> Iterator[Node]:
    holder = node.extra if node.type in model.PRIMITIVES else node.value
    if not isinstance(holder, Mapping):
        return
    for key, kind in element.keys:
        found = _items(holder.get(key), element, key)
        if kind in model.PRIMITIVES:
            beside = _items(holder.get("_" + key), element, "_" + key)
            yield from _primitive_nodes(found, beside, key, kind)
            continue
        for value in found:
            if not isinstance(value, Mapping):
                raise _misshaped(key)
            yield root(value) if kind == "Resource" else Node(value, kind)


def _items(found: Any, element: model.Element, key: str) -> list[Any]:
    if found is None:
        return []
    if element.repeats != isinstance(found, list):
        raise _misshaped(key)
    return found if isinstance(found, list) else [found]


def _primitive_nodes(found: list[Any], beside: list[Any], key: str, kind: str) -> Iterator[Node]:
    for value, extra in zip_longest(found, beside):
        if extra is not None and not isinstance(extra, Mapping):
            raise _misshaped("_" + key)
        if value is not None or extra is not None:
            yield Node(None if value is None else shaped(value, kind, key), kind, extra)
