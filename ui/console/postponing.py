"""A patient is postponed: a reason from the list, words if there are any, one press."""

from collections.abc import Callable

from app.model.case import PostponeReason
from app.room.room import Room
from app.room.state import CaseLine, RoomState
from ui.console.inputs import line_edit
from ui.console.labels import term
from ui.console.segments import Segments
from ui.console.sheet import Sheet
from ui.console.widgets import button, label, row


class Postponing(Sheet):
    """The list never holds anything personal: it is counted in the meeting's figures."""

    def __init__(self, room: Room, close: Callable[[], None]) -> None:
        super().__init__(room, close, self.tr("Postpone the patient"))
        self._reason: PostponeReason | None = None
        self._reasons = Segments(self.tr("Reason"))
        self._reasons.offer(tuple((reason, term(reason)) for reason in PostponeReason))
        self._reasons.pressed.connect(self._chosen)
        self._words = line_edit(self.tr("In words, if it helps"), personal=True)
        self._words.returnPressed.connect(self._postpone)
        self._go = button(self.tr("Postpone"), self._postpone, "primary")
        inside = self.inside
        inside.addWidget(label(self.tr("Why?"), "strong"))
        inside.addWidget(self._reasons)
        inside.addWidget(self._words)
        inside.addStretch(1)
        inside.addLayout(row(None, self._go))

    def begin(self, state: RoomState, line: CaseLine | None) -> None:  # noqa: ARG002
        """Forget the reason given before."""
        self._words.clear()
        self._set(None)
        self._reasons.start()

    def _chosen(self, reason: PostponeReason) -> None:
        self._set(reason)
        self._go.setFocus()

    def _set(self, reason: PostponeReason | None) -> None:
        self._reason = reason
        self._reasons.choose(reason)
        self._go.setEnabled(reason is not None)

    def _postpone(self) -> None:
        if self._reason is not None:
            self.room.postpone(self.case, self._reason, self._words.text().strip())
            self.close_sheet()
