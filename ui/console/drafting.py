"""The recommendation being written: blanks, text, intention, who does what, new conference.

Leaves out the measures of a care plan (`ui.console.measures`) and what is folded away
(`ui.console.extras`).
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from app.model.blanks import Blank, find_blanks
from app.model.outcome import Duty, Intention, Outcome
from app.room.room import Room
from app.room.state import OutcomePanel, RoomState, Unfinished
from ui.console.extras import Extras
from ui.console.inputs import Choice, TextField, line_edit
from ui.console.labels import term
from ui.console.measures import Measures
from ui.console.segments import Segments
from ui.console.widgets import clear, column, label


class Intentions(Segments):
    """The treatment's intention: one of those that the conference has, or none yet."""

    def __init__(self, room: Room) -> None:
        super().__init__(QCoreApplication.translate("Intentions", "Intention"))
        self._room = room
        self.pressed.connect(self._wanted)

    def present(self, panel: OutcomePanel) -> None:
        """Show which one is chosen."""
        self.offer(tuple((each, term(each)) for each in panel.intentions))
        self.choose(panel.draft.intention)
        self.setVisible(bool(panel.intentions))

    def _wanted(self, intention: Intention) -> None:
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


class Drafting(QWidget):
    """All parts of the draft below each other; what is not usual is folded away."""

    def __init__(self, room: Room, go_on: Callable[[], None]) -> None:
        super().__init__()
        self._room = room
        self.blanks = Blanks(room, go_on)
        self._text = TextField(self.tr("The recommendation"))
        self._text.setMinimumHeight(96)
        self._text.textChanged.connect(self._typed)
        self._intentions = Intentions(room)
        self._duties = Duties(room)
        self._measures = Measures(room)
        self._extras = Extras(room)
        self._again = QCheckBox(self.tr("Comes back to a new conference"))
        self._again.setAccessibleName(self._again.text())
        self._again.clicked.connect(self._again_ticked)
        whole = column(self.blanks, gap=8)
        whole.addWidget(self._text, 1)
        for part in (
            self._intentions,
            self._measures,
            self._duties,
            self._again,
            self._extras,
        ):
            whole.addWidget(part)
        self.setLayout(whole)

    def present(self, state: RoomState, panel: OutcomePanel) -> None:
        """Show the draft as it stands."""
        draft = panel.draft
        self.blanks.present(draft.text)
        self._text.show_text(draft.text)
        self._intentions.present(panel)
        self._measures.present(panel)
        self._duties.present(draft, state)
        self._again.setChecked(draft.new_conference)
        self._extras.present(panel)

    def write(self) -> None:
        """Put the focus on the text."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, panel: OutcomePanel) -> None:
        """Ask for what is unfinished at its own field, the first one with the focus."""
        self._extras.ask(panel)
        self._measures.ask(panel)
        if Unfinished.TEXT in panel.unfinished:
            self.write()
        elif Unfinished.BLANK in panel.unfinished or panel.blanks:
            self.blanks.start()

    def _again_ticked(self, ticked: bool) -> None:  # noqa: FBT001 -- Qt's signal
        self._room.set_new_conference(ticked)

    def _typed(self) -> None:
        self._room.set_text(self._text.typed())
