"""Everything that can be drawn on a page: text, boxes and trends, each at its place in a strip.

The one place that paints. Leaves out where strips stand (`paginate`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from ui.pages.text import LEADING, Line
from ui.theme import Theme

_CAP_HEIGHT = 0.727  # of the em


class Mark(Protocol):
    """Something on a page."""

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it in a strip whose upper left corner is there."""
        ...


@dataclass(frozen=True, slots=True)
class TextMark:
    """A line of text with its baseline at `baseline`."""

    line: Line
    x: float
    baseline: float

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the line."""
        self.line.draw(painter, x + self.x, y + self.baseline)


class Fill(Enum):
    """How a box is filled: the pattern says without colour what the colour says."""

    SOLID = "solid"
    STRIPED = "striped"  # slanting lines, `stroke` wide
    HOLLOW = "hollow"  # an outline, `stroke` wide


@dataclass(frozen=True, slots=True)
class BoxMark:
    """A rectangle, filled or outlined (`stroke` px wide)."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    fill: Fill = Fill.SOLID
    stroke: float = 0
    radius: float = 0

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the box."""
        place = QRectF(x + self.x, y + self.y, self.width, self.height)
        colour = QColor(self.colour)
        if self.fill is Fill.STRIPED:
            _stripe(painter, place, QPen(colour, self.stroke))
            return
        hollow = self.fill is Fill.HOLLOW
        inset = self.stroke / 2 if hollow else 0
        place.adjust(inset, inset, -inset, -inset)
        painter.setPen(QPen(colour, self.stroke) if hollow else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else QBrush(colour))
        painter.drawRoundedRect(place, self.radius, self.radius)


def _stripe(painter: QPainter, place: QRectF, pen: QPen) -> None:
    """Fill a place with slanting lines; Qt's own patterns are a device pixel thin."""
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    step, height = pen.widthF() * 4, place.height()
    count = int((place.width() + height) / step) + 1
    starts = [place.left() - height + number * step for number in range(count + 1)]
    painter.save()
    painter.setClipRect(place)
    painter.setPen(pen)
    painter.drawLines(
        [QLineF(start, place.bottom(), start + height, place.top()) for start in starts]
    )
    painter.restore()


@dataclass(frozen=True, slots=True)
class Trend:
    """A series in the unit square: x from the oldest to the newest, y upwards."""

    points: tuple[tuple[float, float], ...]
    band: tuple[float, float] | None  # the reference interval


@dataclass(frozen=True, slots=True)
class TrendMark:
    """A graph: the reference interval as a pale band, the newest value as a dot.

    A large one, of which `stroke` tells the line's width, has a dot for every value.
    """

    trend: Trend
    x: float
    y: float
    width: float
    height: float
    theme: Theme
    stroke: float = 0

    @property
    def dot(self) -> float:
        """The newest value's radius: so far from its edges the graph begins and ends."""
        return self._width * 1.9

    @property
    def _width(self) -> float:
        return self.stroke or max(2.0, self.height / 22)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw band, lines and dots.

        `drawLines` with flat caps: an antialiased polyline of this width takes a hundred times as
        long in Qt's raster engine.
        """
        stroke, dot = self._width, self.dot
        room = QRectF(x + self.x, y + self.y, self.width, self.height)
        if self.trend.band is not None:
            low, high = (room.bottom() - part * room.height() for part in self.trend.band)
            band = QRectF(room.left(), high, room.width(), max(stroke, low - high))
            painter.fillRect(band, QColor(self.theme.band))
        room.adjust(dot, dot, -dot, -dot)
        points = [_place(room, point) for point in self.trend.points]
        pen = QPen(QColor(self.theme.line), stroke)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLines([QLineF(a, b) for a, b in pairwise(points)])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.theme.line))
        for point in points[:-1] if self.stroke else ():
            painter.drawEllipse(point, dot * 0.65, dot * 0.65)
        painter.drawEllipse(points[-1], dot, dot)


def _place(room: QRectF, point: tuple[float, float]) -> QPointF:
    return QPointF(room.left() + point[0] * room.width(), room.bottom() - point[1] * room.height())


@dataclass(frozen=True, slots=True)
class Shifted:
    """A mark further down, and to the right."""

    mark: Mark
    down: float
    right: float = 0

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw the mark."""
        self.mark.draw(painter, x + self.right, y + self.down)


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a page that is never cut: its height, and what stands in it."""

    height: float
    marks: tuple[Mark, ...] = ()

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw everything in it."""
        for mark in self.marks:
            mark.draw(painter, x, y)


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of one row: lines of text within a width, and what else stands beside them."""

    x: float
    width: float
    lines: Sequence[Line]
    right: bool = False  # flush right

    def mark(self, line: Line, baseline: float) -> TextMark:
        """Place one line of the cell."""
        offset = self.width - line.width if self.right else 0.0
        return TextMark(line=line, x=self.x + offset, baseline=baseline)


def table_row(cells: Sequence[Cell]) -> list[Strip]:
    """Set cells side by side: their n-th lines share a strip and a baseline."""
    strips = []
    for number in range(max((len(cell.lines) for cell in cells), default=0)):
        present = [(cell, cell.lines[number]) for cell in cells if number < len(cell.lines)]
        height = max(line.leading for _, line in present)
        marks = tuple(cell.mark(line, baseline(height)) for cell, line in present)
        strips.append(Strip(height=height, marks=marks))
    return strips


def baseline(height: float) -> int:
    """Return where letters stand in a strip of that height: their capitals in its middle."""
    return round(height / 2 + height / LEADING * _CAP_HEIGHT / 2)


def right_end(strip: Strip) -> float:
    """Return where the last text or box of a strip ends."""
    ends = [mark.x + mark.line.width for mark in strip.marks if isinstance(mark, TextMark)]
    ends += [mark.x + mark.width for mark in strip.marks if isinstance(mark, BoxMark)]
    return max(ends, default=0)


def paragraph(lines: Sequence[Line], x: float = 0) -> list[Strip]:
    """Set lines under each other."""
    return table_row([Cell(x=x, width=0, lines=lines)])


def stacked(strips: Sequence[Strip]) -> Strip:
    """Make one strip of several: they will never be cut apart."""
    marks: list[Mark] = []
    y = 0.0
    for strip in strips:
        marks += [Shifted(mark, y) for mark in strip.marks]
        y += strip.height
    return Strip(height=y, marks=tuple(marks))


def add(strip: Strip, *marks: Mark, behind: bool = False) -> Strip:
    """Return the strip with more marks, in front of or behind the others."""
    both = marks + strip.marks if behind else strip.marks + marks
    return Strip(height=strip.height, marks=both)


def space(height: float) -> Strip:
    """Return an empty strip."""
    return Strip(height=height)
