"""Tab and the arrows: the order, and that following it leaves nothing that Qt deletes behind."""

import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.console import focus
from ui.console.widgets import Line, Scroll, button, column, discard, label, row

# In a process of its own: what it looks for ends the process. The address of a layout's item that
# Qt has deleted is soon a label's; whoever still held the item took the label for it.
_COME_AND_GO = """
import random
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from ui.console.focus import chain
from ui.console.widgets import Line, clear, column, discard, label

application = QApplication([])
whole = QWidget()
lines = QVBoxLayout(whole)
whole.show()
order = ()
chance = random.Random(7)
for turn in range(400):
    if turn % 3 == 0:
        clear(lines)
    for _ in range(chance.randrange(1, 8)):
        line = Line(lambda: None)
        line.setLayout(column(label("a"), label("b", wrap=True)))
        lines.insertWidget(chance.randrange(lines.count() + 1), line)
    shown = whole.findChildren(Line)
    for line in chance.sample(shown, min(3, len(shown))):
        if turn % 3 == 1:
            discard(line)
        else:
            lines.insertWidget(chance.randrange(lines.count()), line)
    order = chain(whole, order)
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
print(len(order))
"""


def _button(name: str) -> QWidget:
    return button(name, lambda: None)


def _names(root: QWidget) -> list[str]:
    return [part.accessibleName() for part in focus.in_order(root)]


def test_tab_goes_as_the_parts_lie_and_not_as_they_were_made(qtbot: QtBot) -> None:
    late, early, beside, below = (_button(name) for name in ("late", "early", "beside", "below"))
    inside = QWidget()
    inside.setLayout(column(label("no stop"), below, None))
    whole = QWidget()
    whole.setLayout(column(row(early, None, beside), 4, late, Scroll(inside, "scrolled")))
    qtbot.addWidget(whole)
    assert _names(whole) == ["early", "beside", "late", "below"]


def test_tab_goes_along_the_rows_of_a_grid(qtbot: QtBot) -> None:
    whole = QWidget()
    grid = QGridLayout(whole)
    for at, name in enumerate(("a", "b", "c", "d")):
        grid.addWidget(_button(name), at // 2, at % 2)
    qtbot.addWidget(whole)
    assert _names(whole) == ["a", "b", "c", "d"]


def test_a_line_that_was_put_between_or_taken_away_changes_the_order(qtbot: QtBot) -> None:
    whole = QWidget()
    lines = QVBoxLayout(whole)
    qtbot.addWidget(whole)
    for name in ("first", "third"):
        lines.addWidget(_button(name))
    second = _button("second")
    lines.insertWidget(1, second)
    before = focus.chain(whole, ())
    assert [part.accessibleName() for part in before] == ["first", "second", "third"]
    lines.insertWidget(2, second)
    assert _names(whole) == ["first", "third", "second"]
    discard(before[0])
    assert _names(whole) == ["third", "second"]


# Of the offscreen platform, about the size of a window: of no concern here.
@pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
def test_the_first_of_a_kind_takes_the_focus(qtbot: QtBot) -> None:
    whole = QWidget()
    lines = [Line(lambda: None), Line(lambda: None)]
    whole.setLayout(column(_button("before"), *lines))
    qtbot.addWidget(whole)
    with qtbot.waitActive(whole):
        whole.show()
    assert focus.to_first(whole, Line)
    assert whole.focusWidget() is lines[0]
    assert not focus.to_first(whole, Scroll)


def test_lists_come_and_go_under_tab_and_nothing_of_them_is_left() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", _COME_AND_GO],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0
