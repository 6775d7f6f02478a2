"""Agenda, other eyes, the whole outcome, preparation: what is pressed becomes a use case."""

from collections.abc import Callable
from unittest.mock import call

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.keyboard import Action
from app.model.case import LegalGround, PostponeReason
from app.model.outcome import Measure, Referral
from app.model.people import Channel
from app.room.ports import Slot
from app.room.state import Lookup, RoomState, Waiting
from tests.ui.console import states
from tests.ui.console.conftest import Show, Shown
from tests.ui.console.previews import sketch
from ui.console.agenda import AgendaLine
from ui.console.figures_table import FiguresTable
from ui.console.guide_steps import STEPS, Beside
from ui.console.keys import Keys
from ui.console.measures import Measures
from ui.console.person_row import PersonRow
from ui.console.possible import is_possible, words_now
from ui.stage.closer import Closer, Place

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.usefixtures("english")


def _press(shown: Shown, name: str) -> None:
    part = shown.part(name)
    assert isinstance(part, QAbstractButton)
    assert part.isEnabled()
    QTest.mouseClick(part, LEFT)


def _write(shown: Shown, name: str, text: str) -> QLineEdit:
    field = shown.part(name)
    assert isinstance(field, QLineEdit)
    field.setFocus()  # letters are the room's keys elsewhere
    field.clear()
    QTest.keyClicks(field, text)
    return field


def _texts(root: QWidget) -> list[str]:
    QCoreApplication.sendPostedEvents()
    return [each.text() for each in root.findChildren(QLabel) if each.isVisible()]


# --- agenda ---------------------------------------------------------------------------------------


def test_a_patient_is_postponed_with_a_reason_from_the_list(show: Show) -> None:
    shown = show(states.previewed())
    shown.view.act(Action.POSTPONE)
    go = shown.part("Postpone")
    assert not go.isEnabled()
    _press(shown, "Pathology is missing")
    _write(shown, "In words, if it helps", "svar fredag")
    _press(shown, "Postpone")
    shown.room.postpone.assert_called_once_with(
        states.COLON.id, PostponeReason.PATHOLOGY, "svar fredag"
    )
    assert shown.view.preview.isVisible()


def test_a_postponed_patient_is_taken_up_again(show: Show) -> None:
    shown = show(states.postponed())
    shown.view.act(Action.RESUME)
    shown.room.resume.assert_called_once_with(states.COLON.id)
    assert not is_possible(Action.POSTPONE, states.postponed())


def test_ctrl_shift_and_an_arrow_move_the_patient(show: Show, qtbot: QtBot) -> None:
    shown = show(states.previewed())
    qtbot.waitUntil(shown.view.preview.hasFocus)
    QTest.keyClick(shown.view.preview, Qt.Key.Key_Down, CTRL | SHIFT)
    shown.room.move.assert_called_once_with(states.COLON.id, 1)
    QTest.keyClick(shown.view.preview, Qt.Key.Key_Up, CTRL | SHIFT)  # it is the first already
    shown.room.move.assert_called_once_with(states.COLON.id, 1)


def test_a_patient_is_dragged_below_the_others(show: Show) -> None:
    shown = show(states.confirmed())
    lines = [line for line in shown.view.findChildren(AgendaLine) if line.isVisible()]
    lines.sort(key=lambda line: line.y())
    start = lines[0].rect().center()
    below = lines[0].mapFrom(shown.view, lines[2].mapTo(shown.view, QPoint(20, 60)))
    QTest.mousePress(lines[0], LEFT, Qt.KeyboardModifier.NoModifier, start)
    lines[0]._moving = True  # QTest sends no buttons with a move
    QTest.mouseRelease(lines[0], LEFT, Qt.KeyboardModifier.NoModifier, below)
    shown.room.move.assert_called_once_with(states.COLON.id, 2)
    shown.room.select.assert_not_called()


def test_a_patient_is_met_by_a_text_of_the_library(show: Show) -> None:
    shown = show(states.previewed())
    shown.view.act(Action.MEET_BY_TEXT)
    _press(shown, states.TEXTS[3].title)
    shown.room.meet_by_text.assert_called_once_with(states.COLON.id, states.TEXTS[3])
    shown.room.choose_text.assert_not_called()


