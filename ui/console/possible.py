"""Which actions there are now, and what each is called now: pure, for menus, palette and keys."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.keyboard import Action
from app.model.case import CaseState
from app.model.outcome import OutcomeStatus
from app.room.ports import FilmState
from app.room.stage_view import ScreenMode
from app.room.state import CaseLine, Purpose, RoomState, SlotState, SlotView
from ui.translatable import QT_TRANSLATE_NOOP

_ON_SCREEN = frozenset({ScreenMode.LIVE, ScreenMode.FROZEN})
_OPEN = frozenset({CaseState.NOT_STARTED, CaseState.STARTED, CaseState.WITHOUT_RECOMMENDATION})
_NEW_NAMES = {
    (Action.ELSEWHERE, True): QT_TRANSLATE_NOOP("keys", "Back from radiology"),
    (Action.ELSEWHERE, False): QT_TRANSLATE_NOOP("keys", "Radiology shows"),
    (Action.SHARED, True): QT_TRANSLATE_NOOP("keys", "The screen is not shared any more"),
    (Action.SHARED, False): QT_TRANSLATE_NOOP("keys", "The screen is shared now"),
    (Action.IDENTITY, True): QT_TRANSLATE_NOOP("keys", "Hide the whole identity"),
    (Action.IDENTITY, False): QT_TRANSLATE_NOOP("keys", "Show the whole identity"),
    (Action.PLAY, True): QT_TRANSLATE_NOOP("keys", "Pause the film"),
    (Action.PLAY, False): QT_TRANSLATE_NOOP("keys", "Play the film"),
    (Action.WHOLE_RECORD, True): QT_TRANSLATE_NOOP("keys", "Only the conference's overview"),
    (Action.WHOLE_RECORD, False): QT_TRANSLATE_NOOP("keys", "The whole record"),
    (Action.LEGAL_GROUND, True): QT_TRANSLATE_NOOP("keys", "Drop the legal ground"),
    (Action.LEGAL_GROUND, False): QT_TRANSLATE_NOOP("keys", "Claim a legal ground …"),
    (Action.BLACK, True): QT_TRANSLATE_NOOP("keys", "Back from black"),
    (Action.BLACK, False): QT_TRANSLATE_NOOP("keys", "Black screen"),
    (Action.FREEZE, True): QT_TRANSLATE_NOOP("keys", "Unfreeze"),
    (Action.FREEZE, False): QT_TRANSLATE_NOOP("keys", "Freeze the room's page"),
}


def viewed(state: RoomState) -> SlotView | None:
    """Return the slot whose pages the console shows: the selected case's, if it may be seen."""
    wings, stage = state.wings, state.on_stage
    if wings is not None and wings.case == state.selected and wings.previewed:
        return wings
    if stage is not None and stage.case == state.selected:
        return stage
    return None


def in_the_room(state: RoomState, line: CaseLine) -> bool:
    """Tell whether that case has the room screen, also behind black or another system."""
    stage = state.on_stage
    shown = state.stage.mode is not ScreenMode.WAITING
    return shown and stage is not None and stage.case == line.case.id


def seen_by_the_room(state: RoomState) -> bool:
    """Tell whether the page that the console shows is the one that the room sees now."""
    slot = viewed(state)
    shows = state.stage.mode in _ON_SCREEN and state.stage.recommendation is None
    return shows and slot is not None and slot is state.on_stage


def is_looker_on(state: RoomState) -> bool:
    """Tell whether another console drives the meeting, or there is nothing to drive any more."""
    return state.driver is not None or state.ended


def words_now(action: Action, usual: str, state: RoomState) -> str:
    """Return what a menu calls the action now; `usual` where it is always called the same."""
    on = _IS_ON.get(action)
    new = _NEW_NAMES.get((action, on(state))) if on else None
    return QCoreApplication.translate("keys", new) if new else usual


def is_possible(action: Action, state: RoomState) -> bool:
    """Tell whether the action would do anything now."""
    if action in _ALWAYS:
        return True
    if is_looker_on(state):
        return False
    if action in _NOT_AT_A_DESK and state.purpose is Purpose.PREPARATION:
        return False
    rule = _RULES.get(action)
    return rule is None or rule(state)


def _selected(state: RoomState) -> CaseLine | None:
    return state.line(state.selected)


def _of_selected(rule: Callable[[CaseLine], bool]) -> Callable[[RoomState], bool]:
    def asked(state: RoomState) -> bool:
        line = _selected(state)
        return line is not None and rule(line)

    return asked


def _can_be_postponed(line: CaseLine) -> bool:
    return line.case.state in _OPEN and line.outcome in {None, OutcomeStatus.DRAFT}


