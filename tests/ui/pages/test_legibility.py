from collections.abc import Iterator
from itertools import combinations

import pytest
from msgspec.structs import replace

from app.model.overview import AlertRow, LaboratoryRow, Overview, StatementRow, TimelineRow
from app.model.room_profile import parse_screen
from tests.ui.pages.examples import (
    ALERTS,
    ANSWERS,
    AWAITED,
    BROKEN,
    DOCUMENT,
    FILM,
    IMAGING,
    INTIMATE,
    LABORATORY,
    OVERVIEW,
    PATIENT,
    PHOTOGRAPH,
    SPARSE_TIMELINE,
    TIMELINE,
    crowded_timeline,
    media,
)
from tests.ui.pages.reading import drawn_on, pages_of, read_back
from tests.ui.pages.recorder import Drawn
from tests.ui.pages.test_room_pages import CARE_PLAN, FULL, LONG, RECOMMENDATION
from ui.pages.look import is_legible
from ui.theme import THEMES, contrast

SCREENS = ("75in,1080,4m", "75in,1080,6m", "75in,1080,8m", "85in,2160,3m", "55in,720,5m")


def nasty() -> Overview:
    """A record that holds what a tester would put in."""
    word, marks = "x" * 1_000_000, "e" + "\u0301" * 20_000
    texts = [word, marks, "abc\u202edef", "nul\x00nul", "line\u2028line", "\n" * 100_000 + "end"]
    texts += ["\u200b\u200b", "<img src='file:///etc/passwd'>", "a\u200d" * 5_000, "\ud800"]
    alerts = tuple(AlertRow(text=text, reactions=(text,)) for text in texts)
    reports = tuple(StatementRow(title=text, text=text, conclusion=text) for text in texts[:4])
    results = tuple(LaboratoryRow(name=text, text=text, unit=text, at=text) for text in texts)
    days = ("2024-01-01", "9999", "", "0001-01", "2024-13-99")
    events = [
        TimelineRow(text=text, at=at, until=until, ongoing=not until)
        for text in texts
        for at, until in zip(days, reversed(days), strict=True)
    ]
    return replace(
        OVERVIEW,
        patient=replace(PATIENT, family=word, given=marks),
        question=replace(OVERVIEW.question, text=word, background=marks),
        sections=(
            replace(ALERTS, rows=alerts),
            replace(IMAGING, rows=reports),
            replace(LABORATORY, rows=results),
            replace(TIMELINE, rows=tuple(events)),
            media(*(replace(PHOTOGRAPH, title=text, note=text, at=text) for text in texts[:4])),
        ),
    )


def overviews() -> Iterator[Overview]:
    yield OVERVIEW
    yield from (replace(OVERVIEW, sections=(section,)) for section in ANSWERS.values())
    for section in (TIMELINE, SPARSE_TIMELINE, crowded_timeline()):
        yield replace(OVERVIEW, sections=(section,), since="2026-05-02")
    yield replace(
        OVERVIEW, sections=(media(PHOTOGRAPH, INTIMATE, FILM, DOCUMENT, BROKEN, AWAITED),)
    )
    yield replace(OVERVIEW, patient=replace(PATIENT, deceased="1996-03-02"))
    yield replace(OVERVIEW, patient=replace(PATIENT, protected=True))


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_is_smaller_than_the_last_row_can_read(screen: str) -> None:
    profile = parse_screen(screen)
    for overview in overviews():
        renderer, count = pages_of(overview, profile)
        sizes = {d.px for page in range(1, count + 1) for d in drawn_on(renderer, page)}
        assert min(sizes) >= profile.minimum_px
        assert profile.body_px in sizes


@pytest.mark.parametrize("screen", SCREENS)
def test_no_text_leaves_the_page_or_covers_another(screen: str) -> None:
    profile = parse_screen(screen)
    for overview in overviews():
        renderer, count = pages_of(overview, profile)
        for page in range(1, count + 1):
            _stands_clear(drawn_on(renderer, page), profile.width_px, profile.height_px)


@pytest.mark.parametrize("screen", SCREENS)
def test_what_is_read_back_is_legible_and_stands_clear(screen: str) -> None:
    profile = parse_screen(screen)
    hostile = replace(FULL, text="x" * 9_000, wishes="e" + "\u0301" * 9_000, deviation="\n" * 900)
    for view in (RECOMMENDATION, FULL, CARE_PLAN, LONG, hostile):
        for drawn in read_back(view, profile):
            assert min(each.px for each in drawn) >= profile.minimum_px
            _stands_clear(drawn, profile.width_px, profile.height_px)


def test_a_hostile_record_is_laid_out_like_any_other() -> None:
    renderer, count = pages_of(nasty())
    assert count < 400
    for page in range(1, count + 1):
        drawn = drawn_on(renderer, page)
        assert min(d.px for d in drawn) >= renderer._look.profile.minimum_px
        _stands_clear(drawn, 1920, 1080)


def _stands_clear(drawn: list[Drawn], width: int, height: int) -> None:
    for one in drawn:
        assert one.box.left() >= 0
        assert one.box.right() <= width
        assert one.box.bottom() <= height
    for one, other in combinations(drawn, 2):
        common = one.box.intersected(other.box)
        assert common.width() < 2 or common.height() < 2, (one.text, other.text)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_stands_out_from_every_ground(name: str) -> None:
    theme = THEMES[name]
    texts = (theme.text, theme.quiet, theme.accent, theme.alarm, theme.picked)
    pairs = [(text, theme.ground) for text in texts]
    for text in (theme.banner_text, theme.banner_quiet):
        pairs += [
            (text, theme.banner_ground),
            (text, theme.late_ground),
            (text, theme.late_pattern),
        ]
    pairs += [
        (theme.mark_text, theme.mark_ground),
        (theme.alarm_text, theme.alarm_ground),
        (theme.alarm_text, theme.ground),
        (theme.line, theme.band),
        (theme.new_text, theme.new_ground),
        (theme.text, theme.lane),
        (theme.quiet, theme.lane),
        (theme.accent, theme.lane),
        (theme.picked, theme.lane),
    ]
    for text, ground in pairs:
        assert contrast(text, ground) >= 7, (text, ground)


def test_contrast_is_the_one_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_a_small_screen_in_a_large_room_is_called_illegible() -> None:
    assert is_legible(parse_screen("75in,1080,8m"))
    assert not is_legible(parse_screen("24in,1080,8m"))
