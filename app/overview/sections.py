"""One section of the overview: its rows, and what it may claim given what its sources answered."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple, cast

from msgspec.structs import replace

from app.fhirpath import View
from app.model.case import Patient, Pick
from app.model.definition import SectionDefinition, SectionKind, StatementText
from app.model.errors import ExpressionError, HostMissing, HostRefused, RecordUnreadable
from app.model.overview import Answer, Section, SourceState, SourceStatus, StatementRow
from app.model.record import Need
from app.overview.absence import Absence, said_absence
from app.overview.chapters import chapters
from app.overview.index import RecordIndex
from app.overview.media import Binaries, binary_id, holds_media
from app.overview.narratives import narrative_rows
from app.overview.preparing import PreparedSection, PreparedView
from app.overview.record import Record
from app.overview.references import pick_key
from app.overview.rows import (
    Chosen,
    Placed,
    as_shown,
    held_until,
    rows_of,
    without_repetition,
)
from app.overview.shape import Json
from app.overview.times import months_before

_NOT_GIVEN = frozenset((Absence.WITHHELD, Absence.UNAVAILABLE))


class Composing(NamedTuple):
    """What every section is composed from."""

    record: Record
    held: RecordIndex
    sources: tuple[str, ...]  # in alphabetical order
    picks: frozenset[str]
    as_of: datetime
    binaries: Binaries

    @classmethod
    def of(
        cls, record: Record, patient: Patient, picks: tuple[Pick, ...], as_of: datetime
    ) -> "Composing":
        """Return what the sections of a record are composed from."""
        held = RecordIndex(record, patient)
        sources = {a.source for a in record.answers} | {w.source for w in record.waiting}
        return cls(
            record=record,
            held=held,
            sources=tuple(sorted(sources)),
            picks=frozenset(pick_key(pick.reference) for pick in picks),
            as_of=as_of,
            binaries=Binaries(record, held),
        )


class _Gathered(NamedTuple):
    chosen: list[Chosen]
    absences: list[tuple[str, Absence, str]]  # which source says so, in which words
    unreadable: dict[str, int]  # per source: resources on which a view failed


def compose_section(section: PreparedSection, composing: Composing) -> Section:
    """Return one section of the overview."""
    definition = section.definition
    gathered = _gather(section, composing)
    placed, kept = _place(definition, gathered, composing)
    left_out = len(placed) - len(kept)
    kept += [*narrative_rows(section, composing.held, composing.sources, has_rows=bool(kept))]
    if definition.text is StatementText.CONCLUSION:
        kept = [_abridged(one) for one in kept]
    contents = {one.binary for one in kept if one.binary}
    states = [
        _with_rows(state, gathered.unreadable.get(source, 0), kept)
        for source in composing.sources
        if (state := state_of(source, composing.record, _concerns(section, contents))) is not None
    ]
    told = _documents_say(section, composing)
    said = [*gathered.absences, *told]
    states = [_answering(_withheld(state, told), said) for state in states]
    answer = answer_of(bool(kept), states, {absence for _, absence, _ in said})
    return Section(
        key=definition.key,
        title=definition.title,
        kind=definition.kind,
        answer=answer,
        empty=definition.empty if answer is Answer.NOT_DOCUMENTED else None,
        sources=tuple(states),
        rows=tuple(p.row for p in kept),
        left_out=left_out,
        none_known=tuple(
            dict.fromkeys(
                words for _, absence, words in said if words and absence is Absence.NONE_KNOWN
            )
        ),
    )


def waiting_contents(section: PreparedSection, composing: Composing) -> list[str]:
    """Return the ids of the Binaries that the rows of a section of media wait for."""
    _, kept = _place(section.definition, _gather(section, composing), composing)
    return [one.binary for one in kept if one.binary]


def _place(
    definition: SectionDefinition, gathered: "_Gathered", composing: Composing
) -> tuple[list[Placed], list[Placed]]:
    """Return all rows of a section, and those that its limits leave, as they are shown."""
    placed = rows_of(
        definition.kind, gathered.chosen, composing.held, composing.picks, composing.binaries
    )
    told = without_repetition(placed) if definition.limit else placed
    kept = _limited(told, definition.limit, definition.months, composing.as_of)
    return placed, as_shown(definition.kind, definition.order, kept)


def _concerns(section: PreparedSection, contents: set[str]) -> Callable[[Need], bool]:
    """Tell which needs a section depends on: its views', and the contents that its rows lack."""

    def concerns(need: Need) -> bool:
        if need.resource_type == "Binary":
            return binary_id(need) in contents
        return section.concerns(need)

    return concerns


def _gather(section: PreparedSection, composing: Composing) -> _Gathered:
    """Run the section's views; a resource that two of them choose belongs to the first."""
    gathered = _Gathered([], [], {})
    taken: set[int] = set()
    for place, prepared in enumerate(section.views):
        here: dict[int, list[Json]] = {}
        for source in composing.sources:
            held = composing.held.usable(source, prepared.resource_type).values()
            usable = [resource for resource in held if id(resource) not in taken]
            found = prepared.view.run(usable)
            failures = sum(count for count, _ in found.failures)
            unclear = _unclear(section, prepared, usable) if failures else []
            gathered.unreadable[source] = (
                gathered.unreadable.get(source, 0) + failures - len(unclear)
            )
            for resource in unclear:
                here[id(resource)] = []
                alert = Chosen(source, place, resource, {})
                _take(alert, section.definition.kind, gathered, composing.held)
            for row, origin in zip(found.rows, found.sources, strict=True):
                resource = cast("Json", origin)  # the very object that went in
                given = here.setdefault(id(resource), [])
                if row not in given:  # a forEach whose columns tell no difference
                    given.append(row)
                    chosen = Chosen(source, place, resource, row)
                    _take(chosen, section.definition.kind, gathered, composing.held)
        taken.update(here)
    return gathered


