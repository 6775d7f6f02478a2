"""One patient's pages: laid out once, painted ahead, the same for room, preview and PNG export."""

from PySide6.QtGui import QImage

from app.model.banner import BannerPolicy
from app.model.outcome import ShownInformation
from app.model.overview import Overview
from app.model.room_profile import RoomProfile
from app.room.ports import PageTitle


class PageRenderer:
    """The pages of one overview for one screen.

    Pages are numbered from 1. Needs a QGuiApplication and an installed language (`ui.i18n`).
    """

    def __init__(
        self, profile: RoomProfile, *, language: str, theme: str, banner: BannerPolicy
    ) -> None:
        """Take the screen, `sv` or `en`, `light` or `dark`, and what the banner may tell."""
        raise NotImplementedError

    def set_overview(self, overview: Overview, *, keep: int | None) -> tuple[PageTitle, ...]:
        """Lay out the overview and return its pages.

        Pages up to and including `keep` stay as they stand; what they lack follows on later
        pages. None lays everything out anew.
        """
        raise NotImplementedError

    def paint(self, page: int) -> QImage:
        """Return that page, `profile.width_px` by `profile.height_px`, Format_RGB32.

        The nearest existing page for a number that does not exist. The image must not be changed.
        """
        raise NotImplementedError

    def render_ahead(self, page: int) -> None:
        """Paint the pages beside `page`, so that turning to them takes no time."""
        raise NotImplementedError

    def forget(self) -> None:
        """Drop the overview, its pages and their images."""
        raise NotImplementedError

    def shown(self, page: int) -> tuple[ShownInformation, ...]:
        """Return which resources, in which version, stand on that page."""
        raise NotImplementedError

    def preview(self, page: int, width: int, height: int) -> QImage:
        """Return that page, made small to fit into `width` by `height` pixels."""
        raise NotImplementedError
