"""The meeting in one window: agenda, attendance, preview, outcome, notices, and their keys.

Renders one `RoomState` completely and calls the room's use cases; the only thing it decides itself
is which page of the middle is in front. At a desk (preparation) attendance, screen bar and outcome
make way for what is prepared.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QWidget

from app.keyboard import Action
from app.room.room import Room
from app.room.state import Purpose, RoomState
from ui.console import focus, style
from ui.console.actions import Actions
from ui.console.agenda import Agenda
from ui.console.attendance import AttendancePanel
from ui.console.case_view import CaseView
from ui.console.clipboard import ClipboardGuard
from ui.console.clocks import Clocks
from ui.console.closing import ClosingOverlay
from ui.console.desk_panel import DeskBar, DeskPanel
from ui.console.ending import Ending
from ui.console.guide import Guide
from ui.console.guide_steps import Beside
from ui.console.help_overlay import HelpOverlay
from ui.console.keys import Keys
from ui.console.labels import clock_time
from ui.console.notices import Notices
from ui.console.outcome import OutcomeView
from ui.console.palette import Palette
from ui.console.possible import is_looker_on
from ui.console.presence_card import PresenceCard
from ui.console.preview import PreviewImage
from ui.console.screen_bar import ScreenBar
from ui.console.sheet import Sheet
from ui.console.sheets import sheets
from ui.console.widgets import Card, button, column, label, rename, row, say
from ui.stage.closer import Closer, Place

_NARROW = 1240


def _beside(wide: QWidget, *narrow: QWidget) -> QHBoxLayout:
    side = row(gap=6)
    side.addWidget(wide, 1)
    for part in narrow:
        side.addWidget(part)
    return side


class RoomView(QWidget):
    """Everything of a meeting that the chair sees and presses.

    `pointed` and `zoomed` are what the room screen is to point at and to enlarge.
    """

    windowed_asked = Signal()
    screen_asked = Signal()
    close_asked = Signal()
    close_confirmed = Signal()
    pointed = Signal(object)  # Place | None
    zoomed = Signal(object)  # Closer | None

    def __init__(
        self,
        room: Room,
        now: Callable[[], datetime],
        keys: Keys | None = None,
        *,
        figures_wanted: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._room = room
        self._keys = keys or Keys()
        self._order: tuple[QWidget, ...] = ()
        self._selected: str | None = None
        self._state: RoomState | None = None
        self._title = label("", "strong", wrap=True)
        self._when = label("", "quiet")
        self._practice = label(self.tr("PRACTICE"), "chip", tone="practice")
        self._looks_on = label(self.tr("Looking on"), "chip", tone="warn")
        self._screen = ScreenBar(room, self._keys, self.act)
        self._desk_bar = DeskBar()
        self._clocks = Clocks(now)
        self._notices = Notices(room, self.windowed_asked.emit)
        self._agenda = Agenda(room, self._keys, self.act)
        self._presence = PresenceCard(
            room, self.open_attendance, partial(self.act, Action.CHECKLIST)
        )
        self.case_view = CaseView(room, self._keys, self.act)
        self._attendance = AttendancePanel(room, self.open_preview)
        self._ending = Ending(room, figures_wanted=figures_wanted)
        self._ending.close_asked.connect(self.close_asked)
        self.outcome_view = OutcomeView(room, self.act)
        self._desk = DeskPanel(room, self.act)
        self._end = button("", self.end)
        self._help_button = button("", self.toggle_help, name=self.tr("Keys, F1"), icon="help")
        self._sheets: dict[Action, Sheet] = sheets(room, self.open_preview)
        self._middle = QStackedWidget()
        self._arrange()
        self._arrange_overlays()
        self._actions = Actions(room, self)
        self.case_view.pointing.pointed.connect(self._point)
        self.case_view.pointing.zoomed.connect(self._zoom)

    @property
    def preview(self) -> PreviewImage:
        """What shows the case processes' previews: a `FrameSink`."""
        return self.case_view.preview

    # --- what it is made of -----------------------------------------------------------------------

    def _arrange(self) -> None:
        self._previewing = QWidget()
        self._previewing.setLayout(column(Card(self.case_view)))
        for page in (self._previewing, self._attendance, self._ending, *self._sheets.values()):
            self._middle.addWidget(page)
        chips = _beside(self._when, self._looks_on, self._practice)
        self._heading = Card(self._title, chips, None, margins=10)
        self._timing = Card(row(self._clocks, None, self._end, self._help_button), margins=10)
        grid = QGridLayout()
        grid.setContentsMargins(style.GAP, style.GAP, style.GAP, style.GAP)
        grid.setSpacing(style.GAP)
        grid.addWidget(self._heading, 0, 0)
        grid.addWidget(self._screen, 0, 1)
        grid.addWidget(self._desk_bar, 0, 1)
        grid.addWidget(self._timing, 0, 2)
        grid.addWidget(self._notices, 1, 0, 1, 3)
        self._left = QWidget()
        left = column(gap=style.GAP)
        left.addWidget(self._agenda, 1)
        left.addWidget(self._presence)
        self._left.setLayout(left)
        grid.addWidget(self._left, 2, 0)
        grid.addWidget(self._middle, 2, 1)
        grid.addWidget(self.outcome_view, 2, 2)
        grid.addWidget(self._desk, 2, 2)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(1, 1)
        self._grid = grid
        self.setLayout(grid)

    def _arrange_overlays(self) -> None:
        self._help = HelpOverlay(
            self._keys, self.toggle_help, self.screen_asked.emit, self.start_guide
        )
        self._palette = Palette(self._keys, self._from_palette)
        self._closing = ClosingOverlay(self._stay, self._end_instead, self.close_confirmed.emit)
        for overlay in (self._help, self._palette, self._closing):
            overlay.setParent(self)
            overlay.hide()
        self._clipboard = ClipboardGuard()
        self._guide = Guide(
            self,
            {
                Beside.NOTICES: lambda: self._notices,
                Beside.MIDDLE: lambda: self._middle,
                Beside.AGENDA: lambda: self._agenda,
                Beside.SHOW: self.case_view.what_shows,
                Beside.PAGES: self.case_view.what_turns,
                Beside.SCREEN: lambda: self._screen,
                Beside.ATTENDANCE: lambda: self._presence,
                Beside.OUTCOME: lambda: self.outcome_view,
                Beside.SEND: self.outcome_view.what_sends,
                Beside.END: lambda: self._end,
            },
        )

    # --- the room as it is ------------------------------------------------------------------------

    def present(self, state: RoomState) -> None:
        """Show the room as it is."""
        was_in_bar = self._screen.has_focus
        first, self._state = self._state is None, state
        self._present_heading(state)
        for part in (
            self._screen,
            self._desk_bar,
            self._clocks,
            self._notices,
            self._agenda,
            self._presence,
            self.case_view,
            self._attendance,
            self._ending,
            self.outcome_view,
            self._desk,
            self._clipboard,
        ):
            part.present(state)
        self._divide(state)
        front = self._middle.currentWidget()
        if isinstance(front, Sheet):
            front.present(state)
        self._turn_middle(state)
        self._order = focus.chain(self, self._order)
        lost = self.window().focusWidget() is None  # what had it was disabled: sent, or not ours
        if lost or (self._screen.has_focus and not was_in_bar):
            self._rescue_focus()
        if first and self._offers_guide(state):
            self._guide.start(state)
        self._guide.present(state)

    def _present_heading(self, state: RoomState) -> None:
        meeting = state.meeting
        say(self._title, meeting.title)
        at_a_desk = state.purpose is Purpose.PREPARATION
        start = clock_time(meeting.start)
        day = f"{meeting.start.astimezone():%Y-%m-%d} {start}"
        times = day if at_a_desk else f"{start}–{clock_time(meeting.end)}"
        say(self._when, times if state.driver is None else "")
        self._practice.setVisible(meeting.practice)
        self._looks_on.setVisible(state.driver is not None)
        if at_a_desk:
            rename(self._end, self.tr("Close"), self.tr("Close Samsyn"))
        else:
            rename(self._end, self.tr("End"), self.tr("End the meeting"))
        over = state.ending or is_looker_on(state)
        self._end.setEnabled(at_a_desk or not over)

    def _divide(self, state: RoomState) -> None:
        """Give the desk the places of what a meeting has."""
        at_a_desk = state.purpose is Purpose.PREPARATION
        for part in (self._screen, self._clocks):
            part.setVisible(not at_a_desk)
        self.outcome_view.setVisible(not at_a_desk and not state.ended)
        self._desk_bar.setVisible(at_a_desk)
        self._desk.setVisible(at_a_desk)
        self._presence.setVisible(not at_a_desk and not state.ended)
        self._set_widths()

    def _offers_guide(self, state: RoomState) -> bool:
        meeting = state.meeting.practice and state.purpose is Purpose.MEETING
        return meeting and not state.attested and not is_looker_on(state)

    def _turn_middle(self, state: RoomState) -> None:
        first = self._selected is None
        chosen = state.selected != self._selected
        self._selected = state.selected
        if state.ending or state.ended:
            if self._middle.currentWidget() is not self._ending:
                self._middle.setCurrentWidget(self._ending)
                self._ending.start()
        elif (chosen and state.selected) or (first and state.purpose is Purpose.PREPARATION):
            self.open_preview()
        elif first:
            self.open_attendance()
        elif self._middle.currentWidget() is self._ending:
            self.open_preview()

    def offer_screens(self, *, offered: bool) -> None:
        """Offer another screen for the room among the keys, or not."""
        self._help.offer_screens(offered=offered)

    def screen_is(self, *, there: bool | None) -> None:
        """Tell that the room's screen is unplugged, or back; None: the room has a window."""
        self._notices.screen_is(there=there)

    # --- keys, menus, palette ---------------------------------------------------------------------

    def explain(self, words: str) -> None:
        """Say why what was asked for does nothing, until the next action; "" takes it away."""
        self._notices.explain(words)

    def act(self, action: Action, text: str = "") -> None:
        """Do what a key, a menu or the palette asks for; `text` is the digit of a DIGIT."""
        if self._state is not None:
            self._actions.do(action, text, self._state)

    def _from_palette(self, action: Action) -> None:
        self._rescue_focus()
        self.act(action)

    def open_sheet(self, action: Action) -> None:
        """Put the sheet of that action in front, about the selected patient."""
        if self._state is None or self._state.ending or self._state.ended:
            return
        sheet = self._sheets[action]
        self._middle.setCurrentWidget(sheet)
        sheet.open(self._state)
        self._order = focus.chain(self, self._order)

    def open_preview(self) -> None:
        """Put the selected patient in front."""
        self._middle.setCurrentWidget(self._previewing)
        self.case_view.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_attendance(self) -> None:
        """Put the attendance in front."""
        self._middle.setCurrentWidget(self._attendance)
        self._attendance.start()

    def open_palette(self) -> None:
        """Let the chair name what is to be done."""
        if self._palette.isHidden():
            self._palette.setGeometry(self.rect())
            self._palette.open(self._state)
        else:
            self._palette.hide()
            self._rescue_focus()

    def start_guide(self) -> None:
        """Begin the guide anew, or leave it."""
        self._help.hide()
        if self._guide.is_on:
            self._guide.leave()
        elif self._state is not None and self._state.meeting.practice:
            self._guide.start(self._state)

    def end(self) -> None:
        """List what is undone; at a desk there is only the program to close."""
        if self._state is not None and self._state.purpose is Purpose.PREPARATION:
            self.close_asked.emit()
        else:
            self._room.end_meeting()

    def toggle_clocks(self) -> None:
        """Hide the clocks, or show them."""
        self._clocks.setVisible(self._clocks.isHidden())

    def toggle_help(self) -> None:
        """Show the keys, or take them away."""
        self._help.setVisible(self._help.isHidden())
        if not self._help.isHidden():
            self._help.offer_guide(offered=bool(self._state and self._state.meeting.practice))
            self._help.setGeometry(self.rect())
            self._help.raise_()
            self._help.start()

    def back(self) -> None:
        """Take away what lies in front, then what stands in the middle; end nothing."""
        front = self._middle.currentWidget()
        if not self._closing.isHidden():
            self._stay()
        elif not self._palette.isHidden():
            self.open_palette()
        elif not self._help.isHidden():
            self.toggle_help()
        elif isinstance(front, Sheet):
            front.close_sheet()
        elif self._guide.is_on:
            self._guide.leave()
        elif front is not self._ending:
            self.open_preview()

    # --- closing ----------------------------------------------------------------------------------

    def ask_to_close(self) -> None:
        """Tell what would be lost, over the whole window."""
        self._closing.setGeometry(self.rect())
        at_a_desk = self._state is not None and self._state.purpose is Purpose.PREPARATION
        self._closing.ask(self._room.why_not_close, at_a_desk=at_a_desk)

    def _stay(self) -> None:
        self._closing.hide()

    def _end_instead(self) -> None:
        self._closing.hide()
        self._room.end_meeting()

    # --- Qt ---------------------------------------------------------------------------------------

    def _point(self, place: Place | None) -> None:
        self.pointed.emit(place)

    def _zoom(self, closer: Closer | None) -> None:
        self.zoomed.emit(closer)

    def _rescue_focus(self) -> None:
        """Take the focus from Black, where Qt puts it when a button that was pressed goes away."""
        front = self._middle.currentWidget()
        if front is self._attendance:
            self._attendance.start()
        elif front is self._ending:
            self._ending.start()
        else:
            self.case_view.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_widths(self) -> None:
        at_a_desk = self._state is not None and self._state.purpose is Purpose.PREPARATION
        left = min(max(self.width() * 22 // 100, 250), 400)
        right = min(max(self.width() * 29 // 100, 330), 560)
        if at_a_desk:  # the page is what is worked with: it gets the room
            right = min(max(self.width() * 21 // 100, 286), 380)
        self._screen.narrow(narrow=self.width() < _NARROW)
        for part in (self._heading, self._left):
            part.setFixedWidth(left)
        for part in (self._timing, self.outcome_view, self._desk):
            part.setFixedWidth(right)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Let what lies in front cover the window, and give each column its share."""
        super().resizeEvent(event)
        for overlay in (self._help, self._palette, self._closing):
            overlay.setGeometry(self.rect())
        self._set_widths()
        self._guide.place()
