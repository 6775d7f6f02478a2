"""What the chair is told: one sentence, the next step, one button; newest first."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.room.room import Room
from app.room.state import Notice, NoticeKind, Purpose, RoomState
from ui import words
from ui.console.announce import announce
from ui.console.widgets import button, clear, label, row

MOST = 3  # at a time; the older ones follow when these are closed
_TONES = {
    NoticeKind.RESUMED: "calm",
    NoticeKind.TIME_SOON_UP: "calm",
    NoticeKind.AGENDA_CHANGED: "calm",
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
    """The newest notices, below what stands until it is answered: attestation, another console.

    `as_window` puts the room screen into a window, for when its screen is unplugged.
    """

    def __init__(self, room: Room, as_window: Callable[[], None]) -> None:
        super().__init__()
        self._room, self._as_window = room, as_window
        self._state: RoomState | None = None
        self._screen: bool | None = None  # lost, back again, or never lost
        self._why = ""  # the last key did nothing
        self._shown: tuple[object, ...] = ()
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)

    def present(self, state: RoomState) -> None:
        """Show the notices; nothing moves while they are the same."""
        self._state = state
        said = tuple(
            (each, words.notice(each, state))
            for each in reversed(state.notices)
            if each.kind is not NoticeKind.TAKEN_OVER or state.driver is None  # it stands already
        )
        standing = (state.attested, state.driver, self._screen, state.ended, state.purpose)
        shown = (*standing, self._why, said)
        if shown == self._shown:
            return
        before, self._shown = self._shown, shown
        clear(self._list)
        self._standing(state)
        if self._why:
            self._list.addWidget(Strip(self._why, _close(partial(self.explain, "")), tone="calm"))
        for notice, worded in said[:MOST]:
            self._list.addWidget(self._strip(notice, worded))
        if len(said) > MOST:
            more = self.tr("%n more below these", "", len(said) - MOST)
            self._list.addWidget(label(more, "quiet"))
        self.setVisible(self._list.count() > 0)
        if said and (not before or before[-1] != said):
            announce(self, said[0][1].full)

    def explain(self, words: str) -> None:
        """Say why a key did nothing; "" takes it away."""
        if words == self._why:
            return
        self._why = words
        self._again()
        if words:
            announce(self, words)

    def screen_is(self, *, there: bool | None) -> None:
        """Tell that the room's screen is unplugged, or back; None: there is nothing to tell."""
        if self._screen is None and there is not False:
            return
        self._screen = there
        self._again()
        if there is not None:
            announce(self, self._screen_words())

    def _forget_screen(self) -> None:
        self._screen = None
        self._again()

    def _again(self) -> None:
        if self._state is not None:
            self.present(self._state)

    def _screen_words(self) -> str:
        if self._screen:
            return self.tr("The room's screen is back.")
        return self.tr("The room's screen is unplugged: the room sees nothing.")

    def _standing(self, state: RoomState) -> None:
        if state.driver is not None:
            sentence = self.tr("{console} leads this meeting. Here you can only look.")
            take = button(self.tr("Lead it from here"), self._room.take_over, "primary")
            self._list.addWidget(Strip(sentence.format(console=state.driver.name), take))
        elif state.purpose is Purpose.MEETING and not state.attested and not state.ended:
            self._list.addWidget(self._first_question())
        if self._screen is False:
            window = button(self.tr("Show it in a window"), self._as_window)
            self._list.addWidget(Strip(self._screen_words(), window, tone="alarm"))
        elif self._screen:
            self._list.addWidget(
                Strip(self._screen_words(), _close(self._forget_screen), tone="calm")
            )

    def _first_question(self) -> Strip:
        sentence = self.tr(
            "Before you begin: nothing may be recorded or transcribed."
            " Does anybody see the screen from elsewhere?"
        )
        alone = self.tr("I confirm, it is not shared")
        shared = self.tr("I confirm, it is shared")
        return Strip(
            sentence,
            button(shared, partial(self._room.attest, shared=True), icon="share"),
            button(alone, partial(self._room.attest, shared=False), "primary", icon="check"),
            tone="calm",
        )

    def _strip(self, notice: Notice, worded: words.Worded) -> Strip:
        buttons = [_close(partial(self._room.dismiss, notice.id))]
        remedy = self._remedy(notice)
        if remedy is not None and worded.button:
            buttons.insert(0, button(worded.button, remedy))
        return Strip(worded.full, *buttons, tone=_TONES.get(notice.kind, ""))

    def _remedy(self, notice: Notice) -> Callable[[], None] | None:
        if notice.decision is not None and notice.decision.is_postponed:
            return partial(self._room.resume, notice.case)
        remedies: dict[NoticeKind, Callable[[], None]] = {
            NoticeKind.CASE_STOPPED: self._room.reopen,
            NoticeKind.GATE_CLOSED: self._room.recheck,
            NoticeKind.SHOW_REFUSED: self._room.recheck,
            # never to the room at once
            NoticeKind.LOG_DOWN: partial(self._room.select, notice.case),
            NoticeKind.DELIVERY_REFUSED: self._room.send,
            NoticeKind.INTIMATE_WHILE_SHARED: partial(self._room.uncover, sure=True),
        }
        return remedies.get(notice.kind)


def _close(pressed: Callable[[], None]) -> QPushButton:
    name = QCoreApplication.translate("Notices", "Close the message")
    return button("", pressed, "quiet", name=name, icon="close")
