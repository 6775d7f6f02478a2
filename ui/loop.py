"""The event loop that Qt and asyncio share: the only module that imports qasync."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import qasync
from PySide6.QtGui import QGuiApplication

from app import logs
from ui.garbage import collected_here

T = TypeVar("T")


def run(application: QGuiApplication, main: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run `main` to its end on the application's event loop; every task is ended on return.

    Meanwhile garbage is collected in this thread only.
    """

    def new_loop() -> asyncio.AbstractEventLoop:
        loop: asyncio.AbstractEventLoop = qasync.QEventLoop(application)
        loop.set_exception_handler(logs.loop_failure)
        return loop

    with collected_here(application), asyncio.Runner(loop_factory=new_loop) as runner:
        return runner.run(main())
