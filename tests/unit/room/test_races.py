# ruff: noqa: FBT003 -- the room's toggles
"""Two things at once: what is pressed while something else is still on its way."""

import pytest

from app.model.banner import BannerPolicy
from app.model.case import CaseState, PostponeReason
from app.model.errors import HostConflict, HostError, HostSilent, HostTrouble
from app.model.outcome import OutcomeStatus
from app.model.people import Channel
from app.room.ports import AccessKind, ConsoleMark, Slot
from app.room.stage_view import ScreenMode
from app.room.state import NoticeKind, Waiting
from tests.fakes.room import (
    NEW_NUMBER,
    NURSE,
    PALLIATIVE,
    PLAIN_TEXT,
    START,
    SURGEON,
    World,
    settle,
)

THEIRS = ConsoleMark(id="console-2", name="Rum 2", since=START)


def kinds(world: World) -> list[NoticeKind]:
    return [notice.kind for notice in world.room.state.notices]


def entries(world: World, case_id: str) -> list[AccessKind]:
    return [entry.kind for entry in world.log.entries.values() if entry.case == case_id]


async def test_a_case_is_moved_while_its_new_definition_is_being_written(world: World) -> None:
    await world.open(SURGEON.id)
    held = world.faults.hold("save_plan")
    world.room.set_definition("case-1", PALLIATIVE.url)
    world.room.move("case-1", 2)
    await settle()
    held.set()
    await settle()
    assert [case.id for case in world.host.state.meeting.cases] == ["case-2", "case-3", "case-1"]
    assert world.host.case("case-1").definition == PALLIATIVE.url
    assert [line.case for line in world.room.state.lines] == list(world.host.state.meeting.cases)


async def test_a_conflict_about_a_plan_does_not_undo_an_order_that_waits(world: World) -> None:
    await world.open()
    order = world.faults.hold("save_order")
    world.room.move("case-1", 1)
    world.faults.fail("save_plan", HostConflict())
    world.room.set_definition("case-3", PALLIATIVE.url)
    await settle()
    assert [line.case.id for line in world.room.state.lines] == ["case-2", "case-1", "case-3"]
    order.set()
    await settle()
    assert [case.id for case in world.host.state.meeting.cases] == ["case-2", "case-1", "case-3"]


@pytest.mark.parametrize("method", ["access_facts", "record"])
async def test_sharing_while_a_preview_opens_draws_it_with_the_shared_banner(
    world: World, method: str
) -> None:
    await world.open(SURGEON.id)
    world.room.set_shared(False)
    held = world.faults.hold(method)
    world.room.select("case-1")
    await settle()
    world.room.set_shared(True)
    held.set()
    await settle()
    assert [order.banner for order in world.slots.orders.values()] == [BannerPolicy.SHARED]


async def test_sharing_while_a_case_opens_asks_the_log_of_whoever_sees_it_now(
    world: World,
) -> None:
    await world.open(SURGEON.id, NURSE.id)
    world.room.set_shared(False)
    world.room.set_channel(NURSE.id, Channel.REMOTE_PERSON)
    held = world.faults.hold("record")
    world.room.select("case-1")
    world.room.show()
    await settle()
    world.room.set_shared(True)
    held.set()
    await settle()
    assert world.shown_case() == "case-1"
    shows = [e for e in world.log.entries.values() if e.kind is AccessKind.SHOW]
    assert NURSE.id in {person.id for entry in shows for person, _ in entry.shown_to}


async def test_a_case_that_is_postponed_while_it_is_browsed_leaves_the_wings(world: World) -> None:
    await world.open(SURGEON.id)
    world.room.select("case-1")
    await settle()
    held = world.faults.hold("record")
    world.room.browse(True)
    await settle()
    world.room.postpone("case-1", PostponeReason.TIME)
    held.set()
    await settle()
    assert world.room.state.wings is None
    assert entries(world, "case-1")[-1] is AccessKind.ABORTED


async def test_the_whole_record_that_is_still_opening_never_comes_on_the_screen(
    world: World,
) -> None:
    await world.open(SURGEON.id)
    world.room.select("case-1")
    await settle()
    held = world.faults.hold("record")
    world.room.browse(True)
    await settle()
    world.room.show()
    await settle()
    held.set()
    await settle()
    assert world.shown_case() == "case-1"
    view = world.room.state.on_stage
    assert view is not None
    assert not view.whole
    assert world.slots.orders[view.generation].definition.name == "colorectal"


