"""The interactions of RIV-TA that Samsyn asks, and that its practice host answers: names only.

Their major versions are those that NPÖ uses; source: the service contracts' schemas.
"""

from app.wire.envelope import Interaction

_DESCRIPTION = "clinicalprocess:healthcond:description"
_OUTCOME = "clinicalprocess:healthcond:actoutcome"
_PRESCRIPTION = "clinicalprocess:activityprescription:actoutcome"
_LOGISTICS = "clinicalprocess:logistics:logistics"
_BASIC = "clinicalprocess:healthcond:basic"
_ACTIONS = "clinicalprocess:activity:actions"
_CONSENT = "informationsecurity:authorization:consent"
_BLOCKING = "informationsecurity:authorization:blocking"
_AUDITING = "informationsecurity:auditing:log"


def _interaction(domain: str, name: str, major: int, types: int) -> Interaction:
    return Interaction(domain=domain, name=name, major=major, types=f"urn:riv:{domain}:{types}")


GET_CARE_DOCUMENTATION = _interaction(_DESCRIPTION, "GetCareDocumentation", 3, 3)
GET_DIAGNOSIS = _interaction(_DESCRIPTION, "GetDiagnosis", 2, 2)
GET_ALERT_INFORMATION = _interaction(_DESCRIPTION, "GetAlertInformation", 2, 2)
GET_FUNCTIONAL_STATUS = _interaction(_DESCRIPTION, "GetFunctionalStatus", 2, 2)
GET_LABORATORY_ORDER_OUTCOME = _interaction(_OUTCOME, "GetLaboratoryOrderOutcome", 4, 4)
GET_IMAGING_OUTCOME = _interaction(_OUTCOME, "GetImagingOutcome", 1, 3)
GET_REFERRAL_OUTCOME = _interaction(_OUTCOME, "GetReferralOutcome", 3, 3)
GET_MATERNITY_MEDICAL_HISTORY = _interaction(_OUTCOME, "GetMaternityMedicalHistory", 2, 2)
GET_MEDICATION_HISTORY = _interaction(_PRESCRIPTION, "GetMedicationHistory", 2, 2)
GET_VACCINATION_HISTORY = _interaction(_PRESCRIPTION, "GetVaccinationHistory", 2, 2)
GET_CARE_CONTACTS = _interaction(_LOGISTICS, "GetCareContacts", 3, 3)
GET_CARE_PLANS = Interaction(
    domain=_LOGISTICS,
    name="GetCarePlans",
    major=2,
    types=f"urn:riv:{_LOGISTICS}:3",
    action_of="clinicalprocess:logistics",
)
GET_OBSERVATIONS = _interaction(_BASIC, "GetObservations", 1, 1)
GET_ACTIVITIES = _interaction(_ACTIONS, "GetActivities", 1, 1)

CHECK_CONSENT = _interaction(_CONSENT, "CheckConsent", 2, 2)
REGISTER_EXTENDED_CONSENT = _interaction(_CONSENT, "RegisterExtendedConsent", 2, 2)
CHECK_BLOCKS = _interaction(_BLOCKING, "CheckBlocks", 4, 4)
STORE_LOG = _interaction(_AUDITING, "StoreLog", 2, 2)
CHECK_PATIENT_RELATION = Interaction(
    domain="ehr:patientrelationship:accesscontrol",
    name="CheckPatientRelation",
    major=1,
    types="urn:riv:ehr:patientrelationship:1",
    element="CheckPatientRelationRequest",
)
