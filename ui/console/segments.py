"""One of several, as buttons side by side: pressed at once, seen at once."""

from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from ui.console.widgets import button, clear


class Segments(QWidget):
    """Buttons of (value, words) in columns; `pressed` tells the value of the one that was pressed.

    What is chosen is shown by `choose`; pressing alone changes nothing.
    """

    pressed = Signal(object)

    def __init__(self, name: str, columns: int = 2) -> None:
        super().__init__()
        self._columns = columns
        self._offered: tuple[tuple[StrEnum, str], ...] = ()
        self._buttons: dict[StrEnum, QPushButton] = {}
        self.setAccessibleName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        for at in range(columns):
            self._grid.setColumnStretch(at, 1)

    def offer(self, offered: tuple[tuple[StrEnum, str], ...]) -> None:
        """Offer these; nothing moves while they are the same."""
        if offered == self._offered:
            return
        self._offered = offered
        clear(self._grid)
        self._buttons = {}
        for at, (value, words) in enumerate(offered):
            made = button(words, partial(self._press, value), "segment")
            made.setCheckable(True)
            self._buttons[value] = made
            self._grid.addWidget(made, at // self._columns, at % self._columns)

    def choose(self, value: StrEnum | None) -> None:
        """Show which one is chosen."""
        self._chosen = value
        for each, shown in self._buttons.items():
            shown.setChecked(each is value)

    def start(self) -> None:
        """Put the focus on the first."""
        for shown in self._buttons.values():
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    _chosen: StrEnum | None = None

    def _press(self, value: StrEnum) -> None:
        self.choose(self._chosen)  # Qt has toggled it already
        self.pressed.emit(value)
