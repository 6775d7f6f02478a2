"""What the chair presses becomes a use case, and nothing else does."""

from datetime import UTC, datetime
from unittest.mock import call

import msgspec
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QLineEdit, QTimeEdit
from pytestqt.qtbot import QtBot

from app.model.outcome import Duty, Intention, StandardText
from app.model.people import Channel, OrganisationKind, Role
from app.room.gate import Decision, Objection, Refusal
from app.room.ports import Slot
from app.room.state import Notice, NoticeKind, RoomState, Waiting
from tests.ui.console import states
from tests.ui.console.conftest import Show, Shown
from tests.ui.console.previews import sketch
from ui.console.extras import Extra, Extras
from ui.console.inputs import TEXT_CAP, Choice, TextField
from ui.console.person_row import Tick, today_at
from ui.console.preview import PreviewImage

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.usefixtures("english")


def _press(shown: Shown, qtbot: QtBot, name: str) -> None:
    part = shown.part(name)
    assert isinstance(part, QAbstractButton)
    assert part.isEnabled()
    QTest.mouseClick(part, LEFT)


def _write(shown: Shown, qtbot: QtBot, name: str, text: str) -> QLineEdit:
    field = shown.part(name)
    assert isinstance(field, QLineEdit)
    field.clear()
    field.insert(text)  # QTest's keys are ASCII only
    return field


# --- attendance -----------------------------------------------------------------------------------


def test_the_chair_confirms_once_that_nothing_is_recorded(show: Show, qtbot: QtBot) -> None:
    shown = show(states.before_attest())
    _press(shown, qtbot, "I confirm, it is not shared")
    shown.room.attest.assert_called_once_with(shared=False)
    _press(shown, qtbot, "I confirm, it is shared")
    shown.room.attest.assert_called_with(shared=True)
    shown.view.present(states.ticked())
    with pytest.raises(AssertionError, match="nothing visible"):
        shown.part("I confirm")


def test_after_an_attestation_the_focus_is_on_who_is_not_here_yet(show: Show, qtbot: QtBot) -> None:
    shown = show(states.before_attest())
    shown.view.present(states.ticked())
    confirm = shown.part("Confirm all who are ticked")
    for had in (confirm, *shown.view.findChildren(Tick)[:1]):
        shown.view.present(states.ticked())
        had.setFocus()
        shown.view.present(states.confirmed())
        now = shown.window.focusWidget()
        assert isinstance(now, Tick)
        assert now.isEnabled()


def test_once_sent_the_focus_is_in_the_preview_and_never_nowhere(show: Show, qtbot: QtBot) -> None:
    shown = show(states.chosen())
    next(part for part in shown.view.findChildren(TextField) if part.isVisible()).setFocus()
    shown.view.present(states.delivered())
    assert isinstance(shown.window.focusWidget(), PreviewImage)


def test_space_ticks_and_the_arrows_go_to_the_neighbours(show: Show, qtbot: QtBot) -> None:
    shown = show(states.before_attest())
    first = shown.part("Anna-Karin Wallmark is here")
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Space)
    shown.room.tick.assert_called_once_with(states.CHAIR.id)
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert shown.part("Johan Ekdal is here").hasFocus()
    QTest.keyClick(shown.part("Johan Ekdal is here"), Qt.Key.Key_Up)
    assert first.hasFocus()


def test_one_attestation_for_all_who_are_ticked(show: Show, qtbot: QtBot) -> None:
    shown = show(states.ticked())
    _press(shown, qtbot, "Confirm all who are ticked (3)")
    shown.room.confirm_ticked.assert_called_once_with()


def test_a_tick_can_be_taken_away(show: Show, qtbot: QtBot) -> None:
    shown = show(states.ticked())
    tick = shown.part("Johan Ekdal is here")
    QTest.keyClick(tick, Qt.Key.Key_Space)
    shown.room.untick.assert_called_once_with(states.PRESENTER.id)
    _press(shown, qtbot, "Undo tick")
    shown.room.undo.assert_called_once_with()


