"""Why a key does nothing now, in one sentence: pure, for what the chair is told.

Leaves out what the room itself refuses in words (`ui.words`), and menus, which show only what is
possible.
"""

from PySide6.QtCore import QCoreApplication

from app.keyboard import Action
from app.room.stage_view import ScreenMode
from app.room.state import Purpose, RoomState
from ui.console.possible import is_looker_on, is_possible, viewed
from ui.translatable import QT_TRANSLATE_NOOP

_NOT_IN_THE_ROOM = QT_TRANSLATE_NOOP("keys", "Only for the page that the room sees now.")
_NO_OUTCOME = QT_TRANSLATE_NOOP("keys", "The recommendation begins once a patient is shown.")
_FROZEN = QT_TRANSLATE_NOOP("keys", "The room's page is frozen. F lets it go.")
_WORDS = {
    Action.FREEZE: _NOT_IN_THE_ROOM,
    Action.POINTER: _NOT_IN_THE_ROOM,
    Action.ZOOM: _NOT_IN_THE_ROOM,
    Action.IDENTITY: QT_TRANSLATE_NOOP(
        "keys", "Nothing of the identity is left out: the screen is not shared, or shows nobody."
    ),
    Action.UNCOVER: QT_TRANSLATE_NOOP("keys", "No picture on this page is covered."),
    Action.PLAY: QT_TRANSLATE_NOOP("keys", "There is no film on the room's page."),
    Action.CHECKLIST: QT_TRANSLATE_NOOP("keys", "This conference has no checklist."),
    Action.SEND: _NO_OUTCOME,
    Action.RECOMMENDATION: _NO_OUTCOME,
}
_TURNING = frozenset(
    (Action.NEXT_PAGE, Action.PREVIOUS_PAGE, Action.PREVIEW_NEXT, Action.PREVIEW_PREVIOUS)
)


def why_not(action: Action, state: RoomState) -> str:
    """Return why the action does nothing now; "" where it does something, or that stands there."""
    if is_looker_on(state) or state.purpose is Purpose.PREPARATION:
        return ""
    if action in _TURNING:
        frozen = state.stage.mode is ScreenMode.FROZEN and viewed(state) is state.on_stage
        words = _FROZEN if frozen else ""
    else:
        words = "" if is_possible(action, state) else _WORDS.get(action, "")
    return QCoreApplication.translate("keys", words) if words else ""
