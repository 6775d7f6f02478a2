"""The outcome: three presses, a draft at the host, sent once, corrected, never lost."""

import msgspec
import pytest

from app.model.case import CaseState
from app.model.errors import (
    HostConflict,
    HostError,
    HostMissing,
    HostNonsense,
    HostRefused,
    HostSilent,
    HostTrouble,
    HostUnreachable,
)
from app.model.outcome import (
    Coded,
    Duty,
    Intention,
    Measure,
    Outcome,
    OutcomeStatus,
    Referral,
    TextReference,
)
from app.room.state import NoticeKind, OutcomePanel, Undoable, Unfinished, Waiting
from tests.fakes.room import NURSE, PLAIN_TEXT, SURGEON, TEXT, World, settle

DRAFT, DELIVERED = OutcomeStatus.DRAFT, OutcomeStatus.DELIVERED


@pytest.fixture
async def shown(world: World) -> World:
    """The first case stands on the room screen, for the chair, the surgeon and the nurse."""
    await world.open(SURGEON.id, NURSE.id)
    await world.show("case-1")
    return world


def panel(world: World) -> OutcomePanel:
    assert world.room.state.outcome is not None
    return world.room.state.outcome


def kinds(world: World) -> list[NoticeKind]:
    return [notice.kind for notice in world.room.state.notices]


def state_of(world: World, case_id: str) -> CaseState:
    line = world.room.state.line(case_id)
    assert line is not None
    return line.case.state


async def test_the_panel_belongs_to_the_case_on_the_room_screen(world: World) -> None:
    await world.open(SURGEON.id, NURSE.id)
    world.room.select("case-2")
    await settle()
    assert world.room.state.outcome is None
    world.room.show()
    await settle()
    assert panel(world).case.id == "case-2"
    assert panel(world).suggestions == (TEXT, PLAIN_TEXT)


async def test_duties_are_filled_in_from_presenter_and_contact_nurse(shown: World) -> None:
    duties = {one.duty: one.person for one in panel(shown).draft.responsibilities}
    assert duties == {
        Duty.DOCUMENT: SURGEON.id,
        Duty.ORDER: SURGEON.id,
        Duty.TELL_PATIENT: NURSE.id,
    }


async def test_what_stands_large_is_what_will_be_sent(shown: World) -> None:
    shown.room.choose_text(TEXT)
    shown.room.show_recommendation(large=True)
    assert shown.stage.view.recommendation is not None
    assert shown.stage.view.recommendation.text == "Resektion, [sida]."
    shown.room.fill_blank("sida", "höger")
    assert shown.stage.view.recommendation.text == "Resektion, höger."
    shown.room.send()
    await settle()
    (held,) = shown.host.outcomes("case-1", DELIVERED)
    assert held.text == shown.stage.view.recommendation.text


async def test_three_presses_for_the_usual_outcome(shown: World) -> None:
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.show_recommendation(large=True)
    large = shown.stage.view.recommendation
    assert large is not None
    assert (large.text, large.case_number, large.delivered) == (PLAIN_TEXT.text, 1, False)
    assert [(duty.duty, who) for duty, who in large.responsibilities] == [
        (Duty.DOCUMENT, SURGEON),
        (Duty.ORDER, SURGEON),
        (Duty.TELL_PATIENT, NURSE),
    ]
    shown.room.send()
    await settle()
    (held,) = shown.host.outcomes("case-1", DELIVERED)
    assert held.text == PLAIN_TEXT.text
    assert held.source == TextReference(url=PLAIN_TEXT.url, version="1")
    assert panel(shown).status is DELIVERED
    assert state_of(shown, "case-1") is CaseState.DONE
    assert shown.host.case("case-1").state is CaseState.DONE
    large = shown.stage.view.recommendation
    assert large is not None
    assert large.delivered


