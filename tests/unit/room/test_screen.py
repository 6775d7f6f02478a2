"""The one mode of the room screen: no order of keys ends in a mode that nobody asked for."""

from hypothesis import given
from hypothesis import strategies as st

from app.room.screen import (
    WAITING,
    Screen,
    case_gone,
    gate_closed,
    page_ready,
    toggle,
    toggle_freeze,
    uncover,
)
from app.room.stage_view import ScreenMode

LIVE, FROZEN = Screen(beneath=ScreenMode.LIVE), Screen(beneath=ScreenMode.FROZEN)
BLACK, ELSEWHERE = ScreenMode.BLACK, ScreenMode.ELSEWHERE
COVERS = st.sampled_from([(), (BLACK,), (ELSEWHERE,), (BLACK, ELSEWHERE), (ELSEWHERE, BLACK)])
BENEATH = st.sampled_from([ScreenMode.WAITING, ScreenMode.LIVE, ScreenMode.FROZEN])
SCREENS = st.builds(Screen, beneath=BENEATH, covers=COVERS)


def covered(screen: Screen, *covers: ScreenMode) -> Screen:
    return Screen(beneath=screen.beneath, covers=covers)


def test_a_page_that_stands_is_seen() -> None:
    assert page_ready(WAITING) == LIVE


def test_black_covers_and_uncovers_what_was_there() -> None:
    for screen in (WAITING, LIVE, FROZEN):
        assert toggle(screen, BLACK).mode is BLACK
        assert toggle(toggle(screen, BLACK), BLACK) == screen


def test_another_system_has_the_screen_and_gives_it_back() -> None:
    for screen in (WAITING, LIVE, FROZEN, covered(LIVE, BLACK)):
        assert toggle(screen, ELSEWHERE).mode is ELSEWHERE
        assert toggle(toggle(screen, ELSEWHERE), ELSEWHERE) == screen


def test_the_key_that_was_pressed_last_is_on_top() -> None:
    both = toggle(covered(LIVE, ELSEWHERE), BLACK)
    assert both == covered(LIVE, ELSEWHERE, BLACK)
    assert toggle(both, ELSEWHERE) == covered(LIVE, BLACK, ELSEWHERE)


def test_a_black_screen_stays_black_while_things_happen_behind_it() -> None:
    assert page_ready(covered(WAITING, BLACK)) == covered(LIVE, BLACK)
    assert case_gone(covered(LIVE, BLACK)) == covered(WAITING, BLACK)
    assert case_gone(covered(LIVE, ELSEWHERE)) == covered(WAITING, ELSEWHERE)


def test_the_gates_no_takes_the_screen_back_from_another_system() -> None:
    assert gate_closed(covered(LIVE, ELSEWHERE)) == WAITING
    assert gate_closed(covered(LIVE, ELSEWHERE, BLACK)) == covered(WAITING, BLACK)


def test_only_what_is_live_can_be_frozen() -> None:
    assert toggle_freeze(LIVE) == FROZEN
    assert toggle_freeze(FROZEN) == LIVE
    for screen in (WAITING, covered(LIVE, BLACK), covered(FROZEN, ELSEWHERE)):
        assert toggle_freeze(screen) == screen


def test_showing_what_is_on_stage_uncovers_it_and_lets_it_go_on() -> None:
    for screen in (FROZEN, LIVE, covered(FROZEN, BLACK), covered(LIVE, ELSEWHERE, BLACK)):
        assert uncover(screen) == LIVE
    assert uncover(WAITING) == WAITING


@given(screen=SCREENS, cover=st.sampled_from([BLACK, ELSEWHERE]))
def test_a_cover_changes_nothing_beneath_and_lies_there_once(
    screen: Screen, cover: ScreenMode
) -> None:
    after = toggle(screen, cover)
    assert after.beneath is screen.beneath
    assert len(set(after.covers)) == len(after.covers)
    assert (after.mode is cover) == (screen.mode is not cover)


@given(screen=SCREENS)
def test_a_case_that_is_gone_is_never_seen(screen: Screen) -> None:
    seen = (ScreenMode.LIVE, ScreenMode.FROZEN)
    assert case_gone(screen).mode not in seen
    assert gate_closed(screen).mode not in seen
