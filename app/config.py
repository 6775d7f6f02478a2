"""The settings file: TOML, strict, and refused in one line that names file, key and cure.

Places, the first one found: `--config FILE`, the user's, the machine's (where platformdirs says; on
Linux `samsyn.toml` in `~/.config/samsyn` and `/etc/xdg/samsyn`). Nothing secret and nothing
personal belongs in it. docs/config.example.toml tells every key.
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, cast, overload

import msgspec
import platformdirs

from app.keyboard import Action, KeyNameError, read_keys
from app.model.banner import BannerPolicy
from app.model.base import Value
from app.model.errors import ConfigError
from app.model.people import Organisation
from app.model.record import NATIONAL_ADDRESS, NATIONAL_SECURITY, ContractAccess
from app.model.room_profile import RoomProfile
from app.model.sign_in import IdentityProvider
from app.wire.address import AddressError, check_base_url

FILE_NAME = "samsyn.toml"
_SECRETS = frozenset(
    {"token", "access_token", "password", "passphrase", "secret", "client_secret", "api_key"}
)
_AT = re.compile(r" - at `\$\.?(?P<key>[^`]*)`$")
_MAX_BYTES = 1024 * 1024
_OF_CONTRACTS = (  # rivta needs them
    "url",
    "logical_address",
    "own_address",
    "security_address",
    "consumer_hsa_id",
)
_CHOICES = {
    "record.kind": "fhir or rivta",
    "room.language": "sv or en",
    "room.theme": "light or dark",
    "room.banner": "full or shared",
}

Text = Annotated[str, msgspec.Meta(max_length=200)]


class HostConfig(Value, frozen=True, kw_only=True):
    """Where the meeting lives: a FHIR R4 base address, its name in words, and whose it is.

    `unit` and `provider` stand in where the host does not say to which unit the chair belongs.
    `figures`: the meeting's non-personal figures are sent to the host when it ends.
    """

    url: Text
    name: Text = ""
    provider: Organisation = Organisation()
    unit: Organisation = Organisation()
    figures: bool = False


class RecordConfig(Value, frozen=True, kw_only=True):
    """Where the patients' records come from; FHIR without `url`: from the host itself.

    What stands below `name` belongs to `rivta`: service contracts by a service platform at `url`.
    `certificate` is the path of a PKCS#12 file.
    """

    kind: Literal["fhir", "rivta"] = "fhir"
    url: Text = ""
    name: Text = ""
    logical_address: Text = NATIONAL_ADDRESS
    own_address: Text = ""
    security_address: Text = NATIONAL_SECURITY
    consumer_hsa_id: Text = ""
    certificate: Text = ""

    def contracts(self, token: str, passphrase: str) -> ContractAccess | None:
        """Return how the service contracts are called, None where the record is no RIV-TA's."""
        if self.kind != "rivta":
            return None
        return ContractAccess(
            base_url=self.url,
            token=token,
            logical_address=self.logical_address,
            own_address=self.own_address,
            security_address=self.security_address,
            consumer=self.consumer_hsa_id,
            certificate=self.certificate,
            passphrase=passphrase,
        )


class ScreenConfig(Value, frozen=True, kw_only=True):
    """The room screen: diagonal in inches, device pixels, metres to the farthest seat.

    `arc_minutes`: the visual angle of the body text's capitals there; 16 is the least (ISO 9241).
    """

    diagonal_in: Annotated[float, msgspec.Meta(ge=10, le=400)] = 75.0
    width_px: Annotated[int, msgspec.Meta(ge=640, le=16384)] = 1920
    height_px: Annotated[int, msgspec.Meta(ge=480, le=8640)] = 1080
    distance_m: Annotated[float, msgspec.Meta(ge=0.5, le=50)] = 6.0
    arc_minutes: Annotated[float, msgspec.Meta(ge=16, le=60)] = 20.0

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

    name: Text = ""
    screen: ScreenConfig = ScreenConfig()
    language: Literal["sv", "en"] = "sv"
    theme: Literal["light", "dark"] = "light"
    banner: BannerPolicy = BannerPolicy.FULL


class LibraryConfig(Value, frozen=True, kw_only=True):
    """Standard texts and conference definitions: `folder` holds them, "" for the user's own.

    `url`: where signed releases come from, "" for none; `root`: the path of the root that is
    trusted, which came here another way.
    """

    folder: Text = ""
    url: Text = ""
    root: Text = ""


class Config(Value, frozen=True, kw_only=True):
    """Everything that a settings file says."""

    host: HostConfig
    sign_in: IdentityProvider = IdentityProvider()
    record: RecordConfig = RecordConfig()
    room: RoomConfig = RoomConfig()
    library: LibraryConfig = LibraryConfig()
    keys: Mapping[str, str | list[str]] = {}

    @property
    def remapped(self) -> dict[Action, tuple[str, ...]]:
        """Return which actions have other keys than usual; `parse` has checked them."""
        return read_keys(self.keys)

    @property
    def library_folder(self) -> Path:
        """Return the folder in which the library lies."""
        return Path(self.library.folder) if self.library.folder else usual_library_folder()

    def read_library_root(self) -> bytes:
        """Return the root that releases of the library are held against. Raises ConfigError."""
        return _read(Path(self.library.root), "ask whoever publishes the library for it")

    @property
    def record_url(self) -> str:
        """Return the base address of the FHIR server that records are asked of."""
        return self.record.url or self.host.url


