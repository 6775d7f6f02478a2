"""Law on the practice host: the same services that a hospital has, for the practice patients."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Self

import httpx2
import pytest

from app.host.access_log import FhirAccessLog
from app.host.host import FhirHost, chair_of
from app.host.rivta.care import NationalCare
from app.host.rivta.log import BothLogs, NationalLog
from app.model.case import AssertionKind, Case
from app.model.people import Person
from app.model.record import ContractAccess, Reach, Reading
from app.practice.serving import address_of, bind, http_server, practice_store
from app.room.gate import Limit, Policy
from app.room.ports import Slot
from app.room.room import Room
from app.tasks import TaskOwner
from app.wire.fhir import FhirClient
from app.wire.soap import client_for
from tests.fakes.room import CONSOLE, FakeClock, FakeLibrary, FakeSlots, FakeStage

TOKEN = "one-time"


@pytest.fixture
def fhir() -> Iterator[str]:
    """Serve today's practice meeting from a thread; return its FHIR address."""
    server = http_server(practice_store(), TOKEN)
    with bind(0) as listener:
        running = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        running.start()
        yield address_of(listener)
        server.should_exit = True
        running.join()


class TodaysClock(FakeClock):
    """Time that passes when it is told to, but today: as a consent's days are for the services."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Meeting:
    """A room on a practice host, with fake case processes: what they are ordered is looked at."""

    def __init__(self, fhir: str) -> None:
        self.base = f"{fhir.removesuffix('/fhir')}/rivta"
        access = ContractAccess(base_url=self.base, token=TOKEN, consumer="SE-samsyn")
        self._fhir, self._soap = FhirClient(fhir, TOKEN), client_for(access)
        self._address = access.security_address
        self.slots = FakeSlots([])
        self.room: Room

    async def __aenter__(self) -> Self:
        host = FhirHost(self._fhir)
        header = (await host.meetings())[0]
        meeting = (await host.read(header.id)).meeting
        self.chair, self.cases = chair_of(meeting), meeting.cases
        national = NationalLog(self._soap, self._address, "SE-samsyn")
        self.room = Room(
            host,
            BothLogs(FhirAccessLog(self._fhir), national),
            FakeLibrary(),
            self.slots,
            FakeStage([]),
            TodaysClock(),
            TaskOwner(),
            chair=self.chair,
            console=CONSOLE,
            policy=Policy(),
            shared=NationalCare(self._soap),
        )
        await self.room.open(header.id)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.room.close()
        for client in (self._fhir, self._soap):
            await client.aclose()

    def case(self, family: str) -> Case:
        return next(case for case in self.cases if case.patient.family == family)

    async def show(self, case: Case, *people: Person) -> Reading:
        """Show a case; return the terms on which it is read."""
        for person in people:
            self.room.tick(person.id)
        self.room.confirm_ticked()
        self.room.select(case.id)
        self.room.show()
        await self.until(lambda: Slot.ON_STAGE in self.slots.in_slot)
        return self.reading

    @property
    def reading(self) -> Reading:
        return self.slots.orders[self.slots.in_slot[Slot.ON_STAGE]].reading

    def limits(self, case: Case) -> tuple[Limit, ...]:
        line = self.room.state.line(case.id)
        assert line is not None
        assert line.decision is not None
        return line.decision.limits

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for the room to be so."""
        changed = asyncio.Event()
        unsubscribe = self.room.subscribe(lambda _state: changed.set())
        while not holds():
            changed.clear()
            await asyncio.wait_for(changed.wait(), 20)
        unsubscribe()

    async def kept(self) -> dict[str, list[Any]]:
        """Return what the national services have been told."""
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with httpx2.AsyncClient(headers=headers, trust_env=False) as client:
            answer = await client.get(f"{self.base}/log")
        kept: dict[str, list[Any]] = answer.json()
        return kept


async def test_a_case_with_relation_and_consent_is_read_whole_and_logged_twice(fhir: str) -> None:
    async with Meeting(fhir) as meeting:
        case = meeting.case("Testberg")
        reading = await meeting.show(case, meeting.chair)
        assert (reading.reach, reading.actors[0]) == (Reach.ALL, meeting.chair.actor)
        logged = (await meeting.kept())["log"]
        assert {entry["user"]["userId"] for entry in logged} == {meeting.chair.hsa_id}
        patients = {
            entry["resources"]["resource"]["patient"]["patientId"]["extension"] for entry in logged
        }
        assert case.patient.number is not None
        assert patients == {case.patient.number.value}
        assert {entry["activity"]["activityType"] for entry in logged} == {"Läsa"}


async def test_a_consent_that_is_missing_is_registered_and_the_record_read_anew(fhir: str) -> None:
    async with Meeting(fhir) as meeting:
        case = meeting.case("Övermo")  # has agreed to what the municipality may see
        reading = await meeting.show(case, meeting.chair)
        assert reading.reach is Reach.OWN
        assert meeting.limits(case) == (Limit.CONSENT_MISSING,)
        meeting.room.register_consent(case.id, AssertionKind.CONSENT, "Sagt vid besöket")
        await meeting.until(lambda: meeting.limits(case) == ())
        await meeting.until(lambda: Slot.ON_STAGE in meeting.slots.in_slot)
        assert meeting.reading.reach is Reach.ALL
        kept = await meeting.kept()
        (consent,) = kept["consents"]
        assert consent["registrationAction"]["reasonText"] == "Sagt vid besöket"
        written = [e for e in kept["log"] if e["activity"]["activityType"] == "Skriva"]
        assert [e["resources"]["resource"]["resourceType"] for e in written] == ["samtycke"]


async def test_care_providers_are_called_what_the_host_calls_them(fhir: str) -> None:
    known, unknown = "SE0000000003-P001", "SE0000000099-P001"
    async with FhirClient(fhir, TOKEN) as client:
        names = await FhirHost(client).names_of((known, unknown))
    assert names == {known: "Övningsby Specialistvård AB"}
