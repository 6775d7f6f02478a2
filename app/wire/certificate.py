"""A client certificate from PKCS#12, for mutual TLS: bytes and passphrase in, an SSLContext out.

Python's ssl reads key and certificate from named files only. On Linux that is a memory file, which
has no place on any disk; elsewhere a temporary file, encrypted with a passphrase that is made for
it and forgotten, and deleted at once (docs: privacy-security no. 8).
"""

import os
import secrets
import ssl
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12


class CertificateError(ValueError):
    """A certificate that cannot be used; its text is the cure, in a few words."""


def client_context(pkcs12: bytes, passphrase: str) -> ssl.SSLContext:
    """Return the context of a client that shows this certificate and trusts as the system does.

    Raises CertificateError for a wrong passphrase or what is no PKCS#12 with key and certificate.
    """
    try:
        held = load_pkcs12(pkcs12, passphrase.encode() or None)
    except (ValueError, TypeError):
        raise CertificateError("is no PKCS#12 file, or its passphrase is another one") from None
    if held.key is None or held.cert is None:
        raise CertificateError("holds no private key with its certificate")
    once = secrets.token_urlsafe(32)
    key = held.key.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(once.encode())
    )
    chain = (held.cert, *held.additional_certs)
    text = key + b"".join(each.certificate.public_bytes(Encoding.PEM) for each in chain)
    context = ssl.create_default_context()
    with _named(text) as path:
        try:
            context.load_cert_chain(path, password=once)
        except ssl.SSLError:
            raise CertificateError("holds a key or a signature that is too weak") from None
    return context


@contextmanager
def _named(text: bytes) -> Iterator[str]:
    """Give some bytes a name for as long as they are read."""
    if sys.platform == "linux":
        file = os.memfd_create("certificate", os.MFD_CLOEXEC)
        try:
            os.write(file, text)
            yield f"/proc/self/fd/{file}"
        finally:
            os.close(file)
    else:
        descriptor, name = tempfile.mkstemp()
        try:
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(text)
            yield name
        finally:
            Path(name).unlink()
