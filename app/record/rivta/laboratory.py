"""GetLaboratoryOrderOutcome 4: an answer as a DiagnosticReport, each result as an Observation.

An analysis with several results (the finds of one culture) is several Observations; analyses that
a result led to (what an isolate is resistant to) are about that result: their `focus`, and its
members. What a specimen, an order or a device is, stands within the resource that it belongs to.
"""

from typing import NamedTuple

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.analysis import interpretations, range_of, state_of, value_in
from app.record.rivta.codes import concept, moment, words_of
from app.record.rivta.header import Header, identifier
from app.record.rivta.parts import (
    CATEGORY,
    NPU,
    V2_0074,
    concepts,
    filled,
    labelled,
    named,
    notes,
    person,
    plain_said,
    professional,
    said,
    standing,
    unit,
)
from app.record.rivta.reporting import order
from app.record.rivta.specimen import Specimens
from app.wire.xmltext import Node

_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
_REPORTS = frozenset(("registered", "partial", "preliminary", "final", "amended", "corrected"))
_OLDER = {"DEF": "final", "TILL": "appended", "PREL": "preliminary"}
_LABORATORY = {"coding": [{"system": CATEGORY, "code": "laboratory"}]}
_REPORTED = {"coding": [{"system": V2_0074, "code": "LAB"}], "text": "Laboratorium"}
_ACCESSION = {
    "coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "ACSN"}]
}


def resources(body: Node, header: Header) -> list[Json]:
    """Return the answer, then its results."""
    report = frame.begin(header, "DiagnosticReport")
    groups = body.all("groupOfAnalyses")
    outcome = _Outcome(header)
    for group in groups:
        about = _Context(category=_category(group))
        for node in group.all("analysis"):
            outcome.take(node, about)
    asked = _order(body, header)
    accession = identifier(body.one("laboratoryIdentifier"))
    own = [*named(identifier(body.one("identifier")))]
    own += [{"type": _ACCESSION, "value": accession}] if accession else []
    times = sorted(filter(None, (str(o.get("effectiveDateTime", "")) for o in outcome.made)))
    report |= filled(
        contained=[asked] if asked else [],
        identifier=[*report["identifier"], *own],
        basedOn=[{"reference": "#referral"}] if asked else [],
        status=standing(header, _state(body)),
        category=[_REPORTED],
        code=_code(groups, body, header),
        effectiveDateTime=times[0] if times else header.document_time,
        issued=header.recorded,
        result=[{"reference": f"Observation/{each['id']}"} for each in outcome.made],
        conclusion=_conclusion(groups, body),
    )
    return [report, *outcome.made]


def _state(body: Node) -> str:
    told = said(body, "type", "code")
    return told if told in _REPORTS else _OLDER.get(told, "unknown")


def _group_name(group: Node) -> str:
    return said(group, "name") or words_of(group.one("code"))


def _category(group: Node) -> list[Json]:
    """Return what an analysis is grouped by: rules can filter on it."""
    coded = concept(group.one("code"))
    name = _group_name(group)
    return [_LABORATORY, *([{**coded, "text": name}] if name else [])]


def _code(groups: list[Node], body: Node, header: Header) -> Json:
    """Return what the answer is about: its one group, what was ordered, or its groups by name."""
    if len(groups) == 1 and (name := _group_name(groups[0])):
        return {**concept(groups[0].one("code")), "text": name}
    ordered = [words_of(node) for node in body.all("referral", "requestedCareService")]
    names = dict.fromkeys(filter(None, ordered or map(_group_name, groups)))
    return {"text": ", ".join(names) or header.title or "Laboratoriesvar"}


def _conclusion(groups: list[Node], body: Node) -> str:
    """Return the words about the whole answer and about its groups."""
    lines = [plain_said(body, "text")]
    for group in groups:
        comment, name = plain_said(group, "comment"), _group_name(group)
        lines.append(labelled(name, comment) if name and len(groups) > 1 else comment)
    return "\n".join(filter(None, lines))


def _order(body: Node, header: Header) -> Json:
    """Return the order that is answered, and whom the answer went to."""
    node, receiver = body.one("referral"), unit(body.one("recipientUnit"))
    if not node and not receiver:
        return {}
    services = concepts(node.all("requestedCareService"))
    asking = professional(node.one("requester")) or receiver
    question = plain_said(node, "question")
    told = node.one("referralInformation")
    return order(
        identifier(node.one("identifier")),
        subject=frame.subject_of(header),
        code=services[0] if services else None,
        orderDetail=services[1:],
        authoredOn=moment(node.value("timestamp")),
        requester=asking,
        reasonCode=[{"text": question}] if question else [],
        note=notes(
            plain_said(told, "referralMedicalInformation"),
            plain_said(told, "referralComment"),
            labelled("Svar till", str(receiver.get("display", ""))),
            labelled("Frågor om svaret", plain_said(body, "contactInformation", "text")),
        ),
    )


