"""A stage on the offscreen platform or on an X server of two screens; frames of one colour."""

import itertools
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.link.frames import Frame
from app.model.room_profile import RoomProfile
from tests.endtoend.xserver import XServer, x_server
from tests.fakes.link import settings
from ui import i18n
from ui.stage.window import StageWindow

_serials = itertools.count(1)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[StageWindow]:
    """Return a stage that fills the only screen."""
    i18n.install("sv")
    made = StageWindow(settings)
    made.fill_screen(QGuiApplication.primaryScreen())
    qtbot.waitUntil(made.isExposed)
    yield made
    # Deleted before it can be garbage: the collector would take the screen with it (ui/garbage.py).
    shiboken6.delete(made._store)
    shiboken6.delete(made)


def frame_of(generation: int, colour: int, page: int = 1) -> Frame:
    """Return a frame of that colour (0xRRGGBB)."""
    profile = RoomProfile()
    pixel = (0xFF000000 | colour).to_bytes(4, "little")
    pixels = memoryview(bytearray(pixel * profile.width_px * profile.height_px))
    return Frame(
        generation=generation,
        page=page,
        serial=next(_serials),
        width=profile.width_px,
        height=profile.height_px,
        pixels=pixels,
    )


def seen(stage: StageWindow) -> QImage:
    """Return what stands on the stage's screen."""
    grabbed = stage.screen().grabWindow(stage.winId()).toImage()
    return grabbed.convertToFormat(QImage.Format.Format_RGB32)


def has_colour(image: QImage, colour: int) -> bool:
    """Tell whether any pixel has that colour."""
    pixel = (0xFF000000 | colour).to_bytes(4, "little")
    data = bytes(image.constBits())
    at = data.find(pixel)
    while at >= 0 and at % 4:
        at = data.find(pixel, at + 1)
    return at >= 0


@pytest.fixture(scope="module")
def xvfb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[XServer]:
    """Start an X server with two screens and a window manager."""
    with x_server(tmp_path_factory.mktemp("x")) as x:
        yield x
