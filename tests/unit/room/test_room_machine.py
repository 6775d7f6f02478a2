# ruff: noqa: FBT001 -- hypothesis gives its values by name
"""Any chair, any order of presses, any answers of the world: the promises hold at every moment.

- A page is seen only of a case whose showing the log has acknowledged, to everybody who is here.
- Two patients are never seen without WAITING or BLACK between them.
- No new case is shown while somebody in the room is unconfirmed.
- The outcome panel belongs to the case on stage.
- Undo gives the attendance back as it was.
- Whatever is delivered is delivered once; the host has what the room shows once it has settled.
"""

import asyncio
from collections.abc import Callable

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.model.errors import HostError, HostSilent, HostTrouble, HostUnreachable
from app.model.outcome import Intention, StandardText
from app.model.people import Person
from app.room.ports import AccessEntry, CaseOrder, CaseSlow, Slot, StopReason
from app.room.room import Room
from app.room.stage_view import ScreenMode, StageView
from tests.fakes.room import (
    CHAIR,
    NURSE,
    OFFICIAL,
    PLAIN_TEXT,
    STUDENT,
    SURGEON,
    TEXT,
    WALK_IN,
    FakeSlots,
    FakeStage,
    World,
    settle,
)

PEOPLE = st.sampled_from([CHAIR.id, SURGEON.id, NURSE.id, WALK_IN.id, STUDENT.id, OFFICIAL.id])
CASES = st.sampled_from(["case-1", "case-2", "case-3"])
ERRORS = st.sampled_from([HostSilent(), HostUnreachable(), HostTrouble(503), HostTrouble(422)])
CALLS = st.sampled_from(["record", "access_facts", "save_attendance", "save_draft", "deliver"])


class WatchedStage(FakeStage):
    """A room screen that checks every frame at the moment when it is painted."""

    def __init__(self, world: World) -> None:
        super().__init__(world.journal)
        self._world = world
        self._seen = ""

    def paint(self, view: StageView) -> None:
        super().paint(view)
        seen = self._world.shown_case()
        assert seen in ("", self._seen) or self._seen == "", "two patients, nothing between them"
        self._seen = seen
        if view.recommendation is not None:
            case_id = f"case-{view.recommendation.case_number}"
            assert seen == case_id, "a recommendation in front of another patient"


class WatchedSlots(FakeSlots):
    """Case processes that check who is here at the moment when a case takes the stage."""

    def __init__(self, world: World) -> None:
        super().__init__(world.journal)
        self._world = world
        self._discussed = ""

    def load(self, order: CaseOrder) -> None:
        assert self._entries(order.case.id), "a record was fetched before the log knew of it"
        super().load(order)

    def take_stage(self) -> None:
        case_id = self.orders[self.in_slot[Slot.IN_THE_WINGS]].case.id
        attendance = self._world.room.state.attendance
        logged = {p.id for e in self._entries(case_id, "show") for p, _ in e.shown_to}
        assert {a.person.id for a in attendance.here} <= logged, "seen by somebody not in the log"
        mid_case = self._discussed == case_id  # opened again while it is discussed
        assert not attendance.newcomers or mid_case, "a newcomer, and a new case"
        self._discussed = case_id
        assert self._world.stage.view.mode is ScreenMode.WAITING
        super().take_stage()

    def _entries(self, case_id: str, kind: str = "") -> list[AccessEntry]:
        entries = self._world.log.entries.values()
        return [e for e in entries if e.case == case_id and kind in ("", e.kind)]


class WatchedWorld(World):
    """A world whose screen and case processes look closely."""

    def make_slots(self) -> FakeSlots:
        return WatchedSlots(self)

    def make_stage(self) -> FakeStage:
        return WatchedStage(self)


