"""What the conference agrees on for one case, and what becomes of it."""

from datetime import date
from enum import StrEnum

from app.model.base import Private, Value


class Intention(StrEnum):
    """Behandlingsintention."""

    CURATIVE = "curative"
    CONVERTING = "converting"
    PALLIATIVE = "palliative"
    DIAGNOSTIC = "diagnostic"


class Duty(StrEnum):
    """What somebody takes home from the case; one FHIR Task each."""

    DOCUMENT = "document"
    ORDER = "order"  # orders further investigation or referral
    TELL_PATIENT = "tell-patient"


class Responsibility(Private, frozen=True, kw_only=True):
    """Who does one duty. `person` is a Person.id, "" when nobody is named."""

    duty: Duty
    person: str = ""


class TextReference(Value, frozen=True, kw_only=True):
    """Which version of which standard text a recommendation was made from (`url|version`)."""

    url: str
    version: str

    @property
    def canonical(self) -> str:
        """Return the FHIR canonical."""
        return f"{self.url}|{self.version}"


class ShownInformation(Value, frozen=True, kw_only=True):
    """A resource and the version of it that stood on the room screen (`Observation/1`, `3`)."""

    reference: str
    version: str = ""


class Referral(Private, frozen=True, kw_only=True):
    """A referral that the conference asks for (FHIR ServiceRequest): to whom, and what for."""

    to: str
    reason: str = ""


class Measure(Private, frozen=True, kw_only=True):
    """One measure of a care plan (SIP): what, who does it, until when (ISO date or "")."""

    text: str
    who: str = ""  # in words: it need not be anybody in the room
    until: str = ""


class Outcome(Private, frozen=True, kw_only=True):
    """One revision of what was agreed for a case.

    Revision 1 is the first; a correction is the next revision with its `reason`. `text` is the
    recommendation in words, with every blank filled.
    """

    meeting: str
    case: str
    revision: int = 1
    text: str = ""
    intention: Intention | None = None
    source: TextReference | None = None
    responsibilities: tuple[Responsibility, ...] = ()
    reason: str = ""  # why a delivered recommendation was corrected
    new_conference: bool = False
    note: str = ""  # what was said beside the text; goes into the note
    deviation: str | None = None  # why it departs from the guideline; None: it does not
    wishes: str = ""  # what the patient wants, as it was told in the conference
    referral: Referral | None = None
    measures: tuple[Measure, ...] = ()  # of a care plan


class OutcomeStatus(StrEnum):
    """How far an outcome is on its way to the host."""

    DRAFT = "draft"  # kept at the host as a draft
    SENDING = "sending"
    DELIVERED = "delivered"
    CONFLICT = "conflict"  # somebody else changed it at the host: both versions are shown
    REFUSED = "refused"  # the host says no for good


class Coded(Value, frozen=True, kw_only=True):
    """A code of a standard system: `urn:oid:1.2.752.116.1.3.2.1.4` (KVÅ), SNOMED CT."""

    system: str
    code: str
    display: str = ""


class StandardText(Value, frozen=True, kw_only=True):
    """A standard recommendation text. A blank is written `{blank}`, a mandatory one `{blank!}`.

    It is valid from its first to its last day, both included (ISO dates); "" is open.
    """

    url: str
    version: str
    title: str
    text: str
    diagnoses: tuple[str, ...] = ()  # ICD-10-SE prefixes: "C18"
    conferences: tuple[str, ...] = ()  # urls of the only definitions it belongs to; (): to any
    intention: Intention | None = None
    source: str = ""  # the guideline and its version
    unit: str = ""  # whose text it is: who answers for what it says
    valid_from: str = ""
    valid_to: str = ""
    code: Coded | None = None  # what is recommended, for other systems
    status: str = "practice"
    language: str = "sv"

    def is_valid(self, on: date) -> bool:
        """Tell whether the text may be used on that day."""
        day = on.isoformat()
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)

    @property
    def reference(self) -> TextReference:
        """Return how an outcome names this text."""
        return TextReference(url=self.url, version=self.version)
