"""Writes that do no harm when done twice, against servers that misbehave."""

from typing import Any

import pytest
from msgspec.structs import replace

from app.host.access_log import FhirAccessLog
from app.host.host import FhirHost, chair_of
from app.host.writes import change, ensure
from app.model.errors import (
    HostConflict,
    HostError,
    HostNonsense,
    HostTrouble,
)
from app.room.ports import AccessKind
from app.wire.fhir import FhirClient, Versioned
from app.wire.http import Limits
from tests.fakes.raw_http import RawServer, Request, resource, searchset
from tests.unit.host.values import ENTRY, MEETING

LIMITS = Limits(deadline=1.0, tries=1, backoff=0.0)
OWN = ("https://samsyn.se/fhir/identifier/resource", "u")
ENCOUNTER = {
    "resourceType": "Encounter",
    "id": "e",
    "identifier": [{"system": OWN[0], "value": OWN[1]}],
}


class Scripted:
    """A server whose answer to each method is decided by a function of the requests so far."""

    def __init__(self, **answers: Any) -> None:
        self.answers, self.seen = answers, dict.fromkeys(answers, 0)

    def __call__(self, request: Request) -> bytes:
        kind = "search" if request.path.endswith("_search") else request.method.lower()
        self.seen[kind] += 1
        answer = self.answers[kind]
        found: bytes = answer(self.seen[kind]) if callable(answer) else answer
        return found


async def test_what_was_created_although_the_reply_was_lost_is_not_created_again() -> None:
    script = Scripted(search=lambda n: searchset(*([ENCOUNTER] if n > 1 else [])), post=b"")
    async with RawServer(script) as server, FhirClient(server.base_url, limits=LIMITS) as client:
        held = await ensure(client, ENCOUNTER, OWN)
    assert held.resource["id"] == "e"
    assert script.seen["post"] == 1


async def test_a_create_that_is_refused_is_not_repeated() -> None:
    script = Scripted(search=searchset(), post=resource({}, status="422 No"))
    async with RawServer(script) as server, FhirClient(server.base_url, limits=LIMITS) as client:
        with pytest.raises(HostTrouble):
            await ensure(client, ENCOUNTER, OWN)
    assert script.seen["post"] == 1


async def test_a_create_that_never_comes_through_ends_in_its_error() -> None:
    script = Scripted(search=searchset(), post=resource({}, status="503 No"))
    async with RawServer(script) as server, FhirClient(server.base_url, limits=LIMITS) as client:
        with pytest.raises(HostTrouble):
            await ensure(client, ENCOUNTER, OWN)


async def test_a_server_that_ignores_the_identifier_finds_nothing() -> None:
    strange = ENCOUNTER | {"identifier": [{"system": OWN[0], "value": "another"}]}
    script = Scripted(search=searchset(strange), post=resource({}, status="400 No"))
    async with RawServer(script) as server, FhirClient(server.base_url, limits=LIMITS) as client:
        with pytest.raises(HostTrouble):
            await ensure(client, ENCOUNTER, OWN)


async def test_somebody_who_is_always_first_is_a_conflict() -> None:
    script = Scripted(put=resource({}, status="412 No"), get=resource(ENCOUNTER, 'ETag: W/"9"'))
    held = Versioned(resource=ENCOUNTER, etag='W/"1"')
    async with RawServer(script) as server, FhirClient(server.base_url, limits=LIMITS) as client:
        with pytest.raises(HostConflict):
            await change(client, held, lambda now: now | {"status": "finished"})


async def test_an_update_that_is_answered_with_nothing_is_done() -> None:
    script = Scripted(put=b'HTTP/1.1 204 No Content\r\nETag: W/"2"\r\n\r\n')
    async with RawServer(script) as server, FhirClient(server.base_url, limits=LIMITS) as client:
        written = await change(client, Versioned(resource=ENCOUNTER), lambda now: now | {"a": 1})
    assert (written.etag, written.resource["a"]) == ('W/"2"', 1)


LOGGED = {
    "resourceType": "AuditEvent",
    "id": ENTRY.id,
    "recorded": "2026-11-22T13:00:00.000Z",
    "subtype": [{"system": "https://samsyn.se/fhir/CodeSystem/access-kind", "code": "show"}],
}


@pytest.mark.parametrize("status", ["405 No", "409 No", "422 No"])
async def test_a_log_that_never_changes_an_entry_has_it_already(status: str) -> None:
    script = Scripted(put=resource({}, status=status), get=resource(LOGGED))
    async with RawServer(script) as server, FhirClient(server.base_url, limits=LIMITS) as client:
        await FhirAccessLog(client).record(ENTRY)


@pytest.mark.parametrize(
    "held", [resource({}, status="404 No"), resource(LOGGED | {"recorded": "2020-01-01"})]
)
async def test_a_log_that_refuses_and_has_it_not_is_down(held: bytes) -> None:
    script = Scripted(put=resource({}, status="405 No"), get=held)
    async with RawServer(script) as server, FhirClient(server.base_url, limits=LIMITS) as client:
        with pytest.raises(HostError):
            await FhirAccessLog(client).record(ENTRY)


async def test_who_saw_a_case_is_told_once_and_never_changed_after_a_restart() -> None:
    shown = replace(ENTRY, kind=AccessKind.SHOWN)
    kind = {"system": "https://samsyn.se/fhir/CodeSystem/access-kind", "code": "shown"}
    before = LOGGED | {"recorded": "2026-11-22T12:59:00.000Z", "subtype": [kind]}
    script = Scripted(put=resource({}, status="500 No"), get=resource(before))
    async with RawServer(script) as server, FhirClient(server.base_url, limits=LIMITS) as client:
        await FhirAccessLog(client).record(shown)
    script = Scripted(put=resource(before), get=resource({}, status="404 No"))
    async with RawServer(script) as server, FhirClient(server.base_url, limits=LIMITS) as client:
        await FhirAccessLog(client).record(shown)
    assert script.seen["put"] == 1


def test_a_meeting_without_a_chair_has_no_reader() -> None:
    with pytest.raises(HostNonsense):
        chair_of(MEETING)


@pytest.mark.parametrize(
    "appointment",
    [
        {"resourceType": "Appointment", "id": "m", "status": "booked"},
        {
            "resourceType": "Appointment",
            "id": "m",
            "status": "booked",
            "start": "at noon",
            "supportingInformation": [{"reference": "List/a"}],
        },
    ],
    ids=["no agenda", "no time"],
)
async def test_a_meeting_that_is_none_is_nonsense(appointment: dict[str, Any]) -> None:
    def answers(request: Request) -> bytes:
        if request.path.endswith("_search"):
            return searchset()
        if request.path == "/Appointment/m":
            return resource(appointment)
        return resource({"resourceType": "List", "id": "a", "entry": []})

    async with RawServer(answers) as server, FhirClient(server.base_url, limits=LIMITS) as client:
        with pytest.raises(HostNonsense):
            await FhirHost(client).read("m")
