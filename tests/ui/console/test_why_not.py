"""A key that does nothing says why, until the next key."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.keyboard import Action
from app.room.ports import FilmState
from app.room.state import RoomState
from tests.ui.console import states
from tests.ui.console.conftest import Show
from ui.console.why_not import why_not

pytestmark = pytest.mark.usefixtures("english")


def _frozen_and_looked_at() -> RoomState:
    frozen = states.frozen()
    assert frozen.on_stage is not None
    return msgspec.structs.replace(frozen, selected=frozen.on_stage.case, wings=None)


@pytest.mark.parametrize(
    ("action", "state", "words"),
    [
        (Action.IDENTITY, states.live(), "not shared"),
        (Action.UNCOVER, states.live(), "No picture"),
        (Action.PLAY, states.live(), "no film"),
        (Action.FREEZE, states.confirmed(), "that the room sees now"),
        (Action.ZOOM, states.confirmed(), "that the room sees now"),
        (Action.SEND, states.confirmed(), "once a patient is shown"),
        (Action.NEXT_PAGE, _frozen_and_looked_at(), "frozen"),
    ],
)
def test_what_cannot_be_done_now_says_why(action: Action, state: RoomState, words: str) -> None:
    assert words in why_not(action, state)


@pytest.mark.parametrize(
    ("action", "state"),
    [
        (Action.NEXT_PAGE, states.live()),
        (Action.FREEZE, states.live()),
        (Action.IDENTITY, states.shared()),
        (Action.UNCOVER, states.intimate()),
        (Action.PLAY, states.playing()),
        (Action.FREEZE, states.looking_on()),
        (Action.SEND, states.desk()),
    ],
)
def test_what_can_be_done_or_is_said_elsewhere_says_nothing(
    action: Action, state: RoomState
) -> None:
    assert why_not(action, state) == ""


def test_why_a_key_did_nothing_stands_until_the_next_key(show: Show) -> None:
    state = states.live()
    assert state.on_stage is not None
    assert state.on_stage.film is FilmState.NONE
    shown = show(state)
    preview = shown.view.preview
    preview.setFocus()
    QTest.keyClick(preview, Qt.Key.Key_S)
    assert shown.part("There is no film").isVisible()
    shown.room.play.assert_not_called()
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    shown.room.next_page.assert_called_once_with()
    with pytest.raises(AssertionError, match="nothing visible"):
        shown.part("There is no film")
