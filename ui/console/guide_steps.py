"""The guide's steps through a practice meeting: what is said, beside what, and when it is done.

Pure: a step looks at the room only. Nothing is stored; the guide begins anew each time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.model.outcome import OutcomeStatus
from app.room.stage_view import ScreenMode
from app.room.state import RoomState
from ui.translatable import QT_TRANSLATE_NOOP


class Beside(Enum):
    """The part of the console that a step explains."""

    NOTICES = auto()
    MIDDLE = auto()
    AGENDA = auto()
    SHOW = auto()
    PAGES = auto()
    SCREEN = auto()
    ATTENDANCE = auto()
    OUTCOME = auto()
    SEND = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `done` compares the room now with the room when the step began."""

    beside: Beside
    title: str
    words: str
    done: Callable[[RoomState, RoomState], bool]


def _newcomer_confirmed(then: RoomState, now: RoomState) -> bool:
    return len(now.attendance.here) > len(then.attendance.here)


def _has_text(_then: RoomState, now: RoomState) -> bool:
    return now.outcome is not None and bool(now.outcome.draft.text)


def _is_sent(_then: RoomState, now: RoomState) -> bool:
    sent = {OutcomeStatus.SENDING, OutcomeStatus.DELIVERED}
    return now.outcome is not None and now.outcome.status in sent


STEPS = (
    Step(
        Beside.NOTICES,
        QT_TRANSLATE_NOOP("guide", "First one question"),
        QT_TRANSLATE_NOOP(
            "guide",
            "Nothing may be recorded. Say whether somebody sees the screen from elsewhere: then"
            " only name and birth year stand on it.",
        ),
        lambda _then, now: now.attested,
    ),
    Step(
        Beside.MIDDLE,
        QT_TRANSLATE_NOOP("guide", "Who is in the room?"),
        QT_TRANSLATE_NOOP(
            "guide",
            "Tick some of those who are here, then press Confirm. With that you vouch for who they"
            " are. Until then nothing is shown.",
        ),
        lambda _then, now: bool(now.attendance.here),
    ),
    Step(
        Beside.AGENDA,
        QT_TRANSLATE_NOOP("guide", "Look at a patient"),
        QT_TRANSLATE_NOOP(
            "guide",
            "Press the first patient. The overview opens here, for you alone. The room sees nothing"
            " of it.",
        ),
        lambda _then, now: bool(now.selected),
    ),
    Step(
        Beside.SHOW,
        QT_TRANSLATE_NOOP("guide", "Show in the room"),
        QT_TRANSLATE_NOOP(
            "guide", "Press the button, F5, or the clicker's start key. Now everybody sees it."
        ),
        lambda _then, now: now.stage.mode is ScreenMode.LIVE,
    ),
    Step(
        Beside.PAGES,
        QT_TRANSLATE_NOOP("guide", "Turn the pages"),
        QT_TRANSLATE_NOOP(
            "guide", "PageDown or the clicker. A press on a heading goes straight to its page."
        ),
        lambda then, now: now.stage.page != then.stage.page,
    ),
    Step(
        Beside.SCREEN,
        QT_TRANSLATE_NOOP("guide", "Cover the screen"),
        QT_TRANSLATE_NOOP(
            "guide",
            "Black (B) hides everything at once, and brings it back. Freeze (F) lets the room keep"
            " its page while you look ahead; the waiting picture (W) leaves the patient. Try Black"
            " now.",
        ),
        lambda _then, now: now.stage.mode is ScreenMode.BLACK,
    ),
    Step(
        Beside.SCREEN,
        QT_TRANSLATE_NOOP("guide", "And back again"),
        QT_TRANSLATE_NOOP("guide", "Press Back, or B once more: the same page stands there."),
        lambda _then, now: now.stage.mode in {ScreenMode.LIVE, ScreenMode.FROZEN},
    ),
    Step(
        Beside.ATTENDANCE,
        QT_TRANSLATE_NOOP("guide", "Somebody comes in"),
        QT_TRANSLATE_NOOP(
            "guide",
            "Open the attendance, tick one more, and confirm with one press. The patient stays on"
            " the screen meanwhile.",
        ),
        _newcomer_confirmed,
    ),
    Step(
        Beside.OUTCOME,
        QT_TRANSLATE_NOOP("guide", "Choose a text"),
        QT_TRANSLATE_NOOP(
            "guide",
            "The texts that fit stand first. Choose one; who does what is filled in already."
            " Blanks are asked for.",
        ),
        _has_text,
    ),
    Step(
        Beside.SEND,
        QT_TRANSLATE_NOOP("guide", "Read it back, then send"),
        QT_TRANSLATE_NOOP(
            "guide",
            "Show large lets the room read the recommendation. Ctrl+Enter sends it to the record"
            " system.",
        ),
        _is_sent,
    ),
    Step(
        Beside.AGENDA,
        QT_TRANSLATE_NOOP("guide", "The next patient"),
        QT_TRANSLATE_NOOP(
            "guide",
            "Press another patient, or Ctrl+PageDown. Those that may not be shown say why, and what"
            " to do.",
        ),
        lambda then, now: now.selected != then.selected,
    ),
    Step(
        Beside.END,
        QT_TRANSLATE_NOOP("guide", "The end"),
        QT_TRANSLATE_NOOP(
            "guide",
            "End lists what is undone before anything is ended. All keys are under F1, all actions"
            " under Ctrl+K.",
        ),
        lambda _then, now: now.ending or now.ended,
    ),
)


def tr(source: str) -> str:
    """Return a text of this module in the interface's language."""
    return QCoreApplication.translate("guide", source)
