"""Sections of an overview as flows of blocks: heading, claims, rows, what is left out."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.model.definition import InformationKind, SectionKind, Title
from app.model.overview import (
    AlertRow,
    DiagnosisRow,
    FactRow,
    LaboratoryRow,
    MediaRow,
    MedicineRow,
    NotShown,
    NotShownReason,
    Row,
    Section,
    StatementRow,
    TimelineRow,
)
from ui.fonts import Weight
from ui.pages import (
    claims,
    formats,
    headings,
    laboratory,
    pictures,
    resource_wording,
    rows,
    timeline,
    trend_chart,
    wording,
)
from ui.pages.look import Look
from ui.pages.marks import Fill, Strip, paragraph
from ui.pages.paginate import Block, Flow
from ui.pages.text import Run, natural_width, wrap

MOST_ROWS = 400  # of a section: more are counted, not paged
MISSING = Title(sv="Saknas i underlaget", en="Missing from the record")
NEWS = Title(sv="Nytt sedan förra konferensen", en="New since the last conference")
ABOUT = Title(sv="Om underlaget", en="About the record")
NOT_DOCUMENTED = Title(sv="Inte dokumenterat", en="Not documented")
NOT_SHOWN = Title(sv="Finns i journalen, visas inte här", en="In the record, not shown here")
QUESTION = Title(sv="Frågeställning och bakgrund", en="Question and background")

_ROW: dict[type[Row], Callable[[rows.Setting, Any], Block]] = {
    AlertRow: rows.alert,
    DiagnosisRow: rows.diagnosis,
    MedicineRow: rows.medicine,
    StatementRow: rows.statement,
    FactRow: rows.fact,
}


def common_source(shown: Iterable[Section]) -> str:
    """Return the one source of all sections with its time, to be told once; "" for several."""
    said = {
        tuple(claims.answered(section))
        for section in shown
        if section.rows and any(state.at for state in section.sources)  # picks have no time
    }
    (first, *others) = said or {()}
    return first[0] if len(first) == 1 and not others else ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a section must know of its page: what is told elsewhere on it, its day, its height."""

    source: str
    today: date
    height: float


def section(look: Look, shown: Section, page: Page) -> Flow:
    """Lay out a section."""
    is_media = shown.kind is SectionKind.MEDIA  # a picture tells its own origin, beside it
    common = rows.NO_ORIGIN if is_media else rows.common_origin(shown.rows)
    setting = rows.Setting(shown.key, look, common)
    table = [row for row in shown.rows if isinstance(row, LaboratoryRow)]
    widths = laboratory.columns(look, table) if table else None
    first, again = _headings(setting, shown, page, widths)
    told = _claimed(look, shown)  # before the rows: alone on a next page it would tell little
    over, blocks = _rows(setting, shown, page, widths, max(_height(first), _height(again)))
    return Flow(
        key=shown.key,
        title=shown.title,
        heading=(*first, *over),
        heading_again=(*again, *over),
        blocks=tuple(_told_apart([*told, *blocks])),
    )


def _headings(
    setting: rows.Setting, shown: Section, page: Page, widths: laboratory.Columns | None
) -> tuple[list[Strip], list[Strip]]:
    """Set the heading with the origin of most rows, and the one for next pages."""
    look, common = setting.look, setting.origin
    title = wording.recorded(shown.title.in_language(look.language))
    times = laboratory.time_words(widths) if widths else ""
    named = headings.joined(wording.recorded(common.unit), wording.recorded(common.author))
    if shown.kind is SectionKind.TIMELINE:
        named = _units(look, shown)
    sources = (s for s in claims.answered(shown) if not _is_told(s, page.source))
    origin = headings.joined(named, *sources)
    beside = headings.joined(origin, times)
    fits = headings.fits_beside(look, title, beside)
    first = headings.heading(
        look, title, beside if fits else times or origin, origin if times and not fits else ""
    )
    candidates = (beside, headings.joined(named, times), times or named)
    return first, headings.heading_again(look, title, candidates, times)


def _is_told(source: str, elsewhere: str) -> bool:
    """Tell whether a source is told already, with its time or, as picks have none, without."""
    return source in {elsewhere, elsewhere.rpartition(formats.NBSP)[0]}


def _units(look: Look, shown: Section) -> str:
    """Name the units of all rows; where they take more than a line, say how many they are."""
    found = (wording.recorded(row.origin.unit) for row in shown.rows)
    units = dict.fromkeys(unit for unit in found if unit)
    named = headings.joined(*units)
    return named if natural_width([look.note(named)]) <= look.column else wording.units(len(units))


def _claimed(look: Look, shown: Section) -> list[Block]:
    told = [claims.statement(look, shown.key, claim) for claim in claims.claims(look, shown)]
    return told + _left_out(look, shown)


