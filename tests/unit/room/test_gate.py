"""The gate as one table: who may see which record, from where, with what consent.

The table is there to be read by somebody who knows the law and no Python. What it cannot tell
(days, units, policies) and what must hold for every combination stand below it.
"""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.case import (
    AccessFacts,
    Block,
    Case,
    CaseState,
    Consent,
    GroundClaim,
    LegalGround,
)
from app.model.people import Channel, Organisation, OrganisationKind, Person, Role
from app.room.gate import Decision, Opening, Policy, Refusal, decide
from tests.fakes.room import a_case as case_of

# The chair is a physician of Region Ett. One guest beside the chair, told by role, organisation and
# channel (`room`, `remote`, `r.room`: a remote room). `shared`: the screen is shared with remote
# viewers. `record`: whose it is (`ett`: the chair's own provider's, `två`, `tre`). `consent`: what
# the patient has said to sammanhållen vårddokumentation: `any` for anyone, `ett`, `guest` names
# that organisation, `no` a refusal, `no guest` one to the guest's, `unread` it could not be read.
# `block`: `outer`, `inner` of the record's custodian, `else` of another one. `claim`: a legal
# ground claimed by the chair. `answer`: `yes`, or every reason for the no and whom it is about.
TABLE = """
role          | organisation | channel | shared | record | consent   | block | claim     | answer
# --- The own provider's record to its own staff: inner secrecy, no consent needed
participant   | ett          | room    | no     | ett    | -         | -     | -         | yes
participant   | ett          | remote  | yes    | ett    | -         | -     | -         | yes
participant   | ett          | r.room  | yes    | ett    | -         | -     | -         | yes
participant   | ett          | room    | no     | ett    | no        | -     | -         | yes
participant   | ett          | room    | no     | ett    | unread    | -     | -         | facts-unavailable
participant   | ett          | room    | no     | ett    | -         | outer | -         | yes
participant   | ett          | room    | no     | ett    | -         | inner | -         | blocked: chair, guest
participant   | ett          | room    | no     | ett    | -         | else  | -         | yes
participant   | ett          | room    | no     | ett    | any       | inner | -         | blocked: chair, guest
# --- Another provider's record: a consent for each viewer; a refusal goes before a consent
participant   | ett          | room    | no     | två    | -         | -     | -         | consent-missing: chair, guest
participant   | ett          | room    | no     | två    | any       | -     | -         | yes
participant   | ett          | room    | no     | två    | ett       | -     | -         | yes
participant   | ett          | room    | no     | två    | no        | -     | -         | consent-refused: chair, guest
participant   | ett          | room    | no     | två    | ett + no  | -     | -         | consent-refused: chair, guest
participant   | ett          | room    | no     | två    | any       | outer | -         | blocked: chair, guest
participant   | ett          | room    | no     | två    | any       | inner | -         | blocked: chair, guest
participant   | ett          | room    | no     | två    | any       | else  | -         | yes
participant   | ett          | room    | no     | två    | -         | outer | -         | consent-missing: chair, guest; blocked: chair, guest
participant   | ett          | room    | no     | två    | unread    | -     | -         | facts-unavailable
participant   | ett          | room    | no     | två    | any+unread| -     | -         | facts-unavailable
# --- Viewers of another provider are decided by themselves
participant   | två          | room    | no     | ett    | -         | -     | -         | consent-missing: guest
participant   | två          | room    | no     | ett    | ett       | -     | -         | consent-missing: guest
participant   | två          | room    | no     | ett    | guest     | -     | -         | yes
participant   | två          | room    | no     | ett    | any       | -     | -         | yes
participant   | två          | room    | no     | ett    | no guest  | -     | -         | consent-refused: guest
participant   | två          | room    | no     | ett    | any       | outer | -         | blocked: guest
participant   | två          | room    | no     | ett    | any       | inner | -         | blocked: chair, guest
participant   | två          | room    | no     | två    | ett       | -     | -         | yes
participant   | två          | room    | no     | två    | -         | -     | -         | consent-missing: chair
participant   | två          | room    | no     | tre    | ett       | -     | -         | consent-missing: guest
participant   | två          | room    | no     | tre    | no guest  | -     | -         | consent-refused: guest; consent-missing: chair
participant   | två          | room    | no     | tre    | any       | outer | -         | blocked: chair, guest
connected     | två          | room    | no     | ett    | -         | -     | -         | consent-missing: guest
connected     | två          | room    | no     | ett    | guest     | -     | -         | yes
connected     | två          | room    | no     | ett    | guest     | outer | -         | blocked: guest
# --- Remote viewers see the screen only while it is shared; else they take part by voice
participant   | två          | remote  | no     | ett    | -         | -     | -         | yes
participant   | två          | remote  | yes    | ett    | -         | -     | -         | consent-missing: guest
participant   | två          | remote  | yes    | ett    | guest     | -     | -         | yes
participant   | två          | remote  | yes    | ett    | no guest  | -     | -         | consent-refused: guest
participant   | två          | remote  | yes    | ett    | any       | outer | -         | blocked: guest
participant   | två          | remote  | no     | ett    | any       | outer | -         | yes
participant   | två          | r.room  | no     | ett    | -         | -     | -         | yes
participant   | två          | r.room  | yes    | ett    | -         | -     | -         | consent-missing: guest
participant   | två          | remote  | no     | tre    | -         | -     | -         | consent-missing: chair
participant   | två          | remote  | yes    | tre    | -         | -     | -         | consent-missing: chair, guest
participant   | två          | room    | yes    | ett    | guest     | -     | -         | yes
connected     | två          | remote  | yes    | ett    | -         | -     | -         | consent-missing: guest
# --- Outside of care: only with a consent that names them, and never on a shared screen
participant   | social       | room    | no     | ett    | -         | -     | -         | outsider-consent-missing: guest
participant   | social       | room    | no     | ett    | any       | -     | -         | outsider-consent-missing: guest
participant   | social       | room    | no     | ett    | guest     | -     | -         | yes
participant   | social       | room    | no     | ett    | guest + no| -     | -         | outsider-consent-missing: guest
participant   | social       | room    | no     | ett    | no guest  | -     | -         | outsider-consent-missing: guest
participant   | social       | room    | yes    | ett    | guest     | -     | -         | yes
participant   | social       | remote  | no     | ett    | guest     | -     | -         | yes
participant   | social       | remote  | no     | ett    | -         | -     | -         | outsider-consent-missing: guest
participant   | social       | remote  | yes    | ett    | guest     | -     | -         | outsider-remote: guest
participant   | social       | r.room  | yes    | ett    | guest     | -     | -         | outsider-remote: guest
participant   | social       | room    | no     | två    | guest     | -     | -         | consent-missing: chair
participant   | social       | room    | no     | ett    | unread    | -     | -         | outsider-consent-missing: guest; facts-unavailable
participant   | school       | room    | no     | ett    | -         | -     | -         | outsider-consent-missing: guest
participant   | school       | room    | no     | ett    | guest     | -     | -         | yes
participant   | school       | remote  | yes    | ett    | guest     | -     | -         | outsider-remote: guest
participant   | insurance    | room    | no     | ett    | -         | -     | -         | outsider-consent-missing: guest
participant   | insurance    | remote  | no     | ett    | guest     | -     | -         | yes
participant   | insurance    | remote  | yes    | ett    | guest     | -     | -         | outsider-remote: guest
participant   | none         | room    | no     | ett    | any       | -     | -         | outsider-present: guest
participant   | none         | remote  | no     | ett    | any       | -     | -         | outsider-present: guest
student       | social       | room    | no     | ett    | guest     | -     | -         | needs-chairs-yes: guest
student + yes | social       | room    | no     | ett    | guest     | -     | -         | yes
student + yes | social       | room    | no     | ett    | -         | -     | -         | outsider-consent-missing: guest
# --- Students, observers and companies: the chair's yes for this case, besides all the rest
student       | ett          | room    | no     | ett    | -         | -     | -         | needs-chairs-yes: guest
student + yes | ett          | room    | no     | ett    | -         | -     | -         | yes
student       | ett          | remote  | no     | ett    | -         | -     | -         | needs-chairs-yes: guest
student + yes | två          | room    | no     | ett    | -         | -     | -         | consent-missing: guest
student + yes | två          | room    | no     | ett    | guest     | -     | -         | yes
observer      | ett          | room    | no     | ett    | -         | -     | -         | needs-chairs-yes: guest
observer + yes| ett          | remote  | yes    | ett    | -         | -     | -         | yes
company       | company      | room    | no     | ett    | any       | -     | -         | needs-chairs-yes: guest
company + yes | company      | room    | no     | ett    | -         | -     | -         | yes
participant   | company      | room    | no     | ett    | any       | -     | -         | needs-chairs-yes: guest
# --- Patient and guardian: in their own case, and there whatever the channel
patient       | none         | room    | no     | ett    | -         | -     | -         | yes
patient       | none         | remote  | yes    | ett    | -         | -     | -         | yes
patient       | none         | room    | no     | två    | ett       | -     | -         | yes
guardian      | none         | room    | no     | ett    | -         | -     | -         | yes
guardian      | none         | remote  | no     | ett    | -         | -     | -         | yes
patient else  | none         | room    | no     | ett    | any       | -     | -         | other-patient-present: guest
patient else  | none         | remote  | no     | ett    | any       | -     | -         | other-patient-present: guest
guardian else | none         | room    | no     | ett    | any       | -     | -         | other-patient-present: guest
# --- Lastingly unable to consent: stands in for a consent, never opens a refusal or a block
participant   | ett          | room    | no     | två    | -         | -     | unable    | yes
participant   | två          | room    | no     | tre    | -         | -     | unable    | yes
participant   | två          | remote  | yes    | ett    | -         | -     | unable    | yes
participant   | ett          | room    | no     | två    | no        | -     | unable    | consent-refused: chair, guest
participant   | ett          | room    | no     | två    | -         | outer | unable    | blocked: chair, guest
participant   | ett          | room    | no     | ett    | -         | inner | unable    | blocked: chair, guest
participant   | ett          | room    | no     | två    | unread    | -     | unable    | facts-unavailable
participant   | social       | room    | no     | ett    | -         | -     | unable    | outsider-consent-missing: guest
student       | ett          | room    | no     | två    | -         | -     | unable    | needs-chairs-yes: guest
# --- Emergency: opens the record to those who give care, and to nobody else
participant   | ett          | room    | no     | två    | -         | -     | emergency | yes
participant   | ett          | room    | no     | två    | no        | -     | emergency | yes
participant   | ett          | room    | no     | två    | -         | outer | emergency | yes
participant   | ett          | room    | no     | ett    | -         | inner | emergency | yes
participant   | två          | remote  | yes    | ett    | no        | outer | emergency | yes
participant   | ett          | room    | no     | två    | unread    | -     | emergency | yes
participant   | social       | room    | no     | två    | -         | -     | emergency | outsider-consent-missing: guest
participant   | social       | remote  | yes    | två    | guest     | -     | emergency | outsider-remote: guest
participant   | none         | room    | no     | två    | -         | -     | emergency | outsider-present: guest
student       | ett          | room    | no     | två    | -         | -     | emergency | needs-chairs-yes: guest
patient else  | none         | room    | no     | två    | -         | -     | emergency | other-patient-present: guest
"""  # noqa: E501 -- one row, one line: it is read as a table

