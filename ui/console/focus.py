"""Where Tab and the arrows go: in the order in which the parts lie, also for those made later."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def in_order(root: QWidget) -> Iterator[QWidget]:
    """Return all parts of a widget that take the focus by Tab, as they lie."""
    if root.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield root
    if isinstance(root, QScrollArea):
        inside = root.widget()
        if inside is not None:
            yield from in_order(inside)
    elif (layout := root.layout()) is not None:
        yield from _in_layout(layout, root.findChildren(QWidget, options=_DIRECT))


def chain(root: QWidget, before: tuple[QWidget, ...]) -> tuple[QWidget, ...]:
    """Let Tab follow the order again, if it is another one than `before`; return it."""
    now = tuple(in_order(root))
    if now != before:
        for first, second in pairwise(now):
            QWidget.setTabOrder(first, second)
    return now


def to_first(inside: QWidget, kind: type[QWidget]) -> bool:
    """Move the focus to the first part of that kind; return whether there is one."""
    for part in in_order(inside):
        if isinstance(part, kind):
            part.show()  # one that was made just now is shown by the next event: too late
            part.setFocus(Qt.FocusReason.TabFocusReason)
            return True
    return False


def step(inside: QWidget | None, kind: type[QWidget], way: int) -> None:
    """Move the focus to the next (1) or previous (-1) part of that kind; stop at the ends."""
    if inside is None:
        return
    parts = [p for p in in_order(inside) if isinstance(p, kind) and p.isEnabled()]
    at = next((at for at, part in enumerate(parts) if part.hasFocus()), None)
    if at is not None and 0 <= at + way < len(parts):
        parts[at + way].setFocus(
            Qt.FocusReason.TabFocusReason if way > 0 else Qt.FocusReason.BacktabFocusReason
        )


def _in_layout(layout: QLayout, children: list[QWidget]) -> Iterator[QWidget]:
    # By index, never by `itemAt`: PySide6 keeps what it returns after Qt has deleted it, and takes
    # whatever Qt makes at that address next for it: a crash, sooner or later.
    parts: list[QWidget | QLayout] = [w for w in children if layout.indexOf(w) >= 0]
    parts += [inner for inner in layout.children() if isinstance(inner, QLayout)]
    for part in sorted(parts, key=layout.indexOf):
        if isinstance(part, QWidget):
            yield from in_order(part)
        else:
            yield from _in_layout(part, children)
