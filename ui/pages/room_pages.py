"""What the console paints itself on the room screen: the waiting page and the recommendation."""

from datetime import datetime

from PySide6.QtGui import QImage

from app.model.banner import BannerPolicy
from app.model.room_profile import RoomProfile
from app.room.stage_view import RecommendationView, WaitingView


def paint_waiting(profile: RoomProfile, view: WaitingView, *, theme: str) -> QImage:
    """Paint what stands between two patients: no patient data."""
    raise NotImplementedError


def paint_recommendation(
    profile: RoomProfile,
    view: RecommendationView,
    *,
    theme: str,
    banner: BannerPolicy,
    now: datetime,
) -> tuple[QImage, ...]:
    """Paint a recommendation; more than one page only where it is too long for the smallest size."""
    raise NotImplementedError
