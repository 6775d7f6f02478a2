# ruff: noqa: FBT003 -- the room's toggles
"""Readiness: what each case's record has, checked in the wings, each read logged; and browsing."""

import pytest

from app.model.case import AccessFacts, Block, CaseState
from app.model.definition import InformationKind, Title
from app.model.errors import HostSilent
from app.model.overview import Answer, SourceState, SourceStatus
from app.room.ports import CaseProgress, SectionReport, Slot
from app.room.state import NoticeKind, Purpose, Readiness, SlotView
from tests.fakes.room import OWN, PALLIATIVE, START, SURGEON, WHOLE, World, settle

PATHOLOGY = InformationKind.PATHOLOGY
BLOCKED = AccessFacts(blocks=(Block(custodian=OWN.hsa_id, inner=True),))


def loads(world: World) -> list[str]:
    return [str(what) for name, what in world.journal if name == "load"]


def wings(world: World) -> SlotView | None:
    return world.room.state.wings


def is_checking(world: World) -> bool:
    return world.room.state.checking


def readiness(world: World) -> list[Readiness | None]:
    return [line.readiness for line in world.room.state.lines]


def ready(*missing: InformationKind, failed: bool = False) -> Readiness:
    return Readiness(at=START, missing=missing, failed=failed)


@pytest.mark.parametrize("purpose", Purpose)
async def test_all_cases_are_checked_one_after_the_other_each_read_logged(
    purpose: Purpose,
) -> None:
    world = World(purpose=purpose)
    world.slots.missing = (PATHOLOGY,)
    await world.room.open(world.meeting.id)
    assert readiness(world) == [None, None, None]
    world.room.check_readiness()
    assert is_checking(world)
    world.room.check_readiness()
    await settle()
    assert readiness(world) == [ready(PATHOLOGY)] * 3
    assert loads(world) == ["case-1", "case-2", "case-3"]
    assert [str(entry.kind) for entry in world.log.entries.values()] == ["preparation"] * 3
    assert wings(world) is None
    assert not is_checking(world)
    world.room.check_readiness()
    await settle()
    assert len(loads(world)) == 3
    assert not is_checking(world)
    await world.room.close()


async def test_only_one_case_is_in_the_wings_at_a_time(world: World) -> None:
    world.slots.mute = True
    await world.open()
    world.room.check_readiness()
    await settle()
    assert loads(world) == ["case-1"]
    assert is_checking(world)
    tell(world, failed=True)
    await settle()
    assert loads(world) == ["case-1", "case-2"]
    assert readiness(world)[0] == ready(failed=True)


def tell(world: World, *, failed: bool = False, complete: bool = True) -> None:
    """Let the case in the wings tell what its sources said."""
    status = SourceStatus.FAILED if failed else SourceStatus.FOUND
    section = SectionReport(
        key="s",
        title=Title(sv="Avsnitt", en="Section"),
        answer=Answer.KNOWN,
        sources=(SourceState(source="Provregistret", status=status),),
    )
    generation = world.slots.in_slot[Slot.IN_THE_WINGS]
    world.slots.emit(CaseProgress(generation=generation, sections=(section,), complete=complete))


async def test_nothing_is_known_before_every_source_has_answered(world: World) -> None:
    world.slots.mute = True
    await world.open()
    world.room.select("case-1")
    await settle()
    tell(world, complete=False)
    assert readiness(world)[0] is None
    tell(world)
    assert readiness(world)[0] == ready()


async def test_a_case_that_may_not_be_read_is_passed_over(world: World) -> None:
    world.host.facts["case-2"] = BLOCKED
    await world.open()
    world.room.check_readiness()
    await settle()
    assert loads(world) == ["case-1", "case-3"]
    assert [one is None for one in readiness(world)] == [False, True, False]
    line = world.room.state.line("case-2")
    assert line is not None
    assert line.decision is not None
    assert not line.decision.is_yes


async def test_a_log_that_is_down_ends_the_check(world: World) -> None:
    world.faults.fail("record", HostSilent())
    await world.open()
    world.room.check_readiness()
    await settle()
    assert loads(world) == []
    assert [notice.kind for notice in world.room.state.notices] == [NoticeKind.LOG_DOWN]
    assert not is_checking(world)


async def test_a_case_that_stops_is_known_to_fail_and_the_next_is_checked(world: World) -> None:
    world.slots.mute = True
    await world.open()
    world.room.check_readiness()
    await settle()
    world.slots.stop(Slot.IN_THE_WINGS)
    await settle()
    assert readiness(world)[0] == ready(failed=True)
    assert loads(world) == ["case-1", "case-2"]


