"""Everything that can be done now, by its name: typed, found, done. Ctrl+K."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.keyboard import Action
from app.room.state import RoomState
from ui.console import focus
from ui.console.inputs import LINE_CAP
from ui.console.keys import Keys
from ui.console.menus import Act
from ui.console.possible import is_possible, words_now
from ui.console.standard_texts import SearchField
from ui.console.widgets import Card, Line, Scroll, clear, column, label, row

_WIDTH, _HEIGHT = 620, 520
_NOT_LISTED = frozenset({Action.PALETTE, Action.BACK, Action.DIGIT})


class Palette(QFrame):
    """A field and what it finds, over the window. Enter does the first, Down goes into the list."""

    def __init__(self, keys: Keys, act: Act) -> None:
        super().__init__()
        self.setProperty("role", "overlay")
        self.setAccessibleName(self.tr("All actions"))
        self._keys, self._act = keys, act
        self._state: RoomState | None = None
        self._found: list[Action] = []
        self._field = SearchField()
        self._field.setPlaceholderText(self.tr("What do you want to do?"))
        self._field.setAccessibleName(self.tr("What do you want to do?"))
        self._field.setMinimumHeight(48)
        self._field.setMaxLength(LINE_CAP)
        self._field.textEdited.connect(self._search)
        self._field.leaving_down.connect(self._to_first)
        self._field.returnPressed.connect(self._do_first)
        self._none = label(self.tr("Nothing is called that, or it cannot be done now."), "quiet")
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(4)
        card = Card(self._field, self._none, Scroll(self._inside, self.tr("Actions")), margins=20)
        card.setFixedWidth(_WIDTH)
        card.setMaximumHeight(_HEIGHT)
        self.setLayout(column(row(None, card, None), None, margins=24))

    def open(self, state: RoomState | None) -> None:
        """Show everything that can be done now."""
        self._state = state
        self._field.clear()
        self._search("")
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _search(self, text: str) -> None:
        wanted = text.casefold().split()
        clear(self._list)
        self._found = []
        for action, words, pressed in self._offered():
            if all(part in words.casefold() for part in wanted):
                self._found.append(action)
                self._list.addWidget(_ActionLine(words, pressed, partial(self._do, action)))
        self._list.addStretch(1)
        self._none.setVisible(not self._found)

    def _offered(self) -> list[tuple[Action, str, str]]:
        state = self._state
        if state is None:
            return []
        return [
            (action, words_now(action, words, state), pressed)
            for action, words, pressed in self._keys.actions()
            if action not in _NOT_LISTED and is_possible(action, state)
        ]

    def _to_first(self) -> None:
        focus.to_first(self._inside, Line)

    def _do_first(self) -> None:
        if self._found:
            self._do(self._found[0])

    def _do(self, action: Action) -> None:
        self.hide()
        self._act(action)


class _ActionLine(Line):
    def __init__(self, words: str, pressed_keys: str, pressed: partial[None]) -> None:
        super().__init__(pressed)
        whole = row(gap=8)
        whole.addWidget(label(words, wrap=True), 1)
        if pressed_keys:
            whole.addWidget(label(pressed_keys, "key"))
        whole.setContentsMargins(14, 8, 14, 8)
        self.setLayout(whole)
        self.setAccessibleName(words)
        self.setAccessibleDescription(pressed_keys)
