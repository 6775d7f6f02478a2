"""The meeting's checklists: lines to tick, at their moment."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.model.definition import Moment, Whose
from app.room.room import Room
from app.room.state import CaseLine, CheckLine, RoomState
from ui.console import style
from ui.console.labels import clock_time, in_language
from ui.console.person_row import Tick
from ui.console.possible import is_looker_on
from ui.console.sheet import Sheet
from ui.console.widgets import Scroll, clear, column, label, row, say
from ui.translatable import QT_TRANSLATE_NOOP

_HEADINGS = {
    Moment.BEFORE: QT_TRANSLATE_NOOP("Checklists", "BEFORE THE MEETING"),
    Moment.DURING: QT_TRANSLATE_NOOP("Checklists", "DURING THE MEETING"),
    Moment.AFTER: QT_TRANSLATE_NOOP("Checklists", "WHEN THE MEETING ENDS"),
}


def done_of_all(state: RoomState) -> tuple[int, int]:
    """Return how many lines of this moment are ticked, and how many there are."""
    here = [line for line in state.checklist if line.moment is state.moment]
    return sum(line.checked_at is not None for line in here), len(here)


class Checklist(QWidget):
    """The lines of one moment; nothing where there are none."""

    def __init__(self, room: Room, moment: Moment) -> None:
        super().__init__()
        self._room, self._moment = room, moment
        self._rows: dict[str, CheckRow] = {}
        self._heading = label("", "caption")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.setLayout(column(self._heading, self._list, gap=2))

    def present(self, state: RoomState) -> None:
        """Show the lines and their ticks."""
        lines = [line for line in state.checklist if line.moment is self._moment]
        self.setVisible(bool(lines))
        say(self._heading, QCoreApplication.translate("Checklists", _HEADINGS[self._moment]))
        if tuple(self._rows) != tuple(line.item.key for line in lines):
            clear(self._list)
            self._rows = {line.item.key: CheckRow(self._room, line) for line in lines}
            for shown in self._rows.values():
                self._list.addWidget(shown)
        for line in lines:
            self._rows[line.item.key].present(line, enabled=not is_looker_on(state))

    def start(self) -> bool:
        """Put the focus on the first line that is not ticked; tell whether there is one."""
        return any(shown.start() for shown in self._rows.values())


class CheckRow(QFrame):
    """One line: a press anywhere on it ticks."""

    def __init__(self, room: Room, line: CheckLine) -> None:
        super().__init__()
        self.setProperty("role", "person")
        self._room, self._key = room, line.item.key
        words = in_language(line.item.text)
        self._tick = Tick()
        self._tick.setAccessibleName(words)
        self._tick.clicked.connect(self._ticked)
        text = label(words, wrap=True)
        chairs = self.tr("Chair's own") if line.item.whose is Whose.CHAIR else ""
        self._whose = label(chairs, "chip")
        self._at = label("", "quiet")
        whole = row(self._tick, gap=6)
        whole.addWidget(text, 1)
        for part in (self._whose, self._at):
            whole.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.setContentsMargins(4, 3, 4, 3)
        self.setLayout(whole)
        self.setMinimumHeight(style.TARGET)

    def present(self, line: CheckLine, *, enabled: bool) -> None:
        """Show whether, and when, it is ticked."""
        self._tick.setChecked(line.checked_at is not None)
        self._tick.setEnabled(enabled)
        say(self._at, clock_time(line.checked_at) if line.checked_at is not None else "")

    def start(self) -> bool:
        """Take the focus if there is something to tick; tell whether it was taken."""
        wanted = self._tick.isEnabled() and not self._tick.isChecked()
        if wanted:
            self._tick.setFocus(Qt.FocusReason.OtherFocusReason)
        return wanted

    def _ticked(self, done: bool) -> None:  # noqa: FBT001 -- Qt's signal
        self._room.check(self._key, done=done)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Tick, or take the tick back."""
        if self._tick.isEnabled() and self.rect().contains(event.position().toPoint()):
            self._tick.click()


class ChecklistSheet(Sheet):
    """All three checklists; the focus begins at what is left of this moment."""

    def __init__(self, room: Room, close: Callable[[], None]) -> None:
        super().__init__(room, close, self.tr("Checklist"))
        self._lists = {moment: Checklist(room, moment) for moment in Moment}
        how = self.tr("Say aloud what the room goes through. Ticks are kept with the attendance.")
        inside = QWidget()
        inside.setLayout(column(*self._lists.values(), None, gap=14))
        self.inside.addWidget(label(how, "quiet", wrap=True))
        self.inside.addWidget(Scroll(inside, self.tr("Checklist")))

    def begin(self, state: RoomState, line: CaseLine | None) -> None:  # noqa: ARG002
        """Begin at this moment."""
        self.about("")
        self.present(state)
        order = (state.moment, *(moment for moment in Moment if moment is not state.moment))
        if not any(self._lists[moment].start() for moment in order):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def present(self, state: RoomState) -> None:
        """Show every line and its tick."""
        for each in self._lists.values():
            each.present(state)
