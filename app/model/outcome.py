"""What the conference agrees on for one case, and what becomes of it."""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from app.model.base import Private, Value
from app.model.code_systems import KVA, SNOMED_CT
from app.model.published import Canonical, Day, DiagnosisPrefix, Phrase, Status, Version

RETIRED = "retired"  # the status of texts that are used no more


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


_LOOKS = {
    KVA: re.compile(r"[A-Z]{2}\d{3}|[A-Z]{3}\d{2}"),
    SNOMED_CT: re.compile(r"[1-9]\d{5,17}"),
}


class Coded(Value, frozen=True, kw_only=True):
    """A code of a standard system: KVÅ (`urn:oid:1.2.752.116.1.3.2.1.4`), SNOMED CT."""

    system: Annotated[Canonical, Meta(description="the code system")]
    code: Annotated[str, Meta(pattern=r"^\S+$", max_length=40, description="the code")]
    display: Annotated[str, Meta(max_length=300, description="what the system calls it")] = ""

    @classmethod
    def typed(cls, text: str) -> "Coded | None":
        """Return the code that somebody has written, in the system that it looks like.

        None for nothing; with no system, which no text may be kept with, for what looks like none.
        """
        code = text.strip().upper()
        found = (system for system, looks in _LOOKS.items() if looks.fullmatch(code))
        return cls(system=next(found, ""), code=code) if code else None


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
    code: Coded | None = None  # of what is recommended: the standard text's
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


class StandardText(Value, frozen=True, kw_only=True):
    """A standard recommendation text. A blank is written `{blank}`, a mandatory one `{blank!}`."""

    url: Annotated[Canonical, Meta(description="its name in the world; it stays the same")]
    version: Annotated[Version, Meta(description="a new one for every change: 2026.1")]
    title: Annotated[Phrase, Meta(description="by which the chair finds it")]
    text: Annotated[
        str,
        Meta(
            pattern=r"\S",
            max_length=4000,
            description="the recommendation; {side!} must be filled in, {dose} may be left out",
        ),
    ]
    diagnoses: Annotated[
        tuple[DiagnosisPrefix, ...],
        Meta(description="ICD-10-SE prefixes such as C18; none: for every diagnosis"),
    ] = ()
    conferences: Annotated[
        tuple[Canonical, ...],
        Meta(description="urls of the only definitions that it belongs to; none: to any"),
    ] = ()
    intention: Annotated[Intention | None, Meta(description="what the treatment is for")] = None
    source: Annotated[str, Meta(max_length=500, description="the guideline and its version")] = ""
    unit: Annotated[
        str, Meta(max_length=200, description="whose text it is: who answers for what it says")
    ] = ""
    valid_from: Annotated[Day, Meta(description="the first day on which it may be used")] = ""
    valid_to: Annotated[Day, Meta(description="the last day on which it may be used")] = ""
    code: Annotated[
        Coded | None, Meta(description="what is recommended, for other systems: KVÅ, SNOMED CT")
    ] = None
    status: Annotated[
        Status,
        Meta(description="practice: refused outside practice; active: reviewed; retired: no more"),
    ] = "practice"
    language: Annotated[
        str, Meta(pattern="^[a-z]{2}$", description="the language that it is written in")
    ] = "sv"

    def is_valid(self, on: date) -> bool:
        """Tell whether the text may be used on that day."""
        day = on.isoformat()
        begun, over = self.valid_from <= day, bool(self.valid_to) and self.valid_to < day
        return begun and not over and self.status != RETIRED

    @property
    def reference(self) -> TextReference:
        """Return how an outcome names this text."""
        return TextReference(url=self.url, version=self.version)
