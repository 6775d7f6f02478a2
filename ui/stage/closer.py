"""What the chair adds to a page on the room screen: a pointer, and a part of it enlarged.

Places are in shares of the page's width and height, 0 to 1. Who the page is about stays in sight
while a part is enlarged: the banner at its top is never scaled.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

_LARGEST_BANNER = 0.5  # of the page's height: what is higher is no banner
_RADIUS = 0.017  # of the page's height
_INK, _RIM = QColor("#c8005a"), QColor("#ffffff")


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the page."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Closer:
    """A part of the page that is enlarged: around `place`, so many times."""

    place: Place
    times: float = 2.0


def banner_height(page: QImage) -> int:
    """Return how many rows of pixels the banner takes, 0 when there is none.

    The banner is what at the left edge differs from the page's ground, which the last row has.
    """
    ground = page.pixel(0, page.height() - 1)
    most = int(page.height() * _LARGEST_BANNER)
    return next((y for y in range(most) if page.pixel(0, y) == ground), 0)


def part(page: QImage, closer: Closer) -> QRectF:
    """Return the part of the page (in its pixels) that fills everything below the banner."""
    top = banner_height(page)
    width = page.width() / closer.times
    height = (page.height() - top) / closer.times
    left = closer.place.x * page.width() - width / 2
    up = closer.place.y * page.height() - height / 2
    return QRectF(
        min(max(left, 0.0), page.width() - width),
        min(max(up, float(top)), page.height() - height),
        width,
        height,
    )


def draw_enlarged(painter: QPainter, target: QRect, page: QImage, closer: Closer) -> None:
    """Draw the page into `target` with that part enlarged below its banner."""
    top = banner_height(page)
    scale = target.height() / page.height()
    head = QRectF(target.x(), target.y(), target.width(), top * scale)
    body = QRectF(target).adjusted(0, head.height(), 0, 0)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(head, page, QRectF(0, 0, page.width(), top))
    painter.drawImage(body, page, part(page, closer))


def on_screen(target: QRect, page: QImage, place: Place, closer: Closer | None) -> QPointF:
    """Return where a place of the page lies in `target`, also while a part is enlarged."""
    x, y = place.x, place.y
    if closer is not None:
        top = banner_height(page) / page.height()
        shown = part(page, closer)
        x = (x * page.width() - shown.x()) / shown.width()
        y = top + (y * page.height() - shown.y()) / shown.height() * (1 - top)
    return QPointF(target.x() + x * target.width(), target.y() + y * target.height())


def draw_pointer(painter: QPainter, target: QRect, at: QPointF) -> None:
    """Draw the pointer: a disc that stands out from every ground, by its rim also in grey."""
    radius = target.height() * _RADIUS
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setClipRect(target)
    painter.setPen(QPen(_RIM, radius * 0.7))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, radius * 1.15, radius * 1.15)
    painter.setPen(QPen(QColor("#000000"), max(1.0, radius * 0.12)))
    painter.setBrush(_INK)
    painter.drawEllipse(at, radius, radius)
