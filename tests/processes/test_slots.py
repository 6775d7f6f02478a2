"""Real case processes: loaded, shown, turned, left, killed; nothing of them stays."""

import asyncio
import os
import random
import signal
import sys

import msgspec
import pytest

from app.link.heartbeat import HUNG_S, SLOW_S
from app.model.banner import BannerPolicy
from app.model.case import Pick
from app.model.room_profile import RoomProfile
from app.room.ports import (
    CaseProgress,
    CaseSlow,
    CaseStopped,
    FilmState,
    PageShown,
    Slot,
    StopReason,
)
from tests.processes.case_program import LAST_PICTURE
from tests.processes.conftest import (
    Theatre,
    colours,
    frame_maps,
    is_alive,
    look,
    open_files,
    order,
)

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
    pytest.mark.usefixtures("no_frames_before"),
]
PICKS = (Pick(reference="Procedure/1"), Pick(reference="Procedure/2"))


def pixel(generation: int, page: int, layout: int = 2) -> int:
    return int.from_bytes((generation, page, layout, 0), sys.byteorder)


async def test_a_case_is_loaded_in_the_wings_and_seen_by_the_chair_only(theatre: Theatre) -> None:
    await theatre.open()
    assert theatre.frame is None
    assert colours(theatre.previews[Slot.IN_THE_WINGS]) == {pixel(1, 1)}
    await theatre.told_of(PageShown)
    assert any(isinstance(e, CaseProgress) and e.complete for e in theatre.told)


async def test_a_case_in_the_wings_takes_the_stage_at_once(theatre: Theatre) -> None:
    await theatre.open()
    theatre.slots.take_stage()
    assert theatre.frame is not None
    assert colours(theatre.frame) == {pixel(1, 1)}
    assert colours(theatre.previews[Slot.ON_STAGE]) == {pixel(1, 1)}


async def test_the_next_page_is_there_when_the_call_returns(theatre: Theatre) -> None:
    await theatre.show()
    await theatre.until(
        lambda: 2 in theatre.slots._places[Slot.ON_STAGE].session._pictures._holding._frames
    )
    theatre.slots.turn(Slot.ON_STAGE, 2)
    assert theatre.frame is not None
    assert colours(theatre.frame) == {pixel(1, 2)}
    theatre.slots.turn(Slot.ON_STAGE, 1)
    await theatre.until(lambda: theatre.frame is not None and theatre.frame.page == 1)
    assert colours(theatre.frame) == {pixel(1, 1)}


async def test_turning_in_the_wings_shows_the_chair_alone(theatre: Theatre) -> None:
    await theatre.open()
    theatre.slots.turn(Slot.IN_THE_WINGS, 2)
    await theatre.until(lambda: theatre.previews[Slot.IN_THE_WINGS].page == 2)
    assert theatre.frame is None


async def test_an_order_that_comes_before_the_process_has_booted_waits(theatre: Theatre) -> None:
    theatre.slots.load(order(1))
    theatre.slots.take_stage()
    theatre.slots.turn(Slot.ON_STAGE, 2)
    await theatre.until(lambda: theatre.frame is not None)
    assert theatre.frame is not None
    assert theatre.frame.page == 2


async def test_leaving_kills_reaps_and_unmaps(theatre: Theatre) -> None:
    await theatre.show()
    pid = theatre.pid(Slot.ON_STAGE)
    assert is_alive(pid)
    assert frame_maps()
    theatre.slots.leave(Slot.ON_STAGE)
    assert theatre.lost == [1]
    assert not is_alive(pid)
    assert frame_maps() == []


async def test_taking_the_stage_kills_who_was_there(theatre: Theatre) -> None:
    await theatre.show(1)
    first = theatre.pid(Slot.ON_STAGE)
    await theatre.open(2)
    assert is_alive(first)
    theatre.slots.take_stage()
    assert theatre.lost == [1]
    assert not is_alive(first)
    assert theatre.frame is not None
    assert colours(theatre.frame) == {pixel(2, 1)}


async def test_loading_kills_who_was_in_the_wings(theatre: Theatre) -> None:
    await theatre.open(1)
    first = theatre.pid()
    await theatre.open(2)
    assert not is_alive(first)


async def test_an_empty_process_stands_ready_and_is_taken(theatre: Theatre) -> None:
    theatre.slots.boot()
    spare = theatre.slots._spare
    assert spare is not None
    await theatre.open(1)
    assert theatre.pid() == spare.process.pid
    assert theatre.slots._spare is None
    theatre.clock.seconds += 3
    await theatre.until(lambda: theatre.slots._spare is not None)


