"""The keys, over the whole window; any of F1, ? and Esc takes it away."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from ui.console.keys import Keys
from ui.console.widgets import Card, Scroll, button, column, label, row

_WIDTH = 1280
_MARGIN = 24
_BESIDE = 16
_HEAD = 150  # px: all but the keys themselves


class HelpOverlay(QFrame):
    """Written from the table of keys."""

    def __init__(
        self,
        keys: Keys,
        close: Callable[[], None],
        next_screen: Callable[[], None],
        guide: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setProperty("role", "overlay")
        self.setAccessibleName(self.tr("Keys"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        rows = keys.help_rows()
        half = (len(rows) + 1) // 2
        for at, (pressed, does) in enumerate(rows):
            down, across = at % half, 2 * (at // half)
            grid.addWidget(label(pressed, "key"), down, across, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(does, wrap=True), down, across + 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(half, 1)
        self._close = button(self.tr("Close"), close, "primary")
        self._screen = button(self.tr("Change the room screen"), next_screen, icon="screen")
        self._screen.hide()
        self._guide = button(self.tr("Start the guide"), guide)
        self._guide.hide()
        heading = label(self.tr("Keys"), "title")
        head = row(heading, None, self._guide, self._screen, self._close)
        note = label(
            self.tr("A clicker works whenever this window has the focus. Esc never ends anything."),
            "quiet",
            wrap=True,
        )
        scroll = Scroll(inside, self.tr("All keys"))
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll it
        self._card = Card(head, note, scroll, margins=_MARGIN)
        self._wanted = inside
        self.setLayout(column(row(None, self._card, None), margins=_BESIDE))

    def offer_screens(self, *, offered: bool) -> None:
        """Offer to put the room on another screen, where there are several."""
        self._screen.setVisible(offered)

    def offer_guide(self, *, offered: bool) -> None:
        """Offer the guide, in a practice meeting."""
        self._guide.setVisible(offered)

    def start(self) -> None:
        """Put the focus on the way out."""
        lines, width = self._wanted.layout(), min(_WIDTH, self.width() - 2 * _BESIDE)
        self._card.setFixedWidth(width)
        if lines is not None:
            needed = lines.totalHeightForWidth(width - 2 * _MARGIN - 20)
            self._card.setMaximumHeight(needed + _HEAD)
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)
