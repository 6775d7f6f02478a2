"""What is logged: event codes, types and places, never values.

`JSONDecodeError.doc` and `UnicodeDecodeError.object` hold a whole document, and a traceback prints
what an exception says: so of an exception only its type and where it was raised are told. HTTP
libraries' loggers are off, because they print addresses. Everything goes to stderr; the case
process has none.
"""

import asyncio
import logging
import sys
import threading
from types import TracebackType
from typing import Any

from app.model.errors import SamsynError

_OURS = ("app.", "ui.", "resources.")
_SILENT = ("httpx2", "httpcore2", "httpx", "httpcore", "h11", "asyncio", "qasync", "uvicorn")

_log = logging.getLogger("samsyn")


def configure(level: int = logging.WARNING) -> None:
    """Log to stderr from now on, and have uncaught exceptions told without their values."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.handlers = [handler]
    _log.propagate = False
    _log.setLevel(level)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    sys.unraisablehook = _unraisable


def event(code: str, level: int = logging.INFO, **facts: int) -> None:
    """Log that something happened: a constant code and numbers, nothing that a record holds."""
    _log.log(level, " ".join((code, *(f"{name}={value}" for name, value in facts.items()))))


def failure(code: str, error: BaseException) -> None:
    """Log an exception as its kind and place."""
    _log.error("%s %s at %s", code, kind(error), place(error) or "?")


def case_failed(code: str, place: str) -> None:
    """Log what a case process said of its own failure; both are checked to be technical."""
    _log.error("case-failed %s at %s", code, place or "?")


def kind(error: BaseException) -> str:
    """Return the error's code if it is ours, else its type's name."""
    return error.code if isinstance(error, SamsynError) else type(error).__name__


def place(error: BaseException) -> str:
    """Return `module:line` of the innermost frame of ours, or of any; "" without a traceback."""
    frames = []
    at = error.__traceback__
    while at is not None:
        frames.append((str(at.tb_frame.f_globals.get("__name__", "?")), at.tb_lineno))
        at = at.tb_next
    ours = [frame for frame in frames if frame[0].startswith(_OURS)] or frames
    return f"{ours[-1][0]}:{ours[-1][1]}" if ours else ""


def loop_failure(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what an event loop cannot raise; give it to `set_exception_handler`."""
    error = context.get("exception")
    if error is None:
        event("loop-complaint", logging.ERROR)
    else:
        failure("uncaught-in-loop", error)


def _uncaught(
    _type: type[BaseException], error: BaseException, _traceback: TracebackType | None
) -> None:
    failure("uncaught", error)


def _uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        failure("uncaught-in-thread", args.exc_value)


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        failure("unraisable", args.exc_value)
