"""FHIR's times as RIV-TA writes them: Swedish local time, and always to the second."""

from datetime import datetime
from zoneinfo import ZoneInfo

from app.practice.rivta.parts import Part, part

SWEDEN = ZoneInfo("Europe/Stockholm")
_YEAR, _DAY = len("2024"), len("2024-03-01")


def stamp(text: str) -> str:
    """Return `YYYYMMDDhhmmss`; a day is its midnight, a month or a year its first day. "" of ""."""
    if not text:
        return ""
    if len(text) < _DAY:
        text += "-01-01"[len(text) - _YEAR :]
    at = datetime.fromisoformat(text)
    local = at.astimezone(SWEDEN) if at.tzinfo else at
    return local.strftime("%Y%m%d%H%M%S")


def day(text: str) -> str:
    """Return `YYYYMMDD`."""
    return stamp(text)[: len("YYYYMMDD")]


def partial(name: str, text: str) -> Part | None:
    """Return a PartialTimeStamp: the same precision as FHIR's."""
    digits = stamp(text) if len(text) > _DAY else text.replace("-", "")
    form = "YYYYMMDDhhmmss"[: len(digits)]
    return part(name, part("format", form), part("value", digits)) if digits else None
