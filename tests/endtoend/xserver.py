"""A real X server with a window manager and two screens: the chair's and the room's."""

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

CONSOLE = "1920/508x1080/286+0+0"
ROOM = "1920/1660x1080/934+1920+0"  # 75 inches

T = TypeVar("T")

PATIENCE_S = 60.0
PAUSE_S = 0.02


class NeverHappened(AssertionError):  # noqa: N818 -- reads as what it says
    """Something that was waited for did not come."""


def until(what: str, ask: Callable[[], T | None], *, patience: float = PATIENCE_S) -> T:
    """Ask again and again until the answer is something, and return it."""
    deadline = time.monotonic() + patience
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise NeverHappened(what)
        time.sleep(PAUSE_S)


class XServer:
    """Xvfb with openbox on it. `display` is what DISPLAY must be, `pid` the server's process."""

    def __init__(self, display: str, home: Path, pid: int = 0) -> None:
        self.display, self.pid = display, pid
        self.environment = {**os.environ, "DISPLAY": display, "HOME": str(home)}

    def run(self, *command: str) -> str:
        """Run an X client and return what it prints."""
        done = subprocess.run(
            command, env=self.environment, check=True, capture_output=True, text=True, timeout=30
        )
        return done.stdout

    def plug_room(self) -> None:
        """Put the room's screen beside the chair's."""
        self.run("xrandr", "--setmonitor", "ROOM", ROOM, "none")

    def unplug_room(self) -> None:
        """Pull the room's cable."""
        self.run("xrandr", "--delmonitor", "ROOM")

    def windows(self, title: str) -> list[str]:
        """Return the ids of the visible windows with that exact title."""
        return self._search("--name", f"^{title}$")

    def windows_of(self, program: str) -> list[str]:
        """Return the ids of a program's visible windows, its open menus among them."""
        return self._search("--class", program)

    def _search(self, *how: str) -> list[str]:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", *how],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,  # 1: none yet
        )
        return found.stdout.split()


@contextlib.contextmanager
def x_server(home: Path) -> Iterator[XServer]:
    """Start a server on a free display; everything of it is gone afterwards."""
    for tool in ("Xvfb", "openbox", "xrandr", "xdotool", "xsetroot", "setxkbmap"):
        if shutil.which(tool) is None:
            raise RuntimeError(f"{tool} is missing; `make setup` installs it")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [
            *("Xvfb", "-displayfd", str(writing), "-screen", "0", "3840x1080x24"),
            *("-noreset", "-nolisten", "tcp"),
        ],
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    manager = None
    try:
        with os.fdopen(reading) as announced:
            number = announced.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        x = XServer(f":{number}", home, server.pid)
        x.run("xrandr", "--setmonitor", "CONSOLE", CONSOLE, "screen")
        x.plug_room()
        # Only now: openbox asks for the monitors when it starts.
        manager = subprocess.Popen(
            ["openbox"], env=x.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until("the window manager", lambda: "_NET_SUPPORTED(" in x.run("xprop", "-root"))
        yield x
    finally:
        for process in filter(None, (manager, server)):
            process.kill()
            process.wait()
