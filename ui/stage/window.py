"""The room window: owned by the console for the whole meeting, so no swap can show the desktop.

It paints WAITING, BLACK and the recommendation itself, at once, whatever a case process does. Of a
patient's page it holds a reference into shared memory and nothing else.
"""

from collections.abc import Callable

from PySide6.QtGui import QScreen, QWindow

from app.link.frames import Frame
from app.link.messages import CaseSettings
from app.room.ports import Slot
from app.room.stage_view import StageView

TITLE = "Samsyn"  # constant: never a patient's


class StageWindow(QWindow):
    """Port `Stage` and `FrameSink` in one; give it to `Slots.watch` and to `Room`."""

    def __init__(self, settings: Callable[[], CaseSettings]) -> None:
        """Take what the room's screen looks like now (profile, theme, banner)."""
        super().__init__()
        self._settings = settings

    def paint(self, view: StageView) -> None:
        """Paint at once, whatever a case process does: on return the old frame is gone."""
        raise NotImplementedError

    def frame_ready(self, frame: Frame) -> None:
        """Show this frame as soon as the view asks for its generation; repaint if it does now."""
        raise NotImplementedError

    def preview_ready(self, slot: Slot, frame: Frame) -> None:
        """Do nothing: previews are for the console."""
        raise NotImplementedError

    def gone(self, generation: int) -> None:
        """Drop the frame; what was shown of it is painted over by WAITING."""
        raise NotImplementedError

    def fill_screen(self, screen: QScreen) -> None:
        """Cover that screen, without a frame."""
        raise NotImplementedError

    def show_windowed(self) -> None:
        """Be a window of its own that can be moved and resized: the room view on one screen."""
        raise NotImplementedError

    def withdraw(self) -> None:
        """Hide until `fill_screen` or `show_windowed`: the room's screen is unplugged."""
        raise NotImplementedError
