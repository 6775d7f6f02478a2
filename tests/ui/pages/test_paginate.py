"""Breaking flows into pages is arithmetic: here with strips that hold nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.model.definition import Title
from app.model.outcome import ShownInformation
from ui.pages.marks import Strip
from ui.pages.paginate import Block, Body, Flow, Frame, Item, paginate

FRAME = Frame(height=100, gap=5, goes_on=Strip(8))
TITLE = Title(sv="Sv", en="En")
HEIGHTS = st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=12), min_size=1, max_size=12)


def flow(rows: list[list[int]], key: str = "a") -> Flow:
    blocks = tuple(
        Block(
            key=(key, number),
            strips=tuple(Strip(height) for height in heights),
            again=(Strip(6),),
            gap=2,
            items=(Item(ShownInformation(reference=f"{key}/{number}")),),
        )
        for number, heights in enumerate(rows)
    )
    return Flow(key, TITLE, (Strip(10),), (Strip(11),), blocks)


def strips_of(bodies: tuple[Body, ...]) -> dict[object, int]:
    taken: dict[object, int] = {}
    for body in bodies:
        for key, count in body.taken.items():
            taken[key] = taken.get(key, 0) + count
    return taken


@given(HEIGHTS)
def test_nothing_is_lost_doubled_or_below_the_page(rows: list[list[int]]) -> None:
    bodies = paginate([flow(rows)], FRAME)
    assert strips_of(bodies) == {("a", number): len(row) for number, row in enumerate(rows)}
    for body in bodies:
        assert all(placed.y + placed.strip.height <= FRAME.height for placed in body.placed)
        tops = [placed.y for placed in body.placed]
        assert tops == sorted(tops)


@given(HEIGHTS)
def test_a_row_is_split_only_when_it_is_taller_than_a_page(rows: list[list[int]]) -> None:
    bodies = paginate([flow(rows)], FRAME)
    for number, heights in enumerate(rows):
        pages = [body for body in bodies if ("a", number) in body.taken]
        if sum(heights) <= FRAME.height - 11:
            assert len(pages) == 1
        assert all(ShownInformation(reference=f"a/{number}") in body.shown for body in pages)


@given(HEIGHTS, HEIGHTS, st.integers(0, 3))
def test_kept_pages_and_what_follows_hold_everything_once(
    early: list[list[int]], late: list[list[int]], keep: int
) -> None:
    kept = paginate([flow(early)], FRAME)[:keep]
    after = paginate([flow(early), flow(late, "b")], FRAME, kept)
    expected = {("a", number): len(row) for number, row in enumerate(early)}
    expected |= {("b", number): len(row) for number, row in enumerate(late)}
    assert strips_of((*kept, *after)) == expected


def test_the_last_line_of_a_long_row_does_not_stand_alone() -> None:
    first, second = paginate([flow([[10] * 8 + [20]])], FRAME)
    assert [sum(body.taken.values()) for body in (first, second)] == [7, 2]


def test_a_heading_stands_with_its_first_row_and_repeats() -> None:
    bodies = paginate([flow([[60], [60]]), flow([[10]], "b")], FRAME)
    assert [body.placed[0].strip.height for body in bodies] == [10, 11]
    assert [body.sections for body in bodies] == [frozenset("a"), frozenset("ab")]


def test_nothing_to_show_is_no_page() -> None:
    assert paginate([flow([])], FRAME) == ()


def test_a_note_that_leads_does_not_stand_alone_under_its_heading() -> None:
    before = flow([[30, 30, 10]], key="before")
    note = Block(key="note", strips=(Strip(6),), gap=2, leads=True)
    led = flow([[12]])
    first, second = paginate([before, replace(led, blocks=(note, *led.blocks))], FRAME)
    assert first.sections == {"before"}
    assert [placed.strip.height for placed in second.placed] == [10, 6, 12]
    long = Block(key="long", strips=(Strip(20),) * 4)
    first, second = paginate([before, replace(led, blocks=(note, long))], FRAME)
    assert first.sections == {"before"}
    assert second.taken == {"note": 1, "long": 4}
    also = replace(note, key="also")
    high = Block(key="high", strips=(Strip(17),) * 5)  # a page without the notes would hold it
    first, second = paginate([replace(led, blocks=(note, also, high))], FRAME)
    assert first.taken == {"note": 1, "also": 1, "high": 3}
    assert second.taken == {"high": 2}
    (only,) = paginate([replace(led, blocks=(note,))], FRAME)
    assert [placed.strip.height for placed in only.placed] == [10, 6]
