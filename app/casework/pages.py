"""Which page stands in which buffer, and what to paint next. One small job at a time.

The page that is looked at comes first, then its preview, then (once every source has answered, so
that nothing is laid out anew any more) the next page, so that turning to it costs the console
nothing but a blit; then the neighbours are painted ahead. While a page is uncovered or has a film
that was started, its pictures take the buffer of the next page.
"""

from collections.abc import Callable
from typing import Any

from app.casework.ports import Buffers, Renderer
from app.link.frames import FRAMES, PREVIEWS
from app.link.messages import FrameReady, Message, PreviewReady, Progress
from app.model.banner import BannerPolicy
from app.model.definition import Title
from app.model.overview import Answer, Overview
from app.model.people import Organisation
from app.room.ports import CaseProgress, FilmState, PageTitle, SectionReport

_VOID = 0  # the page of a frame that was laid out anew since


class CasePages:
    """One case's pages. A frame is out from `FrameReady` until the console releases its buffer."""

    def __init__(
        self,
        generation: int,
        renderer: Renderer,
        buffers: Buffers,
        send: Callable[[Message], None],
        *,
        names_blocks: bool = False,
    ) -> None:
        self._generation = generation
        self._renderer = renderer
        self._buffers = buffers
        self._send = send
        self._overview: Overview | None = None
        self._titles: tuple[PageTitle, ...] = ()
        self._out: dict[int, int] = {}  # buffer to page
        self._page = 1
        self._on_stage = False
        self._patched = False  # kept pages stand before newer ones
        self._stands = False
        self._awaited: tuple[frozenset[Title], ...] = ()  # of each page: sections without an answer
        self._preview_due = False
        self._edition = 0
        self._touched = False  # the page was uncovered, or its film started
        self._film_told = FilmState.NONE
        self._anew = False  # nothing needs to stay as it stands
        self._ahead_of = _VOID
        self._names_blocks = names_blocks
        self._blocked: dict[str, Organisation] = {}

    # --- what the console and the loader ask ------------------------------------------------------

    def set_overview(self, overview: Overview) -> None:
        """Take what is known now; a page that the room sees stays as it stands.

        Only a page that stood before its own sections had answered is laid out anew, once, when all
        of them have: else the room would read "is being fetched" for as long as it looks.
        """
        was_complete = self._overview is not None and self._overview.is_complete
        self._overview = overview
        stays = self._on_stage and self._stands and not self._anew
        kept = self._page - self._is_answered(overview)
        self._lay_out(keep=kept or None if stays else None)
        if overview.is_complete:
            self._anew = False
        if overview.is_complete and not was_complete:
            self._forget(self._page)  # its footer may now say how many pages there are

    def note_blocked(self, custodians: tuple[Organisation, ...]) -> None:
        """Take whose information was left out, for the console; no page tells of it."""
        self._blocked.update({each.hsa_id: each for each in custodians})

    def stand(self) -> None:
        """Show the first page even if some of its sections are still loading."""
        if not self._stands and self._overview is not None:
            self._stands = True
            self._tell_progress(keep=0)

    def expect_change(self) -> None:
        """Take that somebody wants to see a change: all is laid out anew until it is complete."""
        self._anew = True

    def turn(self, page: int, *, held: bool, edition: int = 0) -> None:
        """Take that the room looks at that page from now on."""
        self._begin(edition)
        goes_back = self._on_stage and page < self._page
        self._on_stage = True
        self._look_at(page)
        if goes_back and self._patched and not held:
            self._lay_out(keep=None)

    def preview(self, page: int, *, edition: int = 0) -> None:
        """Take that the chair looks at that page, and the room at none."""
        self._begin(edition)
        self._look_at(page)

    def set_banner(self, banner: BannerPolicy, edition: int) -> None:
        """Draw everything anew with that banner."""
        self._begin(edition)
        titles = self._renderer.set_banner(banner)
        if self._overview is not None:
            self._laid_out(self._overview, titles, keep=0)

    def uncover(self, page: int) -> None:
        """Uncover that page's intimate pictures, until there is a new edition."""
        self._touched = True
        if page == self._page:
            self._renderer.uncover(page)
            self._forget(page)
            self._preview_due = True

    def play(self, *, playing: bool) -> None:
        """Play, or pause, the film of the page that the room looks at."""
        self._touched = True
        if self._renderer.film(self._page) is not FilmState.NONE:
            self._renderer.play(self._page, playing=playing)
            self._forget(self._page)

    def release(self, buffer: int) -> None:
        """Use that buffer again."""
        self._out.pop(buffer, None)

    def work(self) -> bool:
        """Do the most urgent job; False when there is none."""
        if not self._stands:
            return False
        return (
            self._stage(self._page)
            or self._move()
            or self._draw_preview()
            or (self._may_stage_next and self._stage(self._page + 1))
            or self._render_ahead()
        )

    # --- layout -----------------------------------------------------------------------------------

    def _lay_out(self, *, keep: int | None) -> None:
        if (overview := self._overview) is None:
            return
        if (keep or 0) < self._page:  # what is uncovered or moves may stand elsewhere now
            self._renderer.uncover(None)
            self._renderer.end_film()
        titles = self._renderer.set_overview(overview, keep=keep)
        self._laid_out(overview, titles, keep=keep or 0)

    def _laid_out(self, overview: Overview, titles: tuple[PageTitle, ...], *, keep: int) -> None:
        self._titles = titles
        loading = _loading(overview)
        after = tuple(loading.intersection(page.sections) for page in titles[keep:])
        self._awaited = (*self._awaited[:keep], *after)
        self._patched = keep > 0
        for buffer, page in self._out.items():
            if page > keep:
                self._out[buffer] = _VOID
        self._stands = self._stands or self._has_first_page(overview)
        self._look_at(self._page)
        self._tell_progress(keep=keep)

    def _has_first_page(self, overview: Overview) -> bool:
        return bool(self._titles) and _loading(overview).isdisjoint(self._titles[0].sections)

    def _is_answered(self, overview: Overview) -> bool:
        """Tell whether all that the page stood without has been answered now."""
        if self._page > len(self._awaited):
            return False
        awaited = self._awaited[self._page - 1]
        return bool(awaited) and _loading(overview).isdisjoint(awaited)

    def _tell_progress(self, *, keep: int) -> None:
        if (overview := self._overview) is None:
            return
        progress = CaseProgress(
            generation=self._generation,
            pages=self._titles if self._stands else (),
            sections=tuple(
                SectionReport(
                    key=section.key,
                    title=section.title,
                    answer=section.answer,
                    sources=section.sources,
                    rows=len(section.rows),
                )
                for section in overview.sections
            ),
            missing=overview.missing,
            complete=overview.is_complete,
            blocked=bool(self._blocked),
            blocked_by=tuple(self._blocked.values()) if self._names_blocks else (),
        )
        self._send(Progress(progress=progress, keep=keep))

    # --- editions ---------------------------------------------------------------------------------

    def _begin(self, edition: int) -> None:
        """Begin a new edition, if it is one: all that was drawn is void."""
        if edition > self._edition:
            self._edition = edition
            self._touched = False
            self._renderer.uncover(None)
            self._renderer.end_film()
            self._out = dict.fromkeys(self._out, _VOID)

    # --- painting ---------------------------------------------------------------------------------

    @property
    def _is_final(self) -> bool:
        return self._overview is not None and self._overview.is_complete

    @property
    def _may_stage_next(self) -> bool:
        return self._is_final and not self._touched and self._page < len(self._titles)

    def _look_at(self, page: int) -> None:
        self._page = max(1, min(page, len(self._titles) or page))
        self._preview_due = True
        self._ahead_of = _VOID

    def _forget(self, page: int) -> None:
        for buffer, there in self._out.items():
            if there == page:
                self._out[buffer] = _VOID

    def _free(self, among: tuple[int, ...]) -> int | None:
        return next((buffer for buffer in among if buffer not in self._out), None)

    def _stage(self, page: int) -> bool:
        buffer = self._free(FRAMES)
        if buffer is None or any(self._out.get(b) == page for b in FRAMES):
            return False
        self._put(page, buffer, moving=False)
        return True

    def _move(self) -> bool:
        """Put the film's newest picture into a free buffer; say so if it has stopped by itself."""
        buffer = self._free(FRAMES)
        if buffer is None or not self._renderer.moved():
            return False
        self._forget(self._page)
        plays = self._renderer.film(self._page) is FilmState.PLAYING
        self._put(self._page, buffer, moving=plays and self._film_told is FilmState.PLAYING)
        return True

    def _put(self, page: int, buffer: int, *, moving: bool) -> None:
        self._renderer.paint(page, self._buffers.buffer(buffer))
        self._out[buffer] = page
        frame = FrameReady(**self._described(page, buffer), moving=moving)
        if page == self._page:
            self._film_told = frame.film
        self._send(frame)

    def _described(self, page: int, buffer: int) -> dict[str, Any]:
        renderer = self._renderer
        return {
            "generation": self._generation,
            "buffer": buffer,
            "page": page,
            "information": renderer.shown(page),
            "items": renderer.items(page),
            "covered": renderer.covered(page),
            "film": renderer.film(page),
            "edition": self._edition,
        }

    def _draw_preview(self) -> bool:
        buffer = self._free(PREVIEWS)
        if buffer is None or not self._preview_due:
            return False
        self._preview_due = False
        self._renderer.preview(self._page, self._buffers.buffer(buffer))
        self._out[buffer] = _VOID
        self._send(PreviewReady(**self._described(self._page, buffer)))
        return True

    def _render_ahead(self) -> bool:
        if self._ahead_of == self._page:
            return False
        self._renderer.render_ahead(self._page)
        self._ahead_of = self._page
        return True


def _loading(overview: Overview) -> frozenset[Title]:
    return frozenset(each.title for each in overview.sections if each.answer is Answer.LOADING)
