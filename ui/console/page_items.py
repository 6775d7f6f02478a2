"""What can be picked on the page in the preview: which is meant, and how it is marked.

Knows where information stands on the page, and what it is called at the host; never what it says.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.room.ports import PageItem
from ui.console import style

_MARK = 13.0  # px: the width of a pick's bookmark


class PageItems:
    """The items of the page that is looked at; `on` while picking."""

    def __init__(self) -> None:
        self.on = False
        self._items: tuple[PageItem, ...] = ()
        self._at: int | None = None  # stepped to by the keyboard
        self._hovered: str = ""

    def present(self, items: tuple[PageItem, ...], *, on: bool) -> bool:
        """Take the page's items; tell whether anything looks different now.

        An item that was stepped to, or lies under the mouse, stays so while it is on the page.
        """
        if (items, on) == (self._items, self.on):
            return False
        stepped = self.current.reference if self.current is not None and on else ""
        references = [each.reference for each in items]
        self._at = references.index(stepped) if stepped in references else None
        self._hovered = self._hovered if on and self._hovered in references else ""
        self._items, self.on = items, on
        return True

    @property
    def current(self) -> PageItem | None:
        """The item that the keyboard has stepped to."""
        return self._items[self._at] if self._at is not None else None

    @property
    def place(self) -> tuple[int, int]:
        """Which item that is, from 1, and how many there are."""
        return (0 if self._at is None else self._at + 1), len(self._items)

    def step(self, way: int) -> PageItem | None:
        """Step to the next (1) or previous (-1) item; stops at the ends."""
        if not self.on or not self._items:
            return None
        last = len(self._items) - 1
        if self._at is None:
            self._at = 0 if way > 0 else last
        else:
            self._at = min(max(self._at + way, 0), last)
        return self.current

    def under(self, x: float, y: float) -> PageItem | None:
        """Return the smallest item at a place (shares of the page), None outside or when off."""
        if not self.on:
            return None
        hit = (
            each
            for each in self._items
            if 0 <= x - each.left <= each.width and 0 <= y - each.top <= each.height
        )
        return min(hit, key=lambda each: each.width * each.height, default=None)

    def hover(self, item: PageItem | None) -> bool:
        """Mark what lies under the mouse; tell whether that is another one now."""
        reference = item.reference if item else ""
        changed = reference != self._hovered
        self._hovered = reference
        return changed

    def paint(self, painter: QPainter, page: QRectF) -> None:
        """Mark the items on the page that fills `page`."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, item in enumerate(self._items if self.on else ()):
            place = QRectF(
                page.x() + item.left * page.width(),
                page.y() + item.top * page.height(),
                item.width * page.width(),
                item.height * page.height(),
            )
            meant = at == self._at or item.reference == self._hovered
            _paint_item(painter, place.adjusted(-3, -1, 3, 1), item, meant=meant)


def _paint_item(painter: QPainter, place: QRectF, item: PageItem, *, meant: bool) -> None:
    if item.picked or meant:
        ground = QColor(style.PICK)
        ground.setAlpha(26 if item.picked else 14)
        painter.setPen(QPen(QColor(style.PICK), 2.5 if meant else 1.5))
        painter.setBrush(ground)
        painter.drawRoundedRect(place, 4, 4)
    right, top = place.right() - 1, place.top() + 1  # in the page's margin: it covers no text
    mark = QPainterPath()
    mark.moveTo(right, top)
    mark.lineTo(right + _MARK, top)
    mark.lineTo(right + _MARK, top + _MARK * 1.35)
    mark.lineTo(right + _MARK / 2, top + _MARK)
    mark.lineTo(right, top + _MARK * 1.35)
    mark.closeSubpath()
    painter.setPen(QPen(QColor(style.PICK), 1.5))
    painter.setBrush(QColor(style.PICK) if item.picked else QColor(style.SURFACE))
    painter.drawPath(mark)
    painter.setBrush(Qt.BrushStyle.NoBrush)
