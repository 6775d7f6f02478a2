"""A consent to other care providers' information, or an emergency: registered, with who and why."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from PySide6.QtWidgets import QWidget

from app.model.case import AssertionKind, PersonNumber
from app.model.identity import parse_any_number
from app.room.room import Room
from app.room.state import CaseLine, RoomState
from ui.console.inputs import Choice, line_edit
from ui.console.labels import term
from ui.console.segments import Segments
from ui.console.sheet import Sheet
from ui.console.widgets import button, column, label, rename, row, say


class SaidBy(StrEnum):
    """Who has said yes."""

    PATIENT = "patient"
    ANOTHER = "another"  # in the patient's place, by their number


class Consents(Sheet):
    """What is registered is in both access logs first; an emergency is asked twice."""

    def __init__(self, room: Room, close: Callable[[], None]) -> None:
        super().__init__(room, close, self.tr("Other care providers' information"))
        self._kind = AssertionKind.CONSENT
        self._day = date.min
        self._holds = label("", "quiet", wrap=True)
        self._kinds = Segments(self.tr("Ground"))
        self._kinds.offer(tuple((kind, term(kind)) for kind in AssertionKind))
        self._kinds.pressed.connect(self._chosen)
        self._means = label("", wrap=True)
        self._asked = label("", "caption", wrap=True)
        self._asked_by = Choice(self.tr("Who asked, or judges"))
        self._said_by = Choice(self.tr("Who said yes"))
        self._said_by.activated.connect(lambda _index: self._written())
        self._number = line_edit(
            self.tr("The representative's personal identity number"), personal=True
        )
        self._number.textChanged.connect(lambda _text: self._written())
        self._behalf = QWidget()
        who = label(self.tr("Who said yes?"), "caption", wrap=True)
        self._behalf.setLayout(column(who, self._said_by))
        self._reason = line_edit("", personal=True)
        self._reason.textChanged.connect(lambda _text: self._written())
        self._reason.returnPressed.connect(self._ask)
        self._go = button(self.tr("Register the consent"), self._ask, "primary")
        self._sure = label(
            self.tr("Sure? The emergency and its reason go into the access logs in your name."),
            tone="alarm",
            wrap=True,
        )
        self._no = button(self.tr("No, do not"), self._ask_again)
        self._yes = button(self.tr("Yes, it is an emergency"), self._register, "danger")
        self._arrange()

    def _arrange(self) -> None:
        inside = self.inside
        inside.addWidget(self._holds)
        inside.addWidget(self._kinds)
        inside.addWidget(self._means)
        who = row(gap=12)
        who.addLayout(column(self._asked, self._asked_by), 1)
        who.addWidget(self._behalf, 1)
        inside.addLayout(who)
        for part in (self._number, self._reason):
            inside.addWidget(part)
        inside.addStretch(1)
        inside.addWidget(self._sure)
        inside.addLayout(row(None, self._no, self._yes, self._go))

    def begin(self, state: RoomState, line: CaseLine | None) -> None:  # noqa: ARG002
        """Forget what was begun before."""
        unit = state.chair.unit.name or state.chair.provider.name
        held = self.tr("Holds for {unit} until the end of the day. Is logged in your name.")
        say(self._holds, held.format(unit=unit))
        people = (state.chair, *(each.person for each in state.attendance.attendees))
        known = {person.hsa_id: person.name for person in people if person.hsa_id}
        self._asked_by.offer(tuple(known.items()))
        self._asked_by.choose(state.chair.hsa_id)
        self._said_by.offer(
            (
                (SaidBy.PATIENT, self.tr("The patient")),
                (SaidBy.ANOTHER, self.tr("Somebody in the patient's place")),
            )
        )
        self._said_by.choose(SaidBy.PATIENT)
        self._day = state.meeting.start.date()
        for field in (self._reason, self._number):
            field.clear()
        self._set(AssertionKind.CONSENT)
        self._kinds.start()

    def _chosen(self, kind: AssertionKind) -> None:
        self._set(kind)
        self._reason.setFocus()

    def _set(self, kind: AssertionKind) -> None:
        self._kind = kind
        self._kinds.choose(kind)
        means = {
            AssertionKind.CONSENT: self.tr(
                "The patient lets the unit read what other care providers have recorded. What is"
                " blocked stays blocked."
            ),
            AssertionKind.EMERGENCY: self.tr(
                "Danger to life or health, and the patient cannot be asked. What is blocked stays"
                " blocked, but you are told where it is."
            ),
        }
        asked = {
            AssertionKind.CONSENT: self.tr("Who asked the patient?"),
            AssertionKind.EMERGENCY: self.tr("Who judges that it is an emergency?"),
        }
        reasons = {
            AssertionKind.CONSENT: self.tr("How and when, in words"),
            AssertionKind.EMERGENCY: self.tr("Why it is an emergency, in words"),
        }
        self._reason.setPlaceholderText(reasons[kind])
        self._reason.setAccessibleName(reasons[kind])
        say(self._means, means[kind])
        say(self._asked, asked[kind])
        self._behalf.setVisible(kind is AssertionKind.CONSENT)
        self._written()

    @property
    def _is_on_behalf(self) -> bool:
        return self._kind is AssertionKind.CONSENT and self._said_by.chosen == SaidBy.ANOTHER

    @property
    def _representative(self) -> PersonNumber | None:
        return parse_any_number(self._number.text(), self._day) if self._is_on_behalf else None

    def _written(self) -> None:
        self._number.setVisible(self._is_on_behalf)
        told = not self._is_on_behalf or self._representative is not None
        self._go.setEnabled(bool(self._reason.text().strip()) and told)
        self._confirming(begun=False)

    def _ask(self) -> None:
        if not self._go.isEnabled():
            return
        if self._kind is AssertionKind.EMERGENCY:
            self._confirming(begun=True)
            self._no.setFocus()
        else:
            self._register()

    def _ask_again(self) -> None:
        self._confirming(begun=False)
        self._reason.setFocus()

    def _confirming(self, *, begun: bool) -> None:
        for part in (self._sure, self._no, self._yes):
            part.setVisible(begun)
        emergency = self._kind is AssertionKind.EMERGENCY
        words = (
            self.tr("Register the emergency …") if emergency else self.tr("Register the consent")
        )
        rename(self._go, words)
        self._go.setVisible(not begun)

    def _register(self) -> None:
        self.room.register_consent(
            self.case,
            self._kind,
            self._reason.text().strip(),
            asked_by=self._asked_by.chosen,
            on_behalf=self._representative,
        )
        self.close_sheet()
