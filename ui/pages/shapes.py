"""The signs of a timeline: an event of each track, a period, and one that goes on.

Each is told from the others without colour, and a solid one from a hollow one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from app.model.overview import Track

_SQUARE = ((-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86))
_DIAMOND = ((0, -1.15), (1.15, 0), (0, 1.15), (-1.15, 0))
_TRIANGLE = ((-1.05, 0.85), (0, -1.05), (1.05, 0.85))
_DROP = ((-1.05, -0.85), (0, 1.05), (1.05, -0.85))
_CORNERS: dict[Track, Sequence[tuple[float, float]]] = {
    Track.DIAGNOSIS: _DIAMOND,
    Track.OPERATION: _SQUARE,
    Track.TREATMENT: _TRIANGLE,
    Track.OTHER: _DROP,
}


@dataclass(frozen=True, slots=True)
class SignMark:
    """The sign of an event with its centre there; imaging is a circle. Hollow by `stroke`."""

    track: Track
    x: float
    y: float
    radius: float
    colour: str
    stroke: float = 0
    ground: str = ""

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the sign."""
        hollow = self.stroke > 0
        colour = QColor(self.colour)
        painter.setPen(QPen(colour, self.stroke) if hollow else Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(self.ground) if hollow else colour))
        centre = QPointF(x + self.x, y + self.y)
        radius = self.radius - self.stroke / 2
        corners = _CORNERS.get(self.track)
        if corners is None:
            painter.drawEllipse(centre, radius, radius)
        else:
            painter.drawPolygon(_around(centre, radius, corners))


@dataclass(frozen=True, slots=True)
class ArrowMark:
    """The end of a bar that goes on: its point to the right, from (x, y) on, `height` tall."""

    x: float
    y: float
    height: float
    colour: str

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the point."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(QColor(self.colour)))
        half = self.height / 2
        corners = ((0.0, -1.0), (1.1, 0.0), (0.0, 1.0))
        centre = QPointF(x + self.x, y + self.y + half)
        painter.drawPolygon(_around(centre, half, corners))


def _around(centre: QPointF, radius: float, corners: Sequence[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([centre + QPointF(a * radius, b * radius) for a, b in corners])
