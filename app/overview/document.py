"""What a FHIR document says beside its resources: who wrote it, its words, its empty chapters.

Chapters whose entries stand in the definition's sections are not told again. Those that no section
shows are listed here, entry by entry, or in their own words where the entries say nothing.
"""

from collections.abc import Iterator

from app.model.definition import SectionKind, Title
from app.model.overview import Answer, FactRow, Origin, Section, SourceState, SourceStatus
from app.overview.absence import Absence
from app.overview.chapters import Chapter, chapters
from app.overview.facts import fact_time, read_fact
from app.overview.index import RecordIndex
from app.overview.language import say
from app.overview.narratives import origin_beside
from app.overview.preparing import PreparedSection
from app.overview.references import reference_of
from app.overview.sections import Composing
from app.overview.shape import Json, child, children, string
from app.overview.times import moment
from app.overview.wording import clean, concept_text, status_code

_TITLE = Title(sv="Ur dokumentet", en="From the document")
_ENDED = frozenset(("inactive", "resolved"))
_DAY = len("2024-03-01")
_STATES = {  # http://hl7.org/fhir/composition-status; final needs no word
    "preliminary": ("Preliminärt", "Preliminary"),
    "amended": ("Ändrat", "Amended"),
}
_MODES = {  # http://hl7.org/fhir/composition-attestation-mode
    "personal": ("Intygat av", "Attested by"),
    "professional": ("Intygat av", "Attested by"),
    "legal": ("Juridiskt intygat av", "Legally attested by"),
    "official": ("Intygat för organisationen av", "Attested for the organisation by"),
}


def document_sections(composing: Composing, sections: tuple[PreparedSection, ...]) -> list[Section]:
    """Return one section with what only the documents say, none where there is no document.

    To be called when all other sections are composed.
    """
    rows: list[FactRow] = []
    sources: list[SourceState] = []
    for source in composing.sources:
        compositions = composing.held.usable(source, "Composition").values()
        found = [
            row
            for document in compositions
            for row in _rows(document, source, composing.held, sections)
        ]
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


def _rows(
    document: Json, source: str, index: RecordIndex, sections: tuple[PreparedSection, ...]
) -> Iterator[FactRow]:
    about = _about(document, index)
    origin = origin_beside(source, document, index)
    if about or child(document, "author") or child(document, "custodian"):
        title = clean(string(document, "title")) or concept_text(child(document, "type"))
        yield _row(title or say("Dokument", "Document"), about, document, origin)
    empty = []
    for chapter in chapters(document):
        if index.is_shown(chapter.element):
            continue  # a section with the same meaning has its words
        if chapter.absence is not None:
            empty.append(_empty(chapter, sections))
        elif text := _told(chapter, document, index):
            yield _row(chapter.title, text, document, origin)
    if lines := "\n".join(filter(None, empty)):
        yield _row(say("Tomma avsnitt", "Empty sections"), lines, document, origin)


def _row(title: str, text: str, document: Json, origin: Origin) -> FactRow:
    return FactRow(
        reference=reference_of(document),
        version=string(child(document, "meta"), "versionId"),
        origin=origin,
        title=title,
        text=text,
        at=string(document, "date"),
    )


def _about(document: Json, index: RecordIndex) -> str:
    """Return how far a document is and who stands for it; nobody's name for a protected patient."""
    lines = [say(*known)] if (known := _STATES.get(string(document, "status"))) else []
    for attester in children(document, "attester"):
        name = "" if index.patient.protected else index.name_of(child(attester, "party"), document)
        mode = _MODES.get(string(attester, "mode"), _MODES["personal"])
        day = string(attester, "time")[:_DAY]
        if name:
            lines.append(" ".join(filter(None, (say(*mode), name, day))))
    return "\n".join(dict.fromkeys(lines))


def _told(chapter: Chapter, document: Json, index: RecordIndex) -> str:
    """Return what only this chapter tells; "" when sections show its entries, or it is empty."""
    entries = [found for each in chapter.entries if (found := index.resolve(each, document))]
    entries.sort(key=lambda entry: -moment(fact_time(entry)))
    if any(index.is_shown(entry) for entry in entries):
        return ""
    withdrawn = any(index.is_set_aside(each) for each in chapter.entries)
    listed = {id(entry): line for entry in entries if (line := _line(entry, index))}
    text = "\n".join(dict.fromkeys(listed.values()))
    text = text or (_withdrawn() if withdrawn else chapter.narrative)
    for entry in entries:
        if text and (not listed or id(entry) in listed):
            index.mark_shown(entry)
    return text or (_not_there(len(chapter.entries)) if chapter.entries else "")


def _not_there(how_many: int) -> str:
    return say(
        f"Uppgifter som dokumentet hänvisar till men inte innehåller: {how_many}",
        f"Entries that the document refers to and does not hold: {how_many}",
    )


def _withdrawn() -> str:
    """Say why a chapter's words are not shown: they tell of what must not be."""
    return say(
        "Visas inte: uppgifterna gäller en annan patient eller är återtagna",
        "Not shown: the entries are about another patient or have been taken back",
    )


def _line(entry: Json, index: RecordIndex) -> str:
    """Return a resource as one line: what, when, and what is said of it; "" when it has no name."""
    (fact,) = read_fact(entry, index)
    if fact["title"] == entry.get("resourceType"):
        return ""
    words = ", ".join(filter(None, fact["text"].split("\n")))
    ended = status_code(entry, "clinicalStatus") in _ENDED
    now = f" ({say('inte längre aktuell', 'no longer current')})" if ended else ""
    what = f"{fact['title']}: {words}" if words else fact["title"]
    return f"{fact['at'][:_DAY]}  {what}{now}" if fact["at"] else what + now


def _empty(chapter: Chapter, sections: tuple[PreparedSection, ...]) -> str:
    """Return why a chapter is empty; "" where a section claims it with the same meaning already."""
    claimed = any(chapter.speaks_for(section) for section in sections)
    if chapter.absence is Absence.NONE_KNOWN and claimed:
        return ""
    words = chapter.narrative.replace("\n", " ")
    more = f" – {words}" if words and chapter.absence is not Absence.NONE_KNOWN else ""
    return f"{chapter.title}: {chapter.reason}{more}"
