"""The keys, over the whole window; any of F1, ? and Esc takes it away."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ui.console import keys
from ui.console.widgets import Scroll, button, column, label, row


class HelpOverlay(QFrame):
    """Written from the table of keys."""

    def __init__(self, close: Callable[[], None]) -> None:
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
        inside = QWidget()
        inside.setLayout(column(grid, None))
        self._close = button(self.tr("Close"), close, "primary")
        head = row(label(self.tr("Keys"), "title"), None, self._close)
        note = label(
            self.tr("A clicker works whenever this window has the focus. Esc never ends anything."),
            "quiet",
            wrap=True,
        )
        self.setLayout(column(head, note, 6, Scroll(inside, self.tr("Keys")), margins=28))

    def start(self) -> None:
        """Put the focus on the way out."""
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)
