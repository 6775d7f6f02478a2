"""Who is here: everybody listed, ticks, the chair's one attestation, newcomers, leaving."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.model.attendance import Attendee
from app.room.room import Room
from app.room.state import RoomState
from ui.console.labels import term
from ui.console.person_row import PersonRow
from ui.console.walk_in import WalkIn
from ui.console.widgets import Card, Scroll, button, clear, column, label, rename, row, say


class AttendancePanel(QWidget):
    """The whole list. Ticking marks; the chair's button attests all who are marked."""

    def __init__(self, room: Room, close: Callable[[], None]) -> None:
        super().__init__()
        self._room = room
        self._rows: dict[str, PersonRow] = {}
        self._count = label("", "quiet", wrap=True)
        self._undo = button("", room.undo, icon="undo")
        self._add = button(
            self.tr("Add"), self._open_form, name=self.tr("Add a person"), icon="add"
        )
        self._close = button("", close, "quiet", name=self.tr("Back to the patient"), icon="close")
        self._form = WalkIn(room, self._close_form)
        self._form.hide()
        self._lacking = label("", tone="warn", wrap=True)
        self._words = label(
            self.tr("I have seen who they are, and they are entitled to be here."),
            "quiet",
            wrap=True,
        )
        self._confirm = button("", room.confirm_ticked, "primary", icon="check")
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(0)
        head = row()
        head.addLayout(column(label(self.tr("Attendance"), "title"), self._count, gap=0), 1)
        for part in (self._undo, self._add, self._close):
            head.addWidget(part)
        foot = row()
        foot.addWidget(self._words, 1)
        foot.addWidget(self._confirm)
        scroll = Scroll(inside, self.tr("Everybody listed"))
        self.setLayout(column(Card(head, self._lacking, self._form, scroll, foot, margins=18)))

    def start(self) -> None:
        """Put the focus on the first who can be ticked."""
        self._form.hide()
        self._to_first()

    def _to_first(self) -> None:
        for shown in self._rows.values():
            if shown.start():
                return
        self._add.setFocus(Qt.FocusReason.OtherFocusReason)

    def present(self, state: RoomState) -> None:
        """Show everybody, and how many the next attestation would be about."""
        focused = QApplication.focusWidget()
        attendees = state.attendance.attendees
        if tuple(self._rows) != tuple(each.person.id for each in attendees):
            self._rebuild(attendees)
        for each in attendees:
            self._rows[each.person.id].present(each, state)
        waiting = len(state.attendance.newcomers)
        here = len(state.attendance.here)
        say(self._count, self.tr("%n confirmed here", "", here))
        lacking = ", ".join(state.competences_missing)
        say(self._lacking, self.tr("Missing: {what}.").format(what=lacking) if lacking else "")
        rename(self._confirm, self.tr("Confirm all who are ticked (%n)", "", waiting))
        self._confirm.setEnabled(waiting > 0)
        self._undo.setVisible(state.undo is not None)
        if state.undo is not None:
            rename(self._undo, self.tr("Undo"), term(state.undo))
        self._form.present(state)
        if focused is not None and self.isAncestorOf(focused) and not focused.isEnabled():
            self._to_first()  # Qt itself goes on to "Left" of somebody just confirmed

    def _rebuild(self, attendees: tuple[Attendee, ...]) -> None:
        clear(self._list)
        self._rows = {each.person.id: PersonRow(self._room, each.person) for each in attendees}
        for shown in self._rows.values():
            self._list.addWidget(shown)
        self._list.addStretch(1)

    def _open_form(self) -> None:
        self._form.show()
        self._form.start()

    def _close_form(self) -> None:
        self._form.hide()
        self._add.setFocus()
