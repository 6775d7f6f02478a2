"""The folder that a programme group works in: what is published, what waits for signatures.

    public/metadata, public/targets   what rooms read: any web server or share serves it as it is
    files/texts, files/definitions    the contents of the next release
    drafts/root.json, targets.json    signed metadata that is not published yet

Files are written whole or not at all, and `public/metadata/timestamp.json` last of all: whoever
reads meanwhile, or stops in the middle, has the release before.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Snapshot, TargetFile, Targets, Timestamp

from app.library.files import alone, write_whole
from app.library.signed import MAX_FILE_BYTES, Folder
from app.model.errors import LibraryBusy, LibraryFull, LibraryReadOnly, PublishError

_ROOT = re.compile(r"(\d+)\.root\.json")
_T = TypeVar("_T", Root, Timestamp, Snapshot, Targets)


class Workshop:
    """Reads and writes that folder. Every method raises PublishError."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; `init` fills it."""
        self.folder = folder
        self.public = folder / "public"
        self._metadata = self.public / "metadata"
        self._drafts = folder / "drafts"
        self._files = folder / "files"

    @contextmanager
    def alone(self, *, new: bool = False) -> Iterator[Self]:
        """Be the only one who works in the folder; only a `new` one is made."""
        if not (new or self._drafts.exists() or self.public.exists()):
            raise PublishError(f"{self.folder} is no repository yet: samsyn-publish init")
        try:
            with alone(self.folder / "lock"):
                yield self
        except LibraryBusy:
            raise PublishError("somebody else is working in this folder: try again soon") from None
        except (LibraryFull, LibraryReadOnly) as error:
            what = "is full" if isinstance(error, LibraryFull) else "may not be written"
            raise PublishError(f"{self.folder}: the disk or folder {what}") from None

    # --- what is published ------------------------------------------------------------------------

    def root(self) -> Metadata[Root] | None:
        """Return the newest root that is published."""
        numbers = self._root_numbers()
        return self.root_of(max(numbers)) if numbers else None

    def root_of(self, number: int) -> Metadata[Root]:
        """Return the published root of that number."""
        return _load(Root, self._metadata / f"{number}.root.json")

    def timestamp(self) -> Metadata[Timestamp] | None:
        """Return the timestamp that is published."""
        path = self._metadata / "timestamp.json"
        return _load(Timestamp, path) if path.exists() else None

    def snapshot(self) -> Metadata[Snapshot] | None:
        """Return the snapshot that the timestamp names."""
        timestamp = self.timestamp()
        if timestamp is None:
            return None
        number = timestamp.signed.snapshot_meta.version
        return _load(Snapshot, self._metadata / f"{number}.snapshot.json")

    def targets(self) -> Metadata[Targets] | None:
        """Return the targets that the snapshot names."""
        snapshot = self.snapshot()
        if snapshot is None:
            return None
        number = snapshot.signed.meta["targets.json"].version
        return _load(Targets, self._metadata / f"{number}.targets.json")

    def content(self, info: TargetFile) -> bytes:
        """Return a published file."""
        return _bytes(self._place(info))

    def publish(self, name: str, data: bytes) -> None:
        """Put signed metadata in its place, as it was signed."""
        write_whole(self._metadata / name, data)

    def publish_content(self, info: TargetFile, data: bytes) -> None:
        """Put a file in its place, which its hash names."""
        write_whole(self._place(info), data)

    def _place(self, info: TargetFile) -> Path:
        folder, _, name = info.path.rpartition("/")
        return self.public / "targets" / folder / f"{info.hashes['sha256']}.{name}"

    def _root_numbers(self) -> list[int]:
        if not self._metadata.is_dir():
            return []
        found = (_ROOT.fullmatch(path.name) for path in self._metadata.iterdir())
        return [int(match[1]) for match in found if match]

    # --- what is being prepared -------------------------------------------------------------------

    def root_draft(self) -> Metadata[Root] | None:
        """Return the root that waits for signatures, or to be published."""
        return self._draft(Root, self.root())

    def targets_draft(self) -> Metadata[Targets] | None:
        """Return the targets that wait for signatures, or to be published."""
        return self._draft(Targets, self.targets())

    def _draft(self, kind: type[_T], published: Metadata[_T] | None) -> Metadata[_T] | None:
        path = self._drafts / f"{kind.type}.json"
        draft = _load(kind, path) if path.exists() else None
        if draft and published and draft.signed.version <= published.signed.version:
            return None  # somebody stopped between publishing it and taking it away
        return draft

    def keep_draft(self, draft: Metadata[_T]) -> None:
        """Keep what waits for signatures."""
        write_whole(self._drafts / f"{draft.signed.type}.json", draft.to_bytes())

    def drop_drafts(self) -> None:
        """Let go of the drafts: they are published."""
        for kind in (Root, Targets):
            (self._drafts / f"{kind.type}.json").unlink(missing_ok=True)

    def drop_targets_draft(self) -> None:
        """Let go of the targets' draft: nothing differs from what is published."""
        (self._drafts / "targets.json").unlink(missing_ok=True)

    def files(self) -> dict[str, bytes]:
        """Return the contents of the next release, by their names in the repository."""
        found = {}
        for folder in Folder:
            for path in sorted((self._files / folder).glob("*.json")):
                found[f"{folder}/{path.name}"] = read_file(path)
        return found

    def put_file(self, name: str, data: bytes) -> None:
        """Have a file in the next release."""
        write_whole(self._files / name, data)

    def drop_file(self, name: str) -> None:
        """Have a file no longer in the next release."""
        (self._files / name).unlink(missing_ok=True)


def read_file(path: Path) -> bytes:
    """Return a file that may be published. Raises PublishError."""
    data = _bytes(path, MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise PublishError(f"{path}: larger than {MAX_FILE_BYTES // 1024} KiB: divide it")
    return data


def _bytes(path: Path, most: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise PublishError(f"{path} cannot be read: {error.strerror}") from None


def _load(kind: type[_T], path: Path) -> Metadata[_T]:
    try:
        metadata = Metadata[_T].from_bytes(_bytes(path))
    except RepositoryError:
        raise PublishError(f"{path} is damaged: take it from a copy") from None
    if not isinstance(metadata.signed, kind):
        raise PublishError(f"{path} is no {kind.type} metadata: take it from a copy")
    return metadata
