"""Which of an Observation's reference ranges holds for this patient, and what a value is to it."""

from decimal import Decimal
from typing import NamedTuple

from app.model.case import Patient, Sex
from app.model.identity import age_in_years
from app.model.overview import Flag
from app.overview.shape import Json, child, children
from app.overview.values import Measured, decimal, quantity, range_in_words, unit_of
from app.overview.wording import codes, concept_text, worded

_HIGH = frozenset(("H", "HH", "HU", ">", "HX"))
_LOW = frozenset(("L", "LL", "LU", "<", "LX"))
_ABNORMAL = frozenset(("A", "AA", "POS", "DET", "IND", "R"))
_NORMAL = frozenset(("N", "NEG", "ND", "S"))
_SEXES = {
    Sex.FEMALE: frozenset(("female", "F", "248152002", "1086007")),
    Sex.MALE: frozenset(("male", "M", "248153007", "10052007")),
}
_SEX_WORDS = {
    "kvinna": Sex.FEMALE,
    "kvinnor": Sex.FEMALE,
    "female": Sex.FEMALE,
    "man": Sex.MALE,
    "män": Sex.MALE,
    "male": Sex.MALE,
}
_NO_WORDS = frozenset(("na", "n/a", "none", "null"))
_NOT_NORMAL_RANGES = frozenset(("treatment", "therapeutic", "recommended", "pre", "post"))


class Interval(NamedTuple):
    """A reference interval: bounds in `unit`, or words where there are no bounds."""

    low: Decimal | None = None
    high: Decimal | None = None
    words: str = ""


def interval_of(element: Json, unit: str, patient: Patient, at: str) -> Interval:
    """Return the interval that holds for this patient at that time, in the value's unit.

    A range whose conditions (sex, age) the patient meets comes before one without conditions;
    ranges for others are not used. Bounds in another unit are only told in words.
    """
    ranges = children(element, "referenceRange")
    if len(ranges) > 1:
        ranked = [(fit, r) for r in ranges if (fit := _fit(r, patient, at)) is not None]
        ranges = [r for _, r in sorted(ranked, key=lambda pair: -pair[0])]
    elif ranges and _fit(ranges[0], patient, at) is None:
        ranges = []
    return _interval(ranges[0], unit) if ranges else Interval()


def _interval(chosen: Json, unit: str) -> Interval:
    words = worded(chosen, "text")
    low, high = child(chosen, "low"), child(chosen, "high")
    agree = all(unit_of(bound) in ("", unit) for bound in (low, high) if bound)
    bounds = decimal(low.get("value")), decimal(high.get("value"))
    if agree and bounds != (None, None):
        return Interval(*bounds, words="")
    empty = words.casefold() in _NO_WORDS or not any(sign.isalnum() for sign in words)
    told = "" if empty else words  # some send "()"
    return Interval(words=told or range_in_words(chosen))


def _fit(candidate: Json, patient: Patient, at: str) -> int | None:
    """Return how many conditions of a range the patient meets; None when one is not met."""
    if codes(child(candidate, "type")) & _NOT_NORMAL_RANGES:
        return None
    met = 0
    for condition in children(candidate, "appliesTo"):
        sexes = _sexes(condition)
        if not sexes:
            continue  # a condition nobody can check here: the range is told, with less weight
        if patient.sex not in sexes:
            return None
        met += 1
    ages = child(candidate, "age")
    if not ages:
        return met
    return met + 1 if _has_age(ages, patient, at) else None


def _sexes(condition: Json) -> set[Sex]:
    told = {sex for sex, known in _SEXES.items() if codes(condition) & known}
    word = _SEX_WORDS.get(concept_text(condition).casefold())
    return told or ({word} if word else set())


def _has_age(ages: Json, patient: Patient, at: str) -> bool:
    age = age_in_years(patient.birth_date, at)
    if age is None:
        return False
    low, high = quantity(child(ages, "low")), quantity(child(ages, "high"))
    if any(bound.unit not in ("", "a", "år", "yr", "years", "year") for bound in (low, high)):
        return False
    above = low.value is None or age >= low.value
    return above and (high.value is None or age <= high.value)


def flag_of(element: Json, measured: Measured, interval: Interval) -> Flag:
    """Return how a value stands: as interpreted by the laboratory, else by its interval."""
    told = {code for i in children(element, "interpretation") for code in codes(i)}
    for flag, known in ((Flag.HIGH, _HIGH), (Flag.LOW, _LOW), (Flag.ABNORMAL, _ABNORMAL)):
        if told & known:
            return flag
    return Flag.NONE if told & _NORMAL else _compared(measured, interval)


def _compared(measured: Measured, interval: Interval) -> Flag:
    value, comparator = measured.value, measured.comparator
    if value is None:
        return Flag.NONE
    below = comparator in ("", "<", "<=")
    above = comparator in ("", ">", ">=")
    if above and interval.high is not None and _beyond(value, interval.high, comparator):
        return Flag.HIGH
    if below and interval.low is not None and _beyond(-value, -interval.low, comparator):
        return Flag.LOW
    return Flag.NONE


def _beyond(value: Decimal, bound: Decimal, comparator: str) -> bool:
    strictly = comparator in ("<", ">")  # `> 5` is beyond 5, `>= 5` is not
    return value >= bound if strictly else value > bound