def test_the_chair_sends_one_or_all_standard_texts(show: Show) -> None:
    state = states.readiness()
    assert is_possible(Action.SEND_ALL_TEXTS, state)
    assert not is_possible(Action.SEND_TEXT, state)
    met = msgspec.structs.replace(state, selected="c5")
    shown = show(met)
    shown.view.act(Action.SEND_TEXT)
    shown.room.send_met_by_text.assert_called_once_with("c5")
    shown.view.act(Action.SEND_ALL_TEXTS)
    shown.room.send_all_met_by_text.assert_called_once_with()


def test_another_definition_is_chosen(show: Show) -> None:
    shown = show(states.previewed())
    shown.view.act(Action.DEFINITION)
    _press(shown, "Liver, bile ducts and pancreas")
    shown.room.set_definition.assert_called_once_with(states.COLON.id, states.DEFINITIONS[1].url)


def test_a_legal_ground_needs_a_reason_and_a_second_yes(show: Show) -> None:
    shown = show(states.previewed())
    shown.view.act(Action.LEGAL_GROUND)
    _press(shown, "Emergency")
    assert not shown.part("Claim the ground …").isEnabled()
    _write(shown, "Reason, in words", "medvetslos")
    _press(shown, "Claim the ground …")
    shown.room.claim_ground.assert_not_called()
    _press(shown, "Yes, claim it")
    shown.room.claim_ground.assert_called_once_with(
        states.COLON.id, LegalGround.EMERGENCY, "medvetslos"
    )


def test_a_claimed_ground_is_dropped_again(show: Show) -> None:
    shown = show(states.emergency())
    assert "Legal ground: Emergency" in _texts(shown.view)
    assert "A guardian takes part" in _texts(shown.view)
    shown.view.act(Action.LEGAL_GROUND)
    shown.room.drop_ground.assert_called_once_with(states.COLON.id)


def test_an_extra_patient_is_checked_by_name_before_being_added(show: Show, qtbot: QtBot) -> None:
    shown = show(states.previewed())
    QTest.keyClick(shown.view.preview, Qt.Key.Key_N, CTRL)
    number = _write(shown, "Personal identity number, in any spelling", "170919 2388")
    assert number.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    QTest.keyClick(number, Qt.Key.Key_Return)
    shown.room.look_up.assert_called_once_with("170919 2388")
    shown.view.present(states.extra(Lookup.FOUND))
    assert "BACKLUND, Alva" in _texts(shown.view)
    assert any("20170919-2388   9 years, woman" in text for text in _texts(shown.view))
    assert not shown.part("Yes, add the patient").isEnabled()
    question = shown.part("Question to the conference")
    qtbot.waitUntil(question.hasFocus)
    QTest.keyClicks(question, "Gang?")
    _press(shown, "Yes, add the patient")
    shown.room.add_extra.assert_called_once_with("Gang?", "")
    shown.view.present(states.extra(Lookup.ADDING))
    shown.view.present(states.previewed())
    assert shown.view.preview.isVisible()


@pytest.mark.parametrize("lookup", [Lookup.NO_NUMBER, Lookup.NOT_FOUND, Lookup.FAILED])
def test_nobody_can_be_added_who_was_not_found(lookup: Lookup, show: Show) -> None:
    shown = show(states.previewed())
    shown.view.act(Action.EXTRA_CASE)
    shown.view.present(states.extra(lookup))
    with pytest.raises(AssertionError, match="nothing visible"):
        shown.part("Yes, add the patient")


def test_leaving_the_sheet_forgets_the_patient(show: Show, qtbot: QtBot) -> None:
    shown = show(states.previewed())
    shown.view.act(Action.EXTRA_CASE)
    shown.view.present(states.extra(Lookup.FOUND))
    shown.room.forget_extra.reset_mock()
    QTest.keyClick(shown.part("Question to the conference"), Qt.Key.Key_Escape)
    shown.room.forget_extra.assert_called_once_with()
    assert shown.view.preview.isVisible()


def test_the_agenda_says_what_is_missing_and_what_is_ready(show: Show) -> None:
    texts = _texts(show(states.readiness()).view)
    assert "Ready" in texts
    assert any("Not here: barnonkolog." in text for text in texts)
    assert any(text.startswith("Postponed: Pathology is missing") for text in texts)
    assert "Checking readiness: 2 of 6 …" in texts


