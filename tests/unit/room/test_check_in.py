"""Who is here: seen at once, saved at once, taken back at will."""

from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest

from app.model.attendance import Attendance, Interval
from app.model.errors import HostSilent, HostTrouble, HostUnreachable
from app.model.people import Person, Role
from app.room.gate import Refusal
from app.room.ports import Slot
from app.room.state import NoticeKind, RoomState, Undoable
from tests.fakes.room import (
    CHAIR,
    NURSE,
    OFFICIAL,
    START,
    STUDENT,
    SURGEON,
    WALK_IN,
    World,
    settle,
)


def here(world: World) -> list[str]:
    return [attendee.person.id for attendee in world.room.state.attendance.here]


def newcomers(world: World) -> list[str]:
    return [attendee.person.id for attendee in world.room.state.attendance.newcomers]


def held_here(world: World) -> list[str]:
    return [attendee.person.id for attendee in world.host.state.attendance.here]


def notices(state: RoomState) -> list[NoticeKind]:
    return [notice.kind for notice in state.notices]


async def test_the_list_is_the_invitation_with_the_signed_in_chair_ticked(world: World) -> None:
    await world.room.open(world.meeting.id)
    listed = world.room.state.attendance.attendees
    assert [one.person for one in listed] == [CHAIR, SURGEON, NURSE]
    assert newcomers(world) == [CHAIR.id]
    assert here(world) == []


async def test_one_attestation_confirms_all_who_are_ticked(world: World) -> None:
    await world.room.open(world.meeting.id)
    world.room.tick(SURGEON.id)
    world.room.confirm_ticked()
    assert here(world) == [CHAIR.id, SURGEON.id]
    assert world.room.state.timers.meeting_started == START
    await settle()
    assert held_here(world) == [CHAIR.id, SURGEON.id]


async def test_a_tick_can_be_taken_back_a_confirmation_cannot_that_way(world: World) -> None:
    await world.open(SURGEON.id)
    world.room.tick(NURSE.id)
    world.room.untick(NURSE.id)
    world.room.untick(SURGEON.id)
    assert newcomers(world) == []
    assert here(world) == [CHAIR.id, SURGEON.id]


async def test_a_walk_in_is_listed_and_ticked(world: World) -> None:
    await world.open()
    world.room.add_walk_in(WALK_IN)
    assert newcomers(world) == [WALK_IN.id]
    world.room.confirm(WALK_IN.id)
    assert here(world) == [CHAIR.id, WALK_IN.id]
    world.room.add_walk_in(WALK_IN)
    assert len(world.room.state.attendance.attendees) == 4


async def test_leaving_at_an_earlier_time_and_coming_back(world: World) -> None:
    await world.open(SURGEON.id)
    await world.clock.advance(600)
    world.room.leave(SURGEON.id, START + timedelta(minutes=4))
    assert here(world) == [CHAIR.id]
    await world.clock.advance(60)
    world.room.come_back(SURGEON.id)
    surgeon = world.room.state.attendance.find(SURGEON.id)
    assert surgeon is not None
    assert surgeon.presences == (
        Interval(start=START, end=START + timedelta(minutes=4)),
        Interval(start=START + timedelta(minutes=11)),
    )


async def test_nobody_leaves_in_the_future_or_before_having_come(world: World) -> None:
    await world.open(SURGEON.id, NURSE.id)
    await world.clock.advance(60)
    world.room.leave(SURGEON.id, START + timedelta(hours=9))
    world.room.leave(NURSE.id, START - timedelta(hours=9))
    for person, left in ((SURGEON.id, 60), (NURSE.id, 0)):
        attendee = world.room.state.attendance.find(person)
        assert attendee is not None
        assert attendee.presences[-1].end == START + timedelta(seconds=left)


async def test_who_was_never_confirmed_cannot_come_back_or_leave(world: World) -> None:
    await world.open()
    before = world.room.state.attendance
    world.room.come_back(SURGEON.id)
    world.room.leave(SURGEON.id)
    world.room.tick("nobody")
    world.room.confirm("nobody")
    assert world.room.state.attendance == before


