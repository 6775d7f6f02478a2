"""Which conference definition a patient's overview follows."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.room.room import Room
from app.room.state import CaseLine, DefinitionChoice, RoomState
from ui.console.labels import in_language
from ui.console.possible import in_the_room
from ui.console.sheet import Sheet
from ui.console.widgets import Line, Scroll, clear, label, row, say


class Defining(Sheet):
    """One line per definition; pressing one takes it, and shows a shown patient anew."""

    def __init__(self, room: Room, close: Callable[[], None]) -> None:
        super().__init__(room, close, self.tr("Conference definition"))
        self._note = label("", "quiet", wrap=True)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self.inside.addWidget(self._note)
        self.inside.addWidget(Scroll(inside, self.tr("Definitions")))

    def begin(self, state: RoomState, line: CaseLine | None) -> None:
        """Offer all definitions; the patient's own has the focus."""
        shown = line is not None and in_the_room(state, line)
        anew = self.tr("The patient is then shown anew in the room.")
        say(self._note, anew if shown else self.tr("It decides what the overview shows."))
        clear(self._list)
        own = (line.case.definition if line else "") or state.meeting.definition
        for choice in state.definitions:
            made = _DefinitionLine(choice, partial(self._take, choice.url), own=choice.url == own)
            self._list.addWidget(made)
            if choice.url == own or self._list.count() == 1:
                made.show()
                made.setFocus(Qt.FocusReason.OtherFocusReason)
        self._list.addStretch(1)

    def _take(self, url: str) -> None:
        self.room.set_definition(self.case, url)
        self.close_sheet()


class _DefinitionLine(Line):
    def __init__(self, choice: DefinitionChoice, pressed: partial[None], *, own: bool) -> None:
        super().__init__(pressed)
        title = in_language(choice.title)
        whole = row(label(title, "strong", wrap=True), gap=8)
        whole.setStretch(0, 1)
        if own:
            whole.addWidget(label(self.tr("Now"), "chip", tone="accent"))
        whole.setContentsMargins(14, 12, 12, 12)
        self.setLayout(whole)
        self.setAccessibleName(title)
