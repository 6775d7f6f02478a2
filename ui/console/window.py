"""The console's one window: a page at the start, then the meeting. Its title never changes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
    QTimeEdit,
    QWidget,
)

from ui.console.keys import Keys
from ui.console.preview import PreviewImage
from ui.console.room_view import RoomView
from ui.console.widgets import column
from ui.garbage import kept_until_deleted

TITLE = "Samsyn"  # constant: never a patient's
_TEXT_FIELDS = (QLineEdit, QPlainTextEdit, QTimeEdit)
_SMALLEST = (1080, 608)  # a laptop of 1366 × 768 at 125 % has 1093 × 614
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class ConsoleWindow(QMainWindow):
    """Shows one page at a time, hears the keys, and asks before it closes."""

    def __init__(self, close_asked: Callable[[], None], keys: Keys | None = None) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setMinimumSize(*_SMALLEST)
        self._close_asked = close_asked
        self._keys = keys or Keys()
        self._room_view: RoomView | None = None
        self._pages = QStackedWidget()
        self._foot: QWidget | None = None
        ground = QWidget()
        ground.setObjectName("ground")
        self._whole = column(self._pages, gap=0)
        ground.setLayout(self._whole)
        self.setCentralWidget(ground)
        QGuiApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def show_page(self, page: QWidget) -> None:
        """Put a page in front and let go of the one before."""
        before = self._pages.currentWidget()
        self._room_view = page if isinstance(page, RoomView) else None
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if before is not None:
            self._pages.removeWidget(before)
            kept_until_deleted(before)

    def set_foot(self, foot: QWidget | None) -> None:
        """Have something below all pages until the meeting, or let go of it."""
        before, self._foot = self._foot, foot
        if before is not None:
            before.hide()
            self._whole.removeWidget(before)
            kept_until_deleted(before)
        if foot is not None:
            self._whole.addWidget(foot)

    def finish(self) -> None:
        """Go away for good."""
        QGuiApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.hide()
        kept_until_deleted(self)

    def _key(self, event: QKeyEvent) -> bool:
        focus = QApplication.focusWidget()
        if isinstance(focus, PreviewImage) and self._points(event):
            return True
        action = self._keys.find(
            event,
            in_text=isinstance(focus, _TEXT_FIELDS),
            in_preview=isinstance(focus, PreviewImage),
        )
        if action is None or self._room_view is None or _list_is_open(focus):
            return False
        self._room_view.act(action, event.text())
        return True

    def _points(self, event: QKeyEvent) -> bool:
        """Move the pointer, or the enlarged part, by Shift and an arrow."""
        step = _ARROWS.get(Qt.Key(event.key()))
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        view = self._room_view
        if step is None or view is None or held != Qt.KeyboardModifier.ShiftModifier:
            return False
        return view.case_view.pointing.move(*step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Take the console's keys before any widget of this window does."""
        mine = isinstance(watched, QWidget) and watched.window() is self
        if mine and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask whoever knows what would be lost; never close by itself."""
        event.ignore()
        self._close_asked()


def _list_is_open(focus: QWidget | None) -> bool:
    return isinstance(focus, QComboBox) and focus.view().isVisible()
