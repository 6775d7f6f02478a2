"""The course of a disease: what happened when, in tracks over one axis of time, newest right.

Every event has its words beside its sign, all of them whole; the section's heading names the units
that they come from. A course that has more than a page
has room for goes on with the next part of its time; above each part all of the course is drawn
small. On a screen too small for that, a list tells it in words. Leaves out the chart itself
(`track_chart`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.model.identity import bounds_of
from app.model.overview import TimelineRow, Track
from ui.pages import formats, row_wording, wording
from ui.pages.axis import span_of
from ui.pages.look import Look
from ui.pages.marks import Cell, Mark, Shifted, Strip, space, stacked
from ui.pages.paginate import Block, Item
from ui.pages.rows import (
    Setting,
    block,
    date_cell,
    date_width,
    items_of,
    signed,
)
from ui.pages.tags import tags_of, tags_width, titled
from ui.pages.text import Run, Style, natural_width, wrap
from ui.pages.track_chart import (
    Chart,
    Entry,
    charted,
    frame,
    named,
    scale_height,
    sign,
    whole_course,
    whole_height,
)

_LEAST_EVENTS = 3  # on each page of a course drawn in parts; with fewer, words say it better
_LEADING = 1.18  # words in a chart are no running text: a line more is worth more
_SIGN_LINE = 0.62  # sizes: the height of a line with signs only
_BESIDE = 0.35  # sizes: the room between a sign and its words


@dataclass(frozen=True, slots=True)
class Course:
    """A course as laid out: what stands under the heading of each page, and its blocks."""

    over: tuple[Strip, ...]
    blocks: list[Block]


def course(setting: Setting, rows: Sequence[TimelineRow], today: date, height: float) -> Course:
    """Lay out a course; `height` is the room that a page has under the section's heading."""
    dated = [Entry(row, span) for row in rows if (span := span_of(row, today))]
    dated.sort(key=lambda entry: (entry.span.first, entry.span.last))
    undated = [_listed(setting, row) for row in rows if span_of(row, today) is None]
    if not dated:
        return Course((), undated)
    on = frame(setting.look, dated, today)
    charts = _charts(setting, on, dated, height)
    few = len(charts) > 1 and len(charts) * _LEAST_EVENTS > len(dated)
    if few or any(chart.height > height for chart in charts):
        whole = whole_course(setting.look, on, dated)
        over = (whole, space(setting.look.row_gap))
        return Course(over, [*(_listed(setting, entry.row) for entry in dated), *undated])
    return Course((), [*charts, *undated])


def _charts(setting: Setting, on: Chart, entries: Sequence[Entry], height: float) -> list[Block]:
    """Draw the course as one chart, in body size if it can be; else as several, part by part."""
    told: list[_Words] = []
    for px in (setting.look.body, setting.look.small):
        told = [_words(setting, entry, on, px) for entry in entries]
        chart = _Chart(setting, on, told)
        if chart.height <= height:
            return [chart.block()]
    return _parts(setting, on, told, height)


def _parts(setting: Setting, on: Chart, told: Sequence["_Words"], height: float) -> list[Block]:
    """Put as many events in each part, in order of time, as a page has room for."""
    entries = [words.entry for words in told]
    room = height - whole_height(setting.look)
    blocks: list[Block] = []
    begin = 0
    while begin < len(told):
        count = 1
        chart = _part(setting, on, told, begin, count)
        while begin + count < len(told):
            larger = _part(setting, on, told, begin, count + 1)
            if larger.height > room:
                break
            chart, count = larger, count + 1
        blocks.append(chart.block(whole_course(setting.look, on, entries, chart.on)))
        begin += count
    return blocks


def _part(
    setting: Setting, on: Chart, told: Sequence["_Words"], begin: int, count: int
) -> "_Chart":
    """Chart some events; their time goes on to where the next part begins."""
    mine, after = told[begin : begin + count], told[begin + count :]
    end = after[0].entry.span.first if after else on.axis.end
    last = max(words.entry.span.first for words in mine)
    window = on.window(mine[0].entry.span.first, max(end, last))
    tracks = tuple(t for t in on.tracks if any(words.entry.row.track is t for words in mine))
    return _Chart(setting, replace(window, tracks=tracks), mine)


# --- words beside their signs ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of an entry as one strip; `first` is the height of their first line."""

    entry: Entry
    strip: Strip
    width: float
    first: float


def _words(setting: Setting, entry: Entry, on: Chart, px: int) -> _Words:
    look, row = setting.look, entry.row
    runs = [
        look.note(_time(row) + formats.NBSP),
        Run(f" {wording.recorded(row.text)}", Style(px, look.theme.text)),
    ]
    tags = tags_of(row)
    width = min(natural_width(runs) + tags_width(look, tags), look.column - 2 * on.name)
    lines = [replace(line, leading=round(line.px * _LEADING)) for line in wrap(runs, width)]
    strips = titled(look, Cell(0, width, lines), tags)
    return _Words(entry, stacked(strips), width, strips[0].height)