ETT = Organisation(hsa_id="SE-ett", name="Region Ett")
TWO = Organisation(hsa_id="SE-two", name="Region Två")
THREE = Organisation(hsa_id="SE-three", name="Region Tre")
NAMELESS = Organisation()
PROVIDERS = {"ett": ETT, "två": TWO, "tre": THREE}
KINDS = {
    "social": OrganisationKind.SOCIAL_SERVICES,
    "school": OrganisationKind.SCHOOL,
    "insurance": OrganisationKind.INSURANCE_AGENCY,
    "company": OrganisationKind.COMPANY,
    "none": OrganisationKind.NONE,
}
ROLES = {
    "student": Role.STUDENT,
    "observer": Role.OBSERVER,
    "company": Role.COMPANY,
    "patient": Role.PATIENT,
    "guardian": Role.GUARDIAN,
}
CHANNELS = {
    "room": Channel.IN_ROOM,
    "remote": Channel.REMOTE_PERSON,
    "r.room": Channel.REMOTE_ROOM,
}
TODAY = date(2026, 11, 23)
YESTERDAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 24)
CHAIR = Person(id="chair", name="chair", role=Role.CHAIR, provider=ETT)

Row = dict[str, str]


def rows() -> list[Row]:
    """Return the table's rows, by the names of its columns."""
    head, *lines = [line for line in TABLE.strip().splitlines() if not line.startswith("#")]
    names = [name.strip() for name in head.split("|")]
    return [dict(zip(names, map(str.strip, line.split("|")), strict=True)) for line in lines]


