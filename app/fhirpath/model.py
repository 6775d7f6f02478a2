"""FHIR R4's types: which elements a type has, how often, and of which types.

Static facts only, read from `r4.txt` (made by packaging/fhir_model.py); nothing here looks at a
resource. A type is named as in FHIR (`code`, `Quantity`, `Observation.component`); the types of
FHIRPath itself carry their namespace (`System.String`).
"""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

_URIS = ("canonical", "oid", "uri", "url", "uuid")
_TEXTS = ("code", "id", "markdown", "string")
STRINGS = frozenset((*_URIS, *_TEXTS, "base64Binary", "xhtml", "System.String"))
INTEGERS = frozenset(["integer", "positiveInt", "unsignedInt", "System.Integer"])
NUMBERS = INTEGERS | {"decimal", "System.Decimal"}
DATES = frozenset(("date", "System.Date"))
INSTANTS = frozenset(("dateTime", "instant", "System.DateTime"))
TIMES = frozenset(("time", "System.Time"))
TEMPORALS = DATES | INSTANTS | TIMES
BOOLEANS = frozenset(("boolean", "System.Boolean"))
QUANTITIES = frozenset(["Quantity", "Age", "Count", "Distance", "Duration", "System.Quantity"])

_PARENTS = {
    **{kind: "string" for kind in _TEXTS if kind != "string"},
    **{kind: "uri" for kind in _URIS if kind != "uri"},
    **dict.fromkeys(("positiveInt", "unsignedInt"), "integer"),
}
PRIMITIVES = frozenset(
    name for name in STRINGS | NUMBERS | TEMPORALS | BOOLEANS if not name.startswith("System.")
)
SYSTEM_TYPES = {
    **dict.fromkeys(BOOLEANS, "System.Boolean"),
    **dict.fromkeys(STRINGS, "System.String"),
    **dict.fromkeys(NUMBERS, "System.Decimal"),
    **dict.fromkeys(INTEGERS, "System.Integer"),
    **dict.fromkeys(DATES, "System.Date"),
    **dict.fromkeys(INSTANTS, "System.DateTime"),
    **dict.fromkeys(TIMES, "System.Time"),
    **dict.fromkeys(QUANTITIES, "System.Quantity"),
}
"""FHIR's types (and FHIRPath's own) as the types of FHIRPath that they are values of."""
SYSTEM = frozenset(SYSTEM_TYPES.values())


class Element(NamedTuple):
    """One element of a type; `keys` pairs each JSON property it may have with its type."""

    name: str
    repeats: bool
    choice: bool
    keys: tuple[tuple[str, str], ...]

    @property
    def types(self) -> frozenset[str]:
        """Return the types the element may have."""
        return frozenset(kind for _, kind in self.keys)


@cache
def _table() -> dict[str, tuple[str, str]]:
    table = {}
    for line in files(__package__).joinpath("r4.txt").read_text("ascii").splitlines():
        head, _, elements = line.partition(" ")
        name, _, parent = head.partition(":")
        table[name] = (parent, elements)
    return table


@cache
def _elements(type_name: str) -> dict[str, Element]:
    if type_name in PRIMITIVES:
        return _elements("Element")
    if type_name not in _table():
        return {}
    parent, words = _table()[type_name]
    own = {element.name: element for element in map(_element, words.split())}
    return _elements(parent) | own if parent else own


def _element(word: str) -> Element:
    choice = word.endswith("]")
    name, _, kinds = word.rstrip("]").partition("[" if choice else "=")
    repeats = name.endswith("*")
    name = name.removesuffix("*")
    types = kinds.split("|")
    keys = tuple((name + kind[0].upper() + kind[1:] if choice else name, kind) for kind in types)
    return Element(name, repeats, choice, keys)


def element(type_name: str, name: str) -> Element | None:
    """Return an element of a type or of its ancestors."""
    return _elements(type_name).get(name)


@cache
def ancestry(type_name: str) -> tuple[str, ...]:
    """Return the type and its ancestors, nearest first."""
    if type_name.startswith("System."):
        return (type_name, "System.Any")
    if type_name in PRIMITIVES:
        parent = _PARENTS.get(type_name, "Element")
    else:
        parent = _table()[type_name][0] if type_name in _table() else ""
    return (type_name, *ancestry(parent)) if parent else (type_name,)


def is_a(type_name: str, ancestor: str) -> bool:
    """Return whether the type is the other or derives from it."""
    return ancestor in ancestry(type_name)


def is_type(name: str) -> bool:
    """Return whether R4 has a type (data type, resource, backbone) of this name."""
    return name in PRIMITIVES or name in _table()


@cache
def is_resource(name: str) -> bool:
    """Return whether the name is a resource's, abstract ones included."""
    return name == "Resource" or (name in _table() and "Resource" in ancestry(name))


@cache
def is_abstract(name: str) -> bool:
    """Return whether only descendants of the type occur in data."""
    return name in {"Resource", "DomainResource", "Element", "BackboneElement"}


def choice_behind(type_name: str, name: str) -> Element | None:
    """Return the choice element of which `name` is a JSON spelling (`valueQuantity`: `value`)."""
    for candidate in _elements(type_name).values():
        if candidate.choice and any(key == name for key, _ in candidate.keys):
            return candidate
    return None
