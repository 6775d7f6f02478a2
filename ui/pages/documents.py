"""PDF documents as the last row reads them: each page in parts as wide as a page of ours.

A page's white edges are left out, and where it is cut there is white between two lines (`ink`). One
line over each part tells what it is of. Leaves out what a PDF is (`media`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter

from app.model.overview import MediaRow
from ui.fonts import Weight
from ui.pages import formats, media, media_wording, wording
from ui.pages.ink import Ink, Part, Room, ink_of, parts
from ui.pages.look import Look
from ui.pages.marks import BoxMark, Cell, Fill, Strip, paragraph, space, stacked
from ui.pages.rows import Setting, origin_words
from ui.pages.tags import tags_of, tags_width, titled
from ui.pages.text import Line, wrap

MOST_PAGES = 20  # of a document: the others are counted, not shown
MOST_PARTS = 100
_GRAIN = 2.0  # rows of pixels a point in which a page is searched for ink
_FINEST = 2_000  # rows or columns of them
_WIDEST_WHITE = 16.0  # points that are left between two lines
_SMALLEST_TEXT = 9.0  # points: it is never shown larger than body text
_PAPER = "#ffffff"
_SLACK = 2  # rows of ink: what rounding may add to a part's height
_NOTE_LINES = 2  # a longer note stands after the document

_inks: media.Shelf[Ink] = media.Shelf(4 * MOST_PAGES)


@dataclass(frozen=True, slots=True)
class DocumentMark:
    """A part of a document's page in a frame under its caption; `scale`: pixels a row of `ink`."""

    look: Look
    row: MediaRow
    page: int
    part: Part
    edges: tuple[int, int]  # the columns of `ink` between which all pages are shown
    scale: float
    caption: Strip
    gap: int  # above a span

    @property
    def height(self) -> int:
        """The height with the caption."""
        return self.place().bottom() + 1

    def place(self) -> QRect:
        """Return where the frame is, from the mark's upper left corner."""
        white, edge = self.gap * (len(self.part) - 1), _edge(self.look)
        height = sum(clip.height() for clip in self._clips()) + white
        width = self._clips()[0].width()
        return QRect(0, round(self.caption.height), width + 2 * edge, height + 2 * edge)

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw caption and part; only here it is rendered as large as it is seen."""
        self.caption.draw(painter, x, y)
        look, place = self.look, self.place()
        size = place.width(), place.height()
        for fill, colour in ((Fill.SOLID, _PAPER), (Fill.HOLLOW, look.theme.quiet)):
            paper = BoxMark(place.x(), place.y(), *size, colour, fill, look.hair)
            paper.draw(painter, round(x), round(y))
        edge = _edge(look)
        at = QPoint(round(x) + edge, round(y) + edge) + place.topLeft()
        for clip in self._clips():
            image = media.document_image(self.row, self.page, self._size(), clip)
            if image is not None:
                painter.drawImage(at, image)
            at.setY(at.y() + clip.height() + self.gap)

    def _size(self) -> QSize:
        """Return how large the whole page would be."""
        points = media.page_points(self.row, self.page)
        return (points * (_grain(self.row, self.page) * self.scale)).toSize()

    def _clips(self) -> list[QRect]:
        """Return what is seen of the whole page."""
        left, right = (round(edge * self.scale) for edge in self.edges)
        tops = [
            (round(span.top * self.scale), round(span.bottom * self.scale)) for span in self.part
        ]
        return [QRect(left, top, right - left, bottom - top) for top, bottom in tops]


def marks(setting: Setting, row: MediaRow, height: float) -> list[DocumentMark]:
    """Lay out a document's pages, each part no higher than `height`; nothing of blank ones."""
    pages = media.media_pages(row)
    last = min(pages, MOST_PAGES)
    made = list(_marks(_Document(setting, row, pages, height), last))
    if len(made) > MOST_PARTS:
        last = max(1, made[MOST_PARTS].page - 1)  # pages are shown whole
    if last == pages:
        return made
    return list(_marks(_Document(setting, row, pages, height, until=last), last))


def note_after(setting: Setting, row: MediaRow) -> list[Strip]:
    """Set the note that is too long to stand over the first part."""
    look = setting.look
    if len(_note(look, row)) <= _NOTE_LINES:
        return []
    title = look.strong(f"{wording.recorded(row.title)}: ")
    return paragraph(wrap([title, look.text(_note_words(row))], look.measure))