def guest_of(row: Row) -> Person:
    role, _, case = row["role"].removesuffix("+ yes").strip().partition(" ")
    organisation = row["organisation"]
    kind = KINDS.get(organisation, OrganisationKind.CARE_PROVIDER)
    if role == "connected":
        kind = OrganisationKind.CONNECTED_SOCIAL_CARE
    named = Organisation(hsa_id=f"SE-{organisation}", name=organisation)
    return Person(
        id="guest",
        name="guest",
        role=ROLES.get(role, Role.PARTICIPANT),
        organisation=kind,
        provider=PROVIDERS.get(organisation, named),
        channel=CHANNELS[row["channel"]],
        for_case="case-2" if case == "else" else "case-1",
    )


def facts_of(row: Row, guest: Person, custodian: Organisation) -> AccessFacts:
    consents = {
        "any": Consent(permits=True),
        "ett": Consent(permits=True, provider=ETT.hsa_id),
        "guest": Consent(permits=True, provider=guest.provider.hsa_id),
        "no": Consent(permits=False),
        "no guest": Consent(permits=False, provider=guest.provider.hsa_id),
    }
    said = [word.strip() for word in row["consent"].split("+") if word.strip() != "-"]
    blocks = {
        "-": (),
        "outer": (Block(custodian=custodian.hsa_id),),
        "inner": (Block(custodian=custodian.hsa_id, inner=True),),
        "else": (Block(custodian="SE-elsewhere", inner=True),),
    }
    return AccessFacts(
        consents=tuple(consents[word] for word in said if word != "unread"),
        blocks=blocks[row["block"]],
        fetched="unread" not in said,
    )


