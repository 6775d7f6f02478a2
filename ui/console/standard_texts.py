"""The standard texts that fit the case, best first, with a search over all of them."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.model.blanks import readable
from app.model.outcome import StandardText
from app.room.room import Room
from app.room.state import RoomState
from ui.console import focus
from ui.console.inputs import LINE_CAP
from ui.console.labels import term
from ui.console.widgets import Line, Scroll, column, discard, label, row, say


class StandardTexts(QWidget):
    """A search field and large lines. Down goes into the lines, Enter chooses."""

    def __init__(self, room: Room, chosen: Callable[[StandardText], None]) -> None:
        super().__init__()
        self._room, self._chosen = room, chosen
        self._shown: tuple[StandardText, ...] = ()
        self._lines: dict[StandardText, TextLine] = {}
        self._search = SearchField()
        self._search.setPlaceholderText(self.tr("Search standard texts"))
        self._search.setAccessibleName(self.tr("Search standard texts"))
        self._search.setMinimumHeight(44)
        self._search.setMaxLength(LINE_CAP)
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._searched)  # dictation sets it, too
        self._search.leaving_down.connect(self._to_first)
        self._search.returnPressed.connect(self._choose_first)
        self._none = label(self.tr("No text found."), "quiet", wrap=True)
        self._inside = QWidget()
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(6)
        self._list.addStretch(1)
        scroll = Scroll(self._inside, self.tr("Standard texts"))
        self.setLayout(column(self._search, self._none, scroll))

    def start(self) -> None:
        """Put the focus on the search."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def forget(self) -> None:
        """Look for nothing: what was typed was about another patient."""
        with QSignalBlocker(self._search):
            self._search.clear()

    def present(self, suggestions: tuple[StandardText, ...], state: RoomState) -> None:
        """Show the texts in their order; say of each that is not valid today that it is not."""
        self._none.setVisible(not suggestions)
        if suggestions == self._shown:
            return
        self._shown = suggestions
        today = (state.stage.waiting.now or state.meeting.start).date()
        before, self._lines = self._lines, {}
        for place, text in enumerate(suggestions):  # most stay while somebody types on
            line = before.pop(text, None) or self._line(text, today)
            self._lines[text] = line
            self._list.insertWidget(place, line)
        for gone in before.values():
            discard(gone)

    def _line(self, text: StandardText, today: date) -> "TextLine":
        return TextLine(text, partial(self._choose, text), chip=validity(text, today))

    def _choose(self, text: StandardText) -> None:
        self._search.clear()
        self._chosen(text)

    def _searched(self, words: str) -> None:
        self._room.search_texts(words)

    def _to_first(self) -> None:
        focus.to_first(self._inside, Line)

    def _choose_first(self) -> None:
        if self._shown:
            self._choose(self._shown[0])


class SearchField(QLineEdit):
    """Down leaves it for the first line below."""

    leaving_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Move down, or write."""
        if event.key() == Qt.Key.Key_Down:
            self.leaving_down.emit()
        else:
            super().keyPressEvent(event)


class TextLine(Line):
    """One standard text: its title, how it begins, and what else has to be said of it (`chip`)."""

    def __init__(self, text: StandardText, pressed: partial[None], *, chip: str = "") -> None:
        super().__init__(pressed)
        intention = label("", "chip")
        title = label(text.title, "strong", wrap=True)
        body = label(readable(text.text), "quiet", wrap=True)
        head = row(gap=6)
        head.addWidget(title, 1)
        head.addWidget(intention, 0, Qt.AlignmentFlag.AlignTop)
        whole = column(head, gap=2)
        if chip:  # below the title, which needs the width
            whole.addLayout(row(label(chip, "chip", tone="warn"), None))
        whole.addWidget(body)
        whole.setContentsMargins(12, 8, 10, 8)
        self.setLayout(whole)
        say(intention, term(text.intention) if text.intention else "")
        self.setAccessibleName(text.title)
        described = (chip, readable(text.text))
        self.setAccessibleDescription(". ".join(filter(None, described)))


def validity(text: StandardText, today: date) -> str:
    """Say that a text is not valid, "" when it is."""
    if text.is_valid(today):
        return ""
    if text.valid_from > today.isoformat():
        said = QCoreApplication.translate("TextLine", "Valid from {day}")
        return said.format(day=text.valid_from)
    said = QCoreApplication.translate("TextLine", "Expired {day}")
    return said.format(day=text.valid_to)
