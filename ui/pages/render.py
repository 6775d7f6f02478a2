"""One patient's pages: laid out once, painted ahead, the same for room, preview and PNG export.

Painting a page costs 10-40 ms, so pages are painted before they are asked for; turning to one is
then a look-up. Everything that is kept lives in the process of one case and dies with it.
"""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from app.model.banner import BannerPolicy
from app.model.outcome import ShownInformation
from app.model.overview import Answer, MediaRow, Overview, Section, SourceStatus
from app.model.room_profile import RoomProfile
from app.room.ports import PageItem, PageTitle
from ui.pages import frame, headings, pictures, sections, sheet, wording
from ui.pages.conceal import conceal
from ui.pages.look import Look
from ui.pages.paginate import Body, Flow, PlacedItem, paginate
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
        self._uncovered: int | None = None

    def set_overview(self, overview: Overview, *, keep: int | None) -> tuple[PageTitle, ...]:
        """Lay out the overview and return its pages.

        Pages up to and including `keep` stay as they stand; what they lack follows on later
        pages. None lays everything out anew. A page that does not stay is covered again.
        """
        if overview.patient.protected:
            overview = conceal(overview, wording.source)
        kept = self._pages[: keep or 0]
        self._overview = overview
        self._images.clear()
        if self._uncovered is not None and self._uncovered > len(kept):
            self._uncovered = None  # that number may be another page now
        banner = self._banner(overview)
        room = sheet.room(self._look, banner.height, wording.goes_on())
        flows = self._flows(overview, banner, room.height)
        bodies = paginate(flows, room, [body for page in kept for body in page.bodies])
        step = self._look.columns
        self._pages = kept + [
            Page(banner, bodies[at : at + step]) for at in range(0, len(bodies), step)
        ]
        return tuple(_title(number, page) for number, page in enumerate(self._pages, 1))

    def set_banner(self, banner: BannerPolicy) -> tuple[PageTitle, ...]:
        """Lay everything out anew with that banner, covered, and return the pages."""
        self._policy, self._uncovered = banner, None
        if self._overview is None:
            return ()
        return self.set_overview(self._overview, keep=None)

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

    def draw(self, page: int, painter: QPainter) -> None:
        """Draw that page with any painter whose pixels are the screen's, such as a PDF's."""
        if self._overview is not None and self._pages:
            sheet.draw(self._look, self._sheet(self._overview, self._nearest(page)), painter)

    def render_ahead(self, page: int) -> None:
        """Paint the pages beside `page`, so that turning to them takes no time."""
        if self._pages:
            for number in (page - 1, page + 1, page):
                self.paint(number)

    def forget(self) -> None:
        """Drop the overview, its pages and their images."""
        self._overview = self._uncovered = None
        self._pages.clear()
        self._images.clear()

    def shown(self, page: int) -> tuple[ShownInformation, ...]:
        """Return which resources, in which version, stand on that page."""
        bodies = self._pages[self._nearest(page) - 1].bodies if self._pages else ()
        return tuple(dict.fromkeys(shown for body in bodies for shown in body.shown))

    def items(self, page: int) -> tuple[PageItem, ...]:
        """Return where on that page the rows are that show something of the record."""
        if not self._pages:
            return ()
        laid_out = self._pages[self._nearest(page) - 1]
        top = sheet.top(self._look, laid_out.banner.height)
        return tuple(
            self._item(
                placed,
                sheet.left(self._look, column),
                top,
            )
            for column, body in enumerate(laid_out.bodies)
            for placed in body.items
        )

    def covered(self, page: int) -> bool:
        """Tell whether an intimate picture on that page is covered."""
        return any(pictures.covers(body) for body in self._bodies(self._nearest(page)))

    def uncover(self, page: int | None) -> None:
        """Uncover the intimate pictures of that page, and cover all others; None covers all."""
        number = None if page is None else self._nearest(page)
        for changed in (self._uncovered, number):
            if changed is not None:
                self._images.pop(changed, None)
        self._uncovered = number

    def film(self, page: int) -> MediaRow | None:
        """Return the film that is seen on that page; None without one, or while it is covered."""
        found = self._film(page)
        return found[0].row if found else None

    def film_place(self, page: int) -> QRect | None:
        """Return where the film's picture is on that page, in device pixels."""
        found = self._film(page)
        if found is None:
            return None
        mark, left, y = found
        return mark.place().translated(round(left), round(y))

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

    def _item(self, placed: PlacedItem, left: float, top: float) -> PageItem:
        """Tell an item's place in shares of the page."""
        look, item = self._look, placed.item
        x, y, width, height = item.place or (0, 0, look.column, placed.height)
        return PageItem(
            reference=item.information.reference,
            picked=item.picked,
            left=(left + x) / look.profile.width_px,
            top=(top + placed.y + y) / look.profile.height_px,
            width=width / look.profile.width_px,
            height=height / look.profile.height_px,
        )

    def _bodies(self, number: int) -> tuple[Body, ...]:
        """Return what stands on a page, uncovered if it is the one that is."""
        bodies = self._pages[number - 1].bodies if self._pages else ()
        if number != self._uncovered:
            return bodies
        return tuple(pictures.uncovered(body) for body in bodies)

    def _film(self, page: int) -> tuple[pictures.MediaMark, float, float] | None:
        """Return the film of a page, and where its mark is."""
        number = self._nearest(page)
        for column, body in enumerate(self._bodies(number)):
            if (found := pictures.film_on(body)) is not None:
                top = sheet.top(self._look, self._pages[number - 1].banner.height)
                return found[0], sheet.left(self._look, column), top + found[1]
        return None

    def _banner(self, overview: Overview) -> frame.Banner:
        bearer = frame.Bearer(
            patient=overview.patient,
            question=overview.question.text,
            case_number=overview.case_number,
            at=overview.as_of,
        )
        return frame.banner(self._look, bearer, self._policy)

    def _flows(self, overview: Overview, banner: frame.Banner, height: float) -> list[Flow]:
        """Put the sections in order: alerts, news, what is missing and asked, the rest."""
        look = self._look
        first, others = overview.sections[:1], overview.sections[1:]
        empty = [section for section in others if _is_empty(section)]
        source = sections.common_source(overview.sections)
        on = sections.Page(source, overview.as_of.astimezone().date(), height)
        flows = [sections.section(look, section, on) for section in first]
        if overview.since and (_all_answered(overview) or _has_news(overview)):
            flows.append(sections.news(look, overview.sections, overview.since))
        if overview.missing:
            flows.append(sections.missing(look, overview.missing))
        asked = "" if banner.question_is_whole else overview.question.text
        if asked or overview.question.background:
            flows.append(sections.question(look, asked, overview.question.background))
        flows += [sections.section(look, each, on) for each in others if not _is_empty(each)]
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
        return sheet.paint(look, self._sheet(overview, number))

    def _sheet(self, overview: Overview, number: int) -> sheet.Sheet:
        page, foot = self._pages[number - 1], self._foot(overview, number)
        return sheet.Sheet(page.banner, self._bodies(number), foot)


def _has_news(overview: Overview) -> bool:
    return any(row.new for section in overview.sections for row in section.rows)


def _all_answered(overview: Overview) -> bool:
    answered = (SourceStatus.FOUND, SourceStatus.NOTHING_FOUND)
    return all(s.status in answered for section in overview.sections for s in section.sources)


def _is_empty(section: Section) -> bool:
    return section.answer is Answer.NOT_DOCUMENTED and not (
        section.left_out or any(state.unreadable for state in section.sources)
    )


def _title(number: int, page: Page) -> PageTitle:
    titles = dict.fromkeys(title for body in page.bodies for title in body.titles)
    return PageTitle(number=number, sections=tuple(titles))
