"""Belts that the operating system gives: no core files, no looking in from outside, no orphans.

Both processes call `harden` first thing. Linux does it all; Windows has no core files by itself,
and its case processes die with a Job object (`app.link.job`). Nothing here raises: a system that
refuses a belt still has the others.
"""

import contextlib
import ctypes
import os
import signal
import sys
from typing import BinaryIO

_M_MMAP_THRESHOLD = -3
_LARGE_BLOCK = 1 << 20  # bytes: pictures, not texts
_PR_SET_PDEATHSIG = 1
_PR_SET_DUMPABLE = 4


def harden() -> None:
    """Let this process leave no core file and no freed picture, and nobody else read its memory."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 -- not on Windows

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _prctl(_PR_SET_DUMPABLE, 0)
    _give_back()


def die_with_parent(parent: int) -> None:
    """Have the system kill this process when the thread that started it ends, or end it now.

    `parent` is the starter's process id: if it is gone already, no signal will ever come.
    """
    if sys.platform != "win32":
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)


def limit_memory(most: int) -> None:
    """Refuse this process more than so many bytes of its own: a bomb ends it and not the machine.

    Address space that is only reserved, and shared memory, do not count. Windows limits a case
    process from outside (`app.link.job`).
    """
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 -- not on Windows

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Move stdin and stdout aside and return them; what else reads or prints meets nothing."""
    reader = os.fdopen(os.dup(0), "rb")
    writer = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nothing, descriptor)
    os.close(nothing)
    return reader, writer


def _give_back() -> None:
    """Have the memory of a picture go back to the system as soon as it is let go.

    Left alone, glibc keeps blocks of a size that was freed once: pixels of a page would stay, and
    the console would be 15 MB larger.
    """
    _call_libc("mallopt", _M_MMAP_THRESHOLD, _LARGE_BLOCK)


def _prctl(option: int, value: int) -> None:
    _call_libc("prctl", option, value, 0, 0, 0)


def _call_libc(function: str, *arguments: int) -> None:
    """Call a function of Linux's C library, if it has that one; nothing happens elsewhere."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None)[function](*arguments)
