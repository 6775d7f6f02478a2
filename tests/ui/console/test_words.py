"""Everything that can go wrong has its words, in both languages, and tells what to do next."""

from datetime import UTC, datetime

import msgspec
import pytest

from app.model import case, definition, outcome, people
from app.model.case import NumberKind, Patient, PersonNumber
from app.model.errors import SamsynError
from app.room import stage_view, state
from app.room.gate import Decision, Objection, Refusal
from app.room.ports import StopReason
from app.room.state import Notice, NoticeKind
from tests.ui.console import states
from ui import words
from ui.console import labels

PEOPLE = (states.STUDENT.id, states.NURSE.id)
pytestmark = pytest.mark.usefixtures("language")


def _all_errors(kind: type[SamsynError]) -> list[type[SamsynError]]:
    return [kind, *(each for sub in kind.__subclasses__() for each in _all_errors(sub))]


def _is_a_sentence(text: str) -> bool:
    return text[:1].isupper() and text.endswith((".", "?")) and "{" not in text


@pytest.mark.parametrize("kind", _all_errors(SamsynError))
def test_every_error_has_a_sentence(kind: type[SamsynError]) -> None:
    assert _is_a_sentence(words.error(kind.code))


def test_an_unknown_error_has_the_general_sentence() -> None:
    assert words.error("something-new") == words.error("error")


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_says_why_and_what_to_do(refusal: Refusal) -> None:
    said = Objection(refusal=refusal, people=PEOPLE, custodian="Capio")
    worded = words.objection(said, states.student_present())
    assert _is_a_sentence(worded.sentence)
    assert _is_a_sentence(worded.step) or refusal is Refusal.CLOSED


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("stopped", StopReason)
def test_every_notice_is_one_sentence_or_two(kind: NoticeKind, stopped: StopReason) -> None:
    notice = Notice(id=1, kind=kind, case=states.COLON.id, error="host-silent", stopped=stopped)
    worded = words.notice(notice, states.looking_on())
    assert _is_a_sentence(worded.full)
    assert worded.button == "" or worded.button[0].isupper()


def test_a_refusal_names_the_people_and_the_first_step() -> None:
    no = Decision(
        objections=(
            Objection(refusal=Refusal.OUTSIDER_PRESENT, people=PEOPLE),
            Objection(refusal=Refusal.CONSENT_MISSING, custodian="Capio"),
        )
    )
    worded = words.decision(no, states.student_present())
    assert "Elias Nyberg, Sofia Bergman" in worded.sentence
    assert "Capio" in worded.sentence
    first = words.objection(no.objections[0], states.student_present())
    assert worded.step == first.step


def test_a_crowd_is_counted() -> None:
    said = Objection(
        refusal=Refusal.NEWCOMER_UNCONFIRMED, people=tuple(each.id for each in states.EVERYBODY)
    )
    sentence = words.objection(said, states.confirmed()).sentence
    assert states.EVERYBODY[2].name in sentence
    assert states.EVERYBODY[3].name not in sentence
    assert "5 " in sentence


def test_that_nobody_is_confirmed_says_it_all() -> None:
    nobody = Objection(refusal=Refusal.NOBODY_CONFIRMED)
    newcomers = Objection(refusal=Refusal.NEWCOMER_UNCONFIRMED, people=PEOPLE)
    both = words.decision(Decision(objections=(nobody, newcomers)), states.confirmed())
    assert both == words.decision(Decision(objections=(nobody,)), states.confirmed())


def test_a_yes_has_no_words() -> None:
    assert words.decision(Decision(), states.confirmed()).full == ""


@pytest.mark.parametrize(
    "kind",
    [
        case.CaseState,
        people.Role,
        people.OrganisationKind,
        people.Channel,
        outcome.Intention,
        outcome.Duty,
        outcome.OutcomeStatus,
        definition.InformationKind,
        stage_view.ScreenMode,
        state.Undoable,
        state.Undone,
        state.Waiting,
    ],
)
def test_every_term_has_its_word(kind: type) -> None:
    assert all(labels.term(value) for value in kind)  # type: ignore[attr-defined]


def test_names_and_numbers_are_written_as_on_the_banner() -> None:
    assert labels.patient_name(states.COLON.patient) == "LUNDGREN, Sven-Erik"
    assert labels.person_number(states.COLON.patient) == "19500907-2553"
    reserve = PersonNumber(value="19501201R123", kind=NumberKind.RESERVNUMMER)
    patient = msgspec.structs.replace(states.COLON.patient, number=reserve)
    assert labels.person_number(patient) == "19501201R123"
    assert labels.patient_name(Patient(reference="Patient/1", birth_date="1950")) == "1950"


@pytest.mark.parametrize(
    ("seconds", "written"), [(0, "0:00"), (187, "3:07"), (4360, "1:12:40"), (-5, "0:00")]
)
def test_elapsed_time(seconds: int, written: str) -> None:
    start = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
    now = datetime.fromtimestamp(start.timestamp() + seconds, UTC)
    assert labels.elapsed(start, now) == written
