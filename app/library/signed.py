"""A signed release of the library: which files it may hold, and whether its signatures are right.

The verifier for what is kept on this computer, with or without a network: it refuses whatever was
altered, and reports what is too old by the clock instead of refusing it. Pure: bytes in, a verified
release or LibraryUntrusted out. docs/library-format.md tells other programs the same in words.
Leaves out how files come here (`app.library.updating`) and what they say (`app.library.reading`).
"""

import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from app.model.base import Value
from app.model.errors import (
    LibraryKeysUnreadable,
    LibraryTooNew,
    LibraryUntrusted,
    LibraryUnusable,
)

FORMAT = 1  # of the files; a release that needs a higher one needs a newer program
PUBLISHED = "published"  # in the signed part of targets.json: when the release was made
TIME = "%Y-%m-%dT%H:%M:%SZ"
MAX_FILES = 500
MAX_FILE_BYTES = 2 * 1024 * 1024
MAX_TOTAL_BYTES = 32 * 1024 * 1024
MAX_ROOT_BYTES = 256 * 1024
MAX_TIMESTAMP_BYTES = 16 * 1024
MAX_SNAPSHOT_BYTES = 64 * 1024
MAX_TARGETS_BYTES = 1024 * 1024
MAX_ROTATIONS = 128

NAME = re.compile(r"(?:[a-z0-9][a-z0-9-]{0,63}/){1,4}[a-z0-9][a-z0-9-]{0,63}\.json")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_T = TypeVar("_T", Root, Timestamp, Snapshot, Targets)


class Folder(StrEnum):
    """What the files of a folder of the repository are; files of other folders are left alone."""

    TEXTS = "texts"
    DEFINITIONS = "definitions"


class Evidence(Value, frozen=True, kw_only=True):
    """A release's signed metadata, as it was served. `roots`: those after the trusted one."""

    roots: tuple[bytes, ...] = ()
    timestamp: bytes
    snapshot: bytes
    targets: bytes


class SignedFile(Value, frozen=True, kw_only=True):
    """A file of a release: where it belongs, its name in the repository, and what it must be."""

    folder: Folder
    name: str
    length: int
    sha256: str

    def is_whole(self, data: bytes) -> bool:
        """Tell whether these bytes are the file."""
        info = TargetFile(self.length, {"sha256": self.sha256}, self.name)
        try:
            info.verify_length_and_hashes(data)
        except RepositoryError:
            return False
        return True


class SignedRelease(Value, frozen=True, kw_only=True):
    """A verified release. `stale`: the roles whose signatures are too old by the clock."""

    version: int
    published: datetime
    files: tuple[SignedFile, ...]
    stale: tuple[str, ...] = ()


def read_root(data: bytes) -> Root:
    """Return the root that is trusted. Raises LibraryKeysUnreadable when it is none."""
    try:
        metadata = Metadata[Root].from_bytes(data)
        if isinstance(metadata.signed, Root):
            metadata.signed.verify_delegate(Root.type, metadata.signed_bytes, metadata.signatures)
            return metadata.signed
    except (RepositoryError, ValueError, KeyError, TypeError) as error:
        raise LibraryKeysUnreadable(type(error).__name__) from None
    raise LibraryKeysUnreadable("metadata of another kind")


def verify(trusted_root: bytes, evidence: Evidence, now: datetime) -> SignedRelease:
    """Return the release that the evidence proves, starting from the root that is trusted.

    Raises LibraryUntrusted when a signature, version, length or hash is not what it must be,
    LibraryKeysUnreadable when the root is none, LibraryUnusable when a file has a name or size that
    no file of the library may have.
    """
    try:
        root = _last_root(read_root(trusted_root), evidence.roots)
        timestamp = _signed(Timestamp, evidence.timestamp, root)
        snapshot = _signed(Snapshot, evidence.snapshot, root, timestamp.snapshot_meta)
        targets = _signed(Targets, evidence.targets, root, snapshot.meta.get("targets.json"))
    except (RepositoryError, ValueError, KeyError, TypeError) as error:
        raise LibraryUntrusted(type(error).__name__) from None
    parts = (root, timestamp, snapshot, targets)
    return SignedRelease(
        version=targets.version,
        published=published_at(targets),
        files=files_of(targets),
        stale=tuple(part.type for part in parts if part.is_expired(now)),
    )


def published_at(targets: Targets) -> datetime:
    """Return when a release was made. Raises LibraryUnusable when it does not say so."""
    said = targets.unrecognized_fields.get(PUBLISHED)
    try:
        return datetime.strptime(str(said), TIME).replace(tzinfo=UTC)
    except ValueError:
        raise LibraryUnusable("it does not say when it was made") from None


def files_of(targets: Targets) -> tuple[SignedFile, ...]:
    """Return the files that are for us. Raises LibraryUnusable for names and sizes out of bounds.

    Every name is checked, those of unknown folders, too: none may lead out of a folder.
    """
    infos = list(targets.targets.values())
    if len(infos) > MAX_FILES:
        raise LibraryUnusable("too many files")
    files = [file for info in infos if (file := _file(info)) is not None]
    if sum(file.length for file in files) > MAX_TOTAL_BYTES:
        raise LibraryUnusable("too large as a whole")
    return tuple(sorted(files, key=lambda file: file.name))


def _file(info: TargetFile) -> SignedFile | None:
    if not NAME.fullmatch(info.path):
        raise LibraryUnusable("a file name that leads elsewhere")
    folder = info.path.partition("/")[0]
    if folder not in tuple(Folder):
        return None
    if info.length > MAX_FILE_BYTES:
        raise LibraryUnusable(f"{info.path}: too large")
    if not _SHA256.fullmatch(info.hashes.get("sha256", "")):
        raise LibraryUnusable(f"{info.path}: no SHA-256")
    custom = info.custom if isinstance(info.custom, dict) else {}
    if custom.get("format", FORMAT) != FORMAT:
        raise LibraryTooNew(info.path)
    return SignedFile(
        folder=Folder(folder),
        name=info.path,
        length=info.length,
        sha256=info.hashes["sha256"],
    )


def _last_root(root: Root, following: tuple[bytes, ...]) -> Root:
    """Return the newest root: each one is signed by the one before, and by itself.

    The trusted one may be newer than the first of those that follow: a program brings a new one.
    """
    for data in following:
        version = Metadata[Root].from_bytes(data).signed.version
        if version <= root.version:
            continue
        following_root = _signed(Root, data, root)
        if version != root.version + 1:
            raise LibraryUntrusted("a root is missing")
        root = _signed(Root, data, following_root)
    return root


def _signed(kind: type[_T], data: bytes, root: Root, meta: MetaFile | None = None) -> _T:
    """Return signed metadata of that kind; `meta` is what the role above says of it."""
    metadata = Metadata[_T].from_bytes(data)
    if not isinstance(metadata.signed, kind):
        raise LibraryUntrusted("metadata of another kind")
    root.verify_delegate(kind.type, metadata.signed_bytes, metadata.signatures)
    if kind in (Snapshot, Targets):
        if meta is None or meta.version != metadata.signed.version:
            raise LibraryUntrusted("metadata that does not belong together")
        meta.verify_length_and_hashes(data)
    return metadata.signed
