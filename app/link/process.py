"""One case process: started from the main thread, spoken with, killed and reaped.

The kernel's PDEATHSIG fires when the *thread* that started a process ends, so only the main thread
may start one. Stderr leads nowhere: what a library prints there may hold a patient's text.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import msgspec

from app.link.channel import Channel
from app.link.frames import FrameMemory
from app.link.messages import (
    PROTOCOL,
    CaseSettings,
    FromCase,
    Hello,
    Message,
    RecordAccess,
    from_case,
)
from app.model.errors import LinkBroken
from app.room.ports import StopReason

CASE_COMMAND = (sys.executable, "-I", "-B", "-m", "ui.case_main")

_SECRETS = "SAMSYN_"  # the environment of a process can be read by its user's other programs


class CaseProcess:
    """A running case process, its pipes and its frames.

    `post` brings a call into the main thread; `deliver` and `ended` are called there, and neither
    after `kill`. Raises LinkBroken when the system does not give a process.
    """

    def __init__(
        self,
        command: Sequence[str],
        settings: CaseSettings,
        *,
        post: Callable[[Callable[[], None]], object],
        deliver: Callable[[FromCase], None],
        ended: Callable[[StopReason], None],
    ) -> None:
        if threading.current_thread() is not threading.main_thread():
            raise RuntimeError("a case process would die with this thread")
        self._post = post
        self._ended = ended
        self._killed = False
        try:
            self.memory = FrameMemory.create(settings.layout)
        except OSError:
            raise LinkBroken("no shared memory") from None
        try:
            self._process = self._start(command)
        except OSError:
            self.memory.close()
            raise LinkBroken("the case process does not start") from None
        assert self._process.stdin is not None  # noqa: S101 -- they are pipes
        assert self._process.stdout is not None  # noqa: S101 -- they are pipes
        self._channel: Channel[FromCase] = Channel(
            self._process.stdout,
            self._process.stdin,
            from_case,
            post=post,
            deliver=deliver,
            ended=self._stream_ended,
        )
        self._channel.start()
        room = msgspec.structs.replace(settings, access=RecordAccess())
        self.send(Hello(protocol=PROTOCOL, frames=self.memory.name, settings=room))

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def send(self, message: Message) -> None:
        """Send a message; raises LinkBroken if it cannot be sent."""
        self._channel.send(message)

    def kill(self) -> None:
        """Kill it, wait until the system has taken its memory back, and unmap the frames."""
        self._killed = True
        self._process.kill()
        self._process.wait()
        self._channel.close()
        self.memory.close()

    def _start(self, command: Sequence[str]) -> "subprocess.Popen[bytes]":
        options: dict[str, Any] = {}
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NO_WINDOW
        else:
            # A group of its own: Ctrl+C in a terminal is the console's to answer.
            options |= {"pass_fds": (self.memory.descriptor,), "process_group": 0}
        process = subprocess.Popen(  # noqa: S603 -- our own program
            [*command, str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={k: v for k, v in os.environ.items() if not k.startswith(_SECRETS)},
            **options,
        )
        if sys.platform == "win32":
            _job().add(process)
        return process

    def _stream_ended(self, reason: StopReason) -> None:
        def tell() -> None:
            if not self._killed:
                self._ended(reason)

        self._post(tell)


if sys.platform == "win32":
    from app.link.job import Job

    @cache
    def _job() -> Job:
        return Job()
