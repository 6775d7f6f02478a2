"""FHIR dates as half-open ranges, and the prefixes of date search.

Source: FHIR R4, Search, 3.1.1.4.5 to 3.1.1.4.8. A date is the whole of the time that its
precision leaves open: `2024-03` is all of March. Times without an offset are the host's local
time. Leaves out the prefix `ap` (how near is near is every server's own guess).
"""

import re
from collections.abc import Callable
from datetime import MAXYEAR, UTC, datetime, timedelta
from typing import Any, NamedTuple

from app.practice.refusal import Refusal

_DATE = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?"
)
_PREFIXED = re.compile(r"(eq|ne|gt|lt|ge|le|sa|eb|ap)?(.*)", re.DOTALL)
_BEGINNING = datetime.min.replace(tzinfo=UTC)
_END = datetime.max.replace(tzinfo=UTC)
_DECEMBER = 12
_LAST_SECOND = 59  # a leap second, 60, counts as the one before it: Python has no other


class Range(NamedTuple):
    """The time from `low` up to, but without, `high`; both UTC."""

    low: datetime
    high: datetime


def parse_date(text: str) -> Range | None:
    """Return the time that a FHIR date, dateTime or instant stands for, None if it is none."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return _range_of(match)
    except (ValueError, OverflowError):
        return None


def _range_of(match: re.Match[str]) -> Range:
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    start = datetime(  # noqa: DTZ001 -- _utc gives it its zone
        int(year), int(month or 1), int(day or 1), int(hour or 0), int(minute or 0),
        min(int(second or 0), _LAST_SECOND), int((fraction or ".0")[1:7].ljust(6, "0")),
    )  # fmt: skip
    if month is None:
        after = start.replace(year=start.year + 1) if start.year < MAXYEAR else None
    elif day is None:
        after = _next_month(start)
    else:
        span = _span(hour, second, fraction)
        after = start + span if start <= datetime.max - span else None  # noqa: DTZ901 -- as `start`
    return Range(_utc(start, zone), _END if after is None else _utc(after, zone))


def _next_month(start: datetime) -> datetime | None:
    if start.month < _DECEMBER:
        return start.replace(month=start.month + 1)
    return start.replace(year=start.year + 1, month=1) if start.year < MAXYEAR else None


def _span(hour: str | None, second: str | None, fraction: str | None) -> timedelta:
    if hour is None:
        return timedelta(days=1)
    if second is None:
        return timedelta(minutes=1)
    if fraction is None:
        return timedelta(seconds=1)
    return timedelta(microseconds=max(1, 10 ** (7 - len(fraction))))


def _utc(moment: datetime, zone: str | None) -> datetime:
    if zone is None:
        try:
            return moment.astimezone(UTC)
        except (OverflowError, OSError, ValueError):  # the first and last days that exist
            return moment.replace(tzinfo=UTC)
    there = datetime.fromisoformat(moment.isoformat() + zone)
    try:
        return there.astimezone(UTC)
    except OverflowError:  # the first and last hours that exist
        return moment.replace(tzinfo=UTC)


def ranges_of(value: Any) -> list[Range]:
    """Return what a date, Period or Timing element covers; nothing for anything else."""
    if isinstance(value, str):
        found = parse_date(value)
        return [] if found is None else [found]
    if not isinstance(value, dict):
        return []
    if "event" in value:  # Timing
        events = value["event"] if isinstance(value["event"], list) else []
        return [each for event in events for each in ranges_of(event)]
    low, high = (ranges_of(value.get(key)) for key in ("start", "end"))
    if not low and not high:
        return []
    return [Range(low[0].low if low else _BEGINNING, high[0].high if high else _END)]


_TESTS: dict[str, Callable[[Range, Range], bool]] = {
    "eq": lambda asked, is_: asked.low <= is_.low and is_.high <= asked.high,
    "ne": lambda asked, is_: not (asked.low <= is_.low and is_.high <= asked.high),
    "gt": lambda asked, is_: is_.high > asked.high,
    "lt": lambda asked, is_: is_.low < asked.low,
    "ge": lambda asked, is_: is_.high > asked.high or _TESTS["eq"](asked, is_),
    "le": lambda asked, is_: is_.low < asked.low or _TESTS["eq"](asked, is_),
    "sa": lambda asked, is_: is_.low >= asked.high,
    "eb": lambda asked, is_: is_.high <= asked.low,
}


def date_test(text: str, name: str) -> Callable[[Range], bool]:
    """Compile one value of a date parameter (`ge2024-03`) into a test of a range.

    Raises Refusal (400) that names the parameter when the prefix or the date is not understood.
    """
    match = _PREFIXED.fullmatch(text)
    prefix, rest = (match[1] or "eq", match[2]) if match else ("eq", text)
    asked = parse_date(rest.replace(" ", "+"))  # an unescaped + of a zone arrives as a space
    if asked is None or prefix not in _TESTS:
        raise Refusal(400, "value", f"the value of '{name}' is not a date with a known prefix")
    test = _TESTS[prefix]
    return lambda is_: test(asked, is_)
