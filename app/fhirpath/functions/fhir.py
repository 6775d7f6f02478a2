"""FHIR's and SQL-on-FHIR's own functions: extension, resolve, memberOf, the keys."""

from collections.abc import Mapping
from typing import Any

from app.fhirpath import model
from app.fhirpath.functions.registry import Functions
from app.fhirpath.navigation import step
from app.fhirpath.operands import BOOLEAN, STRING, many, one, text
from app.fhirpath.static import Expr, Frame, NeedsNodes, Site
from app.fhirpath.syntax import Name
from app.fhirpath.values import Node, plain, root
from app.model.errors import ExpressionError

FUNCTIONS = Functions()


@FUNCTIONS.add("extension", 1)
def _extension(site: Site) -> Expr:
    """Compile `extension(url)`, short for `extension.where(url = …)`."""
    source = step(site.source, "extension", site.scope, site.at)
    url = text(site.arg(0), site.scope, site.at)
    items, nodes = many(source), site.scope.nodes

    def run(focus: Any, frame: Frame) -> Any:
        wanted = url(focus, frame)
        found = items(focus, frame)
        frame.spend(len(found))
        if nodes:
            return [each for each in found if each.value.get("url") == wanted]
        return [each for each in found if each.get("url") == wanted]

    return Expr(run, source.types, single=False)


@FUNCTIONS.add("hasValue")
def _has_value(site: Site) -> Expr:
    if not site.scope.nodes:
        raise NeedsNodes
    get = many(site.source)

    def run(focus: Any, frame: Frame) -> bool:
        found = get(focus, frame)
        return len(found) == 1 and _primitive_value(found[0]) is not None

    return Expr(run, BOOLEAN, single=True)


def _primitive_value(item: Any) -> Any:
    if isinstance(item, Node):
        return item.value if item.type in model.PRIMITIVES else None
    return item


@FUNCTIONS.add("getResourceKey")
def _resource_key(site: Site) -> Expr:
    """Compile `getResourceKey()`: `Type/id`, the same as a reference's key."""
    get = one(site.source)
    if site.source.types and not all(map(model.is_resource, site.source.types)):
        site.fail("is called on a resource")

    def run(focus: Any, frame: Frame) -> str | None:
        item = plain(get(focus, frame))
        name, key = (item or {}).get("resourceType"), (item or {}).get("id")
        return f"{name}/{key}" if isinstance(name, str) and isinstance(key, str) else None

    return Expr(run, STRING, single=True)


@FUNCTIONS.add("getReferenceKey", 0, 1)
def _reference_key(site: Site) -> Expr:
    """Compile `getReferenceKey([type])`: `Type/id` of a relative reference, nothing of others.

    An absolute one may lead to another server's resource of the same id.
    """
    if site.source.types and "Reference" not in site.source.types:
        site.fail("is called on a Reference")
    wanted = _resource_type(site) if site.args else ""
    items, single = many(site.source), site.source.single

    def run(focus: Any, frame: Frame) -> Any:
        found = [_key(plain(item), wanted) for item in items(focus, frame)]
        keys = [key for key in found if key is not None]
        return (keys[0] if keys else None) if single else keys

    return Expr(run, STRING, single=single)


def _resource_type(site: Site) -> str:
    tree = site.args[0]
    if not isinstance(tree, Name):
        site.fail("takes the name of a resource type")
    if not model.is_resource(tree.name):
        site.fail(f"{tree.name} is no resource type of R4")
    return tree.name


def _key(reference: Any, wanted: str) -> str | None:
    target = reference.get("reference") if isinstance(reference, Mapping) else None
    if not isinstance(target, str) or target.startswith("#") or ":" in target:
        return None
    path, _, key = target.partition("/_history/")[0].rpartition("/")
    kind = path.rpartition("/")[2]
    if not key or not model.is_resource(kind):
        return None
    return f"{kind}/{key}" if wanted in {"", kind} else None


@FUNCTIONS.add("resolve")
def _resolve(site: Site) -> Expr:
    """Compile `resolve()`: contained resources, and the other entries of the same Bundle.

    Nothing is ever fetched: a reference that leads out of the given record resolves to nothing.
    """
    if not site.scope.nodes:
        raise NeedsNodes
    items = many(site.source)

    def run(focus: Any, frame: Frame) -> Any:
        found = [_target(item, frame.resource) for item in items(focus, frame)]
        frame.spend(len(found))
        return [root(each) for each in found if each is not None]

    return Expr(run, None, single=False)


def _target(item: Any, resource: Mapping[str, Any]) -> Mapping[str, Any] | None:
    value = plain(item)
    reference = value.get("reference") if isinstance(value, Mapping) else value
    if not isinstance(reference, str):
        return None
    if reference.startswith("#"):
        pool = resource.get("contained")
        return _find(pool, lambda each: f"#{each.get('id')}" == reference)
    entries = resource.get("entry") if resource.get("resourceType") == "Bundle" else None
    if not isinstance(entries, list):
        return None
    return _in_bundle(entries, reference)


def _in_bundle(entries: list[Any], reference: str) -> Mapping[str, Any] | None:
    for entry in entries:
        found = entry.get("resource") if isinstance(entry, Mapping) else None
        if isinstance(found, Mapping):
            own = f"{found.get('resourceType')}/{found.get('id')}"
            if reference in {entry.get("fullUrl"), own}:
                return found
    return None


def _find(pool: Any, matches: Any) -> Mapping[str, Any] | None:
    if not isinstance(pool, list):
        return None
    return next((each for each in pool if isinstance(each, Mapping) and matches(each)), None)


@FUNCTIONS.add("memberOf", 1)
def _member_of(site: Site) -> Expr:
    """Compile `memberOf(url)` for a value set whose codes were given when compiling."""
    url = site.arg(0).literal
    if url not in site.scope.settings.value_sets:
        site.fail("the value set is not given by its codes")
    codes = site.scope.settings.value_sets[url]
    if len({system for system, _ in codes}) > 1 and site.source.types == frozenset(("code",)):
        site.fail("a code without its system cannot be looked up in several systems")
    bare = frozenset(code for _, code in codes)
    get = one(site.source)

    def run(focus: Any, frame: Frame) -> bool | None:
        item = plain(get(focus, frame))
        return None if item is None else _is_member(item, codes, bare)

    return Expr(run, BOOLEAN, single=True)


def _is_member(item: Any, codes: frozenset[tuple[str, str]], bare: frozenset[str]) -> bool:
    if isinstance(item, str):
        return item in bare
    if not isinstance(item, Mapping):
        raise ExpressionError("memberOf() takes a code, a Coding or a CodeableConcept")
    codings = item.get("coding", [item])
    if not isinstance(codings, list):
        raise ExpressionError("coding is not shaped as R4 says")
    return any(
        isinstance(each, Mapping) and (each.get("system"), each.get("code")) in codes
        for each in codings
    )
