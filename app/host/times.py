"""FHIR instants and periods as aware UTC times, to the millisecond: what every server keeps."""

from datetime import UTC, datetime

from app.model.attendance import Interval
from app.model.errors import HostNonsense
from app.overview.shape import Json, string


def instant(at: datetime) -> str:
    """Return a FHIR instant."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def to_millisecond(at: datetime) -> datetime:
    """Return the time as a host gives it back."""
    return at.astimezone(UTC).replace(microsecond=at.microsecond // 1000 * 1000)


def read_instant(text: str) -> datetime:
    """Read a FHIR dateTime or instant. Raises HostNonsense for what is none, or has no zone."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise HostNonsense("a time that is none") from None
    if at.tzinfo is None:
        raise HostNonsense("a time without its zone")
    return at.astimezone(UTC)


def period(interval: Interval) -> Json:
    """Return a FHIR Period."""
    start = {"start": instant(interval.start)}
    return start if interval.end is None else start | {"end": instant(interval.end)}


def read_period(element: Json) -> Interval | None:
    """Read a FHIR Period; None where it has no start."""
    if not (start := string(element, "start")):
        return None
    end = string(element, "end")
    return Interval(start=read_instant(start), end=read_instant(end) if end else None)
