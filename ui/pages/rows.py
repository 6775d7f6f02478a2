"""The rows of every kind of section but laboratory: each a block of strips with aligned columns.

A row says where it comes from in the smallest size, unless its section's heading says it for all.
"""

from collections import Counter
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
    Cell,
    Strip,
    TextMark,
    add,
    baseline,
    right_end,
    space,
    table_row,
)
from ui.pages.paginate import Block, Item
from ui.pages.tags import Kind, Tag, tags_of, titled
from ui.pages.text import Run, natural_width, wrap

_BETWEEN = " · "
_PARAGRAPH = 0.45  # sizes: the height of an empty line between paragraphs
_AGAIN_LIMIT = 40  # characters of a repeated title
_APART = "\u2002"
NO_ORIGIN = Origin()
_ANY_DATE = f"2026{formats.HARD_HYPHEN}12{formats.HARD_HYPHEN}30"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the rows of a section share: its key, the look, and the origin that the heading names.

    A row tells its origin where it has another one.
    """

    section: str
    look: Look
    origin: Origin = NO_ORIGIN


def block(setting: Setting, row: Row, strips: list[Strip], again: list[Strip]) -> Block:
    """Make a row's strips a block."""
    key: Hashable = (setting.section, row)
    return Block(
        key=key,
        strips=tuple(strips),
        again=tuple(again),
        gap=setting.look.row_gap,
        items=items_of(row),
    )


def items_of(row: Row, place: tuple[float, float, float, float] | None = None) -> tuple[Item, ...]:
    """Name the resource that a row shows; nothing for a row of none."""
    if not row.reference:
        return ()
    information = ShownInformation(reference=row.reference, version=row.version)
    return (Item(information, picked=row.picked, place=place),)


def alert(setting: Setting, row: AlertRow) -> Block:
    """Set an alert: what it is, how dangerous, what it does."""
    look = setting.look
    colour = look.theme.alarm if row.severe else ""
    title = wrap([look.strong(wording.recorded(row.text), colour=colour)], look.column)
    tags = [Tag(row_wording.severe(), Kind.ALARM)] if row.severe else []
    cell = Cell(0, look.column, title)
    strips = titled(look, cell, [*tags, *tags_of(row)])
    since = row_wording.since(wording.recorded(row.since)) if row.since else ""
    second = [row_wording.certainty(wording.recorded(row.certainty)), since]
    reactions = _BETWEEN.join(wording.recorded(reaction) for reaction in row.reactions)
    told: list[Strip] = []
    if reactions:
        said = [look.note(f"{row_wording.reaction()}: "), look.text(reactions)]
        told = table_row([Cell(0, look.column, wrap(said, look.measure))])
    strips = signed(setting, row.origin, strips, cell, second, told)
    return block(setting, row, strips, [])


def diagnosis(setting: Setting, row: DiagnosisRow) -> Block:
    """Set a diagnosis beside its date."""
    look = setting.look
    date = date_cell(look, row.since)
    left = date_width(look)
    width = look.column - left
    words = [look.text(wording.recorded(row.text))]
    if row.code:
        words.append(look.note(f"{formats.NBSP * 2}{wording.recorded(row.code)}"))
    state = row_wording.status(wording.recorded(row.status))
    tags = [*([Tag(state)] if state else []), *tags_of(row)]
    detail = [look.text(wording.recorded(row.detail))] if row.detail else []
    if detail and not tags:
        words += [look.note(_BETWEEN), *detail]
    title = Cell(left, width, wrap(words, width))
    strips = signed(setting, row.origin, titled(look, title, tags, date), title)
    if detail and tags:
        strips += table_row([Cell(left, width, wrap(detail, width))])
    return block(setting, row, strips, [])


def medicine(setting: Setting, row: MedicineRow) -> Block:
    """Set a medicine as one text: **generic** BRAND strength, dose, route, since when."""
    look = setting.look
    dose = formats.dose(wording.recorded(row.dose), look.language)
    use = ", ".join(part for part in (dose, wording.recorded(row.route)) if part)
    time = row_wording.time_of(wording.recorded(row.since), wording.recorded(row.until))
    state = row_wording.medicine_status(wording.recorded(row.status))
    words = [
        *_medicine_name(look, row),
        look.strong(f" – {state}" if state else ""),
        look.text(f"{_BETWEEN}{use}" if use else ""),
        look.note(f"{_APART}{time}" if time else ""),
    ]
    title = Cell(0, look.column, wrap(words, look.column))
    strips = signed(setting, row.origin, titled(look, title, tags_of(row)), title)
    return block(setting, row, strips, [])


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
    left = date_width(look)
    width = look.column - left
    tags = tags_of(row)
    elsewhere = look.note(f" {row_wording.abridged()}" if row.abridged else "")
    if state := row_wording.status(wording.recorded(row.status)):
        tags = [Tag(state, Kind.ALARM), *tags]
    title = Cell(left, width, wrap([look.strong(wording.recorded(row.title))], width))
    date = date_cell(look, row.at)
    conclusion, text = (
        formats.unbroken(wording.recorded_text(said)) for said in (row.conclusion, row.text)
    )
    if conclusion and not text and not tags:
        told = [
            look.strong(f"{wording.recorded(row.title)} "),
            look.note(f"{row_wording.conclusion()}: "),
            look.text(conclusion),
            elsewhere,
        ]
        strips = _in_one(setting, row.origin, told, date)
        return block(setting, row, strips, _again(look, title, date))
    strips = signed(setting, row.origin, titled(look, title, tags, date), title)
    if conclusion:
        head = look.strong(f"{row_wording.conclusion()}: ")
        strips += _running(look, [head, look.text(conclusion), elsewhere], left)
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
    left = date_width(look)
    width = look.column - left
    title = Cell(left, width, wrap([look.strong(wording.recorded(row.title))], width))
    date = date_cell(look, row.at)
    text = formats.unbroken(wording.recorded_text(row.text))
    if text and "\n" not in text and not tags_of(row):
        told = [look.strong(f"{wording.recorded(row.title)}: "), look.text(text)]
        strips = _in_one(setting, row.origin, told, date)
        return block(setting, row, strips, _again(look, title, date))
    strips = signed(setting, row.origin, titled(look, title, tags_of(row), date), title)
    if text:
        strips += _running(look, [look.text(text)], left)
    return block(setting, row, strips, _again(look, title, date))


