"""Run by `test_program`: the real program on the practice host, walked from the inside.

Prints one JSON object with what was seen. Offscreen; asserts nothing itself.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QPushButton

from app.hardening import harden
from app.room.stage_view import ScreenMode
from ui import i18n, loop
from ui.console import style
from ui.console.purpose_pages import PurposePage
from ui.program import Program


async def until(true: Callable[[], bool]) -> None:
    """Let the loop run until it is so."""
    while not true():  # noqa: ASYNC110 -- what is waited for has no event of its own
        await asyncio.sleep(0.02)


def application_windows() -> list[QWindow]:
    """Return all windows there are."""
    return QGuiApplication.topLevelWindows()


def _children() -> list[str]:
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


async def _walk() -> dict[str, object]:
    program = Program(None, token="", language="sv")
    running = asyncio.ensure_future(program.run())
    await until(lambda: bool(program.window.findChildren(PurposePage)))
    await asyncio.sleep(0)  # the page waits for its answer
    program.window.findChildren(PurposePage)[-1].findChildren(QPushButton)[0].click()
    await until(lambda: program.view is not None and program.view.isVisible())
    room, view = program.room, program.view
    if room is None or view is None:
        raise AssertionError
    seen: dict[str, object] = {"meeting": room.state.meeting.practice}
    room.attest(shared=False)
    for attendee in room.state.attendance.attendees[:3]:
        room.tick(attendee.person.id)
    room.confirm_ticked()
    case = room.state.lines[0].case.id
    room.select(case)
    await until(lambda: room.state.wings is not None and bool(room.state.wings.pages))
    await until(lambda: bool(view.preview._frames))
    room.show()
    await until(lambda: room.state.stage.mode is ScreenMode.LIVE)
    await until(lambda: bool(room.state.on_stage and room.state.on_stage.pages))
    seen["pages"] = len(room.state.on_stage.pages) if room.state.on_stage else 0
    program.window.close()
    seen["asks"] = view._closing.isVisible() and program.window.isVisible()
    room.waiting()
    seen["preview_dropped"] = not any(f.generation == 1 for f in view.preview._frames.values())
    view.close_confirmed.emit()
    await running
    seen["windows"] = sum(window.isVisible() for window in application_windows())
    seen["children"] = len(_children())
    return seen


def tell(walk: Callable[[], Coroutine[Any, Any, dict[str, object]]]) -> None:
    """Walk, and print what was seen."""
    harden()
    application = QApplication(["samsyn"])
    application.setQuitOnLastWindowClosed(False)
    i18n.install("sv")
    style.install(application)
    sys.stdout.write(json.dumps(loop.run(application, walk)))


if __name__ == "__main__":
    tell(_walk)