def test_who_is_confirmed_cannot_be_unticked(show: Show) -> None:
    tick = show(states.confirmed()).part("Johan Ekdal is here")
    assert isinstance(tick, QCheckBox)
    assert tick.isChecked()
    assert not tick.isEnabled()


def test_a_newcomer_is_confirmed_with_one_press_while_the_case_stays(
    show: Show, qtbot: QtBot
) -> None:
    shown = show(states.newcomer())
    _press(shown, qtbot, "New in the room – confirm: Torbjörn Granath")
    shown.room.confirm.assert_called_once_with("PractitionerRole/p9")


def test_somebody_leaves_now(show: Show, qtbot: QtBot) -> None:
    shown = show(states.confirmed())
    _press(shown, qtbot, "Left: Leila Hosseini")
    _press(shown, qtbot, "Save the time")
    shown.room.leave.assert_called_once_with(states.ONCOLOGIST.id)


def test_somebody_left_earlier(show: Show, qtbot: QtBot) -> None:
    shown = show(states.confirmed())
    _press(shown, qtbot, "Left: Leila Hosseini")
    time = shown.part("Left at, Leila Hosseini")
    assert isinstance(time, QTimeEdit)
    now = time.time()
    time.setTime(now.addSecs(-600) if now.hour() else now.addSecs(600))
    wanted = time.time()
    _press(shown, qtbot, "Save the time")
    ((who, at), _) = shown.room.leave.call_args
    assert who == states.ONCOLOGIST.id
    assert at.tzinfo is UTC
    local = at.astimezone()
    assert (local.hour, local.minute) == (wanted.hour(), wanted.minute())


def test_leaving_can_be_cancelled(show: Show, qtbot: QtBot) -> None:
    shown = show(states.confirmed())
    _press(shown, qtbot, "Left: Leila Hosseini")
    _press(shown, qtbot, "Cancel")
    shown.room.leave.assert_not_called()
    assert shown.part("Left: Leila Hosseini").isVisible()


def test_a_walk_in_is_listed_with_what_is_known(show: Show, qtbot: QtBot) -> None:
    shown = show(states.confirmed())
    _press(shown, qtbot, "Add a person")
    _write(shown, qtbot, "Competence, such as surgeon", "genetiker")
    _write(shown, qtbot, "Name", "Åsa Öberg ")
    _press(shown, qtbot, "Add")
    (person,) = shown.room.add_walk_in.call_args.args
    assert person.id.startswith("urn:uuid:")
    assert (person.name, person.profession) == ("Åsa Öberg", "genetiker")
    assert person.provider == states.REGION
    assert (person.role, person.channel) == (Role.PARTICIPANT, Channel.IN_ROOM)
    assert person.organisation is OrganisationKind.CARE_PROVIDER


def test_a_walk_in_without_a_name_cannot_be_added(show: Show, qtbot: QtBot) -> None:
    shown = show(states.confirmed())
    _press(shown, qtbot, "Add a person")
    QTest.keyClicks(shown.part("Name"), "   ")
    add = [p for p in shown.view.findChildren(QAbstractButton) if p.accessibleName() == "Add"]
    assert not add[0].isEnabled()


def test_a_company_representative_belongs_to_a_company(show: Show, qtbot: QtBot) -> None:
    shown = show(states.confirmed())
    _press(shown, qtbot, "Add a person")
    role = shown.part("Role")
    assert isinstance(role, Choice)
    role.choose(Role.COMPANY)
    role.activated.emit(role.currentIndex())
    QTest.keyClicks(shown.part("Name"), "Bo Ek")
    _press(shown, qtbot, "Add")
    (person,) = shown.room.add_walk_in.call_args.args
    assert person.organisation is OrganisationKind.COMPANY
    assert person.for_case == ""


