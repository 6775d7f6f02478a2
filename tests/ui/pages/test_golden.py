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
from PySide6.QtGui import QImage

from app.model.banner import BannerPolicy
from app.model.overview import Overview, Section
from app.model.room_profile import RoomProfile
from app.room.stage_view import WaitingView
from tests.ui.pages.examples import (
    ALERTS,
    ANSWERS,
    AS_OF,
    DIAGNOSES,
    FACTS,
    IMAGING,
    LABORATORY,
    MEDICINES,
    OVERVIEW,
    PATIENT,
)
from tests.ui.pages.test_room_pages import RECOMMENDATION
from ui.pages.render import PageRenderer
from ui.pages.room_pages import paint_recommendation, paint_waiting

FOLDER = Path(__file__).parents[2] / "golden"
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
) -> QImage:
    renderer = PageRenderer(profile, language="sv", theme=theme, banner=policy)
    renderer.set_overview(overview, keep=None)
    return renderer.paint(1)


DEAD = replace(PATIENT, birth_date="1928-02-11", deceased="1996-03-02")
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
    "recommendation": lambda: paint_recommendation(
        SMALL, RECOMMENDATION, theme="light", banner=BannerPolicy.FULL, now=AS_OF
    )[0],
}
for _section in (ALERTS, DIAGNOSES, LABORATORY, IMAGING, MEDICINES, FACTS):
    _kind = _section.kind.value
    PICTURES[_kind] = partial(page, alone(_section))
    PICTURES[f"{_kind}-dark"] = partial(page, alone(_section), theme="dark")
PICTURES["laboratory-near"] = partial(page, alone(LABORATORY), NEAR)
for _answer, _section in ANSWERS.items():
    PICTURES[f"answer-{_answer}"] = partial(page, alone(_section))


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