async def test_the_page_keys_turn_the_recommendation_while_it_stands_large(shown: World) -> None:
    room, stage = shown.room, shown.stage
    room.choose_text(PLAIN_TEXT)
    page = stage.view.page
    stage.recommendation_pages = 3
    room.show_recommendation(large=True)
    for _ in range(5):  # it stops at the last page, and goes back from there at once
        room.next_page()
    assert stage.view.recommendation_page == 3
    room.previous_page()
    assert (stage.view.recommendation_page, stage.view.page) == (2, page)
    room.black()
    room.next_page()
    room.black()
    assert stage.view.recommendation_page == 2
    room.show_recommendation(large=False)
    room.show_recommendation(large=True)
    assert stage.view.recommendation_page == 1


async def test_the_recommendation_stands_only_in_front_of_its_own_page(shown: World) -> None:
    shown.room.show_recommendation(large=True)
    assert shown.stage.view.recommendation is None
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.show_recommendation(large=True)
    assert panel(shown).on_screen
    shown.room.black()
    assert shown.stage.view.recommendation is None
    shown.room.black()
    assert panel(shown).on_screen
    shown.room.waiting()
    assert shown.stage.view.recommendation is None
    await shown.show("case-2")
    assert not panel(shown).on_screen


async def test_a_mandatory_blank_is_asked_for_an_optional_one_taken_out(shown: World) -> None:
    shown.room.choose_text(TEXT)
    assert panel(shown).blanks == ("sida",)
    assert panel(shown).draft.intention is Intention.CURATIVE
    shown.room.send()
    assert kinds(shown) == [NoticeKind.BLANKS_LEFT]
    assert panel(shown).status is DRAFT
    shown.room.fill_blank("sida", "vänster")
    shown.room.fill_blank("sida", "höger")
    assert panel(shown).draft.text == "Resektion, höger. {tillägg}"
    assert kinds(shown) == []
    shown.room.send()
    await settle()
    assert kinds(shown) == []
    assert [one.text for one in shown.host.outcomes("case-1", DELIVERED)] == ["Resektion, höger."]


async def test_everything_that_can_be_said_is_delivered(shown: World) -> None:
    shown.room.set_text("Strålbehandling.")
    shown.room.set_intention(Intention.PALLIATIVE)
    shown.room.set_responsibility(Duty.TELL_PATIENT, SURGEON.id)
    shown.room.set_responsibility(Duty.ORDER, "")
    shown.room.set_new_conference(True)
    shown.room.set_note("Patienten vill avvakta.")
    await shown.clock.advance(30)
    shown.room.send()
    await settle()
    (held,) = shown.host.outcomes("case-1", DELIVERED)
    assert (held.intention, held.new_conference, held.note) == (
        Intention.PALLIATIVE,
        True,
        "Patienten vill avvakta.",
    )
    assert [one.person for one in held.responsibilities] == [SURGEON.id, "", SURGEON.id]
    (context,) = shown.host.contexts
    assert [person.id for person, _ in context.took_part][1:] == [SURGEON.id, NURSE.id]
    assert context.competences_missing == ("patolog",)
    assert context.language == "sv"


async def test_search_finds_and_nothing_finds_what_fits(shown: World) -> None:
    shown.room.search_texts("resektion")
    assert panel(shown).suggestions == (TEXT,)
    shown.room.search_texts(" ")
    assert panel(shown).suggestions == (TEXT, PLAIN_TEXT)


async def test_an_empty_outcome_is_not_sent(shown: World) -> None:
    shown.room.set_text("  ")
    shown.room.send()
    await settle()
    assert "deliver" not in shown.host.names()


# --- locked ---------------------------------------------------------------------------------------


