"""The contract: order, plans, extra cases, earlier conferences, figures, on every server alike."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from app.host.figures import unique
from app.host.host import FhirHost
from app.model.case import (
    Case,
    CaseState,
    NumberKind,
    PersonNumber,
    Pick,
    PostponeReason,
    Question,
)
from app.model.definition import InformationKind
from app.model.figures import CaseFigures, MeetingFigures
from app.wire.fhir import FhirClient
from tests.host.planning import CODES, NUMBERS, Plan, put
from tests.host.servers import Server

pytestmark = pytest.mark.processes

Json = dict[str, Any]


async def read_cases(client: FhirClient, plan: Plan) -> tuple[Case, ...]:
    """Return the cases as another console reads them after a restart."""
    return (await FhirHost(client).read(plan.meeting)).meeting.cases


async def test_an_order_comes_back(client: FhirClient, host: FhirHost, plan: Plan) -> None:
    wanted = tuple(reversed(plan.cases))
    assert await host.save_order(plan.meeting, wanted) == wanted
    assert tuple(each.id for each in await read_cases(client, plan)) == wanted


async def test_an_order_keeps_what_somebody_else_added(
    client: FhirClient, host: FhirHost, plan: Plan
) -> None:
    first, second, third = plan.cases
    await host.read(plan.meeting)
    agenda = (await client.read("List", f"agenda-{plan.tag}")).resource
    await put(client, agenda | {"note": [{"text": "Lokalen är bokad till 15."}]})

    assert await host.save_order(plan.meeting, (third, first)) == (third, first, second)

    held = (await client.read("List", f"agenda-{plan.tag}")).resource
    assert held["note"] == [{"text": "Lokalen är bokad till 15."}]


async def test_postponed_and_met_by_a_text_come_back(
    client: FhirClient, host: FhirHost, plan: Plan
) -> None:
    state = await host.read(plan.meeting)
    first, second, third = state.meeting.cases
    later = replace(
        first,
        state=CaseState.POSTPONED,
        state_reason="PAD väntas på torsdag",
        postponed=PostponeReason.PATHOLOGY,
    )
    met = replace(
        second,
        state=CaseState.BY_STANDARD_TEXT,
        state_reason="Uppföljning",
        met_by="https://samsyn.se/fhir/standard-text/x|1.0.0",
    )
    for each in (later, met):
        await host.save_case(plan.meeting, each, state.attendance)

    assert await read_cases(client, plan) == (later, met, third)


async def test_two_peoples_picks_are_merged(client: FhirClient, host: FhirHost, plan: Plan) -> None:
    elsewhere = FhirHost(client)
    ours = (await host.read(plan.meeting)).meeting.cases[0]
    theirs = (await elsewhere.read(plan.meeting)).meeting.cases[0]
    patient, request = f"Patient/{plan.patients[0]}", f"ServiceRequest/{plan.cases[1]}"

    await elsewhere.save_plan(replace(theirs, picks=(*theirs.picks, Pick(reference=patient))))
    await host.save_plan(
        replace(ours, picks=(Pick(reference=request),), definition="https://x.se/d")
    )
    await host.save_plan(
        replace(ours, picks=(Pick(reference=request),), definition="https://x.se/d")
    )

    held = (await host.read(plan.meeting)).meeting.cases[0]
    assert {each.reference for each in held.picks} == {patient, request}
    assert held.definition == "https://x.se/d"
    await host.save_plan(replace(held, picks=(), definition=""))
    held = (await read_cases(client, plan))[0]
    assert (held.picks, held.definition) == ((), "")


def number(value: str) -> PersonNumber:
    return PersonNumber(value=value, kind=NumberKind.PERSONNUMMER)


async def test_a_patient_is_found_by_number(client: FhirClient, host: FhirHost) -> None:
    system = "http://electronichealth.se/identifier/personnummer"

    def patient(own_id: str, value: str, **more: Any) -> Json:
        identifier = [{"system": system, "value": value}]
        name = [{"family": "Ensam", "given": ["Eva"]}]
        return {
            "resourceType": "Patient",
            "id": own_id,
            "identifier": identifier,
            "name": name,
        } | more

    lone, twin, gone = "200302022389", "189602029812", "199002222397"
    await put(
        client,
        patient("lone", f"{lone[:8]}-{lone[8:]}", managingOrganization={"display": "Region Prov"}),
        patient("twin-1", twin),
        patient("twin-2", twin),
        patient("gone", gone, active=False),
    )

    found = await host.find_patient(number(lone))
    assert found is not None
    assert (found.reference, found.family, found.number) == ("Patient/lone", "Ensam", number(lone))
    assert found.provider.name == "Region Prov"
    for value in (twin, gone, "200001252386"):
        assert await host.find_patient(number(value)) is None
    assert await host.find_patient(PersonNumber(value="A1")) is None


async def test_an_extra_case_is_added_once(client: FhirClient, host: FhirHost, plan: Plan) -> None:
    state = await host.read(plan.meeting)
    stranger = f"extra-{plan.tag}"
    await put(
        client, {"resourceType": "Patient", "id": stranger, "name": [{"family": "Extrasson"}]}
    )
    wanted = replace(
        state.meeting.cases[0],
        patient=replace(state.meeting.cases[0].patient, reference=f"Patient/{stranger}"),
        question=Question(text="Akut operation?", background="Ileus."),
        definition="https://x.se/d",
        presenter=plan.surgeon,
    )

    added = await host.add_case(plan.meeting, wanted)
    again = await FhirHost(client).add_case(plan.meeting, wanted)

    assert added == again
    assert added.patient.family == "Extrasson"
    assert added.question == wanted.question
    assert (added.definition, added.presenter, added.picks) == ("https://x.se/d", plan.surgeon, ())
    ids = [each.id for each in await read_cases(client, plan)]
    assert ids == [*plan.cases, added.id]


async def test_the_last_conference_of_each_patient_is_told(
    client: FhirClient, host: FhirHost, plan: Plan
) -> None:
    def discussed(n: int, days_ago: int, **more: Any) -> Json:
        at = plan.start - timedelta(days=days_ago)
        end = at + timedelta(minutes=4)
        return {
            "resourceType": "Encounter",
            "id": f"earlier-{plan.tag}-{n}-{days_ago}",
            "status": "finished",
            "class": {
                "system": f"{CODES}/encounter-class",
                "code": "conference-case",
                "display": "Fall vid konferens",
            },
            "subject": {"reference": f"Patient/{plan.patients[n]}"},
            "period": {"start": at.isoformat(), "end": end.isoformat()},
        } | more

    visit = {"class": {"system": "http://x.se", "code": "AMB"}}
    await put(
        client,
        discussed(0, 90),
        discussed(0, 30),
        discussed(0, 10, **visit),
        discussed(0, 5, status="entered-in-error"),
        discussed(1, -1),
    )

    first, second, third = (await host.read(plan.meeting)).meeting.cases

    day = (plan.start - timedelta(days=30)).date().isoformat()
    assert first.last_conference[:10] == day
    assert (second.last_conference, third.last_conference) == ("", "")


async def test_figures_name_nobody_and_are_written_once(
    client: FhirClient, host: FhirHost, plan: Plan, server: Server
) -> None:
    if not server.keeps_figures:
        pytest.skip(f"{server.name} knows no MeasureReport")
    await host.read(plan.meeting)
    figures = MeetingFigures(
        seconds=3000,
        people=7,
        competences_missing=("patolog",),
        cases=(
            CaseFigures(
                number=1,
                state=CaseState.DONE,
                seconds=250,
                missing=(InformationKind.PATIENTS_WISHES,),
            ),
            CaseFigures(number=2, state=CaseState.POSTPONED, postponed=PostponeReason.PATHOLOGY),
            CaseFigures(number=3, state=CaseState.DONE, seconds=60),
        ),
    )
    await host.save_figures(plan.meeting, replace(figures, people=6))
    await host.save_figures(plan.meeting, figures)
    await FhirHost(client).save_figures(plan.meeting, figures)

    found = await client.search("MeasureReport", [("identifier", unique(plan.meeting)[1])])
    (report,) = [
        each for each in found if each["identifier"][0]["value"] == unique(plan.meeting)[1]
    ]
    groups = {each["code"]["coding"][0]["code"]: each for each in report["group"]}
    assert groups["people"]["population"] == [{"count": 7}]
    states = {
        each["value"]["coding"][0]["code"]: each["population"][0]["count"]
        for each in groups["cases"]["stratifier"][0]["stratum"]
    }
    assert states == {"done": 2, "postponed": 1}
    minutes = [
        e["measureScore"]["value"] for e in groups["case-duration"]["stratifier"][0]["stratum"]
    ]
    assert [float(each) for each in minutes] == [4.2, 1.0]
    text = str(report)
    assert not any(each in text for each in (*plan.cases, *plan.patients, *NUMBERS, "Testsson"))
