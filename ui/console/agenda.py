"""The agenda: one line per patient with how far it has come and what stands in the way.

Pressing a line looks at the patient; dragging it moves it. What else can be done with a patient is
in the patient's menu (`ui.console.case_head`).
"""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from app.keyboard import Action
from app.model.case import CaseState
from app.model.outcome import OutcomeStatus
from app.room.room import Room
from app.room.stage_view import ScreenMode
from app.room.state import CaseLine, RoomState
from ui import words
from ui.console.keys import Keys
from ui.console.labels import patient_name, person_number, term
from ui.console.menus import Act, MenuButton
from ui.console.possible import in_the_room, is_looker_on
from ui.console.readiness import shortcomings
from ui.console.widgets import Line, Scroll, button, column, discard, label, row, say

_TONES = {
    CaseState.DONE: "live",
    CaseState.BY_STANDARD_TEXT: "live",
    CaseState.WITHOUT_RECOMMENDATION: "warn",
    CaseState.POSTPONED: "warn",
}
_MENU = ((Action.EXTRA_CASE, Action.CHECK_ALL), (Action.SEND_ALL_TEXTS,))


class Agenda(QWidget):
    """All lines, in the meeting's order."""

    def __init__(self, room: Room, keys: Keys, act: Act) -> None:
        super().__init__()
        self._room = room
        self._lines: dict[str, AgendaLine] = {}
        self._selected = ""
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(8)
        self._list.addStretch(1)
        self._drop = QFrame(self._inside)
        self._drop.setProperty("role", "drop")
        self._drop.hide()
        self._checking = label("", "quiet", wrap=True)
        self._extra = button(
            "",
            partial(act, Action.EXTRA_CASE),
            "segment",
            name=self.tr("Add a patient, Ctrl+N"),
            icon="add",
        )
        self._more = MenuButton(keys, act, _MENU, name=self.tr("More for the agenda"))
        head = row(label(self.tr("Patients"), "heading"), None, self._extra, self._more, gap=6)
        self._scroll = Scroll(self._inside, self.tr("Agenda"))
        self._follows = True  # the selected line stays in sight, until somebody scrolls away
        bar = self._scroll.verticalScrollBar()
        bar.actionTriggered.connect(self._let_go)
        bar.rangeChanged.connect(self._to_selected)  # lines grew, or a notice took their room
        self._inside.installEventFilter(self)
        self.setLayout(column(head, self._checking, self._scroll))

    def present(self, state: RoomState) -> None:
        """Show every line; lines that stay keep the focus that they have."""
        ids = tuple(line.case.id for line in state.lines)
        if tuple(self._lines) != ids:
            self._rebuild(ids)
        for line in state.lines:
            self._lines[line.case.id].present(line, state)
        self._more.present(state)
        self._extra.setEnabled(not is_looker_on(state))
        looked = sum(line.readiness is not None for line in state.lines)
        said = self.tr("Checking readiness: {done} of {count} …")
        said = said.format(done=looked, count=len(state.lines))
        say(self._checking, said if state.checking else "")
        if state.selected != self._selected:
            self._selected = state.selected
            self._keep_in_sight()

    def _rebuild(self, ids: tuple[str, ...]) -> None:
        """Put the lines in this order; those that stay are the same widgets."""
        before, self._lines = self._lines, {}
        for place, case in enumerate(ids):
            select = partial(self._room.select, case)
            line = before.pop(case) if case in before else AgendaLine(select, self)
            self._lines[case] = line
            self._list.insertWidget(place, line)
        for gone in before.values():
            discard(gone)

    def _keep_in_sight(self) -> None:
        self._follows = True
        self._inside.adjustSize()
        self._to_selected()

    def _to_selected(self) -> None:
        line = self._lines.get(self._selected)
        if line is not None and self._follows:
            self._scroll.ensureWidgetVisible(line, 0, 8)

    def _let_go(self, _action: int) -> None:
        self._follows = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- Qt's name
        """Keep the selected line in sight once the lines are laid out anew."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.LayoutRequest}:
            self._to_selected()
        return super().eventFilter(watched, event)

    # --- dragging ---------------------------------------------------------------------------------

    def dragged(self, line: "AgendaLine", to: QPoint, *, dropped: bool) -> None:
        """Show where the line would lie, or move it there; `to` is global."""
        lines = list(self._lines.values())
        at = self._inside.mapFromGlobal(to).y()
        before = sum(other.geometry().center().y() < at for other in lines)
        own = lines.index(line)
        step = before - own - (before > own)
        self._drop.setVisible(bool(step) and not dropped)
        if dropped and step:
            self._room.move(next(c for c, each in self._lines.items() if each is line), step)
        elif step:
            y = lines[before].y() - 6 if before < len(lines) else lines[-1].geometry().bottom() + 3
            self._drop.setGeometry(0, y, self._inside.width() - 4, 4)
            self._drop.raise_()


class AgendaLine(Line):
    """One patient."""

    def __init__(self, pressed: partial[None], agenda: Agenda) -> None:
        super().__init__(pressed)
        self._agenda = agenda
        self._from: QPoint | None = None
        self._moving = False
        self.setCheckable(True)
        self._number = label("", "number")
        self._number.setFixedWidth(30)
        self._name = label("", "strong", wrap=True)
        self._who = label("", "quiet", wrap=True)
        self._state = label("", "chip", wrap=True)
        self._problem = label("", tone="warn", wrap=True)
        self._missing = label("", "small-warn", wrap=True)
        text = column(
            self._name,
            self._who,
            row(self._state, None, gap=0),
            self._problem,
            self._missing,
            gap=3,
        )
        whole = row(self._number, gap=6)
        whole.addLayout(text, 1)
        whole.setContentsMargins(10, 8, 8, 8)
        self.setLayout(whole)

    def present(self, line: CaseLine, state: RoomState) -> None:
        """Show the patient, the state, the gate's no in words, and what is missing."""
        case = line.case
        self.setChecked(case.id == state.selected)
        say(self._number, str(line.number))
        say(self._name, patient_name(case.patient))
        say(self._who, " · ".join(filter(None, (person_number(case.patient), case.diagnosis))))
        self._chip(line, state)
        closed = case.state in {CaseState.POSTPONED, CaseState.DONE, CaseState.BY_STANDARD_TEXT}
        refused = line.decision is not None and not line.decision.is_yes and not state.ended
        why = words.decision(line.decision, state) if refused and line.decision else None
        say(self._problem, why.sentence if why and not closed else "")
        say(self._missing, "" if closed else " ".join(shortcomings(line, state)))
        said = (
            words.case(line.number),
            self._name.text(),
            self._state.text(),
            self._problem.text(),
            self._missing.text(),
        )
        self.setAccessibleName(", ".join(filter(None, said)))
        self.setAccessibleDescription(case.question.text)

    def _chip(self, line: CaseLine, state: RoomState) -> None:
        if in_the_room(state, line):
            away = state.stage.mode is ScreenMode.ELSEWHERE
            said = self.tr("Radiology shows") if away else self.tr("In the room now")
            say(self._state, said, tone="live")
        elif line.outcome is OutcomeStatus.SENDING:
            say(self._state, self.tr("Waits to be sent"), tone="warn")
        elif line.outcome in {OutcomeStatus.CONFLICT, OutcomeStatus.REFUSED}:
            say(self._state, term(line.outcome), tone="alarm")
        elif line.case.state is CaseState.NOT_STARTED:
            ready = line.readiness is not None and not any(shortcomings(line, state))
            refused = line.decision is not None and not line.decision.is_yes
            say(self._state, self.tr("Ready") if ready and not refused else "", tone="live")
        else:
            say(self._state, _state_words(line), tone=_TONES.get(line.case.state, ""))

    # --- dragging ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 -- Qt's name
        """Remember where a drag would begin."""
        super().mousePressEvent(event)
        self._from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drag, once the mouse has gone far enough."""
        super().mouseMoveEvent(event)
        at = event.globalPosition().toPoint()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton) and self._from is not None
        if held and self._from is not None:
            far = abs((at - self._from).y()) >= QApplication.startDragDistance()
            self._moving = self._moving or far
        if self._moving:
            self._agenda.dragged(self, at, dropped=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Drop, or press."""
        moved, self._moving, self._from = self._moving, False, None
        if moved:
            self.setDown(False)
            self._agenda.dragged(self, event.globalPosition().toPoint(), dropped=True)
        else:
            super().mouseReleaseEvent(event)


def _state_words(line: CaseLine) -> str:
    case = line.case
    reason = case.state_reason
    if case.postponed is not None and case.state is CaseState.POSTPONED:
        reason = ". ".join(filter(None, (term(case.postponed), reason)))
    return ": ".join(filter(None, (term(case.state), reason)))
