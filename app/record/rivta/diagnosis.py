"""GetDiagnosis 2: a diagnosis as a Condition.

The contract tells no clinical status, no end and no stage: none is made up.
"""

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import concept, known, moment
from app.record.rivta.header import Header
from app.record.rivta.parts import filled, said
from app.wire.xmltext import Node

CATEGORY = "http://terminology.hl7.org/CodeSystem/condition-category"
VERIFICATION = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_RELATED = "http://hl7.org/fhir/StructureDefinition/condition-related"
_SECONDARY = "Bidiagnos"
_ICD_10_SE = "urn:oid:1.2.752.116.1.1.1.1.3"
_BY_NAME = dict.fromkeys(("ICD-10", "ICD-10-SE", "ICD10", "ICD10SE", "ICD-10 SE"), _ICD_10_SE)


def resources(body: Node, header: Header) -> list[Json]:
    """Return the Condition."""
    condition = frame.begin(header, "Condition")
    condition |= filled(
        category=_categories(body),
        code=concept(body.one("diagnosisCode"), _BY_NAME),
        onsetDateTime=moment(body.value("diagnosisTime")),
        verificationStatus=taken_back(header),
        extension=[*condition.get("extension", ()), *_related(body, header)],
    )
    return [condition]


def taken_back(header: Header) -> Json | None:
    """Return the status of a Condition that was taken back, None of any other."""
    if not header.nullified:
        return None
    return {"coding": [{"system": VERIFICATION, "code": "entered-in-error"}]}


def _categories(body: Node) -> list[Json]:
    """Return whether it is a diagnosis of the contact, or (a chronic secondary one) of the list."""
    kind = said(body, "typeOfDiagnosis")
    chronic = known(body.value("chronicDiagnosis")).lower() in {"true", "1"}
    of_contact = {"coding": [{"system": CATEGORY, "code": "encounter-diagnosis"}], "text": kind}
    listed = [{"system": CATEGORY, "code": "problem-list-item"}]
    if chronic and kind == _SECONDARY:
        return [{"coding": listed, "text": f"{kind}, kronisk"}]
    return [
        *([of_contact] if kind else []),
        *([{"coding": listed, "text": "Kronisk diagnos"}] if chronic else []),
    ]


def _related(body: Node, header: Header) -> list[Json]:
    """Return the references to diagnoses of the same system that this one belongs to."""
    ids = [known(each.text) for each in body.all("relatedDiagnosis", "documentId")]
    return [
        {"url": _RELATED, "valueReference": frame.sibling(header, "Condition", own)}
        for own in ids
        if own
    ]
