"""The library on the room's disk: one SQLite file with the installed release and the local texts.

Every change is one transaction: a program that is killed, a disk that is full or a power cut leave
what was there before. A rollback journal and no write-ahead log: a folder that may only be read is
read, and nothing lies beside the file between two changes. Several programs may use the file at
once. Nothing is created by reading. Leaves out searching (`app.library.search`) and what a meeting
sees of it (`app.library.room_library`). Bytes that tell who somebody is are refused by every way
in (`app.library.screening`).
"""

import contextlib
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from app.library.files import library_errors
from app.library.reading import check_text
from app.library.release import Changes, Release, changes_between, check_release, refuse_personal
from app.library.screening import screen
from app.model.base import Value
from app.model.errors import (
    LibraryConflict,
    LibraryDamaged,
    LibraryError,
    LibraryNewer,
)
from app.model.local_text import LOCAL, KnownPerson, LocalText
from app.model.outcome import StandardText

FILE_NAME = "library.sqlite3"
SCHEMA = 1
BUSY_SECONDS = 5.0
_OURS = 0x53616D73  # "Sams": PRAGMA application_id
_TABLES = (
    """CREATE TABLE release (
        number INTEGER PRIMARY KEY, published TEXT NOT NULL, installed TEXT NOT NULL)""",
    "CREATE TABLE release_text (place INTEGER PRIMARY KEY, body BLOB NOT NULL)",
    "CREATE TABLE release_definition (name TEXT PRIMARY KEY, body BLOB NOT NULL)",
    """CREATE TABLE local_text (
        url TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL,
        retired INTEGER NOT NULL, changed TEXT NOT NULL, PRIMARY KEY (url, version))""",
)
_T = TypeVar("_T")


class Shelf(Value, frozen=True, kw_only=True):
    """All that the file holds: the release, when it was installed (UTC), and local texts.

    `local` has the newest version of each, retired ones too, in the order in which they came.
    """

    release: Release | None = None
    installed: datetime | None = None
    local: tuple[LocalText, ...] = ()


class Store:
    """One library file, opened for each piece of work. Safe to use from any thread."""

    def __init__(self, folder: Path, *, busy_seconds: float = BUSY_SECONDS) -> None:
        """Take the folder; it is made by the first change."""
        self.path = folder / FILE_NAME
        self._busy_seconds = busy_seconds

    def read(self) -> Shelf:
        """Return all that is kept; an empty shelf where nothing is. Raises LibraryError."""
        if not self._exists():
            return Shelf()
        with self.opened() as database:
            return _read(database) if _schema(database) else Shelf()

    def versions(self, url: str) -> tuple[LocalText, ...]:
        """Return all versions of a local text, oldest first. Raises LibraryError."""
        if not self._exists():
            return ()
        with self.opened() as database:
            if not _schema(database):
                return ()
            rows = database.execute(
                "SELECT body, retired, changed FROM local_text WHERE url = ? ORDER BY version",
                (url,),
            )
            return tuple(map(_local_text, rows.fetchall()))

    def install(self, release: Release, *, checked: bool = False) -> Changes:
        """Let a release take the place of the one before, wholly or not at all.

        `checked`: `check_release` has just found it good. Raises PersonalText, DefinitionError
        (both: the release is not fit to be kept) and LibraryError.
        """
        if not checked:
            check_release(release)

        def work(database: sqlite3.Connection) -> Changes:
            before = _read(database).release
            _clear(database)
            database.execute(
                "INSERT INTO release VALUES (?, ?, ?)",
                (release.version, release.published.isoformat(), _now().isoformat()),
            )
            bodies = enumerate(map(msgspec.json.encode, release.texts))
            database.executemany("INSERT INTO release_text VALUES (?, ?)", bodies)
            database.executemany(
                "INSERT INTO release_definition VALUES (?, ?)", release.definitions
            )
            return changes_between(before, release)

        return self._change(work)

    def withdraw(self) -> None:
        """Let go of the release, of which nothing proves any more that it is one.

        Raises LibraryError.
        """
        if self.read().release is not None:
            self._change(_clear)

    def keep(
        self, texts: Sequence[LocalText], people: Iterable[KnownPerson] = ()
    ) -> tuple[LocalText, ...]:
        """Keep new versions of these local texts, all or none; return them as they are kept.

        Each names the version that it was made from, "" for a new text. `people`: the open
        meeting's. Raises PersonalText, DefinitionError, LibraryConflict and LibraryError.
        """
        known = tuple(people)
        for place, each in enumerate(texts):
            check_text(each.text, "", f"texts[{place}]")
        refuse_personal(screen(each.text, known) for each in texts)
        return self._change(lambda database: tuple(_keep(database, each) for each in texts))

    def erase(self, url: str) -> int:
        """Erase all versions of a local text, so that nothing of them is left in the file.

        Returns how many there were. Raises LibraryError.
        """
        if not self._exists():
            return 0
        return self._change(
            lambda database: (
                database.execute("DELETE FROM local_text WHERE url = ?", (url,)).rowcount
            )
        )

    # --- the file ---------------------------------------------------------------------------------

    def _exists(self) -> bool:
        with library_errors():
            return self.path.exists()

    def _change(self, work: Callable[[sqlite3.Connection], _T]) -> _T:
        """Do some work in one transaction; make the file if there is none."""
        with self.opened(make=True) as database:
            database.execute("BEGIN IMMEDIATE")
            try:
                if not _schema(database):
                    _create(database)
                done = work(database)
                database.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):  # the journal undoes it at the latest
                    database.execute("ROLLBACK")
                raise
            return done

    @contextlib.contextmanager
    def opened(self, *, make: bool = False) -> Iterator[sqlite3.Connection]:
        """Yield the file, opened for one piece of work; `make` it if there is none."""
        mode = "rwc" if make else "rw"
        with library_errors():
            if make:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(
                f"{self.path.absolute().as_uri()}?mode={mode}",
                timeout=self._busy_seconds,
                isolation_level=None,
                uri=True,
            )
            with contextlib.closing(database):
                # EXTRA: after a power cut, what was acknowledged is there. No file elsewhere.
                for pragma in ("synchronous = EXTRA", "temp_store = MEMORY", "secure_delete = ON"):
                    database.execute(f"PRAGMA {pragma}")
                yield database


