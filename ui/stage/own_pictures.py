"""The pictures that the console paints for the room itself; at most one is kept, the newest."""

from collections.abc import Callable, Hashable
from datetime import UTC, datetime

from PySide6.QtGui import QImage

from app.link.messages import CaseSettings
from app.room.stage_view import RecommendationView, WaitingView
from ui.pages.room_pages import count_recommendation, paint_recommendation, paint_waiting


class OwnPictures:
    """WAITING and the recommendation, painted when they change."""

    def __init__(self, settings: Callable[[], CaseSettings]) -> None:
        """Take what the room's screen looks like now."""
        self._settings = settings
        self._of: Hashable = None
        self._picture: QImage | None = None

    def waiting(self, view: WaitingView) -> QImage:
        """Return what stands between two patients."""
        settings = self._settings()
        return self._painted(
            (view, settings),
            lambda: paint_waiting(settings.profile, view, theme=settings.theme),
        )

    def recommendation(self, view: RecommendationView, page: int) -> QImage:
        """Return a page of the recommendation, large; beyond the last one it is the last."""
        settings = self._settings()
        return self._painted(
            (view, page, settings), lambda: _page_of_recommendation(settings, view, page)
        )

    def pages_of(self, view: RecommendationView) -> int:
        """Return how many pages a recommendation takes."""
        settings = self._settings()
        return count_recommendation(settings.profile, view, theme=settings.theme, now=_now())

    def forget(self) -> None:
        """Drop the picture."""
        self._of = self._picture = None

    def _painted(self, of: Hashable, paint: Callable[[], QImage]) -> QImage:
        if self._picture is None or self._of != of:
            self._picture, self._of = paint(), of
        return self._picture


def _page_of_recommendation(settings: CaseSettings, view: RecommendationView, page: int) -> QImage:
    pages = paint_recommendation(
        settings.profile,
        view,
        theme=settings.theme,
        now=_now(),
    )
    return pages[min(max(page, 1), len(pages)) - 1]


def _now() -> datetime:
    return datetime.now(UTC)