async def test_missing_competences_are_named_until_somebody_has_them(world: World) -> None:
    await world.open()
    said = [world.room.state.competences_missing]
    world.room.tick(SURGEON.id)
    said.append(world.room.state.competences_missing)
    world.room.confirm(SURGEON.id)
    said.append(world.room.state.competences_missing)
    assert said == [("patolog", "kirurgi"), ("patolog", "kirurgi"), ("patolog",)]


@pytest.mark.parametrize("steps", range(1, 6))
async def test_undo_restores_step_by_step(world: World, steps: int) -> None:
    await world.open()
    states = [world.room.state.attendance]
    use_cases: tuple[Callable[[], None], ...] = (
        lambda: world.room.tick(SURGEON.id),
        lambda: world.room.confirm(SURGEON.id),
        lambda: world.room.add_walk_in(WALK_IN),
        lambda: world.room.leave(SURGEON.id),
        lambda: world.room.come_back(SURGEON.id),
    )
    for use_case in use_cases:
        await world.clock.advance(5)
        use_case()
        states.append(world.room.state.attendance)
    for _ in range(steps):
        world.room.undo()
    assert world.room.state.attendance == states[-1 - steps]
    await settle()
    assert world.host.state.attendance == states[-1 - steps]


async def test_undo_says_what_it_takes_back_next(world: World) -> None:
    await world.room.open(world.meeting.id)
    world.room.undo()
    world.room.tick(SURGEON.id)
    world.room.confirm_ticked()
    world.room.leave(SURGEON.id)
    said: list[Undoable] = []
    while (what := world.room.state.undo) is not None:
        said.append(what)
        world.room.undo()
    assert said == [Undoable.LEAVE, Undoable.CONFIRM, Undoable.CHECK_IN]


# --- saving ---------------------------------------------------------------------------------------


async def test_fast_changes_are_saved_as_few_and_the_last_one_stands(world: World) -> None:
    await world.room.open(world.meeting.id)
    for person in (SURGEON, NURSE):
        world.room.tick(person.id)
        world.room.confirm(person.id)
    await settle()
    assert world.host.names().count("save_attendance") == 1
    assert world.host.state.attendance == world.room.state.attendance


async def test_a_change_while_the_host_is_asked_is_saved_after_it(world: World) -> None:
    await world.room.open(world.meeting.id)
    held = world.faults.hold("save_attendance")
    world.room.tick(SURGEON.id)
    await settle()
    world.room.confirm(SURGEON.id)
    await settle()
    assert world.room.state.waiting_deliveries == 2
    held.set()
    await settle()
    assert held_here(world) == [SURGEON.id]
    assert world.room.state.waiting_deliveries == 0


async def test_what_is_not_saved_is_seen_and_retried_until_it_is(world: World) -> None:
    await world.room.open(world.meeting.id)
    world.faults.fail("save_attendance", HostSilent(), HostUnreachable(), HostTrouble(503))
    world.room.confirm_ticked()
    await settle()
    assert notices(world.room.state) == [NoticeKind.ATTENDANCE_NOT_SAVED]
    assert world.room.state.notices[0].error == "host-silent"
    assert not world.room.ready_to_close
    await world.clock.advance(60)
    assert notices(world.room.state) == []
    assert held_here(world) == [CHAIR.id]
    assert world.room.ready_to_close


async def test_a_final_no_is_told_until_a_later_change_is_taken(world: World) -> None:
    await world.room.open(world.meeting.id)
    world.faults.fail("save_attendance", HostTrouble(422))
    world.room.confirm_ticked()
    await world.clock.advance(60)
    assert notices(world.room.state) == [NoticeKind.ATTENDANCE_NOT_SAVED]
    world.room.tick(SURGEON.id)
    await settle()
    assert notices(world.room.state) == []
    assert held_here(world) == [CHAIR.id]


async def test_whom_only_the_host_knows_of_is_taken_in(world: World) -> None:
    await world.open()
    stranger = Person(id="urn:uuid:stranger", name="Sara Sekreterare")

    async def save(meeting_id: str, mine: Attendance) -> Attendance:
        listed = msgspec.structs.replace(mine.attendees[0], person=stranger)
        return msgspec.structs.replace(mine, attendees=(*mine.attendees, listed))

    world.host.save_attendance = save  # type: ignore[method-assign, assignment]
    world.room.tick(SURGEON.id)
    await settle()
    assert "urn:uuid:stranger" in here(world)
    assert newcomers(world) == [SURGEON.id]