def _unclear(
    section: PreparedSection, prepared: PreparedView, usable: Iterable[Json]
) -> list[Json]:
    """Return alerts on which a view fails: nobody can tell that they do not hold, so they stand."""
    if section.definition.kind is not SectionKind.ALERTS:
        return []
    return [resource for resource in usable if _fails(prepared.view, resource)]


def _fails(view: View, resource: Json) -> bool:
    try:
        view.run_each(resource)
    except ExpressionError:
        return True
    return False


def _take(chosen: Chosen, kind: SectionKind, gathered: _Gathered, held: RecordIndex) -> None:
    if kind is SectionKind.MEDIA and not holds_media(chosen.resource):
        return
    if kind is not SectionKind.TIMELINE:  # that marks what has a place on its axis
        held.mark_shown(chosen.resource, kind)
    if said := said_absence(chosen.resource):
        gathered.absences.append((chosen.source, *said))
    else:
        gathered.chosen.append(chosen)


def _limited(placed: list[Placed], limit: int, months: int, as_of: datetime) -> list[Placed]:
    """Leave out what has not held for too long, or is too much; picked and undated rows stay."""
    oldest = months_before(as_of, months) if months else float("-inf")
    undated = float("-inf")
    recent = [p for p in placed if p.row.picked or held_until(p) >= oldest or p.at == undated]
    return [p for n, p in enumerate(recent) if not limit or n < limit or p.row.picked]


def _abridged(placed: Placed) -> Placed:
    """Leave a statement its conclusion only; what was picked by hand is shown in full."""
    row = placed.row
    if isinstance(row, StatementRow) and row.conclusion and row.text and not row.picked:
        return placed._replace(row=replace(row, text="", abridged=True))
    return placed


def _documents_say(
    section: PreparedSection, composing: Composing
) -> list[tuple[str, Absence, str]]:
    """Return what the empty chapters of each source's documents say that mean the same."""
    return [
        (source, chapter.absence, chapter.words)
        for source in composing.sources
        for composition in composing.held.usable(source, "Composition").values()
        for chapter in chapters(composition)
        if chapter.absence is not None and chapter.speaks_for(section)
    ]


def _withheld(state: SourceState, told: list[tuple[str, Absence, str]]) -> SourceState:
    """Call a source failed that found nothing because it must not, or cannot, hand it out."""
    errors = {Absence.WITHHELD: HostRefused.code, Absence.UNAVAILABLE: HostMissing.code}
    error = next((errors[a] for source, a, _ in told if source == state.source and a in errors), "")
    if state.status is not SourceStatus.NOTHING_FOUND or not error:
        return state
    return replace(state, status=SourceStatus.FAILED, error=error)


def _answering(state: SourceState, said: list[tuple[str, Absence, str]]) -> SourceState:
    """Say FOUND of a source that has recorded that nothing is known: that was found."""
    known = any(each == state.source and absence is Absence.NONE_KNOWN for each, absence, _ in said)
    if state.status is not SourceStatus.NOTHING_FOUND or not known:
        return state
    return replace(state, status=SourceStatus.FOUND)


def state_of(source: str, record: Record, concerns: Callable[[Need], bool]) -> SourceState | None:
    """Return what became of asking a source for the needs of concern; None when it was not asked.

    FOUND stands for "it answered"; whether it has rows is seen by the section.
    """
    answers = [a for a in record.answers if a.source == source and concerns(a.need)]
    waiting = any(w.source == source and concerns(w.need) for w in record.waiting)
    if not answers and not waiting:
        return None
    error = next((answer.error for answer in answers if answer.error), "")
    status = SourceStatus.LOADING if waiting else SourceStatus.FOUND
    return SourceState(
        source=source,
        status=SourceStatus.FAILED if error else status,
        at=max((answer.at for answer in answers), default=None),
        error=error,
        unreadable=sum(answer.unreadable for answer in answers),
    )


def _with_rows(state: SourceState, view_failures: int, kept: list[Placed]) -> SourceState:
    """Say FOUND only of a source with rows; one that only sent what nobody can read has failed."""
    unreadable = state.unreadable + view_failures
    status, error = state.status, state.error
    if status is SourceStatus.FOUND and not any(p.source == state.source for p in kept):
        status = SourceStatus.FAILED if unreadable else SourceStatus.NOTHING_FOUND
        error = RecordUnreadable.code if unreadable else ""
    return SourceState(
        source=state.source, status=status, at=state.at, error=error, unreadable=unreadable
    )


def answer_of(has_rows: bool, states: list[SourceState], said: set[Absence]) -> Answer:  # noqa: FBT001
    """Return what a section may claim: never more than its worst source."""
    statuses = {state.status for state in states}
    failed = SourceStatus.FAILED in statuses or bool(said & _NOT_GIVEN)
    loading = SourceStatus.LOADING in statuses or not states
    if has_rows:
        doubt = failed or loading or any(state.unreadable for state in states)
        return Answer.PARTLY if doubt else Answer.KNOWN
    if failed or loading:
        return Answer.FAILED if failed else Answer.LOADING
    return Answer.NONE_KNOWN if Absence.NONE_KNOWN in said else Answer.NOT_DOCUMENTED
