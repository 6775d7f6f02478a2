"""The end of the meeting: what is undone, and the way out."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.definition import Moment
from app.room.room import Room
from app.room.state import RoomState, UndoneCase
from ui.console.checklists import Checklist
from ui.console.figures_table import FiguresTable
from ui.console.labels import patient_name, term
from ui.console.widgets import Card, Line, Scroll, button, clear, column, label, row, say


class Ending(QWidget):
    """Lists each undone case; ends the meeting, or goes back to it."""

    close_asked = Signal()

    def __init__(self, room: Room, *, figures_wanted: bool) -> None:
        super().__init__()
        self._room = room
        self._figures = FiguresTable(wanted=figures_wanted)
        self._shown: tuple[UndoneCase, ...] | None = None
        self._over = False
        self._heading = label("", "title", wrap=True)
        self._words = label("", wrap=True)
        self._waiting = label("", tone="warn", wrap=True)
        self._undone = QWidget()
        self._list = QVBoxLayout(self._undone)
        self._list.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        self._checklist = Checklist(room, Moment.AFTER)
        left = column(self._words, self._undone, gap=6)
        below_each_other = column(self._checklist, left, self._figures, None, gap=18)
        below_each_other.setContentsMargins(0, 0, 4, 0)
        inside.setLayout(below_each_other)
        self._scroll = Scroll(inside, self.tr("What is left, and the meeting in figures"))
        self._back = button(self.tr("Back to the meeting"), room.continue_meeting)
        self._end = button(self.tr("End the meeting"), room.confirm_end, "primary")
        self._close = button(self.tr("Close Samsyn"), self.close_asked.emit, "primary")
        self._close.setEnabled(False)  # until all has reached the host
        buttons = row(self._back, None, self._end, self._close)
        card = Card(self._heading, self._scroll, self._waiting, buttons, margins=22)
        self.setLayout(column(card))

    def start(self) -> None:
        """Put the focus on the way that loses nothing."""
        first = self._close if self._back.isHidden() else self._back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def present(self, state: RoomState) -> None:
        """Show what is left to do."""
        done = not state.undone
        if state.ended:
            say(self._heading, self.tr("The meeting is ended"))
        else:
            say(self._heading, self.tr("End the meeting?"))
        self._say_words(state, done=done)
        waiting = state.waiting_deliveries
        said = self.tr("%n thing(s) wait to reach the record system. Wait a moment.", "", waiting)
        say(self._waiting, said if waiting else "")
        self._undone.setVisible(not done)
        self._checklist.present(state)
        self._figures.present(state, self._room.why_not_close)
        self._back.setVisible(not state.ended)
        self._end.setVisible(not state.ended)
        self._close.setVisible(state.ended)
        if state.ended and waiting == 0 and not self._close.isEnabled():
            self._close.setEnabled(True)
            self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        if (state.undone, state.ended) != (self._shown, self._over):
            self._shown, self._over = state.undone, state.ended
            self._rebuild(state.undone)

    def _say_words(self, state: RoomState, *, done: bool) -> None:
        if done:
            said = self.tr("Every patient has a recommendation that has been delivered.")
        elif state.ended:
            said = self.tr("This is left to do outside the meeting:")
        else:
            said = self.tr("This is undone. Press a patient to go back to them.")
        say(self._words, said)

    def _rebuild(self, undone: tuple[UndoneCase, ...]) -> None:
        clear(self._list)
        for each in undone:
            line = UndoneLine(each, partial(self._go_to, each.case.id))
            line.setEnabled(not self._over)
            self._list.addWidget(line)

    def _go_to(self, case_id: str) -> None:
        self._room.continue_meeting()
        self._room.select(case_id)


class UndoneLine(Line):
    """One patient and what is left to do."""

    def __init__(self, undone: UndoneCase, pressed: partial[None]) -> None:
        super().__init__(pressed)
        name = patient_name(undone.case.patient)
        what = label("", "chip")
        whole = row(label(str(undone.number), "number"), gap=12)
        whole.addWidget(label(name, "strong", wrap=True), 1)
        whole.addWidget(what)
        whole.setContentsMargins(14, 12, 12, 12)
        self.setLayout(whole)
        say(what, term(undone.what), tone="warn")
        self.setAccessibleName(f"{name}: {term(undone.what)}")