def _time(row: TimelineRow) -> str:
    since, until = wording.recorded(row.at), wording.recorded(row.until)
    if row.ongoing or (until and until != since):
        return row_wording.time_of(since, "" if row.ongoing else until)
    return formats.day(since or until)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Words in their place: `x` from the axis' left end, `down` from the sign's line.

    `left` and `right` bound sign and words together.
    """

    words: _Words
    x: float
    down: float
    left: float
    right: float

    @property
    def height(self) -> float:
        return self.down + self.words.strip.height


class _Chart:
    """Every event in its track with its words, in as few lines as they need."""

    def __init__(self, setting: Setting, on: Chart, told: Sequence[_Words]) -> None:
        self._setting = setting
        self.on = on
        self._rows = tuple(words.entry.row for words in told)
        self._pad = setting.look.body * 0.06
        placed = [self._place(words) for words in told]
        self._tracks = {
            track: _shelves([each for each in placed if each.words.entry.row.track is track])
            for track in on.tracks
        }

    @property
    def height(self) -> float:
        """The height of the tracks and the scale."""
        look = self._setting.look
        tracks = [self._track_height(shelves) + look.hair * 2 for shelves in self._tracks.values()]
        return sum(tracks) + scale_height(look)

    def block(self, whole: Strip | None = None) -> Block:
        """Draw the chart; each of its events is an item of the page."""
        look = self._setting.look
        y = whole.height + look.hair * 2 if whole else 0.0
        strips: list[Strip] = []
        items: list[Item] = []
        for track in self.on.tracks:
            strip, found = self._track(track, y)
            strips.append(strip)
            items += found
            y += strip.height + look.hair * 2
        strip = charted(look, self.on, strips, whole)
        key = (self._setting.section, self._rows)
        return Block(key=key, strips=(strip,), items=tuple(items), gap=look.row_gap)

    def _place(self, words: _Words) -> _Placed:
        """Put words to the right of their sign, to its left, or else under it.

        Under a sign they may begin where names of tracks do: these stand on lines of signs.
        """
        look, on = self._setting.look, self.on
        begin, end = on.extent(look, words.entry.span)
        room = on.axis.width - look.body * 0.15
        beside, down = look.body * _BESIDE, 0
        if end + beside + words.width <= room:
            x = end + beside
        elif begin - beside >= words.width:
            x = begin - beside - words.width
        else:
            x = max(on.name - on.left, min(begin, room - words.width))
            down = look.line(look.small) if x < 0 else round(look.body * _SIGN_LINE)
        return _Placed(words, x, down, min(x, begin), max(x + words.width, end))

    def _track(self, track: Track, top: float) -> tuple[Strip, list[Item]]:
        """Draw a track, which begins at `top` of the chart."""
        look, on, shelves = self._setting.look, self.on, self._tracks[track]
        first = max(max(each.down, each.words.first) for each in shelves[0])
        marks = named(look, on, row_wording.track(track), self._pad, first)
        items: list[Item] = []
        y = self._pad
        for shelf in shelves:
            for each in shelf:
                line = each.down or each.words.first
                marks += sign(look, on, each.words.entry, y + line / 2)
                marks += _moved(each.words.strip, on.left + each.x, y + each.down)
                place = (on.left + each.left, top + y, each.right - each.left, each.height)
                items += items_of(each.words.entry.row, place)
            y += max(each.height for each in shelf)
        return Strip(y + self._pad, tuple(marks)), items

    def _track_height(self, shelves: Sequence[Sequence[_Placed]]) -> float:
        return sum(max(each.height for each in shelf) for shelf in shelves) + 2 * self._pad


def _moved(strip: Strip, right: float, down: float) -> list[Mark]:
    return [Shifted(mark, down, right) for mark in strip.marks]


def _shelves(many: Sequence[_Placed]) -> list[list[_Placed]]:
    """Put what has room beside each other on one line, in order of time."""
    shelves: list[list[_Placed]] = []
    for each in many:
        for shelf in shelves:
            clear = all(each.left > other.right or each.right < other.left for other in shelf)
            if clear and each.height <= max(other.height for other in shelf):
                shelf.append(each)
                break
        else:
            shelves.append([each])
    return shelves


# --- words only -----------------------------------------------------------------------------------


def _listed(setting: Setting, row: TimelineRow) -> Block:
    """Set an event in words only: its date, what it is, its track."""
    look = setting.look
    left = date_width(look)
    width = look.column - left
    day = row.at or row.until
    dated = date_cell(look, day) if bounds_of(day) else _no_date(look, left)
    end = row_wording.time_of("", row.until) if _has_end(row) else ""
    state = row_wording.ongoing() if row.ongoing else end
    words = [
        look.text(wording.recorded(row.text)),
        look.note(f" – {state}" if state else ""),
    ]
    title = Cell(left, width, wrap(words, width))
    strips = titled(look, title, tags_of(row), dated)
    track = row_wording.track(row.track)
    return block(setting, row, signed(setting, setting.origin, strips, title, [track]), [])


def _no_date(look: Look, width: float) -> Cell:
    return Cell(0, width, wrap([look.note(row_wording.undated())], width))


def _has_end(row: TimelineRow) -> bool:
    return bool(row.at and row.until and row.until != row.at)
