"""The rows of every kind of section but laboratory: each a block of strips with aligned columns.

A row says where it comes from in the smallest size, unless its section's heading says it for all.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from app.model.outcome import ShownInformation
from app.model.overview import (
    AlertRow,
    DiagnosisRow,
    FactRow,
    MedicineRow,
    Origin,
    Row,
    StatementRow,
)
from ui.fonts import Weight
from ui.pages import formats, row_wording, wording
from ui.pages.look import Look
from ui.pages.marks import (
    BoxMark,
    Cell,
    Fill,
    Mark,
    Strip,
    TextMark,
    add,
    baseline,
    right_end,
    space,
    table_row,
)
from ui.pages.paginate import Block
from ui.pages.text import Line, Run, natural_width, wrap

_BETWEEN = " · "
_APART = "\u2002"
_AGAIN_LIMIT = 40  # characters of a repeated title
_ANY_DATE = f"2026{formats.HARD_HYPHEN}12{formats.HARD_HYPHEN}30"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rows of a section share: its key, the look, and the unit that the heading names.

    `names`: the width of the column of medicines' names.
    """

    section: str
    look: Look
    unit: str = ""
    names: float = 0


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that marks a row. `alarm` makes it stand out."""

    word: str
    alarm: bool = False


def block(setting: Setting, row: Row, strips: list[Strip], again: list[Strip]) -> Block:
    """Make a row's strips a block."""
    shown = ShownInformation(reference=row.reference, version=row.version)
    key: Hashable = (setting.section, row)
    return Block(
        key=key,
        strips=tuple(strips),
        again=tuple(again),
        gap=setting.look.row_gap,
        shown=shown if row.reference else None,
    )


def alert(setting: Setting, row: AlertRow) -> Block:
    """Set an alert: what it is, how dangerous, what it does."""
    look = setting.look
    colour = look.theme.alarm if row.severe else ""
    title = wrap([look.strong(wording.recorded(row.text), colour=colour)], look.column)
    tags = [Tag(row_wording.severe(), alarm=True)] if row.severe else []
    cell = Cell(0, look.column, title)
    strips = titled(look, cell, [*tags, *_picked(row)])
    since = row_wording.since(wording.recorded(row.since)) if row.since else ""
    second = [row_wording.certainty(wording.recorded(row.certainty)), since]
    reactions = ", ".join(wording.recorded(reaction) for reaction in row.reactions)
    told: list[Strip] = []
    if reactions:
        said = [look.note(f"{row_wording.reaction()}: "), look.text(reactions)]
        told = table_row([Cell(0, look.column, wrap(said, look.measure))])
    strips = _signed(setting, row.origin, strips, cell, second, told)
    return block(setting, row, strips, [])


def diagnosis(setting: Setting, row: DiagnosisRow) -> Block:
    """Set a diagnosis beside its date."""
    look = setting.look
    date = _date(look, row.since)
    left = _date_width(look)
    words = [look.text(wording.recorded(row.text))]
    if row.code:
        words.append(look.note(f"{formats.NBSP * 2}{wording.recorded(row.code)}"))
    title = Cell(left, look.column - left, wrap(words, look.column - left))
    state = row_wording.status(wording.recorded(row.status))
    strips = titled(look, title, [*([Tag(state)] if state else []), *_picked(row)], date)
    strips = _signed(setting, row.origin, strips, title)
    if row.detail:
        detail = wrap([look.text(wording.recorded(row.detail))], look.column - left)
        strips += table_row([Cell(left, look.column - left, detail)])
    return block(setting, row, strips, [])


def medicine(setting: Setting, row: MedicineRow) -> Block:
    """Set a medicine: **generic** BRAND strength, and beside it dose, route and since when."""
    look = setting.look
    dose = formats.dose(wording.recorded(row.dose), look.language)
    use = ", ".join(part for part in (dose, wording.recorded(row.route)) if part)
    since = row_wording.since(wording.recorded(row.since)) if row.since else ""
    left = setting.names + look.gap
    right = look.column - left
    second = origin_words(setting, row.origin, [since])
    beside = wrap([look.text(use), look.note(f"{_APART if use else ''}{second}")], right)
    state = row_wording.status(wording.recorded(row.status))
    tags = [*([Tag(state)] if state else []), *_picked(row)]
    title = Cell(0, setting.names, wrap(_medicine_name(look, row), setting.names))
    strips = titled(look, title, tags, Cell(left, right, beside))
    return block(setting, row, strips, [])


def names_width(look: Look, medicines: Sequence[MedicineRow]) -> float:
    """Return the width that the medicines' names need, at most half of the column."""
    half = (look.column - look.gap) // 2
    wanted = max((natural_width(_medicine_name(look, row)) for row in medicines), default=0)
    return min(half, wanted)


def _medicine_name(look: Look, row: MedicineRow) -> list[Run]:
    """Write the generic name in bold lower case, the brand in capitals (NHS CUI MEDi-001)."""
    generic, brand = wording.recorded(row.generic).lower(), wording.recorded(row.brand).upper()
    strength = formats.dose(wording.recorded(row.strength), look.language)
    return [
        look.text(generic, weight=Weight.BOLD),
        look.text(f" {brand}" if brand else ""),
        look.text(f" {strength}" if strength else ""),
    ]


