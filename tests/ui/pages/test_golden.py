"""Golden pictures: every kind of section, every answer, every mode, in both themes.

Small screens keep the files small. `SAMSYN_UPDATE_GOLDEN=1 pytest …` paints them anew; look at
what changed before you commit it. A picture may differ in a few faint pixels (antialiasing of
another FreeType), never in a word.
"""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.model.banner import BannerPolicy
from app.model.case import NumberKind, PersonNumber
from app.model.overview import Overview, Section
from app.model.room_profile import RoomProfile
from app.room.stage_view import RecommendationView, WaitingView
from tests.ui.pages.examples import (
    ALERTS,
    ANSWERS,
    AS_OF,
    AWAITED,
    BROKEN,
    DIAGNOSES,
    DOCUMENT,
    FACTS,
    FILM,
    IMAGING,
    INTIMATE,
    LABORATORY,
    MEDICINES,
    OVERVIEW,
    PATIENT,
    PHOTOGRAPH,
    SPARSE_TIMELINE,
    TABLE,
    TIMELINE,
    WORDED,
    crowded_timeline,
    media,
)
from tests.ui.pages.test_room_pages import CARE_PLAN, FULL, LONG, RECOMMENDATION
from ui import i18n
from ui.pages.render import PageRenderer
from ui.pages.room_pages import paint_recommendation, paint_waiting

FOLDER = Path(__file__).parents[2] / "golden"
ROOM = RoomProfile(width_px=960, height_px=540)  # half of 1080p, seen from 6 m
LARGE = RoomProfile(width_px=3840, height_px=2160, distance_m=8.0)
SMALL = RoomProfile(width_px=640, height_px=360, distance_m=5.0)
NEAR = RoomProfile(width_px=800, height_px=450, distance_m=4.0)
WIDE = RoomProfile(width_px=960, height_px=540, distance_m=3.2)
FAINT = 24  # of 255, in one channel
FEW = 0.002  # of all pixels


def alone(section: Section) -> Overview:
    return replace(OVERVIEW, sections=(section,), missing=(), not_shown=())


def page(
    overview: Overview,
    profile: RoomProfile = SMALL,
    *,
    theme: str = "light",
    policy: BannerPolicy = BannerPolicy.FULL,
    number: int = 1,
    language: str = "sv",
) -> QImage:
    renderer = PageRenderer(profile, language=language, theme=theme, banner=policy)
    renderer.set_overview(overview, keep=None)
    return renderer.paint(number)


def uncovered(overview: Overview) -> QImage:
    renderer = PageRenderer(ROOM, language="sv", theme="light", banner=BannerPolicy.FULL)
    renderer.set_overview(overview, keep=None)
    renderer.uncover(1)
    return renderer.paint(1)


