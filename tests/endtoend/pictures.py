"""Says what a picture of the room's screen shows, by painting what it may show.

Pages are known by their banner, which names the patient; the waiting picture by being one of those
that the meeting can have painted.
"""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtGui import QImage

from app.model.banner import BannerPolicy
from app.model.case import Case, Meeting
from app.model.definition import Title
from app.model.overview import Overview
from app.model.room_profile import RoomProfile
from app.room.stage_view import WaitingView
from ui import i18n
from ui.pages.render import PageRenderer
from ui.pages.room_pages import paint_waiting

ROOM = RoomProfile(width_px=1920, height_px=1080, image_height_mm=934, distance_m=6)
BANNER_PX = 150  # high enough for the name and the first line of the question
FOOTER_PX = 96  # "Sida 1 av 4+" becomes "Sida 1 av 12" when the last source has answered

WAITING, BLACK, UNKNOWN = "waiting", "black", "unknown"


@dataclass(frozen=True)
class Picture:
    """One picture that stood on the room's screen. `shows`: a case's id, or one of the above."""

    shows: str
    body: bytes  # the part between banner and footer
    file: Path


class Album:
    """Everything that the room's screen has shown, in order."""

    def __init__(self, folder: Path, meeting: Meeting, since: datetime, until: datetime) -> None:
        i18n.install("sv")
        banners = {case.id: _banner(case) for case in meeting.cases}
        waiting = _waiting_pictures(meeting, since, until)
        self.pictures = [_read(path, banners, waiting) for path in sorted(folder.glob("*.bmp"))]

    @property
    def story(self) -> list[str]:
        """What was to be seen, one after the other, without repetitions."""
        return [shows for shows, _ in itertools.groupby(p.shows for p in self.pictures)]

    def pages_of(self, case_id: str) -> int:
        """Count the different pages that were shown of a case."""
        return len({picture.body for picture in self.pictures if picture.shows == case_id})

    def unknown(self) -> list[Path]:
        """Return the pictures that nobody should have seen."""
        return [picture.file for picture in self.pictures if picture.shows == UNKNOWN]


def _read(path: Path, banners: dict[str, bytes], waiting: set[bytes]) -> Picture:
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    top, whole = _rows(image, 0, BANNER_PX), _rows(image, 0, image.height())
    body = _rows(image, BANNER_PX, image.height() - BANNER_PX - FOOTER_PX)
    shows = next((case for case, banner in banners.items() if banner == top), UNKNOWN)
    if whole in waiting:
        shows = WAITING
    elif not any(whole):
        shows = BLACK
    return Picture(shows, body, path)


def _rows(image: QImage, top: int, height: int) -> bytes:
    """Return rows of pixels without what stands in the unused fourth byte."""
    rows = image.copy(0, top, image.width(), height)
    return bytes(rows.convertToFormat(QImage.Format.Format_RGB888).constBits())


def _banner(case: Case) -> bytes:
    title = Title(sv="", en="")
    overview = Overview(
        definition="",
        definition_title=title,
        patient=case.patient,
        question=case.question,
        as_of=datetime.now().astimezone(),
        practice=True,
    )
    renderer = PageRenderer(ROOM, language="sv", theme="light", banner=BannerPolicy.FULL)
    renderer.set_overview(overview, keep=None)
    return _rows(renderer.paint(1), 0, BANNER_PX)


def _waiting_pictures(meeting: Meeting, since: datetime, until: datetime) -> set[bytes]:
    minutes = range(int((until - since).total_seconds() // 60) + 2)
    views = (
        WaitingView(
            title=meeting.title,
            case_number=number,
            case_count=len(meeting.cases),
            people=people,
            now=since + timedelta(minutes=minute),
            practice=meeting.practice,
        )
        for minute in minutes
        for number in range(len(meeting.cases) + 1)
        for people in range(len(meeting.invited) + 2)
    )
    return {_rows(paint_waiting(ROOM, view, theme="light"), 0, ROOM.height_px) for view in views}
