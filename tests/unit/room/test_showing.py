"""The room screen: what is seen, in which order, and what never is."""

import pytest

from app.model.attendance import Interval
from app.model.case import CaseState
from app.model.errors import HostError, HostRefused, HostSilent, HostTrouble
from app.model.outcome import ShownInformation
from app.room.ports import CaseProgress, CaseSlow, PageShown, Slot, StopReason
from app.room.stage_view import ScreenMode
from app.room.state import NoticeKind, RoomState, SlotState
from tests.fakes.room import CHAIR, NURSE, START, SURGEON, WALK_IN, World, settle


def modes(world: World) -> list[ScreenMode]:
    """Return the modes of the room screen, one for each change."""
    seen = [view.mode for view in world.stage.views]
    return [mode for n, mode in enumerate(seen) if n == 0 or seen[n - 1] is not mode]


def kinds(world: World) -> list[NoticeKind]:
    return [notice.kind for notice in world.room.state.notices]


def refusals(world: World) -> list[str]:
    """Return the reasons of the one notice that is up."""
    (notice,) = world.room.state.notices
    assert notice.decision is not None
    return [str(one.refusal) for one in notice.decision.objections]


def count(world: World, name: str) -> int:
    return sum(1 for done, _ in world.journal if done == name)


async def test_the_read_is_acknowledged_before_anything_is_seen(world: World) -> None:
    await world.open(SURGEON.id)
    world.room.select("case-1")
    await settle()
    held = world.faults.hold("record")
    world.room.show()
    await settle()
    assert count(world, "take_stage") == 0
    assert world.shown_case() == ""
    held.set()
    await settle()
    assert world.shown_case() == "case-1"
    (entry,) = [e for e in world.log.entries.values() if e.kind == "show"]
    now = Interval(start=START)
    assert entry.reader == CHAIR
    assert entry.shown_to == ((CHAIR, now), (SURGEON, now))


async def test_show_takes_the_first_case_that_is_not_done_when_none_is_chosen(world: World) -> None:
    await world.open()
    world.room.show()
    await settle()
    assert world.shown_case() == "case-1"
    assert world.room.state.selected == "case-1"


async def test_the_times_of_the_case_run_from_its_first_page(world: World) -> None:
    world.slots.mute = True
    await world.open()
    world.room.show()
    await settle()
    assert world.stage.view.mode is ScreenMode.WAITING
    assert world.room.state.on_stage is not None
    assert world.room.state.on_stage.state is SlotState.LOADING
    await world.clock.advance(3)
    generation = world.slots.in_slot[Slot.ON_STAGE]
    world.slots.emit(PageShown(generation=generation, page=1))
    assert world.shown_case() == "case-1"
    assert world.room.state.timers.case_started == world.clock.now()
    await settle()
    held = world.host.case("case-1")
    assert held.shown == (Interval(start=world.clock.now()),)
    assert held.state is CaseState.STARTED


@pytest.mark.parametrize("error", [HostSilent(), HostTrouble(500), HostRefused()])
async def test_the_page_is_withheld_while_the_log_is_down(world: World, error: HostError) -> None:
    await world.open()
    await world.show("case-1")
    world.room.select("case-2")
    await settle()
    world.faults.fail("record", error)
    world.room.show()
    await settle()
    assert world.shown_case() == "case-1"
    assert NoticeKind.LOG_DOWN in kinds(world)
    world.room.show()
    await settle()
    assert world.shown_case() == "case-2"
    assert kinds(world) == []


async def test_what_was_logged_and_not_opened_is_logged_as_aborted(world: World) -> None:
    await world.open()
    held = world.faults.hold("record")
    world.room.show()
    await settle()
    world.room.waiting()
    held.set()
    await settle()
    assert world.shown_case() == ""
    assert world.log.kinds("case-1") == ["aborted"]


async def test_a_case_that_dies_before_its_first_page_is_aborted(world: World) -> None:
    world.slots.mute = True
    await world.open()
    world.room.show()
    await settle()
    world.slots.stop(Slot.ON_STAGE)
    await settle()
    assert world.log.kinds("case-1") == ["show", "aborted"]
    assert world.host.case("case-1").shown == ()


# --- between two patients -------------------------------------------------------------------------


async def test_the_room_is_seen_through_waiting_between_two_patients(world: World) -> None:
    await world.open()
    await world.show("case-1")
    await world.show("case-2")
    assert modes(world) == [
        ScreenMode.WAITING,
        ScreenMode.LIVE,
        ScreenMode.WAITING,
        ScreenMode.LIVE,
    ]
    names = [name for name, _ in world.journal]
    painted = max(n for n, entry in enumerate(world.journal) if entry == ("paint", "waiting"))
    assert names.index("leave on-stage") > world.journal.index(("paint", "live"))
    assert painted > names.index("leave on-stage") - 2
    first_waiting = next(
        n
        for n, entry in enumerate(world.journal)
        if n > world.journal.index(("paint", "live")) and entry == ("paint", "waiting")
    )
    assert first_waiting < names.index("leave on-stage")


