"""Keys and clickers: what each does, and where it does nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.keyboard import Action
from tests.ui.console import states
from tests.ui.console.conftest import Show, Shown
from ui.console.help_overlay import HelpOverlay
from ui.console.keymap import KEYMAP, Where
from ui.console.keys import Keys

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
KEY = Qt.Key

EVERYWHERE = [
    (KEY.Key_PageDown, NONE, "next_page"),
    (KEY.Key_PageUp, NONE, "previous_page"),
    (KEY.Key_PageDown, CTRL, "select_next"),
    (KEY.Key_PageUp, CTRL, "select_previous"),
    (KEY.Key_F5, NONE, "show"),
    (KEY.Key_B, CTRL, "black"),
    (KEY.Key_Return, CTRL, "send"),
]
OUTSIDE_TEXT = [
    (KEY.Key_B, NONE, "black"),
    (KEY.Key_Period, NONE, "black"),
    (KEY.Key_W, NONE, "waiting"),
    (KEY.Key_F, NONE, "freeze"),
    (KEY.Key_Z, CTRL, "undo"),
]
OTHERS = [
    (KEY.Key_R, NONE, "elsewhere"),
    (KEY.Key_N, CTRL, "forget_extra"),
    (KEY.Key_Down, CTRL | SHIFT, "move"),
]
IN_PREVIEW = [
    (KEY.Key_Right, NONE, "next_page"),
    (KEY.Key_Space, NONE, "next_page"),
    (KEY.Key_Left, NONE, "previous_page"),
    (KEY.Key_Return, NONE, "show"),
    (KEY.Key_Enter, NONE, "show"),
]


def _in_preview(shown: Shown, qtbot: QtBot) -> QWidget:
    shown.view.preview.setFocus()
    qtbot.waitUntil(shown.view.preview.hasFocus)
    return shown.view.preview


def _in_text(shown: Shown, qtbot: QtBot) -> QWidget:
    text = next(t for t in shown.view.findChildren(QPlainTextEdit) if t.isVisible())
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    shown.room.reset_mock()
    return text


@pytest.mark.parametrize(("key", "modifier", "use_case"), EVERYWHERE + OUTSIDE_TEXT + IN_PREVIEW)
def test_a_key_in_the_preview(
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    use_case: str,
    show: Show,
    qtbot: QtBot,
    english: None,
) -> None:
    shown = show(states.live())
    QTest.keyClick(_in_preview(shown, qtbot), key, modifier)
    getattr(shown.room, use_case).assert_called_once_with()


@pytest.mark.parametrize(("key", "modifier", "use_case"), EVERYWHERE)
def test_a_clicker_works_while_somebody_types(
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    use_case: str,
    show: Show,
    qtbot: QtBot,
    english: None,
) -> None:
    shown = show(states.on_screen())
    QTest.keyClick(_in_text(shown, qtbot), key, modifier)
    getattr(shown.room, use_case).assert_called_once_with()


@pytest.mark.parametrize(("key", "modifier", "use_case"), OUTSIDE_TEXT + IN_PREVIEW)
def test_letters_belong_to_the_text_while_somebody_types(
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    use_case: str,
    show: Show,
    qtbot: QtBot,
    english: None,
) -> None:
    shown = show(states.on_screen())
    QTest.keyClick(_in_text(shown, qtbot), key, modifier)
    getattr(shown.room, use_case).assert_not_called()


def test_space_and_enter_press_a_button_that_has_the_focus(
    show: Show, qtbot: QtBot, english: None
) -> None:
    shown = show(states.live())
    waiting = shown.part("Waiting picture")
    waiting.setFocus()
    QTest.keyClick(waiting, KEY.Key_Space)
    shown.room.waiting.assert_called_once_with()
    shown.room.next_page.assert_not_called()


def test_a_number_and_enter_go_to_that_page(show: Show, qtbot: QtBot, english: None) -> None:
    shown = show(states.live())
    preview = _in_preview(shown, qtbot)
    QTest.keyClick(preview, KEY.Key_1)
    QTest.keyClick(preview, KEY.Key_2)
    QTest.keyClick(preview, KEY.Key_Return)
    shown.room.to_page.assert_called_once_with(12)
    shown.room.show.assert_not_called()


def test_another_key_forgets_the_number(show: Show, qtbot: QtBot, english: None) -> None:
    shown = show(states.live())
    preview = _in_preview(shown, qtbot)
    QTest.keyClick(preview, KEY.Key_3)
    QTest.keyClick(preview, KEY.Key_PageDown)
    QTest.keyClick(preview, KEY.Key_Return)
    shown.room.to_page.assert_not_called()
    shown.room.show.assert_called_once_with()


def test_the_focus_never_slips_to_black_when_a_pressed_button_goes_away(
    show: Show, qtbot: QtBot, english: None
) -> None:
    shown = show(states.on_screen())
    send = shown.part("Send")
    send.setFocus()
    qtbot.waitUntil(send.hasFocus)
    shown.view.present(states.delivered())
    assert shown.window.focusWidget() is shown.view.preview


def test_escape_never_ends_anything(show: Show, qtbot: QtBot, english: None) -> None:
    shown = show(states.live())
    before = len(shown.room.mock_calls)
    for _ in range(3):
        QTest.keyClick(_in_preview(shown, qtbot), KEY.Key_Escape)
    assert len(shown.room.mock_calls) == before
    assert shown.window.isVisible()


@pytest.mark.parametrize(("key", "modifier"), [(KEY.Key_F1, NONE), (KEY.Key_Question, SHIFT)])
def test_help_is_written_from_the_table_and_goes_again(
    key: Qt.Key, modifier: Qt.KeyboardModifier, show: Show, qtbot: QtBot, english: None
) -> None:
    shown = show(states.live())
    overlay = shown.view.findChild(HelpOverlay)
    assert isinstance(overlay, HelpOverlay)
    QTest.keyClick(_in_preview(shown, qtbot), key, modifier)
    assert overlay.isVisible()
    assert overlay.size() == shown.view.size()
    assert len(Keys().help_rows()) == sum(1 for each in KEYMAP if each.words and each.keys)
    QTest.keyClick(overlay, KEY.Key_Escape)
    assert not overlay.isVisible()


def test_f11_asks_for_the_other_kind_of_room_window(
    show: Show, qtbot: QtBot, english: None
) -> None:
    shown = show(states.live())
    with qtbot.waitSignal(shown.view.windowed_asked):
        QTest.keyClick(_in_preview(shown, qtbot), KEY.Key_F11)


def test_ctrl_t_hides_and_shows_the_clocks(show: Show, qtbot: QtBot, english: None) -> None:
    shown = show(states.live())
    clock = shown.part("Time of this patient")
    QTest.keyClick(_in_preview(shown, qtbot), KEY.Key_T, CTRL)
    assert not clock.isVisible()
    QTest.keyClick(_in_preview(shown, qtbot), KEY.Key_T, CTRL)
    assert clock.isVisible()


def test_tab_goes_through_everything_and_back_to_where_it_began(
    show: Show, qtbot: QtBot, english: None
) -> None:
    shown = show(states.chosen())
    start = _in_preview(shown, qtbot)
    visited = [start]
    for _ in range(200):
        QTest.keyClick(visited[-1], KEY.Key_Tab)
        focus = shown.window.focusWidget()
        if focus is start:
            break
        visited.append(focus)
    assert shown.window.focusWidget() is start
    assert any(isinstance(widget, QLineEdit) for widget in visited)


def test_every_action_is_in_the_table_and_is_found_by_its_name(english: None) -> None:
    assert {binding.action for binding in KEYMAP} == set(Action)
    only_in_preview = {each.action for each in KEYMAP if each.where is Where.PREVIEW}
    named = {action for action, words, _ in Keys().actions() if words}
    assert named == set(Action) - (only_in_preview - {Action.SHOW})


def test_a_key_of_the_settings_is_taken_from_whatever_had_it(
    show: Show, qtbot: QtBot, english: None
) -> None:
    keys = Keys({Action.FREEZE: ("B", "Ctrl+9")})
    assert keys.of(Action.FREEZE) == "B, Ctrl+9"
    assert "B" not in keys.of(Action.BLACK).split(", ")
    rows = dict(keys.help_rows())
    assert rows["B, Ctrl+9"].startswith("Freeze")
    assert rows["."] == "Black screen, and back"


def test_no_key_means_two_things_in_one_place() -> None:
    taken = [(key, binding.where) for binding in KEYMAP for key in binding.keys]
    assert len(taken) == len(set(taken))
