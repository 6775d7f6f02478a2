"""Pointer and enlarged part: on the page only, gone with it, and the banner always in sight."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from app.link.frames import Frame
from app.room.stage_view import ScreenMode, StageView
from tests.ui.stage.conftest import frame_of, has_colour, seen
from ui.stage.closer import Closer, Place, banner_height, on_screen, part
from ui.stage.window import StageWindow

RED, BLUE, INK = 0xD00010, 0x0010D0, 0xC8005A
LIVE = StageView(mode=ScreenMode.LIVE, generation=1)
MIDDLE = Place(0.5, 0.5)


def _page(banner: int = 150) -> QImage:
    image = QImage(1920, 1080, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    with QPainter(image) as painter:
        painter.fillRect(QRect(0, 0, 1920, banner), QColor("#0b2b4d"))
        painter.fillRect(QRect(0, 900, 1920, 40), QColor("#d00010"))
    return image


def _frame(image: QImage, page: int = 1) -> Frame:
    pixels = memoryview(bytes(image.constBits()))
    return Frame(generation=1, page=page, serial=99, width=1920, height=1080, pixels=pixels)


def test_the_banner_is_found_by_its_ground() -> None:
    assert banner_height(_page(150)) == 150
    assert banner_height(_page(0)) == 0
    assert banner_height(_page(900)) == 0  # that high, it is none


@pytest.mark.parametrize("x", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("y", [0.0, 0.5, 1.0])
def test_the_enlarged_part_lies_on_the_page_below_the_banner(x: float, y: float) -> None:
    shown = part(_page(), Closer(Place(x, y), 2.0))
    assert shown.left() >= 0
    assert shown.right() <= 1920
    assert shown.top() >= 150
    assert shown.bottom() <= 1080


def test_a_place_is_found_again_in_the_enlarged_part() -> None:
    page, target = _page(), QRect(0, 0, 1920, 1080)
    assert on_screen(target, page, MIDDLE, None).toPoint() == QPoint(960, 540)
    shown = on_screen(target, page, MIDDLE, Closer(MIDDLE, 2.0))
    assert abs(shown.x() - 960) < 1
    assert 150 < shown.y() < 1080


def test_the_pointer_is_on_the_page_and_goes_with_it(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, BLUE))
    stage.point(MIDDLE)
    assert has_colour(seen(stage), INK)
    stage.frame_ready(frame_of(1, BLUE))  # a film's next frame, of the same page
    assert has_colour(seen(stage), INK)
    stage.frame_ready(frame_of(1, BLUE, page=2))
    assert not has_colour(seen(stage), INK)


def test_the_pointer_is_taken_away(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, BLUE))
    stage.point(MIDDLE)
    stage.point(None)
    assert not has_colour(seen(stage), INK)


@pytest.mark.parametrize("mode", [ScreenMode.WAITING, ScreenMode.BLACK])
def test_nothing_is_pointed_at_where_no_page_is(stage: StageWindow, mode: ScreenMode) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, BLUE))
    stage.paint(StageView(mode=mode))
    stage.point(MIDDLE)
    assert not has_colour(seen(stage), INK)


def test_enlarged_the_banner_stays_and_the_rest_grows(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(_frame(_page()))
    before = seen(stage)
    stage.zoom(Closer(Place(0.5, 0.86), 2.0))
    after = seen(stage)
    banner = QRect(0, 0, before.width(), int(before.height() * 140 / 1080))
    assert after.copy(banner) == before.copy(banner)
    assert _rows(after) > 1.5 * _rows(before)
    stage.zoom(None)
    assert seen(stage) == before


def test_a_page_turn_ends_what_is_enlarged(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(_frame(_page()))
    plain = seen(stage)
    stage.zoom(Closer(Place(0.5, 0.86), 2.0))
    stage.frame_ready(_frame(_page(), page=2))
    assert seen(stage) == plain


def _rows(image: QImage) -> int:
    middle = image.width() // 2
    red = QColor("#d00010").rgb()
    return sum(image.pixel(middle, y) == red for y in range(image.height()))
