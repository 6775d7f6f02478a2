"""What was copied from a case leaves the clipboard with the case."""

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication

from tests.ui.console import states
from tests.ui.console.conftest import Show

pytestmark = pytest.mark.usefixtures("english")


def test_a_copied_text_goes_with_the_case_and_not_before(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = type(QGuiApplication.clipboard())  # the offscreen platform's owns nothing
    monkeypatch.setattr(kind, "ownsClipboard", lambda _self: True)
    shown = show(states.live())
    QGuiApplication.clipboard().setText("T3N1M0")
    shown.view.present(states.chosen())
    assert QGuiApplication.clipboard().text() == "T3N1M0"
    shown.view.present(msgspec.structs.replace(states.confirmed(), on_stage=None))
    assert QGuiApplication.clipboard().text() == ""


def test_another_programs_text_is_left_alone(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = show(states.live())
    QGuiApplication.clipboard().setText("theirs")
    kind = type(QGuiApplication.clipboard())
    monkeypatch.setattr(kind, "ownsClipboard", lambda _self: False)
    shown.view.present(states.confirmed())
    assert QGuiApplication.clipboard().text() == "theirs"
