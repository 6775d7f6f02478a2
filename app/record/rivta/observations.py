"""GetObservations 1: what was measured, asked and judged, and is no laboratory result.

The contract tells no category. By their codes the usual measurements are vital signs, and habits
social history; anything else counts as a survey and an examination, so that sections of either ask
for it.
"""

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import concept, known, moment, period, plain, quantity, words_of
from app.record.rivta.header import Header, identifier
from app.record.rivta.parts import CATEGORY, filled, labelled, notes, said, standing
from app.wire.xmltext import Node

_VITAL_SIGNS = frozenset(
    (
        # LOINC: weight, height, BMI, blood pressure, heart rate, breathing, temperature, saturation
        *("29463-7", "3141-9", "8302-2", "39156-5", "85354-9", "8480-6", "8462-4", "8867-4"),
        *("9279-1", "8310-5", "59408-5", "2708-6", "8287-5", "8289-1", "55284-4", "8478-0"),
        # SNOMED CT: the same
        *("27113001", "50373000", "60621009", "75367002", "271649006", "271650006", "364075005"),
        *("78564009", "86290005", "386725007", "103228002", "431314004", "276885007", "1153637007"),
    )
)
_SOCIAL_HISTORY = frozenset(
    (
        # LOINC: social history, tobacco, alcohol, occupation, housing, exercise
        *("29762-2", "72166-2", "11367-0", "11331-6", "74013-4", "11341-5", "71802-3", "68516-4"),
        # SNOMED CT: smoking, tobacco, alcohol, exercise, housing, occupation
        *("365981007", "77176002", "8517006", "266919005", "110483000", "897148007", "228273003"),
        *("160573003", "228450008", "228448000", "14679004", "365508006", "363908000"),
    )
)
_EXAMINATIONS = frozenset(("20150-9", "19926-5", "19868-9"))  # LOINC: FEV1, FEV1/FVC, FVC
_FINAL = "final"
_STATES = (
    (("prel", "pågå", "påbö"), "preliminary"),
    (("avbr", "inst", "makul", "cancel", "abort"), "cancelled"),
    (("ändr", "korr", "amend"), "amended"),
)


def resources(body: Node, header: Header) -> list[Json]:
    """Return the Observation."""
    observation = frame.begin(header, "Observation")
    code, value, remark = concept(body.one("type")), _value(body), plain(body.value("description"))
    if not value and remark:
        value, remark = {"valueString": remark}, ""
    performers = [*observation.get("performer", ()), *_participants(header)]
    observation |= filled(
        status=standing(header, state_of(body.one("status"), _STATES, _FINAL)),
        category=[{"coding": [{"system": CATEGORY, "code": each}]} for each in _categories(code)],
        code=code or {"text": "Observation"},
        method=concept(body.one("method")),
        bodySite=concept(body.one("targetSite")),
        performer=performers,
        note=notes(remark),
        derivedFrom=related(body),
        **value,
        **_time(body),
    )
    return [observation]


def state_of(node: Node, states: tuple[tuple[tuple[str, ...], str], ...], usual: str) -> str:
    """Return the FHIR status that a coded status means by the beginning of its words."""
    words = words_of(node).lower()
    return next((state for names, state in states if words.startswith(names)), usual)


def related(body: Node) -> list[Json]:
    """Return references to records that this one says it belongs to, named by its words."""
    return [
        filled(
            identifier={"value": own},
            display=labelled(words_of(each.one("code")), said(each, "referredInformation", "type")),
        )
        for each in body.all("relation")
        if (own := identifier(each.one("referredInformation", "id")))
    ]


def participants_of(group: Node) -> list[Json]:
    """Return who and what else took part, each named with its role."""
    found = []
    for each in group.all("additionalParticipant"):
        person, place = each.one("person"), each.one("organisation")
        role, device = words_of(each.one("role")), each.one("device")
        name = said(person, "name") or said(place, "name") or said(each, "location", "name")
        name = name or known(device.value("model", "value")) or words_of(device.one("type"))
        kind = "Practitioner" if person else "Device" if device else "Organization"
        if name:
            found.append({"type": kind, "display": f"{name}, {role}" if role else name})
    return found


def _participants(header: Header) -> list[Json]:
    return participants_of(header.group) if header.group is not None else []


def _categories(code: Json) -> tuple[str, ...]:
    codes = {str(each.get("code", "")) for each in code.get("coding", ())}
    if codes & _VITAL_SIGNS:
        return ("vital-signs",)
    if codes & _SOCIAL_HISTORY:
        return ("social-history",)
    return ("exam",) if codes & _EXAMINATIONS else ("survey", "exam")


def _time(body: Node) -> Json:
    """Return when it was so: a moment where start and end are the same or one is missing."""
    told = period(body.one("time"))
    start, end = told.get("start", ""), told.get("end", "")
    if start and end and start != end:
        return {"effectivePeriod": told}
    return filled(effectiveDateTime=start or end)


def _value(body: Node) -> Json:
    """Return the value; a negated one in words, so that nobody can miss the negation."""
    node = body.one("value")
    negated = known(body.value("valueNegation")).lower() in {"true", "1"}
    coded, measured = concept(node.one("cv")), quantity(node.one("pq"))
    figure = " ".join(filter(None, (said(node, "pq", "value"), said(node, "pq", "unit"))))
    at, span = moment(node.value("ts", "value") or node.value("ts")), period(node.one("ivl_ts"))
    if negated:
        times = " – ".join(span.values()) or at
        words = str(coded.get("text", "")) or words_of(node.one("cv")) or figure or times
        return {"valueString": f"Ej {words}"} if words else {"valueBoolean": False}
    if measured:
        return {"valueQuantity": measured}
    if figure:
        return {"valueString": figure}  # no number: as it was written
    if coded:
        return {"valueCodeableConcept": coded}
    return filled(valuePeriod=span) or filled(valueDateTime=at)
