"""Every state is rendered completely: named, plain, legible, and without anything cut off."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.keyboard import Action
from app.room.state import Lookup
from tests.ui.console import states
from tests.ui.console.conftest import Show
from ui.console import style
from ui.console.widgets import Elided
from ui.theme import contrast

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTimeEdit)
IN_FRONT = (
    Action.POSTPONE,
    Action.MEET_BY_TEXT,
    Action.DEFINITION,
    Action.LEGAL_GROUND,
    Action.CONSENT,
    Action.PAGES,
    Action.CHECKLIST,
    Action.EXTRA_CASE,
    Action.TEXTS,
    Action.ATTENDANCE,
    Action.HELP,
    Action.PALETTE,
)
SIZES = ((1093, 614), (1366, 768), (1920, 1080))


def _visible(root: QWidget, *kinds: type[QWidget]) -> list[QWidget]:
    return [
        part for part in root.findChildren(QWidget) if isinstance(part, kinds) and part.isVisible()
    ]


def test_every_control_has_a_name_for_a_screen_reader(show: Show, language: str) -> None:
    shown = show(states.before_attest())
    for name, make in states.ALL.items():
        shown.view.present(make())
        assert _nameless(shown.view) == [], name


def _nameless(view: QWidget) -> list[tuple[str, str]]:
    inner = QTimeEdit | QComboBox | QLineEdit  # what Qt puts inside its own widgets
    return [
        (type(part).__name__, type(part.parentWidget()).__name__)
        for part in _visible(view, *CONTROLS)
        if not part.accessibleName().strip()
        and not part.objectName().startswith("qt_")
        and not isinstance(part.parentWidget(), inner)
    ]


def test_every_label_is_plain_text(show: Show, english: None) -> None:
    shown = show(states.before_attest())
    for make in states.ALL.values():
        shown.view.present(make())
        formats = {label.textFormat() for label in shown.view.findChildren(QLabel)}
        assert formats == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off(size: tuple[int, int], show: Show, language: str, qtbot: QtBot) -> None:
    shown = show(states.before_attest())
    shown.window.resize(*size)
    qtbot.waitUntil(lambda: shown.window.width() == size[0])
    for name, make in states.ALL.items():
        shown.view.present(make())
        for _ in range(3):  # layouts ask their parents, and those theirs
            QCoreApplication.sendPostedEvents()
        cut = [*_cut_buttons(shown.view), *_cut_labels(shown.view)]
        assert cut == [], name


@pytest.mark.parametrize("size", SIZES)
def test_no_sheet_and_nothing_in_front_is_cut_off(
    size: tuple[int, int], show: Show, language: str, qtbot: QtBot
) -> None:
    shown = show(states.blocks_named())
    shown.window.resize(*size)
    qtbot.waitUntil(lambda: shown.window.width() == size[0])
    for action in IN_FRONT:
        shown.view.act(action)
        if action is Action.EXTRA_CASE:
            shown.view.present(states.extra(Lookup.FOUND))
        if action is Action.TEXTS:
            shown.view.present(states.own_text())
        for _ in range(3):
            QCoreApplication.sendPostedEvents()
        assert [*_cut_buttons(shown.view), *_cut_labels(shown.view)] == [], action
        assert _nameless(shown.view) == [], action
        shown.view.act(Action.BACK)


def _cut_buttons(view: QWidget) -> list[str]:
    return [
        button.accessibleName()
        for button in _visible(view, QAbstractButton)
        if not isinstance(button, Elided) and button.width() < button.minimumSizeHint().width()
    ]


def _cut_labels(view: QWidget) -> list[str]:
    return [
        label.text()
        for label in _visible(view, QLabel)
        if isinstance(label, QLabel) and not _fits(label)
    ]


def _fits(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() >= label.heightForWidth(label.width())
    return label.width() >= label.sizeHint().width()


def test_a_state_replaces_the_one_before_completely(show: Show, english: None) -> None:
    shown = show(states.conflict())
    shown.view.present(states.before_attest())
    texts = {label.text() for label in _visible(shown.view, QLabel) if isinstance(label, QLabel)}
    assert "IN THE RECORD SYSTEM" not in texts
    assert not any("another recommendation" in text for text in texts)


@pytest.mark.parametrize(("text", "ground"), style.PAIRS)
def test_text_can_be_read_on_its_ground(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


def test_the_title_never_tells_who_is_shown(show: Show, english: None) -> None:
    assert show(states.live()).window.windowTitle() == "Samsyn"
