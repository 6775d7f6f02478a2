"""A legal ground in place of a consent: claimed by the chair, with a reason, confirmed twice."""

from collections.abc import Callable

from app.model.case import LegalGround
from app.room.room import Room
from app.room.state import CaseLine, RoomState
from ui.console.inputs import line_edit
from ui.console.labels import term
from ui.console.segments import Segments
from ui.console.sheet import Sheet
from ui.console.widgets import button, label, row, say


class Grounds(Sheet):
    """What is claimed travels with every entry of the access log."""

    def __init__(self, room: Room, close: Callable[[], None]) -> None:
        super().__init__(room, close, self.tr("Legal ground"))
        self._ground: LegalGround | None = None
        self._grounds = Segments(self.tr("Ground"))
        self._grounds.pressed.connect(self._chosen)
        self._means = label("", wrap=True)
        self._reason = line_edit(self.tr("Reason, in words"), personal=True)
        self._reason.textChanged.connect(self._written)
        self._reason.returnPressed.connect(self._ask)
        self._ask_button = button(self.tr("Claim the ground …"), self._ask)
        self._sure = label(
            self.tr("Sure? The claim and its reason go into the access log in your name."),
            tone="alarm",
            wrap=True,
        )
        self._no = button(self.tr("No, do not"), self._ask_again)
        self._yes = button(self.tr("Yes, claim it"), self._claim, "danger")
        inside = self.inside
        note = self.tr(
            "Only when the patient cannot be asked, and the information is needed for the care."
        )
        inside.addWidget(label(note, "quiet", wrap=True))
        for part in (self._grounds, self._means, self._reason):
            inside.addWidget(part)
        inside.addStretch(1)
        inside.addWidget(self._sure)
        inside.addLayout(row(None, self._no, self._yes, self._ask_button))

    def begin(self, state: RoomState, line: CaseLine | None) -> None:  # noqa: ARG002
        """Forget what was begun before.

        An emergency that opens other providers' records is registered (`ui.console.consents`).
        """
        registered = line is not None and line.shared
        offered = [g for g in LegalGround if not (registered and g is LegalGround.EMERGENCY)]
        self._grounds.offer(tuple((ground, term(ground)) for ground in offered))
        self._reason.clear()
        self._set(None)
        self._confirming(begun=False)
        self._grounds.start()

    def _chosen(self, ground: LegalGround) -> None:
        self._set(ground)
        self._confirming(begun=False)
        self._reason.setFocus()

    def _set(self, ground: LegalGround | None) -> None:
        self._ground = ground
        self._grounds.choose(ground)
        said = {
            LegalGround.EMERGENCY: self.tr(
                "Danger to life or health. Also opens what the patient has blocked or refused."
            ),
            LegalGround.UNABLE: self.tr(
                "Lastingly unable to consent, and the patient's attitude has been explored as far"
                " as possible. Never opens what is blocked or refused."
            ),
        }
        say(self._means, said[ground] if ground else "")
        self._written(self._reason.text())

    def _written(self, text: str) -> None:
        self._ask_button.setEnabled(self._ground is not None and bool(text.strip()))
        self._confirming(begun=False)

    def _ask(self) -> None:
        if self._ask_button.isEnabled():
            self._confirming(begun=True)
            self._no.setFocus()

    def _ask_again(self) -> None:
        self._confirming(begun=False)
        self._reason.setFocus()

    def _confirming(self, *, begun: bool) -> None:
        for part in (self._sure, self._no, self._yes):
            part.setVisible(begun)
        self._ask_button.setVisible(not begun)

    def _claim(self) -> None:
        if self._ground is not None:
            self.room.claim_ground(self.case, self._ground, self._reason.text().strip())
            self.close_sheet()
