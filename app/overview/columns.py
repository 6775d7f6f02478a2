"""The contract with authors of conference definitions: which columns each kind of section reads.

A view's `where` chooses the resources of a section, in the order of the section's views. What
stands in a row is then read from the resource itself by the standard reading of the section's kind
(texts, units, reference interval, medication reference, origin …), so that a definition need not
spell it out and no two definitions read a resource differently. **A column of the view is an
exception to that: it replaces what the standard reading would put into the row's field of that
name**; null makes the field empty. The resource's key, version and origin are always known, and a
view may repeat its key as `id` for other programs. A column of any other name is refused, so that a
misspelt one is found when the definition is loaded.

**Statements** (imaging, pathology, notes) are set with their conclusion only, and say that the
whole text is in the record: a section with `"text": "full"` sets them whole. What was picked by
hand for this occasion, and what has no conclusion, is set whole in every section.

**A timeline** holds what has a date and stands oldest first; its limit keeps the newest, and what
goes on still is never old. It only names what happened: what a resource says in full is for another
section.

**Media** are the images, films and PDF documents of Media and DocumentReference, one row for each
attachment; a resource without such an attachment is none of the section's.

A view with `forEach` gives one row for each item; it should have columns that tell the rows apart.
"""

from decimal import Decimal
from typing import Any, NamedTuple

from app.model.definition import SectionKind
from app.model.overview import Flag, Track
from app.overview.values import decimal, number_in_words, yes_or_no
from app.overview.wording import clean


class Column(NamedTuple):
    """One column: the FHIR type it should have, and what it means."""

    type: str
    meaning: str


KEY_COLUMN = "id"  # getResourceKey(): for other programs; Samsyn knows it anyway

COLUMNS: dict[SectionKind, dict[str, Column]] = {
    SectionKind.ALERTS: {
        "text": Column("string", "what the alert is about: the substance, the risk"),
        "severe": Column("boolean", "whether it is marked as severe"),
        "certainty": Column("code", "FHIR verification status: confirmed, unconfirmed"),
        "since": Column("dateTime", "since when it is known"),
    },
    SectionKind.DIAGNOSES: {
        "text": Column("string", "the diagnosis in words"),
        "code": Column("string", "its ICD-10-SE code"),
        "status": Column("code", "FHIR clinical status: active, remission, resolved"),
        "since": Column("dateTime", "when it was made"),
        "detail": Column("string", "side, stage, grade"),
    },
    SectionKind.LABORATORY: {
        "name": Column("string", "the analysis; rows of the same name and unit are one series"),
        "at": Column("dateTime", "when the sample was taken"),
        "value": Column("decimal", "the number as recorded"),
        "comparator": Column("code", "<, <=, >= or >"),
        "text": Column("string", "a result that is no number"),
        "unit": Column("string", "the unit of value, low and high"),
        "low": Column("decimal", "lower bound of the reference interval"),
        "high": Column("decimal", "upper bound of the reference interval"),
        "interval": Column("string", "an interval that is only given in words"),
        "flag": Column("code", "high, low, abnormal or none"),
    },
    SectionKind.STATEMENTS: {
        "title": Column("string", "what was examined"),
        "at": Column("dateTime", "when it was examined"),
        "status": Column("code", "FHIR status: final, preliminary, amended"),
        "conclusion": Column("string", "the conclusion, shown first"),
        "text": Column("string", "the report"),
    },
    SectionKind.MEDICINES: {
        "generic": Column("string", "the generic name"),
        "brand": Column("string", "the product's name"),
        "strength": Column("string", "the strength with its unit"),
        "dose": Column("string", "dose and how often"),
        "route": Column("string", "the way in"),
        "since": Column("dateTime", "since when"),
        "until": Column("dateTime", "until when, of what has ended"),
        "status": Column("code", "FHIR status: active, completed"),
    },
    SectionKind.FACTS: {
        "title": Column("string", "the heading"),
        "text": Column("string", "what is told"),
        "at": Column("dateTime", "when it was so"),
    },
    SectionKind.TIMELINE: {
        "text": Column("string", "the event in a few words"),
        "at": Column("dateTime", "when it was, or began"),
        "until": Column("dateTime", "when it ended, of a period"),
        "track": Column("code", "diagnosis, operation, treatment, imaging or other"),
    },
    SectionKind.MEDIA: {
        "title": Column("string", "what is seen"),
        "at": Column("dateTime", "when it was made"),
        "note": Column("string", "what is told of it"),
    },
}

_NUMBERS = frozenset(("value", "low", "high"))


def strange_columns(kind: SectionKind, names: list[str]) -> list[str]:
    """Return the columns that this kind of section does not read."""
    return [name for name in names if name != KEY_COLUMN and name not in COLUMNS[kind]]


def exceptions(kind: SectionKind, row: dict[str, Any]) -> dict[str, Any]:
    """Return the row's fields that a view's columns replace, in the types of the row's fields."""
    known = COLUMNS[kind]
    return {name: _typed(name, value) for name, value in row.items() if name in known}


def _typed(name: str, value: Any) -> Any:
    if name in _NUMBERS:
        return decimal(value)
    if name == "severe":
        return value is True
    if name == "flag":
        return Flag(value) if value in set(Flag) else Flag.NONE
    if name == "track":
        return Track(value) if value in set(Track) else Track.OTHER
    return _text(value)


def _text(value: Any) -> str:
    match value:
        case str():
            return clean(value)
        case bool():
            return yes_or_no(value)
        case int() | Decimal():
            return number_in_words(Decimal(value))
        case list():
            return ", ".join(filter(None, (_text(item) for item in value)))
        case _:
            return ""
