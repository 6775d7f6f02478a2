"""How long the case and the meeting have taken; the case's time turns to a soft warning."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.room.state import RoomState, Timers
from ui.console.labels import elapsed
from ui.console.widgets import column, label, restyle, row, say

_NOTHING = "–"


class Clocks(QWidget):
    """Both times, side by side. Draws them anew each second by itself."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._timers = Timers()
        self._case = label(_NOTHING, "clock")
        self._limit = label("", "caption")
        self._meeting = label(_NOTHING, "clock")
        self._case.setAccessibleName(self.tr("Time of this patient"))
        self._meeting.setAccessibleName(self.tr("Time of the meeting"))
        self.setLayout(
            row(
                column(self._limit, self._case, gap=0),
                column(label(self.tr("Meeting"), "caption"), self._meeting, gap=0),
                gap=20,
            )
        )
        self._each_second = QTimer(self, interval=1000)
        self._each_second.timeout.connect(self._draw)
        self._each_second.start()

    def present(self, state: RoomState) -> None:
        """Take the times at which case and meeting began."""
        self._timers = state.timers
        self._draw()

    def _draw(self) -> None:
        now, timers = self._now(), self._timers
        case, meeting = timers.case_started, timers.meeting_started
        say(self._case, elapsed(case, now) if case else _NOTHING)
        say(self._meeting, elapsed(meeting, now) if meeting else _NOTHING)
        late = case is not None and now - case > timedelta(minutes=timers.case_minutes)
        restyle(self._case, "late", "true" if late else "false")
        said = self.tr("Over {minutes} min") if late else self.tr("Patient")
        say(self._limit, said.format(minutes=timers.case_minutes))