async def test_an_empty_process_for_another_screen_is_not_taken(theatre: Theatre) -> None:
    theatre.slots.boot()
    spare = theatre.slots._spare
    assert spare is not None
    theatre.look = msgspec.structs.replace(
        theatre.look, profile=RoomProfile(width_px=320, height_px=180)
    )
    await theatre.open(1)
    assert not is_alive(spare.process.pid)
    theatre.slots.take_stage()
    assert theatre.frame is not None
    assert (theatre.frame.width, theatre.frame.height) == (320, 180)


async def test_an_empty_process_that_dies_is_replaced_but_not_for_ever(theatre: Theatre) -> None:
    theatre.slots.command = (sys.executable, "-c", "")
    theatre.slots.boot()
    for _ in range(3):
        await theatre.until(lambda: theatre.slots._spare is None)
        theatre.slots._tick()
    assert theatre.slots._spare is None
    assert theatre.told == []


@pytest.mark.parametrize(
    ("family", "reason"),
    [
        ("CRASH", StopReason.DIED),
        ("GARBAGE", StopReason.GARBAGE),
        ("FLOOD", StopReason.GARBAGE),
        ("RAISE", StopReason.FAILED),
        ("BOMB", StopReason.FAILED),  # it is refused more memory than a case needs
    ],
)
async def test_trouble_is_told_when_nothing_of_the_case_is_left(
    theatre: Theatre, family: str, reason: StopReason
) -> None:
    theatre.slots.load(order(1, family))
    pid = theatre.pid()
    assert await theatre.told_of(CaseStopped) == CaseStopped(generation=1, reason=reason)
    assert not is_alive(pid)
    assert theatre.lost == [1]
    await theatre.open(2)  # and the meeting goes on


async def test_a_case_process_that_is_killed_takes_its_frame_with_it(theatre: Theatre) -> None:
    await theatre.show()
    os.kill(theatre.pid(Slot.ON_STAGE), signal.SIGKILL)
    stopped = await theatre.told_of(CaseStopped)
    assert stopped == CaseStopped(generation=1, reason=StopReason.DIED)
    assert theatre.frame is None
    assert frame_maps() == []


async def test_a_case_process_that_hangs_is_told_of_and_then_killed(theatre: Theatre) -> None:
    await theatre.show()
    pid = theatre.pid(Slot.ON_STAGE)
    os.kill(pid, signal.SIGSTOP)
    for _ in range(int(SLOW_S) + 1):
        theatre.clock.seconds += 1
        theatre.slots._tick()
    await theatre.told_of(CaseSlow)
    assert theatre.lost == []  # it may come back
    for _ in range(int(HUNG_S - SLOW_S)):
        theatre.clock.seconds += 1
        theatre.slots._tick()
    stopped = await theatre.told_of(CaseStopped)
    assert stopped == CaseStopped(generation=1, reason=StopReason.HUNG)
    assert theatre.lost == [1]
    assert not is_alive(pid)


async def test_a_case_process_that_comes_back_is_no_longer_slow(theatre: Theatre) -> None:
    await theatre.show()
    os.kill(theatre.pid(Slot.ON_STAGE), signal.SIGSTOP)
    for _ in range(int(SLOW_S) + 1):
        theatre.clock.seconds += 1
        theatre.slots._tick()
    assert await theatre.told_of(CaseSlow) == CaseSlow(generation=1, slow=True)
    os.kill(theatre.pid(Slot.ON_STAGE), signal.SIGCONT)
    await theatre.until(lambda: theatre.told[-1] == CaseSlow(generation=1, slow=False))


async def test_a_machine_that_slept_finds_its_case_as_it_was(theatre: Theatre) -> None:
    await theatre.show()
    pid = theatre.pid(Slot.ON_STAGE)
    os.kill(pid, signal.SIGSTOP)
    theatre.clock.seconds += 8 * 3600
    theatre.slots._tick()
    os.kill(pid, signal.SIGCONT)
    await theatre.until(lambda: not theatre.slots._places[Slot.ON_STAGE].session._slow)
    assert is_alive(pid)
    assert not any(isinstance(event, CaseSlow | CaseStopped) for event in theatre.told)


async def test_events_of_a_case_that_was_left_are_never_delivered(theatre: Theatre) -> None:
    await theatre.open()
    theatre.slots.turn(Slot.IN_THE_WINGS, 2)
    theatre.slots.take_stage()
    theatre.told.clear()
    theatre.slots.leave(Slot.ON_STAGE)
    await asyncio.sleep(0)
    assert theatre.told == []


