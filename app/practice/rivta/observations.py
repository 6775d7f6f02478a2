"""GetObservations 1 and GetActivities 1: what was seen, measured, told and done.

The contract knows no text as a value, so a text is the observation's description. A blood pressure
is two observations of one group.
"""

from app.overview.shape import Json, child, children, string
from app.practice.rivta.codes import coded, local
from app.practice.rivta.headers import document_id, group_head, ii
from app.practice.rivta.parts import Part, empty, part
from app.practice.rivta.record import Record
from app.practice.rivta.texts import notes
from app.practice.rivta.times import partial, stamp

_STATES = {  # of what is done and over nothing is said
    "preparation": "Planerad",
    "in-progress": "Pågående",
    "not-done": "Ej genomförd",
    "stopped": "Avbruten",
}


def observations(record: Record) -> list[Part | None]:
    """Return everything that was observed and is no laboratory result."""
    return [
        part("r:observationGroup", *group_head(each, record), *_observed(each, record))
        for each in record.all("Observation")
        if category_of(each) != "laboratory"
    ]


def category_of(observation: Json) -> str:
    """Return the code of an Observation's category."""
    return string(child(child(observation, "category"), "coding"), "code")


def _observed(observation: Json, record: Record) -> list[Part | None]:
    components = children(observation, "component")
    if not components:
        return [_observation(observation, observation, record, document_id(observation))]
    return [
        _observation(observation, each, record, f"{document_id(observation)}-{number}")
        for number, each in enumerate(components, 1)
    ]


def _observation(whole: Json, told: Json, record: Record, own: str) -> Part | None:
    text = "\n".join(filter(None, (string(told, "valueString"), notes(whole))))
    return part(
        "observation",
        ii("id", record.writer(whole).source_system, own),
        coded("type", child(told, "code")),
        part("time", partial("start", string(whole, "effectiveDateTime"))),
        part("value", _measured(told), coded("cv", child(told, "valueCodeableConcept")))
        or empty("value"),
        part("valueNegation", "false"),
        part("description", text),
        part("approvedForPatient", "true"),
        part("registrationTime", stamp(string(whole, "issued"))),
    )


def _measured(told: Json) -> Part | None:
    quantity = child(told, "valueQuantity")
    return part("pq", part("value", number(quantity)), unit_of(quantity)) if quantity else None


def number(quantity: Json) -> str:
    """Return a quantity's number with the digits it was recorded with."""
    return str(quantity["value"]) if "value" in quantity else ""


def unit_of(quantity: Json) -> Part | None:
    """Return a quantity's unit; 1 where it has none."""
    return part("unit", string(quantity, "unit") or "1")


def activities(record: Record) -> list[Part | None]:
    """Return what was done."""
    return [
        part("r:activityGroup", *group_head(each, record), _activity(each, record))
        for each in record.all("Procedure")
    ]


def _activity(procedure: Json, record: Record) -> Part | None:
    period = child(procedure, "performedPeriod")
    performed, status = string(procedure, "performedDateTime"), string(procedure, "status")
    start = string(period, "start") or performed
    return part(
        "activity",
        ii("id", record.writer(procedure).source_system, document_id(procedure)),
        local("status", _STATES[status]) if status in _STATES else None,
        _done(procedure),
        part(
            "time",
            part("start", stamp(start)),
            part("end", stamp(string(period, "end") or performed)),
        ),
        part("description", notes(procedure)),
        part("approvedForPatient", "true"),
    )


def _done(procedure: Json) -> Part | None:
    """Return what was done; without a code of its own by that of its class (chemotherapy)."""
    code = child(procedure, "code")
    of_class = child(child(procedure, "category"), "coding")
    if child(code, "coding") or not of_class:
        return coded("value", code)
    return coded("value", {"coding": [of_class], "text": string(code, "text")})