def test_the_line_of_the_selected_patient_stays_in_sight_when_more_is_said(show: Show) -> None:
    shown = show(states.long_agenda())
    agenda = shown.part("Agenda")
    assert isinstance(agenda, QScrollArea)
    for refused in (False, True):
        shown.view.present(states.long_agenda(refused=refused))
        for _ in range(3):
            QCoreApplication.sendPostedEvents()
        line = shown.part("patient 12")
        seen = agenda.viewport().rect()
        assert seen.contains(line.rect().translated(line.mapTo(agenda.viewport(), QPoint())))

    agenda.verticalScrollBar().triggerAction(QScrollBar.SliderAction.SliderToMinimum)
    shown.view.present(states.long_agenda())
    QCoreApplication.sendPostedEvents()
    assert agenda.verticalScrollBar().value() == 0, "who scrolled away is not brought back"


def test_the_state_of_a_patient_stands_in_one_line_where_there_is_room(
    show: Show, qtbot: QtBot
) -> None:
    shown = show(states.long_agenda())
    shown.window.resize(1920, 1080)
    qtbot.waitUntil(lambda: shown.window.width() == 1920)
    QCoreApplication.sendPostedEvents()
    chips = [
        label
        for label in shown.part("patient 1,").findChildren(QLabel)
        if label.property("role") == "chip"
    ]
    (chip,) = chips
    assert chip.height() < 2 * chip.fontMetrics().lineSpacing()


# --- other eyes -----------------------------------------------------------------------------------


def test_one_press_changes_whether_the_screen_is_shared(show: Show) -> None:
    shown = show(states.shared())
    mark = shown.part("The screen is shared")
    assert isinstance(mark, QAbstractButton)
    assert mark.isChecked()
    QTest.mouseClick(mark, LEFT)
    shown.room.set_shared.assert_called_once_with(False)  # noqa: FBT003
    assert mark.isChecked()  # until the room says so


def test_keys_of_the_room_screen(show: Show, qtbot: QtBot) -> None:
    shown = show(states.intimate())
    preview = shown.view.preview
    preview.setFocus()
    qtbot.waitUntil(preview.hasFocus)
    for key in (Qt.Key.Key_R, Qt.Key.Key_I, Qt.Key.Key_V, Qt.Key.Key_S):
        QTest.keyClick(preview, key)
    wanted = [call.elsewhere(), call.show_identity(True), call.uncover(), call.play(True)]  # noqa: FBT003
    assert [each for each in shown.room.method_calls if each in wanted] == wanted


def test_a_screen_reader_hears_that_the_whole_identity_stands(show: Show) -> None:
    shown = show(states.identity())
    assert shown.part("Shared: whole identity").isVisible()


def test_intimate_pictures_need_a_second_press_while_shared(show: Show) -> None:
    shown = show(states.intimate())
    _press(shown, "Show them all the same")
    shown.room.uncover.assert_called_once_with(sure=True)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (states.live, "Shown in the room"),
        (states.black, "Behind the black screen"),
        (states.radiology, "Radiology shows"),
        (states.on_screen, "The room sees the recommendation"),
        (states.previewed, "Only you see this"),
    ],
)
def test_the_preview_says_what_the_room_sees_of_it(
    state: Callable[[], RoomState], said: str, show: Show
) -> None:
    shown = show(state())
    chips = [each for each in shown.view.findChildren(QLabel) if each.property("role") == "chip"]
    assert said in [each.text() for each in chips if each.isVisible()]


def test_while_radiology_shows_the_same_key_leads_back(show: Show) -> None:
    shown = show(states.radiology())
    _press(shown, "Back from radiology, R")
    shown.room.elsewhere.assert_called_once_with()
    shown.room.black.assert_not_called()


