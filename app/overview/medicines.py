"""The standard reading of medicines: MedicationStatement, MedicationRequest and their kin."""

from typing import Any

from app.overview.index import RecordIndex
from app.overview.language import say
from app.overview.shape import Json, child, children, string
from app.overview.times import when
from app.overview.values import (
    decimal,
    number_in_words,
    quantity,
    quantity_in_words,
    range_in_words,
    ratio_in_words,
)
from app.overview.wording import ATC, clean, concept_text, worded

_PERIODS = {  # one, several, "every", each in Swedish and English
    "s": (("sekund", "second"), ("sekunder", "seconds"), "var"),
    "min": (("minut", "minute"), ("minuter", "minutes"), "var"),
    "h": (("timme", "hour"), ("timmar", "hours"), "var"),
    "d": (("dygn", "day"), ("dygn", "days"), "vart"),
    "wk": (("vecka", "week"), ("veckor", "weeks"), "var"),
    "mo": (("månad", "month"), ("månader", "months"), "var"),
    "a": (("år", "year"), ("år", "years"), "vart"),
}
_PIECES = frozenset(  # "500 mg" is said of these, not "500 mg/tablett"
    (
        "tablett",
        "depottablett",
        "enterotablett",
        "brustablett",
        "kapsel",
        "suppositorium",
        "st",
        "tablet",
        "capsule",
        "piece",
        "{tablet}",
        "{tbl}",
        "{capsule}",
    )
)


def read_medicine(resource: Json, index: RecordIndex) -> list[dict[str, Any]]:
    """Return the fields of a `MedicineRow`."""
    dosages = children(resource, "dosage") or children(resource, "dosageInstruction")
    generic, brand, strength = _product(resource, index)
    return [
        {
            "generic": generic or string(resource, "resourceType"),
            "brand": brand,
            "strength": strength,
            "dose": "; ".join(filter(None, (_dose(dosage) for dosage in dosages))),
            "route": ", ".join(dict.fromkeys(filter(None, map(_route, dosages)))),
            "since": _since(resource, dosages),
            "until": string(child(resource, "effectivePeriod"), "end"),
            "status": clean(string(resource, "status")),
        }
    ]


def _product(resource: Json, index: RecordIndex) -> tuple[str, str, str]:
    """Return generic name, brand and strength, from the Medication or from the concept alone."""
    reference = child(resource, "medicationReference")
    medication = index.resolve(reference, resource) if reference else {}
    concept = child(medication, "code") or child(resource, "medicationCodeableConcept")
    called = concept_text(concept) or clean(string(reference, "display"))
    ingredients = children(medication, "ingredient")
    names = [_ingredient(ingredient, medication, index) for ingredient in ingredients]
    generic = " + ".join(dict.fromkeys(filter(None, names))) or _atc_name(concept)
    strengths = (_strength(child(ingredient, "strength")) for ingredient in ingredients)
    brand = called if generic and called.casefold() != generic.casefold() else ""
    return generic or called, brand, " + ".join(filter(None, strengths))


def _strength(ratio: Json) -> str:
    """Return how much of a substance is in one piece, or in an amount of what has no pieces."""
    measured = quantity(child(ratio, "denominator"))
    unit = string(child(ratio, "denominator"), "unit") or string(
        child(ratio, "denominator"), "code"
    )
    if measured.value == 1 and unit.casefold() in _PIECES:
        return quantity_in_words(child(ratio, "numerator"))
    return ratio_in_words(ratio)


def _ingredient(ingredient: Json, medication: Json, index: RecordIndex) -> str:
    if text := concept_text(child(ingredient, "itemCodeableConcept")):
        return text
    reference = child(ingredient, "itemReference")
    return index.name_of(reference, medication) or concept_text(
        child(index.resolve(reference, medication), "code")
    )


def _atc_name(concept: Json) -> str:
    """Return the substance's name: what the ATC system calls it."""
    for coding in children(concept, "coding"):
        if string(coding, "system") in ATC and (text := worded(coding, "display")):
            return text
    return ""


def _dose(dosage: Json) -> str:
    if text := worded(dosage, "text") or worded(dosage, "patientInstruction"):
        return text
    rates = children(dosage, "doseAndRate")
    amounts = [
        quantity_in_words(child(rate, "doseQuantity")) or range_in_words(child(rate, "doseRange"))
        for rate in rates
    ]
    timing = child(dosage, "timing")
    how_often = concept_text(child(timing, "code")) or _frequency(child(timing, "repeat"))
    needed = say("vid behov", "as needed") if _as_needed(dosage) else ""
    amount = ", ".join(filter(None, amounts))
    # A comma, or "0,5 mg 2 gånger" is 52 to tired eyes.
    often = ", ".join(filter(None, (amount, how_often)))
    return " ".join(filter(None, (often, needed)))


def _as_needed(dosage: Json) -> bool:
    return dosage.get("asNeededBoolean") is True or "asNeededCodeableConcept" in dosage


def _frequency(repeat: Json) -> str:
    """Return `2 gånger per dygn`, `var 3:e vecka`, `2 gånger per 3 veckor`."""
    times, period = repeat.get("frequency", 1), repeat.get("period", 1)
    named = _PERIODS.get(string(repeat, "periodUnit"))
    if not isinstance(times, int) or isinstance(times, bool) or named is None:
        return ""
    one, several, every = named
    once, often = say("gång", "time"), say("gånger", "times")
    said = f"{times} {once if times == 1 else often}"
    if period == 1:
        return f"{said} per {say(*one)}"
    if (number := decimal(period)) is None:
        return ""
    if times == 1 and number == int(number) > 1:
        return _every(int(number), say(every, "every"), say(one[0], several[1]))
    return f"{said} per {number_in_words(number)} {say(*several)}"


def _every(number: int, every: str, unit: str) -> str:
    """Return `var 2:a vecka`, `every 2 weeks`."""
    ending = ":a" if number % 10 in (1, 2) and number % 100 not in (11, 12) else ":e"
    return f"{every} {number}{say(ending, '')} {unit}"


def _route(dosage: Json) -> str:
    return concept_text(child(dosage, "route"))


def _since(resource: Json, dosages: list[Json]) -> str:
    period = child(resource, "effectivePeriod")
    if started := when(resource, "effective"):
        return "" if period and not string(period, "start") else started
    repeats = (child(child(dosage, "timing"), "repeat") for dosage in dosages)
    bounds = (string(child(repeat, "boundsPeriod"), "start") for repeat in repeats)
    return next(filter(None, bounds), "") or when(resource, "authoredOn", "dateAsserted")
