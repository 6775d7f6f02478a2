"""A page's paper: the image, and what is drawn on it from top to bottom.

The one place where an image is made, so that every page has the same format and the same hints.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from ui.pages import frame
from ui.pages.look import Look
from ui.pages.marks import paragraph, stacked
from ui.pages.paginate import Body, Frame
from ui.pages.text import wrap


def room(look: Look, banner_height: float, goes_on: str) -> Frame:
    """Return the room between banner and footer; `goes_on` says that a row is not at its end."""
    sign = paragraph(wrap([look.note(goes_on)], look.column))
    height = look.profile.height_px - top(look, banner_height) - frame.footer_height(look)
    return Frame(
        height=height - round(look.body * 0.25),
        gap=look.section_gap,
        goes_on=stacked(sign),
    )


def top(look: Look, banner_height: float) -> int:
    """Return where the body of a page begins."""
    return round(banner_height + look.body * 0.35)


def left(look: Look, column: int) -> int:
    """Return where a column of a page begins."""
    return look.margin + column * (look.column + look.gutter)


def blank(look: Look) -> QImage:
    """Return an empty page."""
    image = QImage(look.profile.width_px, look.profile.height_px, QImage.Format.Format_RGB32)
    image.fill(QColor(look.theme.ground))
    return image


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as laid out: banner, the bodies of its columns, footer."""

    banner: frame.Banner
    bodies: tuple[Body, ...]
    foot: frame.Foot


def draw(look: Look, sheet: Sheet, painter: QPainter) -> None:
    """Draw a page with any painter: on an image, in a PDF, or on a test's recorder."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    page = QRect(0, 0, look.profile.width_px, look.profile.height_px)
    painter.fillRect(page, QColor(look.theme.ground))
    sheet.banner.draw(painter)
    for column, body in enumerate(sheet.bodies):
        for placed in body.placed:
            placed.strip.draw(
                painter, left(look, column), top(look, sheet.banner.height) + placed.y
            )
    foot_y, footer = frame.footer(look, sheet.foot)
    footer.draw(painter, 0, foot_y)


def paint(look: Look, sheet: Sheet) -> QImage:
    """Paint a page."""
    image = QImage(look.profile.width_px, look.profile.height_px, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        draw(look, sheet, painter)
    return image
