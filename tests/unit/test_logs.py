"""What is logged holds a kind and a place, and never a value."""

import asyncio
import io
import json
import logging
import sys
import threading
from collections.abc import Iterator

import pytest

from app import logs
from app.model.errors import HostTrouble

SECRET = "Tolvan Tolvansson 191212121212"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return what is logged; the hooks and loggers are as before afterwards."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    logger = logging.getLogger("samsyn")
    before = logger.handlers, logger.level, logger.propagate
    logs.configure(logging.INFO)
    written = io.StringIO()
    handler = logger.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logger.handlers, logger.level, logger.propagate = before


def a_secret_error() -> Exception:
    try:
        json.loads(f'{{"{SECRET}')
    except json.JSONDecodeError as error:
        return error
    raise AssertionError


def test_an_uncaught_exception_tells_its_type_and_place(log: io.StringIO) -> None:
    error = a_secret_error()
    sys.excepthook(type(error), error, error.__traceback__)
    said = log.getvalue()
    assert "uncaught JSONDecodeError at " in said
    assert "Tolvan" not in said
    assert "1912" not in said


def test_an_exception_of_a_thread_tells_its_type_and_place(log: io.StringIO) -> None:
    def broken() -> None:
        raise ValueError(SECRET)

    thread = threading.Thread(target=broken, name=SECRET)
    thread.start()
    thread.join()
    assert "uncaught-in-thread ValueError" in log.getvalue()
    assert "Tolvan" not in log.getvalue()


def test_what_cannot_be_raised_tells_its_type(log: io.StringIO) -> None:
    class Broken:
        def __del__(self) -> None:
            raise ValueError(SECRET)

    Broken()
    assert "unraisable ValueError" in log.getvalue()
    assert "Tolvan" not in log.getvalue()


async def test_what_only_the_loop_sees_tells_its_type(log: io.StringIO) -> None:
    loop = asyncio.get_running_loop()
    logs.loop_failure(loop, {"message": SECRET, "exception": a_secret_error()})
    logs.loop_failure(loop, {"message": SECRET})
    assert "uncaught-in-loop JSONDecodeError" in log.getvalue()
    assert "loop-complaint" in log.getvalue()
    assert "Tolvan" not in log.getvalue()


def test_our_own_errors_tell_their_code(log: io.StringIO) -> None:
    logs.failure("delivery", HostTrouble(500))
    assert "delivery host-trouble at ?" in log.getvalue()


def test_an_event_is_a_code_and_numbers(log: io.StringIO) -> None:
    logs.event("case-opened", pages=4)
    assert log.getvalue().endswith("INFO case-opened pages=4\n")


def test_a_case_process_is_quoted_in_its_own_technical_words(log: io.StringIO) -> None:
    logs.case_failed("ValueError", "")
    assert "case-failed ValueError at ?" in log.getvalue()


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("name", ["httpx2", "httpcore2.connection", "asyncio"])
def test_libraries_that_print_addresses_are_off(name: str) -> None:
    assert not logging.getLogger(name).isEnabledFor(logging.CRITICAL)


def test_the_place_is_the_innermost_of_our_own() -> None:
    assert logs.place(a_secret_error()).startswith("json.")
    with pytest.raises(TypeError) as caught:
        logs.event("x", pages=1, level="no level")  # type: ignore[arg-type]
    assert logs.place(caught.value).startswith("app.logs:")
