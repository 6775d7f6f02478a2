"""A server's certificate is held against what the operating system trusts."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.model.errors import HostUnreachable
from app.wire.fhir import FhirClient
from app.wire.http import Limits
from tests.fakes.raw_http import RawServer, resource

PATIENT = {"resourceType": "Patient", "id": "1"}
LIMITS = Limits(deadline=5.0, tries=1)


@pytest.fixture
def self_signed(tmp_path: Path) -> Path:
    """Return a file with the key and certificate of 127.0.0.1, which nobody has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = tmp_path / "server.pem"
    file.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.mark.parametrize("trusted", [False, True], ids=["unknown", "trusted"])
async def test_only_a_trusted_server_is_spoken_to(
    self_signed: Path, monkeypatch: pytest.MonkeyPatch, *, trusted: bool
) -> None:
    if trusted:  # the control: it is the certificate that the connection fails for
        context = ssl.create_default_context(cafile=str(self_signed))
        monkeypatch.setattr("app.wire.http._trust", lambda _: context)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(self_signed)
    async with RawServer(resource(PATIENT), tls=serving) as server:
        async with FhirClient(server.base_url, "token", limits=LIMITS) as client:
            if trusted:
                assert (await client.read("Patient", "1")).resource == PATIENT
            else:
                with pytest.raises(HostUnreachable):
                    await client.read("Patient", "1")
        assert len(server.requests) == trusted
