from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.model.overview import AnyRow, Origin, Section, TimelineRow, Track
from app.model.room_profile import parse_screen
from tests.ui.pages.examples import (
    AS_OF,
    SPARSE_TIMELINE,
    TIMELINE,
    crowded_timeline,
    event,
)
from tests.ui.pages.reading import all_text, pages_of, text_of
from tests.ui.pages.test_pages import only
from ui.pages.axis import Axis, scale, span_of

TODAY = AS_OF.date()
DAYS = st.dates(date(1950, 1, 1), date(2030, 1, 1))


def course(*rows: AnyRow) -> Section:
    return replace(TIMELINE, rows=rows)


def test_a_course_tells_tracks_dates_and_words() -> None:
    text = all_text(only(TIMELINE))
    for track in ("Diagnos", "Operation", "Behandling", "Bilddiagnostik", "Övrigt"):
        assert track in text
    assert "2023-04-18 Laparoskopisk sigmoideumresektion" in text
    assert "2023-06-01–2023-11-20 Kapecitabin och oxaliplatin" in text
    assert "sedan 2026-11-02 FOLFIRI + bevacizumab Ny" in text
    assert "2024-05 DT thorax och buk" in text
    assert "2025 Koloskopi" in text
    assert "2024 2025 2026" in text
    assert "idag" in text


def test_what_fits_stands_on_one_page_and_tracks_without_events_are_not_there() -> None:
    assert pages_of(only(TIMELINE))[1] == 1
    text = all_text(only(SPARSE_TIMELINE))
    assert "Behandling" not in text
    assert "Övrigt" not in text


@pytest.mark.parametrize("screen", ["75in,1080,6m", "75in,1080,8m", "85in,2160,3m"])
def test_a_crowded_course_is_told_whole_part_by_part(screen: str) -> None:
    crowded = only(crowded_timeline())
    renderer, count = pages_of(crowded, parse_screen(screen))
    texts = [text_of(renderer, page) for page in range(1, count + 1)]
    for row in crowded_timeline().rows:
        assert isinstance(row, TimelineRow)
        number = row.text[row.text.index("(") :]
        assert sum(number in text for text in texts) == 1
    assert all("2016–2026" in text for text in texts)
    pages = [sorted(info.reference for info in renderer.shown(n)) for n in range(1, count + 1)]
    assert [each for page in pages for each in page] == sorted(
        row.reference for row in crowded_timeline().rows
    )


def test_parts_follow_each_other_in_time_and_a_page_never_splits_an_event() -> None:
    renderer, count = pages_of(only(crowded_timeline()))
    shown = [len(renderer.shown(page)) for page in range(1, count + 1)]
    assert count < 16
    assert all(number >= 3 for number in shown[:-1])


def test_every_event_is_an_item_where_its_words_are() -> None:
    renderer, _ = pages_of(only(TIMELINE))
    items = renderer.items(1)
    assert {item.reference for item in items} == {row.reference for row in TIMELINE.rows}
    assert {item.reference for item in items if item.picked} == {"Procedure/7"}
    for item in items:
        assert 0 <= item.left < item.left + item.width <= 1
        assert 0 < item.top < item.top + item.height < 1
    for one, other in pairwise(sorted(items, key=lambda item: item.top)):
        apart = one.left + one.width <= other.left or other.left + other.width <= one.left
        assert apart or one.top + one.height <= other.top + 1e-9


def test_what_has_no_date_is_told_in_words() -> None:
    text = all_text(only(course(event(1, "Strålbehandling mot bröst", "", Track.TREATMENT))))
    assert "Strålbehandling mot bröst utan datum Behandling" in text
    mixed = all_text(only(course(*TIMELINE.rows, event(9, "Odaterad", "okänt", Track.OTHER))))
    assert "Odaterad utan datum Övrigt" in mixed
    assert "Koloskopi" in mixed


def test_words_that_are_longer_than_the_axis_wrap() -> None:
    words = "ord " * 50
    text = all_text(only(course(event(1, words, "2024-01-01", Track.OPERATION))))
    assert text.count("ord") >= 50


