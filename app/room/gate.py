"""The gate: may this case be shown to the people who are here? A pure function.

Rules: host-and-record.md of the design, "Who may see what"; patientdatalagen 2008:355 and lagen
2022:913 om sammanhållen vård- och omsorgsdokumentation. A lawyer must confirm each organisation's
policy, so `Policy` is configuration with careful defaults.
"""

from enum import StrEnum

from app.model.base import Private, Value
from app.model.people import OrganisationKind, Role


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


class Policy(Value, frozen=True, kw_only=True):
    """One organisation's reading of the law; every default is the careful one."""

    # Seen only by being in the room with the patient's consent, never on a shared screen.
    never_on_screen: tuple[OrganisationKind, ...] = (
        OrganisationKind.SOCIAL_SERVICES,
        OrganisationKind.SCHOOL,
        OrganisationKind.INSURANCE_AGENCY,
    )
    yes_per_case: tuple[Role, ...] = (Role.STUDENT, Role.OBSERVER, Role.COMPANY)
    # May the own provider's data be shown to its own staff when blocks could not be read?
    own_data_without_facts: bool = False
