"""The room's screen is known by what it is, then by where it hangs; else the chair is asked."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.model.room_profile import RoomProfile
from ui.screens import ScreenId, choose, identify, profile_on

CONSOLE = ScreenId(
    manufacturer="A", model="M1", serial="S1", name="eDP-1", width_px=1920, height_px=1080
)
ROOM = ScreenId(
    manufacturer="B", model="M2", serial="S2", name="HDMI-1", width_px=3840, height_px=2160
)
OTHER = ScreenId(
    manufacturer="B", model="M2", serial="S3", name="HDMI-2", width_px=3840, height_px=2160
)
NAMELESS = ScreenId(width_px=1920, height_px=1080)


def test_the_only_other_screen_is_the_rooms() -> None:
    assert choose([CONSOLE, ROOM], console=0, remembered=None) == 1


def test_one_screen_is_the_consoles() -> None:
    assert choose([CONSOLE], console=0, remembered=ROOM) is None


def test_among_several_the_chair_is_asked() -> None:
    assert choose([CONSOLE, ROOM, OTHER], console=0, remembered=None) is None


def test_the_remembered_device_is_found_at_another_connector() -> None:
    moved = ScreenId(
        manufacturer="B", model="M2", serial="S2", name="DP-9", width_px=1920, height_px=1080
    )
    assert choose([CONSOLE, OTHER, moved], console=0, remembered=ROOM) == 2


def test_without_a_serial_number_connector_and_size_tell() -> None:
    dumb = ScreenId(name="HDMI-2", width_px=3840, height_px=2160)
    assert choose([CONSOLE, ROOM, OTHER], console=0, remembered=dumb) == 2


def test_a_screen_that_tells_nothing_is_never_recognised() -> None:
    assert choose([CONSOLE, NAMELESS, NAMELESS], console=0, remembered=NAMELESS) is None


def test_twins_are_not_guessed_between() -> None:
    assert choose([CONSOLE, ROOM, ROOM], console=0, remembered=ROOM) is None


def test_the_consoles_screen_is_never_the_rooms() -> None:
    assert choose([ROOM, CONSOLE, OTHER], console=0, remembered=ROOM) is None


def test_a_screen_tells_its_device_pixels(qtbot: QtBot) -> None:
    screen = QGuiApplication.primaryScreen()
    told = identify(screen)
    assert told.width_px == screen.size().width() * screen.devicePixelRatio()
    profile = profile_on(RoomProfile(distance_m=4.0), told)
    assert (profile.width_px, profile.distance_m) == (told.width_px, 4.0)


def test_with_three_screens_the_chair_is_asked_once_and_remembered() -> None:
    three = [CONSOLE, ROOM, OTHER]
    assert choose(three, console=0, remembered=None) is None
    answered = three[2]
    assert choose(three, console=0, remembered=answered) == 2
    assert choose([CONSOLE, OTHER], console=0, remembered=ROOM) == 1
