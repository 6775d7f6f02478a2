"""Says what a picture of the room's screen shows, by painting what it may show.

Pages are known by their banner, which names the patient; the waiting picture by being one of those
that the meeting can have painted; the desktop behind by its colour, which nothing of ours has.
"""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app.model.banner import BannerPolicy
from app.model.case import Case, Meeting, Question
from app.model.definition import Title
from app.model.overview import Overview
from app.model.room_profile import RoomProfile, parse_screen
from app.room.stage_view import WaitingView
from tests.endtoend.desktop import DESKTOP_COLOUR
from ui import i18n
from ui.pages.render import PageRenderer
from ui.pages.room_pages import paint_waiting

ROOM = parse_screen("75in,1080,6m")  # what a room is that says nothing else
NEAR = parse_screen("75in,1080,3m")  # a smaller one: fewer pages

BANNER = 2.7  # body sizes: high enough for the name and the first line of the question
FOOTER = 1.75  # "Sida 1 av 4+" becomes "Sida 1 av 12" when the last source has answered

ALIKE = 16  # of 255: large letters are painted from pictures whose edges depend on the first place

WAITING, BLACK, DESKTOP, UNKNOWN = "waiting", "black", "desktop", "unknown"


@dataclass(frozen=True)
class Picture:
    """One picture that stood on the room's screen. `shows`: a case's id, or one of the above.

    `banner`: how much of the identity it tells, None where it shows no case.
    """

    shows: str
    body: bytes  # the part between banner and footer
    at: datetime
    file: Path
    banner: BannerPolicy | None = None


class Album:
    """Everything that the room's screen has shown, in order.

    `meeting`: as it was at the end, with every case that it ever had. Only pictures that nobody
    should have seen, and those of `keep`, stay on disk.
    """

    def __init__(
        self,
        folder: Path,
        meeting: Meeting,
        screen: RoomProfile = ROOM,
        *,
        keep: Iterable[str] = (),
    ) -> None:
        i18n.install("sv")
        self._banners = _banners(screen, meeting)
        self._waiting = _WaitingPictures(screen, meeting)
        self._edges = round(BANNER * screen.body_px), round(FOOTER * screen.body_px)
        kept = {UNKNOWN, *keep}
        self.pictures: list[Picture] = []
        for path in sorted(folder.glob("*.bmp")):
            picture = self._read(path)
            self.pictures.append(picture)
            if picture.shows not in kept:
                path.unlink()

    @property
    def story(self) -> list[str]:
        """What was to be seen, one after the other, without repetitions."""
        return [shows for shows, _ in itertools.groupby(p.shows for p in self.pictures)]

    def story_of(self, case_id: str) -> list[tuple[str, BannerPolicy | None]]:
        """What was to be seen from the case's first page to its last, with the banner of each."""
        shown = [at for at, picture in enumerate(self.pictures) if picture.shows == case_id]
        seen = self.pictures[shown[0] : shown[-1] + 1]
        return [told for told, _ in itertools.groupby((p.shows, p.banner) for p in seen)]

    def of(self, case_id: str) -> list[Picture]:
        """Return the pictures of a case, in order."""
        return [picture for picture in self.pictures if picture.shows == case_id]

    def pages_of(self, case_id: str) -> int:
        """Count the different pages that were shown of a case."""
        return len({picture.body for picture in self.of(case_id)})

    def unknown(self) -> list[Path]:
        """Return the pictures that nobody should have seen."""
        return [picture.file for picture in self.pictures if picture.shows == UNKNOWN]

    def shared_by_two(self) -> list[tuple[Path, Path]]:
        """Return pictures that are the same below the banners of two different cases."""
        first: dict[bytes, Picture] = {}
        pages = [picture for picture in self.pictures if picture.banner is not None]
        for picture in pages:
            first.setdefault(picture.body, picture)
        return [
            (first[picture.body].file, picture.file)
            for picture in pages
            if first[picture.body].shows != picture.shows
        ]

    def _read(self, path: Path) -> Picture:
        image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
        top, foot = self._edges
        body = _rows(image, top, image.height() - top - foot)
        at = datetime.fromtimestamp(float(path.stem.partition("-")[2])).astimezone()
        known = self._banners.get(_rows(image, 0, top))
        if known is not None:
            return Picture(known[0], body, at, path, known[1])
        if self._waiting.has(image, at):
            return Picture(WAITING, body, at, path)
        return Picture(_plain(image), body, at, path)


def _plain(image: QImage) -> str:
    """Tell of which one colour the whole picture is, if it is of one."""
    first = image.pixelColor(0, 0)
    plain = image.copy()
    plain.fill(first)
    if plain != image:
        return UNKNOWN
    return {QColor(0, 0, 0).rgb(): BLACK, QColor(DESKTOP_COLOUR).rgb(): DESKTOP}.get(
        first.rgb(), UNKNOWN
    )


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


