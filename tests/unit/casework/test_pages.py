"""Which page is painted into which buffer, and when."""

import pytest

from app.casework.pages import CasePages
from app.link.messages import FrameReady, Message, PreviewReady, Progress
from app.model.banner import BannerPolicy
from app.model.overview import Answer
from app.room.ports import FilmState
from tests.fakes.casework import ColourRenderer, overview_of

K, L = Answer.KNOWN, Answer.LOADING


class Table:
    """Pages with four buffers of one pixel; `do` works until there is nothing to do."""

    def __init__(self) -> None:
        self.memory = [memoryview(bytearray(4)) for _ in range(4)]
        self.renderer = ColourRenderer()
        self.said: list[Message] = []
        self.pages = CasePages(7, self.renderer, self, self.said.append)

    def buffer(self, index: int) -> memoryview:
        return self.memory[index]

    def do(self) -> list[tuple[str, int, int]]:
        """Return what was painted: kind, page, buffer."""
        while self.pages.work():
            pass
        said, self.said[:] = list(self.said), []
        return [
            ("frame" if isinstance(m, FrameReady) else "preview", m.page, m.buffer)
            for m in said
            if isinstance(m, FrameReady | PreviewReady)
        ]


@pytest.fixture
def table() -> Table:
    return Table()


@pytest.fixture
def loaded(table: Table) -> Table:
    """Four pages, complete; the chair sees the first."""
    table.pages.set_overview(overview_of(K, K, K, K))
    table.do()
    return table


def test_the_first_page_comes_first_then_its_preview_then_the_next_page(table: Table) -> None:
    table.pages.set_overview(overview_of(K, K, K))
    assert table.do() == [("frame", 1, 0), ("preview", 1, 2), ("frame", 2, 1)]
    assert bytes(table.memory[1]) == bytes((7, 2, 1, 0))
    assert table.renderer.ahead == [1]


def test_a_frame_tells_what_stands_on_it(table: Table) -> None:
    table.pages.set_overview(overview_of(K))
    table.pages.work()
    frame = table.said[-1]
    assert isinstance(frame, FrameReady)
    assert [shown.reference for shown in frame.information] == ["Section/1"]


def test_the_first_page_waits_for_its_own_sections_only(table: Table) -> None:
    table.pages.set_overview(overview_of(L, K))
    progress = table.said[0]
    assert isinstance(progress, Progress)
    assert progress.progress.pages == ()
    assert [section.answer for section in progress.progress.sections] == [L, K]
    assert table.do() == []
    table.pages.set_overview(overview_of(K, L))
    assert table.do() == [("frame", 1, 0), ("preview", 1, 2)]


def test_a_page_that_has_waited_long_enough_stands_as_it_is(table: Table) -> None:
    table.pages.set_overview(overview_of(L, L))
    table.pages.stand()
    assert table.do() == [("frame", 1, 0), ("preview", 1, 2)]


def test_nothing_stands_before_there_is_an_overview(table: Table) -> None:
    table.pages.stand()
    assert table.do() == []
    table.pages.set_overview(overview_of(L))
    assert table.do() == []


def test_no_next_page_is_promised_while_sources_still_answer(table: Table) -> None:
    table.pages.set_overview(overview_of(K, L))
    assert ("frame", 2, 1) not in table.do()
    table.pages.set_overview(overview_of(K, K))
    assert table.do() == [("frame", 1, 1), ("preview", 1, 3)]  # anew: the chair alone sees it
    table.pages.release(0)
    assert table.do() == [("frame", 2, 0)]


def test_turning_forward_paints_the_page_after(loaded: Table) -> None:
    loaded.pages.turn(2, held=True)
    loaded.pages.release(0)
    assert loaded.do() == [("preview", 2, 3), ("frame", 3, 0)]


def test_a_jump_waits_for_a_buffer_and_is_painted_first(loaded: Table) -> None:
    loaded.pages.turn(4, held=False)
    assert loaded.do() == [("preview", 4, 3)]
    loaded.pages.release(1)
    assert loaded.do() == [("frame", 4, 1)]


def test_the_last_page_has_no_next(loaded: Table) -> None:
    loaded.pages.turn(9, held=False)
    loaded.pages.release(0)
    loaded.pages.release(1)
    assert [what for what in loaded.do() if what[0] == "frame"] == [("frame", 4, 0)]


def test_a_page_that_the_room_sees_is_not_laid_out_anew(table: Table) -> None:
    table.pages.set_overview(overview_of(K, L))
    table.do()
    table.pages.turn(1, held=True)
    table.pages.set_overview(overview_of(K, L, K))
    assert table.renderer.kept == [None, 1]
    progress = table.said[-1]
    assert isinstance(progress, Progress)
    assert progress.keep == 1
    assert [what for what in table.do() if what[0] == "frame"] == []