def usual_library_folder() -> Path:
    """Return where the library lies unless the settings name another folder."""
    return platformdirs.PlatformDirs("samsyn", appauthor=False).user_data_path


def find_config() -> Path | None:
    """Return the user's settings file, else the machine's, None where nothing is configured."""
    folders = platformdirs.PlatformDirs("samsyn", appauthor=False)
    places = [folders.user_config_path, folders.site_config_path]
    return next((p / FILE_NAME for p in places if (p / FILE_NAME).is_file()), None)


@overload
def load(path: Path) -> Config: ...
@overload
def load(path: Path | None = None) -> Config | None: ...
def load(path: Path | None = None) -> Config | None:
    """Return the settings of that file, or of the first one found; None where there is none.

    Raises ConfigError, whose `str` is one line that names file, key and cure.
    """
    found = path or find_config()
    return parse(_read(found), str(found)) if found else None


def _read(path: Path, missing: str = "docs/config.example.toml is one to copy") -> bytes:
    try:
        with path.open("rb") as file:
            text = file.read(_MAX_BYTES + 1)
    except FileNotFoundError:
        raise ConfigError(str(path), "", f"there is no such file; {missing}") from None
    except OSError as error:
        cure = f"cannot be read ({error.strerror}): see to its permissions"
        raise ConfigError(str(path), "", cure) from None
    if len(text) > _MAX_BYTES:
        raise ConfigError(str(path), "", "is too large to be what it should be")
    return text


def parse(text: bytes, file: str) -> Config:
    """Read the settings; `file` names where they come from. Raises ConfigError."""
    tree = _tree(text, file)
    if secret := _secret_in(tree):
        cure = "take it out: nothing secret stands in this file; SAMSYN_TOKEN or a prompt gives it"
        raise ConfigError(file, secret, cure)
    try:
        config = msgspec.convert(tree, Config)
        read_keys(config.keys)
    except msgspec.ValidationError as error:
        raise _translated(str(error), file) from None
    except KeyNameError as error:
        raise ConfigError(file, f"keys.{error.action}", error.cure) from None
    return msgspec.structs.replace(
        config,
        host=_checked(config.host, file, "host.url"),
        sign_in=_checked_sign_in(config.sign_in, file),
        record=_checked_record(config.record, file),
        library=_checked_library(config.library, file),
    )


def _tree(text: bytes, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.decode())
    except UnicodeDecodeError:
        raise ConfigError(file, "", "is not UTF-8: save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at [^)]*\)", str(error))
        cure = f"is not TOML {place[0] if place else ''}: see docs/config.example.toml"
        raise ConfigError(file, "", " ".join(cure.split())) from None


def _secret_in(tree: dict[str, Any], above: str = "") -> str:
    for name, value in tree.items():
        key = f"{above}{name}"
        if name.lower().replace("-", "_") in _SECRETS:
            return key
        if isinstance(value, dict) and (found := _secret_in(value, f"{key}.")):
            return found
    return ""


def _translated(words: str, file: str) -> ConfigError:
    """Turn msgspec's words, which hold no value of the file, into key and cure."""
    match = _AT.search(words)
    key, problem = (match["key"], words[: match.start()]) if match else ("", words)
    if named := re.search(r"unknown field `([^`]*)`", problem):
        return ConfigError(file, _below(key, named[1]), "is no known key: take it out, or mend it")
    if named := re.search(r"missing required field `([^`]*)`", problem):
        return ConfigError(file, _below(key, named[1]), "is missing: add it")
    if key in _CHOICES:
        return ConfigError(file, key, f"write {_CHOICES[key]}")
    return ConfigError(file, key, f"{problem[:1].lower()}{problem[1:]}: mend it")


def _below(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _checked_record(record: RecordConfig, file: str) -> RecordConfig:
    if record.kind == "rivta":
        for key in _OF_CONTRACTS:
            if not getattr(record, key):
                raise ConfigError(file, f"record.{key}", "is missing: add it")
    return _checked(record, file, "record.url") if record.url else record


def _checked_sign_in(provider: IdentityProvider, file: str) -> IdentityProvider:
    """Return it as it is: an issuer's name is held against what it says, sign by sign."""
    if provider == IdentityProvider():
        return provider
    for key in ("issuer", "client_id"):
        if not getattr(provider, key):
            raise ConfigError(file, f"sign_in.{key}", "is missing: add it")
    if "openid" not in provider.scope.split():
        raise ConfigError(file, "sign_in.scope", "write openid among them")
    try:
        check_base_url(provider.issuer)
    except AddressError as error:
        raise ConfigError(file, "sign_in.issuer", str(error)) from None
    return provider


def _checked_library(library: LibraryConfig, file: str) -> LibraryConfig:
    if library.folder and not Path(library.folder).is_absolute():
        raise ConfigError(file, "library.folder", "write the whole path of the folder")
    if not library.url:
        return library
    if not Path(library.root).is_absolute():
        raise ConfigError(file, "library.root", "write the whole path of the trusted root's file")
    if library.url.startswith("file://"):  # a share
        return msgspec.structs.replace(library, url=library.url.rstrip("/"))
    return cast("LibraryConfig", _checked(library, file, "library.url"))


def _checked(part: Any, file: str, key: str) -> Any:
    try:
        return msgspec.structs.replace(part, url=check_base_url(part.url))
    except AddressError as error:
        raise ConfigError(file, key, str(error)) from None
