"""Keeps every picture that the room's screen shows while something goes on."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.endtoend.xserver import XServer


@contextlib.contextmanager
def witness(x: XServer, folder: Path) -> Iterator[None]:
    """Watch the room's screen; when this ends, the folder holds what was to be seen.

    The watching process is not on the chair's bus: it has no time to answer what is asked there.
    """
    folder.mkdir()
    environment = {**x.environment, "QT_QPA_PLATFORM": "xcb"}
    environment["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
    environment.pop("QT_LINUX_ACCESSIBILITY_ALWAYS_ON", None)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.endtoend.grabber", str(folder)],
        env=environment,
        cwd=os.fspath(Path(__file__).parents[2]),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as grabber:
        assert grabber.stdin is not None
        assert grabber.stdout is not None
        assert grabber.stdout.readline() == "watching\n"
        yield
        grabber.stdin.close()
        assert int(grabber.stdout.read()) == len(list(folder.iterdir()))
