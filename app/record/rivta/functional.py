"""GetFunctionalStatus 2: each assessment as a Condition; the category tells it from a diagnosis.

An assessment of activities of daily living (`pad-pad`) becomes one for each activity; one of a
disability (`fun-fun`) has the code of the International Classification of Functioning.
"""

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import concept
from app.record.rivta.diagnosis import taken_back
from app.record.rivta.header import Header
from app.record.rivta.parts import filled, notes, plain_said, said
from app.wire.xmltext import Node

_SYSTEM = "https://samsyn.se/fhir/CodeSystem/functional-status"
_KINDS = {"pad-pad": "PADL-bedömning", "fun-fun": "Funktionsnedsättning"}


def resources(body: Node, header: Header) -> list[Json]:
    """Return the Conditions; one of the comment alone where there is nothing else."""
    remark, disability = plain_said(body, "comment"), body.one("disability")
    found = [
        (concept(each.one("typeOfAssessment")), plain_said(each, "assessment"))
        for each in body.all("padl")
    ]
    if disability:
        code = concept(disability.one("disabilityAssessment"))
        found.append((code, plain_said(disability, "comment")))
    return [
        _condition(header, said(body, "assessmentCategory"), code, (words, remark), place)
        for place, (code, words) in enumerate(found or [({}, "")])
    ]


def _condition(header: Header, kind: str, code: Json, words: tuple[str, str], place: int) -> Json:
    named = _KINDS.get(kind, kind)
    condition = frame.begin(header, "Condition", f"{place + 1}" if place else "")
    category = filled(coding=[{"system": _SYSTEM, "code": kind}] if kind else [], text=named)
    return condition | filled(
        category=[category] if category else [],
        code=code or ({"text": named} if named else {}),
        verificationStatus=taken_back(header),
        note=notes(*words),
        recordedDate=header.document_time or header.recorded,
    )
