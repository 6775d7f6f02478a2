"""The gate for a record of many care providers, as one table: whose information may be shown.

Read it beside `test_gate`, whose table is about a record that is the host's. What holds for those
who are in the room (outsiders, students, other patients) is the same for both.
"""

from datetime import date

import msgspec
import pytest

from app.model.case import (
    AccessFacts,
    Block,
    Check,
    Consent,
    GroundClaim,
    LegalGround,
    SharedFacts,
    Standing,
)
from app.model.people import Channel, Organisation, OrganisationKind, Person, Role
from app.model.record import Reach
from app.room.gate import Decision, Limit, Opening, Policy, Refusal, decide
from tests.fakes.room import a_case

# The chair is a physician of Region Ett with all HSA-ids; one guest is beside the chair (`-`: none;
# `ett`: of the same provider, another unit; `två`: of another provider; `far`: the same by a screen
# that is shared; `voice`: remote, the screen not shared; `patient`: the case's own; `social`).
# `relation`, `consent`: what the national services say about the chair, `… g`: about the guest.
# `host`: what the host's own consents say: `-` nothing, `no` a refusal, `unread` could not be read,
# `inner` a block within Region Ett. `log`: the national access log takes entries. `claim`: a legal
# ground claimed by the chair. `answer`: `all`, `own` with every limit, or every reason for a no.
TABLE = """
guest   | relation | consent | relation g | consent g | host   | log | claim     | answer
# --- Other providers' information: relation, consent and log, all three
-       | yes      | yes     | -          | -         | -      | up  | -         | all
-       | no       | yes     | -          | -         | -      | up  | -         | own: relation-missing
-       | unknown  | yes     | -          | -         | -      | up  | -         | own: relation-unknown
-       | yes      | no      | -          | -         | -      | up  | -         | own: consent-missing
-       | yes      | unknown | -          | -         | -      | up  | -         | own: consent-unknown
-       | yes      | yes     | -          | -         | -      | down| -         | own: log-down
-       | no       | no      | -          | -         | -      | down| -         | own: relation-missing, consent-missing, log-down
-       | unknown  | unknown | -          | -         | -      | up  | -         | own: relation-unknown, consent-unknown
# --- What the host says: a refusal goes before a consent; unread is not known
-       | yes      | yes     | -          | -         | no     | up  | -         | own: consent-refused
-       | yes      | yes     | -          | -         | unread | up  | -         | own: consent-unknown
-       | yes      | no      | -          | -         | unread | up  | -         | own: consent-unknown
-       | yes      | yes     | -          | -         | inner  | up  | -         | blocked: chair
# --- Claims: being unable stands in for a consent and nothing else; an emergency is registered, so
# --- that the service says yes, and opens what the patient has refused at the host
-       | yes      | no      | -          | -         | -      | up  | unable    | all
-       | yes      | unknown | -          | -         | -      | up  | unable    | own: consent-unknown
-       | no       | no      | -          | -         | -      | up  | unable    | own: relation-missing
-       | yes      | no      | -          | -         | no     | up  | unable    | own: consent-refused
-       | yes      | yes     | -          | -         | no     | up  | emergency | all
-       | yes      | no      | -          | -         | -      | up  | emergency | own: consent-missing
-       | yes      | unknown | -          | -         | -      | up  | emergency | own: consent-unknown
-       | no       | yes     | -          | -         | -      | up  | emergency | own: relation-missing
-       | yes      | yes     | -          | -         | -      | down| emergency | own: log-down
-       | yes      | yes     | -          | -         | inner  | up  | emergency | all
# --- People of the chair's own provider, whatever their unit: the chair's consent is theirs
ett     | yes      | yes     | -          | -         | -      | up  | -         | all
ett     | yes      | no      | -          | -         | -      | up  | -         | own: consent-missing
ett     | yes      | yes     | -          | -         | unread | up  | -         | own: consent-unknown
ett     | yes      | yes     | -          | -         | inner  | up  | -         | blocked: chair, guest
# --- People of other providers: even Region Ett's information needs a consent of theirs
två     | yes      | yes     | yes        | yes       | -      | up  | -         | all
två     | yes      | no      | yes        | yes       | -      | up  | -         | own: consent-missing
två     | yes      | yes     | yes        | no        | -      | up  | -         | viewers-without-consent: guest
två     | yes      | yes     | no         | yes       | -      | up  | -         | viewers-without-consent: guest
två     | yes      | yes     | unknown    | no        | -      | up  | -         | viewers-without-consent: guest
två     | yes      | yes     | unknown    | yes       | -      | up  | -         | facts-unavailable: guest
två     | yes      | yes     | yes        | unknown   | -      | up  | -         | facts-unavailable: guest
två     | yes      | yes     | -          | -         | -      | up  | -         | facts-unavailable: guest
två     | yes      | yes     | yes        | yes       | no     | up  | -         | consent-refused: guest
två     | yes      | yes     | yes        | yes       | unread | up  | -         | facts-unavailable
två     | yes      | yes     | yes        | no        | -      | up  | unable    | all
två     | yes      | yes     | no         | no        | -      | up  | unable    | viewers-without-consent: guest
två     | yes      | yes     | no         | no        | -      | up  | emergency | all
far     | yes      | yes     | yes        | yes       | -      | up  | -         | all
far     | yes      | yes     | yes        | no        | -      | up  | -         | viewers-without-consent: guest
voice   | yes      | yes     | no         | no        | -      | up  | -         | all
# --- Others are as in the other table
patient | yes      | yes     | -          | -         | -      | up  | -         | all
social  | yes      | yes     | -          | -         | -      | up  | -         | outsider-consent-missing: guest
"""  # noqa: E501 -- one row, one line: it is read as a table