class PracticeStore(Store):
    """A library that begins as the one on disk is, and lies in memory: nothing of it stays."""

    def __init__(self, real: Store) -> None:
        """Take over what is kept; nothing where that cannot be read."""
        super().__init__(real.path.parent)
        self._lock = threading.Lock()
        self._memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with contextlib.suppress(LibraryError):
            if real.read() != Shelf():
                with real.opened() as database:
                    database.backup(self._memory)

    def _exists(self) -> bool:
        return True

    @contextlib.contextmanager
    def opened(self, *, make: bool = False) -> Iterator[sqlite3.Connection]:  # noqa: ARG002
        """Yield the one there is."""
        with library_errors(), self._lock:
            try:
                yield self._memory
            finally:
                if self._memory.in_transaction:
                    self._memory.execute("ROLLBACK")


def _schema(database: sqlite3.Connection) -> bool:
    """Tell whether the tables are there; False for a file that is still empty."""
    (number,) = database.execute("PRAGMA user_version").fetchone()
    (owner,) = database.execute("PRAGMA application_id").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if not number and not owner and not tables:
        return False
    if owner != _OURS:
        raise LibraryDamaged("another program's file; left as it is")
    if number > SCHEMA:
        raise LibraryNewer(f"written by a newer Samsyn (schema {number}); left as it is")
    return True


def _create(database: sqlite3.Connection) -> None:
    for table in _TABLES:
        database.execute(table)
    database.execute(f"PRAGMA application_id = {_OURS}")
    database.execute(f"PRAGMA user_version = {SCHEMA}")


def _read(database: sqlite3.Connection) -> Shelf:
    if not database.in_transaction:
        database.execute("BEGIN")  # all that is read is of one moment
    if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise LibraryDamaged("a part of the file is broken; left as it is")
    rows = database.execute(
        "SELECT body, retired, changed FROM local_text AS each WHERE version ="
        " (SELECT max(version) FROM local_text WHERE url = each.url) ORDER BY rowid"
    )
    local = tuple(map(_local_text, rows.fetchall()))
    found = database.execute("SELECT number, published, installed FROM release").fetchone()
    if found is None:
        return Shelf(local=local)
    number, published, installed = found
    bodies = database.execute("SELECT body FROM release_text ORDER BY place").fetchall()
    definitions = database.execute(
        "SELECT name, CAST(body AS BLOB) FROM release_definition ORDER BY name"
    )
    return Shelf(
        release=Release(
            version=number,
            published=_time(published),
            texts=tuple(_text(body) for (body,) in bodies),
            definitions=tuple(definitions.fetchall()),
        ),
        installed=_time(installed),
        local=local,
    )


def _clear(database: sqlite3.Connection) -> None:
    for table in ("release", "release_text", "release_definition"):
        database.execute(f"DELETE FROM {table}")  # noqa: S608 -- names of ours


def _local_text(row: tuple[bytes, int, str]) -> LocalText:
    body, retired, changed = row
    return LocalText(text=_text(body), retired=bool(retired), changed=_time(changed))


def _text(body: bytes) -> StandardText:
    try:
        return msgspec.json.decode(body, type=StandardText)
    except (msgspec.DecodeError, UnicodeError, TypeError):
        raise LibraryDamaged("a text that cannot be read") from None


def _time(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written)
    except (ValueError, TypeError):
        raise LibraryDamaged("a time that cannot be read") from None


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _keep(database: sqlite3.Connection, wanted: LocalText) -> LocalText:
    """Add a version to a local text, unless it is as it was."""
    text = wanted.text
    url = text.url or uuid.uuid4().urn
    row = database.execute(
        "SELECT body, retired, changed FROM local_text WHERE url = ? ORDER BY version DESC LIMIT 1",
        (url,),
    ).fetchone()
    newest = _local_text(row) if row else None
    before = newest.text.version if newest else ""
    if text.version != before:
        raise LibraryConflict(f"made from version {text.version or 0}, there is {before or 0}")
    text = msgspec.structs.replace(text, url=url, status=LOCAL)
    if newest and (newest.text, newest.retired) == (text, wanted.retired):
        return newest
    version = int(before or 0) + 1
    kept = LocalText(
        text=msgspec.structs.replace(text, version=str(version)),
        retired=wanted.retired,
        changed=_now(),
    )
    database.execute(
        "INSERT INTO local_text VALUES (?, ?, ?, ?, ?)",
        (url, version, msgspec.json.encode(kept.text), kept.retired, str(kept.changed)),
    )
    return kept