async def test_leaving_kills_and_closes_the_times(world: World) -> None:
    await world.open()
    await world.show("case-1")
    await world.clock.advance(90)
    world.room.waiting()
    assert world.stage.view.mode is ScreenMode.WAITING
    assert world.room.state.on_stage is None
    assert world.room.state.outcome is None
    assert Slot.ON_STAGE not in world.slots.in_slot
    await settle()
    held = world.host.case("case-1")
    assert held.shown == (Interval(start=START, end=world.clock.now()),)
    assert held.state is CaseState.WITHOUT_RECOMMENDATION
    assert world.log.kinds("case-1") == ["preview", "show", "shown"]
    (over,) = [e for e in world.log.entries.values() if e.kind == "shown"]
    assert over.shown_to == ((CHAIR, held.shown[0]),)


async def test_who_joins_is_logged_at_once_and_in_full_at_the_end(world: World) -> None:
    await world.open()
    await world.show("case-1")
    await world.clock.advance(60)
    world.room.tick(NURSE.id)
    world.room.confirm(NURSE.id)
    await settle()
    shown = [e for e in world.log.entries.values() if e.kind == "shown"]
    assert [e.shown_to[0][0] for e in shown] == [NURSE]
    await world.clock.advance(60)
    world.room.waiting()
    await settle()
    over = [e for e in world.log.entries.values() if e.kind == "shown"][-1]
    assert [person for person, _ in over.shown_to] == [CHAIR, NURSE]


async def test_who_is_confirmed_before_the_first_page_is_logged_when_it_stands(
    world: World,
) -> None:
    world.slots.mute = True
    await world.open()
    world.room.show()
    await settle()
    world.room.add_walk_in(WALK_IN)
    world.room.confirm(WALK_IN.id)
    await settle()
    assert world.log.kinds("case-1") == ["show"]
    world.slots.emit(PageShown(generation=world.slots.in_slot[Slot.ON_STAGE], page=1))
    await settle()
    joined = [e for e in world.log.entries.values() if e.kind == "shown"]
    assert [person for e in joined for person, _ in e.shown_to] == [WALK_IN]


async def test_a_log_that_refuses_the_end_of_a_showing_is_told(world: World) -> None:
    await world.open()
    await world.show("case-1")
    await world.clock.advance(5)
    world.faults.fail("record", HostTrouble(422))
    world.room.waiting()
    await settle()
    assert kinds(world) == [NoticeKind.HOST_REFUSED]
    assert world.host.case("case-1").shown[-1].end is not None


async def test_the_end_of_a_showing_waits_for_the_log(world: World) -> None:
    await world.open()
    await world.show("case-1")
    await world.clock.advance(5)
    world.faults.fail("record", HostSilent())
    world.room.waiting()
    await settle()
    assert kinds(world) == [NoticeKind.HOST_DOWN]
    assert world.host.case("case-1").shown[-1].end is None
    await world.clock.advance(10)
    assert kinds(world) == []
    assert world.host.case("case-1").shown[-1].end is not None


