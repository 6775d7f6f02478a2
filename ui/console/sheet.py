"""A sheet: one question about the selected patient, in the middle of the window, in place of it.

Esc and the cross lead back to the patient; what was begun on a sheet is then forgotten.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.room.room import Room
from app.room.state import CaseLine, RoomState
from ui.console.labels import patient_name
from ui.console.widgets import Card, button, column, label, row, say


class Sheet(QWidget):
    """Title, patient, and what is asked; `close` leads back."""

    def __init__(self, room: Room, close: Callable[[], None], title: str) -> None:
        super().__init__()
        self.room, self.close_sheet = room, close
        self.setAccessibleName(title)
        self._subject = label("", "quiet", wrap=True)
        leave = button("", close, "quiet", name=self.tr("Back to the patient"), icon="close")
        head = row()
        head.addLayout(column(label(title, "title", wrap=True), self._subject, gap=2), 1)
        head.addWidget(leave)
        self._card = Card(head, margins=18)
        self.setLayout(column(self._card))
        self.case = ""

    @property
    def inside(self) -> QVBoxLayout:
        """Where the parts of the sheet go."""
        found = self._card.layout()
        if not isinstance(found, QVBoxLayout):
            raise TypeError("a card's parts lie below each other")
        return found

    def open(self, state: RoomState) -> None:
        """Begin anew, about the selected patient."""
        line = state.line(state.selected)
        self.case = line.case.id if line else ""
        self.about(patient_name(line.case.patient) if line else "")
        self.begin(state, line)

    def about(self, name: str) -> None:
        """Say whom the sheet is about, "" for nobody."""
        say(self._subject, name)

    def begin(self, state: RoomState, line: CaseLine | None) -> None:
        """Empty the fields and put the focus where the first press belongs."""

    def present(self, state: RoomState) -> None:
        """Show what has changed while the sheet is open."""
