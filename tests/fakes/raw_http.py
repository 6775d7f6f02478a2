"""An HTTP server that answers with whatever bytes a test says, sound or not."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, NamedTuple, Self

import msgspec


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


class RawServer:
    """Listens on a free port of the loopback; `answer` is asked for each request."""

    def __init__(self, answer: Any, *, tls: ssl.SSLContext | None = None) -> None:
        """Take one `Answer` for everything, or who decides: `Request` → `Answer`."""
        self._tls = tls
        self._answer = answer
        self._decides = callable(answer) and not asyncio.iscoroutinefunction(answer)
        self._server: asyncio.Server | None = None
        self._handlers: set[asyncio.Task[None]] = set()
        self.requests: list[Request] = []

    @property
    def base_url(self) -> str:
        """The server's address, without a trailing slash."""
        assert self._server is not None
        scheme = "https" if self._tls else "http"
        return f"{scheme}://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=self._tls)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        for handler in self._handlers:
            handler.cancel()
        await asyncio.gather(*self._handlers, return_exceptions=True)
        await self._server.wait_closed()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._handlers.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._serve(reader, writer)
        except asyncio.CancelledError:  # the test is over
            pass
        finally:
            self._handlers.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
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
