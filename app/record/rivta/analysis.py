"""One laboratory result in FHIR: its value as recorded, its interpretation, its reference interval.

Interpretations come in SNOMED CT (the national selections of laboratory medicine) and, from
earlier systems, as HL7's letters; those with a counterpart get HL7's code beside their own, which
is what flags a row.
"""

from app.model.code_systems import SNOMED_CT
from app.overview.shape import Json
from app.record.rivta.codes import concept, number, quantity, words_of
from app.record.rivta.parts import concepts, filled, labelled, measured, said
from app.wire.xmltext import Node

_INTERPRETATION = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
_MEANINGS = {  # SNOMED CT, in HL7's letters
    "281302008": "H",  # above reference range
    "75540009": "H",  # high
    "281300000": "L",  # below reference range
    "62482003": "L",  # low
    "394844007": "A",  # outside reference range
    "263654008": "A",  # abnormal
    "281301001": "N",  # within reference range
    "17621005": "N",  # normal
    "10828004": "POS",  # positive
    "260385009": "NEG",  # negative
    "260373001": "DET",  # detected
    "260415000": "ND",  # not detected
}
_SUSCEPTIBILITY = {"131196009": "S", "264841006": "I", "30714006": "R"}  # of values themselves
_DONE = "398166005"  # performed
_STATES = frozenset(("registered", "preliminary", "final", "amended", "corrected", "cancelled"))


def state_of(analysis: Node) -> tuple[str, str]:
    """Return an analysis' status, and its words where FHIR has no such status.

    Without a status an analysis is finished: so says the contract.
    """
    code = said(analysis, "status", "code")
    words = words_of(analysis.one("status"))
    if code in _STATES:
        return code, ""
    if code == _DONE or not words:
        return "final", ""
    return "unknown", labelled("Analysstatus", words)


def value_in(result: Node) -> Json:
    """Return `value[x]`: what is measured as it was recorded; a text as it was written."""
    value = result.one("value")
    if coded := concept(value.one("cv")):
        return {"valueCodeableConcept": coded}
    if told := quantity(value.one("pq")):
        return {"valueQuantity": told}
    if interval := value.one("intervalPQ"):
        return _interval(interval)
    text = value.value("st") or value.text
    return {"valueString": text} if text else measured(value.one("pq"))


def _interval(node: Node) -> Json:
    """Return a value that is only known to lie below, above or between."""
    low, high = _bound(node, "low"), _bound(node, "high")
    if low and high:
        return {"valueRange": {"low": low, "high": high}}
    if not low and not high:
        return {}
    name, sign = ("low", ">") if low else ("high", "<")
    closed = node.value(f"{name}Closed") != "false"
    return {"valueQuantity": {**(low or high), "comparator": sign + "=" * closed}}


def _bound(node: Node, name: str) -> Json:
    value = number(node.value(name))
    unit = said(node, "unit")
    return filled(value=value, unit="" if unit == "1" else unit) if value is not None else {}


def interpretations(result: Node) -> list[Json]:
    """Return what the laboratory says of a result, with HL7's letter where there is one."""
    told = [_lettered(each, _MEANINGS) for each in concepts(result.all("interpretation"))]
    value = concept(result.one("value", "cv"))
    letter = _letter(value, _SUSCEPTIBILITY)
    known_already = any(_has_letter(each) for each in told)
    if letter and not known_already:
        told.append({"coding": [{"system": _INTERPRETATION, "code": letter}]})
    return told


def _lettered(told: Json, letters: dict[str, str]) -> Json:
    letter = _letter(told, letters)
    if not letter:
        return told
    coded = [*told["coding"], {"system": _INTERPRETATION, "code": letter}]
    return {**told, "coding": coded}


def _letter(told: Json, letters: dict[str, str]) -> str:
    codings = told.get("coding", [])
    own = (letters.get(str(c["code"]), "") for c in codings if c.get("system") == SNOMED_CT)
    return next(filter(None, own), "")


def _has_letter(told: Json) -> bool:
    return any(c.get("system") == _INTERPRETATION for c in told.get("coding", []))


def range_of(result: Node) -> list[Json]:
    """Return the reference interval, for whom it holds, and what is said of it."""
    reference = result.one("reference")
    if not reference:
        return []
    interval = reference.one("interval")
    population = said(reference, "population")
    words = [said(reference, "description") or reference.text, said(reference, "comment")]
    told = filled(
        low=_bound(interval, "low"),
        high=_bound(interval, "high"),
        appliesTo=[{"text": population}] if population else [],
        text="; ".join(filter(None, words)),
    )
    return [told] if told.keys() - {"appliesTo"} else []
