"""Standard texts by what people type, and by diagnosis and conference: an index in memory.

SQLite's FTS5 finds beginnings of words; a word that begins nothing is taken as misspelt and its
nearest words are found. Å, ä and ö are letters of their own, accents are none. The index is made of
the texts as they are and lies in memory: what is searched for is never written anywhere, and
a search waits for nobody. Leaves out which texts there are (`app.library.room_library`).
"""

import re
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from app.library.plain import without_marks
from app.model.definition import ConferenceDefinition
from app.model.outcome import StandardText

MOST = 20  # texts that a search finds: more words find fewer, nobody reads on
_WORD = re.compile(r"[^\W_]+")
_AS_SWEDISH = str.maketrans("æøÆØ", "äöÄÖ")
_SLIPS = ((6, 1), (9, 2))  # so many letters have room for so many slips
_OWN_LETTERS_FROM = 8  # letters from which å for a is a slip and no other word
_MOST_NEAR = 24  # words that a misspelt one may be
# First letters that are taken for each other.
_FIRST = {
    sign: "".join(group)
    for group in ("cksz", "fvp", "gj", "wv", "aåä", "eä", "oöå", "iy", "uy")
    for sign in group
}
_FIND = f"SELECT rowid FROM words WHERE words MATCH ? LIMIT {MOST}"  # noqa: S608 -- a number


def fold(text: str) -> str:
    """Return a text as it is searched for: small letters, no accents, but å, ä and ö."""
    return without_marks(text.translate(_AS_SWEDISH), swedish=True).casefold()


class TextIndex:
    """Finds texts; made once for given texts."""

    def __init__(self, texts: Sequence[StandardText], on: date) -> None:
        """Take all texts; those that are not valid on that day come last and are not suggested."""
        self._valid = [text for text in texts if text.is_valid(on)]
        self._texts = [*self._valid, *(text for text in texts if not text.is_valid(on))]
        vocabulary: set[str] = set()
        rows = [_row(text, vocabulary) for text in self._texts]
        # Made in one thread, used in another; never in two at once.
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(
            "CREATE VIRTUAL TABLE words USING fts5(title, body, codes, columnsize=0,"
            " content='', prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 0')"
        )
        self._database.executemany(
            "INSERT INTO words (rowid, title, body, codes) VALUES (?, ?, ?, ?)",
            ((number, *row) for number, row in enumerate(rows)),
        )
        self._words = sorted(vocabulary)
        self._near = lru_cache(maxsize=64)(self._nearest)
        self._beginnings: dict[tuple[int, str], tuple[str, ...]] = {}
        self._suggested: dict[tuple[str, str], tuple[StandardText, ...]] = {}

    # --- what is typed ----------------------------------------------------------------------------

    def search(self, words: str, diagnosis_code: str = "") -> tuple[StandardText, ...]:
        """Return the texts that hold all words, `MOST` at most, best first.

        Beginnings of words count, misspelt ones are forgiven. Best: the diagnosis fits, then all
        words stand in the title, then the text is valid. No words: all texts.
        """
        terms = [self._term(word) for word in _WORD.findall(fold(words))]
        if "" in terms:
            return ()
        found: dict[int, None] = {}
        for query in _queries(terms, _code_term(diagnosis_code)):
            if query:
                rows = self._database.execute(_FIND, (query,))
                found |= dict.fromkeys(number for (number,) in rows)
            else:
                found |= dict.fromkeys(range(len(self._texts)))
            if len(found) >= MOST:
                break
        return tuple(self._texts[number] for number in tuple(found)[:MOST])

    def _term(self, word: str) -> str:
        """Return what FTS5 is asked for a word; "" when nothing is like it."""
        place = bisect_left(self._words, word)
        if place < len(self._words) and self._words[place].startswith(word):
            return _begins(word)
        near = self._near(word)
        return f"({' OR '.join(map(_begins, near))})" if near else ""

    def _nearest(self, word: str) -> tuple[str, ...]:
        """Return what a misspelt word may begin or be, the fewest slips first."""
        slips = max((most for least, most in _SLIPS if len(word) >= least), default=0)
        if not slips:
            return ()
        choices = [
            beginning
            for length in range(len(word) - 1, len(word) + 2)
            for first in _FIRST.get(word[0], word[0]) + (word[1] if word[1] != word[0] else "")
            for beginning in self._begin(length, first)
        ]
        found = process.extract(
            word, choices, scorer=OSA.distance, score_cutoff=slips, limit=_MOST_NEAR, processor=None
        )
        bare = without_marks(word)
        own = len(word) < _OWN_LETTERS_FROM
        return tuple(
            dict.fromkeys(
                each
                for each, _, _ in found
                if not (own and without_marks(each)[: len(bare)] == bare)
            )
        )

    def _begin(self, length: int, first: str) -> tuple[str, ...]:
        """Return all beginnings of that length with that first letter."""
        key = length, first
        if key not in self._beginnings:
            begin, end = (
                bisect_left(self._words, first),
                bisect_left(self._words, first + "\U0010ffff"),
            )
            found = dict.fromkeys(w[:length] for w in self._words[begin:end] if len(w) >= length)
            self._beginnings[key] = tuple(found)
        return self._beginnings[key]

    # --- what fits --------------------------------------------------------------------------------

    def suggest(
        self, diagnosis_code: str, conference: ConferenceDefinition
    ) -> tuple[StandardText, ...]:
        """Return the valid texts that fit a diagnosis (ICD-10-SE) and conference, best first.

        First those of the diagnosis, the nearest first; then the conference's others; then those
        that it shares and those of every diagnosis. What belongs to other conferences is left out.
        """
        key = diagnosis_code, conference.url
        if key not in self._suggested:
            ranked = [(_rank(text, diagnosis_code, conference), text) for text in self._valid]
            fitting = sorted((pair for pair in ranked if pair[0]), key=lambda pair: -pair[0])
            self._suggested[key] = tuple(text for _, text in fitting)
        return self._suggested[key]


