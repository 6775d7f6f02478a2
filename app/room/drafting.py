"""One case's outcome from the first word to the delivered revision: functions on `CaseFile`. Pure.

A change that cannot be (to what is being sent, or is delivered) gives the same file back.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from app.model.base import Private
from app.model.blanks import fill_blanks, find_blanks, without_empty_blanks
from app.model.case import Case
from app.model.outcome import (
    Duty,
    Outcome,
    OutcomeStatus,
    Responsibility,
    ShownInformation,
    StandardText,
)
from app.model.people import Person
from app.room.ports import StoredOutcome
from app.room.state import Unfinished

_CONTACT_NURSE = "kontaktsjuksköterska"


class CaseFile(Private, frozen=True, kw_only=True):
    """All that is known of one case's outcome.

    `template`: the draft's text before its blanks were filled, with `filled`, so that a blank can
    be filled anew. `saved`: the host has the draft as it stands. `information`: what was on the
    room screen, in the order in which it was first seen.
    """

    draft: Outcome
    template: str = ""
    filled: Mapping[str, str] = {}
    status: OutcomeStatus = OutcomeStatus.DRAFT
    saved: bool = True
    delivered: Outcome | None = None
    rival: Outcome | None = None
    information: tuple[ShownInformation, ...] = ()

    @property
    def is_editable(self) -> bool:
        """A draft, or what the host has refused and the chair may mend."""
        return self.status in (OutcomeStatus.DRAFT, OutcomeStatus.REFUSED)

    @property
    def has_content(self) -> bool:
        """Something was agreed on, in words or by a choice."""
        draft = self.draft
        return bool(
            draft.text
            or draft.note
            or draft.intention
            or draft.new_conference
            or draft.reason
            or draft.wishes
            or draft.referral
            or draft.measures
            or draft.deviation is not None
        )

    @property
    def is_unsent(self) -> bool:
        """Something was agreed on and never sent."""
        return self.status is OutcomeStatus.DRAFT and self.has_content

    @property
    def mandatory_blanks(self) -> tuple[str, ...]:
        """The names of the blanks that must be filled before the text is sent."""
        return tuple(blank.name for blank in find_blanks(self.draft.text) if blank.mandatory)

    @property
    def unfinished(self) -> tuple[Unfinished, ...]:
        """What has to be said before the outcome can be sent."""
        draft = self.draft
        said = {
            Unfinished.TEXT: bool(draft.text.strip()),
            Unfinished.BLANK: not self.mandatory_blanks,
            Unfinished.DEVIATION: draft.deviation is None or bool(draft.deviation.strip()),
            Unfinished.REFERRAL: draft.referral is None or bool(draft.referral.to.strip()),
            Unfinished.MEASURE: all(measure.text.strip() for measure in draft.measures),
        }
        return tuple(what for what, is_said in said.items() if not is_said)


def fresh(meeting_id: str, case: Case, here: Iterable[Person]) -> CaseFile:
    """Return an empty draft in which the presenter and the contact nurse have their duties."""
    nurses = (one.id for one in here if _CONTACT_NURSE in one.profession.casefold())
    who = {
        Duty.DOCUMENT: case.presenter,
        Duty.ORDER: case.presenter,
        Duty.TELL_PATIENT: next(nurses, case.presenter),
    }
    duties = tuple(Responsibility(duty=duty, person=person) for duty, person in who.items())
    return CaseFile(draft=Outcome(meeting=meeting_id, case=case.id, responsibilities=duties))


def from_host(stored: Iterable[StoredOutcome]) -> dict[str, CaseFile]:
    """Return the files that a meeting goes on with, by case."""
    by_case: dict[str, list[StoredOutcome]] = {}
    for one in stored:
        by_case.setdefault(one.outcome.case, []).append(one)
    return {case: _resumed(revisions) for case, revisions in by_case.items()}


def _resumed(revisions: list[StoredOutcome]) -> CaseFile:
    newest = sorted(revisions, key=lambda one: one.outcome.revision)
    sent = [one for one in newest if one.status is OutcomeStatus.DELIVERED]
    delivered = sent[-1].outcome if sent else None
    drafts = [
        one
        for one in newest
        if one.status is OutcomeStatus.DRAFT
        and (delivered is None or one.outcome.revision > delivered.revision)
    ]
    current = (drafts or sent)[-1]
    return CaseFile(
        draft=current.outcome,
        template=current.outcome.text,
        status=current.status,
        delivered=delivered,
        information=tuple(dict.fromkeys(i for one in newest for i in one.information)),
    )


def edit(file: CaseFile, **changes: Any) -> CaseFile:
    """Return the file with these fields of the draft changed."""
    draft = msgspec.structs.replace(file.draft, **changes)
    if not file.is_editable or draft == file.draft:
        return file
    return msgspec.structs.replace(file, draft=draft, status=OutcomeStatus.DRAFT, saved=False)


def write(file: CaseFile, text: str) -> CaseFile:
    """Return the file with the recommendation in free words; blanks may be in them."""
    if not file.is_editable:
        return file
    return msgspec.structs.replace(edit(file, text=text), template=text, filled={})


def choose(file: CaseFile, text: StandardText) -> CaseFile:
    """Return the file drafted from a standard text: its code, and its intention if it has one."""
    return edit(
        write(file, text.text),
        source=text.reference,
        code=text.code,
        intention=text.intention or file.draft.intention,
    )


def fill(file: CaseFile, name: str, value: str) -> CaseFile:
    """Return the file with a blank filled, or filled anew; "" empties it."""
    if not file.is_editable:
        return file
    filled = {**file.filled, name: value}
    text = fill_blanks(file.template, filled)
    return msgspec.structs.replace(edit(file, text=text), filled=filled)


def back_to(file: CaseFile, before: CaseFile) -> CaseFile:
    """Return the file with the draft that it had before; what was seen since is still seen."""
    if not file.is_editable:
        return file
    return msgspec.structs.replace(before, saved=False, information=file.information)


def assign(file: CaseFile, duty: Duty, person_id: str) -> CaseFile:
    """Return the file with somebody, or nobody yet (""), named for a duty."""
    named = {one.duty: one for one in file.draft.responsibilities}
    named[duty] = Responsibility(duty=duty, person=person_id)
    return edit(file, responsibilities=tuple(named[d] for d in Duty if d in named))


def sending(file: CaseFile) -> CaseFile:
    """Return the file on its way: from here on the draft does not change."""
    draft = msgspec.structs.replace(file.draft, text=without_empty_blanks(file.draft.text))
    return msgspec.structs.replace(file, draft=draft, status=OutcomeStatus.SENDING, saved=True)


def delivered(file: CaseFile, outcome: Outcome) -> CaseFile:
    """Return the file when the host has that revision."""
    return msgspec.structs.replace(
        file, draft=outcome, status=OutcomeStatus.DELIVERED, saved=True, delivered=outcome
    )


def disputed(file: CaseFile) -> CaseFile:
    """Return the file when the host says that somebody else was first."""
    return msgspec.structs.replace(file, status=OutcomeStatus.CONFLICT, saved=True)


def opposed(file: CaseFile, rival: Outcome | None) -> CaseFile:
    """Return the disputed file with what the host holds; a draft again if that is nothing."""
    if file.status is not OutcomeStatus.CONFLICT:
        return file
    if rival is None:
        return msgspec.structs.replace(file, status=OutcomeStatus.DRAFT, saved=False)
    return msgspec.structs.replace(file, rival=rival)


def refused(file: CaseFile) -> CaseFile:
    """Return the file when the host has said no for good."""
    return msgspec.structs.replace(file, status=OutcomeStatus.REFUSED, saved=False)


def saved(file: CaseFile, draft: Outcome) -> CaseFile:
    """Return the file when the host has that draft."""
    return msgspec.structs.replace(file, saved=True) if file.draft == draft else file


def correction(file: CaseFile, reason: str) -> CaseFile:
    """Return the file with a new revision begun, from what is delivered or, after a conflict, mine.

    Without a reason, or with nothing to correct, the file stays as it is.
    """
    disputed_with = file.rival if file.status is OutcomeStatus.CONFLICT else None
    newest = disputed_with or file.delivered
    correctable = file.status in (OutcomeStatus.DELIVERED, OutcomeStatus.CONFLICT)
    if newest is None or not correctable or not reason.strip():
        return file
    start = file.draft if disputed_with else newest
    draft = msgspec.structs.replace(start, revision=newest.revision + 1, reason=reason.strip())
    return CaseFile(
        draft=draft,
        template=draft.text,
        saved=False,
        delivered=newest,
        information=file.information,
    )


def keep_rival(file: CaseFile) -> CaseFile:
    """Return the file with what the host holds, after a conflict."""
    if file.status is not OutcomeStatus.CONFLICT or file.rival is None:
        return file
    return msgspec.structs.replace(delivered(file, file.rival), rival=None)


def saw(file: CaseFile, information: Iterable[ShownInformation]) -> CaseFile:
    """Return the file with more that was on the room screen."""
    seen = tuple(dict.fromkeys((*file.information, *information)))
    return file if seen == file.information else msgspec.structs.replace(file, information=seen)
