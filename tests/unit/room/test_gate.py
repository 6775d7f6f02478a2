"""The gate as a table: every rule alone, at its edges, and together."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.case import AccessFacts, Block, Case, CaseState, Consent
from app.model.people import Channel, Organisation, OrganisationKind, Person, Role
from app.room.gate import Decision, Opening, Policy, Refusal, decide
from tests.fakes.room import a_case as case_of

OWN = Organisation(hsa_id="SE-own", name="Region Ett")
OTHER = Organisation(hsa_id="SE-other", name="Region Två")
THIRD = Organisation(hsa_id="SE-third", name="Region Tre")
NAMELESS = Organisation()
TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 24)


def person(name: str, provider: Organisation = OWN, **more: object) -> Person:
    return msgspec.structs.replace(Person(id=name, name=name, provider=provider), **more)


def a_case(provider: Organisation = OWN, state: CaseState = CaseState.NOT_STARTED) -> Case:
    return msgspec.structs.replace(case_of(1, provider=provider), state=state)


CHAIR = person("chair", role=Role.CHAIR)
SURGEON = person("surgeon")
GUEST = person("guest", OTHER)
UNIT_GUEST = person("unit-guest", OTHER, unit=Organisation(hsa_id="SE-unit"))
UNKNOWN = person("unknown", NAMELESS)
CARE_HOME = person("care-home", OTHER, organisation=OrganisationKind.CONNECTED_SOCIAL_CARE)
STUDENT = person("student", role=Role.STUDENT)
FOREIGN_STUDENT = person("foreign-student", OTHER, role=Role.STUDENT)
OBSERVER = person("observer", role=Role.OBSERVER)
COMPANY = person("company", NAMELESS, role=Role.COMPANY, organisation=OrganisationKind.COMPANY)
SALES = person("sales", NAMELESS, organisation=OrganisationKind.COMPANY)
SOCIAL = person("social", NAMELESS, organisation=OrganisationKind.SOCIAL_SERVICES)
SCHOOL = person("school", NAMELESS, organisation=OrganisationKind.SCHOOL)
INSURANCE = person("insurance", NAMELESS, organisation=OrganisationKind.INSURANCE_AGENCY)
NOBODYS = person("nobodys", NAMELESS, organisation=OrganisationKind.NONE)
PATIENT = person(
    "patient",
    NAMELESS,
    role=Role.PATIENT,
    organisation=OrganisationKind.NONE,
    for_case="case-1",
)
GUARDIAN = msgspec.structs.replace(PATIENT, id="guardian", role=Role.GUARDIAN)
ANOTHER_PATIENT = msgspec.structs.replace(PATIENT, id="another", for_case="case-2")
REMOTE = person("remote", OTHER, channel=Channel.REMOTE_PERSON)

FOR_ANYONE = Consent(permits=True)
FOR_OWN = Consent(permits=True, provider=OWN.hsa_id)
FOR_OTHER = Consent(permits=True, provider=OTHER.hsa_id)
REFUSAL = Consent(permits=False)
OWN_DATA, OTHER_DATA = a_case(OWN), a_case(OTHER)


def opening(case: Case = OWN_DATA, *here: Person, **more: object) -> Opening:
    base = Opening(case=case, facts=AccessFacts(), chair=CHAIR, here=(CHAIR, *here), on=TODAY)
    return msgspec.structs.replace(base, **more)


def refusals(decision: Decision) -> dict[str, tuple[str, ...]]:
    return {str(one.refusal): one.people for one in decision.objections}


def facts(*consents: Consent, blocks: tuple[Block, ...] = (), fetched: bool = True) -> AccessFacts:
    return AccessFacts(consents=consents, blocks=blocks, fetched=fetched)


YES: dict[str, tuple[str, ...]] = {}
MISSING, REFUSED, BLOCKED = Refusal.CONSENT_MISSING, Refusal.CONSENT_REFUSED, Refusal.BLOCKED


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(opening(), YES, id="own provider's data to its own staff needs no consent"),
        pytest.param(opening(OWN_DATA, SURGEON), YES, id="nor for colleagues"),
        pytest.param(opening(here=()), {Refusal.NOBODY_CONFIRMED: ()}, id="nobody is confirmed"),
        pytest.param(
            opening(newcomers=(SURGEON,)),
            {Refusal.NEWCOMER_UNCONFIRMED: ("surgeon",)},
            id="a newcomer keeps the next case waiting",
        ),
        pytest.param(
            opening(newcomers=(SURGEON,), shown=True), YES, id="a newcomer leaves the shown case"
        ),
        pytest.param(
            opening(a_case(state=CaseState.POSTPONED)), {Refusal.CLOSED: ()}, id="postponed"
        ),
        pytest.param(opening(a_case(state=CaseState.DONE)), YES, id="a done case may be seen"),
        # --- who somebody is
        *(
            pytest.param(
                opening(OWN_DATA, outsider),
                {Refusal.OUTSIDER_PRESENT: (outsider.id,)},
                id=f"{outsider.id} never sees the screen",
            )
            for outsider in (SOCIAL, SCHOOL, INSURANCE, NOBODYS)
        ),
        pytest.param(
            opening(OWN_DATA, SOCIAL, allowed=("social",)),
            {Refusal.OUTSIDER_PRESENT: ("social",)},
            id="the chair's yes does not help an outsider",
        ),
        *(
            pytest.param(
                opening(OWN_DATA, guest),
                {Refusal.NEEDS_CHAIRS_YES: (guest.id,)},
                id=f"{guest.id} needs the chair's yes",
            )
            for guest in (STUDENT, OBSERVER, COMPANY, SALES)
        ),
        *(
            pytest.param(
                opening(OWN_DATA, guest, allowed=(guest.id,)), YES, id=f"{guest.id} has it"
            )
            for guest in (STUDENT, OBSERVER, COMPANY, SALES)
        ),
        pytest.param(
            opening(OWN_DATA, STUDENT, OBSERVER, allowed=("student",)),
            {Refusal.NEEDS_CHAIRS_YES: ("observer",)},
            id="a yes is for one person",
        ),
        pytest.param(opening(OWN_DATA, PATIENT, GUARDIAN), YES, id="patient in the own case"),
        pytest.param(
            opening(OTHER_DATA, PATIENT, facts=facts(FOR_OWN)), YES, id="needs no consent of others"
        ),
        pytest.param(
            opening(OWN_DATA, ANOTHER_PATIENT),
            {Refusal.OTHER_PATIENT_PRESENT: ("another",)},
            id="another case's patient",
        ),
        # --- consent
        pytest.param(opening(OTHER_DATA), {MISSING: ("chair",)}, id="another provider's data"),
        pytest.param(opening(OTHER_DATA, facts=facts(FOR_ANYONE)), YES, id="consent for anyone"),
        pytest.param(opening(OTHER_DATA, facts=facts(FOR_OWN)), YES, id="for the chair's provider"),
        pytest.param(
            opening(OTHER_DATA, facts=facts(FOR_OTHER)), {MISSING: ("chair",)}, id="for others only"
        ),
        pytest.param(
            opening(OWN_DATA, GUEST), {MISSING: ("guest",)}, id="our data to another's viewer"
        ),
        pytest.param(
            opening(OWN_DATA, GUEST, facts=facts(FOR_OTHER)), YES, id="the viewer's own consent"
        ),
        pytest.param(
            opening(OTHER_DATA, GUEST, facts=facts(FOR_OWN)), YES, id="the custodian's own staff"
        ),
        pytest.param(
            opening(a_case(THIRD), GUEST, facts=facts(FOR_OWN)),
            {MISSING: ("guest",)},
            id="each provider is decided by itself",
        ),
        pytest.param(
            opening(OWN_DATA, UNIT_GUEST, facts=facts(Consent(permits=True, provider="SE-unit"))),
            YES,
            id="a consent for the viewer's unit",
        ),
        pytest.param(
            opening(OWN_DATA, UNKNOWN), {MISSING: ("unknown",)}, id="a provider without HSA-id"
        ),
        pytest.param(
            opening(a_case(NAMELESS), UNKNOWN),
            {MISSING: ("chair", "unknown")},
            id="two unknown providers are not the same",
        ),
        pytest.param(
            opening(OWN_DATA, CARE_HOME, facts=facts(FOR_OTHER)), YES, id="connected social care"
        ),
        pytest.param(
            opening(OWN_DATA, FOREIGN_STUDENT, allowed=("foreign-student",)),
            {MISSING: ("foreign-student",)},
            id="another provider's student needs consent besides the yes",
        ),
        pytest.param(
            opening(OWN_DATA, REMOTE), {MISSING: ("remote",)}, id="remote viewers count as well"
        ),
        # --- its days
        *(
            pytest.param(opening(OTHER_DATA, facts=facts(consent)), expected, id=f"days: {name}")
            for name, consent, expected in (
                ("from today", Consent(permits=True, start=TODAY), YES),
                ("from tomorrow", Consent(permits=True, start=TOMORROW), {MISSING: ("chair",)}),
                ("until today", Consent(permits=True, end=TODAY), YES),
                ("until yesterday", Consent(permits=True, end=YESTERDAY), {MISSING: ("chair",)}),
                (
                    "refused until yesterday",
                    Consent(permits=False, end=YESTERDAY),
                    {MISSING: ("chair",)},
                ),
            )
        ),
        # --- refusal
        pytest.param(
            opening(OTHER_DATA, facts=facts(REFUSAL)), {REFUSED: ("chair",)}, id="refused"
        ),
        pytest.param(
            opening(OTHER_DATA, facts=facts(FOR_OWN, REFUSAL)),
            {REFUSED: ("chair",)},
            id="a refusal goes before a consent",
        ),
        pytest.param(
            opening(OWN_DATA, facts=facts(REFUSAL)), YES, id="a refusal does not bind inner care"
        ),
        pytest.param(
            opening(
                a_case(THIRD),
                GUEST,
                facts=facts(Consent(permits=False, provider=OTHER.hsa_id)),
            ),
            {REFUSED: ("guest",), MISSING: ("chair",)},
            id="refused to one, never asked for the other",
        ),
        # --- facts that could not be read
        pytest.param(
            opening(facts=None), {Refusal.FACTS_UNAVAILABLE: ()}, id="the host was not asked"
        ),
        pytest.param(
            opening(facts=facts(fetched=False)),
            {Refusal.FACTS_UNAVAILABLE: ()},
            id="facts unavailable: own data may be blocked",
        ),
        pytest.param(
            opening(OTHER_DATA, facts=facts(FOR_ANYONE, fetched=False)),
            {Refusal.FACTS_UNAVAILABLE: ()},
            id="half an answer is none",
        ),
        # --- blocks
        pytest.param(
            opening(OTHER_DATA, facts=facts(FOR_ANYONE, blocks=(Block(custodian=OTHER.hsa_id),))),
            {BLOCKED: ("chair",)},
            id="outer block towards others",
        ),
        pytest.param(
            opening(facts=facts(blocks=(Block(custodian=OWN.hsa_id),))),
            YES,
            id="an outer block spares the custodian's own staff",
        ),
        pytest.param(
            opening(
                OWN_DATA,
                GUEST,
                facts=facts(FOR_ANYONE, blocks=(Block(custodian=OWN.hsa_id),)),
            ),
            {BLOCKED: ("guest",)},
            id="but not a guest of another's",
        ),
        pytest.param(
            opening(facts=facts(blocks=(Block(custodian=THIRD.hsa_id),))),
            YES,
            id="a third provider's block concerns its data only",
        ),
        pytest.param(
            opening(
                OWN_DATA,
                SURGEON,
                facts=facts(blocks=(Block(custodian=OWN.hsa_id, inner=True),)),
            ),
            {BLOCKED: ("chair", "surgeon")},
            id="inner block: which unit it spares is not known",
        ),
        # --- together
        pytest.param(
            opening(
                a_case(OTHER, CaseState.POSTPONED),
                STUDENT,
                SOCIAL,
                ANOTHER_PATIENT,
                newcomers=(SURGEON,),
                facts=facts(REFUSAL, blocks=(Block(custodian=OTHER.hsa_id),)),
            ),
            {
                Refusal.NEWCOMER_UNCONFIRMED: ("surgeon",),
                Refusal.CLOSED: (),
                Refusal.NEEDS_CHAIRS_YES: ("student",),
                Refusal.OUTSIDER_PRESENT: ("social",),
                Refusal.OTHER_PATIENT_PRESENT: ("another",),
                REFUSED: ("chair", "student"),
                BLOCKED: ("chair", "student"),
            },
            id="every reason is told at once",
        ),
    ],
)
def test_gate(asked: Opening, expected: dict[str, tuple[str, ...]]) -> None:
    decision = decide(Policy(), asked)
    assert refusals(decision) == expected
    assert decision.is_yes is (not expected)


def test_blocks_of_anyone_are_told_to_the_console() -> None:
    asked = opening(facts=facts(blocks=(Block(custodian=THIRD.hsa_id),)))
    assert decide(Policy(), asked).blocks_exist
    assert not decide(Policy(), opening()).blocks_exist


def test_an_objection_names_the_custodian() -> None:
    (objection,) = decide(Policy(), opening(OTHER_DATA)).objections
    assert objection.custodian == OTHER.name


def test_the_chair_sees_it_even_without_being_on_the_list_of_those_here() -> None:
    asked = opening(OTHER_DATA, here=(GUEST,))
    assert refusals(decide(Policy(), asked)) == {MISSING: ("chair",)}


def test_policy_may_trust_the_own_provider_when_blocks_cannot_be_read() -> None:
    policy = Policy(own_data_without_facts=True)
    unread = facts(fetched=False)
    assert decide(policy, opening(facts=unread)).is_yes
    assert not decide(policy, opening(OWN_DATA, GUEST, facts=unread)).is_yes


def test_policy_may_let_students_in_and_keep_others_out() -> None:
    policy = Policy(yes_per_case=(), never_on_screen=(OrganisationKind.CONNECTED_SOCIAL_CARE,))
    assert decide(policy, opening(OWN_DATA, STUDENT)).is_yes
    assert refusals(decide(policy, opening(OWN_DATA, CARE_HOME, facts=facts(FOR_ANYONE)))) == {
        Refusal.OUTSIDER_PRESENT: ("care-home",)
    }


PEOPLE = (
    SURGEON, GUEST, CARE_HOME, STUDENT, COMPANY, SOCIAL, NOBODYS, PATIENT, ANOTHER_PATIENT, UNKNOWN
)  # fmt: skip
CONSENTS = (FOR_ANYONE, FOR_OWN, FOR_OTHER, REFUSAL)
BLOCKS = tuple(
    Block(custodian=custodian.hsa_id, inner=inner)
    for custodian in (OWN, OTHER)
    for inner in (False, True)
)


@st.composite
def openings(draw: st.DrawFn) -> Opening:
    return opening(
        draw(st.sampled_from((OWN_DATA, OTHER_DATA, a_case(NAMELESS)))),
        *draw(st.lists(st.sampled_from(PEOPLE), unique=True)),
        facts=AccessFacts(
            consents=tuple(draw(st.lists(st.sampled_from(CONSENTS)))),
            blocks=tuple(draw(st.lists(st.sampled_from(BLOCKS)))),
            fetched=draw(st.booleans()),
        ),
        allowed=tuple(draw(st.lists(st.sampled_from([one.id for one in PEOPLE])))),
        newcomers=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=1))),
        shown=draw(st.booleans()),
    )


@given(openings(), st.sampled_from(PEOPLE))
def test_one_more_viewer_never_opens_a_closed_gate(asked: Opening, viewer: Person) -> None:
    more = msgspec.structs.replace(asked, here=(*asked.here, viewer))
    assert decide(Policy(), asked).is_yes or not decide(Policy(), more).is_yes


@given(openings(), st.sampled_from(BLOCKS))
def test_one_more_block_never_opens_a_closed_gate(asked: Opening, block: Block) -> None:
    assert asked.facts is not None
    blocked = msgspec.structs.replace(asked.facts, blocks=(*asked.facts.blocks, block))
    more = msgspec.structs.replace(asked, facts=blocked)
    assert decide(Policy(), asked).is_yes or not decide(Policy(), more).is_yes


@given(openings())
def test_who_may_see_it_in_the_room_may_see_it_alone(asked: Opening) -> None:
    alone = msgspec.structs.replace(asked, here=(CHAIR,), newcomers=())
    assert not decide(Policy(), asked).is_yes or decide(Policy(), alone).is_yes
