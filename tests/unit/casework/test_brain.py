"""The brain answers the link, and an error of a case ends the case without a word of its values."""

import asyncio
from collections.abc import AsyncIterator, Callable
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from app.casework import brain
from app.casework.brain import CaseWork
from app.link.messages import (
    Banner,
    Booted,
    CaseSettings,
    Failed,
    FrameReady,
    Hello,
    Message,
    Open,
    Picks,
    Ping,
    Play,
    Pong,
    Preview,
    PreviewReady,
    Progress,
    Release,
    Renewed,
    Turn,
    Uncover,
)
from app.model.banner import BannerPolicy
from app.model.case import Pick
from app.model.errors import LinkBroken
from app.model.people import Organisation
from app.model.record import Need, Reading, SourceAnswer
from app.room.ports import CaseOrder, FilmState, RecordSource
from tests.fakes.casework import (
    ColourRenderer,
    CountingComposer,
    HandSource,
    PromptSource,
    answer,
)
from tests.fakes.link import an_order, settings

HELLO = Hello(protocol=1, frames="0", settings=settings())
OPEN = Open(order=an_order(), settings=settings())
SECRET = "Tolvan 191212121212"


class Bench:
    """A brain with everything that it needs; `until` waits for a message of that kind."""

    def __init__(self, source: RecordSource | None = None) -> None:
        self.said: asyncio.Queue[Message] = asyncio.Queue()
        self.left = False
        self.warm = False
        self.token = ""
        self.made_source = source or PromptSource()
        self.made_renderer = ColourRenderer()
        self.moved: Callable[[], None] = lambda: None
        self.work = CaseWork(self, self.said.put_nowait, self._leave)

    def _leave(self) -> None:
        self.left = True

    def buffers(self, hello: Hello) -> Any:
        return SimpleNamespace(buffer=lambda _index: memoryview(bytearray(4)))

    def warm_up(self, settings: CaseSettings) -> None:
        self.warm = True

    def renderer(
        self, order: CaseOrder, settings: CaseSettings, moved: Callable[[], None]
    ) -> ColourRenderer:
        self.moved = moved
        return self.made_renderer

    def source(self, order: CaseOrder, settings: CaseSettings) -> RecordSource:
        return self.made_source

    def renew(self, token: str) -> None:
        self.token = token

    def composer(self, order: CaseOrder, language: str) -> CountingComposer:
        del language
        return CountingComposer(order)

    async def until(self, kind: type[Message]) -> Any:
        while not isinstance(message := await self.said.get(), kind):
            pass
        return message


async def test_a_case_is_loaded_and_handed_over() -> None:
    bench = Bench()
    bench.work.receive(HELLO)
    bench.work.receive(OPEN)
    assert await bench.until(Booted) == Booted(protocol=1)
    assert not (await bench.until(Progress)).progress.complete
    assert (await bench.until(Progress)).progress.complete
    frame = await bench.until(FrameReady)
    assert (frame.generation, frame.page) == (7, 1)
    assert (await bench.until(PreviewReady)).page == 1
    bench.work.receive(Turn(page=2, held=True))
    bench.work.receive(Release(buffer=0))
    assert (await bench.until(PreviewReady)).page == 2
    bench.work.receive(Release(buffer=2))
    bench.work.receive(Preview(page=1))
    assert (await bench.until(PreviewReady)).page == 1


async def test_the_record_is_asked_with_the_newest_token() -> None:
    bench = Bench()
    bench.work.receive(HELLO)
    bench.work.receive(OPEN)
    bench.work.receive(Renewed(token="newer"))
    await bench.until(FrameReady)
    assert bench.token == "newer"


async def test_picks_are_composed_and_what_they_need_is_fetched() -> None:
    bench = Bench()
    bench.work.receive(HELLO)
    bench.work.receive(OPEN)
    await bench.until(FrameReady)
    bench.work.receive(Picks(picks=(Pick(reference="Procedure/1"),)))
    partly = (await bench.until(Progress)).progress
    assert (len(partly.pages), partly.complete) == (3, False)
    whole = (await bench.until(Progress)).progress
    assert (len(whole.pages), whole.complete) == (3, True)


class BlockedSource(PromptSource):
    """A source that leaves out what two providers have, one of them twice."""

    async def ask(
        self, patient_reference: str, needs: tuple[Need, ...]
    ) -> AsyncIterator[SourceAnswer]:
        for need in needs:
            yield msgspec.structs.replace(answer(need), blocked=BLOCKED)


BLOCKED = (Organisation(hsa_id="SE-2", name="Region Två"), Organisation(hsa_id="SE-3"))


