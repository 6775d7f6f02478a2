"""Before the meeting: what is asked, what is answered, and that nothing is kept."""

import asyncio
from collections.abc import Coroutine
from datetime import UTC, datetime

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from app.room.ports import MeetingHeader
from app.room.state import Purpose
from tests.ui.console import states
from ui.console.purpose_pages import PersonPage, PurposePage
from ui.console.sign_in_pages import TokenPage
from ui.console.start_pages import MeetingPage, ScreenPage, TroublePage

pytestmark = pytest.mark.usefixtures("english")


async def _answer(coroutine: Coroutine[None, None, str], press: QAbstractButton) -> str:
    task = asyncio.ensure_future(coroutine)
    await asyncio.sleep(0)
    press.click()
    press.click()  # impatient people press twice
    return await task


def _button(page: QWidget, name: str) -> QAbstractButton:
    return next(b for b in page.findChildren(QAbstractButton) if b.accessibleName() == name)


async def test_the_token_is_hidden_while_typed_and_gone_once_given() -> None:
    page = TokenPage("Testsjukhuset", "The record system does not accept the sign-in.")
    field = page.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    go = _button(page, "Sign in")
    assert not go.isEnabled()
    QTest.keyClicks(field, " abc123 ")
    assert await _answer(page.answer(), go) == "abc123"
    assert field.text() == ""
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert "Sign in to Testsjukhuset" in texts


async def test_a_long_token_fits() -> None:
    page = TokenPage("")
    field = page.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setText("x" * 4000)
    assert await _answer(page.answer(), _button(page, "Sign in")) == "x" * 4000


async def test_one_of_several_meetings_is_chosen() -> None:
    start = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    meetings = [
        MeetingHeader(id="a", title="MDK bröst", start=start),
        MeetingHeader(id="b", title="MDK kolorektal", start=start.replace(hour=13)),
    ]
    page = MeetingPage(meetings)
    when = meetings[1].start.astimezone().strftime("%Y-%m-%d %H:%M")
    assert await _answer(page.answer(), _button(page, f"MDK kolorektal, {when}")) == "b"


async def test_trouble_can_be_tried_again() -> None:
    page = TroublePage("The record system cannot be reached.", "Check the network.")
    assert await _answer(page.answer(), _button(page, "Try again")) == ""


async def test_a_meeting_is_led_or_prepared() -> None:
    for name, purpose in (
        ("Lead the meeting", Purpose.MEETING),
        ("Prepare", Purpose.PREPARATION),
    ):
        page = PurposePage(states.MEETING, states.CHAIR)
        assert await _answer(page.answer(), _button(page, name)) == purpose
    texts = [label.text() for label in page.findChildren(QLabel)]
    assert any(states.CHAIR.name in text for text in texts)


async def test_whoever_prepares_says_who_they_are_or_goes_back() -> None:
    staff = [states.COORDINATOR, states.PRESENTER]
    page = PersonPage(staff)
    assert await _answer(page.answer(), _button(page, "Johan Ekdal")) == states.PRESENTER.id
    page = PersonPage(staff)
    assert await _answer(page.answer(), _button(page, "Back")) == ""


def test_a_role_that_is_the_profession_too_is_said_once() -> None:
    coordinator = msgspec.structs.replace(states.COORDINATOR, profession="coordinator")
    page = PersonPage([coordinator])
    said = _button(page, coordinator.name).accessibleDescription()
    assert said.casefold().count("coordinator") == 1


async def test_with_three_screens_the_chair_says_which_is_the_rooms() -> None:
    page = ScreenPage(["HP E27 · 1920 × 1080", "NEC V754 · 3840 × 2160"])
    answer = _answer(page.answer(), _button(page, "NEC V754 · 3840 × 2160"))
    assert await answer == "1"
