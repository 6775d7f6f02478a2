"""What follows sending: a correction with its reason, and the choice between two versions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.model.outcome import Outcome, OutcomeStatus
from app.room.room import Room
from app.room.state import OutcomePanel
from ui.console.inputs import line_edit
from ui.console.labels import term
from ui.console.widgets import Card, Scroll, button, column, label, row, say


class Correction(QWidget):
    """Begins a new revision of what has been delivered; the old one is kept."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._open = button(self.tr("Correct …"), self._ask)
        self._why = line_edit(self.tr("Why is it corrected?"), personal=True)
        self._why.textChanged.connect(self._written)
        self._why.returnPressed.connect(self._begin)
        self._go = button(self.tr("Begin the correction"), self._begin, "primary")
        self._form = QWidget()
        self._form.setLayout(column(self._why, row(None, self._go)))
        self._reason = label("", "quiet", wrap=True)
        self.setLayout(column(self._reason, row(self._open, None), self._form))
        self._form.hide()
        self._written("")

    def present(self, panel: OutcomePanel) -> None:
        """Offer the correction of a delivered outcome; name the reason of one that is written."""
        delivered = panel.status is OutcomeStatus.DELIVERED
        reason = panel.draft.reason
        say(self._reason, self.tr("Corrected: {why}").format(why=reason) if reason else "")
        self.setVisible(delivered or bool(reason))
        if not delivered:
            self._form.hide()
        self._open.setVisible(delivered and self._form.isHidden() and not panel.locked)

    def _ask(self) -> None:
        self._why.clear()
        self._form.show()
        self._open.hide()
        self._why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self, text: str) -> None:
        self._go.setEnabled(bool(text.strip()))

    def _begin(self) -> None:
        if why := self._why.text().strip():
            self._form.hide()
            self._room.correct(why)


class Versions(QWidget):
    """Both versions, one below the other, and a button for each."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._theirs, self._ours = label(wrap=True), label(wrap=True)
        keep = button(self.tr("Keep the record system's"), room.keep_rival)
        self._why = line_edit(self.tr("Why is it replaced by yours?"), personal=True)
        self._why.textChanged.connect(self._written)
        self._replace = button(self.tr("Replace it with yours"), self._correct, "primary")
        inside = QWidget()
        inside.setLayout(
            column(
                Card(label(self.tr("IN THE RECORD SYSTEM"), "caption"), self._theirs, keep),
                Card(label(self.tr("YOURS"), "caption"), self._ours, self._why, self._replace),
                None,
            )
        )
        self.setLayout(column(Scroll(inside, self.tr("Both versions"))))
        self._written("")

    def present(self, panel: OutcomePanel) -> None:
        """Show what the host holds and what was agreed here."""
        say(self._theirs, _whole(panel.rival) if panel.rival else "")
        say(self._ours, _whole(panel.draft))

    def _written(self, text: str) -> None:
        self._replace.setEnabled(bool(text.strip()))

    def _correct(self) -> None:
        if why := self._why.text().strip():
            self._why.clear()
            self._room.correct(why)


def _whole(outcome: Outcome) -> str:
    intention = term(outcome.intention) if outcome.intention else ""
    return "\n".join(filter(None, (outcome.text, intention)))
