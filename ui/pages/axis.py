"""An axis of time: where a FHIR date stands on it, and which days its scale names. Pure geometry.

The newest is to the right. A date of a year or a month takes the room of all its days: nobody
knows which one is meant.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from app.model.identity import bounds_of
from app.model.overview import TimelineRow

_LEAST_DAYS = 14  # a shorter course would make days look like years
_OLDEST, _AHEAD = 130, 10  # years: what lies further off is a slip or a sign for something else
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600)
_DAY_STEPS = (1, 7)
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Span:
    """The first and last day of a period, or that the date of an event may mean."""

    first: date
    last: date
    period: bool
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `start` to `end` on a width in device pixels, `inset` from both its ends."""

    start: date
    end: date
    width: float
    inset: float

    def at(self, day: date) -> float:
        """Return where a day begins."""
        days = (self.end - self.start).days
        share = (day - self.start).days / days
        return self.inset + share * (self.width - 2 * self.inset)


def span_of(row: TimelineRow, today: date) -> Span | None:
    """Return the time of a row; None for one that has no date, or one that cannot be meant."""
    since, until = bounds_of(row.at), bounds_of(row.until)
    begin = since or until
    if begin is None or not -_OLDEST <= begin[0].year - today.year <= _AHEAD:
        return None
    if row.ongoing:
        return Span(begin[0], max(begin[0], today), period=True, ongoing=True)
    if since and until and until[1] >= since[0] and row.until != row.at:
        return Span(since[0], until[1], period=True)
    return Span(*begin, period=False)


def axis(start: date, end: date, width: float, inset: float) -> Axis:
    """Return the axis from one day to another; a short time is widened towards the past."""
    if (end - start).days < _LEAST_DAYS:
        start = end - timedelta(days=_LEAST_DAYS)
    return Axis(start, end, width, inset)


def scale(on: Axis, wide: Callable[[str], float], gap: float) -> tuple[tuple[date, str], ...]:
    """Return the days that the scale names, in the finest step of which all names have room."""
    ticks: tuple[tuple[date, str], ...] = ()
    for found in _scales(on):
        ticks = tuple(found)
        places = [(on.at(day), wide(name)) for day, name in ticks]
        pairs = pairwise(places)
        if all(b - a >= (before + after) / 2 + gap for (a, before), (b, after) in pairs):
            break
    return ticks


def _scales(on: Axis) -> Iterator[Iterator[tuple[date, str]]]:
    """Give the scales from the finest to the coarsest, leaving out those without end."""
    for days in _DAY_STEPS:
        if (on.end - on.start).days <= days * 60:
            yield _days(on, days)
    for months in _MONTH_STEPS:
        yield _months(on, months)


def _days(on: Axis, step: int) -> Iterator[tuple[date, str]]:
    first = on.start.toordinal() + (-on.start.toordinal() + 1) % step  # Mondays
    for ordinal in range(first, on.end.toordinal() + 1, step):
        day = date.fromordinal(ordinal)
        yield day, f"{day:%Y-%m-%d}"


def _months(on: Axis, step: int) -> Iterator[tuple[date, str]]:
    first, last = (day.year * _YEAR + day.month - 1 for day in (on.start, on.end))
    for month in range(first + -first % step, last + 1, step):
        day = date(month // _YEAR, month % _YEAR + 1, 1)
        if day >= on.start:
            yield day, f"{day.year:04}" if step >= _YEAR else f"{day:%Y-%m}"
