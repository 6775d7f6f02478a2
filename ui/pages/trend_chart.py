"""Large graphs of what a table shows small: series of years, of results that stand out.

The time has its years, the reference interval its bounds, every result its dot. Leaves out the
shape of a series (`trend`) and the table with all results (`laboratory`).
"""

from collections.abc import Iterable

from app.model.identity import bounds_of
from app.model.overview import Flag, LaboratoryRow
from ui.pages import formats, row_wording, trend, wording
from ui.pages.axis import Axis, scale
from ui.pages.laboratory import result_runs
from ui.pages.look import Look
from ui.pages.marks import (
    BoxMark,
    Cell,
    Mark,
    Strip,
    TextMark,
    TrendMark,
    baseline,
    space,
    stacked,
)
from ui.pages.paginate import Block
from ui.pages.rows import Setting, items_of
from ui.pages.tags import tags_of, titled
from ui.pages.text import Line, natural_width, wrap

_LEAST_POINTS = 4
_LEAST_DAYS = 365
_MOST = 2
_PLOT = 2.9  # body sizes high: two graphs on a page


def charts(setting: Setting, rows: Iterable[LaboratoryRow]) -> list[Block]:
    """Draw the series worth a large graph, over the same time: of years, and out of the interval.

    Those that were picked, and as many others as one page has room for: the table has them all.
    """
    worth = [row for row in rows if _is_worth_it(row)]
    others = [row for row in worth if not row.picked][:_MOST]
    chosen = [row for row in worth if row.picked or row in others]
    span = trend.window(chosen)
    if span is None:
        return []
    bounds = [_bounds(setting.look, row, span) for row in chosen]
    widths = [line.width for each in bounds for line, _ in each]
    left = max(widths) + setting.look.gap if widths else 0
    return [_chart(setting, row, span, left) for row in chosen]


def _is_worth_it(row: LaboratoryRow) -> bool:
    points = trend.series(row)
    if len(points) < _LEAST_POINTS or not (row.flag is not Flag.NONE or row.picked):
        return False
    first, last = bounds_of(points[0].at), bounds_of(points[-1].at)
    return bool(first and last and (last[0] - first[0]).days >= _LEAST_DAYS)


def _chart(setting: Setting, row: LaboratoryRow, span: tuple[str, str], left: float) -> Block:
    """Head a graph with the newest result."""
    look = setting.look
    flag = row_wording.flag(row.flag).replace(" ", formats.NBSP)
    runs = [
        look.text(f"{wording.recorded(row.name)}  "),
        *result_runs(look, row),
        look.strong(f"  {flag}", colour=look.theme.alarm),
    ]
    title = Cell(0, look.column, wrap(runs, look.column))
    graph = _graph(look, row, span, left)
    strips = [*titled(look, title, tags_of(row)), *graph, space(look.row_gap)]
    key = (setting.section, row, "trend")
    return Block(key=key, strips=(stacked(strips),), items=items_of(row), gap=look.row_gap)


def _graph(look: Look, row: LaboratoryRow, span: tuple[str, str], left: float) -> list[Strip]:
    """Draw the graph over its scale of time, the bounds of the interval to its left."""
    drawn, (first, last) = trend.shape(row, span), (bounds_of(day) for day in span)
    if drawn is None or first is None or last is None:
        return []
    width, height = look.column - left, round(look.body * _PLOT)
    mark = TrendMark(drawn, left, 0, width, height, look.theme, stroke=look.hair * 1.5)
    base = BoxMark(left, height - look.hair, width, look.hair, look.theme.quiet)
    on = Axis(first[0], last[0], width, mark.dot)
    labels = _apart(look, _bounds(look, row, span), height)
    return [Strip(height, (mark, base, *labels)), _scale(look, on, left)]


def _bounds(look: Look, row: LaboratoryRow, span: tuple[str, str]) -> list[tuple[Line, float]]:
    """Return the bounds of the interval as text, and how high they stand, 0 to 1."""
    drawn = trend.shape(row, span)
    if drawn is None or drawn.band is None:
        return []
    low, high = drawn.band
    known = [(value, y) for value, y in ((row.high, high), (row.low, low)) if value is not None]
    return [
        (wrap([look.note(formats.number(value, look.language))], look.column)[0], y)
        for value, y in known
    ]


def _apart(look: Look, bounds: list[tuple[Line, float]], height: float) -> list[Mark]:
    """Set the bounds beside the band; two that are too near stand above and below it."""
    line = look.line(look.small)
    tops = [
        min(max((1 - y) * height - line / 2, -line * 0.2), height - line * 0.8) for _, y in bounds
    ]
    if len(tops) == 2 and tops[1] - tops[0] < line:  # noqa: PLR2004 -- an upper and a lower one
        middle = (tops[0] + tops[1]) / 2
        tops = [middle - line / 2, middle + line / 2]
    return [
        TextMark(words, 0, top + baseline(line))
        for (words, _), top in zip(bounds, tops, strict=True)
    ]


def _scale(look: Look, on: Axis, left: float) -> Strip:
    tick, height = look.small * 0.22, look.line(look.small)
    marks: list[Mark] = []
    for day, name in scale(on, lambda words: natural_width([look.note(words)]), look.small):
        (line,) = wrap([look.note(name)], look.column)
        x = left + on.at(day)
        begin = min(max(0, x - line.width / 2), look.column - line.width)
        marks.append(BoxMark(x, 0, look.hair, tick, look.theme.quiet))
        marks.append(TextMark(line, begin, tick + baseline(height)))
    return Strip(tick + height, tuple(marks))
