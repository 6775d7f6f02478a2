"""The picks of this occasion that no other section shows: sections of their own."""

from app.model.definition import SectionKind, Title
from app.model.overview import Answer, Section, SourceState, SourceStatus
from app.overview.laboratory import results_of
from app.overview.rows import Chosen, rows_of
from app.overview.sections import Composing, state_of
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
        elif not composing.held.is_shown(found.resource):
            chosen.setdefault(_kind_of(found.resource), []).append(found)
    made = [_section(kind, chosen[kind], composing) for kind in SectionKind if kind in chosen]
    return [*made, *([_not_found(missing, composing)] if missing else [])]


def _find(reference: str, composing: Composing) -> Chosen | None:
    resource_type, _, own = reference.partition("/")
    for source in composing.sources:
        if (resource := composing.held.usable(source, resource_type).get(own)) is not None:
            return Chosen(source, 0, resource, {})
    return None


def _kind_of(resource: Json) -> SectionKind:
    kind = string(resource, "resourceType")
    if kind == "Observation":
        measured = any(result.measured.value is not None for result in results_of(resource))
        return SectionKind.LABORATORY if measured else SectionKind.FACTS
    return _KINDS.get(kind, SectionKind.FACTS)


def _section(kind: SectionKind, chosen: list[Chosen], composing: Composing) -> Section:
    for one in chosen:
        composing.held.mark_shown(one.resource)
    placed = rows_of(kind, chosen, composing.held, composing.picks)
    sources = sorted({one.source for one in chosen})
    return Section(
        key=f"picked-{kind.value}",
        title=_TITLES[kind],
        kind=kind,
        answer=Answer.KNOWN,
        sources=tuple(SourceState(source=s, status=SourceStatus.FOUND) for s in sources),
        rows=tuple(p.row for p in placed),
    )


def _not_found(missing: list[str], composing: Composing) -> Section:
    """Return the section that says of some picks that they are not there (yet)."""
    types = {reference.partition("/")[0] for reference in missing}
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
        left_out=0 if still else len(missing),
    )
