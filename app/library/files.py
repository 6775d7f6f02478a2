"""Files that are written whole or not at all, and a lock that no crash leaves behind.

What the disk or SQLite refuses is one of LibraryError's kinds.
"""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.model.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryError,
    LibraryFull,
    LibraryReadOnly,
)

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_KINDS: dict[str, type[LibraryError]] = {
    "FULL": LibraryFull,
    "READONLY": LibraryReadOnly,
    "CANTOPEN": LibraryReadOnly,
    "PERM": LibraryReadOnly,
    "AUTH": LibraryReadOnly,
    "BUSY": LibraryBusy,
    "LOCKED": LibraryBusy,
    "IOERR": LibraryError,
    "NOMEM": LibraryError,
}
_SUFFIX = ".new"  # what stands there after a crash is written over by the next try


def write_whole(path: Path, data: bytes) -> None:
    """Put the file in place of the one before at once; power may go at any moment.

    Raises LibraryFull or LibraryReadOnly.
    """
    new = path.with_name(path.name + _SUFFIX)
    with library_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    _settle(path.parent)


@contextmanager
def library_errors() -> Iterator[None]:
    """Turn what SQLite and the system say into errors of ours."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "SQLITE_ERROR")
        kind = _KINDS.get(name.removeprefix("SQLITE_").partition("_")[0], LibraryDamaged)
        raise kind(name) from None
    except OSError as error:
        kind = LibraryFull if error.errno in _FULL else LibraryReadOnly
        raise kind(str(error.strerror)) from None


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Be the only program that has this lock; the system takes it back however the program ends.

    SQLite's own lock of a file, which is the same on every system. Raises LibraryError, most
    often LibraryBusy.
    """
    with library_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    with contextlib.closing(connection):
        with library_errors():
            connection.execute("PRAGMA journal_mode = OFF")  # nothing is ever written into it
            connection.execute("BEGIN EXCLUSIVE")
        yield


def _settle(folder: Path) -> None:
    """Have the folder itself on the disk, where the system lets one."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
