"""Says what a picture of the room's screen shows, by painting what it may show.

Pages are known by their banner, which names the patient; the waiting picture by being one of those
that the meeting can have painted.
"""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from app.model.banner import BannerPolicy
from app.model.case import Case, Meeting
from app.model.definition import Title
from app.model.overview import Overview
from app.model.room_profile import parse_screen
from app.room.stage_view import WaitingView
from ui import i18n
from ui.pages.render import PageRenderer
from ui.pages.room_pages import paint_waiting

ROOM = parse_screen("75in,1080,6m")  # what a room is that says nothing else
BANNER_PX = 150  # high enough for the name and the first line of the question
FOOTER_PX = 96  # "Sida 1 av 4+" becomes "Sida 1 av 12" when the last source has answered

ALIKE = 16  # of 255: large letters are painted from pictures whose edges depend on the first place

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
        banners = {case.id: _banner(case, n) for n, case in enumerate(meeting.cases, start=1)}
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


def _read(path: Path, banners: dict[str, bytes], waiting: list[QImage]) -> Picture:
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    top = _rows(image, 0, BANNER_PX)
    body = _rows(image, BANNER_PX, image.height() - BANNER_PX - FOOTER_PX)
    shows = next((case for case, banner in banners.items() if banner == top), UNKNOWN)
    if shows == UNKNOWN and not any(_rows(image, 0, image.height())):
        shows = BLACK
    elif shows == UNKNOWN and any(_alike(image, other) for other in waiting):
        shows = WAITING
    return Picture(shows, body, path)


def _alike(one: QImage, other: QImage) -> bool:
    """Tell whether no pixel differs visibly; a small copy decides quickly about most."""
    return _differ(_small(one), _small(other)) <= ALIKE and _differ(one, other) <= ALIKE


def _small(image: QImage) -> QImage:
    mode = Qt.TransformationMode.SmoothTransformation
    return image.scaledToWidth(image.width() // 16, mode)


def _differ(one: QImage, other: QImage) -> int:
    """Return the largest difference of any pixel, 0-255."""
    difference = one.convertToFormat(QImage.Format.Format_RGB32)
    with QPainter(difference) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.drawImage(0, 0, other)
    return max(_rows(difference, 0, difference.height()))


def _rows(image: QImage, top: int, height: int) -> bytes:
    """Return rows of pixels without what stands in the unused fourth byte."""
    part = image.copy(0, top, image.width(), height)
    rows = part.convertToFormat(QImage.Format.Format_RGB888)
    return bytes(rows.constBits())  # `rows` has a name: the bits do not keep their image alive


def banner_rows(case: Case, number: int) -> list[bytes]:
    """Return rows of pixels, as they lie in memory, that cross the patient's name."""
    image = _banner_page(case, number).convertToFormat(QImage.Format.Format_RGB32)
    line, start, end = image.bytesPerLine(), 64 * 4, 64 * 4 + 320 * 4
    bits = bytes(image.constBits())
    return [bits[y * line + start : y * line + end] for y in range(34, 66, 4)]


def _banner(case: Case, number: int) -> bytes:
    return _rows(_banner_page(case, number), 0, BANNER_PX)


def _banner_page(case: Case, number: int) -> QImage:
    title = Title(sv="", en="")
    overview = Overview(
        definition="",
        definition_title=title,
        patient=case.patient,
        question=case.question,
        as_of=datetime.now().astimezone(),
        case_number=number,
        practice=True,
    )
    renderer = PageRenderer(ROOM, language="sv", theme="light", banner=BannerPolicy.FULL)
    renderer.set_overview(overview, keep=None)
    return renderer.paint(1)


def _waiting_pictures(meeting: Meeting, since: datetime, until: datetime) -> list[QImage]:
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
    over = WaitingView(title=meeting.title, practice=meeting.practice, ended=True)
    return [paint_waiting(ROOM, view, theme="light") for view in (*views, over)]
