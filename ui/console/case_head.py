"""Who is looked at: name, number, question, what holds for this case, and the patient's menu."""

from PySide6.QtWidgets import QWidget

from app.keyboard import Action
from app.model.people import Role
from app.room.room import Room
from app.room.stage_view import ScreenMode
from app.room.state import CaseLine, Purpose, RoomState, SlotView
from ui.console.keys import Keys
from ui.console.labels import patient_name, person_number, term
from ui.console.menus import Act, MenuButton
from ui.console.possible import in_the_room
from ui.console.widgets import column, label, row, say

MENU = (
    (Action.POSTPONE, Action.RESUME, Action.MEET_BY_TEXT, Action.SEND_TEXT),
    (Action.DEFINITION, Action.LEGAL_GROUND, Action.CONSENT),
    (Action.PICK, Action.WHOLE_RECORD, Action.PAGES),
    (Action.MOVE_UP, Action.MOVE_DOWN),
)


class CaseHead(QWidget):
    """The head of the middle: always the selected patient."""

    def __init__(self, room: Room, keys: Keys, act: Act) -> None:
        super().__init__()
        self._room = room
        self._name = label("", "title", wrap=True)
        self._number = label("", "strong")
        self._question = label("", wrap=True)
        self._place = label("", "chip")
        self._protected = label(self.tr("Protected identity"), "chip", tone="alarm")
        self._ground = label("", "chip", tone="alarm")
        self._own = label("", "chip", tone="accent")
        self._whole = label(self.tr("The whole record"), "chip", tone="pick")
        self._menu = MenuButton(
            keys, act, MENU, text=self.tr("Patient"), name=self.tr("More for the patient")
        )
        head = row()
        head.addWidget(self._name, 1)
        head.addWidget(self._number)
        head.addWidget(self._menu)
        who = row(self._place, self._protected, self._whole, None, gap=6)
        also = row(self._ground, self._own, None, gap=6)
        self.setLayout(column(head, who, also, self._question, gap=4))

    def present(self, state: RoomState, line: CaseLine | None, slot: SlotView | None) -> None:
        """Show the patient of that line."""
        patient = line.case.patient if line else None
        say(self._name, patient_name(patient) if patient else self.tr("No patient chosen"))
        say(self._number, f"{person_number(patient)}" if patient else "")
        say(self._question, line.case.question.text if line else "")
        self._menu.present(state)
        self._menu.setVisible(line is not None)
        self._protected.setVisible(patient is not None and patient.protected)
        self._whole.setVisible(slot is not None and slot.whole)
        ground = line.ground if line else None
        claimed = self.tr("Legal ground: {ground}")
        say(self._ground, claimed.format(ground=term(ground.ground)) if ground else "")
        say(self._own, self._own_people(state, line))
        self._say_place(state, line)

    def _say_place(self, state: RoomState, line: CaseLine | None) -> None:
        if line is None or state.purpose is Purpose.PREPARATION:
            say(self._place, "")
        elif in_the_room(state, line):
            said, tone = self._seen(state)
            say(self._place, said, tone=tone)
        else:
            say(self._place, self.tr("Only you see this"), tone="accent")

    def _seen(self, state: RoomState) -> tuple[str, str]:
        """Tell what the room sees of a case that has its screen."""
        if state.stage.mode is ScreenMode.BLACK:
            return self.tr("Behind the black screen"), "accent"
        if state.stage.mode is ScreenMode.ELSEWHERE:
            return self.tr("Radiology shows"), "accent"
        if state.stage.recommendation is not None:
            return self.tr("The room sees the recommendation"), "live"
        return self.tr("Shown in the room"), "live"

    def _own_people(self, state: RoomState, line: CaseLine | None) -> str:
        """Tell that the patient, or a guardian, takes part in this case."""
        roles = {
            each.person.role
            for each in state.attendance.here
            if line is not None and each.person.for_case == line.case.id
        }
        if Role.PATIENT in roles:
            return self.tr("The patient takes part")
        return self.tr("A guardian takes part") if Role.GUARDIAN in roles else ""
