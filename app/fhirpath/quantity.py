"""Quantities and the usual units: FHIRPath's Quantity over a part of UCUM.

Units are products of metric atoms with prefixes and exponents (`mg/dL`, `mmol/l`, `10*9/L`). Two
quantities are compared only when both units are understood or spelled the same; otherwise the
answer is unknown (None). Leaves out temperatures other than kelvin, arbitrary units and logarithms.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

CALENDAR = frozenset(
    word + plural
    for word in ("year", "month", "week", "day", "hour", "minute", "second", "millisecond")
    for plural in ("", "s")
)
UCUM = "http://unitsofmeasure.org"

_CALENDAR_UCUM = {
    "week": "wk", "day": "d", "hour": "h", "minute": "min", "second": "s", "millisecond": "ms",
}  # fmt: skip
_BASE = frozenset(("m", "s", "g", "K", "A", "cd", "mol"))
_PREFIXES = {
    "Y": 24, "Z": 21, "E": 18, "P": 15, "T": 12, "G": 9, "M": 6, "k": 3, "h": 2, "da": 1,
    "d": -1, "c": -2, "m": -3, "u": -6, "n": -9, "p": -12, "f": -15, "a": -18,
}  # fmt: skip
# atom -> its factor and what it is made of; the first take prefixes
_MADE_METRIC = {
    "L": ("0.001", "m3"), "l": ("0.001", "m3"), "t": ("1000000", "g"),
    "Hz": ("1", "s-1"), "Bq": ("1", "s-1"), "eq": ("1", "mol"),
    "N": ("1000", "g.m.s-2"), "J": ("1000", "g.m2.s-2"), "W": ("1000", "g.m2.s-3"),
    "Pa": ("1000", "g.m-1.s-2"), "bar": ("100000000", "g.m-1.s-2"), "cal": ("4184", "g.m2.s-2"),
    "m[Hg]": ("133322000", "g.m-1.s-2"), "m[H2O]": ("9806650", "g.m-1.s-2"),
    "Gy": ("1", "m2.s-2"), "Sv": ("1", "m2.s-2"),
    "kat": ("1", "mol.s-1"), "U": ("1/60000000", "mol.s-1"),
}  # fmt: skip
_MADE = _MADE_METRIC | {
    "min": ("60", "s"), "h": ("3600", "s"), "d": ("86400", "s"), "wk": ("604800", "s"),
    "mo": ("2629800", "s"), "a": ("31557600", "s"),
    "%": ("0.01", ""), "[ppth]": ("0.001", ""), "[ppm]": ("0.000001", ""),
    "10*": ("10", ""), "10^": ("10", ""),
    "[in_i]": ("0.0254", "m"), "[ft_i]": ("0.3048", "m"), "[yd_i]": ("0.9144", "m"),
    "[mi_i]": ("1609.344", "m"), "[lb_av]": ("453.59237", "g"), "[oz_av]": ("28.349523125", "g"),
}  # fmt: skip
_METRIC = _BASE | _MADE_METRIC.keys()
_ATOM = re.compile(r"(10[*^]|[A-Za-z%\[][^\d+-]*?|[A-Za-z]{0,2}m\[H2O\])([+-]?\d{1,2})?", re.ASCII)

_MAX_CODE = 64

Dimension = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with a unit: a UCUM code, or one of FHIRPath's calendar words (`days`)."""

    value: Decimal
    unit: str

    def __str__(self) -> str:
        """Return the quantity as FHIRPath writes it."""
        number = format(self.value, "f")
        return f"{number} {self.unit}" if self.unit in CALENDAR else f"{number} '{self.unit}'"


@lru_cache(maxsize=512)
def scale(unit: str) -> tuple[Fraction, Dimension] | None:
    """Return a unit's factor to base units and its dimension; None when it is not understood.

    A calendar year or month has a dimension of its own: it is no fixed number of seconds.
    """
    word = unit.removesuffix("s") if unit in CALENDAR else unit
    if word in {"year", "month"}:
        return Fraction(12 if word == "year" else 1), (("calendar month", 1),)
    text = re.sub(r"\{[^{}]*\}", "", _CALENDAR_UCUM.get(word, word))  # annotations say nothing
    return _product(text) if unit and len(text) <= _MAX_CODE else None


def _product(text: str) -> tuple[Fraction, Dimension] | None:
    factor, powers, sign = Fraction(1), dict[str, int](), 1
    for part in re.split(r"([./])", text):
        if part in {".", "/"}:
            sign = -1 if part == "/" else 1
        elif part:
            found = _power(part)
            if found is None:
                return None
            factor *= found[0] ** sign
            for name, power in found[1]:
                powers[name] = powers.get(name, 0) + sign * power
    return factor, tuple(sorted((name, power) for name, power in powers.items() if power))


def _power(part: str) -> tuple[Fraction, Dimension] | None:
    """Return an atom with its exponent (`10*9`, `cm2`), or a whole number."""
    if part.isascii() and part.isdecimal():
        return (Fraction(int(part)), ()) if int(part) else None
    match = _ATOM.fullmatch(part)
    if match is None or (found := _atom(match[1])) is None:
        return None
    exponent = int(match[2] or 1)
    return found[0] ** exponent, tuple((name, power * exponent) for name, power in found[1])


def _atom(atom: str) -> tuple[Fraction, Dimension] | None:
    if atom in _BASE:
        return Fraction(1), ((atom, 1),)
    if atom in _MADE:
        factor, parts = _MADE[atom]
        _, dimension = _product(parts) or (1, ())
        return Fraction(factor), dimension
    for length in (1, 2):
        power, rest = _PREFIXES.get(atom[:length]), atom[length:]
        found = _atom(rest) if rest in _METRIC else None
        if power is not None and found is not None:
            return Fraction(10) ** power * found[0], found[1]
    return None


def compare(left: Quantity, right: Quantity) -> int | None:
    """Return -1, 0 or 1; None when the units cannot be compared."""
    if left.unit == right.unit:
        return (left.value > right.value) - (left.value < right.value)
    ours, theirs = scale(left.unit), scale(right.unit)
    if ours is None or theirs is None or ours[1] != theirs[1]:
        return None
    a, b = Fraction(left.value) * ours[0], Fraction(right.value) * theirs[0]
    return (a > b) - (a < b)


def equivalent(left: Quantity, right: Quantity) -> bool:
    """Return whether they are the same when rounded to the less precise of the two."""
    if left.unit == right.unit:
        return same_rounded(left.value, right.value)
    ours, theirs = scale(_as_ucum(left.unit)), scale(_as_ucum(right.unit))
    if ours is None or theirs is None or ours[1] != theirs[1]:
        return False
    if ours[0] < theirs[0]:
        left, right, ours, theirs = right, left, theirs, ours
    return same_rounded(left.value, _decimal(Fraction(right.value) * theirs[0] / ours[0]))


def same_rounded(left: Decimal, right: Decimal) -> bool:
    """Return whether two numbers are equal at the precision of the less precise one."""
    places = min(_places(left), _places(right))
    step = Decimal(1).scaleb(-places)
    with localcontext(prec=1000):  # exact for all numbers in range
        return left.quantize(step) == right.quantize(step)


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _as_ucum(unit: str) -> str:
    return {"year": "a", "month": "mo"}.get(unit.removesuffix("s"), unit)


def _decimal(value: Fraction) -> Decimal:
    with localcontext(prec=28):
        return Decimal(value.numerator) / Decimal(value.denominator)
