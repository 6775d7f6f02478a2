"""Makes the README's pictures: the real program in practice mode, offscreen, on its way.

    QT_QPA_PLATFORM=offscreen python packaging/screenshots.py docs/pictures

Every picture is what the program paints; the people and patients are the practice meeting's.
"""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.room.room import Room
from app.room.stage_view import ScreenMode
from ui import i18n, loop
from ui.console import style
from ui.console.room_view import RoomView
from ui.program import Program

SIZE = (1366, 768)
ROOM = (1280, 720)
SMOOTH = Qt.TransformationMode.SmoothTransformation


class Photographer:
    """Walks through the practice meeting and takes pictures on the way."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._program, self._folder = program, folder

    @property
    def _parts(self) -> tuple[Room, RoomView]:
        room, view = self._program.room, self._program.view
        if room is None or view is None:
            raise LookupError("no meeting is open")
        return room, view

    async def walk(self) -> None:
        """Go the chair's way: attendance, preview, show, recommendation."""
        await _until(lambda: self._program.view is not None and self._program.view.isVisible())
        room, view = self._parts
        self._program.window.resize(*SIZE)
        room.attest()
        for attendee in room.state.attendance.attendees:
            room.tick(attendee.person.id)
        room.confirm_ticked()
        room.select(room.state.lines[0].case.id)
        await _until(lambda: bool(room.state.wings and room.state.wings.complete))
        room.show()
        await _until(lambda: room.state.stage.mode is ScreenMode.LIVE)
        await self._take_room("room")
        if room.state.outcome is not None:
            room.choose_text(room.state.outcome.suggestions[2])
        room.show_recommendation(large=True)
        await self._take("console")
        room.end_meeting()
        view.close_confirmed.emit()

    async def _take(self, name: str) -> None:
        await asyncio.sleep(0.4)  # what was asked for is painted
        self._program.window.grab().save(str(self._folder / f"{name}.png"))

    async def _take_room(self, name: str) -> None:
        picture = self._program.stage._picture()  # noqa: SLF001 -- nobody else may look at it
        if picture is not None:
            picture.scaled(*ROOM, mode=SMOOTH).save(str(self._folder / f"{name}.png"))


async def _until(true: Callable[[], bool]) -> None:
    while not true():  # noqa: ASYNC110 -- what is waited for has no event of its own
        await asyncio.sleep(0.02)


async def _main(folder: Path) -> None:
    program = Program(None, token="", language="sv")
    running = asyncio.ensure_future(program.run())
    await Photographer(program, folder).walk()
    await running


def main() -> None:
    """Take the pictures into the folder that is named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(["samsyn"])
    application.setQuitOnLastWindowClosed(False)
    i18n.install("sv")
    style.install(application)
    loop.run(application, lambda: _main(folder))


if __name__ == "__main__":
    main()
