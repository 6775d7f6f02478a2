"""What is planned for a case: its ServiceRequest. Pure. Mapping: docs/host.md, "case"."""

from datetime import datetime

from app.host import codes
from app.host.times import instant
from app.model.case import Case, Pick
from app.overview.references import as_reference, name_in
from app.overview.shape import Json, children, strings

KIND = "extra-case"


def unique(meeting_id: str, case: Case) -> tuple[str, str]:
    """Return the identifier of an extra case: one for each patient of a meeting."""
    return codes.RESOURCE_ID, codes.resource_id(meeting_id, case.patient.reference, KIND, 0)


def new_request(meeting_id: str, case: Case, at: datetime) -> Json:
    """Return the ServiceRequest of a case that was added to the agenda during the meeting."""
    system, value = unique(meeting_id, case)
    request: Json = {
        "resourceType": "ServiceRequest",
        "identifier": [{"system": system, "value": value}],
        "status": "active",
        "intent": "order",
        "code": {"text": "Multidisciplinär konferens"},
        "subject": {"reference": case.patient.reference},
        "authoredOn": instant(at),
    }
    if case.presenter and not case.presenter.startswith("urn:"):
        request["requester"] = {"reference": case.presenter}
    if question := case.question.text.strip():
        request["reasonCode"] = [{"text": question}]
    if background := case.question.background.strip():
        request["note"] = [{"text": background}]
    return _with_definition(request, case.definition)


def picks_of(request: Json) -> tuple[Pick, ...]:
    """Return what was picked by hand for the case."""
    references = (name_in(each) for each in children(request, "supportingInfo"))
    return tuple(Pick(reference=each) for each in references if each)


def definition_of(request: Json) -> str:
    """Return the url of the case's own conference definition, "" where it has none."""
    return next(iter(strings(request, "instantiatesUri")), "")


def with_plan(request: Json, base: Case, ours: Case) -> Json:
    """Return the request with what we changed since `base`; what others changed since stays."""
    gone = {pick.reference for pick in base.picks} - {pick.reference for pick in ours.picks}
    held = [each for each in children(request, "supportingInfo") if name_in(each) not in gone]
    there = {name_in(each) for each in held}
    added = [p for p in ours.picks if p not in base.picks and p.reference not in there]
    told = {name: each for name, each in request.items() if name != "supportingInfo"}
    if information := [*held, *(as_reference(each.reference) for each in added)]:
        told["supportingInfo"] = information
    if ours.definition == base.definition:
        return told
    return _with_definition(told, ours.definition)


def _with_definition(request: Json, url: str) -> Json:
    others = {name: each for name, each in request.items() if name != "instantiatesUri"}
    further = strings(request, "instantiatesUri")[1:]
    urls = [*([url] if url else []), *further]
    return others | {"instantiatesUri": urls} if urls else others
