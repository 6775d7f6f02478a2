"""What the room waits for: a case opened, a case taken from the wings, a page turned.

`python -m benchmarks.stage [--runs N]`: real case processes, a real stage on whatever platform Qt
is told (offscreen by default; under a DISPLAY set QT_QPA_PLATFORM=xcb), a record server on the
loopback. Prints medians with the worst, and each median as a share of what the design allows.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

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
_CASE_MB = 150
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

    def memory_mb(self) -> float:
        """Return the case process's own memory, without the shared frames."""
        status = Path(f"/proc/{self._pid()}/status").read_text()
        fields = dict(line.split(":", 1) for line in status.splitlines())
        own = sum(int(fields[name].split()[0]) for name in ("RssAnon", "RssFile"))
        return own / 1024


async def opened(bench: Bench, runs: int) -> tuple[list[float], list[float], float]:
    """Return ms from the command to the painted first page, to completeness, and MB."""
    first, whole, memory = [], [], 0.0
    for _ in range(runs):
        await bench.boot()
        begun = time.perf_counter()
        bench.load()
        bench.show()
        await bench.until(lambda: bench.frame is not None)
        first.append((time.perf_counter() - begun) * 1000)
        await bench.until(lambda: bench.complete)
        whole.append((time.perf_counter() - begun) * 1000)
        await asyncio.sleep(0.5)
        memory = max(memory, bench.memory_mb())
        bench.leave()
    return first, whole, memory


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


def say(what: str, times: list[float], allowed: float) -> None:
    """Print one line of the table."""
    middle = statistics.median(times)
    share = middle / allowed
    print(f"{what:<52}{middle:>9.1f}{max(times):>9.1f}{allowed:>9.1f}{share:>8.2f}")


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


async def measure(runs: int) -> None:
    """Measure everything, and print it line by line."""
    print(f"{'milliseconds':<52}{'median':>9}{'worst':>9}{'allowed':>9}{'share':>8}")
    for count, allowed in _OPEN_MS.items():
        with server(count) as port:
            for name, profile in _SCREENS.items():
                bench = Bench(profile, port)
                what = f"{count} resources, {name}: "
                first, whole, memory = await opened(bench, runs)
                say(what + "open → first page", first, allowed)
                say(what + "open → complete", whole, allowed)
                taken, left = await from_the_wings(bench, runs)
                say(what + "wings → stage", taken, _WINGS_MS)
                say(what + "leave", left, _WINGS_MS)
                staged, ahead, jumped = await turned(bench, runs * 4)
                say(what + "turn, next page", staged, FRAME_MS)
                say(what + "turn, page before", ahead, FRAME_MS)
                say(what + "turn, jump", jumped, FRAME_MS)
                print(f"{what + 'case process, MB':<52}{memory:>9.0f}{'':>9}{_CASE_MB:>9}")
                bench.slots.close()
                bench.stage.destroy()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    i18n.install("sv")
    run(application, lambda: measure(arguments.runs))


if __name__ == "__main__":
    main()
