"""The practice host in a process of its own: how it is started, found and ended.

The parent hands a one-time token over stdin (never in the arguments or the environment, which other
users of the machine may read), the child answers with its address in one line on stdout. The child
lives as long as its stdin stays open: it ends with its parent, however the parent ends.
"""

import contextlib
import json
import secrets
import subprocess
import sys
from typing import IO, Self, cast

from app.model.errors import HostUnreachable

_STOP_SECONDS = 5.0


class PracticeHost:
    """A running practice host. `base_url` has no trailing slash; `process` is the child."""

    def __init__(self, base_url: str, token: str, process: subprocess.Popen[bytes]) -> None:
        """Take what `start_practice_host` found out."""
        self.base_url, self.token, self.process = base_url, token, process

    def stop(self) -> None:
        """End the child; everything it held is gone. Stopping twice is no error."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):  # the child is gone already
                    pipe.close()
        try:
            self.process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def __enter__(self) -> Self:
        """Be the context of a `with`."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the child."""
        self.stop()


def start_practice_host(*, empty: bool = False, rivta: bool = False) -> PracticeHost:
    """Start a practice host on a free port of the loopback; returns once it answers.

    It holds today's practice meeting unless `empty`; `rivta`: its records are read by service
    contracts. Raises HostUnreachable when it does not start.
    """
    token = secrets.token_urlsafe(32)
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "app.practice"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Ctrl-C in the terminal is for the console, which still has things to deliver.
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
    host = PracticeHost("", token, process)
    try:
        host.base_url = _introduce(process, {"token": token, "empty": empty, "rivta": rivta})
    except BaseException:
        host.stop()
        raise
    return host


def _introduce(process: subprocess.Popen[bytes], words: dict[str, object]) -> str:
    to_child, from_child = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    try:
        to_child.write(json.dumps(words).encode() + b"\n")
        to_child.flush()
    except OSError:
        raise HostUnreachable("the practice host ended before it was spoken to") from None
    line = from_child.readline()
    if not line:
        raise HostUnreachable("the practice host ended before it answered")
    address: str = json.loads(line)["address"]
    return address