def statement(setting: Setting, row: StatementRow) -> Block:
    """Set an imaging or pathology statement: the conclusion first, then the report."""
    look = setting.look
    left = _date_width(look)
    width = look.column - left
    tags = _picked(row)
    if state := row_wording.status(wording.recorded(row.status)):
        tags = [Tag(state, alarm=True), *tags]
    title = Cell(left, width, wrap([look.strong(wording.recorded(row.title))], width))
    date = _date(look, row.at)
    strips = _signed(setting, row.origin, titled(look, title, tags, date), title)
    conclusion, text = wording.recorded_text(row.conclusion), wording.recorded_text(row.text)
    if conclusion:
        head = look.strong(f"{row_wording.conclusion()}: ")
        strips += _running(look, [head, look.text(conclusion)], left)
    if conclusion and text:
        strips.append(space(look.row_gap))
    if text:
        strips += _running(look, [look.text(text)], left)
    if not conclusion and not text:
        strips += _running(look, [look.note(row_wording.no_text())], left)
    return block(setting, row, strips, _again(look, title, date))


def fact(setting: Setting, row: FactRow) -> Block:
    """Set a date, a heading and a text."""
    look = setting.look
    left = _date_width(look)
    width = look.column - left
    title = Cell(left, width, wrap([look.strong(wording.recorded(row.title))], width))
    date = _date(look, row.at)
    strips = _signed(setting, row.origin, titled(look, title, _picked(row), date), title)
    if text := wording.recorded_text(row.text):
        strips += _running(look, [look.text(text)], left)
    return block(setting, row, strips, _again(look, title, date))


def titled(look: Look, title: Cell, tags: Iterable[Tag], *beside: Cell) -> list[Strip]:
    """Set a row's first lines, with its tags after the last line of the title."""
    strips = table_row([title, *beside])
    last = len(title.lines) - 1
    x = title.x + (title.lines[last].width + look.small * 0.5 if title.lines else 0)
    for tag in tags:
        line = _tag_line(look, tag)
        width = line.width + look.small * 0.7
        if x + width > title.x + title.width or last < 0:
            last, x = last + 1, title.x
        if last >= len(strips):
            strips.append(Strip(height=look.line(look.body)))
        marks = _tag_marks(look, tag, line, x, strips[last].height)
        strips[last] = add(strips[last], *marks)
        x += width + look.small * 0.4
    return strips


def origin_words(setting: Setting, origin: Origin, before: Iterable[str] = ()) -> str:
    """Join what is second about a row: what is `before`, then unit and author."""
    unit, author = wording.recorded(origin.unit), wording.recorded(origin.author)
    parts = [*before, "" if unit == setting.unit else unit, author]
    return _BETWEEN.join(part for part in parts if part)


def _tag_line(look: Look, tag: Tag) -> Line:
    colour = look.theme.alarm_text if tag.alarm else look.theme.picked
    run = look.note(tag.word, colour=colour, weight=Weight.SEMIBOLD)
    return wrap([run], look.column)[0]


def _tag_marks(look: Look, tag: Tag, line: Line, x: float, height: float) -> list[Mark]:
    inset, tall = look.small * 0.35, look.small * 1.16
    y = (height - tall) / 2
    width = line.width + 2 * inset
    radius = look.small * 0.16
    marks: list[Mark] = []
    if tag.alarm:
        marks.append(BoxMark(x, y, width, tall, look.theme.alarm_ground, radius=radius))
    colour = look.theme.alarm_text if tag.alarm else look.theme.picked
    marks += [
        BoxMark(x, y, width, tall, colour, Fill.HOLLOW, stroke=look.hair, radius=radius),
        TextMark(line, x + inset, y + tall / 2 + look.small * 0.3635),
    ]
    return marks


def _picked(row: Row) -> list[Tag]:
    return [Tag(wording.picked())] if row.picked else []


def _date_width(look: Look) -> int:
    return round(natural_width([look.note(_ANY_DATE)]) + look.gap)


def _date(look: Look, recorded: str) -> Cell:
    width = _date_width(look) - look.gap
    words = formats.day(wording.recorded(recorded))
    return Cell(0, width, wrap([look.note(words)], width))


def _running(look: Look, runs: list[Run], left: float) -> list[Strip]:
    """Set running text, no wider than a line can be read."""
    width = min(look.column - left, look.measure)
    return table_row([Cell(left, width, wrap(runs, width))])


def _again(look: Look, title: Cell, date: Cell) -> list[Strip]:
    """Set a title for the next page of its row, in short: it stands in full where the row began."""
    words = " ".join(line.text.strip() for line in title.lines)
    if len(words) > _AGAIN_LIMIT:
        words = f"{words[:_AGAIN_LIMIT].rstrip()} …"
    runs = [look.strong(words), look.note(f" {wording.again()}")]
    return table_row([date, Cell(title.x, title.width, wrap(runs, title.width))])


def _signed(
    setting: Setting,
    origin: Origin,
    strips: list[Strip],
    title: Cell,
    before: Iterable[str] = (),
    text: Sequence[Strip] = (),
) -> list[Strip]:
    """Say where a row comes from at the right end of its title, or under its text."""
    lines = wrap([setting.look.note(origin_words(setting, origin, before))], title.width)
    if len(lines) == 1:
        x = title.x + title.width - lines[0].width
        if right_end(strips[-1]) + setting.look.gap <= x:
            mark = TextMark(lines[0], x, baseline(strips[-1].height))
            return [*strips[:-1], add(strips[-1], mark), *text]
    return [*strips, *text, *table_row([Cell(title.x, title.width, lines)])]
