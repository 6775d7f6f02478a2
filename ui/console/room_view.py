"""The meeting in one window: agenda, attendance, preview, outcome, notices, and their keys.

Renders one `RoomState` completely and calls the room's use cases; the only thing it decides itself
is which page of the middle is in front.
"""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from app.room.room import Room
from app.room.state import RoomState
from ui.console import focus, style
from ui.console.agenda import Agenda
from ui.console.attendance import AttendancePanel
from ui.console.case_view import CaseView
from ui.console.clipboard import ClipboardGuard
from ui.console.clocks import Clocks
from ui.console.closing import ClosingOverlay
from ui.console.ending import Ending
from ui.console.help_overlay import HelpOverlay
from ui.console.keys import Action
from ui.console.labels import clock_time
from ui.console.notices import Notices
from ui.console.outcome import OutcomeView
from ui.console.presence_card import PresenceCard
from ui.console.preview import PreviewImage
from ui.console.screen_bar import ScreenBar
from ui.console.widgets import Card, button, column, label, row, say

_LONGEST_PAGE_NUMBER = 3
_NARROW = 1240


def _beside(wide: QWidget, narrow: QWidget) -> QHBoxLayout:
    side = row(gap=6)
    side.addWidget(wide, 1)
    side.addWidget(narrow)
    return side


