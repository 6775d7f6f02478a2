"""Sections of a FHIR document that hold nothing but text: shown as they are, never dropped.

Sections with entries are not shown here: their entries are resources of the record and belong to
the sections of the definition.
"""

from collections.abc import Iterator

from app.model.definition import SectionKind, Title
from app.model.overview import Answer, FactRow, Section, SourceState, SourceStatus
from app.overview.origin import origin_of
from app.overview.references import reference_of
from app.overview.sections import Composing
from app.overview.shape import Json, child, children, string
from app.overview.wording import clean, concept_text, narrative_text

_TITLE = Title(sv="Ur dokumentet", en="From the document")


def document_sections(composing: Composing) -> list[Section]:
    """Return one section with the texts of all documents, none where there are no such texts."""
    rows: list[FactRow] = []
    sources: list[SourceState] = []
    for source in composing.sources:
        compositions = composing.held.usable(source, "Composition").values()
        found = [row for document in compositions for row in _rows(document, composing)]
        rows += found
        if found:
            sources.append(SourceState(source=source, status=SourceStatus.FOUND))
    if not rows:
        return []
    return [
        Section(
            key="document",
            title=_TITLE,
            kind=SectionKind.FACTS,
            answer=Answer.KNOWN,
            sources=tuple(sources),
            rows=tuple(rows),
        )
    ]


def _rows(document: Json, composing: Composing) -> Iterator[FactRow]:
    for section in _all_sections(document):
        bare = not children(section, "entry") and not child(section, "emptyReason")
        if bare and (text := narrative_text(section)):
            yield FactRow(
                reference=reference_of(document),
                version=string(child(document, "meta"), "versionId"),
                origin=origin_of(document, composing.held),
                title=clean(string(section, "title")) or concept_text(child(section, "code")),
                text=text,
                at=string(document, "date"),
            )


def _all_sections(document: Json) -> Iterator[Json]:
    """Yield the sections at every depth, in the document's order."""
    waiting = list(reversed(children(document, "section")))
    while waiting:
        section = waiting.pop()
        yield section
        waiting.extend(reversed(children(section, "section")))
