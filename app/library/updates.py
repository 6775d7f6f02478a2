"""The signed library of this room: the last good release, and updates of it that can be stopped.

What is kept is verified anew at every start, and only that is ever in the store: a store that holds
anything else as a release is mended, or emptied of it. An update runs in a thread of its own, whose
every step is bounded (`app.library.fetching`), and is used whole or not at all. The caller sees to
it that none runs during a meeting.
"""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from app import logs
from app.library.fetching import Fetcher, Patience
from app.library.files import alone
from app.library.kept import KeptFolder
from app.library.release import Changes, check_release
from app.library.signed import read_root
from app.library.store import Store
from app.library.updating import fetch, read_kept, usable
from app.model.base import Value
from app.model.errors import LibraryUntrusted, LibraryUnusable, SamsynError

FOLDER = "signed"  # beside the store
_GRACE = 2.0  # seconds that a stopped thread gets; a share that hangs keeps it longer


class Source(Value, frozen=True, kw_only=True):
    """Where signed releases come from: the repository's address, and the root that is trusted."""

    url: str
    root: bytes


class Progress(Value, frozen=True, kw_only=True):
    """How far an update has come, in bytes."""

    done: int
    total: int


class Standing(Value, frozen=True, kw_only=True):
    """How the signed library stands.

    `checked`: when its source last said that this is the newest; None: there is no release.
    `stale`: roles whose signatures are too old by the clock. `trouble`: the error's code, "" for
    none. `changes`: what an update has just changed.
    """

    checked: datetime | None = None
    stale: tuple[str, ...] = ()
    trouble: str = ""
    changes: Changes | None = None


class LibraryUpdates:
    """The signed library in a folder, and the store that its release goes into."""

    def __init__(
        self, source: Source, folder: Path, store: Store, patience: Patience | None = None
    ) -> None:
        """Take where releases come from, the library's folder, and the store in it.

        Raises LibraryKeysUnreadable when the root that is trusted is none.
        """
        read_root(source.root)
        self._source, self._store = source, store
        self._patience = patience or Patience()
        self._kept = KeptFolder(folder / FOLDER)
        self._standing = Standing()
        self._mended: Changes | None = None  # by `open`, and not told with an update yet

    def open(self) -> Standing:
        """Have the last good release in the store, and nothing else; needs no network.

        Raises LibraryError when the store cannot be brought to it: then its release is not to be
        used.
        """
        try:
            self._standing = self._open()
        except (LibraryUntrusted, LibraryUnusable):  # or another program has just updated it
            self._standing = self._open_again()
        self._mended = self._standing.changes
        return self._standing

    def _open_again(self) -> Standing:
        try:
            return self._open()
        except (LibraryUntrusted, LibraryUnusable) as error:
            logs.failure("library-kept", error)
            self._store.withdraw()
            return Standing(trouble=error.code)

    def _open(self) -> Standing:
        found = read_kept(self._kept, self._source.root, datetime.now(UTC))
        if found is None:
            self._store.withdraw()
            return Standing()
        release, signed, kept = found
        if self._store.read().release == release:
            return Standing(checked=kept.checked, stale=signed.stale)
        with usable():  # it was; but a new program may know more
            changes = self._store.install(release)
        return Standing(checked=kept.checked, stale=signed.stale, changes=changes)

    async def update(self, heard: Callable[[Progress], None]) -> Standing:
        """Fetch the newest release, and use it if it is good; say how the library stands then.

        Nothing is raised but CancelledError: then nothing has changed, or all of it has. `heard` is
        told of the progress.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[Standing] = loop.create_future()

        def tell(call: Callable[..., object], *args: object) -> None:
            with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
                loop.call_soon_threadsafe(call, *args)

        meter = _Meter(lambda progress: tell(heard, progress))
        fetcher = Fetcher(self._source.url, self._patience, meter.came)

        def work() -> None:
            tell(_settle, done, self._in_words(fetcher, meter))

        threading.Thread(target=work, name="library-update", daemon=True).start()
        try:
            return await asyncio.shield(done)
        except asyncio.CancelledError:
            fetcher.stop()
            await asyncio.wait({done}, timeout=_GRACE)
            raise

    def _in_words(self, fetcher: Fetcher, meter: "_Meter") -> Standing:
        try:
            self._standing = self._update(fetcher, meter)
        except asyncio.CancelledError:
            return self._standing
        except Exception as error:  # noqa: BLE001 -- the meeting must begin all the same
            logs.failure("library-update", error)
            code = error.code if isinstance(error, SamsynError) else SamsynError.code
            return msgspec.structs.replace(self._standing, trouble=code, changes=None)
        return self._standing

    def _update(self, fetcher: Fetcher, meter: "_Meter") -> Standing:
        with fetcher, alone(self._kept.lock):
            release, signed, kept = fetch(
                self._kept, self._source.url, self._source.root, fetcher, meter.expect
            )
            new = self._store.read().release != release
            if new:
                with usable():
                    check_release(release)
            fetcher.go_on()
            self._kept.keep(kept)  # from here on it is the last good one, whatever happens
            changes = self._store.install(release, checked=True) if new else None
            self._kept.tidy(signed.files)
        mended, self._mended = self._mended, None
        return Standing(checked=kept.checked, stale=signed.stale, changes=changes or mended)


class _Meter:
    """Counts what comes; nothing is told before it is known how much will come."""

    def __init__(self, told: Callable[[Progress], None]) -> None:
        self._told = told
        self._done = self._total = 0

    def expect(self, total: int) -> None:
        self._done, self._total = 0, total

    def came(self, size: int) -> None:
        if self._total:
            self._done += size
            self._told(Progress(done=self._done, total=self._total))


def _settle(done: asyncio.Future[Standing], standing: Standing) -> None:
    if not done.done():
        done.set_result(standing)