def test_somebody_takes_part_from_elsewhere(show: Show) -> None:
    shown = show(states.shared())
    shown.view.open_attendance()
    assert any("Remote room: Margareta Norrman" in text for text in _texts(shown.view))
    row = next(r for r in shown.view.findChildren(PersonRow) if r._person is states.ONCOLOGIST)
    row._channel._entries[Channel.REMOTE_PERSON].trigger()
    shown.room.set_channel.assert_called_once_with(states.ONCOLOGIST.id, Channel.REMOTE_PERSON)
    row._channel._entries[Channel.REMOTE_ROOM].trigger()
    _write(shown, "Who answers for everybody in Leila Hosseini's room", "Bo Ek")
    _press(shown, "Save")
    shown.room.set_channel.assert_called_with(states.ONCOLOGIST.id, Channel.REMOTE_ROOM, "Bo Ek")


def test_the_pointer_and_the_enlarged_part_follow_mouse_and_arrows(
    show: Show, qtbot: QtBot
) -> None:
    shown = show(states.live())
    shown.view.preview.preview_ready(Slot.ON_STAGE, sketch(1, 2))
    places: list[Place | None] = []
    parts: list[Closer | None] = []
    shown.view.pointed.connect(places.append)
    shown.view.zoomed.connect(parts.append)
    preview = shown.view.preview
    preview.setFocus()
    qtbot.waitUntil(preview.hasFocus)
    QTest.keyClick(preview, Qt.Key.Key_P)
    assert places.pop() == Place(0.5, 0.5)
    QTest.keyClick(preview, Qt.Key.Key_Right, SHIFT)
    assert places.pop() == Place(0.54, 0.5)
    QTest.mouseMove(preview, preview.rect().center() / 2)
    QTest.keyClick(preview, Qt.Key.Key_Z)
    enlarged = parts.pop()
    assert enlarged is not None
    assert enlarged.times == 2.0
    turned = msgspec.structs.replace(
        states.live(), stage=msgspec.structs.replace(states.live().stage, page=3)
    )
    shown.view.present(turned)
    assert places.pop() is None
    assert parts.pop() is None


def test_nothing_is_pointed_at_in_a_preview_that_the_room_does_not_see(show: Show) -> None:
    for state in (states.previewed(), states.frozen(), states.black(), states.radiology()):
        assert not is_possible(Action.POINTER, state)


def test_an_unplugged_room_screen_is_told_until_it_is_back(show: Show, qtbot: QtBot) -> None:
    shown = show(states.live())
    shown.view.screen_is(there=True)  # as always
    shown.view.screen_is(there=False)
    with qtbot.waitSignal(shown.view.windowed_asked):
        _press(shown, "Show it in a window")
    shown.view.screen_is(there=True)
    assert "The room's screen is back." in _texts(shown.view)
    _press(shown, "Close the message")
    assert "The room's screen is back." not in _texts(shown.view)
    shown.view.screen_is(there=False)
    shown.view.screen_is(there=None)  # the chair has put it in a window
    assert not any("unplugged" in text for text in _texts(shown.view))


def test_a_console_that_looks_on_says_so_and_offers_nothing_else(show: Show) -> None:
    shown = show(states.looking_on())
    assert "Looking on" in _texts(shown.view)
    for name in ("Black screen, B", "Waiting picture", "Freeze", "End the meeting"):
        assert not shown.part(name).isEnabled()
    for action in (Action.POSTPONE, Action.EXTRA_CASE, Action.SEND, Action.ELSEWHERE):
        assert not is_possible(action, states.looking_on())


# --- the outcome ----------------------------------------------------------------------------------


def test_what_is_unfinished_is_asked_at_its_own_field(show: Show, qtbot: QtBot) -> None:
    shown = show(states.everything_said())
    _press(shown, "Send")
    texts = _texts(shown.view)
    assert "Write why it departs from the guideline." in texts
    assert "Write to whom the referral goes." in texts
    qtbot.waitUntil(shown.part("Why it departs from the guideline").hasFocus)
    _write(shown, "Why it departs from the guideline", "For svag")
    assert shown.room.set_deviation.call_args == call("For svag")
    _write(shown, "Referral to", "Lung")
    assert shown.room.set_referral.call_args == call(
        Referral(to="Lung", reason="Spirometri före operation")
    )
    _press(shown, "Take away: Referral")
    assert shown.room.set_referral.call_args == call(None)


def test_only_the_intentions_of_the_conference_are_offered(show: Show) -> None:
    shown = show(states.care_plan())
    with pytest.raises(AssertionError, match="nothing visible"):
        shown.part("Curative")


