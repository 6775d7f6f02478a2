"""The chair's desktop: two screens, a session bus, and the accessibility bus on it."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.endtoend.xserver import XServer, x_server

DESKTOP_COLOUR = "#24513f"  # what is seen where no window is; nothing of ours has it
_LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


@contextlib.contextmanager
def desktop(home: Path) -> Iterator[XServer]:
    """Start it all; nothing of it runs on afterwards."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    with x_server(home) as x, contextlib.ExitStack() as stack:
        x.run("xsetroot", "-solid", DESKTOP_COLOUR)
        x.run("setxkbmap", "se")  # a key for å, ä and ö each
        x.environment |= {
            "XDG_RUNTIME_DIR": str(runtime),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
        bus.append(f"--address=unix:path={runtime}/bus")
        with stack.enter_context(_group(bus, x)).stdout as announced:  # type: ignore[union-attr]
            x.environment["DBUS_SESSION_BUS_ADDRESS"] = announced.readline().decode().strip()
        launcher = next(path for path in _LAUNCHERS if Path(path).exists())
        stack.enter_context(_group([launcher, "--launch-immediately", "--a11y=1"], x))
        yield x


@contextlib.contextmanager
def _group(command: list[str], x: XServer) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program in a process group of its own and end the whole group."""
    process = subprocess.Popen(
        command,
        env=x.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
