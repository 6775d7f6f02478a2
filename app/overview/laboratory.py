"""Laboratory values: one row an analysis, its newest result first, the series that led there.

An analysis is a code and a unit; the same code in another unit is another row, never converted.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from app.model.overview import TrendPoint
from app.overview.facts import about, fact_time, heading, notes
from app.overview.index import RecordIndex
from app.overview.reference_interval import flag_of, interval_of
from app.overview.shape import Json, child, children, string
from app.overview.times import moment
from app.overview.values import Measured, value_of
from app.overview.wording import concept_text


class Result(NamedTuple):
    """One result of an Observation (or of its component): what grouping needs, and the rest."""

    analysis: tuple[str, str]  # code and unit
    at: str
    measured: Measured
    element: Json  # the Observation, or the component
    resource: Json
    place: int = 0  # of the component, from 1
    called: str | None = None  # a name that a view's column gives

    @property
    def name(self) -> str:
        """Return what the analysis is called."""
        if self.called is not None:
            return self.called
        name = name_of(self.element)
        told = about(self.resource) if name and "focus" in self.resource else ""
        return f"{name}, {told}" if told else name or heading(self.resource)


def name_of(element: Json) -> str:
    """Return the wording of a result's code."""
    return concept_text(child(element, "code"))


def results_of(resource: Json) -> list[Result]:
    """Return the results of an Observation: its own value, and one for each component."""
    at = fact_time(resource)
    parts = children(resource, "component") if "component" in resource else []
    own = value_of(resource)
    results = [] if parts and own.is_empty else [_result(resource, resource, at, 0, own)]
    for place, part in enumerate(parts, 1):
        results.append(_result(part, resource, at, place, value_of(part)))
    return results


def _result(element: Json, resource: Json, at: str, place: int, measured: Measured) -> Result:
    codings = children(child(element, "code"), "coding")
    code = min(
        [f"{string(c, 'system')}|{code}" for c in codings if (code := string(c, "code"))],
        default="",
    )
    what = code or name_of(element).casefold()
    if "focus" in resource:  # another isolate, another child: another series
        what = "|".join((what, *map(_focus, children(resource, "focus"))))
    return Result((what, measured.unit), at, measured, element, resource, place)


def _focus(reference: Json) -> str:
    return string(reference, "display") or string(reference, "reference")


def text_of(result: Result) -> str:
    """Return a result that is no number, with what the laboratory says of it."""
    return ", ".join(dict.fromkeys((result.measured.text, *notes(result.resource))))


def fields_of(result: Result, index: RecordIndex) -> dict[str, Any]:
    """Return the fields of a `LaboratoryRow`, without its trend."""
    measured = result.measured
    interval = interval_of(result.element, measured.unit, index.patient, result.at)
    return {
        "name": result.name,
        "at": result.at,
        "value": measured.value,
        "comparator": measured.comparator,
        "text": text_of(result) if measured.text else "",
        "unit": measured.unit,
        "low": interval.low,
        "high": interval.high,
        "interval": interval.words,
        "flag": flag_of(result.element, measured, interval),
    }


def order_of(result: Result) -> tuple[float, str, int]:
    """Return the sort key of results, oldest first; two at one moment by id and place."""
    return (moment(result.at), string(result.resource, "id"), result.place)


def trend_of(series: Iterable[Result]) -> tuple[TrendPoint, ...]:
    """Return the numbers of a series, oldest first; nothing where there is only one."""
    points = tuple(
        TrendPoint(at=r.at, value=r.measured.value, comparator=r.measured.comparator)
        for r in series
        if r.measured.value is not None and r.at
    )
    return points if len(points) > 1 else ()
