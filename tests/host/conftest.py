"""The contract's servers: each test runs alike against all of them."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest

from app.host.host import FhirHost
from app.wire.fhir import FhirClient
from app.wire.http import Limits
from tests.host.planning import Plan, put
from tests.host.servers import Server, practice_server, sekmet_server

_STARTERS = {"practice": practice_server, "sekmet": sekmet_server}
QUICK = Limits(deadline=20, tries=3, backoff=0.05)


@pytest.fixture(scope="session", params=sorted(_STARTERS))
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp(request.param)
    starting: AbstractContextManager[Server] = _STARTERS[request.param](folder)
    with starting as running:
        yield running


@pytest.fixture
async def client(server: Server) -> AsyncIterator[FhirClient]:
    async with FhirClient(server.base_url, server.token, limits=QUICK) as client:
        yield client


@pytest.fixture
async def plan(client: FhirClient) -> Plan:
    plan = Plan(start=datetime.now(UTC).replace(microsecond=0))
    await put(client, *plan.resources())
    return plan


@pytest.fixture
def host(client: FhirClient) -> FhirHost:
    return FhirHost(client)
