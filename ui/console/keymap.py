"""The table of keys: what the console obeys, and what the help and the palette are written from.

Clickers send PageUp, PageDown, F5, Esc, "." and B: those work wherever the focus is, as long as
they are not letters for a text field; Esc never ends anything. An action without keys is reached by
the palette and its menu, and may be given a key in the settings.
"""

from dataclasses import dataclass
from enum import Enum, auto

from app.keyboard import Action
from ui.translatable import QT_TRANSLATE_NOOP


class Where(Enum):
    """Where the focus must be for a key to count."""

    EVERYWHERE = auto()
    OUTSIDE_TEXT = auto()  # not while a text field has the focus
    PREVIEW = auto()  # only with the focus in the preview


@dataclass(frozen=True, slots=True)
class Binding:
    """Keys of one action. `keys` are QKeySequence portable texts; `words` is for the help."""

    action: Action
    keys: tuple[str, ...]
    where: Where
    words: str
    shown: str = ""  # how the help writes the keys, where their names would not do


KEYMAP = (
    Binding(
        Action.NEXT_PAGE,
        ("PgDown",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Next page"),
        "PageDown",
    ),
    Binding(
        Action.PREVIOUS_PAGE,
        ("PgUp",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Previous page"),
        "PageUp",
    ),
    Binding(
        Action.PREVIEW_NEXT,
        ("Right", "Space"),
        Where.PREVIEW,
        QT_TRANSLATE_NOOP("keys", "Next page (in the preview)"),
        QT_TRANSLATE_NOOP("keys", "→ or Space"),
    ),
    Binding(
        Action.PREVIEW_PREVIOUS,
        ("Left",),
        Where.PREVIEW,
        QT_TRANSLATE_NOOP("keys", "Previous page (in the preview)"),
        "←",
    ),
    Binding(
        Action.DIGIT,
        tuple("0123456789"),
        Where.PREVIEW,
        QT_TRANSLATE_NOOP("keys", "Go to that page (in the preview)"),
        QT_TRANSLATE_NOOP("keys", "number + Enter"),
    ),
    Binding(
        Action.PAGES,
        ("O",),
        Where.OUTSIDE_TEXT,
        QT_TRANSLATE_NOOP("keys", "All pages by their headings"),
    ),
    Binding(
        Action.NEXT_CASE,
        ("Ctrl+PgDown",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Look at the next patient"),
        "Ctrl+PageDown",
    ),
    Binding(
        Action.PREVIOUS_CASE,
        ("Ctrl+PgUp",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Look at the previous patient"),
        "Ctrl+PageUp",
    ),
    Binding(Action.SHOW, ("F5",), Where.EVERYWHERE, QT_TRANSLATE_NOOP("keys", "Show in the room")),
    Binding(
        Action.SHOW,
        ("Return", "Enter"),
        Where.PREVIEW,
        QT_TRANSLATE_NOOP("keys", "Show in the room (in the preview)"),
        "Enter",
    ),
    Binding(
        Action.BLACK,
        ("Ctrl+B",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Black screen, and back; works everywhere"),
    ),
    Binding(
        Action.BLACK,
        ("B", "."),
        Where.OUTSIDE_TEXT,
        QT_TRANSLATE_NOOP("keys", "Black screen, and back"),
        QT_TRANSLATE_NOOP("keys", "B or ."),
    ),
    Binding(
        Action.WAITING,
        ("W",),
        Where.OUTSIDE_TEXT,
        QT_TRANSLATE_NOOP("keys", "Waiting picture: leaves the patient"),
    ),
    Binding(
        Action.FREEZE,
        ("F",),
        Where.OUTSIDE_TEXT,
        QT_TRANSLATE_NOOP("keys", "Freeze: the room keeps its page while you look ahead"),
    ),
    Binding(
        Action.ELSEWHERE,
        ("R",),
        Where.OUTSIDE_TEXT,
        QT_TRANSLATE_NOOP("keys", "Radiology shows: the screen is theirs, and back"),
    ),
    Binding(
        Action.IDENTITY,
        ("I",),
        Where.OUTSIDE_TEXT,
        QT_TRANSLATE_NOOP("keys", "The whole identity while the screen is shared, and back"),
    ),
    Binding(
        Action.SHARED,
        (),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "The screen is shared, or not any more"),
    ),
    Binding(
        Action.POINTER,
        ("P",),
        Where.OUTSIDE_TEXT,
        QT_TRANSLATE_NOOP("keys", "Pointer: the room sees where you point in the preview"),
    ),
    Binding(
        Action.ZOOM,
        ("Z",),
        Where.OUTSIDE_TEXT,
        QT_TRANSLATE_NOOP("keys", "Enlarge what you point at, and back"),
    ),
    Binding(
        Action.UNCOVER,
        ("V",),
        Where.OUTSIDE_TEXT,
        QT_TRANSLATE_NOOP("keys", "Uncover the pictures of the page"),
    ),
    Binding(
        Action.PLAY,
        ("S",),
        Where.OUTSIDE_TEXT,
        QT_TRANSLATE_NOOP("keys", "Play the film of the page, or pause it"),
    ),
    Binding(
        Action.RECOMMENDATION,
        ("Ctrl+R",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "To the recommendation"),
    ),
    Binding(
        Action.SEND,
        ("Ctrl+Return", "Ctrl+Enter"),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Send the recommendation"),
        "Ctrl+Enter",
    ),
    Binding(
        Action.ATTENDANCE, ("Ctrl+P",), Where.EVERYWHERE, QT_TRANSLATE_NOOP("keys", "Attendance")
    ),
    Binding(
        Action.CHECKLIST, ("Ctrl+L",), Where.EVERYWHERE, QT_TRANSLATE_NOOP("keys", "Checklist")
    ),
    Binding(
        Action.EXTRA_CASE,
        ("Ctrl+N",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Add a patient who is not on the agenda"),
    ),
    Binding(
        Action.MOVE_UP,
        ("Ctrl+Shift+Up",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Move the patient up on the agenda"),
    ),
    Binding(
        Action.MOVE_DOWN,
        ("Ctrl+Shift+Down",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Move the patient down on the agenda"),
    ),
    Binding(
        Action.POSTPONE, (), Where.EVERYWHERE, QT_TRANSLATE_NOOP("keys", "Postpone the patient …")
    ),
    Binding(
        Action.RESUME, (), Where.EVERYWHERE, QT_TRANSLATE_NOOP("keys", "Take the patient up again")
    ),
    Binding(
        Action.MEET_BY_TEXT,
        (),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Meet by a standard text …"),
    ),
    Binding(
        Action.SEND_TEXT, (), Where.EVERYWHERE, QT_TRANSLATE_NOOP("keys", "Send the standard text")
    ),
    Binding(
        Action.SEND_ALL_TEXTS,
        (),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Send all standard texts"),
    ),
    Binding(
        Action.DEFINITION,
        (),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Change the conference definition …"),
    ),
    Binding(
        Action.LEGAL_GROUND,
        (),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Claim a legal ground …"),
    ),
    Binding(
        Action.CONSENT,
        (),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Register a consent or an emergency …"),
    ),
    Binding(
        Action.TEXTS,
        ("Ctrl+G",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Write and change own standard texts …"),
    ),
    Binding(
        Action.CHECK_ALL,
        (),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Check all patients' readiness"),
    ),
    Binding(
        Action.PICK,
        ("Ctrl+U",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Pick on the page, or stop picking"),
    ),
    Binding(
        Action.NEXT_ITEM,
        ("Down",),
        Where.PREVIEW,
        QT_TRANSLATE_NOOP("keys", "Next information to pick (in the preview)"),
        "↓",
    ),
    Binding(
        Action.PREVIOUS_ITEM,
        ("Up",),
        Where.PREVIEW,
        QT_TRANSLATE_NOOP("keys", "Previous information to pick (in the preview)"),
        "↑",
    ),
    Binding(
        Action.WHOLE_RECORD,
        ("Ctrl+J",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "The whole record, or the conference's overview"),
    ),
    Binding(
        Action.TIMER,
        ("Ctrl+T",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Hide or show the clocks"),
    ),
    Binding(
        Action.UNDO,
        ("Ctrl+Z",),
        Where.OUTSIDE_TEXT,
        QT_TRANSLATE_NOOP("keys", "Undo a tick, a confirmation, a choice or a text"),
    ),
    Binding(
        Action.WINDOWED,
        ("F11",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Room screen as a window, or filling the screen"),
    ),
    Binding(
        Action.PALETTE,
        ("Ctrl+K",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Everything that can be done, by its name"),
    ),
    Binding(
        Action.GUIDE, (), Where.EVERYWHERE, QT_TRANSLATE_NOOP("keys", "The guide through the room")
    ),
    Binding(Action.END, (), Where.EVERYWHERE, QT_TRANSLATE_NOOP("keys", "End the meeting")),
    Binding(
        Action.HELP,
        ("F1",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "This list"),
        QT_TRANSLATE_NOOP("keys", "F1 or ?"),
    ),
    Binding(Action.HELP, ("?",), Where.OUTSIDE_TEXT, ""),
    Binding(
        Action.BACK,
        ("Esc",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Back to the preview; ends nothing"),
    ),
)
