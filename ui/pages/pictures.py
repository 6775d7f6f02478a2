"""Pages of photographs, films and documents: as large as a page allows, with their words beside.

A covered one is a calm panel: nothing is drawn of the picture, however faint. Leaves out what a
content is and whether it can be shown (`media`), and a film's motion (`film`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter

from app.model.identity import bounds_of
from app.model.overview import MediaKind, MediaRow
from ui.pages import formats, media, media_wording, wording
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
    """One page of a medium within `width` by `height`: its picture, and its words beside it."""

    setting: Setting
    row: MediaRow
    page: int
    width: int
    height: int
    brief: bool = False  # the words follow after the picture

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw picture and words; only here a content is decoded in full."""
        size, caption = self._arranged()
        image = media.media_image(self.row, self.page, size)
        look, at = self.setting.look, self.place()
        if image is not None:
            painter.drawImage(QPoint(round(x), round(y)) + at.topLeft(), image)
        edge = BoxMark(0, 0, at.width(), at.height(), look.theme.quiet, Fill.HOLLOW, look.hair)
        edge.draw(painter, round(x), round(y))
        _draw(painter, caption, x, y)

    def place(self) -> QRect:
        """Return where the picture is, from the mark's upper left corner."""
        size, _ = self._arranged()
        image = media.media_image(self.row, self.page, size)
        return QRect(QPoint(0, 0), size if image is None else image.size())

    def _arranged(self) -> tuple[QSize, "_Caption"]:
        """Return the room for the picture, and its words in their place."""
        image = media.media_image(self.row, self.page, _GLANCE)
        return _arrange(self, _GLANCE if image is None else image.size())


@dataclass(frozen=True, slots=True)
class CoverMark:
    """What stands over an intimate picture; `beneath` is what is drawn when it is uncovered."""

    beneath: MediaMark

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw a panel, and how to uncover it."""
        of = self.beneath
        look = of.setting.look
        size, caption = _arrange(of, QSize(round(of.height * _PANEL), of.height))
        panel = [
            BoxMark(0, 0, size.width(), size.height(), look.theme.lane),
            BoxMark(0, 0, size.width(), size.height(), look.theme.quiet, Fill.HOLLOW, look.hair),
        ]
        for mark in panel:
            mark.draw(painter, x, y)
        inset = look.body
        words = wrap([look.strong(media_wording.covered(of.row.medium))], size.width() - 2 * inset)
        how = wrap([look.note(media_wording.how_to_uncover())], size.width() - 2 * inset)
        strip = stacked([*paragraph(words), *paragraph(how)])
        strip.draw(painter, x + inset, y + (size.height() - strip.height) / 2)
        _draw(painter, caption, x, y)


def blocks(setting: Setting, rows: Iterable[MediaRow], height: float) -> Iterator[Block]:
    """Set every medium: each of its pages takes one of ours, `height` high."""
    for row in rows:
        if media.media_problem(row) or not media.media_pages(row):
            yield _unshown(setting, row)
            continue
        room = int(height)
        whole = MediaMark(setting, row, 1, round(setting.look.column), room)
        words = _words(whole, whole.width)
        brief = stacked(words).height > room * _MOST_WORDS and not _fit_beside(whole)
        for page in range(1, media.media_pages(row) + 1):
            yield _page(replace(whole, page=page, brief=brief))
        if brief:
            gap = setting.look.row_gap
            yield Block(key=(setting.section, row, 0), strips=tuple(words), gap=gap)


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


def _page(shown: MediaMark) -> Block:
    row = shown.row
    mark: Mark = CoverMark(shown) if row.intimate else shown
    strips = (Strip(shown.height, (mark,)),)
    return Block(key=(shown.setting.section, row, shown.page), strips=strips, items=items_of(row))


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
        told = [day, origin_words(mark.setting, row.origin), _page_words(mark)]
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


def _page_words(mark: MediaMark) -> str:
    if mark.row.medium is not MediaKind.DOCUMENT:
        return ""
    return media_wording.page_of(mark.page, media.media_pages(mark.row))


def _noted(look: Look, told: Sequence[str], width: float) -> list[Strip]:
    """Set words on one line if they fit, else each on its own."""
    together = wrap([look.note(" · ".join(told))], width)
    if len(together) == 1:
        return paragraph(together)
    return [strip for words in told for strip in paragraph(wrap([look.note(words)], width))]


def _unshown(setting: Setting, row: MediaRow) -> Block:
    """Say why something cannot be shown."""
    look = setting.look
    left = date_width(look)
    width = look.column - left
    title = Cell(left, width, wrap([look.strong(wording.recorded(row.title))], width))
    strips = titled(look, title, tags_of(row), date_cell(look, row.at))
    why = media_wording.problem(row.medium, media.media_problem(row))
    told = paragraph(wrap([look.text(why)], width), left)
    return block(setting, row, signed(setting, row.origin, strips, title, (), told), [])
