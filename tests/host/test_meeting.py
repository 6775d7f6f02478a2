"""The contract: meeting, agenda, attendance and who drives, on every server alike."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest

from app.host.host import FhirHost, chair_of
from app.model.attendance import Attendance, Attendee, Check, Interval
from app.model.case import CaseState, Meeting
from app.model.errors import HostConflict, HostMissing, HostNonsense
from app.model.people import Channel, Organisation, OrganisationKind, Person, Role
from app.room.ports import ConsoleMark
from app.wire.fhir import FhirClient
from tests.host.planning import DEFINITION, Plan, put
from tests.host.servers import Server

pytestmark = pytest.mark.processes

NOW = datetime(2026, 11, 22, 13, 0, 0, 123000, tzinfo=UTC)
MARK = ConsoleMark(id="console-1", name="Konferensrum 3", since=NOW)
OTHER = ConsoleMark(id="console-2", name="Konferensrum 4", since=NOW + timedelta(minutes=1))


def at(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def here(person: Person, since: int = 0, until: int | None = None) -> Attendee:
    end = None if until is None else at(until)
    return Attendee(
        person=person,
        ticked=True,
        confirmed_at=at(since),
        presences=(Interval(start=at(since), end=end),),
    )


def with_attendee(attendance: Attendance, attendee: Attendee) -> Attendance:
    others = [e for e in attendance.attendees if e.person.id != attendee.person.id]
    return Attendance(attendees=(*others, attendee))


async def replace_one(host: FhirHost, plan: Plan, attendee: Attendee) -> Attendance:
    held = (await host.read(plan.meeting)).attendance
    changed = tuple(attendee if e.person.id == attendee.person.id else e for e in held.attendees)
    return await host.save_attendance(plan.meeting, Attendance(attendees=changed))


def invited(meeting: Meeting, person_id: str) -> Person:
    return next(each for each in meeting.invited if each.id == person_id)


async def test_todays_meetings_are_listed_in_order(client: FhirClient, plan: Plan) -> None:
    today = plan.start.astimezone().replace(hour=12)
    early = Plan(start=today.replace(minute=1))
    cancelled, without_agenda = Plan(start=today), Plan(start=today)
    long_ago = Plan(start=today - timedelta(days=3))
    await put(client, *early.resources(), *long_ago.resources())
    await put(client, *cancelled.resources()[:-1], cancelled.appointment(status="cancelled"))
    visit = without_agenda.appointment()
    del visit["supportingInformation"]
    await put(client, *without_agenda.resources()[:-1], visit)

    listed = await FhirHost(client).meetings()

    ids = [each.id for each in listed]
    assert {plan.meeting, early.meeting} <= set(ids)
    assert not {cancelled.meeting, without_agenda.meeting, long_ago.meeting} & set(ids)
    assert [each.start for each in listed] == sorted(each.start for each in listed)
    assert all(each.practice for each in listed if each.id == plan.meeting)


async def test_the_meeting_is_read_with_people_and_cases(host: FhirHost, plan: Plan) -> None:
    state = await host.read(plan.meeting)

    meeting, case = state.meeting, state.meeting.cases[0]
    assert (meeting.title, meeting.definition) == ("MDK kolorektal", DEFINITION)
    assert meeting.unit == Organisation(hsa_id="SE0000000009-E001", name="Provkliniken")
    assert meeting.provider == Organisation(hsa_id="SE0000000009-P001", name="Region Prov")
    assert tuple(each.id for each in meeting.cases) == plan.cases
    assert (case.question.text, case.question.background) == ("Fråga 1?", "Bakgrund.")
    assert (case.diagnosis, case.diagnosis_code) == ("Tjocktarmscancer", "C18.0")
    assert (case.patient.family, case.patient.provider.name) == ("Testsson0", "Region Prov")
    assert case.presenter == plan.surgeon
    assert case.picks[0].reference == f"Condition/condition-{plan.tag}-0"
    assert case.state is CaseState.NOT_STARTED
    surgeon = invited(meeting, plan.surgeon)
    assert (surgeon.name, surgeon.profession, surgeon.hsa_id) == (
        "Bo Föredragande",
        "onkolog",
        "SE0000000009-surgeon",
    )
    assert (surgeon.role, surgeon.channel) == (Role.PRESENTER, Channel.REMOTE_PERSON)
    patient = invited(meeting, f"Patient/{plan.patients[2]}")
    assert (patient.role, patient.for_case) == (Role.PATIENT, plan.cases[2])
    assert chair_of(meeting).id == plan.chair
    assert state.attendance == Attendance(
        attendees=tuple(Attendee(person=each) for each in meeting.invited)
    )
    assert state.driver is None
    assert not state.ended


async def test_whoever_signs_in_is_found_among_the_invited(host: FhirHost, plan: Plan) -> None:
    async def found(*, hsa_id: str = "", fhir_user: str = "") -> list[str]:
        people = await host.invited_as(plan.meeting, hsa_id=hsa_id, fhir_user=fhir_user)
        return [each.id for each in people]

    assert await found(hsa_id="SE0000000009-surgeon") == [plan.surgeon]
    practitioner = plan.surgeon.replace("PractitionerRole/", "Practitioner/")
    for fhir_user in (plan.surgeon, practitioner):
        assert await found(fhir_user=fhir_user) == [plan.surgeon]
    assert await found() == []
    assert await found(hsa_id="SE0000000009-nobody", fhir_user="Practitioner/nobody") == []


async def test_whoever_signs_in_is_found_by_the_hosts_own_address(
    host: FhirHost, client: FhirClient, plan: Plan
) -> None:
    address = f"{client.base_url}/{plan.surgeon}"
    (surgeon,) = await host.invited_as(plan.meeting, hsa_id="", fhir_user=address)
    assert surgeon.id == plan.surgeon
    elsewhere = f"https://other.example.org/fhir/{plan.surgeon}"
    assert not await host.invited_as(plan.meeting, hsa_id="", fhir_user=elsewhere)


async def test_a_meeting_that_is_not_there_is_missing(host: FhirHost) -> None:
    with pytest.raises(HostMissing):
        await host.read("no-such-meeting")


async def test_a_case_that_is_not_there_is_not_passed_over(
    client: FhirClient, host: FhirHost, plan: Plan
) -> None:
    agenda = (await client.read("List", f"agenda-{plan.tag}")).resource
    lost = {"item": {"reference": f"ServiceRequest/lost-{plan.tag}"}}
    await put(client, agenda | {"entry": [*agenda["entry"], lost]})

    with pytest.raises(HostNonsense):
        await host.read(plan.meeting)


async def test_whoever_claims_last_drives(host: FhirHost, plan: Plan) -> None:
    await host.claim(plan.meeting, MARK)
    assert (await host.read(plan.meeting)).driver == MARK
    await host.claim(plan.meeting, OTHER)
    assert (await host.read(plan.meeting)).driver == OTHER


async def test_everybody_comes_back_after_a_restart(
    client: FhirClient, host: FhirHost, plan: Plan
) -> None:
    meeting = (await host.read(plan.meeting)).meeting
    chair = invited(meeting, plan.chair)
    walk_in = Person(
        id="urn:uuid:11111111-2222-4333-8444-555555555555",
        name="Cecilia Inhoppare",
        profession="radiolog",
        role=Role.OBSERVER,
        unit=Organisation(hsa_id="SE0000000009-E002", name="Röntgen"),
        provider=Organisation(hsa_id="SE0000000008-P001", name="Region Annan"),
        hsa_id="SE0000000009-walkin",
        channel=Channel.REMOTE_ROOM,
    )
    guardian = Person(
        id="urn:uuid:21111111-2222-4333-8444-555555555555",
        name="Doris Närstående",
        role=Role.GUARDIAN,
        organisation=OrganisationKind.NONE,
        for_case=plan.cases[1],
    )
    nameless = Person(id="urn:uuid:31111111-2222-4333-8444-555555555555", name="Eva")
    attendance = Attendance(
        attendees=(
            Attendee(
                person=msgspec.structs.replace(chair, channel=Channel.REMOTE_PERSON),
                ticked=True,
                confirmed_at=at(0),
                presences=(Interval(start=at(0), end=at(5)), Interval(start=at(7))),
            ),
            Attendee(person=invited(meeting, plan.surgeon), ticked=True),
            here(invited(meeting, f"Patient/{plan.patients[2]}"), 1, 2),
            here(walk_in, 3),
            here(guardian, 4, 6),
            Attendee(person=nameless),
        ),
        checks=(
            Check(item="sound", words="Ljudet är provat", at=at(0), by=chair.id),
            Check(item="wishes", words="Önskemål tas upp", at=at(3), by=walk_in.id),
        ),
    )

    returned = await host.save_attendance(plan.meeting, attendance)

    assert returned == attendance
    assert (await FhirHost(client).read(plan.meeting)).attendance == attendance


async def test_saving_the_same_attendance_again_changes_nothing(
    client: FhirClient, host: FhirHost, plan: Plan
) -> None:
    chair = invited((await host.read(plan.meeting)).meeting, plan.chair)
    saved = await replace_one(host, plan, here(chair))
    reference = [("appointment", f"Appointment/{plan.meeting}")]
    before = await client.search("Encounter", reference)

    again = await host.save_attendance(plan.meeting, saved)

    assert again == saved
    after = await client.search("Encounter", reference)
    assert [e["meta"]["versionId"] for e in after] == [e["meta"]["versionId"] for e in before]


async def test_two_writers_are_merged_without_asking(
    client: FhirClient, host: FhirHost, plan: Plan
) -> None:
    meeting = (await host.read(plan.meeting)).meeting
    elsewhere = FhirHost(client)
    ours = await host.save_attendance(
        plan.meeting, with_attendee(Attendance(), here(invited(meeting, plan.chair)))
    )
    surgeon = here(invited(meeting, plan.surgeon), 2)
    await replace_one(elsewhere, plan, surgeon)

    walk_in = here(Person(id="urn:uuid:41111111-2222-4333-8444-555555555555", name="Frida"), 3)
    merged = await host.save_attendance(
        plan.meeting, Attendance(attendees=(*ours.attendees, walk_in))
    )

    assert {each.person.id for each in merged.here} == {plan.chair, plan.surgeon, walk_in.person.id}
    assert (await host.read(plan.meeting)).attendance == merged


async def test_what_two_consoles_ticked_on_the_checklist_is_merged(
    client: FhirClient, host: FhirHost, plan: Plan
) -> None:
    meeting = (await host.read(plan.meeting)).meeting
    chair = here(invited(meeting, plan.chair))
    sound, light = (
        Check(item=item, words=item, at=at(minute), by=plan.chair)
        for item, minute in (("sound", 1), ("light", 2))
    )
    elsewhere = FhirHost(client)
    ours = Attendance(attendees=(chair,), checks=(sound,))
    ours = await host.save_attendance(plan.meeting, ours)
    await elsewhere.read(plan.meeting)
    theirs = msgspec.structs.replace(ours, checks=(light,))  # the other tick is taken back
    await elsewhere.save_attendance(plan.meeting, theirs)

    camera = Check(item="camera", words="camera", at=at(4), by=plan.chair)
    wanted = msgspec.structs.replace(ours, checks=(sound, camera))
    merged = await host.save_attendance(plan.meeting, wanted)

    assert {each.item for each in merged.checks} == {"light", "camera"}
    assert (await host.read(plan.meeting)).attendance == merged


async def test_another_consoles_claim_ends_our_writing(
    client: FhirClient, host: FhirHost, plan: Plan
) -> None:
    chair = invited((await host.read(plan.meeting)).meeting, plan.chair)
    await host.claim(plan.meeting, MARK)
    saved = await replace_one(host, plan, here(chair))
    await FhirHost(client).claim(plan.meeting, OTHER)

    gone = here(chair, 0, 9)
    with pytest.raises(HostConflict):
        await host.save_attendance(plan.meeting, with_attendee(saved, gone))

    state = await host.read(plan.meeting)
    assert (state.driver, state.attendance) == (OTHER, saved)


async def test_a_cases_state_and_times_come_back(
    client: FhirClient, host: FhirHost, plan: Plan
) -> None:
    meeting = (await host.read(plan.meeting)).meeting
    attendance = await replace_one(host, plan, here(invited(meeting, plan.chair), 0, 20))
    first, second, third = meeting.cases
    shown = (Interval(start=at(1), end=at(3)), Interval(start=at(5)))
    started = msgspec.structs.replace(first, state=CaseState.STARTED, shown=shown)
    later = msgspec.structs.replace(
        second, state=CaseState.POSTPONED, state_reason="patologisvar saknas"
    )

    await host.save_case(plan.meeting, started, attendance)
    await host.save_case(plan.meeting, started, attendance)
    await host.save_case(plan.meeting, later, attendance)

    assert (await FhirHost(client).read(plan.meeting)).meeting.cases == (started, later, third)
    found = await client.search("Encounter", [("subject", started.patient.reference)])
    (encounter,) = found
    assert encounter["partOf"]["reference"].startswith("Encounter/")
    present = [each["individual"]["reference"] for each in encounter["participant"]]
    assert present == [plan.chair, plan.chair]
    assert encounter["status"] == "in-progress"


async def test_an_ended_meeting_stays_ended(client: FhirClient, host: FhirHost, plan: Plan) -> None:
    attendance = (await host.read(plan.meeting)).attendance
    await host.end(plan.meeting, attendance)
    await host.end(plan.meeting, attendance)

    assert (await FhirHost(client).read(plan.meeting)).ended
    assert (await client.read("Appointment", plan.meeting)).resource["status"] == "fulfilled"


async def test_digits_are_kept(client: FhirClient, server: Server, plan: Plan) -> None:
    """The agenda's List is written back: other systems' numbers in it must stay as they are."""
    observation = {
        "resourceType": "Observation",
        "id": f"precise-{plan.tag}",
        "status": "final",
        "code": {"text": "CRP"},
        "subject": {"reference": f"Patient/{plan.patients[0]}"},
        "valueQuantity": {"value": Decimal("1.10")},
    }
    await put(client, observation)

    held = await client.read("Observation", f"precise-{plan.tag}")
    written = await client.update(held.resource, etag=held.etag)

    expected = "1.10" if server.keeps_precision else "1.1"
    assert str(written.resource["valueQuantity"]["value"]) == expected
