"""Before the window closes: what would be lost, in words, and the ways on."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from app.room.state import Waiting
from ui.console.labels import term
from ui.console.widgets import Card, button, column, label, restyle, row, say


class ClosingOverlay(QFrame):
    """Covers the window. The way that loses nothing has the focus."""

    def __init__(
        self, stay: Callable[[], None], end: Callable[[], None], leave: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setProperty("role", "overlay")
        self.setAccessibleName(self.tr("Close Samsyn?"))
        self._why = label("", wrap=True)
        self._lost = label("", tone="alarm", wrap=True)
        self._stay = button(self.tr("Back to the meeting"), stay, "primary")
        self._end = button(self.tr("End the meeting …"), end)
        self._leave = button("", leave)
        heading = label(self.tr("Close Samsyn?"), "title")
        card = Card(
            heading,
            self._why,
            self._lost,
            8,
            row(self._leave, None, self._end, self._stay),
            margins=28,
        )
        card.setFixedWidth(680)
        self.setLayout(column(None, row(None, card, None), None))

    def ask(self, waiting: tuple[Waiting, ...], *, at_a_desk: bool = False) -> None:
        """Say what the record system does not have yet; with nothing, that one can come back."""
        self._end.setVisible(not at_a_desk)
        sent = tuple(each for each in waiting if each is not Waiting.TEXT)
        if sent:
            say(self._why, self.tr("This has not reached the record system yet:"))
            what = ", ".join(term(each) for each in sent)
            lost = self.tr("{what}. It is tried again by itself; if you close now, it is lost.")
            say(self._lost, lost.format(what=what[:1].upper() + what[1:]))
            said = self.tr("Close and lose it")
        elif waiting:
            say(self._why, self.tr("An own standard text is being written and is not saved."))
            say(self._lost, self.tr("Save or discard it first; if you close now, it is lost."))
            said = self.tr("Close and lose it")
        else:
            say(self._why, self.tr("The meeting is not ended. It can be opened again later."))
            say(self._lost, "")
            said = self.tr("Close")
        self._leave.setText(said)
        self._leave.setAccessibleName(said)
        restyle(self._leave, "kind", "danger" if waiting else "")
        self.show()
        self.raise_()
        self._stay.setFocus(Qt.FocusReason.OtherFocusReason)