def large(overview: Overview) -> QImage:
    """Paint for 4K at 8 m; kept in half of half the size."""
    return page(overview, LARGE).scaled(
        960,
        540,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def english(paint: Callable[[], QImage]) -> QImage:
    i18n.install("en")
    return paint()


def read_back(view: RecommendationView, *, theme: str = "light", number: int = 1) -> QImage:
    pages = paint_recommendation(ROOM, view, theme=theme, now=AS_OF)
    return pages[number - 1]


def waiting(theme: str) -> QImage:
    view = WaitingView(
        title="MDK kolorektal cancer", case_number=3, case_count=12, people=9, now=AS_OF
    )
    return paint_waiting(ROOM, replace(view, practice=True), theme=theme)


DEAD = replace(PATIENT, birth_date="1928-02-11", deceased="1996-03-02")
RETURNING = replace(
    OVERVIEW,
    since="2026-05-02",
    sections=(ALERTS, replace(DIAGNOSES, rows=(replace(DIAGNOSES.rows[0], new=True),)), IMAGING),
)
GATHERED = replace(OVERVIEW, sections=(ANSWERS["none-known"], WORDED), missing=(), not_shown=())
RESERVE = PersonNumber(value="R19AB-77", kind=NumberKind.RESERVNUMMER)
LONG_NAME = replace(
    OVERVIEW,
    patient=replace(
        PATIENT,
        family="Övningsson-Provpersonlund af Testborg",
        given="Tolvan Margareta Exemplaria Wilhelmina",
    ),
)


def of(**patient: object) -> Overview:
    return replace(OVERVIEW, patient=replace(PATIENT, **patient))


PICTURES: dict[str, Callable[[], QImage]] = {
    "overview-near": lambda: page(OVERVIEW, NEAR),
    "overview-near-dark": lambda: page(OVERVIEW, NEAR, theme="dark"),
    "overview-wide": lambda: page(OVERVIEW, WIDE),
    "shared": lambda: page(OVERVIEW, policy=BannerPolicy.SHARED),
    "protected": lambda: page(replace(OVERVIEW, patient=replace(PATIENT, protected=True))),
    "deceased": lambda: page(replace(OVERVIEW, patient=DEAD)),
    "deceased-dark": lambda: page(replace(OVERVIEW, patient=DEAD), theme="dark"),
    "no-practice": lambda: page(replace(OVERVIEW, practice=False)),
    "waiting": lambda: paint_waiting(
        SMALL,
        WaitingView(title="MDK kolorektal cancer", case_number=3, case_count=12, now=AS_OF),
        theme="light",
    ),
    "recommendation": lambda: paint_recommendation(SMALL, RECOMMENDATION, theme="light", now=AS_OF)[
        0
    ],
}
for _section in (ALERTS, DIAGNOSES, LABORATORY, IMAGING, MEDICINES, FACTS):
    _kind = _section.kind.value
    PICTURES[_kind] = partial(page, alone(_section))
    PICTURES[f"{_kind}-dark"] = partial(page, alone(_section), theme="dark")
PICTURES["laboratory-near"] = partial(page, alone(LABORATORY), NEAR)
for _answer, _section in ANSWERS.items():
    PICTURES[f"answer-{_answer}"] = partial(page, alone(_section))
    PICTURES[f"answer-{_answer}-dark"] = partial(page, alone(_section), theme="dark")
for _theme, _mark in (("light", ""), ("dark", "-dark")):
    PICTURES |= {
        f"room-overview{_mark}": partial(page, RETURNING, ROOM, theme=_theme),
        f"timeline{_mark}": partial(page, alone(TIMELINE), ROOM, theme=_theme),
        f"timeline-crowded{_mark}": partial(
            page, alone(crowded_timeline()), ROOM, theme=_theme, number=4
        ),
        f"timeline-sparse{_mark}": partial(page, alone(SPARSE_TIMELINE), ROOM, theme=_theme),
        f"trends{_mark}": partial(page, alone(LABORATORY), ROOM, theme=_theme, number=3),
        f"photograph{_mark}": partial(page, alone(media(PHOTOGRAPH)), ROOM, theme=_theme),
        f"covered{_mark}": partial(page, alone(media(INTIMATE)), ROOM, theme=_theme),
        f"film{_mark}": partial(page, alone(media(FILM)), ROOM, theme=_theme),
        f"document{_mark}": partial(page, alone(media(DOCUMENT)), ROOM, theme=_theme, number=2),
        f"unshown{_mark}": partial(page, alone(media(BROKEN, AWAITED)), ROOM, theme=_theme),
        f"read-back{_mark}": partial(read_back, FULL, theme=_theme),
        f"care-plan{_mark}": partial(read_back, CARE_PLAN, theme=_theme),
        f"waiting-room{_mark}": partial(waiting, _theme),
        f"ended{_mark}": partial(
            paint_waiting, ROOM, WaitingView(title="MDK", ended=True), theme=_theme
        ),
    }
PICTURES |= {
    "empty-worded": partial(page, GATHERED, ROOM),
    "empty-worded-alone": partial(page, alone(replace(WORDED, left_out=2)), ROOM, theme="dark"),
    "uncovered": partial(uncovered, alone(media(INTIMATE))),
    "timeline-8m": partial(large, alone(TIMELINE)),
    "overview-8m": partial(large, RETURNING),
    "photograph-8m": partial(large, alone(media(PHOTOGRAPH))),
    "document-8m": partial(large, alone(media(DOCUMENT))),
    "document-table": partial(page, alone(media(TABLE)), ROOM, number=2),
    "document-covered": partial(page, alone(media(replace(DOCUMENT, intimate=True))), ROOM),
    "child": partial(page, of(birth_date="2018-01-30"), ROOM),
    "read-back-long": partial(read_back, LONG, number=2),
    "read-back-shared": partial(read_back, replace(FULL, banner=BannerPolicy.SHARED)),
    "shared-long-name": partial(page, LONG_NAME, ROOM, policy=BannerPolicy.SHARED),
    "long-name": partial(page, LONG_NAME, ROOM),
    "reserve-number": partial(page, of(number=RESERVE), ROOM),
    "no-number": partial(page, of(number=None), ROOM),
    "shared-deceased": partial(
        page, replace(OVERVIEW, patient=DEAD), ROOM, policy=BannerPolicy.SHARED
    ),
    "shared-protected": partial(page, of(protected=True), ROOM, policy=BannerPolicy.SHARED),
    "english": partial(english, partial(page, alone(TIMELINE), ROOM, language="en")),
    "english-read-back": partial(english, partial(read_back, FULL)),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_page_looks_as_it_did(name: str, tmp_path: Path) -> None:
    path = FOLDER / f"{name}.png"
    painted = PICTURES[name]()
    if os.environ.get("SAMSYN_UPDATE_GOLDEN"):
        assert painted.save(str(path), quality=0)
    golden = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    assert golden.size() == painted.size()
    if golden != painted:
        painted.save(str(tmp_path / f"{name}.png"))
        assert _share_of_difference(golden, painted) <= FEW, f"compare {tmp_path}/{name}.png"


def test_there_is_no_picture_that_nothing_paints() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == set(PICTURES)


def _share_of_difference(one: QImage, other: QImage) -> float:
    before, after = bytes(one.constBits()), bytes(other.constBits())
    differing = sum(abs(a - b) > FAINT for a, b in zip(before, after, strict=True))
    return differing / len(before)
