"""The laboratory section as a table: analysis, result, unit, flag, interval, trend and date.

On a screen that is narrow for its distance, date and interval go under analysis and result.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from app.model.overview import Flag, LaboratoryRow
from ui.pages import formats, headings, row_wording, trend, wording
from ui.pages.look import Look
from ui.pages.marks import Cell, Strip, TrendMark, add, space, table_row
from ui.pages.paginate import Block
from ui.pages.rows import Setting, block, origin_words
from ui.pages.tags import tags_of, titled
from ui.pages.text import Line, Run, natural_width, wrap

_LEAST_NAME = 8.5  # sizes: an analysis' name wants that much before the table is stacked
_TREND = 4.6  # sizes
_WIDE_TREND = 8.0
_TEXT_RESULT = 7.0
_WIDE_RESULT = 0.42  # of the column: a number must not break


class Form(Enum):
    """How much of the table stands side by side."""

    WIDE = "wide"
    STACKED = "stacked"  # date and interval on a second line
    NARROW = "narrow"  # and the flag behind the result


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of the columns, device pixels; 0 for one that nothing stands in."""

    name: float
    result: float
    flag: float
    interval: float
    trend: float
    date: float
    form: Form
    span: tuple[str, str] | None  # the time that all trends show
    day: str = ""  # of most samples: told once for all, and beside those of other days


def columns(look: Look, rows: Sequence[LaboratoryRow]) -> Columns:
    """Find the widths that fit the rows' contents."""
    span = trend.window(rows)
    graph = max(look.body * _TREND, natural_width([look.note(_span(span))])) if span else 0
    head = natural_width([look.note(row_wording.result())])
    result = max(head, *(_result_width(look, row) for row in rows))
    flag = _widest([_flag(look, row)] for row in rows)
    interval = min(_widest([look.note(_interval(look, row))] for row in rows), look.body * 6)
    if interval:
        interval = max(interval, natural_width([look.note(row_wording.reference())]))
    day = _common_day(rows)
    date = 0.0 if day else _widest([look.note(_day(row))] for row in rows)
    fixed = (result, flag, interval, graph, date)
    name = look.column - sum(fixed) - look.gap * sum(1 for width in fixed if width)
    if name > (wanted := max(look.body * _LEAST_NAME, _names(look, rows))):
        grown = max(graph, min(graph + name - wanted, look.body * _WIDE_TREND)) if span else 0
        name, graph = wanted, grown  # results stay near their names, and trends get the room
    wide = Columns(name, result, flag, interval, graph, date, Form.WIDE, span, day)
    return wide if name >= look.body * _LEAST_NAME else _stacked(look, rows, wide)


def _stacked(look: Look, rows: Sequence[LaboratoryRow], wide: Columns) -> Columns:
    """Find the widths where date and interval go under analysis and result.

    Where even that is too wide, the flag goes behind the result, and the trend shrinks.
    """
    wanted = _names(look, rows)
    result, flag, form = min(wide.result, look.column * _WIDE_RESULT), wide.flag, Form.STACKED
    room = look.column - result - flag - look.gap * 3
    if wide.span and room - wanted < wide.trend:
        result = _widest([*result_runs(look, row), _flag(look, row)] for row in rows)
        result, flag, form = min(result, look.column * _WIDE_RESULT), 0.0, Form.NARROW
        room = look.column - result - look.gap * 2
    if not wide.span:
        return Columns(room, result, flag, 0, 0, 0, form, None, wide.day)
    least = look.body * _TREND / 2
    graph = max(least, min(room - wanted, look.body * _WIDE_TREND))
    return Columns(room - graph, result, flag, 0, graph, 0, form, wide.span, wide.day)


def _names(look: Look, rows: Sequence[LaboratoryRow]) -> float:
    return _widest([look.text(wording.recorded(row.name))] for row in rows)


def _common_day(rows: Sequence[LaboratoryRow]) -> str:
    """Return the day of more than half of the samples, "" without one."""
    day, count = Counter(_day(row) for row in rows).most_common(1)[0]
    undated = any(not row.at for row in rows)
    return day if count * 2 > len(rows) and not undated else ""


def _result_width(look: Look, row: LaboratoryRow) -> float:
    """Return what a result needs: a number all, a text no more than can be wrapped well."""
    width = natural_width(result_runs(look, row))
    return width if row.value is not None else min(width, look.body * _TEXT_RESULT)


def header(look: Look, table: Columns) -> list[Strip]:
    """Head the columns of a wide table; names and results alone need no head."""
    if table.form is not Form.WIDE or not (table.interval or table.trend or table.date):
        return []
    at = _places(look, table)
    span = _span(table.span) if table.span else ""
    heads = [
        (0.0, table.name, row_wording.analysis()),
        (at.result, table.result, row_wording.result()),
        (at.interval, table.interval, row_wording.reference()),
        (at.trend, table.trend, span),
        (at.date, table.date, row_wording.date()),
    ]
    cells = [Cell(x, width, _noted(look, words, width)) for x, width, words in heads if width]
    return [*table_row(cells), space(look.row_gap)]


