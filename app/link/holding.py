"""The frames of one case process that are in the console's hands, and when they go back.

We keep the page that is wanted and the one after it (so that turning to it is a matter of the
console alone), and of others only the one on the screen, until the wanted page has taken its place.
While a page moves or is uncovered, the one after it is not kept: its buffer is needed.
"""

from collections.abc import Callable

from app.link.frames import FRAMES
from app.link.messages import FrameReady


class Holding:
    """Buffers are ours from `FrameReady` until `release` has been called with their number.

    A frame is void when its page was laid out anew since it was painted: if it is on the screen it
    stays until its successor is there; otherwise it goes back.
    """

    def __init__(self, release: Callable[[int], None]) -> None:
        self.wanted = 1
        self.keeps_next = True
        self.shown: FrameReady | None = None
        self._release = release
        self._frames: dict[int, FrameReady] = {}
        self._void: set[int] = set()  # pages

    def may_come(self, message: FrameReady) -> bool:
        """Tell whether that is a frame of a page, in a buffer that we do not have already."""
        in_use = {frame.buffer for frame in self._all()}
        return message.buffer in FRAMES and message.buffer not in in_use and message.page >= 1

    def take(self, message: FrameReady) -> None:
        """Take a frame that may come."""
        replaced = self._frames.get(message.page)
        self._frames[message.page] = message
        self._void.discard(message.page)
        if replaced is not None and replaced is not self.shown:
            self._release(replaced.buffer)

    def has_wanted(self) -> bool:
        """Tell whether the wanted page is here, as it is laid out now."""
        return self.wanted in self._frames and self.wanted not in self._void

    def to_show(self) -> FrameReady | None:
        """Return the wanted page's frame if it is here and not on the screen yet."""
        frame = self._frames.get(self.wanted)
        return None if frame is self.shown else frame

    def show(self, frame: FrameReady) -> None:
        """Note that this frame is on the screen now, and none before it is."""
        before, self.shown = self.shown, frame
        if before is not None and before not in self._frames.values():
            self._release(before.buffer)

    def void_after(self, keep: int) -> None:
        """Pages behind `keep` are laid out anew."""
        self._void |= {page for page in self._frames if page > keep}

    def withdraw(self) -> None:
        """Give everything back, also what was on the screen: nobody shows it any more."""
        for frame in self._all():
            self._release(frame.buffer)
        self.shown = None
        self._frames.clear()
        self._void.clear()

    def tidy(self) -> None:
        """Give back what nobody needs.

        Before the wanted page is there, its next one is not needed: the page on the screen has one
        buffer, and the wanted one needs the other.
        """
        keeps_next = self.keeps_next and self.has_wanted()
        needed = {self.wanted, self.wanted + keeps_next} - self._void
        for page, frame in list(self._frames.items()):
            if page not in needed and frame is not self.shown:
                del self._frames[page]
                self._void.discard(page)
                self._release(frame.buffer)

    def _all(self) -> tuple[FrameReady, ...]:
        held = tuple(self._frames.values())
        return held if self.shown is None or self.shown in held else (*held, self.shown)
