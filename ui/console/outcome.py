"""The outcome of the patient on the room screen: choose a text, let it stand, send it.

Always names its patient; locked while another one is previewed. Leaves out the parts of the draft
(`ui.console.drafting`) and what follows delivery (`ui.console.after_sending`).
"""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.keyboard import Action
from app.model.outcome import OutcomeStatus
from app.room.room import Room
from app.room.state import OutcomePanel, RoomState
from ui.console.after_sending import Correction, Versions
from ui.console.announce import announce
from ui.console.drafting import Drafting
from ui.console.labels import patient_name, person_number, term
from ui.console.menus import Act
from ui.console.standard_texts import StandardTexts
from ui.console.widgets import Card, Scroll, button, column, label, rename, row, say

_TONES = {
    OutcomeStatus.DRAFT: "",
    OutcomeStatus.SENDING: "warn",
    OutcomeStatus.DELIVERED: "live",
    OutcomeStatus.CONFLICT: "alarm",
    OutcomeStatus.REFUSED: "alarm",
}


_DRAFTING = 1  # its place in the stack


class OutcomeView(QWidget):
    """Nothing yet, the standard texts, the draft, or two versions to choose from."""

    def __init__(self, room: Room, act: Act) -> None:
        super().__init__()
        self._room = room
        self._panel: OutcomePanel | None = None
        self._free: tuple[str, int] | None = None  # the case and revision written in free words
        self._caption = label(self.tr("RECOMMENDATION FOR"), "caption")
        self._name = label("", "heading", wrap=True)
        self._number = label("", "quiet")
        self._status = label("", "chip")
        self._unreviewed = label(
            self.tr("PRACTICE – not reviewed clinically"), "chip", tone="practice"
        )
        self._locked = label("", tone="alarm", wrap=True)
        self._unlock = button(self.tr("Back to this patient"), self._back, icon="lock")
        self._texts = StandardTexts(room, room.choose_text)
        self._write = button(self.tr("Write in free words"), self._write_freely, "quiet")
        self._draft = Drafting(room, self._to_screen)
        self._other = button(self.tr("Choose another text"), self._choose_again, "quiet")
        self._versions = Versions(room)
        self._correction = Correction(room)
        self._show = button("", self._toggle_screen, icon="screen")
        self._send = button(self.tr("Send"), self.send, "primary", icon="send")
        self._empty = label(
            self.tr("The recommendation is written here once a patient is shown in the room."),
            "quiet",
            wrap=True,
        )
        self._stack = QStackedWidget()
        self._choosing = QWidget()
        name = self.tr("Own standard texts …")
        own = button(self.tr("Own …"), partial(act, Action.TEXTS), "quiet", name=name)
        self._choosing.setLayout(column(self._texts, row(self._write, None, own)))
        self._drafting = QWidget()
        self._drafting.setLayout(column(self._draft, row(self._other, None), gap=2))
        draft_scroll = Scroll(self._drafting, self.tr("The recommendation"))
        for page in (self._choosing, draft_scroll, self._versions):
            self._stack.addWidget(page)
        self._arrange()

    def _arrange(self) -> None:
        self._show.setMinimumWidth(174)
        self._send.setMinimumWidth(116)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = row(gap=8)
        head.addLayout(column(self._caption, self._name, self._number, gap=1), 1)
        head.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        card = Card(head, row(self._unreviewed, None), self._locked, self._unlock)
        inside = card.layout()
        assert inside is not None  # noqa: S101 -- a card always has one
        self._foot = QWidget()
        self._foot.setLayout(row(self._show, None, self._send))
        for part in (self._empty, self._stack, self._correction, self._foot):
            inside.addWidget(part)
        self.setLayout(column(card))

    def present(self, state: RoomState) -> None:
        """Show the outcome of the patient on the room screen, if there is one."""
        panel = state.outcome
        before, self._panel = self._panel, panel
        there = panel is not None
        for part in (self._caption, self._name, self._number, self._stack, self._foot):
            part.setVisible(there)
        self._empty.setVisible(not there)
        if panel is None:
            unused = (self._status, self._unreviewed, self._locked, self._unlock, self._correction)
            for part in unused:
                part.hide()
            return
        self._heading(panel)
        self._page(panel)
        if before is None or before.case.id != panel.case.id:
            self._texts.forget()
        self._texts.present(panel.suggestions, state)
        self._draft.present(state, panel)
        self._versions.present(panel)
        self._correction.present(panel)
        self._buttons(panel, state)
        self._follow(before, panel)

    def what_sends(self) -> QWidget:
        """Return where the recommendation is shown large and sent from."""
        return self._foot

    def start(self) -> None:
        """Put the focus where the next press belongs."""
        if self._stack.currentWidget() is self._choosing:
            self._texts.start()
        elif not self._draft.blanks.start():
            self._show.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def send(self) -> None:
        """Take what stands in the blanks' fields, then send."""
        self._draft.blanks.commit()
        self._room.send()
        panel = self._panel  # as it is after that
        if panel is not None and panel.status is OutcomeStatus.DRAFT and panel.unfinished:
            self._draft.ask(panel)

    def _heading(self, panel: OutcomePanel) -> None:
        patient = panel.case.patient
        say(self._name, patient_name(patient))
        say(self._number, person_number(patient))
        said = term(panel.status)
        if panel.status is OutcomeStatus.DRAFT:
            if not panel.draft.text:
                said = ""
            elif panel.draft.revision > 1:
                said = self.tr("Correction {number}").format(number=panel.draft.revision - 1)
            else:
                said = self.tr("Draft saved") if panel.saved else self.tr("Draft")
        if self._status.text() != said and panel.status is not OutcomeStatus.DRAFT:
            announce(self, said)
        say(self._status, said, tone=_TONES[panel.status])
        self._unreviewed.setVisible(panel.unreviewed)
        say(self._locked, self.tr("Locked while you look at another patient.") * panel.locked)
        self._unlock.setVisible(panel.locked)

    def _page(self, panel: OutcomePanel) -> None:
        if panel.status is OutcomeStatus.CONFLICT and panel.rival is not None:
            self._stack.setCurrentWidget(self._versions)
        elif panel.draft.text or self._free == _key(panel):
            self._stack.setCurrentIndex(_DRAFTING)
        else:
            self._stack.setCurrentWidget(self._choosing)

    def _buttons(self, panel: OutcomePanel, state: RoomState) -> None:
        drafted = panel.status is OutcomeStatus.DRAFT
        watching = state.driver is not None
        self._stack.setEnabled(not panel.locked and not watching)
        self._drafting.setEnabled(drafted)
        self._other.setVisible(drafted)
        shown = self.tr("Hide in the room") if panel.on_screen else self.tr("Show large")
        rename(self._show, shown, f"{shown}, Enter")
        self._show.setEnabled(bool(panel.draft.text) and not panel.locked and not watching)
        self._send.setVisible(drafted)
        self._send.setEnabled(bool(panel.draft.text) and not panel.locked and not watching)
        conflict = panel.status is OutcomeStatus.CONFLICT
        self._foot.setVisible(not conflict)

    def _follow(self, before: OutcomePanel | None, panel: OutcomePanel) -> None:
        """Move the focus on once a text has been chosen, so that Enter is the next press."""
        if before is None or before.case.id != panel.case.id or panel.locked:
            return
        if panel.draft.source is not None and panel.draft.source != before.draft.source:
            self.start()

    def _to_screen(self) -> None:
        if self._panel is not None and not self._panel.on_screen:
            self._room.show_recommendation(large=True)
        self._send.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_screen(self) -> None:
        if self._panel is not None:
            self._draft.blanks.commit()
            self._room.show_recommendation(large=not self._panel.on_screen)

    def _back(self) -> None:
        if self._panel is not None:
            self._room.select(self._panel.case.id)

    def _write_freely(self) -> None:
        if self._panel is not None:
            self._free = _key(self._panel)
            self._page(self._panel)
            self._draft.write()

    def _choose_again(self) -> None:
        self._free = None
        self._stack.setCurrentWidget(self._choosing)
        self._texts.start()


def _key(panel: OutcomePanel) -> tuple[str, int]:
    return panel.case.id, panel.draft.revision