class Presses(RuleBasedStateMachine):
    """Presses keys at random while the world answers as it likes."""

    @initialize()
    def open(self) -> None:
        self.runner = asyncio.Runner()
        self.run(self._open)

    async def _open(self) -> None:
        self.world = WatchedWorld()
        await self.world.open(SURGEON.id)

    @property
    def room(self) -> Room:
        return self.world.room

    def run(self, work: Callable[[], object]) -> None:
        async def inside() -> None:
            done = work()
            if asyncio.iscoroutine(done):
                await done

        self.runner.run(inside())

    def press(self, use_case: Callable[[], object], *, wait: bool) -> None:
        self.run(use_case)
        if wait:
            self.run(settle)

    # --- the chair ---

    @rule(person=PEOPLE, wait=st.booleans())
    def tick(self, person: str, wait: bool) -> None:
        self.press(lambda: self.room.tick(person), wait=wait)

    @rule(person=PEOPLE)
    def untick(self, person: str) -> None:
        self.press(lambda: self.room.untick(person), wait=False)

    @rule(person=PEOPLE, wait=st.booleans())
    def confirm(self, person: str, wait: bool) -> None:
        self.press(lambda: self.room.confirm(person), wait=wait)

    @rule()
    def confirm_ticked(self) -> None:
        self.press(self.room.confirm_ticked, wait=True)

    @rule(person=PEOPLE)
    def leave(self, person: str) -> None:
        self.press(lambda: self.room.leave(person), wait=False)

    @rule(person=PEOPLE)
    def come_back(self, person: str) -> None:
        self.press(lambda: self.room.come_back(person), wait=False)

    @rule(person=st.sampled_from([WALK_IN, STUDENT, OFFICIAL]))
    def walk_in(self, person: Person) -> None:
        self.press(lambda: self.room.add_walk_in(person), wait=False)

    @rule(person=st.sampled_from([NURSE, WALK_IN, STUDENT, OFFICIAL]))
    def somebody_comes_in(self, person: Person) -> None:
        def both() -> None:
            self.room.add_walk_in(person)
            self.room.confirm(person.id)

        self.press(both, wait=False)

    @rule(case=CASES)
    def show_case(self, case: str) -> None:
        self.run(lambda: self.world.show(case))

    @rule(case=CASES, yes=st.booleans())
    def allow(self, case: str, yes: bool) -> None:
        self.press(lambda: self.room.allow(case, STUDENT.id, yes=yes), wait=False)

    @rule(case=CASES, wait=st.booleans())
    def select(self, case: str, wait: bool) -> None:
        self.press(lambda: self.room.select(case), wait=wait)

    @rule(wait=st.booleans())
    def show(self, wait: bool) -> None:
        self.press(self.room.show, wait=wait)

    @rule(wait=st.booleans())
    def reopen(self, wait: bool) -> None:
        self.press(self.room.reopen, wait=wait)

    @rule(
        name=st.sampled_from(
            (
                "next_page",
                "previous_page",
                "black",
                "freeze",
                "waiting",
                "select_next",
                "select_previous",
                "recheck",
                "undo",
                "send",
                "keep_rival",
            )
        )
    )
    def key(self, name: str) -> None:
        self.press(getattr(self.room, name), wait=False)

    @rule(text=st.sampled_from([TEXT, PLAIN_TEXT]))
    def choose(self, text: StandardText) -> None:
        self.press(lambda: self.room.choose_text(text), wait=False)

    @rule(words=st.sampled_from(["", "Operation.", "Avvakta."]), large=st.booleans())
    def write(self, words: str, large: bool) -> None:
        def both() -> None:
            self.room.set_text(words)
            self.room.show_recommendation(large)

        self.press(both, wait=False)

    @rule(intention=st.sampled_from(Intention))
    def intend(self, intention: Intention) -> None:
        self.press(lambda: self.room.set_intention(intention), wait=False)

    @rule()
    def correct(self) -> None:
        self.press(lambda: self.room.correct("Fel sida"), wait=False)

    # --- the world ---

    @rule(call=CALLS)
    def something_is_slow(self, call: str) -> None:
        self.world.faults.hold(call)
        self.run(settle)

    @rule()
    def things_happen(self) -> None:
        self.world.faults.release()
        self.run(settle)

    @rule(seconds=st.integers(1, 200))
    def time_passes(self, seconds: int) -> None:
        self.run(lambda: self.world.clock.advance(seconds))

    @rule(call=CALLS, error=ERRORS, after=st.booleans())
    def something_fails(self, call: str, error: HostError, after: bool) -> None:
        self.world.faults.fail(call, error, after=after)

    @rule(slot=st.sampled_from(Slot), slow=st.booleans())
    def a_case_is_slow(self, slot: Slot, slow: bool) -> None:
        if (generation := self.world.slots.in_slot.get(slot)) is not None:
            event = CaseSlow(generation=generation, slow=slow)
            self.press(lambda: self.world.slots.emit(event), wait=False)

    @rule(slot=st.sampled_from(Slot), reason=st.sampled_from(StopReason))
    def a_case_stops(self, slot: Slot, reason: StopReason) -> None:
        if slot in self.world.slots.in_slot:
            self.press(lambda: self.world.slots.stop(slot, reason), wait=False)

    @rule()
    def kill(self) -> None:
        async def again() -> None:
            await self.world.kill()
            self.world.faults.forget()
            await self.world.room.open(self.world.meeting.id)

        self.run(again)

    # --- the promises ---

    @invariant()
    def the_panel_belongs_to_the_case_on_stage(self) -> None:
        state = self.room.state
        assert (state.outcome is None) == (state.on_stage is None)
        if state.outcome is not None and state.on_stage is not None:
            assert state.outcome.case.id == state.on_stage.case

    @invariant()
    def a_seen_case_is_permitted_and_its_time_runs(self) -> None:
        seen = self.world.shown_case()
        for line in self.room.state.lines:
            open_now = bool(line.case.shown) and line.case.shown[-1].end is None
            assert open_now or line.case.id != seen
            if line.case.id == seen:
                assert line.decision is not None
                assert line.decision.is_yes

    @invariant()
    def what_runs_is_what_is_told(self) -> None:
        slots, state = self.world.slots.in_slot, self.room.state
        for slot, view in ((Slot.ON_STAGE, state.on_stage), (Slot.IN_THE_WINGS, state.wings)):
            living = view is not None and view.state != "stopped"
            assert living == (slot in slots)
            if view is not None and living:
                assert slots[slot] == view.generation
        hidden = state.stage.mode is ScreenMode.WAITING
        assert hidden or state.on_stage is not None or state.stage.mode is ScreenMode.BLACK

    @invariant()
    def nothing_is_delivered_twice(self) -> None:
        delivered = self.world.host.delivered_times
        assert len(delivered) == len(set(delivered))

    @precondition(lambda self: self.room.state.undo is not None)
    @rule(person=PEOPLE)
    def undo_restores(self, person: str) -> None:
        before = self.room.state.attendance
        self.run(lambda: self.room.tick(person))
        if self.room.state.attendance != before:
            self.run(self.room.undo)
        assert self.room.state.attendance == before

    def teardown(self) -> None:
        if not hasattr(self, "world"):
            return
        self.world.faults.forget()
        self.run(lambda: self.world.clock.advance(300))
        state, held = self.room.state, self.world.host.state
        assert self.room.ready_to_close or state.notices
        if self.room.ready_to_close and not state.notices:
            assert held.attendance == state.attendance
            assert held.meeting.cases == tuple(line.case for line in state.lines)
        self.run(self.room.close)
        assert self.world.tasks.names == ()
        self.runner.close()


def test_any_order_of_presses() -> None:
    run_state_machine_as_test(
        Presses,
        settings=settings(max_examples=100, stateful_step_count=50, deadline=None),
    )