def _in_one(setting: Setting, origin: Origin, told: list[Run], date: Cell) -> list[Strip]:
    """Set a title and what it heads as one text beside the date."""
    look = setting.look
    left = date_width(look)
    width = min(look.column - left, look.measure)
    cell = Cell(left, width, wrap(told, width))
    return signed(setting, origin, table_row([date, cell]), cell)


def origin_words(setting: Setting, origin: Origin, before: Iterable[str] = ()) -> str:
    """Join what is second about a row: what is `before`, then unit and author."""
    unit, author = origin.unit, origin.author
    if (unit, author) == (setting.origin.unit, setting.origin.author):
        unit = author = ""
    elif not setting.origin.author and unit == setting.origin.unit:
        unit = ""
    parts = [*before, wording.recorded(unit), wording.recorded(author)]
    return _BETWEEN.join(part for part in parts if part)


def common_origin(shown: Sequence[Row]) -> Origin:
    """Return the origin of more than half of the rows, to be told once for all of them.

    Nothing where a row tells none: it would seem to have this one.
    """
    pairs = Counter((row.origin.unit, row.origin.author) for row in shown)
    units = Counter(row.origin.unit for row in shown)
    if not shown or "" in units:
        return NO_ORIGIN
    (unit, author), count = pairs.most_common(1)[0]
    if count * 2 > len(shown):
        return Origin(unit=unit, author=author)
    unit, count = units.most_common(1)[0]
    return Origin(unit=unit) if count * 2 > len(shown) else NO_ORIGIN


def date_width(look: Look) -> int:
    """Return the width of the column of dates, with the gap after it."""
    return round(natural_width([look.note(_ANY_DATE)]) + look.gap)


def date_cell(look: Look, recorded: str) -> Cell:
    """Set a FHIR date in its column, in the precision that it has."""
    width = date_width(look) - look.gap
    words = formats.day(wording.recorded(recorded))
    return Cell(0, width, wrap([look.note(words)], width))


def _running(look: Look, runs: list[Run], left: float) -> list[Strip]:
    """Set running text, no wider than a line can be read."""
    width = min(look.column - left, look.measure)
    lines = wrap(runs, width)
    strips = table_row([Cell(left, width, lines)])
    apart = space(round(look.body * _PARAGRAPH))
    return [
        strip if line.text.strip() else apart for line, strip in zip(lines, strips, strict=True)
    ]


def _again(look: Look, title: Cell, date: Cell) -> list[Strip]:
    """Set a title for the next page of its row, in short: it stands in full where the row began."""
    words = " ".join(line.text.strip() for line in title.lines)
    if len(words) > _AGAIN_LIMIT:
        words = f"{words[:_AGAIN_LIMIT].rstrip()} …"
    runs = [look.strong(words), look.note(f" {wording.again()}")]
    return table_row([date, Cell(title.x, title.width, wrap(runs, title.width))])


def signed(
    setting: Setting,
    origin: Origin,
    strips: list[Strip],
    title: Cell,
    before: Iterable[str] = (),
    text: Sequence[Strip] = (),
) -> list[Strip]:
    """Say where a row comes from at the right end of its title or its text, or under them."""
    lines = wrap([setting.look.note(origin_words(setting, origin, before))], title.width)
    together = [*strips, *text]
    if len(lines) == 1:
        x = title.x + title.width - lines[0].width
        for last in dict.fromkeys((len(strips) - 1, len(together) - 1)):
            strip = together[last]
            if right_end(strip) + setting.look.gap <= x:
                signed = add(strip, TextMark(lines[0], x, baseline(strip.height)))
                return [*together[:last], signed, *together[last + 1 :]]
    return [*together, *table_row([Cell(title.x, title.width, lines)])]
