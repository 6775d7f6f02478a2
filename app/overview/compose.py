"""From a record and a conference definition to the overview: one pure function.

It may be called for every answer that comes in; it never fails on anything a record may hold.
"""

from collections import Counter
from datetime import datetime

from app.model.case import Patient, Pick, Question
from app.model.definition import ConferenceDefinition, InformationKind, SectionKind
from app.model.overview import Answer, NotShown, NotShownReason, Overview, Section
from app.overview.collector import uncollected
from app.overview.document import document_sections
from app.overview.language import speaking
from app.overview.news import with_news
from app.overview.picked import picked_sections
from app.overview.preparing import Prepared, prepare
from app.overview.record import Record
from app.overview.resource_types import ADMINISTRATIVE, SUPPORTING
from app.overview.sections import Composing, compose_section
from app.overview.shape import children, string


@uncollected
def compose(
    definition: ConferenceDefinition,
    record: Record,
    *,
    patient: Patient,
    question: Question,
    as_of: datetime,
    picks: tuple[Pick, ...] = (),
    case_number: int = 0,
    practice: bool = False,
    language: str = "sv",
    since: str = "",
) -> Overview:
    """Return the overview of what is known so far. `as_of` is aware; `language` is `sv` or `en`.

    `since` is a FHIR dateTime, the patient's last conference: what is newer is marked as such.

    Raises DefinitionError when the definition itself is wrong, and nothing else.
    """
    prepared = prepare(definition)
    composing = Composing.of(record, patient, picks, as_of)
    with speaking(language):
        sections = with_news(_sections(prepared, composing), since)
    return Overview(
        definition=definition.canonical,
        definition_title=definition.title,
        patient=patient,
        question=question,
        as_of=as_of,
        case_number=case_number,
        since=since,
        sections=tuple(sections),
        missing=_missing(prepared, sections),
        not_shown=_not_shown(composing),
        practice=practice,
    )


def _sections(prepared: Prepared, composing: Composing) -> list[Section]:
    """Return alerts, what was picked for today and stands nowhere else, and all other sections."""
    made = [compose_section(section, composing) for section in prepared.sections]
    first = sum(section.kind is SectionKind.ALERTS for section in made)
    picked = picked_sections(composing)
    return [*made[:first], *picked, *made[first:], *document_sections(composing, prepared.sections)]


def _missing(prepared: Prepared, sections: list[Section]) -> tuple[InformationKind, ...]:
    """Return the required kinds of which every section that would inform has nothing documented.

    What could not be fetched, or is still being fetched, is not called missing.
    """
    answers = {section.key: section.answer for section in sections}
    return tuple(
        kind
        for kind in prepared.definition.requires
        if all(
            answers[section.definition.key] is Answer.NOT_DOCUMENTED
            for section in prepared.sections
            if kind in section.definition.informs
        )
    )


def _not_shown(composing: Composing) -> tuple[NotShown, ...]:
    """Return everything of the record that is not in the overview, by type and reason."""
    _mark_panels(composing)
    counts: Counter[tuple[str, NotShownReason]] = Counter(composing.held.set_aside)
    for set_aside in composing.record.set_aside:
        counts[set_aside.resource_type, set_aside.reason] += set_aside.count
    for resource_type, count in composing.held.unshown().items():
        counts[resource_type, NotShownReason.NO_SECTION] += count
    return tuple(
        NotShown(resource_type=resource_type, count=count, reason=_sharpened(resource_type, reason))
        for (resource_type, reason), count in sorted(counts.items())
        if count and not (resource_type in SUPPORTING and reason is NotShownReason.NO_SECTION)
    )


def _mark_panels(composing: Composing) -> None:
    """Call a report that only bundles results shown when all of its results are."""
    held = composing.held
    for report in held.of_type("DiagnosticReport"):
        results = [held.resolve(each, report) for each in children(report, "result")]
        empty = not string(report, "conclusion") and not children(report, "presentedForm")
        if results and empty and all(held.is_shown(result) for result in results):
            held.mark_shown(report)


def _sharpened(resource_type: str, reason: NotShownReason) -> NotShownReason:
    administrative = resource_type in ADMINISTRATIVE and reason is NotShownReason.NO_SECTION
    return NotShownReason.ADMINISTRATIVE if administrative else reason