async def test_the_panel_is_locked_while_another_patient_is_previewed(shown: World) -> None:
    shown.room.set_text("Vi väljer")
    shown.room.select("case-2")
    assert panel(shown).locked
    shown.room.set_text("fel patient")
    shown.room.choose_text(TEXT)
    shown.room.search_texts("resektion")
    shown.room.send()
    shown.room.undo()
    await settle()
    assert panel(shown).draft.text == "Vi väljer"
    assert panel(shown).case.id == "case-1"
    assert "deliver" not in shown.host.names()
    shown.room.select("case-1")
    assert not panel(shown).locked
    shown.room.set_text("Vi väljer kirurgi.")
    assert panel(shown).draft.text == "Vi väljer kirurgi."


async def test_without_a_case_there_is_nothing_to_change(world: World) -> None:
    await world.open()
    world.room.set_text("x")
    world.room.send()
    world.room.correct("y")
    world.room.keep_rival()
    world.room.search_texts("x")
    await settle()
    assert world.host.state.outcomes == ()


# --- the draft ------------------------------------------------------------------------------------


async def test_a_pause_of_two_seconds_saves_the_draft_once(shown: World) -> None:
    for text in ("O", "Op", "Operation"):
        shown.room.set_text(text)
        await shown.clock.advance(1.5)
    assert "save_draft" not in shown.host.names()
    assert not panel(shown).saved
    assert shown.room.why_not_close == (Waiting.DRAFT,)
    await shown.clock.advance(0.5)
    assert [one.text for one in shown.host.outcomes("case-1", DRAFT)] == ["Operation"]
    assert panel(shown).saved
    assert shown.room.ready_to_close


async def test_leaving_without_sending_saves_and_never_blocks(shown: World) -> None:
    shown.room.set_text("Operation")
    await shown.show("case-2")
    assert shown.shown_case() == "case-2"
    assert [one.text for one in shown.host.outcomes("case-1", DRAFT)] == ["Operation"]
    assert state_of(shown, "case-1") is CaseState.WITHOUT_RECOMMENDATION
    await shown.show("case-1")
    assert panel(shown).draft.text == "Operation"


async def test_a_draft_is_retried_and_the_newest_one_wins(shown: World) -> None:
    shown.faults.keep_failing("save_draft", HostUnreachable())
    shown.room.set_text("Opera")
    await shown.clock.advance(3)
    assert kinds(shown) == [NoticeKind.HOST_DOWN]
    shown.room.set_text("Operation")
    await shown.clock.advance(3)
    shown.faults.keep_failing("save_draft", None)
    await shown.clock.advance(60)
    saved = [what for name, what in shown.host.calls if name == "save_draft"]
    assert [one.text for one in saved if isinstance(one, Outcome)] == ["Operation"]
    assert NoticeKind.HOST_DOWN not in kinds(shown)


async def test_a_draft_that_is_refused_is_told_and_stays_unsaved(shown: World) -> None:
    shown.faults.fail("save_draft", HostTrouble(422))
    shown.room.set_text("Operation")
    await shown.clock.advance(3)
    assert kinds(shown) == [NoticeKind.HOST_REFUSED]
    assert not panel(shown).saved


async def test_what_is_sent_is_not_saved_as_a_draft_afterwards(shown: World) -> None:
    shown.faults.keep_failing("save_draft", HostUnreachable())
    shown.room.set_text("Operation")
    await shown.clock.advance(2.5)
    shown.room.send()
    shown.faults.keep_failing("save_draft", None)
    await shown.clock.advance(60)
    assert shown.host.outcomes("case-1", DRAFT) == []
    assert len(shown.host.outcomes("case-1", DELIVERED)) == 1
    assert "save_draft" not in shown.host.names()


# --- undo -----------------------------------------------------------------------------------------


async def test_choices_are_taken_back_words_are_not(shown: World) -> None:
    shown.room.set_note("sagt")
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.set_intention(Intention.PALLIATIVE)
    assert shown.room.state.undo is Undoable.CHOICE
    shown.room.undo()
    assert panel(shown).draft.intention is None
    shown.room.undo()
    assert (panel(shown).draft.text, panel(shown).draft.note) == ("", "sagt")
    await shown.clock.advance(3)
    assert [one.text for one in shown.host.outcomes("case-1", DRAFT)] == [""]


