"""One of the organisation's own texts, being written: its fields, and what may not stand there."""

import re

import msgspec
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from app.model.outcome import Coded, Intention, StandardText
from app.room.room import Room
from app.room.state import DefinitionChoice, LocalTexts, TextNews, TextWriting
from ui.console import text_words
from ui.console.inputs import Choice, TextField, line_edit
from ui.console.labels import in_language, term
from ui.console.segments import Segments
from ui.console.widgets import Scroll, button, column, label, rename, restyle, row, say

_CODES = re.compile(r"[^\s,;]+")


class TextEditor(QWidget):
    """Every change is the room's at once; nothing is kept before it is pressed."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._writing: TextWriting | None = None
        self._own: LocalTexts = LocalTexts()
        self._title = line_edit(self.tr("Title, by which the chair finds it"), personal=True)
        self._text = TextField(
            self.tr("Text. A blank is written {dos}, one that must be filled {sida!}")
        )
        self._text.setMinimumHeight(120)
        self._intentions = Segments(self.tr("Intention"), columns=4)
        self._intentions.offer(tuple((each, term(each)) for each in Intention))
        self._intentions.pressed.connect(self._intended)
        self._diagnoses = line_edit(self.tr("All, or as C18, C20"))
        self._conference = Choice(self.tr("Conference"))
        self._from = line_edit(self.tr("YYYY-MM-DD, or empty"))
        self._to = line_edit(self.tr("YYYY-MM-DD, or empty"))
        self._source = line_edit(self.tr("Guideline and its version"), personal=True)
        self._unit = line_edit(self.tr("Who answers for the text"), personal=True)
        self._code = line_edit(self.tr("KVÅ or SNOMED CT, or empty"))
        self._language = Choice(self.tr("Language"))
        self._lines: dict[str, QLineEdit] = {
            "title": self._title,
            "diagnoses": self._diagnoses,
            "valid_from": self._from,
            "valid_to": self._to,
            "source": self._source,
            "unit": self._unit,
        }
        self._found = label("", tone="alarm", wrap=True)
        self._leave = button("", room.put_text_away, "quiet")
        self._copy = button(self.tr("Copy"), self._make_copy)
        self._retire = button("", self._toggle_retired)
        self._keep = button(self.tr("Save"), room.keep_text, "primary", icon="check")
        for field in (*self._lines.values(), self._code):
            field.textChanged.connect(self._typed)  # dictation and screen readers set it, too
        self._text.textChanged.connect(self._typed)
        self._conference.activated.connect(self._typed)
        self._language.activated.connect(self._typed)
        self._title.setMaxLength(200)
        self._source.setMaxLength(500)
        self._arrange()

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        pairs = (
            (self.tr("Diagnoses"), self._diagnoses, self.tr("Conference"), self._conference),
            (self.tr("Valid from"), self._from, self.tr("Valid to"), self._to),
            (self.tr("Source"), self._source, self.tr("Unit"), self._unit),
            (self.tr("Code"), self._code, self.tr("Language"), self._language),
        )
        for down, (left, one, right, other) in enumerate(pairs):
            for across, (said, field) in enumerate(((left, one), (right, other))):
                field.setAccessibleName(said)
                grid.addWidget(label(said, "caption"), down * 2, across)
                grid.addWidget(field, down * 2 + 1, across)
        for across in (0, 1):
            grid.setColumnStretch(across, 1)
        inside = QWidget()
        fields = column(self._title, gap=8)
        fields.setContentsMargins(0, 0, 4, 0)
        fields.addWidget(self._text, 1)
        fields.addWidget(self._intentions)
        fields.addLayout(grid)
        inside.setLayout(fields)
        whole = column(Scroll(inside, self.tr("Text that is being written")))
        whole.addWidget(self._found)
        whole.addLayout(row(self._leave, None, self._retire, self._copy, self._keep))
        self.setLayout(whole)

    def start(self) -> None:
        """Put the focus where writing begins."""
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def present(
        self, writing: TextWriting, local: LocalTexts, definitions: tuple[DefinitionChoice, ...]
    ) -> None:
        """Show the text as it stands; the field that is written in stays as it is."""
        self._writing, self._own = writing, local
        text = writing.text
        offered = [("", self.tr("All conferences"))]
        offered += [(each.url, in_language(each.title)) for each in definitions]
        strange = [url for url in text.conferences if url not in dict(offered)]
        self._conference.offer((*offered, *((url, url) for url in strange)))
        spoken = [("sv", self.tr("Swedish")), ("en", self.tr("English"))]
        spoken += [(text.language, text.language)] * (text.language not in dict(spoken))
        self._language.offer(tuple(spoken))
        if self._read(text) != text:
            self._text.show_text(text.text)
            self._conference.choose(text.conferences[0] if text.conferences else "")
            self._language.choose(text.language)
            _show(self._code, text.code.code if text.code else "")
            for name, field in self._lines.items():
                value = getattr(text, name)
                _show(field, value if isinstance(value, str) else ", ".join(value))
        self._intentions.choose(text.intention)
        self._mark(writing)
        self._present_buttons(writing, local)

    def point_at_fault(self, local: LocalTexts) -> None:
        """Put the focus, and the selection, where something has to be changed."""
        found = local.writing.findings if local.writing is not None else ()
        news = local.news
        if news is not None and news.what is TextNews.FAULTY:
            field = text_words.field_of(news.where)
            lines = self._lines | {"code": self._code, "system": self._code}
            (lines.get(field) or self._text).setFocus(Qt.FocusReason.OtherFocusReason)
        elif found:
            first = found[0]
            line = self._lines.get(first.field)
            if line is not None:
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                line.setSelection(first.start, first.end - first.start)
            else:
                self._text.select(first.start, first.end)
        else:
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)  # not on what throws it away

    def _mark(self, writing: TextWriting) -> None:
        said = text_words.findings(writing.findings)
        say(self._found, said)
        found = {each.field for each in writing.findings}
        for name, field in self._lines.items():
            restyle(field, "tone", "alarm" if name in found else "")
        places = tuple((f.start, f.end) for f in writing.findings if f.field == "text")
        self._text.mark(places)
        chosen = (self._intentions, self._conference, self._language)
        for part in (self._text, *chosen, self._code, *self._lines.values()):
            part.setEnabled(not writing.saving)

    def _present_buttons(self, writing: TextWriting, local: LocalTexts) -> None:
        changed = writing.is_changed
        own = next((each for each in local.texts if each.text.url == writing.text.url), None)
        rename(self._leave, self.tr("Discard") if changed else self.tr("To the list"))
        self._copy.setVisible(own is not None)
        self._retire.setVisible(own is not None)
        self._retire.setEnabled(not changed)
        if own is not None:
            rename(
                self._retire, self.tr("Use again") if own.retired else self.tr("Take out of use")
            )
        self._keep.setEnabled(changed and not writing.saving)

    def _typed(self, *_: object) -> None:
        if self._writing is not None:
            self._room.write_text(self._read(self._writing.text))

    def _read(self, text: StandardText) -> StandardText:
        """Return the text with what stands in the fields."""
        codes = tuple(code.upper() for code in _CODES.findall(self._diagnoses.text()))
        chosen, known = self._conference.chosen, text.conferences
        conferences = known if chosen == (known[0] if known else "") else (chosen,) * bool(chosen)
        return msgspec.structs.replace(
            text,
            title=self._title.text(),
            text=self._text.typed(),
            diagnoses=codes,
            conferences=conferences,
            source=self._source.text(),
            unit=self._unit.text(),
            valid_from=self._from.text().strip(),
            valid_to=self._to.text().strip(),
            code=self._coded(text.code),
            language=self._language.chosen,
        )

    def _coded(self, known: Coded | None) -> Coded | None:
        """Return the code that stands in its field: the known one with its name, if it is that."""
        typed = self._code.text().strip()
        return known if known is not None and typed == known.code else Coded.typed(typed)

    def _intended(self, intention: Intention) -> None:
        if self._writing is not None:
            text = self._writing.text
            chosen = None if intention is text.intention else intention
            written = msgspec.structs.replace(self._read(text), intention=chosen)
            self._room.write_text(written)

    def _make_copy(self) -> None:
        if self._writing is not None:
            text = msgspec.structs.replace(self._writing.text, url="", version="")
            self._room.begin_text(text)

    def _toggle_retired(self) -> None:
        for each in self._own.texts:
            if self._writing is not None and each.text.url == self._writing.text.url:
                self._room.retire_text(each.text.url, retired=not each.retired)


def _show(field: QLineEdit, text: str) -> None:
    """Put a text into a field that was not typed there."""
    with QSignalBlocker(field):
        field.setText(text)
    field.setCursorPosition(0)
