"""Records of many care providers: what is not shown and why, and a consent that is registered."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from app.keyboard import Action
from app.model.case import AssertionKind, NumberKind, PersonNumber
from app.model.overview import Answer, SourceState, SourceStatus
from app.model.people import Organisation
from app.room.gate import Decision, Limit
from tests.ui.console import states
from tests.ui.console.conftest import Show, Shown
from ui import reach_words
from ui.console.possible import is_possible

pytestmark = pytest.mark.usefixtures("english")
MOTHER = PersonNumber(value="189002029800", kind=NumberKind.PERSONNUMMER)


def press(shown: Shown, name: str) -> None:
    QTest.mouseClick(shown.part(name), Qt.MouseButton.LeftButton)


def write(shown: Shown, name: str, text: str) -> None:
    field = shown.part(name)
    assert isinstance(field, QLineEdit)
    field.setText(text)


def choose(shown: Shown, name: str, words: str) -> None:
    choice = shown.part(name)
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findText(words))
    choice.activated.emit(choice.currentIndex())


def texts(view: QWidget) -> str:
    return "\n".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def hidden(shown: Shown, name: str) -> bool:
    parts = [part for part in shown.view.findChildren(QWidget) if part.isVisible()]
    return name not in {part.accessibleName() for part in parts}


# --- what is not shown ----------------------------------------------------------------------------


def test_a_missing_consent_is_said_and_registered_from_there(show: Show) -> None:
    shown = show(states.own_only())
    assert "Consent to others' information is missing. Ask the patient." in texts(shown.view)
    assert "Own information only." in texts(shown.view)  # on the agenda, too
    assert hidden(shown, "Check again")
    press(shown, "Register a consent …")
    assert "Other care providers' information" in texts(shown.view)


def test_a_consent_on_its_way_is_not_registered_again(show: Show) -> None:
    state = states.own_only()
    first, *others = state.lines
    lines = (msgspec.structs.replace(first, registering=True), *others)
    shown = show(msgspec.structs.replace(state, lines=lines))
    assert "It is being registered …" in texts(shown.view)
    assert hidden(shown, "Register a consent …")


def test_without_a_consent_to_register_one_may_only_check_again(show: Show) -> None:
    shown = show(states.nothing_answers())
    assert hidden(shown, "Register a consent …")
    press(shown, "Check again")
    shown.room.recheck.assert_called_once_with()
    assert "The national services do not answer. Check again in a moment." in texts(shown.view)
    assert "The consent for patient 1 was not registered: the service, or a log, said" in texts(
        shown.view
    )
    shown.view.present(states.previewed())
    assert hidden(shown, "Check again")
    assert "Own information only." not in texts(shown.view)


@pytest.mark.parametrize("limit", Limit)
def test_every_limit_says_what_is_shown_why_and_what_to_do(limit: Limit) -> None:
    said = reach_words.limits(Decision(limits=(limit,)))
    assert said.sentence.startswith("Only your care provider's own information is shown. ")
    assert said.step.endswith(".")


def test_what_is_missing_is_said_before_who_does_not_answer() -> None:
    limits = (Limit.RELATION_UNKNOWN, Limit.CONSENT_MISSING, Limit.LOG_DOWN)
    said = reach_words.limits(Decision(limits=limits)).full
    assert said.endswith(
        "Consent to others' information is missing. The national services do not answer."
        " Ask the patient."
    )


def test_who_only_looks_on_registers_nothing(show: Show) -> None:
    looking_on = msgspec.structs.replace(states.own_only(), driver=states.looking_on().driver)
    shown = show(looking_on)
    assert not shown.part("Register a consent …").isEnabled()


def test_blocked_information_is_told_and_whose_it_is_after_the_emergency_step(show: Show) -> None:
    shown = show(states.own_only())
    assert "There is blocked information." in texts(shown.view)
    assert "Hjärtmottagningen" not in texts(shown.view)
    shown.view.present(states.blocks_named())
    assert (
        "There is blocked information at Hjärtmottagningen Exempel AB, SE2321000000-C000. Call"
        " them: only they can lift the block."
    ) in texts(shown.view)


def test_blocks_that_nobody_could_check_are_said_with_what_to_do(show: Show) -> None:
    state = states.own_only()
    assert state.wings is not None
    assert "could not be checked, and is not shown" not in texts(show(state).view)
    section, *others = state.wings.sections
    source = SourceState(source="NPÖ", status=SourceStatus.FAILED, error="blocks-unknown")
    failed = msgspec.structs.replace(section, answer=Answer.FAILED, sources=(source,))
    slot = msgspec.structs.replace(state.wings, sections=(failed, *others))
    shown = show(msgspec.structs.replace(state, wings=slot))
    assert "could not be checked, and is not shown. Open the patient again" in texts(shown.view)


def test_a_provider_is_called_what_the_meeting_calls_it() -> None:
    state = states.blocks_named()
    assert state.on_stage is not None
    ids_only = (Organisation(hsa_id=states.REGION.hsa_id, name=states.REGION.hsa_id),)
    slot = msgspec.structs.replace(state.on_stage, blocked_by=ids_only)
    assert f" at {states.REGION.name}. " in reach_words.blocked(slot, state)
    named = msgspec.structs.replace(state, names={states.REGION.hsa_id: "Region Nord"})
    assert " at Region Nord. " in reach_words.blocked(slot, named)


# --- a consent is registered ----------------------------------------------------------------------


def test_a_consent_is_registered_with_who_asked_and_how(show: Show) -> None:
    shown = show(states.own_only())
    shown.view.act(Action.CONSENT)
    assert f"Holds for {states.UNIT.name} until the end of the day." in texts(shown.view)
    assert not shown.part("Register the consent").isEnabled()
    choose(shown, "Who asked, or judges", states.NURSE.name)
    write(shown, "How and when, in words", " Vid besöket igår ")
    press(shown, "Register the consent")
    shown.room.register_consent.assert_called_once_with(
        states.COLON.id,
        AssertionKind.CONSENT,
        "Vid besöket igår",
        asked_by=states.NURSE.hsa_id,
        on_behalf=None,
    )
    assert shown.view.preview.isVisible()


def test_a_representative_is_told_by_number(show: Show) -> None:
    shown = show(states.own_only())
    shown.view.act(Action.CONSENT)
    write(shown, "How and when, in words", "Per telefon idag")
    number = "The representative's personal identity number"
    assert hidden(shown, number)
    choose(shown, "Who said yes", "Somebody in the patient's place")
    assert not shown.part("Register the consent").isEnabled()
    write(shown, number, "1890-02-02")
    assert not shown.part("Register the consent").isEnabled()
    write(shown, number, "18900202-9800")
    field = shown.part(number)
    assert field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
    QTest.keyClick(shown.part("How and when, in words"), Qt.Key.Key_Return)
    (call,) = shown.room.register_consent.call_args_list
    assert (call.kwargs["on_behalf"], call.kwargs["asked_by"]) == (MOTHER, states.CHAIR.hsa_id)


def test_an_emergency_is_asked_twice_and_has_no_representative(show: Show) -> None:
    shown = show(states.own_only())
    shown.view.act(Action.CONSENT)
    choose(shown, "Who said yes", "Somebody in the patient's place")
    press(shown, "Emergency")
    assert hidden(shown, "Who said yes")
    assert "Who judges that it is an emergency?" in texts(shown.view)
    write(shown, "Why it is an emergency, in words", "Medvetslös")
    press(shown, "Register the emergency …")
    shown.room.register_consent.assert_not_called()
    press(shown, "No, do not")
    assert hidden(shown, "Yes, it is an emergency")
    press(shown, "Register the emergency …")
    press(shown, "Yes, it is an emergency")
    shown.room.register_consent.assert_called_once_with(
        states.COLON.id,
        AssertionKind.EMERGENCY,
        "Medvetslös",
        asked_by=states.CHAIR.hsa_id,
        on_behalf=None,
    )


def test_a_consent_is_registered_only_where_others_records_are_read(show: Show) -> None:
    assert is_possible(Action.CONSENT, states.own_only())
    assert not is_possible(Action.CONSENT, states.previewed())
    shown = show(states.own_only())
    shown.view.act(Action.LEGAL_GROUND)  # an emergency is registered, and so not claimed
    assert hidden(shown, "Emergency")
    press(shown, "Cannot consent")
