"""From the resources that a section's views choose to the section's rows."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from app.model.definition import RowOrder, SectionKind
from app.model.overview import (
    AlertRow,
    AnyRow,
    DiagnosisRow,
    FactRow,
    LaboratoryRow,
    MediaRow,
    MedicineRow,
    StatementRow,
    TimelineRow,
)
from app.overview.columns import exceptions
from app.overview.conditions import read_alert, read_diagnosis
from app.overview.facts import read_fact
from app.overview.index import RecordIndex
from app.overview.laboratory import Result, fields_of, order_of, results_of, text_of, trend_of
from app.overview.media import Binaries, media_of
from app.overview.medicines import read_medicine
from app.overview.origin import origin_of
from app.overview.references import name_of
from app.overview.shape import Json, child, children, string
from app.overview.statements import read_statement, reported_studies
from app.overview.timeline import in_order, last_moment, oldest_first, read_event
from app.overview.times import moment
from app.overview.values import value_of

Reader = Callable[[Json, RecordIndex], list[dict[str, Any]]]

_READERS: dict[SectionKind, tuple[type[AnyRow], Reader]] = {
    SectionKind.ALERTS: (AlertRow, read_alert),
    SectionKind.DIAGNOSES: (DiagnosisRow, read_diagnosis),
    SectionKind.STATEMENTS: (StatementRow, read_statement),
    SectionKind.MEDICINES: (MedicineRow, read_medicine),
    SectionKind.FACTS: (FactRow, read_fact),
    SectionKind.TIMELINE: (TimelineRow, read_event),
}
_WITH_REPORTS = frozenset((SectionKind.STATEMENTS, SectionKind.TIMELINE))
_ENDED = frozenset(("completed", "stopped"))
_OLD_STATES = frozenset(("resolved", "inactive", "remission"))


class Chosen(NamedTuple):
    """A resource that a section's view has chosen, and the columns that view gives it."""

    source: str
    place: int  # of the view within the section
    resource: Json
    columns: Json


class Placed(NamedTuple):
    """A row with what it is sorted and limited by, and the Binary that its content waits for."""

    row: AnyRow
    source: str
    place: int
    at: float
    binary: str = ""


def rows_of(
    kind: SectionKind,
    chosen: Sequence[Chosen],
    index: RecordIndex,
    picks: frozenset[str],
    binaries: Binaries,
) -> list[Placed]:
    """Return the rows of a section in the order in which a limit keeps them."""
    if kind is SectionKind.LABORATORY:
        placed = _laboratory(chosen, index, picks)
    elif kind is SectionKind.MEDIA:
        placed = [made for one in chosen for made in _media(one, index, picks, binaries)]
    elif kind in _WITH_REPORTS:
        reported = reported_studies((one.resource for one in chosen), index)
        unreported = [one for one in chosen if id(one.resource) not in reported]
        for study in (one.resource for one in chosen if id(one.resource) in reported):
            index.mark_shown(study, kind)
        placed = [made for one in unreported for made in _read(kind, one, index, picks)]
    else:
        placed = [made for one in chosen for made in _read(kind, one, index, picks)]
    return sorted(placed, key=_ORDERS[kind])


def as_shown(kind: SectionKind, order: RowOrder, placed: list[Placed]) -> list[Placed]:
    """Return the rows that a limit has left in the order in which they stand on a page."""
    if kind is SectionKind.TIMELINE:
        return sorted(placed, key=_on_axis)
    if kind is SectionKind.ALERTS or order is RowOrder.STANDARD:
        return placed
    return sorted(placed, key=_AS_ORDERED[order])


def without_repetition(placed: list[Placed]) -> list[Placed]:
    """Leave out facts that say again what a newer one says (never smoked, year after year)."""
    said: set[tuple[str, str]] = set()
    kept = []
    for one in placed:
        if isinstance(one.row, FactRow):
            words = (one.row.title, one.row.text)
            if words in said and not one.row.picked:
                continue
            said.add(words)
        kept.append(one)
    return kept


