"""A console window and a stage on a real X server, told what to do line by line.

`waiting`, `live N`, `elsewhere`, `frame N RRGGBB`, `gone N`, `windowed`, `full`: done, then `ok`.
`where` tells as JSON what the stage is and which colours its middle and the console's have.
"""

import json
import os
import sys

from PySide6.QtCore import QPoint, QSocketNotifier
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit

from app.room.stage_view import ScreenMode, StageView
from tests.fakes.link import settings
from tests.ui.stage.conftest import frame_of
from ui import i18n
from ui.stage.placement import Placement
from ui.stage.window import StageWindow


class Program:
    """The windows, and what is done to them."""

    def __init__(self, application: QApplication) -> None:
        self.application = application
        i18n.install("sv")
        self.console = QLineEdit()
        self.console.setWindowTitle("Console")
        self.console.setGeometry(100, 100, 800, 600)
        self.console.show()
        self.stage = StageWindow(settings)
        self.placement = Placement(self.stage, self.console.screen)
        self.placement.begin()
        self.notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
        self.notifier.activated.connect(self.take)
        self.pending = b""

    def take(self) -> None:
        """Do what the lines on stdin say; end with stdin."""
        data = os.read(0, 4096)
        if not data:
            self.application.quit()
        *lines, self.pending = (self.pending + data).split(b"\n")
        for line in lines:
            sys.stdout.write(self.do(*line.decode().split()) + "\n")
            sys.stdout.flush()

    def do(self, what: str, *arguments: str) -> str:
        """Do one thing and return the answer."""
        match what:
            case "where":
                return json.dumps(self.where())
            case "frame":
                self.stage.frame_ready(frame_of(int(arguments[0]), int(arguments[1], 16)))
            case "gone":
                self.stage.gone(int(arguments[0]))
            case "live":
                self.stage.paint(StageView(mode=ScreenMode.LIVE, generation=int(arguments[0])))
            case "windowed":
                self.placement.set_windowed(windowed=True)
            case "full":
                self.placement.set_windowed(windowed=False)
            case mode:
                self.stage.paint(StageView(mode=ScreenMode(mode)))
        return "ok"

    def where(self) -> dict[str, object]:
        """Tell where the stage is and what can be seen."""
        geometry = self.stage.geometry()
        return {
            "visible": self.stage.isVisible(),
            "exposed": self.stage.isExposed(),
            "geometry": geometry.getRect(),
            "screen": self.stage.screen().name(),
            "console_is_active": self.console.isActiveWindow(),
            "stage_is_active": self.stage.isActive(),
            "windowed": self.placement.is_windowed,
            "screens": [screen.name() for screen in self.application.screens()],
            "room_pixel": self.colour_at(QPoint(1920 + 960, 1000)),
            "console_pixel": self.colour_at(QPoint(500, 300)),
        }

    def colour_at(self, point: QPoint) -> str:
        """Return the colour of the X screen there, as it is seen."""
        screen = self.application.primaryScreen()
        grabbed = screen.grabWindow(0, point.x(), point.y(), 1, 1).toImage()
        return "" if grabbed.isNull() else QColor(grabbed.pixel(0, 0)).name()


def main() -> int:
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    program = Program(application)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    result = application.exec()
    del program
    return result


if __name__ == "__main__":
    sys.exit(main())
