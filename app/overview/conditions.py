"""The standard reading of alerts (AllergyIntolerance, Flag) and of diagnoses (Condition)."""

from typing import Any

from app.overview.facts import heading, notes
from app.overview.index import RecordIndex
from app.overview.shape import Json, child, children, string
from app.overview.times import when
from app.overview.wording import (
    ICD_10_SE,
    clean,
    code_of,
    concept_text,
    concept_texts,
    status_code,
)


def read_alert(resource: Json, index: RecordIndex) -> list[dict[str, Any]]:
    """Return the fields of an `AlertRow` for an AllergyIntolerance, a Flag or the like."""
    del index
    reactions = children(resource, "reaction")
    manifestations = [text for r in reactions for text in concept_texts(r, "manifestation")]
    described = [text for r in reactions if (text := clean(string(r, "description")))]
    severe = string(resource, "criticality") == "high" or any(
        string(reaction, "severity") == "severe" for reaction in reactions
    )
    return [
        {
            "text": heading(resource),
            "reactions": tuple(dict.fromkeys(manifestations or described)),
            "severe": severe,
            "certainty": status_code(resource, "verificationStatus"),
            "since": when(resource, "onset", "period", "recordedDate"),
        }
    ]


def read_diagnosis(resource: Json, index: RecordIndex) -> list[dict[str, Any]]:
    """Return the fields of a `DiagnosisRow` for a Condition."""
    code = child(resource, "code")
    return [
        {
            "text": heading(resource),
            "code": clean(code_of(code, ICD_10_SE)),
            "status": status_code(resource, "clinicalStatus"),
            "since": when(resource, "onset", "recordedDate"),
            "detail": "; ".join(_details(resource, index)),
        }
    ]


def _details(condition: Json, index: RecordIndex) -> list[str]:
    """Side and site, stage with its kind, severity: what the code does not tell."""
    stages = [
        " ".join(part for part in (concept_text(child(stage, "type")), summary) if part)
        for stage in children(condition, "stage")
        if (summary := _stage(stage, condition, index))
    ]
    severity = concept_text(child(condition, "severity"))
    parts = [*concept_texts(condition, "bodySite"), *stages, severity, *notes(condition)]
    return list(dict.fromkeys(part for part in parts if part))


def _stage(stage: Json, condition: Json, index: RecordIndex) -> str:
    if summary := concept_text(child(stage, "summary")):
        return summary
    assessed = (index.resolve(ref, condition) for ref in children(stage, "assessment"))
    values = (concept_text(child(found, "valueCodeableConcept")) for found in assessed)
    return ", ".join(value for value in values if value)
