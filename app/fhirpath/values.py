"""Values at run time, and FHIRPath's equality, equivalence and order over them.

An item of a collection is a JSON value as it stands in the resource (plain mode), a `Node` (an
element with its type and its extensions, where the static types do not suffice), or a value of
FHIRPath's own: str, bool, int, Decimal, Temporal, Quantity. Comparisons answer True, False or None
(unknown).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Clamped, Context, Decimal, DecimalException, Rounded, Subnormal, localcontext
from fractions import Fraction
from typing import Any, TypeGuard

from app.fhirpath import model, quantity, temporal
from app.fhirpath.quantity import Quantity
from app.fhirpath.temporal import Temporal, parse_temporal
from app.model.errors import ExpressionError

MAX_INTEGER = 2**63 - 1
_NUMBERS = frozenset((int, Decimal))
MAX_MAGNITUDE = 100  # a number of more digits than this is no measurement
_OUTSIDE = [Clamped, Rounded, Subnormal]
_RANGE = Context(MAX_MAGNITUDE, Emin=-MAX_MAGNITUDE, Emax=MAX_MAGNITUDE, traps=_OUTSIDE)


class Node:
    """An element with its type; `extra` is what stands beside a primitive (`_birthDate`)."""

    __slots__ = ("extra", "type", "value")

    def __init__(self, value: Any, type_name: str, extra: Mapping[str, Any] | None = None) -> None:
        """Take the JSON value (None when only `extra` is there), the R4 type and the extensions."""
        self.value, self.type, self.extra = value, type_name, extra


def root(resource: Mapping[str, Any]) -> Node:
    """Return the node of a whole resource."""
    name = resource.get("resourceType")
    return Node(resource, name if isinstance(name, str) and model.is_resource(name) else "Resource")


def plain(item: Any) -> Any:
    """Return what an item is outside FHIRPath: the JSON value, or FHIRPath's own value."""
    return item.value if item.__class__ is Node else item


def dynamic_type(item: Any) -> str:
    """Return the type of an item of an expression over nodes."""
    if isinstance(item, Node):
        return item.type
    if isinstance(item, Temporal):
        return f"System.{item.kind[0].upper()}{item.kind[1:]}"
    name = type(item).__name__
    return f"System.{_SYSTEM_NAMES.get(name, name)}"


_SYSTEM_NAMES = {"bool": "Boolean", "str": "String", "int": "Integer"}


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
    if value is None or value.precision == temporal.HOUR:
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
    if number.__class__ is float:
        number = Decimal(repr(number))
    if not is_number(number):
        raise ExpressionError("a number is not written as R4 says")
    return Decimal(bounded(number))


def bounded(value: Any) -> Any:
    """Return a number within range; raises ExpressionError for one that work would drown in."""
    if not in_range(value):
        raise ExpressionError("a number is out of range")
    return value


def reckoned(numbers: Callable[..., Any]) -> Callable[..., Any]:
    """Return `numbers` in decimal arithmetic of 28 digits; a result out of range is an error."""

    def run(*operands: Any) -> Any:
        try:
            with localcontext(prec=28):
                value = numbers(*operands)
        except ArithmeticError:
            raise ExpressionError("a number is out of range") from None
        return None if value is None else bounded(value)

    return run


def in_range(value: Any) -> bool:
    """Return whether an Integer has 64 bits, a Decimal at most 100 digits and magnitude."""
    if value.__class__ is int:
        return bool(-MAX_INTEGER <= value <= MAX_INTEGER)
    try:
        return _RANGE.plus(value).is_finite()
    except DecimalException:
        return False


def is_number(value: object) -> TypeGuard[int | Decimal]:
    """Return whether a value is an Integer or a Decimal; Python's bool is an int, FHIR's is not."""
    return value.__class__ in _NUMBERS


def equal(left: Any, right: Any) -> bool | None:
    """Return FHIRPath's `=` of two FHIRPath values or complex elements."""
    left, right = _alike(left, right)
    kind, other = left.__class__, right.__class__
    if kind is Temporal and other is Temporal:
        return temporal.equal(left, right)
    if kind is Quantity and other is Quantity:
        answer = quantity.compare(left, right)
        return None if answer is None else answer == 0
    if kind is Node and other is Node:
        return bool(left.value == right.value)
    same = kind is other or (is_number(left) and is_number(right))
    return bool(left == right) if same else False


def _alike(left: Any, right: Any) -> tuple[Any, Any]:
    """Return both values, a number as a quantity of unit 1 when the other is a quantity."""
    if left.__class__ is Quantity and is_number(right):
        return left, Quantity(to_decimal(right), "1")
    if right.__class__ is Quantity and is_number(left):
        return Quantity(to_decimal(left), "1"), right
    return left, right


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
    """Return FHIRPath's `~` of two FHIRPath values or complex elements."""
    left, right = plain(left), plain(right)
    if is_number(left) and is_number(right):
        return quantity.same_rounded(to_decimal(left), to_decimal(right))
    if left.__class__ is not right.__class__:
        return False
    decide = _EQUIVALENT.get(left.__class__)
    return equal(left, right) is True if decide is None else decide(left, right)


def _equivalent_texts(left: str, right: str) -> bool:
    return " ".join(left.lower().split()) == " ".join(right.lower().split())


def _equivalent_elements(left: dict[str, Any], right: dict[str, Any]) -> bool:
    return left.keys() == right.keys() and all(equivalent(left[k], right[k]) for k in left)


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


_EQUIVALENT: Mapping[type, Callable[[Any, Any], bool]] = {
    str: _equivalent_texts,
    dict: _equivalent_elements,
    list: equivalent_all,
    Temporal: temporal.equivalent,
    Quantity: quantity.equivalent,
}


def order(left: Any, right: Any) -> int | None:
    """Return -1, 0 or 1 for two FHIRPath values, None when it is open.

    Raises ExpressionError for values that have no order between them.
    """
    left, right = _alike(left, right)
    kind, other = left.__class__, right.__class__
    if (is_number(left) and is_number(right)) or (kind is str and other is str):
        return int(left > right) - int(left < right)
    if kind is Temporal and other is Temporal:
        return temporal.compare(left, right)
    if kind is Quantity and other is Quantity:
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


def weigh(items: Iterable[Any]) -> int:
    """Return how much work it is to compare the items: one for each value within them."""
    total, stack = 0, list(items)
    while stack:
        item = plain(stack.pop())
        total += 1
        if item.__class__ is dict:
            stack.extend(item.values())
        elif item.__class__ is list:
            stack.extend(item)
    return total


def identity(item: Any) -> Any:
    """Return a hashable that is the same for items that are equal (`1` and `1.0`, not `true`)."""
    return _key(system(item))


def _key(value: Any) -> Any:
    if isinstance(value, Node):
        value = value.value
    make = _KEYS.get(value.__class__)
    return value if make is None else make(value)


def _quantity_key(value: Quantity) -> Any:
    found = quantity.scale(value.unit)
    if found is None:
        return (Quantity, value.value, value.unit)
    return (Quantity, Fraction(value.value) * found[0], found[1])


_KEYS: Mapping[type, Callable[[Any], Any]] = {
    Decimal: lambda value: value if value.is_finite() else (Decimal, str(value)),
    bool: lambda value: (bool, value),
    dict: lambda value: (dict, frozenset((k, _key(v)) for k, v in value.items())),
    list: lambda value: (list, tuple(map(_key, value))),
    Temporal: lambda value: (Temporal, value.precision, temporal.instant_key(value)),
    Quantity: _quantity_key,
}
