"""The gate: may this case be shown to the people who are here, and how far? A pure function.

A record that is the host's is one custodian's (the patient's `provider`): it is shown or not. One
that comes from many care providers (`AccessFacts.shared`) has a reach: the own provider's
information, or everybody's; `Limit`s tell why it is the own provider's only.

Rules: host-and-record.md of the design, "Who may see what"; patientdatalagen 2008:355 and lagen
2022:913 om sammanhållen vård- och omsorgsdokumentation. A lawyer must confirm each organisation's
policy, so `Policy` is configuration with careful defaults.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum

from app.model.banner import BannerPolicy
from app.model.base import Private, Value
from app.model.case import (
    AccessFacts,
    Case,
    CaseState,
    Check,
    Consent,
    GroundClaim,
    LegalGround,
    SharedFacts,
)
from app.model.people import Organisation, OrganisationKind, Person, Role
from app.model.record import Reach
from app.room.sight import sees

_CARE = (OrganisationKind.CARE_PROVIDER, OrganisationKind.CONNECTED_SOCIAL_CARE)
_OF_A_CASE = (Role.PATIENT, Role.GUARDIAN)


class Refusal(StrEnum):
    """Why the gate says no; each has its words and its next step in `ui.words`."""

    NOBODY_CONFIRMED = "nobody-confirmed"
    NEWCOMER_UNCONFIRMED = "newcomer-unconfirmed"  # for the next case; a shown one stays
    CONSENT_MISSING = "consent-missing"
    CONSENT_REFUSED = "consent-refused"
    FACTS_UNAVAILABLE = "facts-unavailable"  # consents or blocks could not be read
    OUTSIDER_PRESENT = "outsider-present"  # of no organisation, and not the case's own patient
    NEEDS_CHAIRS_YES = "needs-chairs-yes"  # student, observer, company: the chair's yes per case
    OTHER_PATIENT_PRESENT = "other-patient-present"  # a patient or guardian of another case
    BLOCKED = "blocked"  # everything is blocked
    OUTSIDER_CONSENT_MISSING = "outsider-consent-missing"  # here, but the patient has not agreed
    OUTSIDER_REMOTE = "outsider-remote"  # never on a shared screen
    CLOSED = "case-closed"  # postponed
    READER_UNKNOWN = "reader-unknown"  # the chair lacks the HSA-ids that national services ask for
    VIEWERS_WITHOUT_CONSENT = "viewers-without-consent"  # of other providers, none of their own


class Limit(StrEnum):
    """Why nothing of other care providers is shown; each has its words and its next step, too."""

    RELATION_MISSING = "relation-missing"
    RELATION_UNKNOWN = "relation-unknown"
    CONSENT_MISSING = "consent-missing"
    CONSENT_REFUSED = "consent-refused"
    CONSENT_UNKNOWN = "consent-unknown"
    LOG_DOWN = "log-down"  # the national access log did not take the read


class Objection(Private, frozen=True, kw_only=True):
    """One reason for a no, and the people (Person.id) or the custodian (name) it is about."""

    refusal: Refusal
    people: tuple[str, ...] = ()
    custodian: str = ""


class Decision(Private, frozen=True, kw_only=True):
    """The gate's answer. `blocks_exist`: "Spärrade uppgifter finns", for the console only.

    `reach`: whose information a yes is about; `limits`: why it is the own provider's only.
    """

    objections: tuple[Objection, ...] = ()
    blocks_exist: bool = False
    reach: Reach = Reach.ALL
    limits: tuple[Limit, ...] = ()

    @property
    def is_yes(self) -> bool:
        """Tell whether the case may be shown."""
        return not self.objections

    @property
    def is_postponed(self) -> bool:
        """Tell whether the case has to be taken up again first."""
        return any(each.refusal is Refusal.CLOSED for each in self.objections)


class Policy(Value, frozen=True, kw_only=True):
    """One organisation's reading of the law; every default is the careful one."""

    # Take part in the room or by voice, with the patient's consent; never on a shared screen.
    never_on_screen: tuple[OrganisationKind, ...] = (
        OrganisationKind.SOCIAL_SERVICES,
        OrganisationKind.SCHOOL,
        OrganisationKind.INSURANCE_AGENCY,
    )
    yes_per_case: tuple[Role, ...] = (Role.STUDENT, Role.OBSERVER, Role.COMPANY)
    # May the own provider's data be shown to its own staff when blocks could not be read?
    own_data_without_facts: bool = False
    banner: BannerPolicy = BannerPolicy.FULL
    shared_banner: BannerPolicy = BannerPolicy.SHARED  # while the screen is shared


