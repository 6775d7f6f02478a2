"""A patient is met by a standard text, without discussion: only the text is chosen."""

from collections.abc import Callable

from app.model.outcome import StandardText
from app.room.room import Room
from app.room.state import CaseLine, RoomState
from ui.console.sheet import Sheet
from ui.console.standard_texts import StandardTexts
from ui.console.widgets import label


class MeetingByText(Sheet):
    """The chair sends it in the meeting: one of them, or all."""

    def __init__(self, room: Room, close: Callable[[], None]) -> None:
        super().__init__(room, close, self.tr("Meet by a standard text"))
        note = self.tr("The patient is not discussed. The chair sends the text in the meeting.")
        self._texts = StandardTexts(room, self._choose)
        self.inside.addWidget(label(note, "quiet", wrap=True))
        self.inside.addWidget(self._texts)

    def begin(self, state: RoomState, line: CaseLine | None) -> None:  # noqa: ARG002
        """Offer the texts that fit."""
        self._texts.forget()
        self.present(state)
        self.room.search_texts("")
        self._texts.start()

    def present(self, state: RoomState) -> None:
        """Show the texts that fit, or what was found."""
        self._texts.present(state.texts, state)

    def _choose(self, text: StandardText) -> None:
        self.room.meet_by_text(self.case, text)
        self.close_sheet()
