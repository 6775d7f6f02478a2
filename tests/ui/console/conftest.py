"""A console over a room that only notes what it is asked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from unittest.mock import Mock, create_autospec

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.room.room import Room
from app.room.state import RoomState
from tests.ui.console.states import NOW
from ui import i18n
from ui.console import style
from ui.console.room_view import RoomView
from ui.console.window import ConsoleWindow


@dataclass
class Shown:
    """A console with a meeting in it, and the room that it speaks to."""

    window: ConsoleWindow
    view: RoomView
    room: Mock

    def part(self, name: str) -> QWidget:
        """Return the visible part that a screen reader calls so, or that begins so."""
        QCoreApplication.sendPostedEvents()  # what was made just now is shown then
        parts = [part for part in self.view.findChildren(QWidget) if part.isVisible()]
        for part in parts:
            if part.accessibleName() == name:
                return part
        for part in parts:
            if part.accessibleName().startswith(name):
                return part
        raise AssertionError(f"nothing visible is called {name}")


Show = Callable[[RoomState], Shown]


@pytest.fixture(scope="session")
def styled(qapp: QApplication) -> None:
    style.install(qapp)


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest, styled: None) -> Iterator[str]:
    i18n.install(request.param)
    yield request.param
    i18n.install("en")


@pytest.fixture
def english(styled: None) -> None:
    i18n.install("en")


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    made: list[ConsoleWindow] = []

    def showing(state: RoomState) -> Shown:
        room = create_autospec(Room, instance=True)
        room.why_not_close = ()
        window = ConsoleWindow(room.end_meeting)
        view = RoomView(room, lambda: NOW)
        window.show_page(view)
        window.resize(1366, 768)
        view.present(state)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        made.append(window)
        return Shown(window, view, room)

    yield showing
    for window in made:
        window.finish()
    # No event loop ends here, which is when Qt deletes: and the next window's style is also theirs.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
