"""The contract: drafts, deliveries and corrections, on every server alike."""

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from app.host.host import FhirHost
from app.model.attendance import Interval
from app.model.definition import InformationKind
from app.model.errors import HostConflict
from app.model.outcome import (
    Coded,
    Duty,
    Intention,
    Measure,
    Outcome,
    OutcomeStatus,
    Referral,
    Responsibility,
    ShownInformation,
    TextReference,
)
from app.model.people import Person
from app.room.ports import HostState, OutcomeContext, StoredOutcome
from app.wire.fhir import FhirClient
from tests.host.planning import Plan
from tests.host.test_meeting import here

pytestmark = pytest.mark.processes

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
WALK_IN = Person(id="urn:uuid:51111111-2222-4333-8444-555555555555", name="Gerd", hsa_id="SE09-W")
KINDS = ("CarePlan", "Task", "DocumentReference")


def an_outcome(plan: Plan, **changed: Any) -> Outcome:
    outcome = Outcome(
        meeting=plan.meeting,
        case=plan.cases[0],
        text="Preoperativ cytostatika i tre månader, därefter ny bedömning.",
        intention=Intention.CONVERTING,
        source=TextReference(url="https://samsyn.se/fhir/standard-text/x", version="1.2.0"),
        code=Coded(
            system="urn:oid:1.2.752.116.1.3.2.1.4",
            code="JFB47",
            display="Sigmoideumresektion, laparoskopisk",
        ),
        responsibilities=(
            Responsibility(duty=Duty.DOCUMENT, person=plan.surgeon),
            Responsibility(duty=Duty.ORDER, person=WALK_IN.id),
            Responsibility(duty=Duty.TELL_PATIENT),
        ),
        new_conference=True,
        note="Ny bedömning på läkarmottagning.",
        deviation="Patienten avstår från strålbehandling.",
        wishes="Vill vänta till efter jul.",
        referral=Referral(to="Leverkirurgen", reason="ställningstagande till resektion"),
        measures=(Measure(text="Dietist", who="Vårdcentralen", until="2027-01-31"),),
    )
    return replace(outcome, **changed)


def a_context(plan: Plan, state: HostState) -> OutcomeContext:
    chair, surgeon = state.meeting.invited[:2]
    during = Interval(start=NOW, end=NOW + timedelta(minutes=4))
    return OutcomeContext(
        meeting=state.meeting,
        case=replace(state.meeting.cases[0], shown=(during,)),
        chair=chair,
        took_part=((chair, during), (surgeon, during), (WALK_IN, during)),
        information=(ShownInformation(reference=f"Condition/condition-{plan.tag}-0", version="1"),),
        missing=(InformationKind.PATHOLOGY,),
        competences_missing=("patolog",),
        at=NOW + timedelta(minutes=4),
    )


@pytest.fixture
async def context(host: FhirHost, plan: Plan) -> OutcomeContext:
    state = await host.read(plan.meeting)
    chair, surgeon = state.meeting.invited[:2]
    walked_in = (here(chair), here(surgeon), here(WALK_IN))
    attendance = replace(state.attendance, attendees=walked_in)
    await host.save_attendance(plan.meeting, attendance)
    return a_context(plan, state)


async def of_patient(client: FhirClient, plan: Plan) -> dict[str, list[dict[str, Any]]]:
    patient = f"Patient/{plan.patients[0]}"
    return {kind: await client.search(kind, [("patient", patient)]) for kind in KINDS}


async def stored(client: FhirClient, plan: Plan) -> tuple[StoredOutcome, ...]:
    """Return the outcomes as another console reads them after a restart."""
    return (await FhirHost(client).read(plan.meeting)).outcomes


def versions(found: dict[str, list[dict[str, Any]]]) -> set[tuple[str, str, str]]:
    return {(kind, each["id"], each["meta"]["versionId"]) for kind in KINDS for each in found[kind]}


