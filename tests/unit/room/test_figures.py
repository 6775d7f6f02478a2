"""The figures: minutes, what was missing, why postponed; sent when the organisation wants them."""

import msgspec

from app.model.case import CaseState, PostponeReason
from app.model.definition import InformationKind
from app.model.errors import HostSilent, HostTrouble
from app.model.figures import CaseFigures, MeetingFigures
from app.room.state import NoticeKind, Waiting
from tests.fakes.room import NURSE, SURGEON, World, settle

PATHOLOGY = InformationKind.PATHOLOGY


def figures(world: World) -> MeetingFigures | None:
    return world.room.state.figures


async def meet(world: World) -> None:
    """Show case 1 twice for a minute, without its pathology; postpone case 2; two came."""
    world.slots.missing = (PATHOLOGY,)
    await world.open(SURGEON.id)
    for _ in range(2):
        await world.show("case-1")
        await world.clock.advance(60)
        world.room.waiting()
        await world.clock.advance(15)
    world.room.postpone("case-2", PostponeReason.RADIOLOGY, "Tolvans röntgen saknas")
    world.room.leave(SURGEON.id)


EXPECTED = MeetingFigures(
    seconds=150,
    people=2,
    competences_missing=("patolog",),
    cases=(
        CaseFigures(
            number=1, state=CaseState.WITHOUT_RECOMMENDATION, seconds=120, missing=(PATHOLOGY,)
        ),
        CaseFigures(
            number=2,
            state=CaseState.POSTPONED,
            missing=(PATHOLOGY,),
            postponed=PostponeReason.RADIOLOGY,
        ),
        CaseFigures(number=3, state=CaseState.NOT_STARTED),
    ),
)


async def test_figures_are_shown_when_the_meeting_is_ending(world: World) -> None:
    await meet(world)
    assert figures(world) is None
    world.room.end_meeting()
    assert figures(world) == EXPECTED
    world.room.continue_meeting()
    assert figures(world) is None


async def test_no_words_and_nobodys_name_are_in_them(world: World) -> None:
    await meet(world)
    world.room.end_meeting()
    written = msgspec.json.encode(world.room.state.figures).decode()
    for word in ("Tolvan", "Testsson", "Kirurg", "1912", "case-", "Patient/"):
        assert word not in written


async def test_they_stay_as_they_are_when_the_meeting_is_over(world: World) -> None:
    await meet(world)
    world.room.end_meeting()
    world.room.confirm_end()
    await world.clock.advance(3600)
    assert world.room.state.ended
    assert figures(world) == EXPECTED
    assert world.host.figures == []


async def test_a_case_that_is_on_the_screen_counts_until_now(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    await world.clock.advance(42)
    world.room.end_meeting()
    assert (now := figures(world)) is not None
    assert now.cases[0].seconds == 42


async def test_a_meeting_that_nobody_came_to(world: World) -> None:
    await world.room.open(world.meeting.id)
    world.room.end_meeting()
    assert (empty := figures(world)) is not None
    assert (empty.seconds, empty.people) == (0, 0)
    assert empty.competences_missing == ("patolog", "kirurgi")


async def test_they_are_sent_when_they_are_wanted_and_wait_for_the_host() -> None:
    world = World(figures_wanted=True)
    await meet(world)
    world.faults.fail("save_figures", HostSilent())
    world.room.end_meeting()
    world.room.confirm_end()
    await settle()
    assert world.room.why_not_close == (Waiting.FIGURES,)
    await world.clock.advance(60)
    assert world.host.figures == [EXPECTED]
    assert world.room.ready_to_close
    await world.room.close()


async def test_a_host_that_does_not_want_them_says_so() -> None:
    world = World(figures_wanted=True)
    await world.open(NURSE.id)
    world.faults.fail("save_figures", HostTrouble(404))
    world.room.end_meeting()
    world.room.confirm_end()
    await settle()
    assert [one.kind for one in world.room.state.notices] == [NoticeKind.FIGURES_NOT_SENT]
    assert world.room.state.ended
    assert world.room.ready_to_close
    await world.room.close()
