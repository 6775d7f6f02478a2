"""Reading pages: what text they draw, where and how large."""

from PySide6.QtGui import QPainter

from app.model.banner import BannerPolicy
from app.model.overview import Overview
from app.model.room_profile import RoomProfile
from app.room.stage_view import RecommendationView
from tests.ui.pages.examples import AS_OF
from tests.ui.pages.recorder import Drawn, Recorder
from ui.pages import sheet
from ui.pages.look import Look
from ui.pages.render import PageRenderer
from ui.pages.room_pages import sheets
from ui.theme import THEMES

AT_SIX_METRES = RoomProfile()


def drawn_on(renderer: PageRenderer, page: int) -> list[Drawn]:
    overview = renderer._overview
    assert overview is not None
    return drawn(renderer._look, renderer._sheet(overview, page))


def drawn(look: Look, laid_out: sheet.Sheet) -> list[Drawn]:
    recorder = Recorder(look.profile.width_px, look.profile.height_px)
    with QPainter(recorder) as painter:
        sheet.draw(look, laid_out, painter)
    return recorder.drawn


def read_back(view: RecommendationView, profile: RoomProfile = AT_SIX_METRES) -> list[list[Drawn]]:
    """Return what stands on each page of what is read back."""
    look = Look(profile=profile, theme=THEMES["light"], language="")
    return [drawn(look, each) for each in sheets(look, view, AS_OF)]


def text_of(renderer: PageRenderer, page: int) -> str:
    words = " ".join(each.text for each in drawn_on(renderer, page))
    return plain(words)


def plain(words: str) -> str:
    """Take no-break spaces and hyphens for ordinary ones."""
    return " ".join(words.replace("\u2011", "-").replace("\u2060", "").split())


def pages_of(
    overview: Overview,
    profile: RoomProfile = AT_SIX_METRES,
    *,
    theme: str = "light",
    language: str = "sv",
    banner: BannerPolicy = BannerPolicy.FULL,
) -> tuple[PageRenderer, int]:
    """Lay out an overview; return the renderer and how many pages there are."""
    renderer = PageRenderer(profile, language=language, theme=theme, banner=banner)
    return renderer, len(renderer.set_overview(overview, keep=None))


def all_text(overview: Overview, profile: RoomProfile = AT_SIX_METRES) -> str:
    renderer, count = pages_of(overview, profile)
    return " ".join(text_of(renderer, page) for page in range(1, count + 1))
