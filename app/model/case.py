"""A patient's case on the agenda, and the meeting that it belongs to."""

from datetime import date, datetime
from enum import StrEnum

from app.model.attendance import Interval
from app.model.base import Private, Value
from app.model.people import Actor, Organisation, Person


class Sex(StrEnum):
    """FHIR administrative gender."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class NumberKind(StrEnum):
    """Which register a person's number comes from."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    RESERVNUMMER = "reservnummer"
    OTHER = "other"


class PersonNumber(Private, frozen=True, kw_only=True):
    """A person's number as recorded: twelve digits, or a reserve number that may hold letters."""

    value: str
    kind: NumberKind = NumberKind.OTHER


class Patient(Private, frozen=True, kw_only=True):
    """Who the case is about. `reference` is the host's (`Patient/123`).

    `birth_date` keeps FHIR's precision (`1950`, `1950-09`, `1950-09-07`); `deceased` is a FHIR
    dateTime, "" when the death has no date, None while the person lives.
    """

    reference: str
    family: str = ""
    given: str = ""
    number: PersonNumber | None = None
    birth_date: str = ""
    sex: Sex = Sex.UNKNOWN
    deceased: str | None = None
    protected: bool = False  # sekretessmarkering or skyddad folkbokföring
    provider: Organisation = Organisation()  # the custodian of the record


class CaseState(StrEnum):
    """How far a case has come; the value is the code in `List.entry.flag` at the host."""

    NOT_STARTED = "not-started"
    STARTED = "started"  # it has been on the room screen
    DONE = "done"  # an outcome is delivered
    WITHOUT_RECOMMENDATION = "discussed-without-recommendation"
    POSTPONED = "postponed"
    BY_STANDARD_TEXT = "met-by-standard-text"


class PostponeReason(StrEnum):
    """Why a case is postponed; never personal, so it may be counted."""

    PATHOLOGY = "pathology-missing"
    RADIOLOGY = "radiology-missing"
    INFORMATION = "information-missing"
    PRESENTER = "presenter-absent"
    COMPETENCE = "competence-absent"
    CONSENT = "consent-missing"
    PATIENTS_WISH = "patients-wish"
    TIME = "no-time"
    OTHER = "other"


class LegalGround(StrEnum):
    """What stands in for a consent to another provider's data; claimed by the chair, logged."""

    EMERGENCY = "emergency"  # danger to life or health, and the patient cannot be asked
    UNABLE = "unable-to-consent"  # lastingly; the patient's attitude has been explored


class GroundClaim(Private, frozen=True, kw_only=True):
    """The chair's claim of a legal ground for one case, with the reason in words."""

    ground: LegalGround
    reason: str


class Consent(Value, frozen=True, kw_only=True):
    """A consent (FHIR Consent) to sammanhållen vårddokumentation.

    `permits` False is a refusal. `provider` names whom it answers for (HSA-id; "" for anyone).
    """

    permits: bool
    start: date | None = None
    end: date | None = None
    provider: str = ""


class Block(Value, frozen=True, kw_only=True):
    """A spärr: information of `custodian` (HSA-id) that the patient has blocked.

    `inner` blocks hold within the provider (for other units), outer ones towards other providers.
    """

    custodian: str
    inner: bool = False


class Check(StrEnum):
    """What a service has answered to a question of yes or no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"  # it was not asked, or did not answer


class Standing(Private, frozen=True, kw_only=True):
    """What the national services say of somebody and the patient. `person`: Person.id."""

    person: str
    relation: Check = Check.UNKNOWN
    consent: Check = Check.UNKNOWN


class SharedFacts(Private, frozen=True, kw_only=True):
    """What is known about reading other providers' information (sammanhållen vårddokumentation).

    `standings`: of whoever has been asked about. `log`: the national access log takes entries, as
    far as is known.
    """

    standings: tuple[Standing, ...] = ()
    log: bool = True

    def of(self, person: str) -> Standing:
        """Return what is known of somebody; nothing of whom nobody has asked about."""
        found = (one for one in self.standings if one.person == person)
        return next(found, Standing(person=person))


class AssertionKind(StrEnum):
    """What is registered at the national consent service (`assertionType`)."""

    CONSENT = "consent"  # the patient, or who represents them, has said yes
    EMERGENCY = "emergency"  # danger to life or health, and the patient cannot be asked


class Assertion(Private, frozen=True, kw_only=True):
    """A consent, or an emergency, as it is registered: for one unit, until a time.

    `id` is the same when the same is registered again. `actor`: who registers it, and the unit
    and provider that it holds for. `asked_by`: the HSA-id of who asked the patient, or judged.
    `on_behalf`: the number of who said yes in the patient's place.
    """

    id: str
    kind: AssertionKind
    patient: Patient
    actor: Actor
    asked_by: str
    reason: str
    on_behalf: PersonNumber | None = None
    at: datetime
    until: datetime


class Question(Private, frozen=True, kw_only=True):
    """What the conference is asked: the question itself, and the background in a few lines."""

    text: str
    background: str = ""


class Pick(Value, frozen=True, kw_only=True):
    """A resource that somebody chose by hand for this occasion (`DiagnosticReport/17`)."""

    reference: str


class Case(Private, frozen=True, kw_only=True):
    """One patient's place on the agenda. `id` is the ServiceRequest's id at the host."""

    id: str
    patient: Patient
    question: Question
    diagnosis: str = ""  # the host's display text
    diagnosis_code: str = ""  # ICD-10-SE code, such as C18.7; it suggests standard texts
    definition: str = ""  # the conference definition's url; "" for the meeting's own
    presenter: str = ""  # Person.id
    picks: tuple[Pick, ...] = ()
    state: CaseState = CaseState.NOT_STARTED
    state_reason: str = ""  # in words; at the host in `List.entry.flag.text`
    postponed: PostponeReason | None = None  # when the state is POSTPONED
    met_by: str = ""  # canonical of the standard text, when the state is BY_STANDARD_TEXT
    last_conference: str = ""  # FHIR dateTime of the patient's conference before this one
    shown: tuple[Interval, ...] = ()  # when it was on the room screen
    shown_ground: GroundClaim | None = None  # what it was last shown on, in place of a consent


class AccessFacts(Private, frozen=True, kw_only=True):
    """What the host knows about who may see one case; fetched before every opening.

    `fetched` False: consents or blocks could not be read, so nothing that needs them is shown.
    `shared`: the record comes from many care providers, and this is known about it; None where
    all of it is the host's.
    """

    consents: tuple[Consent, ...] = ()
    blocks: tuple[Block, ...] = ()
    fetched: bool = True
    shared: SharedFacts | None = None


class Meeting(Private, frozen=True, kw_only=True):
    """A conference as the host has planned it. `id` is the Appointment's id at the host."""

    id: str
    title: str
    start: datetime
    end: datetime
    unit: Organisation
    provider: Organisation
    definition: str = ""  # the conference definition's url
    practice: bool = False
    invited: tuple[Person, ...] = ()
    cases: tuple[Case, ...] = ()
