"""A host that lets in whoever the identity provider has let in: it stands before a FHIR server.

Each request's token is shown to the provider (RFC 7662); a good one is taken off and the server's
own put in its place.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Self

import httpx2
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.endtoend.host_eyes import HostEyes
from tests.signin.provider import Provider

_DROPPED = frozenset({"transfer-encoding", "content-length", "content-encoding", "connection"})


class Gate:
    """Runs in a thread of its own. `base_url`: the FHIR server behind it, as the app sees it."""

    def __init__(self, eyes: HostEyes, provider: Provider) -> None:
        self._eyes, self._provider = eyes, provider
        self.tokens: list[str] = []  # good ones, in the order in which they came first
        self.refused = 0
        self._distrusted: set[str] = set()
        self._closed = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        port = self._listener.getsockname()[1]
        self.base_url = f"http://127.0.0.1:{port}/{eyes.base_url.split('/', 3)[3]}"
        routes = [Route("/{path:path}", self._answer, methods=["GET", "POST", "PUT"])]
        config = uvicorn.Config(Starlette(routes=routes), log_config=None, lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, daemon=True)

    def ask(self, provider: Provider) -> None:
        """Show tokens to this provider from now on."""
        self._provider = provider

    def distrust(self, *, for_good: bool = False) -> None:
        """Let the tokens in no more that have been let in, or none at all."""
        self._distrusted |= set(self.tokens)
        self._closed = for_good

    def _run(self) -> None:
        asyncio.run(self._server.serve(sockets=[self._listener]))

    async def _answer(self, request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        known = await asyncio.to_thread(self._provider.introspect, token) if token else {}
        if not known.get("active") or token in self._distrusted or self._closed:
            self.refused += 1
            return Response(status_code=401)
        if token not in self.tokens:
            self.tokens.append(token)
        headers = {name: value for name, value in request.headers.items() if name not in _DROPPED}
        headers |= {"authorization": f"Bearer {self._eyes.token}", "accept-encoding": "identity"}
        origin = self._eyes.base_url.split("/fhir")[0]
        url = f"{origin}{request.url.path}" + (f"?{request.url.query}" if request.url.query else "")
        async with httpx2.AsyncClient(timeout=30, trust_env=False) as client:
            body = await request.body()
            answer = await client.request(request.method, url, headers=headers, content=body)
        kept = {n: v for n, v in answer.headers.items() if n.lower() not in _DROPPED}
        return Response(answer.content, answer.status_code, kept)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._listener.close()


@contextlib.contextmanager
def gate(eyes: HostEyes, provider: Provider) -> Iterator[Gate]:
    """Stand before the host for as long as the context lasts."""
    with Gate(eyes, provider) as standing:
        yield standing
