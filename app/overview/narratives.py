"""Chapters of documents that are only words: rows of the section that means the same.

A discharge report may tell of an allergy in words alone. The alerts must not say "not documented"
then: the words stand there, as the document has them, and nowhere else. Sections of short lines
only point at long words, which stand with the rest of the document.
"""

from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from app.model.definition import SectionKind
from app.model.overview import (
    AlertRow,
    AnyRow,
    DiagnosisRow,
    FactRow,
    LaboratoryRow,
    MedicineRow,
    Origin,
    StatementRow,
)
from app.overview.chapters import Chapter, chapters
from app.overview.index import RecordIndex
from app.overview.language import say
from app.overview.origin import origin_of
from app.overview.preparing import PreparedSection
from app.overview.references import reference_of
from app.overview.rows import Placed
from app.overview.shape import Json, child, string
from app.overview.times import moment

_SHORT = 300  # characters that fit into a line of a medicine, a diagnosis, an analysis
_LONG = frozenset((SectionKind.ALERTS, SectionKind.STATEMENTS, SectionKind.FACTS))


def narrative_rows(
    section: PreparedSection,
    index: RecordIndex,
    sources: tuple[str, ...],
    *,
    has_rows: bool,
) -> Iterator[Placed]:
    """Yield a row for each chapter of words that means the same as a section; each only once.

    A chapter that refers to what is not there may tell of what the section's rows tell already.
    """
    for source in sources:
        for document in index.usable(source, "Composition").values():
            for chapter in chapters(document):
                if not chapter.speaks_for(section) or not _is_words(chapter, document, index):
                    continue
                if chapter.entries and has_rows:
                    continue
                kind, at = section.definition.kind, moment(string(document, "date"))
                for row in _rows(kind, chapter, string(document, "date")):
                    whole = replace(row, **_shared(document, index, source))
                    yield Placed(whole, source, len(section.views), at)
                if kind in _LONG or len(chapter.narrative) <= _SHORT:
                    index.mark_shown(chapter.element)


def _is_words(chapter: Chapter, document: Json, index: RecordIndex) -> bool:
    """Tell whether a chapter has words, nothing else that can be read, and stands nowhere yet."""
    if index.is_shown(chapter.element) or chapter.absence is not None:
        return False
    readable = any(
        index.resolve(each, document) or index.is_set_aside(each) for each in chapter.entries
    )
    return not readable and bool(chapter.narrative)


def _rows(kind: SectionKind, chapter: Chapter, at: str) -> list[AnyRow]:
    """Return the words as rows of that kind; none for kinds that have no place for words."""
    title, words = chapter.title, chapter.narrative
    line = "; ".join(words.split("\n"))
    if len(words) > _SHORT:
        line = say("i ord, se Ur dokumentet", "in words, see From the document")
    rows: dict[SectionKind, list[AnyRow]] = {
        SectionKind.ALERTS: [AlertRow(text=each) for each in words.split("\n")],
        SectionKind.DIAGNOSES: [DiagnosisRow(text=title, detail=line)],
        SectionKind.MEDICINES: [MedicineRow(generic=title, dose=line)],
        SectionKind.LABORATORY: [LaboratoryRow(name=title, text=line, at=at)],
        SectionKind.STATEMENTS: [StatementRow(title=title, text=words, at=at)],
        SectionKind.FACTS: [FactRow(title=title, text=words, at=at)],
    }
    return rows.get(kind, [])


def _shared(document: Json, index: RecordIndex, source: str) -> dict[str, Any]:
    return {
        "reference": reference_of(document),
        "version": string(child(document, "meta"), "versionId"),
        "origin": origin_beside(source, document, index),
    }


def origin_beside(source: str, document: Json, index: RecordIndex) -> Origin:
    """Return who wrote a document; its unit only where it is not the source, named anyway."""
    origin = origin_of(document, index)
    return origin if origin.unit != source else replace(origin, unit="")
