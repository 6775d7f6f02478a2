"""The standard reading of imaging and pathology statements: the conclusion before the report."""

from collections.abc import Iterable
from typing import Any

from app.overview.attachments import attachment_text, content_text
from app.overview.facts import components, fact_time, heading, notes
from app.overview.index import RecordIndex
from app.overview.shape import Json, child, children, string
from app.overview.times import when
from app.overview.values import value_of
from app.overview.wording import clean, concept_text, concept_texts, narrative_text, worded


def read_statement(resource: Json, index: RecordIndex) -> list[dict[str, Any]]:
    """Return the fields of a `StatementRow` for a report, a study, a document or a finding."""
    match resource.get("resourceType"):
        case "DiagnosticReport":
            conclusion, text = _report(resource, index)
        case "DocumentReference":
            conclusion, text = worded(resource, "description"), content_text(resource)
        case "ImagingStudy":
            conclusion, text = "", "\n".join([*_series(resource), *notes(resource)])
        case "Observation":
            found = [value_of(resource).in_words, components(resource)]
            conclusion = "\n".join(part for part in found if part)
            text = "\n".join(notes(resource))
        case _:
            outcome = concept_texts(resource, "outcome") or concept_texts(resource, "conclusion")
            conclusion, text = ", ".join(outcome), "\n".join(notes(resource))
    if not conclusion and not text:
        text = narrative_text(resource)
    return [
        {
            "title": heading(resource),
            "at": when(resource, "effective", "started", "issued") or fact_time(resource),
            "status": clean(string(resource, "status")),
            "conclusion": conclusion,
            "text": "" if text == conclusion else text,
        }
    ]


def reported_studies(resources: Iterable[Json], index: RecordIndex) -> set[int]:
    """Return the identities of imaging studies whose statement is among the resources.

    The statement tells of them; a row of the study itself would say nothing more.
    """
    return {
        id(index.resolve(reference, report))
        for report in resources
        for reference in children(report, "imagingStudy")
    }


def _report(report: Json, index: RecordIndex) -> tuple[str, str]:
    coded = ", ".join(concept_texts(report, "conclusionCode"))
    conclusion = worded(report, "conclusion") or coded
    forms = [attachment_text(form) for form in children(report, "presentedForm")]
    results = [_result(reference, report, index) for reference in children(report, "result")]
    parts = [part for part in (*forms, *results) if part]
    return conclusion, "\n".join(part for part in parts if part != conclusion)


def _result(reference: Json, report: Json, index: RecordIndex) -> str:
    """Return one finding that a report points at; it is shown with the report."""
    found = index.resolve(reference, report)
    if not found:
        return clean(string(reference, "display"))
    index.mark_shown(found)
    value = value_of(found).in_words or components(found)
    return f"{heading(found)}: {value}" if value else heading(found)


def _series(study: Json) -> list[str]:
    procedures = concept_texts(study, "procedureCode")
    series = (
        worded(entry, "description") or concept_text({"coding": [child(entry, "modality")]})
        for entry in children(study, "series")
    )
    return list(dict.fromkeys(part for part in (*procedures, *series) if part))
