"""Below the pages: how the standard texts stand, or the sign-in, and what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.console.widgets import Card, button, column, label, rename, row, say

_WIDTH = 560  # as the page's card above
_BAR = 10  # px high


@dataclass(frozen=True, slots=True, kw_only=True)
class StripView:
    """What the strip says. `share`: of what is fetched, 0 to 1; None: nothing is, or it is unknown.

    `tone` is the style sheet's; `action` is the button's text, "" for none.
    """

    sentence: str
    more: str = ""
    tone: str = ""
    share: float | None = None
    action: str = ""


class FootStrip(QWidget):
    """One sentence, a line more, a bar while something is fetched, and one button."""

    def __init__(self, pressed: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._sentence = label("", "strong", wrap=True)
        self._more = label("", "quiet", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(_BAR)
        self._bar.setRange(0, 1000)
        self._bar.setAccessibleName(self.tr("Standard texts are being fetched"))
        self._bar.hide()
        self._press = button("", pressed)
        self._press.hide()
        beside = row(column(self._sentence, self._more, self._bar, gap=4), self._press, gap=16)
        beside.setStretch(0, 1)
        card = Card(beside)
        card.setFixedWidth(_WIDTH)
        whole = row(None, card, None)
        whole.setContentsMargins(16, 0, 16, 16)
        self.setLayout(whole)

    def present(self, view: StripView) -> None:
        """Show this and nothing else."""
        say(self._sentence, view.sentence, tone=view.tone)
        say(self._more, view.more)
        self._bar.setVisible(view.share is not None)
        self._bar.setValue(round(1000 * (view.share or 0)))
        rename(self._press, view.action)
        self._press.setVisible(bool(view.action))
        self._press.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if view.action else Qt.FocusPolicy.NoFocus
        )
