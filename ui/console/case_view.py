"""The middle of the console: the selected patient, their pages, and what is known to be missing."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.keyboard import Action
from app.room.ports import FilmState, PageItem
from app.room.room import Room
from app.room.stage_view import ScreenMode
from app.room.state import CaseLine, Purpose, RoomState, SlotState, SlotView
from ui import words
from ui.console import style
from ui.console.case_head import CaseHead
from ui.console.keys import Keys
from ui.console.menus import Act
from ui.console.page_index import PageIndex
from ui.console.pointing import Pointing
from ui.console.possible import in_the_room, is_looker_on, seen_by_the_room, viewed
from ui.console.preview import PreviewImage
from ui.console.reach import ReachBar
from ui.console.readiness import of_the_pages, of_the_sources
from ui.console.widgets import button, column, label, picture, rename, row, say

_LEAST = 72  # px: a page that can just be told from others
_BESIDE = 160  # px: what turns the pages, two rows of sections, the gaps
_NARROW = 500  # px: the buttons below the page have room for their pictures only
_SHOW_WIDTH = 190  # px, where there is room


class CaseView(QWidget):
    """Renders the selected case; its buttons are use cases of the room."""

    def __init__(self, room: Room, keys: Keys, act: Act) -> None:
        super().__init__()
        self._room = room
        self.preview = PreviewImage()
        self.preview.picked.connect(self._pick)
        self.pointing = Pointing(self.preview)
        self._state: RoomState | None = None
        self._slot: SlotView | None = None
        self._picking = False
        self._typed = ""
        self._head = CaseHead(room, keys, act)
        self._reach = ReachBar(room, act)
        self._previous = button(
            "", partial(self.turn, -1), name=self.tr("Previous page"), icon="previous"
        )
        self._page = label("", "strong")
        self._next = button("", partial(self.turn, 1), name=self.tr("Next page"), icon="next")
        self._mode = label("", "chip", tone="accent")
        self._uncover = button(self.tr("Uncover"), partial(act, Action.UNCOVER), icon="eye")
        self._uncover.setAccessibleName(self.tr("Uncover the pictures, V"))
        self._film = button("", partial(act, Action.PLAY), icon="play")
        self._show = button(self.tr("Show in the room"), room.show, "primary", icon="screen")
        self._index = PageIndex(room)
        self._is_narrow = False
        self._ready = label("", "quiet", wrap=True)
        self._missing = label("", tone="warn", wrap=True)
        self._arrange()

    def _arrange(self) -> None:
        self._page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page.setMinimumWidth(104)
        turning = row(self._previous, self._page, self._next, self._mode, None, gap=6)
        for part in (self._uncover, self._film, self._show):
            turning.addWidget(part)
        whole = column(self._head, self._reach, 2, gap=4)
        whole.addWidget(self.preview, 100)
        whole.addSpacing(4)
        whole.addLayout(turning)
        whole.addSpacing(4)
        whole.addWidget(self._index)
        for shown in (self._missing, self._ready):
            whole.addWidget(shown)
        whole.addStretch(1)
        self.setLayout(whole)

    def present(self, state: RoomState) -> None:
        """Show the selected case, or ask for one."""
        if self._state is None or self._state.selected != state.selected:
            self._picking = False
        self._state = state
        line, slot = state.line(state.selected), viewed(state)
        self._slot = slot
        self._head.present(state, line, slot)
        self._reach.present(state, line)
        gone = slot is None or slot.state is SlotState.STOPPED
        generation = None if gone or slot is None else slot.generation
        self.preview.want(generation, self._why_no_picture(state, line, slot))
        self.preview.offer(slot.items if slot else (), picking=self.is_picking)
        self.pointing.present(state)
        self._turning(state, line, slot)
        say(self._missing, of_the_pages(line, slot, state))
        say(self._ready, of_the_sources(slot.sections) if slot else "")
        self._share_height()

    def typed_page(self, digits: str) -> None:
        """Show the page number that is being typed, "" for none."""
        self._typed = digits
        self._say_mode()

    def what_shows(self) -> QWidget:
        """Return what brings the patient on the room screen."""
        return self._show

    def what_turns(self) -> QWidget:
        """Return what turns the pages."""
        return self._next

    # --- pages ------------------------------------------------------------------------------------

    def turn(self, step: int) -> None:
        """Turn the page that stands in the preview: a preview's is not the room's."""
        if self._slot is not None and self._slot.previewed:
            self._room.to_page(self._slot.page + step)
        elif step > 0:
            self._room.next_page()
        else:
            self._room.previous_page()

    def _turning(self, state: RoomState, line: CaseLine | None, slot: SlotView | None) -> None:
        count = len(slot.pages) if slot else 0
        at = slot.page if slot else 0
        more = "" if slot is None or slot.complete else "+"
        text = self.tr("Page {page} of {count}{more}").format(page=at, count=count, more=more)
        say(self._page, text if count else "")
        for turning, possible in ((self._previous, at > 1), (self._next, at < count)):
            turning.setVisible(count > 0)
            turning.setEnabled(possible)
        self._present_show(state, line)
        self._uncover.setVisible(slot is not None and slot.covered)
        self._uncover.setText("" if self._is_narrow else self.tr("Uncover"))
        self._present_film(state, slot)
        self._say_mode()
        self._index.present(slot)

    def _present_show(self, state: RoomState, line: CaseLine | None) -> None:
        seen = line is not None and in_the_room(state, line)
        hidden = state.stage.mode in {ScreenMode.BLACK, ScreenMode.ELSEWHERE}
        shown = line is not None and state.purpose is Purpose.MEETING and not (seen and not hidden)
        self._show.setVisible(shown and state.stage.mode is not ScreenMode.ELSEWHERE)
        self._show.setEnabled(not is_looker_on(state))

    def _present_film(self, state: RoomState, slot: SlotView | None) -> None:
        there = slot is not None and slot.film is not FilmState.NONE and seen_by_the_room(state)
        playing = slot is not None and slot.film is FilmState.PLAYING
        self._film.setVisible(there)
        said = self.tr("Pause") if playing else self.tr("Play")
        name = self.tr("{what} the film, S").format(what=said)
        rename(self._film, "" if self._is_narrow else said, name)
        self._film.setIcon(picture("pause" if playing else "play", style.ACCENT))

    def _say_mode(self) -> None:
        """Show the number that is being typed, or which mode the mouse is in."""
        if self._typed:
            said = self.tr("To page {number}: Enter").format(number=self._typed)
        elif self.pointing.pointer:
            said = self.tr("Pointer on")
        elif self.pointing.times:
            said = self.tr("Enlarged")
        elif self._picking and self._slot is not None:
            said = self.tr("Press what is to be picked")
        else:
            said = ""
        say(self._mode, said)

    # --- picking and pointing ---------------------------------------------------------------------

    @property
    def is_picking(self) -> bool:
        """Whether a press on the page picks: always at a desk, else while switched on."""
        state = self._state
        if state is None or is_looker_on(state):
            return False
        return self._picking or state.purpose is Purpose.PREPARATION

    def toggle_picking(self) -> None:
        """Begin or end to pick on the page."""
        self._picking = not self._picking
        self._again()

    def pick_current(self) -> bool:
        """Pick, or unpick, what the keyboard has stepped to; tell whether there was anything."""
        item = self.preview.item
        if item is None:
            return False
        self._pick(item)
        return True

    def toggle_pointer(self) -> None:
        """Point, or not any more."""
        self.pointing.toggle_pointer()
        self._say_mode()

    def toggle_zoom(self) -> None:
        """Enlarge, or not any more."""
        self.pointing.toggle_zoom()
        self._say_mode()

    def _pick(self, item: PageItem) -> None:
        if self._state is not None:
            self._room.pick(self._state.selected, item.reference, yes=not item.picked)

    def _again(self) -> None:
        if self._state is not None:
            slot = self._slot
            self.preview.offer(slot.items if slot else (), picking=self.is_picking)
            self._say_mode()

    def _why_no_picture(
        self, state: RoomState, line: CaseLine | None, slot: SlotView | None
    ) -> str:
        if line is None:
            return self.tr("Choose a patient on the left to look through the overview.")
        if slot is not None and slot.state is SlotState.STOPPED:
            return self.tr("The overview stopped. Open it again.")
        if slot is not None:
            return self.tr("The overview is being fetched …")
        if line.decision is not None and not line.decision.is_yes:
            return words.decision(line.decision, state).full
        if state.purpose is Purpose.PREPARATION:
            return self.tr("The overview is being fetched …")
        return self.tr("Press Show in the room.")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Let the page be as large as it can before the sections take more than two rows."""
        super().resizeEvent(event)
        self._is_narrow = self.width() < _NARROW
        self._show.setMinimumWidth(0 if self._is_narrow else _SHOW_WIDTH)
        if self._state is not None:
            self._turning(self._state, self._state.line(self._state.selected), self._slot)
        self._share_height()

    def _share_height(self) -> None:
        """Give the page what the texts around it leave."""
        width, head = self.width(), self._head.layout()
        self._ready.setVisible(bool(self._ready.text()))
        texts = sum(
            shown.heightForWidth(width)
            for shown in (self._missing, self._ready)
            if not shown.isHidden()
        )
        texts += self._reach.height_at(width)
        beside = _BESIDE + texts + (head.totalHeightForWidth(width) if head else 0)
        page, left = width * 9 // 16, self.height() - beside
        if left < _LEAST:  # all pages are in a list of their own, too
            self._index.hide()
        if self.height() < self.minimumSizeHint().height():  # the sections say it, too
            self._ready.hide()
        self.preview.setMinimumHeight(max(_LEAST, min(page, left)))