def test_the_chair_says_yes_to_a_student_for_one_case(show: Show, qtbot: QtBot) -> None:
    shown = show(states.student_present())
    _press(shown, qtbot, "Attendance: 7")
    _press(shown, qtbot, "Say yes to Elias Nyberg")
    shown.room.allow.assert_called_once_with(states.COLON.id, states.STUDENT.id)


# --- agenda, preview and room screen --------------------------------------------------------------


def test_pressing_a_patient_looks_at_them(show: Show, qtbot: QtBot) -> None:
    shown = show(states.confirmed())
    _press(shown, qtbot, "patient 3, KARIMI, Daniel")
    shown.room.select.assert_called_once_with(states.LIVER.id)
    shown.room.show.assert_not_called()


def test_enter_presses_a_line_of_the_agenda(show: Show, qtbot: QtBot) -> None:
    shown = show(states.confirmed())
    line = shown.part("patient 1, LUNDGREN")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert shown.part("patient 2, HEDSTRÖM").hasFocus()
    QTest.keyClick(shown.part("patient 2, HEDSTRÖM"), Qt.Key.Key_Return)
    shown.room.select.assert_called_once_with(states.RECTUM.id)


def test_a_patient_who_is_looked_at_gets_the_focus_so_that_enter_shows(
    show: Show, qtbot: QtBot
) -> None:
    shown = show(states.confirmed())
    shown.view.present(states.previewed())
    qtbot.waitUntil(shown.view.preview.hasFocus)


def test_black_waiting_and_freeze_are_buttons_too(show: Show, qtbot: QtBot) -> None:
    shown = show(states.live())
    for name in ("Black screen", "Waiting picture", "Freeze"):
        _press(shown, qtbot, name)
    assert shown.room.method_calls[-3:] == [call.black(), call.waiting(), call.freeze()]


def test_a_page_of_the_strip_is_pressed(show: Show, qtbot: QtBot) -> None:
    shown = show(states.live())
    _press(shown, qtbot, "Page 3: Imaging")
    shown.room.to_page.assert_called_once_with(3)


def test_the_preview_holds_no_picture_after_its_memory_is_gone(show: Show, qtbot: QtBot) -> None:
    shown = show(states.previewed())
    preview = shown.view.preview
    assert isinstance(preview, PreviewImage)
    preview.preview_ready(Slot.IN_THE_WINGS, sketch(1, colour="#ff0000"))
    assert _has_red(preview)
    preview.gone(1)
    assert not _has_red(preview)


def test_the_preview_of_another_generation_is_not_shown(show: Show) -> None:
    shown = show(states.previewed())
    shown.view.preview.preview_ready(Slot.IN_THE_WINGS, sketch(7, colour="#ff0000"))
    assert not _has_red(shown.view.preview)


def _has_red(preview: PreviewImage) -> bool:
    image = preview.grab().toImage()
    middle = image.width() // 2
    return any(image.pixelColor(middle, y).name() == "#ff0000" for y in range(image.height()))


# --- the outcome ----------------------------------------------------------------------------------


def test_the_usual_outcome_takes_three_presses(show: Show, qtbot: QtBot) -> None:
    shown = show(states.live())
    _press(shown, qtbot, "Palliativ onkologisk behandling")
    shown.room.choose_text.assert_called_once_with(states.TEXTS[3])
    shown.view.present(_without_blanks(states.TEXTS[3]))
    button = shown.part("Show large, Enter")
    qtbot.waitUntil(button.hasFocus)
    QTest.keyClick(button, Qt.Key.Key_Space)
    shown.room.show_recommendation.assert_called_once_with(large=True)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    shown.room.send.assert_called_once_with()


def _without_blanks(text: StandardText) -> RoomState:
    state = states.live()
    assert state.outcome is not None
    draft = msgspec.structs.replace(state.outcome.draft, text=text.text, source=text.reference)
    panel = msgspec.structs.replace(state.outcome, draft=draft)
    return msgspec.structs.replace(state, outcome=panel)


