# ruff: noqa: FBT001 -- hypothesis gives its values by name
"""Any chair, any order of presses, any answers of the world: the promises hold at every moment.

- A page is seen only of a case whose showing the log has acknowledged, to everybody who is here.
- Two patients are never seen without WAITING or BLACK between them.
- No new case is shown while somebody in the room is unconfirmed.
- The outcome panel belongs to the case on stage.
- No page is seen with another banner than the one of now; a redrawn one is waited for.
- No record is loaded without the gate's yes and the log's word, whatever it is loaded for.
- Whoever prepares touches neither the stage nor the attendance, and every read is logged as such.
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

from app.model.banner import BannerPolicy
from app.model.case import LegalGround, PostponeReason
from app.model.errors import HostError, HostSilent, HostTrouble, HostUnreachable
from app.model.outcome import Intention, Measure, Referral, StandardText
from app.model.people import Channel, Person
from app.room.memory import Memory, ask_gate
from app.room.ports import AccessEntry, CaseOrder, CaseSlow, Slot, StopReason
from app.room.room import Room
from app.room.stage_view import ScreenMode, StageView
from app.room.state import Purpose
from tests.fakes.room import (
    CHAIR,
    DEFINITION,
    NURSE,
    OFFICIAL,
    OTHER,
    PALLIATIVE,
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

CALLER = Person(
    id="PractitionerRole/caller",
    name="Rolf Radiolog",
    provider=OTHER,
    channel=Channel.REMOTE_PERSON,
)
PEOPLE = st.sampled_from(
    [CHAIR.id, SURGEON.id, NURSE.id, WALK_IN.id, STUDENT.id, OFFICIAL.id, CALLER.id]
)
CASES = st.sampled_from(["case-1", "case-2", "case-3", "case-4"])
ERRORS = st.sampled_from([HostSilent(), HostUnreachable(), HostTrouble(503), HostTrouble(422)])
CALLS = st.sampled_from(
    [
        *("record", "access_facts", "save_attendance", "save_draft", "deliver", "read"),
        *("save_plan", "save_order", "find_patient", "add_case"),
    ]
)


def memory_of(world: World) -> Memory:
    return world.room._parts.desk.memory


def banner_of(memory: Memory) -> BannerPolicy:
    """Return the banner that the rules ask for, told once more."""
    shared = memory.shared is True and not memory.identity_shown
    return BannerPolicy.SHARED if shared else BannerPolicy.FULL


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
        banner = banner_of(memory_of(self._world)) if seen else None
        if seen and view.generation is not None:
            assert self._world.slots.frames[view.generation] is banner, "the wrong banner"
        if view.recommendation is not None:
            case_id = f"case-{view.recommendation.case_number}"
            number = memory_of(self._world).number(seen)
            assert f"case-{number}" == case_id, "a recommendation in front of another patient"
            assert view.recommendation.banner is banner


class WatchedSlots(FakeSlots):
    """Case processes that check who is here at the moment when a case takes the stage."""

    def __init__(self, world: World) -> None:
        super().__init__(world.journal)
        self._world = world
        self._discussed = ""

    def load(self, order: CaseOrder) -> None:
        assert self._entries(order.case.id), "a record was fetched before the log knew of it"
        memory = memory_of(self._world)
        permitted = ask_gate(memory, memory.known(order.case.id), alone=True)
        assert permitted.is_yes, "a record was fetched against the gate"
        assert order.banner is banner_of(memory)
        super().load(order)

    def take_stage(self) -> None:
        case_id = self.orders[self.in_slot[Slot.IN_THE_WINGS]].case.id
        memory = memory_of(self._world)
        attendance = memory.attendance
        logged = {p.id for e in self._entries(case_id, "show") for p, _ in e.shown_to}
        assert {one.id for one in memory.viewers} <= logged, "seen by somebody not in the log"
        definition = self.orders[self.in_slot[Slot.IN_THE_WINGS]].definition
        assert definition in (DEFINITION, PALLIATIVE), "the whole record on the room screen"
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

    @initialize(purpose=st.sampled_from([*[Purpose.MEETING] * 4, Purpose.PREPARATION]))
    def open(self, purpose: Purpose) -> None:
        self.runner = asyncio.Runner()
        self.run(lambda: self._open(purpose))

    async def _open(self, purpose: Purpose) -> None:
        self.world = WatchedWorld(purpose=purpose)
        await self.world.open(SURGEON.id)
        self.made_ready()

    def made_ready(self) -> None:
        self.world.slots.intimate, self.world.slots.films = {1, 2}, {2}

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

    @rule(person=st.sampled_from([WALK_IN, STUDENT, OFFICIAL, CALLER]))
    def walk_in(self, person: Person) -> None:
        self.press(lambda: self.room.add_walk_in(person), wait=False)

    @rule(person=st.sampled_from([NURSE, WALK_IN, STUDENT, OFFICIAL, CALLER]))
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
                "elsewhere",
                "uncover",
                "send_all_met_by_text",
                "check_readiness",
                "forget_extra",
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

    # --- checklists ---

    @rule(item=st.sampled_from(["sound", "wishes", "left", "unknown"]), done=st.booleans())
    def check(self, item: str, done: bool) -> None:
        self.press(lambda: self.room.check(item, done=done), wait=False)

    # --- other eyes ---

    @rule(shared=st.booleans(), wait=st.booleans())
    def share(self, shared: bool, wait: bool) -> None:
        self.press(lambda: self.room.attest(shared=shared), wait=wait)

    @rule(shown=st.booleans(), wait=st.booleans())
    def identify(self, shown: bool, wait: bool) -> None:
        self.press(lambda: self.room.show_identity(shown), wait=wait)

    @rule(person=PEOPLE, channel=st.sampled_from([Channel.IN_ROOM, Channel.REMOTE_PERSON]))
    def change_channel(self, person: str, channel: Channel) -> None:
        self.press(lambda: self.room.set_channel(person, channel), wait=False)

    @rule(playing=st.booleans())
    def look_closely(self, playing: bool) -> None:
        def both() -> None:
            self.room.uncover(sure=True)
            self.room.play(playing)

        self.press(both, wait=False)

    # --- the plan ---

    @rule(case=CASES, step=st.integers(-2, 2))
    def move(self, case: str, step: int) -> None:
        self.press(lambda: self.room.move(case, step), wait=False)

    @rule(case=CASES, yes=st.booleans(), wait=st.booleans())
    def postpone_or_resume(self, case: str, yes: bool, wait: bool) -> None:
        def one_of_them() -> None:
            if yes:
                self.room.postpone(case, PostponeReason.TIME)
            else:
                self.room.resume(case)

        self.press(one_of_them, wait=wait)

    @rule(case=CASES, text=st.sampled_from([TEXT, PLAIN_TEXT]))
    def meet_by_text(self, case: str, text: StandardText) -> None:
        self.press(lambda: self.room.meet_by_text(case, text), wait=False)

    @rule(case=CASES, url=st.sampled_from(["", PALLIATIVE.url, DEFINITION.url]))
    def set_definition(self, case: str, url: str) -> None:
        self.press(lambda: self.room.set_definition(case, url), wait=False)

    @rule(case=CASES, yes=st.booleans())
    def pick(self, case: str, yes: bool) -> None:
        self.press(lambda: self.room.pick(case, "Observation/7", yes=yes), wait=False)

    @rule(whole=st.booleans(), wait=st.booleans())
    def browse(self, whole: bool, wait: bool) -> None:
        self.press(lambda: self.room.browse(whole), wait=wait)

    @rule(case=CASES, ground=st.sampled_from([None, *LegalGround]))
    def claim(self, case: str, ground: LegalGround | None) -> None:
        def one_of_them() -> None:
            if ground is None:
                self.room.drop_ground(case)
            else:
                self.room.claim_ground(case, ground, "Medvetslös")

        self.press(one_of_them, wait=False)

    @rule(add=st.booleans(), wait=st.booleans())
    def extra(self, add: bool, wait: bool) -> None:
        def one_of_them() -> None:
            if add:
                self.room.add_extra("Operation?")
            else:
                self.room.look_up("20000125-2386")

        self.press(one_of_them, wait=wait)

    @rule(said=st.booleans())
    def agree(self, said: bool) -> None:
        def all_of_it() -> None:
            self.room.set_deviation("Hög ålder" if said else None)
            self.room.set_referral(Referral(to="Onkologen" if said else ""))
            self.room.set_measures((Measure(text="Hemtjänst"),) if said else ())
            self.room.set_wishes("Vill vara hemma" if said else "")

        self.press(all_of_it, wait=False)

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
            self.made_ready()
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
        patient_seen = state.stage.mode in (ScreenMode.LIVE, ScreenMode.FROZEN)
        assert state.on_stage is not None or not patient_seen

    @invariant()
    def a_preparation_touches_neither_stage_nor_attendance(self) -> None:
        if self.room.state.purpose is Purpose.PREPARATION:
            assert self.world.stage.views == []
            assert {"claim", "save_attendance", "deliver"}.isdisjoint(self.world.host.names())
            kinds = {str(entry.kind) for entry in self.world.log.entries.values()}
            assert kinds <= {"preparation", "aborted"}

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
