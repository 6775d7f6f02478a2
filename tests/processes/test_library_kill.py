"""Power loss in the middle of an update: `kill -9` at random moments, and a disk that is full.

Whatever the moment, the next start finds one whole release: the one before or the new one.
"""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.library.store import Store
from app.library.updates import LibraryUpdates, Source
from tests.fakes.publishers import Publishers, text_file
from tests.unit.library.shelves import a_text

pytestmark = pytest.mark.processes

FEW, MANY = 4, 50
PATIENCE_S = 60


def release(publishers: Publishers, number: int) -> list[str]:
    """Release files whose texts all have the release's number; return their titles."""
    titles = [f"Utgåva {number}, text {at}" for at in range(20)]
    texts = [
        a_text(at, version=str(number), title=title, text="Remiss. " * 200)
        for at, title in enumerate(titles)
    ]
    files = {f"f{part}": text_file(*texts[part::4]) for part in range(4)}
    publishers.release(**files)
    return sorted(titles)


class Room:
    """A room whose program is started anew for each update."""

    def __init__(self, folder: Path, publishers: Publishers) -> None:
        self.folder = folder
        self._url = publishers.workshop.public.as_uri()
        self._root = publishers.workshop.public / "metadata" / "1.root.json"

    def start(self, most: int = 0) -> "subprocess.Popen[str]":
        arguments = (self._url, str(self._root), str(self.folder), str(most))
        command = [sys.executable, "-m", "tests.processes.library_room", *arguments]
        started = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert started.stdout is not None
        assert started.stdout.readline() == "ready\n"
        return started

    def update(self, most: int = 0) -> tuple[str, float]:
        """Update to the end; return how it stands, and the seconds that it took."""
        begun = time.monotonic()
        said, _ = self.start(most).communicate(timeout=PATIENCE_S)
        return said.strip(), time.monotonic() - begun

    @property
    def titles(self) -> list[str]:
        """What a meeting that begins now without a network has."""
        store = Store(self.folder)
        source = Source(url=self._url, root=self._root.read_bytes())
        assert LibraryUpdates(source, self.folder, store).open().trouble == ""
        release = store.read().release
        return sorted(text.title for text in release.texts) if release else []


@pytest.fixture
def publishers(tmp_path: Path) -> Publishers:
    made = Publishers(tmp_path)
    made.sign("anna", "bo")
    return made


@pytest.mark.parametrize(
    "times", [FEW, pytest.param(MANY, marks=pytest.mark.thorough)], ids=["few", "many"]
)
def test_power_loss_at_any_moment_leaves_one_whole_release(
    tmp_path: Path, publishers: Publishers, times: int
) -> None:
    room, dice = Room(tmp_path / "room", publishers), random.Random(times)
    before = release(publishers, 1)
    said, seconds = room.update()
    assert said == "good"
    cut_off = 0
    for number in range(2, times + 2):
        newest = release(publishers, number)
        program = room.start()
        time.sleep(dice.uniform(0, seconds))
        program.kill()
        program.communicate()
        found = room.titles
        assert found in (before, newest), f"release {number}"
        cut_off += found == before
        before = found
    assert cut_off, "no kill came in time to prove anything"
    assert room.update()[0] == "good"
    assert room.titles == newest


def test_a_disk_that_fills_at_any_byte_leaves_the_release_before(
    tmp_path: Path, publishers: Publishers
) -> None:
    room = Room(tmp_path / "room", publishers)
    before = release(publishers, 1)
    room.update()
    newest = release(publishers, 2)
    for most in (100, 1_000, 4_000, 20_000):
        # SQLite says of this kind of full disk only that it could not write
        assert room.update(most)[0] in {"library-full", "library"}, most
        assert room.titles in (before, newest)
    assert room.update()[0] == "good"
    assert room.titles == newest