def test_a_page_that_stood_without_its_sections_is_laid_out_anew_once_they_have_answered(
    table: Table,
) -> None:
    table.pages.set_overview(overview_of(L, L))
    table.pages.stand()
    table.pages.turn(1, held=True)
    table.do()
    table.pages.set_overview(overview_of(L, K))
    assert table.renderer.kept == [None, 1]
    table.pages.set_overview(overview_of(K, K, L))
    assert table.renderer.kept == [None, 1, None]
    progress = table.said[-1]
    assert isinstance(progress, Progress)
    assert progress.keep == 0
    assert ("frame", 1, 1) in table.do()
    table.pages.set_overview(overview_of(K, K, K))
    assert table.renderer.kept == [None, 1, None, 1]


def test_the_pages_before_it_stay(table: Table) -> None:
    table.pages.set_overview(overview_of(K, L, L))
    table.do()
    table.pages.turn(2, held=False)
    table.pages.set_overview(overview_of(K, K, L))
    assert table.renderer.kept == [None, 1]
    table.pages.set_overview(overview_of(K, K, K))
    assert table.renderer.kept == [None, 1, 2]


def test_its_footer_is_painted_anew_once_the_number_of_pages_is_final(table: Table) -> None:
    table.pages.set_overview(overview_of(K, L))
    table.do()
    table.pages.turn(1, held=True)
    table.pages.set_overview(overview_of(K, K))
    assert ("frame", 1, 1) in table.do()


def test_a_page_is_laid_out_anew_when_the_room_comes_back_to_it(table: Table) -> None:
    table.pages.set_overview(overview_of(K, K, L))
    table.do()
    table.pages.turn(2, held=False)
    table.pages.set_overview(overview_of(K, K, K))
    table.do()
    table.pages.turn(1, held=False)
    assert table.renderer.kept == [None, 2, None]
    table.pages.release(1)
    table.do()
    table.pages.turn(2, held=False)
    table.pages.turn(1, held=False)
    assert table.renderer.kept == [None, 2, None]  # it is whole now


def test_the_page_that_the_console_holds_is_not_taken_from_it(table: Table) -> None:
    table.pages.set_overview(overview_of(K, K))
    table.do()
    table.pages.turn(2, held=True)
    table.pages.set_overview(overview_of(K, K))
    table.pages.turn(1, held=True)
    assert table.renderer.kept == [None, 2]


def test_pages_that_are_fewer_than_before_end_where_they_end(table: Table) -> None:
    table.pages.set_overview(overview_of(K, K, K))
    table.pages.preview(3)
    table.pages.set_overview(overview_of(K))
    assert table.do()[0] == ("frame", 1, 0)


# --- editions: banner, uncovering, film -----------------------------------------------------------


def look(table: Table, buffer: int) -> int:
    """Return what the renderer says of a buffer's look: banner, uncovered, film's picture."""
    return table.memory[buffer][3]


def frames(table: Table) -> list[FrameReady]:
    """Work until there is nothing to do; return the frames that were handed over."""
    while table.pages.work():
        pass
    said, table.said[:] = list(table.said), []
    return [message for message in said if isinstance(message, FrameReady)]


def on_stage(table: Table, page: int = 1) -> None:
    """Let the room see that page; the page after it is staged."""
    table.pages.turn(page, held=page < 3)
    for buffer in (0, 1):
        if table.pages._out.get(buffer) not in (page, page + 1):
            table.pages.release(buffer)
    table.do()


def test_a_frame_tells_where_its_items_are_and_whether_one_is_covered(table: Table) -> None:
    table.renderer.intimate = table.renderer.film_on = 1
    table.pages.set_overview(overview_of(K))
    frame = frames(table)[0]
    assert [item.reference for item in frame.items] == ["Section/1"]
    assert (frame.covered, frame.film, frame.edition) == (True, FilmState.STILL, 0)


def test_another_banner_is_on_every_picture_from_then_on(loaded: Table) -> None:
    on_stage(loaded)
    loaded.pages.set_banner(BannerPolicy.SHARED, 1)
    assert frames(loaded) == []  # both buffers are the console's
    for buffer in (0, 1, 2, 3):
        loaded.pages.release(buffer)
    new = frames(loaded)
    assert [(frame.page, frame.edition) for frame in new] == [(1, 1), (2, 1)]
    assert [look(loaded, frame.buffer) for frame in new] == [1, 1]
    assert look(loaded, 2) == 1
    assert loaded.renderer.kept == [None]  # laid out by the renderer, not once more


