"""The plan: order, postponing, standard texts, definitions, picks, grounds; kept at the host."""

import msgspec
import pytest

from app.model.case import (
    AccessFacts,
    Block,
    Case,
    CaseState,
    GroundClaim,
    LegalGround,
    Pick,
    PostponeReason,
)
from app.model.errors import HostConflict, HostError, HostSilent, HostTrouble
from app.model.outcome import OutcomeStatus, StandardText
from app.room import agenda
from app.room.gate import Refusal
from app.room.ports import AccessKind, Slot
from app.room.stage_view import ScreenMode
from app.room.state import NoticeKind, SlotView, Undone, Waiting
from tests.fakes.room import (
    DEFINITION,
    OTHER,
    PALLIATIVE,
    PLAIN_TEXT,
    REVIEWED_TEXT,
    SURGEON,
    TEXT,
    World,
    a_case,
    a_meeting,
    consent,
    settle,
)

PATHOLOGY = PostponeReason.PATHOLOGY


def order(world: World) -> list[str]:
    return [line.case.id for line in world.room.state.lines]


def held_order(world: World) -> list[str]:
    return [case.id for case in world.host.state.meeting.cases]


def case_of(world: World, case_id: str) -> Case:
    line = world.room.state.line(case_id)
    assert line is not None
    return line.case


def texts(world: World) -> tuple[StandardText, ...]:
    return world.room.state.texts


def wings(world: World) -> SlotView | None:
    return world.room.state.wings


def kinds(world: World) -> list[NoticeKind]:
    return [notice.kind for notice in world.room.state.notices]


def loads(world: World) -> list[str]:
    return [str(what) for name, what in world.journal if name == "load"]


# --- order ----------------------------------------------------------------------------------------


async def test_a_case_is_moved_and_the_order_kept(world: World) -> None:
    await world.open()
    world.room.move("case-1", 1)
    assert order(world) == ["case-2", "case-1", "case-3"]
    assert [line.number for line in world.room.state.lines] == [1, 2, 3]
    await settle()
    assert held_order(world) == ["case-2", "case-1", "case-3"]


async def test_a_case_stops_at_the_ends(world: World) -> None:
    await world.open()
    world.room.move("case-1", -1)
    world.room.move("case-3", 5)
    world.room.move("case-9", 1)
    assert order(world) == ["case-1", "case-2", "case-3"]
    assert "save_order" not in world.host.names()
    world.room.move("case-3", -9)
    assert order(world) == ["case-3", "case-1", "case-2"]


async def test_an_order_that_cannot_be_written_waits_and_the_last_wins(world: World) -> None:
    await world.open()
    world.faults.keep_failing("save_order", HostSilent())
    world.room.move("case-1", 1)
    await settle()
    world.room.move("case-1", 1)
    assert world.room.why_not_close == (Waiting.PLAN,)
    assert kinds(world) == [NoticeKind.HOST_DOWN]
    world.faults.keep_failing("save_order", None)
    await world.clock.advance(60)
    assert held_order(world) == ["case-2", "case-3", "case-1"]
    assert world.room.ready_to_close
    assert kinds(world) == []


async def test_a_case_that_somebody_added_comes_with_the_order(world: World) -> None:
    await world.open()
    world.host.set_cases(*world.host.state.meeting.cases, a_case(4))
    world.room.move("case-1", 1)
    await settle()
    assert order(world) == ["case-2", "case-1", "case-3", "case-4"]
    assert kinds(world) == [NoticeKind.AGENDA_CHANGED]


async def test_where_somebody_else_was_first_theirs_stands(world: World) -> None:
    await world.open()
    one, two, three = world.host.state.meeting.cases
    world.host.set_cases(three, two, one)
    world.faults.fail("save_order", HostConflict())
    world.room.move("case-1", 1)
    await settle()
    assert order(world) == ["case-3", "case-2", "case-1"]
    assert kinds(world) == [NoticeKind.AGENDA_CHANGED]


# --- postponing -----------------------------------------------------------------------------------


