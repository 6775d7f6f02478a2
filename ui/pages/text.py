"""Broken lines of text: runs of one paragraph in, lines that fit a width out.

Needs a QGuiApplication; leaves out where the lines stand (`strips`). Text must be clean
(`sanitise`). Long words are broken anywhere, so no line is ever wider than asked for.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
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
from ui.pages import glyphs

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
    """One line, ready to be drawn. `width`, `ascent`, `leading` and `px` in device pixels."""

    layout: QTextLayout  # owns the line
    line: QTextLine
    text: str
    width: float
    ascent: float
    leading: float
    px: int  # the largest size in the paragraph
    colours: tuple[tuple[int, int, str], ...]  # start and length in the layout, colour

    def draw(self, painter: QPainter, x: float, baseline: float) -> None:
        """Draw the line with its baseline there."""
        at = QPointF(x, baseline - self.ascent)
        if glyphs.is_slow(painter, self.px):
            runs = [
                (run, colour)
                for start, length, colour in self.colours
                for run in self.line.glyphRuns(start, length)
            ]
            if all(glyphs.can_draw(run) for run, _ in runs):
                for run, colour in runs:
                    glyphs.draw(painter, run, at, colour)
                return
        self.line.draw(painter, at)


def wrap(runs: Sequence[Run], width: float) -> list[Line]:
    """Break one paragraph, or several with newlines between them, into lines of that width."""
    runs = [run for run in runs if run.text]
    if not runs:
        return []
    text = "".join(run.text for run in runs)
    px = max(run.style.px for run in runs)
    layout = QTextLayout(text.replace("\n", "\u2028"), font(runs[0].style.px))
    layout.setCacheEnabled(True)
    spans = list(_spans(runs))
    layout.setFormats([_format(*span) for span in spans])
    layout.setTextOption(_option())
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, 0))
        lines.append(line)
    layout.endLayout()
    return [
        Line(
            layout=layout,
            line=line,
            text=_part(text, line.textStart(), line.textLength()),
            width=line.naturalTextWidth(),
            ascent=line.ascent(),
            leading=round(px * LEADING),
            px=px,
            colours=tuple(_within(line, spans)),
        )
        for line in lines
    ]


def natural_width(runs: Iterable[Run]) -> int:
    """Return how wide the runs are on one line."""
    lines = wrap(list(runs), 1_000_000)
    return math.ceil(max((line.width for line in lines), default=0.0) + 1)


def _option() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    return option


def _part(text: str, start: int, length: int) -> str:
    """Cut by Qt's UTF-16 positions."""
    units = text.encode("utf-16-le")
    return units[start * 2 : (start + length) * 2].decode("utf-16-le", "replace")


def _spans(runs: Sequence[Run]) -> Iterator[tuple[int, int, Style]]:
    """Give each run its start and length in UTF-16, as Qt counts."""
    start = 0
    for run in runs:
        length = len(run.text.encode("utf-16-le")) // 2
        yield start, length, run.style
        start += length


def _within(
    line: QTextLine, spans: Sequence[tuple[int, int, Style]]
) -> Iterator[tuple[int, int, str]]:
    """Cut the spans to what stands in the line."""
    first, end = line.textStart(), line.textStart() + line.textLength()
    for start, length, style in spans:
        begin, stop = max(first, start), min(end, start + length)
        if begin < stop:
            yield begin, stop - begin, style.colour


def _format(start: int, length: int, style: Style) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setFont(font(style.px, style.weight))
    look.setForeground(QBrush(QColor(style.colour)))
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made
