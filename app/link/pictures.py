"""The console's side of the pictures of one case: which are wanted, shown, void, and given back.

Editions keep apart what must not be seen any more: a picture of an earlier edition than ours goes
back as it comes, however late. An edition begins with another banner, and when a page is left that
was uncovered or whose film has played. Leaves out the process's life (`app.link.session`).
"""

from collections.abc import Callable
from typing import Protocol

from app.link.frames import PREVIEWS
from app.link.holding import Holding
from app.link.messages import (
    Banner,
    FrameReady,
    Message,
    Picture,
    Play,
    Preview,
    PreviewReady,
    Release,
    Turn,
    Uncover,
)
from app.model.banner import BannerPolicy
from app.room.ports import CaseEvent, PageItem, PageShown

_WHOLE = 1.001  # shares of a page, with some room for rounding


class PictureListener(Protocol):
    """Who shows pictures. On return from `frame` and `preview` the one before is not in use."""

    def event(self, event: CaseEvent) -> None:
        """Tell the room."""
        ...

    def frame(self, page: int, buffer: int) -> None:
        """Show the room that page, which stands in that buffer."""
        ...

    def preview(self, page: int, buffer: int) -> None:
        """Show the chair that page, which stands in that buffer."""
        ...

    def withdrawn(self) -> None:
        """Show nothing any more of what came so far: no frame and no preview."""
        ...


class Pictures:
    """The frames and the preview of one case process. `is_open`: it has its case."""

    def __init__(self, tell: Callable[[Message], None], listener: PictureListener) -> None:
        """Take how the case process is told something, and who shows."""
        self.is_open = False
        self._tell, self._listener = tell, listener
        self._holding = Holding(self._release)
        self._preview: PreviewReady | None = None
        self._on_stage = False
        self._pages = 0
        self._edition = 0
        self._touched = False  # the page that is looked at was uncovered, or its film has played

    # --- what the console asks --------------------------------------------------------------------

    def go_on_stage(self) -> None:
        """Let the room see the case from now on, from its first page, covered."""
        self._leave_page()
        self._on_stage = True
        self._holding.wanted = 1
        self.ask()

    def turn(self, page: int) -> None:
        """Want that page, or the nearest that there is."""
        if self._nearest(page) != self._holding.wanted:
            self._leave_page()
        self._holding.wanted = self._nearest(page)
        self.ask()

    def ask(self) -> None:
        """Say which page is wanted, and hand it over if we have it."""
        if not self.is_open:
            return
        page = self._holding.wanted
        if self._on_stage:
            held = self._holding.has_wanted()
            self._tell(Turn(page=page, held=held, edition=self._edition))
        else:
            self._tell(Preview(page=page, edition=self._edition))
        self._settle()

    def set_banner(self, banner: BannerPolicy) -> None:
        """Withdraw everything, and want it again with that banner."""
        self._begin_edition()
        self._listener.withdrawn()
        self._tell(Banner(banner=banner, edition=self._edition))
        self._holding.withdraw()
        if self._preview is not None:
            self._release(self._preview.buffer)
            self._preview = None

    def uncover(self, page: int) -> None:
        """Want that page uncovered, if it is the one that is looked at."""
        if page == self._holding.wanted:
            self._touch()
            self._tell(Uncover(page=page))

    def play(self, *, playing: bool) -> None:
        """Want the film of the room's page to play, or to pause."""
        if self._on_stage:
            self._touch()
            self._tell(Play(playing=playing))

    # --- what comes -------------------------------------------------------------------------------

    def laid_out(self, pages: int, keep: int) -> None:
        """Take that there are so many pages now, and that those behind `keep` are other ones."""
        self._pages = pages
        self._holding.void_after(keep)
        self._holding.wanted = self._nearest(self._holding.wanted)
        self._holding.tidy()

    def frame_came(self, message: FrameReady) -> bool:
        """Take a frame; False if it is none that may come."""
        if not (self._holding.may_come(message) and self._is_sound(message)):
            return False
        if message.edition < self._edition:
            self._release(message.buffer)
        else:
            self._holding.take(message)
            self._settle()
        return True

    def preview_came(self, message: PreviewReady) -> bool:
        """Take a preview; False if it is none that may come."""
        before = self._preview
        is_free = message.buffer in PREVIEWS and not (before and before.buffer == message.buffer)
        if not (is_free and self._is_sound(message)):
            return False
        if message.edition < self._edition:
            self._release(message.buffer)
            return True
        self._preview = message
        self._listener.preview(message.page, message.buffer)
        if before is not None:
            self._release(before.buffer)
        if not self._on_stage and message.page == self._holding.wanted:
            self._tell_shown(message)
        return True

    def _is_sound(self, message: Picture) -> bool:
        """Tell whether the edition is one that we asked for, and every item lies on the page."""
        return 0 <= message.edition <= self._edition and all(map(_is_on_page, message.items))

    # --- editions ---------------------------------------------------------------------------------

    def _touch(self) -> None:
        self._touched = True
        self._holding.keeps_next = False
        self._holding.tidy()

    def _leave_page(self) -> None:
        """Cover what was uncovered, and end the film: pictures that show it are void."""
        if self._touched:
            self._begin_edition()
            self._holding.tidy()

    def _begin_edition(self) -> None:
        self._edition += 1
        self._touched = False
        self._holding.keeps_next = True
        self._holding.void_after(0)

    # --- out --------------------------------------------------------------------------------------

    def _settle(self) -> None:
        """Hand over the wanted page if we have it, and give back what nobody needs."""
        if self._on_stage and (frame := self._holding.to_show()) is not None:
            self._listener.frame(frame.page, frame.buffer)
            self._holding.show(frame)
            if not frame.moving:
                self._tell_shown(frame)
        self._holding.tidy()

    def _tell_shown(self, message: Picture) -> None:
        self._listener.event(
            PageShown(
                generation=message.generation,
                page=message.page,
                information=message.information,
                items=message.items,
                covered=message.covered,
                film=message.film,
            )
        )

    def _release(self, buffer: int) -> None:
        self._tell(Release(buffer=buffer))

    def _nearest(self, page: int) -> int:
        return max(1, min(page, self._pages) if self._pages else page)


def _is_on_page(item: PageItem) -> bool:
    right, bottom = item.left + item.width, item.top + item.height
    return min(item.left, item.top, item.width, item.height) >= 0 and max(right, bottom) <= _WHOLE
