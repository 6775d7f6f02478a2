"""The pages of the sign-in, and its strip below a meeting."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.console import states
from tests.ui.console.conftest import Show
from ui import words
from ui.console.foot_strip import FootStrip, StripView
from ui.console.sign_in_pages import BrowserPage, SignInPage

ADDRESS = "https://idp.example.org/auth?state=abc"


def texts(page: QWidget) -> str:
    return " ".join(each.text() for each in page.findChildren(QLabel) if not each.isHidden())


def press(page: QWidget, name: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.accessibleName() == name).click()


@pytest.mark.usefixtures("english")
def test_the_browser_is_opened_again_as_often_as_wanted(qtbot: QtBot) -> None:
    worked = [True, False]
    page = BrowserPage("Region Exempel", lambda: worked.pop(0), ADDRESS)
    qtbot.addWidget(page)
    page.opened(well=False)
    assert "No browser could be opened." in texts(page)
    press(page, "Open the browser again")
    assert "No browser" not in texts(page)
    assert "come back here" in texts(page)
    press(page, "Open the browser again")
    assert "No browser could be opened." in texts(page)


@pytest.mark.usefixtures("english")
def test_the_address_can_be_taken_to_a_browser_by_hand(qtbot: QtBot) -> None:
    page = BrowserPage("", lambda: False, ADDRESS)
    qtbot.addWidget(page)
    press(page, "Copy the address")
    assert QGuiApplication.clipboard().text() == ADDRESS
    assert "Copied." in texts(page)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    "code", ["sign-in-refused", "sign-in-left", "sign-in-untrusted", "not-invited"]
)
def test_it_says_why_nobody_is_signed_in(qtbot: QtBot, code: str) -> None:
    page = SignInPage("Region Exempel", words.error(code))
    qtbot.addWidget(page)
    assert words.error(code) in texts(page)
    assert words.error(code) != words.error("no-such-code")


@pytest.mark.parametrize("state", [states.live, states.on_screen])
def test_below_a_meeting_there_is_room_to_say_that_the_sign_in_ends(
    show: Show, state: object, language: str, qtbot: QtBot
) -> None:
    assert callable(state)
    shown = show(state())
    pressed: list[bool] = []
    strip = FootStrip(lambda: pressed.append(True))
    shown.window.set_foot(strip)
    strip.present(StripView(sentence="12:30", more=language, tone="warn", action="Sign in"))
    press(strip, "Sign in")
    assert pressed
    qtbot.waitUntil(lambda: strip.isVisible() and strip.width() == shown.window.width())
    assert shown.window.size().toTuple() == (1366, 768)
    assert shown.window.rect().contains(strip.mapTo(shown.window, strip.rect().bottomRight()))
