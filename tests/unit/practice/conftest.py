"""A practice host on a real socket, and a client that has its token."""

import threading
from collections.abc import Iterator

import httpx2
import pytest

from app.practice.serving import address_of, bind, http_server, practice_store
from app.practice.store import Store

TOKEN = "one-time"


@pytest.fixture(scope="package")
def host() -> Iterator[str]:
    """Serve an empty host from a thread; return its address."""
    server = http_server(Store(), TOKEN)
    with bind(0) as listener:
        running = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        running.start()
        yield address_of(listener)
        server.should_exit = True
        running.join()


@pytest.fixture
def client(host: str) -> Iterator[httpx2.Client]:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/fhir+json"}
    with httpx2.Client(base_url=f"{host}/", headers=headers, trust_env=False) as ready:
        yield ready


@pytest.fixture(scope="package")
def rivta() -> Iterator[str]:
    """Serve today's practice meeting from a thread; return the address of its RIV-TA face."""
    server = http_server(practice_store(), TOKEN)
    with bind(0) as listener:
        running = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        running.start()
        yield f"{address_of(listener).removesuffix('/fhir')}/rivta"
        server.should_exit = True
        running.join()
