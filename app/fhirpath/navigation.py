"""Steps from an element to its children, compiled for plain JSON values and for nodes.

Plain steps check that a value has the JSON type R4 gives the element, so that nothing after them
needs to; a resource that is shaped otherwise is an error of that resource. Where a primitive has
extensions and no value, the expression turns to nodes for that resource.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from app.fhirpath import model
from app.fhirpath.static import EMPTY, Expr, Frame, NeedsNodes, Run, Scope
from app.fhirpath.values import Node, bounded, in_range, to_decimal
from app.model.errors import ExpressionError


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
        return _node_step(source, name, None if types == {"Resource"} else types, single=single)
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
        run = _short_cut(source.path[0], key, kind, run, repeats=repeats)
    return Expr(run, frozenset((kind,)), single=single, path=path)


def _short_cut(first: str, second: str, kind: str, run: Run, *, repeats: bool) -> Run:
    """Return `run`, quicker for the usual value behind two properties."""
    if kind in model.INTEGERS:
        return run
    if kind == "decimal":
        return run if repeats else _two_steps_to_decimal(first, second, run)
    make = _two_steps_to_list if repeats else _two_steps
    return make(first, second, _class_of(kind), run)


def _two_steps_to_decimal(first: str, second: str, run: Run) -> Run:
    def get(focus: Any, frame: Frame) -> Any:
        holder = focus.get(first)
        if holder is None:
            return None
        if holder.__class__ is dict:
            found = holder.get(second)
            if found.__class__ is Decimal and in_range(found):
                return found
        return run(focus, frame)

    return get


def _two_steps(first: str, second: str, cls: type, run: Run) -> Run:
    def get(focus: Any, frame: Frame) -> Any:
        holder = focus.get(first)
        if holder.__class__ is dict:
            found = holder.get(second)
            if found.__class__ is cls:
                return found
        return run(focus, frame)

    return get


def _two_steps_to_list(first: str, second: str, cls: type, run: Run) -> Run:
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
    if kind in model.NUMBERS:
        return _number_getter(key, cls)
    beside = "_" + key if cls is not dict else ""

    def get(value: Any, _frame: Frame) -> Any:
        found = value.get(key)
        if found.__class__ is cls:
            return found
        if found is None:
            if beside in value:
                raise NeedsNodes
            return None
        return _coerced(found, cls, key)

    return get


def _number_getter(key: str, cls: type) -> Run:
    beside = "_" + key

    def get(value: Any, _frame: Frame) -> Any:
        found = value.get(key)
        if found.__class__ is Decimal and cls is Decimal:
            if in_range(found):
                return found
        elif found is None:
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
            if item.__class__ is not cls or cls is int:
                return [_coerced(each, cls, key) for each in found]
        return found

    return get


def _coerced(found: Any, cls: type, key: str) -> Any:
    """Return a value of the right meaning in another Python type; refuse any other."""
    if found is None:
        raise NeedsNodes  # a primitive without a value: what is beside it counts
    if cls is Decimal and found.__class__ in {int, float, Decimal}:
        return bounded(found) if found.__class__ is not float else to_decimal(found)
    if cls is int and found.__class__ is int:
        return bounded(found)
    if cls is int and found.__class__ is Decimal and bounded(found) == int(found):
        return int(found)
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
    run = source.run
    if single:

        def only(focus: Any, frame: Frame) -> Any:
            item = run(focus, frame)
            return None if item is None else next(child_nodes(item, name), None)

        return Expr(only, types, single=True)

    def every(focus: Any, frame: Frame) -> Any:
        items = run(focus, frame)
        if source.single:
            items = () if items is None else (items,)
        found = [child for item in items for child in child_nodes(item, name)]
        frame.spend(len(items) + len(found))
        return found

    return Expr(every, types, single=False)


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
        found = holder.get(key)
        if kind in model.PRIMITIVES:
            yield from _primitive_nodes(found, holder.get("_" + key), element, key, kind)
        elif found is not None:
            for value in _items(found, element, key):
                if not isinstance(value, Mapping):
                    raise _misshaped(key)
                yield Node(value, _dynamic(value, kind))


def _dynamic(value: Mapping[str, Any], kind: str) -> str:
    if kind != "Resource":
        return kind
    name = value.get("resourceType")
    return name if isinstance(name, str) and model.is_resource(name) else kind


def _items(found: Any, element: model.Element, key: str) -> list[Any]:
    if element.repeats != isinstance(found, list):
        raise _misshaped(key)
    return found if isinstance(found, list) else [found]


def _primitive_nodes(
    found: Any, beside: Any, element: model.Element, key: str, kind: str
) -> Iterator[Node]:
    if found is None and beside is None:
        return
    cls = _class_of(kind)
    found = [] if found is None else _items(found, element, key)
    beside = [] if beside is None else _items(beside, element, "_" + key)
    for index in range(max(len(found), len(beside))):
        value = found[index] if index < len(found) else None
        extra = beside[index] if index < len(beside) else None
        if value is not None and (value.__class__ is not cls or kind in model.NUMBERS):
            value = _coerced(value, cls, key)
        if extra is not None and not isinstance(extra, Mapping):
            raise _misshaped("_" + key)
        if value is not None or extra is not None:
            yield Node(value, kind, extra)