def test_a_care_plan_has_measures_with_who_and_until(show: Show, qtbot: QtBot) -> None:
    shown = show(states.care_plan())
    _write(shown, "Measure 2: what", "Fixar")
    assert shown.room.set_measures.call_args.args[0][1] == Measure(text="Fixar")
    until = _write(shown, "Measure 2: until", "2026-13-01")
    assert shown.room.set_measures.call_args.args[0][1].until == ""
    QTest.keyClick(until, Qt.Key.Key_Return)
    assert "Write the date as YYYY-MM-DD." in _texts(shown.view)
    _press(shown, "Take away measure 1")
    assert len(shown.room.set_measures.call_args.args[0]) == 1
    measures = shown.view.findChild(Measures)
    assert isinstance(measures, Measures)
    _press(shown, "Add a measure")
    assert len(shown.room.set_measures.call_args.args[0]) == 3


# --- preparation ----------------------------------------------------------------------------------


def test_at_a_desk_there_is_no_room_and_no_outcome(show: Show) -> None:
    shown = show(states.desk())
    for name in ("Black screen", "Attendance", "Search standard texts", "Show in the room"):
        with pytest.raises(AssertionError, match="nothing visible"):
            shown.part(name)
    assert any("in the name of Birgitta Öhman" in text for text in _texts(shown.view))
    for action in (Action.SHOW, Action.BLACK, Action.SEND, Action.ATTENDANCE, Action.SHARED):
        assert not is_possible(action, states.desk_picking())


def test_what_stands_on_the_page_is_picked_by_a_press(show: Show) -> None:
    shown = show(states.desk_picking())
    shown.view.preview.preview_ready(Slot.IN_THE_WINGS, sketch(1))
    page = shown.view.preview._place()
    item = states.ITEMS[1]
    at = QPoint(
        page.x() + round((item.left + item.width / 2) * page.width()),
        page.y() + round((item.top + item.height / 2) * page.height()),
    )
    QTest.mouseClick(shown.view.preview, LEFT, Qt.KeyboardModifier.NoModifier, at)
    shown.room.pick.assert_called_once_with(states.COLON.id, item.reference, yes=True)


def test_the_arrows_step_to_what_is_picked_with_space(show: Show, qtbot: QtBot) -> None:
    shown = show(states.desk_picking())
    preview = shown.view.preview
    preview.setFocus()
    qtbot.waitUntil(preview.hasFocus)
    for _ in range(3):
        QTest.keyClick(preview, Qt.Key.Key_Down)
    QTest.keyClick(preview, Qt.Key.Key_Space)
    shown.room.pick.assert_called_once_with(states.COLON.id, "Observation/2", yes=False)
    shown.room.to_page.assert_not_called()


def test_in_a_meeting_a_press_on_the_page_picks_only_when_asked(show: Show) -> None:
    shown = show(states.live())
    assert not shown.view.case_view.is_picking
    shown.view.act(Action.PICK)
    assert shown.view.case_view.is_picking


def test_overview_or_whole_record(show: Show) -> None:
    shown = show(states.desk_picking())
    _press(shown, "Whole record")
    shown.room.browse.assert_called_once_with(whole=True)
    shown.view.present(states.desk_whole())
    assert "The whole record" in _texts(shown.view)


def test_a_desk_is_closed_not_ended(show: Show, qtbot: QtBot) -> None:
    shown = show(states.desk())
    with qtbot.waitSignal(shown.view.close_asked):
        _press(shown, "Close Samsyn")
    shown.room.end_meeting.assert_not_called()


# --- pages, palette, guide, figures ---------------------------------------------------------------


def test_all_pages_are_listed_and_pressed(show: Show) -> None:
    shown = show(states.live())
    shown.view.act(Action.PAGES)
    assert shown.part("Page 2: Laboratory").hasFocus()
    _press(shown, "Page 3: Imaging · Pathology")
    shown.room.to_page.assert_called_once_with(3)


def test_the_arrows_turn_the_preview_while_the_room_keeps_its_page(
    show: Show, qtbot: QtBot
) -> None:
    live = states.live()
    frozen = states.frozen()
    shown = show(msgspec.structs.replace(frozen, stage=live.stage))
    shown.view.preview.setFocus()
    QTest.keyClick(shown.view.preview, Qt.Key.Key_Right)
    shown.room.to_page.assert_called_once_with(2)
    shown.room.next_page.assert_not_called()
    QTest.keyClick(shown.view.preview, Qt.Key.Key_PageDown)
    shown.room.next_page.assert_called_once_with()


