"""FHIR's and SQL-on-FHIR's own functions: extension, resolve, memberOf, the keys."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.fhirpath import model
from app.fhirpath.functions.registry import Function, Site, of_items
from app.fhirpath.navigation import step
from app.fhirpath.operands import BOOLEAN, STRING, lifted, many, one, single
from app.fhirpath.static import Expr, Frame, NeedsNodes
from app.fhirpath.syntax import Name
from app.fhirpath.values import plain, root
from app.model.errors import ExpressionError


def _extension(site: Site) -> Expr:
    """Compile `extension(url)`, short for `extension.where(url = …)`."""
    source = step(site.source, "extension", site.scope, site.at)
    url = site.operand(0, model.STRINGS)
    items = many(source)

    def run(focus: Any, frame: Frame) -> Any:
        wanted = url(focus, frame)
        found = items(focus, frame)
        frame.spend(len(found))
        return [each for each in found if plain(each).get("url") == wanted]

    return Expr(run, source.types, single=False)


def _has_value(items: Sequence[Any]) -> bool:
    values = [plain(item) for item in items]
    return len(values) == 1 and values[0] is not None and not isinstance(values[0], Mapping)


def _resource_key(site: Site) -> Expr:
    """Compile `getResourceKey()`: `Type/id`, the same as a reference's key."""
    if site.source.types and not all(map(model.is_resource, site.source.types)):
        site.fail("is called on a resource")
    return lifted(_own_key, STRING, one(site.source))


def _own_key(item: Any) -> str | None:
    value = plain(item)
    if not isinstance(value, Mapping):
        return None
    name, key = value.get("resourceType"), value.get("id")
    return f"{name}/{key}" if isinstance(name, str) and isinstance(key, str) else None


def _reference_key(site: Site) -> Expr:
    """Compile `getReferenceKey([type])`: `Type/id` of a relative reference, nothing of others.

    An absolute one may lead to another server's resource of the same id.
    """
    if site.source.types and "Reference" not in site.source.types:
        site.fail("is called on a Reference")
    wanted = _resource_type(site) if site.args else ""
    items = many(site.source)

    def run(focus: Any, frame: Frame) -> Any:
        found = (_key(plain(item), wanted) for item in items(focus, frame))
        return [key for key in found if key is not None]

    keys = Expr(run, STRING, single=False)
    return single(keys) if site.source.single else keys


def _resource_type(site: Site) -> str:
    tree = site.args[0]
    if not isinstance(tree, Name) or not model.is_resource(tree.name):
        site.fail("takes the name of a resource type of R4")
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


def _resolve(site: Site) -> Expr:
    """Compile `resolve()`: contained resources, and the other entries of the same Bundle.

    Nothing is ever fetched: a reference that leads out of the given record resolves to nothing.
    """
    if not site.scope.nodes:
        raise NeedsNodes
    items = many(site.source)

    def run(focus: Any, frame: Frame) -> Any:
        if frame.targets is None:
            frame.targets = dict(_targets(frame.resource))
        targets = frame.targets
        found = [targets.get(_reference(item)) for item in items(focus, frame)]
        frame.spend(len(found))
        return [root(each) for each in found if each is not None]

    return Expr(run, None, single=False)


def _reference(item: Any) -> str | None:
    value = plain(item)
    reference = value.get("reference") if isinstance(value, Mapping) else value
    return reference if isinstance(reference, str) else None


def _targets(resource: Mapping[str, Any]) -> Iterator[tuple[str | None, Mapping[str, Any]]]:
    """Yield the resources in a resource by what refers to them, the first of a name last."""
    for each in _objects(resource, "contained"):
        yield f"#{each.get('id')}", each
    for entry in _objects(resource, "entry"):
        inner = entry.get("resource")
        if isinstance(inner, Mapping):
            yield f"{inner.get('resourceType')}/{inner.get('id')}", inner
            if isinstance(url := entry.get("fullUrl"), str):
                yield url, inner


def _objects(holder: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = holder.get(key)
    items = reversed(found) if isinstance(found, list) else ()
    return [each for each in items if isinstance(each, Mapping)]


def _member_of(site: Site) -> Expr:
    """Compile `memberOf(url)` for a value set whose codes were given when compiling."""
    url = site.arg(0).literal
    if url not in site.scope.settings.value_sets:
        site.fail("the value set is not given by its codes")
    codes = site.scope.settings.value_sets[url]
    if len({system for system, _ in codes}) > 1 and site.source.types == frozenset(("code",)):
        site.fail("a code without its system cannot be looked up in several systems")
    bare = frozenset(code for _, code in codes)
    return lifted(lambda item: _is_member(plain(item), codes, bare), BOOLEAN, one(site.source))


def _is_member(item: Any, codes: frozenset[tuple[str, str]], bare: frozenset[str]) -> bool:
    if isinstance(item, str):
        return item in bare
    if not isinstance(item, Mapping):
        raise ExpressionError("memberOf() takes a code, a Coding or a CodeableConcept")
    codings = item.get("coding", [item])
    if not isinstance(codings, list) or not all(isinstance(each, Mapping) for each in codings):
        raise ExpressionError("coding is not shaped as R4 says")
    return any((each.get("system"), each.get("code")) in codes for each in codings)


FUNCTIONS = {
    "extension": Function(_extension, 1, 1),
    "hasValue": of_items(_has_value, BOOLEAN, single=True),
    "getResourceKey": Function(_resource_key),
    "getReferenceKey": Function(_reference_key, 0, 1),
    "resolve": Function(_resolve),
    "memberOf": Function(_member_of, 1, 1),
}
