"""The settings file: TOML, strict, and refused in one line that names file, key and cure.

Places, first found first: `--config FILE`, the user's (`~/.config/samsyn/samsyn.toml`), the machine's
(`/etc/xdg/samsyn/samsyn.toml`; platformdirs decides on each system). Nothing secret and nothing
personal belongs in it. Leaves out the sign-in: until it exists, the token comes from SAMSYN_TOKEN or
a prompt.
"""

import ipaddress
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import platformdirs

from app.model.banner import BannerPolicy
from app.model.base import Value
from app.model.errors import ConfigError
from app.model.people import Organisation
from app.model.room_profile import RoomProfile

FILE_NAME = "samsyn.toml"
_LANGUAGES = ("sv", "en")
_THEMES = ("light", "dark")
_SECRET_WORDS = ("token", "password", "secret", "api_key", "apikey")


class HostConfig(Value, frozen=True, kw_only=True):
    """Where the meeting lives: a FHIR R4 base address, its name in words, and whose it is."""

    url: str
    name: str = ""
    provider: Organisation = Organisation()
    unit: Organisation = Organisation()


class RecordConfig(Value, frozen=True, kw_only=True):
    """Where the patients' records come from; without `url`: from the host itself."""

    kind: str = "fhir"
    url: str = ""
    name: str = ""


class ScreenConfig(Value, frozen=True, kw_only=True):
    """The room screen: diagonal in inches (16:9), device pixels, metres to the farthest seat."""

    diagonal_in: float = 75.0
    width_px: int = 1920
    height_px: int = 1080
    distance_m: float = 6.0
    arc_minutes: float = 20.0

    @property
    def profile(self) -> RoomProfile:
        """Return what the pages are laid out for."""
        height_share = self.height_px / (self.width_px**2 + self.height_px**2) ** 0.5
        return RoomProfile(
            width_px=self.width_px,
            height_px=self.height_px,
            image_height_mm=self.diagonal_in * 25.4 * height_share,
            distance_m=self.distance_m,
            arc_minutes=self.arc_minutes,
        )


class RoomConfig(Value, frozen=True, kw_only=True):
    """The room: its name, its screen, and how it is used."""

    name: str = ""
    screen: ScreenConfig = ScreenConfig()
    language: str = "sv"
    theme: str = "light"
    banner: BannerPolicy = BannerPolicy.FULL
    minutes_per_case: int | None = None  # None: as the conference definition says


class Config(Value, frozen=True, kw_only=True):
    """Everything that a settings file says."""

    host: HostConfig
    record: RecordConfig = RecordConfig()
    room: RoomConfig = RoomConfig()

    @property
    def record_url(self) -> str:
        """Return the base address that records are asked of."""
        return self.record.url or self.host.url