def _read(
    kind: SectionKind, chosen: Chosen, index: RecordIndex, picks: frozenset[str]
) -> list[Placed]:
    row_type, reader = _READERS[kind]
    replaced = exceptions(kind, chosen.columns)
    shared = _shared(chosen.resource, index, picks)
    told = (fields | replaced | shared for fields in reader(chosen.resource, index))
    if kind is SectionKind.TIMELINE:
        told = (sound for fields in told if (sound := in_order(fields)))
    rows = [row_type(**fields) for fields in told]
    if rows:
        index.mark_shown(chosen.resource, kind)
    return [Placed(row, chosen.source, chosen.place, _weight(row)) for row in rows]


def _media(
    chosen: Chosen, index: RecordIndex, picks: frozenset[str], binaries: Binaries
) -> list[Placed]:
    """Return a row for each attachment that is a picture, a film or a document."""
    replaced = exceptions(SectionKind.MEDIA, chosen.columns)
    shared = _shared(chosen.resource, index, picks)
    return [
        Placed(row, chosen.source, chosen.place, moment(row.at), medium.binary)
        for medium in media_of(chosen.resource, chosen.source, binaries)
        for row in (MediaRow(**(medium.fields | replaced | shared)),)
    ]


def _shared(resource: Json, index: RecordIndex, picks: frozenset[str]) -> dict[str, Any]:
    reference = name_of(resource)
    return {
        "reference": reference,
        "version": string(child(resource, "meta"), "versionId"),
        "origin": origin_of(resource, index),
        "picked": reference in picks,
    }


def _weight(row: AnyRow) -> float:
    return last_moment(row) if isinstance(row, TimelineRow) else moment(time_of(row))


def held_until(placed: Placed) -> float:
    """Return until when a row held, which a section's period goes by: what still holds never ages.

    A medicine begun years ago and stopped last week is a week old; a hypersensitivity is not old.
    """
    match placed.row:
        case AlertRow():
            return float("inf")
        case DiagnosisRow(status=status):
            return placed.at if status in _OLD_STATES else float("inf")
        case MedicineRow(status=status, until=until):
            ended = status in _ENDED
            return max(placed.at, moment(until)) if ended else float("inf")
        case _:
            return placed.at


def time_of(row: AnyRow) -> str:
    """Return the clinical time of a row."""
    match row:
        case AlertRow() | DiagnosisRow() | MedicineRow():
            return row.since
        case _:
            return row.at


def _laboratory(
    chosen: Iterable[Chosen], index: RecordIndex, picks: frozenset[str]
) -> list[Placed]:
    """Return one row an analysis: its newest result with the series of all."""
    series: dict[tuple[str, str], list[tuple[Result, Chosen]]] = {}
    for one in chosen:
        if _is_panel(one.resource, index):
            continue
        replaced = exceptions(SectionKind.LABORATORY, one.columns)
        for result in results_of(one.resource):
            told = _replacing(result, replaced) if replaced else result
            series.setdefault(told.analysis, []).append((told, one))
    return [_newest_of(entries, index, picks) for entries in series.values()]


def _is_panel(observation: Json, index: RecordIndex) -> bool:
    """Tell whether an Observation is only the heading of others, which the record holds."""
    members = children(observation, "hasMember")
    if not members or "component" in observation or not value_of(observation).is_empty:
        return False
    return all(index.resolve(each, observation) for each in members)


def _replacing(result: Result, replaced: dict[str, Any]) -> Result:
    """Return a result with what a view's columns replace in it."""
    measured = result.measured._replace(
        **{k: v for k, v in replaced.items() if k in result.measured._fields}
    )
    code = replaced["name"].casefold() if "name" in replaced else result.analysis[0]
    return result._replace(
        analysis=(code, measured.unit),
        called=replaced.get("name", result.called),
        at=replaced.get("at", result.at),
        measured=measured,
    )


def _newest_of(
    entries: list[tuple[Result, Chosen]], index: RecordIndex, picks: frozenset[str]
) -> Placed:
    sent = [result for result, _ in entries]
    entries.sort(key=lambda entry: order_of(entry[0]))
    newest, chosen = entries[-1]
    fields = (
        fields_of(newest, index)
        | _found_together(newest, sent)
        | exceptions(SectionKind.LABORATORY, chosen.columns)
    )
    fields |= _shared(chosen.resource, index, picks)
    if picks:
        fields["picked"] = any(name_of(r.resource) in picks for r, _ in entries)
    row = LaboratoryRow(**fields, trend=trend_of(result for result, _ in entries))
    place = min(one.place for _, one in entries)
    return Placed(row, chosen.source, place, moment(newest.at))


