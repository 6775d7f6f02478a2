"""Laboratory values: one row an analysis, its newest result first, the series that led there.

An analysis is a code and a unit; the same code in another unit is another row, never converted.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from app.model.overview import TrendPoint
from app.overview.facts import fact_time, heading
from app.overview.index import RecordIndex
from app.overview.reference_interval import flag_of, interval_of
from app.overview.shape import Json, child, children, string
from app.overview.times import moment
from app.overview.values import Measured, value_of
from app.overview.wording import concept_text


class Result(NamedTuple):
    """One result of an Observation (or of its component): what grouping needs, and the rest."""

    analysis: tuple[str, str]  # code and unit
    name: str
    at: str
    measured: Measured
    element: Json  # the Observation, or the component
    resource: Json


def results_of(resource: Json) -> list[Result]:
    """Return the results of an Observation: its own value, and one for each component."""
    at = fact_time(resource)
    parts = children(resource, "component")
    own = value_of(resource)
    results = [_result(resource, resource, heading(resource), at, own)]
    for part in parts:
        name = concept_text(child(part, "code")) or heading(resource)
        results.append(_result(part, resource, name, at, value_of(part)))
    return results[1:] if parts and own.is_empty else results


def _result(element: Json, resource: Json, name: str, at: str, measured: Measured) -> Result:
    codings = children(child(element, "code"), "coding")
    code = min(
        (f"{string(c, 'system')}|{string(c, 'code')}" for c in codings if string(c, "code")),
        default="",
    )
    return Result((code or name.casefold(), measured.unit), name, at, measured, element, resource)


def fields_of(result: Result, index: RecordIndex) -> dict[str, Any]:
    """Return the fields of a `LaboratoryRow`, without its trend."""
    measured = result.measured
    interval = interval_of(result.element, measured.unit, index.patient, result.at)
    return {
        "name": result.name,
        "at": result.at,
        "value": measured.value,
        "comparator": measured.comparator,
        "text": measured.text,
        "unit": measured.unit,
        "low": interval.low,
        "high": interval.high,
        "interval": interval.words,
        "flag": flag_of(result.element, measured, interval),
    }


def order_of(result: Result) -> tuple[float, str, str, str]:
    """Return the sort key of results, oldest first; two at one moment by reference."""
    return (moment(result.at), string(result.resource, "id"), result.name, result.measured.in_words)


def trend_of(series: Iterable[Result]) -> tuple[TrendPoint, ...]:
    """Return the numbers of a series, oldest first; nothing where there is only one."""
    points = tuple(
        TrendPoint(at=r.at, value=r.measured.value, comparator=r.measured.comparator)
        for r in series
        if r.measured.value is not None and r.at
    )
    return points if len(points) > 1 else ()