def asked_by(row: Row) -> Opening:
    guest, custodian = guest_of(row), PROVIDERS[row["record"]]
    claims = {"unable": LegalGround.UNABLE, "emergency": LegalGround.EMERGENCY}
    ground = claims.get(row["claim"])
    return Opening(
        case=case_of(1, provider=custodian),
        facts=facts_of(row, guest, custodian),
        chair=CHAIR,
        here=(CHAIR, guest),
        allowed=("guest",) if row["role"].endswith("+ yes") else (),
        on=TODAY,
        shared=row["shared"] == "yes",
        ground=GroundClaim(ground=ground, reason="Medvetslös") if ground else None,
    )


def in_words(decision: Decision) -> str:
    """Return the answer as the table writes it."""
    reasons = (
        f"{one.refusal}: {', '.join(one.people)}" if one.people else str(one.refusal)
        for one in decision.objections
    )
    return "; ".join(reasons) or "yes"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=" | ".join(v for k, v in row.items() if k != "answer"))
        for row in rows()
    ],
)
def test_gate(row: Row) -> None:
    decision = decide(Policy(), asked_by(row))
    assert in_words(decision) == row["answer"]
    assert decision.is_yes is (row["answer"] == "yes")


def test_the_table_asks_nothing_twice_and_gives_every_reason_about_people() -> None:
    questions = [tuple(v for k, v in row.items() if k != "answer") for row in rows()]
    assert len(set(questions)) == len(questions)
    answers = " ".join(row["answer"] for row in rows())
    of_the_room = {Refusal.NOBODY_CONFIRMED, Refusal.NEWCOMER_UNCONFIRMED, Refusal.CLOSED}
    of_shared_records = {Refusal.READER_UNKNOWN, Refusal.VIEWERS_WITHOUT_CONSENT}  # test_reach
    elsewhere = of_the_room | of_shared_records
    assert {one for one in Refusal if one not in elsewhere and one not in answers} == set()


