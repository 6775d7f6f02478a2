"""The console's keys as they are in this room: the table, with what the settings say instead.

Leaves out the table itself (`ui.console.keymap`) and what the actions do (`ui.console.room_view`).
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from app.keyboard import Action
from ui.console.keymap import KEYMAP, Binding, Where

# What buttons, lists and fields need themselves: ours only with the focus in the preview.
_OF_WIDGETS = frozenset(
    ("Space", "Return", "Enter", "Left", "Right", "Up", "Down", "Home", "End", "Del", "Backspace")
)


class Keys:
    """Which key asks for what."""

    def __init__(self, remapped: Mapping[Action, tuple[str, ...]] | None = None) -> None:
        """Take the actions that have other keys; such a key is taken from whatever had it."""
        changed = remapped or {}
        taken = {key for keys in changed.values() for key in keys}
        self.bindings = tuple(
            _remapped(binding, changed) or _without(binding, taken) for binding in _first(changed)
        )

    def find(self, event: QKeyEvent, *, in_text: bool, in_preview: bool) -> Action | None:
        """Return what the key asks for where the focus is, None when it is the widget's own."""
        pressed = _pressed(event)
        if (in_text and len(pressed) == 1) or (pressed in _OF_WIDGETS and not in_preview):
            return None
        for binding in self.bindings:
            allowed = (
                binding.where is Where.EVERYWHERE
                or (binding.where is Where.OUTSIDE_TEXT and not in_text)
                or (binding.where is Where.PREVIEW and in_preview)
            )
            if allowed and pressed in binding.keys:
                return binding.action
        return None

    def help_rows(self) -> tuple[tuple[str, str], ...]:
        """Return (keys, what they do) for every line of the help, in the interface's language."""
        return tuple(
            (_written(binding), tr(binding.words))
            for binding in self.bindings
            if binding.words and binding.keys
        )

    def actions(self) -> tuple[tuple[Action, str, str], ...]:
        """Return (action, its words, its keys or "") for each action once, for the palette."""
        first: dict[Action, Binding] = {}
        for binding in self.bindings:
            if binding.words and binding.where is not Where.PREVIEW:
                first.setdefault(binding.action, binding)
        return tuple((action, tr(each.words), _written(each)) for action, each in first.items())

    def of(self, action: Action) -> str:
        """Return the keys of an action as people read them, "" when it has none."""
        return next(
            (_written(each) for each in self.bindings if each.action is action and each.keys), ""
        )


def tr(source: str) -> str:
    """Return a text of the table in the interface's language."""
    return QCoreApplication.translate("keys", source) if source else ""


def _first(changed: Mapping[Action, tuple[str, ...]]) -> tuple[Binding, ...]:
    """Return the table; of an action that has other keys only the first line."""
    seen: set[Action] = set()
    kept = []
    for binding in KEYMAP:
        if binding.action not in changed or binding.action not in seen:
            kept.append(binding)
        seen.add(binding.action)
    return tuple(kept)


def _remapped(binding: Binding, changed: Mapping[Action, tuple[str, ...]]) -> Binding | None:
    """Return the binding with its keys of the settings."""
    keys = changed.get(binding.action)
    if keys is None:
        return None
    where = binding.where if binding.where is Where.PREVIEW else Where.EVERYWHERE
    return replace(binding, keys=keys, where=where, shown="")


def _without(binding: Binding, taken: set[str]) -> Binding:
    if not taken.intersection(binding.keys):
        return binding
    return replace(binding, keys=tuple(k for k in binding.keys if k not in taken), shown="")


def _written(binding: Binding) -> str:
    return tr(binding.shown) or ", ".join(binding.keys)


def _pressed(event: QKeyEvent) -> str:
    """Name the key as the table does; Shift is part of a sign such as "?" already."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ShiftModifier and event.text() == "?":
        return "?"
    key = Qt.Key(event.key())
    return QKeySequence(QKeyCombination(modifiers, key)).toString(
        QKeySequence.SequenceFormat.PortableText
    )
