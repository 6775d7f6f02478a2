"""At a desk: what is prepared for the selected patient. No attendance, no room, no outcome."""

from functools import partial

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.keyboard import Action
from app.model.case import CaseState
from app.room.room import Room
from app.room.state import CaseLine, RoomState
from ui.console.labels import in_language, patient_name
from ui.console.menus import Act
from ui.console.possible import is_possible, viewed
from ui.console.widgets import Card, Scroll, button, column, label, row, say

_BELOW_EACH_OTHER = (
    Action.POSTPONE,
    Action.RESUME,
    Action.MEET_BY_TEXT,
    Action.DEFINITION,
    Action.TEXTS,
)
_BESIDE_EACH_OTHER = (Action.MOVE_UP, Action.MOVE_DOWN)


class DeskBar(QFrame):
    """Says that nothing is shown in the room, and in whose name what is read is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "screen")
        self._who = label("", "quiet", wrap=True)
        caption = label(self.tr("PREPARATION"), "caption")
        what = label(self.tr("Nothing is shown in the room"), "heading", wrap=True)
        whole = column(None, caption, what, self._who, None, gap=1)
        whole.setContentsMargins(14, 8, 14, 8)
        self.setLayout(whole)

    def present(self, state: RoomState) -> None:
        """Name whoever prepares."""
        said = self.tr("What you read is logged as preparation, in the name of {name}.")
        say(self._who, said.format(name=state.chair.name))


class DeskPanel(QWidget):
    """Overview or whole record, picks, and what can be decided before the meeting."""

    def __init__(self, room: Room, act: Act) -> None:
        super().__init__()
        self._room = room
        self._name = label("", "heading", wrap=True)
        self._overview = button(self.tr("Overview"), partial(room.browse, whole=False), "segment")
        self._whole = button(self.tr("Whole record"), partial(room.browse, whole=True), "segment")
        for half in (self._overview, self._whole):
            half.setCheckable(True)
        self._picks = label("", "strong", wrap=True)
        how = self.tr(
            "Press what should stand out on the page, or step with ↓ and pick with Space."
        )
        self._how = label(how, "quiet", wrap=True)
        self._met = label("", tone="live", wrap=True)
        self._definition = label("", "quiet", wrap=True)
        self._buttons = self._make_buttons(act)
        inside = QWidget()
        inside.setLayout(
            column(
                label(self.tr("WHAT IS READ"), "caption"),
                row(self._overview, self._whole, gap=4),
                6,
                label(self.tr("PICKED FOR THE CONFERENCE"), "caption"),
                self._picks,
                self._how,
                6,
                label(self.tr("BEFORE THE MEETING"), "caption"),
                self._definition,
                self._met,
                *(self._buttons[action] for action in _BELOW_EACH_OTHER),
                row(*(self._buttons[action] for action in _BESIDE_EACH_OTHER), gap=4),
                None,
                gap=6,
            )
        )
        self._rest = Scroll(inside, self.tr("What is prepared"))
        caption = label(self.tr("PREPARE"), "caption")
        card = Card(column(caption, self._name, gap=1))
        inner = card.layout()
        assert isinstance(inner, QVBoxLayout)  # noqa: S101 -- a card's parts lie below each other
        inner.addWidget(self._rest, 100)
        inner.addStretch(1)
        self.setLayout(column(card))

    def _make_buttons(self, act: Act) -> dict[Action, QPushButton]:
        words = {
            Action.POSTPONE: self.tr("Postpone …"),
            Action.RESUME: self.tr("Take up again"),
            Action.MEET_BY_TEXT: self.tr("Meet by a standard text …"),
            Action.DEFINITION: self.tr("Change definition …"),
            Action.TEXTS: self.tr("Own standard texts …"),
            Action.MOVE_UP: self.tr("Move up"),
            Action.MOVE_DOWN: self.tr("Move down"),
        }
        return {action: button(said, partial(act, action)) for action, said in words.items()}

    def present(self, state: RoomState) -> None:
        """Show what is prepared for the selected patient."""
        line, slot = state.line(state.selected), viewed(state)
        say(
            self._name,
            patient_name(line.case.patient) if line else self.tr("Choose a patient on the left"),
        )
        self._rest.setVisible(line is not None)
        whole = slot is not None and slot.whole
        self._overview.setChecked(not whole)
        self._whole.setChecked(whole)
        for half in (self._overview, self._whole):
            half.setEnabled(is_possible(Action.WHOLE_RECORD, state))
        for action, pressed in self._buttons.items():
            hidden = action in {Action.RESUME, Action.POSTPONE, Action.MEET_BY_TEXT}
            possible = is_possible(action, state)
            pressed.setVisible(possible or not hidden)
            pressed.setEnabled(possible)
        if line is not None:
            self._present_case(line, state)

    def _present_case(self, line: CaseLine, state: RoomState) -> None:
        count = len(line.case.picks)
        say(self._picks, self.tr("%n picked", "", count) if count else self.tr("Nothing picked"))
        by_text = line.case.state is CaseState.BY_STANDARD_TEXT
        met = self.tr("Met by a standard text: the chair sends it in the meeting.")
        say(self._met, met if by_text else "")
        own = line.case.definition or state.meeting.definition
        title = next((in_language(d.title) for d in state.definitions if d.url == own), "")
        say(self._definition, self.tr("Definition: {title}").format(title=title) if title else "")
