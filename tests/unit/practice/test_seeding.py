"""The practice meeting put onto servers that can much, little, or are no FHIR servers at all."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

import pytest
import uvicorn
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from app.commands import seed_practice
from app.model.errors import (
    ConfigError,
    HostNonsense,
    HostRefused,
    HostTrouble,
    HostUnreachable,
    SamsynError,
)
from app.practice.meeting import meeting_id, practice_meeting
from app.practice.seeding import seed
from app.practice.server import create_app
from app.practice.serving import bind
from app.practice.store import Store

TODAY = date(2026, 11, 22)
ALL = len(practice_meeting(TODAY)["entry"])


@asynccontextmanager
async def serving(app: ASGIApp) -> AsyncIterator[str]:
    listener = bind(0)
    config = uvicorn.Config(app, log_config=None, ws="none", lifespan="off")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/fhir"
    finally:
        server.should_exit = True
        await running
        listener.close()


class Instead:
    """A host of which one way in is answered by something else; "" is every way."""

    def __init__(self, app: ASGIApp, way: str, answer: Response) -> None:
        self.app, self.way, self.answer = app, way, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = f"{scope['method']} {scope['path']}"
        await (self.answer if self.way in {"", asked} else self.app)(scope, receive, send)


def _there(store: Store) -> int:
    kinds = {entry["resource"]["resourceType"] for entry in practice_meeting(TODAY)["entry"]}
    return sum(len(list(store.all(kind))) for kind in kinds)


async def test_a_server_gets_the_meeting_once() -> None:
    store = Store()
    async with serving(create_app(store, "key")) as url:
        assert await seed(url, "key", TODAY) == ALL
        assert await seed(url, "key", TODAY) == 0
    assert _there(store) == ALL
    patient = store.current("Patient", "testberg")
    assert patient is not None
    assert patient.number == 1


@pytest.mark.parametrize("status", [200, 400, 404, 405, 501])
async def test_a_server_without_transactions_gets_one_after_the_other(status: int) -> None:
    store = Store()
    refusing = Instead(create_app(store, "key"), "POST /fhir", JSONResponse({}, status))
    async with serving(refusing) as url:
        assert await seed(url, "key", TODAY) == ALL
    assert _there(store) == ALL


async def test_what_was_broken_off_is_done_again() -> None:
    store = Store()
    no_transactions = Instead(create_app(store, "key"), "POST /fhir", JSONResponse({}, 405))
    way = f"PUT /fhir/Appointment/{meeting_id(TODAY)}"
    async with serving(Instead(no_transactions, way, Response(status_code=403))) as url:
        with pytest.raises(HostRefused):
            await seed(url, "key", TODAY)
    assert _there(store) == ALL - 1
    async with serving(create_app(store, "key")) as url:
        assert await seed(url, "key", TODAY) == ALL
    assert _there(store) == ALL


@pytest.mark.parametrize(
    ("way", "answer", "error"),
    [
        ("", HTMLResponse("<h1>Välkommen</h1>"), HostNonsense),
        ("", JSONResponse({"resourceType": "Patient"}), HostNonsense),
        ("", JSONResponse({"resourceType": "CapabilityStatement"}), HostNonsense),
        (
            "GET /fhir/metadata",
            JSONResponse({"resourceType": "CapabilityStatement", "fhirVersion": "5.0.0"}),
            HostNonsense,
        ),
        ("", Response(status_code=401), HostRefused),
        ("POST /fhir", Response(status_code=403), HostRefused),
        ("POST /fhir", Response(status_code=507), HostTrouble),
    ],
)
async def test_what_is_no_r4_server_gets_nothing(
    way: str, answer: Response, error: type[SamsynError]
) -> None:
    store = Store()
    async with serving(Instead(create_app(store, "key"), way, answer)) as url:
        with pytest.raises(error):
            await seed(url, "key", TODAY)
    assert _there(store) == 0


async def test_nobody_there() -> None:
    listener = bind(0)
    port = listener.getsockname()[1]
    listener.close()
    with pytest.raises(HostUnreachable):
        await seed(f"http://127.0.0.1:{port}/fhir", "", TODAY)


def _run(url: str) -> int:
    return seed_practice.run(argparse.Namespace(host=url))


def test_the_command_words_every_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("http://127.0.0.1:9/fhir") == 1
    assert "cannot be reached" in capsys.readouterr().err
    with pytest.raises(ConfigError, match="https"):
        _run("http://fhir.example.org/r4")
    kinds: list[type[SamsynError]] = [HostRefused, HostNonsense]
    assert all(seed_practice._words(kind()) for kind in kinds)  # type: ignore[arg-type]
    assert "does not take" in seed_practice._words(HostTrouble(500))