# --- what the table cannot tell -------------------------------------------------------------------


def person(name: str, provider: Organisation = ETT, **more: object) -> Person:
    return msgspec.structs.replace(Person(id=name, name=name, provider=provider), **more)


SURGEON = person("surgeon")
GUEST = person("guest", TWO)
REMOTE = person("remote", TWO, channel=Channel.REMOTE_PERSON)
UNKNOWN = person("unknown", NAMELESS)
STUDENT = person("student", role=Role.STUDENT)
SOCIAL = person("social", Organisation(hsa_id="SE-social"), organisation=KINDS["social"])
REMOTE_SOCIAL = msgspec.structs.replace(SOCIAL, id="caller", channel=Channel.REMOTE_PERSON)
CARE_HOME = person("care-home", TWO, organisation=OrganisationKind.CONNECTED_SOCIAL_CARE)
COMPANY = person("company", NAMELESS, role=Role.COMPANY, organisation=OrganisationKind.COMPANY)
NOBODYS = person("nobodys", NAMELESS, organisation=OrganisationKind.NONE)
PATIENT = person("patient", NAMELESS, role=Role.PATIENT, for_case="case-1")
ANOTHER_PATIENT = person("another", NAMELESS, role=Role.PATIENT, for_case="case-2")
EMERGENCY = GroundClaim(ground=LegalGround.EMERGENCY, reason="Medvetslös")
UNABLE = GroundClaim(ground=LegalGround.UNABLE, reason="Svår demens")


def a_case(provider: Organisation = ETT, state: CaseState = CaseState.NOT_STARTED) -> Case:
    return msgspec.structs.replace(case_of(1, provider=provider), state=state)


def opening(case: Case, *here: Person, **more: object) -> Opening:
    base = Opening(case=case, facts=AccessFacts(), chair=CHAIR, here=(CHAIR, *here), on=TODAY)
    return msgspec.structs.replace(base, **more)


OWN_DATA, OTHER_DATA = a_case(ETT), a_case(TWO)


def answer(asked: Opening, policy: Policy | None = None) -> str:
    return in_words(decide(policy or Policy(), asked))


def facts(*consents: Consent, blocks: tuple[Block, ...] = ()) -> AccessFacts:
    return AccessFacts(consents=consents, blocks=blocks)


def test_the_room_itself() -> None:
    assert answer(opening(OWN_DATA, here=())) == "nobody-confirmed"
    assert answer(opening(OWN_DATA, newcomers=(SURGEON,))) == "newcomer-unconfirmed: surgeon"
    assert answer(opening(OWN_DATA, newcomers=(SURGEON,), shown=True)) == "yes"
    assert answer(opening(a_case(state=CaseState.POSTPONED))) == "case-closed"
    assert answer(opening(a_case(state=CaseState.POSTPONED), ground=EMERGENCY)) == "case-closed"
    assert answer(opening(a_case(state=CaseState.DONE))) == "yes"
    assert answer(opening(OWN_DATA, facts=None)) == "facts-unavailable"


@pytest.mark.parametrize(
    ("consent", "expected"),
    [
        (Consent(permits=True, start=TODAY), "yes"),
        (Consent(permits=True, start=TOMORROW), "consent-missing: chair"),
        (Consent(permits=True, end=TODAY), "yes"),
        (Consent(permits=True, end=YESTERDAY), "consent-missing: chair"),
        (Consent(permits=False, end=YESTERDAY), "consent-missing: chair"),
        (Consent(permits=False, start=TODAY), "consent-refused: chair"),
    ],
)
def test_a_consent_has_its_days(consent: Consent, expected: str) -> None:
    assert answer(opening(OTHER_DATA, facts=facts(consent))) == expected


