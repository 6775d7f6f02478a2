"""A release of the library fetched, verified and read, whole or not at all: python-tuf at work.

Synchronous: it runs in a worker thread (`app.library.updates`). Nothing of a release is used before
all of it has been found good. What goes wrong on the way is one of LibraryError's kinds. Leaves out
the store that the texts and definitions go into.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from tuf.api.exceptions import (
    DownloadError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    RepositoryError,
)
from tuf.api.metadata import Metadata, Root
from tuf.ngclient import Updater, UpdaterConfig

from app.library import signed
from app.library.contents import release_of
from app.library.fetching import Fetcher
from app.library.files import library_errors
from app.library.kept import Kept, KeptFolder
from app.library.release import Release
from app.library.signed import Evidence, SignedFile, SignedRelease
from app.model.errors import (
    DefinitionError,
    LibraryError,
    LibraryExpired,
    LibraryUnreachable,
    LibraryUntrusted,
    LibraryUnusable,
    PersonalText,
)

_LIMITS = UpdaterConfig(
    max_root_rotations=signed.MAX_ROTATIONS,
    max_delegations=0,
    root_max_length=signed.MAX_ROOT_BYTES,
    timestamp_max_length=signed.MAX_TIMESTAMP_BYTES,
    snapshot_max_length=signed.MAX_SNAPSHOT_BYTES,
    targets_max_length=signed.MAX_TARGETS_BYTES,
)


def read_kept(
    folder: KeptFolder, trusted_root: bytes, now: datetime
) -> tuple[Release, SignedRelease, Kept] | None:
    """Return the last good release, verified anew, and what proves it; None when there is none.

    Raises LibraryUntrusted when anything of it was altered or is missing, LibraryUnusable when this
    program cannot use it.
    """
    kept = folder.read()
    if kept is None:
        return None
    release = signed.verify(trusted_root, kept.evidence, now)
    return _release(folder, release), release, kept


def fetch(
    folder: KeptFolder,
    base_url: str,
    trusted_root: bytes,
    fetcher: Fetcher,
    progress: Callable[[int], None],
) -> tuple[Release, SignedRelease, Kept]:
    """Return the newest release and what proves it; `KeptFolder.keep` then makes it the good one.

    `progress` is told once how many bytes will come, before they do. Whatever came is there for the
    next try. The caller is the only program that updates, and checks what the release says.
    """
    folder.make()
    with suppress(LibraryUntrusted):  # what is kept cannot be read: then all of it comes anew
        if kept := folder.read():
            folder.remember(kept)
    try:
        with library_errors():
            updater = _updater(folder, base_url, trusted_root, fetcher)
            updater.refresh()
            now = datetime.now(UTC)
            evidence = _evidence(folder, trusted_root)
            release = signed.verify(trusted_root, evidence, now)
            missing = [file for file in release.files if folder.content(file) is None]
            progress(sum(file.length for file in missing))
            for file in missing:
                _download(updater, folder, file)
    except (RepositoryError, DownloadError) as error:
        raise _translated(error) from None
    return _release(folder, release), release, Kept(evidence=evidence, checked=now)


def _updater(folder: KeptFolder, base_url: str, root: bytes, fetcher: Fetcher) -> Updater:
    return Updater(
        metadata_dir=str(folder.metadata),
        metadata_base_url=f"{base_url}/metadata/",
        target_base_url=f"{base_url}/targets/",
        fetcher=fetcher,
        config=_LIMITS,
        bootstrap=root,
    )


def _evidence(folder: KeptFolder, trusted_root: bytes) -> Evidence:
    """Return the metadata that python-tuf has just found good and written."""

    def read(name: str) -> bytes:
        return (folder.metadata / name).read_bytes()

    first, last = _version(trusted_root), _version(read("root.json"))
    between = range(first + 1, last + 1)
    return Evidence(
        roots=tuple(read(f"root_history/{number}.root.json") for number in between),
        timestamp=read("timestamp.json"),
        snapshot=read("snapshot.json"),
        targets=read("targets.json"),
    )


def _version(root: bytes) -> int:
    return Metadata[Root].from_bytes(root).signed.version


def _download(updater: Updater, folder: KeptFolder, file: SignedFile) -> None:
    info = updater.get_targetinfo(file.name)
    if info is None:
        raise LibraryUntrusted("a file that was there is gone")
    came = Path(updater.download_target(info, str(folder.place(file).with_suffix(".part"))))
    folder.put(file, came.read_bytes())


def _release(folder: KeptFolder, release: SignedRelease) -> Release:
    files = {}
    for file in release.files:
        data = folder.content(file)
        if data is None:
            raise LibraryUntrusted("a file is missing or was altered")
        files[file.name] = data
    with usable():
        return release_of(files, release.version, release.published)


@contextmanager
def usable() -> Iterator[None]:
    """Turn what is wrong with a release's contents into LibraryUnusable."""
    try:
        yield
    except (DefinitionError, PersonalText) as error:
        raise LibraryUnusable(error.reason) from None


def _translated(error: Exception) -> LibraryError:
    """Say what kind of failure it was; python-tuf's own texts hold addresses."""
    name = type(error).__name__
    if isinstance(error, ExpiredMetadataError):
        return LibraryExpired(name)
    if isinstance(error, DownloadLengthMismatchError | RepositoryError):
        return LibraryUntrusted(name)
    return LibraryUnreachable(name)
