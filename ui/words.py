"""Samsyn's words for people: what went wrong, why the gate says no, and what to do next.

One sentence says what is; the next step says what to do; a button does it. Leaves out the terms of
the interface (`ui.console.labels`). English here, Swedish in `resources/translations`. Nothing
technical is shown: an unknown code gets the general sentence.
"""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.room.gate import Decision, Objection, Refusal
from app.room.ports import StopReason
from app.room.state import Notice, NoticeKind, RoomState
from ui.translatable import QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence, the next step in words ("" for none) and a button's text ("" for none)."""

    sentence: str
    step: str = ""
    button: str = ""

    @property
    def full(self) -> str:
        """Return the sentence and the next step as one text."""
        return f"{self.sentence} {self.step}".strip()


_NAMES = 3  # so many are named; of the others the number is told
_GENERAL = QT_TRANSLATE_NOOP("words", "Something went wrong in Samsyn.")
_ERRORS = {
    "host-unreachable": QT_TRANSLATE_NOOP("words", "The record system cannot be reached."),
    "host-silent": QT_TRANSLATE_NOOP("words", "The record system takes too long to answer."),
    "host-refused": QT_TRANSLATE_NOOP("words", "The record system does not accept the sign-in."),
    "sign-in-refused": QT_TRANSLATE_NOOP("words", "The sign-in was not accepted. Try again."),
    "sign-in-left": QT_TRANSLATE_NOOP("words", "Nobody was signed in."),
    "sign-in-untrusted": QT_TRANSLATE_NOOP(
        "words", "The sign-in's answer could not be verified, so it was not used. Tell the IT desk."
    ),
    "not-invited": QT_TRANSLATE_NOOP(
        "words",
        "You are not invited to this meeting. Ask the coordinator to add you, or sign in as "
        "somebody who is.",
    ),
    "host-conflict": QT_TRANSLATE_NOOP("words", "Somebody else changed the same thing first."),
    "host-missing": QT_TRANSLATE_NOOP("words", "The record system does not find what was asked."),
    "host-trouble": QT_TRANSLATE_NOOP("words", "The record system said no."),
    "host-nonsense": QT_TRANSLATE_NOOP("words", "The record system's answer cannot be read."),
    "other-patient": QT_TRANSLATE_NOOP(
        "words", "The record system answered with another patient's information. It was not used."
    ),
    "shared-log-down": QT_TRANSLATE_NOOP("words", "The national access log does not answer."),
    "blocks-unknown": QT_TRANSLATE_NOOP(
        "words", "What the patient has blocked could not be checked."
    ),
    "too-much": QT_TRANSLATE_NOOP("words", "The record system's answer is too large."),
    "record-unreadable": QT_TRANSLATE_NOOP("words", "The record cannot be read."),
    "definition": QT_TRANSLATE_NOOP("words", "The conference definition has a fault."),
    "expression": QT_TRANSLATE_NOOP("words", "The conference definition has a fault."),
    "library": QT_TRANSLATE_NOOP("words", "The file of own texts cannot be read or written."),
    "library-newer": QT_TRANSLATE_NOOP(
        "words", "A newer Samsyn has written the library. It is left as it is."
    ),
    "library-damaged": QT_TRANSLATE_NOOP(
        "words", "The library's file is damaged. It is left as it is."
    ),
    "library-full": QT_TRANSLATE_NOOP("words", "The disk is full."),
    "library-read-only": QT_TRANSLATE_NOOP(
        "words", "The file or its folder may not be written or read here."
    ),
    "library-busy": QT_TRANSLATE_NOOP("words", "Another program uses the library just now."),
    "library-conflict": QT_TRANSLATE_NOOP(
        "words", "Somebody else changed this text meanwhile. Press Copy to save yours as a new one."
    ),
    "library-file-exists": QT_TRANSLATE_NOOP(
        "words", "There is a file of that name already. Choose another name."
    ),
    "library-file-missing": QT_TRANSLATE_NOOP("words", "There is no such file or folder."),
    "link-broken": QT_TRANSLATE_NOOP("words", "The overview stopped."),
}

