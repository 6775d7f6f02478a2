"""The screen's one mode as a table: every mode, every change."""

from collections.abc import Callable

import pytest

from app.room.screen import (
    Screen,
    case_gone,
    page_ready,
    toggle_black,
    toggle_freeze,
    uncover,
)
from app.room.stage_view import ScreenMode

WAITING = Screen()
LIVE = Screen(mode=ScreenMode.LIVE)
FROZEN = Screen(mode=ScreenMode.FROZEN)
ELSEWHERE = Screen(mode=ScreenMode.ELSEWHERE)
BLACK = Screen(mode=ScreenMode.BLACK)
BLACK_ON_LIVE = Screen(mode=ScreenMode.BLACK, covered=ScreenMode.LIVE)
BLACK_ON_FROZEN = Screen(mode=ScreenMode.BLACK, covered=ScreenMode.FROZEN)


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (page_ready, WAITING, LIVE),
        (page_ready, BLACK, BLACK_ON_LIVE),
        (case_gone, LIVE, WAITING),
        (case_gone, FROZEN, WAITING),
        (case_gone, BLACK_ON_LIVE, BLACK),
        (case_gone, WAITING, WAITING),
        (toggle_black, WAITING, BLACK),
        (toggle_black, LIVE, BLACK_ON_LIVE),
        (toggle_black, FROZEN, BLACK_ON_FROZEN),
        (toggle_black, BLACK, WAITING),
        (toggle_black, BLACK_ON_LIVE, LIVE),
        (toggle_black, BLACK_ON_FROZEN, FROZEN),
        (toggle_freeze, LIVE, FROZEN),
        (toggle_freeze, FROZEN, LIVE),
        (toggle_freeze, WAITING, WAITING),
        (toggle_freeze, BLACK_ON_LIVE, BLACK_ON_LIVE),
        (toggle_freeze, ELSEWHERE, ELSEWHERE),
        (uncover, LIVE, LIVE),
        (uncover, FROZEN, LIVE),
        (uncover, BLACK_ON_LIVE, LIVE),
        (uncover, BLACK_ON_FROZEN, LIVE),
        (uncover, BLACK, WAITING),
        (uncover, WAITING, WAITING),
    ],
)
def test_screen(change: Callable[[Screen], Screen], before: Screen, after: Screen) -> None:
    assert change(before) == after
