"""RIV-TA's DosageType as FHIR Dosage: in words always, and structured where FHIR can.

The words are the instruction as written; only where a system sends none they are made of the
structure (`1–2 tabletter, 3 gånger per dygn`). Units are UCUM's, or whatever a system sends.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from app.overview.shape import Json
from app.overview.values import number_in_words, quantity_in_words, range_in_words
from app.record.rivta.codes import concept, moment, words_of
from app.record.rivta.parts import double, filled, labelled, plain_number, said
from app.wire.xmltext import Node

_PERIODS = {  # UCUM, one, several, "every", and what else systems write
    "s": ("sekund", "sekunder", "var"),
    "min": ("minut", "minuter", "var"),
    "h": ("timme", "timmar", "var"),
    "d": ("dygn", "dygn", "vart"),
    "wk": ("vecka", "veckor", "var"),
    "mo": ("månad", "månader", "var"),
    "a": ("år", "år", "vart"),
}
_SPELT = {
    **{word: code for code, words in _PERIODS.items() for word in (code, *words[:2])},
    **dict.fromkeys(("dag", "dagar", "day", "days", "dygnet"), "d"),
    **dict.fromkeys(("tim", "tim.", "hour", "hours"), "h"),
    **dict.fromkeys(("w", "week", "weeks", "veckan"), "wk"),
    **dict.fromkeys(("m", "mån", "month", "months"), "mo"),
    **dict.fromkeys(("y", "yr", "year", "years"), "a"),
}
_RATE = re.compile(r"(?:1|gånger|ggr|times)?\s*(?:/|per)\s*|\{[^}]*\}/")
_INVERSE = re.compile(r"(.+?)(?:-1|\^-1)")
_NO_UNITS = frozenset(("", "1", "{1}", "?"))
_DAYS = frozenset(("", "d", "dag", "dagar", "dygn"))
_DATED = 8  # digits: a shorter time is one of the day
_KINDS = ("setDosage", "conditionalDosage", "maximumDosage")


class _Told(NamedTuple):
    """A dosage in words, and what of it FHIR can structure."""

    words: str = ""
    dose: Json | None = None
    timing: Json | None = None


def dosages(drug: Node) -> list[Json]:
    """Return a drug's dosages in the order in which they follow each other."""
    route = concept(drug.one("drug", "routeOfAdministration"))
    found = [_dosage(node, route) for node in drug.all("dosage")]
    told = [each for each in found if each]
    for place, each in enumerate(told, 1):
        if len(told) > 1:
            each["sequence"] = place
    return told or ([{"route": route}] if route else [])


def _dosage(node: Node, route: Json) -> Json:
    piece = words_of(node.one("unitDose"))
    parts = {kind: _read(node.one(kind), piece) for kind in _KINDS}
    fixed, conditional, most = (parts[kind] for kind in _KINDS)
    regular = fixed if fixed.words else conditional
    written = _instruction(node)
    condition = said(node, "conditionalDosage", "conditionDescription")
    length, bounds = _length(node.one("lengthOfTreatment"))
    words = ", ".join(
        filter(
            None,
            (
                fixed.words,
                " ".join(filter(None, (conditional.words, condition))),
                f"högst {most.words}" if most.words else "",
                length,
                _piece_told(node, piece, written),
            ),
        )
    )
    timing = _bounded(regular.timing, bounds)
    told = filled(
        text=written or words,
        additionalInstruction=[{"text": words}] if written and words else [],
        route=route,
        asNeededCodeableConcept={"text": condition} if condition else None,
        doseAndRate=[regular.dose] if regular.dose else None,
        timing=timing,
        maxDosePerPeriod=_most(most),
    )
    return told if told.keys() - {"route"} else {}


def _piece_told(node: Node, piece: str, written: str) -> str:
    """Return what a dose is counted in, where no dose and no instruction says so."""
    units = {said(each, "unit") for each in node.walk() if each.name.lower() == "dose"}
    told = not units & _NO_UNITS and piece not in units and piece.lower() not in written.lower()
    return f"doseringsenhet {piece}" if piece and told else ""


def _instruction(node: Node) -> str:
    """Return what the prescriber wrote, with the short notation where it says something else."""
    text, short = said(node, "dosageInstruction"), said(node, "shortNotation")
    if not text or not short or short.casefold() in text.casefold():
        return text or short
    return f"{text} ({short})"


def _read(node: Node, piece: str) -> _Told:
    """Return all ways in which one dosage is told; the first of them that FHIR can structure."""
    read = {
        "frequencyDosage": _frequency,
        "periodDosage": _period,
        "occasionDosage": _occasions,
        "rampedDosage": _ramp,
        "singleDose": _single,
    }
    told = [made(each, piece) for name, made in read.items() if (each := node.one(name))]
    told.append(_Told(said(node, "unstructuredDosageInformation", "text")))
    words = ", ".join(each.words for each in told if each.words)
    structured = next((each for each in told if each.timing or each.dose), _Told())
    return structured._replace(words=words)


def _frequency(node: Node, piece: str) -> _Told:
    """Read so many times in a unit of time: `3` of the unit `/d`."""
    amount, dose = _amount(node.one("dose"), piece)
    times, unit = plain_number(node.value("frequency", "value")), said(node, "frequency", "unit")
    code = _period_unit(_per(unit))
    if times is None:
        return _Told(amount, dose)
    often = f"{number_in_words(times)} {'gång' if times == 1 else 'gånger'}"
    if not code:
        return _Told(", ".join(filter(None, (amount, f"{often} {unit}".strip()))), dose)
    words = ", ".join(filter(None, (amount, f"{often} per {_PERIODS[code][0]}")))
    if times != int(times) or times < 1:
        return _Told(words, dose)
    repeat = {"frequency": int(times), "period": Decimal(1), "periodUnit": code}
    return _Told(words, dose, {"repeat": repeat})


