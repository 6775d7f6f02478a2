"""Files that are written whole or not at all, and a lock that no crash leaves behind.

What the disk refuses is LibraryFull or LibraryReadOnly.
"""

import contextlib
import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.model.errors import LibraryBusy, LibraryFull, LibraryReadOnly

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SUFFIX = ".new"  # what stands there after a crash is written over by the next try


def write_whole(path: Path, data: bytes) -> None:
    """Put the file in place of the one before at once; power may go at any moment.

    Raises LibraryFull or LibraryReadOnly.
    """
    new = path.with_name(path.name + _SUFFIX)
    with told():
        path.parent.mkdir(parents=True, exist_ok=True)
        with new.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    _settle(path.parent)


@contextmanager
def told() -> Iterator[None]:
    """Turn what the disk refuses into LibraryFull or LibraryReadOnly."""
    try:
        yield
    except OSError as error:
        kind = LibraryFull if error.errno in _FULL else LibraryReadOnly
        raise kind(errno.errorcode.get(error.errno or 0, "")) from None


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Be the only program that has this lock; the system takes it back however the program ends.

    SQLite's own lock of a file, which is the same on every system. Raises LibraryBusy,
    LibraryFull or LibraryReadOnly.
    """
    with told():
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(path, timeout=0, isolation_level=None)
    except sqlite3.OperationalError:
        raise LibraryReadOnly("the lock") from None
    with contextlib.closing(connection):
        try:
            connection.execute("PRAGMA journal_mode = OFF")  # nothing is ever written into it
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise LibraryBusy("another program has the lock") from None
            raise LibraryReadOnly("the lock") from None
        except sqlite3.DatabaseError:
            raise LibraryReadOnly("the lock is no lock file") from None
        yield


def _settle(folder: Path) -> None:
    """Have the folder itself on the disk, where the system lets one."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
