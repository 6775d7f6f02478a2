# ruff: noqa: FBT001 -- hypothesis gives its values by name
"""Any order of presses with records of many care providers: what is seen may be seen as it is.

Besides what `test_room_machine` holds: whatever stands on the room screen was read as far as the
gate lets it be now, with blocks checked for everybody who sees it; whose information is blocked is
named only on the ground of an emergency that the log has.
"""

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from app.model.case import AccessFacts, AssertionKind
from app.model.errors import HostSilent, SharedLogDown
from app.model.record import Reach
from app.room.memory import ask_gate
from app.room.state import Purpose
from app.room.terms import reading
from tests.fakes.room import OTHER, SURGEON, settle
from tests.unit.room.test_room_machine import CASES, Presses, WatchedWorld, memory_of
from tests.unit.room.test_shared_care import DOCTOR, care

UNITS = ("SE-surgery", "SE-clinic")


class SharedPresses(Presses):
    """The same presses; the national services change their minds and stop answering."""

    @initialize(purpose=st.sampled_from([*[Purpose.MEETING] * 4, Purpose.PREPARATION]))
    def open(self, purpose: Purpose) -> None:
        self.purpose = purpose
        super().open(purpose)

    async def _open(self, purpose: Purpose) -> None:
        self.world = WatchedWorld(purpose=purpose, chair=DOCTOR, shared=True)
        care(self.world).relations.add(DOCTOR.hsa_id)
        await self.world.open(SURGEON.id)
        self.made_ready()

    def made_ready(self) -> None:
        super().made_ready()
        self.world.slots.blocked = (OTHER,)

    @rule(unit=st.sampled_from(UNITS), yes=st.booleans())
    def consent_changes(self, unit: str, yes: bool) -> None:
        change = care(self.world).consents.add if yes else care(self.world).consents.discard
        change(unit)

    @rule(yes=st.booleans())
    def relation_changes(self, yes: bool) -> None:
        change = care(self.world).relations.add if yes else care(self.world).relations.discard
        change(DOCTOR.hsa_id)

    @rule(call=st.sampled_from(["has_relation", "has_consent", "register"]))
    def a_service_is_silent(self, call: str) -> None:
        self.world.faults.fail(call, HostSilent())

    @rule()
    def the_national_log_is_down(self) -> None:
        self.world.faults.fail("record", SharedLogDown(), after=True)

    @rule(case=CASES, kind=st.sampled_from(AssertionKind), wait=st.booleans())
    def register(self, case: str, kind: AssertionKind, wait: bool) -> None:
        if self.purpose is Purpose.MEETING:  # else the log has more than preparations
            self.press(lambda: self.room.register_consent(case, kind, "Skäl"), wait=wait)

    @invariant()
    def what_is_seen_was_read_as_it_may_be_now(self) -> None:
        case = self.world.shown_case()
        generation = self.world.stage.view.generation if case else None
        if generation is None:
            return
        memory, order = memory_of(self.world), self.world.slots.orders[generation]
        assert order.reading.within(reading(memory, case))
        gate = ask_gate(memory, memory.known(case)).reach
        assert gate is Reach.ALL or order.reading.reach is Reach.OWN

    @invariant()
    def blocks_are_named_in_an_emergency_that_is_logged(self) -> None:
        view = self.room.state.on_stage
        if view is None or not view.blocked_by:
            return
        kinds = {
            entry.assertion.kind
            for entry in self.world.log.entries.values()
            if entry.assertion is not None and entry.case == view.case
        }
        assert AssertionKind.EMERGENCY in kinds


def test_any_order_of_presses_with_records_of_many_providers() -> None:
    run_state_machine_as_test(
        SharedPresses,
        settings=settings(max_examples=60, stateful_step_count=50, deadline=None),
    )


async def test_who_may_not_see_it_any_more_is_known_as_soon_as_it_is_learned() -> None:
    world = WatchedWorld(chair=DOCTOR, shared=True)
    care(world).relations.add(DOCTOR.hsa_id)
    care(world).consents.add("SE-surgery")
    await world.open(SURGEON.id)
    await world.show("case-1")
    assert world.shown_case() == "case-1"
    refused = msgspec.structs.replace(
        world.host.facts.get("case-1") or AccessFacts(), fetched=False
    )
    world.host.facts["case-1"] = refused
    world.room.browse(True)  # noqa: FBT003 -- a toggle
    await settle()
    assert world.shown_case() == "case-1"  # read anew, as far as it may be by now
    memory = memory_of(world)
    assert world.slots.orders[world.stage.view.generation or 0].reading.serves(
        reading(memory, "case-1")
    )
    await world.room.close()
