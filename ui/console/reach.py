"""Why nothing of other care providers is shown of the selected case, and what to do about it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from app.keyboard import Action
from app.room.gate import Limit
from app.room.room import Room
from app.room.state import CaseLine, RoomState
from ui import reach_words
from ui.console.menus import Act
from ui.console.possible import is_looker_on
from ui.console.widgets import button, label, row, say

_BY_CONSENT = frozenset({Limit.CONSENT_MISSING, Limit.CONSENT_REFUSED})


class ReachBar(QWidget):
    """A sentence and what helps; nothing where everything may be shown."""

    def __init__(self, room: Room, act: Act) -> None:
        super().__init__()
        self._text = label("", tone="warn", wrap=True)
        self._consent = button(self.tr("Register a consent …"), partial(act, Action.CONSENT))
        self._check = button(self.tr("Check again"), room.recheck)
        parts = row()
        parts.addWidget(self._text, 1)
        parts.addWidget(self._consent)
        parts.addWidget(self._check)
        self.setLayout(parts)
        self.hide()

    def present(self, state: RoomState, line: CaseLine | None) -> None:
        """Show what holds for that case; the button is for what is said first."""
        decision = line.decision if line is not None else None
        on_its_way = line is not None and line.registering
        said = reach_words.limits(decision).full if decision is not None else ""
        if on_its_way:
            said = self.tr("It is being registered …")
        by_consent = decision is not None and reach_words.first(decision) in _BY_CONSENT
        say(self._text, said)
        for pressed, helps in ((self._consent, by_consent), (self._check, not by_consent)):
            pressed.setVisible(helps and not on_its_way)
            pressed.setEnabled(not is_looker_on(state))
        self.setVisible(bool(said))

    def height_at(self, width: int) -> int:
        """Return how high it is at that width, 0 while there is nothing to say."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout and not self.isHidden() else 0