def test_an_outsiders_consent_has_its_days_too() -> None:
    over = Consent(permits=True, provider="SE-social", end=YESTERDAY)
    assert answer(opening(OWN_DATA, SOCIAL, facts=facts(over))) == (
        "outsider-consent-missing: social"
    )


def test_a_consent_may_name_a_unit() -> None:
    guest = person("guest", TWO, unit=Organisation(hsa_id="SE-unit"))
    for_unit = Consent(permits=True, provider="SE-unit")
    assert answer(opening(OWN_DATA, guest, facts=facts(for_unit))) == "yes"


def test_providers_without_hsa_id_are_never_the_same() -> None:
    assert answer(opening(OWN_DATA, UNKNOWN)) == "consent-missing: unknown"
    assert answer(opening(a_case(NAMELESS), UNKNOWN)) == "consent-missing: chair, unknown"
    nobody = person("social", NAMELESS, organisation=KINDS["social"])
    anyone = facts(Consent(permits=True))
    assert answer(opening(OWN_DATA, nobody, facts=anyone)) == "outsider-consent-missing: social"


def test_a_yes_is_for_one_person() -> None:
    both = (STUDENT, person("observer", role=Role.OBSERVER))
    assert answer(opening(OWN_DATA, *both, allowed=("student",))) == "needs-chairs-yes: observer"


def test_every_reason_is_told_at_once() -> None:
    asked = opening(
        a_case(TWO, CaseState.POSTPONED),
        STUDENT,
        SOCIAL,
        REMOTE_SOCIAL,
        ANOTHER_PATIENT,
        newcomers=(SURGEON,),
        shared=True,
        facts=facts(Consent(permits=False), blocks=(Block(custodian=TWO.hsa_id),)),
    )
    assert answer(asked) == (
        "newcomer-unconfirmed: surgeon; case-closed; needs-chairs-yes: student;"
        " outsider-consent-missing: social; outsider-remote: caller;"
        " other-patient-present: another; consent-refused: chair, student;"
        " blocked: chair, student"
    )


def test_blocks_of_anyone_are_told_to_the_console() -> None:
    asked = opening(OWN_DATA, facts=facts(blocks=(Block(custodian=THREE.hsa_id),)))
    assert decide(Policy(), asked).blocks_exist
    assert not decide(Policy(), opening(OWN_DATA)).blocks_exist


def test_an_objection_names_the_custodian() -> None:
    (objection,) = decide(Policy(), opening(OTHER_DATA)).objections
    assert objection.custodian == TWO.name


def test_the_chair_sees_it_even_without_being_on_the_list_of_those_here() -> None:
    assert answer(opening(OTHER_DATA, here=(GUEST,))) == "consent-missing: chair"


def test_policy_may_trust_the_own_provider_when_blocks_cannot_be_read() -> None:
    policy = Policy(own_data_without_facts=True)
    unread = AccessFacts(fetched=False)
    assert answer(opening(OWN_DATA, facts=unread), policy) == "yes"
    assert answer(opening(OWN_DATA, GUEST, facts=unread), policy) == "facts-unavailable"


def test_policy_may_let_students_in_and_keep_others_out() -> None:
    policy = Policy(yes_per_case=(), never_on_screen=(OrganisationKind.CONNECTED_SOCIAL_CARE,))
    assert answer(opening(OWN_DATA, STUDENT), policy) == "yes"
    anyone = facts(Consent(permits=True))
    refused = answer(opening(OWN_DATA, CARE_HOME, facts=anyone), policy)
    assert refused == "outsider-consent-missing: care-home"


# --- what must hold for every combination ---------------------------------------------------------

PEOPLE = (
    SURGEON, GUEST, REMOTE, CARE_HOME, STUDENT, COMPANY, SOCIAL, REMOTE_SOCIAL, NOBODYS, PATIENT,
    ANOTHER_PATIENT, UNKNOWN,
)  # fmt: skip
CONSENTS = tuple(
    Consent(permits=permits, provider=whom)
    for permits in (True, False)
    for whom in ("", ETT.hsa_id, TWO.hsa_id, "SE-social")
)
BLOCKS = tuple(
    Block(custodian=custodian.hsa_id, inner=inner)
    for custodian in (ETT, TWO)
    for inner in (False, True)
)