async def test_a_case_is_postponed_with_its_reason_and_taken_up_again(world: World) -> None:
    await world.open()
    world.room.postpone("case-1", PATHOLOGY, " Svar väntas ")
    await settle()
    held = world.host.case("case-1")
    assert (held.state, held.postponed, held.state_reason) == (
        CaseState.POSTPONED,
        PATHOLOGY,
        "Svar väntas",
    )
    world.room.select("case-1")
    await settle()
    assert loads(world) == []  # the gate: it is closed
    world.room.resume("case-1")
    await settle()
    held = world.host.case("case-1")
    assert (held.state, held.postponed, held.state_reason) == (CaseState.NOT_STARTED, None, "")
    await world.show("case-1")
    assert world.shown_case() == "case-1"


async def test_a_case_on_the_screen_is_left_before_it_is_postponed(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    world.room.postpone("case-1", PATHOLOGY)
    assert world.stage.view.mode is ScreenMode.WAITING
    await settle()
    assert world.room.state.on_stage is None
    assert kinds(world) == []
    assert case_of(world, "case-1").state is CaseState.POSTPONED
    world.room.resume("case-1")
    assert case_of(world, "case-1").state is CaseState.WITHOUT_RECOMMENDATION


async def test_a_case_that_is_on_its_way_to_the_screen_and_postponed_stays_off(
    world: World,
) -> None:
    await world.open(SURGEON.id)
    held = world.faults.hold("record")
    world.room.select("case-1")
    world.room.show()
    await settle()
    world.room.postpone("case-1", PATHOLOGY)
    held.set()
    await settle()
    assert world.shown_case() == ""
    (notice,) = world.room.state.notices
    assert notice.decision is not None
    assert [one.refusal for one in notice.decision.objections] == [Refusal.CLOSED]


async def test_a_previewed_case_that_is_postponed_leaves_the_wings(world: World) -> None:
    await world.open()
    world.room.select("case-1")
    await settle()
    world.room.postpone("case-1", PATHOLOGY)
    assert wings(world) is None


async def test_a_case_with_a_delivered_outcome_is_not_postponed(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    world.room.set_text("Operation.")
    world.room.send()
    await settle()
    world.room.waiting()
    world.room.postpone("case-1", PATHOLOGY)
    world.room.meet_by_text("case-1", PLAIN_TEXT)
    world.room.postpone("case-9", PATHOLOGY)
    world.room.resume("case-2")
    assert case_of(world, "case-1").state is CaseState.DONE
    assert case_of(world, "case-2").state is CaseState.NOT_STARTED


# --- met by a standard text -----------------------------------------------------------------------


async def test_a_text_meets_a_case_and_is_sent_by_the_chair(world: World) -> None:
    await world.open(SURGEON.id)
    world.room.meet_by_text("case-1", PLAIN_TEXT)
    await settle()
    held = world.host.case("case-1")
    assert (held.state, held.met_by, held.state_reason) == (
        CaseState.BY_STANDARD_TEXT,
        PLAIN_TEXT.reference.canonical,
        PLAIN_TEXT.title,
    )
    assert world.host.delivered_times == []
    world.room.send_met_by_text("case-1")
    world.room.send_met_by_text("case-1")
    await settle()
    world.room.send_met_by_text("case-1")
    assert world.host.delivered_times == [("case-1", 1)]
    (sent,) = world.host.outcomes("case-1", OutcomeStatus.DELIVERED)
    assert (sent.text, sent.source) == (PLAIN_TEXT.text, PLAIN_TEXT.reference)
    (context,) = world.host.contexts
    assert context.took_part == ()
    assert case_of(world, "case-1").state is CaseState.BY_STANDARD_TEXT
    line = world.room.state.line("case-1")
    assert line is not None
    assert line.outcome is OutcomeStatus.DELIVERED


async def test_all_texts_are_sent_with_one_press_and_what_is_not_is_listed(world: World) -> None:
    await world.open()
    for case in ("case-1", "case-3"):
        world.room.meet_by_text(case, PLAIN_TEXT)
    world.room.end_meeting()
    assert [(one.case.id, one.what) for one in world.room.state.undone] == [
        ("case-1", Undone.TEXT_NOT_SENT),
        ("case-2", Undone.NOT_DISCUSSED),
        ("case-3", Undone.TEXT_NOT_SENT),
    ]
    world.room.send_all_met_by_text()
    await settle()
    assert [one.case.id for one in world.room.state.undone] == ["case-2"]
    assert world.host.delivered_times == [("case-1", 1), ("case-3", 1)]


async def test_a_text_is_sent_after_a_restart(world: World) -> None:
    await world.open()
    world.room.meet_by_text("case-1", PLAIN_TEXT)
    await settle()
    await world.kill()
    await world.room.open(world.meeting.id)
    world.room.send_all_met_by_text()
    await settle()
    assert world.host.delivered_times == [("case-1", 1)]


async def test_a_text_that_the_library_has_no_more_is_asked_for(world: World) -> None:
    await world.open()
    world.room.meet_by_text("case-1", PLAIN_TEXT)
    world.library.held = [TEXT]
    world.room.send_met_by_text("case-1")
    await settle()
    assert kinds(world) == [NoticeKind.UNFINISHED]
    assert world.host.delivered_times == []


async def test_a_text_with_a_mandatory_blank_needs_the_chair(world: World) -> None:
    await world.open()
    world.room.meet_by_text("case-1", TEXT)
    assert kinds(world) == [NoticeKind.TEXT_NEEDS_CHAIR]
    assert case_of(world, "case-1").state is CaseState.NOT_STARTED
    world.room.meet_by_text("case-1", PLAIN_TEXT)
    assert kinds(world) == []


async def test_a_case_met_by_a_text_is_discussed_after_all_when_it_is_shown(world: World) -> None:
    await world.open(SURGEON.id)
    world.room.meet_by_text("case-1", PLAIN_TEXT)
    await world.show("case-1")
    case = case_of(world, "case-1")
    assert (case.state, case.met_by, case.state_reason) == (CaseState.STARTED, "", "")


async def test_a_text_that_is_sent_stands(world: World) -> None:
    await world.open()
    world.room.meet_by_text("case-1", PLAIN_TEXT)
    world.room.send_met_by_text("case-1")
    for _ in ("on its way", "delivered"):
        world.room.resume("case-1")
        world.room.postpone("case-1", PATHOLOGY)
        world.room.meet_by_text("case-1", msgspec.structs.replace(PLAIN_TEXT, version="2"))
        await settle()
    case = case_of(world, "case-1")
    assert case.state is CaseState.BY_STANDARD_TEXT
    assert case.met_by == PLAIN_TEXT.reference.canonical


async def test_practice_texts_are_refused_outside_practice() -> None:
    world = World(msgspec.structs.replace(a_meeting(), practice=False))
    world.library.held.append(REVIEWED_TEXT)
    await world.open(SURGEON.id)
    world.room.meet_by_text("case-2", PLAIN_TEXT)
    assert case_of(world, "case-2").state is CaseState.NOT_STARTED
    await world.show("case-1")
    panel = world.room.state.outcome
    assert panel is not None
    assert panel.suggestions == texts(world) == (REVIEWED_TEXT,)
    world.room.search_texts("k")
    assert texts(world) == (REVIEWED_TEXT,)
    world.room.choose_text(PLAIN_TEXT)
    assert world.room.state.outcome is not None
    assert world.room.state.outcome.draft.text == ""
    world.room.choose_text(REVIEWED_TEXT)
    assert world.room.state.outcome.draft.text == REVIEWED_TEXT.text
    assert not world.room.state.outcome.unreviewed
    await world.room.close()


async def test_texts_are_found_for_the_selected_case_without_a_draft(world: World) -> None:
    await world.open()
    world.room.search_texts("uppföljning")
    assert texts(world) == ()
    world.room.select("case-2")
    assert texts(world) == (TEXT, PLAIN_TEXT)
    world.room.search_texts("uppföljning")
    assert texts(world) == (PLAIN_TEXT,)


async def test_a_text_that_has_expired_is_found_and_never_suggested(world: World) -> None:
    expired = msgspec.structs.replace(PLAIN_TEXT, valid_to="2026-11-22")
    world.library.held = [TEXT, expired]
    await world.open()
    world.room.select("case-2")
    assert texts(world) == (TEXT,)
    world.room.search_texts("uppföljning")
    assert texts(world) == (expired,)


# --- conference definition ------------------------------------------------------------------------


async def test_definitions_are_offered(world: World) -> None:
    await world.open()
    assert [one.url for one in world.room.state.definitions] == [DEFINITION.url, PALLIATIVE.url]


async def test_a_definition_that_is_retired_is_not_offered(world: World) -> None:
    retired = msgspec.structs.replace(PALLIATIVE, status="retired")
    world.library.definitions = lambda: (DEFINITION, retired)  # type: ignore[method-assign]
    await world.open()
    assert [one.url for one in world.room.state.definitions] == [DEFINITION.url]
    world.room.set_definition("case-1", PALLIATIVE.url)
    assert case_of(world, "case-1").definition == ""


async def test_a_shown_case_is_shown_anew_with_its_definition_through_waiting(
    world: World,
) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    await world.clock.advance(10)
    world.room.set_definition("case-1", PALLIATIVE.url)
    assert world.stage.view.mode is ScreenMode.WAITING
    assert world.room.state.outcome is not None
    await settle()
    assert world.shown_case() == "case-1"
    assert world.slots.orders[world.slots.in_slot[Slot.ON_STAGE]].definition is PALLIATIVE
    assert world.log.kinds("case-1").count("show") == 2
    assert world.host.case("case-1").definition == PALLIATIVE.url
    assert world.room.state.timers.case_minutes == 10
    panel = world.room.state.outcome
    assert (panel.care_plan, panel.intentions) == (True, ())
    line = world.room.state.line("case-1")
    assert line is not None
    assert line.competences_missing == ()  # the chair is an oncologist
    assert world.room.state.competences_missing == ("patolog",)


async def test_nothing_is_seen_of_a_case_under_black_when_its_definition_changes(
    world: World,
) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    world.room.black()
    world.room.set_definition("case-1", PALLIATIVE.url)
    await settle()
    assert world.stage.view.mode is ScreenMode.BLACK
    world.room.black()
    assert world.shown_case() == "case-1"


async def test_a_previewed_case_is_loaded_anew_and_read_anew(world: World) -> None:
    await world.open()
    world.room.select("case-1")
    await settle()
    world.room.set_definition("case-1", PALLIATIVE.url)
    await settle()
    assert loads(world) == ["case-1", "case-1"]
    assert world.log.kinds("case-1") == ["preview", "preview"]
    assert (view := wings(world)) is not None
    assert view.previewed
    assert texts(world) == (TEXT, PLAIN_TEXT)


async def test_a_case_that_is_being_opened_gets_its_new_definition(world: World) -> None:
    await world.open()
    held = world.faults.hold("record")
    world.room.select("case-1")
    await settle()
    world.room.set_definition("case-1", PALLIATIVE.url)
    held.set()
    await settle()
    assert [order.definition for order in world.slots.orders.values()] == [PALLIATIVE]


async def test_a_case_loaded_in_advance_is_taken_away_and_no_other(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    assert wings(world) is not None  # case 2, in advance
    world.room.set_definition("case-3", PALLIATIVE.url)
    assert wings(world) is not None
    world.room.set_definition("case-2", PALLIATIVE.url)
    assert wings(world) is None
    assert world.shown_case() == "case-1"


@pytest.mark.parametrize("url", ["", "https://example.org/unknown"])
async def test_a_definition_that_is_not_offered_or_no_other_changes_nothing(
    world: World, url: str
) -> None:
    await world.open()
    world.room.set_definition("case-1", url)
    world.room.set_definition("case-9", PALLIATIVE.url)
    await settle()
    assert "save_plan" not in world.host.names()


async def test_a_case_goes_back_to_the_meetings_own_definition(world: World) -> None:
    await world.open()
    world.room.set_definition("case-1", PALLIATIVE.url)
    world.room.set_definition("case-1", "")
    await settle()
    assert world.host.case("case-1").definition == ""


# --- picks ----------------------------------------------------------------------------------------


async def test_a_pick_is_kept_and_open_slots_are_composed_anew(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    world.room.browse(True)  # noqa: FBT003 -- a toggle
    await settle()
    world.room.pick("case-1", "Observation/7")
    assert ("picks on-stage", ("Observation/7",)) in world.journal
    assert ("picks in-the-wings", ("Observation/7",)) in world.journal
    await settle()
    assert world.host.case("case-1").picks == (Pick(reference="Observation/7"),)
    world.room.pick("case-1", "Observation/7", yes=False)
    await settle()
    assert world.host.case("case-1").picks == ()


async def test_a_pick_of_a_case_that_is_not_open_is_kept_for_its_opening(world: World) -> None:
    await world.open(SURGEON.id)
    world.room.pick("case-1", "Observation/7")
    world.room.pick("case-1", "Observation/7")
    world.room.pick("case-1", "Observation/8", yes=False)
    world.room.pick("case-9", "Observation/8")
    await settle()
    assert world.host.names().count("save_plan") == 1
    await world.show("case-1")
    (first, *_) = world.slots.orders.values()
    assert first.case.picks == (Pick(reference="Observation/7"),)


async def test_a_pick_waits_for_the_host_and_its_last_wish_wins(world: World) -> None:
    await world.open()
    world.faults.fail("save_plan", HostSilent(), HostSilent())
    world.room.pick("case-1", "Observation/7")
    await settle()
    world.room.pick("case-1", "Observation/8")
    world.room.pick("case-2", "Observation/9")
    await world.clock.advance(60)
    assert [p.reference for p in world.host.case("case-1").picks] == [
        "Observation/7",
        "Observation/8",
    ]
    assert [p.reference for p in world.host.case("case-2").picks] == ["Observation/9"]


async def test_somebody_elses_picks_stand_after_a_conflict(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    theirs = (Pick(reference="DiagnosticReport/1"),)
    world.host.put_case(msgspec.structs.replace(world.host.case("case-1"), picks=theirs))
    world.faults.fail("save_plan", HostConflict())
    world.room.pick("case-1", "Observation/7")
    await settle()
    assert case_of(world, "case-1").picks == theirs
    assert case_of(world, "case-1").state is CaseState.STARTED
    (notice,) = world.room.state.notices
    assert (notice.kind, notice.case) == (NoticeKind.AGENDA_CHANGED, "case-1")
    assert ("picks on-stage", ("DiagnosticReport/1",)) in world.journal


async def test_a_conflict_of_one_case_takes_nothing_from_another_that_waits(
    world: World,
) -> None:
    await world.open()
    world.faults.keep_failing("save_plan", HostSilent())
    world.room.pick("case-2", "Observation/9")
    await settle()
    world.faults.keep_failing("save_plan", None)  # case 2 is tried again after a pause
    world.faults.fail("save_plan", HostConflict())
    world.room.pick("case-1", "Observation/7")
    await settle()
    assert case_of(world, "case-1").picks == ()
    assert case_of(world, "case-2").picks == (Pick(reference="Observation/9"),)
    await world.clock.advance(60)
    assert world.host.case("case-2").picks == (Pick(reference="Observation/9"),)


@pytest.mark.parametrize("error", [HostConflict(), HostTrouble(422)])
async def test_what_is_shown_follows_the_definition_that_stands_at_the_host(
    world: World, error: HostError
) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    world.faults.fail("save_plan", error)
    world.room.set_definition("case-1", PALLIATIVE.url)
    await settle()
    assert case_of(world, "case-1").definition == ""
    assert world.shown_case() == "case-1"
    assert world.slots.orders[world.stage.view.generation or 0].definition == DEFINITION
    assert world.room.state.stage.mode is ScreenMode.LIVE


async def test_a_plan_that_the_host_refuses_is_told_and_goes_back(world: World) -> None:
    await world.open()
    world.faults.fail("save_plan", HostTrouble(422))
    world.faults.fail("read", HostTrouble(422))  # then nobody knows: it stays as it is
    world.room.pick("case-1", "Observation/7")
    await settle()
    assert kinds(world) == [NoticeKind.PLAN_NOT_SAVED]
    assert case_of(world, "case-1").picks == (Pick(reference="Observation/7"),)
    assert world.room.ready_to_close


# --- legal grounds --------------------------------------------------------------------------------


async def test_a_ground_opens_the_gate_and_travels_in_every_entry() -> None:
    cases = (a_case(1, provider=OTHER), a_case(2))
    world = World(msgspec.structs.replace(a_meeting(), cases=cases))
    await world.open(SURGEON.id)
    await world.show("case-1")
    assert world.shown_case() == ""
    world.room.claim_ground("case-1", LegalGround.EMERGENCY, " Medvetslös ")
    await world.show("case-1")
    assert world.shown_case() == "case-1"
    line = world.room.state.line("case-1")
    assert line is not None
    assert line.ground is not None
    assert line.ground.reason == "Medvetslös"
    await world.clock.advance(10)
    world.room.drop_ground("case-1")
    assert world.stage.view.mode is ScreenMode.WAITING
    await settle()
    entries = [entry for entry in world.log.entries.values() if entry.case == "case-1"]
    assert {str(entry.kind) for entry in entries} == {"preview", "show", "shown"}
    assert all(entry.ground == line.ground for entry in entries)
    await world.show("case-2")
    assert not any(e.ground for e in world.log.entries.values() if e.case == "case-2")
    await world.room.close()


async def test_after_a_kill_the_log_tells_on_what_ground_the_case_was_shown() -> None:
    cases = (a_case(1, provider=OTHER), a_case(2))
    world = World(msgspec.structs.replace(a_meeting(), cases=cases))
    await world.open(SURGEON.id)
    world.room.claim_ground("case-1", LegalGround.UNABLE, "Svår demens")
    await world.show("case-1")
    world.room.claim_ground("case-1", LegalGround.EMERGENCY, "Medvetslös")
    await world.clock.advance(10)
    await world.kill()
    await world.room.open(world.meeting.id)
    await settle()
    (shown,) = (entry for entry in world.log.entries.values() if entry.kind is AccessKind.SHOWN)
    assert shown.ground == GroundClaim(ground=LegalGround.EMERGENCY, reason="Medvetslös")
    assert all(line.ground is None for line in world.room.state.lines)  # it is claimed anew
    await world.room.close()


async def test_a_ground_that_was_dropped_before_the_showing_is_not_told_of_it() -> None:
    world = World(msgspec.structs.replace(a_meeting(), cases=(a_case(1, provider=OTHER),)))
    await world.open(SURGEON.id)
    world.room.claim_ground("case-1", LegalGround.EMERGENCY, "Medvetslös")
    world.room.select("case-1")
    await settle()
    world.room.drop_ground("case-1")
    world.host.facts["case-1"] = AccessFacts(consents=(consent(),))
    await world.show("case-1")
    world.room.waiting()
    await settle()
    (shown,) = (entry for entry in world.log.entries.values() if entry.kind is AccessKind.SHOWN)
    assert shown.ground is None
    await world.room.close()


async def test_a_ground_without_a_reason_or_a_case_is_not_heard(world: World) -> None:
    world.host.facts["case-1"] = AccessFacts(blocks=(Block(custodian=OTHER.hsa_id),))
    await world.open()
    world.room.claim_ground("case-1", LegalGround.UNABLE, "  ")
    world.room.claim_ground("case-9", LegalGround.UNABLE, "Svår demens")
    assert all(line.ground is None for line in world.room.state.lines)


# --- the agenda as functions ----------------------------------------------------------------------

CASES = tuple(a_case(number) for number in (1, 2, 3))


def ids(cases: tuple[Case, ...]) -> list[str]:
    return [case.id for case in cases]


def test_nothing_disappears_whoever_has_the_newer_order() -> None:
    mine = (CASES[0], CASES[1], CASES[2])
    theirs = (a_case(4), agenda.postponed(CASES[1], PATHOLOGY, ""), CASES[0])
    merged = agenda.merged(mine, theirs, my_order=False)
    assert ids(merged) == ["case-4", "case-2", "case-1", "case-3"]
    assert merged[1] == theirs[1]
    assert agenda.merged(mine, theirs, my_order=True) == (
        CASES[0], theirs[1], CASES[2], theirs[0]
    )  # fmt: skip


def test_whoever_prepares_leaves_alone_what_is_discussed() -> None:
    shown = agenda.begin(CASES[0], a_meeting().start)
    assert agenda.may_be_planned(shown, None, preparing=False)
    assert not agenda.may_be_planned(shown, None, preparing=True)
    assert agenda.may_be_planned(CASES[0], None, preparing=True)


def test_what_is_neither_postponed_nor_met_stays() -> None:
    assert agenda.taken_up(CASES[0]) is CASES[0]


async def test_slots_without_the_case_hear_no_picks(world: World) -> None:
    await world.open(SURGEON.id)
    await world.show("case-1")
    world.slots.stop(Slot.ON_STAGE)
    world.room.pick("case-1", "Observation/7")
    assert not any(name.startswith("picks on-stage") for name, _ in world.journal)