async def test_a_program_that_cannot_be_started_is_a_case_that_stopped(theatre: Theatre) -> None:
    theatre.slots.command = ("/nowhere/at/all",)
    theatre.slots.boot()
    theatre.slots.load(order(1))
    assert await theatre.told_of(CaseStopped) == CaseStopped(generation=1, reason=StopReason.DIED)


async def test_what_a_library_prints_meets_nothing(
    theatre: Theatre, capfd: pytest.CaptureFixture[str]
) -> None:
    await theatre.open(1, "CHATTY")
    assert capfd.readouterr() == ("", "")


async def test_no_frame_of_another_case_or_of_two_cases_is_ever_handed_over(
    theatre: Theatre,
) -> None:
    for generation in range(1, 9):
        await theatre.show(generation)
        theatre.slots.turn(Slot.ON_STAGE, 2)
        if generation % 2:
            theatre.slots.leave(Slot.ON_STAGE)
            assert theatre.frame is None
    handed = [len(seen) for seen in theatre.seen]
    assert set(handed) == {1}  # one colour each: one generation, one page
    generations = [seen.copy().pop().to_bytes(4, sys.byteorder)[0] for seen in theatre.seen]
    assert generations == sorted(generations)


async def test_leaving_and_loading_three_hundred_times_leaks_nothing(theatre: Theatre) -> None:
    async def once(generation: int) -> None:
        theatre.slots.load(order(generation))
        if generation % 3 == 0:
            theatre.slots.take_stage()
        pids.add(theatre.slots._places[Slot(slot(generation))].process.pid)
        theatre.slots.leave(slot(generation))

    def slot(generation: int) -> Slot:
        return Slot.IN_THE_WINGS if generation % 3 else Slot.ON_STAGE

    pids: set[int] = set()
    await once(1)
    before = open_files()
    for generation in range(2, 302):
        await once(generation)
    assert open_files() == before
    assert frame_maps() == []
    assert not any(is_alive(pid) for pid in pids)


async def test_closing_ends_everything(theatre: Theatre) -> None:
    theatre.slots.boot()
    await theatre.show()
    await theatre.open(2)
    theatre.slots.boot()
    actors = [*theatre.slots._places.values(), theatre.slots._spare]
    pids = [actor.process.pid for actor in actors if actor is not None]
    assert len(pids) == 3
    theatre.slots.close()
    assert not any(is_alive(pid) for pid in pids)


# --- picks, banner, cover, film -------------------------------------------------------------------


async def test_picks_are_composed_while_the_case_is_loaded_and_after(theatre: Theatre) -> None:
    theatre.slots.load(order(1))
    theatre.slots.set_picks(Slot.IN_THE_WINGS, PICKS[:1])  # its process has not booted yet
    theatre.slots.set_picks(Slot.ON_STAGE, PICKS)  # nobody is there
    await theatre.until(lambda: pages_told(theatre) == 3)
    theatre.slots.set_picks(Slot.IN_THE_WINGS, PICKS)
    await theatre.until(lambda: pages_told(theatre) == 4)
    theatre.slots.take_stage()
    theatre.slots.set_picks(Slot.ON_STAGE, ())
    await theatre.until(lambda: pages_told(theatre) == 2)


async def test_no_page_with_another_banner_is_ever_handed_over(theatre: Theatre) -> None:
    """Whatever is painted, staged or on its way when the banner changes."""
    await theatre.show()
    await theatre.open(2)
    dice, banner = random.Random(1), BannerPolicy.FULL
    seen = 0
    for _ in range(60):
        theatre.slots.turn(Slot.ON_STAGE, dice.choice((1, 2)))
        theatre.slots.turn(Slot.IN_THE_WINGS, dice.choice((1, 2)))
        for _ in range(dice.randrange(4)):
            await asyncio.sleep(0.001)
        if dice.random() < 0.5:
            banner = dice.choice((BannerPolicy.FULL, BannerPolicy.SHARED))
            theatre.slots.set_banner(banner)
            assert (theatre.frame, theatre.previews) == (None, {})
        frames = [frame for frame in (theatre.frame, *theatre.previews.values()) if frame]
        assert {look(frame) for frame in frames} <= {int(banner is BannerPolicy.SHARED)}
        seen += len(frames)
    assert seen
    theatre.told.clear()
    theatre.slots.set_banner(BannerPolicy.SHARED)
    await theatre.until(lambda: theatre.frame is not None and len(theatre.previews) == 2)
    assert {event.generation for event in theatre.told if isinstance(event, PageShown)} >= {1}


