"""An HTTP server that answers with whatever bytes a test says, sound or not."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple

import msgspec

from tests.fakes.listener import Listener


class Request(NamedTuple):
    """What came in. `form` is the body as text."""

    method: str
    path: str
    head: str
    form: str


Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


def ok(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """Return a sound HTTP reply with that body."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def resource(value: object, *headers: str, status: str = "200 OK") -> bytes:
    """Return a sound reply with that FHIR resource."""
    headers = ("Content-Type: application/fhir+json", *headers)
    return ok(msgspec.json.encode(value), *headers, status=status)


def searchset(*resources: object, following: str = "") -> bytes:
    """Return a page of a search; `following` is the link to the next one."""
    link = [{"relation": "next", "url": following}] if following else []
    entry = [{"resource": each} for each in resources]
    return resource({"resourceType": "Bundle", "type": "searchset", "link": link, "entry": entry})


class RawServer(Listener):
    """Listens on a free port of the loopback; `answer` is asked for each request."""

    def __init__(self, answer: Any, *, tls: ssl.SSLContext | None = None) -> None:
        """Take one `Answer` for everything, or who decides: `Request` → `Answer`."""
        super().__init__(tls=tls)
        self._answer = answer
        self._decides = callable(answer) and not asyncio.iscoroutinefunction(answer)
        self.requests: list[Request] = []

    @property
    def base_url(self) -> str:
        """The server's address, without a trailing slash."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:-2])
        lengths = [value for name, value in fields.items() if name.lower() == "content-length"]
        body = await reader.readexactly(int(lengths[0]) if lengths else 0)
        method, path, _ = head.split("\r\n")[0].split(" ")
        request = Request(method, path, head, body.decode("latin-1"))
        self.requests.append(request)
        decided: Any = self._answer(request) if self._decides else self._answer
        if isinstance(decided, bytes):
            writer.write(decided)
            await writer.drain()
        else:
            await decided(writer)