def test_a_banner_may_come_before_anything_is_known(table: Table) -> None:
    table.pages.set_banner(BannerPolicy.SHARED, 1)
    table.pages.set_overview(overview_of(K))
    assert [frame.edition for frame in frames(table)] == [1]
    assert look(table, 0) == 1


def test_an_uncovered_page_takes_the_next_pages_buffer_until_it_is_left(loaded: Table) -> None:
    loaded.renderer.intimate = 1
    on_stage(loaded)
    loaded.pages.uncover(1)
    assert frames(loaded) == []
    loaded.pages.release(1)
    (frame,) = frames(loaded)
    assert (frame.page, frame.covered, look(loaded, frame.buffer)) == (1, False, 2)
    loaded.pages.release(0)
    assert frames(loaded) == []  # no next page
    loaded.pages.turn(2, held=False, edition=1)
    loaded.pages.release(frame.buffer)
    assert [(f.page, f.edition) for f in frames(loaded)] == [(2, 1), (3, 1)]
    loaded.pages.turn(1, held=False, edition=1)
    loaded.pages.release(0)
    loaded.pages.release(1)
    assert frames(loaded)[0].covered


def test_only_the_page_that_is_looked_at_is_uncovered(loaded: Table) -> None:
    loaded.pages.uncover(2)
    assert loaded.renderer.uncovered is None


def test_what_was_uncovered_is_covered_when_it_is_laid_out_anew(loaded: Table) -> None:
    loaded.pages.uncover(1)
    loaded.pages.set_overview(overview_of(K, K))
    assert loaded.renderer.uncovered is None


def test_a_page_that_stays_as_it_stands_stays_uncovered(table: Table) -> None:
    table.pages.set_overview(overview_of(K, L))
    table.do()
    table.pages.turn(1, held=True)
    table.pages.uncover(1)
    table.pages.set_overview(overview_of(K, K))
    assert table.renderer.uncovered == 1


@pytest.fixture
def film(loaded: Table) -> Table:
    """The room sees page 1, whose film has just started in buffer 1."""
    loaded.renderer.film_on = 1
    on_stage(loaded)
    loaded.pages.play(playing=True)
    loaded.pages.release(1)
    (frame,) = frames(loaded)
    assert (frame.buffer, frame.film, frame.moving) == (1, FilmState.PLAYING, False)
    return loaded


def test_a_film_never_paints_into_a_buffer_that_the_console_holds(film: Table) -> None:
    held = [bytes(film.memory[buffer]) for buffer in (0, 1)]
    film.renderer.next_picture()
    assert frames(film) == []
    assert [bytes(film.memory[buffer]) for buffer in (0, 1)] == held
    film.pages.release(0)
    (frame,) = frames(film)
    assert (frame.buffer, frame.moving, look(film, 0)) == (0, True, 4)
    assert bytes(film.memory[1]) == held[1]


def test_a_film_that_is_too_fast_loses_pictures_and_not_time(film: Table) -> None:
    for _ in range(5):
        film.renderer.next_picture()
    film.pages.release(0)
    assert len(frames(film)) == 1
    assert look(film, 0) == 20
    film.pages.release(1)
    assert frames(film) == []


def test_a_film_that_ends_says_so_with_its_last_picture(film: Table) -> None:
    film.renderer.next_picture(last=True)
    film.pages.release(0)
    (frame,) = frames(film)
    assert (frame.film, frame.moving, look(film, 0)) == (FilmState.STILL, False, 4)


def test_a_film_that_is_paused_says_so_with_the_picture_that_is_seen(film: Table) -> None:
    film.renderer.next_picture()
    film.pages.release(0)
    film.do()
    film.pages.play(playing=False)
    film.pages.release(1)
    (frame,) = frames(film)
    assert (frame.film, frame.moving, look(film, 1)) == (FilmState.STILL, False, 4)


def test_a_film_ends_when_the_page_is_turned(film: Table) -> None:
    film.renderer.next_picture()
    film.pages.turn(2, held=False, edition=1)
    film.pages.release(0)
    assert [(f.page, f.moving) for f in frames(film)] == [(2, False)]
    assert not film.renderer.is_playing


def test_a_page_without_a_film_plays_nothing(loaded: Table) -> None:
    loaded.pages.play(playing=True)
    assert not loaded.renderer.is_playing
    assert frames(loaded) == []


def test_picks_are_laid_out_anew_also_under_the_eyes_of_the_room(table: Table) -> None:
    table.pages.set_overview(overview_of(K, K))
    table.do()
    table.pages.turn(1, held=True)
    table.pages.expect_change()
    table.pages.set_overview(overview_of(K, K, L))
    table.pages.set_overview(overview_of(K, K, K))
    table.pages.set_overview(overview_of(K, K, K))
    assert table.renderer.kept == [None, None, None, 1]
