"""The console's side of a case process, over a link in memory."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.link.messages import (
    Banner,
    Booted,
    CaseSettings,
    Failed,
    FrameReady,
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
from app.room.ports import CaseSlow, FilmState, PageItem, PageShown, StopReason
from tests.fakes.link import ConsoleEnd, an_order, information, progress, settings

SHARED = BannerPolicy.SHARED
PICKS = (Pick(reference="Observation/1"),)


def frame(page: int, buffer: int, generation: int = 7, edition: int = 0) -> FrameReady:
    return FrameReady(
        generation=generation,
        buffer=buffer,
        page=page,
        information=information(page),
        edition=edition,
    )


def preview(page: int, buffer: int, generation: int = 7, edition: int = 0) -> PreviewReady:
    return PreviewReady(
        generation=generation,
        buffer=buffer,
        page=page,
        information=information(page),
        edition=edition,
    )


def film_frame(buffer: int, *, moving: bool, film: FilmState = FilmState.PLAYING) -> FrameReady:
    return FrameReady(generation=7, buffer=buffer, page=1, moving=moving, film=film)


def with_item(**place: float) -> FrameReady:
    plain = {"left": 0.1, "top": 0.1, "width": 0.5, "height": 0.5}
    item = PageItem(reference="Observation/1", picked=False, **(plain | place))
    return msgspec.structs.replace(frame(1, 1), items=(item,))


def shown(page: int) -> PageShown:
    return PageShown(generation=7, page=page, information=information(page))


def said(pages: int, keep: int = 0) -> Progress:
    return Progress(progress=progress(pages), keep=keep)


@pytest.fixture
def console() -> ConsoleEnd:
    """A booted process with its case open, four pages, in the wings."""
    end = ConsoleEnd()
    end.case_says(Booted(protocol=1))
    end.session.open(an_order(), settings())
    end.case_says(said(4))
    end.taken()
    end.heard.clear()
    return end


@pytest.fixture
def stage(console: ConsoleEnd) -> ConsoleEnd:
    """The same on stage: page 1 is seen, page 2 waits in memory."""
    console.session.go_on_stage()
    console.case_says(frame(1, 0), frame(2, 1))
    console.taken()
    console.heard.clear()
    return console


def test_a_case_is_opened_at_once_when_the_process_has_booted() -> None:
    end = ConsoleEnd()
    end.case_says(Booted(protocol=1))
    end.session.open(an_order(), settings())
    assert end.taken() == [Open(order=an_order(), settings=settings())]


def test_a_case_waits_for_the_process_to_boot() -> None:
    end = ConsoleEnd()
    end.session.open(an_order(), settings())
    end.session.go_on_stage()
    assert end.taken() == []
    end.case_says(Booted(protocol=1))
    assert end.taken() == [Open(order=an_order(), settings=settings()), Turn(page=1)]


def test_a_process_has_one_case_in_its_life(console: ConsoleEnd) -> None:
    with pytest.raises(ValueError, match="one case"):
        console.session.open(an_order(8), settings())


def test_progress_reaches_the_room(console: ConsoleEnd) -> None:
    console.case_says(said(5))
    assert console.heard == [progress(5)]


def test_in_the_wings_the_preview_is_what_is_shown(console: ConsoleEnd) -> None:
    console.case_says(frame(1, 0), preview(1, 2))
    assert console.heard == [("preview", 1, 2), shown(1)]


def test_a_newer_preview_gives_the_one_before_back(console: ConsoleEnd) -> None:
    console.case_says(preview(1, 2))
    console.session.turn(2)
    console.case_says(preview(2, 3))
    assert console.taken() == [Preview(page=2), Release(buffer=2)]


def test_a_case_in_the_wings_goes_on_stage_without_asking_its_process(console: ConsoleEnd) -> None:
    console.case_says(frame(1, 0), frame(2, 1))
    assert console.heard == []
    console.session.go_on_stage()
    assert console.heard == [("frame", 1, 0), shown(1)]
    assert console.taken() == [Turn(page=1, held=True)]


def test_a_case_goes_on_stage_with_its_first_page_whatever_the_chair_saw(
    console: ConsoleEnd,
) -> None:
    console.session.turn(3)
    console.case_says(frame(3, 0), frame(4, 1))
    console.session.go_on_stage()
    assert console.heard == []
    assert console.taken() == [
        Preview(page=3),
        Turn(page=1),
        Release(buffer=0),
        Release(buffer=1),
    ]
    console.case_says(frame(1, 0))
    assert console.heard == [("frame", 1, 0), shown(1)]


def test_the_next_page_is_shown_before_the_process_hears_of_it(stage: ConsoleEnd) -> None:
    stage.session.turn(2)
    assert stage.heard == [("frame", 2, 1), shown(2)]
    assert stage.taken() == [Turn(page=2, held=True), Release(buffer=0)]


def test_a_page_that_is_not_there_is_waited_for_and_the_old_one_stays(stage: ConsoleEnd) -> None:
    stage.session.turn(4)
    assert stage.heard == []
    assert stage.taken() == [Turn(page=4), Release(buffer=1)]
    stage.case_says(frame(4, 1))
    assert stage.heard == [("frame", 4, 1), shown(4)]
    assert stage.taken() == [Release(buffer=0)]


def test_the_page_that_was_left_backwards_stays_as_the_next_one(stage: ConsoleEnd) -> None:
    stage.session.turn(2)
    stage.case_says(frame(3, 0))
    stage.session.turn(1)
    stage.taken()
    stage.case_says(frame(1, 0))
    assert stage.taken() == []  # page 2 is the next page
    stage.session.turn(2)
    assert stage.heard[-1] == shown(2)


def test_turns_in_a_row_show_the_last_one_only(stage: ConsoleEnd) -> None:
    stage.session.turn(3)
    stage.session.turn(4)
    stage.case_says(frame(3, 1))
    assert stage.heard == []
    assert Release(buffer=1) in stage.taken()
    stage.case_says(frame(4, 1))
    assert stage.heard == [("frame", 4, 1), shown(4)]


def test_a_page_beyond_the_last_is_the_last(stage: ConsoleEnd) -> None:
    stage.session.turn(99)
    assert stage.taken()[0] == Turn(page=4)
    stage.session.turn(-1)
    assert Turn(page=1, held=True) in stage.taken()


def test_frames_of_pages_that_were_laid_out_anew_go_back(console: ConsoleEnd) -> None:
    console.case_says(frame(1, 0), frame(2, 1))
    console.case_says(said(5))
    assert console.taken() == [Release(buffer=0), Release(buffer=1)]
    console.session.go_on_stage()
    assert console.heard == [progress(5)]
    assert console.taken() == [Turn(page=1)]


def test_the_page_on_the_screen_stays_when_later_ones_are_laid_out_anew(stage: ConsoleEnd) -> None:
    stage.case_says(said(5, keep=1))
    assert stage.heard == [progress(5)]
    assert stage.taken() == [Release(buffer=1)]


def test_turning_back_to_a_new_layout_keeps_the_screen_until_it_is_there(stage: ConsoleEnd) -> None:
    stage.session.turn(2)
    stage.session.turn(1)
    stage.taken()
    stage.heard.clear()
    stage.case_says(said(3))
    assert stage.taken() == []
    stage.case_says(frame(1, 0))
    assert stage.heard[-2:] == [("frame", 1, 0), shown(1)]
    assert stage.taken() == [Release(buffer=1)]


def test_a_newer_frame_of_the_page_on_the_screen_replaces_it(stage: ConsoleEnd) -> None:
    stage.session.turn(4)
    stage.case_says(frame(4, 1))
    stage.taken()
    stage.case_says(frame(4, 0))
    assert stage.heard[-2:] == [("frame", 4, 0), shown(4)]
    assert stage.taken() == [Release(buffer=1)]


@pytest.mark.parametrize(
    "message", [frame(1, 0, 6), preview(1, 2, 6), Progress(progress=progress(9, 6))]
)
def test_another_generation_is_dropped(console: ConsoleEnd, message: Message) -> None:
    console.session.go_on_stage()
    console.taken()
    console.case_says(message)
    assert console.heard == []
    assert console.taken() == []


@pytest.mark.parametrize(
    "message",
    [
        frame(1, 2),
        frame(1, -1),
        frame(3, 0),
        frame(0, 1),
        frame(1, 1, edition=1),
        frame(1, 1, edition=-1),
        preview(1, 3, edition=1),
        with_item(left=-0.1),
        with_item(top=0.7),
        with_item(width=1e300),
        preview(1, 0),
        preview(1, 2),
        Pong(number=1),
        Booted(protocol=1),
    ],
)
def test_what_no_case_process_says_is_garbage(console: ConsoleEnd, message: Message) -> None:
    console.case_says(frame(1, 0), preview(1, 2))
    console.heard.clear()
    console.case_says(message)
    assert console.heard == [StopReason.GARBAGE]


def test_another_protocol_is_garbage() -> None:
    end = ConsoleEnd()
    end.case_says(Booted(protocol=2))
    assert end.heard == [StopReason.GARBAGE]


def test_a_process_may_say_that_it_cannot_go_on(console: ConsoleEnd) -> None:
    console.case_says(Failed(code="RecursionError", place="app.x:1"))
    assert console.heard == [StopReason.FAILED]


def test_after_the_end_nothing_is_heard(console: ConsoleEnd) -> None:
    console.session.end(StopReason.DIED)
    console.session.end(StopReason.GARBAGE)
    console.case_says(frame(1, 0), said(9))
    console.tick(99)
    console.session.turn(2)
    assert console.heard == [StopReason.DIED]


def test_a_page_tells_its_items_its_cover_and_its_film(console: ConsoleEnd) -> None:
    said = msgspec.structs.replace(with_item(), covered=True, film=FilmState.STILL)
    console.session.go_on_stage()
    console.case_says(said)
    assert console.heard[-1] == PageShown(
        generation=7,
        page=1,
        information=information(1),
        items=said.items,
        covered=True,
        film=FilmState.STILL,
    )


def with_token(token: str) -> CaseSettings:
    access = msgspec.structs.replace(settings().access, token=token)
    return msgspec.structs.replace(settings(), access=access)


def test_a_renewed_token_goes_to_the_case_that_is_open(console: ConsoleEnd) -> None:
    console.session.renew(with_token("newer"))
    assert console.taken() == [Renewed(token="newer")]


def test_a_case_that_waits_for_its_process_is_opened_with_the_newest_token() -> None:
    end = ConsoleEnd()
    end.session.renew(with_token("for nobody"))  # nothing has been ordered yet
    end.session.open(an_order(), with_token("older"))
    end.session.renew(with_token("newer"))
    end.case_says(Booted(protocol=1))
    assert end.taken()[0] == Open(order=an_order(), settings=with_token("newer"))


def test_picks_are_asked_for(console: ConsoleEnd) -> None:
    console.session.set_picks(PICKS)
    assert console.taken() == [Picks(picks=PICKS)]


def test_what_is_changed_before_the_process_has_booted_is_ordered_that_way() -> None:
    end = ConsoleEnd()
    end.session.set_picks(PICKS)  # nothing has been ordered yet
    end.session.set_banner(SHARED)
    end.session.open(an_order(), settings())
    end.session.set_picks(PICKS)
    end.session.set_banner(SHARED)
    end.session.uncover(1)
    end.session.play(playing=True)
    end.case_says(Booted(protocol=1))
    case = msgspec.structs.replace(an_order().case, picks=PICKS)
    order = msgspec.structs.replace(an_order(), case=case, banner=SHARED)
    assert end.taken() == [Open(order=order, settings=settings()), Preview(page=1)]


def test_another_banner_takes_everything_from_the_screen_and_gives_it_back(
    stage: ConsoleEnd,
) -> None:
    stage.case_says(preview(1, 2))
    stage.taken()
    stage.heard.clear()
    stage.session.set_banner(SHARED)
    assert stage.heard == ["withdrawn"]
    assert stage.taken() == [
        Banner(banner=SHARED, edition=1),
        Release(buffer=0),
        Release(buffer=1),
        Release(buffer=2),
    ]
    stage.case_says(frame(1, 0, edition=1))
    assert stage.heard[1:] == [("frame", 1, 0), shown(1)]


def test_a_picture_with_the_banner_before_never_reaches_the_screen(stage: ConsoleEnd) -> None:
    stage.session.turn(4)
    stage.taken()
    stage.session.set_banner(SHARED)
    stage.session.set_banner(BannerPolicy.FULL)
    stage.taken()
    stage.heard.clear()
    for late in (frame(4, 0), frame(4, 1, edition=1), preview(4, 2), preview(4, 3, edition=1)):
        stage.case_says(late)
        assert stage.taken() == [Release(buffer=late.buffer)]
    assert stage.heard == []
    stage.case_says(frame(4, 0, edition=2))
    assert stage.heard == [("frame", 4, 0), shown(4)]


def test_uncovering_asks_for_the_page_again_and_gives_the_next_one_back(
    stage: ConsoleEnd,
) -> None:
    stage.session.uncover(1)
    assert stage.taken() == [Release(buffer=1), Uncover(page=1)]
    stage.case_says(frame(2, 1))  # was on its way
    assert stage.taken() == [Release(buffer=1)]
    stage.case_says(frame(1, 1))
    assert stage.heard[-2:] == [("frame", 1, 1), shown(1)]


def test_only_the_page_that_is_looked_at_is_uncovered(stage: ConsoleEnd) -> None:
    stage.session.uncover(2)
    assert stage.taken() == []


def test_turning_the_page_covers_again_whatever_is_still_on_its_way(stage: ConsoleEnd) -> None:
    stage.session.turn(2)
    stage.case_says(frame(3, 0))
    stage.session.uncover(2)
    stage.taken()
    stage.heard.clear()
    stage.session.turn(1)
    assert stage.taken() == [Turn(page=1, edition=1)]
    stage.case_says(frame(2, 0))  # uncovered, and the next page of page 1
    assert stage.taken() == [Release(buffer=0)]
    stage.case_says(frame(1, 0, edition=1))
    assert stage.taken() == [Release(buffer=1)]  # it was on the screen until now
    stage.session.turn(2)
    assert stage.heard == [("frame", 1, 0), shown(1)]
    assert stage.taken() == [Turn(page=2, edition=1)]


def test_there_is_always_a_buffer_for_the_page_that_is_wanted(stage: ConsoleEnd) -> None:
    stage.session.uncover(1)
    stage.case_says(frame(1, 1))
    stage.session.turn(2)
    stage.session.turn(1)
    stage.taken()
    stage.case_says(frame(2, 0, edition=1))  # painted before the second turn was heard of
    assert stage.taken() == [Release(buffer=0)]


def test_what_the_chair_uncovered_is_covered_before_the_room_sees_it(console: ConsoleEnd) -> None:
    console.session.uncover(1)
    console.case_says(frame(1, 0))
    console.taken()
    console.session.go_on_stage()
    assert console.heard == []
    assert console.taken() == [Release(buffer=0), Turn(page=1, edition=1)]


def test_looking_at_the_same_page_again_covers_nothing(stage: ConsoleEnd) -> None:
    stage.session.uncover(1)
    stage.taken()
    stage.session.turn(1)
    assert stage.taken() == [Turn(page=1, held=True)]


def test_a_film_is_shown_picture_by_picture_and_told_of_when_it_starts_and_stops(
    stage: ConsoleEnd,
) -> None:
    stage.session.play(playing=True)
    assert stage.taken() == [Release(buffer=1), Play(playing=True)]
    stage.case_says(film_frame(1, moving=False))
    assert stage.taken() == [Release(buffer=0)]
    for buffer in (0, 1, 0):
        stage.case_says(film_frame(buffer, moving=True))
        assert stage.taken() == [Release(buffer=1 - buffer)]
    stage.case_says(film_frame(1, moving=False, film=FilmState.STILL))
    frames = [heard for heard in stage.heard if isinstance(heard, tuple)]
    told = [heard.film for heard in stage.heard if isinstance(heard, PageShown)]
    assert [buffer for _, _, buffer in frames] == [1, 0, 1, 0, 1]
    assert told == [FilmState.PLAYING, FilmState.STILL]


def test_a_film_plays_for_the_room_only(console: ConsoleEnd) -> None:
    console.session.play(playing=True)
    assert console.taken() == []


def test_turning_the_page_ends_the_film_also_for_its_pictures_in_flight(stage: ConsoleEnd) -> None:
    stage.session.play(playing=True)
    stage.taken()
    stage.session.turn(2)
    assert stage.taken() == [Turn(page=2, edition=1)]
    stage.case_says(film_frame(1, moving=True))
    assert stage.taken() == [Release(buffer=1)]
    assert stage.heard == []


def test_silence_is_told_then_ended(console: ConsoleEnd) -> None:
    for _ in range(6):
        console.tick()
    assert console.heard == [CaseSlow(generation=7, slow=True)]
    for _ in range(10):
        console.tick()
    assert console.heard[1:] == [StopReason.HUNG]


def test_a_sign_of_life_takes_the_notice_back(console: ConsoleEnd) -> None:
    for _ in range(7):
        console.tick()
    ping = next(m for m in console.taken() if isinstance(m, Ping))
    console.case_says(Pong(number=ping.number))
    assert console.heard == [
        CaseSlow(generation=7, slow=True),
        CaseSlow(generation=7, slow=False),
    ]


def test_a_suspended_machine_kills_nobody(console: ConsoleEnd) -> None:
    console.tick()
    console.tick(8 * 3600)
    console.tick()
    assert console.heard == []


def test_a_process_that_does_not_read_is_hung(console: ConsoleEnd) -> None:
    console.is_deaf = True
    console.session.turn(2)
    assert console.heard == []  # not in the middle of the room's call
    console.tick()
    assert console.heard == [StopReason.HUNG]


def test_an_order_that_is_too_long_fails() -> None:
    end = ConsoleEnd()
    end.case_says(Booted(protocol=1))
    end.is_deaf = True
    end.session.open(an_order(), settings())
    end.tick()
    assert end.heard == [StopReason.FAILED]


class PaintingCase:
    """A case process that paints the wanted page whenever it has a free buffer."""

    def __init__(self) -> None:
        self.end = ConsoleEnd()
        self.end.case_says(Booted(protocol=1))
        self.end.session.open(an_order(), settings())
        self.end.case_says(said(4))
        self.free = {0, 1}
        self.wanted = 1
        self.edition = 0
        self.on_stage = False

    def paint(self, _page: int = 0) -> None:
        """Paint as the last message that was read has it: later ones are still on their way."""
        edition = self.edition
        self._take_messages()
        if self.free:
            self.end.case_says(frame(self.wanted, self.free.pop(), edition=edition))
        self._take_messages()

    def set_banner(self, _page: int) -> None:
        self.end.session.set_banner(SHARED)

    def uncover(self, page: int) -> None:
        self.end.session.uncover(page)

    def play(self, page: int) -> None:
        self.end.session.play(playing=page > 1)

    def turn(self, page: int) -> None:
        self.wanted = page
        self.end.session.turn(page)

    def lay_out(self, keep: int) -> None:
        self.end.case_says(said(4, keep=keep))

    def go_on_stage(self, _page: int = 0) -> None:
        self.on_stage, self.wanted = True, 1
        self.end.session.go_on_stage()

    def _take_messages(self) -> None:
        for message in self.end.taken():
            if isinstance(message, Release):
                assert message.buffer not in self.free
                self.free.add(message.buffer)
            elif isinstance(message, Banner | Turn | Preview):
                self.edition = message.edition


_ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                PaintingCase.paint,
                PaintingCase.turn,
                PaintingCase.lay_out,
                PaintingCase.go_on_stage,
                PaintingCase.set_banner,
                PaintingCase.uncover,
                PaintingCase.play,
            ]
        ),
        st.integers(1, 4),
    ),
    max_size=30,
)


@given(_ACTS)
def test_no_buffer_is_ever_lost_or_given_twice(
    acts: list[tuple[Callable[[PaintingCase, int], None], int]],
) -> None:
    case = PaintingCase()
    for act, page in acts:
        act(case, page)
    for _ in range(3):
        case.paint()
    assert StopReason.GARBAGE not in case.end.heard
    if case.on_stage:
        seen = [heard for heard in case.end.heard if isinstance(heard, PageShown)]
        assert seen[-1].page == case.wanted
