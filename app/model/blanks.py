"""The blanks of a standard text: `{dos}` may stay empty, `{sida!}` must be filled to be sent."""

import re
from collections.abc import Mapping

from app.model.base import Value

_BLANK = re.compile(r"\{([^{}!\n]+)(!?)\}")


class Blank(Value, frozen=True, kw_only=True):
    """One blank of a text; a name that occurs twice is one blank, filled everywhere."""

    name: str
    mandatory: bool = False


def find_blanks(text: str) -> tuple[Blank, ...]:
    """Return the blanks of a text in order; mandatory when any place of the name is."""
    mandatory: dict[str, bool] = {}
    for name, mark in _BLANK.findall(text):
        mandatory[name.strip()] = mandatory.get(name.strip(), False) or bool(mark)
    return tuple(Blank(name=name, mandatory=must) for name, must in mandatory.items())


def has_stray_brace(text: str) -> bool:
    """Tell whether a brace belongs to no blank: a text that was mistyped."""
    rest = _BLANK.sub("", text)
    return "{" in rest or "}" in rest


def fill_blanks(text: str, values: Mapping[str, str]) -> str:
    """Return the text with the blanks filled that have a value; the others stay as they are."""

    def filled(match: re.Match[str]) -> str:
        return values.get(match[1].strip(), "").strip() or match[0]

    return _BLANK.sub(filled, text)


def readable(text: str) -> str:
    """Return the text with its open blanks as `[dos]`, for reading only."""
    return _BLANK.sub(lambda m: f"[{m[1].strip()}]", text)


def without_empty_blanks(text: str) -> str:
    """Return the text for sending: blanks that may be empty, and are, are taken out."""
    return re.sub(r" {2,}", " ", _BLANK.sub(lambda m: m[0] if m[2] else "", text)).strip()
