"""The room: how far the last row sits from the screen, and what must be legible there.

Formulas: room-screen.md of the design; ISO 9241-303 (16′ minimum, capital height), AVIXA DISCAS.
"""

import math

from app.model.base import Value

DEFAULT_ARC_MINUTES = 20.0
MINIMUM_ARC_MINUTES = 16.0
INTER_CAP_HEIGHT = 0.727  # of the em; measured in the bundled font's OS/2 table


class RoomProfile(Value, frozen=True, kw_only=True):
    """A screen and the distance to the farthest seat.

    `width_px`/`height_px` are device pixels; `image_height_mm` is the lit image's height.
    """

    width_px: int = 1920
    height_px: int = 1080
    image_height_mm: float = 934.0  # 75 inches, 16:9
    distance_m: float = 6.0
    arc_minutes: float = DEFAULT_ARC_MINUTES

    def font_px(self, arc_minutes: float | None = None) -> int:
        """Return the font size in device pixels whose capitals span that many arc minutes."""
        angle = math.radians((arc_minutes or self.arc_minutes) / 60 / 2)
        cap_height_mm = 2 * self.distance_m * 1000 * math.tan(angle)
        px_per_mm = self.height_px / self.image_height_mm
        return math.ceil(cap_height_mm * px_per_mm / INTER_CAP_HEIGHT)

    @property
    def body_px(self) -> int:
        """Return the body text's size in device pixels."""
        return self.font_px()

    @property
    def minimum_px(self) -> int:
        """Return the smallest size that anything on the room screen may have, device pixels."""
        return self.font_px(MINIMUM_ARC_MINUTES)


def parse_screen(words: str) -> RoomProfile:
    """Read `75in,1080,6m` (diagonal, pixels high, distance) of a 16:9 screen.

    Raises ValueError with what is wrong in words.
    """
    parts = [part.strip() for part in words.split(",")]
    match parts:
        case [diagonal, pixels, distance] if diagonal.endswith("in") and distance.endswith("m"):
            try:
                inches, high, metres = float(diagonal[:-2]), int(pixels), float(distance[:-1])
            except ValueError as error:
                raise ValueError(f"'{words}' holds something that is not a number") from error
        case _:
            raise ValueError(f"'{words}' is not of the form 75in,1080,6m")
    if not (10 <= inches <= 400 and 480 <= high <= 4320 and 0.5 <= metres <= 50):  # noqa: PLR2004
        raise ValueError(f"'{words}' is no screen that hangs in a room")
    return RoomProfile(
        width_px=round(high * 16 / 9),
        height_px=high,
        image_height_mm=inches * 25.4 * 9 / math.hypot(16, 9),
        distance_m=metres,
    )
