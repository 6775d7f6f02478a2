"""Broken lines of text: runs of one paragraph in, lines that fit a width out.

Needs a QGuiApplication; leaves out where the lines stand (`strips`). Text must be clean
(`sanitise`). Long words are broken anywhere, so no line is ever wider than asked for.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from ui.fonts import Weight, font

LEADING = 1.25  # line height of body text, in sizes


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text looks: `px` in device pixels, `colour` as `#rrggbb`."""

    px: int
    colour: str
    weight: Weight = Weight.REGULAR


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style."""

    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Line:
    """One line, ready to be drawn. `width`, `ascent` and `leading` in device pixels."""

    layout: QTextLayout  # owns the line
    line: QTextLine
    text: str
    width: float
    ascent: float
    leading: float

    def draw(self, painter: QPainter, x: float, baseline: float) -> None:
        """Draw the line with its baseline there."""
        self.line.draw(painter, QPointF(x, baseline - self.ascent))


def wrap(runs: Sequence[Run], width: float) -> list[Line]:
    """Break one paragraph, or several with newlines between them, into lines of that width."""
    runs = [run for run in runs if run.text]
    if not runs:
        return []
    text = "".join(run.text for run in runs)
    layout = QTextLayout(text.replace("\n", "\u2028"), font(runs[0].style.px))
    layout.setCacheEnabled(True)
    layout.setFormats(list(_formats(runs)))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    largest = max(run.style.px for run in runs)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, 0))
        lines.append(line)
    layout.endLayout()
    return [_finished(layout, line, text, largest) for line in lines]


def natural_width(runs: Iterable[Run]) -> int:
    """Return how wide the runs are on one line."""
    lines = wrap(list(runs), 1_000_000)
    return math.ceil(max((line.width for line in lines), default=0.0) + 1)


def _finished(layout: QTextLayout, line: QTextLine, text: str, px: int) -> Line:
    start, length = line.textStart(), line.textLength()
    return Line(
        layout=layout,
        line=line,
        text=_part(text, start, length),
        width=line.naturalTextWidth(),
        ascent=line.ascent(),
        leading=round(px * LEADING),
    )


def _part(text: str, start: int, length: int) -> str:
    """Cut by Qt's UTF-16 positions."""
    units = text.encode("utf-16-le")
    return units[start * 2 : (start + length) * 2].decode("utf-16-le", "replace")


def _formats(runs: Sequence[Run]) -> Iterable[QTextLayout.FormatRange]:
    start = 0
    for run in runs:
        made = QTextLayout.FormatRange()
        made.start = start
        made.length = len(run.text.encode("utf-16-le")) // 2
        look = QTextCharFormat()
        look.setFont(font(run.style.px, run.style.weight))
        look.setForeground(QBrush(QColor(run.style.colour)))
        made.format = look
        start += made.length
        yield made
