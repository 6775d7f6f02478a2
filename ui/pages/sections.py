"""Sections of an overview as flows of blocks: heading, what may be claimed, rows, what is left out.

The four answers never merge: rows, "none known", "not documented" and "could not be fetched" look
different and say different words; a heading never claims more than its worst source.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.model.definition import InformationKind, Title
from app.model.overview import (
    AlertRow,
    Answer,
    DiagnosisRow,
    FactRow,
    LaboratoryRow,
    MedicineRow,
    NotShown,
    NotShownReason,
    Row,
    Section,
    SourceState,
    SourceStatus,
    StatementRow,
)
from ui.fonts import Weight
from ui.pages import formats, laboratory, resource_wording, rows, wording
from ui.pages.look import Look
from ui.pages.marks import (
    BoxMark,
    Cell,
    Fill,
    Mark,
    Strip,
    add,
    paragraph,
    space,
    table_row,
)
from ui.pages.paginate import Block, Flow
from ui.pages.text import Run, natural_width, wrap

MOST_ROWS = 400  # of a section: more are counted, not paged
MISSING = Title(sv="Saknas i underlaget", en="Missing from the record")
NOT_DOCUMENTED = Title(sv="Inte dokumenterat", en="Not documented")
NOT_SHOWN = Title(sv="Finns i journalen, visas inte här", en="In the record, not shown here")
QUESTION = Title(sv="Frågeställning och bakgrund", en="Question and background")

_THIN = 0.06  # body sizes: the bar beside an answer that is none
_ANSWERED = (SourceStatus.FOUND, SourceStatus.NOTHING_FOUND)
_ROW: dict[type[Row], Callable[[rows.Setting, Any], Block]] = {
    AlertRow: rows.alert,
    DiagnosisRow: rows.diagnosis,
    MedicineRow: rows.medicine,
    StatementRow: rows.statement,
    FactRow: rows.fact,
}


def section(look: Look, shown: Section) -> Flow:
    """Lay out a section."""
    unit = _common_unit(shown.rows)
    medicines = [row for row in shown.rows if isinstance(row, MedicineRow)]
    setting = rows.Setting(shown.key, look, unit, rows.names_width(look, medicines))
    table = [row for row in shown.rows if isinstance(row, LaboratoryRow)]
    widths = laboratory.columns(look, table) if table else None
    columns = (
        laboratory.header(look, widths) if widths and widths.form is laboratory.Form.WIDE else []
    )
    blocks = [_statement(look, shown.key, claim) for claim in _claims(look, shown)]
    for row in shown.rows[:MOST_ROWS]:
        if isinstance(row, LaboratoryRow) and widths:
            blocks.append(laboratory.laboratory(setting, row, widths))
        else:
            blocks.append(_ROW[type(row)](setting, row))
    blocks += _left_out(look, shown)
    title = wording.recorded(shown.title.in_language(look.language))
    span = laboratory.span_words(widths) if widths and not columns else ""
    origin = _joined(unit, *_answered(shown))
    beside = _joined(origin, span)
    fits = _fits_beside(look, title, beside)
    first = heading(
        look, title, beside if fits else span or origin, origin if span and not fits else ""
    )
    again = (beside, _joined(unit, span), span or unit)
    return Flow(
        key=shown.key,
        title=shown.title,
        heading=(*first, *columns),
        heading_again=(*heading_again(look, title, again), *columns),
        blocks=tuple(blocks),
    )


def missing(look: Look, kinds: Iterable[InformationKind]) -> Flow:
    """Name what a good decision needs and the record does not have."""
    words = ", ".join(wording.information(kind) for kind in kinds)
    headline = MISSING.in_language(look.language)
    claim = _Claim(headline, _Bar(look.theme.quiet, Fill.SOLID, _THIN), text=words)
    block = replace(_statement(look, "missing", claim), gap=look.section_gap)
    return Flow(key="missing", title=MISSING, heading=(), heading_again=(), blocks=(block,))


def not_documented(look: Look, empty: Sequence[Section]) -> Flow:
    """Name the sections of which every source answered and has nothing: one line for all."""
    titles = tuple(wording.recorded(section.title.in_language(look.language)) for section in empty)
    sources = dict.fromkeys(said for section in empty for said in _answered(section))
    parts = [
        ("titles", titles, [look.text(" · ".join(titles))]),
        ("means", "", [look.note(wording.not_documented_means())]),
    ]
    return _plain(look, "not-documented", NOT_DOCUMENTED, parts, _joined(*sources))


def question(look: Look, text: str, background: str) -> Flow:
    """Set the question where the banner has no room for it, and the background."""
    texts = [words for each in (text, background) if (words := wording.recorded_text(each))]
    parts = [("question", words, [look.text(words)]) for words in texts]
    return _plain(look, "question", QUESTION, parts)


def not_shown(look: Look, kinds: Iterable[NotShown]) -> Flow:
    """Name what is in the record and in no section."""
    by_reason: dict[NotShownReason, list[NotShown]] = {}
    for kind in kinds:
        by_reason.setdefault(kind.reason, []).append(kind)
    parts = []
    for reason, named in by_reason.items():
        head = wording.not_shown(reason)
        words = ", ".join(_counted(kind) for kind in named)
        runs = [look.note(f"{head}: " if head else "", weight=Weight.SEMIBOLD), look.note(words)]
        parts.append((reason.value, tuple(named), runs))
    return _plain(look, "not-shown", NOT_SHOWN, parts)


def _counted(kind: NotShown) -> str:
    name = resource_wording.resource(kind.resource_type)
    return f"{name}{formats.NBSP}({wording.count(kind.count)})"


def heading(look: Look, title: str, beside: str = "", under: str = "") -> list[Strip]:
    """Set a heading over a line, with notes in the smallest size flush right and under it.

    `beside` goes under the line, too, where it does not fit.
    """
    cells = [
        Cell(0, look.column, wrap([look.strong(title, colour=look.theme.accent)], look.column))
    ]
    if _fits_beside(look, title, beside):
        cells.append(Cell(0, look.column, wrap([look.note(beside)], look.column), right=True))
    else:
        under = _joined(under, beside)
    rule = BoxMark(0, 0, look.column, look.hair, look.theme.accent)
    strips = [*table_row(cells), Strip(look.hair + round(look.body * 0.14), (rule,))]
    if under:
        strips += [*paragraph(wrap([look.note(under)], look.column)), space(look.row_gap)]
    return strips


def heading_again(look: Look, title: str, candidates: Iterable[str]) -> list[Strip]:
    """Set a heading for the next page, with the first of the candidates that fits beside it."""
    words = f"{title} {wording.again()}"
    beside = next((said for said in candidates if _fits_beside(look, words, said)), "")
    return heading(look, words, beside)


def _fits_beside(look: Look, title: str, beside: str) -> bool:
    width = natural_width([look.strong(title)]) + look.gap + natural_width([look.note(beside)])
    return width <= look.column


@dataclass(frozen=True, slots=True)
class _Bar:
    """The bar beside a statement: its pattern says without colour what it means."""

    colour: str
    fill: Fill
    width: float = 0.22  # body sizes
    ground: str = ""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A statement about a section: a headline, a text after it, notes under it."""

    headline: str
    bar: _Bar
    text: str = ""
    notes: tuple[str, ...] = ()