async def test_a_case_that_is_taken_away_meanwhile_is_not_known(world: World) -> None:
    world.slots.mute = True
    await world.open()
    world.room.check_readiness()
    await settle()
    world.host.facts["case-1"] = BLOCKED
    world.room._parts.desk.change(facts={"case-1": BLOCKED})
    world.room._parts.gate_again()
    await settle()
    assert readiness(world)[0] is None
    assert loads(world) == ["case-1", "case-2"]


async def test_the_chair_who_looks_at_a_case_ends_the_check(world: World) -> None:
    world.slots.mute = True
    await world.open()
    world.room.check_readiness()
    await settle()
    world.room.select("case-3")
    assert not is_checking(world)
    await settle()
    assert loads(world) == ["case-1", "case-3"]


async def test_the_case_that_is_just_being_checked_is_not_loaded_twice(world: World) -> None:
    world.slots.mute = True
    await world.open()
    world.room.check_readiness()
    await settle()
    world.room.select("case-1")
    await settle()
    assert loads(world) == ["case-1"]
    assert world.log.kinds("case-1") == ["preparation", "preview"]


async def test_showing_a_case_ends_the_check(world: World) -> None:
    await world.open(SURGEON.id)
    world.slots.mute = True
    world.room.check_readiness()
    await settle()
    world.slots.mute = False
    world.room.show()
    assert not is_checking(world)
    await settle()
    assert world.shown_case() == "case-1"


async def test_a_preview_gives_way_to_a_check(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    world.room.select("case-2")
    await settle()
    world.room.check_readiness()
    assert world.room.state.selected == "case-1"
    await settle()
    assert all(readiness(world))
    assert world.shown_case() == "case-1"


async def test_a_case_loaded_in_advance_is_waited_for(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")  # case 2 is loaded in advance
    assert readiness(world)[:2] == [ready(), ready()]
    world.room.check_readiness()
    await settle()
    assert loads(world) == ["case-1", "case-2", "case-3"]


async def test_another_definition_has_to_be_checked_anew(world: World) -> None:
    await world.open()
    world.room.check_readiness()
    await settle()
    world.room.set_definition("case-2", PALLIATIVE.url)
    assert [one is None for one in readiness(world)] == [False, True, False]


# --- the whole record -----------------------------------------------------------------------------


async def test_the_whole_record_is_browsed_as_a_read_of_its_own(world: World) -> None:
    world.slots.missing = (PATHOLOGY,)
    await world.open()
    world.room.browse(True)  # nothing is selected
    world.room.select("case-1")
    await settle()
    world.slots.missing = ()
    world.room.browse(True)
    world.room.browse(True)
    await settle()
    view = world.room.state.wings
    assert view is not None
    assert view.whole
    assert world.slots.orders[view.generation].definition is WHOLE
    assert world.log.kinds("case-1") == ["preview", "preview"]
    assert readiness(world)[0] == ready(PATHOLOGY)  # the whole record lacks nothing by definition
    world.room.select("case-1")
    assert wings(world) is view
    world.room.browse(False)
    world.room.browse(False)
    await settle()
    assert world.room.state.wings is not None
    assert not world.room.state.wings.whole
    assert len(loads(world)) == 3


async def test_the_whole_record_never_comes_on_the_screen(world: World) -> None:
    await world.open(SURGEON.id)
    world.room.select("case-1")
    world.room.browse(True)
    await settle()
    world.room.show()
    await settle()
    assert world.shown_case() == "case-1"
    assert world.slots.orders[world.slots.in_slot[Slot.ON_STAGE]].definition is not WHOLE


async def test_the_shown_cases_record_is_browsed_beside_it(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    world.room.browse(True)
    await settle()
    assert world.shown_case() == "case-1"
    assert world.room.state.wings is not None
    assert world.room.state.wings.case == "case-1"
    panel = world.room.state.outcome
    assert panel is not None
    assert not panel.locked
    world.room.to_page(2)
    await settle()
    assert (world.stage.view.page, world.room.state.wings.page) == (1, 2)
    world.room.browse(False)
    assert wings(world) is None
    world.room.browse(True)
    await settle()
    world.room.show()
    assert wings(world) is None
    assert world.shown_case() == "case-1"


async def test_a_definition_that_changes_leaves_the_whole_record_as_it_is(world: World) -> None:
    await world.open()
    world.room.select("case-1")
    world.room.browse(True)
    await settle()
    view = world.room.state.wings
    world.room.set_definition("case-1", PALLIATIVE.url)
    assert wings(world) == view
    line = world.room.state.line("case-1")
    assert line is not None
    assert line.case.state is CaseState.NOT_STARTED
