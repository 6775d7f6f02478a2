"""The practice host served on the loopback: by a child process, or in the foreground."""

import contextlib
import logging
import socket
from collections.abc import Callable
from datetime import UTC, datetime

import uvicorn

from app import logs
from app.practice.bundles import Pages
from app.practice.meeting import practice_meeting
from app.practice.rivta.picks import name_picks
from app.practice.server import PATH, create_app
from app.practice.store import Store
from app.practice.transaction import Bundles


def practice_store(*, empty: bool = False, rivta: bool = False) -> Store:
    """Return a store that holds today's practice meeting, or nothing.

    `rivta`: records are read through RIV-TA, so what was picked is named as there.
    """
    store = Store()
    if not empty:
        today = datetime.now(UTC).astimezone().date()
        Bundles(store, Pages(), "").process(practice_meeting(today))
    if rivta:
        name_picks(store)
    return store


def bind(port: int) -> socket.socket:
    """Return a socket that listens on the loopback; 0 is any free port. Raises OSError."""
    # With its protocol named asyncio sets TCP_NODELAY; else each answer may wait for 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen()
    except OSError:
        listener.close()
        raise
    return listener


def serve(
    store: Store, token: str, listener: socket.socket, *, ready: Callable[[str], None]
) -> None:
    """Serve until Ctrl-C or SIGTERM; `ready` is told the address when requests are answered."""
    ready(address_of(listener))  # the socket listens: whoever comes now is kept waiting
    with listener, contextlib.suppress(KeyboardInterrupt):
        http_server(store, token).run(sockets=[listener])


def address_of(listener: socket.socket) -> str:
    """Return the FHIR base address of a host that answers on that socket."""
    host, port = listener.getsockname()
    return f"http://{host}:{port}{PATH}"


def http_server(store: Store, token: str) -> uvicorn.Server:
    """Return the HTTP server of a store, not yet running; it logs codes only."""
    config = uvicorn.Config(
        create_app(store, token),
        log_config=None,
        access_log=False,
        server_header=False,
        http="h11",
        loop="asyncio",
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    errors = logging.getLogger("uvicorn.error")
    errors.handlers, errors.propagate = [_Codes()], False
    return uvicorn.Server(config)


class _Codes(logging.Handler):
    """Tells of uvicorn's troubles as ours are told: a code, never a traceback with its values."""

    def emit(self, record: logging.LogRecord) -> None:
        """Log what a request ended with."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            logs.failure("practice-host", error)
