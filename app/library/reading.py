"""Files of the library as values: strict, whoever wrote them and however they came here. Pure.

What is wrong is a DefinitionError that names the file and the place in it. Leaves out: what several
files must agree on, such as the conferences that texts belong to.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

import msgspec

from app.model.base import Value
from app.model.blanks import has_stray_brace
from app.model.definition import ConferenceDefinition, SectionKind
from app.model.errors import DefinitionError
from app.model.outcome import StandardText
from app.overview import prepare

_LONGEST = {"url": 200, "title": 200, "text": 4000, "source": 500, "unit": 200}
_T = TypeVar("_T")


class TextFile(Value, frozen=True, kw_only=True):
    """A file of standard texts."""

    texts: tuple[StandardText, ...]


def read_definition(data: bytes, name: str) -> ConferenceDefinition:
    """Return the conference definition that a file holds, its views compiled once.

    `name` is the file's, for the error. Raises DefinitionError.
    """
    definition = _decode(data, ConferenceDefinition, name)
    if not definition.sections or definition.sections[0].kind is not SectionKind.ALERTS:
        raise DefinitionError(
            "the first section must be the alerts", definition=name, where="sections[0]"
        )
    if double := repeated(section.key for section in definition.sections):
        raise DefinitionError(f"two of the same section: {double}", definition=name)
    prepare(definition)
    return definition


def read_texts(data: bytes, name: str) -> tuple[StandardText, ...]:
    """Return the standard texts that a file holds. `name` is the file's. Raises DefinitionError."""
    texts = _decode(data, TextFile, name).texts
    for place, text in enumerate(texts):
        check_text(text, name, f"texts[{place}]")
    if double := repeated(text.url for text in texts):
        raise DefinitionError(f"two of the same text: {double}", definition=name)
    return texts


def check_text(text: StandardText, name: str, where: str) -> None:
    """Raise DefinitionError, which names file and place, for a text that cannot be used."""
    if reason := _fault(text):
        raise DefinitionError(reason, definition=name, where=where)


def repeated(names: Iterable[str]) -> str:
    """Return the first name that is there twice, "" when all are distinct."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""


def _fault(text: StandardText) -> str:
    """Return what is wrong with a text, "" when nothing is."""
    for field, most in _LONGEST.items():
        if len(getattr(text, field)) > most:
            return f"{field} is longer than {most} characters"
    if has_stray_brace(text.text):
        return "a brace that belongs to no blank"
    for day in filter(None, (text.valid_from, text.valid_to)):
        if not _is_date(day):
            return "valid_from and valid_to are dates such as 2026-01-31"
    if text.valid_from and text.valid_to and text.valid_to < text.valid_from:
        return "it ends before it begins to be valid"
    return ""


def _is_date(day: str) -> bool:
    try:
        return date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _decode(data: bytes, shape: type[_T], name: str) -> _T:
    """Decode strictly: an unknown key or a wrong type is an error that names its place."""
    try:
        return msgspec.json.decode(data, type=shape)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        reason, _, where = str(error).partition(" - at ")
        raise DefinitionError(reason, definition=name, where=where.strip("`")) from None
