"""The chart of a timeline: tracks that lie above each other over one scale of time.

Leaves out the words of the events (`timeline`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.model.overview import TimelineRow, Track
from ui.fonts import Weight
from ui.pages import row_wording
from ui.pages.axis import Axis, Span, scale
from ui.pages.axis import axis as new_axis
from ui.pages.look import Look
from ui.pages.marks import BoxMark, Fill, Mark, Strip, TextMark, baseline, space, stacked
from ui.pages.shapes import ArrowMark, SignMark
from ui.pages.text import natural_width, wrap

_SIGN = 0.26  # body sizes: a sign's radius
_BAR = 0.3  # body sizes: a period's height
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the timeline that has its place in time."""

    row: TimelineRow
    span: Span


@dataclass(frozen=True, slots=True)
class Chart:
    """Where a chart's parts are: names from `name` on, the axis from `left` on."""

    tracks: tuple[Track, ...]
    name: float
    left: float
    axis: Axis
    today: date

    def window(self, start: date, end: date) -> "Chart":
        """Return the chart of a part of the time."""
        return replace(self, axis=new_axis(start, end, self.axis.width, self.axis.inset))

    def bar(self, look: Look, span: Span) -> tuple[float, float]:
        """Return where the days of a span begin and end, from the axis' left end."""
        begin = self.axis.at(span.first)
        end = self.axis.at(self.axis.end if self.goes_on(span) else span.last + _ONE_DAY)
        least = look.body * _SIGN if span.period else 0
        return begin, max(end, begin + least)

    def goes_on(self, span: Span) -> bool:
        """Tell whether a period goes on after the end of the axis, or has none."""
        return span.period and (span.ongoing or span.last > self.axis.end)

    def extent(self, look: Look, span: Span) -> tuple[float, float]:
        """Return what room a sign takes, from the axis' left end."""
        radius = look.body * _SIGN * 1.2
        begin, end = self.bar(look, span)
        if span.period:
            return begin, end + (look.body * _BAR if self.goes_on(span) else 0)
        middle = (begin + end) / 2
        if span.first == span.last:
            return middle - radius, middle + radius
        return min(begin, middle - radius), max(end, middle + radius)


def frame(look: Look, entries: Sequence[Entry], today: date) -> Chart:
    """Place names and axis; only tracks in which something happened are there."""
    tracks = tuple(track for track in Track if any(e.row.track is track for e in entries))
    start = min(entry.span.first for entry in entries)
    ends = (entry.span.first if entry.span.period else entry.span.last for entry in entries)
    end = max(today, *ends)
    inset = look.body * 0.3
    names = [
        row_wording.years(start.year, end.year),
        *(row_wording.track(track) for track in tracks),
    ]
    left = inset + max(natural_width([look.note(name)]) for name in names) + look.gap
    on = new_axis(start, end, look.column - left, look.body * 0.5)
    return Chart(tracks=tracks, name=inset, left=left, axis=on, today=today)


def sign(look: Look, on: Chart, entry: Entry, middle: float) -> list[Mark]:
    """Draw an event as a sign, a period as a bar, with its middle at that height.

    An event of which only month or year is known has a hollow bar over all the days it may mean.
    """
    colour, radius, tall = look.theme.accent, look.body * _SIGN, look.body * _BAR
    begin, end = (on.left + x for x in on.bar(look, entry.span))
    top = middle - tall / 2
    if entry.span.period:
        bar = BoxMark(begin, top, end - begin, tall, colour)
        point = ArrowMark(end, top - tall * 0.35, tall * 1.7, colour)
        return [bar, point] if on.goes_on(entry.span) else [bar]
    marks: list[Mark] = []
    if entry.span.first != entry.span.last and end - begin > radius * 3:
        marks.append(BoxMark(begin, top, end - begin, tall, colour, Fill.HOLLOW, look.hair))
    return [*marks, SignMark(entry.row.track, (begin + end) / 2, middle, radius, colour)]


