"""Large letters, painted fast: each glyph becomes a picture once and is then only copied.

Qt's raster engine draws text above 64 px as paths, each time anew: a page on a 4K screen took
140-260 ms; with this 25-40 ms. Leaves out smaller text, other paint engines (a printer, a test's
recorder) and other typefaces than ours: those are Qt's own business.
"""

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGlyphRun, QImage, QPaintEngine, QPainter, QPainterPath, QRawFont

from ui.fonts import Weight, font, load

PATHS_ABOVE = 64  # px: from there Qt draws paths
_KEPT = 600  # pictures: some 15 MB at 4K


def is_slow(painter: QPainter, px: int) -> bool:
    """Tell whether Qt would draw text of that size as paths here."""
    return px > PATHS_ABOVE and painter.paintEngine().type() is QPaintEngine.Type.Raster


def can_draw(run: QGlyphRun) -> bool:
    """Tell whether the run is set in our typeface; another one may have glyphs without outline."""
    return run.rawFont().familyName() == load()


def draw(painter: QPainter, run: QGlyphRun, at: QPointF, colour: str) -> None:
    """Draw a run of glyphs with its layout's origin there, on whole pixels."""
    raw = run.rawFont()
    px, weight = round(raw.pixelSize()), raw.weight()
    for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
        image, left, top = _picture(glyph, px, weight, colour)
        painter.drawImage(round(at.x() + place.x()) + left, round(at.y() + place.y()) + top, image)


@lru_cache(maxsize=_KEPT)
def _picture(glyph: int, px: int, weight: int, colour: str) -> tuple[QImage, int, int]:
    """Paint a glyph; return the picture and where it lies from the pen's position."""
    path: QPainterPath = QRawFont.fromFont(font(px, Weight(weight))).pathForGlyph(glyph)
    box = path.boundingRect()
    left, top = math.floor(box.left()) - 1, math.floor(box.top()) - 1
    width, height = math.ceil(box.right()) + 1 - left, math.ceil(box.bottom()) + 1 - top
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-left, -top)
        painter.fillPath(path, QColor(colour))
    return image, left, top
