"""Which page is painted into which buffer, and when."""

import pytest

from app.casework.pages import CasePages
from app.link.messages import FrameReady, Message, PreviewReady, Progress
from app.model.overview import Answer
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


def test_its_footer_is_painted_anew_once_the_number_of_pages_is_final(table: Table) -> None:
    table.pages.set_overview(overview_of(K, L))
    table.do()
    table.pages.turn(1, held=True)
    table.pages.set_overview(overview_of(K, K))
    assert ("frame", 1, 1) in table.do()


def test_a_page_is_laid_out_anew_when_the_room_comes_back_to_it(table: Table) -> None:
    table.pages.set_overview(overview_of(K, L))
    table.do()
    table.pages.turn(2, held=False)
    table.pages.set_overview(overview_of(K, K))
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
