"""The chair's eyes and hands: sees and presses what a screen reader would offer, by its name.

Runs with the system's own Python, because the bindings of the accessibility bus come with the
system. Reads one JSON request a line and answers with one JSON line:
`{"see": true}` → everything that shows, as [role, name, states];
`{"shows": "words"}` → whether the words stand in any name that shows;
`{"is": "focused", "name": "Skicka"}` → whether what begins with that name is in that state;
`{"press": "Skicka"}` → whether something enabled of that name (`*` at the end: beginning with it)
was there and was pressed; `{"type": "text", "into": "Sök standardtext"}` → likewise;
`{"focus": "Sök standardtext"}` → whether it was there and took the focus.

What stands inside of a button or a box to tick is not looked at: it has it all in its own name.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import pyatspi

_STATES = {
    "enabled": pyatspi.STATE_ENABLED,
    "focused": pyatspi.STATE_FOCUSED,
    "checked": pyatspi.STATE_CHECKED,
}


_WHOLE = {pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_CHECK_BOX}


def showing(node: Any) -> Iterator[Any]:
    """Yield all that shows below the node, in reading order."""
    for child in node:
        if child is not None and child.getState().contains(pyatspi.STATE_SHOWING):
            yield child
            if child.getRole() not in _WHOLE:
                yield from showing(child)


def everything() -> Iterator[Any]:
    """Yield all that the program shows; a window may go while one looks."""
    for application in pyatspi.Registry.getDesktop(0):
        if application is not None and application.name == "samsyn":
            yield from showing(application)


def told(node: Any) -> list[Any]:
    """Return a node as it is told: role, name, states."""
    states = node.getState()
    return [
        node.getRoleName(),
        node.name,
        [name for name, state in _STATES.items() if states.contains(state)],
    ]


def named(pattern: str) -> Any:
    """Return the first enabled thing that can be acted on and has that name, or None."""
    for node in everything():
        fits = node.name.startswith(pattern[:-1]) if pattern[-1:] == "*" else node.name == pattern
        enabled = node.getState().contains(pyatspi.STATE_ENABLED)
        if fits and enabled and "Action" in pyatspi.listInterfaces(node):
            return node
    return None


def press(pattern: str) -> bool:
    """Press what has that name."""
    node = named(pattern)
    if node is None:
        return False
    action = node.queryAction()
    names = [action.getName(index) for index in range(action.nActions)]
    wanted = next((name for name in ("Press", "Toggle", "SetFocus") if name in names), None)
    return wanted is not None and bool(action.doAction(names.index(wanted)))


def is_in(state: str, beginning: str) -> bool:
    """Tell whether anything that begins with that name is in the state."""
    wanted = _STATES[state]
    return any(
        node.getState().contains(wanted) for node in everything() if node.name.startswith(beginning)
    )


def focus(pattern: str) -> bool:
    """Put the focus on the text field of that name."""
    for node in everything():
        if node.name == pattern and "EditableText" in pyatspi.listInterfaces(node):
            return bool(node.queryComponent().grabFocus())
    return False


def put(text: str, pattern: str) -> bool:
    """Put a text into the field of that name."""
    for node in everything():
        if node.name == pattern and "EditableText" in pyatspi.listInterfaces(node):
            return bool(node.queryEditableText().setTextContents(text))
    return False


def answer(request: dict[str, Any]) -> Any:
    """Do what one request asks for."""
    if "press" in request:
        return press(request["press"])
    if "type" in request:
        return put(request["type"], request["into"])
    if "focus" in request:
        return focus(request["focus"])
    if "is" in request:
        return is_in(request["is"], request["name"])
    if "shows" in request:
        return any(request["shows"] in node.name for node in everything())
    return [told(node) for node in everything()]


def main() -> None:
    """Answer until stdin ends."""
    for line in sys.stdin:
        try:
            said = answer(json.loads(line))
        except Exception:  # noqa: BLE001 -- what was looked at has just gone
            said = None
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


main()
