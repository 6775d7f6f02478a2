# ruff: noqa: FBT003 -- the room's toggles
"""The same program at a desk before the meeting: no room, no stage, reads logged as preparation."""

import asyncio
from collections.abc import AsyncIterator, Callable

import msgspec
import pytest

from app.model.attendance import Attendance
from app.model.case import CaseState, Pick, PostponeReason
from app.model.errors import HostConflict, HostSilent
from app.model.outcome import Duty, Intention, Referral
from app.model.people import Channel
from app.room.ports import ConsoleMark, HostState
from app.room.room import Room
from app.room.state import NoticeKind, Purpose
from tests.fakes.room import (
    CHAIR,
    NURSE,
    PALLIATIVE,
    PLAIN_TEXT,
    START,
    SURGEON,
    WALK_IN,
    FakeHost,
    World,
    a_case,
    settle,
)


@pytest.fixture
async def desk() -> AsyncIterator[World]:
    made = World(purpose=Purpose.PREPARATION)
    await made.room.open(made.meeting.id)
    yield made
    await made.room.close()
    assert made.tasks.names == ()


async def test_nothing_is_claimed_and_nobody_is_here(desk: World) -> None:
    state = desk.room.state
    assert (state.purpose, state.chair, state.driver) == (Purpose.PREPARATION, CHAIR, None)
    assert state.attendance == Attendance()
    assert desk.host.calls == []
    assert desk.room.is_driving


async def test_a_read_is_logged_as_a_preparation_by_whoever_prepares(desk: World) -> None:
    held = desk.faults.hold("record")
    desk.room.select("case-1")
    await settle()
    assert desk.slots.orders == {}
    held.set()
    await settle()
    (entry,) = desk.log.entries.values()
    assert (entry.kind, entry.reader, entry.shown_to) == ("preparation", CHAIR, ())
    assert desk.room.state.wings is not None
    assert desk.room.state.wings.previewed
    desk.room.next_page()
    desk.room.next_page()
    await settle()
    assert desk.room.state.wings.page == 3
    line = desk.room.state.line("case-1")
    assert line is not None
    assert line.decision is not None
    assert line.decision.is_yes  # for whoever reads, alone


async def test_the_competences_of_the_invited_are_expected(desk: World) -> None:
    assert desk.room.state.competences_missing == ("patolog",)
    desk.room.set_definition("case-1", PALLIATIVE.url)
    lines = desk.room.state.lines
    assert [line.competences_missing for line in lines[:2]] == [(), ("patolog",)]


async def test_what_belongs_to_the_room_does_nothing(desk: World) -> None:
    desk.room.select("case-1")
    desk.room.meet_by_text("case-3", PLAIN_TEXT)
    await settle()
    before, calls = desk.room.state, list(desk.host.calls)
    room = desk.room
    presses: tuple[Callable[[], None], ...] = (
        lambda: room.attest(shared=True),
        lambda: room.set_shared(True),
        lambda: room.tick(SURGEON.id),
        lambda: room.untick(SURGEON.id),
        lambda: room.confirm(SURGEON.id),
        lambda: room.add_walk_in(WALK_IN),
        lambda: room.leave(SURGEON.id),
        lambda: room.come_back(SURGEON.id),
        lambda: room.set_channel(SURGEON.id, Channel.REMOTE_PERSON),
        lambda: room.allow("case-1", SURGEON.id),
        lambda: room.show_identity(True),
        lambda: room.play(True),
        lambda: room.show_recommendation(True),
        lambda: room.choose_text(PLAIN_TEXT),
        lambda: room.set_text("Operation."),
        lambda: room.set_note("Så"),
        lambda: room.set_wishes("Hem"),
        lambda: room.set_deviation("Ålder"),
        lambda: room.set_referral(Referral(to="Onkologen")),
        lambda: room.set_measures(()),
        lambda: room.set_intention(Intention.CURATIVE),
        lambda: room.set_responsibility(Duty.ORDER, SURGEON.id),
        lambda: room.set_new_conference(True),
        lambda: room.fill_blank("sida", "höger"),
        lambda: room.correct("Fel"),
        lambda: room.send_met_by_text("case-3"),
        room.send_all_met_by_text,
        room.send,
        room.keep_rival,
        room.confirm_ticked,
        room.show,
        room.black,
        room.freeze,
        room.elsewhere,
        room.waiting,
        room.undo,
        room.end_meeting,
        room.confirm_end,
        room.continue_meeting,
        room.take_over,
    )
    for press in presses:
        press()
        await settle()
        assert desk.room.state == before
    assert desk.host.calls == calls
    assert desk.stage.views == []


