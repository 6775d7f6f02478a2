"""A film plays from memory, at a room's pace, and stands still on its last picture."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.ui.pages import contents
from ui.pages import film
from ui.pages.film import FilmPlayer, first_picture

pytestmark = pytest.mark.qt_log_ignore("Invalid frameRate", extend=True)
SIZE = QSize(160, 90)
PATIENCE_MS = 30_000


class Watcher:
    """A player, and how light each picture was that came from it."""

    def __init__(self, content: bytes) -> None:
        self.seen: list[int] = []
        self.stops = 0
        self.player = FilmPlayer(content, self._changed)

    def _changed(self) -> None:
        picture = self.player.picture(SIZE)
        if picture is not None:
            assert picture.size() == SIZE
            self.seen.append(QColor(picture.pixel(80, 45)).lightness())
        self.stops += not self.player.playing


@pytest.fixture(scope="module")
def second() -> bytes:
    """A film of one second, 25 pictures, from dark to light."""
    return contents.film(frames=25)


@pytest.fixture
def watcher(qtbot: QtBot, second: bytes) -> Watcher:
    return Watcher(second)


def played(qtbot: QtBot, watcher: Watcher) -> None:
    watcher.player.play()
    stops = watcher.stops
    qtbot.waitUntil(lambda: watcher.stops > stops, timeout=PATIENCE_MS)


def test_a_film_plays_to_its_last_picture_and_starts_over(qtbot: QtBot, watcher: Watcher) -> None:
    played(qtbot, watcher)
    first = list(watcher.seen)
    assert first == sorted(first)
    assert first[-1] > 200  # nothing of the end is lost, whatever pictures were left out
    assert 2 <= len(first) <= film.PICTURES_A_SECOND + 3
    played(qtbot, watcher)
    again = watcher.seen[len(first) :]
    assert again[0] < 100
    assert again[-1] == first[-1]
    watcher.player.close()


def test_a_paused_film_stands_on_the_picture_that_is_seen(qtbot: QtBot, watcher: Watcher) -> None:
    watcher.player.play()
    qtbot.waitUntil(lambda: len(watcher.seen) > 2, timeout=PATIENCE_MS)
    watcher.player.pause()
    assert not watcher.player.playing
    assert watcher.player.picture(SIZE) is not None
    seen = len(watcher.seen)
    played(qtbot, watcher)
    assert watcher.seen[seen] >= watcher.seen[seen - 1]  # it went on from there
    watcher.player.close()


def test_a_film_that_is_closed_tells_nothing_more(qtbot: QtBot, watcher: Watcher) -> None:
    watcher.player.play()
    qtbot.waitUntil(lambda: len(watcher.seen) > 1, timeout=PATIENCE_MS)
    watcher.player.close()
    seen = len(watcher.seen)
    qtbot.wait(200)
    assert len(watcher.seen) == seen
    assert watcher.player.picture(SIZE) is None
    watcher.player.play()
    assert not watcher.player.playing


@pytest.mark.parametrize("content", [b"", b"nothing", b"\0\0\0\x20ftypisom" + bytes(5000)])
def test_what_is_no_film_stands_still(qtbot: QtBot, content: bytes) -> None:
    watcher = Watcher(content)
    played(qtbot, watcher)
    assert watcher.seen == []
    assert first_picture(content) == (None, film.BROKEN)


def test_a_film_without_end_is_not_played(
    qtbot: QtBot, second: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film, "LONGEST_MS", 500)
    watcher = Watcher(second)
    played(qtbot, watcher)
    assert watcher.seen == []
    assert first_picture(second) == (None, film.TOO_LONG)


def test_a_film_that_is_too_large_is_not_played(
    qtbot: QtBot, second: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film, "LARGEST_PIXELS", 320 * 179)
    watcher = Watcher(second)
    played(qtbot, watcher)
    assert watcher.seen == []
    assert first_picture(second) == (None, film.TOO_LARGE)


def test_a_decoder_that_never_answers_is_not_waited_for(
    second: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film, "_PATIENCE_S", 0.0)
    assert first_picture(second) == (None, film.BROKEN)