async def test_what_is_sent_or_left_is_not_taken_back(shown: World) -> None:
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.send()
    assert shown.room.state.undo is Undoable.CONFIRM
    await shown.show("case-2")
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.waiting()
    assert shown.room.state.undo is Undoable.CONFIRM


# --- delivery -------------------------------------------------------------------------------------


async def test_several_presses_send_once(shown: World) -> None:
    shown.room.choose_text(PLAIN_TEXT)
    for _ in range(3):
        shown.room.send()
    await settle()
    shown.room.send()
    await settle()
    assert shown.host.names().count("deliver") == 1


async def test_the_next_case_goes_on_while_the_host_is_down(shown: World) -> None:
    shown.faults.keep_failing("deliver", HostUnreachable())
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.send()
    await settle()
    assert panel(shown).status is OutcomeStatus.SENDING
    assert kinds(shown) == [NoticeKind.HOST_DOWN]
    await shown.show("case-2")
    assert shown.shown_case() == "case-2"
    assert state_of(shown, "case-1") is CaseState.STARTED
    assert shown.room.state.waiting_deliveries == 1
    assert shown.room.why_not_close == (Waiting.OUTCOME,)
    await shown.clock.advance(1200)
    shown.faults.keep_failing("deliver", None)
    await shown.clock.advance(30)
    assert shown.room.state.waiting_deliveries == 0
    assert kinds(shown) == []
    assert state_of(shown, "case-1") is CaseState.DONE
    assert shown.host.delivered_times == [("case-1", 1)]


@pytest.mark.parametrize(
    "error",
    [HostSilent(), HostUnreachable(), HostNonsense(), HostTrouble(500), HostRefused()],
)
async def test_a_lost_answer_never_doubles(shown: World, error: HostError) -> None:
    shown.faults.fail("deliver", error, error, after=True)
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.send()
    await shown.clock.advance(60)
    assert panel(shown).status is DELIVERED
    assert shown.host.delivered_times == [("case-1", 1)]


async def test_the_host_is_not_asked_before_it_wishes_to_be(shown: World) -> None:
    shown.faults.fail("deliver", HostTrouble(429, retry_after=100))
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.send()
    await shown.clock.advance(99)
    assert panel(shown).status is OutcomeStatus.SENDING
    await shown.clock.advance(2)
    assert panel(shown).status is DELIVERED


async def test_a_sign_in_that_is_not_accepted_is_told_and_waits(shown: World) -> None:
    shown.faults.fail("deliver", HostRefused())
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.send()
    await settle()
    assert kinds(shown) == [NoticeKind.HOST_REFUSED]
    await shown.clock.advance(30)
    assert panel(shown).status is DELIVERED
    assert kinds(shown) == []


@pytest.mark.parametrize("error", [HostTrouble(422), HostMissing()])
async def test_a_final_no_can_be_mended_and_sent_again(shown: World, error: HostError) -> None:
    shown.faults.fail("deliver", error)
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.send()
    await settle()
    assert panel(shown).status is OutcomeStatus.REFUSED
    assert kinds(shown) == [NoticeKind.DELIVERY_REFUSED]
    assert [one.text for one in shown.host.outcomes("case-1", DRAFT)] == [PLAIN_TEXT.text]
    shown.room.set_text("Kortare.")
    assert panel(shown).status is DRAFT
    shown.room.send()
    await settle()
    assert kinds(shown) == []
    assert [one.text for one in shown.host.outcomes("case-1", DELIVERED)] == ["Kortare."]


async def test_a_no_after_the_case_is_left_leaves_it_without_recommendation(shown: World) -> None:
    held = shown.faults.hold("deliver")
    shown.faults.fail("deliver", HostTrouble(422))
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.send()
    shown.room.waiting()
    held.set()
    await settle()
    assert state_of(shown, "case-1") is CaseState.WITHOUT_RECOMMENDATION
    line = shown.room.state.line("case-1")
    assert line is not None
    assert line.outcome is OutcomeStatus.REFUSED


