"""GetLaboratoryOrderOutcome 4: one record for each sampling, with all its analyses."""

from itertools import groupby

from app.overview.shape import Json, child, children, string
from app.practice.rivta.codes import PRACTICE_CODES, cv, national
from app.practice.rivta.headers import document_id, ii, laboratory_header, organisation
from app.practice.rivta.observations import category_of, number, unit_of
from app.practice.rivta.parts import Part, part
from app.practice.rivta.record import Record, recorded
from app.practice.rivta.texts import notes
from app.practice.rivta.times import stamp

_LOWEST_EXCLUDED = {"<": "high", "<=": "high", ">": "low", ">=": "low"}


def laboratory(record: Record) -> list[Part | None]:
    """Return the patient's laboratory results."""
    results = [e for e in record.all("Observation") if category_of(e) == "laboratory"]
    results.sort(key=lambda each: _sampling(each, record))
    return [
        _outcome(list(held), record) for _, held in groupby(results, lambda e: _sampling(e, record))
    ]


def _sampling(result: Json, record: Record) -> tuple[str, str, str]:
    return _taken(result), recorded(result), record.writer(result).unit.hsa_id


def _taken(result: Json) -> str:
    return stamp(string(result, "effectiveDateTime"))


def _outcome(results: list[Json], record: Record) -> Part | None:
    first = results[0]
    unit = record.writer(first).unit
    return part(
        "r:laboratoryOrderOutcome",
        laboratory_header(first, record),
        part(
            "body",
            ii("identifier", record.writer(first).source_system, document_id(first)),
            national("type", "final", "2.16.840.1.113883.4.642.3.235", "Slutsvar"),
            part(
                "groupOfAnalyses", part("name", unit.name), *(_analysis(e, record) for e in results)
            ),
            organisation("recipientUnit", unit),
        ),
    )


def _analysis(result: Json, record: Record) -> Part | None:
    return part(
        "analysis",
        ii("identifier", record.writer(result).source_system, document_id(result)),
        part("timestamp", _taken(result)),
        cv("code", child(result, "code")),
        national("status", string(result, "status"), PRACTICE_CODES, ""),
        part("comment", notes(result)),
        part("specimen", part("timestamp", _taken(result))),
        _result(result),
    )


def _result(result: Json) -> Part | None:
    quantity = child(result, "valueQuantity")
    bound = _LOWEST_EXCLUDED.get(string(quantity, "comparator"))
    measured = (
        part(
            "intervalPQ", part(bound, number(quantity)), _closed(bound, quantity), unit_of(quantity)
        )
        if bound
        else part("pq", part("value", number(quantity)), unit_of(quantity))
    )
    text = part("st", string(result, "valueString"))
    value = part(
        "value", measured if quantity else text or cv("cv", child(result, "valueCodeableConcept"))
    )
    return part(
        "result", value, *_interpretation(result), _reference(child(result, "referenceRange"))
    )


def _closed(bound: str, quantity: Json) -> Part | None:
    return part(f"{bound}Closed", "true" if "=" in string(quantity, "comparator") else "false")


def _interpretation(result: Json) -> list[Part | None]:
    return [cv("interpretation", each) for each in children(result, "interpretation")]


def _reference(interval: Json) -> Part | None:
    low, high = child(interval, "low"), child(interval, "high")
    return part(
        "reference",
        part(
            "interval",
            part("low", number(low)),
            part("high", number(high)),
            unit_of(low or high) if low or high else None,
        ),
        part("description", string(interval, "text")),
    )
