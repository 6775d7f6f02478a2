"""HTTP to one origin: a deadline per try, caps on what comes back, retries of what may be.

The only module that imports httpx2. A client's own time-outs are per read, and a server that sends
a byte now and then outlives them; so each try as a whole has a deadline. Bodies are counted while
they are read and after they are decompressed. Redirects are never followed. Leaves out what the
bytes mean (`app.wire.jsontext`, `app.wire.fhir`).
"""

import asyncio
import logging
import random
import ssl
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Self

import httpx2

from app.model.base import Private, Value
from app.model.errors import HostError, HostNonsense, HostSilent, HostUnreachable, TooMuch
from app.wire.address import is_loopback

_KIB = 1024
_MAX_HEADERS = 256
_DIGITS = 6  # of a pause in seconds: longer ones are nonsense
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})

# They print addresses, and an address can hold who a patient is.
for _name in ("httpx2", "httpcore2", "h11"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)  # and so all loggers below them


class Limits(Value, frozen=True, kw_only=True):
    """How long, how much and how often. Times in seconds.

    `deadline`: one whole try, from the first byte out to the last one in. `tries`: of what may be
    sent again. `backoff`: the first pause is random between 0 and this, the next one between 0 and
    twice as much, and so on (full jitter), up to `max_pause`.
    """

    deadline: float = 15.0
    max_bytes: int = 128 * _KIB * _KIB
    tries: int = 4
    backoff: float = 0.5
    max_pause: float = 5.0
    concurrency: int = 6


USUAL_LIMITS = Limits()


class Reply(Private, frozen=True, kw_only=True):
    """A whole answer, whatever its status. Header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def retry_after(self) -> float | None:
        """Return the seconds that the server asks us to wait (only seconds are understood)."""
        text = self.headers.get("retry-after", "")
        return float(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


class Backoff:
    """Pauses with full jitter, so that many consoles do not come back all at once."""

    def __init__(self, limits: Limits, dice: random.Random | None = None) -> None:
        """Take the limits; tests give their own dice."""
        self._limits = limits
        self._dice = dice or random.Random()  # noqa: S311 -- jitter is no secret

    async def pause(self, attempt: int, retry_after: float | None = None) -> None:
        """Wait after the attempt of that number (from 0), at least as long as the server asks."""
        jitter = self._dice.uniform(0, self._limits.backoff * 2**attempt)
        await asyncio.sleep(min(self._limits.max_pause, max(jitter, retry_after or 0)))


class HttpClient:
    """One origin. Every method raises HostError or one of its kinds for what is no whole answer."""

    def __init__(
        self,
        base_url: str,
        *,
        headers: Mapping[str, str],
        limits: Limits,
        proxy: str = "",
        certificate: ssl.SSLContext | None = None,
    ) -> None:
        """Take the base address, the headers of every request, the limits and a proxy's address.

        `certificate`: the context of a client that shows one (`app.wire.certificate`).
        """
        self._limits = limits
        self._room = asyncio.Semaphore(limits.concurrency)
        self.backoff = Backoff(limits)
        # On the machine itself compression costs more than it saves.
        encoding = "identity" if is_loopback(base_url) else "gzip"
        self._client = httpx2.AsyncClient(
            headers={"Accept-Encoding": encoding, **headers},
            timeout=None,  # the deadline covers all of it
            limits=httpx2.Limits(
                max_connections=limits.concurrency, max_keepalive_connections=limits.concurrency
            ),
            verify=certificate or _trust(base_url),
            proxy=proxy or None,
            trust_env=False,
            follow_redirects=False,
            http2=False,
        )

    async def aclose(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def __aenter__(self) -> Self:
        """Be the context of an `async with`."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close all connections."""
        await self.aclose()

    def add_headers(self, headers: Mapping[str, str]) -> None:
        """Have these go along with every request from now on."""
        self._client.headers.update(headers)

    async def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        again: bool = False,
    ) -> Reply:
        """Send a request and return its whole answer, whatever its status.

        `again`: it may be repeated, so it is, when no whole answer comes or when the server is
        busy or broken (429, 5xx), as often as the limits say and until one deadline has passed:
        so nothing takes longer than two.
        """
        request = self._request(method, url, headers or {}, body)
        tries = self._limits.tries if again else 1
        until = monotonic() + self._limits.deadline
        for attempt in range(tries - 1):
            try:
                reply = await self._try(request)
            except (HostUnreachable, HostSilent):
                if monotonic() >= until:
                    raise
                await self.backoff.pause(attempt)
                continue
            pause = reply.retry_after or 0.0
            if reply.status not in _TRY_AGAIN or monotonic() + pause >= until:
                return reply
            await self.backoff.pause(attempt, reply.retry_after)
        return await self._try(request)

    async def fetch(self, url: str, *, most: int, heard: Callable[[int], None]) -> Reply:
        """Return a file of at most so many bytes, in one try.

        `heard` is told the size of each piece while it comes.
        """
        return await self._try(self._request("GET", url, {}, None), most, heard)

    def _request(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> httpx2.Request:
        try:
            return self._client.build_request(method, url, headers=dict(headers), content=body)
        except (httpx2.InvalidURL, ValueError, TypeError):
            raise HostNonsense("an address that is none") from None

    async def _try(
        self,
        request: httpx2.Request,
        most: int | None = None,
        heard: Callable[[int], None] | None = None,
    ) -> Reply:
        async with self._room:  # the deadline does not run while others are being answered
            try:
                async with asyncio.timeout(self._limits.deadline):
                    return await self._whole(request, most or self._limits.max_bytes, heard)
            except TimeoutError:
                raise HostSilent("no whole answer before the deadline") from None
            except httpx2.HTTPError as error:
                raise _translated(error) from None

    async def _whole(
        self, request: httpx2.Request, cap: int, heard: Callable[[int], None] | None
    ) -> Reply:
        response = await self._client.send(request, stream=True)
        try:
            if len(response.headers) > _MAX_HEADERS:
                raise TooMuch("headers")
            body = await _body(response, cap, heard)
        finally:
            await response.aclose()
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Reply(status=response.status_code, headers=headers, body=body)


async def _body(response: httpx2.Response, cap: int, heard: Callable[[int], None] | None) -> bytes:
    chunks, size = [], 0
    async for chunk in response.aiter_bytes():  # decompressed, in bounded pieces
        size += len(chunk)
        if size > cap or response.num_bytes_downloaded > cap:
            raise TooMuch(f"more than {cap} bytes")
        chunks.append(chunk)
        if heard is not None:
            heard(len(chunk))
    return b"".join(chunks)


def _trust(base_url: str) -> ssl.SSLContext | bool:
    """Return what a server's certificate is held against: what the operating system trusts.

    Reading all of that takes a tenth of a second; on plain http nothing is trusted instead.
    """
    if base_url.startswith("https:"):
        return True
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _translated(error: httpx2.HTTPError) -> HostError:
    """Say what kind of failure it was; httpx2's own texts hold addresses."""
    if isinstance(error, httpx2.DecodingError):
        return HostNonsense("the compressed body is broken")
    if isinstance(error, httpx2.UnsupportedProtocol):
        return HostNonsense("an address with an unknown scheme")
    return HostUnreachable(type(error).__name__)
