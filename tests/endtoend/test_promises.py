"""Promises 1 and 2: nothing personal on disk, nothing of a record in memory once a case is left.

A whole meeting under strace, with memory scans on the way. Root is needed: the processes of the
app cannot be read by anybody else. CI fails if this was skipped.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.library.store import Store
from app.practice.meeting import practice_meeting
from tests.endtoend import chair, strace, walk
from tests.endtoend.host_eyes import HostEyes
from tests.endtoend.markers import Markers
from tests.endtoend.pictures import banner_rows
from tests.endtoend.program import program
from tests.endtoend.scanner import Scanner
from tests.endtoend.witness import witness
from tests.endtoend.xserver import XServer
from tests.unit.library.shelves import a_local

pytestmark = [
    pytest.mark.windows,
    pytest.mark.processes,
    pytest.mark.usefixtures("qapp"),  # rows of pixels are painted to be looked for
    pytest.mark.parametrize("eyes", ["practice"], indirect=True),
    pytest.mark.skipif(
        not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("strace"))
        and "CI" not in os.environ,
        reason="needs root and strace to look into the processes",
    ),
]

RICH = 40  # colours in 64 pixels: no text has so many

# Everything that the app may open for writing, beside pipes and memory of its own.
PERMITTED = ("/dev/null", "/dev/shm/", "/proc/self/", "/memfd:", "pipe:", "socket:", "/dev/dri/")


@pytest.fixture
def markers() -> Markers:
    return Markers.of(practice_meeting, "Patient/testberg")


def test_nothing_of_a_record_stays_in_memory(
    x: XServer, eyes: HostEyes, settings: Path, markers: Markers
) -> None:
    pixels = Scanner((), banner_rows(eyes.meeting().cases[0], 1))
    with program(x, "--config", str(settings), token=eyes.token) as console:
        chair.open_the_meeting(console)
        # Words that the program has of its own: its standard texts are Swedish medicine, too.
        words = Scanner(markers.record).markers_in_memory(console.pid)
        record = Scanner(markers.record - words)
        assert len(markers.record - words) >= 200

        chair.show(console, chair.FIRST)
        chair.turn(console, 2)
        chair.pages(console)  # every source has answered: on a slow machine pages come before that
        of_the_console, *of_cases = [record.markers_in_memory(p) for p in console.processes]
        assert any(len(found) > 100 for found in of_cases), "the scanner finds what is there"
        assert not of_the_console, "the console never holds the record"
        assert pixels.markers_in_memory(console.pid), "the scanner finds the page"
        assert pixels.markers_in_memory(x.pid), "the scanner finds the page in the X server"

        chair.leave_the_case(console)
        chair.choose_what_is_refused(console)
        for pid in console.processes:
            assert not record.markers_in_memory(pid)
        for pid in (*console.processes, x.pid):
            assert not pixels.markers_in_memory(pid)
        pids = console.processes
        chair.end_the_meeting(console)
        chair.close(console)
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()], "no process is left"


@dataclass(frozen=True)
class Seen:
    """What is looked at: whose, what the console says where it is, the key that shows it."""

    patient: str
    record: str
    words: str
    key: str
    guardian: tuple[str, ...] = ()


PICTURES = Seen(walk.PENILE, "Patient/testander", "Visa bilderna, V", "v")
FILM = Seen(walk.RARE, "Patient/provinge", "Spela filmen, S", "s", ("Elin Provinge",))


@pytest.mark.parametrize("what", [PICTURES, FILM], ids=["pictures", "film"])
def test_nothing_of_a_picture_or_a_film_stays_in_memory(
    x: XServer, eyes: HostEyes, near: Path, tmp_path: Path, what: Seen
) -> None:
    with program(x, "--config", str(near), token=eyes.token) as console:
        chair.open_the_meeting(console, (*chair.IN_THE_ROOM, *what.guardian))
        texts = Markers.of(practice_meeting, what.record).record
        text = Scanner(texts - Scanner(texts).markers_in_memory(console.pid))
        chair.show(console, what.patient)
        chair.page_that_shows(console, what.words, chair.pages(console))
        with witness(x, tmp_path / "seen"):
            console.key(what.key)
            console.until_gone(what.words)
            chair.let_it_play()
        if what is FILM:
            console.key(what.key)
            console.until_seen(what.words)
        pixels = Scanner((), rows_of_a_picture(tmp_path / "seen"))
        assert any(text.markers_in_memory(pid) for pid in console.processes[1:])
        assert pixels.markers_in_memory(console.pid), "the scanner finds the picture"

        chair.leave_the_case(console)
        chair.choose_what_is_refused(console)
        for pid in console.processes:  # the X server holds what the witness itself asked it for
            assert not text.markers_in_memory(pid)
            assert not pixels.markers_in_memory(pid)
        console.kill()


def rows_of_a_picture(folder: Path) -> list[bytes]:
    """Return pieces of the last picture that was seen, as they lie in memory, where it is rich."""
    image = QImage(str(max(folder.glob("*.bmp")))).convertToFormat(QImage.Format.Format_RGB32)
    line, bits = image.bytesPerLine(), bytes(image.constBits())
    length = 64 * 4
    pieces = (
        bits[y * line + x : y * line + x + length]
        for y in range(image.height() // 5, image.height() * 4 // 5, 4)
        for x in range(0, line - length, length)
    )
    return [piece for piece in pieces if len({*zip(*[iter(piece)] * 4, strict=True)}) > RICH]


def test_nothing_personal_is_written(
    x: XServer, eyes: HostEyes, near: Path, markers: Markers, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    walk.new_patients(eyes)
    home = Path(x.environment["HOME"])
    library = Store(tmp_path / "library")
    library.keep([a_local("Vårdens egen rutin")])
    kept = library.path.read_bytes()
    with near.open("a") as settings:
        settings.write(f'[library]\nfolder = "{library.path.parent}"\n')
    before = files_below(home)
    command = (*strace.COMMAND, "-o", str(trace))
    with program(x, "--config", str(near), token=eyes.token, trace=command) as console:
        chair.open_the_meeting(console, walk.PEOPLE)
        walk.sigmoid(console)  # radiology shows, a choice is undone
        walk.own_text(console)  # one that names a patient is refused
        walk.protected(console)
        walk.prostate(console)  # PDF pages, a referral
        walk.penile(console)  # pictures are uncovered, the screen is shared
        walk.extra(console)
        walk.rare(console)  # a film is played
        chair.end_the_meeting(console)
        console.until_seen("Skickat till journalsystemet.")
        chair.close(console)

    done = strace.read_trace(trace, Path.cwd())
    unknown = [path for path in sorted(done.written) if not permitted(path)]
    assert set(unknown) <= {library.path}, "beside memory, only the library may be opened to write"
    assert library.path.read_bytes() == kept, "of a practice meeting nothing stays in it"
    port = int(eyes.base_url.rpartition(":")[2].partition("/")[0])
    assert set(done.connected) == {("127.0.0.1", port)}
    everyone = Scanner(markers.people | markers.record)
    for path in files_below(home) - before | {p for p in done.written if p.is_file()}:
        assert not everyone.markers_in_file(path), path


def test_a_real_meeting_keeps_a_text_and_nothing_of_a_person(
    x: XServer, eyes: HostEyes, settings: Path, markers: Markers, tmp_path: Path
) -> None:
    (appointment,) = eyes.all("Appointment")
    eyes.put({**appointment, "meta": {}})  # no practice meeting any more
    library = Store(tmp_path / "library")
    with settings.open("a") as room:
        room.write(f'[library]\nfolder = "{library.path.parent}"\n')
    with program(x, "--config", str(settings), token=eyes.token) as console:
        chair.lead(console)
        console.press("Jag bekräftar, den delas inte")
        walk.own_text(console)  # the one that names a patient is refused
        console.kill()
    (kept,) = library.read().local
    assert (kept.text.title, kept.text.version) == (walk.OWN_TEXT, "1")
    assert not Scanner(markers.people).markers_in_file(library.path)
    assert [path.name for path in library.path.parent.iterdir()] == [library.path.name]


def permitted(path: Path) -> bool:
    return str(path).startswith(PERMITTED)


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}
