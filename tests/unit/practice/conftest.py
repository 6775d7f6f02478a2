"""A practice host in a process of its own, and a client that has its token."""

from collections.abc import Iterator

import httpx2
import pytest

from app.practice.process import PracticeHost, start_practice_host


@pytest.fixture(scope="package")
def host() -> Iterator[PracticeHost]:
    with start_practice_host(empty=True) as running:
        yield running


@pytest.fixture
def client(host: PracticeHost) -> Iterator[httpx2.Client]:
    headers = {"Authorization": f"Bearer {host.token}", "Content-Type": "application/fhir+json"}
    with httpx2.Client(base_url=f"{host.base_url}/", headers=headers, trust_env=False) as ready:
        yield ready
