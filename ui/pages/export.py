"""Pages as PNG files, or as one PDF, without a window: what `samsyn overview` writes."""

import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QGuiApplication, QPageSize, QPainter, QPdfWriter

from app.model.banner import BannerPolicy
from app.model.overview import Overview
from app.model.room_profile import RoomProfile
from app.room.ports import PageTitle
from ui import i18n
from ui.pages.render import PageRenderer

_OWN = re.compile(r"page-\d{2,}\.png")
_POINTS_PER_INCH = 72
_PIXELS_PER_INCH = 144  # of a PDF: 1080p becomes 13.3 inches wide, as presentations are


def export(
    overview: Overview, profile: RoomProfile, out: Path, *, language: str, theme: str
) -> tuple[tuple[Path, PageTitle], ...]:
    """Write `page-01.png` and so on into a folder, in place of the pages that it holds.

    Touches no other file. Raises OSError when the folder or a file cannot be written.
    """
    application = _application()
    renderer, titles = _laid_out(overview, profile, language, theme)
    out.mkdir(parents=True, exist_ok=True)
    for path in out.iterdir():
        if _OWN.fullmatch(path.name):
            path.unlink()
    written = []
    for title in titles:
        path = out / f"page-{title.number:02}.png"
        if not renderer.paint(title.number).save(str(path)):
            raise OSError(f"{path} cannot be written")
        written.append((path, title))
    renderer.forget()
    del application
    return tuple(written)


def write_pdf(
    overview: Overview, profile: RoomProfile, path: Path, *, language: str, theme: str
) -> tuple[PageTitle, ...]:
    """Write all pages into one PDF file of the screen's shape, sharp at any size.

    Title and creator are constant, an author is not named. Raises OSError when the file cannot be
    written.
    """
    application = _application()
    renderer, titles = _laid_out(overview, profile, language, theme)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = _pdf_writer(buffer, profile)
    with QPainter(writer) as painter:
        for title in titles:
            if title.number > 1:
                writer.newPage()
            renderer.draw(title.number, painter)
    path.write_bytes(buffer.data().data())
    renderer.forget()
    del application
    return titles


def _pdf_writer(device: QIODevice, profile: RoomProfile) -> QPdfWriter:
    """Return a writer whose pixels are the screen's."""
    writer = QPdfWriter(device)
    writer.setTitle("Samsyn")
    writer.setCreator("Samsyn")
    writer.setResolution(_PIXELS_PER_INCH)
    points = QSizeF(profile.width_px, profile.height_px) * _POINTS_PER_INCH / _PIXELS_PER_INCH
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", exact))
    writer.setPageMargins(QMarginsF())
    return writer


def _application() -> object:
    """Return Qt's application, which must be kept while anything is painted."""
    return QGuiApplication.instance() or QGuiApplication(["samsyn", "-platform", "offscreen"])


def _laid_out(
    overview: Overview, profile: RoomProfile, language: str, theme: str
) -> tuple[PageRenderer, tuple[PageTitle, ...]]:
    i18n.install(language)
    renderer = PageRenderer(profile, language=language, theme=theme, banner=BannerPolicy.FULL)
    return renderer, renderer.set_overview(overview, keep=None)
