"""Draws the pictures of the practice meeting: sketches instead of photographs.

Nothing here shows anybody: skin, ruler and findings are drawn, and every picture says ÖVNING. The
same drawing comes out each time; what looks irregular is drawn with a fixed seed. No dates: those
of the practice meeting move, pictures do not.
"""

import random
from collections.abc import Callable
from math import cos, pi, sin

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QRadialGradient,
)

WIDTH, HEIGHT = 640, 480
_MILLIMETRE, _NEAR = 9.0, 18.0  # pixels a millimetre: the usual ruler, and that of a close-up

SKIN, _SHADE, _LINE = QColor("#e9c3a6"), QColor("#cf9d7f"), QColor("#7a4b37")
_RED, _DARK_RED, _CRUST = QColor("#b8453b"), QColor("#7d211d"), QColor("#d9b36a")
_CLOTH = QColor("#b9d3d6")


def pictures() -> dict[str, QImage]:
    """Return the pictures by the id of their Binary."""
    drawn: dict[str, Callable[[QPainter], None]] = {
        "practice-penile-photo-1": _penile_overview,
        "practice-penile-photo-2": _penile_close,
        "practice-wound-photo": _heel,
        "practice-leg-photo": _lower_legs,
        "practice-hand-photo": _hand,
    }
    return {name: _picture(draw) for name, draw in drawn.items()}


