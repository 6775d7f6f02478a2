"""Fields to write and choose in: capped before the text reaches the widget, and not learned from.

A word of a million characters takes a text field more than a minute; a wheel that turns over a
closed list must not change it.
"""

import re

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from ui.console import style

LINE_CAP = 200
TEXT_CAP = 4000
_OPEN_BLANK = re.compile(r"\{[^{}]+\}")
_UNLEARNED = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


def line_edit(name: str, *, personal: bool = False) -> QLineEdit:
    """Make a one-line field whose name stands in it while it is empty."""
    made = QLineEdit()
    made.setMaxLength(LINE_CAP)
    made.setPlaceholderText(name)
    made.setAccessibleName(name)
    made.setMinimumHeight(40)
    if personal:
        made.setInputMethodHints(_UNLEARNED)
    return made


class Choice(QComboBox):
    """A closed list of (value, words)."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumHeight(40)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self._offered: tuple[tuple[str, str], ...] = ()

    @property
    def chosen(self) -> str:
        """The value that is chosen, "" while nothing is offered."""
        return str(self.currentData() or "")

    def offer(self, offered: tuple[tuple[str, str], ...]) -> None:
        """Offer these; what is chosen stays chosen while it is among them."""
        if offered == self._offered:
            return
        before = self.chosen
        self._offered = offered
        self.clear()
        for value, words in offered:
            self.addItem(words, value)
        self.choose(before)

    def choose(self, value: str) -> None:
        """Choose a value; the first one where it is not offered."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 -- Qt's name
        """Leave the wheel to whatever scrolls around the list."""
        event.ignore()


class TextField(QPlainTextEdit):
    """Free text of at most `TEXT_CAP` characters, open blanks marked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setInputMethodHints(_UNLEARNED | Qt.InputMethodHint.ImhMultiLine)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(True)
        self._marks = _OpenBlanks(self.document())
        self._seen: str | None = None

    def mark(self, places: tuple[tuple[int, int], ...]) -> None:
        """Mark ranges of characters that may not stand there."""
        if places != self._marks.wrong:
            self._marks.wrong = places
            blocked = self.blockSignals(True)  # noqa: FBT003 -- looks are no change of the text
            self._marks.rehighlight()
            self.blockSignals(blocked)

    def select(self, start: int, end: int) -> None:
        """Take the focus and select a range of characters."""
        text, cursor = self.toPlainText(), self.textCursor()
        cursor.setPosition(_in_qt(text, start))
        cursor.setPosition(_in_qt(text, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_text(self, text: str) -> None:
        """Show a text that was changed elsewhere; the cursor stays while it is the same."""
        if text == self._seen:
            return
        self._seen = text
        if text != self.toPlainText():
            blocked = self.blockSignals(True)  # noqa: FBT003 -- Qt's
            self.setPlainText(text[:TEXT_CAP])
            self.moveCursor(QTextCursor.MoveOperation.End)
            self.blockSignals(blocked)

    def typed(self) -> str:
        """Return the text as typed, and remember it as what is shown."""
        text = self.toPlainText()
        if len(text) > TEXT_CAP:
            self.textCursor().deletePreviousChar()
            text = self.toPlainText()[:TEXT_CAP]
        self._seen = text
        return text

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 -- Qt's name
        """Paste what fits, as plain text."""
        room = TEXT_CAP - self.document().characterCount() + 1
        self.insertPlainText(source.text()[: max(0, room)])


def _in_qt(text: str, place: int) -> int:
    """Return a place in a text as Qt counts it: in UTF-16."""
    return len(text[:place].encode("utf-16-le")) // 2


class _OpenBlanks(QSyntaxHighlighter):
    """Marks `{blank}` and `{blank!}`, and what is `wrong`: ranges of the whole text."""

    wrong: tuple[tuple[int, int], ...] = ()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 -- Qt's name
        """Give every open blank, and what is wrong, a ground of its own."""
        for match in _OPEN_BLANK.finditer(text):
            self._look(match.start(), match.end(), style.WARN_SOFT, style.WARN)
        whole = self.document().toPlainText() if self.wrong else ""
        begin = self.currentBlock().position()
        for start, end in self.wrong:
            first, last = (_in_qt(whole, place) - begin for place in (start, end))
            if first < len(text) and last > 0:
                self._look(max(first, 0), last, style.ALARM_SOFT, style.ALARM)

    def _look(self, start: int, end: int, ground: str, colour: str) -> None:
        look = QTextCharFormat()
        look.setBackground(QColor(ground))
        look.setForeground(QColor(colour))
        if colour == style.ALARM:  # a colour never tells anything by itself
            look.setFontUnderline(True)
        self.setFormat(start, end - start, look)
