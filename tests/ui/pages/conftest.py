"""Pages speak Swedish in these tests, in Swedish time."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication

from ui import i18n


@pytest.fixture(autouse=True)
def swedish(qapp: QGuiApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Stockholm")
    time.tzset()
    i18n.install("sv")
    yield
    monkeypatch.undo()
    time.tzset()