def png(image: QImage) -> bytes:
    """Return the picture as PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 0)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _picture(draw: Callable[[QPainter], None]) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
    image.fill(_CLOTH)
    painter = painter_on(image)
    draw(painter)
    say_practice(painter, WIDTH, HEIGHT)
    painter.end()
    return image


def painter_on(image: QImage) -> QPainter:
    """Return a painter with smooth edges."""
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def say_practice(painter: QPainter, width: int, height: int) -> None:
    """Say that it is practice: a band at the bottom, in every picture the same."""
    band = QRectF(0, height - 40, width, 40)
    painter.fillRect(band, QColor("#1d3b53"))
    painter.setFont(_font(20, bold=True))
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(band, Qt.AlignmentFlag.AlignCenter, "ÖVNING – tecknad bild, ingen patient")


def _font(pixels: int, *, bold: bool = False) -> QFont:
    font = QFont("Inter")
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font


def pen(colour: QColor, width: float) -> QPen:
    """Return a pen with round ends."""
    return QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


def _ruler(painter: QPainter, left: float, top: float, centimetres: int, scale: float) -> None:
    """Draw a paper ruler with millimetres and numbered centimetres; `scale`: pixels a mm."""
    painter.setPen(pen(QColor("#444444"), 1))
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawRect(QRectF(left, top, centimetres * 10 * scale + 24, 44))
    painter.setFont(_font(15))
    for mark in range(centimetres * 10 + 1):
        x = left + 12 + mark * scale
        deep = 20 if mark % 10 == 0 else 14 if mark % 5 == 0 else 8
        painter.drawLine(QPointF(x, top), QPointF(x, top + deep))
        if mark % 10 == 0:
            place = QRectF(x - 12, top + 21, 24, 20)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(mark // 10))
    place = QRectF(left + (centimetres * 10 - 5) * scale, top + 21, 30, 20)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "cm")


def _blob(centre: QPointF, across: float, down: float, seed: int, rough: float) -> QPainterPath:
    """Return a closed, irregular outline; `rough` is how far it strays, as a part of its radius."""
    chance = random.Random(seed)  # noqa: S311 -- a drawing, the same each time
    corners = [
        centre
        + QPointF(cos(angle) * across, sin(angle) * down) * (1 + chance.uniform(-rough, rough))
        for angle in (2 * pi * step / 18 for step in range(18))
    ]
    path = QPainterPath((corners[-1] + corners[0]) / 2)
    for here, following in zip(corners, [*corners[1:], corners[0]], strict=True):
        path.quadTo(here, (here + following) / 2)
    return path


def _shaded(path: QPainterPath, painter: QPainter) -> None:
    """Fill a body part, lighter in the middle, with an outline."""
    box = path.boundingRect()
    shade = QRadialGradient(box.center(), max(box.width(), box.height()) * 0.6)
    shade.setColorAt(0, SKIN)
    shade.setColorAt(1, _SHADE)
    painter.setPen(pen(_LINE, 3))
    painter.setBrush(shade)
    painter.drawPath(path)


def _spot(painter: QPainter, path: QPainterPath, fill: QColor, edge: QColor) -> None:
    painter.setPen(pen(edge, 2))
    painter.setBrush(fill)
    painter.drawPath(path)


def _penile_overview(painter: QPainter) -> None:
    """Draw a schematic outline with a lesion of 21 x 17 mm on the glans."""
    shaft = QPainterPath(QPointF(0, 118))
    shaft.cubicTo(110, 98, 210, 94, 316, 108)
    shaft.lineTo(316, 316)
    shaft.cubicTo(210, 330, 110, 326, 0, 306)
    shaft.closeSubpath()
    _shaded(shaft, painter)
    glans = QPainterPath(QPointF(294, 98))
    glans.cubicTo(290, 74, 316, 78, 332, 82)
    glans.cubicTo(450, 88, 552, 136, 556, 212)
    glans.cubicTo(552, 288, 450, 336, 332, 342)
    glans.cubicTo(316, 346, 290, 350, 294, 326)
    glans.cubicTo(312, 252, 312, 172, 294, 98)
    _shaded(glans, painter)
    _lesion(painter, QPointF(418, 198), _MILLIMETRE)
    _ruler(painter, 90, 378, 5, _MILLIMETRE)


def _penile_close(painter: QPainter) -> None:
    """Draw the same lesion near to, with its raised edge."""
    shade = QRadialGradient(QPointF(320, 190), 440)
    shade.setColorAt(0, SKIN)
    shade.setColorAt(1, _SHADE)
    painter.fillRect(0, 0, WIDTH, HEIGHT, shade)
    _lesion(painter, QPointF(320, 190), _NEAR)
    _ruler(painter, 128, 382, 2, _NEAR)
    painter.setFont(_font(17))
    painter.setPen(_LINE)
    painter.drawText(QRectF(16, 12, 300, 26), Qt.AlignmentFlag.AlignLeft, "Närbild")


def _lesion(painter: QPainter, centre: QPointF, scale: float) -> None:
    """Draw a raised, reddish lesion of 21 x 17 mm with an ulcer of 8 mm."""
    _spot(painter, _blob(centre, 10.5 * scale, 8.5 * scale, 4, 0.05), QColor("#d98577"), _DARK_RED)
    _spot(painter, _blob(centre, 9.2 * scale, 7.3 * scale, 5, 0.06), _RED, _DARK_RED)
    _spot(painter, _blob(centre, 4 * scale, 3.3 * scale, 9, 0.1), _CRUST, _DARK_RED)


def _heel(painter: QPainter) -> None:
    """Draw a heel from behind, with a pressure ulcer of grade II."""
    leg = QPainterPath(QPointF(196, 0))
    leg.cubicTo(212, 130, 168, 200, 164, 270)
    leg.cubicTo(166, 350, 232, 376, 320, 376)
    leg.cubicTo(408, 376, 474, 350, 476, 270)
    leg.cubicTo(472, 200, 428, 130, 444, 0)
    leg.closeSubpath()
    _shaded(leg, painter)
    painter.setPen(pen(_SHADE, 5))
    painter.drawLine(QPointF(300, 20), QPointF(296, 170))
    painter.drawLine(QPointF(340, 20), QPointF(344, 170))
    _spot(painter, _blob(QPointF(318, 268), 94, 68, 21, 0.08), QColor("#dd8f80"), QColor("#c8705f"))
    _spot(painter, _blob(QPointF(318, 266), 62, 43, 22, 0.12), _RED, _DARK_RED)
    _spot(painter, _blob(QPointF(304, 260), 26, 16, 23, 0.2), _CRUST, QColor("#a97e3c"))
    _ruler(painter, 90, 386, 5, _MILLIMETRE)


def _lower_legs(painter: QPainter) -> None:
    """Draw two swollen lower legs: reddened skin, a mark after the sock, one weeping spot."""
    for left in (92.0, 352.0):
        leg = QPainterPath(QPointF(left + 22, 0))
        leg.cubicTo(left - 26, 130, left - 14, 250, left + 14, 330)
        leg.cubicTo(left - 6, 390, left - 24, 430, left - 30, HEIGHT)
        leg.lineTo(left + 196, HEIGHT)
        leg.cubicTo(left + 206, 430, left + 196, 380, left + 174, 330)
        leg.cubicTo(left + 208, 250, left + 222, 130, left + 172, 0)
        leg.closeSubpath()
        _shaded(leg, painter)
        red = _blob(QPointF(left + 94, 196), 78, 96, int(left), 0.1)
        _spot(painter, red, QColor(196, 98, 86, 110), QColor(196, 98, 86, 140))
        painter.setPen(pen(_LINE, 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for down in (318, 330):
            groove = QPainterPath(QPointF(left + 14, down))
            groove.quadTo(left + 94, down + 22, left + 174, down)
            painter.drawPath(groove)
    _spot(painter, _blob(QPointF(446, 210), 34, 26, 33, 0.2), _RED, _DARK_RED)
    painter.setFont(_font(20, bold=True))
    painter.setPen(_LINE)
    painter.drawText(QRectF(150, 20, 80, 30), Qt.AlignmentFlag.AlignCenter, "Hö")
    painter.drawText(QRectF(406, 20, 80, 30), Qt.AlignmentFlag.AlignCenter, "Vä")


def _hand(painter: QPainter) -> None:
    """Draw a hand held out: fingers apart, bent at their ends, a hollow of wasted muscle."""
    hand = QPainterPath(QPointF(0, 246))
    hand.cubicTo(90, 232, 150, 226, 206, 204)
    fingers = (  # where each begins, its knuckle, its tip: thumb first
        (QPointF(236, 196), QPointF(286, 96), QPointF(352, 76)),
        (QPointF(352, 172), QPointF(462, 96), QPointF(500, 150)),
        (QPointF(376, 222), QPointF(520, 178), QPointF(548, 240)),
        (QPointF(372, 274), QPointF(506, 274), QPointF(522, 336)),
        (QPointF(346, 322), QPointF(444, 352), QPointF(446, 404)),
    )
    hand.cubicTo(250, 176, 300, 146, 366, 158)
    hand.cubicTo(406, 220, 404, 290, 366, 346)
    hand.cubicTo(310, 372, 250, 364, 212, 352)
    hand.cubicTo(150, 354, 90, 366, 0, 372)
    hand.closeSubpath()
    outlines = [_finger(*points) for points in fingers]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for outline in outlines:
        painter.setPen(pen(_LINE, 44))
        painter.drawPath(outline)
    _shaded(hand, painter)
    for outline in outlines:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(SKIN, 38))
        painter.drawPath(outline)
    hollow = _blob(QPointF(300, 196), 34, 17, 42, 0.08)
    _spot(painter, hollow, QColor("#c79375"), _SHADE)


def _finger(begin: QPointF, knuckle: QPointF, tip: QPointF) -> QPainterPath:
    path = QPainterPath(begin)
    path.quadTo(knuckle, tip)
    return path
