"""The room window on a real X server with a window manager and two screens."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from tests.endtoend.witness import witness
from tests.endtoend.xserver import XServer, until
from tests.ui.stage.conftest import has_colour

pytestmark = [
    pytest.mark.windows,
    pytest.mark.processes,
    pytest.mark.skipif(sys.platform != "linux", reason="X11"),
]

RED, BLUE = "d00010", "0010d0"
ROOM = [1920, 0, 1920, 1080]


class StageProgram:
    """The stage program, spoken with over its pipes."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.process = process

    def tell(self, *lines: str) -> None:
        for line in lines:
            assert self._ask(line) == "ok"

    def where(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._ask("where"))
        return found

    def until(self, **expected: object) -> dict[str, Any]:
        def ask() -> dict[str, Any] | None:
            found = self.where()
            fits = all(found[name] == value for name, value in expected.items())
            return found if fits else None

        return until(f"{expected}", ask)

    def _ask(self, line: str) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@pytest.fixture
def stage(xvfb: XServer) -> Iterator[StageProgram]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.ui.stage.stage_program"],
        env={
            **xvfb.environment,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(Path(__file__).parents[3]),
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield StageProgram(process)
    process.kill()
    process.communicate()
    with contextlib.suppress(subprocess.CalledProcessError):  # it is plugged in
        xvfb.plug_room()


def test_the_stage_fills_the_rooms_screen_and_leaves_the_focus(
    xvfb: XServer, stage: StageProgram
) -> None:
    stage.until(geometry=ROOM, screen="ROOM", exposed=True, windowed=False)
    assert len(xvfb.windows("Samsyn")) == 1
    stage.tell("live 1", f"frame 1 {RED}")
    seen = stage.until(room_pixel=f"#{RED}", console_is_active=True)
    assert not seen["stage_is_active"]


def test_a_frame_is_on_the_glass_and_gone_again(stage: StageProgram) -> None:
    stage.until(geometry=ROOM, exposed=True)
    stage.tell("live 1", f"frame 1 {RED}")
    stage.until(room_pixel=f"#{RED}")
    stage.tell("gone 1", f"frame 2 {BLUE}")
    waiting = stage.where()["room_pixel"]
    assert waiting not in (f"#{RED}", f"#{BLUE}")
    stage.tell("live 2")
    stage.until(room_pixel=f"#{BLUE}")


@pytest.fixture
def pictures(xvfb: XServer, tmp_path: Path) -> Iterator[Path]:
    """Keep every picture of the room's screen that differs from the one before, as BMP."""
    folder = tmp_path / "pictures"
    with witness(xvfb, folder):
        yield folder


def test_no_picture_shows_two_patients_or_an_old_one_again(
    stage: StageProgram, pictures: Path
) -> None:
    stage.until(geometry=ROOM, exposed=True)
    colours = [0xD00010 + 0x000800 * patient for patient in range(6)]
    for generation, colour in enumerate(colours, 1):
        for lines in (
            (f"live {generation}", f"frame {generation} {colour:06x}"),
            ("waiting", f"gone {generation}"),
        ):
            known = len(list(pictures.glob("*.bmp")))
            stage.tell(*lines)
            until("the witness", lambda: len(list(pictures.glob("*.bmp"))) > known)  # noqa: B023
    kept = [
        QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
        for path in sorted(pictures.glob("*.bmp"))
    ]
    seen = [[c for c in colours if has_colour(picture, c)] for picture in kept]
    assert all(len(patients) <= 1 for patients in seen)
    order = [patients[0] for patients in seen if patients]
    assert order == sorted(order)
    assert set(order) == set(colours)


def test_an_unplugged_screen_takes_the_stage_away_and_brings_it_back(
    xvfb: XServer, stage: StageProgram
) -> None:
    stage.until(geometry=ROOM, exposed=True)
    stage.tell("live 1", f"frame 1 {RED}")
    xvfb.unplug_room()
    stage.until(visible=False, screens=["CONSOLE"])
    # A window manager may have moved the stage over the console before Qt heard of it: to the
    # chair's screen only, and not to stay.
    until("the console", lambda: stage.where()["console_pixel"] != f"#{RED}")
    assert xvfb.windows("Samsyn") == []
    xvfb.plug_room()
    stage.until(visible=True, geometry=ROOM, screen="ROOM", room_pixel=f"#{RED}")


def test_a_case_that_was_left_while_unplugged_does_not_come_back(
    xvfb: XServer, stage: StageProgram
) -> None:
    stage.until(geometry=ROOM, exposed=True)
    stage.tell("live 1", f"frame 1 {RED}")
    xvfb.unplug_room()
    stage.until(visible=False)
    stage.tell("waiting", "gone 1")
    xvfb.plug_room()
    seen = stage.until(visible=True, geometry=ROOM, exposed=True)
    assert seen["room_pixel"] != f"#{RED}"


def test_the_stage_withdraws_for_another_system_and_returns(
    xvfb: XServer, stage: StageProgram
) -> None:
    stage.until(geometry=ROOM, exposed=True)
    stage.tell("live 1", f"frame 1 {RED}", "elsewhere")
    until("the stage to be away", lambda: xvfb.windows("Samsyn") == [])
    stage.tell("live 1")
    stage.until(visible=True, geometry=ROOM, room_pixel=f"#{RED}", console_is_active=True)


def test_the_room_view_can_be_a_window_and_fill_its_screen_again(stage: StageProgram) -> None:
    stage.until(geometry=ROOM, exposed=True)
    stage.tell("live 1", f"frame 1 {RED}", "windowed")
    until("half the screen", lambda: stage.where()["geometry"][2:] == [960, 540])
    assert stage.where()["windowed"]
    stage.tell("full")
    stage.until(windowed=False, geometry=ROOM, room_pixel=f"#{RED}")
