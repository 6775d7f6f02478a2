"""The meeting's course: opened, gone on with, taken over, ended, closed."""

import msgspec
import pytest

from app.model.attendance import Interval
from app.model.case import CaseState
from app.model.errors import HostConflict, HostMissing, HostSilent, HostTrouble, HostUnreachable
from app.model.outcome import OutcomeStatus
from app.room.ports import CaseSlow, ConsoleMark
from app.room.room import Room
from app.room.stage_view import ScreenMode
from app.room.state import NoticeKind, Undone, Waiting
from tests.fakes.room import CHAIR, NURSE, PLAIN_TEXT, START, SURGEON, World, settle


def kinds(room: Room) -> list[NoticeKind]:
    return [notice.kind for notice in room.state.notices]


def undone(room: Room) -> list[tuple[int, Undone]]:
    return [(one.number, one.what) for one in room.state.undone]


# --- opening --------------------------------------------------------------------------------------


async def test_before_it_is_opened_there_is_no_state_and_nothing_happens(world: World) -> None:
    world.room.show()
    world.room.tick(CHAIR.id)
    world.room.take_over()
    world.slots._listener(CaseSlow(generation=1, slow=True))
    with pytest.raises(LookupError):
        _ = world.room.state
    assert world.room.ready_to_close
    assert world.stage.views == []


async def test_opening_claims_the_meeting_and_paints_waiting(world: World) -> None:
    await world.room.open(world.meeting.id)
    assert world.host.state.driver is not None
    assert world.host.state.driver.id == "console-1"
    assert world.stage.view.mode is ScreenMode.WAITING
    assert world.room.state.driver is None
    assert kinds(world.room) == []


@pytest.mark.parametrize("method", ["read", "claim"])
async def test_a_meeting_that_cannot_be_read_is_not_opened(world: World, method: str) -> None:
    world.faults.fail(method, HostSilent())
    with pytest.raises(HostSilent):
        await world.room.open(world.meeting.id)
    with pytest.raises(HostMissing):
        await world.room.open("another")
    await world.room.open(world.meeting.id)
    assert len(world.room.state.lines) == 3


async def test_the_attestation_is_kept_for_the_meeting(world: World) -> None:
    await world.room.open(world.meeting.id)
    world.room.attest(shared=False)
    assert world.room.state.attested


async def test_a_prepared_list_is_no_resumed_meeting(world: World) -> None:
    await world.room.open(world.meeting.id)
    world.room.tick(NURSE.id)
    await settle()
    room = await world.kill()
    await room.open(world.meeting.id)
    assert kinds(room) == []
    nurse = room.state.attendance.find(NURSE.id)
    assert nurse is not None
    assert (nurse.ticked, nurse.presences) == (True, ())


# --- going on after a kill ------------------------------------------------------------------------


