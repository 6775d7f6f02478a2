"""The checklists: at their moment, ticked per meeting, kept at the host with the attendance."""

from app.model.attendance import Attendance, Check
from app.model.definition import Moment
from app.model.errors import HostConflict, HostSilent
from app.room import attendance
from app.room.state import NoticeKind, Purpose, Waiting
from tests.fakes.room import CHAIR, START, SURGEON, World, settle


def ticked(world: World) -> list[str]:
    lines = world.room.state.checklist
    return [line.item.key for line in lines if line.checked_at is not None]


def held(world: World) -> list[str]:
    return [check.item for check in world.host.state.attendance.checks]


async def test_every_line_stands_in_its_moment(world: World) -> None:
    await world.room.open(world.meeting.id)
    lines = world.room.state.checklist
    assert [(line.item.key, line.moment) for line in lines] == [
        ("sound", Moment.BEFORE),
        ("wishes", Moment.DURING),
        ("left", Moment.AFTER),
    ]
    assert ticked(world) == []


def moment(world: World) -> Moment:
    return world.room.state.moment


async def test_the_moments_follow_the_meeting(world: World) -> None:
    await world.open()
    assert moment(world) is Moment.BEFORE
    await world.show("case-1")
    assert moment(world) is Moment.DURING
    world.room.waiting()
    assert moment(world) is Moment.DURING
    world.room.end_meeting()
    assert moment(world) is Moment.AFTER
    world.room.continue_meeting()
    assert moment(world) is Moment.DURING
    world.room.end_meeting()
    world.room.confirm_end()
    await settle()
    assert world.room.state.ended
    assert moment(world) is Moment.AFTER


async def test_a_tick_goes_to_the_host_with_the_attendance_and_can_be_taken_back(
    world: World,
) -> None:
    await world.open()
    await world.clock.advance(5)
    world.room.check("sound")
    (line, *_) = world.room.state.checklist
    assert line.checked_at == world.clock.now() > START
    await settle()
    (check,) = world.host.state.attendance.checks
    assert check == Check(item="sound", words="Ljudet är provat", at=world.clock.now(), by=CHAIR.id)
    await world.clock.advance(5)
    world.room.check("sound")  # again: it was ticked before
    assert world.room.state.checklist[0] == line
    world.room.check("sound", done=False)
    assert ticked(world) == []
    await settle()
    assert held(world) == []


async def test_what_is_no_line_of_the_meeting_is_not_ticked(world: World) -> None:
    await world.open()
    world.room.check("unknown")
    await settle()
    assert held(world) == []
    assert world.room.ready_to_close


async def test_ticks_survive_a_restart_and_a_take_over(world: World) -> None:
    await world.open(SURGEON.id)
    world.room.check("sound")
    await settle()
    await world.room.close()
    world.new_room()
    await world.room.open(world.meeting.id)
    assert ticked(world) == ["sound"]
    first = world.room
    other = world.another_console("console-2")
    await other.open(world.meeting.id)
    assert ticked(world) == ["sound"]
    other.check("wishes")  # it only looks on
    assert ticked(world) == ["sound"]
    other.take_over()
    await settle()
    other.check("wishes")
    await settle()
    assert held(world) == ["sound", "wishes"]
    await first.close()


async def test_check_ins_leave_the_ticks_alone(world: World) -> None:
    await world.open(SURGEON.id)
    world.room.check("sound")
    world.room.leave(SURGEON.id)
    world.room.undo()
    world.room.set_channel(SURGEON.id, SURGEON.channel)
    world.room.leave(SURGEON.id)
    world.room.come_back(SURGEON.id)
    await settle()
    assert (ticked(world), held(world)) == (["sound"], ["sound"])


async def test_what_is_ticked_at_the_end_is_at_the_host_before_the_meeting_ends(
    world: World,
) -> None:
    await world.open()
    world.room.end_meeting()
    world.room.check("left")
    world.room.confirm_end()
    await settle()
    assert world.room.state.ended
    assert held(world) == ["left"]
    world.room.check("left", done=False)  # it is over
    assert ticked(world) == ["left"]


async def test_a_tick_that_waits_is_counted_and_tried_again(world: World) -> None:
    await world.open()
    world.faults.fail("save_attendance", HostSilent())
    world.room.check("sound")
    await settle()
    assert ticked(world) == ["sound"]
    assert world.room.why_not_close == (Waiting.ATTENDANCE,)
    await world.clock.advance(120)
    assert held(world) == ["sound"]
    world.faults.fail("save_attendance", HostConflict())
    world.room.check("wishes")
    await settle()
    assert NoticeKind.TAKEN_OVER in [each.kind for each in world.room.state.notices]


async def test_at_a_desk_there_are_no_checklists() -> None:
    world = World(purpose=Purpose.PREPARATION)
    await world.room.open(world.meeting.id)
    assert world.room.state.checklist == ()
    world.room.check("sound")
    await settle()
    assert held(world) == []
    await world.room.close()


def check(item: str) -> Check:
    return Check(item=item, words=item, at=START, by=CHAIR.id)


def test_what_the_host_knows_of_the_lists_is_merged() -> None:
    sent = Attendance(checks=(check("a"), check("b")))
    mine = Attendance(checks=(check("a"), check("b"), check("c")))  # ticked while it was sent
    theirs = Attendance(checks=(check("a"), check("d")))  # another console took b back
    after = attendance.merge(sent, mine, theirs)
    assert [each.item for each in after.checks] == ["a", "c", "d"]
