"""A TCP proxy that hurts connections, with seeded dice: a hospital's network on a bad day.

Each connection carries one request. What may happen to it: reset before anything is read, the
request swallowed, the reply lost after the server has done its work, half a reply, a drip that
outlasts every deadline, a 500 instead of the reply or instead of the request, HTML with status 200,
and the request sent twice (at once, or one after the other).
"""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from enum import StrEnum

from tests.fakes.listener import Listener


class Fault(StrEnum):
    """What is done to a connection."""

    NONE = "none"
    RESET = "reset"
    SWALLOWED = "swallowed"
    REPLY_LOST = "reply-lost"
    HALF_REPLY = "half-reply"
    DRIP = "drip"
    ERROR_BEFORE = "error-before"
    ERROR_AFTER = "error-after"
    HTML = "html"
    TWICE = "twice"
    TWICE_AT_ONCE = "twice-at-once"


_ERROR = b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_HTML = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n"
    b"Connection: close\r\n\r\n<html></html>"
)
_DRIP_SECONDS = 0.05


class FaultyProxy(Listener):
    """Listens on a free port of the loopback; `share` of all connections are hurt."""

    def __init__(self, port: int, *, share: float, seed: int) -> None:
        """Take the server's port on the loopback."""
        super().__init__()
        self._upstream, self._share = port, share
        self._dice = random.Random(seed)
        self.done: Counter[Fault] = Counter()

    def _choose(self) -> Fault:
        if self._dice.random() >= self._share:
            return Fault.NONE
        return self._dice.choice([each for each in Fault if each is not Fault.NONE])

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = self._choose()
        self.done[fault] += 1
        if fault is Fault.RESET:
            writer.transport.abort()
        else:
            await self._hurt(fault, reader, writer)

    async def _hurt(
        self, fault: Fault, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        request = await _read_request(reader)
        if fault in (Fault.SWALLOWED, Fault.ERROR_BEFORE):
            await _send(writer, _ERROR if fault is Fault.ERROR_BEFORE else b"")
            return
        send: Callable[[], Awaitable[bytes]] = lambda: self._forward(request)  # noqa: E731
        if fault is Fault.TWICE_AT_ONCE:
            _, reply = await asyncio.gather(send(), send())
        else:
            reply = await send()
        if fault is Fault.TWICE:
            reply = await send()
        await _reply(fault, reply, writer)

    async def _forward(self, request: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._upstream)
        try:
            await _send(writer, request)
            return await reader.read()
        finally:
            writer.close()


async def _reply(fault: Fault, reply: bytes, writer: asyncio.StreamWriter) -> None:
    match fault:
        case Fault.REPLY_LOST:
            return
        case Fault.HALF_REPLY:
            await _send(writer, reply[: len(reply) // 2])
        case Fault.ERROR_AFTER:
            await _send(writer, _ERROR)
        case Fault.HTML:
            await _send(writer, _HTML)
        case Fault.DRIP:
            for byte in reply:
                await _send(writer, bytes([byte]))
                await asyncio.sleep(_DRIP_SECONDS)
        case _:
            await _send(writer, reply)


async def _send(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(data)
    await writer.drain()


async def _read_request(reader: asyncio.StreamReader) -> bytes:
    """Return one whole request, asking for the connection to be closed after the reply."""
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head[:-4].split(b"\r\n")
    fields = [line for line in lines if not line.lower().startswith(b"connection:")]
    length = next((int(f[15:]) for f in fields if f.lower().startswith(b"content-length:")), 0)
    body = await reader.readexactly(length)
    return b"\r\n".join([first, *fields, b"Connection: close", b"", body])
