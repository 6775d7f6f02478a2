"""Pages as PNG files, without a window: what `samsyn overview` writes."""

import re
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from app.model.banner import BannerPolicy
from app.model.overview import Overview
from app.model.room_profile import RoomProfile
from app.room.ports import PageTitle
from ui import i18n
from ui.pages.render import PageRenderer

_OWN = re.compile(r"page-\d{2,}\.png")


def export(
    overview: Overview, profile: RoomProfile, out: Path, *, language: str, theme: str
) -> tuple[tuple[Path, PageTitle], ...]:
    """Write `page-01.png` and so on into a folder, in place of the pages that it holds.

    Touches no other file. Raises OSError when the folder or a file cannot be written.
    """
    application = QGuiApplication.instance() or QGuiApplication(
        ["samsyn", "-platform", "offscreen"]
    )
    i18n.install(language)
    renderer = PageRenderer(profile, language=language, theme=theme, banner=BannerPolicy.FULL)
    titles = renderer.set_overview(overview, keep=None)
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