def test_texts_are_searched_and_chosen_from_the_keyboard(show: Show, qtbot: QtBot) -> None:
    shown = show(states.live())
    QTest.keyClick(shown.view.preview, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    search = shown.part("Search standard texts")
    assert isinstance(search, QLineEdit)
    qtbot.waitUntil(search.hasFocus)
    QTest.keyClicks(search, "pal")
    assert shown.room.search_texts.call_args == call("pal")
    search.setText("palliativ")  # as dictation and screen readers write
    assert shown.room.search_texts.call_args == call("palliativ")
    QTest.keyClick(search, Qt.Key.Key_Down)
    first = shown.part(states.TEXTS[0].title)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    shown.room.choose_text.assert_called_once_with(states.TEXTS[0])


def test_what_was_looked_for_goes_with_the_patient(show: Show) -> None:
    state = states.live()
    shown = show(state)
    search = shown.part("Search standard texts")
    assert isinstance(search, QLineEdit)
    search.setText("pal")
    shown.view.present(state)
    assert search.text() == "pal"
    assert state.outcome is not None
    other = msgspec.structs.replace(state.outcome.case, id="another")
    panel = msgspec.structs.replace(state.outcome, case=other)
    shown.view.present(msgspec.structs.replace(state, outcome=panel))
    assert search.text() == ""
    assert shown.room.search_texts.call_args == call("pal"), "the list is the new patient's already"


def test_an_open_blank_has_the_focus_and_is_filled_before_sending(show: Show, qtbot: QtBot) -> None:
    shown = show(states.live())
    shown.view.present(states.chosen())
    qtbot.waitUntil(lambda: shown.window.focusWidget().accessibleName() == "ingrepp")
    blank = shown.part("ingrepp")
    QTest.keyClicks(blank, "sigmoideumresektion")
    QTest.keyClick(blank, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    names = [each[0] for each in shown.room.method_calls]
    assert call.fill_blank("ingrepp", "sigmoideumresektion") in shown.room.method_calls
    assert names.index("fill_blank") < names.index("send")


def test_a_blank_that_is_filled_goes_away(show: Show) -> None:
    shown = show(states.chosen())
    shown.view.present(states.on_screen())
    with pytest.raises(AssertionError, match="nothing visible"):
        shown.part("ingrepp")


def test_typing_reaches_the_room_and_keeps_the_cursor(show: Show, qtbot: QtBot) -> None:
    state = states.on_screen()
    shown = show(state)
    text = next(t for t in shown.view.findChildren(TextField) if t.isVisible())
    text.setFocus()
    cursor = text.textCursor()
    cursor.setPosition(0)
    text.setTextCursor(cursor)
    QTest.keyClicks(text, "Ja ")
    typed = text.toPlainText()
    assert shown.room.set_text.call_args == call(typed)
    assert state.outcome is not None
    draft = msgspec.structs.replace(state.outcome.draft, text=typed)
    panel = msgspec.structs.replace(state.outcome, draft=draft)
    shown.view.present(msgspec.structs.replace(state, outcome=panel))
    assert text.textCursor().position() == 3


def test_a_pasted_word_of_a_million_letters_is_capped(show: Show) -> None:
    shown = show(states.on_screen())
    text = next(t for t in shown.view.findChildren(TextField) if t.isVisible())
    data = QMimeData()
    data.setText("å" * 1_000_000)
    text.insertFromMimeData(data)
    assert len(text.toPlainText()) == TEXT_CAP


def test_intention_and_responsibilities(show: Show, qtbot: QtBot) -> None:
    shown = show(states.chosen())
    _press(shown, qtbot, "Palliative")
    shown.room.set_intention.assert_called_once_with(Intention.PALLIATIVE)
    _press(shown, qtbot, "Curative")
    assert shown.room.set_intention.call_args == call(None)
    who = shown.part("Tells the patient")
    assert isinstance(who, Choice)
    who.choose(states.NURSE.id)
    who.activated.emit(who.currentIndex())
    shown.room.set_responsibility.assert_called_once_with(Duty.TELL_PATIENT, states.NURSE.id)
    again = shown.part("Comes back to a new conference")
    again.setFocus()
    QTest.keyClick(again, Qt.Key.Key_Space)
    shown.room.set_new_conference.assert_called_once_with(True)  # noqa: FBT003


def _unfold(shown: Shown, what: str) -> None:
    """Choose from the menu "Add …", without opening it: a menu is a window of its own."""
    extras = next(e for e in shown.view.findChildren(Extras) if e.isVisible())
    part = next(p for p in extras.findChildren(Extra) if p.caption == what)
    extras._unfold(part)


def test_a_note_to_the_record_is_written_in_a_field_that_opens(show: Show, qtbot: QtBot) -> None:
    shown = show(states.chosen())
    _unfold(shown, "Note")
    field = shown.part("Note to the record, not shown in the room")
    QTest.keyClicks(field, "Ring")
    assert shown.room.set_note.call_args == call("Ring")


def test_the_wheel_does_not_change_who_is_responsible(show: Show) -> None:
    shown = show(states.chosen())
    who = shown.part("Documents")
    assert isinstance(who, QComboBox)
    before = who.currentIndex()
    middle = who.rect().center().toPointF()
    event = QWheelEvent(
        middle,
        who.mapToGlobal(middle),
        who.pos(),
        who.pos() * -120,
        LEFT & Qt.MouseButton.RightButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003
    )
    who.wheelEvent(event)
    assert who.currentIndex() == before
    assert not event.isAccepted()


def test_the_outcome_is_locked_while_another_patient_is_looked_at(show: Show, qtbot: QtBot) -> None:
    shown = show(states.frozen())
    assert not shown.part("Send").isEnabled()
    assert not shown.part("The recommendation").isEnabled()
    _press(shown, qtbot, "Back to this patient")
    shown.room.select.assert_called_once_with(states.COLON.id)


def test_a_correction_needs_its_reason(show: Show, qtbot: QtBot) -> None:
    shown = show(states.delivered())
    _press(shown, qtbot, "Correct …")
    assert not shown.part("Begin the correction").isEnabled()
    _write(shown, qtbot, "Why is it corrected?", "fel sida")
    _press(shown, qtbot, "Begin the correction")
    shown.room.correct.assert_called_once_with("fel sida")


def test_a_conflict_shows_both_versions_and_a_way_for_each(show: Show, qtbot: QtBot) -> None:
    shown = show(states.conflict())
    _press(shown, qtbot, "Keep the record system's")
    shown.room.keep_rival.assert_called_once_with()
    _write(shown, qtbot, "Why is it replaced by yours?", "ny bedömning")
    _press(shown, qtbot, "Replace it with yours")
    shown.room.correct.assert_called_once_with("ny bedömning")


# --- notices and the end --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "name", "use_case"),
    [
        ("stopped", "Open again", "reopen"),
        ("refused", "Check again", "recheck"),
        ("looking_on", "Lead it from here", "take_over"),
    ],
)
def test_the_one_button_of_a_notice(
    state: str, name: str, use_case: str, show: Show, qtbot: QtBot
) -> None:
    shown = show(states.ALL[state]())
    _press(shown, qtbot, name)
    getattr(shown.room, use_case).assert_called_once_with()


def test_trying_again_after_the_log_was_down_never_shows_a_patient_in_the_room(
    show: Show, qtbot: QtBot
) -> None:
    down = Notice(id=9, kind=NoticeKind.LOG_DOWN, case=states.RECTUM.id)
    shown = show(msgspec.structs.replace(states.live(), notices=(down,)))
    _press(shown, qtbot, "Try again")
    shown.room.select.assert_called_once_with(states.RECTUM.id)
    shown.room.show.assert_not_called()


def test_a_postponed_patient_who_is_not_shown_is_taken_up_again(show: Show, qtbot: QtBot) -> None:
    closed = Decision(objections=(Objection(refusal=Refusal.CLOSED),))
    said = Notice(id=7, kind=NoticeKind.SHOW_REFUSED, case=states.COLON.id, decision=closed)
    shown = show(msgspec.structs.replace(states.confirmed(), notices=(said,)))
    _press(shown, qtbot, "Take up again")
    shown.room.resume.assert_called_once_with(states.COLON.id)


def test_a_notice_is_closed(show: Show, qtbot: QtBot) -> None:
    shown = show(states.refused())
    _press(shown, qtbot, "Close the message")
    shown.room.dismiss.assert_called_once_with(3)


def test_the_end_lists_what_is_undone_and_leads_back(show: Show, qtbot: QtBot) -> None:
    shown = show(states.confirmed())
    _press(shown, qtbot, "End the meeting")
    shown.room.end_meeting.assert_called_once_with()
    shown.view.present(states.ending())
    _press(shown, qtbot, "HEDSTRÖM, Ulla-Britt: Not discussed")
    shown.room.continue_meeting.assert_called_once_with()
    shown.room.select.assert_called_once_with(states.RECTUM.id)


def test_the_meeting_is_ended_and_the_program_asked_to_close(show: Show, qtbot: QtBot) -> None:
    shown = show(states.ending())
    ends = [
        part
        for part in shown.view.findChildren(QAbstractButton)
        if part.accessibleName() == "End the meeting" and part.isVisible() and part.isEnabled()
    ]
    QTest.mouseClick(ends[0], LEFT)
    shown.room.confirm_end.assert_called_once_with()
    shown.view.present(states.ended())
    with qtbot.waitSignal(shown.view.close_asked):
        _press(shown, qtbot, "Close Samsyn")


def test_closing_says_what_would_be_lost(show: Show, qtbot: QtBot) -> None:
    shown = show(states.live())
    shown.room.why_not_close = (Waiting.OUTCOME, Waiting.ATTENDANCE)
    shown.view.ask_to_close()
    texts = [label.text() for label in shown.part("Close Samsyn?").findChildren(QLabel)]
    assert any("A recommendation, the attendance" in text for text in texts)
    stay = [
        part
        for part in shown.view.findChildren(QAbstractButton)
        if part.accessibleName() == "Back to the meeting" and part.isVisible()
    ]
    qtbot.waitUntil(stay[0].hasFocus)
    with qtbot.waitSignal(shown.view.close_confirmed):
        _press(shown, qtbot, "Close and lose it")


def test_the_window_asks_and_does_not_close_by_itself(show: Show) -> None:
    shown = show(states.live())
    shown.window.close()
    assert shown.window.isVisible()
    shown.room.end_meeting.assert_called_once_with()  # the fixture's stand-in for "close asked"


def test_a_name_with_markup_is_shown_as_it_is(show: Show) -> None:
    state = states.confirmed()
    wild = "<img src='file:///x'><b>&lt;Ek"
    patient = msgspec.structs.replace(states.COLON.patient, family=wild)
    case = msgspec.structs.replace(states.COLON, patient=patient)
    line = msgspec.structs.replace(state.lines[0], case=case)
    shown = show(msgspec.structs.replace(state, lines=(line, *state.lines[1:])))
    assert shown.part(f"patient 1, {wild.upper()}").isVisible()


def test_times_are_told_in_local_time() -> None:
    at = today_at(13, 5)
    assert at.tzinfo is UTC
    assert (at.astimezone().hour, at.astimezone().minute) == (13, 5)
    assert at.astimezone().date() == datetime.now().astimezone().date()
