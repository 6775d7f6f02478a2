"""The contract: consents, blocks and the access log, on every server alike."""

import uuid
from datetime import UTC, date, datetime

import pytest

from app.host.access_log import FhirAccessLog
from app.host.host import FhirHost, chair_of
from app.model.attendance import Interval
from app.model.case import AccessFacts, Block, Consent
from app.model.errors import HostRefused, HostUnreachable
from app.room.ports import AccessEntry, AccessKind, HostState
from app.wire.fhir import FhirClient
from tests.host.conftest import QUICK
from tests.host.planning import Json, Plan, actor, consent, put
from tests.host.servers import Server

pytestmark = pytest.mark.processes

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"


async def facts(client: FhirClient, plan: Plan, *consents: Json) -> AccessFacts:
    await put(client, *consents)
    host = FhirHost(client)
    case = (await host.read(plan.meeting)).meeting.cases[0]
    return await host.access_facts(case)


async def test_without_a_consent_nothing_is_permitted(client: FhirClient, plan: Plan) -> None:
    assert await facts(client, plan) == AccessFacts()


async def test_a_consent_says_for_whom_and_how_long(client: FhirClient, plan: Plan) -> None:
    period = {"start": "2026-01-01", "end": "2026-12-31T23:59:59+01:00"}
    given = consent(plan, type="permit", period=period, actor=[actor("IRCP", "SE09-P001")])

    found = await facts(client, plan, given)

    expected = Consent(
        permits=True, start=date(2026, 1, 1), end=date(2026, 12, 31), provider="SE09-P001"
    )
    assert found == AccessFacts(consents=(expected,))


async def test_refusal_and_blocks(client: FhirClient, plan: Plan) -> None:
    found = await facts(
        client,
        plan,
        consent(plan, type="deny"),
        consent(plan, kind="outer-block", type="deny", actor=[actor("CST", "SE09-P002")]),
        consent(plan, kind="inner-block", type="deny", actor=[actor("CST", "SE09-E003")]),
    )

    assert found.consents == (Consent(permits=False),)
    assert set(found.blocks) == {
        Block(custodian="SE09-P002"),
        Block(custodian="SE09-E003", inner=True),
    }


async def test_what_is_not_in_force_does_not_count(client: FhirClient, plan: Plan) -> None:
    ended = consent(plan, type="permit") | {"status": "inactive"}
    research = consent(plan, type="permit")
    research["scope"] = {"coding": [{"system": SCOPE, "code": "research"}]}
    others = consent(plan, 1, type="permit")

    assert await facts(client, plan, ended, research, others) == AccessFacts()


@pytest.mark.parametrize("narrowed", ["class", "provision", "actor", "block"])
async def test_a_consent_that_is_not_understood_closes(
    client: FhirClient, plan: Plan, narrowed: str
) -> None:
    strange = {
        "class": consent(plan, type="permit") | {},
        "provision": consent(plan, type="permit", provision=[{"type": "deny"}]),
        "actor": consent(plan, type="permit", actor=[actor("PRF", "SE09-P001")]),
        "block": consent(plan, kind="outer-block", type="deny"),
    }[narrowed]
    if narrowed == "class":
        strange["provision"]["class"] = [
            {"system": "http://hl7.org/fhir/resource-types", "code": "Condition"}
        ]

    assert await facts(client, plan, strange) == AccessFacts(fetched=False)


def an_entry(plan: Plan, state: HostState) -> AccessEntry:
    reader, other = state.meeting.invited[:2]
    return AccessEntry(
        id=str(uuid.uuid4()),
        kind=AccessKind.SHOW,
        at=NOW,
        reader=reader,
        patient=state.meeting.cases[0].patient,
        case=plan.cases[0],
        meeting=plan.meeting,
        shown_to=((other, Interval(start=NOW)),),
    )


async def test_a_read_is_logged_once(client: FhirClient, host: FhirHost, plan: Plan) -> None:
    state = await host.read(plan.meeting)
    entry = an_entry(plan, state)

    await FhirAccessLog(client).record(entry)
    await FhirAccessLog(client).record(entry)

    found = await client.search("AuditEvent", [("entity", f"Appointment/{plan.meeting}")])
    (event,) = found
    assert event["id"] == entry.id
    assert event["agent"][0]["who"]["reference"] == chair_of(state.meeting).id
    requestors = [each["who"] for each in event["agent"] if each["requestor"]]
    assert len(requestors) == 1
    shown_to = [e for e in event["entity"] if e["role"]["code"] == "shown-to"]
    assert [each["what"]["reference"] for each in shown_to] == [plan.surgeon]
    patients = [e for e in event["entity"] if e["role"]["code"] == "patient"]
    assert patients[0]["what"]["reference"] == f"Patient/{plan.patients[0]}"


async def test_a_refused_or_lost_log_is_an_error(
    server: Server, host: FhirHost, plan: Plan
) -> None:
    entry = an_entry(plan, await host.read(plan.meeting))

    async with FhirClient(server.base_url, "wrong", limits=QUICK) as stranger:
        with pytest.raises(HostRefused):
            await FhirAccessLog(stranger).record(entry)
    async with FhirClient("http://127.0.0.1:9", limits=QUICK) as nowhere:
        with pytest.raises(HostUnreachable):
            await FhirAccessLog(nowhere).record(entry)