async def test_the_meeting_goes_on_where_the_host_has_it(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    world.room.choose_text(PLAIN_TEXT)
    world.room.send()
    await settle()
    await world.show("case-2")
    world.room.set_text("Operation")
    await world.clock.advance(40)
    room = await world.kill()
    await world.clock.advance(20)
    await room.open(world.meeting.id)
    await settle()
    assert kinds(room) == [NoticeKind.RESUMED]
    assert [a.person for a in room.state.attendance.here] == [CHAIR, SURGEON]
    assert room.state.stage.mode is ScreenMode.WAITING
    assert room.state.on_stage is None
    states = [line.case.state for line in room.state.lines]
    assert states == [
        CaseState.DONE,
        CaseState.WITHOUT_RECOMMENDATION,
        CaseState.NOT_STARTED,
    ]
    assert [line.outcome for line in room.state.lines] == [
        OutcomeStatus.DELIVERED,
        OutcomeStatus.DRAFT,
        None,
    ]
    closed = Interval(start=START, end=world.clock.now())
    assert world.host.case("case-2").shown == (closed,)
    over = [e for e in world.log.entries.values() if e.kind == "shown" and e.case == "case-2"]
    assert [e.shown_to for e in over] == [((CHAIR, closed), (SURGEON, closed))]
    await world.show("case-2")
    assert room.state.outcome is not None
    assert room.state.outcome.draft.text == "Operation"


async def test_what_was_shown_before_the_kill_goes_into_the_note_as_well(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.next_page()
    world.room.set_text("Operation")
    await world.clock.advance(3)
    room = await world.kill()
    await room.open(world.meeting.id)
    await world.show("case-1")
    room.send()
    await settle()
    references = [one.reference for one in world.host.contexts[0].information]
    assert references == ["Observation/case-1-1", "Observation/case-1-2"]


async def test_a_correction_that_was_begun_is_gone_on_with(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.choose_text(PLAIN_TEXT)
    world.room.send()
    await settle()
    world.room.correct("Fel sida")
    world.room.set_text("Höger sida.")
    await world.clock.advance(3)
    room = await world.kill()
    await room.open(world.meeting.id)
    await world.show("case-1")
    panel = room.state.outcome
    assert panel is not None
    assert (panel.draft.revision, panel.draft.text) == (2, "Höger sida.")
    assert panel.delivered is not None
    assert panel.delivered.text == PLAIN_TEXT.text


async def test_when_all_is_done_there_is_nothing_to_show(world: World) -> None:
    await world.open()
    for case in ("case-1", "case-2", "case-3"):
        await world.show(case)
        world.room.choose_text(PLAIN_TEXT)
        world.room.send()
        await settle()
    room = await world.kill()
    await room.open(world.meeting.id)
    room.show()
    await settle()
    assert world.shown_case() == ""


# --- two consoles ---------------------------------------------------------------------------------


async def test_a_second_console_is_told_who_drives_and_only_looks(world: World) -> None:
    await world.open()
    first, first_tasks = world.room, world.tasks
    second = world.another_console("console-2")
    await second.open(world.meeting.id)
    assert second.state.driver is not None
    assert second.state.driver.name == "Rum 1"
    second.tick(NURSE.id)
    second.show()
    second.end_meeting()
    await settle()
    assert second.state.attendance == first.state.attendance
    assert not second.state.ending
    assert second.ready_to_close
    await first_tasks.close()


async def test_taking_over_makes_the_other_one_a_looker_on(world: World) -> None:
    await world.open()
    await world.show("case-1")
    first, stage, tasks = world.room, world.stage, world.tasks
    second = world.another_console("console-2")
    await second.open(world.meeting.id)
    second.take_over()
    await settle()
    assert second.state.driver is None
    assert world.host.case("case-1").shown[-1].end is not None
    second.tick(NURSE.id)
    await settle()
    first.tick(SURGEON.id)
    await settle()
    assert kinds(first) == [NoticeKind.TAKEN_OVER]
    assert stage.view.mode is ScreenMode.WAITING
    assert first.state.driver is not None
    assert first.state.driver.name == "console-2"
    assert first.state.attendance.find(NURSE.id) == second.state.attendance.find(NURSE.id)
    first.tick(SURGEON.id)
    assert first.ready_to_close
    second.take_over()
    await tasks.close()


async def test_what_was_sent_before_the_take_over_is_still_delivered(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.faults.keep_failing("deliver", HostUnreachable())
    world.room.choose_text(PLAIN_TEXT)
    world.room.send()
    world.host.held["state"] = msgspec.structs.replace(
        world.host.state, driver=ConsoleMark(id="x", name="Rum 2", since=START)
    )
    world.room.tick(NURSE.id)
    await settle()
    assert NoticeKind.TAKEN_OVER in kinds(world.room)
    assert world.room.why_not_close == (Waiting.OUTCOME,)
    world.faults.keep_failing("deliver", None)
    await world.clock.advance(60)
    assert world.host.delivered_times == [("case-1", 1)]
    assert world.room.ready_to_close


async def test_a_take_over_that_fails_is_told(world: World) -> None:
    await world.open()
    tasks = world.tasks
    second = world.another_console("console-2")
    await second.open(world.meeting.id)
    world.faults.fail("claim", HostTrouble(500))
    second.take_over()
    await settle()
    assert kinds(second) == [NoticeKind.HOST_DOWN]
    assert second.state.driver is not None
    await tasks.close()


async def test_a_looker_on_who_cannot_ask_who_drives_says_so(world: World) -> None:
    await world.open()
    world.faults.fail("read", HostSilent())
    world.faults.fail("save_attendance", HostConflict())
    world.room.tick(NURSE.id)
    await settle()
    assert kinds(world.room) == [NoticeKind.TAKEN_OVER, NoticeKind.HOST_DOWN]
    assert not world.room.is_driving


# --- the end --------------------------------------------------------------------------------------


async def test_the_end_lists_what_is_undone(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.set_text("Inte sänd")
    await world.show("case-2")
    world.room.end_meeting()
    assert undone(world.room) == [
        (1, Undone.NOT_SENT),
        (2, Undone.WITHOUT_RECOMMENDATION),
        (3, Undone.NOT_DISCUSSED),
    ]
    world.room.continue_meeting()
    assert undone(world.room) == []
    assert not world.room.state.ending
    world.room.confirm_end()
    await settle()
    assert not world.host.state.ended


async def test_a_confirmed_end_finishes_the_meeting_at_the_host(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    world.room.choose_text(PLAIN_TEXT)
    world.room.send()
    await world.clock.advance(60)
    world.room.end_meeting()
    assert undone(world.room) == [(2, Undone.NOT_DISCUSSED), (3, Undone.NOT_DISCUSSED)]
    world.room.confirm_end()
    assert world.stage.view.mode is ScreenMode.WAITING
    assert world.slots.in_slot == {}
    await settle()
    assert world.room.state.ended
    assert world.host.state.ended
    assert world.host.state.attendance.here == ()
    assert world.room.ready_to_close
    world.room.show()
    await settle()
    assert world.shown_case() == ""


async def test_the_end_waits_for_what_is_on_its_way(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.faults.keep_failing("deliver", HostUnreachable())
    world.room.choose_text(PLAIN_TEXT)
    world.room.send()
    await settle()
    world.room.end_meeting()
    assert undone(world.room)[0] == (1, Undone.NOT_DELIVERED)
    world.room.confirm_end()
    await world.clock.advance(120)
    assert not world.host.state.ended
    assert world.room.why_not_close == (Waiting.OUTCOME, Waiting.END)
    world.faults.keep_failing("deliver", None)
    await world.clock.advance(60)
    assert world.room.state.ended
    assert world.host.delivered_times == [("case-1", 1)]


async def test_the_end_is_taken_back_when_a_delivery_is_refused_meanwhile(world: World) -> None:
    await world.open()
    await world.show("case-1")
    held = world.faults.hold("deliver")
    world.faults.fail("deliver", HostTrouble(422))
    world.room.choose_text(PLAIN_TEXT)
    world.room.send()
    world.room.end_meeting()
    world.room.confirm_end()
    await settle()
    held.set()
    await settle()
    assert not world.room.state.ended
    assert world.room.state.ending
    assert undone(world.room)[0] == (1, Undone.NOT_DELIVERED)
    world.room.confirm_end()
    await settle()
    assert world.room.state.ended


async def test_an_end_that_is_refused_is_told_and_can_be_tried_again(world: World) -> None:
    await world.open()
    world.faults.fail("end", HostTrouble(422))
    world.room.end_meeting()
    world.room.confirm_end()
    await settle()
    assert kinds(world.room) == [NoticeKind.HOST_REFUSED]
    assert not world.room.state.ended
    world.room.confirm_end()
    await settle()
    assert world.room.state.ended


async def test_an_ended_meeting_can_be_looked_at(world: World) -> None:
    await world.open()
    world.room.end_meeting()
    world.room.confirm_end()
    await settle()
    room = await world.kill()
    await room.open(world.meeting.id)
    assert room.state.ended
    assert not room.is_driving
    assert world.host.names().count("claim") == 1


async def test_closing_kills_all_and_leaves_waiting(world: World) -> None:
    await world.open()
    await world.show("case-1")
    generation = next(iter(world.slots.orders))
    await world.room.close()
    assert world.stage.view.mode is ScreenMode.WAITING
    assert world.slots.in_slot == {}
    assert world.tasks.names == ()
    assert generation
    await world.room.close()


async def test_what_was_discussed_when_the_console_was_killed_is_told_to_the_host(
    world: World,
) -> None:
    held = world.host.case("case-1")
    over = Interval(start=START, end=START)
    world.host.put_case(msgspec.structs.replace(held, state=CaseState.STARTED, shown=(over,)))
    await world.open()
    assert world.host.case("case-1").state is CaseState.WITHOUT_RECOMMENDATION
