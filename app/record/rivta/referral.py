"""GetReferralOutcome 3: the answer as a DiagnosticReport, the referral as a ServiceRequest.

The contract calls `referralOutcomeText` the summing up: it is the conclusion, or where the text
sums itself up in the end, that is. Its title names the speciality (`Patologi`, `Logopedi`), in
words only: that decides the report's category, which errs on no side, as what is in no known class
stands among other reports.
"""

import re

from msgspec.structs import replace

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import concept, moment
from app.record.rivta.header import Header
from app.record.rivta.parts import (
    V2_0074,
    Content,
    concepts,
    filled,
    labelled,
    named,
    plain_said,
    professional,
    said,
    standing,
)
from app.record.rivta.reporting import Files, question_of
from app.record.rivta.summing import summed_up
from app.wire.xmltext import Node

_STATES = {"SS": "final", "SR": "partial"}
_CLASSES = (  # HL7 v2-0074, by how a speciality's name begins
    ("PAT", re.compile(r"\b(klinisk )?(histo|cyto)?patolog|\bcytolog|\bPAD\b", re.IGNORECASE)),
    ("RAD", re.compile(r"\bröntgen|radiolog|\bbild(diagnosti|- och funktion)", re.IGNORECASE)),
    ("CUS", re.compile(r"\bekokardiografi|\bultraljud hjärta", re.IGNORECASE)),
    ("PF", re.compile(r"\blungfunktion|\bspirometri", re.IGNORECASE)),
    ("GE", re.compile(r"genetik|genetisk", re.IGNORECASE)),
    ("MB", re.compile(r"mikrobiolog", re.IGNORECASE)),
)


def resources(body: Node, header: Header) -> list[Json]:
    """Return the answer, then the referral, pictures, documents and contents."""
    report = frame.begin(header, "DiagnosticReport")
    speciality = said(body, "referralOutcomeTitle")
    acts = body.all("act")
    told = plain_said(body, "referralOutcomeText")
    summary, rest = summed_up(told)
    files = Files(header, frame.reference(header, "DiagnosticReport"))
    files.words(rest if summary else "")
    files.words(question_of(plain_said(body, "referral", "referralReason")))
    files.words(_clinical(body), _acts(acts, header.title))
    for place, act in enumerate(acts, 1):
        _results(act, files, place)
    informed = body.all("clinicalInformation")
    request = _request(body, header, speciality)
    report |= filled(
        basedOn=[{"reference": f"ServiceRequest/{request['id']}"}],
        status=standing(header, _STATES.get(said(body, "referralOutcomeTypeCode"), "unknown")),
        category=[_category(acts, speciality, header)],
        code=_code(acts, speciality, header),
        effectiveDateTime=_performed(acts) or header.recorded or header.document_time,
        issued=header.document_time or header.recorded,
        media=files.media,
        conclusion=summary or told,
        conclusionCode=[each for node in informed if (each := _informed(node))],
        presentedForm=files.forms,
    )
    return [report, request, *files.made]


def _category(acts: list[Node], speciality: str, header: Header) -> Json:
    """Return the class of diagnostic service: as an act is coded, else as the speciality says."""
    for told in concepts(act.one("actCode") for act in acts):
        if any(coded.get("system") == V2_0074 for coded in told.get("coding", [])):
            return {**told, **filled(text=speciality)}
    for told_as in (speciality, header.title, header.org_unit.name or header.unit.name):
        for code, pattern in _CLASSES:
            if pattern.search(told_as):
                coded = {"system": V2_0074, "code": code}
                return {"coding": [coded], "text": speciality or told_as}
    return {"coding": [{"system": V2_0074, "code": "OTH"}], **filled(text=speciality)}


def _code(acts: list[Node], speciality: str, header: Header) -> Json:
    """Return what was answered: the document's title, else the one act, else the speciality."""
    act = acts[0] if len(acts) == 1 else None
    text = header.title or (said(act, "actText") if act else "") or speciality or "Remissvar"
    coded = concept(act.one("actCode")).get("coding", []) if act else []
    return filled(coding=coded, text=text)


def _performed(acts: list[Node]) -> str:
    times = sorted(at for act in acts if (at := moment(act.value("actTime"))))
    return times[0] if times else ""


def _clinical(body: Node) -> str:
    lines = []
    for node in body.all("clinicalInformation"):
        code = said(node, "clinicalInformationCode", "code")
        text = plain_said(node, "clinicalInformationText")
        told = f"{text} ({code})" if text and code else text or code
        lines.append(labelled("Klinisk information", told))
    return "\n".join(filter(None, lines))


def _informed(node: Node) -> Json:
    coded = concept(node.one("clinicalInformationCode"))
    text = plain_said(node, "clinicalInformationText")
    return {**coded, "text": text} if text else coded


def _acts(acts: list[Node], title: str) -> str:
    """Return what was done, a line each; nothing where that is what the report is called."""
    if [said(act, "actText") for act in acts] == [title] and not acts[0].one("actCode"):
        return ""
    lines = []
    for act in acts:
        code, at = said(act, "actCode", "code"), moment(act.value("actTime"))[:10]
        parts = (said(act, "actText"), f"({code})" if code else "", at)
        lines.append(labelled("Åtgärd", " ".join(filter(None, parts))))
    return "\n".join(filter(None, lines))


def _results(act: Node, files: Files, place: int) -> None:
    for number, node in enumerate(act.all("actResult"), 1):
        at = moment(act.value("actTime"))
        files.add(Content.of(node), f"result-{place}-{number}", said(act, "actText"), created=at)


def _request(body: Node, header: Header, speciality: str) -> Json:
    """Return the referral; it has its own author, time and care contact."""
    referral = body.one("referral")
    author = referral.one("referralAuthor")
    own = replace(header, care_contact=said(referral, "careContactId"))
    request = frame.begin(own, "ServiceRequest", "referral")
    request.pop("requester", None)
    reason = plain_said(referral, "referralReason")
    answered = said(body, "referralOutcomeTypeCode") == "SS"
    request |= filled(
        identifier=[*request["identifier"], *named(said(referral, "referralId"))],
        status=standing(header, "completed" if answered else "active"),
        intent="order",
        code={"text": labelled("Remiss", speciality) or "Remiss"},
        authoredOn=moment(referral.value("referralTime")) or moment(author.value("authorTime")),
        requester=professional(author),
        reasonCode=[{"text": reason}] if reason else [],
    )
    return request