@pytest.mark.parametrize("method", ["access_facts", "record"])
async def test_the_end_ends_a_check_of_readiness_wherever_it_stands(
    world: World, method: str
) -> None:
    await world.open(SURGEON.id)
    held = world.faults.hold(method)
    world.room.check_readiness()
    await settle()
    world.room.end_meeting()
    world.room.confirm_end()
    assert not world.room.state.checking
    held.set()
    await settle()
    assert world.room.state.ended
    assert world.room.ready_to_close
    assert list(world.slots.in_slot) == []
    logged = entries(world, "case-1")
    assert logged in ([], [AccessKind.ABORTED], [AccessKind.PREPARATION, AccessKind.ABORTED])
    assert (AccessKind.ABORTED in logged) is (method == "record")


async def test_texts_that_are_being_sent_are_delivered_by_who_sent_them_after_a_take_over(
    world: World,
) -> None:
    await world.open()
    for case in ("case-1", "case-2"):
        world.room.meet_by_text(case, PLAIN_TEXT)
    await settle()
    held = world.faults.hold("deliver")
    world.room.send_all_met_by_text()
    await settle()
    world.host.held["state"] = world.host.state.__class__(
        meeting=world.host.state.meeting, attendance=world.host.state.attendance, driver=THEIRS
    )
    world.room.tick(NURSE.id)
    await settle()
    assert not world.room.is_driving
    assert world.room.why_not_close == (Waiting.OUTCOME,)
    held.set()
    await settle()
    assert world.host.delivered_times == [("case-1", 1), ("case-2", 1)]
    assert world.room.ready_to_close
    assert [line.outcome for line in world.room.state.lines][:2] == [OutcomeStatus.DELIVERED] * 2


async def test_the_end_of_the_meeting_leaves_what_is_being_added_on_the_agenda(
    world: World,
) -> None:
    held = await world.find_and_hold_adding()
    world.room.add_extra("Operation?")
    await settle()
    world.room.end_meeting()
    world.room.confirm_end()
    held.set()
    await settle()
    assert [line.case.id for line in world.room.state.lines][3:] == ["case-4"]
    assert world.room.state.wings is None
    assert entries(world, "case-4") == []


async def test_another_case_that_is_on_its_way_comes_although_the_shown_one_is_postponed(
    world: World,
) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    held = world.faults.hold("record")
    world.room.select("case-2")
    world.room.show()
    await settle()
    world.room.postpone("case-1", PostponeReason.TIME)
    assert world.stage.view.mode is ScreenMode.WAITING
    held.set()
    await settle()
    assert world.shown_case() == "case-2"
    assert world.host.case("case-1").state is CaseState.POSTPONED


@pytest.mark.parametrize("error", [HostConflict(), HostTrouble(422)])
@pytest.mark.parametrize("method", ["save_order", "save_plan", "save_case"])
async def test_whatever_the_host_refuses_of_a_plan_is_told_and_nothing_hangs(
    world: World, method: str, error: HostError
) -> None:
    await world.open(SURGEON.id)
    world.faults.fail(method, error)
    world.room.move("case-1", 1)
    world.room.set_definition("case-2", PALLIATIVE.url)
    world.room.postpone("case-3", PostponeReason.TIME)
    await settle()
    assert len(kinds(world)) == 1
    assert world.room.ready_to_close


async def test_a_silent_host_keeps_no_use_case_waiting(world: World) -> None:
    await world.open(SURGEON.id)
    for method in ("save_order", "save_plan", "save_case", "read", "add_case", "find_patient"):
        world.faults.keep_failing(method, HostSilent())
    world.room.move("case-1", 1)
    world.room.set_definition("case-2", PALLIATIVE.url)
    world.room.postpone("case-3", PostponeReason.TIME)
    world.room.look_up(NEW_NUMBER)
    await world.show("case-1")
    assert world.shown_case() == "case-1"
    assert set(world.room.why_not_close) == {Waiting.CASE, Waiting.PLAN}
    assert world.slots.in_slot.get(Slot.ON_STAGE) is not None
    world.faults.forget()
    await world.clock.advance(120)
    assert world.room.ready_to_close
    held = {case.id: case for case in world.host.state.meeting.cases}
    assert held["case-2"].definition == PALLIATIVE.url
    assert held["case-3"].state is CaseState.POSTPONED
