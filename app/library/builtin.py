"""The library that Samsyn brings along: conference definitions and standard texts of resources/.

All of it is practice material. Implements `app.room.ports.Library`. Leaves out: what organisations
add, updates and screening.
"""

import re
from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable

import resources
from app.library.meaning import repeated
from app.library.reading import read_definition, read_texts
from app.model.definition import WHOLE_RECORD, ConferenceDefinition
from app.model.errors import DefinitionError
from app.model.outcome import StandardText

GENERAL = "general"
_WORD = re.compile(r"\w+")


class BuiltinLibrary:
    """Everything is read, checked and compiled once, when the library is made."""

    def __init__(self, root: Traversable | None = None) -> None:
        """Read the library under `root` (resources/ by default): definitions/ and texts/.

        Raises DefinitionError, which names the file and the place in it.
        """
        top = root if root is not None else files(resources)
        self._definitions = tuple(
            read_definition(f.read_bytes(), f.name) for f in _json_files(top, "definitions")
        )
        self._texts = tuple(
            text for f in _json_files(top, "texts") for text in read_texts(f.read_bytes(), f.name)
        )
        _distinct("definition", [each.url for each in self._definitions])
        _distinct("definition", [each.name for each in self._definitions])
        _distinct("text", [each.url for each in self._texts])
        self._check_conferences()
        self._general = self.definition_named(GENERAL)
        self._words = {text.url: _words_of(text) for text in self._texts}

    def _check_conferences(self) -> None:
        known = {each.url for each in self._definitions}
        for text in self._texts:
            if strange := set(text.conferences) - known:
                raise DefinitionError(f"there is no conference {min(strange)}", definition=text.url)

    def definitions(self) -> tuple[ConferenceDefinition, ...]:
        """Return the definitions that a case can be given, by title; the general one last."""
        offered = (each for each in self._definitions if each.url != WHOLE_RECORD)
        return tuple(sorted(offered, key=_general_last))

    def definition(self, url: str) -> ConferenceDefinition:
        """Return the definition of that url (with or without `|version`), else the general one.

        `WHOLE_RECORD` is everything of a record, to be browsed when a meeting is prepared.
        """
        plain = url.partition("|")[0]
        return next((each for each in self._definitions if each.url == plain), self._general)

    def definition_named(self, name: str) -> ConferenceDefinition:
        """Return the definition of that name, such as "colorectal".

        Raises DefinitionError that tells which names there are.
        """
        for each in self._definitions:
            if each.name == name:
                return each
        known = ", ".join(each.name for each in self._definitions) or "none"
        raise DefinitionError(f"there is no such definition; there are: {known}", definition=name)

    def texts(self) -> tuple[StandardText, ...]:
        """Return all standard texts."""
        return self._texts

    def suggest(self, diagnosis_code: str, definition_url: str) -> tuple[StandardText, ...]:
        """Return the texts that fit a diagnosis (ICD-10-SE) and conference, best first.

        First those of the diagnosis, the nearest first; then the conference's others; then those
        that it shares and those of every diagnosis. What belongs to other conferences is left out.
        """
        conference = self.definition(definition_url)
        ranked = [(_rank(text, diagnosis_code, conference), text) for text in self._texts]
        fitting = [pair for pair in ranked if pair[0] > 0]
        return tuple(text for _, text in sorted(fitting, key=lambda pair: -pair[0]))

    def search(self, words: str, diagnosis_code: str = "") -> tuple[StandardText, ...]:
        """Return the texts that hold all words (prefixes count), best first.

        Best: the diagnosis fits, then more of the words stand in the title. Å, ä and ö are letters
        of their own. No words: all texts, in the order of the diagnosis.
        """
        wanted = _WORD.findall(words.casefold())
        found = [
            (_fit(text.diagnoses, diagnosis_code) > 0, in_title, text)
            for text in self._texts
            if (in_title := self._matches(text, wanted)) is not None
        ]
        return tuple(text for _, _, text in sorted(found, key=lambda hit: (not hit[0], -hit[1])))

    def _matches(self, text: StandardText, wanted: list[str]) -> int | None:
        """Return how many words stand in the title; None when a word stands nowhere."""
        title, everything = self._words[text.url]
        if not all(_holds(everything, word) for word in wanted):
            return None
        return sum(_holds(title, word) for word in wanted)


def _general_last(definition: ConferenceDefinition) -> tuple[bool, str]:
    return definition.name == GENERAL, definition.title.sv.casefold()


def _holds(words: frozenset[str], start: str) -> bool:
    return any(word.startswith(start) for word in words)


def _words_of(text: StandardText) -> tuple[frozenset[str], frozenset[str]]:
    title = frozenset(_WORD.findall(text.title.casefold()))
    return title, title | frozenset(_WORD.findall(text.text.casefold()))


def _fit(prefixes: tuple[str, ...], diagnosis_code: str) -> int:
    """Return how long the prefix is that fits a code, 0 for none. `C187` is the same as `C18.7`."""
    code = _plain(diagnosis_code)
    fitting = (len(p) for prefix in prefixes if code.startswith(p := _plain(prefix)))
    return max(fitting, default=0) if code else 0


def _plain(code: str) -> str:
    return code.replace(".", "").replace(" ", "").upper()


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


def _json_files(top: Traversable, folder: str) -> list[Traversable]:
    found = [f for f in top.joinpath(folder).iterdir() if f.name.endswith(".json")]
    return sorted(found, key=lambda f: f.name)


def _distinct(what: str, names: Iterable[str]) -> None:
    if double := repeated(names):
        raise DefinitionError(f"two of the same {what}: {double}")
