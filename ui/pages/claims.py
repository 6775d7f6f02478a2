"""What a section may claim, never more than its worst source: statements beside a bar.

The four answers never merge: rows, "none known", "not documented" and "could not be fetched" say
different words beside different bars.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.model.overview import Answer, Section, SourceState, SourceStatus
from ui.pages import wording
from ui.pages.look import Look
from ui.pages.marks import BoxMark, Cell, Fill, Mark, Strip, add, table_row
from ui.pages.paginate import Block
from ui.pages.text import wrap

THIN = 0.06  # body sizes: the bar beside an answer that is none
_ANSWERED = (SourceStatus.FOUND, SourceStatus.NOTHING_FOUND)


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar beside a statement: its pattern says without colour what it means."""

    colour: str
    fill: Fill
    width: float = 0.22  # body sizes
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement about a section: a headline, a text after it, notes under it."""

    headline: str
    bar: Bar
    text: str = ""
    notes: tuple[str, ...] = ()


def claims(look: Look, shown: Section) -> Iterator[Claim]:
    """Say what the section may claim, and every source that gave no answer."""
    theme, answer = look.theme, shown.answer
    calm = Bar(theme.calm, Fill.SOLID)
    if shown.none_known or answer is Answer.NONE_KNOWN:
        words = "; ".join(wording.recorded(text) for text in shown.none_known)
        yield Claim(wording.none_known(), calm, text=words)
    silent = [state for state in shown.sources if state.status not in _ANSWERED]
    told = tuple(_state(state) for state in silent)
    failed = any(state.status is SourceStatus.FAILED for state in silent)
    if failed or answer is Answer.FAILED:
        alarm = Bar(theme.alarm, Fill.SOLID, ground=theme.alarm_ground)
        headline = wording.incomplete() if shown.rows else wording.not_fetched()
        yield Claim(headline, alarm, notes=told)
    elif silent or answer is Answer.LOADING:
        headline = wording.still_loading() if shown.rows else wording.loading()
        yield Claim(headline, Bar(theme.quiet, Fill.STRIPED), notes=told)
    elif answer is Answer.NOT_DOCUMENTED:
        means = (wording.not_documented_means(),)
        bar = Bar(theme.quiet, Fill.SOLID, THIN)
        yield Claim(wording.not_documented(), bar, text=of_nothing(look, shown), notes=means)


def of_nothing(look: Look, shown: Section) -> str:
    """Return what the definition says of a section in which nothing is documented, if anything."""
    return wording.recorded(shown.empty.in_language(look.language)) if shown.empty else ""


def statement(look: Look, key: str, claim: Claim) -> Block:
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


def _barred(look: Look, strip: Strip, bar: Bar) -> Strip:
    marks: list[Mark] = []
    if bar.ground:
        marks.append(BoxMark(0, 0, look.column, strip.height, bar.ground))
    width = round(look.body * bar.width)
    marks.append(BoxMark(0, 0, width, strip.height, bar.colour, bar.fill, look.hair))
    return add(strip, *marks, behind=True)


def answered(shown: Section) -> list[str]:
    """Name the sources that answered, with their times."""
    return [_state(state) for state in shown.sources if state.status in _ANSWERED]


def _state(state: SourceState) -> str:
    return wording.source_state(state, wording.recorded(state.source))
