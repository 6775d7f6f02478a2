"""The measures of a care plan: what, who does it, until when; one row each."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.identity import bounds_of
from app.model.outcome import Measure
from app.room.room import Room
from app.room.state import OutcomePanel, Unfinished
from ui.console.inputs import line_edit
from ui.console.labels import term
from ui.console.widgets import button, clear, column, label, row, say

_DATE_LENGTH = 10  # YYYY-MM-DD
_DATE_WIDTH = 132  # px


class Measures(QWidget):
    """Rows that grow by a button; a row that is emptied by its cross goes."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._shown: tuple[Measure, ...] = ()
        self._case = ""
        self._asking = False
        self._rows: list[_Row] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._asked = label("", tone="alarm", wrap=True)
        self._add = button(self.tr("Add a measure"), self._more, "quiet", icon="add")
        caption = label(self.tr("MEASURES"), "caption")
        self.setLayout(column(caption, self._list, self._asked, row(self._add, None), gap=4))

    def present(self, panel: OutcomePanel) -> None:
        """Show the rows; the one that is written in stays as it is."""
        self.setVisible(panel.care_plan)
        measures = panel.draft.measures
        if panel.draft.case != self._case:
            self._case, self._asking = panel.draft.case, False
        if measures != self._shown or len(self._rows) != len(measures):
            self._shown = measures
            if len(self._rows) != len(measures):
                self._rebuild(len(measures))
            for shown, measure in zip(self._rows, measures, strict=True):
                shown.present(measure)
        self._say_what_is_asked(panel)

    def ask(self, panel: OutcomePanel) -> bool:
        """Ask for a measure without words; tell whether the focus was put on it."""
        self._asking = True
        self._say_what_is_asked(panel)
        if Unfinished.MEASURE not in panel.unfinished:
            return False
        return any(shown.start() for shown in self._rows if not shown.measure.text)

    def _say_what_is_asked(self, panel: OutcomePanel) -> None:
        wanted = self._asking and Unfinished.MEASURE in panel.unfinished
        say(self._asked, term(Unfinished.MEASURE) if wanted else "")

    def _rebuild(self, count: int) -> None:
        clear(self._list)
        self._rows = [_Row(number, self) for number in range(1, count + 1)]
        for shown in self._rows:
            self._list.addWidget(shown)

    def _more(self) -> None:
        self._room.set_measures((*self._shown, Measure(text="")))
        if self._rows:
            self._rows[-1].start()

    def changed(self) -> None:
        """Tell the room what stands in the rows now."""
        self._shown = tuple(shown.measure for shown in self._rows)
        self._room.set_measures(self._shown)

    def remove(self, gone: "_Row") -> None:
        """Take a row away."""
        rest = tuple(shown.measure for shown in self._rows if shown is not gone)
        self._room.set_measures(rest)


class _Row(QWidget):
    def __init__(self, number: int, measures: Measures) -> None:
        super().__init__()
        self._text = line_edit(self.tr("Measure {number}: what").format(number=number))
        self._who = line_edit(self.tr("Measure {number}: who").format(number=number))
        self._until = line_edit(self.tr("Measure {number}: until").format(number=number))
        for field, words in (
            (self._text, self.tr("What")),
            (self._who, self.tr("Who")),
            (self._until, self.tr("YYYY-MM-DD")),
        ):
            field.setPlaceholderText(words)
            field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
            field.textEdited.connect(measures.changed)
        self._until.setMaxLength(_DATE_LENGTH)
        self._until.setFixedWidth(_DATE_WIDTH)
        self._until.editingFinished.connect(self._date_written)
        self._no_date = label("", tone="alarm", wrap=True)
        gone = self.tr("Take away measure {number}").format(number=number)
        cross = button("", partial(measures.remove, self), "quiet", name=gone, icon="close")
        below = row(gap=6)
        below.addWidget(self._who, 1)
        below.addWidget(self._until)
        below.addWidget(cross)
        self.setLayout(column(self._text, below, self._no_date, gap=4))

    @property
    def measure(self) -> Measure:
        """What stands in the row; what is no date yet is no date."""
        return Measure(
            text=self._text.text().strip(),
            who=self._who.text().strip(),
            until=self._date if _is_date(self._date) else "",
        )

    @property
    def _date(self) -> str:
        return self._until.text().strip()

    def _date_written(self) -> None:
        wrong = bool(self._date) and not _is_date(self._date)
        say(self._no_date, self.tr("Write the date as YYYY-MM-DD.") if wrong else "")

    def present(self, measure: Measure) -> None:
        """Show a measure that was changed elsewhere; what is being written stays."""
        if measure != self.measure:
            self._text.setText(measure.text)
            self._who.setText(measure.who)
            self._until.setText(measure.until)

    def start(self) -> bool:
        """Put the focus on what is to be done."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def _is_date(text: str) -> bool:
    bounds = bounds_of(text)
    return bounds is not None and len(text) == _DATE_LENGTH
