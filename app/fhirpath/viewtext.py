"""A ViewDefinition's text: places in it, its resource, constants and conditions, all checked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from app.fhirpath import model
from app.fhirpath.compiler import Compiled, compile_text, constant
from app.fhirpath.navigation import shaped
from app.fhirpath.operands import truth
from app.fhirpath.static import Expr, Run, Scope, Settings
from app.fhirpath.values import to_decimal, to_temporal
from app.model.errors import ExpressionError

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)
"""How constants and columns may be called (the specification's sql-name)."""

MAX_EXPRESSIONS = 2_000
"""Expressions in one definition; an ordinary one has under 100."""

_CONSTANT_TYPES = model.PRIMITIVES - {"markdown", "xhtml"} | {"integer64"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a definition (`sections[2].select[0].column[1].path`).

    All places of one definition share `warnings` and `texts`, the expressions met so far.
    """

    path: str
    warnings: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __truediv__(self, step: str) -> "Place":
        """Return a place within this one."""
        return replace(self, path=f"{self.path}.{step}" if self.path else step)

    def __getitem__(self, index: int) -> "Place":
        """Return a place in this list."""
        return replace(self, path=f"{self.path}[{index}]")

    def warn(self, warning: str) -> None:
        """Note something that is allowed and yet probably not meant."""
        self.warnings.append(f"{self.path}: {warning}")

    def fail(self, reason: str) -> NoReturn:
        """Refuse what stands here."""
        raise ExpressionError(reason, where=self.path)

    def failed(self, error: ExpressionError) -> ExpressionError:
        """Return an expression's error with this place."""
        reason = error.reason.removesuffix(f" (column {error.column})")
        return ExpressionError(reason, where=self.path, column=error.column)


def compiled(text: Any, scope: Scope, place: Place, *, nodes: bool = False) -> Compiled:
    """Return a definition's expression compiled, its errors and warnings with their place."""
    if not isinstance(text, str) or not text.strip():
        place.fail("a FHIRPath expression was expected")
    place.texts.append(text)
    if len(place.texts) > MAX_EXPRESSIONS:
        place.fail(f"the definition has more than {MAX_EXPRESSIONS} expressions")
    placed = replace(scope, settings=replace(scope.settings, warn=place.warn))
    try:
        return compile_text(text, placed, nodes=nodes)
    except ExpressionError as error:
        raise place.failed(error) from None


def items(holder: Mapping[str, Any], key: str, place: Place) -> Iterator[tuple[Any, Place]]:
    """Yield the objects of a list with their places."""
    found = holder.get(key, [])
    if not isinstance(found, list):
        (place / key).fail("a list was expected")
    for index, each in enumerate(found):
        at = (place / key)[index]
        if not isinstance(each, Mapping):
            at.fail("an object was expected")
        yield each, at


def resource_type(view: Any, place: Place) -> str:
    """Return the resource type a view is over."""
    if not isinstance(view, Mapping):
        place.fail("a ViewDefinition is an object")
    name = view.get("resource")
    if not isinstance(name, str) or not model.is_resource(name) or model.is_abstract(name):
        (place / "resource").fail("a resource type of R4 was expected")
    return name


def constants(
    view: Mapping[str, Any],
    resource: str,
    value_sets: Mapping[str, frozenset[tuple[str, str]]],
    place: Place,
) -> Settings:
    """Return the settings of a view: its constants as expressions."""
    found: dict[str, Expr] = {}
    for each, at in items(view, "constant", place):
        name = each.get("name")
        if not isinstance(name, str) or not NAME.fullmatch(name):
            (at / "name").fail("a name of letters, digits and _ was expected")
        if name in found:
            (at / "name").fail("the constant is defined twice")
        found[name] = _constant(each, at)
    return Settings(root=resource, constants=found, value_sets=value_sets)


def _constant(each: Mapping[str, Any], place: Place) -> Expr:
    keys = [key for key in each if key.startswith("value")]
    kinds = {f"value{kind[0].upper()}{kind[1:]}": kind for kind in _CONSTANT_TYPES}
    if len(keys) != 1 or keys[0] not in kinds:
        place.fail("exactly one value[x] of a primitive type was expected")
    try:
        return constant(_constant_value(kinds[keys[0]], each[keys[0]]))
    except ExpressionError as error:
        raise (place / keys[0]).failed(error) from None


def _constant_value(kind: str, value: Any) -> Any:
    if kind == "integer64":
        kind, value = "integer", _long(value)
    if kind == "decimal":
        return to_decimal(value)
    value = shaped(value, kind, "the value")
    if kind in model.TEMPORALS:
        return to_temporal(value, kind)
    if value < {"positiveInt": 1, "unsignedInt": 0}.get(kind, value):
        raise ExpressionError(f"this is no {kind}")
    return value


def _long(value: Any) -> Any:
    """Return an integer64, which JSON may write as a text."""
    written = isinstance(value, str) and re.fullmatch(r"-?\d{1,19}", value, re.ASCII)
    return int(value) if written else value


def conditions(
    view: Mapping[str, Any], settings: Settings, place: Place
) -> Iterator[tuple[str, Run]]:
    """Yield the text and the test of each `where`."""
    scope = Scope.of_resource(settings)
    for each, at in items(view, "where", place):
        known_keys(each, ("path", "description"), at)
        expr, nodes = compiled(each.get("path"), scope, at / "path")
        if expr.types and not expr.types & model.BOOLEANS:
            (at / "path").fail("a condition must be Boolean")
        yield str(each["path"]), truth(expr, replace(scope, nodes=nodes))


def known_keys(holder: Mapping[str, Any], known: Sequence[str], place: Place) -> None:
    """Refuse a property that the specification does not have: `foreach` would be silently lost."""
    for key in holder:
        if key not in known and key not in {"id", "extension", "modifierExtension"}:
            place.fail(f"{key} is not known here")
