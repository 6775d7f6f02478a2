"""The library's file under real faults: killed programs, two at once, no room, no rights."""

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.library.store import Shelf, Store
from app.model.errors import LibraryFull, LibraryReadOnly
from tests.unit.library.shelves import a_local, a_release, a_text

pytestmark = pytest.mark.processes
ROOT = Path(__file__).parents[2]
NOBODY = 65534


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start a writer; it says what is kept."""
    command = [sys.executable, "-m", "tests.processes.library_writer", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def said(writer: subprocess.Popen[str]) -> Iterator[str]:
    assert writer.stdout is not None
    with writer.stdout as out:
        yield from (line.strip() for line in out)


def kill_after(writer: subprocess.Popen[str], lines: int, delay: float) -> list[str]:
    """Kill the writer so long after so many lines; return all that it had acknowledged."""
    heard: list[str] = []
    timer = threading.Timer(delay, writer.kill)
    for line in said(writer):
        heard.append(line)
        if len(heard) == lines:
            timer.start()
    timer.join()
    assert writer.wait(30) == -signal.SIGKILL
    return heard


def check(shelf: Shelf, heard: list[str], name: str, release_before: int) -> int:
    """What was acknowledged is kept, or what was being written when the power went; all of it.

    Returns the number of the release that is there, 0 for none.
    """
    numbers = dict.fromkeys(("text", "release"), 0)
    for line in heard:
        what, *_, number = line.split()
        numbers[what] = int(number)
    (mine,) = (each for each in shelf.local if each.text.title.startswith(f"{name} "))
    now = int(mine.text.title.split()[-1])
    assert now in (numbers["text"], numbers["text"] + 1)
    assert mine.text.version == str(now + 1)
    if shelf.release is None:
        assert numbers["release"] == release_before == 0
        return 0
    version = shelf.release.version
    assert version in (numbers["release"] or release_before, numbers["release"] + 1)
    assert [text.title for text in shelf.release.texts] == [str(version)] * 40, "no half release"
    assert len(shelf.release.definitions) == 1
    return version


@pytest.mark.parametrize(
    "kills", [8, pytest.param(50, marks=pytest.mark.thorough)], ids=["some", "many"]
)
def test_a_program_killed_at_any_moment_leaves_the_last_good_state(
    tmp_path: Path, kills: int
) -> None:
    chance, release = random.Random(20261123), 0
    for number in range(kills):
        name = f"writer{number}"
        heard = kill_after(start(tmp_path, name), chance.randint(1, 12), chance.random() * 0.05)
        shelf = Store(tmp_path).read()
        release = check(shelf, heard, name, release)
        assert len(shelf.local) == number + 1, "nothing of the ones before is lost"
        (more,) = Store(tmp_path).keep([shelf.local[-1]])
        assert more == shelf.local[-1]


def test_two_programs_at_once_keep_working(tmp_path: Path) -> None:
    writers = [start(tmp_path, name) for name in ("one", "two")]
    heard: dict[str, list[str]] = {"one": [], "two": []}

    def listen(name: str, writer: subprocess.Popen[str]) -> None:
        for line in said(writer):
            heard[name].append(line)
            if len(heard[name]) == 12:
                writer.kill()

    ears = [
        threading.Thread(target=listen, args=pair)
        for pair in zip(("one", "two"), writers, strict=True)
    ]
    for ear in ears:
        ear.start()
    for ear in ears:
        ear.join()
    for writer in writers:
        assert writer.wait(30) == -signal.SIGKILL
    shelf = Store(tmp_path).read()
    titles = {each.text.title.split()[0]: int(each.text.title.split()[1]) for each in shelf.local}
    assert titles.keys() == {"one", "two"}
    assert all(number >= 5 for number in titles.values())
    assert shelf.release is not None
    assert len(shelf.release.texts) == 40


def in_a_child(work: str, folder: Path, before: str = "") -> str:
    """Run Python that may lose rights or room, and return what it says."""
    code = f"""
import os, resource, sys
from pathlib import Path
from app.library.store import Store
from app.model.errors import SamsynError
from tests.unit.library.shelves import a_local, a_release, a_text
{before}
store = Store(Path(sys.argv[1]))
try:
    {work}
except SamsynError as error:
    print(error.code)
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


FULL = "resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))"
MUCH = "a_release(2, *(a_text(n, text='lång ' * 700) for n in range(90)))"


def test_a_disk_without_room_refuses_and_loses_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.install(a_release(1))
    (mine,) = store.keep([a_local()])
    assert in_a_child(f"store.install({MUCH})", tmp_path, FULL) in ("library", "library-full")
    shelf = store.read()
    assert shelf.release == a_release(1)
    assert shelf.local == (mine,)
    (changed,) = store.keep([msgspec.structs.replace(mine, retired=True)])
    assert changed.text.version == "2"


class TightStore(Store):
    """A library on a disk that is full at forty pages, as SQLite tells it."""

    @contextlib.contextmanager
    def opened(self, *, make: bool = False) -> Iterator[sqlite3.Connection]:
        with super().opened(make=make) as database:
            database.execute("PRAGMA max_page_count = 40")
            yield database


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    store = TightStore(tmp_path)
    store.install(a_release(1, definitions=()))
    (mine,) = store.keep([a_local()])
    texts = [a_text(n, text="lång " * 700) for n in range(90)]
    with pytest.raises(LibraryFull):
        store.install(a_release(2, *texts))
    with pytest.raises(LibraryFull):
        store.keep([a_local("x", text="lång " * 700) for _ in range(60)])
    shelf = store.read()
    assert shelf.release is not None
    assert (shelf.release.version, shelf.local) == (1, (mine,))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody without rights")
def test_a_folder_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "samsyn"
    Store(folder).install(a_release(1))
    for path in (*reversed(tmp_path.parents), tmp_path):
        if path.stat().st_uid == os.geteuid() and path != path.parent:
            path.chmod(path.stat().st_mode | 0o055)
    folder.chmod(0o555)
    nobody = f"os.setuid({NOBODY})"
    assert in_a_child("print(store.read().release.version)", folder, nobody) == "1"
    told = in_a_child("store.keep([a_local()])", folder, nobody)
    assert told == LibraryReadOnly.code
    told = in_a_child("store.keep([a_local()])", folder / "new", nobody)
    assert told == LibraryReadOnly.code
