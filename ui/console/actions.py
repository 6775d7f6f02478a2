"""What each action does: a use case of the room, or something of the window's own."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.keyboard import Action
from app.room.ports import FilmState
from app.room.room import Room
from app.room.state import Purpose, RoomState
from ui.console.possible import is_possible, viewed
from ui.console.why_not import why_not

if TYPE_CHECKING:
    from ui.console.room_view import RoomView

_LONGEST_PAGE_NUMBER = 3
# These say themselves what they cannot do, or are harmless: the room decides.
_ROOMS_OWN = frozenset(
    (Action.NEXT_PAGE, Action.PREVIOUS_PAGE, Action.SHOW, Action.BLACK, Action.UNDO)
)


class Actions:
    """Does what is asked if it is possible now; remembers the digits of a page number."""

    def __init__(self, room: Room, view: "RoomView") -> None:
        self._room, self._view, self._case = room, view, view.case_view
        self._digits = ""
        self._do: dict[Action, Callable[[RoomState], object]] = {
            **self._pages_and_screen(),
            **self._agenda_and_window(),
        }

    def do(self, action: Action, text: str, state: RoomState) -> None:
        """Do what a key asks for; `text` is the digit of `Action.DIGIT`."""
        if action is Action.DIGIT:
            self._digits = (self._digits + text)[-_LONGEST_PAGE_NUMBER:]
            self._case.typed_page(self._digits)
            return
        self._view.explain(why_not(action, state))
        digits, self._digits = self._digits, ""
        if digits:
            self._case.typed_page("")
        if digits and action is Action.SHOW:
            self._room.to_page(int(digits))
        elif action is Action.PREVIEW_NEXT and text == " " and self._case.pick_current():
            return  # Space picks what the arrows have stepped to
        elif action in _ROOMS_OWN or is_possible(action, state):
            self._do[action](state)

    def _pages_and_screen(self) -> dict[Action, Callable[[RoomState], object]]:
        room, view, case = self._room, self._view, self._case
        return {
            Action.NEXT_PAGE: lambda _: room.next_page(),
            Action.PREVIOUS_PAGE: lambda _: room.previous_page(),
            Action.PREVIEW_NEXT: lambda _: case.turn(1),
            Action.PREVIEW_PREVIOUS: lambda _: case.turn(-1),
            Action.NEXT_ITEM: lambda _: case.preview.step_item(1),
            Action.PREVIOUS_ITEM: lambda _: case.preview.step_item(-1),
            Action.PAGES: lambda _: view.open_sheet(Action.PAGES),
            Action.SHOW: self._show,
            Action.BLACK: lambda _: room.black(),
            Action.WAITING: lambda _: room.waiting(),
            Action.FREEZE: lambda _: room.freeze(),
            Action.ELSEWHERE: lambda _: room.elsewhere(),
            Action.IDENTITY: lambda state: room.show_identity(not state.identity_shown),
            Action.SHARED: lambda state: room.set_shared(not state.shared),
            Action.POINTER: lambda _: case.toggle_pointer(),
            Action.ZOOM: lambda _: case.toggle_zoom(),
            Action.UNCOVER: lambda _: room.uncover(),
            Action.PLAY: self._play,
            Action.PICK: lambda _: case.toggle_picking(),
            Action.WHOLE_RECORD: self._browse,
            Action.RECOMMENDATION: lambda _: view.outcome_view.start(),
            Action.SEND: lambda _: view.outcome_view.send(),
            Action.WINDOWED: lambda _: view.windowed_asked.emit(),
        }

    def _agenda_and_window(self) -> dict[Action, Callable[[RoomState], object]]:
        room, view = self._room, self._view
        return {
            Action.NEXT_CASE: partial(self._neighbour, room.select_next),
            Action.PREVIOUS_CASE: partial(self._neighbour, room.select_previous),
            Action.ATTENDANCE: lambda _: view.open_attendance(),
            Action.CHECKLIST: lambda _: view.open_sheet(Action.CHECKLIST),
            Action.EXTRA_CASE: lambda _: view.open_sheet(Action.EXTRA_CASE),
            Action.MOVE_UP: lambda state: room.move(state.selected, -1),
            Action.MOVE_DOWN: lambda state: room.move(state.selected, 1),
            Action.POSTPONE: lambda _: view.open_sheet(Action.POSTPONE),
            Action.RESUME: lambda state: room.resume(state.selected),
            Action.MEET_BY_TEXT: lambda _: view.open_sheet(Action.MEET_BY_TEXT),
            Action.SEND_TEXT: lambda state: room.send_met_by_text(state.selected),
            Action.SEND_ALL_TEXTS: lambda _: room.send_all_met_by_text(),
            Action.DEFINITION: lambda _: view.open_sheet(Action.DEFINITION),
            Action.LEGAL_GROUND: self._legal_ground,
            Action.CONSENT: lambda _: view.open_sheet(Action.CONSENT),
            Action.TEXTS: lambda _: view.open_sheet(Action.TEXTS),
            Action.CHECK_ALL: lambda _: room.check_readiness(),
            Action.TIMER: lambda _: view.toggle_clocks(),
            Action.UNDO: lambda _: room.undo(),
            Action.PALETTE: lambda _: view.open_palette(),
            Action.GUIDE: lambda _: view.start_guide(),
            Action.END: lambda _: view.end(),
            Action.HELP: lambda _: view.toggle_help(),
            Action.BACK: lambda _: view.back(),
        }

    def _show(self, state: RoomState) -> None:
        if state.purpose is Purpose.MEETING:
            self._room.show()

    def _play(self, state: RoomState) -> None:
        stage = state.on_stage
        self._room.play(stage is None or stage.film is not FilmState.PLAYING)

    def _browse(self, state: RoomState) -> None:
        slot = viewed(state)
        self._room.browse(slot is None or not slot.whole)

    def _legal_ground(self, state: RoomState) -> None:
        line = state.line(state.selected)
        if line is not None and line.ground is not None:
            self._room.drop_ground(line.case.id)
        else:
            self._view.open_sheet(Action.LEGAL_GROUND)

    def _neighbour(self, select: Callable[[], None], _state: RoomState) -> None:
        select()
        self._case.preview.setFocus(Qt.FocusReason.ShortcutFocusReason)
