"""A case process's world without Qt and without a server: pages of one colour, answers by hand."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime

from app.link.frames import FrameMemory
from app.link.messages import CaseSettings, Hello
from app.model.banner import BannerPolicy
from app.model.case import Pick
from app.model.definition import SectionKind, Title
from app.model.outcome import ShownInformation
from app.model.overview import Answer, Overview, Section, SourceState, SourceStatus
from app.model.record import Need, SourceAnswer
from app.overview import Record
from app.room.ports import CaseOrder, FilmState, PageItem, PageTitle, RecordSource
from tests.fakes.link import an_order

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NEEDS = (Need(resource_type="Condition"), Need(resource_type="Observation"))


def answer(need: Need, *resources: dict[str, object]) -> SourceAnswer:
    return SourceAnswer(source="Provregistret", need=need, resources=resources, at=NOW)


def overview_of(*answers: Answer, order: CaseOrder | None = None) -> Overview:
    """Return an overview with one section per answer; LOADING ones make it incomplete."""
    order = order or an_order()
    sections = tuple(
        Section(
            key=f"s{at}",
            title=Title(sv=f"Avsnitt {at}", en=f"Section {at}"),
            kind=SectionKind.FACTS,
            answer=each,
            sources=(
                SourceState(
                    source="Provregistret",
                    status=SourceStatus.LOADING if each is Answer.LOADING else SourceStatus.FOUND,
                ),
            ),
        )
        for at, each in enumerate(answers, 1)
    )
    return Overview(
        definition="https://x|1",
        definition_title=Title(sv="Prov", en="Tests"),
        patient=order.case.patient,
        question=order.case.question,
        as_of=NOW,
        sections=sections,
    )


class ColourRenderer:
    """One page per section; each pixel is (generation, page, layout, look).

    `look` tells banner (1 when not the full one), uncovered (2) and the film's picture (from 4).
    Page `film_on` has a film, page `intimate` a covered picture.
    """

    film_on = 0
    intimate = 0

    def __init__(self, generation: int = 7) -> None:
        self.generation = generation
        self.layout = 0
        self.sections: tuple[Section, ...] = ()
        self.kept: list[int | None] = []
        self.ahead: list[int] = []
        self.banner = BannerPolicy.FULL
        self.uncovered: int | None = None
        self.picture = 0
        self.is_playing = False
        self.has_moved = False

    def set_overview(self, overview: Overview, *, keep: int | None) -> tuple[PageTitle, ...]:
        self.layout += 1
        self.sections = overview.sections
        self.kept.append(keep)
        return self._titles()

    def _titles(self) -> tuple[PageTitle, ...]:
        return tuple(
            PageTitle(number=n, sections=(s.title,)) for n, s in enumerate(self.sections, 1)
        )

    def paint(self, page: int, into: memoryview) -> None:
        look = (self.banner is not BannerPolicy.FULL) + 2 * (self.uncovered == page)
        if page == self.film_on:
            look += 4 * self.picture
            self.has_moved = False
        pixel = bytes((self.generation % 256, page, self.layout % 256, look))
        into[:] = pixel * (len(into) // 4)

    def preview(self, page: int, into: memoryview) -> None:
        self.paint(page, into)

    def render_ahead(self, page: int) -> None:
        self.ahead.append(page)

    def shown(self, page: int) -> tuple[ShownInformation, ...]:
        return (ShownInformation(reference=f"Section/{page}", version=str(self.layout)),)

    def items(self, page: int) -> tuple[PageItem, ...]:
        place = PageItem(
            reference=f"Section/{page}", picked=False, left=0.0, top=0.1, width=1.0, height=0.9
        )
        return (place,)

    def set_banner(self, banner: BannerPolicy) -> tuple[PageTitle, ...]:
        self.banner, self.uncovered = banner, None
        self.layout += 1
        return self._titles()

    def covered(self, page: int) -> bool:
        return page == self.intimate != self.uncovered

    def uncover(self, page: int | None) -> None:
        self.uncovered = page

    def film(self, page: int) -> FilmState:
        if page != self.film_on:
            return FilmState.NONE
        return FilmState.PLAYING if self.is_playing else FilmState.STILL

    def play(self, page: int, *, playing: bool) -> None:
        assert page == self.film_on
        self.is_playing = playing

    def moved(self) -> bool:
        return self.has_moved

    def end_film(self) -> None:
        self.is_playing = self.has_moved = False
        self.picture = 0

    def next_picture(self, *, last: bool = False) -> None:
        """Let the film go on by a picture."""
        self.picture += 1
        self.has_moved = True
        self.is_playing = not last


class HandSource:
    """A source whose answers are given by hand; `None` ends it."""

    sources = ("Provregistret",)

    def __init__(self) -> None:
        self.asked: list[tuple[Need, ...]] = []
        self.answers: asyncio.Queue[SourceAnswer | None] = asyncio.Queue()

    async def ask(
        self, patient_reference: str, needs: tuple[Need, ...]
    ) -> AsyncIterator[SourceAnswer]:
        self.asked.append(needs)
        while (given := await self.answers.get()) is not None:
            yield given


class PromptSource:
    """A source that answers everything at once."""

    sources = ("Provregistret",)

    async def ask(
        self, patient_reference: str, needs: tuple[Need, ...]
    ) -> AsyncIterator[SourceAnswer]:
        for need in needs:
            yield answer(need)


class CountingComposer:
    """An overview with as many sections as needs; those without an answer are loading."""

    def __init__(self, order: CaseOrder | None = None, further: tuple[Need, ...] = ()) -> None:
        self.order = order
        self.more = further
        self.picks: tuple[Pick, ...] = order.case.picks if order else ()
        self.composed = 0

    def set_picks(self, picks: tuple[Pick, ...]) -> None:
        self.picks = picks

    def needs(self) -> tuple[Need, ...]:
        """Return the needs, and one for each pick."""
        picked = (pick.reference.partition("/") for pick in self.picks)
        return (*NEEDS, *(Need(resource_type=kind, ids=(own,)) for kind, _, own in picked))

    def further(self, record: Record) -> tuple[Need, ...]:
        return self.more if record.answers else ()

    def compose(self, record: Record, as_of: datetime) -> Overview:
        self.composed += 1
        waiting = {waits.need for waits in record.waiting}
        needs = self.needs()
        answers = [Answer.LOADING if need in waiting else Answer.KNOWN for need in needs]
        return overview_of(*answers, order=self.order)


class ColourWorkshop:
    """Makes all of the above: `app.casework.brain.Workshop`."""

    def __init__(self) -> None:
        self.given_source: RecordSource = PromptSource()

    def buffers(self, hello: Hello) -> FrameMemory:
        return FrameMemory.attach(hello.settings.layout, hello.frames)

    def warm_up(self, settings: CaseSettings) -> None:
        pass

    def renderer(
        self, order: CaseOrder, settings: CaseSettings, moved: Callable[[], None]
    ) -> ColourRenderer:
        return ColourRenderer()

    def source(self, order: CaseOrder, settings: CaseSettings) -> RecordSource:
        return self.given_source

    def renew(self, token: str) -> None:
        self.token = token

    def composer(self, order: CaseOrder, language: str) -> CountingComposer:
        del language
        return CountingComposer(order)
