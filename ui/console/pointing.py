"""The pointer and the enlarged part: on or off, where, and off again with the page."""

from PySide6.QtCore import QObject, Signal

from app.room.state import RoomState
from ui.console.possible import seen_by_the_room
from ui.console.preview import PreviewImage
from ui.stage.closer import Closer, Place

_MIDDLE = Place(0.5, 0.5)
_STEP = 0.04  # of the page, for one press of an arrow
_USUAL, _LEAST, _MOST, _MORE = 2.0, 1.5, 4.0, 0.25


class Pointing(QObject):
    """What the chair does in the preview becomes a place on the room's page.

    `pointed` and `zoomed` are for the stage; the room itself takes no part in it.
    """

    pointed = Signal(object)  # Place | None
    zoomed = Signal(object)  # Closer | None

    def __init__(self, preview: PreviewImage) -> None:
        super().__init__()
        self._preview = preview
        self._page: object = None
        self._possible = False
        self._last = _MIDDLE
        self.pointer = False
        self.times = 0.0  # 0: nothing is enlarged
        preview.pointed.connect(self._moved)
        preview.scrolled.connect(self._scrolled)

    @property
    def is_on(self) -> bool:
        """Whether the arrows move a place on the page."""
        return self.pointer or bool(self.times)

    def present(self, state: RoomState) -> None:
        """Switch off when the room sees another page, or none."""
        page = (state.stage.generation, state.stage.page)
        self._possible = seen_by_the_room(state)
        if page != self._page or not self._possible:
            self._page = page
            self.stop()

    def stop(self) -> None:
        """Switch both off."""
        self._last = _MIDDLE
        if self.is_on:
            self.pointer, self.times = False, 0.0
            self._tell()

    def toggle_pointer(self) -> None:
        """Show the pointer where the mouse was last, or take it away."""
        self.pointer = self._possible and not self.pointer
        self._tell()

    def toggle_zoom(self) -> None:
        """Enlarge where the mouse was last, or stop."""
        self.times = _USUAL if self._possible and not self.times else 0.0
        self._tell()

    def move(self, across: int, down: int) -> bool:
        """Move by the arrows; tell whether anything is there to be moved."""
        if not self.is_on:
            return False
        x, y = self._last.x + across * _STEP, self._last.y + down * _STEP
        self._last = Place(min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0))
        self._tell()
        return True

    def _moved(self, place: Place | None) -> None:
        if place is not None:
            self._last = place
            if self.is_on:
                self._tell()

    def _scrolled(self, steps: float) -> None:
        self.times = min(max(self.times + steps * _MORE, _LEAST), _MOST)
        self._tell()

    def _tell(self) -> None:
        pointer = self._last if self.pointer else None
        closer = Closer(self._last, self.times) if self.times else None
        self._preview.mark(pointer, closer)
        self.pointed.emit(pointer)
        self.zoomed.emit(closer)
