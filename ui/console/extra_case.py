"""A patient who is not on the agenda: number, a check by name, question, added. Ctrl+N."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.model.case import Patient
from app.room.room import Room
from app.room.state import CaseLine, ExtraCase, Lookup, RoomState
from ui.console.inputs import Choice, line_edit
from ui.console.labels import age_and_sex, in_language, patient_name, person_number, term
from ui.console.sheet import Sheet
from ui.console.widgets import Card, button, column, label, row, say

_BUSY = frozenset({Lookup.SEARCHING, Lookup.ADDING})


class ExtraCaseSheet(Sheet):
    """First the number; then the patient stands large, to be checked by name; then the question."""

    def __init__(self, room: Room, close: Callable[[], None]) -> None:
        super().__init__(room, self._leave, self.tr("Add a patient to the agenda"))
        self._back = close
        self._seen: ExtraCase | None = None
        self._number = line_edit(
            self.tr("Personal identity number, in any spelling"), personal=True
        )
        self._number.returnPressed.connect(self._look_up)
        self._number.textEdited.connect(self._edited)
        self._search = button(self.tr("Look up"), self._look_up, "primary", icon="search")
        self._said = label("", "strong", wrap=True)
        self._name = label("", "title", wrap=True)
        self._who = label("", "number-large", wrap=True)
        self._patient = Card(self._name, self._who, margins=16)
        self._question = line_edit(self.tr("Question to the conference"), personal=True)
        self._question.returnPressed.connect(self._add)
        self._question.textChanged.connect(self._written)
        self._definition = Choice(self.tr("Conference definition"))
        self._there = button(self.tr("Go to the patient"), self._go_there)
        self._go = button(self.tr("Yes, add the patient"), self._add, "primary", icon="add")
        self._rest = QWidget()
        self._rest.setLayout(
            column(
                label(self.tr("What is the conference asked?"), "caption"),
                self._question,
                label(self.tr("Conference definition"), "caption"),
                self._definition,
            )
        )
        inside = self.inside
        field = row()
        field.addWidget(self._number, 1)
        field.addWidget(self._search)
        inside.addLayout(field)
        for part in (self._said, self._patient, self._rest):
            inside.addWidget(part)
        inside.addStretch(1)
        inside.addLayout(row(None, self._there, self._go))

    def begin(self, state: RoomState, line: CaseLine | None) -> None:  # noqa: ARG002
        """Begin with an empty number, whoever is selected."""
        self.case = ""
        self.about("")
        self.room.forget_extra()
        for field in (self._number, self._question):
            field.clear()
        own = ("", self.tr("The meeting's own"))
        others = tuple((each.url, in_language(each.title)) for each in state.definitions)
        self._definition.offer((own, *others))
        self._definition.choose("")
        self.show_extra(None, state)
        self._number.setFocus()

    def present(self, state: RoomState) -> None:
        """Show what became of the look-up; once the patient is added, lead back."""
        added = self._seen is not None and self._seen.lookup is Lookup.ADDING
        if added and state.extra is None and self.isVisible():
            self._seen = None
            self._back()
        elif state.extra != self._seen:
            self.show_extra(state.extra, state)

    def show_extra(self, extra: ExtraCase | None, state: RoomState) -> None:
        """Show the patient who was found, or why there is none."""
        self._seen = extra
        lookup = extra.lookup if extra else None
        found = lookup in {Lookup.FOUND, Lookup.ADDING}
        patient = extra.patient if extra else None
        say(self._said, term(lookup) if lookup else "", tone=_tone(lookup))
        self._patient.setVisible(patient is not None)
        if patient is not None:
            self._show_patient(patient, state)
        self._rest.setVisible(found)
        self._go.setVisible(found)
        self._there.setVisible(lookup is Lookup.ON_AGENDA)
        self._search.setVisible(not found)
        for part in (self._number, self._search, self._go, self._question):
            part.setEnabled(lookup not in _BUSY)
        if lookup is Lookup.FOUND:
            self._written(self._question.text())
            self._question.setFocus()
        elif lookup is Lookup.ON_AGENDA:
            self._there.setFocus()

    def _show_patient(self, patient: Patient, state: RoomState) -> None:
        today = state.stage.waiting.now or state.meeting.start
        say(self._name, patient_name(patient))
        parts = (person_number(patient), age_and_sex(patient, today.astimezone().date()))
        say(self._who, "   ".join(parts))

    def _look_up(self) -> None:
        if written := self._number.text().strip():
            self.room.look_up(written)

    def _edited(self, _text: str) -> None:
        """Another number is another patient: what was found for the one before goes."""
        if self._seen is not None:
            self.room.forget_extra()

    def _written(self, text: str) -> None:
        self._go.setEnabled(bool(text.strip()))

    def _add(self) -> None:
        if self._seen is not None and self._seen.lookup is Lookup.FOUND and self._go.isEnabled():
            self.room.add_extra(self._question.text().strip(), self._definition.chosen)

    def _go_there(self) -> None:
        if self._seen is not None:
            case = self._seen.case
            self._leave()
            self.room.select(case)

    def _leave(self) -> None:
        self._seen = None
        for field in (self._number, self._question):
            field.clear()
        self.room.forget_extra()
        self._back()


def _tone(lookup: Lookup | None) -> str:
    wrong = (Lookup.NO_NUMBER, Lookup.NOT_FOUND, Lookup.FAILED)
    return "alarm" if lookup in wrong else ""
