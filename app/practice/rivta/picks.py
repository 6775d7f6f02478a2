"""The practice meeting's picks, as a console stores them that reads the records through RIV-TA."""

from app.overview.references import RECORD_SYSTEM, as_reference
from app.overview.shape import Json, child, children, string
from app.practice.body import decode
from app.practice.rivta.headers import document_id
from app.practice.rivta.observations import category_of
from app.practice.rivta.record import Record, patient_of
from app.practice.rivta.statements import is_radiology
from app.practice.store import Store
from app.wire import interactions as named
from app.wire.envelope import Interaction

_CONTRACTS = {
    "AllergyIntolerance": named.GET_ALERT_INFORMATION,
    "CarePlan": named.GET_CARE_PLANS,
    "Condition": named.GET_DIAGNOSIS,
    "DocumentReference": named.GET_CARE_DOCUMENTATION,
    "Flag": named.GET_ALERT_INFORMATION,
    "MedicationStatement": named.GET_MEDICATION_HISTORY,
    "Procedure": named.GET_ACTIVITIES,
}


def name_picks(store: Store) -> None:
    """Name what was picked for each case by source system and record id, in place of a FHIR id.

    What no contract carries as a record of its own (one analysis of a sampling) stays as it is.
    """
    for version in list(store.all("ServiceRequest")):
        request = decode(version.body or b"{}")
        if picked := children(request, "supportingInfo"):
            told = [_named(each, request, store) for each in picked]
            store.put({**request, "supportingInfo": told}, version.id)


def _named(pick: Json, request: Json, store: Store) -> Json:
    patient = patient_of(store, string(child(request, "subject"), "reference"))
    if patient is None:
        return pick
    record = Record(store, patient)
    resource = record.get(string(pick, "reference"))
    contract = _contract_of(resource)
    if contract is None:
        return pick
    system = f"{RECORD_SYSTEM}/{contract.name}/{record.writer(resource).source_system}"
    name = f"{resource['resourceType']}?identifier={system}|{document_id(resource)}"
    display = {"display": pick["display"]} if "display" in pick else {}
    return as_reference(name) | display


def _contract_of(resource: Json) -> Interaction | None:
    kind = string(resource, "resourceType")
    if kind == "DiagnosticReport":
        return named.GET_IMAGING_OUTCOME if is_radiology(resource) else named.GET_REFERRAL_OUTCOME
    if kind == "Observation" and category_of(resource) != "laboratory":
        return named.GET_OBSERVATIONS
    return _CONTRACTS.get(kind)