def _row(text: StandardText, vocabulary: set[str]) -> tuple[str, str, str]:
    """Return what is found of a text; a code is found as a word, and as that of a diagnosis."""
    code = (text.code.code, text.code.display) if text.code else ()
    title = _WORD.findall(fold(text.title))
    body = _WORD.findall(
        fold(" ".join((text.text, text.source, text.unit, *text.diagnoses, *code)))
    )
    vocabulary.update(title, body)
    codes = (_plain(prefix).casefold() for prefix in text.diagnoses)
    return " ".join(title), " ".join(body), " ".join(codes)


def _begins(word: str) -> str:
    return f'"{word}"*'


def _queries(terms: Sequence[str], codes: str) -> Iterator[str]:
    """Yield what FTS5 is asked, the best first; each finds all that the ones before it find."""
    every = f"{{title body}} : ({' AND '.join(terms)})" if terms else ""
    ranks = [every]
    if terms:
        ranks.insert(0, f"{{title}} : ({' AND '.join(terms)})")
    if codes:
        yield from (" AND ".join(filter(None, (rank, codes))) for rank in ranks)
    yield from ranks


def _code_term(diagnosis_code: str) -> str:
    """Return what FTS5 is asked for the texts of a diagnosis, "" where there is none."""
    code = "".join(_WORD.findall(_plain(diagnosis_code).casefold()))
    prefixes = (f'"{code[:length]}"' for length in range(len(code), 0, -1))
    return f"{{codes}} : ({' OR '.join(prefixes)})" if code else ""


def _rank(text: StandardText, diagnosis_code: str, conference: ConferenceDefinition) -> int:
    """Return 0 for a text that does not fit, else the more the better it fits."""
    if text.conferences and conference.url not in text.conferences:
        return 0
    if fit := _fit(text.diagnoses, diagnosis_code):
        return 2 + fit
    if text.conferences:
        return 2 if text.conferences == (conference.url,) else 1
    if not text.diagnoses:
        return 1
    return 2 if any(_fit(conference.diagnoses, prefix) for prefix in text.diagnoses) else 0


def _fit(prefixes: Iterable[str], diagnosis_code: str) -> int:
    """Return how long the prefix is that fits a code, 0 for none. `C187` is the same as `C18.7`."""
    code = _plain(diagnosis_code)
    fitting = (len(p) for prefix in prefixes if code.startswith(p := _plain(prefix)))
    return max(fitting, default=0) if code else 0


def _plain(code: str) -> str:
    return code.replace(".", "").replace(" ", "").upper()
