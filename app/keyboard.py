"""What keys can ask of the console, and how keys are named in the settings file. Knows no toolkit.

Which key does what without settings, and where the focus must be, is `ui.console.keymap`.
"""

import re
from collections.abc import Mapping
from enum import StrEnum


class Action(StrEnum):
    """What a key asks for; the value is its name in `[keys]` of the settings file."""

    NEXT_PAGE = "next-page"
    PREVIOUS_PAGE = "previous-page"
    PREVIEW_NEXT = "preview-next-page"
    PREVIEW_PREVIOUS = "preview-previous-page"
    NEXT_ITEM = "next-item"
    PREVIOUS_ITEM = "previous-item"
    NEXT_CASE = "next-case"
    PREVIOUS_CASE = "previous-case"
    SHOW = "show"
    DIGIT = "digit"
    PAGES = "pages"
    BLACK = "black"
    WAITING = "waiting"
    FREEZE = "freeze"
    ELSEWHERE = "elsewhere"
    IDENTITY = "identity"
    SHARED = "shared"
    POINTER = "pointer"
    ZOOM = "zoom"
    UNCOVER = "uncover"
    PLAY = "play"
    RECOMMENDATION = "recommendation"
    SEND = "send"
    ATTENDANCE = "attendance"
    CHECKLIST = "checklist"
    EXTRA_CASE = "extra-case"
    MOVE_UP = "move-up"
    MOVE_DOWN = "move-down"
    POSTPONE = "postpone"
    RESUME = "resume"
    MEET_BY_TEXT = "meet-by-text"
    SEND_TEXT = "send-text"
    SEND_ALL_TEXTS = "send-all-texts"
    DEFINITION = "definition"
    LEGAL_GROUND = "legal-ground"
    CONSENT = "consent"
    TEXTS = "texts"
    CHECK_ALL = "check-all"
    PICK = "pick"
    WHOLE_RECORD = "whole-record"
    TIMER = "timer"
    UNDO = "undo"
    WINDOWED = "windowed"
    PALETTE = "palette"
    GUIDE = "guide"
    END = "end"
    HELP = "help"
    BACK = "back"


FIXED = frozenset({Action.DIGIT, Action.BACK})  # digits are digits, and Esc always leads back
_REMAPPABLE = frozenset(action.value for action in Action) - FIXED
_MODIFIERS = {"ctrl": "Ctrl", "alt": "Alt", "shift": "Shift"}
_NAMED = {
    **{name.casefold(): name for name in ("Left", "Right", "Up", "Down", "Home", "End", "Space")},
    **{name.casefold(): name for name in ("Return", "Enter", "Ins", "Del", "Backspace", "Pause")},
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
    "pgup": "PgUp",
    "pageup": "PgUp",
    "pgdown": "PgDown",
    "pagedown": "PgDown",
    "insert": "Ins",
    "delete": "Del",
}
_SIGN = re.compile(r"[A-ZÅÄÖ.,?!*/=-]")


class KeyNameError(ValueError):
    """Keys in the settings that cannot be used; `action` and `cure` stand in the one line."""

    def __init__(self, action: str, cure: str) -> None:
        """Take the action's name as it was written, and what to do."""
        super().__init__(cure)
        self.action, self.cure = action, cure


def key_name(written: str) -> str | None:
    """Return a key as Qt names it (`Ctrl+Shift+K`, `PgDown`, `.`), None for what is no key.

    A plain digit, Esc and Tab are none: they have their meaning already.
    """
    *modifiers, key = (part.strip() for part in written.split("+"))
    held = {_MODIFIERS.get(modifier.casefold()) for modifier in modifiers}
    named = _NAMED.get(key.casefold())
    if named is None and _SIGN.fullmatch(key.upper()):
        named = key.upper()
    if named is None and key in tuple("0123456789") and {"Ctrl", "Alt"} & held:
        named = key
    if named is None or None in held or len(held) < len(modifiers):
        return None
    return "+".join((*(name for name in _MODIFIERS.values() if name in held), named))


def read_keys(written: Mapping[str, str | list[str]]) -> dict[Action, tuple[str, ...]]:
    """Return the keys of each action that the settings name. Raises KeyNameError."""
    read: dict[Action, tuple[str, ...]] = {}
    taken: dict[str, str] = {}
    for name, given in written.items():
        if name not in _REMAPPABLE:
            raise KeyNameError(name, "is no known action: docs/config.example.toml tells them")
        keys = []
        for one in [given] if isinstance(given, str) else given:
            key = key_name(one)
            if key is None:
                raise KeyNameError(name, "is no key's name: write one such as Ctrl+Shift+K or F9")
            if key in taken:
                raise KeyNameError(name, f"has the same key as {taken[key]}: choose another")
            taken[key] = name
            keys.append(key)
        read[Action(name)] = tuple(keys)
    return read
