"""The console's way in: settings, language, look, and one event loop for Qt and asyncio."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from PySide6.QtWidgets import QApplication

from app import config as settings_file
from app import logs
from app.hardening import harden
from app.model.errors import ConfigError
from ui import i18n, loop
from ui.console import style
from ui.program import Program

PASSPHRASE_VARIABLE = "SAMSYN_CERTIFICATE_PASSPHRASE"  # noqa: S105 -- the variable's name
TOKEN_VARIABLE = "SAMSYN_TOKEN"  # noqa: S105 -- the variable's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What the command line says. `config` None: the usual places; `language` None: as set.

    `rivta`: a practice meeting's records are read through RIV-TA's service contracts.
    """

    practice: bool = False
    rivta: bool = False
    config: Path | None = None
    language: str | None = None


def run_console(start: Start) -> NoReturn:
    """Open the console and the room screen, and end the process when they are closed.

    Raises ConfigError before any window is opened.
    """
    harden()
    logs.configure()
    # not for the processes that are started from here
    token, passphrase = os.environ.pop(TOKEN_VARIABLE, ""), os.environ.pop(PASSPHRASE_VARIABLE, "")
    config = None if start.practice else settings_file.load(start.config)
    application = _application()
    language = start.language or (config.room.language if config else "sv")
    i18n.install(language)
    style.install(application)

    async def main() -> None:
        program = Program(
            config, token=token, language=language, passphrase=passphrase, rivta=start.rivta
        )
        await program.run()

    loop.run(application, main)
    _end()


def _end() -> NoReturn:
    """End this process, with exit code 0. Everything is closed; what Qt still has goes with it.

    Python would else take apart what Qt owns in no order of Qt's, and now and then crash of it.
    """
    for stream in filter(None, (sys.stdout, sys.stderr)):  # there are none without a terminal
        stream.flush()
    os._exit(0)


def _application() -> QApplication:
    _need_a_screen()
    application = QApplication(["samsyn"])
    application.setApplicationName("samsyn")
    application.setApplicationDisplayName("Samsyn")
    application.setQuitOnLastWindowClosed(False)  # closing asks first, and the room ends itself
    return application


def _need_a_screen() -> None:
    """Say it in words where Qt would abort."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(map(os.environ.get, screens)):
        raise ConfigError("DISPLAY", "", "there is no screen: start Samsyn on the PC's own desktop")
