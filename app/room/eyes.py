"""Other eyes than those in the room: the shared screen and its banner, intimate pictures, films.

The banner of every page tells less while the screen is shared with remote viewers. Whenever it
changes, the room sees WAITING before the case processes hear of it, and the page again only when
a frame with the new banner is there: no frame with the wrong banner is ever painted.
"""

import asyncio
from collections.abc import Callable

from app.model.banner import BannerPolicy
from app.room import sight
from app.room.desk import Desk
from app.room.memory import changed
from app.room.ports import CaseSlots, FilmState, Slot, Timer
from app.room.slot_views import is_open
from app.room.stage_view import ScreenMode
from app.room.state import NoticeKind
from app.tasks import TaskOwner

IDENTITY_SECONDS = 15.0  # long enough to read a number aloud


class Eyes:
    """Decides what remote viewers are shown. `changed`: the gate has to be asked again."""

    def __init__(
        self,
        desk: Desk,
        slots: CaseSlots,
        clock: Timer,
        tasks: TaskOwner,
        *,
        changed: Callable[[], None],
    ) -> None:
        """Take the state and the case processes that draw the banner."""
        self._desk, self._slots, self._clock, self._tasks = desk, slots, clock, tasks
        self._changed = changed
        self._identity: asyncio.Task[None] | None = None

    def share(self, *, shared: bool) -> None:
        """Let the screen be shared with remote viewers from now on, or not any more."""
        memory = self._desk.memory
        if shared is memory.shared:
            return
        self._stop_identity()
        times = sight.shared_from_now(memory.sharing, self._clock.now(), shared=shared)
        self._draw_anew(cover=shared, shared=shared, sharing=times, identity_shown=False)
        self._changed()

    def show_identity(self, *, shown: bool) -> None:
        """Let the banner tell everything for a while, for the identity check."""
        memory = self._desk.memory
        if shown is memory.identity_shown or (shown and memory.banner is BannerPolicy.FULL):
            return
        self._stop_identity()
        self._draw_anew(identity_shown=shown)
        if shown:
            self._identity = self._tasks.start("identity", self._take_identity_back())

    def uncover(self, *, sure: bool) -> None:
        """Uncover the intimate pictures of the room's page when LIVE, else of the preview's."""
        memory = self._desk.memory
        live = memory.screen.mode is ScreenMode.LIVE and not memory.redrawing
        view = memory.on_stage if live else memory.wings
        looked_at = view is not None and is_open(view, view.case) and (live or view.previewed)
        if view is None or not looked_at or not view.covered:
            return
        if live and memory.is_shared and not sure:
            self._desk.tell(NoticeKind.INTIMATE_WHILE_SHARED, case=view.case)
            return
        self._desk.untell(NoticeKind.INTIMATE_WHILE_SHARED)
        self._slots.uncover(Slot.ON_STAGE if live else Slot.IN_THE_WINGS, view.page)

    def play(self, *, playing: bool) -> None:
        """Play, or pause, the film of the page that the room sees."""
        memory = self._desk.memory
        view = memory.on_stage
        has_film = view is not None and view.film is not FilmState.NONE
        if has_film and memory.screen.mode is ScreenMode.LIVE and not memory.redrawing:
            self._slots.play(playing=playing)

    async def _take_identity_back(self) -> None:
        await self._clock.sleep(IDENTITY_SECONDS)
        self._identity = None
        self.show_identity(shown=False)

    def _stop_identity(self) -> None:
        task, self._identity = self._identity, None
        if task is not None:
            task.cancel()

    def _draw_anew(self, *, cover: bool = False, **changes: object) -> None:
        """Change these fields; have every page drawn anew if its banner, or its cover, changes."""
        before = self._desk.memory
        banner = changed(before, **changes).banner
        anew = cover or banner is not before.banner
        waits = before.redrawing or (anew and before.page > 0)
        self._desk.change(**changes, redrawing=waits)
        if anew:
            self._slots.set_banner(banner)
