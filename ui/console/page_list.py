"""All pages by their headings: one line each, pressed to go there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.room.ports import PageTitle
from app.room.room import Room
from app.room.state import CaseLine, RoomState
from ui.console.labels import in_language
from ui.console.possible import viewed
from ui.console.sheet import Sheet
from ui.console.widgets import Line, Scroll, clear, label, row


class PageList(Sheet):
    """The page that is looked at has the focus; Up and Down step, Enter goes there."""

    def __init__(self, room: Room, close: Callable[[], None]) -> None:
        super().__init__(room, close, self.tr("All pages"))
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 4, 0)
        self._list.setSpacing(6)
        self._scroll = Scroll(inside, self.tr("Pages"))
        self.inside.addWidget(self._scroll)

    def begin(self, state: RoomState, line: CaseLine | None) -> None:  # noqa: ARG002
        """List the pages as they are now."""
        clear(self._list)
        slot = viewed(state)
        current = None
        for page in slot.pages if slot else ():
            made = _PageLine(page, partial(self._go, page.number))
            self._list.addWidget(made)
            if slot is not None and page.number == slot.page:
                current = made
        self._list.addStretch(1)
        if current is not None:
            current.show()
            current.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, page: int) -> None:
        self.room.to_page(page)
        self.close_sheet()


class _PageLine(Line):
    def __init__(self, page: PageTitle, pressed: partial[None]) -> None:
        super().__init__(pressed)
        words = " · ".join(in_language(title) for title in page.sections)
        number = label(str(page.number), "number")
        number.setFixedWidth(34)
        whole = row(number, gap=6)
        whole.addWidget(label(words, wrap=True), 1)
        whole.setContentsMargins(12, 9, 12, 9)
        self.setLayout(whole)
        said = self.tr("Page {number}: {section}").format(number=page.number, section=words)
        self.setAccessibleName(said)
