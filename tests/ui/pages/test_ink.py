"""A page is cut between its lines, in as few parts as can be, and nothing of it is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.pages.ink import Ink, Part, Room, ink_of, parts

WIDTH = 100
TEXT, WHITE, RULE, UPRIGHT = 40, 0, 100, 2


def ink(*runs: tuple[int, int]) -> Ink:
    """Return a page of runs: how much ink, in how many rows."""
    return Ink(0, WIDTH, tuple(amount for amount, rows in runs for _ in range(rows)))


def spans(found: list[Part]) -> list[list[tuple[int, int]]]:
    return [[(span.top, span.bottom) for span in part] for part in found]


def test_ink_is_what_differs_from_the_ground() -> None:
    rows = [bytes([200] * 8), bytes([200, 200, 0, 9, 200, 230, 200, 200]), bytes([190] * 8)]
    assert ink_of(b"".join(row + b"xy" for row in rows), 8, 10) == Ink(2, 6, (0, 3, 0))


def test_a_blank_page_has_no_parts() -> None:
    blank = ink_of(bytes([255] * 80), 8, 8)
    assert blank == Ink(0, 0, (0,) * 10)
    assert parts(blank, Room(5, 5), 2) == []


def test_lines_are_never_cut() -> None:
    page = ink(*[(TEXT, 8), (WHITE, 4)] * 10)
    assert spans(parts(page, Room(50, 50), 6)) == [[(0, 44)], [(48, 80)], [(84, 116)]]


def test_white_is_cut_out_and_never_higher_than_told() -> None:
    page = ink((WHITE, 30), (TEXT, 8), (WHITE, 50), (TEXT, 8), (WHITE, 3), (TEXT, 8), (WHITE, 9))
    assert spans(parts(page, Room(40, 40), 6)) == [[(30, 38), (88, 107)]]


def test_a_heading_stays_with_its_text() -> None:
    lines = [(TEXT, 8), (WHITE, 2)] * 3
    page = ink(*lines, (WHITE, 8), (TEXT, 10), (WHITE, 3), *lines)
    assert spans(parts(page, Room(55, 55), 12)) == [[(0, 28)], [(38, 79)]]


def test_a_pages_header_is_no_part_of_its_own_before_a_table() -> None:
    row = [(RULE, 1), (UPRIGHT, 3), (TEXT, 8), (UPRIGHT, 3)]
    page = ink((TEXT, 4), (WHITE, 12), *row * 6, (RULE, 1))
    assert spans(parts(page, Room(92, 92), 12)) == [[(0, 61)], [(61, 107)]]


def test_a_table_is_cut_over_its_lines_and_not_within_a_cell() -> None:
    row = [(RULE, 1), (UPRIGHT, 3), (TEXT, 8), (UPRIGHT, 3), (TEXT, 8), (UPRIGHT, 3)]
    page = ink(*row * 4, (RULE, 1))
    assert spans(parts(page, Room(60, 60), 6)) == [[(0, 52)], [(52, 105)]]


def test_a_cell_that_is_higher_than_a_page_is_cut_between_its_lines() -> None:
    page = ink((RULE, 1), *[(TEXT, 8), (UPRIGHT, 4)] * 10, (RULE, 1))
    found = parts(page, Room(50, 50), 6)
    assert len(found) == 3
    assert [page.rows[part[0].top - 1] for part in found[1:]] == [UPRIGHT, UPRIGHT]


def test_what_has_no_white_is_told_twice_where_it_is_cut() -> None:
    assert spans(parts(ink((TEXT, 250)), Room(100, 100), 6)) == [
        [(0, 100)],
        [(94, 194)],
        [(188, 250)],
    ]


def test_the_first_part_may_have_less_room() -> None:
    page = ink(*[(TEXT, 8), (WHITE, 4)] * 10)
    assert spans(parts(page, Room(20, 100), 6)) == [[(0, 20)], [(24, 116)]]
    assert spans(parts(ink((TEXT, 150)), Room(20, 100), 6)) == [
        [(0, 20)],
        [(19, 119)],
        [(113, 150)],
    ]


@given(
    st.lists(st.tuples(st.sampled_from((TEXT, WHITE, RULE, UPRIGHT)), st.integers(1, 40))),
    st.integers(20, 120),
    st.integers(0, 19),
)
def test_all_ink_is_in_some_part_and_no_part_is_too_high(
    runs: list[tuple[int, int]], room: int, lost: int
) -> None:
    page, widest = ink(*runs), 6
    found = parts(page, Room(room - lost, room), widest)
    seen = {row for part in found for span in part for row in range(*span)}
    assert {row for row, amount in enumerate(page.rows) if amount} <= seen
    heights = [sum(span.height for span in part) + widest * (len(part) - 1) for part in found]
    assert all(height <= room for height in heights)
    assert not heights or heights[0] <= room - lost


@pytest.mark.parametrize("rows", [3_000])
def test_a_page_of_dots_is_no_burden(rows: int) -> None:
    assert parts(ink(*[(1, 1), (WHITE, 1)] * rows), Room(400, 400), 6)
