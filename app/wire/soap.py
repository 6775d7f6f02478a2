"""SOAP 1.1 over HTTPS to one base address: a call is sent, and its answer is read.

Who reads, and the call's number, go along as headers for the hospital's own tracing; the patient
stands in the body only. A bearer token goes to this very machine and nowhere else: an
integration platform is told by the client certificate who calls.
"""

import ssl
import uuid
from pathlib import Path
from typing import Self

from app.model.errors import HostNonsense, HostRefused
from app.model.record import ContractAccess
from app.wire.address import AddressError, check_base_url, is_loopback
from app.wire.certificate import CertificateError, client_context
from app.wire.envelope import Fields, Interaction, Reply, envelope, fault_in, read_reply
from app.wire.http import HttpClient, Limits
from app.wire.replies import refuse

SOAP_LIMITS = Limits(deadline=35.0, max_bytes=64 << 20, tries=2, concurrency=16)
_XML = "text/xml; charset=utf-8"
_HTTP_OK = 200


def client_for(access: ContractAccess, *, limits: Limits = SOAP_LIMITS) -> "SoapClient":
    """Return a client for service contracts, with the certificate that the access names.

    Raises HostNonsense as `SoapClient` does, HostRefused for a certificate that cannot be used.
    """
    return SoapClient(
        access.base_url,
        consumer_hsa_id=access.consumer,
        token=access.token,
        certificate=_certificate(access),
        limits=limits,
    )


def _certificate(access: ContractAccess) -> ssl.SSLContext | None:
    if not access.certificate:
        return None
    try:
        return client_context(Path(access.certificate).read_bytes(), access.passphrase)
    except (OSError, CertificateError):
        raise HostRefused("the client certificate cannot be used") from None


class SoapClient:
    """One integration platform or system. Use `async with`, or `aclose()` in the end.

    Every method raises HostError or one of its kinds, and nothing else.
    """

    def __init__(
        self,
        base_url: str,
        *,
        consumer_hsa_id: str = "",
        token: str = "",
        certificate: ssl.SSLContext | None = None,
        limits: Limits = SOAP_LIMITS,
        proxy: str = "",
    ) -> None:
        """Take the base address, the HSA-id of who asks, and how to prove it.

        Raises HostNonsense for a base address that `check_base_url` refuses, or for an id or a
        token that cannot stand in a header.
        """
        try:
            self.base_url = check_base_url(base_url)
        except AddressError as error:
            raise HostNonsense(str(error)) from None
        if not all(text.isascii() and text.isprintable() for text in (consumer_hsa_id, token)):
            raise HostNonsense("an id or a token with signs that none has")
        headers = {"Accept": "text/xml", "User-Agent": "Samsyn"}
        if consumer_hsa_id:
            headers["x-rivta-original-serviceconsumer-hsaid"] = consumer_hsa_id
        if token and is_loopback(self.base_url):
            headers["Authorization"] = f"Bearer {token}"
        self._http = HttpClient(
            self.base_url, headers=headers, limits=limits, proxy=proxy, certificate=certificate
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        """Be the context of an `async with`."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close all connections."""
        await self.aclose()

    async def call(
        self, interaction: Interaction, logical_address: str, fields: Fields, *, again: bool = True
    ) -> Reply:
        """Send a request and return its answer. `again`: it may be sent twice, as a reading may."""
        headers = {
            "Content-Type": _XML,
            "SOAPAction": f'"{interaction.action}"',
            "x-skltp-correlation-id": str(uuid.uuid4()),
        }
        body = envelope(logical_address, interaction, fields)
        url = f"{self.base_url}/{interaction.path}"
        reply = await self._http.send("POST", url, headers=headers, body=body, again=again)
        if reply.status != _HTTP_OK:
            if meant := fault_in(reply.body):
                raise meant
            refuse(reply)
        return read_reply(reply.body, interaction)
