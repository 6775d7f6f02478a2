"""FHIR's times: kept as recorded, made comparable only for sorting and for periods."""

from datetime import UTC, date, datetime
from functools import lru_cache

from app.overview.shape import Json, child, string

_YEAR, _MONTH = len("2024"), len("2024-03")


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
