"""Menus with words: what can be done now, its name and its key. Opened by a button; never modal."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.keyboard import Action
from app.room.state import RoomState
from ui.console.keys import Keys
from ui.console.possible import is_possible, words_now
from ui.console.widgets import button, row

Act = Callable[[Action], None]


class MenuButton(QWidget):
    """A button that opens a menu of actions; those that are not possible now are left out."""

    def __init__(
        self,
        keys: Keys,
        act: Act,
        actions: tuple[tuple[Action, ...], ...],
        *,
        text: str = "",
        name: str = "",
    ) -> None:
        """Take the actions in groups; a line stands between two groups."""
        super().__init__()
        self._keys, self._act, self._groups = keys, act, actions
        self._state: RoomState | None = None
        self._menu = QMenu(self)
        self._menu.setAccessibleName(name or text)
        self.button = button(text, self.open, "segment", name=name, icon="more")
        self.setLayout(row(self.button))

    def present(self, state: RoomState) -> None:
        """Take what is possible now."""
        self._state = state
        self.button.setEnabled(bool(_offered(self._groups, state)))

    def open(self) -> None:
        """Open the menu below the button."""
        self.open_at(self.button.mapToGlobal(QPoint(0, self.button.height() + 4)))

    def open_at(self, place: QPoint) -> None:
        """Open the menu at a place of the screen."""
        if self._state is not None and fill(
            self._menu, self._groups, self._keys, self._state, self._act
        ):
            self._menu.popup(place)


def fill(
    menu: QMenu,
    groups: tuple[tuple[Action, ...], ...],
    keys: Keys,
    state: RoomState,
    act: Act,
) -> bool:
    """Write the menu anew; tell whether there is anything in it."""
    menu.clear()
    names = {action: words for action, words, _ in keys.actions()}
    for group in groups:
        offered = [action for action in group if is_possible(action, state)]
        if offered and not menu.isEmpty():
            menu.addSeparator()
        for action in offered:
            menu.addAction(_entry(menu, action, names[action], keys, state, act))
    return not menu.isEmpty()


def _entry(
    menu: QMenu, action: Action, usual: str, keys: Keys, state: RoomState, act: Act
) -> QAction:
    words = words_now(action, usual, state).replace("&", "&&")
    pressed = keys.of(action)
    made = QAction(f"{words}\t{pressed}" if pressed else words, menu)
    made.triggered.connect(lambda _checked=False: act(action))
    return made


def _offered(groups: tuple[tuple[Action, ...], ...], state: RoomState) -> list[Action]:
    return [action for group in groups for action in group if is_possible(action, state)]
