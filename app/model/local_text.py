"""A standard text that the organisation writes itself, and what of it may not be kept."""

from datetime import datetime
from enum import StrEnum

from app.model.base import Private, Value
from app.model.outcome import StandardText

LOCAL = "local"  # the status of texts that the organisation answers for itself


class LocalText(Value, frozen=True, kw_only=True):
    """One version of a local text: `text.version` is its number, from "1"; "" is not kept yet.

    A retired text is not offered any more; all its versions are kept. `changed`: UTC.
    """

    text: StandardText
    retired: bool = False
    changed: datetime | None = None


class FindingKind(StrEnum):
    """What in a text tells who somebody is."""

    PERSON_NUMBER = "person-number"  # personnummer or samordningsnummer
    RESERVE_NUMBER = "reserve-number"
    BIRTH_DATE = "birth-date"
    NAME = "name"
    TELEPHONE = "telephone"
    EMAIL = "e-mail"


class Finding(Value, frozen=True, kw_only=True):
    """Where a text tells who somebody is: a field of `StandardText`, and a range of characters."""

    field: str
    start: int
    end: int
    kind: FindingKind


class KnownPerson(Private, frozen=True, kw_only=True):
    """Somebody of the open meeting, as far as a text could name them.

    `names`: family and given names, or the whole name. `birth_date` is FHIR's, "" where unknown.
    """

    names: tuple[str, ...] = ()
    birth_date: str = ""
    number: str = ""
