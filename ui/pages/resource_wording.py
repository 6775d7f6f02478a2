"""What FHIR's resource types are called, for naming what no section shows."""

from PySide6.QtCore import QCoreApplication

from ui.pages.wording import recorded

translate = QCoreApplication.translate


def resource(kind: str) -> str:
    """Name a FHIR resource type in words; an unusual one by its own name."""
    return {
        "AllergyIntolerance": translate("Pages", "allergies and intolerances"),
        "Appointment": translate("Pages", "appointments"),
        "CarePlan": translate("Pages", "care plans"),
        "CareTeam": translate("Pages", "care teams"),
        "Claim": translate("Pages", "claims"),
        "Communication": translate("Pages", "messages"),
        "Condition": translate("Pages", "diagnoses and problems"),
        "Consent": translate("Pages", "consents"),
        "Coverage": translate("Pages", "insurances"),
        "Device": translate("Pages", "devices"),
        "DiagnosticReport": translate("Pages", "reports"),
        "DocumentReference": translate("Pages", "documents"),
        "Encounter": translate("Pages", "contacts"),
        "EpisodeOfCare": translate("Pages", "episodes of care"),
        "ExplanationOfBenefit": translate("Pages", "reimbursements"),
        "FamilyMemberHistory": translate("Pages", "family histories"),
        "Flag": translate("Pages", "alerts"),
        "Goal": translate("Pages", "goals"),
        "ImagingStudy": translate("Pages", "imaging studies"),
        "Immunization": translate("Pages", "vaccinations"),
        "Location": translate("Pages", "places"),
        "Media": translate("Pages", "pictures and films"),
        "Medication": translate("Pages", "medicinal products"),
        "MedicationAdministration": translate("Pages", "administrations of medicines"),
        "MedicationDispense": translate("Pages", "dispensed medicines"),
        "MedicationRequest": translate("Pages", "prescriptions"),
        "MedicationStatement": translate("Pages", "medicines"),
        "Observation": translate("Pages", "observations"),
        "Organization": translate("Pages", "organisations"),
        "Practitioner": translate("Pages", "health care staff"),
        "PractitionerRole": translate("Pages", "roles of staff"),
        "Procedure": translate("Pages", "procedures"),
        "Provenance": translate("Pages", "notes of origin"),
        "QuestionnaireResponse": translate("Pages", "answered questionnaires"),
        "RelatedPerson": translate("Pages", "next of kin"),
        "ServiceRequest": translate("Pages", "referrals and orders"),
        "Specimen": translate("Pages", "specimens"),
        "Task": translate("Pages", "tasks"),
    }.get(kind, recorded(kind))
