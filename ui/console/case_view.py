"""The middle of the console: the selected patient, their pages, and what is known to be missing."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.model.overview import Answer, SourceStatus
from app.room.ports import SectionReport
from app.room.room import Room
from app.room.stage_view import ScreenMode
from app.room.state import CaseLine, RoomState, SlotState, SlotView
from ui import words
from ui.console.labels import clock_time, in_language, patient_name, person_number, term
from ui.console.page_index import PageIndex
from ui.console.preview import PreviewImage
from ui.console.widgets import button, column, label, rename, row, say

_LEAST = 120  # px: a page that can just be told from others
_BESIDE = 290  # px: the head, what turns the pages, two rows of sections, what is missing


def viewed(state: RoomState) -> SlotView | None:
    """Return the slot whose pages the console shows: the selected case's, if it may be seen."""
    wings, stage = state.wings, state.on_stage
    if wings is not None and wings.case == state.selected and wings.previewed:
        return wings
    if stage is not None and stage.case == state.selected:
        return stage
    return None


class CaseView(QWidget):
    """Renders the selected case; its buttons are use cases of the room."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self.preview = PreviewImage()
        self._name = label("", "title", wrap=True)
        self._number = label("", "strong")
        self._place = label("", "chip")
        self._protected = label(self.tr("Protected identity"), "chip", tone="alarm")
        self._question = label("", wrap=True)
        self._slot: SlotView | None = None
        self._previous = button(
            "", partial(self._turn, -1), name=self.tr("Previous page"), icon="previous"
        )
        self._page = label("", "strong")
        self._next = button("", partial(self._turn, 1), name=self.tr("Next page"), icon="next")
        self._jump = label("", "chip", tone="accent")
        self._show = button(self.tr("Show in the room"), room.show, "primary", icon="screen")
        self._index = PageIndex(room)
        self._ready = label("", "quiet", wrap=True)
        self._missing = label("", tone="warn", wrap=True)
        self._arrange()

    def _arrange(self) -> None:
        self._page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._page.setMinimumWidth(104)
        self._show.setMinimumWidth(190)
        turn = row(self._previous, self._page, self._next, self._jump, None, self._show)
        head = row()
        head.addWidget(self._name, 1)
        head.addWidget(self._number)
        whole = column(
            head,
            row(self._place, self._protected, None, gap=6),
            self._question,
            2,
            gap=4,
        )
        whole.addWidget(self.preview, 100)
        whole.addSpacing(4)
        whole.addLayout(turn)
        whole.addSpacing(4)
        whole.addWidget(self._index)
        for shown in (self._missing, self._ready):
            whole.addWidget(shown)
        whole.addStretch(1)
        self.setLayout(whole)

    def present(self, state: RoomState) -> None:
        """Show the selected case, or ask for one."""
        line, slot = state.line(state.selected), viewed(state)
        self._head(state, line)
        gone = slot is None or slot.state is SlotState.STOPPED
        generation = None if gone or slot is None else slot.generation
        self.preview.want(generation, self._why_no_picture(state, line, slot))
        self._turning(state, line, slot)
        self._readiness(line, slot)

    def typed_page(self, digits: str) -> None:
        """Show the page number that is being typed, "" for none."""
        say(self._jump, self.tr("To page {number}: Enter").format(number=digits) if digits else "")

    def _head(self, state: RoomState, line: CaseLine | None) -> None:
        patient = line.case.patient if line else None
        say(self._name, patient_name(patient) if patient else self.tr("No patient chosen"))
        say(self._number, f"{person_number(patient)}" if patient else "")
        say(self._question, line.case.question.text if line else "")
        self._protected.setVisible(patient is not None and patient.protected)
        if line is None:
            say(self._place, "")
        elif _in_the_room(state, line):
            say(self._place, self.tr("Shown in the room"), tone="live")
        else:
            say(self._place, self.tr("Only you see this"), tone="accent")

    def _why_no_picture(
        self, state: RoomState, line: CaseLine | None, slot: SlotView | None
    ) -> str:
        if line is None:
            return self.tr("Choose a patient on the left to look through the overview.")
        if slot is not None and slot.state is SlotState.STOPPED:
            return self.tr("The overview stopped. Open it again.")
        if slot is not None:
            return self.tr("The overview is being fetched …")
        if line.decision is not None and not line.decision.is_yes:
            return words.decision(line.decision, state).full
        return self.tr("Press Show in the room.")

    def _turn(self, step: int) -> None:
        """Turn the page that stands above the buttons: a preview's is not the room's."""
        if self._slot is not None and self._slot.previewed:
            self._room.to_page(self._slot.page + step)
        elif step > 0:
            self._room.next_page()
        else:
            self._room.previous_page()

    def _turning(self, state: RoomState, line: CaseLine | None, slot: SlotView | None) -> None:
        self._slot = slot
        count = len(slot.pages) if slot else 0
        at = slot.page if slot else 0
        more = "" if slot is None or slot.complete else "+"
        text = self.tr("Page {page} of {count}{more}").format(page=at, count=count, more=more)
        say(self._page, text if count else "")
        for turning, possible in ((self._previous, at > 1), (self._next, at < count)):
            turning.setVisible(count > 0)
            turning.setEnabled(possible)
        live = line is not None and _in_the_room(state, line)
        black = state.stage.mode is ScreenMode.BLACK
        self._show.setVisible(line is not None and not (live and not black))
        rename(self._show, self.tr("Show in the room"))
        self._index.present(slot)

    def _readiness(self, line: CaseLine | None, slot: SlotView | None) -> None:
        missing = slot.missing if slot else ()
        kinds = ", ".join(term(kind) for kind in missing)
        warnings = [self.tr("Missing: {what}.").format(what=kinds)] if missing else []
        if line is not None and line.decision is not None and line.decision.blocks_exist:
            warnings.append(self.tr("There is blocked information."))
        say(self._missing, " ".join(warnings))
        say(self._ready, self._sources(slot.sections) if slot else "")

    def _sources(self, sections: tuple[SectionReport, ...]) -> str:
        failed = [in_language(s.title) for s in sections if s.answer is Answer.FAILED]
        loading = [in_language(s.title) for s in sections if s.answer is Answer.LOADING]
        times = [
            state.at
            for section in sections
            for state in section.sources
            if state.at is not None and state.status is not SourceStatus.LOADING
        ]
        parts = []
        if failed:
            parts.append(self.tr("Could not be fetched: {what}.").format(what=", ".join(failed)))
        if loading:
            parts.append(self.tr("Being fetched: {what}.").format(what=", ".join(loading)))
        if times:
            parts.append(self.tr("Fetched {time}.").format(time=clock_time(min(times))))
        return " ".join(parts)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Let the page be as large as it can before the sections take more than two rows."""
        super().resizeEvent(event)
        page = self.width() * 9 // 16
        self.preview.setMinimumHeight(max(_LEAST, min(page, event.size().height() - _BESIDE)))


def _in_the_room(state: RoomState, line: CaseLine) -> bool:
    stage = state.on_stage
    shown = state.stage.mode in {ScreenMode.LIVE, ScreenMode.FROZEN, ScreenMode.BLACK}
    return shown and stage is not None and stage.case == line.case.id
