"""Text as it is read, for looking something up in it: one spelling for what looks the same. Pure.

Digits of any script become 0-9, dashes "-", spaces " "; compatibility forms their plain letters;
signs without width go. Every sign keeps the place where it stood.
"""

import re
import unicodedata
from typing import NamedTuple

_AS_IT_IS = re.compile(r"[\n\x20-\x7eÅÄÖåäöÉé]*")
_DASHES = frozenset("−⁃")
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


def without_marks(word: str, *, keep: str = "") -> str:
    """Return a word without accents and the like; the letters in `keep` stay as they are."""
    if word.isascii():
        return word
    return "".join(
        sign
        if sign in keep
        else "".join(filter(str.isalpha, unicodedata.normalize("NFD", sign))) or sign
        for sign in unicodedata.normalize("NFC", word)
    )


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
    return "\n" if category in {"Zl", "Zp"} else sign
