"""What a meeting has of the library: built in, installed, and the organisation's own. The port.

An installed text or definition takes the place of the built-in one with its address. Outside
practice there are no practice texts at all. In practice what is written stays in memory: nothing
of an exercise lies among real texts afterwards (docs/adr/0043-library.md). A file that cannot be
read is told by `trouble`; what is built in serves meanwhile.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.library import exchange
from app.library.builtin import BuiltinLibrary, Definitions
from app.library.files import library_errors
from app.library.reading import read_definition
from app.library.screening import screen
from app.library.search import TextIndex
from app.library.store import PracticeStore, Shelf, Store
from app.model.definition import ConferenceDefinition
from app.model.errors import DefinitionError, LibraryDamaged, LibraryError
from app.model.local_text import Finding, KnownPerson, LocalText
from app.model.outcome import RETIRED, StandardText
from app.room.memory import PRACTICE

_T = TypeVar("_T")


class RoomLibrary:
    """Implements `app.room.ports.Library`."""

    def __init__(
        self,
        builtin: BuiltinLibrary,
        store: Store,
        *,
        practice: bool,
        proven: bool,
        today: Callable[[], date],
    ) -> None:
        """Read everything. In practice take a store of which nothing stays.

        `proven`: the store's release has been verified (`app.library.updates`); else none is used.
        """
        self._proven = proven
        self._store, self._practice, self._today = store, practice, today
        self.trouble = ""  # a LibraryError's code: the file could not be read
        shelf, installed = self._first()
        release = shelf.release.texts if shelf.release else ()
        published = {each.url: each for each in (*builtin.texts(), *release)}
        self._definitions = Definitions((*builtin.all_definitions, *installed))
        self._published = tuple(filter(self._may_be_used, published.values()))
        self._now = self._with(shelf.local)

    # --- conference definitions -------------------------------------------------------------------

    def definition(self, url: str) -> ConferenceDefinition:
        """Return the definition of that url (with or without `|version`), else the general one."""
        return self._definitions.definition(url)

    def definitions(self) -> tuple[ConferenceDefinition, ...]:
        """Return the definitions that a case can be given, by title; the general one last."""
        return self._definitions.definitions()

    # --- standard texts ---------------------------------------------------------------------------

    def suggest(self, diagnosis_code: str, definition_url: str) -> tuple[StandardText, ...]:
        """Return the valid texts that fit a diagnosis (ICD-10-SE) and conference, best first."""
        return self._now.index.suggest(diagnosis_code, self.definition(definition_url))

    def search(self, words: str, diagnosis_code: str = "") -> tuple[StandardText, ...]:
        """Return the texts that hold all words, best first, a screenful."""
        return self._now.index.search(words, diagnosis_code)

    def texts(self) -> tuple[StandardText, ...]:
        """Return all texts that may be used."""
        return self._now.texts

    # --- local texts ------------------------------------------------------------------------------

    def local(self) -> tuple[LocalText, ...]:
        """Return the newest version of every local text, retired ones too."""
        return self._now.local

    def screen(self, text: StandardText, people: Iterable[KnownPerson]) -> tuple[Finding, ...]:
        """Return what in a text tells who somebody is."""
        return screen(text, people)

    async def keep(
        self, texts: Sequence[LocalText], people: Iterable[KnownPerson]
    ) -> tuple[LocalText, ...]:
        """Keep new versions of local texts, all or none; return them as they are kept.

        Raises PersonalText, DefinitionError and LibraryError.
        """
        return await asyncio.to_thread(self._and_look, lambda: self._store.keep(texts, people))

    async def look_again(self) -> None:
        """See what other programs have changed; a file that cannot be read is told by `trouble`."""
        await asyncio.to_thread(self._look)

    async def export_texts(self, path: Path) -> int:
        """Write the local texts that are in use to a new file; return how many they are.

        Raises LibraryError.
        """
        texts = [each.text for each in self.local() if not each.retired]
        with library_errors():
            await asyncio.to_thread(exchange.write, path, texts)
        return len(texts)

    async def import_texts(
        self, path: Path, people: Iterable[KnownPerson]
    ) -> tuple[tuple[LocalText | None, LocalText], ...]:
        """Keep what a file of texts holds, all or nothing; return what is new or changed.

        Each as it was (None: not there) and as it is. Raises PersonalText, DefinitionError and
        LibraryError.
        """

        def work() -> tuple[tuple[LocalText | None, LocalText], ...]:
            before = {each.text.url: each for each in self._store.read().local}
            with library_errors():
                wanted = exchange.wanted(exchange.read(path), before)
            kept = self._store.keep(wanted, people)
            pairs = ((before.get(each.text.url), each) for each in kept)
            return tuple((old, new) for old, new in pairs if old != new)

        return await asyncio.to_thread(self._and_look, work)

    def _and_look(self, work: Callable[[], _T]) -> _T:
        done = work()
        self._look()
        return done

    # --- what there is ----------------------------------------------------------------------------

    def _look(self) -> None:
        """See the local texts as they are; the release stays the one that the meeting began with.

        What cannot be read stays as it was.
        """
        try:
            local = self._store.read().local
        except LibraryError as error:
            self.trouble = error.code
            return
        self.trouble = ""
        if local != self._now.local:
            self._now = self._with(local)

    def _first(self) -> tuple[Shelf, list[ConferenceDefinition]]:
        """Return what is kept, with the installed definitions; what cannot be read is trouble."""
        shelf = Shelf()
        try:
            shelf = self._store.read()
            if not self._proven:
                return Shelf(local=shelf.local), []
            release = shelf.release.definitions if shelf.release else ()
            return shelf, [read_definition(body, name) for name, body in release]
        except LibraryError as error:
            self.trouble = error.code
        except DefinitionError:  # this program no longer knows what an older one installed
            self.trouble = LibraryDamaged.code
        return Shelf(local=shelf.local), []

    def _with(self, local: tuple[LocalText, ...]) -> "_Contents":
        own = (each.text for each in local if not each.retired)
        texts = (*own, *self._published)  # of texts that fit equally well, one's own come first
        return _Contents(local=local, texts=texts, index=TextIndex(texts, self._today()))

    def _may_be_used(self, text: StandardText) -> bool:
        return text.status != RETIRED and (self._practice or text.status != PRACTICE)


@dataclass(frozen=True, slots=True)
class _Contents:
    """The texts at one moment; taken in whole, so that no thread sees half of them."""

    local: tuple[LocalText, ...]
    texts: tuple[StandardText, ...]
    index: TextIndex


def open_library(
    folder: Path, *, practice: bool, proven: bool, today: Callable[[], date]
) -> RoomLibrary:
    """Return the library of a meeting: that folder's; in practice, what is written stays in memory.

    Takes a moment: call it beside the event loop.
    """
    store = Store(folder)
    return RoomLibrary(
        BuiltinLibrary(),
        PracticeStore(store) if practice else store,
        practice=practice,
        proven=proven,
        today=today,
    )
