"""Where each section begins: one button per section, however many pages it has."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.model.definition import Title
from app.room.ports import PageTitle
from app.room.room import Room
from app.room.state import SlotView
from ui.console.labels import in_language
from ui.console.widgets import Elided, Scroll, clear, column, restyle

_COLUMNS = 3
_FEWEST = 2  # rows in sight on a small screen; the others are scrolled to
_HEIGHT = 36
_GAP = 4


class PageIndex(QWidget):
    """The sections in order, with the page on which each begins; those in sight are marked."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self._room = room
        self._pages: tuple[PageTitle, ...] = ()
        self._buttons: dict[Title, Elided] = {}
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 4, 0)
        self._grid.setSpacing(_GAP)
        self._scroll = _AsHighAsItsRows(inside, self.tr("Sections"))
        self.setLayout(column(self._scroll))

    def present(self, slot: SlotView | None) -> None:
        """Show the sections of the slot's pages."""
        pages = slot.pages if slot else ()
        if pages != self._pages:
            self._pages = pages
            self._rebuild()
        self.setVisible(bool(self._buttons))
        here = next((p.sections for p in pages if slot and p.number == slot.page), ())
        for title, button in self._buttons.items():
            restyle(button, "current", title in here)

    def _rebuild(self) -> None:
        clear(self._grid)
        first: dict[Title, int] = {}
        for page in self._pages:
            for title in page.sections:
                first.setdefault(title, page.number)
        self._buttons = {title: self._button(title, page) for title, page in first.items()}
        for at, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, at // _COLUMNS, at % _COLUMNS)
        rows = -(-len(self._buttons) // _COLUMNS)
        self._scroll.wish(rows * (_HEIGHT + _GAP))
        self.setMinimumHeight(min(rows, _FEWEST) * (_HEIGHT + _GAP))
        self.setMaximumHeight(rows * (_HEIGHT + _GAP))
        for at in range(_COLUMNS):
            self._grid.setColumnStretch(at, 1)

    def _button(self, title: Title, page: int) -> Elided:
        words = in_language(title)
        name = self.tr("Page {number}: {section}").format(number=page, section=words)
        made = Elided(f"{page}  {words}", partial(self._room.to_page, page), "page", name)
        made.setMinimumHeight(_HEIGHT)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # PageUp, PageDown and numbers do the same
        return made


class _AsHighAsItsRows(Scroll):
    """Wants all its rows in sight, where a plain scroll area is content with a few."""

    _height = 0

    def wish(self, height: int) -> None:
        """Take the height of all rows."""
        self._height = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return what all rows need."""
        return QSize(super().sizeHint().width(), self._height)