async def test_a_page_that_was_shown_with_the_banner_before_is_not_told_after_it(
    theatre: Theatre,
) -> None:
    await theatre.show()
    await theatre.until(lambda: isinstance(theatre.told[-1], PageShown))
    theatre.told.clear()
    theatre.slots.turn(Slot.ON_STAGE, 2)  # held: shown at once, told in the next round
    theatre.slots.set_banner(BannerPolicy.SHARED)
    assert theatre.frame is None
    await asyncio.sleep(0)
    assert theatre.told == []
    await theatre.told_of(PageShown)
    assert theatre.frame is not None


async def test_an_order_comes_with_its_banner(theatre: Theatre) -> None:
    shared = msgspec.structs.replace(order(1), banner=BannerPolicy.SHARED)
    theatre.slots.load(shared)
    await theatre.until(lambda: theatre.previews)
    assert look(theatre.previews[Slot.IN_THE_WINGS]) == 1


async def test_a_page_is_uncovered_until_it_is_left(theatre: Theatre) -> None:
    await theatre.show()
    theatre.slots.uncover(Slot.ON_STAGE, 1)
    await theatre.until(lambda: theatre.frame is not None and look(theatre.frame) == 2)
    theatre.slots.turn(Slot.ON_STAGE, 2)
    theatre.seen.clear()
    theatre.slots.turn(Slot.ON_STAGE, 1)
    await theatre.until(lambda: theatre.frame is not None and look(theatre.frame) == 0)
    assert not any(seen.copy().pop().to_bytes(4, sys.byteorder)[3] for seen in theatre.seen)
    await theatre.until(lambda: shown_states(theatre)[-1].covered)


async def test_a_film_goes_into_free_buffers_only_and_to_its_end(theatre: Theatre) -> None:
    """That nobody paints into a frame that is held, `Theatre.frame_ready` looks."""
    await theatre.show()
    theatre.slots.play(playing=True)
    last = 4 * LAST_PICTURE
    await theatre.until(lambda: theatre.frame is not None and look(theatre.frame) == last)
    await theatre.until(lambda: shown_states(theatre)[-1].film is FilmState.STILL)
    told = [event.film for event in shown_states(theatre)]
    assert told[-2:] == [FilmState.PLAYING, FilmState.STILL]
    pictures = [seen.copy().pop().to_bytes(4, sys.byteorder)[3] for seen in theatre.seen]
    assert pictures == sorted(pictures)
    assert len(pictures) > 5


async def test_a_film_that_plays_dies_with_its_process(theatre: Theatre) -> None:
    await theatre.show()
    theatre.slots.play(playing=True)
    await theatre.until(lambda: theatre.frame is not None and look(theatre.frame) > 4)
    os.kill(theatre.pid(Slot.ON_STAGE), signal.SIGKILL)
    await theatre.told_of(CaseStopped)
    assert theatre.frame is None
    assert frame_maps() == []


async def test_a_film_that_plays_is_left_at_once(theatre: Theatre) -> None:
    await theatre.show()
    theatre.slots.play(playing=True)
    await theatre.until(lambda: theatre.frame is not None and look(theatre.frame) > 4)
    pid = theatre.pid(Slot.ON_STAGE)
    theatre.slots.leave(Slot.ON_STAGE)
    theatre.slots.play(playing=False)  # nobody is there
    assert (theatre.frame, is_alive(pid), frame_maps()) == (None, False, [])


async def test_a_decoder_that_hangs_ends_its_case(theatre: Theatre) -> None:
    theatre.slots.load(order(1, "HANG"))
    pid = theatre.pid()
    await theatre.until(
        lambda: any(isinstance(e, CaseProgress) and e.complete for e in theatre.told)
    )
    session = theatre.slots._places[Slot.IN_THE_WINGS].session
    while not session._over:
        theatre.clock.seconds += 1
        theatre.slots._tick()
        await asyncio.sleep(0.001)
    assert await theatre.told_of(CaseStopped) == CaseStopped(generation=1, reason=StopReason.HUNG)
    assert not is_alive(pid)
    await theatre.open(2)


def pages_told(theatre: Theatre) -> int:
    """Return how many pages the newest progress has, once it is complete."""
    told = [event for event in theatre.told if isinstance(event, CaseProgress)]
    return len(told[-1].pages) if told and told[-1].complete else 0


def shown_states(theatre: Theatre) -> list[PageShown]:
    return [event for event in theatre.told if isinstance(event, PageShown)]
