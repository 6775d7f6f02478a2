"""The agenda and the preview: nothing is fetched before the gate's yes and the log's word."""

import msgspec

from app.model.case import AccessFacts, Block
from app.model.errors import HostSilent, HostTrouble
from app.room.ports import CaseSlow, CaseStopped, PageShown, Slot, StopReason
from app.room.state import NoticeKind, SlotState
from tests.fakes.room import CHAIR, OTHER, OWN, SURGEON, World, a_case, consent, settle

BLOCKED = AccessFacts(blocks=(Block(custodian=OWN.hsa_id, inner=True),))


def loaded(world: World) -> list[object]:
    return [what for name, what in world.journal if name == "load"]


def asked(world: World) -> list[object]:
    return [what for name, what in world.host.calls if name == "access_facts"]


async def test_a_preview_is_logged_before_the_case_is_loaded(world: World) -> None:
    await world.open()
    held = world.faults.hold("record")
    world.room.select("case-1")
    await settle()
    assert world.room.state.selected == "case-1"
    assert loaded(world) == []
    held.set()
    await settle()
    assert loaded(world) == ["case-1"]
    (entry,) = world.log.entries.values()
    assert (entry.kind, entry.reader, entry.shown_to) == ("preview", CHAIR, ())
    assert world.room.state.wings is not None
    assert world.room.state.wings.previewed
    assert len(world.room.state.wings.pages) == 3


async def test_nothing_is_fetched_and_nothing_logged_when_the_gate_says_no(world: World) -> None:
    world.host.facts["case-1"] = BLOCKED
    await world.open()
    world.room.select("case-1")
    await settle()
    assert loaded(world) == []
    assert world.log.entries == {}
    line = world.room.state.line("case-1")
    assert line is not None
    assert line.decision is not None
    assert not line.decision.is_yes
    assert line.decision.blocks_exist


async def test_nothing_is_fetched_when_consents_and_blocks_cannot_be_read(world: World) -> None:
    world.faults.fail("access_facts", HostSilent())
    await world.open()
    world.room.select("case-1")
    await settle()
    assert loaded(world) == []


async def test_nothing_is_fetched_when_the_log_is_down_and_a_new_try_works(world: World) -> None:
    world.faults.fail("record", HostTrouble(500))
    await world.open()
    world.room.select("case-1")
    await settle()
    assert loaded(world) == []
    assert [n.kind for n in world.room.state.notices] == [NoticeKind.LOG_DOWN]
    world.room.select("case-1")
    await settle()
    assert loaded(world) == ["case-1"]


async def test_an_unclear_answer_of_the_log_is_followed_by_an_aborted_entry(world: World) -> None:
    world.faults.fail("record", HostSilent(), after=True)
    await world.open()
    world.room.select("case-1")
    await settle()
    assert world.log.kinds("case-1") == ["preview", "aborted"]


async def test_fast_steps_load_only_where_they_end(world: World) -> None:
    await world.open()
    world.room.select_next()
    world.room.select_next()
    world.room.select_next()
    world.room.select_previous()
    await settle()
    assert world.room.state.selected == "case-2"
    assert loaded(world) == ["case-2"]


async def test_pressing_twice_reads_once(world: World) -> None:
    await world.open()
    world.room.select("case-1")
    world.room.select("case-1")
    await settle()
    world.room.select("case-1")
    await settle()
    assert world.log.kinds("case-1") == ["preview"]


async def test_a_gate_that_closes_while_the_log_answers_keeps_the_case_out(world: World) -> None:
    await world.open()
    held = world.faults.hold("record")
    world.room.select("case-1")
    await settle()
    world.host.facts["case-1"] = BLOCKED
    world.room.recheck()
    await settle()
    held.set()
    await settle()
    assert loaded(world) == []
    assert world.log.kinds("case-1") == ["preview", "aborted"]


async def test_selection_stops_at_the_ends(world: World) -> None:
    await world.open()
    world.room.select_previous()
    seen = [world.room.state.selected]
    for _ in range(4):
        world.room.select_next()
        seen.append(world.room.state.selected)
    world.room.select("nothing")
    assert seen == ["case-1", "case-2", "case-3", "case-3", "case-3"]


async def test_the_one_that_is_left_is_killed_when_another_is_looked_at(world: World) -> None:
    await world.open()
    world.room.select("case-1")
    await settle()
    world.host.facts["case-2"] = BLOCKED
    world.room.select("case-2")
    assert world.room.state.wings is None
    assert ("leave in-the-wings", None) in world.journal
    await settle()
    assert loaded(world) == ["case-1"]


async def test_the_next_case_is_prepared_and_not_seen(world: World) -> None:
    await world.open()
    await world.show("case-1")
    assert loaded(world) == ["case-1", "case-2"]
    assert world.log.kinds("case-2") == ["preparation"]
    wings = world.room.state.wings
    assert wings is not None
    assert (wings.case, wings.previewed) == ("case-2", False)
    assert [what for name, what in world.journal if name == "turn in-the-wings"] == [1]
    world.room.to_page(2)
    assert [what for name, what in world.journal if name == "turn in-the-wings"] == [1]