class Opening(Private, frozen=True, kw_only=True):
    """What the gate is asked: whether a case may be open to these people, on this day.

    `facts` None: the host has not been asked, which is as bad as no answer. `here`: those whom
    the chair has confirmed; `newcomers`: those seen in the room and not yet confirmed. `allowed`:
    who has the chair's yes for this case (Person.id). `shown`: the case is on the room screen
    already, so newcomers do not close it. `shared`: remote viewers see the screen. `ground`: what
    the chair claims in place of a consent.
    """

    case: Case
    facts: AccessFacts | None
    chair: Person
    here: tuple[Person, ...] = ()
    newcomers: tuple[Person, ...] = ()
    allowed: tuple[str, ...] = ()
    on: date
    shown: bool = False
    shared: bool = False
    ground: GroundClaim | None = None

    @property
    def present(self) -> tuple[Person, ...]:
        """Everybody who would hear of the case: the chair always does."""
        others = (person for person in self.here if person.id != self.chair.id)
        return (self.chair, *others)

    @property
    def viewers(self) -> tuple[Person, ...]:
        """Everybody who would see the record: the chair always does."""
        _, *others = self.present
        return (self.chair, *(one for one in others if sees(one, shared=self.shared)))


def decide(policy: Policy, opening: Opening) -> Decision:
    """Return the gate's answer with every reason for a no, the nearest to hand first."""
    facts = opening.facts or AccessFacts(fetched=False)
    objections = (
        *_about_the_room(opening),
        *_about_people(policy, opening, facts),
        *_about_facts(policy, opening, facts),
    )
    limits = tuple(_limits(opening, facts, facts.shared)) if facts.shared is not None else ()
    return Decision(
        objections=objections,
        blocks_exist=bool(facts.blocks),
        reach=Reach.OWN if limits else Reach.ALL,
        limits=limits,
    )


def _about_the_room(opening: Opening) -> Iterator[Objection]:
    if not opening.here:
        yield Objection(refusal=Refusal.NOBODY_CONFIRMED)
    if opening.newcomers and not opening.shown:
        yield _objection(Refusal.NEWCOMER_UNCONFIRMED, opening.newcomers)
    if opening.case.state is CaseState.POSTPONED:
        yield Objection(refusal=Refusal.CLOSED)


def _about_people(policy: Policy, opening: Opening, facts: AccessFacts) -> Iterator[Objection]:
    """Ask of everybody who is here, also of those who only hear."""
    grouped: dict[Refusal, list[Person]] = {}
    for person in opening.present:
        if refusal := _standing(policy, opening, facts, person):
            grouped.setdefault(refusal, []).append(person)
    for refusal, people in grouped.items():
        yield _objection(refusal, people)


def _standing(
    policy: Policy, opening: Opening, facts: AccessFacts, person: Person
) -> Refusal | None:
    """Return why this person may not take part in just any case, None for one who may."""
    if person.role in _OF_A_CASE:
        own = person.for_case == opening.case.id
        return None if own else Refusal.OTHER_PATIENT_PRESENT
    outsider = person.organisation in policy.never_on_screen
    if outsider and (refusal := _outsiders_standing(opening, facts, person)):
        return refusal
    if person.role in policy.yes_per_case or person.organisation is OrganisationKind.COMPANY:
        return None if person.id in opening.allowed else Refusal.NEEDS_CHAIRS_YES
    if person.organisation is OrganisationKind.NONE:
        return Refusal.OUTSIDER_PRESENT
    return None


def _outsiders_standing(opening: Opening, facts: AccessFacts, person: Person) -> Refusal | None:
    """Let somebody from outside of care take part with a consent that names whom they are from."""
    if opening.shared and not sees(person, shared=False):
        return Refusal.OUTSIDER_REMOTE
    said = [c for c in facts.consents if _answers_for(c, person, opening.on)]
    named = any(consent.provider for consent in said)
    agreed = named and all(consent.permits for consent in said)
    return None if agreed else Refusal.OUTSIDER_CONSENT_MISSING


def _about_facts(policy: Policy, opening: Opening, facts: AccessFacts) -> Iterator[Objection]:
    shared, chair = facts.shared, opening.chair
    if shared is not None and chair.actor is None:
        yield _objection(Refusal.READER_UNKNOWN, [chair])
    if _claims(opening, LegalGround.EMERGENCY):
        return  # it stands in for whatever consents and blocks say, so also for not knowing them
    custodian = opening.case.patient.provider if shared is None else chair.provider
    care = [v for v in opening.viewers if is_care(v)]
    own = [viewer for viewer in care if _is_same(viewer.provider, custodian)]
    others = [viewer for viewer in care if not _is_same(viewer.provider, custodian)]
    if not facts.fetched and (others or (shared is None and not policy.own_data_without_facts)):
        yield Objection(refusal=Refusal.FACTS_UNAVAILABLE, custodian=custodian.name)
    if not facts.fetched:
        return
    if shared is None:
        yield from _about_consent(opening, facts, others)
    else:
        yield from _about_guests(opening, facts, shared, [v for v in others if v.id != chair.id])
    if blocked := _behind_a_block(facts, custodian, own, others):
        yield _objection(Refusal.BLOCKED, blocked, custodian.name)


