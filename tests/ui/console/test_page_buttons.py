"""The page buttons turn the page that stands above them, whatever the room sees."""

import pytest
from PySide6.QtWidgets import QPushButton

from tests.ui.console import states
from tests.ui.console.conftest import Show

pytestmark = pytest.mark.usefixtures("english")


def test_a_previews_page_is_turned_in_the_preview_only(show: Show) -> None:
    shown = show(states.previewed())
    press = shown.part("Next page")
    assert isinstance(press, QPushButton)
    press.click()
    shown.room.to_page.assert_called_once_with(2)
    shown.room.next_page.assert_not_called()


def test_the_page_that_the_room_sees_is_turned_as_by_a_clicker(show: Show) -> None:
    shown = show(states.live())
    press = shown.part("Next page")
    assert isinstance(press, QPushButton)
    press.click()
    shown.room.next_page.assert_called_once_with()
    shown.room.to_page.assert_not_called()