async def test_a_draft_comes_back(
    client: FhirClient, host: FhirHost, plan: Plan, context: OutcomeContext
) -> None:
    await host.save_draft(Outcome(meeting=plan.meeting, case=plan.cases[0]), context)
    await host.save_draft(an_outcome(plan), context)
    await host.save_draft(an_outcome(plan), context)

    (only,) = await stored(client, plan)
    assert only == StoredOutcome(outcome=an_outcome(plan), status=OutcomeStatus.DRAFT)
    (care_plan,) = (await of_patient(client, plan))["CarePlan"]
    assert care_plan["status"] == "draft"
    assert care_plan["meta"]["versionId"] == "2"


@pytest.mark.parametrize("drafted", [False, True])
async def test_an_outcome_arrives_whole(
    client: FhirClient, host: FhirHost, plan: Plan, context: OutcomeContext, *, drafted: bool
) -> None:
    if drafted:
        await host.save_draft(an_outcome(plan, text="Utkast"), context)
    await host.deliver(an_outcome(plan), context)

    (only,) = await stored(client, plan)
    assert only == StoredOutcome(outcome=an_outcome(plan), status=OutcomeStatus.DELIVERED)
    found = await of_patient(client, plan)
    (care_plan,), (note,) = found["CarePlan"], found["DocumentReference"]
    assert (care_plan["status"], care_plan["intent"]) == ("active", "proposal")
    reference = f"CarePlan/{care_plan['id']}"
    tasks = {each["code"]["coding"][0]["code"]: each for each in found["Task"]}
    assert set(tasks) == set(Duty)
    assert {each["focus"]["reference"] for each in found["Task"]} == {reference}
    assert tasks["document"]["owner"]["reference"] == plan.surgeon
    assert tasks["order"]["owner"]["identifier"]["value"] == WALK_IN.hsa_id
    assert "owner" not in tasks["tell-patient"]
    assert note["docStatus"] == "preliminary"
    labels = [each["coding"][0]["code"] for each in note["securityLabel"]]
    assert labels == ["R", "NOPAT"]
    for held in (care_plan, *found["Task"]):
        assert "NOPAT" in {each["code"] for each in held["meta"]["security"]}, "told first"
    assert reference in [each["reference"] for each in note["context"]["related"]]
    encounter = (await client.read("Encounter", care_plan["encounter"]["reference"][10:])).resource
    assert encounter["subject"]["reference"] == f"Patient/{plan.patients[0]}"
    assert encounter["partOf"]["reference"].startswith("Encounter/")


async def test_the_note_tells_what_a_reader_needs(
    client: FhirClient, host: FhirHost, plan: Plan, context: OutcomeContext
) -> None:
    await host.deliver(an_outcome(plan), context)

    (note,) = (await of_patient(client, plan))["DocumentReference"]
    attachment = note["content"][0]["attachment"]
    text = base64.b64decode(attachment["data"]).decode()
    assert attachment["contentType"] == "text/plain; charset=utf-8"
    assert note["type"]["text"] == "Anteckning från multidisciplinär konferens"
    assert note["description"].splitlines() == [
        an_outcome(plan).text,
        "Behandlingsintention: konverterande",
    ], "the next conference reads it first"
    for words in (
        "Frågeställning: Fråga 1?",
        "Preoperativ cytostatika i tre månader",
        "Behandlingsintention: konverterande",
        "Bo Föredragande, onkolog, Provkliniken, föredragande, på distans",
        f"Diagnoser (Condition): condition-{plan.tag}-0 (version 1)",
        "Remiss till Leverkirurgen: ställningstagande till resektion",
        "Uppgifter som saknades: patologi",
        "Kompetenser som saknades: patolog",
        "Beställer vidare utredning eller remitterar: Gerd",
        "Informerar patienten: ej utsedd",
    ):
        assert words in text


async def test_delivering_again_changes_nothing(
    client: FhirClient, host: FhirHost, plan: Plan, context: OutcomeContext
) -> None:
    await host.deliver(an_outcome(plan), context)
    before = versions(await of_patient(client, plan))

    await host.deliver(an_outcome(plan), context)
    later = replace(context, at=context.at + timedelta(minutes=5))
    await FhirHost(client).deliver(an_outcome(plan), later)
    await host.save_draft(an_outcome(plan), context)

    assert versions(await of_patient(client, plan)) == before
    assert len(before) == 5


