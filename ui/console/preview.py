"""The preview: what the case process has painted, seen by the chair, with its pages and readiness.

It is a `FrameSink`: of a patient's page it holds a reference into shared memory, never a copy, and
drops it at once when the memory goes.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.link.frames import Frame
from app.room.ports import Slot
from ui.console import style
from ui.fonts import Weight, font

_RIM = 3


class PreviewImage(QWidget):
    """One page, as large as it fits. It has the focus while pages are stepped from the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._frames: dict[Slot, Frame] = {}
        self._wanted: int | None = None
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 120)
        self.setAccessibleName(self.tr("Preview"))

    def want(self, generation: int | None, words: str) -> None:
        """Show that generation's frame; while there is none, the words."""
        if (generation, words) != (self._wanted, self._words):
            self._wanted, self._words = generation, words
            self.setAccessibleDescription(words)
            self.update()

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

    def _paint_words(self, painter: QPainter) -> None:
        place = self._place()
        painter.fillRect(place, QColor(style.SUNKEN))
        painter.setPen(QColor(style.LINE))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.setPen(QColor(style.QUIET))
        painter.setFont(font(17, Weight.SEMIBOLD))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place.adjusted(32, 16, -32, -16), flags, self._words)

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

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802
        """Take the focus, so that the page keys work."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002, N802
        """Show the rim."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002, N802
        """Take the rim away."""
        self.update()
