"""No other thread than Qt's own destroys what hangs in a cycle."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import garbage, loop
from ui.console.widgets import discard
from ui.garbage import collect_what_is_due, collected_here


class Knot:
    """Something that only the collector can free."""

    def __init__(self, freed: list[str]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: freed.append(threading.current_thread().name))


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def busy() -> None:
    """Make more objects than Python would let live without a collection."""
    held = [[number] for number in range(50_000)]
    assert held


def in_another_thread() -> None:
    thread = threading.Thread(target=busy, name="reader")
    thread.start()
    thread.join()


def test_another_thread_collects_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "PAUSE_MS", 1)
    freed: list[str] = []
    gc.collect()
    with collected_here(QObject()):
        Knot(freed)
        in_another_thread()
        assert freed == []
    assert gc.isenabled()
    Knot(freed)
    in_another_thread()
    assert "reader" in freed, "without it, it would"


def test_the_timer_collects_here(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "PAUSE_MS", 1)
    freed: list[str] = []
    owner = QObject()
    with collected_here(owner):
        Knot(freed)
        held = [[number] for number in range(50_000)]  # as long as they live, a collection is due
        qtbot.waitUntil(lambda: bool(freed))
    assert held
    assert freed == ["MainThread"]


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.collect()
    freed: list[str] = []
    Knot(freed)
    gc.set_threshold(1_000_000, 10, 10)
    collect_what_is_due()
    assert freed == []
    gc.set_threshold(1, 10, 10)
    collect_what_is_due()
    assert freed == ["MainThread"]


def test_the_loop_collects_in_its_own_thread(qapp: QApplication) -> None:
    async def is_on() -> bool:
        return gc.isenabled()

    assert loop.run(qapp, is_on) is False
    assert gc.isenabled()


def test_what_is_let_go_of_stays_whole_until_qt_has_deleted_it(qapp: QApplication) -> None:
    class Tangled(QWidget):
        """Holds itself, as a part does whose button calls it."""

        def __init__(self) -> None:
            super().__init__()
            self.itself = self
            within = QVBoxLayout(self)
            within.addWidget(QLabel())
            self.item = within.itemAt(0)  # the layout's; the collector would make it Python's

    gone = weakref.ref(made := Tangled())
    discard(made)
    del made
    gc.collect()
    assert gone() is not None
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None
