"""The standard reading of medicines: MedicationStatement, MedicationRequest and their kin."""

from typing import Any

from app.overview.index import RecordIndex
from app.overview.shape import Json, child, children, string
from app.overview.times import when
from app.overview.values import quantity_in_words, range_in_words, ratio_in_words
from app.overview.wording import ATC, clean, concept_text, worded

_PERIODS = {"s": "sekund", "min": "minut", "h": "timme", "d": "dygn", "wk": "vecka", "mo": "månad"}


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
    strengths = (ratio_in_words(child(ingredient, "strength")) for ingredient in ingredients)
    brand = called if generic and called.casefold() != generic.casefold() else ""
    return generic or called, brand, " + ".join(filter(None, strengths))


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
    needed = "vid behov" if _as_needed(dosage) else ""
    return " ".join(part for part in (*amounts, how_often, needed) if part)


def _as_needed(dosage: Json) -> bool:
    return dosage.get("asNeededBoolean") is True or "asNeededCodeableConcept" in dosage


def _frequency(repeat: Json) -> str:
    """Return `2 gånger per dygn`, `1 gång var 3:e vecka`."""
    times, period = repeat.get("frequency"), repeat.get("period", 1)
    unit = _PERIODS.get(string(repeat, "periodUnit"))
    if not isinstance(times, int) or isinstance(times, bool) or unit is None:
        return ""
    often = f"{times} {'gång' if times == 1 else 'gånger'}"
    return f"{often} per {unit}" if period == 1 else f"{often} per {period} {unit}"


def _route(dosage: Json) -> str:
    return concept_text(child(dosage, "route"))


def _since(resource: Json, dosages: list[Json]) -> str:
    if started := when(resource, "effective"):
        return started
    repeats = (child(child(dosage, "timing"), "repeat") for dosage in dosages)
    bounds = (string(child(repeat, "boundsPeriod"), "start") for repeat in repeats)
    return next(filter(None, bounds), "") or when(resource, "authoredOn", "dateAsserted")
