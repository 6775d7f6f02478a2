"""A page as a case process would send it, without one: grey bars for lines."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from app.link.frames import Frame

_WIDTH, _HEIGHT = 640, 360


def sketch(generation: int, page: int = 1, colour: str = "#0b2b4d") -> Frame:
    """Make a preview whose banner has that colour."""
    image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.fillRect(QRect(0, 0, _WIDTH, 64), QColor(colour))
    for line in range(8):
        width = 560 - (line * 67 + page * 31) % 240
        painter.fillRect(QRect(28, 88 + line * 32, width, 14), QColor("#c3ccd6"))
    painter.end()
    return Frame(
        generation=generation,
        page=page,
        serial=generation * 100 + page,
        width=_WIDTH,
        height=_HEIGHT,
        pixels=memoryview(bytes(image.constBits())),
    )
