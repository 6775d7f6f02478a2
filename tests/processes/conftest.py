"""Slots with real processes, and everything that they tell."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from app.link.frames import Frame
from app.link.messages import CaseSettings
from app.link.slots import Slots
from app.model.room_profile import RoomProfile
from app.practice.process import PracticeHost, start_practice_host
from app.room.ports import CaseEvent, CaseOrder, Slot
from tests.fakes.link import HandClock, an_order, settings

PROGRAM = (sys.executable, "-m", "tests.processes.case_program")
PATIENCE_S = 60


class Theatre:
    """Slots, what they tell, and the newest frame as a stage would hold it."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.clock = HandClock()
        self.look = msgspec.structs.replace(
            settings(), profile=RoomProfile(width_px=160, height_px=90), preview_width=32
        )
        self.slots = Slots(self._settings, self.clock, command=command)
        self.told: list[CaseEvent] = []
        self.frame: Frame | None = None
        self.previews: dict[Slot, Frame] = {}
        self.seen: list[set[int]] = []
        self.held: set[int] = set()
        self.lost: list[int] = []
        self.slots.listen(self.told.append)
        self.slots.watch(self)

    def _settings(self) -> CaseSettings:
        return self.look

    # --- FrameSink --------------------------------------------------------------------------------

    def frame_ready(self, frame: Frame) -> None:
        if self.frame is not None:  # nobody has painted into it while we had it
            assert colours(self.frame) == self.held
        self.frame = frame
        self.held = colours(frame)
        self.seen.append(self.held)

    def preview_ready(self, slot: Slot, frame: Frame) -> None:
        self.previews[slot] = frame

    def gone(self, generation: int) -> None:
        self.lost.append(generation)
        if self.frame is not None and self.frame.generation == generation:
            self.frame = None
        self.previews = {s: f for s, f in self.previews.items() if f.generation != generation}

    # --- waiting ----------------------------------------------------------------------------------

    async def until(self, ask: Callable[[], object]) -> None:
        """Let the loop run until the answer is true."""
        async with asyncio.timeout(PATIENCE_S):
            while not ask():  # noqa: ASYNC110 -- the world outside sets no events
                await asyncio.sleep(0.002)

    async def told_of(self, kind: type[CaseEvent]) -> CaseEvent:
        """Wait until the newest event is of that kind."""
        await self.until(lambda: self.told and isinstance(self.told[-1], kind))
        return self.told[-1]

    async def open(self, generation: int = 1, family: str = "Test") -> None:
        """Load a case in the wings and wait for its preview."""
        self.slots.load(order(generation, family))
        await self.until(lambda: any(f.generation == generation for f in self.previews.values()))

    async def show(self, generation: int = 1) -> None:
        """Load a case, take the stage and wait for its frame."""
        await self.open(generation)
        self.slots.take_stage()
        await self.until(lambda: self.frame is not None)

    def pid(self, slot: Slot = Slot.IN_THE_WINGS) -> int:
        """Return the process in that slot."""
        return self.slots._places[slot].process.pid


def order(generation: int = 1, family: str = "Test") -> CaseOrder:
    plain = an_order(generation)
    patient = msgspec.structs.replace(plain.case.patient, family=family)
    return msgspec.structs.replace(plain, case=msgspec.structs.replace(plain.case, patient=patient))


def colours(frame: Frame) -> set[int]:
    """Return the different pixels of a frame, as 32-bit numbers of this machine's byte order."""
    with frame.pixels.cast("I") as pixels:
        return set(pixels)


def look(frame: Frame) -> int:
    """Return what `ColourRenderer` tells in a pixel's last byte; banner, cover, film's picture."""
    return frame.pixels[3]


def is_alive(pid: int) -> bool:
    """Tell whether a process runs, or lies about as a zombie."""
    return Path(f"/proc/{pid}").exists()


def frame_maps() -> list[str]:
    """Return the lines of our own memory map that are frames."""
    return [line for line in Path("/proc/self/maps").read_text().splitlines() if "memfd" in line]


def maps_of(pid: int) -> str:
    """Return what a process has mapped, libraries among it."""
    return Path(f"/proc/{pid}/maps").read_text()


def open_files() -> int:
    """Return how many descriptors are open."""
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.fixture(autouse=True)
def findable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the processes that are started find this package; they must not find the token."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("SAMSYN_TOKEN", "secret")


@pytest.fixture
async def theatre() -> AsyncIterator[Theatre]:
    """Slots whose processes run `case_program`."""
    made = Theatre(PROGRAM)
    yield made
    made.slots.close()


@pytest.fixture(scope="package")
def practice_host() -> Iterator[PracticeHost]:
    """The practice meeting's host, for all tests of this folder that only read."""
    with start_practice_host() as started:
        yield started


@pytest.fixture
def no_frames_before() -> Iterator[None]:
    """Make sure that what is counted is this test's own."""
    assert frame_maps() == []
    yield
    assert frame_maps() == []
