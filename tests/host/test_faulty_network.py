"""Promise 5: nothing delivered is lost or doubled, whatever the network does."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from msgspec.structs import replace

from app.host.access_log import FhirAccessLog
from app.host.host import FhirHost, chair_of
from app.model.attendance import Attendance, Attendee, Interval
from app.model.case import Case, CaseState, Pick, PostponeReason
from app.model.errors import HostError, HostTrouble
from app.model.jsontext import encode
from app.model.outcome import Duty, Intention, Outcome, Referral, Responsibility
from app.room.ports import AccessEntry, AccessKind, HostState, OutcomeContext
from app.wire.fhir import FhirClient
from app.wire.http import Limits
from tests.fakes.proxy import Fault, FaultyProxy
from tests.host.planning import Json, Plan, put
from tests.host.servers import Server

pytestmark = pytest.mark.processes

OUTCOMES = 300
AT_ONCE = 20
NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
IMPATIENT = Limits(deadline=1.0, tries=6, backoff=0.01, max_pause=0.1, concurrency=AT_ONCE)


def context_of(state: HostState, case: Case) -> OutcomeContext:
    return OutcomeContext(
        meeting=state.meeting,
        case=case,
        chair=chair_of(state.meeting),
        took_part=(),
        information=(),
        at=NOW,
    )


async def until_done(work: Callable[[], Awaitable[object]]) -> None:
    """Do it as the room does: again, until the host has it."""
    for _ in range(60):
        try:
            await work()
        except HostError:
            continue
        return
    raise AssertionError("it was never done")


def through(proxy: FaultyProxy, server: Server) -> FhirClient:
    path = server.base_url.partition(f":{server.port}")[2]
    return FhirClient(f"http://127.0.0.1:{proxy.port}{path}", server.token, limits=IMPATIENT)


async def test_300_outcomes_arrive_once_each(
    server: Server, client: FhirClient, plan: Plan
) -> None:
    state = await FhirHost(client).read(plan.meeting)
    template = state.meeting.cases[0]
    cases = [replace(template, id=f"{template.id}-{number}") for number in range(OUTCOMES)]
    gate = asyncio.Semaphore(AT_ONCE)

    async with FaultyProxy(server.port, share=0.6, seed=20261122) as proxy:
        async with through(proxy, server) as hurt:
            host = FhirHost(hurt)
            await until_done(lambda: host.read(plan.meeting))

            async def deliver(number: int) -> None:
                async with gate:
                    outcome = Outcome(
                        meeting=plan.meeting,
                        case=cases[number].id,
                        text=f"Rekommendation {number}",
                        intention=Intention.CURATIVE,
                        responsibilities=(Responsibility(duty=Duty.DOCUMENT, person=plan.chair),),
                        referral=Referral(to="Palliativa teamet"),
                    )
                    context = context_of(state, cases[number])
                    await until_done(lambda: host.deliver(outcome, context))

            await asyncio.gather(*(deliver(number) for number in range(OUTCOMES)))
        faults = proxy.done

    patient = [("patient", template.patient.reference)]
    plans = await client.search("CarePlan", patient)
    assert sorted(p["description"] for p in plans) == sorted(
        f"Rekommendation {number}" for number in range(OUTCOMES)
    )
    assert {each["status"] for each in plans} == {"active"}
    assert len(await client.search("Task", patient)) == OUTCOMES * len(Duty)
    assert len(await client.search("DocumentReference", patient)) == OUTCOMES
    requests = await client.search("ServiceRequest", patient)
    assert len([each for each in requests if each["intent"] == "proposal"]) == OUTCOMES
    assert faults[Fault.NONE] < sum(faults.values()) * 0.5
    assert set(faults) == set(Fault)


async def test_the_network_doubles_what_is_plainly_posted(
    server: Server, client: FhirClient, plan: Plan
) -> None:
    """The control: without our precautions the same network does double."""
    care_plan = {
        "resourceType": "CarePlan",
        "status": "active",
        "intent": "proposal",
        "subject": {"reference": f"Patient/{plan.patients[1]}"},
    }
    async with FaultyProxy(server.port, share=0.6, seed=3) as proxy, through(proxy, server) as hurt:
        for _ in range(40):
            await until_done(partial(post_plainly, hurt, care_plan))

    found = await client.search("CarePlan", [("patient", f"Patient/{plan.patients[1]}")])
    assert len(found) > 40


async def post_plainly(client: FhirClient, resource: Json) -> None:
    reply = await client._http.send(
        "POST",
        f"{client.base_url}/{resource['resourceType']}",
        headers={"Content-Type": "application/fhir+json"},
        body=encode(resource),
    )
    if reply.status != 201:
        raise HostTrouble(reply.status)


async def test_attendance_and_log_survive_the_same_network(
    server: Server, client: FhirClient, plan: Plan
) -> None:
    state = await FhirHost(client).read(plan.meeting)
    people = state.meeting.invited[:2]
    attendance = Attendance(
        attendees=tuple(
            Attendee(
                person=person,
                ticked=True,
                confirmed_at=NOW,
                presences=tuple(
                    Interval(start=NOW + timedelta(minutes=m), end=NOW + timedelta(minutes=m + 1))
                    for m in range(0, 20, 2)
                ),
            )
            for person in people
        )
    )
    entry = AccessEntry(
        id="61111111-2222-4333-8444-555555555555",
        kind=AccessKind.SHOW,
        at=NOW,
        reader=people[0],
        patient=state.meeting.cases[0].patient,
        case=plan.cases[0],
        meeting=plan.meeting,
    )
    async with FaultyProxy(server.port, share=0.6, seed=7) as proxy, through(proxy, server) as hurt:
        host, log = FhirHost(hurt), FhirAccessLog(hurt)
        for shorter in (1, 4, 7, 10):
            growing = tuple(
                replace(each, presences=each.presences[:shorter]) for each in attendance.attendees
            )
            so_far = Attendance(attendees=growing)
            await until_done(partial(host.save_attendance, plan.meeting, so_far))
            await until_done(lambda: log.record(entry))

    held = (await FhirHost(client).read(plan.meeting)).attendance
    assert held.attendees[:2] == attendance.attendees
    events = await client.search("AuditEvent", [("entity", f"Appointment/{plan.meeting}")])
    assert len(events) == 1
    encounters = await client.search("Encounter", [("appointment", f"Appointment/{plan.meeting}")])
    assert len(encounters) == 1


async def test_the_agenda_survives_the_same_network(
    server: Server, client: FhirClient, plan: Plan
) -> None:
    """Order, states, picks and extra cases arrive once each."""
    state = await FhirHost(client).read(plan.meeting)
    first, second, third = state.meeting.cases
    strangers = [f"stranger-{plan.tag}-{n}" for n in range(3)]
    await put(client, *({"resourceType": "Patient", "id": each} for each in strangers))
    later = replace(
        second,
        state=CaseState.POSTPONED,
        state_reason="svaret dröjer",
        postponed=PostponeReason.PATHOLOGY,
    )
    picked = replace(first, picks=(*first.picks, Pick(reference=third.patient.reference)))

    async with (
        FaultyProxy(server.port, share=0.6, seed=11) as proxy,
        through(proxy, server) as hurt,
    ):
        host = FhirHost(hurt)
        patients = [replace(first.patient, reference=f"Patient/{each}") for each in strangers]
        extras = [replace(third, patient=each) for each in patients]
        adding = (until_done(partial(host.add_case, plan.meeting, each)) for each in extras)
        await asyncio.gather(*adding)
        await until_done(lambda: host.save_case(plan.meeting, later, state.attendance))
        await until_done(lambda: host.save_plan(picked))
        order = (third.id, first.id, second.id)
        await until_done(lambda: host.save_order(plan.meeting, order))

    cases = (await FhirHost(client).read(plan.meeting)).meeting.cases
    assert cases[:3] == (third, picked, later)
    added = [each.patient.reference for each in cases[3:]]
    assert sorted(added) == [f"Patient/{each}" for each in strangers]
