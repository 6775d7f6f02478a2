"""The meeting in figures, at its end: how long each case took, what was missing, why postponed.

Nothing in it is personal: a case is its number on the agenda.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.model.figures import CaseFigures, MeetingFigures
from app.room.state import RoomState, Waiting
from ui.console.labels import term
from ui.console.widgets import clear, column, label, say

_MINUTE = 60


class FiguresTable(QWidget):
    """One row per case, the sum above, and below what becomes of it."""

    def __init__(self, *, wanted: bool) -> None:
        """Take whether the organisation wants the figures sent to the host."""
        super().__init__()
        self._wanted = wanted
        self._shown: MeetingFigures | None = None
        self._sum = label("", "strong", wrap=True)
        self._sent = label("", "quiet", wrap=True)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(3, 1)
        self.setAccessibleName(self.tr("The meeting in figures"))
        heading = label(self.tr("THE MEETING IN FIGURES"), "caption")
        self.setLayout(column(heading, self._sum, 4, self._grid, 4, self._sent, gap=4))

    def present(self, state: RoomState, waiting: tuple[Waiting, ...]) -> None:
        """Show the figures, and whether they have been sent."""
        figures = state.figures
        self.setVisible(figures is not None)
        if figures is None:
            return
        say(self._sent, self._what_becomes_of_it(state, waiting))
        if figures != self._shown:
            self._shown = figures
            say(self._sum, self._summary(figures))
            self._rebuild(figures)

    def _summary(self, figures: MeetingFigures) -> str:
        shown = [case.seconds for case in figures.cases if case.seconds]
        mean = sum(shown) / len(shown) if shown else 0
        said = [
            self.tr("{minutes} min").format(minutes=round(figures.seconds / _MINUTE)),
            self.tr("%n people", "", figures.people),
            self.tr("%n patients shown", "", len(shown)),
        ]
        if shown:
            said.append(self.tr("{minutes} min each").format(minutes=_minutes(round(mean))))
        if figures.competences_missing:
            missing = ", ".join(figures.competences_missing)
            said.append(self.tr("not here: {what}").format(what=missing))
        return " · ".join(said)

    def _what_becomes_of_it(self, state: RoomState, waiting: tuple[Waiting, ...]) -> str:
        if not self._wanted:
            return self.tr("Not sent anywhere: it is gone when Samsyn closes.")
        if not state.ended:
            return self.tr("Sent to the record system when the meeting is ended.")
        if Waiting.FIGURES in waiting:
            return self.tr("Being sent to the record system …")
        return self.tr("Sent to the record system.")

    def _rebuild(self, figures: MeetingFigures) -> None:
        clear(self._grid)
        titles = (self.tr("No."), self.tr("Min"), self.tr("How it went"), self.tr("Missing"))
        for across, title in enumerate(titles):
            self._grid.addWidget(label(title, "caption"), 0, across)
        for down, case in enumerate(figures.cases, start=1):
            for across, text in enumerate(_cells(case)):
                cell = label(text or "–", "cell", wrap=across > 1)
                side = Qt.AlignmentFlag.AlignRight if across <= 1 else Qt.AlignmentFlag.AlignLeft
                cell.setAlignment(side | Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(cell, down, across)
        self._grid.setColumnStretch(2, 1)


def _cells(case: CaseFigures) -> tuple[str, str, str, str]:
    how = term(case.state)
    if case.postponed is not None:
        how = f"{how}: {term(case.postponed)}"
    missing = ", ".join(term(kind) for kind in case.missing)
    return str(case.number), _minutes(case.seconds), how, missing


def _minutes(seconds: int) -> str:
    return f"{seconds // _MINUTE}:{seconds % _MINUTE:02}" if seconds else ""