_REFUSALS = {
    Refusal.NOBODY_CONFIRMED: (
        QT_TRANSLATE_NOOP("words", "Nobody in the room is confirmed."),
        QT_TRANSLATE_NOOP("words", "Confirm those who are here under Attendance."),
    ),
    Refusal.NEWCOMER_UNCONFIRMED: (
        QT_TRANSLATE_NOOP("words", "New in the room and not confirmed: {people}."),
        QT_TRANSLATE_NOOP("words", "Confirm, or take away the tick."),
    ),
    Refusal.CONSENT_MISSING: (
        QT_TRANSLATE_NOOP("words", "Consent is missing for the record of {custodian}."),
        QT_TRANSLATE_NOOP(
            "words", "Ask the patient, register the consent in the record system, then check again."
        ),
    ),
    Refusal.CONSENT_REFUSED: (
        QT_TRANSLATE_NOOP("words", "The patient has said no to sharing the record of {custodian}."),
        QT_TRANSLATE_NOOP("words", "Take the case without the screen."),
    ),
    Refusal.FACTS_UNAVAILABLE: (
        QT_TRANSLATE_NOOP("words", "Consents and blocks could not be read."),
        QT_TRANSLATE_NOOP("words", "Check again in a moment."),
    ),
    Refusal.OUTSIDER_PRESENT: (
        QT_TRANSLATE_NOOP("words", "May not see the screen: {people}."),
        QT_TRANSLATE_NOOP("words", "Ask them to leave the room and press Left."),
    ),
    Refusal.NEEDS_CHAIRS_YES: (
        QT_TRANSLATE_NOOP("words", "Needs your yes for this case: {people}."),
        QT_TRANSLATE_NOOP("words", "Say yes under Attendance, or ask them to leave the room."),
    ),
    Refusal.OTHER_PATIENT_PRESENT: (
        QT_TRANSLATE_NOOP("words", "Belongs to another case: {people}."),
        QT_TRANSLATE_NOOP("words", "Ask them to leave the room and press Left."),
    ),
    Refusal.BLOCKED: (
        QT_TRANSLATE_NOOP("words", "The patient has blocked all information."),
        QT_TRANSLATE_NOOP("words", "Take the case without the screen."),
    ),
    Refusal.OUTSIDER_CONSENT_MISSING: (
        QT_TRANSLATE_NOOP("words", "The patient has not agreed that they take part: {people}."),
        QT_TRANSLATE_NOOP(
            "words", "Ask the patient and register the consent, or ask them to leave the room."
        ),
    ),
    Refusal.OUTSIDER_REMOTE: (
        QT_TRANSLATE_NOOP("words", "May not see a shared screen: {people}."),
        QT_TRANSLATE_NOOP("words", "Stop sharing the screen, or ask them to hang up."),
    ),
    Refusal.READER_UNKNOWN: (
        QT_TRANSLATE_NOOP(
            "words",
            "The national services do not know you: your HSA-id, unit or care provider is missing.",
        ),
        QT_TRANSLATE_NOOP("words", "Have it entered in the record system's staff directory."),
    ),
    Refusal.VIEWERS_WITHOUT_CONSENT: (
        QT_TRANSLATE_NOOP("words", "Their care provider has no consent or relation: {people}."),
        QT_TRANSLATE_NOOP(
            "words", "Ask them to leave the room and press Left, or to register it at their unit."
        ),
    ),
    Refusal.CLOSED: (
        QT_TRANSLATE_NOOP("words", "The case is postponed."),
        QT_TRANSLATE_NOOP("words", "Take it up again first: the patient's menu."),
    ),
}

_STOPPED = {
    StopReason.DIED: QT_TRANSLATE_NOOP("words", "The overview of {case} stopped."),
    StopReason.HUNG: QT_TRANSLATE_NOOP("words", "The overview of {case} no longer answered."),
    StopReason.GARBAGE: QT_TRANSLATE_NOOP("words", "The overview of {case} went wrong."),
    StopReason.FAILED: QT_TRANSLATE_NOOP("words", "The overview of {case} could not be made."),
}

