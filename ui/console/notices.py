"""What the chair is told: one sentence, the next step, one button; newest first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.room.room import Room
from app.room.state import Notice, NoticeKind, RoomState
from ui import words
from ui.console.announce import announce
from ui.console.widgets import button, clear, label, row

MOST = 3  # at a time; the older ones follow when these are closed
_TONES = {
    NoticeKind.RESUMED: "calm",
    NoticeKind.TIME_SOON_UP: "calm",
    NoticeKind.GATE_CLOSED: "alarm",
    NoticeKind.CASE_STOPPED: "alarm",
    NoticeKind.HOST_REFUSED: "alarm",
    NoticeKind.DELIVERY_CONFLICT: "alarm",
    NoticeKind.DELIVERY_REFUSED: "alarm",
}


class Strip(QFrame):
    """A sentence over the whole width, with at most two buttons."""

    def __init__(self, sentence: str, *buttons: QWidget, tone: str = "") -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.setProperty("tone", tone)
        self.setAccessibleName(sentence)
        whole = row(gap=8)
        whole.setContentsMargins(14, 6, 8, 6)
        whole.addWidget(label(sentence, "strong", wrap=True), 1)
        for made in buttons:
            whole.addWidget(made)
        self.setLayout(whole)


class Notices(QWidget):
    """The newest notices, below what stands until it is answered: attestation, another console."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._shown: tuple[object, ...] = ()
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)

    def present(self, state: RoomState) -> None:
        """Show the notices; nothing moves while they are the same."""
        said = tuple((each, words.notice(each, state)) for each in reversed(state.notices))
        shown = (state.attested, state.driver, said)
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        clear(self._list)
        self._standing(state)
        for notice, worded in said[:MOST]:
            self._list.addWidget(self._strip(notice, worded))
        if len(said) > MOST:
            more = self.tr("%n more below these", "", len(said) - MOST)
            self._list.addWidget(label(more, "quiet"))
        self.setVisible(self._list.count() > 0)
        if said and (not before or before[-1] != said):
            announce(self, said[0][1].full)

    def _standing(self, state: RoomState) -> None:
        if state.driver is not None:
            sentence = self.tr("{console} leads this meeting. Here you can only look.")
            take = button(self.tr("Lead it from here"), self._room.take_over, "primary")
            self._list.addWidget(Strip(sentence.format(console=state.driver.name), take))
        elif not state.attested and not state.ended:
            sentence = self.tr("Before you begin: confirm that nothing is recorded or transcribed.")
            so_it_is = button(self.tr("I confirm"), self._room.attest, "primary", icon="check")
            self._list.addWidget(Strip(sentence, so_it_is, tone="calm"))

    def _strip(self, notice: Notice, worded: words.Worded) -> Strip:
        close = button(
            "",
            partial(self._room.dismiss, notice.id),
            "quiet",
            name=self.tr("Close the message"),
            icon="close",
        )
        buttons = [close]
        remedy = self._remedy(notice)
        if remedy is not None and worded.button:
            buttons.insert(0, button(worded.button, remedy))
        return Strip(worded.full, *buttons, tone=_TONES.get(notice.kind, ""))

    def _remedy(self, notice: Notice) -> Callable[[], None] | None:
        remedies = {
            NoticeKind.CASE_STOPPED: self._room.reopen,
            NoticeKind.GATE_CLOSED: self._room.recheck,
            NoticeKind.SHOW_REFUSED: self._room.recheck,
            NoticeKind.LOG_DOWN: self._room.show,
            NoticeKind.DELIVERY_REFUSED: self._room.send,
        }
        return remedies.get(notice.kind)