@dataclass(frozen=True, slots=True)
class _Document:
    """A document and the room for it; `until`: the last page that is shown of a longer one."""

    setting: Setting
    row: MediaRow
    pages: int
    height: float
    until: int = 0


def _marks(document: _Document, last: int) -> Iterator[DocumentMark]:
    inks = {page: _ink(document.row, page) for page in range(1, last + 1)}
    first = next((page for page, ink in inks.items() if ink.right), 0)
    for page, ink in inks.items():
        if ink.right:
            yield from _page(
                document, page, _edges(document.row, page, inks), is_first=page == first
            )


def _page(
    document: _Document, page: int, edges: tuple[int, int], *, is_first: bool
) -> Iterator[DocumentMark]:
    """Cut one page into its parts."""
    row, look = document.row, document.setting.look
    grain = _grain(row, page)
    edge = 2 * _edge(look)
    widest = (look.column - edge) / (edges[1] - edges[0])
    scale = min(widest, look.body / _SMALLEST_TEXT / grain)
    white = max(1, round(_WIDEST_WHITE * grain))
    overs = [
        _caption(document, (page, 88, 88), is_first=first).height for first in (is_first, False)
    ]
    rows = [max(1, int((document.height - over - edge) / scale) - _SLACK) for over in overs]
    found = parts(_ink(row, page), Room(*rows), white)
    for number, part in enumerate(found, 1):
        caption = _caption(document, (page, number, len(found)), is_first=is_first and number == 1)
        yield DocumentMark(look, row, page, part, edges, scale, caption, round(white * scale))


def _edge(look: Look) -> int:
    """Return the white between a frame and what is in it."""
    return round(look.body * 0.3)


def _edges(row: MediaRow, page: int, inks: dict[int, Ink]) -> tuple[int, int]:
    """Return the columns between which all pages of that size have their ink."""
    size = media.page_points(row, page).toSize()
    alike = [
        ink
        for other, ink in inks.items()
        if ink.right and media.page_points(row, other).toSize() == size
    ]
    return min(ink.left for ink in alike), max(ink.right for ink in alike)


def _grain(row: MediaRow, page: int) -> float:
    """Return how many rows of ink a point of that page has."""
    points = media.page_points(row, page)
    return min(_GRAIN, _FINEST / max(points.width(), points.height(), 1.0))


def _ink(row: MediaRow, page: int) -> Ink:
    """Return a page's ink, none of a page that cannot be drawn."""
    return _inks.get((media.content_key(row), page), lambda: _searched(row, page))


def _searched(row: MediaRow, page: int) -> Ink:
    size = (media.page_points(row, page) * _grain(row, page)).toSize()
    image = media.document_image(row, page, size, QRect(QPoint(0, 0), size))
    if image is None:
        return Ink(0, 0, ())
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return ink_of(bytes(grey.constBits()), grey.width(), grey.bytesPerLine())


# --- words ----------------------------------------------------------------------------------------


def _caption(document: _Document, place: tuple[int, int, int], *, is_first: bool) -> Strip:
    """Tell what a part is of; of when and from where on the first, and where there is room."""
    setting, row = document.setting, document.row
    look, (page, part, of) = setting.look, place
    title = look.note(wording.recorded(row.title), weight=Weight.SEMIBOLD, colour=look.theme.text)
    where = media_wording.place(page, document.pages, part, of)
    day = formats.day(wording.recorded(row.at))
    warning = media_wording.not_for_diagnosis().replace(" ", formats.NBSP)
    whole = [where, day, origin_words(setting, row.origin), warning]
    told = [whole] if is_first else [whole, [where, warning]]
    for words in told:
        runs = [title, *(look.note(f" · {said}") for said in words if said)]
        lines = wrap(runs, look.column - tags_width(look, tags_of(row)))
        if len(lines) == 1:
            break
    strips = titled(look, Cell(0, look.column, lines), tags_of(row))
    if document.until:
        until = media_wording.shown_until(document.until, document.pages)
        strips += paragraph(wrap([look.note(until)], look.column))
    if is_first and len(note := _note(look, row)) <= _NOTE_LINES:
        strips += paragraph(note)
    return stacked([*strips, space(look.row_gap)])


def _note_words(row: MediaRow) -> str:
    return formats.unbroken(wording.recorded_text(row.note))


def _note(look: Look, row: MediaRow) -> list[Line]:
    return wrap([look.note(_note_words(row))], look.column)