@st.composite
def openings(draw: st.DrawFn) -> Opening:
    return opening(
        draw(st.sampled_from((OWN_DATA, OTHER_DATA, a_case(NAMELESS)))),
        *draw(st.lists(st.sampled_from(PEOPLE), unique=True)),
        facts=AccessFacts(
            consents=tuple(draw(st.lists(st.sampled_from(CONSENTS), max_size=4))),
            blocks=tuple(draw(st.lists(st.sampled_from(BLOCKS), max_size=2))),
            fetched=draw(st.booleans()),
        ),
        allowed=tuple(draw(st.lists(st.sampled_from([one.id for one in PEOPLE])))),
        newcomers=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=1))),
        shown=draw(st.booleans()),
        shared=draw(st.booleans()),
        ground=draw(st.sampled_from((None, UNABLE, EMERGENCY))),
    )


def is_yes(asked: Opening, **changes: object) -> bool:
    return decide(Policy(), msgspec.structs.replace(asked, **changes)).is_yes


def with_facts(asked: Opening, **changes: object) -> dict[str, AccessFacts]:
    assert asked.facts is not None
    return {"facts": msgspec.structs.replace(asked.facts, **changes)}


@given(openings(), st.sampled_from(PEOPLE))
def test_one_more_person_never_opens_a_closed_gate(asked: Opening, more: Person) -> None:
    assert is_yes(asked) or not is_yes(asked, here=(*asked.here, more))


@given(openings(), st.sampled_from(BLOCKS))
def test_one_more_block_never_opens_a_closed_gate(asked: Opening, block: Block) -> None:
    assert asked.facts is not None
    blocked = with_facts(asked, blocks=(*asked.facts.blocks, block))
    assert is_yes(asked) or not is_yes(asked, **blocked)


@given(openings(), st.sampled_from(CONSENTS))
def test_one_more_consent_never_closes_and_one_more_refusal_never_opens(
    asked: Opening, said: Consent
) -> None:
    assert asked.facts is not None
    more = is_yes(asked, **with_facts(asked, consents=(*asked.facts.consents, said)))
    assert is_yes(asked) <= more if said.permits else more <= is_yes(asked)


@given(openings())
def test_sharing_never_opens_a_closed_gate(asked: Opening) -> None:
    assert is_yes(asked, shared=True) <= is_yes(asked, shared=False)


@given(openings())
def test_a_ground_never_closes_and_an_emergency_opens_whatever_being_unable_opens(
    asked: Opening,
) -> None:
    none, unable, emergency = (is_yes(asked, ground=g) for g in (None, UNABLE, EMERGENCY))
    assert none <= unable <= emergency


@given(openings())
def test_only_an_emergency_opens_what_could_not_be_read(asked: Opening) -> None:
    unread = is_yes(asked, **with_facts(asked, fetched=False))
    assert not unread or asked.ground is EMERGENCY


@given(openings())
def test_a_no_always_says_why_and_a_reason_is_never_lost(asked: Opening) -> None:
    alone = [
        one
        for person in asked.here
        for one in decide(Policy(), msgspec.structs.replace(asked, here=(CHAIR, person))).objections
    ]
    together = decide(Policy(), asked).objections
    assert {one.refusal for one in alone} <= {one.refusal for one in together}
    assert {(one.refusal, p) for one in alone for p in one.people} <= {
        (one.refusal, p) for one in together for p in one.people
    }


@given(openings())
def test_who_may_see_it_in_the_room_may_see_it_alone(asked: Opening) -> None:
    assert is_yes(asked) <= is_yes(asked, here=(CHAIR,), newcomers=())


@given(openings())
def test_who_only_hears_is_no_viewer(asked: Opening) -> None:
    remote = {one.id for one in asked.viewers if one.channel is not Channel.IN_ROOM}
    assert asked.shared or not remote
    assert {one.id for one in asked.viewers} <= {one.id for one in asked.present}