async def test_the_agenda_is_worked_with_as_in_the_meeting(desk: World) -> None:
    desk.room.select("case-1")
    await settle()
    desk.room.move("case-3", -1)
    desk.room.postpone("case-2", PostponeReason.TIME)
    desk.room.pick("case-1", "Observation/7")
    desk.room.set_definition("case-3", PALLIATIVE.url)
    await settle()
    held = desk.host.state
    assert [case.id for case in held.meeting.cases] == ["case-1", "case-3", "case-2"]
    assert desk.host.case("case-2").state is CaseState.POSTPONED
    assert desk.host.case("case-1").picks == (Pick(reference="Observation/7"),)
    assert desk.host.case("case-3").definition == PALLIATIVE.url
    assert ("picks in-the-wings", ("Observation/7",)) in desk.journal
    assert "save_attendance" not in desk.host.names()
    assert "claim" not in desk.host.names()


async def test_what_others_do_is_seen_within_twenty_seconds(desk: World) -> None:
    desk.room.select("case-1")
    await settle()
    one, two, three = desk.host.state.meeting.cases
    picked = msgspec.structs.replace(one, picks=(Pick(reference="Observation/9"),))
    done = msgspec.structs.replace(two, state=CaseState.DONE)
    desk.host.set_cases(three, done, picked, a_case(4))
    await desk.clock.advance(20)
    cases = [line.case for line in desk.room.state.lines]
    assert cases == [three, done, picked, a_case(4)]
    assert ("picks in-the-wings", ("Observation/9",)) in desk.journal


async def test_a_definition_that_somebody_chooses_is_looked_at_at_once(desk: World) -> None:
    desk.room.select("case-1")
    await settle()
    (one, *others) = desk.host.state.meeting.cases
    desk.host.set_cases(msgspec.structs.replace(one, definition=PALLIATIVE.url), *others)
    await desk.clock.advance(20)
    view = desk.room.state.wings
    assert view is not None
    assert view.previewed
    assert desk.slots.orders[view.generation].definition == PALLIATIVE


async def test_own_changes_that_are_not_there_yet_win(desk: World) -> None:
    desk.faults.keep_failing("save_order", HostSilent())
    desk.faults.keep_failing("save_plan", HostSilent())
    desk.faults.keep_failing("save_case", HostSilent())
    desk.room.move("case-1", 1)
    desk.room.pick("case-1", "Observation/7")
    desk.room.postpone("case-3", PostponeReason.TIME)
    await desk.clock.advance(61)
    lines = desk.room.state.lines
    assert [line.case.id for line in lines] == ["case-2", "case-1", "case-3"]
    assert lines[1].case.picks == (Pick(reference="Observation/7"),)
    assert lines[2].case.state is CaseState.POSTPONED
    desk.faults.forget()
    await desk.clock.advance(120)
    assert [line.case for line in desk.room.state.lines] == list(desk.host.state.meeting.cases)
    assert desk.room.ready_to_close


async def test_what_was_read_before_a_change_does_not_undo_it(desk: World) -> None:
    held = desk.faults.hold("read")
    await desk.clock.advance(20)
    desk.room.pick("case-1", "Observation/7")
    await settle()
    held.set()
    desk.host.put_case(a_case(1))  # what the slow answer tells
    await settle()
    line = desk.room.state.line("case-1")
    assert line is not None
    assert line.case.picks == (Pick(reference="Observation/7"),)


async def test_a_host_that_does_not_answer_is_told_until_it_does(desk: World) -> None:
    desk.faults.keep_failing("read", HostSilent())
    await desk.clock.advance(20)
    assert [one.kind for one in desk.room.state.notices] == [NoticeKind.HOST_DOWN]
    desk.faults.forget()
    await desk.clock.advance(20)
    assert desk.room.state.notices == ()


async def test_a_case_that_somebody_postpones_leaves_the_desk(desk: World) -> None:
    desk.room.select("case-1")
    await settle()
    held = desk.host.case("case-1")
    desk.host.put_case(msgspec.structs.replace(held, state=CaseState.POSTPONED))
    await desk.clock.advance(20)
    assert desk.room.state.wings is None


async def test_what_is_discussed_in_the_meeting_is_left_alone(desk: World) -> None:
    held = desk.host.case("case-1")
    desk.host.put_case(msgspec.structs.replace(held, state=CaseState.STARTED))
    await desk.clock.advance(20)
    desk.room.postpone("case-1", PostponeReason.TIME)
    line = desk.room.state.line("case-1")
    assert line is not None
    assert line.case.state is CaseState.STARTED