def _found_together(newest: Result, sent: list[Result]) -> dict[str, Any]:
    """Return the finds of one sample in one text: none of them is newer than the others."""
    if len(sent) == 1 or not newest.measured.text:
        return {}
    together = (text_of(each) for each in sent if each.at == newest.at and each.measured.text)
    return {"text": "; ".join(dict.fromkeys(together))}


def _newest_first(placed: Placed) -> tuple[Any, ...]:
    return (-placed.at, *_alike(placed.row))


def _alike(row: AnyRow) -> tuple[str, str, str]:
    """Order rows of one time by their names: a reference may be any number."""
    return (_letters(_name_of(row)), row.reference, _distinction(row))


def _letters(name: str) -> str:
    return name.casefold().translate(_AFTER_Z)


def _on_axis(placed: Placed) -> tuple[Any, ...]:
    return oldest_first(placed.row) if isinstance(placed.row, TimelineRow) else ()


def _by_view(placed: Placed) -> tuple[Any, ...]:
    return (placed.place, *_newest_first(placed))


def _oldest_first(placed: Placed) -> tuple[Any, ...]:
    undated = placed.at == float("-inf")
    return (undated, placed.at, *_alike(placed.row))


def _in_the_alphabet(placed: Placed) -> tuple[Any, ...]:
    return (_letters(_name_of(placed.row)), *_newest_first(placed))


def _name_of(row: AnyRow) -> str:
    match row:
        case AlertRow() | DiagnosisRow() | TimelineRow():
            return row.text
        case LaboratoryRow():
            return row.name
        case MedicineRow():
            return row.generic
        case _:
            return row.title


def _severe_first(placed: Placed) -> tuple[Any, ...]:
    severe = isinstance(placed.row, AlertRow) and placed.row.severe
    return (not severe, *_by_view(placed))


def _current_first(placed: Placed) -> tuple[Any, ...]:
    old = isinstance(placed.row, DiagnosisRow) and placed.row.status in _OLD_STATES
    return (placed.place, old, *_newest_first(placed))


def _by_name(placed: Placed) -> tuple[Any, ...]:
    """Order medicines by name, those that have ended by when."""
    row = placed.row
    if not isinstance(row, MedicineRow):
        return (placed.place, *_newest_first(placed))
    ended = row.status in _ENDED
    name, end = ("", -moment(row.until)) if ended else (row.generic.casefold(), 0.0)
    return (placed.place, ended, name, end, *_newest_first(placed))


def _distinction(row: AnyRow) -> str:
    """Return what tells two rows of one resource and one time apart, for sorting."""
    match row:
        case AlertRow() | DiagnosisRow() | TimelineRow():
            return row.text
        case MediaRow():
            return row.title
        case LaboratoryRow():
            return f"{row.name} {row.unit}"
        case StatementRow() | FactRow():
            return f"{row.title} {row.text}"
        case _:
            return f"{row.brand} {row.dose}"


_AFTER_Z = str.maketrans({"å": "{", "ä": "|", "ö": "}"})  # they follow z, in this order
_AS_ORDERED: dict[RowOrder, Callable[[Placed], tuple[Any, ...]]] = {
    RowOrder.NEWEST_FIRST: _newest_first,
    RowOrder.OLDEST_FIRST: _oldest_first,
    RowOrder.AS_VIEWS: _by_view,
    RowOrder.BY_NAME: _in_the_alphabet,
}
_ORDERS: dict[SectionKind, Callable[[Placed], tuple[Any, ...]]] = {
    SectionKind.ALERTS: _severe_first,
    SectionKind.DIAGNOSES: _current_first,
    SectionKind.LABORATORY: _by_view,
    SectionKind.STATEMENTS: _newest_first,
    SectionKind.MEDICINES: _by_name,
    SectionKind.FACTS: _newest_first,
    SectionKind.TIMELINE: _newest_first,
    SectionKind.MEDIA: _newest_first,
}
