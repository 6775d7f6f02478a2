"""The agenda: one line per patient with how far it has come and what stands in the way."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.case import CaseState
from app.model.outcome import OutcomeStatus
from app.room.room import Room
from app.room.stage_view import ScreenMode
from app.room.state import CaseLine, RoomState
from ui import words
from ui.console.labels import patient_name, person_number, term
from ui.console.widgets import Line, Scroll, clear, column, label, row, say

_TONES = {
    CaseState.DONE: "live",
    CaseState.BY_STANDARD_TEXT: "live",
    CaseState.WITHOUT_RECOMMENDATION: "warn",
    CaseState.POSTPONED: "warn",
}


class Agenda(QWidget):
    """All lines, in the meeting's order. Pressing one looks at that patient."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._lines: dict[str, AgendaLine] = {}
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(8)
        self._heading = label(self.tr("Patients"), "heading")
        scroll = Scroll(inside, self.tr("Agenda"))
        self.setLayout(column(self._heading, scroll))

    def present(self, state: RoomState) -> None:
        """Show every line; lines that stay keep the focus that they have."""
        if tuple(self._lines) != tuple(line.case.id for line in state.lines):
            self._rebuild(state)
        for line in state.lines:
            self._lines[line.case.id].present(line, state)

    def _rebuild(self, state: RoomState) -> None:
        clear(self._list)
        self._lines = {
            line.case.id: AgendaLine(partial(self._room.select, line.case.id))
            for line in state.lines
        }
        for shown in self._lines.values():
            self._list.addWidget(shown)
        self._list.addStretch(1)


class AgendaLine(Line):
    """One patient."""

    def __init__(self, pressed: partial[None]) -> None:
        super().__init__(pressed)
        self.setCheckable(True)
        self._number = label("", "number")
        self._number.setFixedWidth(26)
        self._name = label("", "strong", wrap=True)
        self._who = label("", "quiet", wrap=True)
        self._state = label("", "chip", wrap=True)
        self._problem = label("", tone="warn", wrap=True)
        text = column(self._name, self._who, row(self._state, None, gap=0), self._problem, gap=3)
        whole = row(self._number, gap=6)
        whole.addLayout(text, 1)
        whole.setContentsMargins(10, 9, 8, 9)
        self.setLayout(whole)

    def present(self, line: CaseLine, state: RoomState) -> None:
        """Show the patient, the state, and the gate's no in words."""
        case = line.case
        self.setChecked(case.id == state.selected)
        say(self._number, str(line.number))
        say(self._name, patient_name(case.patient))
        say(self._who, " · ".join(filter(None, (person_number(case.patient), case.diagnosis))))
        self._chip(line, state)
        refused = line.decision is not None and not line.decision.is_yes and not state.ended
        why = words.decision(line.decision, state) if refused and line.decision else None
        say(self._problem, why.sentence if why else "")
        said = (
            words.case(line.number),
            self._name.text(),
            self._state.text(),
            self._problem.text(),
        )
        self.setAccessibleName(", ".join(filter(None, said)))
        self.setAccessibleDescription(case.question.text)

    def _chip(self, line: CaseLine, state: RoomState) -> None:
        stage = state.on_stage
        shown = stage is not None and stage.case == line.case.id
        if shown and state.stage.mode in {ScreenMode.LIVE, ScreenMode.FROZEN, ScreenMode.BLACK}:
            say(self._state, self.tr("In the room now"), tone="live")
        elif line.outcome is OutcomeStatus.SENDING:
            say(self._state, self.tr("Waits to be sent"), tone="warn")
        elif line.outcome in {OutcomeStatus.CONFLICT, OutcomeStatus.REFUSED}:
            say(self._state, term(line.outcome), tone="alarm")
        elif line.case.state is CaseState.NOT_STARTED:
            say(self._state, "")
        else:
            said = filter(None, (term(line.case.state), line.case.state_reason))
            say(self._state, ": ".join(said), tone=_TONES.get(line.case.state, ""))