# --- corrections and conflicts --------------------------------------------------------------------


async def test_a_correction_is_a_new_revision_with_its_reason(shown: World) -> None:
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.send()
    await settle()
    shown.room.set_text("ändrat utan skäl")
    shown.room.correct("  ")
    assert panel(shown).draft.text == PLAIN_TEXT.text
    shown.room.correct("Fel sida")
    shown.room.set_text("Höger sida.")
    assert (panel(shown).status, panel(shown).draft.revision) == (DRAFT, 2)
    assert panel(shown).delivered is not None
    shown.room.send()
    await settle()
    sent = shown.host.outcomes("case-1", DELIVERED)
    assert [(one.revision, one.reason, one.text) for one in sent] == [
        (1, "", PLAIN_TEXT.text),
        (2, "Fel sida", "Höger sida."),
    ]
    assert state_of(shown, "case-1") is CaseState.DONE


async def conflict(world: World) -> Outcome:
    """Let somebody else deliver first; return what they delivered."""
    rival = Outcome(meeting=world.meeting.id, case="case-1", text="Deras ord.")
    world.room.set_text("Våra ord.")
    await world.clock.advance(3)
    world.host.put(rival, DELIVERED)
    world.room.send()
    await settle()
    return rival


async def test_a_conflict_shows_both_versions_and_is_not_retried(shown: World) -> None:
    rival = await conflict(shown)
    await shown.clock.advance(120)
    assert panel(shown).status is OutcomeStatus.CONFLICT
    assert (panel(shown).draft.text, panel(shown).rival) == ("Våra ord.", rival)
    assert NoticeKind.DELIVERY_CONFLICT in kinds(shown)
    shown.room.set_text("mer")
    assert panel(shown).draft.text == "Våra ord."


async def test_after_a_conflict_ours_becomes_the_next_revision(shown: World) -> None:
    await conflict(shown)
    shown.room.correct("Gäller efter diskussion")
    assert kinds(shown) == []
    shown.room.send()
    await settle()
    sent = shown.host.outcomes("case-1", DELIVERED)
    assert [(one.revision, one.text) for one in sent] == [(1, "Deras ord."), (2, "Våra ord.")]


async def test_after_a_conflict_theirs_may_stand(shown: World) -> None:
    rival = await conflict(shown)
    shown.room.keep_rival()
    await settle()
    assert panel(shown).delivered == rival
    assert panel(shown).status is DELIVERED
    assert kinds(shown) == []
    assert state_of(shown, "case-1") is CaseState.DONE


async def test_a_conflict_without_a_rival_is_told_and_can_be_sent_again(shown: World) -> None:
    shown.faults.fail("save_draft", HostConflict())
    shown.room.set_text("Våra ord.")
    await shown.clock.advance(3)
    assert panel(shown).status is DRAFT
    assert kinds(shown) == [NoticeKind.DELIVERY_CONFLICT]
    shown.room.send()
    await settle()
    assert kinds(shown) == []
    assert [one.text for one in shown.host.outcomes("case-1", DELIVERED)] == ["Våra ord."]


# --- everything that can be agreed on -------------------------------------------------------------