def _about_consent(
    opening: Opening, facts: AccessFacts, others: Sequence[Person]
) -> Iterator[Objection]:
    """Another provider's data: a consent for each viewer; a refusal goes before a consent."""
    custodian = opening.case.patient.provider.name
    said = {
        viewer.id: [c for c in facts.consents if _answers_for(c, viewer, opening.on)]
        for viewer in others
    }
    refused = [v for v in others if any(not consent.permits for consent in said[v.id])]
    missing = [v for v in others if not said[v.id]]
    if refused:
        yield _objection(Refusal.CONSENT_REFUSED, refused, custodian)
    if missing and not _claims(opening, LegalGround.UNABLE):
        yield _objection(Refusal.CONSENT_MISSING, missing, custodian)


def _about_guests(
    opening: Opening, facts: AccessFacts, shared: SharedFacts, guests: Sequence[Person]
) -> Iterator[Objection]:
    """Ask of each guest of another provider: the chair's provider's data needs a consent there."""
    custodian = opening.chair.provider.name
    refused = [v for v in guests if _has_refused(opening, facts, v)]
    asked = [(v, shared.of(v.id)) for v in guests if v not in refused]
    unable = _claims(opening, LegalGround.UNABLE)
    without = [
        v for v, s in asked if Check.NO in (s.relation, Check.UNKNOWN if unable else s.consent)
    ]
    unknown = [v for v, s in asked if v not in without and Check.UNKNOWN in (s.relation, s.consent)]
    if refused:
        yield _objection(Refusal.CONSENT_REFUSED, refused, custodian)
    if without:
        yield _objection(Refusal.VIEWERS_WITHOUT_CONSENT, without, custodian)
    if unknown:
        yield _objection(Refusal.FACTS_UNAVAILABLE, unknown, custodian)


def _limits(opening: Opening, facts: AccessFacts, shared: SharedFacts) -> Iterator[Limit]:
    """Return why the chair may be shown nothing that other providers have recorded.

    An emergency opens what the patient has refused, once it is registered: then the consent
    service says yes. Nothing stands in for a service that does not answer.
    """
    standing = shared.of(opening.chair.id)
    if standing.relation is not Check.YES:
        missing = standing.relation is Check.NO
        yield Limit.RELATION_MISSING if missing else Limit.RELATION_UNKNOWN
    emergency = _claims(opening, LegalGround.EMERGENCY)
    if not emergency and _has_refused(opening, facts, opening.chair):
        yield Limit.CONSENT_REFUSED
    elif standing.consent is Check.UNKNOWN or not facts.fetched:
        yield Limit.CONSENT_UNKNOWN
    elif standing.consent is Check.NO and not _claims(opening, LegalGround.UNABLE):
        yield Limit.CONSENT_MISSING
    if not shared.log:
        yield Limit.LOG_DOWN


def _has_refused(opening: Opening, facts: AccessFacts, viewer: Person) -> bool:
    said = (one for one in facts.consents if _answers_for(one, viewer, opening.on))
    return any(not consent.permits for consent in said)


def is_care(person: Person) -> bool:
    """Tell whether somebody sees a record as staff of health care, or of what is joined to it."""
    return person.organisation in _CARE and person.role not in _OF_A_CASE


def _claims(opening: Opening, ground: LegalGround) -> bool:
    return opening.ground is not None and opening.ground.ground is ground


def _answers_for(consent: Consent, viewer: Person, on: date) -> bool:
    whom = consent.provider in ("", viewer.provider.hsa_id, viewer.unit.hsa_id)
    begun = consent.start is None or consent.start <= on
    return whom and begun and (consent.end is None or on <= consent.end)


def _is_same(provider: Organisation, custodian: Organisation) -> bool:
    """Tell whether both are one known care provider; one without HSA-id is never the same."""
    return bool(custodian.hsa_id) and provider.hsa_id == custodian.hsa_id


def _behind_a_block(
    facts: AccessFacts, custodian: Organisation, own: Sequence[Person], others: Sequence[Person]
) -> list[Person]:
    """Return who may not see the custodian's data.

    An outer block holds towards other providers. Which unit an inner one spares is not known
    here, so it holds for everyone.
    """
    kinds = {block.inner for block in facts.blocks if block.custodian == custodian.hsa_id}
    if True in kinds:
        return [*own, *others]
    return list(others) if False in kinds else []


def _objection(refusal: Refusal, people: Sequence[Person], custodian: str = "") -> Objection:
    return Objection(
        refusal=refusal, people=tuple(person.id for person in people), custodian=custodian
    )