ETT = Organisation(hsa_id="SE-ett", name="Region Ett")
TWO = Organisation(hsa_id="SE-two", name="Region Två")
CHAIR = Person(
    id="chair",
    name="chair",
    role=Role.CHAIR,
    hsa_id="SE-chair",
    unit=Organisation(hsa_id="SE-ett-surgery"),
    provider=ETT,
)
GUESTS: dict[str, dict[str, object]] = {
    "ett": {"provider": ETT, "unit": Organisation(hsa_id="SE-ett-pathology")},
    "två": {"provider": TWO},
    "far": {"provider": TWO, "channel": Channel.REMOTE_PERSON},
    "voice": {"provider": TWO, "channel": Channel.REMOTE_PERSON},
    "patient": {
        "role": Role.PATIENT,
        "organisation": OrganisationKind.NONE,
        "for_case": "case-1",
    },
    "social": {"organisation": OrganisationKind.SOCIAL_SERVICES},
}
HOST = {
    "-": AccessFacts(),
    "no": AccessFacts(consents=(Consent(permits=False),)),
    "unread": AccessFacts(fetched=False),
    "inner": AccessFacts(blocks=(Block(custodian=ETT.hsa_id, inner=True),)),
}
GROUNDS = {"unable": LegalGround.UNABLE, "emergency": LegalGround.EMERGENCY}
Row = dict[str, str]


def rows() -> list[Row]:
    head, *lines = [line for line in TABLE.strip().splitlines() if not line.startswith("#")]
    names = [name.strip() for name in head.split("|")]
    return [dict(zip(names, map(str.strip, line.split("|")), strict=True)) for line in lines]


def standing(person: str, relation: str, consent: str) -> tuple[Standing, ...]:
    if relation == "-":
        return ()
    return (Standing(person=person, relation=Check(relation), consent=Check(consent)),)


def asked_by(row: Row) -> Opening:
    guest = Person(id="guest", name="guest")
    guests = [msgspec.structs.replace(guest, **GUESTS[row["guest"]])] if row["guest"] != "-" else []
    shared = SharedFacts(
        standings=(
            *standing("chair", row["relation"], row["consent"]),
            *standing("guest", row["relation g"], row["consent g"]),
        ),
        log=row["log"] == "up",
    )
    ground = GROUNDS.get(row["claim"])
    return Opening(
        case=a_case(1, provider=TWO),  # whose patient it is at the host does not matter here
        facts=msgspec.structs.replace(HOST[row["host"]], shared=shared),
        chair=CHAIR,
        here=(CHAIR, *guests),
        on=date(2026, 11, 23),
        shared=row["guest"] == "far",
        ground=GroundClaim(ground=ground, reason="Medvetslös") if ground else None,
    )


def in_words(decision: Decision) -> str:
    if decision.objections:
        return "; ".join(
            f"{one.refusal}: {', '.join(one.people)}" if one.people else str(one.refusal)
            for one in decision.objections
        )
    limits = ", ".join(decision.limits)
    return f"{decision.reach}: {limits}" if limits else str(decision.reach)


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=" | ".join(v for k, v in row.items() if k != "answer"))
        for row in rows()
    ],
)
def test_reach(row: Row) -> None:
    assert in_words(decide(Policy(), asked_by(row))) == row["answer"]


def test_the_table_asks_nothing_twice_and_tells_every_limit() -> None:
    questions = [tuple(v for k, v in row.items() if k != "answer") for row in rows()]
    assert len(set(questions)) == len(questions)
    answers = " ".join(row["answer"] for row in rows())
    assert {limit for limit in Limit if limit not in answers} == set()


@pytest.mark.parametrize("missing", ["hsa_id", "unit", "provider"])
@pytest.mark.parametrize("claim", ["-", "emergency"])
def test_a_chair_whom_the_services_do_not_know_is_shown_nothing(missing: str, claim: str) -> None:
    asked = asked_by({**rows()[0], "claim": claim})
    nothing = "" if missing == "hsa_id" else Organisation()
    chair = msgspec.structs.replace(CHAIR, **{missing: nothing})
    decision = decide(Policy(), msgspec.structs.replace(asked, chair=chair, here=(chair,)))
    assert Refusal.READER_UNKNOWN in {one.refusal for one in decision.objections}


def test_a_limit_is_no_objection_and_without_many_providers_there_is_none() -> None:
    limited = decide(Policy(), asked_by({**rows()[0], "consent": "no"}))
    assert (limited.is_yes, limited.reach) == (True, Reach.OWN)
    asked = asked_by(rows()[0])
    assert asked.facts is not None
    hosts = msgspec.structs.replace(asked, facts=msgspec.structs.replace(asked.facts, shared=None))
    decision = decide(Policy(), hosts)
    assert (decision.limits, decision.reach) == ((), Reach.ALL)


def test_nobody_has_been_asked_about_anybody() -> None:
    asked = asked_by(rows()[0])
    unknown = AccessFacts(shared=SharedFacts())
    decision = decide(Policy(), msgspec.structs.replace(asked, facts=unknown))
    assert decision.limits == (Limit.RELATION_UNKNOWN, Limit.CONSENT_UNKNOWN)