def _period(node: Node, piece: str) -> _Told:
    """Read so long a time between: `6` of the unit `h`."""
    amount, dose = _amount(node.one("dose"), piece)
    every, unit = plain_number(node.value("period", "value")), said(node, "period", "unit")
    code = _period_unit(unit)
    if every is None or not code:
        between = " ".join(filter(None, ("" if every is None else number_in_words(every), unit)))
        told = f"med mellanrum {between}" if between else ""
        return _Told(", ".join(filter(None, (amount, told))), dose)
    words = ", ".join(filter(None, (amount, _every(every, code))))
    repeat = {"frequency": 1, "period": every, "periodUnit": code}
    return _Told(words, dose, {"repeat": repeat})


def _every(number_of: Decimal, code: str) -> str:
    one, several, every = _PERIODS[code]
    if number_of == 1:
        return f"varje {one}"
    if number_of != int(number_of):
        return f"med {number_in_words(number_of)} {several} mellan"
    ending = "a" if number_of % 10 in (1, 2) and number_of % 100 not in (11, 12) else "e"
    return f"{every} {number_in_words(number_of)}:{ending} {one}"


def _occasions(node: Node, piece: str) -> _Told:
    """Read times of day, or of the days of a period."""
    length = plain_number(node.value("period", "value")) or Decimal(1)
    unit = said(node, "period", "unit")
    daily = _period_unit(unit) in ("", "d") and length == 1
    told = []
    for each in node.all("administration"):
        day = "" if daily else labelled("dag", said(each, "dayOfPeriod"), " ")
        amount, _ = _amount(each.one("dose"), piece)
        told.append(" ".join(filter(None, (day, amount, _time(each)[1]))))
    words = ", ".join(filter(None, told))
    if words and not (daily and unit in _DAYS):
        words += f" (period om {number_in_words(length)} {unit if unit not in _DAYS else 'dagar'})"
    return _Told(words)


def _ramp(node: Node, piece: str) -> _Told:
    """Read a dose that rises or falls by steps."""
    first, last = _read(node.one("rampStart"), piece), _read(node.one("rampEnd"), piece)
    step = _amount(node.one("doseStep"), piece)[0]
    time = quantity_in_words(double(node.one("timeStep")))
    change = " per ".join(filter(None, (step, time)))
    parts = (
        f"från {first.words}" if first.words else "",
        f"till {last.words}" if last.words else "",
        f"i steg om {change}" if change else "",
    )
    return _Told(" ".join(filter(None, parts)))


def _single(node: Node, piece: str) -> _Told:
    """Read one dose at one time."""
    amount, dose = _amount(node.one("dose"), piece)
    at, when = _time(node)
    words = " ".join(filter(None, (amount, "engångsdos", when)))
    return _Told(words, dose, {"event": [at]} if at else None)


def _time(node: Node) -> tuple[str, str]:
    """Return when a dose is taken: as a FHIR time where it is one, and in words."""
    told = said(node, "time")
    at = moment(told) if len(told) >= _DATED else ""
    return at, at.replace("T", " ")[:16] or told


def _amount(node: Node, piece: str, unit: str = "") -> tuple[str, Json | None]:
    """Return a dose (`low`, `high`, `unit`; or `value`) in words, and as `doseAndRate`."""
    unit = unit or said(node, "unit")
    unit = piece if unit in _NO_UNITS and piece else unit
    low, high = plain_number(node.value("low")), plain_number(node.value("high"))
    if (one := plain_number(node.value("value"))) is not None:
        low = high = one
    if low is None and high is None:
        return "", None
    bounds = {
        name: filled(value=bound, unit=unit)
        for name, bound in (("low", low), ("high", high))
        if bound is not None
    }
    if low == high or high is None:
        dose = bounds["low"]
        return quantity_in_words(dose), {"doseQuantity": dose}
    return range_in_words(bounds), {"doseRange": bounds}


def _length(node: Node) -> tuple[str, Json]:
    """Return how long a treatment lasts, in words and as `bounds[x]`."""
    interval = node.one("treatmentInterval")
    unit = said(interval, "unit")
    code = _period_unit(unit)
    words, dose = _amount(interval, "", _PERIODS[code][1] if code else unit)
    if dose is None:
        return "", {}
    most = node.value("isMaximumTreatmentTime") == "true"
    bound = next(iter(dose.values()))
    key = "boundsDuration" if "doseQuantity" in dose else "boundsRange"
    return f"{'högst ' if most else 'i '}{words}", {key: bound}


def _bounded(timing: Json | None, bounds: Json) -> Json | None:
    if not bounds:
        return timing
    repeat = (timing or {}).get("repeat", {})
    return {**(timing or {}), "repeat": {**repeat, **bounds}}


def _most(told: _Told) -> Json | None:
    """Return a highest dose in a time as a Ratio, None where it is told in another way."""
    repeat = (told.timing or {}).get("repeat")
    dose = (told.dose or {}).get("doseQuantity")
    if not repeat or not dose:
        return None
    times = Decimal(repeat["frequency"])
    period = {"value": repeat["period"], "unit": repeat["periodUnit"]}
    return {
        "numerator": {**dose, "value": dose["value"] * times},
        "denominator": period,
    }


def _per(unit: str) -> str:
    """Return the unit of time that a frequency is told by: `/d`, `1/d`, `d-1`, `per dag`."""
    told = unit.strip().lower()
    if inverse := _INVERSE.fullmatch(told):
        return inverse[1].strip()
    start = _RATE.match(told)
    return told[start.end() :].strip() if start else told


def _period_unit(unit: str) -> str:
    return _SPELT.get(unit.strip().lower().strip("{}"), "")
