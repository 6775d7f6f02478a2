"""The console's start, and its memory with a meeting open: the real program, as a process.

Started with no display: two screens of 1080p by Qt's offscreen platform. The start counts from the
command to the first window on the glass, without the time that importing Qt alone takes. Run as a
module it is the program that is measured; it says two things and then waits for its end.
"""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from benchmarks import table
from benchmarks.memory import Memory, own_memory

_START_MS = 2_000
_CONSOLE_MB = 130
_SETTLED_S = 3.0  # the spare case process has booted, the console has nothing more to do
_SCREENS = [
    {"name": name, "x": x, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "dpr": 1}
    for name, x in (("CONSOLE", 0), ("ROOM", 1920))
]


def figures(runs: int) -> list[table.Figure]:
    """Return the start and the memory of the console."""
    starts, qt, resident, proportional = [], [], [], []
    with _screens() as platform:
        for _ in range(runs):
            painted, imports, memory = _one_run(platform)
            starts.append(painted - imports)
            qt.append(imports)
            resident.append(memory.resident)
            proportional += [] if memory.proportional is None else [memory.proportional]
    found = [
        table.of("console: start → first window, without Qt's import", "ms", starts, _START_MS),
        table.of("console: Qt's import", "ms", qt),
        table.of("console: memory, a meeting open", "MB", resident, _CONSOLE_MB),
    ]
    if proportional:
        what = "console: the same, shared libraries by their share"
        found.append(table.of(what, "MB", proportional, _CONSOLE_MB))
    return found


def _one_run(platform: str) -> tuple[float, float, Memory]:
    """Return ms to the first window, ms of Qt's import in it, and the memory."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.console"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"QT_QPA_PLATFORM": platform, "DBUS_SESSION_BUS_ADDRESS": "disabled:"},
    )
    assert process.stdout is not None
    try:
        painted, imports = _said(process.stdout)
        _said(process.stdout)  # the meeting is open
        time.sleep(_SETTLED_S)
        return (painted - begun) * 1000, imports * 1000, own_memory(process.pid)
    finally:
        process.kill()
        process.communicate()


def _said(pipe: IO[bytes]) -> list[float]:
    if not (line := pipe.readline()):
        raise SystemExit("the console has ended")
    numbers: list[float] = json.loads(line)
    return numbers


@contextmanager
def _screens() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "screens.json")
        path.write_text(json.dumps({"screens": _SCREENS}))
        yield f"offscreen:configfile={path}"


def _say(*words: float) -> None:
    print(json.dumps(words), flush=True)


def _be_measured() -> None:
    """Be the program; say when the first window was painted, and when the meeting is open."""
    begun = time.monotonic()
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    imports = time.monotonic() - begun
    from ui import main  # noqa: PLC0415
    from ui.console.purpose_pages import PurposePage  # noqa: PLC0415
    from ui.program import Program  # noqa: PLC0415

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
                QApplication.instance().removeEventFilter(self)
                QTimer.singleShot(0, lambda: _say(time.monotonic(), imports))
            return False

    class Watched(Program):
        async def run(self) -> None:
            QApplication.instance().installEventFilter(watch)
            opened = asyncio.create_task(self._tell_when_open())
            await super().run()
            await opened

        async def _tell_when_open(self) -> None:
            while self.view is None or not self.view.isVisible():
                for page in self.window.findChildren(PurposePage):
                    page.focusProxy().click()  # the meeting is led, not prepared
                await asyncio.sleep(0.05)
            _say()

    watch = Watch()
    main.Program = Watched  # type: ignore[misc]
    main.run_console(main.Start(practice=True))


if __name__ == "__main__":
    _be_measured()
