"""FHIR's times: kept as recorded, made comparable only for sorting and for periods."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache

from app.overview.shape import Json, child, string

_YEAR, _MONTH, _DAY = len("2024"), len("2024-03"), len("2024-03-01")
_INSTANT = timedelta(seconds=1)  # nobody means less than that


@lru_cache(maxsize=4096)
def moment(text: str) -> float:
    """Return seconds since 1970 of the beginning of a FHIR date or dateTime.

    A time without zone counts as UTC; what is no time is older than everything (-inf).
    """
    if len(text) in {_YEAR, _MONTH}:
        text += "-01-01"[len(text) - _YEAR :]
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return float("-inf")


def is_certainly_after(text: str, other: str) -> bool:
    """Tell whether a FHIR time lies after another one, whatever either means within its precision.

    `2024-03-01` is not certainly after `2024-03-01T13:00:00+01:00`, nor is `2024`. A date has no
    zone: it is a day where the other time was told. What is no time is after nothing.
    """
    zone = _zone(text) or _zone(other) or UTC
    later, earlier = _span(text, zone), _span(other, zone)
    return later is not None and earlier is not None and later[0] >= earlier[1]


def _zone(text: str) -> tzinfo | None:
    try:
        return datetime.fromisoformat(text).tzinfo if len(text) > _DAY else None
    except ValueError:
        return None


def _span(text: str, zone: tzinfo) -> tuple[datetime, datetime] | None:
    """Return the first moment that a FHIR time may mean, and the first one that it does not."""
    padded = text + "-01-01"[len(text) - _YEAR :] if len(text) in {_YEAR, _MONTH} else text
    try:
        told = datetime.fromisoformat(padded)
        first = told if told.tzinfo else told.replace(tzinfo=zone)
        return first.astimezone(UTC), _following(first, len(text)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _following(first: datetime, length: int) -> datetime:
    if length == _YEAR:
        return first.replace(year=first.year + 1)
    if length == _MONTH:
        return first.replace(year=first.year + first.month // 12, month=first.month % 12 + 1)
    return first + (timedelta(days=1) if length == _DAY else _INSTANT)


def when(resource: Json, *names: str) -> str:
    """Return the first of the elements that holds a time: a dateTime, or the start of a Period.

    `effective` stands for `effectiveDateTime`, `effectiveInstant` and `effectivePeriod`.
    """
    for name in names:
        for key in (name, f"{name}DateTime", f"{name}Instant"):
            if text := string(resource, key):
                return text
        for key in (name, f"{name}Period"):
            period = child(resource, key)
            if text := string(period, "start") or string(period, "end"):
                return text
    return ""


def months_before(at: datetime, months: int) -> float:
    """Return the moment that lies so many calendar months before."""
    total = at.year * 12 + at.month - 1 - months
    year, month = divmod(total, 12)
    day = min(at.day, _days_in(year, month + 1))
    return at.replace(year=year, month=month + 1, day=day).timestamp()


def _days_in(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days
