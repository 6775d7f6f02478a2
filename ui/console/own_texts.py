"""The organisation's own standard texts: a list, a search over all texts to copy from, files.

Leaves out writing one (`ui.console.text_editor`).
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.model.local_text import LocalText
from app.model.outcome import StandardText
from app.room.room import Room
from app.room.state import CaseLine, LocalTexts, RoomState, TextNews, Undoable
from ui.console import focus, text_words
from ui.console.announce import announce
from ui.console.inputs import LINE_CAP, line_edit
from ui.console.sheet import Sheet
from ui.console.standard_texts import SearchField, TextLine, validity
from ui.console.text_editor import TextEditor
from ui.console.widgets import Scroll, button, clear, column, label, row, say

_UNDONE = (TextNews.KEPT, TextNews.RETIRED, TextNews.TAKEN_UP, TextNews.IMPORTED)
_REFUSALS = (TextNews.PERSONAL, TextNews.FAULTY, TextNews.FAILED)


def _folder() -> Path:
    """Return the user's folder of documents, where there is none the home folder."""
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    documents = Path(QStandardPaths.writableLocation(kind))
    return documents if documents.is_dir() else Path.home()


class OwnTexts(Sheet):
    """The list, or the text that is being written; what is begun stays until it is put away."""

    def __init__(self, room: Room, close: Callable[[], None]) -> None:
        super().__init__(room, close, self.tr("Own standard texts"))
        self._list = TextList(room)
        self._editor = TextEditor(room)
        self._said = label("", "strong", wrap=True)
        self._undo = button(self.tr("Undo"), room.undo, icon="undo")
        self._shown: object = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._editor)
        told = row()
        told.addWidget(self._said, 1)
        told.addWidget(self._undo)
        self.inside.addLayout(told)
        self.inside.addWidget(self._stack, 1)

    def begin(self, state: RoomState, line: CaseLine | None) -> None:  # noqa: ARG002
        """Show the texts as they are now, or go on writing, whoever is selected."""
        self.case = ""
        self.about("")
        self.room.open_texts()
        self._list.begin((state.stage.waiting.now or state.meeting.start).date())
        self.present(state)
        if self._stack.currentIndex() == 1:
            self._editor.start()
        else:
            self._list.start()

    def present(self, state: RoomState) -> None:
        """Show the list or what is being written, and what became of the last press."""
        local = state.local
        was_writing = self._stack.currentIndex() == 1
        writing = local.writing is not None
        self._stack.setCurrentIndex(int(writing))
        if local.writing is not None:
            self._editor.present(local.writing, local, state.definitions)
        else:
            self._list.present(local)
        self._tell(local)
        news = local.news.what if local.news is not None else None
        self._undo.setVisible(news in _UNDONE and state.undo is Undoable.TEXT)
        if writing and not was_writing:
            self._editor.start()
        elif was_writing and not writing:
            self._list.start_in_lines()  # no text field: Ctrl+Z is the room's there

    def _tell(self, local: LocalTexts) -> None:
        if local.news == self._shown:
            return
        self._shown = local.news
        in_file = local.writing is None
        said = text_words.news(local.news, of_file=in_file) if local.news else ""
        refused = local.news is not None and local.news.what in _REFUSALS
        say(self._said, said, tone="alarm" if refused else "live")
        if said:
            announce(self, said)
        if refused and local.writing is not None:
            self._editor.point_at_fault(local)


class TextList(QWidget):
    """Own texts, those out of use last; while something is looked for, all others too."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._drawn: object = None
        self._today = date.min
        self._search = SearchField()
        self._search.setPlaceholderText(self.tr("Search all texts, to change or copy"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._search.setMinimumHeight(44)
        self._search.setMaxLength(LINE_CAP)
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(room.find_texts)
        self._search.leaving_down.connect(self.start_in_lines)
        self._new = button(self.tr("New text"), room.begin_text, "primary", icon="add")
        self._none = label("", "quiet", wrap=True)
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 4, 0)
        self._lines.setSpacing(6)
        self._path = line_edit(self.tr("File of texts (.json): write its path, or drop it here"))
        self._path.setMaxLength(1000)
        out = button(self.tr("Export"), self._export)
        into = button(self.tr("Import"), self._import)
        head = row()
        head.addWidget(self._search, 1)
        head.addWidget(self._new)
        foot = row()
        foot.addWidget(self._path, 1)
        foot.addWidget(out)
        foot.addWidget(into)
        whole = column(head, self._none)
        whole.addWidget(Scroll(self._inside, self.tr("Own standard texts")), 1)
        whole.addLayout(foot)
        self.setLayout(whole)
        self.setAcceptDrops(True)

    def begin(self, today: date) -> None:
        """Look for nothing, and propose a file's name that says the day."""
        self._search.clear()
        self._today = today
        name = self.tr("samsyn-texts-{day}.json").format(day=today.isoformat())
        self._path.setText(str(_folder() / name))

    def start(self) -> None:
        """Put the focus on the search."""
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def present(self, local: LocalTexts) -> None:
        """Show the texts; nothing moves while they are the same."""
        looking = bool(self._search.text().strip())
        drawn = (local.texts, local.found if looking else (), looking)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        clear(self._lines)
        own = {each.text.url: each for each in local.texts}
        found = {text.url for text in local.found}
        shown = [each for each in local.texts if not looking or each.text.url in found]
        for each in sorted(shown, key=lambda each: each.retired):
            self._lines.addWidget(self._own_line(each))
        others = [text for text in local.found if text.url not in own] if looking else []
        if others:
            self._lines.addWidget(label(self.tr("OTHER TEXTS: A PRESS MAKES A COPY"), "caption"))
        for text in others:
            chip = validity(text, self._today)
            self._lines.addWidget(TextLine(text, partial(self._edit, text), chip=chip))
        self._lines.addStretch(1)
        nothing = self.tr("No text found.") if looking else self.tr("No texts of your own yet.")
        say(self._none, "" if shown or others else nothing)

    def _own_line(self, each: LocalText) -> TextLine:
        chip = self.tr("Out of use") if each.retired else validity(each.text, self._today)
        return TextLine(each.text, partial(self._edit, each.text), chip=chip)

    def _edit(self, text: StandardText) -> None:
        self._room.begin_text(text)

    def start_in_lines(self) -> None:
        """Put the focus on the first text, else on what makes one."""
        if not focus.to_first(self._inside, TextLine):
            self._new.setFocus(Qt.FocusReason.TabFocusReason)

    def _export(self) -> None:
        if path := self._path.text().strip():
            self._room.export_texts(path)

    def _import(self) -> None:
        if path := self._path.text().strip():
            self._room.import_texts(path)

    # --- Qt ---------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 -- Qt's name
        """Take a file that is held over the list."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Write the path of a file that is dropped."""
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self._path.setText(url.toLocalFile())
                event.acceptProposedAction()
                return