async def test_looking_at_the_prepared_case_is_a_read_of_its_own(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.select("case-2")
    await settle()
    assert loaded(world) == ["case-1", "case-2"]
    assert world.log.kinds("case-2") == ["preparation", "preview"]
    world.room.to_page(9)
    await settle()
    assert world.room.state.wings is not None
    assert world.room.state.wings.page == 3


async def test_the_preview_is_paged_through_before_the_room_sees_anything(world: World) -> None:
    await world.open()
    world.room.select("case-1")
    await settle()
    for turn, page in (
        (world.room.next_page, 2),
        (world.room.next_page, 3),
        (world.room.previous_page, 2),
    ):
        turn()
        await settle()
        assert world.room.state.wings is not None
        assert world.room.state.wings.page == page


async def test_a_page_number_means_the_case_that_is_looked_at(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.select("case-2")
    await settle()
    world.room.to_page(2)
    world.room.next_page()
    await settle()
    wings, stage = world.room.state.wings, world.room.state.on_stage
    assert wings is not None
    assert stage is not None
    assert (wings.case, wings.page) == ("case-2", 2)
    assert (stage.case, stage.page) == ("case-1", 2), "the clicker turns what the room sees"


async def test_the_prepared_case_is_shown_without_being_loaded_again(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.select("case-2")
    world.room.show()
    await settle()
    assert world.shown_case() == "case-2"
    assert loaded(world).count("case-2") == 1


async def test_a_done_or_blocked_next_case_is_not_prepared(world: World) -> None:
    world.host.facts["case-2"] = BLOCKED
    await world.open()
    await world.show("case-1")
    assert loaded(world) == ["case-1"]
    await world.show("case-3")
    assert loaded(world) == ["case-1", "case-3"]


async def test_a_log_that_is_down_for_the_preparation_is_no_news(world: World) -> None:
    world.slots.mute = True
    await world.open()
    world.room.show()
    await settle()
    world.faults.fail("record", HostTrouble(422))
    world.slots.emit(PageShown(generation=world.slots.in_slot[Slot.ON_STAGE], page=1))
    await settle()
    assert loaded(world) == ["case-1"]
    assert world.log.kinds("case-2") == []
    assert world.room.state.notices == ()


async def test_the_case_on_the_screen_is_looked_at_there(world: World) -> None:
    await world.open()
    await world.show("case-1")
    world.room.select("case-2")
    await settle()
    world.room.select("case-1")
    await settle()
    assert loaded(world) == ["case-1", "case-2"]
    assert world.log.kinds("case-1") == ["preview", "show"]
    assert world.room.state.selected == "case-1"


async def test_another_providers_case_opens_with_consent_and_closes_without(world: World) -> None:
    others = msgspec.structs.replace(world.meeting, cases=(a_case(1, provider=OTHER),))
    world = World(others)
    world.host.facts["case-1"] = AccessFacts(consents=(consent(provider=OWN.hsa_id),))
    await world.open(SURGEON.id)
    world.room.select("case-1")
    await settle()
    assert loaded(world) == ["case-1"]
    world.host.facts["case-1"] = AccessFacts(consents=(consent(end="2026-11-22"),))
    world.room.recheck()
    await settle()
    assert world.room.state.wings is None
    assert asked(world) == ["case-1", "case-1"]
    await world.room.close()


async def test_a_stopped_preview_is_told_and_opened_again(world: World) -> None:
    await world.open()
    world.room.select("case-1")
    await settle()
    world.slots.stop(Slot.IN_THE_WINGS, StopReason.HUNG)
    (notice,) = world.room.state.notices
    assert (notice.kind, notice.case, notice.stopped) == (
        NoticeKind.CASE_STOPPED,
        "case-1",
        StopReason.HUNG,
    )
    world.room.reopen()
    await settle()
    assert loaded(world) == ["case-1", "case-1"]
    assert world.room.state.wings is not None
    assert world.room.state.wings.state is SlotState.READY
    assert world.room.state.notices == ()


async def test_a_slow_preview_is_slow_and_comes_back(world: World) -> None:
    await world.open()
    world.room.select("case-1")
    await settle()
    generation = world.slots.in_slot[Slot.IN_THE_WINGS]
    states = []
    for slow in (True, False):
        world.slots.emit(CaseSlow(generation=generation, slow=slow))
        assert world.room.state.wings is not None
        states.append(world.room.state.wings.state)
    assert states == [SlotState.SLOW, SlotState.READY]


async def test_what_an_old_generation_says_is_dropped(world: World) -> None:
    await world.open()
    await world.show("case-1")
    before = world.room.state
    world.slots._listener(CaseStopped(generation=99, reason=StopReason.DIED))
    assert world.room.state == before
