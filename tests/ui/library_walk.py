"""Run by `test_program`: the real program of a room with a signed library, into its meeting.

Arguments: the host's address and token; the library's address, its root's file and the folder.
Prints one JSON object with what was seen. Offscreen; asserts nothing itself.
"""

import asyncio
import sys
import threading

from PySide6.QtWidgets import QLabel, QPushButton

from app.config import Config, HostConfig, LibraryConfig
from tests.ui.practice_walk import tell, until
from ui.console.foot_strip import FootStrip
from ui.console.purpose_pages import PurposePage
from ui.program import Program


async def _walk() -> dict[str, object]:
    host, token, url, root, folder = sys.argv[1:]
    library = LibraryConfig(folder=folder, url=url, root=root)
    program = Program(
        Config(host=HostConfig(url=host), library=library), token=token, language="sv"
    )
    running = asyncio.ensure_future(program.run())
    window = program.window
    await until(lambda: bool(window.findChildren(PurposePage)))
    labels = window.findChildren(FootStrip)[0].findChildren(QLabel)
    await until(lambda: any("uppdaterade" in label.text() for label in labels))
    seen: dict[str, object] = {"said": [label.text() for label in labels if label.text()]}
    window.findChildren(PurposePage)[-1].findChildren(QPushButton)[0].click()
    await until(lambda: program.view is not None and program.view.isVisible())
    if program.room is None or program.view is None:
        raise AssertionError
    seen["strips"] = len([each for each in window.findChildren(FootStrip) if each.isVisible()])
    seen["threads"] = [thread.name for thread in threading.enumerate()]
    seen["offered"] = [text.title for text in program.room._outcomes._library.texts()]
    program.view.close_confirmed.emit()
    await running
    return seen


if __name__ == "__main__":
    tell(_walk)
