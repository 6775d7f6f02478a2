"""Types at work: is, as, ofType.

`ofType` and `as` take exactly the named type (`ofType(string)` leaves a code out, as HL7's R4 tests
have it), abstract types their descendants; `is` is true for descendants too.
"""

from collections.abc import Callable
from typing import Any

from app.fhirpath import model
from app.fhirpath.functions.registry import Function, Site
from app.fhirpath.navigation import typed_node_step, typed_step
from app.fhirpath.operands import BOOLEAN, lifted, many, one, refuse, single
from app.fhirpath.static import EMPTY, Expr, Frame, NeedsNodes, Scope
from app.fhirpath.syntax import Name, Tree
from app.fhirpath.values import dynamic_type


def named_types(name: str, at: int) -> frozenset[str]:
    """Return the types a specifier may mean: `FHIR.code`, `System.String`, or `Quantity`, both."""
    namespace, point, local = name.partition(".")
    if not point or namespace not in {"FHIR", "System"}:
        namespace, local = "", name
    found = set()
    if namespace != "System" and model.is_type(local):
        found.add(local)
    if namespace != "FHIR" and f"System.{local}" in model.SYSTEM:
        found.add(f"System.{local}")
    if not found and namespace != "System":
        refuse(at, f"{name} is no type of R4 or FHIRPath")
    return frozenset(found or {f"System.{local}"})


def _is_any(kind: str, wanted: frozenset[str]) -> bool:
    return any(model.is_a(kind, each) for each in wanted)


def _is_exactly(kind: str, wanted: frozenset[str]) -> bool:
    return kind in wanted or _is_any(kind, frozenset(filter(model.is_abstract, wanted)))


def of_type(source: Expr, wanted: frozenset[str], scope: Scope) -> Expr:
    """Return the items that are of one of the types."""
    if source.types is not None:
        fitting = frozenset(kind for kind in source.types if _is_exactly(kind, wanted))
        if fitting == source.types:
            return source
        if not fitting and not any(map(model.is_abstract, source.types)):
            return _never(source.types, wanted, scope)
        if source.choice is not None and len(fitting) == 1:
            holder, element = source.choice
            key = next(key for key in element.keys if key[1] in fitting)
            return (
                typed_node_step(holder, element, key) if scope.nodes else typed_step(holder, *key)
            )
        wanted = fitting or wanted
    if not scope.nodes:
        raise NeedsNodes
    return _filtered(source, wanted)


def _never(kinds: frozenset[str], wanted: frozenset[str], scope: Scope) -> Expr:
    """Return nothing for a type that cannot be there; warn where a descendant was meant."""
    near = sorted(kind for kind in kinds if _is_any(kind, wanted))
    hint = f"; write {near[0]}" if near else ""
    scope.settings.warn(f"no item is ever of type {min(wanted)}{hint}")
    return EMPTY


def _filtered(source: Expr, wanted: frozenset[str]) -> Expr:
    types = None if any(map(model.is_abstract, wanted)) else wanted
    items = many(source)

    def every(focus: Any, frame: Frame) -> Any:
        return [x for x in items(focus, frame) if _is_exactly(dynamic_type(x), wanted)]

    found = Expr(every, types, single=False)
    return single(found) if source.single else found


def _test(source: Expr, wanted: frozenset[str], scope: Scope) -> Expr:
    get = one(source)
    answers = {_is_any(kind, wanted) for kind in source.types or ()}
    if source.types and len(answers) == 1 and not any(map(model.is_abstract, source.types)):
        (answer,) = answers
        return lifted(lambda _item: answer, BOOLEAN, get)
    if not scope.nodes:
        raise NeedsNodes
    return lifted(lambda item: _is_any(dynamic_type(item), wanted), BOOLEAN, get)


def _cast(source: Expr, wanted: frozenset[str], scope: Scope) -> Expr:
    """Return the only item if it is of the type; several items are an error."""
    return of_type(single(source), wanted, scope)


def _specifier(tree: Tree, site: Site) -> str:
    if not isinstance(tree, Name):
        return site.fail("takes the name of a type")
    return tree.name if tree.source is None else f"{_specifier(tree.source, site)}.{tree.name}"


def _typed(build: Callable[[Expr, frozenset[str], Scope], Expr]) -> Function:
    def of_call(site: Site) -> Expr:
        return build(site.source, named_types(_specifier(site.args[0], site), site.at), site.scope)

    return Function(of_call, 1, 1)


FUNCTIONS = {"ofType": _typed(of_type), "as": _typed(_cast), "is": _typed(_test)}
