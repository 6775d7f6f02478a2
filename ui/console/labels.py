"""The terms of the console: roles, states, duties, and how names, numbers and times are written.

Leaves out sentences about faults and refusals (`ui.words`).
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLocale

from app.model.case import (
    AssertionKind,
    CaseState,
    LegalGround,
    NumberKind,
    Patient,
    PostponeReason,
    Sex,
)
from app.model.definition import InformationKind, Title
from app.model.identity import AgeUnit, age
from app.model.local_text import FindingKind
from app.model.outcome import Duty, Intention, OutcomeStatus
from app.model.people import Channel, OrganisationKind, Role
from app.room.stage_view import ScreenMode
from app.room.state import Lookup, Undoable, Undone, Unfinished, Waiting
from ui.translatable import QT_TRANSLATE_NOOP

_TERMS: dict[type[StrEnum], dict[str, str]] = {  # by type: two of them may share a value
    CaseState: {
        CaseState.NOT_STARTED: QT_TRANSLATE_NOOP("terms", "Not started"),
        CaseState.STARTED: QT_TRANSLATE_NOOP("terms", "Shown"),
        CaseState.DONE: QT_TRANSLATE_NOOP("terms", "Done"),
        CaseState.WITHOUT_RECOMMENDATION: QT_TRANSLATE_NOOP(
            "terms", "Discussed – recommendation missing"
        ),
        CaseState.POSTPONED: QT_TRANSLATE_NOOP("terms", "Postponed"),
        CaseState.BY_STANDARD_TEXT: QT_TRANSLATE_NOOP("terms", "Met by standard text"),
    },
    Role: {
        Role.CHAIR: QT_TRANSLATE_NOOP("terms", "Chair"),
        Role.PRESENTER: QT_TRANSLATE_NOOP("terms", "Presenter"),
        Role.COORDINATOR: QT_TRANSLATE_NOOP("terms", "Coordinator"),
        Role.PARTICIPANT: QT_TRANSLATE_NOOP("terms", "Participant"),
        Role.STUDENT: QT_TRANSLATE_NOOP("terms", "Student"),
        Role.OBSERVER: QT_TRANSLATE_NOOP("terms", "Observer"),
        Role.COMPANY: QT_TRANSLATE_NOOP("terms", "Company representative"),
        Role.PATIENT: QT_TRANSLATE_NOOP("terms", "Patient"),
        Role.GUARDIAN: QT_TRANSLATE_NOOP("terms", "Guardian"),
    },
    OrganisationKind: {
        OrganisationKind.CARE_PROVIDER: QT_TRANSLATE_NOOP("terms", "Health care"),
        OrganisationKind.CONNECTED_SOCIAL_CARE: QT_TRANSLATE_NOOP(
            "terms", "Elder or disability care, connected"
        ),
        OrganisationKind.SOCIAL_SERVICES: QT_TRANSLATE_NOOP("terms", "Social services"),
        OrganisationKind.SCHOOL: QT_TRANSLATE_NOOP("terms", "School"),
        OrganisationKind.INSURANCE_AGENCY: QT_TRANSLATE_NOOP("terms", "Försäkringskassan"),
        OrganisationKind.COMPANY: QT_TRANSLATE_NOOP("terms", "Company"),
        OrganisationKind.NONE: QT_TRANSLATE_NOOP("terms", "Patient or next of kin"),
    },
    Channel: {
        Channel.IN_ROOM: QT_TRANSLATE_NOOP("terms", "In the room"),
        Channel.REMOTE_PERSON: QT_TRANSLATE_NOOP("terms", "Remote"),
        Channel.REMOTE_ROOM: QT_TRANSLATE_NOOP("terms", "Remote room"),
    },
    Intention: {
        Intention.CURATIVE: QT_TRANSLATE_NOOP("terms", "Curative"),
        Intention.CONVERTING: QT_TRANSLATE_NOOP("terms", "Converting"),
        Intention.PALLIATIVE: QT_TRANSLATE_NOOP("terms", "Palliative"),
        Intention.DIAGNOSTIC: QT_TRANSLATE_NOOP("terms", "Work-up"),
    },
    Duty: {
        Duty.DOCUMENT: QT_TRANSLATE_NOOP("terms", "Documents"),
        Duty.ORDER: QT_TRANSLATE_NOOP("terms", "Orders and refers"),
        Duty.TELL_PATIENT: QT_TRANSLATE_NOOP("terms", "Tells the patient"),
    },
    OutcomeStatus: {
        OutcomeStatus.DRAFT: QT_TRANSLATE_NOOP("terms", "Draft"),
        OutcomeStatus.SENDING: QT_TRANSLATE_NOOP("terms", "Being sent"),
        OutcomeStatus.DELIVERED: QT_TRANSLATE_NOOP("terms", "Delivered"),
        OutcomeStatus.CONFLICT: QT_TRANSLATE_NOOP("terms", "Two versions"),
        OutcomeStatus.REFUSED: QT_TRANSLATE_NOOP("terms", "Refused"),
    },
    InformationKind: {
        InformationKind.PATHOLOGY: QT_TRANSLATE_NOOP("terms", "pathology"),
        InformationKind.RADIOLOGY: QT_TRANSLATE_NOOP("terms", "radiology"),
        InformationKind.PERFORMANCE_STATUS: QT_TRANSLATE_NOOP("terms", "performance status"),
        InformationKind.COMORBIDITY: QT_TRANSLATE_NOOP("terms", "comorbidity"),
        InformationKind.SOCIAL_SITUATION: QT_TRANSLATE_NOOP("terms", "social situation"),
        InformationKind.PATIENTS_WISHES: QT_TRANSLATE_NOOP("terms", "the patient's own wishes"),
    },
    ScreenMode: {
        ScreenMode.WAITING: QT_TRANSLATE_NOOP("terms", "Waiting picture"),
        ScreenMode.LIVE: QT_TRANSLATE_NOOP("terms", "Shown"),
        ScreenMode.FROZEN: QT_TRANSLATE_NOOP("terms", "Frozen"),
        ScreenMode.BLACK: QT_TRANSLATE_NOOP("terms", "Black"),
        ScreenMode.ELSEWHERE: QT_TRANSLATE_NOOP("terms", "Another system"),
    },
    Undoable: {
        Undoable.CHECK_IN: QT_TRANSLATE_NOOP("terms", "Undo tick"),
        Undoable.CONFIRM: QT_TRANSLATE_NOOP("terms", "Undo confirmation"),
        Undoable.LEAVE: QT_TRANSLATE_NOOP("terms", "Undo left"),
        Undoable.CHOICE: QT_TRANSLATE_NOOP("terms", "Undo choice"),
        Undoable.TEXT: QT_TRANSLATE_NOOP("terms", "Undo the own text"),
    },
    Undone: {
        Undone.NOT_DISCUSSED: QT_TRANSLATE_NOOP("terms", "Not discussed"),
        Undone.WITHOUT_RECOMMENDATION: QT_TRANSLATE_NOOP("terms", "Discussed, no recommendation"),
        Undone.NOT_SENT: QT_TRANSLATE_NOOP("terms", "Recommendation not sent"),
        Undone.NOT_DELIVERED: QT_TRANSLATE_NOOP("terms", "Sent, not delivered yet"),
        Undone.TEXT_NOT_SENT: QT_TRANSLATE_NOOP("terms", "Standard text not sent"),
    },
    Waiting: {
        Waiting.OUTCOME: QT_TRANSLATE_NOOP("terms", "a recommendation"),
        Waiting.DRAFT: QT_TRANSLATE_NOOP("terms", "a draft"),
        Waiting.ATTENDANCE: QT_TRANSLATE_NOOP("terms", "the attendance"),
        Waiting.CASE: QT_TRANSLATE_NOOP("terms", "when a case was shown"),
        Waiting.LOG: QT_TRANSLATE_NOOP("terms", "the access log"),
        Waiting.END: QT_TRANSLATE_NOOP("terms", "the end of the meeting"),
        Waiting.PLAN: QT_TRANSLATE_NOOP("terms", "the agenda"),
        Waiting.FIGURES: QT_TRANSLATE_NOOP("terms", "the meeting's figures"),
        Waiting.TEXT: QT_TRANSLATE_NOOP("terms", "an own standard text"),
    },
    FindingKind: {
        FindingKind.PERSON_NUMBER: QT_TRANSLATE_NOOP("terms", "a personal identity number"),
        FindingKind.RESERVE_NUMBER: QT_TRANSLATE_NOOP("terms", "a reserve number"),
        FindingKind.BIRTH_DATE: QT_TRANSLATE_NOOP("terms", "a date of birth"),
        FindingKind.NAME: QT_TRANSLATE_NOOP("terms", "the name of somebody in this meeting"),
        FindingKind.TELEPHONE: QT_TRANSLATE_NOOP("terms", "a telephone number"),
        FindingKind.EMAIL: QT_TRANSLATE_NOOP("terms", "an e-mail address"),
    },
    PostponeReason: {
        PostponeReason.PATHOLOGY: QT_TRANSLATE_NOOP("terms", "Pathology is missing"),
        PostponeReason.RADIOLOGY: QT_TRANSLATE_NOOP("terms", "Radiology is missing"),
        PostponeReason.INFORMATION: QT_TRANSLATE_NOOP("terms", "Other information is missing"),
        PostponeReason.PRESENTER: QT_TRANSLATE_NOOP("terms", "Nobody to present"),
        PostponeReason.COMPETENCE: QT_TRANSLATE_NOOP("terms", "A competence is missing"),
        PostponeReason.CONSENT: QT_TRANSLATE_NOOP("terms", "Consent is missing"),
        PostponeReason.PATIENTS_WISH: QT_TRANSLATE_NOOP("terms", "The patient wants it"),
        PostponeReason.TIME: QT_TRANSLATE_NOOP("terms", "Not enough time"),
        PostponeReason.OTHER: QT_TRANSLATE_NOOP("terms", "Another reason"),
    },
    LegalGround: {
        LegalGround.EMERGENCY: QT_TRANSLATE_NOOP("terms", "Emergency"),
        LegalGround.UNABLE: QT_TRANSLATE_NOOP("terms", "Cannot consent"),
    },
    AssertionKind: {
        AssertionKind.CONSENT: QT_TRANSLATE_NOOP("terms", "Consent"),
        AssertionKind.EMERGENCY: QT_TRANSLATE_NOOP("terms", "Emergency"),
    },
    Sex: {
        Sex.FEMALE: QT_TRANSLATE_NOOP("terms", "woman"),
        Sex.MALE: QT_TRANSLATE_NOOP("terms", "man"),
        Sex.OTHER: QT_TRANSLATE_NOOP("terms", "other sex"),
        Sex.UNKNOWN: QT_TRANSLATE_NOOP("terms", "sex not known"),
    },
    Lookup: {
        Lookup.NO_NUMBER: QT_TRANSLATE_NOOP("terms", "The number is wrong: check its digits."),
        Lookup.SEARCHING: QT_TRANSLATE_NOOP("terms", "Looking up …"),
        Lookup.FOUND: QT_TRANSLATE_NOOP("terms", "Is this the right patient?"),
        Lookup.NOT_FOUND: QT_TRANSLATE_NOOP(
            "terms", "The record system knows nobody with this number."
        ),
        Lookup.ON_AGENDA: QT_TRANSLATE_NOOP("terms", "The patient is on the agenda already."),
        Lookup.FAILED: QT_TRANSLATE_NOOP("terms", "The number could not be looked up."),
        Lookup.ADDING: QT_TRANSLATE_NOOP("terms", "Being added to the agenda …"),
    },
    Unfinished: {
        Unfinished.TEXT: QT_TRANSLATE_NOOP("terms", "Write the recommendation."),
        Unfinished.BLANK: QT_TRANSLATE_NOOP("terms", "Fill in the blanks."),
        Unfinished.DEVIATION: QT_TRANSLATE_NOOP(
            "terms", "Write why it departs from the guideline."
        ),
        Unfinished.REFERRAL: QT_TRANSLATE_NOOP("terms", "Write to whom the referral goes."),
        Unfinished.MEASURE: QT_TRANSLATE_NOOP("terms", "Write what is to be done."),
    },
}


def term(value: StrEnum) -> str:
    """Return the word for a state, role, duty, kind or mode."""
    return QCoreApplication.translate("terms", _TERMS[type(value)][value])


def patient_name(patient: Patient) -> str:
    """Write `SURNAME, Given` as on the banner."""
    parts = (patient.family.upper(), patient.given)
    return ", ".join(part for part in parts if part) or person_number(patient)


def person_number(patient: Patient) -> str:
    """Write a personnummer or samordningsnummer `ÅÅÅÅMMDD-NNNN`; others as recorded."""
    number = patient.number
    if number is None:
        return patient.birth_date
    twelve = 12
    if number.kind in {NumberKind.PERSONNUMMER, NumberKind.SAMORDNINGSNUMMER} and (
        len(number.value) == twelve
    ):
        return f"{number.value[:8]}-{number.value[8:]}"
    return number.value


def age_and_sex(patient: Patient, on: date) -> str:
    """Write `76 years, man`; months for small children, only the sex where no age can be told."""
    found = age(patient.birth_date, on, patient.deceased)
    if found is None:
        return term(patient.sex)
    said = (
        QT_TRANSLATE_NOOP("terms", "{number} months, {sex}")
        if found.unit is AgeUnit.MONTHS
        else QT_TRANSLATE_NOOP("terms", "{number} years, {sex}")
    )
    words = QCoreApplication.translate("terms", said)
    return words.format(number=found.number, sex=term(patient.sex))


def clock_time(at: datetime) -> str:
    """Write the time of day here, `13:05`."""
    return at.astimezone().strftime("%H:%M")


def elapsed(start: datetime, now: datetime) -> str:
    """Write how long ago something began: `3:07`, `1:12:40`."""
    seconds = max(timedelta(), now - start) // timedelta(seconds=1)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def in_language(title: Title) -> str:
    """Return a heading in the interface's language."""
    english = QLocale().language() is QLocale.Language.English
    return title.in_language("en" if english else "sv")
