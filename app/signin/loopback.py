"""What the browser meets on this very machine when it comes back from the sign-in.

Source: RFC 8252, 7.3 (loopback redirect). One address of 127.0.0.1 on a free port, for as long as a
sign-in takes. Whatever does not carry the sign-in's own state is turned away and disturbs nothing:
other programs of this machine, pages that guess the port, a name that was made to point here.
"""

import asyncio
import contextlib
import hashlib
import html
import secrets
from base64 import b64encode
from collections.abc import Mapping
from typing import Self
from urllib.parse import parse_qsl

import h11

from app.model.base import Value
from app.model.errors import SignInRefused

PATH = "/samsyn"
_MOST_BYTES = 16 * 1024  # of a request
_MOST_AT_ONCE = 16
_MOST_FIELDS = 20
_PATIENCE_S = 10.0
_STYLE = (
    "body{font:1.25rem system-ui,sans-serif;max-width:34rem;margin:18vh auto;padding:0 1.5rem;"
    "color:#16212b;background:#f4f6f8}h1{font-size:1.75rem}"
)


class Words(Value, frozen=True, kw_only=True):
    """What the browser's pages say, in the interface's language. `language` is a tag: `sv`."""

    language: str = "sv"
    back: str
    refused: str
    stranger: str


class Loopback:
    """One address on this machine that a browser can come to."""

    def __init__(self, words: Words, port: int = 0) -> None:
        """Take what its pages say, and the port, 0 for any that is free."""
        self._words, self._port = words, port
        self._server: asyncio.Server | None = None
        self._served: set[asyncio.StreamWriter] = set()
        self._origin = ""
        self._state = ""
        self._came: asyncio.Future[Mapping[str, str]] | None = None

    @property
    def redirect_uri(self) -> str:
        """The address that the provider is to send the browser to."""
        return f"{self._origin}{PATH}"

    async def __aenter__(self) -> Self:
        """Listen for as long as the context lasts. Raises SignInRefused where the port is taken."""
        try:
            self._server = await asyncio.start_server(
                self._serve, "127.0.0.1", self._port, limit=_MOST_BYTES
            )
        except OSError:
            raise SignInRefused("no port to come back to") from None
        self._origin = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        """Listen no more; what has been answered still arrives."""
        if self._server is not None:
            self._server.close()
        for writer in self._served:
            writer.close()

    def expect(self, state: str) -> "asyncio.Future[Mapping[str, str]]":
        """Wait for the one answer with that state; what was expected before is not any more.

        The future's result are the answer's parameters.
        """
        self._state = state
        self._came = asyncio.get_running_loop().create_future()
        return self._came

    # --- one request ------------------------------------------------------------------------------

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._served.add(writer)
        try:
            if len(self._served) <= _MOST_AT_ONCE:
                async with asyncio.timeout(_PATIENCE_S):
                    await self._answer(reader, writer)
        except (OSError, TimeoutError, h11.ProtocolError):
            pass  # whoever it was has gone, or speaks no HTTP
        finally:
            self._served.discard(writer)
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = h11.Connection(h11.SERVER, max_incomplete_event_size=_MOST_BYTES)
        while (event := connection.next_event()) is h11.NEED_DATA:
            connection.receive_data(await reader.read(_MOST_BYTES))
        if not isinstance(event, h11.Request):
            return
        status, page = self._page_for(event)
        body = page.encode()
        reply = h11.Response(
            status_code=status,
            headers=[*_HEADERS, ("Content-Length", str(len(body))), ("Connection", "close")],
        )
        writer.write(connection.send(reply) or b"")
        if event.method != b"HEAD":
            writer.write(connection.send(h11.Data(data=body)) or b"")
        await writer.drain()

    def _page_for(self, request: h11.Request) -> tuple[int, str]:
        hosts = [value for name, value in request.headers if name == b"host"]
        target = request.target.decode("ascii", "replace")
        stranger = (400, self._page(self._words.stranger))
        if hosts != [self._origin.removeprefix("http://").encode()] or request.method != b"GET":
            return stranger
        given = _parameters(target)
        answer, came = dict(given), self._came
        is_ours = secrets.compare_digest(answer.get("state", "").encode(), self._state.encode())
        if not is_ours or came is None or came.done():
            return stranger
        if len(answer) != len(given):  # RFC 6749, 3.1: no parameter stands there twice
            answer = {}
        came.set_result(answer)
        well = "code" in answer and "error" not in answer
        page = self._page(self._words.back if well else self._words.refused)
        return 200 if answer else 400, page

    def _page(self, sentence: str) -> str:
        language = html.escape(self._words.language)
        return (
            f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>Samsyn</title>'
            f"<style>{_STYLE}</style><h1>Samsyn</h1><p>{html.escape(sentence)}</p></html>"
        )


def _parameters(target: str) -> list[tuple[str, str]]:
    """Return what came to the redirect's own address, nothing where it came to another."""
    path, _, query = target.partition("?")
    try:
        return parse_qsl(query, max_num_fields=_MOST_FIELDS) if path == PATH else []
    except ValueError:
        return []


def _hash(text: str) -> str:
    return "'sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


_POLICY = f"default-src 'none'; frame-ancestors 'none'; base-uri 'none'; style-src {_hash(_STYLE)}"
_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", _POLICY),
]