class RoomView(QWidget):
    """Everything of a meeting that the chair sees and presses."""

    windowed_asked = Signal()
    screen_asked = Signal()
    close_asked = Signal()
    close_confirmed = Signal()

    def __init__(self, room: Room, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._room = room
        self._digits = ""
        self._order: tuple[QWidget, ...] = ()
        self._selected: str | None = None
        self._title = label("", "strong", wrap=True)
        self._when = label("", "quiet")
        self._practice = label(self.tr("PRACTICE"), "chip", tone="practice")
        self._screen = ScreenBar(room)
        self._clocks = Clocks(now)
        self._notices = Notices(room)
        self._agenda = Agenda(room)
        self._presence = PresenceCard(room, self._open_attendance)
        self._case = CaseView(room)
        self._attendance = AttendancePanel(room, self._open_preview)
        self._ending = Ending(room)
        self._ending.close_asked.connect(self.close_asked)
        self._outcome = OutcomeView(room)
        self._end = button(self.tr("End"), room.end_meeting, name=self.tr("End the meeting"))
        self._help_button = button("", self._toggle_help, name=self.tr("Keys, F1"), icon="help")
        self._help = HelpOverlay(self._toggle_help, self.screen_asked.emit)
        self._help.setParent(self)
        self._help.hide()
        self._closing = ClosingOverlay(self._stay, self._end_instead, self.close_confirmed.emit)
        self._closing.setParent(self)
        self._closing.hide()
        self._clipboard = ClipboardGuard()
        self._middle = QStackedWidget()
        self._arrange()
        self._do = self._actions()

    @property
    def preview(self) -> PreviewImage:
        """What shows the case processes' previews: a `FrameSink`."""
        return self._case.preview

    def _arrange(self) -> None:
        middle_card = Card(self._case)
        self._previewing = QWidget()
        self._previewing.setLayout(column(middle_card))
        for page in (self._previewing, self._attendance, self._ending):
            self._middle.addWidget(page)
        self._heading = Card(self._title, _beside(self._when, self._practice), None, margins=10)
        self._timing = Card(row(self._clocks, None, self._end, self._help_button), margins=10)
        grid = QGridLayout()
        grid.setContentsMargins(style.GAP, style.GAP, style.GAP, style.GAP)
        grid.setSpacing(style.GAP)
        grid.addWidget(self._heading, 0, 0)
        grid.addWidget(self._screen, 0, 1)
        grid.addWidget(self._timing, 0, 2)
        grid.addWidget(self._notices, 1, 0, 1, 3)
        self._left = QWidget()
        left = column(gap=style.GAP)
        left.addWidget(self._agenda, 1)
        left.addWidget(self._presence)
        self._left.setLayout(left)
        grid.addWidget(self._left, 2, 0)
        grid.addWidget(self._middle, 2, 1)
        grid.addWidget(self._outcome, 2, 2)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(1, 1)
        self._grid = grid
        self.setLayout(grid)

    def present(self, state: RoomState) -> None:
        """Show the room as it is."""
        was_in_bar = self._screen.has_focus
        meeting = state.meeting
        say(self._title, meeting.title)
        say(self._when, f"{clock_time(meeting.start)}–{clock_time(meeting.end)}")
        self._practice.setVisible(meeting.practice)
        for part in (
            self._screen,
            self._clocks,
            self._notices,
            self._agenda,
            self._presence,
            self._case,
            self._attendance,
            self._ending,
            self._outcome,
            self._clipboard,
        ):
            part.present(state)
        self._order = focus.chain(self, self._order)
        self._outcome.setVisible(not state.ended)
        self._end.setEnabled(not state.ending and not state.ended)
        self._turn_middle(state)
        if self._screen.has_focus and not was_in_bar:
            self._rescue_focus()

    def offer_screens(self, *, offered: bool) -> None:
        """Offer another screen for the room among the keys, or not."""
        self._help.offer_screens(offered=offered)

    def act(self, action: Action, text: str = "") -> None:
        """Do what a key asks for; `text` is the digit of `Action.DIGIT`."""
        if action is Action.DIGIT:
            self._type_digit(text)
            return
        if action is Action.SHOW and self._digits:
            number, self._digits = int(self._digits), ""
            self._case.typed_page("")
            self._room.to_page(number)
            return
        if self._digits:
            self._digits = ""
            self._case.typed_page("")
        self._do[action]()

    def _actions(self) -> dict[Action, Callable[[], object]]:
        room = self._room
        return {
            Action.NEXT_PAGE: room.next_page,
            Action.PREVIOUS_PAGE: room.previous_page,
            Action.NEXT_CASE: self._next_case,
            Action.PREVIOUS_CASE: self._previous_case,
            Action.SHOW: room.show,
            Action.BLACK: room.black,
            Action.WAITING: room.waiting,
            Action.FREEZE: room.freeze,
            Action.RECOMMENDATION: self._outcome.start,
            Action.SEND: self._outcome.send,
            Action.TIMER: self._toggle_clocks,
            Action.WINDOWED: self.windowed_asked.emit,
            Action.UNDO: room.undo,
            Action.HELP: self._toggle_help,
            Action.BACK: self._back,
        }

    def _turn_middle(self, state: RoomState) -> None:
        first = self._selected is None
        chosen = state.selected != self._selected
        self._selected = state.selected
        if state.ending or state.ended:
            if self._middle.currentWidget() is not self._ending:
                self._middle.setCurrentWidget(self._ending)
                self._ending.start()
        elif chosen and state.selected:
            self._open_preview()
        elif first:
            self._open_attendance()
        elif self._middle.currentWidget() is self._ending:
            self._open_preview()

    def ask_to_close(self) -> None:
        """Tell what would be lost, over the whole window."""
        self._closing.setGeometry(self.rect())
        self._closing.ask(self._room.why_not_close)

    def _stay(self) -> None:
        self._closing.hide()

    def _end_instead(self) -> None:
        self._closing.hide()
        self._room.end_meeting()

    def _rescue_focus(self) -> None:
        """Take the focus from Black, where Qt puts it when a button that was pressed goes away."""
        front = self._middle.currentWidget()
        if front is self._previewing:
            self._case.preview.setFocus(Qt.FocusReason.OtherFocusReason)
        elif front is self._attendance:
            self._attendance.start()
        else:
            self._ending.start()

    def _open_preview(self) -> None:
        self._middle.setCurrentWidget(self._previewing)
        self._case.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_attendance(self) -> None:
        self._middle.setCurrentWidget(self._attendance)
        self._attendance.start()

    def _next_case(self) -> None:
        self._room.select_next()
        self._case.preview.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _previous_case(self) -> None:
        self._room.select_previous()
        self._case.preview.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _type_digit(self, digit: str) -> None:
        self._digits = (self._digits + digit)[-_LONGEST_PAGE_NUMBER:]
        self._case.typed_page(self._digits)

    def _toggle_clocks(self) -> None:
        self._clocks.setVisible(self._clocks.isHidden())

    def _toggle_help(self) -> None:
        self._help.setVisible(self._help.isHidden())
        if not self._help.isHidden():
            self._help.setGeometry(self.rect())
            self._help.raise_()
            self._help.start()

    def _back(self) -> None:
        if not self._closing.isHidden():
            self._stay()
        elif not self._help.isHidden():
            self._toggle_help()
        elif self._middle.currentWidget() is not self._ending:
            self._open_preview()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Let the help cover the window, and give each column its share."""
        super().resizeEvent(event)
        self._help.setGeometry(self.rect())
        self._closing.setGeometry(self.rect())
        left = min(max(self.width() * 22 // 100, 250), 400)
        right = min(max(self.width() * 29 // 100, 330), 560)
        self._screen.narrow(narrow=self.width() < _NARROW)
        for part in (self._heading, self._left):
            part.setFixedWidth(left)
        for part in (self._timing, self._outcome):
            part.setFixedWidth(right)
