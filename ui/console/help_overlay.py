"""The keys, over the whole window; any of F1, ? and Esc takes it away."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from ui.console import keys
from ui.console.widgets import Card, button, column, label, row

_WIDTH = 980


class HelpOverlay(QFrame):
    """Written from the table of keys."""

    def __init__(self, close: Callable[[], None], next_screen: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "overlay")
        self.setAccessibleName(self.tr("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        rows = keys.help_rows()
        half = (len(rows) + 1) // 2
        for at, (pressed, does) in enumerate(rows):
            down, across = at % half, 2 * (at // half)
            grid.addWidget(label(pressed, "key"), down, across, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(does, wrap=True), down, across + 1, Qt.AlignmentFlag.AlignTop)
        self._close = button(self.tr("Close"), close, "primary")
        self._screen = button(self.tr("Change the room screen"), next_screen, icon="screen")
        self._screen.hide()
        head = row(label(self.tr("Keys"), "title"), None, self._screen, self._close)
        note = label(
            self.tr("A clicker works whenever this window has the focus. Esc never ends anything."),
            "quiet",
            wrap=True,
        )
        card = Card(head, note, 6, grid, margins=28)
        card.setFixedWidth(_WIDTH)
        self.setLayout(column(row(None, card, None), None, margins=16))

    def offer_screens(self, *, offered: bool) -> None:
        """Offer to put the room on another screen, where there are several."""
        self._screen.setVisible(offered)

    def start(self) -> None:
        """Put the focus on the way out."""
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)