class _Context(NamedTuple):
    """What an analysis has from the group or the result that it belongs to."""

    category: list[Json]
    specimens: Specimens | None = None  # related analyses are made of the same specimen
    focus: Json | None = None


class _Outcome:
    """The results of one answer as Observations, each with an id that it always has."""

    def __init__(self, header: Header) -> None:
        self._header = header
        self._used: dict[str, int] = {}
        self.made: list[Json] = []

    def take(self, node: Node, about: _Context) -> list[Json]:
        """Make an analysis' Observations, and those of what its results led to."""
        specimens = Specimens.of(node.all("specimen")) or about.specimens or Specimens()
        results = node.all("result")
        made = []
        for result in results or [node.one("result")]:
            found = self._observation(node, result, about, specimens)
            self.made.append(found)
            made.append(found)
            inner = about._replace(specimens=specimens, focus=_focus(found, result))
            members = [
                each for related in result.all("related") for each in self.take(related, inner)
            ]
            found |= filled(
                hasMember=[{"reference": f"Observation/{each['id']}"} for each in members]
            )
        return made

    def _observation(self, node: Node, result: Node, about: _Context, specimens: Specimens) -> Json:
        found = frame.begin(self._header, "Observation", self._suffix(node))
        found.pop("performer", None)
        taken = moment(node.value("timestamp"))
        signer = person(result.one("performerSignature"))
        devices = [identifier(each) for each in node.all("device", "identifier")]
        state, remark = state_of(node)
        comments = [plain_said(each, "comment") for each in (result, node)]
        value = value_in(result)
        found |= filled(
            contained=specimens.contained,
            identifier=[*found["identifier"], *named(identifier(node.one("identifier")))],
            status=standing(self._header, state),
            category=about.category,
            code=_named(node, result, specimens),
            focus=[about.focus] if about.focus else [],
            effectiveDateTime=specimens.taken or taken or self._header.document_time,
            issued=taken or self._header.recorded,
            performer=[signer] if signer else [],
            interpretation=interpretations(result),
            method=concept(node.one("method")),
            specimen=specimens.reference,
            device={"display": ", ".join(filter(None, devices))} if any(devices) else None,
            referenceRange=range_of(result),
            note=notes(*comments, remark, _accredited(node), *specimens.remarks),
            **value,
        )
        if not value:
            found |= _without_result(comments, state)
        return found

    def _suffix(self, node: Node) -> str:
        """Return what tells an analysis apart within its answer, wherever it stands in it."""
        key = identifier(node.one("identifier")) or said(node, "code", "code")
        key = key or words_of(node.one("code")) or "analysis"
        self._used[key] = self._used.get(key, 0) + 1
        return key if self._used[key] == 1 else f"{key}~{self._used[key]}"


def _accredited(node: Node) -> str:
    return "Analysen är inte ackrediterad" if node.value("accredited") == "false" else ""


def _focus(found: Json, result: Node) -> Json:
    """Return a result as what other analyses are about, by what was found."""
    coded = found.get("valueCodeableConcept", {})
    name = str(found.get("valueString") or coded.get("text") or words_of(result.one("type")))
    return {"reference": f"Observation/{found['id']}", **filled(display=name)}


def _named(node: Node, result: Node, specimens: Specimens) -> Json:
    """Return what was analysed: the result's own kind where it is another one than the analysis'.

    The material is named with it where no NPU code tells the system.
    """
    analysis, kind = concept(node.one("code")), concept(result.one("type"))
    names = [words_of(node.one("code"))]
    if kind and _codes(kind) != _codes(analysis) and words_of(result.one("type")) not in names:
        names.append(words_of(result.one("type")))
        analysis = {"coding": [*kind.get("coding", []), *analysis.get("coding", [])]}
    text = ", ".join(filter(None, names))
    if specimens.material and not _codes(analysis, npu_only=True):
        text = f"{text} ({specimens.material})" if text else specimens.material
    return filled(coding=analysis.get("coding", []), text=text or "Analys")


def _codes(told: Json, *, npu_only: bool = False) -> list[str]:
    codings = told.get("coding", [])
    return [str(c["code"]) for c in codings if not npu_only or c.get("system") == NPU]


def _without_result(comments: list[str], state: str) -> Json:
    """Say why there is no result: in the laboratory's words, or that it is awaited."""
    if text := next(filter(None, comments), ""):
        return {"dataAbsentReason": {"text": text}}
    if state == "final":
        return {}
    return {"dataAbsentReason": {"coding": [{"system": _ABSENT, "code": "temp-unknown"}]}}