def _claims(look: Look, shown: Section) -> Iterator[_Claim]:
    """Say what the section may claim, and every source that gave no answer."""
    theme, answer = look.theme, shown.answer
    calm = _Bar(theme.calm, Fill.SOLID)
    if shown.none_known or answer is Answer.NONE_KNOWN:
        words = "; ".join(wording.recorded(text) for text in shown.none_known)
        yield _Claim(wording.none_known(), calm, text=words)
    silent = [state for state in shown.sources if state.status not in _ANSWERED]
    told = tuple(_state(state) for state in silent)
    failed = any(state.status is SourceStatus.FAILED for state in silent)
    if failed or answer is Answer.FAILED:
        alarm = _Bar(theme.alarm, Fill.SOLID, ground=theme.alarm_ground)
        headline = wording.incomplete() if shown.rows else wording.not_fetched()
        yield _Claim(headline, alarm, notes=told)
    elif silent or answer is Answer.LOADING:
        headline = wording.still_loading() if shown.rows else wording.loading()
        yield _Claim(headline, _Bar(theme.quiet, Fill.STRIPED), notes=told)
    elif answer is Answer.NOT_DOCUMENTED:
        means = (wording.not_documented_means(),)
        yield _Claim(wording.not_documented(), _Bar(theme.quiet, Fill.SOLID, _THIN), notes=means)


