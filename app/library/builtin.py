"""The library that Samsyn brings along: conference definitions and standard texts of resources/.

All of it is practice material. Leaves out: what organisations add, updates, screening, and how
texts are found (`app.library.room_library`).
"""

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


class Definitions:
    """Conference definitions by url and by name; of two with the same url the last one counts."""

    def __init__(self, definitions: Iterable[ConferenceDefinition]) -> None:
        """Take all, among them the general one. Raises DefinitionError without it."""
        self._by_url = {each.url: each for each in definitions}
        self._general = self.definition_named(GENERAL)

    @property
    def all_definitions(self) -> tuple[ConferenceDefinition, ...]:
        """Those that a case can be given, and the whole record's."""
        return tuple(self._by_url.values())

    def definitions(self) -> tuple[ConferenceDefinition, ...]:
        """Return the definitions that a case can be given, by title; the general one last."""
        offered = (each for each in self._by_url.values() if each.url != WHOLE_RECORD)
        return tuple(sorted(offered, key=_general_last))

    def definition(self, url: str) -> ConferenceDefinition:
        """Return the definition of that url (with or without `|version`), else the general one.

        `WHOLE_RECORD` is everything of a record, to be browsed when a meeting is prepared.
        """
        return self._by_url.get(url.partition("|")[0], self._general)

    def definition_named(self, name: str) -> ConferenceDefinition:
        """Return the definition of that name, such as "colorectal".

        Raises DefinitionError that tells which names there are.
        """
        for each in self._by_url.values():
            if each.name == name:
                return each
        known = ", ".join(each.name for each in self._by_url.values()) or "none"
        raise DefinitionError(f"there is no such definition; there are: {known}", definition=name)


class BuiltinLibrary(Definitions):
    """Everything is read, checked and compiled once, when the library is made."""

    def __init__(self, root: Traversable | None = None) -> None:
        """Read the library under `root` (resources/ by default): definitions/ and texts/.

        Raises DefinitionError, which names the file and the place in it.
        """
        top = root if root is not None else files(resources)
        definitions = [
            read_definition(f.read_bytes(), f.name) for f in _json_files(top, "definitions")
        ]
        self._texts = tuple(
            text for f in _json_files(top, "texts") for text in read_texts(f.read_bytes(), f.name)
        )
        _distinct("definition", [each.url for each in definitions])
        _distinct("definition", [each.name for each in definitions])
        _distinct("text", [each.url for each in self._texts])
        super().__init__(definitions)
        self._check_conferences()

    def _check_conferences(self) -> None:
        known = {each.url for each in self.all_definitions}
        for text in self._texts:
            if strange := set(text.conferences) - known:
                raise DefinitionError(f"there is no conference {min(strange)}", definition=text.url)

    def texts(self) -> tuple[StandardText, ...]:
        """Return all standard texts."""
        return self._texts


def _general_last(definition: ConferenceDefinition) -> tuple[bool, str]:
    return definition.name == GENERAL, definition.title.sv.casefold()


def _json_files(top: Traversable, folder: str) -> list[Traversable]:
    found = [f for f in top.joinpath(folder).iterdir() if f.name.endswith(".json")]
    return sorted(found, key=lambda f: f.name)


def _distinct(what: str, names: Iterable[str]) -> None:
    if double := repeated(names):
        raise DefinitionError(f"two of the same {what}: {double}")