async def test_another_content_for_the_same_revision_is_a_conflict(
    client: FhirClient, host: FhirHost, plan: Plan, context: OutcomeContext
) -> None:
    await host.deliver(an_outcome(plan), context)
    before = versions(await of_patient(client, plan))

    for changed in (
        {"text": "Något annat."},
        {"intention": None},
        {"responsibilities": ()},
        {"deviation": None},
        {"wishes": ""},
        {"referral": None},
        {"measures": ()},
    ):
        with pytest.raises(HostConflict):
            await host.deliver(an_outcome(plan, **changed), context)
    with pytest.raises(HostConflict):
        await host.save_draft(an_outcome(plan, text="Sent utkast."), context)

    assert versions(await of_patient(client, plan)) == before


async def test_a_correction_replaces_and_keeps(
    client: FhirClient, host: FhirHost, plan: Plan, context: OutcomeContext
) -> None:
    first = an_outcome(plan)
    second = an_outcome(plan, revision=2, text="Kirurgi direkt.", reason="fel sida")
    await host.deliver(first, context)
    await host.save_draft(second, context)
    await host.deliver(second, context)
    await host.deliver(second, context)
    await host.deliver(first, context)  # it is there, so nothing happens

    delivered = OutcomeStatus.DELIVERED
    assert await stored(client, plan) == (
        StoredOutcome(outcome=first, status=delivered),
        StoredOutcome(outcome=second, status=delivered),
    )
    found = await of_patient(client, plan)
    old, new = sorted(found["CarePlan"], key=lambda each: each["status"], reverse=True)
    assert (old["status"], new["status"]) == ("revoked", "active")
    assert new["replaces"] == [{"reference": f"CarePlan/{old['id']}"}]
    notes = {each["status"]: each for each in found["DocumentReference"]}
    target = notes["current"]["relatesTo"][0]["target"]["reference"]
    assert target == f"DocumentReference/{notes['superseded']['id']}"
    assert sorted(each["status"] for each in found["Task"]) == ["cancelled"] * 3 + ["requested"] * 3
    referrals = await referrals_of(client, plan)
    assert sorted(each["status"] for each in referrals) == ["active", "revoked"]


async def referrals_of(client: FhirClient, plan: Plan) -> list[dict[str, Any]]:
    patient = f"Patient/{plan.patients[0]}"
    found = await client.search("ServiceRequest", [("patient", patient)])
    return [each for each in found if each["intent"] == "proposal"]


async def test_a_referral_is_proposed_and_held_from_the_patient(
    client: FhirClient, host: FhirHost, plan: Plan, context: OutcomeContext
) -> None:
    await host.deliver(an_outcome(plan), context)

    (referral,) = await referrals_of(client, plan)
    (care_plan,) = (await of_patient(client, plan))["CarePlan"]
    assert referral["performer"] == [{"display": "Leverkirurgen"}]
    assert referral["basedOn"] == [{"reference": f"CarePlan/{care_plan['id']}"}]
    assert referral["meta"]["security"][0]["code"] == "NOPAT"
    assert care_plan["category"][0]["coding"][0]["code"] == "coordinated-individual-plan"


async def test_an_older_revision_after_a_newer_is_a_conflict(
    host: FhirHost, plan: Plan, context: OutcomeContext
) -> None:
    await host.deliver(an_outcome(plan, revision=2, reason="rättad"), context)

    with pytest.raises(HostConflict):
        await host.deliver(an_outcome(plan), context)


async def test_a_draft_that_somebody_signed_is_not_overwritten(
    client: FhirClient, host: FhirHost, plan: Plan, context: OutcomeContext
) -> None:
    await host.save_draft(an_outcome(plan), context)
    (held,) = (await of_patient(client, plan))["CarePlan"]
    await client.update(held | {"status": "active"})

    with pytest.raises(HostConflict):
        await host.save_draft(an_outcome(plan, text="Mer."), context)