def _statement(look: Look, key: str, claim: _Claim) -> Block:
    """Set a statement beside its bar, the notes in the smallest size."""
    left = round(look.body * 0.5)
    width = look.column - left - look.gap
    colour = look.theme.alarm_text if claim.bar.ground else look.theme.text
    ending = ": " if claim.text else ""
    runs = [look.strong(claim.headline + ending, colour=colour), look.text(claim.text)]
    strips = table_row([Cell(left, width, wrap(runs, width))])
    for words in claim.notes:
        strips += table_row([Cell(left, width, wrap([look.note(words, colour=colour)], width))])
    barred = tuple(_barred(look, strip, claim.bar) for strip in strips)
    return Block(key=(key, claim), strips=barred, gap=look.row_gap)


def _barred(look: Look, strip: Strip, bar: _Bar) -> Strip:
    marks: list[Mark] = []
    if bar.ground:
        marks.append(BoxMark(0, 0, look.column, strip.height, bar.ground))
    width = round(look.body * bar.width)
    marks.append(BoxMark(0, 0, width, strip.height, bar.colour, bar.fill, look.hair))
    return add(strip, *marks, behind=True)


def _left_out(look: Look, shown: Section) -> list[Block]:
    """Count what is not among the rows."""
    told = [
        wording.unreadable(state.unreadable, wording.recorded(state.source))
        for state in shown.sources
        if state.unreadable
    ]
    if len(shown.rows) > MOST_ROWS:
        told.append(wording.too_many(len(shown.rows) - MOST_ROWS))
    if shown.left_out:
        told.append(wording.left_out(shown.left_out))
    return [
        Block(
            key=(shown.key, "left out", words),
            strips=tuple(paragraph(wrap([look.note(words)], look.column))),
            gap=look.row_gap,
        )
        for words in told
    ]


def _plain(
    look: Look,
    key: str,
    title: Title,
    parts: Iterable[tuple[str, Hashable, list[Run]]],
    beside: str = "",
) -> Flow:
    """Set running text under a heading of ours."""
    words = title.in_language(look.language)
    blocks = tuple(
        Block(
            key=(key, kind, content),
            strips=tuple(paragraph(wrap(runs, look.measure))),
            gap=look.row_gap,
        )
        for kind, content, runs in parts
    )
    return Flow(
        key=key,
        title=title,
        heading=tuple(heading(look, words, beside)),
        heading_again=tuple(heading_again(look, words, ())),
        blocks=blocks,
    )


def _answered(shown: Section) -> list[str]:
    """Name the sources that answered, with their times."""
    return [_state(state) for state in shown.sources if state.status in _ANSWERED]


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _state(state: SourceState) -> str:
    return wording.source_state(state, wording.recorded(state.source))


def _common_unit(shown: Iterable[Row]) -> str:
    units = {wording.recorded(row.origin.unit) for row in shown}
    return units.pop() if len(units) == 1 else ""
