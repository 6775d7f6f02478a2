"""Pages of photographs and films: as large as a page allows, with their words beside.

A covered one, or a covered document, is a calm panel: nothing is drawn of it, however faint. Leaves
out what a content is and whether it can be shown (`media`), a film's motion (`film`), and how a
document is cut (`documents`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter

from app.model.identity import bounds_of
from app.model.overview import MediaKind, MediaRow
from ui.pages import documents, formats, media, media_wording, wording
from ui.pages.look import Look
from ui.pages.marks import BoxMark, Cell, Fill, Mark, Strip, paragraph, space, stacked
from ui.pages.paginate import Block, Body
from ui.pages.rows import Setting, block, date_cell, date_width, items_of, origin_words, signed
from ui.pages.tags import Tag, tags_of, titled
from ui.pages.text import wrap

_LEAST_CAPTION = 8.5  # body sizes: words beside a picture want that much
_MOST_WORDS = 0.5  # of the height: more stand after their picture
_SHORT = 40  # characters of a title that stands in full after the picture
_SHARES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)  # of its height that a picture may have
_PANEL = 4 / 3  # the shape of what covers a picture
_GLANCE = QSize(480, 480)  # decoded this small to learn its proportions
_KEEP = Qt.AspectRatioMode.KeepAspectRatio


@dataclass(frozen=True, slots=True)
class MediaMark:
    """A picture or a film within `width` by `height`, and its words beside it."""

    setting: Setting
    row: MediaRow
    width: int
    height: int
    brief: bool = False  # the words follow after the picture

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw picture and words; only here a content is decoded in full."""
        size, caption = self._arranged()
        image = media.media_image(self.row, size)
        look, at = self.setting.look, self.place()
        if image is not None:
            painter.drawImage(QPoint(round(x), round(y)) + at.topLeft(), image)
        edge = BoxMark(0, 0, at.width(), at.height(), look.theme.quiet, Fill.HOLLOW, look.hair)
        edge.draw(painter, round(x), round(y))
        _draw(painter, caption, x, y)

    def place(self) -> QRect:
        """Return where the picture is, from the mark's upper left corner."""
        size, _ = self._arranged()
        image = media.media_image(self.row, size)
        return QRect(QPoint(0, 0), size if image is None else image.size())

    def _arranged(self) -> tuple[QSize, "_Caption"]:
        """Return the room for the picture, and its words in their place."""
        image = media.media_image(self.row, _GLANCE)
        return _arrange(self, _GLANCE if image is None else image.size())


@dataclass(frozen=True, slots=True)
class CoverMark:
    """What stands over something intimate; `beneath` is what is drawn when it is uncovered."""

    beneath: Mark
    look: Look
    medium: MediaKind
    place: QRect  # from the mark's upper left corner
    caption: "_Caption"

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw a panel, and how to uncover it."""
        look, at = self.look, self.place
        width, height = at.width(), at.height()
        panel = [
            BoxMark(at.x(), at.y(), width, height, look.theme.lane),
            BoxMark(at.x(), at.y(), width, height, look.theme.quiet, Fill.HOLLOW, look.hair),
        ]
        for mark in panel:
            mark.draw(painter, x, y)
        inset = look.body
        words = wrap([look.strong(media_wording.covered(self.medium))], width - 2 * inset)
        how = wrap([look.note(media_wording.how_to_uncover())], width - 2 * inset)
        strip = stacked([*paragraph(words), *paragraph(how)])
        strip.draw(painter, x + at.x() + inset, y + at.y() + (height - strip.height) / 2)
        _draw(painter, self.caption, x, y)


def blocks(setting: Setting, rows: Iterable[MediaRow], height: float) -> Iterator[Block]:
    """Set every medium: a picture takes a page `height` high, a document as many as it needs."""
    for row in rows:
        if problem := media.media_problem(row):
            yield _unshown(setting, row, problem)
        elif row.medium is MediaKind.DOCUMENT:
            yield from _document(setting, row, height)
        else:
            yield from _picture(setting, row, int(height))


def _picture(setting: Setting, row: MediaRow, height: int) -> Iterator[Block]:
    """Set a picture or a film, and after it the words that have no room beside it."""
    whole = MediaMark(setting, row, round(setting.look.column), height)
    words = _words(whole, whole.width)
    brief = stacked(words).height > height * _MOST_WORDS and not _fit_beside(whole)
    shown: Mark = replace(whole, brief=brief)
    if row.intimate:
        size, caption = _arrange(replace(whole, brief=brief), QSize(round(height * _PANEL), height))
        place = QRect(QPoint(0, 0), size)
        shown = CoverMark(shown, setting.look, row.medium, place, caption)
    key = (setting.section, row, 1)
    yield Block(key=key, strips=(Strip(height, (shown,)),), items=items_of(row))
    if brief:
        gap = setting.look.row_gap
        yield Block(key=(setting.section, row, 0), strips=tuple(words), gap=gap)


def _document(setting: Setting, row: MediaRow, height: float) -> Iterator[Block]:
    """Set the parts of a document's pages."""
    look = setting.look
    parts = documents.marks(setting, row, height)
    if not parts:
        yield _unshown(setting, row, media.BLANK)
    for number, part in enumerate(parts, 1):
        shown: Mark = part
        if row.intimate:
            caption = _Caption(part.caption, 0, 0)
            shown = CoverMark(part, look, row.medium, part.place(), caption)
        yield Block(
            key=(setting.section, row, number),
            strips=(Strip(part.height, (shown,)),),
            gap=look.section_gap,
            items=items_of(row),
        )
    if parts and (note := documents.note_after(setting, row)):
        yield Block(key=(setting.section, row, 0), strips=tuple(note), gap=look.row_gap)