async def test_what_is_unfinished_is_listed_and_asked_for(shown: World) -> None:
    room = shown.room
    room.set_deviation("")
    room.set_referral(Referral(to=" ", reason="Smärta"))
    room.set_measures((Measure(text="Hemtjänst"), Measure(text="", who="Kommunen")))
    assert panel(shown).unfinished == (
        Unfinished.TEXT,
        Unfinished.DEVIATION,
        Unfinished.REFERRAL,
        Unfinished.MEASURE,
    )
    room.send()
    assert kinds(shown) == [NoticeKind.UNFINISHED]
    room.choose_text(TEXT)
    assert panel(shown).unfinished[0] is Unfinished.BLANK
    room.send()
    assert kinds(shown) == [NoticeKind.UNFINISHED, NoticeKind.BLANKS_LEFT]
    room.fill_blank("sida", "höger")
    assert kinds(shown) == [NoticeKind.UNFINISHED]
    room.set_deviation("Hög ålder")
    room.set_referral(Referral(to="Onkologen", reason="Smärta"))
    room.set_measures((Measure(text="Hemtjänst", who="Kommunen", until="2027-01-01"),))
    room.set_wishes("Vill vara hemma")
    room.set_new_conference(True)
    assert panel(shown).unfinished == ()
    assert kinds(shown) == []
    room.send()
    await settle()
    (sent,) = shown.host.outcomes("case-1", DELIVERED)
    assert sent.deviation == "Hög ålder"
    assert sent.wishes == "Vill vara hemma"
    assert sent.referral == Referral(to="Onkologen", reason="Smärta")
    assert [one.until for one in sent.measures] == ["2027-01-01"]


async def test_all_of_it_is_read_back_large(shown: World) -> None:
    shown.room.set_measures((Measure(text="Hemtjänst"),))
    shown.room.set_wishes("Vill vara hemma")
    shown.room.set_deviation("Hög ålder")
    shown.room.set_referral(Referral(to="Onkologen"))
    shown.room.show_recommendation(True)  # noqa: FBT003 -- a toggle
    view = shown.stage.view.recommendation
    assert view is not None
    assert (view.wishes, view.deviation) == ("Vill vara hemma", "Hög ålder")
    assert view.measures == (Measure(text="Hemtjänst"),)
    assert view.referral == Referral(to="Onkologen")
    assert not view.unreviewed


async def test_a_practice_text_is_marked_as_nobodys_review(shown: World) -> None:
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.show_recommendation(True)  # noqa: FBT003 -- a toggle
    assert panel(shown).unreviewed
    assert shown.stage.view.recommendation is not None
    assert shown.stage.view.recommendation.unreviewed


async def test_a_correction_keeps_all_that_was_agreed_on(shown: World) -> None:
    shown.room.choose_text(PLAIN_TEXT)
    shown.room.set_wishes("Vill vara hemma")
    shown.room.set_measures((Measure(text="Hemtjänst"),))
    shown.room.send()
    await settle()
    shown.room.correct("Fel önskan")
    shown.room.set_wishes("Vill till sin dotter")
    shown.room.send()
    await settle()
    first, second = shown.host.outcomes("case-1", DELIVERED)
    assert (first.wishes, second.wishes) == ("Vill vara hemma", "Vill till sin dotter")
    assert (second.revision, second.measures) == (2, first.measures)


async def test_a_wish_alone_is_a_draft_worth_keeping(shown: World) -> None:
    shown.room.set_wishes("Vill vara hemma")
    await shown.clock.advance(3)
    (draft,) = shown.host.outcomes("case-1", DRAFT)
    assert draft.wishes == "Vill vara hemma"
    shown.room.waiting()
    shown.room.end_meeting()
    assert next((one.case.id, str(one.what)) for one in shown.room.state.undone) == (
        "case-1",
        "not-sent",
    )


async def test_the_note_tells_competences_and_what_was_missing(shown: World) -> None:
    shown.room.set_text("Operation.")
    shown.room.send()
    await settle()
    (context,) = shown.host.contexts
    assert context.competences_present == ("kirurgi",)
    assert context.competences_missing == ("patolog",)


async def test_the_chosen_texts_code_goes_with_the_outcome(shown: World) -> None:
    code = Coded(system="urn:oid:1.2.752.116.1.3.2.1.4", code="JFB31", display="Hemikolektomi")
    shown.room.choose_text(msgspec.structs.replace(PLAIN_TEXT, code=code))
    assert panel(shown).draft.code == code
    shown.room.choose_text(PLAIN_TEXT)
    assert panel(shown).draft.code is None
