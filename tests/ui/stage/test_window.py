"""The room window shows one thing at a time, at once, and nothing of what it showed before."""

import sys
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from app.model.case import Patient, Question
from app.room.ports import Slot
from app.room.stage_view import RecommendationView, ScreenMode, StageView, WaitingView
from tests.fakes.link import settings
from tests.ui.stage.conftest import frame_of, has_colour, seen
from ui.pages.room_pages import paint_waiting
from ui.stage.window import StageWindow

RED, BLUE = 0xD00010, 0x0010D0
LIVE = StageView(mode=ScreenMode.LIVE, generation=1)
WAITING = StageView(waiting=WaitingView(title="Konferens", case_number=3, case_count=12))
RECOMMENDATION = RecommendationView(
    patient=Patient(reference="Patient/1", family="Test", given="Tolvan"),
    question=Question(text="Operation?"),
    case_number=1,
    text="Operation rekommenderas.",
)


def test_until_a_frame_is_there_the_room_sees_waiting(stage: StageWindow) -> None:
    stage.paint(WAITING)
    waiting = seen(stage)
    stage.paint(StageView(mode=ScreenMode.LIVE, generation=1, waiting=WAITING.waiting))
    assert seen(stage) == waiting
    assert not has_colour(waiting, RED)


def test_waiting_is_the_page_that_the_pages_paint(qtbot: QtBot, stage: StageWindow) -> None:
    stage.show_windowed()
    stage.resize(1920, 1080)
    qtbot.waitUntil(lambda: seen(stage).size() == QSize(1920, 1080))
    stage.paint(WAITING)
    assert seen(stage) == paint_waiting(settings().profile, WAITING.waiting, theme="light")


def test_a_frame_is_on_the_screen_when_the_call_returns(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, RED))
    assert has_colour(seen(stage), RED)


def test_a_frame_that_came_before_the_view_is_shown_with_the_view(stage: StageWindow) -> None:
    stage.frame_ready(frame_of(1, RED))
    assert not has_colour(seen(stage), RED)
    stage.paint(LIVE)
    assert has_colour(seen(stage), RED)


def test_the_newer_frame_takes_the_place_of_the_older(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, RED))
    stage.frame_ready(frame_of(1, BLUE, page=2))
    assert has_colour(seen(stage), BLUE)
    assert not has_colour(seen(stage), RED)


def test_a_frame_of_another_generation_is_not_shown(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(2, RED))
    assert not has_colour(seen(stage), RED)


def test_between_two_patients_the_room_sees_waiting(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, RED))
    stage.paint(WAITING)
    between = seen(stage)
    stage.gone(1)
    stage.frame_ready(frame_of(2, BLUE))
    assert seen(stage) == between
    stage.paint(StageView(mode=ScreenMode.LIVE, generation=2))
    assert not has_colour(seen(stage), RED)
    assert has_colour(seen(stage), BLUE)


def test_a_case_that_is_gone_leaves_waiting_whatever_the_room_has_said(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, RED))
    stage.gone(1)
    assert not has_colour(seen(stage), RED)


def test_a_case_that_is_gone_takes_no_other_with_it(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, RED))
    stage.gone(2)
    assert has_colour(seen(stage), RED)


def test_nothing_refers_to_a_frame_that_is_gone(stage: StageWindow) -> None:
    frame = frame_of(1, RED)
    before = sys.getrefcount(frame.pixels)
    stage.paint(LIVE)
    stage.frame_ready(frame)
    stage.gone(1)
    after = sys.getrefcount(frame.pixels)
    assert after == before


def test_freezing_changes_nothing_to_be_seen(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, RED))
    live = seen(stage)
    stage.paint(StageView(mode=ScreenMode.FROZEN, generation=1))
    assert seen(stage) == live


def test_black_is_black_and_back_again(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, RED))
    live = seen(stage)
    stage.paint(StageView(mode=ScreenMode.BLACK, generation=1))
    black = seen(stage)
    expected = QImage(black.size(), black.format())
    expected.fill(0xFF000000)
    assert black == expected
    stage.paint(LIVE)
    assert seen(stage) == live


