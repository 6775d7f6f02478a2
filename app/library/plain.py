"""Text as it is read, for looking something up in it: one spelling for what looks the same. Pure.

Digits of any script become 0-9, dashes "-", spaces " "; compatibility forms their plain letters;
Cyrillic letters that look like Latin ones are those; signs without width go. Every sign keeps the
place where it stood.
"""

import re
import unicodedata
from typing import NamedTuple

_AS_IT_IS = re.compile(r"[\n\x20-\x7eÅÄÖåäöÉé]*")
_USUAL = re.compile(r"[\x00-\x7fÅÄÖåäö]*")
_DASHES = frozenset("−⁃")
_TWINS = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425",
    "aeopcyxiABEKMHOPCTX",
)
_MOST_MARKS = 4  # on one letter; more are no writing


class Plain(NamedTuple):
    """The plain text, and where each sign of it began and ended; None: where it stands."""

    text: str
    spans: tuple[tuple[int, int], ...] | None

    def places(self, start: int, end: int) -> tuple[int, int]:
        """Return where a (not empty) range of the plain text stands in what was written."""
        if self.spans is None:
            return start, end
        return self.spans[start][0], self.spans[end - 1][1]


def plain(written: str) -> Plain:
    """Return the text as it is read."""
    if _AS_IT_IS.fullmatch(written):
        return Plain(written, None)
    signs: list[str] = []
    spans: list[tuple[int, int]] = []
    for start, end in _letters(written):
        marked = written[start : min(end, start + 1 + _MOST_MARKS)]
        for sign in unicodedata.normalize("NFKC", marked):
            if found := _sign(sign):
                signs.append(found)
                spans.append((start, end))
    return Plain("".join(signs), tuple(spans))


class _Unmarked(dict[int, str]):
    """Letters without their marks, for `str.translate`; those in `keep` stay as they are."""

    def __init__(self, keep: str) -> None:
        super().__init__({ord(letter): letter for letter in keep})

    def __missing__(self, code: int) -> str:
        """Take the marks off a letter that is met for the first time."""
        parts = unicodedata.normalize("NFD", chr(code))
        self[code] = "".join(sign for sign in parts if not unicodedata.combining(sign))
        return self[code]


_BARE, _SWEDISH = _Unmarked(""), _Unmarked("åäöÅÄÖ")


def without_marks(text: str, *, swedish: bool = False) -> str:
    """Return a text without accents and the like; `swedish`: å, ä and ö are letters and stay."""
    if text.isascii() or (swedish and _USUAL.fullmatch(text)):
        return text
    return unicodedata.normalize("NFC", text).translate(_SWEDISH if swedish else _BARE)


def _letters(written: str) -> list[tuple[int, int]]:
    """Return where each letter begins and ends, with the marks that belong to it."""
    starts = [n for n, sign in enumerate(written) if not n or not unicodedata.combining(sign)]
    return list(zip(starts, [*starts[1:], len(written)], strict=True))


def _sign(sign: str) -> str:
    """Return one sign in its usual spelling, "" for what has no width."""
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""
    if (digit := unicodedata.digit(sign, None)) is not None:
        return str(digit)
    if category == "Pd" or sign in _DASHES:
        return "-"
    if category in {"Zs", "Cc"} and sign != "\n":
        return " "
    return "\n" if category in {"Zl", "Zp"} else sign.translate(_TWINS)
