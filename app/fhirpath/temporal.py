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

from app.fhirpath.quantity import CALENDAR, Quantity
from app.model.errors import ExpressionError

YEAR, MONTH, DAY, HOUR, MINUTE, SECOND = range(1, 7)

# nanoseconds
_SECOND = 10**9
_MINUTE = 60 * _SECOND
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_MILLISECOND = _SECOND // 1000

_DAY_TEXT = {YEAR: 4, MONTH: 7}
_SPAN = {DAY: _DAY, HOUR: _HOUR, MINUTE: _MINUTE, SECOND: 1}
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

    `start` is the first nanosecond it may mean, by its own clock, counted from `date`'s ordinal 0
    (a Time: from midnight); `zone` is the offset in minutes; `digits` are those of a fraction of a
    second; `text` is what was written, without `@` and `T`.
    """

    kind: str
    precision: int
    start: int
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
        text = text.removeprefix("T")
        return _with_clock(kind, 0, text, text)
    day_text, has_clock, clock = text.partition("T")
    match = _DATE.fullmatch(day_text)
    if match is None or (kind == "date" and has_clock):
        return None
    try:
        start = _midnight(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return None
    precision = day_text.count("-") + 1
    if not clock:
        return Temporal(kind, precision, start, None, 0, day_text)
    return _with_clock(kind, start, clock, text) if precision == DAY else None


def _midnight(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal() * _DAY


def _with_clock(kind: str, start: int, clock: str, text: str) -> Temporal | None:
    match = _CLOCK.fullmatch(clock)
    if match is None or (kind == "time" and match[5] is not None):
        return None
    hour, minute, second, fraction, zone = match.groups()
    start += int(hour) * _HOUR + int(minute or 0) * _MINUTE + int(second or 0) * _SECOND
    start += int((fraction or "0").ljust(9, "0"))
    precision = HOUR + (minute is not None) + (second is not None)
    return Temporal(kind, precision, start, _zone(zone), len(fraction or ""), text)


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
    east, west = (0, 0) if not zoned else (_EAST, _WEST)
    if zoned and value.zone is not None:
        east = west = value.zone
    return value.start - east * _MINUTE, _end(value) - west * _MINUTE


def _end(value: Temporal) -> int:
    """Return the last nanosecond the value may mean, by its own clock."""
    if value.precision >= DAY:
        return value.start + _SPAN[value.precision] - 1
    first = date.fromordinal(value.start // _DAY)
    month = first.month if value.precision == MONTH else 12
    return _midnight(first.year, month, _month_length(first.year, month)) + _DAY - 1


def _month_length(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def days(value: Temporal) -> tuple[date, date]:
    """Return the first and the last day that a date or dateTime may mean."""
    return date.fromordinal(value.start // _DAY), date.fromordinal(_end(value) // _DAY)


def equal(left: Temporal, right: Temporal) -> bool | None:
    """Return whether they are the same, None when it is open; a time never equals a date."""
    if (left.kind == "time") != (right.kind == "time"):
        return False
    order = compare(left, right)
    return None if order is None else order == 0


def equivalent(left: Temporal, right: Temporal) -> bool:
    """Return whether both have the same value and precision."""
    return left.precision == right.precision and equal(left, right) is True


def _make(kind: str, precision: int, start: int, zone: int | None, digits: int) -> Temporal:
    """Return a value with its text written out; raises ExpressionError outside the calendar."""
    ordinal, clock = divmod(start, _DAY)
    seconds, nanos = divmod(clock, _SECOND)
    fraction = f".{nanos:09}"[: digits + 1] if digits else ""
    parts = (f"{seconds // 3600:02}", f"{seconds // 60 % 60:02}", f"{seconds % 60:02}{fraction}")
    clock_text = ":".join(parts[: max(precision - DAY, 0)])
    if kind == "time":
        return Temporal(kind, precision, clock, zone, digits, clock_text)
    try:
        day = date.fromordinal(ordinal).isoformat()[: _DAY_TEXT.get(precision, 10)]
    except (ValueError, OverflowError):
        raise ExpressionError("the date is outside the years 1 to 9999") from None
    text = f"{day}T{clock_text}{_zone_text(zone)}" if clock_text else day
    return Temporal(kind, precision, start, zone, digits, text)


def _zone_text(zone: int | None) -> str:
    if zone is None or zone == 0:
        return "" if zone is None else "Z"
    return f"{'-' if zone < 0 else '+'}{abs(zone) // 60:02}:{abs(zone) % 60:02}"


_MONTHS = {"year": 12, "month": 1}
_NANOS = {
    **dict.fromkeys(("week", "wk"), 7 * _DAY),
    **dict.fromkeys(("day", "d"), _DAY),
    **dict.fromkeys(("hour", "h"), _HOUR),
    **dict.fromkeys(("minute", "min"), _MINUTE),
    **dict.fromkeys(("second", "s"), _SECOND),
    **dict.fromkeys(("millisecond", "ms"), _MILLISECOND),
}
_FINEST = {_HOUR: HOUR, _MINUTE: MINUTE, _SECOND: SECOND, _MILLISECOND: SECOND}
_LONGEST = 10**12


def add(value: Temporal, amount: Quantity, sign: int) -> Temporal:
    """Return the value moved by a calendar duration; decimals are cut off, as FHIRPath says.

    Raises ExpressionError for a unit that is no duration, for UCUM's mean month and year, for
    fractions of seconds (the standard and its tests contradict each other) and outside the years
    1 to 9999.
    """
    unit = amount.unit.removesuffix("s") if amount.unit in CALENDAR else amount.unit
    if unit not in _MONTHS and unit not in _NANOS:
        raise ExpressionError(f"{amount.unit!r} cannot be added to a date or time")
    if _NANOS.get(unit, _DAY) <= _SECOND and amount.value != amount.value.to_integral_value():
        raise ExpressionError("fractions of a second are not added: write milliseconds")
    if not -_LONGEST < amount.value < _LONGEST:
        raise ExpressionError("the duration is too long")
    count = sign * int(amount.value)
    if value.precision >= HOUR and unit in _NANOS:
        return _add_clock(value, count, _NANOS[unit])
    if value.kind == "time":
        raise ExpressionError("a time of day moves by hours, minutes and seconds only")
    if unit in _MONTHS:
        return _add_months(value, count * _MONTHS[unit])
    return _add_days(value, _whole(count * _NANOS[unit], _DAY))


def _add_clock(value: Temporal, count: int, nanos: int) -> Temporal:
    if value.kind == "time" and nanos > _HOUR:
        raise ExpressionError("a time of day moves by hours, minutes and seconds only")
    if _FINEST.get(nanos, DAY) > value.precision:
        raise ExpressionError("the duration is finer than the time it is added to")
    start = value.start + count * nanos
    return _make(value.kind, value.precision, start, value.zone, value.digits)


def _add_days(value: Temporal, count: int) -> Temporal:
    """Return a date moved by days, counted as FHIRPath says for partial dates: by 30 or by 365."""
    if value.precision == YEAR:
        return _add_months(value, _whole(count, 365) * 12)
    if value.precision == MONTH:
        return _add_months(value, _whole(count, 30))
    return _make(value.kind, DAY, value.start + count * _DAY, None, 0)


def _add_months(value: Temporal, count: int) -> Temporal:
    if value.precision == YEAR:
        count = _whole(count, 12) * 12
    day, clock = date.fromordinal(value.start // _DAY), value.start % _DAY
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise ExpressionError("the date is outside the years 1 to 9999")
    start = _midnight(year, month + 1, min(day.day, _month_length(year, month + 1))) + clock
    return _make(value.kind, value.precision, start, value.zone, value.digits)


def _whole(count: int, part: int) -> int:
    """Return how many whole parts there are, towards zero."""
    return count // part if count >= 0 else -(-count // part)


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
    start = value.start
    if high and value.precision < SECOND:
        start = _end(value) + 1 - _MILLISECOND
    elif high and value.digits == 0:
        start += _SECOND - _MILLISECOND
    zone = value.zone
    if value.kind == "dateTime" and zone is None:
        zone = _WEST if high else _EAST
    fractions = 3 if digits in {None, 17, 9} and precision == SECOND else 0
    edge = _make(value.kind, precision, start, zone if precision >= HOUR else None, fractions)
    return parse_temporal(edge.text, value.kind)  # which starts where its last part does


def instant_key(value: Temporal) -> tuple[bool, bool, int]:
    """Return a key that two values of the same precision share exactly when they are equal."""
    zoned = value.zone is not None
    return value.kind == "time", zoned, _span(value, zoned=zoned)[0]
