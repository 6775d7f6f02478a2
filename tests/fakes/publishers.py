"""A programme group and its repository, and what an attacker could make of its files."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from app.model.outcome import StandardText
from app.publishing import steps
from app.publishing.keys import PublicKey
from app.publishing.releasing import release
from app.publishing.roles import Group, Members
from app.publishing.workshop import Workshop

HOLDERS = ("anna", "bo", "cia", "publisher", "stranger")
Part = Root | Targets | Snapshot | Timestamp
_P = TypeVar("_P", Root, Targets, Snapshot, Timestamp)


def text_file(*texts: StandardText) -> bytes:
    """Return a file of standard texts."""
    return msgspec.json.encode({"texts": texts})


class Publishers:
    """Two of three root keys, two editors, one publisher; and a stranger."""

    def __init__(self, folder: Path) -> None:
        self.workshop = Workshop(folder / "library")
        self._new = folder / "new"
        self._new.mkdir()
        self.keys = {name: CryptoSigner.generate_ed25519() for name in HOLDERS}
        members = {
            Group.ROOT: self.members("anna", "bo", "cia", needed=2),
            Group.EDITORS: self.members("anna", "bo", needed=2),
            Group.PUBLISHER: self.members("publisher", needed=1),
        }
        steps.init(self.workshop, members)

    def members(self, *names: str, needed: int) -> Members:
        """Return a group of these people."""
        return Members(keys=tuple(map(self.public, names)), needed=needed)

    def public(self, name: str) -> PublicKey:
        """Return what somebody gives away of their key."""
        key = self.keys[name].public_key
        return PublicKey(holder=name, keyid=key.keyid, key=key.to_dict())

    def file(self, name: str, data: bytes) -> Path:
        """Return the path of a new file."""
        path = self._new / name
        path.write_bytes(data)
        return path

    def sign(self, *names: str) -> list[str]:
        """Let these people sign what waits for them."""
        return [line for name in names for line in steps.sign(self.workshop, self.keys[name])]

    def release(self, **files: bytes) -> dict[str, bytes]:
        """Add files (`colorectal=…` is colorectal.json), sign, release; return what is served."""
        paths = [self.file(f"{name}.json", data) for name, data in files.items()]
        if paths:
            steps.add(self.workshop, paths)
            self.sign("anna", "bo")
        release(self.workshop, self.keys["publisher"], 30)
        return self.served()

    def served(self) -> dict[str, bytes]:
        """Return every file of the repository by its path."""
        top = self.workshop.public
        files = (path for path in top.rglob("*") if path.is_file())
        return {f"/{path.relative_to(top).as_posix()}": path.read_bytes() for path in files}

    @property
    def root(self) -> bytes:
        """The first root, which rooms have from elsewhere."""
        return (self.workshop.public / "metadata" / "1.root.json").read_bytes()

    def forged(
        self,
        served: dict[str, bytes],
        *,
        targets: Callable[[Targets], object] | None = None,
        timestamp: Callable[[Timestamp], object] | None = None,
        editors: Iterable[str] = ("anna", "bo"),
        publisher: str = "publisher",
    ) -> dict[str, bytes]:
        """Return the files with a next version whose parts were changed, and signed by these."""
        new = dict(served)
        before = _part(Timestamp, served["/metadata/timestamp.json"])
        version = before.snapshot_meta.version
        snapshot = _part(Snapshot, served[f"/metadata/{version}.snapshot.json"])
        number = snapshot.meta["targets.json"].version
        part = _part(Targets, served[f"/metadata/{number}.targets.json"])
        part.version += 1
        if targets is not None:
            targets(part)
        data = self._signed(part, editors)
        new[f"/metadata/{part.version}.targets.json"] = data
        snapshot.version += 1
        snapshot.meta["targets.json"] = MetaFile.from_data(part.version, data, ["sha256"])
        data = self._signed(snapshot, [publisher])
        new[f"/metadata/{snapshot.version}.snapshot.json"] = data
        before.version += 1
        before.snapshot_meta = MetaFile.from_data(snapshot.version, data, ["sha256"])
        if timestamp is not None:
            timestamp(before)
        new["/metadata/timestamp.json"] = self._signed(before, [publisher])
        return new

    def _signed(self, part: Part, names: Iterable[str]) -> bytes:
        metadata: Metadata[Any] = Metadata(part)
        for name in names:
            metadata.sign(self.keys[name], append=True)
        return metadata.to_bytes()


def holding(name: str, data: bytes, *, length: int | None = None) -> Callable[[Targets], None]:
    """Return what puts a file into signed targets, as long as somebody claims that it is."""

    def put(targets: Targets) -> None:
        digest = {"sha256": sha256(data).hexdigest()}
        targets.targets[name] = TargetFile(len(data) if length is None else length, digest, name)

    return put


def place_of(name: str, data: bytes) -> str:
    """Return the path that a file of the repository has."""
    folder, _, own = name.rpartition("/")
    return f"/targets/{folder}/{sha256(data).hexdigest()}.{own}"


def ended(part: Part) -> None:
    """Let signed metadata have ended yesterday."""
    part.expires = datetime.now(UTC) - timedelta(days=1)


def _part(kind: type[_P], data: bytes) -> _P:
    part = Metadata[_P].from_bytes(data).signed
    assert isinstance(part, kind)
    return part