_WITHOUT_CAUSE = frozenset(  # their sentence says it, or it is another system's
    {NoticeKind.HOST_DOWN, NoticeKind.SHARED_LOG_DOWN, NoticeKind.CONSENT_NOT_REGISTERED}
)
_CHECK = QT_TRANSLATE_NOOP("words", "Check again")
_RETRY = QT_TRANSLATE_NOOP("words", "Try again")
_REOPEN = QT_TRANSLATE_NOOP("words", "Open again")
_TAKE_UP = QT_TRANSLATE_NOOP("words", "Take up again")
_NOTICES = {
    NoticeKind.CASE_SLOW: (
        QT_TRANSLATE_NOOP("words", "The overview of {case} answers slowly."),
        QT_TRANSLATE_NOOP("words", "Wait a moment; it is closed by itself if it does not answer."),
        "",
    ),
    NoticeKind.CASE_STOPPED: ("", "", _REOPEN),
    NoticeKind.GATE_CLOSED: (
        QT_TRANSLATE_NOOP("words", "{case} was taken off the room screen."),
        "",
        _CHECK,
    ),
    NoticeKind.SHOW_REFUSED: (
        QT_TRANSLATE_NOOP("words", "{case} is not shown."),
        "",
        _CHECK,
    ),
    NoticeKind.LOG_DOWN: (
        QT_TRANSLATE_NOOP("words", "The access log does not answer, so {case} is not shown yet."),
        QT_TRANSLATE_NOOP("words", "Nothing may be read without being logged."),
        _RETRY,
    ),
    NoticeKind.HOST_DOWN: (
        QT_TRANSLATE_NOOP("words", "The record system does not answer."),
        QT_TRANSLATE_NOOP(
            "words", "Go on: what is agreed waits here and is sent as soon as it answers."
        ),
        "",
    ),
    NoticeKind.HOST_REFUSED: (
        QT_TRANSLATE_NOOP("words", "The record system refuses what Samsyn writes."),
        QT_TRANSLATE_NOOP(
            "words",
            "If it does so again: close Samsyn and sign in again. The meeting goes on.",
        ),
        "",
    ),
    NoticeKind.SHARED_LOG_DOWN: (
        QT_TRANSLATE_NOOP("words", "The national access log does not answer."),
        QT_TRANSLATE_NOOP("words", "What was read is in the record system's log, and waits here."),
        "",
    ),
    NoticeKind.ATTENDANCE_NOT_SAVED: (
        QT_TRANSLATE_NOOP("words", "The attendance is not saved at the record system yet."),
        QT_TRANSLATE_NOOP("words", "It is tried again by itself."),
        "",
    ),
    NoticeKind.DELIVERY_CONFLICT: (
        QT_TRANSLATE_NOOP("words", "The record system has another recommendation for {case}."),
        QT_TRANSLATE_NOOP("words", "Compare both and choose."),
        "",
    ),
    NoticeKind.DELIVERY_REFUSED: (
        QT_TRANSLATE_NOOP("words", "The record system refused the recommendation for {case}."),
        QT_TRANSLATE_NOOP("words", "It is kept here. Write it in the record by hand today."),
        _RETRY,
    ),
    NoticeKind.TAKEN_OVER: (
        QT_TRANSLATE_NOOP(
            "words", "The meeting is led from {console} now. Here you can only look."
        ),
        "",
        "",
    ),
    NoticeKind.RESUMED: (
        QT_TRANSLATE_NOOP("words", "The meeting goes on where it was."),
        QT_TRANSLATE_NOOP("words", "Look through the attendance before you show a patient."),
        "",
    ),
    NoticeKind.TIME_SOON_UP: (
        QT_TRANSLATE_NOOP("words", "The time for {case} is nearly over."),
        "",
        "",
    ),
    NoticeKind.BLANKS_LEFT: (
        QT_TRANSLATE_NOOP("words", "Fill in before sending: {blanks}."),
        "",
        "",
    ),
    NoticeKind.UNFINISHED: (
        QT_TRANSLATE_NOOP("words", "Something is left to say before it is sent."),
        QT_TRANSLATE_NOOP("words", "It is marked at its place."),
        "",
    ),
    NoticeKind.CONSENT_NOT_REGISTERED: (
        QT_TRANSLATE_NOOP(
            "words", "The consent for {case} was not registered: the service, or a log, said no."
        ),
        QT_TRANSLATE_NOOP("words", "Register it again, or in the record system."),
        "",
    ),
    NoticeKind.LIBRARY_UNREAD: (
        QT_TRANSLATE_NOOP("words", "Own and installed texts are not there."),
        QT_TRANSLATE_NOOP("words", "What Samsyn brings along is offered meanwhile."),
        "",
    ),
    NoticeKind.REMOTE_ROOM_NEEDS_NAME: (
        QT_TRANSLATE_NOOP("words", "Somebody must answer by name for a remote room."),
        QT_TRANSLATE_NOOP("words", "Write who it is under Attendance."),
        "",
    ),
    NoticeKind.INTIMATE_WHILE_SHARED: (
        QT_TRANSLATE_NOOP("words", "The screen is shared, and the pictures are intimate."),
        QT_TRANSLATE_NOOP("words", "Show them only if everybody who sees them should."),
        QT_TRANSLATE_NOOP("words", "Show them all the same"),
    ),
    NoticeKind.TEXT_NEEDS_CHAIR: (
        QT_TRANSLATE_NOOP("words", "The text has blanks that somebody must fill in."),
        QT_TRANSLATE_NOOP("words", "Take {case} in the meeting, or choose another text."),
        "",
    ),
    NoticeKind.AGENDA_CHANGED: (
        QT_TRANSLATE_NOOP("words", "Somebody else changed the agenda."),
        QT_TRANSLATE_NOOP("words", "This is how it is now."),
        "",
    ),
    NoticeKind.PLAN_NOT_SAVED: (
        QT_TRANSLATE_NOOP("words", "The change of the agenda was not saved at the record system."),
        QT_TRANSLATE_NOOP("words", "Make the change again."),
        "",
    ),
    NoticeKind.FIGURES_NOT_SENT: (
        QT_TRANSLATE_NOOP("words", "The meeting's figures could not be sent."),
        QT_TRANSLATE_NOOP("words", "Nothing else depends on them."),
        "",
    ),
}