@pytest.mark.parametrize("named", [False, True])
async def test_blocked_information_is_told_to_the_console_and_whose_it_is_if_it_may(
    *, named: bool
) -> None:
    bench = Bench(BlockedSource())
    bench.work.receive(HELLO)
    order = msgspec.structs.replace(OPEN.order, reading=Reading(names_blocks=named))
    bench.work.receive(msgspec.structs.replace(OPEN, order=order))
    told = [(await bench.until(Progress)).progress]
    while not told[-1].complete:
        told.append((await bench.until(Progress)).progress)
    assert told[-1].blocked
    assert told[-1].blocked_by == (BLOCKED if named else ())
    assert not any(one.blocked_by for one in told if not named)


async def test_banner_cover_and_film_reach_the_pages() -> None:
    bench = Bench()
    renderer = bench.made_renderer
    renderer.film_on = renderer.intimate = 1
    bench.work.receive(HELLO)
    bench.work.receive(OPEN)
    await bench.until(PreviewReady)
    bench.work.receive(Banner(banner=BannerPolicy.SHARED, edition=1))
    bench.work.receive(Release(buffer=0))
    assert (await bench.until(FrameReady)).edition == 1
    bench.work.receive(Turn(page=1, held=True, edition=1))
    bench.work.receive(Uncover(page=1))
    assert renderer.uncovered == 1
    bench.work.receive(Play(playing=True))
    bench.work.receive(Release(buffer=1))
    frame = await bench.until(FrameReady)
    assert (frame.covered, frame.film) == (False, FilmState.PLAYING)
    renderer.next_picture()
    bench.work.receive(Release(buffer=0))
    bench.moved()
    assert (await bench.until(FrameReady)).moving


async def test_an_empty_process_warms_up_once_it_has_said_that_it_is_there() -> None:
    bench = Bench()
    bench.work.receive(HELLO)
    assert bench.warm
    assert bench.said.get_nowait() == Booted(protocol=1)


async def test_a_ping_is_answered_whatever_goes_on() -> None:
    bench = Bench()
    bench.work.receive(Ping(number=3))
    assert await bench.until(Pong) == Pong(number=3)


async def test_patience_ends_the_waiting_for_the_first_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(brain, "PATIENCE_S", 0.01)
    bench = Bench(HandSource())
    bench.work.receive(HELLO)
    bench.work.receive(OPEN)
    assert (await bench.until(FrameReady)).page == 1


@pytest.mark.parametrize(
    "messages",
    [
        (HELLO, Turn(page=1)),
        (OPEN,),
        (HELLO, Play(playing=True)),
        (HELLO, Picks(picks=())),
        (HELLO, OPEN, OPEN),
        (Hello(protocol=2, frames="0", settings=HELLO.settings),),
    ],
)
async def test_what_the_console_never_says_ends_the_case(messages: tuple[Any, ...]) -> None:
    bench = Bench()
    for message in messages:
        bench.work.receive(message)
    assert (await bench.until(Failed)).code == "link-broken"


class BrokenSource(PromptSource):
    async def ask(
        self, patient_reference: str, needs: tuple[Need, ...]
    ) -> AsyncIterator[SourceAnswer]:
        for _need in needs:
            raise ValueError(SECRET)
        yield answer(needs[0])


class BrokenRenderer(ColourRenderer):
    def paint(self, page: int, into: memoryview) -> None:
        raise ValueError(SECRET)


async def test_an_error_while_loading_tells_its_kind_and_place_only() -> None:
    bench = Bench(BrokenSource())
    bench.work.receive(HELLO)
    bench.work.receive(OPEN)
    failed = await bench.until(Failed)
    assert failed.code == "ValueError"
    assert failed.place.startswith("app.casework.loading:")


async def test_an_error_while_painting_ends_the_case_once() -> None:
    bench = Bench()
    bench.made_renderer = BrokenRenderer()
    bench.work.receive(HELLO)
    bench.work.receive(OPEN)
    assert (await bench.until(Failed)).place.startswith("app.casework.pages:")
    bench.work.receive(Ping(number=1))
    bench.work.fail(ValueError(SECRET))
    assert bench.said.empty()


async def test_an_error_that_only_the_loop_sees_ends_the_case() -> None:
    bench = Bench()

    def broken() -> None:
        raise ValueError(SECRET)

    asyncio.get_running_loop().call_soon(broken)
    assert (await bench.until(Failed)).code == "ValueError"


async def test_a_console_that_does_not_read_is_left() -> None:
    def deaf(_message: Message) -> None:
        raise LinkBroken("the other end does not read")

    bench = Bench()
    bench.work = CaseWork(bench, deaf, bench._leave)
    bench.work.receive(HELLO)
    assert bench.left
