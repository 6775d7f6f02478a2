"""Mutual TLS with a PKCS#12 file: the server sees the certificate, no file is left anywhere."""

import os
import ssl
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509 import load_pem_x509_certificate
from cryptography.x509.oid import NameOID
from msgspec import structs

from app.model.errors import HostRefused, HostUnreachable
from app.model.record import ContractAccess
from app.wire.certificate import CertificateError, client_context
from app.wire.http import HttpClient, Limits
from app.wire.soap import client_for
from tests.fakes.raw_http import RawServer, ok

LIMITS = Limits(deadline=5.0, tries=1)
PASSPHRASE = "övning"


def pkcs12(issued: trustme.LeafCert) -> bytes:
    key = load_pem_private_key(issued.private_key_pem.bytes(), None)
    certificate = load_pem_x509_certificate(issued.cert_chain_pems[0].bytes())
    how = BestAvailableEncryption(PASSPHRASE.encode())
    return serialize_key_and_certificates(b"rum", key, certificate, None, how)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server_context(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.configure_trust(context)
    context.verify_mode = ssl.CERT_REQUIRED
    return context


async def fetched(server_context: ssl.SSLContext, client: ssl.SSLContext) -> bytes:
    async with RawServer(ok(b"hej"), tls=server_context) as server:
        made = HttpClient(server.base_url, headers={}, limits=LIMITS, certificate=client)
        async with made as http:
            return (await http.send("GET", server.base_url)).body


@pytest.mark.parametrize("platform", ["linux", "win32"])
async def test_the_server_is_shown_the_certificate(
    authority: trustme.CA,
    server_context: ssl.SSLContext,
    platform: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trusting = ssl.create_default_context()
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    context = client_context(pkcs12(authority.issue_cert("rum.example.org")), PASSPHRASE)
    monkeypatch.undo()
    authority.configure_trust(context)
    assert await fetched(server_context, context) == b"hej"
    assert os.listdir(tmp_path) == []  # noqa: PTH208 -- a test's folder


async def test_without_a_certificate_there_is_no_connection(
    authority: trustme.CA, server_context: ssl.SSLContext
) -> None:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    with pytest.raises(HostUnreachable):
        await fetched(server_context, context)


def test_a_wrong_passphrase_or_file_is_said(authority: trustme.CA) -> None:
    held = pkcs12(authority.issue_cert("rum.example.org"))
    with pytest.raises(CertificateError, match="passphrase"):
        client_context(held, "fel")
    with pytest.raises(CertificateError, match="PKCS#12"):
        client_context(b"-----BEGIN", "")


def test_a_file_without_a_key_is_said(authority: trustme.CA) -> None:
    issued = load_pem_x509_certificate(authority.issue_cert("a.example").cert_chain_pems[0].bytes())
    how = BestAvailableEncryption(PASSPHRASE.encode())
    lone = serialize_key_and_certificates(b"rum", None, None, [issued], how)
    with pytest.raises(CertificateError, match="no private key"):
        client_context(lone, PASSPHRASE)


def test_a_key_that_nobody_should_use_is_said(authority: trustme.CA) -> None:
    weak = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "rum.example.org")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=weak.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(weak, hashes.SHA256())
    )
    how = BestAvailableEncryption(PASSPHRASE.encode())
    held = serialize_key_and_certificates(b"rum", weak, certificate, None, how)
    with pytest.raises(CertificateError, match="too weak"):
        client_context(held, PASSPHRASE)


def test_a_client_for_contracts_shows_the_certificate_that_the_settings_name(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(
        "app.wire.soap.HttpClient", lambda *_, certificate, **__: shown.append(certificate)
    )
    file = tmp_path / "room.p12"
    file.write_bytes(pkcs12(authority.issue_cert("rum.example.org")))
    access = ContractAccess(
        base_url="https://esb.example.org/vp", certificate=str(file), passphrase=PASSPHRASE
    )
    client_for(access)
    client_for(structs.replace(access, certificate=""))
    assert [type(each) for each in shown] == [ssl.SSLContext, type(None)]
    for wrong in (
        structs.replace(access, passphrase="fel"),
        structs.replace(access, certificate="x"),
    ):
        with pytest.raises(HostRefused):
            client_for(wrong)
