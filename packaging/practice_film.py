"""Draws the film of the practice meeting: how a child walks, stiff and swaying.

A drawn child, four seconds past the camera and four towards it. Every frame says ÖVNING.
"""

from math import cos, pi, radians, sin

from practice_pictures import SKIN, painter_on, pen, say_practice
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

FILM_WIDTH, FILM_HEIGHT = 480, 360
_TURNS = 4  # seconds: then the child comes towards the camera


def film_frame(second: float) -> QImage:
    """Return one frame of the film: four seconds from the side, then towards the camera."""
    image = QImage(FILM_WIDTH, FILM_HEIGHT, QImage.Format.Format_RGB888)
    image.fill(QColor("#e8edf0"))
    painter = painter_on(image)
    _floor(painter)
    if second < _TURNS:
        _walks_past(painter, second)
    else:
        _walks_towards(painter, second - _TURNS)
    say_practice(painter, FILM_WIDTH, FILM_HEIGHT)
    painter.end()
    return image


def _floor(painter: QPainter) -> None:
    painter.fillRect(QRectF(0, 262, FILM_WIDTH, 58), QColor("#cfc6b8"))
    painter.setPen(pen(QColor("#8d8577"), 3))
    painter.drawLine(QPointF(0, 292), QPointF(FILM_WIDTH, 292))


def _limb(painter: QPainter, colour: str, *joints: QPointF) -> None:
    painter.setPen(pen(QColor(colour), 11))
    painter.drawPolyline(QPolygonF(list(joints)))


def _along(start: QPointF, length: float, degrees: float) -> QPointF:
    """Return the point that lies so far from `start`; 0° is straight down, + is to the right."""
    return start + QPointF(sin(radians(degrees)), cos(radians(degrees))) * length


def _arm(painter: QPainter, colour: str, shoulder: QPointF, degrees: float) -> None:
    """Draw an arm that is held away from the body, bent at the elbow."""
    elbow = _along(shoulder, 28, degrees)
    _limb(painter, colour, shoulder, elbow, _along(elbow, 26, degrees + 66))


def _walks_past(painter: QPainter, second: float) -> None:
    """From the side: short stiff steps on the toes, the trunk swaying, the arms held out."""
    phase = 2 * pi * 0.9 * second
    sway = 5 * sin(phase + 0.8)
    hip = QPointF(50 + 95 * second, 196 + 2.5 * cos(2 * phase))
    for colour, turn in (("#41617a", pi), ("#27465e", 0.0)):
        angle = 17 * sin(phase + turn)
        knee = _along(hip, 46, angle + 4)
        ankle = _along(knee, 44, angle - 3)
        _limb(painter, colour, hip, knee, ankle, _along(ankle, 18, 52 + 8 * sin(phase + turn)))
    neck = _along(hip, -66, -8 - sway)
    shoulder = neck + QPointF(0, 10)
    _arm(painter, "#c99678", shoulder, 44 + 10 * sin(phase))
    painter.setPen(pen(QColor("#3f8f86"), 24))
    painter.drawLine(_along(hip, -8, -8 - sway), neck + QPointF(0, 12))
    _arm(painter, "#e9c3a6", shoulder, -12 - 10 * sin(phase))
    _head(painter, _along(neck, -22, -4 - 1.6 * sway), tail=-22)


def _walks_towards(painter: QPainter, second: float) -> None:
    """From the front: wide apart, each stiff leg swung outwards, the trunk over the other one."""
    phase = 2 * pi * 0.9 * second
    near = 0.8 + 0.09 * second
    painter.save()
    painter.translate(FILM_WIDTH / 2 + 14 * sin(phase), 292)
    painter.scale(near, near)
    lean = 9 * sin(phase)
    hip = QPointF(0, -92)
    for side in (-1, 1):
        lifted = max(0.0, -side * sin(phase))
        knee = _along(hip + QPointF(side * 9, 0), 46, side * (15 + 13 * lifted))
        foot = _along(knee, 45 - 5 * lifted, side * (9 + 6 * lifted))
        _limb(painter, "#27465e", hip + QPointF(side * 9, 0), knee, foot, foot + QPointF(0, 9))
    neck = _along(hip, -66, -lean)
    for side in (-1, 1):
        shoulder = neck + QPointF(side * 12, 8)
        elbow = _along(shoulder, 30, side * (52 + side * 0.8 * lean))
        _limb(painter, "#e9c3a6", shoulder, elbow, _along(elbow, 28, side * 84))
    painter.setPen(pen(QColor("#3f8f86"), 32))
    painter.drawLine(_along(hip, -8, -lean), neck + QPointF(0, 14))
    _head(painter, _along(neck, -22, -1.5 * lean), tail=0)
    painter.restore()


def _head(painter: QPainter, centre: QPointF, *, tail: float) -> None:
    """Draw a head with its hair; from the side with a plait at `tail`, from the front with eyes."""
    hair = QColor("#5a3d28")
    painter.setPen(pen(hair, 9))
    if tail:
        painter.drawLine(centre + QPointF(tail * 0.6, -6), centre + QPointF(tail, 14))
    painter.setPen(pen(hair, 4))
    painter.setBrush(SKIN)
    painter.drawEllipse(centre, 19, 21)
    painter.setBrush(hair)
    box = QRectF(centre.x() - 19, centre.y() - 21, 38, 42)
    painter.drawChord(box, (60 if tail else 25) * 16, (150 if tail else 130) * 16)
    if not tail:
        painter.setBrush(QColor("#333333"))
        painter.setPen(Qt.PenStyle.NoPen)
        for side in (-7, 7):
            painter.drawEllipse(centre + QPointF(side, 2), 2.2, 2.2)
