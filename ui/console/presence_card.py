"""Who is here, in short: the count, a chip for each newcomer, and how far the checklist is."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.attendance import Attendee
from app.room.room import Room
from app.room.state import RoomState
from ui.console.announce import announce
from ui.console.checklists import done_of_all
from ui.console.widgets import Card, button, clear, column, label, rename, say

_CHIPS = 3


class PresenceCard(QWidget):
    """Below the agenda, always in sight."""

    def __init__(
        self, room: Room, open_list: Callable[[], None], open_checklist: Callable[[], None]
    ) -> None:
        super().__init__()
        self._room = room
        self._newcomers: tuple[str, ...] = ()
        self._lacking = label("", tone="warn", wrap=True)
        self._chips = QVBoxLayout()
        self._chips.setSpacing(6)
        self._more = label("", "quiet")
        self._open = button("", open_list, icon="people")
        self._checklist = button("", open_checklist, icon="check")
        parts = (self._open, self._lacking, self._chips, self._more, self._checklist)
        self.setLayout(column(Card(*parts, margins=10)))

    def present(self, state: RoomState) -> None:
        """Show the count, what is lacking, and the newcomers."""
        self.setVisible(not state.ended)
        here = len(state.attendance.here)
        rename(self._open, self.tr("Attendance: %n", "", here))
        lacking = ", ".join(state.competences_missing)
        say(self._lacking, self.tr("Missing: {what}.").format(what=lacking) if lacking else "")
        done, lines = done_of_all(state)
        said = self.tr("Checklist: {done} of {all}").format(done=done, all=lines)
        rename(self._checklist, said if lines else self.tr("Checklist"))
        self._checklist.setVisible(bool(state.checklist) and not state.ending)
        newcomers = state.attendance.newcomers if here else ()
        more = len(newcomers) - _CHIPS
        say(self._more, self.tr("%n more in the list", "", more) if more > 0 else "")
        self._show_chips(newcomers[:_CHIPS])

    def _show_chips(self, newcomers: tuple[Attendee, ...]) -> None:
        ids = tuple(each.person.id for each in newcomers)
        if ids == self._newcomers:
            return
        added = [each for each in newcomers if each.person.id not in self._newcomers]
        self._newcomers = ids
        clear(self._chips)
        for each in newcomers:
            said = self.tr("New in the room – confirm").format(name=each.person.name)
            text = f"{each.person.name}\n{said}"
            name = f"{said}: {each.person.name}"
            pressed = partial(self._room.confirm, each.person.id)
            self._chips.addWidget(button(text, pressed, "chip", name=name))
        for each in added:
            announce(self, self.tr("New in the room: {name}").format(name=each.person.name))