async def test_the_end_of_the_meeting_ends_the_preparation(desk: World) -> None:
    desk.room.select("case-1")
    desk.room.look_up("200001252386")
    await settle()
    await desk.host.end(desk.meeting.id, desk.host.state.attendance)
    await desk.clock.advance(20)
    assert desk.room.state.ended
    assert desk.room.state.wings is None
    assert desk.room.state.extra is None
    reads = desk.clock.now()
    await desk.clock.advance(60)
    assert desk.clock.now() > reads
    assert not desk.room.is_driving


async def test_a_meeting_that_is_over_is_only_looked_at() -> None:
    world = World(purpose=Purpose.PREPARATION)
    await world.host.end(world.meeting.id, world.host.state.attendance)
    await world.room.open(world.meeting.id)
    assert world.room.state.ended
    await world.room.close()


# --- a console that only looks on -----------------------------------------------------------------


def driver(room: Room) -> ConsoleMark | None:
    return room.state.driver


async def two_consoles(world: World) -> Room:
    """Open the meeting here, and then on a second console, which looks on."""
    await world.open(SURGEON.id)
    second = world.another_console("console-2")
    await second.open(world.meeting.id)
    return second


async def test_a_looker_on_sees_how_it_is_now(world: World) -> None:
    first, tasks = world.room, world.tasks
    second = await two_consoles(world)
    assert second.state.driver is not None
    first.move("case-1", 1)
    first.confirm(SURGEON.id)
    await world.clock.advance(20)
    assert [line.case.id for line in second.state.lines] == ["case-2", "case-1", "case-3"]
    assert second.state.attendance == first.state.attendance
    await first.close()
    assert tasks.names == ()


async def test_a_looker_on_stays_one_until_it_takes_over(world: World) -> None:
    first = world.room
    second = await two_consoles(world)
    world.host._set(driver=None)
    await world.clock.advance(20)
    assert driver(second) is not None
    held = world.faults.hold("read")
    await world.clock.advance(20)  # a read is under way
    second.take_over()
    await settle()
    world.faults.release()
    held.set()
    await settle()
    assert driver(second) is None
    await first.close()


async def test_what_a_looker_on_reads_late_does_not_take_the_meeting_from_it(
    world: World,
) -> None:
    first = world.room
    second = await two_consoles(world)
    held = world.faults.hold("read")
    await world.clock.advance(20)
    second._parts.desk.change(driver=None)  # taken over while the host was slow
    held.set()
    await settle()
    assert driver(second) is None
    await first.close()


class SlowReads:
    """A host of which every read is answered with what it had then, when the test says so."""

    def __init__(self, host: FakeHost, monkeypatch: pytest.MonkeyPatch) -> None:
        self._host = host
        self.answers: list[asyncio.Event] = []
        monkeypatch.setattr(host, "read", self.read)

    async def read(self, _meeting_id: str) -> HostState:
        held, answer = self._host.state, asyncio.Event()
        self.answers.append(answer)
        await answer.wait()
        return held


async def test_a_second_press_of_take_over_undoes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.open()
    tasks, host = world.tasks, world.host.another_console()
    second = world.new_room(console=ConsoleMark(id="2", name="Rum 2", since=START), host=host)
    await second.open(world.meeting.id)
    reads = SlowReads(host, monkeypatch)
    second.take_over()
    second.take_over()
    await settle()
    reads.answers[0].set()
    await settle()
    second.tick(NURSE.id)
    reads.answers[1].set()
    await settle()
    nurse = second.state.attendance.find(NURSE.id)
    assert nurse is not None
    assert nurse.ticked
    await tasks.close()


async def test_who_drove_is_read_too_late_to_take_the_meeting_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.open()
    reads = SlowReads(world.host, monkeypatch)
    world.faults.fail("save_attendance", HostConflict())
    world.room.tick(NURSE.id)
    await settle()
    world.room.take_over()
    await settle()
    who_drives, take_over = reads.answers
    take_over.set()
    await settle()
    who_drives.set()
    await settle()
    assert driver(world.room) is None
    assert world.room.is_driving


async def test_before_the_meeting_is_open_nothing_does_anything(world: World) -> None:
    world.room.select("case-1")
    world.room.attest(shared=True)
    assert not world.room.is_driving
    world.room.dismiss(1)
    with pytest.raises(LookupError):
        repr(world.room.state)
    with pytest.raises(LookupError):
        repr(world.room._parts.desk.memory)
