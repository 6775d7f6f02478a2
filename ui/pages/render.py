"""One patient's pages: laid out once, painted ahead, the same for room, preview and PNG export.

Painting a page costs 10-40 ms, so pages are painted before they are asked for; turning to one is
then a look-up. Everything that is kept lives in the process of one case and dies with it.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from app.model.banner import BannerPolicy
from app.model.outcome import ShownInformation
from app.model.overview import Answer, Overview, Section
from app.model.room_profile import RoomProfile
from app.room.ports import PageTitle
from ui.pages import frame, headings, sections, sheet, wording
from ui.pages.conceal import conceal
from ui.pages.look import Look
from ui.pages.paginate import Body, Flow, paginate
from ui.theme import THEMES

_IMAGES = 3  # the page that is shown and its neighbours


@dataclass(frozen=True, slots=True)
class Page:
    """A page as laid out: the banner, and the bodies of its one or two columns."""

    banner: frame.Banner
    bodies: tuple[Body, ...]


class PageRenderer:
    """The pages of one overview for one screen.

    Pages are numbered from 1. Needs a QGuiApplication and an installed language (`ui.i18n`).
    """

    def __init__(
        self, profile: RoomProfile, *, language: str, theme: str, banner: BannerPolicy
    ) -> None:
        """Take the screen, `sv` or `en`, `light` or `dark`, and what the banner may tell."""
        self._look = Look(profile=profile, theme=THEMES[theme], language=language)
        self._policy = banner
        self._overview: Overview | None = None
        self._pages: list[Page] = []
        self._images: dict[int, QImage] = {}

    def set_overview(self, overview: Overview, *, keep: int | None) -> tuple[PageTitle, ...]:
        """Lay out the overview and return its pages.

        Pages up to and including `keep` stay as they stand; what they lack follows on later
        pages. None lays everything out anew.
        """
        if overview.patient.protected:
            overview = conceal(overview, wording.source)
        kept = self._pages[: keep or 0]
        self._overview = overview
        self._images.clear()
        banner = self._banner(overview)
        flows = self._flows(overview, banner)
        room = sheet.room(self._look, banner.height, wording.goes_on())
        bodies = paginate(flows, room, [body for page in kept for body in page.bodies])
        step = self._look.columns
        self._pages = kept + [
            Page(banner, bodies[at : at + step]) for at in range(0, len(bodies), step)
        ]
        return tuple(_title(number, page) for number, page in enumerate(self._pages, 1))

    def paint(self, page: int) -> QImage:
        """Return that page, `profile.width_px` by `profile.height_px`, Format_RGB32.

        The nearest existing page for a number that does not exist. The image must not be changed.
        """
        number = self._nearest(page)
        image = self._images.pop(number, None)
        if image is None:
            image = self._painted(number)
        self._images[number] = image
        while len(self._images) > _IMAGES:
            del self._images[next(iter(self._images))]
        return image

    def render_ahead(self, page: int) -> None:
        """Paint the pages beside `page`, so that turning to them takes no time."""
        if self._pages:
            for number in (page - 1, page + 1, page):
                self.paint(number)

    def forget(self) -> None:
        """Drop the overview, its pages and their images."""
        self._overview = None
        self._pages.clear()
        self._images.clear()

    def shown(self, page: int) -> tuple[ShownInformation, ...]:
        """Return which resources, in which version, stand on that page."""
        bodies = self._pages[self._nearest(page) - 1].bodies if self._pages else ()
        return tuple(dict.fromkeys(shown for body in bodies for shown in body.shown))

    def preview(self, page: int, width: int, height: int) -> QImage:
        """Return that page, made small to fit into `width` by `height` pixels."""
        return self.paint(page).scaled(
            width,
            height,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )

    def _nearest(self, page: int) -> int:
        return max(1, min(page, len(self._pages)))

    def _banner(self, overview: Overview) -> frame.Banner:
        bearer = frame.Bearer(
            patient=overview.patient,
            question=overview.question.text,
            case_number=overview.case_number,
            at=overview.as_of,
        )
        return frame.banner(self._look, bearer, self._policy)

    def _flows(self, overview: Overview, banner: frame.Banner) -> list[Flow]:
        """Put the sections in order: alerts, what is missing and asked, the rest, what is empty."""
        look = self._look
        first, others = overview.sections[:1], overview.sections[1:]
        empty = [section for section in others if _is_empty(section)]
        source = sections.common_source(overview.sections)
        flows = [sections.section(look, section, source) for section in first]
        if overview.missing:
            flows.append(sections.missing(look, overview.missing))
        asked = "" if banner.question_is_whole else overview.question.text
        if asked or overview.question.background:
            flows.append(sections.question(look, asked, overview.question.background))
        flows += [sections.section(look, each, source) for each in others if not _is_empty(each)]
        if empty or overview.not_shown:
            flows.append(sections.about(look, empty, overview.not_shown))
        return flows

    def _foot(self, overview: Overview, number: int) -> frame.Foot:
        title = wording.recorded(overview.definition_title.in_language(self._look.language))
        source = sections.common_source(overview.sections)
        fetched = headings.joined(wording.fetched(overview.as_of), source)
        return frame.Foot(
            said=(f"{title} · {fetched}", fetched, source),
            page=wording.page(number, len(self._pages), complete=overview.is_complete),
            practice=overview.practice,
        )

    def _painted(self, number: int) -> QImage:
        """Paint a page; a blank one where there is no overview."""
        look, overview = self._look, self._overview
        if overview is None or not self._pages:
            return sheet.blank(look)
        page = self._pages[number - 1]
        foot = self._foot(overview, number)
        return sheet.paint(look, sheet.Sheet(page.banner, page.bodies, foot))


def _is_empty(section: Section) -> bool:
    return section.answer is Answer.NOT_DOCUMENTED and not (
        section.left_out or any(state.unreadable for state in section.sources)
    )


def _title(number: int, page: Page) -> PageTitle:
    titles = dict.fromkeys(title for body in page.bodies for title in body.titles)
    return PageTitle(number=number, sections=tuple(titles))
