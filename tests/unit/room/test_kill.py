"""The console killed at any moment: after each of the host's writes, and the meeting goes on.

A robot chair walks the scripted meeting by looking at the state only. The console is killed right
after the n-th write (the write stands, its answer never comes), a new console opens the same
meeting, and the robot goes on.
"""

import pytest

from app.model.case import CaseState
from app.model.outcome import OutcomeStatus
from app.room.room import Room
from tests.fakes.room import NURSE, PLAIN_TEXT, SURGEON, World, settle

WRITES = 40  # more than the scripted meeting has


async def chair(world: World) -> None:
    """Walk the meeting to its end from wherever it is; each use case a few seconds apart."""
    room = world.room
    for person in (SURGEON.id, NURSE.id):
        if not any(a.person.id == person for a in room.state.attendance.here):
            room.tick(person)
    room.confirm_ticked()
    await world.clock.advance(3)
    for line in room.state.lines:
        if line.case.state is not CaseState.DONE:
            await discuss(world, room, line.case.id)
    room.end_meeting()
    room.confirm_end()
    await world.clock.advance(120)


async def discuss(world: World, room: Room, case_id: str) -> None:
    await world.show(case_id)
    await world.clock.advance(20)
    room.choose_text(PLAIN_TEXT)
    room.set_note(f"Om {case_id}.")
    await world.clock.advance(3)
    room.send()
    await world.clock.advance(3)
    room.waiting()
    await world.clock.advance(3)


def assert_whole(world: World) -> None:
    """Everything is at the host, once, and every reading is in the log."""
    host = world.host
    assert host.state.ended
    assert sorted(host.delivered_times) == [(f"case-{n}", 1) for n in (1, 2, 3)]
    for case in host.state.meeting.cases:
        assert case.state is CaseState.DONE
        assert case.shown
        assert all(interval.end is not None for interval in case.shown)
        assert [one.note for one in host.outcomes(case.id, OutcomeStatus.DELIVERED)] == [
            f"Om {case.id}."
        ]
        assert host.outcomes(case.id, OutcomeStatus.DRAFT) == []
        kinds = world.log.kinds(case.id)
        assert kinds.count("shown") == len(case.shown)
        assert kinds.count("show") >= len(case.shown)
        took_part = {attendee.person.id for attendee, _ in host.state.attendance.during(case.shown)}
        assert {SURGEON.id, NURSE.id} <= took_part
    assert host.state.attendance.here == ()


async def test_the_scripted_meeting_without_a_kill(world: World) -> None:
    world.faults.die_after(WRITES)
    await world.room.open(world.meeting.id)
    await chair(world)
    assert_whole(world)
    assert world.faults.writes_left > 0


@pytest.mark.parametrize("writes", range(1, WRITES))
async def test_the_meeting_goes_on_after_a_kill(world: World, writes: int) -> None:
    world.faults.die_after(writes)
    opened = world.tasks.start("open", world.room.open(world.meeting.id))
    await settle()
    if opened.done():
        await chair(world)
    await world.kill()
    await world.clock.advance(30)
    await world.room.open(world.meeting.id)
    if not world.room.state.ended:
        await chair(world)
    assert_whole(world)


@pytest.mark.parametrize("seconds", range(0, 100, 7))
async def test_the_meeting_goes_on_after_kills_at_any_second(world: World, seconds: int) -> None:
    for killed_after in (seconds, 2 * seconds + 1):
        await world.room.open(world.meeting.id)
        walk = world.tasks.start("chair", chair(world))
        while world.clock.monotonic() < killed_after and not walk.done():
            await settle()
        await world.kill()
    await world.room.open(world.meeting.id)
    if not world.room.state.ended:
        await chair(world)
    assert_whole(world)