# --- while a case is shown ------------------------------------------------------------------------


async def test_a_newcomer_leaves_the_shown_case_and_stops_the_next(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.tick(NURSE.id)
    await settle()
    assert world.shown_case() == "case-1"
    await world.show("case-2")
    assert world.shown_case() == "case-1"
    (refused,) = [n for n in world.room.state.notices if n.kind is NoticeKind.SHOW_REFUSED]
    assert refused.case == "case-2"
    assert refused.decision is not None
    assert [one.refusal for one in refused.decision.objections] == [Refusal.NEWCOMER_UNCONFIRMED]
    world.room.confirm(NURSE.id)
    world.room.show()
    await settle()
    assert world.shown_case() == "case-2"
    assert notices(world.room.state) == []


async def test_a_newcomer_has_seen_the_case_from_when_they_came_in(world: World) -> None:
    await world.open()
    await world.show("case-1")
    await world.clock.advance(60)
    world.room.tick(NURSE.id)
    await world.clock.advance(60)
    world.room.confirm(NURSE.id)
    await world.clock.advance(60)
    world.room.waiting()
    await settle()
    shown = world.host.case("case-1").shown
    seen = {a.person.id: i for a, i in world.host.state.attendance.during(shown)}
    assert (seen[NURSE.id].start - START).seconds == 60
    assert (seen[CHAIR.id].start - START).seconds == 0


async def test_an_outsider_who_is_confirmed_takes_the_case_off_the_screen(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.add_walk_in(OFFICIAL)
    assert world.shown_case() == "case-1"
    world.room.confirm(OFFICIAL.id)
    assert world.shown_case() == ""
    (closed,) = [n for n in world.room.state.notices if n.kind is NoticeKind.GATE_CLOSED]
    assert closed.decision is not None
    assert closed.decision.objections[0].people == (OFFICIAL.id,)
    assert Slot.ON_STAGE not in world.slots.in_slot
    world.room.leave(OFFICIAL.id)
    world.room.reopen()
    await settle()
    assert world.shown_case() == "case-1"


async def test_a_student_needs_the_chairs_yes_for_each_case(world: World) -> None:
    await world.open()
    world.room.add_walk_in(STUDENT)
    world.room.confirm(STUDENT.id)
    await world.show("case-1")
    assert world.shown_case() == ""
    world.room.allow("case-1", STUDENT.id)
    line = world.room.state.line("case-1")
    assert line is not None
    assert line.allowed == (STUDENT.id,)
    assert line.decision is not None
    assert line.decision.is_yes
    world.room.show()
    await settle()
    assert world.shown_case() == "case-1"
    await world.show("case-2")
    assert world.shown_case() == "case-1"
    world.room.allow("case-1", STUDENT.id, yes=False)
    assert world.shown_case() == ""


async def test_the_case_goes_when_everybody_has_left(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.leave(CHAIR.id)
    assert world.shown_case() == ""
    world.room.undo()
    world.room.reopen()
    await settle()
    assert world.shown_case() == "case-1"


async def test_a_leave_told_late_corrects_who_took_part(world: World) -> None:
    await world.open(SURGEON.id)
    await world.clock.advance(60)
    await world.show("case-1")
    await world.clock.advance(60)
    world.room.waiting()
    await settle()
    saved = world.host.names().count("save_case")
    world.room.leave(SURGEON.id, START + timedelta(seconds=30))
    await settle()
    assert world.host.names().count("save_case") == saved + 1


async def test_a_patient_of_another_case_must_leave_first(world: World) -> None:
    patient = Person(id="Patient/p2", name="Tolvan Testsson2", role=Role.PATIENT, for_case="case-2")
    await world.open()
    world.room.add_walk_in(patient)
    world.room.confirm(patient.id)
    await world.show("case-1")
    assert world.shown_case() == ""
    await world.show("case-2")
    assert world.shown_case() == "case-2"