def time_words(table: Columns) -> str:
    """Say when most samples were taken and, without a head over them, which time trends show."""
    span = table.span if table.form is not Form.WIDE else None
    said = (
        row_wording.sampled(table.day) if table.day else "",
        row_wording.trends(_span(span)) if span else "",
    )
    return headings.joined(*said)


def laboratory(setting: Setting, row: LaboratoryRow, table: Columns) -> Block:
    """Set one analysis."""
    look = setting.look
    at = _places(look, table)
    result = at.flag - look.gap - at.result
    cells = [
        Cell(at.result, result, _result(look, row, result, table.form)),
        Cell(at.flag, table.flag, wrap([_flag(look, row)], table.flag)),
        Cell(at.interval, table.interval, _noted(look, _interval(look, row), table.interval)),
        Cell(at.date, table.date, _noted(look, _day(row), table.date)),
    ]
    name = Cell(0, table.name, wrap([look.text(wording.recorded(row.name))], table.name))
    strips = titled(look, name, tags_of(row), *(cell for cell in cells if cell.width))
    strips += _second(setting, row, table, at)
    return block(setting, row, _with_trend(look, strips, row, table), [])


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the columns begin."""

    result: float
    flag: float
    interval: float
    trend: float
    date: float


def _places(look: Look, table: Columns) -> _Places:
    result = table.name + look.gap
    flag = result + table.result + look.gap
    interval = flag + (table.flag + look.gap if table.flag else 0)
    date = look.column - table.date
    graph = date - (look.gap if table.date else 0) - table.trend
    return _Places(result, flag, interval, graph, date)


def _result(look: Look, row: LaboratoryRow, width: float, form: Form) -> list[Line]:
    """Set the result with its unit. Flush left: units differ, so digits have no common column.

    What does not fit on one line is broken between number, unit and flag, never within them.
    """
    flag = [_flag(look, row)] if form is Form.NARROW else []
    runs = result_runs(look, row)
    together = wrap([*runs, look.text(" "), *flag], width)
    if row.value is None or len(together) == 1:
        return together
    measured = wrap(runs, width)
    if len(measured) > 1:
        unit = look.note(formats.unit(wording.recorded(row.unit), look.language))
        measured = [*wrap(runs[:1], width), *wrap([unit], width)]
    return [*measured, *wrap(flag, width)]


def _second(setting: Setting, row: LaboratoryRow, table: Columns, at: _Places) -> list[Strip]:
    """Set the line under the first one: the origin; and on a narrow screen date and interval."""
    look = setting.look
    told = table.date or _day(row) == table.day
    dates = [] if told else [_day(row)]
    under_name = _noted(look, origin_words(setting, row.origin, dates), table.name)
    if table.form is Form.WIDE:
        return table_row([Cell(0, table.name, under_name)])
    interval = _interval(look, row)
    words = f"{row_wording.reference_short()} {interval}" if interval else ""
    room = at.trend - look.gap - at.result
    return table_row(
        [Cell(0, table.name, under_name), Cell(at.result, room, _noted(look, words, room))]
    )


def _noted(look: Look, words: str, width: float) -> list[Line]:
    return wrap([look.note(words)], width)


def _day(row: LaboratoryRow) -> str:
    return formats.day(wording.recorded(row.at))


def _with_trend(look: Look, strips: list[Strip], row: LaboratoryRow, table: Columns) -> list[Strip]:
    """Draw the row's trend at the height of its first lines."""
    drawn = trend.shape(row, table.span) if table.span else None
    if drawn is None:
        return strips
    height = min(sum(strip.height for strip in strips), look.body * 2.2) * 0.92
    mark = TrendMark(drawn, _places(look, table).trend, 2, table.trend, height, look.theme)
    return [add(strips[0], mark), *strips[1:]]


def result_runs(look: Look, row: LaboratoryRow) -> list[Run]:
    """Write a result with its unit, which no line break parts."""
    colour = "" if row.flag is Flag.NONE else look.theme.alarm
    if row.value is None:
        return [look.strong(wording.recorded(row.text), colour=colour)]
    sign = formats.comparator(wording.recorded(row.comparator))
    words = f"{sign}{formats.NBSP if sign else ''}{formats.number(row.value, look.language)}"
    unit = formats.unit(wording.recorded(row.unit), look.language)
    return [look.strong(words, colour=colour), look.note(f"{formats.NBSP}{unit}" if unit else "")]


def _flag(look: Look, row: LaboratoryRow) -> Run:
    words = row_wording.flag(row.flag).replace(" ", formats.NBSP)
    return look.strong(words, colour=look.theme.alarm)


def _interval(look: Look, row: LaboratoryRow) -> str:
    said = formats.interval(row.low, row.high, look.language)
    return said or wording.recorded(row.interval)


def _span(span: tuple[str, str]) -> str:
    return " → ".join(formats.day(day[:7]) for day in span).replace(" ", formats.NBSP)


def _widest(many: Iterable[list[Run]]) -> float:
    return max((natural_width(runs) for runs in many if any(r.text for r in runs)), default=0.0)
