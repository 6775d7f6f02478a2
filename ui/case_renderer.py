"""A case's pages in shared memory: `PageRenderer`, and the film that plays over a page of it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter

from app.link.messages import CaseSettings
from app.model.banner import BannerPolicy
from app.model.outcome import ShownInformation
from app.model.overview import Overview
from app.room.ports import FilmState, PageItem, PageTitle
from ui import i18n
from ui.pages.render import PageRenderer

if TYPE_CHECKING:
    from ui.pages.film import FilmPlayer

_PIXEL = 4


class BufferRenderer:
    """`app.casework.ports.Renderer`. QtMultimedia is loaded by the first film and not before."""

    def __init__(
        self, settings: CaseSettings, banner: BannerPolicy, moved: Callable[[], None]
    ) -> None:
        """Take how pages are drawn, and whom to tell that the film has a new picture.

        Installs the language.
        """
        i18n.install(settings.language)
        self._layout = settings.layout
        self._moved = moved
        self._film: FilmPlayer | None = None
        self._film_page = 0
        self._pages = PageRenderer(
            settings.profile, language=settings.language, theme=settings.theme, banner=banner
        )

    def set_overview(self, overview: Overview, *, keep: int | None) -> tuple[PageTitle, ...]:
        """Lay out the overview; pages up to and including `keep` stay as they stand."""
        return self._pages.set_overview(overview, keep=keep)

    def set_banner(self, banner: BannerPolicy) -> tuple[PageTitle, ...]:
        """Lay everything out anew with that banner, and covered."""
        return self._pages.set_banner(banner)

    def paint(self, page: int, into: memoryview) -> None:
        """Write that page's pixels into a frame buffer, with the film's newest picture."""
        _copy(self._pages.paint(page), into)
        place = self._pages.film_place(page)
        if self._film is None or page != self._film_page or place is None:
            return
        if not QRect(0, 0, self._layout.width, self._layout.height).contains(place):
            return
        picture = self._film.picture(place.size())
        if picture is not None:
            _copy_part(picture, into, place.left(), place.top(), self._layout.width)

    def preview(self, page: int, into: memoryview) -> None:
        """Write that page, made small, into a preview buffer."""
        width, height = self._layout.preview_width, self._layout.preview_height
        image = self._pages.preview(page, width, height)
        _copy(_exactly(image, width, height), into)

    def render_ahead(self, page: int) -> None:
        """Prepare the pages beside that one."""
        self._pages.render_ahead(page)

    def shown(self, page: int) -> tuple[ShownInformation, ...]:
        """Return which resources, in which version, stand on that page."""
        return self._pages.shown(page)

    def items(self, page: int) -> tuple[PageItem, ...]:
        """Return where on that page which resource stands."""
        return self._pages.items(page)

    def covered(self, page: int) -> bool:
        """Tell whether an intimate picture on that page is covered."""
        return self._pages.covered(page)

    def uncover(self, page: int | None) -> None:
        """Uncover that page's intimate pictures, and no other page's; None covers all."""
        self._pages.uncover(page)

    # --- film -------------------------------------------------------------------------------------

    def film(self, page: int) -> FilmState:
        """Tell whether that page has a film, and whether it plays."""
        if self._pages.film(page) is None:
            return FilmState.NONE
        plays = page == self._film_page and self._film is not None and self._film.playing
        return FilmState.PLAYING if plays else FilmState.STILL

    def play(self, page: int, *, playing: bool) -> None:
        """Play, or pause, that page's film; from then on `paint` paints its newest picture."""
        if page != self._film_page:
            self.end_film()
        row = self._pages.film(page)
        if self._film is None and row is not None and playing:
            from ui.pages.film import FilmPlayer  # noqa: PLC0415 -- 40 MB that few cases need

            self._film, self._film_page = FilmPlayer(row.content, self._moved), page
        if self._film is not None:
            (self._film.play if playing else self._film.pause)()

    def moved(self) -> bool:
        """Tell whether the film has a picture, or stands still by itself, since it was painted."""
        return self._film is not None and self._film.fresh

    def end_film(self) -> None:
        """Let go of the film that plays or is paused."""
        film, self._film, self._film_page = self._film, None, 0
        if film is not None:
            film.close()


def _copy(image: QImage, into: memoryview) -> None:
    """Copy the pixels; `image` is held meanwhile, which what `constBits` returns does not do."""
    into[:] = image.constBits()


def _copy_part(image: QImage, into: memoryview, left: int, top: int, width: int) -> None:
    """Copy a picture that lies wholly within a frame of that width, line by line."""
    source, line = image.constBits(), image.bytesPerLine()
    length = image.width() * _PIXEL
    for y in range(image.height()):
        at = ((top + y) * width + left) * _PIXEL
        into[at : at + length] = source[y * line : y * line + length]


def _exactly(image: QImage, width: int, height: int) -> QImage:
    """Return the image in that size and in RGB32; what it does not fill is black."""
    whole = QImage(width, height, QImage.Format.Format_RGB32)
    if image.size() != whole.size():
        whole.fill(0)
    with QPainter(whole) as painter:
        painter.drawImage(0, 0, image)
    return whole
