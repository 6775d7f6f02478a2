"""What the room waits for: a case opened, a case taken from the wings, a page turned.

`python -m benchmarks.stage [--runs N]`: real case processes, a real stage on whatever platform Qt
is told (offscreen by default; under a DISPLAY set QT_QPA_PLATFORM=xcb), a record server on the
loopback. The targets are those of the design; the ratios compare figures of the same run.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.library.builtin import BuiltinLibrary
from app.link.frames import Frame
from app.link.messages import CaseSettings, RecordAccess
from app.link.slots import Slots
from app.model.case import Case, Patient, Question
from app.model.room_profile import RoomProfile
from app.room.ports import CaseEvent, CaseOrder, CaseProgress, CaseStopped, Slot
from app.room.stage_view import ScreenMode, StageView
from benchmarks import table
from benchmarks.memory import Memory, own_memory
from benchmarks.record_server import PATIENT
from ui import i18n
from ui.clock import SystemClock
from ui.loop import run
from ui.stage.window import StageWindow

FRAME_MS = 1000 / 60
_SCREENS = {
    "1080p": RoomProfile(),
    "4K": RoomProfile(width_px=3840, height_px=2160),
}
_OPEN_MS = {1_000: 250, 10_000: 1_000}
_WINGS_MS = 100
_CASE_MB = {(1_000, "1080p"): 150}  # the others are told
_LAID_OUT = 2  # times: when nothing is there yet, and when everything is
_MOST_WINGS, _MOST_GROWTH, _MOST_TURN = 0.5, 10, 1.0  # ratios
_PATIENCE_S = 120
_BOOT_S = 3.0
_FAR = 8  # a page that nobody has painted ahead
_LOOK_S = 0.3  # a presenter looks at a page before the next


class Bench:
    """Slots and a stage of one size, and when things are painted."""

    def __init__(self, profile: RoomProfile, port: int) -> None:
        self.settings = CaseSettings(
            access=RecordAccess(base_url=f"http://127.0.0.1:{port}", source="Bench"),
            profile=profile,
        )
        self.stage = StageWindow(lambda: self.settings)
        self.stage.show_windowed()
        self.stage.resize(QSize(profile.width_px, profile.height_px))
        self.slots = Slots(lambda: self.settings, SystemClock())
        self.slots.watch(self.stage)
        self.slots.watch(self)
        self.slots.listen(self._hear)
        self.definition = BuiltinLibrary().definition_named("colorectal")
        self.frame: Frame | None = None
        self.previewed = False
        self.complete = False
        self.laid_out = 0
        self.generation = 0
        self._news = asyncio.Event()

    def frame_ready(self, frame: Frame) -> None:
        """Note the frame; the stage, which hears first, has painted it."""
        self.frame = frame
        self._news.set()

    def preview_ready(self, _slot: Slot, _frame: Frame) -> None:
        """Note that the first page stands."""
        self.previewed = True
        self._news.set()

    def gone(self, _generation: int) -> None:
        """Drop the frame."""
        self.frame = None

    def _hear(self, event: CaseEvent) -> None:
        if isinstance(event, CaseStopped):
            raise SystemExit(f"the case process is gone: {event.reason}")
        if isinstance(event, CaseProgress):
            self.complete = event.complete
            self.laid_out += 1
        self._news.set()

    async def until(self, ask: Callable[[], object]) -> None:
        """Wait until the answer is true; asked again at all news, so that waiting costs nothing."""
        async with asyncio.timeout(_PATIENCE_S):
            while not ask():
                self._news.clear()
                await self._news.wait()

    async def boot(self) -> None:
        """Have an empty process ready, as it is in a meeting."""
        self.slots.boot()
        await asyncio.sleep(_BOOT_S)

    def load(self) -> None:
        """Load the patient anew."""
        self.generation += 1
        self.previewed = self.complete = False
        self.laid_out = 0
        case = Case(
            id="bench",
            patient=Patient(reference=PATIENT, family="Bench", given="Invented"),
            question=Question(text="Operation?"),
        )
        self.slots.load(
            CaseOrder(generation=self.generation, case=case, number=1, definition=self.definition)
        )

    def show(self) -> None:
        """Let the room see the case."""
        self.slots.take_stage()
        self.stage.paint(StageView(mode=ScreenMode.LIVE, generation=self.generation))

    def leave(self) -> None:
        """Paint WAITING and kill."""
        self.stage.paint(StageView())
        for slot in Slot:
            self.slots.leave(slot)

    def _pid(self) -> int:
        return self.slots._places[Slot.ON_STAGE].process.pid  # noqa: SLF001 -- from outside

    def memory(self) -> Memory:
        """Return the case process's own memory, without the shared frames."""
        return own_memory(self._pid())


class Opened(NamedTuple):
    """Of every run: ms from the command to the painted first page, times laid out, memory."""

    first: list[float]
    laid_out: list[float]
    memory: list[Memory]


