"""The transitions from value to value that need no room around them."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.attendance import Attendance, Attendee, Interval
from app.model.case import Case, CaseState
from app.model.outcome import Duty, Outcome, OutcomeStatus
from app.room import agenda, attendance, drafting, notices, undo
from app.room.drafting import CaseFile
from app.room.ports import StoredOutcome
from app.room.state import Notice, NoticeKind, Undoable, Undone
from tests.fakes.room import (
    CHAIR,
    DEFINITION,
    NURSE,
    PLAIN_TEXT,
    START,
    SURGEON,
    TEXT,
    WALK_IN,
    a_case,
    a_meeting,
)

CASES = tuple(a_case(number) for number in (1, 2, 3))
LISTED = attendance.listed(Attendance(), a_meeting(), CHAIR)
DELIVERED = Outcome(meeting="m", case="case-1", text="Operation.")
MINUTE = timedelta(minutes=1)


def in_state(case: Case, state: CaseState, **more: object) -> Case:
    return msgspec.structs.replace(case, state=state, **more)


# --- the agenda -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("states", "after", "found"),
    [
        ("...", "", 1),
        ("D..", "", 2),
        ("DPB", "", None),
        ("S..", "", 1),
        ("W..", "", 1),
        ("...", "case-1", 2),
        (".D.", "case-1", 3),
        ("...", "case-3", None),
        ("...", "unknown", 1),
    ],
)
def test_first_undone(states: str, after: str, found: int | None) -> None:
    named = {
        ".": CaseState.NOT_STARTED,
        "D": CaseState.DONE,
        "P": CaseState.POSTPONED,
        "B": CaseState.BY_STANDARD_TEXT,
        "S": CaseState.STARTED,
        "W": CaseState.WITHOUT_RECOMMENDATION,
    }
    cases = [in_state(case, named[s]) for case, s in zip(CASES, states, strict=True)]
    case = agenda.first_undone(cases, after=after)
    assert (case.id if case else None) == (f"case-{found}" if found else None)


def test_no_neighbours_where_there_are_no_cases() -> None:
    assert agenda.neighbour((), "", 1) is None


def test_coming_on_and_leaving_the_screen() -> None:
    shown = agenda.begin(CASES[0], START)
    assert (shown.state, shown.shown) == (CaseState.STARTED, (Interval(start=START),))
    assert agenda.begin(shown, START + MINUTE) is shown
    left = agenda.leave_screen(shown, START + MINUTE)
    assert left.shown == (Interval(start=START, end=START + MINUTE),)
    assert agenda.leave_screen(left, START) is left
    assert agenda.leave_screen(shown, START - MINUTE).shown[-1].end == START
    again = agenda.begin(in_state(left, CaseState.DONE), START + MINUTE)
    assert (again.state, len(again.shown)) == (CaseState.DONE, 2)


SHOWN = (Interval(start=START, end=START + MINUTE),)
SENDING = CaseFile(draft=DELIVERED, status=OutcomeStatus.SENDING)
SENT = CaseFile(draft=DELIVERED, status=OutcomeStatus.DELIVERED, delivered=DELIVERED)
DRAFTED = CaseFile(draft=DELIVERED)
EMPTY = CaseFile(draft=Outcome(meeting="m", case="case-1"))
CORRECTING = drafting.correction(SENT, "Fel sida")
REFUSED = drafting.refused(SENDING)


@pytest.mark.parametrize(
    ("state", "shown", "file", "becomes"),
    [
        (CaseState.NOT_STARTED, (), None, CaseState.NOT_STARTED),
        (CaseState.NOT_STARTED, (), DRAFTED, CaseState.NOT_STARTED),
        (CaseState.STARTED, SHOWN, None, CaseState.WITHOUT_RECOMMENDATION),
        (CaseState.STARTED, SHOWN, DRAFTED, CaseState.WITHOUT_RECOMMENDATION),
        (CaseState.STARTED, SHOWN, SENDING, CaseState.STARTED),
        (CaseState.STARTED, SHOWN, REFUSED, CaseState.WITHOUT_RECOMMENDATION),
        (CaseState.STARTED, SHOWN, SENT, CaseState.DONE),
        (CaseState.WITHOUT_RECOMMENDATION, SHOWN, SENT, CaseState.DONE),
        (CaseState.DONE, SHOWN, CORRECTING, CaseState.DONE),
        (CaseState.POSTPONED, SHOWN, DRAFTED, CaseState.POSTPONED),
    ],
)
def test_what_came_of_a_case(
    state: CaseState,
    shown: tuple[Interval, ...],
    file: CaseFile | None,
    becomes: CaseState,
) -> None:
    case = in_state(CASES[0], state, shown=shown)
    assert agenda.discussed(case, file).state is becomes


@pytest.mark.parametrize(
    ("state", "file", "what"),
    [
        (CaseState.NOT_STARTED, None, Undone.NOT_DISCUSSED),
        (CaseState.NOT_STARTED, DRAFTED, Undone.NOT_SENT),
        (CaseState.STARTED, EMPTY, Undone.WITHOUT_RECOMMENDATION),
        (CaseState.STARTED, SENDING, Undone.NOT_DELIVERED),
        (CaseState.STARTED, REFUSED, Undone.NOT_DELIVERED),
        (CaseState.DONE, SENT, None),
        (CaseState.DONE, CORRECTING, Undone.NOT_SENT),
        (CaseState.POSTPONED, None, None),
        (CaseState.BY_STANDARD_TEXT, None, Undone.TEXT_NOT_SENT),
        (CaseState.BY_STANDARD_TEXT, SENDING, Undone.NOT_DELIVERED),
        (CaseState.BY_STANDARD_TEXT, SENT, None),
    ],
)
def test_what_is_undone(state: CaseState, file: CaseFile | None, what: Undone | None) -> None:
    files = {"case-1": file} if file else {}
    found = agenda.undone([in_state(CASES[0], state)], files)
    assert [one.what for one in found] == ([what] if what else [])


# --- attendance -----------------------------------------------------------------------------------


def test_a_chair_who_is_invited_under_another_id_is_listed_once() -> None:
    chair = msgspec.structs.replace(CHAIR, hsa_id="SE-chair")
    invited = msgspec.structs.replace(chair, id="PractitionerRole/other")
    meeting = msgspec.structs.replace(a_meeting(), invited=(invited,))
    (attendee,) = attendance.listed(Attendance(), meeting, chair).attendees
    assert (attendee.person, attendee.ticked) == (invited, True)


def test_a_chair_who_is_not_invited_is_listed_and_others_keep_their_places() -> None:
    meeting = msgspec.structs.replace(a_meeting(), invited=(SURGEON,))
    held = Attendance(attendees=(Attendee(person=WALK_IN), Attendee(person=SURGEON, ticked=True)))
    listed = attendance.listed(held, meeting, CHAIR)
    assert [one.person for one in listed.attendees] == [SURGEON, CHAIR, WALK_IN]
    assert [one.ticked for one in listed.attendees] == [True, True, False]


def test_a_chair_who_has_left_is_not_ticked_again() -> None:
    gone = attendance.leave(attendance.confirm(LISTED, (CHAIR.id,), START), CHAIR.id, START)
    chair = attendance.listed(gone, a_meeting(), CHAIR).find(CHAIR.id)
    assert chair is not None
    assert not chair.ticked


def test_unticking_forgets_a_presence_that_was_not_attested() -> None:
    seen = attendance.tick(LISTED, NURSE.id, START)
    nurse = seen.find(NURSE.id)
    assert nurse is not None
    assert nurse.presences == (Interval(start=START),)
    assert attendance.untick(seen, NURSE.id) == LISTED


def test_what_others_changed_at_the_host_stands_unless_it_was_changed_here_too() -> None:
    sent = attendance.add(LISTED, WALK_IN)
    mine = attendance.restore(attendance.tick(sent, NURSE.id), {WALK_IN.id: None})
    theirs = attendance.tick(attendance.tick(sent, SURGEON.id), WALK_IN.id)
    stranger = msgspec.structs.replace(WALK_IN, id="urn:uuid:stranger")
    merged = attendance.merge(sent, mine, attendance.add(theirs, stranger))
    assert [(one.person.id, one.ticked) for one in merged.attendees] == [
        (CHAIR.id, True),
        (SURGEON.id, True),
        (NURSE.id, True),
        (stranger.id, False),
    ]


def test_everybody_leaves() -> None:
    here = attendance.confirm(LISTED, (CHAIR.id, NURSE.id), START)
    gone = attendance.leave_all(here, START + MINUTE)
    assert gone.here == ()
    assert len([a for a in gone.attendees if a.presences]) == 2


def test_the_meeting_starts_at_the_first_confirmation() -> None:
    assert attendance.started(LISTED) is None
    later = attendance.confirm(LISTED, (NURSE.id,), START + MINUTE)
    assert attendance.started(attendance.confirm(later, (CHAIR.id,), START)) == START


def test_a_competence_is_also_a_profession_of_its_name() -> None:
    patologist = msgspec.structs.replace(WALK_IN, profession="Patolog")
    here = attendance.add(LISTED, patologist)
    here = attendance.confirm(here, (patologist.id,), START)
    assert attendance.competences_missing(here, DEFINITION) == ("kirurgi",)


_CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["tick", "untick", "confirm", "leave", "come_back", "add"]),
        st.sampled_from([CHAIR, SURGEON, NURSE, WALK_IN]),
        st.integers(0, 100),
    )
)


@given(_CHANGES)
def test_every_change_can_be_taken_back_and_presences_never_overlap(
    changes: list[tuple[str, object, int]],
) -> None:
    now = LISTED
    for n, (name, person, seconds) in enumerate(changes):
        before, at = now, START + timedelta(minutes=n, seconds=seconds % 60)
        match name:
            case "add":
                now = attendance.add(now, person)  # type: ignore[arg-type]
            case "confirm":
                now = attendance.confirm(now, (person.id,), at)  # type: ignore[attr-defined]
            case "untick":
                now = attendance.untick(now, person.id)  # type: ignore[attr-defined]
            case _:
                change = getattr(attendance, name)
                now = change(now, person.id, at)  # type: ignore[attr-defined]
        assert attendance.restore(now, attendance.changed(before, now)) == before
        for attendee in now.attendees:
            past = attendee.presences[:-1]
            assert all(one.end is not None and one.end >= one.start for one in past)
            assert not (attendee.is_here and attendee.is_waiting)


# --- the draft ------------------------------------------------------------------------------------


def test_without_a_contact_nurse_the_presenter_tells_the_patient() -> None:
    file = drafting.fresh("m", CASES[0], (CHAIR, SURGEON))
    assert {one.duty: one.person for one in file.draft.responsibilities} == dict.fromkeys(
        Duty, SURGEON.id
    )
    assert not file.has_content


def test_a_text_without_intention_leaves_the_chosen_one() -> None:
    file = drafting.choose(drafting.choose(EMPTY, TEXT), PLAIN_TEXT)
    assert file.draft.intention is TEXT.intention
    assert file.draft.source == PLAIN_TEXT.reference


@pytest.mark.parametrize("file", [SENDING, SENT])
def test_what_is_sent_does_not_change(file: CaseFile) -> None:
    assert drafting.choose(file, TEXT) == file
    assert drafting.write(file, "x") is file
    assert drafting.fill(file, "sida", "x") is file
    assert drafting.assign(file, Duty.ORDER, "x") is file


def test_nothing_is_corrected_that_is_not_delivered() -> None:
    assert drafting.back_to(SENDING, DRAFTED) is SENDING
    assert drafting.correction(DRAFTED, "skäl") is DRAFTED
    assert drafting.correction(SENDING, "skäl") is SENDING
    assert drafting.keep_rival(SENT) is SENT
    assert drafting.opposed(SENT, DELIVERED) is SENT


def test_a_newer_draft_is_not_taken_for_saved() -> None:
    newer = drafting.write(DRAFTED, "Nytt")
    assert not drafting.saved(newer, DRAFTED.draft).saved
    assert drafting.saved(newer, newer.draft).saved


def test_a_draft_older_than_what_is_delivered_is_left_behind() -> None:
    draft = msgspec.structs.replace(DELIVERED, text="gammalt")
    second = msgspec.structs.replace(DELIVERED, revision=2, text="nytt")
    held = [
        StoredOutcome(outcome=second, status=OutcomeStatus.DELIVERED),
        StoredOutcome(outcome=draft, status=OutcomeStatus.DRAFT),
        StoredOutcome(outcome=DELIVERED, status=OutcomeStatus.DELIVERED),
    ]
    file = drafting.from_host(held)["case-1"]
    assert (file.draft, file.delivered, file.status) == (second, second, OutcomeStatus.DELIVERED)


# --- notices and steps ----------------------------------------------------------------------------


def test_one_notice_of_a_kind_and_case() -> None:
    up = notices.put((), Notice(id=1, kind=NoticeKind.LOG_DOWN, case="a"))
    up = notices.put(up, Notice(id=2, kind=NoticeKind.LOG_DOWN, case="b"))
    up = notices.put(up, Notice(id=3, kind=NoticeKind.LOG_DOWN, case="a"))
    assert [one.id for one in up] == [2, 3]
    assert [one.id for one in notices.without(up, NoticeKind.LOG_DOWN, case="b")] == [3]
    assert notices.without(up, NoticeKind.LOG_DOWN) == ()
    assert [one.id for one in notices.dismissed(up, 3)] == [2]


def test_the_oldest_steps_are_forgotten() -> None:
    history: undo.History = ()
    for number in range(undo.MOST_STEPS + 5):
        history = undo.done(history, undo.Step(what=Undoable.CHOICE, case=str(number)))
    assert len(history) == undo.MOST_STEPS
    assert history[0].case == "5"
    assert len(undo.settled(history, "7")) == undo.MOST_STEPS - 1