async def test_waiting_tells_the_room_no_patient(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-2")
    world.room.waiting()
    view = world.stage.view
    assert (view.waiting.case_number, view.waiting.case_count, view.waiting.people) == (2, 3, 2)
    assert (view.waiting.title, view.waiting.practice) == ("Kolorektal MDK", True)
    assert (view.generation, view.recommendation) == (None, None)


async def test_the_waiting_clock_goes_on(world: World) -> None:
    await world.open()
    await world.clock.advance(61)
    assert world.stage.view.waiting.now is not None
    assert (world.stage.view.waiting.now - START).seconds == 60


# --- fast fingers ---------------------------------------------------------------------------------


async def test_pressing_show_twice_shows_once(world: World) -> None:
    await world.open()
    world.room.select("case-1")
    world.room.show()
    world.room.show()
    await settle()
    world.room.show()
    await settle()
    assert count(world, "take_stage") == 1
    assert world.log.kinds("case-1").count("show") == 1
    assert len(world.room.state.lines[0].case.shown) == 1


async def test_the_last_press_wins(world: World) -> None:
    await world.open()
    held = world.faults.hold("access_facts")
    for case in ("case-1", "case-2", "case-3"):
        world.room.select(case)
        world.room.show()
        await settle()
    held.set()
    await settle()
    assert world.shown_case() == "case-3"
    assert count(world, "take_stage") == 1
    assert world.log.kinds("case-1") == []


async def test_a_page_of_the_case_before_never_comes_after(world: World) -> None:
    await world.open()
    await world.show("case-1")
    old = world.slots.in_slot[Slot.ON_STAGE]
    world.slots.mute = True
    world.room.select("case-2")
    world.room.show()
    await settle()
    world.slots._listener(PageShown(generation=old, page=2))
    assert world.stage.view.mode is ScreenMode.WAITING
    assert world.shown_case() == ""


# --- pages ----------------------------------------------------------------------------------------


async def test_pages_stop_at_the_ends_and_never_change_the_patient(world: World) -> None:
    await world.open()
    await world.show("case-1")
    seen = []
    for use_case in (world.room.previous_page, *[world.room.next_page] * 4):
        use_case()
        await settle()
        seen.append(world.stage.view.page)
    assert seen == [1, 2, 3, 3, 3]
    world.room.to_page(1)
    await settle()
    assert world.stage.view.page == 1
    world.room.to_page(99)
    await settle()
    assert world.stage.view.page == 3
    assert world.shown_case() == "case-1"


async def test_the_old_page_stands_until_the_new_one_is_there(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.slots.mute = True
    world.room.next_page()
    world.room.next_page()
    await settle()
    assert [what for name, what in world.journal if name == "turn on-stage"] == [1, 2, 3]
    assert world.stage.view.page == 1
    generation = world.slots.in_slot[Slot.ON_STAGE]
    world.slots.emit(PageShown(generation=generation, page=2))
    assert world.stage.view.page == 2


async def test_more_pages_come_while_sources_answer(world: World) -> None:
    world.slots.pages = 1
    await world.open()
    await world.show("case-1")
    world.room.next_page()
    await settle()
    assert world.stage.view.page == 1
    on_stage = world.room.state.on_stage
    assert on_stage is not None
    more = tuple(type(on_stage.pages[0])(number=number) for number in (1, 2))
    world.slots.emit(CaseProgress(generation=on_stage.generation, pages=more))
    world.room.next_page()
    await settle()
    assert world.stage.view.page == 2


# --- black and freeze -----------------------------------------------------------------------------


async def test_black_covers_and_uncovers_the_same_page(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.next_page()
    await settle()
    world.room.black()
    world.room.next_page()
    await settle()
    assert world.stage.view.mode is ScreenMode.BLACK
    world.room.black()
    assert (world.stage.view.mode, world.stage.view.page) == (ScreenMode.LIVE, 2)


async def test_show_uncovers_a_black_or_frozen_screen(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.freeze()
    world.room.black()
    world.room.show()
    assert world.shown_case() == "case-1"
    assert world.stage.view.mode is ScreenMode.LIVE
    assert count(world, "take_stage") == 1


async def test_frozen_stands_while_the_chair_looks_ahead(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.freeze()
    world.room.select("case-2")
    await settle()
    world.room.next_page()
    await settle()
    assert (world.stage.view.mode, world.stage.view.page) == (ScreenMode.FROZEN, 1)
    assert world.shown_case() == "case-1"
    assert world.room.state.wings is not None
    assert world.room.state.wings.page == 2


async def test_a_page_asked_for_before_the_freeze_comes_after_it(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.next_page()
    world.room.freeze()
    await settle()
    assert world.stage.view.page == 1
    world.room.freeze()
    await settle()
    assert world.stage.view.page == 2


async def test_a_black_screen_stays_black_when_the_case_is_ready_or_gone(world: World) -> None:
    world.slots.mute = True
    await world.open()
    world.room.show()
    await settle()
    world.room.black()
    generation = world.slots.in_slot[Slot.ON_STAGE]
    world.slots.emit(PageShown(generation=generation, page=1))
    assert world.stage.view.mode is ScreenMode.BLACK
    world.slots.stop(Slot.ON_STAGE)
    world.room.black()
    assert modes(world) == [ScreenMode.WAITING, ScreenMode.BLACK, ScreenMode.WAITING]


# --- the case process -----------------------------------------------------------------------------


async def test_a_slow_case_is_told_and_taken_back(world: World) -> None:
    await world.open()
    await world.show("case-1")
    generation = world.slots.in_slot[Slot.ON_STAGE]
    world.slots.emit(CaseSlow(generation=generation, slow=True))
    assert kinds(world) == [NoticeKind.CASE_SLOW]
    assert world.shown_case() == "case-1"
    world.slots.emit(CaseSlow(generation=generation, slow=False))
    assert kinds(world) == []


@pytest.mark.parametrize("reason", list(StopReason))
async def test_a_stopped_case_is_one_sentence_and_one_button(
    world: World, reason: StopReason
) -> None:
    await world.open()
    await world.show("case-1")
    world.room.set_text("Vi var mitt i.")
    await world.clock.advance(30)
    world.slots.stop(Slot.ON_STAGE, reason)
    assert world.stage.view.mode is ScreenMode.WAITING
    (notice,) = world.room.state.notices
    assert (notice.kind, notice.case, notice.stopped) == (
        NoticeKind.CASE_STOPPED,
        "case-1",
        reason,
    )
    assert world.room.state.outcome is not None
    world.room.set_text("Vi var mitt i det.")
    await world.clock.advance(30)
    world.room.reopen()
    await settle()
    assert world.shown_case() == "case-1"
    assert world.room.state.notices == ()
    assert world.room.state.outcome.draft.text == "Vi var mitt i det."
    assert len(world.host.case("case-1").shown) == 2
    assert world.log.kinds("case-1").count("show") == 2


async def test_facts_that_change_close_the_shown_case(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.faults.fail("access_facts", HostSilent())
    world.room.recheck()
    await settle()
    assert world.shown_case() == ""
    assert kinds(world) == [NoticeKind.GATE_CLOSED]


async def test_a_refusal_follows_the_gate_and_goes_when_it_says_yes(world: World) -> None:
    world.faults.keep_failing("access_facts", HostSilent())
    await world.open()
    world.room.tick(NURSE.id)
    world.room.show()
    await settle()
    assert refusals(world) == ["newcomer-unconfirmed", "facts-unavailable"]
    world.faults.keep_failing("access_facts", None)
    world.room.recheck()
    await settle()
    assert refusals(world) == ["newcomer-unconfirmed"]
    world.room.confirm(NURSE.id)
    assert kinds(world) == []
    assert world.shown_case() == ""


async def test_reopen_does_nothing_when_nothing_stopped(world: World) -> None:
    await world.open()
    await world.show("case-1")
    before = world.room.state
    world.room.reopen()
    await settle()
    assert world.room.state == before


async def test_somebody_who_is_confirmed_while_the_log_answers_is_logged_too(world: World) -> None:
    await world.open()
    held = world.faults.hold("record")
    world.room.show()
    await settle()
    world.room.tick(NURSE.id)
    world.room.confirm(NURSE.id)
    held.set()
    await settle()
    shown_to = [
        person
        for entry in world.log.entries.values()
        if entry.kind == "show"
        for person, _ in entry.shown_to
    ]
    assert shown_to == [CHAIR, NURSE]
    assert world.shown_case() == "case-1"


async def test_what_stood_on_the_screen_is_remembered_once(world: World) -> None:
    await world.open()
    await world.show("case-1")
    for page in (2, 1, 2):
        world.room.to_page(page)
        await settle()
    world.room.set_text("Åtgärd.")
    world.room.send()
    await settle()
    assert world.host.contexts[0].information == (
        ShownInformation(reference="Observation/case-1-1", version="1"),
        ShownInformation(reference="Observation/case-1-2", version="1"),
    )


# --- time -----------------------------------------------------------------------------------------


async def test_the_soft_warning_goes_when_the_time_is_over(world: World) -> None:
    await world.open()
    await world.show("case-1")
    await world.clock.advance(239)
    assert kinds(world) == [NoticeKind.TIME_SOON_UP]
    await world.clock.advance(1)
    assert kinds(world) == []


async def test_the_soft_warning_comes_once_for_each_case(world: World) -> None:
    await world.open()
    await world.show("case-1")
    await world.clock.advance(209)
    assert kinds(world) == []
    await world.clock.advance(1)
    assert kinds(world) == [NoticeKind.TIME_SOON_UP]
    world.room.dismiss(world.room.state.notices[0].id)
    world.room.waiting()
    await world.show("case-1")
    await world.clock.advance(600)
    assert kinds(world) == []


async def test_a_case_that_is_left_in_time_is_not_warned_of(world: World) -> None:
    await world.open()
    await world.show("case-1")
    await world.clock.advance(60)
    world.room.waiting()
    await world.clock.advance(600)
    assert kinds(world) == []


async def test_listeners_hear_of_every_state_until_they_stop(world: World) -> None:
    heard: list[RoomState] = []
    stop = world.room.subscribe(heard.append)
    await world.open()
    assert heard[-1] == world.room.state
    stop()
    stop()
    before = len(heard)
    world.room.black()
    assert len(heard) == before


async def test_behind_a_cover_no_page_is_turned(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.to_page(2)
    await settle()
    world.room.select("case-1")
    world.room.black()
    world.room.to_page(3)
    await settle()
    world.room.black()
    assert world.stage.view.page == 2


async def test_a_banner_or_a_pick_may_leave_fewer_pages(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.to_page(3)
    await settle()
    assert world.room.state.on_stage is not None
    generation = world.room.state.on_stage.generation
    pages = world.room.state.on_stage.pages[:2]
    world.slots.emit(CaseProgress(generation=generation, pages=pages, complete=True))
    world.slots.emit(PageShown(generation=generation, page=2))
    world.room.previous_page()
    await settle()
    assert world.stage.view.page == 1
