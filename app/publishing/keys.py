"""Keys of those who sign: the private part encrypted in a file of its owner, the public part named.

A private key is a PKCS #12 file (other programs open it, too), encrypted by a passphrase with
AES-256 and slowed by 600,000 rounds of PBKDF2. The public part is a small JSON file that its owner
gives to whoever sets the repository up.
"""

import os
import re
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12
from securesystemslib.signer import CryptoSigner, SSlibKey

from app.model.errors import PublishError

PRIVATE, PUBLIC = ".p12", ".pub"
SHORTEST_PASSPHRASE = 12
HOLDER = "x-samsyn-holder"  # in the signed metadata: whose key it is
_ROUNDS = 600_000
_MAX_BYTES = 64 * 1024
_NAME = re.compile(r"\w(?:[\w-]{0,62}\w)?")


class PublicKey(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file that a key's owner gives away. `holder` is a name for people, `key` is TUF's."""

    holder: str
    keyid: str
    key: dict[str, Any]

    @property
    def for_metadata(self) -> SSlibKey:
        """Return the key as it stands in the signed metadata. Raises PublishError."""
        try:
            key = SSlibKey.from_dict(self.keyid, {**self.key, HOLDER: self.holder})
        except (ValueError, KeyError, TypeError):
            raise PublishError(f"the public key of {self.holder} is damaged") from None
        if key.keytype != "ed25519":
            raise PublishError(f"the public key of {self.holder} is no Ed25519 key")
        return key


def make_key(folder: Path, holder: str, passphrase: str) -> tuple[Path, Path]:
    """Make a pair of keys; return the paths of the private and the public one.

    Raises PublishError, also when there are such files already: no key is ever written over.
    """
    if not _NAME.fullmatch(holder):
        raise PublishError(f"'{holder}' is no name for a key: take letters, digits and hyphens")
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PublishError(
            f"the passphrase is too short: take at least {SHORTEST_PASSPHRASE} characters, such as"
            " five words of a dictionary"
        )
    key = Ed25519PrivateKey.generate()
    signer = CryptoSigner(key)
    way = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(SHA256())
        .build(passphrase.encode())
    )
    private = pkcs12.serialize_key_and_certificates(holder.encode(), key, None, None, way)
    described = PublicKey(
        holder=holder, keyid=signer.public_key.keyid, key=signer.public_key.to_dict()
    )
    public = msgspec.json.format(msgspec.json.encode(described)) + b"\n"
    paths = folder / f"{holder}{PRIVATE}", folder / f"{holder}{PUBLIC}"
    _write_new(paths[0], private, 0o600)
    _write_new(paths[1], public, 0o644)
    return paths


def read_public(path: Path) -> PublicKey:
    """Read the file that a key's owner gave away. Raises PublishError."""
    try:
        return msgspec.json.decode(_read(path), type=PublicKey)
    except (msgspec.DecodeError, UnicodeError):
        raise PublishError(f"{path}: this is no public key; it ends with {PUBLIC}") from None


def open_private(path: Path, passphrase: str) -> CryptoSigner:
    """Open a private key. Raises PublishError, with the same words for a wrong passphrase."""
    try:
        key = pkcs12.load_pkcs12(_read(path), passphrase.encode()).key
    except ValueError:
        raise PublishError(f"{path}: the passphrase is wrong, or this is no private key") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise PublishError(f"{path}: this is no Ed25519 key")
    return CryptoSigner(key)


def _write_new(path: Path, data: bytes, mode: int) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise PublishError(f"{path} is there already: choose another name, or move it") from None
    except OSError as error:
        raise PublishError(f"{path} cannot be written: {error.strerror}") from None


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MAX_BYTES)
    except OSError as error:
        raise PublishError(f"{path} cannot be read: {error.strerror}") from None
