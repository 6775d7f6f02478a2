"""The real program on a real desktop, used by a chair who sees names and presses keys."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.endtoend.scanner import descendants
from tests.endtoend.xserver import NeverHappened, T, XServer, until

SAMSYN = (str(Path(sys.executable).with_name("samsyn")),)
HANDS = Path(__file__).with_name("hands.py")
SYSTEM_PYTHON = "/usr/bin/python3"


class Program:
    """A running console, and the chair in front of it."""

    def __init__(self, x: XServer, process: subprocess.Popen[bytes], hands: Any, pid: int) -> None:
        self.x, self.process, self.hands, self.pid = x, process, hands, pid

    # --- what the chair sees ----------------------------------------------------------------------

    def ask(self, **request: Any) -> Any:
        """Let the hands do one thing. Raises AssertionError when the program has ended."""
        _still_runs(self.process)
        self.hands.stdin.write(json.dumps(request) + "\n")
        self.hands.stdin.flush()
        return json.loads(self.hands.stdout.readline())

    def see(self) -> list[tuple[str, str, list[str]]]:
        """Return what shows: role, name, states."""
        return [(role, name, states) for role, name, states in self.ask(see=True) or ()]

    def texts(self) -> str:
        """Return every name that shows, a line each."""
        return "\n".join(name for _, name, _ in self.see())

    def until_seen(self, words: str) -> None:
        """Wait until the words show somewhere."""
        self.until(f"the console shows {words!r}", lambda: self.ask(shows=words))

    def until_gone(self, words: str) -> None:
        """Wait until the words show nowhere."""
        self.until(f"the console no longer shows {words!r}", lambda: self.ask(shows=words) is False)

    def find(self, pattern: str) -> re.Match[str]:
        """Wait until a name matches the pattern, and return the match."""
        regex = re.compile(pattern, re.MULTILINE)
        return self.until(f"the console shows {pattern!r}", lambda: regex.search(self.texts()))

    def until_it_is(self, state: str, name: str, *, yes: bool = True) -> None:
        """Wait until what begins with that name is `focused`, `checked` or `enabled`, or is not."""
        self.until(
            f"{name!r} is {state}: {yes}",
            lambda: self.ask(**{"is": state, "name": name}) is yes,
        )

    def until(self, what: str, ask: Callable[[], T | None]) -> T:
        """Ask until the answer is something; say what the console shows if that never comes."""
        try:
            return until(what, ask)
        except NeverHappened as never:
            raise NeverHappened(f"{what}. It shows:\n{self.texts()}") from never

    # --- what the chair does ----------------------------------------------------------------------

    def press(self, name: str) -> None:
        """Press what has that name, as soon as it is there."""
        self.until(f"{name!r} can be pressed", lambda: self.ask(press=name))

    def put(self, text: str, into: str) -> None:
        """Write into the field of that name."""
        self.until(f"{into!r} can be written into", lambda: self.ask(type=text, into=into))

    def write(self, text: str, into: str) -> None:
        """Write into the field of that name on the keyboard, sign by sign."""
        self.until(f"{into!r} takes the focus", lambda: self.ask(focus=into))
        self.until_it_is("focused", into)
        self.x.run("xdotool", "type", "--delay", "15", text)

    def key(self, *keys: str) -> None:
        """Press keys on the keyboard, with the console's window in front."""
        self.x.run("xdotool", "key", "--delay", "30", *keys)

    def choose_from_menu(self, name: str, place: int) -> None:
        """Open the menu of the button with that name, and take its entry at that place, from 0."""
        before = len(self.x.windows_of("samsyn"))
        self.press(name)
        self.until("the menu opens", lambda: len(self.x.windows_of("samsyn")) > before)
        self.key(*["Down"] * (place + 1), "Return")

    # --- how it ends ------------------------------------------------------------------------------

    @property
    def processes(self) -> list[int]:
        """All processes of the app, the console first."""
        return descendants(self.pid)

    def kill(self) -> None:
        """Let the power go."""
        for pid in self.processes[:1]:
            os.kill(pid, signal.SIGKILL)
        self.process.wait(30)

    def wait(self) -> int:
        """Wait until the program has ended by itself; return its exit code, 0.

        Raises AssertionError with what the program said when it ended otherwise.
        """
        code = self.process.wait(60)
        assert self.process.stdout is not None
        assert code == 0, f"{code}: {self.process.stdout.read().decode()}"
        return code


@contextlib.contextmanager
def program(
    x: XServer,
    *arguments: str,
    token: str,
    trace: Sequence[str] = (),
    environment: Mapping[str, str] | None = None,
) -> Iterator[Program]:
    """Start `samsyn` (under `trace`, if given) and wait until its window shows."""
    environment = {
        **x.environment,
        **(environment or {}),
        "SAMSYN_TOKEN": token,
        "PYTHONDONTWRITEBYTECODE": "1",  # an installed program has its bytecode already
        "PYTHONFAULTHANDLER": "1",  # where it crashed, if it does
    }
    with (
        subprocess.Popen(
            [*trace, *SAMSYN, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process,
        subprocess.Popen(
            [SYSTEM_PYTHON, str(HANDS)],
            env=x.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as hands,
    ):
        try:
            console = until("the program's process", lambda: _console(process, traced=bool(trace)))
            started = Program(x, process, hands, console)
            until("the console's window", started.see)
            yield started
        finally:
            for pid in reversed(descendants(process.pid)):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            hands.kill()


def _console(process: subprocess.Popen[bytes], *, traced: bool) -> int | None:
    """Return the console's pid: strace's child, or the process itself."""
    if not traced:
        return process.pid
    return next(iter(descendants(process.pid)[1:]), None)


def _still_runs(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None and process.stdout is not None:
        raise AssertionError(f"samsyn ended: {process.stdout.read().decode()}")
