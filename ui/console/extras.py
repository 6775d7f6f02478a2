"""What an outcome may say beside its text, folded away until it is wanted: "Add …".

Note, the patient's wishes, a deviation from the guideline with its reason, a referral. What is
asked before sending is asked at its own field.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from app.model.outcome import Outcome, Referral
from app.room.room import Room
from app.room.state import OutcomePanel, Unfinished
from ui.console.inputs import TextField, line_edit
from ui.console.labels import term
from ui.console.widgets import button, column, label, row, say

_HEIGHT = 64


class Extra(QWidget):
    """One folded part: a caption with a cross, fields, and what is asked at them."""

    def __init__(self, caption: str, removal: str, remove: Callable[[], None]) -> None:
        super().__init__()
        self.caption = caption
        self.opened = False
        self._asked = label("", tone="alarm", wrap=True)
        cross = button("", self._removed, "quiet", name=removal, icon="close")
        cross.setMinimumHeight(0)
        self._remove = remove
        self._fields: list[QWidget] = []
        self._lying = column(gap=4)
        head = row(label(caption, "caption"), None, cross)
        self.setLayout(column(head, self._lying, self._asked, gap=2))
        self.hide()

    def put(self, field: QWidget) -> None:
        """Take a field."""
        self._fields.append(field)
        self._lying.addWidget(field)

    def start(self) -> None:
        """Unfold, and put the focus on the first field."""
        self.opened = True
        self.show()
        for field in self._fields[:1]:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self, *, filled: bool) -> None:
        """Stay unfolded while there is something in it, or while it was opened for this case."""
        self.setVisible(self.opened or filled)

    def ask(self, wanted: Unfinished | None) -> None:
        """Say at the field what has to be said before sending."""
        say(self._asked, term(wanted) if wanted else "")

    def _removed(self) -> None:
        self.opened = False
        self.hide()
        self._remove()


class Extras(QWidget):
    """The button, and those parts that are unfolded."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._case = ""
        self._asking = False
        self._note = _text(self.tr("Note to the record, not shown in the room"))
        self._wishes = _text(self.tr("What the patient wants"))
        self._why = line_edit(self.tr("Why it departs from the guideline"), personal=True)
        self._to = line_edit(self.tr("Referral to"), personal=True)
        self._what_for = line_edit(self.tr("What for"), personal=True)
        self._wishes_part = self._part(
            self.tr("The patient's wishes"), lambda: room.set_wishes(""), self._wishes
        )
        self._deviation_part = self._part(
            self.tr("Departs from the guideline"), lambda: room.set_deviation(None), self._why
        )
        self._referral_part = self._part(
            self.tr("Referral"), lambda: room.set_referral(None), self._to, self._what_for
        )
        self._note_part = self._part(self.tr("Note"), lambda: room.set_note(""), self._note)
        self._parts = (
            self._wishes_part,
            self._deviation_part,
            self._referral_part,
            self._note_part,
        )
        self._note.textChanged.connect(lambda: room.set_note(self._note.typed()))
        self._wishes.textChanged.connect(lambda: room.set_wishes(self._wishes.typed()))
        self._why.textEdited.connect(room.set_deviation)
        for field in (self._to, self._what_for):
            field.textEdited.connect(self._referral_written)
        self._menu = QMenu(self)
        self._add = button(self.tr("Add …"), self._open_menu, "quiet", icon="add")
        self.setLayout(column(*self._parts, row(self._add, None), gap=6))

    def present(self, panel: OutcomePanel) -> None:
        """Show what is filled; an empty part stays open for the case in which it was opened."""
        draft = panel.draft
        if draft.case != self._case:
            self._case, self._asking = draft.case, False
            for part in self._parts:
                part.opened = False
        self._note.show_text(draft.note)
        self._wishes.show_text(draft.wishes)
        _show(self._why, draft.deviation or "")
        _show(self._to, draft.referral.to if draft.referral else "")
        _show(self._what_for, draft.referral.reason if draft.referral else "")
        for part, filled in self._filled(draft).items():
            part.fold(filled=filled)
        self._say_what_is_asked(panel)
        self._add.setVisible(any(part.isHidden() for part in self._parts))

    def ask(self, panel: OutcomePanel) -> bool:
        """Ask at the fields for what is unfinished; tell whether the focus was put on one."""
        self._asking = True
        self._say_what_is_asked(panel)
        for wanted, field in (
            (Unfinished.DEVIATION, self._why),
            (Unfinished.REFERRAL, self._to),
        ):
            if wanted in panel.unfinished:
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _say_what_is_asked(self, panel: OutcomePanel) -> None:
        for part, wanted in (
            (self._deviation_part, Unfinished.DEVIATION),
            (self._referral_part, Unfinished.REFERRAL),
        ):
            part.ask(wanted if self._asking and wanted in panel.unfinished else None)

    def _filled(self, draft: Outcome) -> dict[Extra, bool]:
        return {
            self._note_part: bool(draft.note),
            self._wishes_part: bool(draft.wishes),
            self._deviation_part: draft.deviation is not None,
            self._referral_part: draft.referral is not None,
        }

    def _part(self, caption: str, remove: Callable[[], None], *fields: QWidget) -> Extra:
        removal = self.tr("Take away: {what}").format(what=caption)
        made = Extra(caption, removal, remove)
        for field in fields:
            made.put(field)
        return made

    def _open_menu(self) -> None:
        self._menu.clear()
        for part in self._parts:
            if part.isHidden():
                entry = QAction(part.caption, self._menu)
                entry.triggered.connect(partial(self._unfold, part))
                self._menu.addAction(entry)
        self._menu.popup(self._add.mapToGlobal(QPoint(0, -self._menu.sizeHint().height())))

    def _unfold(self, part: Extra, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 -- Qt's signal
        part.start()
        if part is self._deviation_part:
            self._room.set_deviation("")
        elif part is self._referral_part:
            self._referral_written("")

    def _referral_written(self, _text: str) -> None:
        self._room.set_referral(
            Referral(to=self._to.text().strip(), reason=self._what_for.text().strip())
        )


def _text(name: str) -> TextField:
    made = TextField(name)
    made.setFixedHeight(_HEIGHT)
    return made


def _show(field: QLineEdit, text: str) -> None:
    """Show what was changed elsewhere; the field's own spaces stay while it is the same."""
    if field.text().strip() != text.strip():
        field.setText(text)