def test_the_palette_finds_an_action_by_its_words_and_does_it(show: Show, qtbot: QtBot) -> None:
    shown = show(states.previewed())
    QTest.keyClick(shown.view.preview, Qt.Key.Key_K, CTRL)
    field = _write(shown, "What do you want to do?", "postpone")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown.part("Pathology is missing").isVisible()


def test_the_palette_offers_nothing_that_cannot_be_done(show: Show) -> None:
    shown = show(states.confirmed())
    shown.view.act(Action.PALETTE)
    assert "Postpone the patient …" not in _texts(shown.view)
    assert "Add a patient who is not on the agenda" in _texts(shown.view)
    shown.view.act(Action.BACK)
    with pytest.raises(AssertionError, match="nothing visible"):
        shown.part("Actions")


def test_words_say_what_a_toggle_would_do() -> None:
    assert words_now(Action.SHARED, "", states.shared()) == "The screen is not shared any more"
    assert words_now(Action.SHARED, "", states.live()) == "The screen is shared now"
    assert words_now(Action.SHOW, "as always", states.live()) == "as always"


def test_the_guide_goes_on_by_what_is_done_and_can_be_left(show: Show, qtbot: QtBot) -> None:
    shown = show(states.before_attest())
    assert "First one question" in _texts(shown.view)
    shown.view.present(states.ticked())
    assert "Who is in the room?" in _texts(shown.view)
    shown.view.present(states.confirmed())
    shown.view.present(states.previewed())
    assert "Show in the room" in _texts(shown.part("Guide"))
    _press(shown, "Skip this step")
    assert "Turn the pages" in _texts(shown.part("Guide"))
    QTest.keyClick(shown.view.preview, Qt.Key.Key_Escape)
    with pytest.raises(AssertionError, match="nothing visible"):
        shown.part("Guide")
    shown.view.act(Action.HELP)
    _press(shown, "Start the guide")
    assert shown.part("Guide").isVisible()


def test_the_guide_is_for_practice_only(show: Show) -> None:
    state = states.before_attest()
    real = msgspec.structs.replace(state.meeting, practice=False)
    shown = show(msgspec.structs.replace(state, meeting=real))
    with pytest.raises(AssertionError, match="nothing visible"):
        shown.part("Guide")


def test_the_guide_explains_every_part_and_lies_inside_the_window(show: Show) -> None:
    assert {step.beside for step in STEPS} == set(Beside)
    shown = show(states.before_attest())
    for _ in STEPS:
        card = shown.part("Guide")
        assert shown.view.rect().contains(card.geometry())
        _press(shown, "Skip this step")
    with pytest.raises(AssertionError, match="nothing visible"):
        shown.part("Guide")


@pytest.mark.parametrize(
    ("state", "waiting", "said"),
    [
        (states.figures(), (), "Sent to the record system when the meeting is ended."),
        (states.ended_with_figures(), (Waiting.FIGURES,), "Being sent to the record system …"),
        (states.ended_with_figures(), (), "Sent to the record system."),
    ],
)
def test_the_figures_say_what_becomes_of_them(
    state: RoomState, waiting: tuple[Waiting, ...], said: str, qtbot: QtBot
) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    table = FiguresTable(wanted=True)
    table.setParent(around)
    table.present(state, waiting)
    texts = [each.text() for each in table.findChildren(QLabel)]
    assert said in texts
    assert "10:11" in texts
    assert "Postponed: Pathology is missing" in texts
    assert not any(case.patient.family in " ".join(texts) for case in states.CASES)


def test_figures_that_nobody_wants_go_nowhere(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    table = FiguresTable(wanted=False)
    table.setParent(around)
    table.present(states.ended_with_figures(), ())
    texts = [each.text() for each in table.findChildren(QLabel)]
    assert "Not sent anywhere: it is gone when Samsyn closes." in texts


def test_menus_and_palette_know_every_action_that_keys_know() -> None:
    for action, words, _ in Keys().actions():
        assert words, action
