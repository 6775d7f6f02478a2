"""The recommendation being written: blanks, text, intention, who does what, new conference."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QLineEdit, QPushButton, QWidget

from app.model.blanks import Blank, find_blanks
from app.model.outcome import Duty, Intention, Outcome
from app.room.room import Room
from app.room.state import RoomState
from ui.console.inputs import Choice, TextField, line_edit
from ui.console.labels import term
from ui.console.widgets import button, clear, column, label, row

_NOTE_HEIGHT = 72


class Intentions(QWidget):
    """The treatment's intention: one of four, or none yet."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._buttons: dict[Intention, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.setAccessibleName(self.tr("Intention"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for at, intention in enumerate(Intention):
            made = button(term(intention), partial(self._press, intention), "segment")
            made.setCheckable(True)
            self._buttons[intention] = made
            self._group.addButton(made)
            grid.addWidget(made, at // 2, at % 2)
        self.setLayout(grid)
        self._chosen: Intention | None = None

    def present(self, chosen: Intention | None) -> None:
        """Show which one is chosen."""
        self._chosen = chosen
        for intention, shown in self._buttons.items():
            shown.setChecked(intention is chosen)

    def _press(self, intention: Intention) -> None:
        self._room.set_intention(None if intention is self._chosen else intention)


class Blanks(QWidget):
    """One field per open blank. Enter fills it and goes on."""

    def __init__(self, room: Room, go_on: Callable[[], None]) -> None:
        super().__init__()
        self._room, self._go_on = room, go_on
        self._fields: dict[Blank, QLineEdit] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._grid)

    def present(self, text: str) -> None:
        """Ask for every blank that is still open."""
        blanks = find_blanks(text)
        self.setVisible(bool(blanks))
        if tuple(self._fields) == blanks:
            return
        self._fields = {}  # a field that goes with the focus in it must not fill anything more
        clear(self._grid)
        self._fields = {blank: self._field(blank) for blank in blanks}
        for down, (blank, field) in enumerate(self._fields.items()):
            must = self.tr("{blank} – must be filled in")
            said = must if blank.mandatory else self.tr("{blank} – may be left empty")
            self._grid.addWidget(label(said.format(blank=blank.name), "caption"), down * 2, 0)
            self._grid.addWidget(field, down * 2 + 1, 0)

    def start(self) -> bool:
        """Put the focus on the first open blank; tell whether there is one."""
        for field in self._fields.values():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def commit(self) -> None:
        """Fill what is written in the fields into the text."""
        written = {blank.name: field.text().strip() for blank, field in self._fields.items()}
        for name, value in written.items():
            if value:
                self._room.fill_blank(name, value)

    def _field(self, blank: Blank) -> QLineEdit:
        made = line_edit(blank.name, personal=True)
        made.returnPressed.connect(self._entered)
        made.editingFinished.connect(self.commit)
        return made

    def _entered(self) -> None:
        self.commit()
        if not self.start():
            self._go_on()


class Duties(QWidget):
    """Who documents, who orders, who tells the patient."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._choices: dict[Duty, Choice] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for down, duty in enumerate(Duty):
            made = Choice(term(duty))
            made.activated.connect(partial(self._activated, duty))
            self._choices[duty] = made
            grid.addWidget(label(term(duty)), down, 0)
            grid.addWidget(made, down, 1)
        self.setLayout(grid)

    def present(self, draft: Outcome, state: RoomState) -> None:
        """Offer everybody listed, and show who has been chosen."""
        people = tuple((each.person.id, each.person.name) for each in state.attendance.attendees)
        named = {each.duty: each.person for each in draft.responsibilities}
        for duty, choice in self._choices.items():
            choice.offer((("", self.tr("Nobody yet")), *people))
            choice.choose(named.get(duty, ""))

    def _activated(self, duty: Duty, _index: int) -> None:
        self._room.set_responsibility(duty, self._choices[duty].chosen)


class Note(QWidget):
    """What was said beside the recommendation; a button until there is something to write."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._case = ""
        self._open = button(self.tr("Add a note"), self._write, "quiet", icon="add")
        self._field = TextField(self.tr("Note to the record, not shown in the room"))
        self._field.setFixedHeight(_NOTE_HEIGHT)
        self._field.textChanged.connect(self._typed)
        self._field.hide()
        self.setLayout(column(row(self._open, None), self._field, gap=0))

    def present(self, draft: Outcome) -> None:
        """Show the note; an empty field stays open for the case in which it was opened."""
        opened = draft.case == self._case and not self._field.isHidden()
        self._case = draft.case
        self._field.show_text(draft.note)
        self._field.setVisible(opened or bool(draft.note))
        self._open.setVisible(self._field.isHidden())

    def _write(self) -> None:
        self._field.show()
        self._open.hide()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self._room.set_note(self._field.typed())


class Drafting(QWidget):
    """All parts of the draft below each other."""

    def __init__(self, room: Room, go_on: Callable[[], None]) -> None:
        super().__init__()
        self._room = room
        self.blanks = Blanks(room, go_on)
        self._text = TextField(self.tr("The recommendation"))
        self._text.setMinimumHeight(96)
        self._text.textChanged.connect(self._typed)
        self._intentions = Intentions(room)
        self._duties = Duties(room)
        self._note = Note(room)
        self._again = QCheckBox(self.tr("Comes back to a new conference"))
        self._again.setAccessibleName(self._again.text())
        self._again.clicked.connect(self._again_ticked)
        whole = column(self.blanks, gap=8)
        whole.addWidget(self._text, 1)
        for part in (self._intentions, self._duties, self._again, self._note):
            whole.addWidget(part)
        self.setLayout(whole)

    def present(self, state: RoomState, draft: Outcome) -> None:
        """Show the draft as it stands."""
        self.blanks.present(draft.text)
        self._text.show_text(draft.text)
        self._intentions.present(draft.intention)
        self._duties.present(draft, state)
        self._again.setChecked(draft.new_conference)
        self._note.present(draft)

    def write(self) -> None:
        """Put the focus on the text."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _again_ticked(self, ticked: bool) -> None:  # noqa: FBT001 -- Qt's signal
        self._room.set_new_conference(ticked)

    def _typed(self) -> None:
        self._room.set_text(self._text.typed())