def _fit_beside(mark: MediaMark) -> bool:
    """Tell whether the words fit into half of the width."""
    return stacked(_words(mark, mark.width / 2)).height <= mark.height


def uncovered(body: Body) -> Body:
    """Return the body of a page with its pictures uncovered."""
    return replace(
        body,
        placed=tuple(replace(p, strip=_uncovered(p.strip)) for p in body.placed),
    )


def covers(body: Body) -> bool:
    """Tell whether something on a page is covered."""
    return any(isinstance(mark, CoverMark) for p in body.placed for mark in p.strip.marks)


def film_on(body: Body) -> tuple[MediaMark, float] | None:
    """Return the film that is seen on a page, and its height on it; None without one."""
    for placed in body.placed:
        for mark in placed.strip.marks:
            if isinstance(mark, MediaMark) and mark.row.medium is MediaKind.FILM:
                return mark, placed.y
    return None


def _uncovered(strip: Strip) -> Strip:
    marks = [mark.beneath if isinstance(mark, CoverMark) else mark for mark in strip.marks]
    return Strip(strip.height, tuple(marks))


# --- words ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Caption:
    """Words beside a picture, or under it."""

    strip: Strip
    x: float
    y: float


def _draw(painter: QPainter, caption: _Caption, x: float, y: float) -> None:
    caption.strip.draw(painter, x + caption.x, y + caption.y)


def _arrange(mark: MediaMark, shape: QSize) -> tuple[QSize, _Caption]:
    """Put the words where the picture can be larger: beside it, or under it.

    `shape`: the picture as large as fits, or anything of its proportions.
    """
    look = mark.setting.look
    under = stacked(_words(mark, mark.width))
    room = QSize(mark.width, max(1, int(mark.height - under.height - look.row_gap)))
    small = shape.scaled(room, _KEEP)
    beside = _beside(mark, shape)
    if beside is not None and beside[0].height() > small.height():
        return beside
    return small, _Caption(under, 0, small.height() + look.row_gap)


def _beside(mark: MediaMark, shape: QSize) -> tuple[QSize, _Caption] | None:
    """Make the picture as large as its words beside it allow; None where they have no room."""
    look = mark.setting.look
    apart = 2 * look.gap
    widest = mark.width - apart - round(look.body * _LEAST_CAPTION)
    for share in _SHARES if widest > 0 else ():
        size = shape.scaled(QSize(widest, round(mark.height * share)), _KEEP)
        words = stacked(_words(mark, mark.width - size.width() - apart))
        if words.height <= mark.height:
            return size, _Caption(words, size.width() + apart, 0)
    return None


def _words(mark: MediaMark, width: float) -> list[Strip]:
    """Say what it is, of when, from where, and that it is not for diagnosis."""
    look, row = mark.setting.look, mark.row
    strips = titled(look, _title(mark, width), [*_film(row), *tags_of(row)])
    day = formats.day(wording.recorded(row.at))
    if mark.brief:
        strips += _noted(look, [day] if bounds_of(row.at) else [], width)
    else:
        told = [day, origin_words(mark.setting, row.origin)]
        strips += _noted(look, [words for words in told if words], width)
        note = formats.unbroken(wording.recorded_text(row.note))
        strips += [space(look.row_gap), *paragraph(wrap([look.text(note)], width))]
    if row.medium is MediaKind.FILM:
        strips += [space(look.row_gap), *_noted(look, [media_wording.how_to_play()], width)]
    warning = titled(look, Cell(0, width, []), [Tag(media_wording.not_for_diagnosis())])
    return [*strips, space(look.row_gap), *warning]


def _title(mark: MediaMark, width: float) -> Cell:
    look, words = mark.setting.look, wording.recorded(mark.row.title)
    if mark.brief and len(words) > _SHORT:
        words = f"{words[:_SHORT].rstrip()} …"
    return Cell(0, width, wrap([look.strong(words)], width))


def _film(row: MediaRow) -> list[Tag]:
    return [Tag(media_wording.film())] if row.medium is MediaKind.FILM else []


def _noted(look: Look, told: Sequence[str], width: float) -> list[Strip]:
    """Set words on one line if they fit, else each on its own."""
    together = wrap([look.note(" · ".join(told))], width)
    if len(together) == 1:
        return paragraph(together)
    return [strip for words in told for strip in paragraph(wrap([look.note(words)], width))]


def _unshown(setting: Setting, row: MediaRow, problem: str) -> Block:
    """Say why something cannot be shown."""
    look = setting.look
    left = date_width(look)
    width = look.column - left
    title = Cell(left, width, wrap([look.strong(wording.recorded(row.title))], width))
    strips = titled(look, title, tags_of(row), date_cell(look, row.at))
    why = media_wording.problem(row.medium, problem)
    told = paragraph(wrap([look.text(why)], width), left)
    return block(setting, row, signed(setting, row.origin, strips, title, (), told), [])
