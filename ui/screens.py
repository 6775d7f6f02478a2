"""Which screen is the room's: recognised again by what it is, not by where it is plugged in.

Knows nothing of windows (`ui.stage.placement`) and of the settings file that keeps a `ScreenId`.
"""

from collections.abc import Sequence

import msgspec
from PySide6.QtGui import QScreen

from app.model.base import Value
from app.model.room_profile import RoomProfile


class ScreenId(Value, frozen=True, kw_only=True):
    """A screen as it tells of itself; sizes are device pixels."""

    manufacturer: str = ""
    model: str = ""
    serial: str = ""
    name: str = ""
    width_px: int = 0
    height_px: int = 0

    def is_same_device(self, other: "ScreenId") -> bool:
        """Tell whether both are one device; a screen without a serial number cannot be told."""
        mine = (self.manufacturer, self.model, self.serial)
        return bool(self.serial) and mine == (other.manufacturer, other.model, other.serial)

    def is_same_place(self, other: "ScreenId") -> bool:
        """Tell whether both hang at the same connector with the same size."""
        mine = (self.name, self.width_px, self.height_px)
        return bool(self.name) and mine == (other.name, other.width_px, other.height_px)


def identify(screen: QScreen) -> ScreenId:
    """Return how that screen is recognised."""
    size = screen.size() * screen.devicePixelRatio()
    return ScreenId(
        manufacturer=screen.manufacturer(),
        model=screen.model(),
        serial=screen.serialNumber(),
        name=screen.name(),
        width_px=size.width(),
        height_px=size.height(),
    )


def choose(
    screens: Sequence[ScreenId], *, console: int | None, remembered: ScreenId | None
) -> int | None:
    """Return which screen is the room's; None when there is none, or when the chair must be asked.

    The remembered device first, then the remembered connector and size, else the only screen that
    is not the console's. `console` is the index of the screen that the console's window is on.
    """
    others = [at for at in range(len(screens)) if at != console]
    if remembered is not None:
        for matches in (remembered.is_same_device, remembered.is_same_place):
            found = [at for at in others if matches(screens[at])]
            if len(found) == 1:
                return found[0]
    return others[0] if len(others) == 1 else None


def profile_on(profile: RoomProfile, screen: ScreenId) -> RoomProfile:
    """Return the room's profile with that screen's device pixels: a page is then one blit."""
    return msgspec.structs.replace(profile, width_px=screen.width_px, height_px=screen.height_px)
