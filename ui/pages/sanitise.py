"""Makes any text of a record safe to lay out: short enough, and holding only what can be seen.

Leaves out meaning: words stay as recorded. What is invisible or turns the direction of writing
around is taken away; what is too long is cut, and the cut is counted so that it can be told.
"""

import re
import unicodedata
from dataclasses import dataclass

TEXT_LIMIT = 6_000  # characters of a statement: some ten pages at 6 m
LINE_LIMIT = 240  # characters of a name, a heading, a unit
MARKS_PER_LETTER = 3
_SCAN = 4  # how many times the limit is looked at

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_UNSAFE = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_EMPTY_LINES = re.compile(r"[ \t\u00a0]*\n(?:[ \t\u00a0]*\n)+")
_LINE_ENDS = re.compile(r"[ \t]+\n")
_SPACES = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Clean:
    """A text that may be laid out, and how many characters of it are not in it."""

    text: str
    hidden: int = 0


def clean(text: str, limit: int = TEXT_LIMIT) -> Clean:
    """Clean a text of several lines; at most one empty line stays between two others."""
    looked_at = _visible(text[: limit * _SCAN])
    looked_at = _EMPTY_LINES.sub("\n\n", _LINE_ENDS.sub("\n", looked_at)).strip()
    unseen = max(0, len(text) - limit * _SCAN)
    return _cut(looked_at, limit, unseen)


def clean_line(text: str, limit: int = LINE_LIMIT) -> Clean:
    """Clean a text that stands in one paragraph: line breaks become spaces."""
    looked_at = _SPACES.sub(" ", _visible(text[: limit * _SCAN])).strip()
    return _cut(looked_at, limit, max(0, len(text) - limit * _SCAN))


def _visible(text: str) -> str:
    text = _INVISIBLE.sub("", _BREAKS.sub("\n", text))
    return _UNSAFE.sub("\ufffd", text)


def _cut(text: str, limit: int, unseen: int) -> Clean:
    kept, dropped = _tame_marks(text)
    hidden = unseen + dropped + max(0, len(kept) - limit)
    return Clean(kept[:limit].rstrip(), hidden)


def _tame_marks(text: str) -> tuple[str, int]:
    """Keep a few combining marks and joiners per letter: a thousand would cover the page."""
    if not text or max(text) < "\u0300":
        return text, 0
    kept: list[str] = []
    run = MARKS_PER_LETTER  # a mark without a letter before it has nothing to stand on
    for character in text:
        is_mark = unicodedata.category(character) in {"Mn", "Me", "Cf"}
        run = run + 1 if is_mark else 0
        if run <= MARKS_PER_LETTER:
            kept.append(character)
    return "".join(kept), len(text) - len(kept)
