"""The console's keys: one table that is obeyed, and that the F1 help is written from.

Clickers send PageUp, PageDown, F5, Esc, "." and B: those work wherever the focus is, as long as
they are not letters for a text field; Esc never ends anything. Leaves out what the actions do
(`ui.console.room_view`).
"""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from ui.translatable import QT_TRANSLATE_NOOP


class Action(Enum):
    """What a key asks for."""

    NEXT_PAGE = auto()
    PREVIOUS_PAGE = auto()
    NEXT_CASE = auto()
    PREVIOUS_CASE = auto()
    SHOW = auto()
    BLACK = auto()
    WAITING = auto()
    FREEZE = auto()
    DIGIT = auto()
    RECOMMENDATION = auto()
    SEND = auto()
    TIMER = auto()
    WINDOWED = auto()
    UNDO = auto()
    HELP = auto()
    BACK = auto()


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
        Action.NEXT_PAGE,
        ("Right", "Space"),
        Where.PREVIEW,
        QT_TRANSLATE_NOOP("keys", "Next page (in the preview)"),
        QT_TRANSLATE_NOOP("keys", "→ or Space"),
    ),
    Binding(
        Action.PREVIOUS_PAGE,
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
    Binding(
        Action.SHOW,
        ("F5",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Show in the room"),
    ),
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
        Action.TIMER,
        ("Ctrl+T",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Hide or show the clocks"),
    ),
    Binding(
        Action.UNDO,
        ("Ctrl+Z",),
        Where.OUTSIDE_TEXT,
        QT_TRANSLATE_NOOP("keys", "Undo a tick, a confirmation or a choice"),
    ),
    Binding(
        Action.WINDOWED,
        ("F11",),
        Where.EVERYWHERE,
        QT_TRANSLATE_NOOP("keys", "Room screen as a window, or filling the screen"),
    ),
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


def tr(source: str) -> str:
    """Return a text of this module in the interface's language."""
    return QCoreApplication.translate("keys", source) if source else ""


def help_rows() -> tuple[tuple[str, str], ...]:
    """Return (keys, what they do) for every line of the help, in the interface's language."""
    return tuple(
        (tr(binding.shown) or ", ".join(binding.keys), tr(binding.words))
        for binding in KEYMAP
        if binding.words
    )


def find(event: QKeyEvent, *, in_text: bool, in_preview: bool) -> Action | None:
    """Return what the key asks for where the focus is, or None when it is the widget's own."""
    pressed = _pressed(event)
    for binding in KEYMAP:
        allowed = (
            binding.where is Where.EVERYWHERE
            or (binding.where is Where.OUTSIDE_TEXT and not in_text)
            or (binding.where is Where.PREVIEW and in_preview)
        )
        if allowed and pressed in binding.keys:
            return binding.action
    return None


def _pressed(event: QKeyEvent) -> str:
    """Name the key as the table does; Shift is part of a sign such as "?" already."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ShiftModifier and event.text() == "?":
        return "?"
    key = Qt.Key(event.key())
    return QKeySequence(QKeyCombination(modifiers, key)).toString(
        QKeySequence.SequenceFormat.PortableText
    )