def _rows(
    setting: rows.Setting,
    shown: Section,
    page: Page,
    widths: laboratory.Columns | None,
    heading: float,
) -> tuple[Sequence[Strip], Iterable[Block]]:
    """Set the rows; return what stands over them on every page, and them."""
    look, chosen = setting.look, shown.rows[:MOST_ROWS]
    if shown.kind is SectionKind.TIMELINE and chosen:
        events = [row for row in chosen if isinstance(row, TimelineRow)]
        course = timeline.course(setting, events, page.today, page.height - heading)
        return course.over, course.blocks
    if shown.kind is SectionKind.MEDIA:
        shots = [row for row in chosen if isinstance(row, MediaRow)]
        return (), pictures.blocks(setting, shots, page.height - heading)
    over = laboratory.header(look, widths) if widths else []
    table = [row for row in chosen if isinstance(row, LaboratoryRow)]
    told = [
        laboratory.laboratory(setting, row, widths)
        if isinstance(row, LaboratoryRow) and widths
        else _ROW[type(row)](setting, row)
        for row in chosen
    ]
    return over, [*told, *trend_chart.charts(setting, table)]


def _height(strips: Iterable[Strip]) -> float:
    return sum(strip.height for strip in strips)


def news(look: Look, shown: Iterable[Section], since: str) -> Flow:
    """Say what is new since the last conference, section by section; or that nothing is."""
    counts = [(section, sum(row.new for row in section.rows)) for section in shown]
    words = " · ".join(
        f"{wording.recorded(section.title.in_language(look.language))}{formats.NBSP}{count}"
        for section, count in counts
        if count
    )
    headline = wording.new_since(since) if words else wording.nothing_new_since(since)
    bar = claims.Bar(look.theme.new_ground, Fill.SOLID, claims.THIN)
    block = claims.statement(look, "news", claims.Claim(headline, bar, text=words))
    return Flow(
        key="news",
        title=NEWS,
        heading=(),
        heading_again=(),
        blocks=(replace(block, gap=look.section_gap),),
    )


def missing(look: Look, kinds: Iterable[InformationKind]) -> Flow:
    """Name what a good decision needs and the record does not have."""
    words = ", ".join(wording.information(kind) for kind in kinds)
    headline = MISSING.in_language(look.language)
    claim = claims.Claim(
        headline, claims.Bar(look.theme.quiet, Fill.SOLID, claims.THIN), text=words
    )
    block = replace(claims.statement(look, "missing", claim), gap=look.section_gap)
    return Flow(key="missing", title=MISSING, heading=(), heading_again=(), blocks=(block,))


def about(look: Look, empty: Sequence[Section], kinds: Iterable[NotShown]) -> Flow:
    """Name what the record lacks, and what it has that no section shows: together on one page."""
    strips = [*_not_documented(look, empty), *_not_shown(look, kinds)]
    title = ABOUT.in_language(look.language)
    sources = dict.fromkeys(said for section in empty for said in claims.answered(section))
    return Flow(
        key="about",
        title=ABOUT,
        heading=tuple(headings.heading(look, title, headings.joined(*sources))),
        heading_again=tuple(headings.heading_again(look, title, ())),
        blocks=(Block(key=("about", tuple(empty), tuple(kinds)), strips=tuple(strips)),),
    )


def _not_documented(look: Look, empty: Sequence[Section]) -> list[Strip]:
    """Name the sections of which every source answered and has nothing: one line for all."""
    if not empty:
        return []
    titles = (_of_nothing(look, section) for section in empty)
    head = look.strong(f"{NOT_DOCUMENTED.in_language(look.language)}: ")
    means = look.note(f" {wording.not_documented_means()}")
    return paragraph(wrap([head, look.text(" · ".join(titles)), means], look.measure))


def _of_nothing(look: Look, section: Section) -> str:
    """Name a section of which nothing is documented, with the definition's own words for that."""
    title = wording.recorded(section.title.in_language(look.language))
    words = claims.of_nothing(look, section)
    return f"{title} ({words})" if words else title


def question(look: Look, text: str, background: str) -> Flow:
    """Set the question where the banner has no room for it, and the background."""
    said = (formats.unbroken(wording.recorded_text(each)) for each in (text, background))
    texts = [words for words in said if words]
    parts = [("question", words, [look.text(words)]) for words in texts]
    return _plain(look, "question", QUESTION, parts)


def _not_shown(look: Look, kinds: Iterable[NotShown]) -> list[Strip]:
    """Name what is in the record and in no section, by reason."""
    by_reason: dict[NotShownReason, list[NotShown]] = {}
    for kind in kinds:
        by_reason.setdefault(kind.reason, []).append(kind)
    told = []
    for reason, named in by_reason.items():
        why = wording.not_shown(reason)
        told.append((f"{why}: " if why else "") + ", ".join(_counted(kind) for kind in named))
    if not told:
        return []
    head = look.note(f"{NOT_SHOWN.in_language(look.language)}: ", weight=Weight.SEMIBOLD)
    return paragraph(wrap([head, look.note(". ".join(told))], look.measure))


def _counted(kind: NotShown) -> str:
    name = resource_wording.resource(kind.resource_type)
    return f"{name}{formats.NBSP}({wording.count(kind.count)})"


def _told_apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give numbers to rows that are alike: one on a kept page does not stand for the other."""
    seen: Counter[Hashable] = Counter()
    for block in blocks:
        yield replace(block, key=(block.key, seen[block.key]))
        seen[block.key] += 1


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
            leads=True,
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
        heading=tuple(headings.heading(look, words, beside)),
        heading_again=tuple(headings.heading_again(look, words, ())),
        blocks=blocks,
    )
