"""The last good release as it is kept on this computer: a folder that is only ever added to.

`release.json` is the signed metadata of one whole release, written at once when all of it has been
found good; `contents/` holds its files, each named by its SHA-256, so that no name from elsewhere
becomes a path and what is there is never fetched twice; `metadata/` is python-tuf's own, which may
be ahead. Nothing here is believed: `app.library.signed` verifies it each time.
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from app.library.files import library_errors, write_whole
from app.library.signed import Evidence, SignedFile
from app.model.base import Value
from app.model.errors import LibraryUntrusted

_MAX_BYTES = 64 * 1024 * 1024  # with every root that there may be


class Kept(Value, frozen=True, kw_only=True):
    """What proves a release, and when the library last answered that it is the newest."""

    evidence: Evidence
    checked: datetime


class KeptFolder:
    """Reads and writes that folder. Writing raises LibraryFull or LibraryReadOnly."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when something is written."""
        self.metadata = folder / "metadata"
        self.lock = folder / "lock"
        self._release = folder / "release.json"
        self._contents = folder / "contents"

    def read(self) -> Kept | None:
        """Return what is kept, None when nothing is. Raises LibraryUntrusted."""
        try:
            with self._release.open("rb") as file:
                return msgspec.json.decode(file.read(_MAX_BYTES), type=Kept)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError, UnicodeError):
            raise LibraryUntrusted("what is kept cannot be read") from None

    def keep(self, kept: Kept) -> None:
        """Make this the last good release; its files must be there."""
        write_whole(self._release, msgspec.json.encode(kept))

    def content(self, file: SignedFile) -> bytes | None:
        """Return a file's bytes, None when they are not there or not what they must be."""
        try:
            with self.place(file).open("rb") as opened:
                data = opened.read(file.length + 1)
        except OSError:
            return None
        return data if file.is_whole(data) else None

    def put(self, file: SignedFile, data: bytes) -> None:
        """Keep a file's bytes."""
        write_whole(self.place(file), data)

    def place(self, file: SignedFile) -> Path:
        """Return where a file's bytes lie."""
        return self._contents / file.sha256

    def remember(self, kept: Kept) -> None:
        """Give python-tuf back what it has lost: by it, it notices that an older release is served.

        It does not wait for its own files to be on the disk.
        """
        for name, data in (
            ("timestamp.json", kept.evidence.timestamp),
            ("snapshot.json", kept.evidence.snapshot),
        ):
            path = self.metadata / name
            if not path.is_file() or not path.stat().st_size:
                write_whole(path, data)

    def tidy(self, files: tuple[SignedFile, ...]) -> None:
        """Throw away the contents of releases before, and what a crash has left half written."""
        wanted = {file.sha256 for file in files}
        with suppress(OSError):
            for path in self._contents.iterdir():
                if path.name not in wanted:
                    path.unlink()
            for path in self.metadata.glob("tmp*"):  # python-tuf's, between two names
                path.unlink()

    def make(self) -> None:
        """Make the folders."""
        with library_errors():
            self.metadata.mkdir(parents=True, exist_ok=True)
            self._contents.mkdir(parents=True, exist_ok=True)
