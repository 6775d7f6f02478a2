"""Where the ink of a document's page is, and where the page can be cut: between lines of text.

Pure arithmetic on rows of pixels, from the top of the page; knows no PDF and draws nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_FAINT = 24  # of 255: what differs less from the page's ground is no ink
_SAMPLED = 101  # one pixel of so many tells which colour the ground has
_TALL = 0.25  # of the room: no line of text is so high, a table is
_RULE = 0.8  # of the width: what has so much ink in a row is a table's line
_QUIET = 0.04  # of the width: as little ink as its upright lines leave
_LATEST = 0.5  # of the room: a cut without white stands in the last part of it
_OVERLAP = 0.06  # of the room: what is told twice where a line of text may be cut
_PART = 1_000.0  # what a part costs: more than anything that is said against a cut
_EMPTY, _TORN = 1.0, 2.0  # what an empty part costs, and one that ends within a paragraph
_ROWS = 0.5  # what one costs that ends between two rows of a table


class Ink(NamedTuple):
    """How much ink stands in every row of pixels, and between which columns all of it is."""

    left: int
    right: int
    rows: tuple[int, ...]


class Span(NamedTuple):
    """Rows of pixels from `top` on, `bottom` not among them."""

    top: int
    bottom: int

    @property
    def height(self) -> int:
        """How many rows they are."""
        return self.bottom - self.top


Part = tuple[Span, ...]


def ink_of(grey: bytes, width: int, stride: int) -> Ink:
    """Return the ink of a picture with one byte a pixel and `stride` bytes a row."""
    ground = Counter(grey[::_SAMPLED]).most_common(1)[0][0]
    is_ink = bytes(abs(value - ground) > _FAINT for value in range(256))
    lines = [grey[at : at + width].translate(is_ink) for at in range(0, len(grey), stride)]
    inked = [line for line in lines if 1 in line]
    return Ink(
        left=min((line.index(1) for line in inked), default=0),
        right=max((line.rindex(1) + 1 for line in inked), default=0),
        rows=tuple(line.count(1) for line in lines),
    )


class Room(NamedTuple):
    """How many rows a part may have: the first, which has no more, and each of the others."""

    first: int
    others: int


def parts(ink: Ink, room: Room, widest: int) -> list[Part]:
    """Cut a page into as few parts as can be, each within its room; none for a blank page.

    White between lines is never shown higher than `widest`; a part is the spans that stay. Of all
    ways with that many parts it is the most even one whose cuts are where the most white is.
    """
    bands = [
        piece
        for band in _bands(ink.rows)
        for row in _table_rows(ink, band, room.others)
        for piece in _cut(ink, row, room)
    ]
    best: list[tuple[float, int]] = [(0.0, 0)]  # cost of the first n bands, where the last begins
    for end in range(1, len(bands) + 1):
        torn = _torn(bands, end, widest)
        ways = [
            (best[begin][0] + _PART + _EMPTY * (1 - height / room.others) ** 2 + torn, begin)
            for begin, height in _ways(bands, end, room, widest)
        ]
        best.append(min(ways, key=lambda way: (way[0], -way[1])))
    return list(_chosen(bands, best, widest))


def _ways(bands: Sequence[Span], end: int, room: Room, widest: int) -> Iterator[tuple[int, int]]:
    """Give the bands with which a part that ends there can begin, and its height then."""
    height = bands[end - 1].height
    yield end - 1, height
    for begin in range(end - 2, -1, -1):
        white = bands[begin + 1].top - bands[begin].bottom
        height += bands[begin].height + min(white, widest)
        if height > (room.others if begin else room.first):
            return
        yield begin, height


def _chosen(bands: list[Span], best: list[tuple[float, int]], widest: int) -> Iterator[Part]:
    """Go the best way back from the end, and tell its parts from the beginning."""
    ends, end = [], len(bands)
    while end:
        ends.append((best[end][1], end))
        end = best[end][1]
    for begin, stop in reversed(ends):
        yield _part(bands[begin:stop], widest)


def _torn(bands: Sequence[Span], end: int, widest: int) -> float:
    """Tell how bad it is to cut there: nothing at the end and in the widest white."""
    if end == len(bands):
        return 0
    white = bands[end].top - bands[end - 1].bottom
    return _TORN * (1 - min(widest, white) / widest) if white > 0 else _ROWS


def _part(bands: Sequence[Span], widest: int) -> Part:
    """Join bands that stand as near as they will be shown."""
    spans = [bands[0]]
    for band in bands[1:]:
        if band.top - spans[-1].bottom <= widest:
            spans[-1] = Span(spans[-1].top, band.bottom)
        else:
            spans.append(band)
    return tuple(spans)


def _bands(rows: Sequence[int]) -> Iterator[Span]:
    """Find the rows with ink between white ones: mostly lines of text."""
    top: int | None = None
    for at, count in enumerate((*rows, 0)):
        if count and top is None:
            top = at
        elif not count and top is not None:
            yield Span(top, at)
            top = None


def _table_rows(ink: Ink, band: Span, room: int) -> Iterator[Span]:
    """Take a table apart over its lines across, where only the upright ones go on."""
    top, width = band.top, ink.right - ink.left
    if band.height > room * _TALL:
        for at in range(band.top + 1, band.bottom):
            if ink.rows[at] >= width * _RULE and ink.rows[at - 1] <= width * _QUIET:
                yield Span(top, at)
                top = at
    yield Span(top, band.bottom)


def _cut(ink: Ink, band: Span, rooms: Room) -> Iterator[Span]:
    """Cut what is higher than the room where there is next to no ink, as late as possible.

    Where that is nowhere, as in a picture, the next piece begins a little higher.
    """
    top, quiet = band.top, (ink.right - ink.left) * _QUIET
    room = rooms.others if any(ink.rows[:top]) else rooms.first
    while band.bottom - top > room:
        least = top + round(room * _LATEST)
        late = (at for at in range(top + room, least, -1) if ink.rows[at - 1] <= quiet)
        at = next(late, None)
        yield Span(top, at or top + room)
        top = at or top + room - round(room * _OVERLAP)
        room = rooms.others
    yield Span(top, band.bottom)