def named(look: Look, on: Chart, words: str, top: float, height: float) -> list[Mark]:
    """Set the name of a track on a line of that height."""
    (line,) = wrap([look.note(words)], on.left)
    return [TextMark(line, on.name, top + baseline(height))]


def charted(look: Look, on: Chart, tracks: Iterable[Strip], whole: Strip | None = None) -> Strip:
    """Put the tracks on their ground, above each other, over the scale; `whole` above them."""
    gap = space(look.hair * 2)
    ticks = scale(on.axis, lambda name: natural_width([look.note(name)]), look.small)
    strips = [whole, gap] if whole else []
    for track in tracks:
        strips += [_grounded(look, on, track, [day for day, _ in ticks]), gap]
    return stacked([*strips, _scale(look, on, ticks)])


def scale_height(look: Look) -> float:
    """Return the height of the scale under the tracks."""
    return _tick(look) + look.line(look.small)


def whole_height(look: Look) -> float:
    """Return what a whole course takes above the tracks."""
    return look.line(look.small) + look.hair * 2


def whole_course(
    look: Look, on: Chart, entries: Sequence[Entry], window: Chart | None = None
) -> Strip:
    """Draw all of the course small, and in a frame the part of it that stands below."""
    height = look.line(look.small)
    years = row_wording.years(on.axis.start.year, on.axis.end.year)
    middle, tall, short = height / 2, height * 0.7, height * 0.34
    line = BoxMark(on.left, middle - look.hair / 4, on.axis.width, look.hair / 2, look.theme.quiet)
    seen = (window or on).axis
    begin, end = on.axis.at(seen.start), on.axis.at(seen.end)
    marks: list[Mark] = [*named(look, on, years, 0, height), line]
    for entry in entries:
        x, right = on.bar(look, entry.span)
        inside = begin <= x <= end
        high = tall * 0.7 if inside else short
        colour = look.theme.accent if inside else look.theme.quiet
        wide = max(look.hair, right - x) if entry.span.period else look.hair
        marks.append(BoxMark(on.left + x, middle - high / 2, wide, high, colour))
    pad = look.hair * 3
    box = (on.left + begin - pad, middle - tall / 2, end - begin + 2 * pad, tall)
    if window is not None:
        marks.append(BoxMark(*box, look.theme.accent, Fill.HOLLOW, look.hair, look.small * 0.12))
    return Strip(height, tuple(marks))


def _grounded(look: Look, on: Chart, track: Strip, days: Iterable[date]) -> Strip:
    lane = BoxMark(0, 0, look.column, track.height, look.theme.lane)
    lines = [
        BoxMark(on.left + on.axis.at(day), 0, look.hair, track.height, look.theme.ground)
        for day in days
    ]
    return Strip(track.height, (lane, *lines, *track.marks))


def _scale(look: Look, on: Chart, ticks: Iterable[tuple[date, str]]) -> Strip:
    """Set the scale under the tracks; where "today" stands no other name does."""
    tick, height = _tick(look), look.line(look.small)
    marks: list[Mark] = []
    taken: float = look.column + look.small
    if on.axis.end == on.today:
        (line,) = wrap([look.note(row_wording.today(), weight=Weight.SEMIBOLD)], look.column)
        x = on.left + on.axis.at(on.today)
        taken = min(look.column - line.width, x - line.width / 2)
        marks.append(BoxMark(x - look.hair, 0, look.hair * 2, tick, look.theme.text))
        marks.append(TextMark(line, taken, tick + baseline(height)))
    for day, name in ticks:
        x = on.left + on.axis.at(day)
        marks.append(BoxMark(x, 0, look.hair, tick, look.theme.quiet))
        (line,) = wrap([look.note(name)], look.column)
        left = min(x - line.width / 2, look.column - line.width)
        if left + line.width + look.small * 0.4 <= taken:
            marks.append(TextMark(line, left, tick + baseline(height)))
    return Strip(tick + height, tuple(marks))


def _tick(look: Look) -> float:
    return look.small * 0.22
