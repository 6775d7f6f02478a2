"""Dates and times with precision: FHIRPath's Date, DateTime and Time.

A partial value is a span of time: 2024-03 is the whole month. Two values are ordered only when
their spans do not overlap, or when both have the same precision; anything else is unknown (None),
never a guess. A clock time without a zone may be in any; a date is a day of the calendar that the
other value was written in.
Seconds are kept to the nanosecond. Leaves out leap seconds in arithmetic, as FHIRPath does.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from decimal import Decimal

from app.fhirpath.quantity import Quantity
from app.model.errors import ExpressionError

YEAR, MONTH, DAY, HOUR, MINUTE, SECOND = range(1, 7)

_NANO = 10**9
_SPAN = {HOUR: 3600 * _NANO, MINUTE: 60 * _NANO, SECOND: 1}
_DAY = 86_400 * _NANO
_WEST, _EAST = -12 * 60, 14 * 60  # minutes; the time zones there are on Earth

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
# 60 is a leap second
_CLOCK = re.compile(
    r"([01]\d|2[0-3])(?::([0-5]\d)(?::([0-5]\d|60)(?:\.(\d{1,9}))?)?)?"
    r"(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Temporal:
    """A Date, DateTime or Time (`kind`), known to `precision` (YEAR to SECOND).

    `fields` are year, month, day, hour, minute and nanoseconds of the minute, the unknown ones at
    their lowest; `zone` is the offset in minutes; `text` is what was written, without `@` and `T`.
    """

    kind: str
    precision: int
    fields: tuple[int, int, int, int, int, int]
    zone: int | None
    digits: int
    text: str

    def __str__(self) -> str:
        """Return the value as FHIR writes it."""
        return self.text


def parse_temporal(text: str, kind: str) -> Temporal | None:
    """Return the value of a `date`, `dateTime` or `time`; None when there is no such day or hour.

    A FHIRPath literal's trailing or leading T (`2015T`, `T14:30`) is allowed.
    """
    if kind == "time":
        return _with_clock("time", (1, 1, 1), text.removeprefix("T"), text.removeprefix("T"))
    day_text, has_clock, clock = text.partition("T")
    match = _DATE.fullmatch(day_text)
    if match is None or (kind == "date" and has_clock):
        return None
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        date(year, month, day)
    except ValueError:
        return None
    precision = 1 + sum(part is not None for part in match.groups()[1:])
    if not clock:
        return Temporal(kind, precision, (year, month, day, 0, 0, 0), None, 0, day_text)
    return _with_clock(kind, (year, month, day), clock, text) if precision == DAY else None


def _with_clock(kind: str, day: tuple[int, int, int], clock: str, text: str) -> Temporal | None:
    match = _CLOCK.fullmatch(clock)
    if match is None:
        return None
    hour, minute, second, fraction, zone = match.groups()
    if kind == "time" and zone is not None:
        return None
    nanos = int(second or 0) * _NANO + int((fraction or "0").ljust(9, "0"))
    precision = HOUR + (minute is not None) + (second is not None)
    fields = (*day, int(hour), int(minute or 0), nanos)
    return Temporal(kind, precision, fields, _zone(zone), len(fraction or ""), text)


def _zone(text: str | None) -> int | None:
    if text is None or text == "Z":
        return None if text is None else 0
    minutes = int(text[1:3]) * 60 + int(text[4:6])
    return -minutes if text[0] == "-" else minutes


def compare(left: Temporal, right: Temporal) -> int | None:
    """Return -1, 0 or 1, or None when the precisions or a missing time zone leave it open."""
    if (left.kind == "time") != (right.kind == "time"):
        raise ExpressionError("a time of day cannot be compared with a date")
    clocks = left.precision >= HOUR and right.precision >= HOUR
    zoned = clocks and (left.zone is not None or right.zone is not None)
    low, high = _span(left, zoned=zoned)
    other_low, other_high = _span(right, zoned=zoned)
    if high < other_low:
        return -1
    if low > other_high:
        return 1
    if left.precision != right.precision or (left.zone is None) != (right.zone is None):
        return None
    return (low > other_low) - (low < other_low)


def _span(value: Temporal, *, zoned: bool) -> tuple[int, int]:
    """Return the first and last nanosecond the value may mean, in UTC where that matters."""
    year, month, day, hour, minute, nanos = value.fields
    start = date(year, month, day).toordinal() * _DAY
    start += hour * _SPAN[HOUR] + minute * _SPAN[MINUTE] + nanos
    end = start + _SPAN[value.precision] - 1 if value.precision >= HOUR else _day_end(value)
    if not zoned:
        return start, end
    if value.zone is not None:
        return start - value.zone * _SPAN[MINUTE], end - value.zone * _SPAN[MINUTE]
    return start - _EAST * _SPAN[MINUTE], end - _WEST * _SPAN[MINUTE]


def _day_end(value: Temporal) -> int:
    return (date(*last_day(value)).toordinal() + 1) * _DAY - 1


def last_day(value: Temporal) -> tuple[int, int, int]:
    """Return the last day that a date or dateTime may mean."""
    year, month, day = value.fields[:3]
    if value.precision == YEAR:
        return year, 12, 31
    return (year, month, _month_length(year, month) if value.precision == MONTH else day)


def _month_length(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def equal(left: Temporal, right: Temporal) -> bool | None:
    """Return whether they are the same, None when it is open; a time never equals a date."""
    if (left.kind == "time") != (right.kind == "time"):
        return False
    order = compare(left, right)
    return None if order is None else order == 0


def equivalent(left: Temporal, right: Temporal) -> bool:
    """Return whether both have the same value and precision."""
    return left.precision == right.precision and equal(left, right) is True


def make(
    kind: str, precision: int, fields: tuple[int, ...], zone: int | None, digits: int = 3
) -> Temporal:
    """Return a value with its text written out of its fields; `digits` are those of a second."""
    year, month, day, hour, minute, nanos = fields
    text = "-".join((f"{year:04}", f"{month:02}", f"{day:02}")[:precision])
    if precision >= HOUR:
        second = f"{nanos // _NANO:02}"
        if digits:
            second += "." + f"{nanos % _NANO:09}"[:digits]
        clock = ":".join((f"{hour:02}", f"{minute:02}", second)[: precision - DAY])
        text = clock if kind == "time" else f"{text}T{clock}"
        text += _zone_text(zone)
    return Temporal(kind, precision, (year, month, day, hour, minute, nanos), zone, digits, text)


def _zone_text(zone: int | None) -> str:
    if zone is None or zone == 0:
        return "" if zone is None else "Z"
    return f"{'-' if zone < 0 else '+'}{abs(zone) // 60:02}:{abs(zone) % 60:02}"


_UNITS = {
    word: unit
    for unit, words in {
        "year": "year years",
        "month": "month months",
        "week": "week weeks wk",
        "day": "day days d",
        "hour": "hour hours h",
        "minute": "minute minutes min",
        "second": "second seconds s",
        "millisecond": "millisecond milliseconds ms",
    }.items()
    for word in words.split()
}
_FINEST = {"year": 1, "month": 2, "week": 3, "day": 3, "hour": 4, "minute": 5}
_PER = {"week": (7, "day"), "day": (30, "month"), "month": (12, "year")}
_CLOCK_NANOS = {
    "hour": 3600 * _NANO,
    "minute": 60 * _NANO,
    "second": _NANO,
    "millisecond": _NANO // 1000,
}


def add(value: Temporal, amount: Quantity, sign: int) -> Temporal:
    """Return the value moved by a calendar duration; decimals are cut off, as FHIRPath says.

    Raises ExpressionError for a unit that is no duration, for UCUM's mean month and year, for
    fractions of seconds (the standard and its tests contradict each other) and outside the years
    1 to 9999.
    """
    unit = _UNITS.get(amount.unit)
    if unit is None:
        raise ExpressionError(f"{amount.unit!r} cannot be added to a date or time")
    if unit in {"second", "millisecond"} and amount.value != amount.value.to_integral_value():
        raise ExpressionError("fractions of a second are not added: write milliseconds")
    if not -(10**12) < amount.value < 10**12:
        raise ExpressionError("the duration is too long")
    count = sign * int(amount.value)
    if value.kind == "time":
        return _add_clock(value, count, unit)
    if unit in _CLOCK_NANOS and value.precision >= HOUR:
        return _add_clock(value, count, unit)
    return _add_days(value, count, unit)


def _add_clock(value: Temporal, count: int, unit: str) -> Temporal:
    if unit not in _CLOCK_NANOS:
        raise ExpressionError("a time of day moves by hours, minutes and seconds only")
    if _FINEST.get(unit, SECOND) > value.precision:
        raise ExpressionError("the duration is finer than the time it is added to")
    year, month, day, hour, minute, nanos = value.fields
    clock = hour * _SPAN[HOUR] + minute * _SPAN[MINUTE] + nanos + count * _CLOCK_NANOS[unit]
    days, clock = divmod(clock, _DAY)
    moved = (year, month, day) if value.kind == "time" else _shift(year, month, day, days)
    hour, clock = divmod(clock, _SPAN[HOUR])
    minute, nanos = divmod(clock, _SPAN[MINUTE])
    fields = (*moved, hour, minute, nanos)
    return make(value.kind, value.precision, fields, value.zone, value.digits)


def _add_days(value: Temporal, count: int, unit: str) -> Temporal:
    if unit in _CLOCK_NANOS:
        total = abs(count) * _CLOCK_NANOS[unit] // _DAY
        count, unit = total if count >= 0 else -total, "day"
    while _FINEST[unit] > value.precision or unit == "week":
        if unit == "day" and value.precision == YEAR:
            count, unit = int(Decimal(count) / 365), "year"
            break
        factor, coarser = _PER[unit]
        count = count * factor if unit == "week" else int(Decimal(count) / factor)
        unit = coarser
    year, month, day = value.fields[:3]
    if unit == "day":
        moved = _shift(year, month, day, count)
    else:
        months = year * 12 + month - 1 + count * (12 if unit == "year" else 1)
        year, month = _in_calendar(months // 12), months % 12 + 1
        moved = (year, month, min(day, _month_length(year, month)))
    return make(value.kind, value.precision, (*moved, *value.fields[3:]), value.zone, value.digits)


def _in_calendar(year: int) -> int:
    if not MINYEAR <= year <= MAXYEAR:
        raise ExpressionError("the date is outside the years 1 to 9999")
    return year


def _shift(year: int, month: int, day: int, days: int) -> tuple[int, int, int]:
    try:
        moved = date.fromordinal(date(year, month, day).toordinal() + days)
    except (ValueError, OverflowError):
        raise ExpressionError("the date is outside the years 1 to 9999") from None
    return moved.year, moved.month, moved.day


_BOUNDARY_DIGITS = {
    "date": {4: YEAR, 6: MONTH, 8: DAY},
    "dateTime": {4: YEAR, 6: MONTH, 8: DAY, 10: HOUR, 12: MINUTE, 14: SECOND, 17: SECOND},
    "time": {2: HOUR, 4: MINUTE, 6: SECOND, 9: SECOND},
}


def boundary(value: Temporal, digits: int | None, *, high: bool) -> Temporal | None:
    """Return the first or last moment the value may mean, to the given number of digits.

    `digits` counts as in FHIRPath (8 for a day, 17 for a dateTime, 9 for a time); None asks for the
    finest. An unknown zone becomes the one that lies farthest out.
    """
    scale = _BOUNDARY_DIGITS[value.kind]
    precision = scale.get(max(scale) if digits is None else digits)
    if precision is None:
        return None
    if value.precision == HOUR:
        raise ExpressionError("the boundary of an hour without minutes is not defined")
    year, month, day, hour, minute, nanos = value.fields
    if high:
        year, month, day = last_day(value)
        hour, minute = (hour, minute) if value.precision >= HOUR else (23, 59)
        nanos = nanos if value.precision >= SECOND else 59 * _NANO
        if value.digits == 0 or value.precision < SECOND:
            nanos += 999_000_000
    zone = value.zone
    if value.kind == "dateTime" and zone is None and precision >= HOUR:
        zone = _WEST if high else _EAST
    fractions = 3 if digits in {None, 17, 9} else 0
    zone = zone if precision >= HOUR else None
    return make(value.kind, precision, (year, month, day, hour, minute, nanos), zone, fractions)


def instant_key(value: Temporal) -> tuple[bool, bool, int]:
    """Return a key that two values of the same precision share exactly when they are equal."""
    zoned = value.zone is not None
    return value.kind == "time", zoned, _span(value, zoned=zoned)[0]
