"""The gate: may this case be shown to the people who are here? A pure function.

Rules: host-and-record.md of the design, "Who may see what"; patientdatalagen 2008:355 and lagen
2022:913 om sammanhållen vård- och omsorgsdokumentation. A lawyer must confirm each organisation's
policy, so `Policy` is configuration with careful defaults.
"""

from enum import StrEnum

from app.model.base import Private


class Refusal(StrEnum):
    """Why the gate says no; each has its words and its next step in `ui.words`."""

    NOBODY_CONFIRMED = "nobody-confirmed"
    NEWCOMER_UNCONFIRMED = "newcomer-unconfirmed"  # for the next case; a shown one stays
    CONSENT_MISSING = "consent-missing"
    CONSENT_REFUSED = "consent-refused"
    FACTS_UNAVAILABLE = "facts-unavailable"  # consents or blocks could not be read
    OUTSIDER_PRESENT = "outsider-present"  # someone whose organisation may not see the screen
    NEEDS_CHAIRS_YES = "needs-chairs-yes"  # student, observer, company: the chair's yes per case
    OTHER_PATIENT_PRESENT = "other-patient-present"  # a patient or guardian of another case
    BLOCKED = "blocked"  # everything is blocked
    CLOSED = "case-closed"  # postponed


class Objection(Private, frozen=True, kw_only=True):
    """One reason for a no, and the people (Person.id) or the custodian (name) it is about."""

    refusal: Refusal
    people: tuple[str, ...] = ()
    custodian: str = ""


class Decision(Private, frozen=True, kw_only=True):
    """The gate's answer. `blocks_exist`: "Spärrade uppgifter finns", for the console only."""

    objections: tuple[Objection, ...] = ()
    blocks_exist: bool = False

    @property
    def is_yes(self) -> bool:
        """Tell whether the case may be shown."""
        return not self.objections
