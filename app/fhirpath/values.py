"""Values at run time, and FHIRPath's equality, equivalence and order over them.

An item of a collection is a JSON value as it stands in the resource (plain mode), a `Node` (an
element with its type and its extensions, where the static types do not suffice), or a value of
FHIRPath's own: str, bool, int, Decimal, Temporal, Quantity. Comparisons answer True, False or None
(unknown).
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from app.fhirpath import model, quantity, temporal
from app.fhirpath.quantity import Quantity
from app.fhirpath.temporal import Temporal, parse_temporal
from app.model.errors import ExpressionError


class Node:
    """An element with its type; `extra` is what stands beside a primitive (`_birthDate`)."""

    __slots__ = ("extra", "type", "value")

    def __init__(self, value: Any, type_name: str, extra: Mapping[str, Any] | None = None) -> None:
        """Take the JSON value (None when only `extra` is there), the R4 type and the extensions."""
        self.value, self.type, self.extra = value, type_name, extra


def root(resource: Mapping[str, Any]) -> Node:
    """Return the node of a whole resource."""
    name = resource.get("resourceType")
    return Node(resource, name if isinstance(name, str) and model.is_type(name) else "Resource")


def plain(item: Any) -> Any:
    """Return what an item is outside FHIRPath: the JSON value, or FHIRPath's own value."""
    return item.value if item.__class__ is Node else item


def system(item: Any, type_name: str = "") -> Any:
    """Return the FHIRPath value an element stands for; a complex element stays what it is."""
    if item.__class__ is Node:
        if item.type in model.TEMPORALS or item.type in model.QUANTITIES:
            return None if item.value is None else system(item.value, item.type)
        return item.value
    if item.__class__ is str and type_name in model.TEMPORALS:
        return to_temporal(item, type_name)
    if item.__class__ is dict and type_name in model.QUANTITIES:
        return to_quantity(item)
    return item


def to_temporal(text: str, type_name: str) -> Temporal:
    """Return a date or time of a resource; raises ExpressionError when it is none."""
    kind = "date" if type_name == "date" else "time" if type_name == "time" else "dateTime"
    value = parse_temporal(text, kind)
    if value is None:
        raise ExpressionError(f"a {type_name} is not written as R4 says")
    return value


def to_quantity(value: Mapping[str, Any]) -> Any:
    """Return FHIR's Quantity as FHIRPath's; one with a comparator (`<5`) is no number: None."""
    number, system_uri, code = value.get("value"), value.get("system"), value.get("code")
    if number is None or value.get("comparator") is not None:
        return None
    if system_uri == quantity.UCUM and isinstance(code, str):
        return Quantity(to_decimal(number), {"a": "year", "mo": "month"}.get(code, code))
    unit = value.get("unit")
    if code is None and isinstance(unit, str):
        return Quantity(to_decimal(number), f"{{{unit}}} as text")
    if code is None:
        return Quantity(to_decimal(number), "1")
    return Quantity(to_decimal(number), f"{code} of {system_uri}")


def to_decimal(number: Any) -> Decimal:
    """Return a JSON number as Decimal; raises ExpressionError for anything else."""
    if number.__class__ is Decimal:
        found: Decimal = number
    elif number.__class__ is int:
        found = Decimal(number)
    elif number.__class__ is float:
        found = Decimal(repr(number))
    else:
        raise ExpressionError("a number is not written as R4 says")
    if not found.is_finite() or abs(found.adjusted()) > 100:
        raise ExpressionError("a number is out of range")
    return found


def equal(left: Any, right: Any) -> bool | None:
    """Return FHIRPath's `=` of two FHIRPath values or complex elements."""
    kind, other = left.__class__, right.__class__
    if kind is other:
        if kind is Temporal:
            return temporal.equal(left, right)
        if kind is Quantity:
            order = quantity.compare(left, right)
            return None if order is None else order == 0
        return bool(left == right)
    if left is None or right is None:
        return None
    if kind in _NUMBERS and other in _NUMBERS:
        return bool(left == right)
    if kind is Quantity and other in _NUMBERS:
        return equal(left, Quantity(Decimal(right), "1"))
    if other is Quantity and kind in _NUMBERS:
        return equal(right, left)
    return False


_NUMBERS = frozenset((int, Decimal))


def equal_all(left: Sequence[Any], right: Sequence[Any]) -> bool | None:
    """Return `=` of two collections of FHIRPath values: same items in the same order."""
    if not left or not right:
        return None
    if len(left) != len(right):
        return False
    answer: bool | None = True
    for a, b in zip(left, right, strict=True):
        same = equal(a, b)
        if same is False:
            return False
        answer = answer and same
    return answer


def equivalent(left: Any, right: Any) -> bool:
    """Return FHIRPath's `~` of two FHIRPath values."""
    if isinstance(left, str) and isinstance(right, str):
        return " ".join(left.lower().split()) == " ".join(right.lower().split())
    if isinstance(left, Temporal) and isinstance(right, Temporal):
        return temporal.equivalent(left, right)
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return quantity.equivalent(left, right)
    if left.__class__ in _NUMBERS and right.__class__ in _NUMBERS:
        return quantity.same_rounded(Decimal(left), Decimal(right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(equivalent(left[k], right[k]) for k in left)
    if isinstance(left, list) and isinstance(right, list):
        return equivalent_all(left, right)
    return equal(left, right) is True


def equivalent_all(left: Sequence[Any], right: Sequence[Any]) -> bool:
    """Return `~` of two collections: the same items in any order."""
    if len(left) != len(right):
        return False
    rest = list(right)
    for item in left:
        match = next((i for i, other in enumerate(rest) if equivalent(item, other)), None)
        if match is None:
            return False
        del rest[match]
    return True


def order(left: Any, right: Any) -> int | None:
    """Return -1, 0 or 1 for two FHIRPath values, None when it is open.

    Raises ExpressionError for values that have no order between them.
    """
    if left is None or right is None:
        return None
    kind, other = left.__class__, right.__class__
    if (kind in _NUMBERS and other in _NUMBERS) or (kind is str and other is str):
        return (left > right) - (left < right)
    if kind is Temporal and other is Temporal:
        return temporal.compare(left, right)
    if kind is Quantity and other in _NUMBERS:
        right = Quantity(Decimal(right), "1")
    elif other is Quantity and kind in _NUMBERS:
        left = Quantity(Decimal(left), "1")
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return quantity.compare(left, right)
    raise ExpressionError("these values have no order between them")


def distinct(items: Iterable[Any]) -> list[Any]:
    """Return the items without those that equal an earlier one; complex ones by their content."""
    found: list[Any] = []
    seen: set[Any] = set()
    for item in items:
        key = identity(item)
        if key not in seen:
            seen.add(key)
            found.append(item)
    return found


def identity(item: Any) -> Any:
    """Return a hashable that is the same for items that are equal (`1` and `1.0`, not `true`)."""
    return _key(system(item))


def _key(value: Any) -> Any:
    if value.__class__ is bool:
        return (bool, value)
    if isinstance(value, Mapping):
        return (dict, frozenset((k, _key(v)) for k, v in value.items()))
    if isinstance(value, list):
        return (list, tuple(map(_key, value)))
    if isinstance(value, Temporal):
        return (Temporal, value.kind == "time", value.precision, temporal.instant_key(value))
    if isinstance(value, Quantity):
        found = quantity.scale(value.unit)
        if found is None:
            return (Quantity, value.value, value.unit)
        return (Quantity, quantity.exact(value.value) * found[0], found[1])
    return value