def _is_put_aside(line: CaseLine) -> bool:
    return line.case.state in {CaseState.POSTPONED, CaseState.BY_STANDARD_TEXT}


def waits_by_text(line: CaseLine) -> bool:
    """Tell whether the case is met by a standard text that nobody has sent yet."""
    unsent = line.outcome in {None, OutcomeStatus.DRAFT}
    return line.case.state is CaseState.BY_STANDARD_TEXT and unsent


def _has_pages(state: RoomState) -> bool:
    slot = viewed(state)
    return slot is not None and slot.state is not SlotState.STOPPED and bool(slot.pages)


def _with_slot(rule: Callable[[SlotView], bool]) -> Callable[[RoomState], bool]:
    def asked(state: RoomState) -> bool:
        slot = viewed(state)
        return slot is not None and rule(slot)

    return asked


def _can_move(step: int) -> Callable[[RoomState], bool]:
    def asked(state: RoomState) -> bool:
        line = _selected(state)
        return line is not None and 0 < line.number + step <= len(state.lines)

    return asked


def _film(state: RoomState) -> FilmState:
    return state.on_stage.film if state.on_stage is not None else FilmState.NONE


_IS_ON: dict[Action, Callable[[RoomState], bool]] = {
    Action.ELSEWHERE: lambda state: state.stage.mode is ScreenMode.ELSEWHERE,
    Action.SHARED: lambda state: state.shared is True,
    Action.IDENTITY: lambda state: state.identity_shown,
    Action.PLAY: lambda state: _film(state) is FilmState.PLAYING,
    Action.WHOLE_RECORD: _with_slot(lambda slot: slot.whole),
    Action.LEGAL_GROUND: _of_selected(lambda line: line.ground is not None),
    Action.BLACK: lambda state: state.stage.mode is ScreenMode.BLACK,
    Action.FREEZE: lambda state: state.stage.mode is ScreenMode.FROZEN,
}
_ALWAYS = frozenset({Action.HELP, Action.BACK, Action.PALETTE, Action.TIMER, Action.WINDOWED})
_NOT_AT_A_DESK = frozenset(
    (
        Action.SHOW,
        Action.BLACK,
        Action.WAITING,
        Action.FREEZE,
        Action.ELSEWHERE,
        Action.IDENTITY,
        Action.SHARED,
        Action.POINTER,
        Action.ZOOM,
        Action.PLAY,
        Action.RECOMMENDATION,
        Action.SEND,
        Action.ATTENDANCE,
        Action.CHECKLIST,
        Action.SEND_TEXT,
        Action.SEND_ALL_TEXTS,
        Action.GUIDE,
        Action.LEGAL_GROUND,
    )
)
_RULES: dict[Action, Callable[[RoomState], bool]] = {
    Action.FREEZE: lambda state: state.stage.mode in _ON_SCREEN,
    Action.WAITING: lambda state: state.stage.mode is not ScreenMode.WAITING,
    Action.SHARED: lambda state: state.attested,
    Action.IDENTITY: lambda state: state.shared is True and state.stage.mode in _ON_SCREEN,
    Action.POINTER: seen_by_the_room,
    Action.ZOOM: seen_by_the_room,
    Action.PAGES: _has_pages,
    Action.CHECKLIST: lambda state: bool(state.checklist),
    Action.UNCOVER: _with_slot(lambda slot: slot.covered),
    Action.PLAY: lambda state: seen_by_the_room(state) and _film(state) is not FilmState.NONE,
    Action.MOVE_UP: _can_move(-1),
    Action.MOVE_DOWN: _can_move(1),
    Action.POSTPONE: _of_selected(_can_be_postponed),
    Action.RESUME: _of_selected(_is_put_aside),
    Action.MEET_BY_TEXT: _of_selected(_can_be_postponed),
    Action.SEND_TEXT: _of_selected(waits_by_text),
    Action.SEND_ALL_TEXTS: lambda state: any(waits_by_text(line) for line in state.lines),
    Action.DEFINITION: lambda state: _selected(state) is not None and bool(state.definitions),
    Action.LEGAL_GROUND: lambda state: _selected(state) is not None,
    Action.CONSENT: _of_selected(lambda line: line.shared),
    Action.CHECK_ALL: lambda state: not state.checking,
    Action.PICK: _has_pages,
    Action.NEXT_ITEM: _has_pages,
    Action.PREVIOUS_ITEM: _has_pages,
    Action.WHOLE_RECORD: _with_slot(lambda slot: slot.previewed),
    Action.UNDO: lambda state: state.undo is not None,
    Action.GUIDE: lambda state: state.meeting.practice,
    Action.SEND: lambda state: state.outcome is not None,
    Action.RECOMMENDATION: lambda state: state.outcome is not None,
    Action.END: lambda state: not state.ending,
}
