"""The guide: a card beside the part that it explains, with a ring around that part.

It takes neither focus nor presses from anything else; Esc or its button leaves it.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.room.state import RoomState
from ui.console.announce import announce
from ui.console.guide_steps import STEPS, Beside, tr
from ui.console.widgets import button, column, label, rename, row, say

_WIDTH = 340
_GAP = 14
_RIM = 6  # px: the ring lies so far outside of the part


class Guide:
    """One step at a time; goes on by itself when the step has been done."""

    def __init__(self, window: QWidget, parts: Mapping[Beside, Callable[[], QWidget]]) -> None:
        """Take what it lies over, and where the parts are that it explains."""
        self._window, self._parts = window, parts
        self._at: int | None = None
        self._then: RoomState | None = None
        self._ring = QFrame(window)
        self._ring.setProperty("role", "ring")
        self._ring.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._card = _Card(window, self._skip, self.leave)
        for part in (self._ring, self._card):
            part.hide()

    @property
    def is_on(self) -> bool:
        """Whether a step is shown."""
        return self._at is not None

    def start(self, state: RoomState) -> None:
        """Begin with the first step that is not done."""
        self._at, self._then = 0, state
        self.present(state)

    def leave(self) -> None:
        """Stop explaining."""
        self._at = None
        self._ring.hide()
        self._card.hide()

    def present(self, state: RoomState) -> None:
        """Go on if the step has been done, and lie beside its part."""
        if self._at is None or self._then is None:
            return
        while self._at < len(STEPS) and STEPS[self._at].done(self._then, state):
            self._at, self._then = self._at + 1, state
        if self._at >= len(STEPS):
            self.leave()
            return
        self._card.show_step(self._at)
        self.place()

    def place(self) -> None:
        """Lie beside the part, where there is room; over nothing of it if that can be."""
        if self._at is None:
            return
        part = self._parts[STEPS[self._at].beside]()
        if not part.isVisible():
            self._ring.hide()
            self._put(self._window.rect().adjusted(_GAP, 0, 0, -_GAP), None)
            return
        around = QRect(part.mapTo(self._window, QPoint(0, 0)), part.size())
        around = around.adjusted(-_RIM, -_RIM, _RIM, _RIM).intersected(self._window.rect())
        self._ring.setGeometry(around)
        self._put(self._window.rect(), around)
        for shown in (self._ring, self._card):
            shown.show()
            shown.raise_()

    def _put(self, window: QRect, around: QRect | None) -> None:
        self._card.setFixedWidth(_WIDTH)
        self._card.adjustSize()
        size = self._card.size()
        inside = window.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        most = QPoint(inside.right() - size.width(), inside.bottom() - size.height())
        places = _beside(around, size.width(), size.height(), inside, most) if around else []
        fits = (p for p in places if inside.contains(QRect(p, size)))
        self._card.move(next(fits, most))
        self._card.show()
        self._card.raise_()

    def _skip(self) -> None:
        if self._at is not None and self._then is not None:
            self._at += 1
            self.present(self._then)


def _beside(around: QRect, width: int, height: int, inside: QRect, most: QPoint) -> list[QPoint]:
    """Return where a card of that size could lie: right, left, below, above."""

    def down(y: int) -> int:
        return min(max(y, inside.top()), most.y())

    def across(x: int) -> int:
        return min(max(x, inside.left()), most.x())

    level = down(around.center().y() - height // 2)
    end = across(around.right() - width)
    return [
        QPoint(around.right() + _GAP, level),
        QPoint(around.left() - _GAP - width, level),
        QPoint(end, around.bottom() + _GAP),
        QPoint(end, around.top() - _GAP - height),
    ]


class _Card(QFrame):
    def __init__(
        self, window: QWidget, skip: Callable[[], None], leave: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self.setProperty("role", "guide")
        self.setAccessibleName(self.tr("Guide"))
        self._number = label("", "caption")
        self._title = label("", "heading", wrap=True)
        self._words = label("", wrap=True)
        self._skip = button(self.tr("Skip"), skip)
        leaving = button(
            self.tr("Leave the guide"), leave, "quiet", name=self.tr("Leave the guide")
        )
        self.setLayout(
            column(
                self._number,
                self._title,
                self._words,
                row(leaving, None, self._skip),
                gap=6,
                margins=14,
            )
        )

    def show_step(self, at: int) -> None:
        """Show that step."""
        step = STEPS[at]
        say(self._number, self.tr("Step {at} of {count}").format(at=at + 1, count=len(STEPS)))
        changed = self._title.text() != tr(step.title)
        say(self._title, tr(step.title))
        say(self._words, tr(step.words))
        rename(self._skip, self.tr("Skip"), self.tr("Skip this step"))
        if changed:
            announce(self, f"{tr(step.title)}. {tr(step.words)}")
