"""Types at work: is, as, ofType.

`ofType` and `as` take exactly the named type (`ofType(string)` leaves a code out, as HL7's R4 tests
have it), abstract types their descendants; `is` is true for descendants too.
"""

from collections.abc import Callable
from typing import Any

from app.fhirpath import model
from app.fhirpath.functions.registry import Functions
from app.fhirpath.navigation import typed_step
from app.fhirpath.operands import BOOLEAN, one
from app.fhirpath.quantity import Quantity
from app.fhirpath.static import EMPTY, Expr, Frame, NeedsNodes, Scope, Site
from app.fhirpath.syntax import Dot, Name, Tree, TypeTest
from app.fhirpath.temporal import Temporal
from app.fhirpath.values import Node
from app.model.errors import ExpressionError

FUNCTIONS = Functions()


def named_types(name: str, at: int) -> frozenset[str]:
    """Return the types a specifier may mean: `FHIR.code`, `System.String`, or `Quantity`, both."""
    namespace, point, local = name.partition(".")
    if not point or namespace not in {"FHIR", "System"}:
        namespace, local = "", name
    found = set()
    if namespace != "System" and model.is_type(local):
        found.add(local)
    if namespace != "FHIR" and local in model.SYSTEM:
        found.add(f"System.{local}")
    if not found and namespace != "System":
        raise ExpressionError(f"{name} is no type of R4 or FHIRPath", column=at)
    return frozenset(found or {f"System.{local}"})


def _type_argument(site: Site) -> frozenset[str]:
    return named_types(_specifier(site.args[0], site), site.at)


def _specifier(tree: Tree, site: Site) -> str:
    if isinstance(tree, Name):
        return tree.name
    if isinstance(tree, Dot) and isinstance(tree.step, Name):
        return f"{_specifier(tree.source, site)}.{tree.step.name}"
    return site.fail("takes the name of a type")


_SYSTEM_TYPES: dict[type, str] = {bool: "Boolean", str: "String", int: "Integer"}


def dynamic_type(item: Any) -> str:
    """Return the type of an item of an expression over nodes."""
    if isinstance(item, Node):
        return item.type
    if isinstance(item, Temporal):
        return f"System.{item.kind[0].upper()}{item.kind[1:]}"
    if isinstance(item, Quantity):
        return "System.Quantity"
    return f"System.{_SYSTEM_TYPES.get(type(item), 'Decimal')}"


def _matches_exactly(kind: str, wanted: frozenset[str]) -> bool:
    return kind in wanted or any(model.is_abstract(w) and model.is_a(kind, w) for w in wanted)


def _is_any(kind: str, wanted: frozenset[str]) -> bool:
    return any(model.is_a(kind, w) for w in wanted)


def of_type(source: Expr, wanted: frozenset[str], scope: Scope) -> Expr:
    """Return the items that are of one of the types."""
    if source.types is not None:
        fitting = frozenset(t for t in source.types if _matches_exactly(t, wanted))
        if fitting == source.types:
            return source
        if not fitting and not any(model.is_abstract(t) for t in source.types):
            return _never(source, wanted, scope)
        if source.choice is not None and not scope.nodes and len(fitting) == 1:
            holder, element = source.choice
            (kind,) = fitting
            key = next(key for key, each in element.keys if each == kind)
            return typed_step(holder, key, kind)
        wanted = fitting or wanted
    if not scope.nodes:
        raise NeedsNodes
    return _filtered(source, wanted)


def _never(source: Expr, wanted: frozenset[str], scope: Scope) -> Expr:
    """Return nothing for a type that cannot be there; warn where a descendant was meant."""
    kinds = source.types or frozenset()
    near = sorted(kind for kind in kinds if _is_any(kind, wanted))
    hint = f"; write {near[0]}" if near else ""
    scope.settings.warn(f"no item is ever of type {min(wanted)}{hint}")
    return EMPTY


def _filtered(source: Expr, wanted: frozenset[str]) -> Expr:
    run = source.run
    types = frozenset(wanted) if not any(map(model.is_abstract, wanted)) else None
    if source.single:

        def only(focus: Any, frame: Frame) -> Any:
            item = run(focus, frame)
            fits = item is not None and _matches_exactly(dynamic_type(item), wanted)
            return item if fits else None

        return Expr(only, types, single=True)

    def every(focus: Any, frame: Frame) -> Any:
        return [x for x in run(focus, frame) if _matches_exactly(dynamic_type(x), wanted)]

    return Expr(every, types, single=False)


@FUNCTIONS.add("ofType", 1)
def _of_type(site: Site) -> Expr:
    return of_type(site.source, _type_argument(site), site.scope)


@FUNCTIONS.add("as", 1)
def _as(site: Site) -> Expr:
    return _cast(site.source, _type_argument(site), site.scope)


def _cast(source: Expr, wanted: frozenset[str], scope: Scope) -> Expr:
    """Return the only item if it is of the type; several items are an error."""
    if source.single:
        return of_type(source, wanted, scope)
    only = Expr(one(source), source.types, single=True, choice=None)
    return of_type(only, wanted, scope)


@FUNCTIONS.add("is", 1)
def _is(site: Site) -> Expr:
    return _test(site.source, _type_argument(site), site.scope)


def _test(source: Expr, wanted: frozenset[str], scope: Scope) -> Expr:
    get = one(source)
    answers = {_is_any(kind, wanted) for kind in source.types or ()}
    if source.types and len(answers) == 1 and not any(map(model.is_abstract, source.types)):
        (answer,) = answers
        return Expr(lambda f, e: None if get(f, e) is None else answer, BOOLEAN, single=True)
    if not scope.nodes:
        raise NeedsNodes

    def run(focus: Any, frame: Frame) -> bool | None:
        item = get(focus, frame)
        return None if item is None else _is_any(dynamic_type(item), wanted)

    return Expr(run, BOOLEAN, single=True)


def type_test(tree: TypeTest, scope: Scope, compile_tree: Callable[[Tree, Scope], Expr]) -> Expr:
    """Compile the operators `is` and `as`."""
    source = compile_tree(tree.operand, scope)
    wanted = named_types(tree.type_name, tree.at)
    return (_test if tree.operator == "is" else _cast)(source, wanted, scope)
