"""The value of an Observation (or of one of its components): `value[x]` of R4, and how it reads.

Numbers stay `Decimal` with the precision as recorded. Where a number has to stand within a text,
it has the language's decimal sign and a no-break space before the unit.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from app.overview.language import say
from app.overview.shape import Json, child, children, first_string, string
from app.overview.units import unit_in_words
from app.overview.wording import clean, concept_text, worded

UCUM = "http://unitsofmeasure.org"
COMPARATORS = frozenset(("<", "<=", ">=", ">"))
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MAGNITUDE = 24  # larger or smaller powers of ten are no measurement
_MEASURED, _KEPT = 10, 6  # digits
_DIGITS = 48  # characters: sign, point and exponent among them

_ABSENT = {  # http://terminology.hl7.org/CodeSystem/data-absent-reason
    "unknown": ("Uppgift saknas", "Unknown"),
    "asked-unknown": ("Tillfrågad, vet inte", "Asked, does not know"),
    "temp-unknown": ("Ännu inte känt", "Not known yet"),
    "not-asked": ("Inte tillfrågad", "Not asked"),
    "asked-declined": ("Har avböjt att svara", "Declined to answer"),
    "masked": ("Dold uppgift", "Hidden"),
    "not-applicable": ("Ej tillämpligt", "Not applicable"),
    "unsupported": ("Kan inte återges", "Cannot be rendered"),
    "as-text": ("Se texten", "See the text"),
    "error": ("Fel vid mätningen", "Error in the measurement"),
    "not-a-number": ("Inget tal", "Not a number"),
    "not-performed": ("Ej utfört", "Not performed"),
    "not-permitted": ("Får inte visas", "Not permitted"),
}


class Measured(NamedTuple):
    """A value: a number with its unit, or a text; both empty when there is none."""

    value: Decimal | None = None
    comparator: str = ""
    unit: str = ""
    text: str = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether there is neither a number nor a text."""
        return self.value is None and not self.text

    @property
    def in_words(self) -> str:
        """Return the value as it stands within a text."""
        if self.value is None:
            return self.text
        return with_unit(self.comparator + number_in_words(self.value), self.unit)


NOTHING = Measured()


def decimal(value: Any) -> Decimal | None:
    """Return a JSON number as it was recorded; None for what is no number a body can have."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    if isinstance(value, int) and value.bit_length() > 100:  # noqa: PLR2004 -- 30 digits
        return None
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite() or abs(number.adjusted()) > _MAGNITUDE:
        return None
    length = len(str(number))
    if length > _DIGITS:
        return None
    return _without_tail(number) if length > _MEASURED else number


def _without_tail(number: Decimal) -> Decimal:
    """Drop the tail of a computed number (13.489005002818118): nobody measures ten digits.

    Six digits, or three decimals, are left; what has fewer digits keeps its precision as recorded.
    """
    _, digits, exponent = number.as_tuple()
    if len(digits) <= _MEASURED or not isinstance(exponent, int) or exponent >= 0:
        return number
    decimals = min(-exponent, max(3, _KEPT - 1 - number.adjusted()))
    return round(number, decimals)


def number_in_words(number: Decimal) -> str:
    """Return the number without exponent, with the language's decimal sign."""
    return f"{number:f}".replace(".", say(",", "."))


def yes_or_no(answer: bool) -> str:  # noqa: FBT001 -- it is the value
    """Return a recorded yes or no as a word."""
    return say("Ja", "Yes") if answer else say("Nej", "No")


def with_unit(number: str, unit: str) -> str:
    """Return number and unit as one word."""
    return f"{number}{NO_BREAK_SPACE}{unit}" if unit else number


def unit_of(quantity: Json) -> str:
    """Return the unit as the record words it, else its UCUM code; the unit 1 is no unit."""
    unit = string(quantity, "unit") or string(quantity, "code")
    return unit_in_words(unit) if unit else ""


def quantity(element: Json) -> Measured:
    """Read a Quantity. A number that no body can have is kept as a text."""
    recorded = element.get("value")
    number = decimal(recorded)
    unit = unit_of(element)
    comparator = string(element, "comparator")
    if number is not None:
        return Measured(number, comparator if comparator in COMPARATORS else "", unit)
    return (
        Measured(text=with_unit(str(recorded), unit)) if isinstance(recorded, Decimal) else NOTHING
    )


def quantity_in_words(element: Json) -> str:
    """Return a Quantity as it stands within a text."""
    return quantity(element).in_words


def range_in_words(element: Json) -> str:
    """Return a Range: `3,5-5,0 mmol/L`, `≤ 5 mmol/L`, `≥ 3 mmol/L`."""
    low, high = quantity(child(element, "low")), quantity(child(element, "high"))
    if low.value is None or high.value is None:
        sign, one = ("≥", low) if high.value is None else ("≤", high)
        return f"{sign}{NO_BREAK_SPACE}{one.in_words}" if one.value is not None else ""
    first = number_in_words(low.value) if low.unit in ("", high.unit) else low.in_words
    return f"{first}–{high.in_words}"


def ratio_in_words(element: Json) -> str:
    """Return a Ratio: `1:128`, or `10 mg/1 ml`; a denominator of one unit is only its unit."""
    above = quantity(child(element, "numerator"))
    below = quantity(child(element, "denominator"))
    if above.value is None or below.value is None:
        return above.in_words or below.in_words
    if not above.unit and not below.unit:
        return f"{above.in_words}:{below.in_words}"
    return f"{above.in_words}/{below.unit if below.value == 1 and below.unit else below.in_words}"


def _text_of(element: Json) -> str:
    if text := worded(element, "valueString") or worded(element, "valueMarkdown"):
        return text
    for key, reader in _READERS.items():
        if key in element:
            return reader(child(element, key))
    if isinstance(yes := element.get("valueBoolean"), bool):
        return yes_or_no(yes)
    return clean(first_string(element, "valueDateTime", "valueDate", "valueTime"))


def _period_in_words(period: Json) -> str:
    return clean(f"{string(period, 'start')} – {string(period, 'end')}").strip(" –")


_READERS: dict[str, Callable[[Json], str]] = {
    "valueCodeableConcept": concept_text,
    "valueRange": range_in_words,
    "valueRatio": ratio_in_words,
    "valuePeriod": _period_in_words,
}


def absent_in_words(element: Json) -> str:
    """Return why there is no value (`dataAbsentReason`), "" where nothing is said."""
    concept = child(element, "dataAbsentReason")
    for coding in children(concept, "coding"):
        if known := _ABSENT.get(string(coding, "code")):
            return clean(string(concept, "text")) or say(*known)
    return concept_text(concept)


def value_of(element: Json) -> Measured:
    """Read the value of an Observation, a component, or anything else with `value[x]`."""
    if "valueQuantity" in element:
        measured = quantity(child(element, "valueQuantity"))
    elif "valueInteger" in element or "valueDecimal" in element:
        measured = Measured(decimal(element.get("valueInteger", element.get("valueDecimal"))))
    else:
        measured = Measured(text=_text_of(element))
    return Measured(text=absent_in_words(element)) if measured.is_empty else measured
