"""The preview: what the case process has painted, seen by the chair, with its pages and readiness.

It is a `FrameSink`: of a patient's page it holds a reference into shared memory, never a copy, and
drops it at once when the memory goes.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.link.frames import Frame
from app.room.ports import PageItem, Slot
from ui.console import style
from ui.console.announce import announce
from ui.console.page_items import PageItems
from ui.fonts import Weight, font
from ui.stage.closer import Closer, Place, draw_pointer, on_screen, part

_RIM = 3


class PreviewImage(QWidget):
    """One page, as large as it fits. It has the focus while pages are stepped from the keyboard.

    `picked` tells the item that was pressed; `pointed` where the mouse is on the page, None when
    it has left; `scrolled` the wheel's steps.
    """

    picked = Signal(object)
    pointed = Signal(object)
    scrolled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._frames: dict[Slot, Frame] = {}
        self._wanted: int | None = None
        self._words = ""
        self._items = PageItems()
        self._pointer: Place | None = None
        self._closer: Closer | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 120)
        self.setAccessibleName(self.tr("Preview"))

    def want(self, generation: int | None, words: str) -> None:
        """Show that generation's frame; while there is none, the words."""
        if (generation, words) != (self._wanted, self._words):
            self._wanted, self._words = generation, words
            self.setAccessibleDescription(words)
            self.update()

    # --- picking and pointing ---------------------------------------------------------------------

    @property
    def item(self) -> PageItem | None:
        """The item that the keyboard has stepped to."""
        return self._items.current

    def offer(self, items: tuple[PageItem, ...], *, picking: bool) -> None:
        """Mark what can be picked on the page, while picking."""
        if self._items.present(items, on=picking):
            self._choose_cursor()
            self.update()

    def step_item(self, way: int) -> None:
        """Step to the next or previous item, and say which it is."""
        item = self._items.step(way)
        if item is not None:
            number, count = self._items.place
            said = self.tr("Information {number} of {count}, picked")
            if not item.picked:
                said = self.tr("Information {number} of {count}, not picked")
            announce(self, said.format(number=number, count=count))
            self.update()

    def mark(self, pointer: Place | None, closer: Closer | None) -> None:
        """Show where the room's pointer is, and which part the room sees enlarged."""
        if (pointer, closer) != (self._pointer, self._closer):
            self._pointer, self._closer = pointer, closer
            self._choose_cursor()
            self.update()

    def _choose_cursor(self) -> None:
        if self._pointer is not None or self._closer is not None:
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.unsetCursor()

    # --- FrameSink --------------------------------------------------------------------------------

    def frame_ready(self, frame: Frame) -> None:
        """Do nothing: full frames are for the room."""

    def preview_ready(self, slot: Slot, frame: Frame) -> None:
        """Show this preview in place of the slot's one before."""
        self._frames[slot] = frame
        self.update()

    def gone(self, generation: int) -> None:
        """Drop the generation's frames, and paint over what was seen of them before returning."""
        kept = {slot: f for slot, f in self._frames.items() if f.generation != generation}
        if len(kept) != len(self._frames):
            self._frames = kept
            self.repaint()

    # --- painting ---------------------------------------------------------------------------------

    def _frame(self) -> Frame | None:
        found = [f for f in self._frames.values() if f.generation == self._wanted]
        return max(found, key=lambda frame: frame.serial, default=None)

    def _place(self) -> QRect:
        frame = self._frame()
        shape = QSize(frame.width, frame.height) if frame else QSize(16, 9)
        fitted = shape.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRect((self.width() - fitted.width()) // 2, 0, fitted.width(), fitted.height())

    def _paint_frame(self, painter: QPainter, frame: Frame) -> None:
        image = QImage(
            frame.pixels, frame.width, frame.height, frame.width * 4, QImage.Format.Format_RGB32
        )
        place = self._place()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
        painter.setPen(QPen(QColor(style.LINE), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        self._items.paint(painter, QRectF(place))
        if self._closer is not None:
            shown, scale = part(image, self._closer), place.width() / image.width()
            painter.setPen(QPen(QColor(style.ACCENT), _RIM))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(
                QRectF(
                    place.x() + shown.x() * scale,
                    place.y() + shown.y() * scale,
                    shown.width() * scale,
                    shown.height() * scale,
                )
            )
        if self._pointer is not None:
            draw_pointer(painter, place, on_screen(place, image, self._pointer, None))
            painter.setClipping(False)

    def _paint_words(self, painter: QPainter) -> None:
        place = self._place()
        painter.fillRect(place, QColor(style.SUNKEN))
        painter.setPen(QColor(style.LINE))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(style.QUIET))
        painter.setFont(font(17, Weight.SEMIBOLD))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place.adjusted(32, 16, -32, -16), flags, self._words)

    # --- QWidget ----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return the size that is pleasant on a small screen."""
        return QSize(576, 324)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Be no higher than a page of that width is."""
        super().resizeEvent(event)
        self.setMaximumHeight(self.width() * 9 // 16 + 1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Paint the frame or the words, and the rim of the focus."""
        painter = QPainter(self)
        frame = self._frame()
        if frame is None:
            self._paint_words(painter)
        else:
            self._paint_frame(painter, frame)
        if self.hasFocus():
            painter.setPen(QPen(QColor(style.ACCENT), _RIM))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._place().adjusted(1, 1, -2, -2))
        painter.end()

    def _on_page(self, event: QMouseEvent) -> Place | None:
        page, at = self._place(), event.position()
        if not page.contains(at.toPoint()):
            return None
        return Place((at.x() - page.x()) / page.width(), (at.y() - page.y()) / page.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the focus, so that the page keys work; pick what was pressed, while picking."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        at = self._on_page(event)
        item = self._items.under(at.x, at.y) if at else None
        if item is not None and event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit(item)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tell where the mouse is, and mark what it would pick."""
        at = self._on_page(event)
        self.pointed.emit(at)
        if self._items.hover(self._items.under(at.x, at.y) if at else None):
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Enlarge more or less while a part is enlarged."""
        if self._closer is None:
            event.ignore()
        else:
            self.scrolled.emit(event.angleDelta().y() / 120)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002, N802
        """Show the rim."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002, N802
        """Take the rim away."""
        self.update()
