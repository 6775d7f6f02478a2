"""Several use cases at the host at once, as the room's lanes write them."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import httpx2
import pytest
from msgspec.structs import replace

from app.host.host import FhirHost
from app.host.writes import ATTEMPTS
from app.model.attendance import Attendance
from app.model.case import CaseState, PostponeReason
from app.model.jsontext import encode
from app.practice.meeting import meeting_id, practice_meeting
from app.practice.serving import address_of, bind, http_server
from app.practice.store import Store
from app.room import agenda
from app.room.attendance import listed, tick
from app.room.ports import ConsoleMark
from app.wire.fhir import FhirClient, Parameters

TOKEN = "one-time"
DAY = date(2026, 11, 23)
MEETING = meeting_id(DAY)
MARK = ConsoleMark(id="console-1", name="Rum 1", since=datetime(2026, 11, 23, 12, tzinfo=UTC))


class Pausing(FhirClient):
    """A client whose next look-up of an Encounter can be made to wait."""

    def __init__(self, address: str) -> None:
        super().__init__(address, TOKEN)
        self.pauses = False
        self.waits, self.go_on = asyncio.Event(), asyncio.Event()

    async def search(self, resource_type: str, parameters: Parameters) -> list[Any]:
        if self.pauses and resource_type == "Encounter" and "identifier" in dict(parameters):
            self.pauses = False
            self.waits.set()
            await self.go_on.wait()
        return await super().search(resource_type, parameters)


@pytest.fixture
def address() -> Iterator[str]:
    """Serve the practice meeting from a thread; return the host's address."""
    server = http_server(Store(), TOKEN)
    with bind(0) as listener:
        running = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        running.start()
        base = address_of(listener)
        headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/fhir+json"}
        meeting = encode(practice_meeting(DAY))
        httpx2.post(base, headers=headers, content=meeting, trust_env=False).raise_for_status()
        yield base
        server.should_exit = True
        running.join()


@pytest.mark.parametrize("reading", ["read", "add_case"])
async def test_attendance_is_saved_while_the_meeting_is_read_again(
    address: str, reading: str
) -> None:
    async with Pausing(address) as client:
        host = FhirHost(client)
        held = await host.read(MEETING)
        await host.claim(MEETING, MARK)
        client.pauses = True
        work: asyncio.Task[object] = asyncio.ensure_future(
            host.read(MEETING)
            if reading == "read"
            else host.add_case(MEETING, replace(held.meeting.cases[0], id=""))
        )
        done, _ = await asyncio.wait(
            {work, waits := asyncio.ensure_future(client.waits.wait())},
            return_when=asyncio.FIRST_COMPLETED,
        )
        waits.cancel()
        assert done  # it waits, or has looked nothing up
        someone = held.meeting.invited[1]
        wanted = tick(listed(Attendance(), held.meeting, held.meeting.invited[0]), someone.id)
        saved = await host.save_attendance(MEETING, wanted)
        client.go_on.set()
        await work
    ticked = saved.find(someone.id)
    assert ticked is not None
    assert ticked.ticked
    async with Pausing(address) as client:
        state = await FhirHost(client).read(MEETING)
    assert state.driver is not None
    assert state.driver.id == MARK.id
    assert len(state.meeting.cases) == len(held.meeting.cases) + (reading == "add_case")


async def test_the_states_of_all_cases_are_written_at_once(address: str) -> None:
    async with FhirClient(address, TOKEN) as client:
        host = FhirHost(client)
        cases = (await host.read(MEETING)).meeting.cases
        put_off = [agenda.postponed(case, PostponeReason.TIME, "") for case in cases]
        await asyncio.gather(*(host.save_case(MEETING, case, Attendance()) for case in put_off))
        held = (await FhirHost(client).read(MEETING)).meeting.cases
    assert len(held) > ATTEMPTS
    assert [case.state for case in held] == [CaseState.POSTPONED] * len(held)
