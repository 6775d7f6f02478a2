"""GetMedicationHistory 2: a prescription as a MedicationStatement; what was given beside it.

A prescription is active while it is the last of its chain; whether the treatment goes on is told
by its end. `since` is when the treatment began, of what goes on; of what has ended, when that
prescription did. Authorizations to dispense stand within the statement as MedicationRequests.
"""

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import concept, day, moment, period, words_of
from app.record.rivta.dosing import dosages
from app.record.rivta.drugs import medication
from app.record.rivta.header import Header, identifier
from app.record.rivta.parts import (
    concepts,
    double,
    filled,
    labelled,
    named,
    notes,
    plain_number,
    plain_said,
    professional,
    said,
    standing,
)
from app.wire.xmltext import Node

_OWN = "Egenmedicinering"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/medication-statement-category"


def resources(body: Node, header: Header) -> list[Json]:
    """Return the statement, then what was given."""
    node = body.one("medicationPrescription")
    authorized = node.one("dispensationAuthorization")
    drug = node.one("drug") or authorized.one("drug")
    state = _status(node, header.today)
    statement = frame.begin(header, "MedicationStatement")
    statement |= filled(
        contained=[medication(drug, header.title), *_request(authorized, header)],
        identifier=[*statement["identifier"], *_numbers(node)],
        basedOn=[{"reference": "#prescription"}] if authorized else [],
        status=standing(header, state),
        statusReason=concepts([node.one("endOfTreatmentReason")]),
        category=_category(node),
        medicationReference={"reference": "#medication"},
        effectivePeriod=_span(node, goes_on=state == "active"),
        dateAsserted=moment(node.value("prescriber", "authorTime")) or header.recorded,
        informationSource=_source(node, header) or statement.get("informationSource"),
        derivedFrom=_relations(node),
        reasonCode=_reasons(node),
        note=notes(*_remarks(node, drug)),
        dosage=dosages(node.one("drug")) or _signatura(authorized),
    )
    given = enumerate(node.all("administration"), 1)
    return [statement, *(_given(each, place, drug, header) for place, each in given)]


def _status(node: Node, today: str) -> str:
    """Return whether a treatment is to begin, goes on or has ended, and whether by a decision."""
    start, end = day(node.value("startOfTreatment")), day(node.value("endOfTreatment"))
    stopping = said(node, "typeOfPrescription") == "U"
    decided = stopping or bool(words_of(node.one("endOfTreatmentReason")))
    over = said(node, "prescriptionStatus") == "Inactive"
    if over or (end and end < today) or (stopping and end <= today):
        return "stopped" if decided else "completed"
    return "intended" if today and start > today else "active"


def _span(node: Node, *, goes_on: bool) -> Json:
    """Return from when: of what goes on since the first of its chain, else of itself."""
    start = moment(node.value("startOfTreatment"))
    first = moment(node.value("startOfFirstTreatment"))
    since = (first or start) if goes_on else (start or first)
    return filled(start=since, end=moment(node.value("endOfTreatment")))


def _numbers(node: Node) -> list[Json]:
    chain = identifier(node.one("prescriptionChainId"))
    told = named(identifier(node.one("prescriptionId")))
    return [*told, *([{"type": {"text": "Ordinationskedja"}, "value": chain}] if chain else [])]


def _by_patient(node: Node) -> bool:
    return node.value("selfMedication") == "true"


def _category(node: Node) -> Json | None:
    if not _by_patient(node):
        return None
    return {"coding": [{"system": _CATEGORY, "code": "patientspecified"}], "text": _OWN}


def _source(node: Node, header: Header) -> Json:
    """Return who decided: the patient, or the prescriber."""
    if _by_patient(node):
        return frame.subject_of(header)
    return professional(node.one("prescriber"))


def _relations(node: Node) -> list[Json]:
    """Return what a prescription refers to, by its number elsewhere."""
    found = []
    if before := identifier(node.one("precedingPrescriptionId")):
        found.append({"identifier": {"value": before}, "display": "Föregående ordination"})
    for relation in node.all("relation"):
        kind = words_of(relation.one("code"))
        for each in relation.all("referredInformation"):
            number = identifier(each.one("id"))
            name = labelled(kind, words_of(each.one("type"))) or kind
            told = filled(identifier={"value": number} if number else {}, display=name)
            found += [told] if told else []
    return found


def _reasons(node: Node) -> list[Json]:
    found = []
    for each in (
        *node.all("principalPrescriptionReason"),
        *node.all("additionalPrescriptionReason"),
    ):
        coded, other = concept(each.one("reason")), said(each, "otherReason")
        told = {**coded, "text": other} if other else coded
        found += [told] if told else []
    return found


