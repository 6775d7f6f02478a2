"""The signed library beside the start: verified, updated while the chair signs in, then let be.

An update never runs during a meeting: it is over, or stopped, before one opens, and its room has a
few seconds for that. Whatever goes wrong is told below the start's page and holds nothing up.
"""

import asyncio
from datetime import UTC, datetime
from importlib import import_module
from time import monotonic
from typing import TYPE_CHECKING

from app import logs
from app.config import Config
from app.model.errors import SamsynError
from app.tasks import TaskOwner
from ui import library_words
from ui.console.foot_strip import FootStrip

if TYPE_CHECKING:
    from app.library.updates import LibraryUpdates, Progress, Standing

PATIENCE = 3.0  # seconds that an update may take to answer, and that a meeting waits while it comes


class LibraryDesk:
    """Opens and updates the library of a room whose settings say where it comes from."""

    def __init__(self, config: Config, tasks: TaskOwner) -> None:
        """Take the settings, and who owns the tasks."""
        self._config, self._tasks = config, tasks
        self.strip = FootStrip(self._pressed)
        self._updates: LibraryUpdates | None = None
        self._standing: Standing | None = None
        self._opening: asyncio.Task[None] | None = None
        self._updating: asyncio.Task[None] | None = None
        self._begun = 0.0
        self._is_coming = False

    def begin(self) -> None:
        """Look for something newer, beside whatever else is done."""
        if self._opening is None or (self._opening.done() and self._standing is None):
            self._opening = self._tasks.start("library-open", self._open())
        if self._updating is None or self._updating.done():
            self._begun, self._is_coming = monotonic(), False
            self._updating = self._tasks.start("library-update", self._update())

    async def settle(self) -> bool:
        """Have no update run any more; tell whether the store's release is proven.

        Waits a few seconds for an update that is under way, and not again for one that got no
        answer while the chair signed in.
        """
        if self._opening is not None:
            await asyncio.shield(self._opening)
        if self._updating is not None:
            waited = 0.0 if self._is_coming else monotonic() - self._begun
            await asyncio.wait({self._updating}, timeout=max(0.0, PATIENCE - waited))
            self._updating.cancel()
            await asyncio.wait({self._updating})
        return self._standing is not None

    async def _open(self) -> None:
        """Verify what is kept. The modules and the check take a moment: the window goes on."""
        try:
            self._updates, self._standing = await asyncio.to_thread(self._opened)
        except Exception as error:  # noqa: BLE001 -- the meeting must begin all the same
            logs.failure("library-open", error)
            code = error.code if isinstance(error, SamsynError) else SamsynError.code
            self.strip.present(library_words.failed(code, None, _now()))

    def _opened(self) -> "tuple[LibraryUpdates, Standing]":
        updates = import_module("app.library.updates")
        store = import_module("app.library.store")
        config, folder = self._config, self._config.library_folder
        source = updates.Source(url=config.library.url, root=config.read_library_root())
        opened: LibraryUpdates = updates.LibraryUpdates(source, folder, store.Store(folder))
        return opened, opened.open()

    async def _update(self) -> None:
        self.strip.present(library_words.looking())
        try:
            if self._opening is not None:
                await asyncio.shield(self._opening)
            if self._updates is None or self._standing is None:
                return
            self._standing = await self._updates.update(self._come)
        except asyncio.CancelledError:
            checked = self._standing.checked if self._standing else None
            self.strip.present(library_words.skipped(checked, _now()))
            raise
        self.strip.present(library_words.standing(self._standing, _now()))

    def _come(self, progress: "Progress") -> None:
        self._is_coming = True
        if self._updating is not None and not self._updating.done():
            self.strip.present(library_words.fetching(progress))

    def _pressed(self) -> None:
        if self._updating is not None and not self._updating.done():
            self._updating.cancel()
        else:
            self.begin()


def _now() -> datetime:
    return datetime.now(UTC)
