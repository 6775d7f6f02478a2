"""Whatever the room knows comes back from the resources that it is written as."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.host import attendance as room
from app.host import cases, outcomes, requests
from app.model.attendance import Attendance, Attendee, Check, Interval
from app.model.case import CaseState, GroundClaim, LegalGround, Pick, PostponeReason
from app.model.jsontext import encode
from app.model.outcome import (
    Coded,
    Duty,
    Intention,
    Measure,
    Outcome,
    Referral,
    Responsibility,
    TextReference,
)
from app.model.people import Channel, Organisation, OrganisationKind, Person, Role
from app.overview.references import as_reference, name_in
from app.wire.jsontext import decode_object
from tests.unit.host.values import CASE, CHAIR, CONTEXT, MEETING, NOW, SURGEON

WORDS = st.text("Åse 7/|#", max_size=6).map(lambda text: " ".join(text.split()))
ORGANISATIONS = st.builds(Organisation, hsa_id=st.sampled_from(["", "SE-1", "SE-2"]), name=WORDS)
STAFF = st.sampled_from([role for role in Role if role not in (Role.PATIENT, Role.GUARDIAN)])
MILLISECONDS = st.integers(0, 3_600_000).map(lambda ms: NOW + timedelta(milliseconds=ms))
INVITED = (SURGEON, CHAIR, Person(id="Patient/p", name="T", role=Role.PATIENT, for_case="c"))
MEETING_OF_THREE = replace(MEETING, invited=INVITED)
PLACE = {"channel": st.sampled_from(Channel), "organisation": st.sampled_from(OrganisationKind)}
WALK_INS = st.builds(
    Person,
    id=st.uuids(version=4).map(lambda each: f"urn:uuid:{each}"),
    name=WORDS,
    role=STAFF,
    profession=WORDS,
    unit=ORGANISATIONS,
    provider=ORGANISATIONS,
    hsa_id=st.sampled_from(["", "SE-9"]),
    responsible=WORDS,
    **PLACE,
) | st.builds(
    Person,
    id=st.uuids(version=4).map(lambda each: f"urn:uuid:{each}"),
    name=WORDS,
    role=st.sampled_from([Role.PATIENT, Role.GUARDIAN]),
    for_case=st.just("c"),
    **PLACE,
)


@st.composite
def presences(draw: st.DrawFn) -> tuple[Interval, ...]:
    moments = sorted(draw(st.sets(MILLISECONDS, max_size=5)))
    closed = [
        Interval(start=start, end=end)
        for start, end in zip(moments[::2], moments[1::2], strict=False)
    ]
    return (*closed, *(Interval(start=each) for each in moments[len(closed) * 2 :]))


@st.composite
def attendances(draw: st.DrawFn) -> Attendance:
    walk_ins = draw(st.lists(WALK_INS, max_size=3, unique_by=lambda each: each.id))
    listed = [
        replace(each, channel=draw(PLACE["channel"]), organisation=draw(PLACE["organisation"]))
        for each in INVITED
    ]
    ticked_at = draw(MILLISECONDS)
    return Attendance(
        attendees=tuple(
            Attendee(
                person=person,
                ticked=draw(st.booleans()),
                confirmed_at=draw(st.none() | MILLISECONDS),
                presences=draw(presences()),
            )
            for person in (*listed, *walk_ins)
        ),
        checks=tuple(
            Check(item=item, words=f"{item}!", at=ticked_at, by=INVITED[0].id)
            for item in draw(st.permutations(["sound", "wishes"]))
        ),
    )


DIRECTORY = {
    "PractitionerRole/s": {"resourceType": "PractitionerRole", "id": "s"},
    "Patient/p": {"resourceType": "Patient", "id": "p"},
}


@given(attendances())
def test_an_attendance_comes_back(attendance: Attendance) -> None:
    encounter = room.with_attendance(
        room.new_encounter(MEETING_OF_THREE), attendance, MEETING_OF_THREE
    )
    sent = decode_object(encode(encounter))
    assert room.attendance_of(sent, MEETING_OF_THREE, DIRECTORY) == attendance
    assert room.with_attendance(sent, attendance, MEETING_OF_THREE) == sent


@given(
    presences(),
    st.sampled_from(CaseState),
    WORDS,
    st.none() | st.sampled_from(PostponeReason),
    st.sampled_from(["", "https://x.se/text|1.0.0"]),
    st.none() | st.builds(GroundClaim, ground=st.sampled_from(LegalGround), reason=WORDS),
)
def test_a_cases_times_and_state_come_back(
    shown: tuple[Interval, ...],
    state: CaseState,
    reason: str,
    postponed: PostponeReason | None,
    met_by: str,
    ground: GroundClaim | None,
) -> None:
    told_of = {"state": state, "state_reason": reason, "postponed": postponed, "met_by": met_by}
    case = replace(CASE, shown=shown, shown_ground=ground if shown else None, **told_of)
    before = replace(case, shown_ground=GroundClaim(ground=LegalGround.UNABLE, reason="Förut"))
    encounter = cases.with_discussion(cases.new_encounter("m", case, ""), before, ())
    encounter = cases.with_discussion(encounter, case, ())
    agenda = {"entry": [{"item": {"reference": "ServiceRequest/c"}}, {"item": {}}]}
    assert cases.shown_in(encounter) == shown
    assert cases.ground_in(encounter) == case.shown_ground
    told = cases.with_state(agenda, case)
    held = replace(CASE, shown=shown, shown_ground=case.shown_ground)
    assert cases.with_state_on(told, held) == case
    assert told["entry"][1] == {"item": {}}


@given(st.permutations("abc"), st.lists(st.sampled_from("abcxy"), unique=True))
def test_an_order_loses_no_line(held: list[str], wanted: list[str]) -> None:
    agenda = {"entry": [{"item": {"reference": f"ServiceRequest/{each}"}} for each in held]}
    lines = cases.cases_on(cases.with_order(agenda, wanted))
    named = [each for each in wanted if each in held]
    rest = [each for each in held if each not in wanted]
    assert lines == [f"ServiceRequest/{each}" for each in (*named, *rest)]


def test_a_case_is_put_on_the_agenda_once() -> None:
    agenda = cases.with_line({"status": "current"}, "c")
    assert cases.cases_on(agenda) == ["ServiceRequest/c"]
    assert cases.with_line(agenda, "c") == agenda


NAMES = ("Observation/a", "Observation/b", "Observation?identifier=https://x.se/s|1#2", "Media/c")
PICKS = st.lists(st.sampled_from(NAMES), unique=True).map(
    lambda each: tuple(Pick(reference=name) for name in each)
)


@given(PICKS, PICKS, PICKS, st.sampled_from(["", "x"]), st.sampled_from(["", "x", "y"]))
def test_picks_of_two_people_are_merged(
    base: tuple[Pick, ...], ours: tuple[Pick, ...], theirs: tuple[Pick, ...], was: str, now: str
) -> None:
    read, wanted = (
        replace(CASE, picks=base, definition=was),
        replace(CASE, picks=ours, definition=now),
    )
    held = {
        "supportingInfo": [as_reference(pick.reference) | {"display": "kept"} for pick in theirs],
        "instantiatesUri": ["theirs", "further"],
    }
    written = requests.with_plan(held, read, wanted)
    assert set(requests.picks_of(written)) == (set(theirs) - (set(base) - set(ours))) | (
        set(ours) - set(base)
    )
    assert requests.definition_of(written) == ("theirs" if was == now else now or "further")
    for each in written.get("supportingInfo", []):
        assert (each.get("display") == "kept") == (Pick(reference=name_in(each)) in theirs)


def test_a_pick_of_a_record_that_is_kept_elsewhere_is_a_logical_reference() -> None:
    pick = Pick(reference="DiagnosticReport?identifier=https://x.se/s|remiss|17")
    written = requests.with_plan({}, CASE, replace(CASE, picks=(pick,)))
    assert written["supportingInfo"] == [
        {
            "type": "DiagnosticReport",
            "identifier": {"system": "https://x.se/s", "value": "remiss|17"},
        }
    ]
    assert requests.picks_of(written) == (pick,)
    further = {"supportingInfo": [{"identifier": {"value": "17"}}, {"display": "i words"}]}
    assert requests.picks_of(further) == ()


OUTCOMES = st.builds(
    Outcome,
    meeting=st.just("m"),
    case=st.just("c"),
    revision=st.integers(1, 5),
    text=WORDS,
    intention=st.none() | st.sampled_from(Intention),
    source=st.none() | st.just(TextReference(url="https://x.se/a", version="1")),
    code=st.none()
    | st.builds(
        Coded,
        system=st.sampled_from(["http://snomed.info/sct", "urn:oid:1.2.752.116.1.3.2.1.4"]),
        code=st.sampled_from(["80146002", "JFB31"]),
        display=st.sampled_from(["", "Högersidig hemikolektomi"]),
    ),
    responsibilities=st.tuples(
        *(
            st.builds(
                Responsibility,
                duty=st.just(duty),
                person=st.sampled_from(["", SURGEON.id, CHAIR.id]),
            )
            for duty in Duty
        )
    ),
    reason=WORDS,
    new_conference=st.booleans(),
    note=WORDS,
    deviation=st.none() | WORDS,
    wishes=WORDS,
    referral=st.none() | st.builds(Referral, to=WORDS, reason=WORDS),
    measures=st.lists(
        st.builds(Measure, text=WORDS, who=WORDS, until=st.sampled_from(["", "2027-01-31"])),
        max_size=2,
    ).map(tuple),
)


@given(OUTCOMES)
def test_an_outcome_comes_back(outcome: Outcome) -> None:
    plan = decode_object(encode(outcomes.care_plan(outcome, CONTEXT, outcomes.DRAFT)))
    here = Attendance(attendees=tuple(Attendee(person=each) for each in INVITED))
    (stored,) = outcomes.stored_outcomes([plan], "m", "c", outcomes.person_finder(here))
    assert stored.outcome == outcome


@given(OUTCOMES, OUTCOMES)
def test_only_the_same_words_are_the_same(one: Outcome, other: Outcome) -> None:
    plans = [outcomes.care_plan(each, CONTEXT, outcomes.ACTIVE) for each in (one, other)]
    alike = replace(one, revision=1) == replace(other, revision=1)
    assert outcomes.says_the_same(*plans) == alike