def test_a_recommendation_stands_in_front_of_the_page(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, RED))
    stage.paint(StageView(mode=ScreenMode.LIVE, generation=1, recommendation=RECOMMENDATION))
    assert not has_colour(seen(stage), RED)
    stage.frame_ready(frame_of(1, BLUE))
    assert not has_colour(seen(stage), BLUE)
    stage.paint(LIVE)
    assert has_colour(seen(stage), BLUE)
    assert stage._own._picture is None  # it holds a patient's name


@pytest.mark.parametrize("mode", [ScreenMode.WAITING, ScreenMode.BLACK])
def test_no_recommendation_stands_over_a_covered_screen(
    stage: StageWindow, mode: ScreenMode
) -> None:
    stage.paint(StageView(mode=ScreenMode.LIVE, generation=1, recommendation=RECOMMENDATION))
    stage.paint(StageView(mode=mode, recommendation=RECOMMENDATION))
    covered = seen(stage)
    stage.paint(StageView(mode=mode))
    assert seen(stage) == covered


def test_while_another_system_shows_the_stage_is_away_and_comes_back(
    qtbot: QtBot, stage: StageWindow
) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, RED))
    stage.paint(StageView(mode=ScreenMode.ELSEWHERE, generation=1))
    assert not stage.isVisible()
    stage.fill_screen(QGuiApplication.primaryScreen())  # even if a screen comes meanwhile
    assert not stage.isVisible()
    stage.paint(LIVE)
    qtbot.waitUntil(stage.isExposed)
    assert has_colour(seen(stage), RED)


def test_what_is_hidden_is_painted_over_too(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, RED))
    stage.withdraw()
    stage.paint(WAITING)
    stage.gone(1)
    stage.setVisible(True)
    assert not has_colour(seen(stage), RED)


def test_a_withdrawn_stage_does_not_come_back_by_itself(stage: StageWindow) -> None:
    stage.withdraw()
    stage.paint(StageView(mode=ScreenMode.ELSEWHERE))
    stage.paint(WAITING)
    assert not stage.isVisible()


def test_in_a_window_the_page_keeps_its_shape(qtbot: QtBot, stage: StageWindow) -> None:
    stage.show_windowed()
    stage.resize(640, 640)
    stage.paint(LIVE)
    stage.frame_ready(frame_of(1, RED))
    qtbot.waitUntil(lambda: seen(stage).size() == QSize(640, 640))
    picture = seen(stage)
    assert picture.pixel(320, 320) == 0xFF000000 | RED
    assert picture.pixel(0, 142) == 0xFF000000 | RED
    assert picture.pixel(320, 137) == picture.pixel(320, 502) == 0xFF000000


def test_the_window_view_takes_half_the_screen_in_the_rooms_shape(stage: StageWindow) -> None:
    stage.show_windowed()
    size = stage.size()
    assert size.width() * 9 // 16 == size.height()
    assert not stage.flags() & Qt.WindowType.FramelessWindowHint


def test_previews_are_not_for_the_room(stage: StageWindow) -> None:
    stage.paint(LIVE)
    stage.preview_ready(Slot.IN_THE_WINGS, frame_of(1, RED))
    assert not has_colour(seen(stage), RED)


def test_the_title_tells_nothing_and_the_focus_stays_in_the_console(stage: StageWindow) -> None:
    stage.paint(StageView(mode=ScreenMode.LIVE, generation=1, recommendation=RECOMMENDATION))
    assert stage.title() == "Samsyn"
    assert stage.flags() & Qt.WindowType.WindowDoesNotAcceptFocus


def test_a_window_manager_cannot_close_the_stage(stage: StageWindow) -> None:
    event = QCloseEvent()
    QGuiApplication.sendEvent(stage, event)
    assert not event.isAccepted()
    assert stage.isVisible()


def test_the_clock_on_the_waiting_page_goes_on(stage: StageWindow) -> None:
    first = WaitingView(title="Konferens", now=datetime(2026, 1, 1, 12, 0, tzinfo=UTC))
    second = WaitingView(title="Konferens", now=datetime(2026, 1, 1, 12, 1, tzinfo=UTC))
    stage.paint(StageView(waiting=first))
    before = seen(stage)
    stage.paint(StageView(waiting=second))
    assert seen(stage) != before