async def opened(bench: Bench, runs: int) -> Opened:
    """Open a case onto the stage."""
    found = Opened([], [], [])
    for _ in range(runs):
        await bench.boot()
        begun = time.perf_counter()
        bench.load()
        bench.show()
        await bench.until(lambda: bench.frame is not None)
        found.first.append((time.perf_counter() - begun) * 1000)
        await bench.until(lambda: bench.complete)
        await asyncio.sleep(0.5)
        found.laid_out.append(bench.laid_out)
        found.memory.append(bench.memory())
        bench.leave()
    return found


async def from_the_wings(bench: Bench, runs: int) -> tuple[list[float], list[float]]:
    """Return ms from the command to the painted page of a loaded case, and to leave it."""
    taken, left = [], []
    for _ in range(runs):
        await bench.boot()
        bench.load()
        await bench.until(lambda: bench.complete and bench.previewed)
        await asyncio.sleep(0.3)
        begun = time.perf_counter()
        bench.show()
        await bench.until(lambda: bench.frame is not None)
        taken.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        bench.leave()
        left.append((time.perf_counter() - begun) * 1000)
    return taken, left


async def turned(bench: Bench, runs: int) -> tuple[list[float], list[float], list[float]]:
    """Return ms from the command to the painted page: staged, painted ahead, and neither."""
    await bench.boot()
    bench.load()
    bench.show()
    await bench.until(lambda: bench.complete and bench.frame is not None)
    staged, ahead, jumped = [], [], []
    for _ in range(runs):
        await asyncio.sleep(_LOOK_S)
        staged.append(await _turn(bench, 2))
        await asyncio.sleep(_LOOK_S)
        ahead.append(await _turn(bench, 1))
        await asyncio.sleep(_LOOK_S)
        jumped.append(await _turn(bench, _FAR))
        await _turn(bench, 1)
    bench.leave()
    return staged, ahead, jumped


async def _turn(bench: Bench, page: int) -> float:
    begun = time.perf_counter()
    bench.slots.turn(Slot.ON_STAGE, page)
    await bench.until(lambda: bench.frame is not None and bench.frame.page == page)
    return (time.perf_counter() - begun) * 1000


@contextmanager
def server(count: int) -> Iterator[int]:
    """Serve a record of so many resources; yield the port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.record_server", str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.communicate()


async def _one(count: int, screen: str, port: int, runs: int) -> list[table.Figure]:
    """Measure a record of one size on one screen."""
    bench = Bench(_SCREENS[screen], port)
    what = f"{count} resources, {screen}: "
    found = await opened(bench, runs)
    taken, left = await from_the_wings(bench, runs)
    staged, ahead, jumped = await turned(bench, runs * 4)
    bench.slots.close()
    bench.stage.destroy()
    resident = [memory.resident for memory in found.memory]
    shared = [m.proportional for m in found.memory if m.proportional is not None]
    megabytes = _CASE_MB.get((count, screen))
    ratio = median(taken) / median(found.first)
    turn = median(staged) / median(jumped)
    return [
        table.of(what + "open → first page", "ms", found.first, _OPEN_MS[count]),
        table.of(what + "wings → stage", "ms", taken, _WINGS_MS),
        table.of(what + "leave", "ms", left),
        table.of(what + "turn to the next page", "ms", staged, FRAME_MS),
        table.of(what + "turn to the page before", "ms", ahead, FRAME_MS),
        table.of(what + "jump to a page far off", "ms", jumped),
        table.of(what + "case process", "MB", resident, megabytes),
        *([table.of(what + "the same, by share", "MB", shared, megabytes)] if shared else []),
        table.of(what + "laid out", "count", found.laid_out, _LAID_OUT),
        table.of(what + "wings → stage ÷ open", "ratio", [ratio], _MOST_WINGS),
        table.of(what + "next page ÷ jump", "ratio", [turn], _MOST_TURN),
    ]


async def measure(runs: int) -> list[table.Figure]:
    """Measure everything."""
    found: list[table.Figure] = []
    opens: list[float] = []
    for count in _OPEN_MS:
        with server(count) as port:
            for screen in _SCREENS:
                of_one = await _one(count, screen, port, runs)
                opens += [each.measured for each in of_one[:1]]
                found += of_one
    few, many = opens[0], opens[len(_SCREENS)]
    growth = "open at 10,000 ÷ open at 1,000 resources, 1080p"
    return [*found, table.of(growth, "ratio", [many / few], _MOST_GROWTH)]


def figures(runs: int) -> list[table.Figure]:
    """Measure everything on a Qt application of its own."""
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    i18n.install("sv")
    return run(application, lambda: measure(runs))


def main() -> int:
    """Print the table; 1 when a ratio or a count is far off."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    return 0 if table.show(figures(parser.parse_args().runs)) else 1


if __name__ == "__main__":
    sys.exit(main())