def _remarks(node: Node, drug: Node) -> list[str]:
    """Return what a statement has no other place for."""
    evaluator = node.one("evaluator")
    done_by = str(professional(evaluator).get("display", ""))
    prescriber = str(professional(node.one("prescriber")).get("display", ""))
    start = day(node.value("startOfTreatment"))
    first = day(node.value("startOfFirstTreatment"))
    return [
        plain_said(node, "prescriptionNote"),
        plain_said(drug, "comment"),
        labelled("Ändamål", said(node, "treatmentPurpose")),
        labelled("Ordinationen gäller från", start if first and start != first else ""),
        labelled("Utvärderas", day(node.value("evaluationTime"))),
        labelled(
            "Utvärderad", " ".join(filter(None, (day(evaluator.value("authorTime")), done_by)))
        ),
        _OWN if _by_patient(node) else "",
        labelled("Ordinatör", prescriber) if _by_patient(node) else "",
    ]


def _signatura(authorized: Node) -> list[Json]:
    """Return how a dispensed medicine is taken: as its package says, before how else it is told."""
    text = said(authorized, "prescriptionSignatura")
    told = dosages(authorized.one("drug")) or [{}]
    first = told[0]
    if text and (other := first.get("text", text)) != text:
        further = [{"text": other}, *first.get("additionalInstruction", ())]
        first = {**first, "additionalInstruction": further}
    return [each for each in ({**first, **filled(text=text)}, *told[1:]) if each]


def _request(authorized: Node, header: Header) -> list[Json]:
    """Return the authorization to dispense, and its own medicine where it names one."""
    if not authorized:
        return []
    drug = authorized.one("drug")
    own = [medication(drug, header.title, "dispensed")] if drug else []
    writer = authorized.one("dispensationAuthorizer")
    amount, unit = plain_number(authorized.value("totalAmount")), said(authorized, "packageUnit")
    pharmacy = identifier(authorized.one("receivingPharmacy"))
    kept = said(authorized, "nonReplaceable")
    until, first = (day(authorized.value(n)) for n in ("validUntil", "firstDispensationBefore"))
    request = filled(
        identifier=named(identifier(authorized.one("dispensationAuthorizationId"))),
        status="active",
        intent="order",
        medicationReference={"reference": "#dispensed" if own else "#medication"},
        subject=frame.subject_of(header),
        authoredOn=moment(writer.value("authorTime")),
        requester=professional(writer),
        dosageInstruction=_signatura(authorized),
        dispenseRequest=filled(
            validityPeriod={"end": until} if until else {},
            quantity=filled(value=amount, unit=unit) if amount is not None else {},
            dispenseInterval=double(authorized.one("minimumDispensationInterval")),
            performer={"identifier": {"value": pharmacy}} if pharmacy else {},
        ),
        substitution=_kept(kept) if kept else None,
        note=notes(
            said(authorized, "dispensationAuthorizerComment"),
            labelled("Distribution", said(authorized, "distributionMethod")),
            labelled("Första uttag före", first),
            plain_said(drug, "comment"),
        ),
    )
    return [*own, {"resourceType": "MedicationRequest", "id": "prescription", **request}]


def _kept(decided_by: str) -> Json:
    """Return that the product must not be exchanged, and who decided that."""
    who = {"Prescriber": "förskrivaren", "Patient": "patienten"}.get(decided_by, decided_by)
    return {"allowedBoolean": False, "reason": {"text": f"Bytes ej: {who}"}}


def _given(node: Node, place: int, prescribed: Node, header: Header) -> Json:
    """Return one occasion on which the medicine was given."""
    number = identifier(node.one("administrationId"))
    given = frame.begin(header, "MedicationAdministration", f"administration-{number or place}")
    drug = node.one("drug") or prescribed
    told = dosages(node.one("drug"))
    span = period(node.one("administrationTime"))
    at_once = len(set(span.values())) == 1
    actor = professional(node.one("administeringHealthcareProfessional"))
    given |= filled(
        contained=[medication(drug, header.title)],
        identifier=[*given["identifier"], *named(number)],
        status=standing(header, "completed"),
        medicationReference={"reference": "#medication"},
        effectiveDateTime=next(iter(span.values())) if at_once else None,
        effectivePeriod=None if at_once else span,
        supportingInformation=[{"reference": frame.reference(header, "MedicationStatement")}],
        performer=[{"actor": actor}] if actor else [],
        dosage=filled(
            text="; ".join(dict.fromkeys(_words(told))),
            route=concept(node.one("routeOfAdministration"))
            or concept(drug.one("drug", "routeOfAdministration")),
        ),
        note=notes(plain_said(node, "administrationComment"), plain_said(drug, "comment")),
    )
    return given


def _words(dosage: list[Json]) -> list[str]:
    """Return dosages in words; an administration has no place for their structure."""
    more = [each for told in dosage for each in told.get("additionalInstruction", [])]
    return [str(each["text"]) for each in (*dosage, *more) if "text" in each]
