"""The picks of this occasion that no other section shows: sections of their own."""

from app.model.definition import SectionKind, Title
from app.model.overview import Answer, Section, SourceState, SourceStatus
from app.overview.facts import telling
from app.overview.index import RecordIndex
from app.overview.laboratory import results_of
from app.overview.media import binary_id, holds_media, media_of
from app.overview.references import name_of, token_of, type_of
from app.overview.rows import Chosen, rows_of
from app.overview.sections import Composing, answer_of, state_of
from app.overview.shape import Json, string

_KINDS = {
    "AllergyIntolerance": SectionKind.ALERTS,
    "Flag": SectionKind.ALERTS,
    "Condition": SectionKind.DIAGNOSES,
    "DiagnosticReport": SectionKind.STATEMENTS,
    "ImagingStudy": SectionKind.STATEMENTS,
    "DocumentReference": SectionKind.STATEMENTS,
    "MedicationStatement": SectionKind.MEDICINES,
    "MedicationRequest": SectionKind.MEDICINES,
    "MedicationAdministration": SectionKind.MEDICINES,
    "MedicationDispense": SectionKind.MEDICINES,
}
_TITLES = {
    SectionKind.ALERTS: Title(sv="Valt för i dag: varningar", en="Chosen for today: alerts"),
    SectionKind.DIAGNOSES: Title(sv="Valt för i dag: diagnoser", en="Chosen for today: diagnoses"),
    SectionKind.LABORATORY: Title(sv="Valt för i dag: mätvärden", en="Chosen for today: values"),
    SectionKind.STATEMENTS: Title(
        sv="Valt för i dag: utlåtanden", en="Chosen for today: statements"
    ),
    SectionKind.MEDICINES: Title(sv="Valt för i dag: läkemedel", en="Chosen for today: medicines"),
    SectionKind.FACTS: Title(sv="Valt för i dag", en="Chosen for today"),
    SectionKind.MEDIA: Title(
        sv="Valt för i dag: bilder och dokument", en="Chosen for today: pictures and documents"
    ),
}


def picked_sections(composing: Composing) -> list[Section]:
    """Return a section for each kind of pick that no other section shows, and one if some lack.

    To be called when all other sections are composed: a pick that one of them shows is marked
    there (`Row.picked`), as the newest of a series or as an earlier value of it.
    """
    chosen: dict[SectionKind, list[Chosen]] = {}
    missing: list[str] = []
    for reference in sorted(composing.picks):
        found = _find(reference, composing)
        if found is None:
            missing.append(reference)
            continue
        for kind in _kinds_of(found.resource, composing.held):
            chosen.setdefault(kind, []).append(found)
    made = [_section(kind, chosen[kind], composing) for kind in SectionKind if kind in chosen]
    return [*made, *([_not_found(missing, composing)] if missing else [])]


def _find(reference: str, composing: Composing) -> Chosen | None:
    resource_type = type_of(reference)
    for source in composing.sources:
        held = composing.held.usable(source, resource_type)
        if token_of(reference):
            found = next((each for each in held.values() if name_of(each) == reference), None)
        else:
            found = held.get(reference.partition("/")[2])
        if found is not None:
            return Chosen(source, 0, found, {})
    return None


def picked_contents(composing: Composing) -> list[str]:
    """Return the ids of the Binaries that picked media wait for."""
    return [
        medium.binary
        for reference in sorted(composing.picks)
        if (found := _find(reference, composing)) and holds_media(found.resource)
        for medium in media_of(found.resource, found.source, composing.binaries)
        if medium.binary
    ]


def _kinds_of(resource: Json, held: RecordIndex) -> list[SectionKind]:
    """Return the kinds of section that a pick still needs: its words and its pictures.

    The words of a Media stand beside its picture.
    """
    pictured = holds_media(resource)
    kinds = [SectionKind.MEDIA] if pictured and not held.is_pictured(resource) else []
    has_words = resource.get("resourceType") != "Media" and telling(resource)
    if not held.is_told(resource) and (has_words or not pictured):
        kinds.append(_kind_of(resource))
    return kinds


def _kind_of(resource: Json) -> SectionKind:
    kind = string(resource, "resourceType")
    if kind == "Observation":
        measured = any(result.measured.value is not None for result in results_of(resource))
        return SectionKind.LABORATORY if measured else SectionKind.FACTS
    return _KINDS.get(kind, SectionKind.FACTS)


def _section(kind: SectionKind, chosen: list[Chosen], composing: Composing) -> Section:
    for one in chosen:
        composing.held.mark_shown(one.resource, kind)
    placed = rows_of(kind, chosen, composing.held, composing.picks, composing.binaries)
    sources = sorted({one.source for one in chosen})
    contents = {one.binary for one in placed if one.binary}
    states = [_state(source, contents, composing) for source in sources]
    return Section(
        key=f"picked-{kind.value}",
        title=_TITLES[kind],
        kind=kind,
        answer=answer_of(True, states, set()),  # noqa: FBT003 -- it has rows
        sources=tuple(states),
        rows=tuple(p.row for p in placed),
    )


def _state(source: str, contents: set[str], composing: Composing) -> SourceState:
    """Return that a source has sent the picks, or that contents of them are still awaited."""
    waiting = any(
        w.source == source and binary_id(w.need) in contents
        for w in composing.record.waiting
        if w.need.resource_type == "Binary"
    )
    status = SourceStatus.LOADING if waiting else SourceStatus.FOUND
    return SourceState(source=source, status=status)


def _not_found(missing: list[str], composing: Composing) -> Section:
    """Return the section that says of some picks that they are not there (yet)."""
    types = {type_of(reference) for reference in missing}
    states = [
        state
        for source in composing.sources
        if (state := state_of(source, composing.record, lambda need: need.resource_type in types))
    ]
    still = any(state.status is SourceStatus.LOADING for state in states)
    return Section(
        key="picked-missing",
        title=_TITLES[SectionKind.FACTS],
        kind=SectionKind.FACTS,
        answer=Answer.LOADING if still else Answer.FAILED,
        sources=tuple(states),
    )
