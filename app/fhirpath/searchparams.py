"""The FHIR R4 search parameters that `narrow` may use: per resource, element to parameter.

From the R4 specification's search parameter registry; tokens and dates on elements of the resource
itself only. An element that is not here is never asked for.
"""

from collections.abc import Mapping

_CLINICAL = {"clinicalStatus": "clinical-status", "verificationStatus": "verification-status"}
_STATUS = {"status": "status"}
_MEDICATION = {"medication": "code"}  # as a CodeableConcept

TOKEN_PARAMETERS: Mapping[str, Mapping[str, str]] = {
    "AllergyIntolerance": {
        **_CLINICAL,
        "category": "category",
        "code": "code",
        "criticality": "criticality",
        "type": "type",
    },
    "Appointment": {**_STATUS, "serviceType": "service-type", "specialty": "specialty"},
    "CarePlan": {**_STATUS, "category": "category", "intent": "intent"},
    "CareTeam": {**_STATUS, "category": "category"},
    "Communication": {**_STATUS, "category": "category"},
    "Composition": {**_STATUS, "category": "category", "type": "type"},
    "Condition": {**_CLINICAL, "category": "category", "code": "code", "severity": "severity"},
    "Consent": {**_STATUS, "category": "category", "scope": "scope"},
    "DiagnosticReport": {**_STATUS, "category": "category", "code": "code"},
    "DocumentReference": {**_STATUS, "category": "category", "type": "type"},
    "Encounter": {**_STATUS, "class": "class", "type": "type"},
    "EpisodeOfCare": {**_STATUS, "type": "type"},
    "FamilyMemberHistory": {**_STATUS, "relationship": "relationship"},
    "Goal": {"lifecycleStatus": "lifecycle-status", "category": "category"},
    "ImagingStudy": _STATUS,
    "Immunization": {**_STATUS, "vaccineCode": "vaccine-code"},
    "List": {**_STATUS, "code": "code"},
    "Media": {**_STATUS, "type": "type", "modality": "modality", "view": "view"},
    "MedicationAdministration": {**_STATUS, **_MEDICATION},
    "MedicationDispense": {**_STATUS, **_MEDICATION, "type": "type"},
    "MedicationRequest": {**_STATUS, **_MEDICATION, "category": "category", "intent": "intent"},
    "MedicationStatement": {**_STATUS, **_MEDICATION, "category": "category"},
    "Observation": {**_STATUS, "category": "category", "code": "code", "method": "method"},
    "Procedure": {**_STATUS, "category": "category", "code": "code"},
    "QuestionnaireResponse": _STATUS,
    "ServiceRequest": {**_STATUS, "category": "category", "code": "code", "intent": "intent"},
    "Specimen": {**_STATUS, "type": "type"},
    "Task": {**_STATUS, "code": "code", "intent": "intent"},
}

DATE_PARAMETERS: Mapping[str, Mapping[str, str]] = {
    "AllergyIntolerance": {"recordedDate": "date", "lastOccurrence": "last-date"},
    "Appointment": {"start": "date"},
    "CarePlan": {"period": "date"},
    "CareTeam": {"period": "date"},
    "Composition": {"date": "date"},
    "Condition": {"onset": "onset-date", "recordedDate": "recorded-date"},
    "Consent": {"dateTime": "date"},
    "DiagnosticReport": {"effective": "date", "issued": "issued"},
    "DocumentReference": {"date": "date"},
    "Encounter": {"period": "date"},
    "EpisodeOfCare": {"period": "date"},
    "FamilyMemberHistory": {"date": "date"},
    "ImagingStudy": {"started": "started"},
    "Immunization": {"occurrence": "date"},
    "List": {"date": "date"},
    "MedicationAdministration": {"effective": "effective-time"},
    "MedicationRequest": {"authoredOn": "authoredon"},
    "MedicationStatement": {"effective": "effective"},
    "Observation": {"effective": "date"},
    "Procedure": {"performed": "date"},
    "QuestionnaireResponse": {"authored": "authored"},
    "ServiceRequest": {"authoredOn": "authored", "occurrence": "occurrence"},
}