def test_a_date_that_cannot_be_meant_does_not_squeeze_the_others() -> None:
    odd = (event(11, "Ifylld", "1799-01-01", Track.OTHER), event(12, "Sen", "9999", Track.OTHER))
    endless = event(13, "Hormonbehandling", "2024", Track.TREATMENT, until="9999-12-31")
    text = all_text(only(course(*TIMELINE.rows, *odd, endless)))
    assert "Ifylld 1799-01-01 Övrigt" in text
    assert "Sen 9999 Övrigt" in text
    assert "2024–9999-12-31 Hormonbehandling" in text
    assert "2024 2025 2026" in text


def test_the_heading_names_the_units_that_a_course_comes_from() -> None:
    one, two, *others = TIMELINE.rows
    both = (one, replace(two, origin=Origin(unit="Onkologen", author="Eva Påhittad")))
    assert "Kirurgmottagningen, Norrvikens sjukhus · Onkologen" in all_text(only(course(*both)))
    many = [replace(row, origin=Origin(unit=f"Enhet {n} " * 4)) for n, row in enumerate(others)]
    assert "från 8 enheter" in all_text(only(course(*both, *many)))


def test_a_kept_page_stays_and_later_events_follow() -> None:
    renderer, _ = pages_of(only(SPARSE_TIMELINE))
    before = text_of(renderer, 1)
    count = len(renderer.set_overview(only(TIMELINE), keep=1))
    assert text_of(renderer, 1).partition("Sida")[0] == before.partition("Sida")[0]
    assert "Koloskopi" in " ".join(text_of(renderer, page) for page in range(2, count + 1))


@pytest.mark.parametrize(
    ("row", "first", "last", "period"),
    [
        (event(1, "", "2024", Track.OTHER), "2024-01-01", "2024-12-31", False),
        (event(1, "", "2024-02", Track.OTHER), "2024-02-01", "2024-02-29", False),
        (event(1, "", "2024-02", Track.OTHER, until="2025"), "2024-02-01", "2025-12-31", True),
        (event(1, "", "2024-02-03", Track.OTHER, ongoing=True), "2024-02-03", "2026-11-22", True),
        (event(1, "", "", Track.OTHER, until="2020-01-02"), "2020-01-02", "2020-01-02", False),
        (event(1, "", "2024", Track.OTHER, until="2019"), "2024-01-01", "2024-12-31", False),
        (event(1, "", "2027-01", Track.OTHER, ongoing=True), "2027-01-01", "2027-01-01", True),
    ],
)
def test_a_time_takes_all_the_days_that_it_may_mean(
    row: TimelineRow, first: str, last: str, *, period: bool
) -> None:
    span = span_of(row, TODAY)
    assert span is not None
    assert (f"{span.first}", f"{span.last}", span.period) == (first, last, period)


@given(DAYS, st.integers(14, 40_000), st.integers(200, 3_000))
def test_a_scale_never_lets_names_touch(start: date, days: int, width: int) -> None:
    on = Axis(start, start + timedelta(days=days), width, 10)
    ticks = scale(on, lambda name: 12.0 * len(name), 20)
    places = [(on.at(day), 12.0 * len(name)) for day, name in ticks]
    assert all(on.start <= day <= on.end for day, _ in ticks)
    for (one, wide), (other, also) in pairwise(places):
        assert other - one >= (wide + also) / 2 + 20 - 1e-6


def test_where_a_chart_has_no_room_for_words_a_list_tells_them() -> None:
    renderer, count = pages_of(only(TIMELINE), parse_screen("75in,1080,8m"))
    text = " ".join(text_of(renderer, page) for page in range(1, count + 1))
    assert count <= 4
    assert text.count("2023–2026") == count
    assert "t.o.m. 2023-11-20" in text
    assert "FOLFIRI + bevacizumab – pågår" in text
    assert [item.reference for n in range(1, count + 1) for item in renderer.items(n)] == [
        f"Procedure/{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8)
    ]
