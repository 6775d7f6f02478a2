"""The checklists in the console: counted at their moment, ticked by press, by Space or by mouse."""

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.keyboard import Action
from tests.ui.console import states
from tests.ui.console.conftest import Show, Shown
from ui.console.checklists import CheckRow
from ui.console.person_row import Tick

pytestmark = pytest.mark.usefixtures("english")

SOUND = "Ljud och bild fungerar, här och på distans."
WISHES = "Ork, samsjuklighet och egna önskemål nämns."
LEFT = "Inget ligger kvar"


def button(shown: Shown, text: str) -> QPushButton:
    found = shown.part(text)
    assert isinstance(found, QPushButton)
    return found


def test_the_count_of_the_moment_stands_below_who_is_here(show: Show) -> None:
    shown = show(states.before_attest())
    assert button(shown, "Checklist").text() == "Checklist: 0 of 2"
    shown.view.present(states.live())
    assert button(shown, "Checklist").text() == "Checklist: 1 of 2"
    only_before = [line for line in states.live().checklist if line.moment == "before"]
    shown.view.present(msgspec.structs.replace(states.live(), checklist=tuple(only_before)))
    assert button(shown, "Checklist").text() == "Checklist"


def test_a_conference_without_checklists_shows_nothing_of_them(show: Show) -> None:
    shown = show(msgspec.structs.replace(states.live(), checklist=()))
    for button_of in shown.view.findChildren(QPushButton):
        assert not (button_of.isVisible() and "hecklist" in button_of.accessibleName())
    shown.view.act(Action.CHECKLIST)
    assert shown.part("This conference has no checklist.").isVisible()


def test_ctrl_l_begins_at_what_is_left_of_this_moment_and_space_ticks(show: Show) -> None:
    shown = show(states.before_attest())
    QTest.keyClick(shown.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    tick = QApplication.focusWidget()
    assert isinstance(tick, Tick)
    assert tick.accessibleName() == SOUND
    QTest.keyClick(tick, Qt.Key.Key_Space)
    shown.room.check.assert_called_once_with("sound", done=True)
    before = states.before_attest()
    shown.view.present(msgspec.structs.replace(before, checklist=states.live().checklist))
    assert tick.isChecked()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    shown.room.check.assert_called_with("sound", done=False)
    QTest.keyClick(shown.window, Qt.Key.Key_Escape)
    assert not tick.isVisible()


def test_a_press_anywhere_on_a_line_ticks(show: Show) -> None:
    shown = show(states.live())
    shown.view.act(Action.CHECKLIST)
    QCoreApplication.sendPostedEvents()  # what was made just now is shown then
    words = next(
        each
        for each in shown.view.findChildren(QLabel)
        if each.text() == WISHES and each.isVisible()
    )
    line: QWidget | None = words.parentWidget()
    assert isinstance(line, CheckRow)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    shown.room.check.assert_called_once_with("wishes", done=False)
    chips = [e.text() for e in shown.view.findChildren(QLabel) if e.isVisible() and e.text()]
    assert chips.count("Chair's own") == 3


def test_the_last_list_stands_where_the_meeting_is_ended(show: Show) -> None:
    shown = show(states.ending())
    tick = shown.part("Inga papper eller öppna bilder ligger kvar i rummet.")
    assert isinstance(tick, Tick)
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton)
    shown.room.check.assert_called_once_with("left", done=True)
    shown.view.present(states.ended())
    assert not tick.isEnabled()


def test_a_looker_on_ticks_nothing(show: Show) -> None:
    shown = show(states.live())
    shown.view.act(Action.CHECKLIST)
    QCoreApplication.sendPostedEvents()
    shown.view.present(msgspec.structs.replace(states.live(), driver=states.looking_on().driver))
    rows = [each for each in shown.view.findChildren(CheckRow) if each.isVisible()]
    assert len(rows) == 6
    for each in rows:
        QTest.mouseClick(each, Qt.MouseButton.LeftButton)
    shown.room.check.assert_not_called()