# --- banners --------------------------------------------------------------------------------------


def banner_rows(case: Case, number: int) -> list[bytes]:
    """Return rows of pixels, as they lie in memory, that cross the patient's name."""
    page = _banner_page(ROOM, case, number, BannerPolicy.FULL)
    image = page.convertToFormat(QImage.Format.Format_RGB32)
    line, start, end = image.bytesPerLine(), 64 * 4, 64 * 4 + 320 * 4
    bits = bytes(image.constBits())
    return [bits[y * line + start : y * line + end] for y in range(34, 66, 4)]


def _banners(screen: RoomProfile, meeting: Meeting) -> dict[bytes, tuple[str, BannerPolicy]]:
    """Return whom each banner names and how much it tells, under any number on the agenda."""
    height = round(BANNER * screen.body_px)
    found: dict[bytes, tuple[str, BannerPolicy]] = {}
    for case in meeting.cases:
        for policy in (BannerPolicy.SHARED, BannerPolicy.FULL):
            for number in range(1, len(meeting.cases) + 1):
                banner = _rows(_banner_page(screen, case, number, policy), 0, height)
                found.setdefault(banner, (case.id, policy))  # a protected one is always as SHARED
                if policy is BannerPolicy.FULL and not case.patient.protected:
                    break  # it tells the personnummer, not the number on the agenda
    return found


def _banner_page(screen: RoomProfile, case: Case, number: int, policy: BannerPolicy) -> QImage:
    title = Title(sv="", en="")
    asked = Question(text=case.question.text, background="–")  # without one there is no page
    overview = Overview(
        definition="",
        definition_title=title,
        patient=case.patient,
        question=asked,
        as_of=datetime.now().astimezone(),
        case_number=number,
        practice=True,
    )
    renderer = PageRenderer(screen, language="sv", theme="light", banner=policy)
    renderer.set_overview(overview, keep=None)
    return renderer.paint(1)


# --- the waiting picture --------------------------------------------------------------------------


class _WaitingPictures:
    """All that the meeting can have painted; what was seen last is tried first."""

    def __init__(self, screen: RoomProfile, meeting: Meeting) -> None:
        self._meeting = meeting
        self._last = (0, len(meeting.cases), 0)  # case, of how many, people
        self._over = paint_waiting(
            screen,
            WaitingView(title=meeting.title, practice=meeting.practice, ended=True),
            theme="light",
        )

        @lru_cache(maxsize=4)
        def paint(case: int, count: int, people: int, now: datetime) -> QImage:
            view = WaitingView(
                title=meeting.title,
                case_number=case,
                case_count=count,
                people=people,
                now=now,
                practice=meeting.practice,
            )
            return paint_waiting(screen, view, theme="light")

        @cache
        def small(case: int, count: int, people: int, now: datetime) -> QImage:
            return _small(paint(case, count, people, now))

        self._paint, self._small = paint, small

    def has(self, image: QImage, at: datetime) -> bool:
        """Tell whether it is one of them: no pixel differs visibly. A small copy decides most."""
        if _differ(image, self._over) <= ALIKE:
            return True
        little = _small(image)
        if not _is_like(little, self._paper()):
            return False
        minute = at.replace(second=0, microsecond=0)
        for case, count, people in self._candidates():
            for now in (minute, minute - timedelta(minutes=1)):
                if (
                    _differ(little, self._small(case, count, people, now)) <= ALIKE
                    and _differ(image, self._paint(case, count, people, now)) <= ALIKE
                ):
                    self._last = case, count, people
                    return True
        return False

    def _paper(self) -> QColor:
        return self._over.pixelColor(0, 0)

    def _candidates(self) -> Iterator[tuple[int, int, int]]:
        total = len(self._meeting.cases)
        everything = itertools.product(
            range(total + 1),
            range(max(1, total - 2), total + 1),
            range(len(self._meeting.invited) + 3),
        )
        return iter(sorted(everything, key=lambda each: _distance(each, self._last)))


def _distance(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return abs(one[0] - other[0]) + 4 * abs(one[1] - other[1]) + abs(one[2] - other[2])


def _small(image: QImage) -> QImage:
    mode = Qt.TransformationMode.SmoothTransformation
    return image.scaledToWidth(image.width() // 16, mode)


def _is_like(little: QImage, paper: QColor) -> bool:
    """Tell whether the top of a picture is empty paper, as the waiting picture's is."""
    return all(little.pixelColor(x, 1) == paper for x in range(0, little.width(), 8))