def tr(source: str, n: int = -1) -> str:
    """Return a text of this module in the interface's language; `n` is what `%n` stands for."""
    return QCoreApplication.translate("words", source, None, n) if source else ""


def error(code: str) -> str:
    """Return one sentence for a `SamsynError.code`."""
    return tr(_ERRORS.get(code, _GENERAL))


def objection(said: Objection, state: RoomState) -> Worded:
    """Return why the gate says no, with its next step."""
    sentence, step = _REFUSALS[said.refusal]
    people = _names(said.people, state)
    custodian = said.custodian or tr(QT_TRANSLATE_NOOP("words", "another care provider"))
    return Worded(tr(sentence).format(people=people, custodian=custodian), tr(step))


def decision(said: Decision, state: RoomState) -> Worded:
    """Return all reasons of a no, and the first one's next step."""
    refusals = {each.refusal for each in said.objections}
    worded = [
        objection(each, state)
        for each in said.objections
        if not (  # nobody is confirmed: that says it all
            each.refusal is Refusal.NEWCOMER_UNCONFIRMED and Refusal.NOBODY_CONFIRMED in refusals
        )
    ]
    if not worded:
        return Worded("")
    return Worded(" ".join(each.sentence for each in worded), worded[0].step)


def notice(said: Notice, state: RoomState) -> Worded:
    """Return a notice in words, with the text of its button."""
    sentence, step, button = _NOTICES[said.kind]
    if said.kind is NoticeKind.CASE_STOPPED:
        sentence = _STOPPED[said.stopped or StopReason.DIED]
    facts = _facts(said, state)
    parts = [tr(sentence).format(**facts)]
    next_step = tr(step).format(**facts)
    if said.decision is not None and not said.decision.is_yes:
        why = decision(said.decision, state)
        parts.append(why.sentence)
        next_step = why.step
        button = _TAKE_UP if said.decision.is_postponed else button
    elif said.error and said.kind not in _WITHOUT_CAUSE:
        parts.append(error(said.error))
    whole = " ".join(parts)
    return Worded(whole[:1].upper() + whole[1:], next_step, tr(button))


def _facts(said: Notice, state: RoomState) -> dict[str, str]:
    line = state.line(said.case)
    blanks = state.outcome.blanks if state.outcome else ()
    return {
        "case": case(line.number) if line else tr(QT_TRANSLATE_NOOP("words", "the case")),
        "console": state.driver.name if state.driver else "",
        "blanks": ", ".join(blanks),
    }


def case(number: int) -> str:
    """Name a case by its number on the agenda."""
    return tr(QT_TRANSLATE_NOOP("words", "patient {number}")).format(number=number)


def _names(people: tuple[str, ...], state: RoomState) -> str:
    named = [_name(person, state) for person in people]
    more = len(named) - _NAMES
    if more <= 1:
        return ", ".join(named)
    others = tr(QT_TRANSLATE_NOOP("words", "{count} more")).format(count=more)
    return ", ".join((*named[:_NAMES], others))


def _name(person: str, state: RoomState) -> str:
    attendee = state.attendance.find(person)
    return attendee.person.name if attendee else tr(QT_TRANSLATE_NOOP("words", "somebody"))
