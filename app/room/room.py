"""The room: every use case of a meeting, in the order in which a chair meets them.

A use case is a plain method: it changes the state at once, and where the host is involved it
starts a task that the room owns; what becomes of it is seen in the state. Nothing is returned and
nothing is raised: what a chair may not do now simply does not happen, and what fails is a notice.
"""

import functools
import random
from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec

from app.model.case import AssertionKind, LegalGround, PersonNumber, PostponeReason
from app.model.outcome import Duty, Intention, Measure, Referral, StandardText
from app.model.people import Channel, Person
from app.room import agenda, notices
from app.room.gate import Policy
from app.room.local_texts import EMPTY
from app.room.memory import Seat
from app.room.parts import Parts
from app.room.ports import (
    AccessLog,
    CaseSlots,
    ConsoleMark,
    Library,
    MeetingHost,
    SharedCare,
    Stage,
    Timer,
)
from app.room.state import Purpose, RoomState, SlotState, Waiting
from app.tasks import TaskOwner

_Given = ParamSpec("_Given")


def _driving(
    use_case: Callable[Concatenate["Room", _Given], None],
) -> Callable[Concatenate["Room", _Given], None]:
    """Let a use case do nothing unless this console drives, or prepares, an open meeting."""

    @functools.wraps(use_case)
    def guarded(room: "Room", /, *args: _Given.args, **kwargs: _Given.kwargs) -> None:
        if room.is_driving:
            use_case(room, *args, **kwargs)

    return guarded


def _chairing(
    use_case: Callable[Concatenate["Room", _Given], None],
) -> Callable[Concatenate["Room", _Given], None]:
    """Let a use case do nothing unless this console drives an open meeting in its room."""

    @functools.wraps(use_case)
    def guarded(room: "Room", /, *args: _Given.args, **kwargs: _Given.kwargs) -> None:
        if room.is_driving and room.state.purpose is Purpose.MEETING:
            use_case(room, *args, **kwargs)

    return guarded


class Room:
    """One meeting, driven from one console or prepared at one. Lives in the main thread.

    `state` is None until `open` has read the meeting. Persons and cases are named by their ids.
    While another console drives the meeting (`state.driver`) every use case but `take_over` and
    `close` does nothing. In PREPARATION there is no room: use cases about the people in it, its
    screen and its outcomes do nothing, and every read is logged as a preparation.
    """

    def __init__(
        self,
        host: MeetingHost,
        log: AccessLog,
        library: Library,
        slots: CaseSlots,
        stage: Stage,
        clock: Timer,
        tasks: TaskOwner,
        *,
        chair: Person,
        console: ConsoleMark,
        policy: Policy,
        purpose: Purpose = Purpose.MEETING,
        figures_wanted: bool = False,
        language: str = "sv",
        shared: SharedCare | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Take the world, what makes a `Seat`, and the room's own `tasks`.

        `shared`: who is asked about other care providers' records; None where all is the host's.

        `jitter` gives numbers in [0, 1) that spread the tries of what the host did not take.
        """
        seat = Seat(
            chair=chair,
            console=console,
            policy=policy,
            purpose=purpose,
            figures_wanted=figures_wanted,
            language=language,
        )
        self._parts = parts = Parts(
            host, log, library, slots, stage, clock, tasks, seat=seat, jitter=jitter, shared=shared
        )
        self._desk, self._course, self._check_in = parts.desk, parts.course, parts.check_in
        self._wings, self._showing, self._outcomes = parts.wings, parts.showing, parts.outcomes
        self._plan, self._eyes, self._extra = parts.plan, parts.eyes, parts.extra
        self._local = parts.local
        self._consenting = parts.consenting

    @property
    def state(self) -> RoomState:
        """The room as it is now. Raises LookupError before `open` has read the meeting."""
        return self._desk.state

    @property
    def is_driving(self) -> bool:
        """Tell whether use cases do anything here and now."""
        return self._desk.has_begun and self._desk.memory.is_driving

    def subscribe(self, listener: Callable[[RoomState], None]) -> Callable[[], None]:
        """Call the listener with every new state; return what ends that."""
        return self._desk.subscribe(listener)

    # --- the meeting ------------------------------------------------------------------------------

    async def open(self, meeting_id: str) -> None:
        """Read the meeting from the host and go on where it is; raise HostError if it cannot."""
        await self._parts.open(meeting_id)

    def take_over(self) -> None:
        """Drive the meeting from this console from now on; the other one becomes a looker-on."""
        self._course.take_over()

    @_chairing
    def attest(self, *, shared: bool) -> None:
        """Take the chair's word that nothing is recorded, and whether the screen is shared."""
        self._desk.change(attested=True)
        self._eyes.share(shared=shared)

    @_chairing
    def set_shared(self, shared: bool) -> None:  # noqa: FBT001 -- a toggle
        """Say whether the screen is shared with remote viewers from now on."""
        self._eyes.share(shared=shared)

    def dismiss(self, notice_id: int) -> None:
        """Take a notice away, also as a looker-on."""
        if not self._desk.has_begun:
            return
        memory = self._desk.memory
        self._desk.change(
            notices=notices.dismissed(memory.notices, notice_id),
            troubles=notices.dismissed(memory.troubles, notice_id),
        )

    @_chairing
    def end_meeting(self) -> None:
        """List what is undone (`state.undone`, `state.ending`)."""
        self._outcomes.flush()
        self._course.list_undone()

    @_chairing
    def continue_meeting(self) -> None:
        """Go back from the list to the meeting."""
        self._desk.change(ending=False)

    @_chairing
    def confirm_end(self) -> None:
        """Leave the case, deliver all that waits, end the meeting at the host (`state.ended`)."""
        self._course.confirm_end()

    @property
    def why_not_close(self) -> tuple[Waiting, ...]:
        """What the host does not have yet, by kind, in a fixed order."""
        return self._course.why_not_close

    @property
    def ready_to_close(self) -> bool:
        """Tell whether nothing would be lost if the app closed now."""
        return not self.why_not_close

    async def close(self) -> None:
        """Paint WAITING, kill both case processes, end all tasks. What waits is lost."""
        await self._parts.close()

    # --- who is here ------------------------------------------------------------------------------

    @_chairing
    def tick(self, person_id: str) -> None:
        """Somebody was seen in the room; the chair has yet to attest it."""
        self._check_in.tick(person_id)

    @_chairing
    def untick(self, person_id: str) -> None:
        """Take a tick back; a person who is confirmed stays (see `leave`)."""
        self._check_in.untick(person_id)

    @_chairing
    def confirm_ticked(self) -> None:
        """One attestation by the chair: all who are ticked are who they are and may be here."""
        self._check_in.confirm_ticked()

    @_chairing
    def confirm(self, person_id: str) -> None:
        """Attest one person: the chip "Ny i rummet – bekräfta"."""
        self._check_in.confirm(person_id)

    @_chairing
    def leave(self, person_id: str, at: datetime | None = None) -> None:
        """Somebody left, now or at an earlier time (UTC)."""
        self._check_in.leave(person_id, at)

    @_chairing
    def come_back(self, person_id: str) -> None:
        """Somebody who was confirmed and left is here again."""
        self._check_in.come_back(person_id)

    @_chairing
    def add_walk_in(self, person: Person) -> None:
        """List and tick somebody who was not invited; an id that is listed is only ticked."""
        self._check_in.add_walk_in(person)

    @_chairing
    def allow(self, case_id: str, person_id: str, *, yes: bool = True) -> None:
        """Say the chair's yes to a student, observer or company representative, for one case."""
        allowed = self._desk.memory.allowed
        others = tuple(one for one in allowed.get(case_id, ()) if one != person_id)
        people = (*others, person_id) if yes else others
        self._desk.change(allowed={**allowed, case_id: people})
        self._parts.gate_again()

    @_chairing
    def check(self, item: str, *, done: bool = True) -> None:
        """Tick a line of the meeting's checklists (`state.checklist`), or take its tick back."""
        self._check_in.check(item, done=done)

    @_driving
    def undo(self) -> None:
        """Take back the last tick, confirmation, leave, choice or text (`state.undo` names it)."""
        *history, step = self._desk.memory.history or (None,)
        if step is None or (step.file is not None and self._outcomes.is_locked):
            return
        self._desk.change(history=tuple(history))
        if step.file is not None:
            self._outcomes.take_back(step.file)
        elif step.texts:
            self._local.take_back(step)
        else:
            self._check_in.take_back(step)

    @_chairing
    def set_channel(self, person_id: str, channel: Channel, responsible: str = "") -> None:
        """Say how somebody takes part; `responsible` answers by name for all of a remote room."""
        self._check_in.set_channel(person_id, channel, responsible)

    # --- agenda -----------------------------------------------------------------------------------

    @_driving
    def move(self, case_id: str, step: int) -> None:
        """Move a case so many places on (`step` > 0), or back."""
        self._plan.move(case_id, step)

    @_driving
    def postpone(self, case_id: str, reason: PostponeReason, words: str = "") -> None:
        """Put a case off to another meeting."""
        self._plan.postpone(case_id, reason, words)

    @_driving
    def meet_by_text(self, case_id: str, text: StandardText) -> None:
        """Let a standard text without mandatory blanks meet a case, which is not discussed."""
        self._plan.meet_by_text(case_id, text)

    @_driving
    def resume(self, case_id: str) -> None:
        """Take a case up that was postponed or met by a text."""
        self._plan.resume(case_id)

    @_chairing
    def send_met_by_text(self, case_id: str) -> None:
        """Deliver the outcome of a case that a standard text meets, once."""
        self._outcomes.send_by_text(case_id)

    @_chairing
    def send_all_met_by_text(self) -> None:
        """Deliver the outcomes of all cases that a standard text meets, once each."""
        self._outcomes.send_by_text(*(case.id for case in self._desk.memory.cases))

    @_driving
    def set_definition(self, case_id: str, url: str) -> None:
        """Choose a case's conference definition; a case that is shown is shown anew with it."""
        self._plan.set_definition(case_id, url)

    @_driving
    def pick(self, case_id: str, reference: str, *, yes: bool = True) -> None:
        """Choose a resource of a case's record by hand, for this occasion, or not any more."""
        self._plan.pick(case_id, reference, yes=yes)

    @_driving
    def claim_ground(self, case_id: str, ground: LegalGround, reason: str) -> None:
        """Claim what stands in for a consent; it is in the log with every read of the case.

        An emergency is registered where others' records are read: `register_consent`.
        """
        if ground is LegalGround.EMERGENCY and self._consenting.is_possible:
            return
        self._plan.claim_ground(case_id, ground, reason)

    @_driving
    def register_consent(
        self,
        case_id: str,
        kind: AssertionKind,
        reason: str,
        *,
        asked_by: str = "",
        on_behalf: PersonNumber | None = None,
    ) -> None:
        """Register a consent to others' records, or an emergency; what is seen is then read anew.

        `asked_by`: the HSA-id of who asked the patient, the chair's without. `on_behalf`: the
        number of who said yes in the patient's place.
        """
        if case := self._desk.memory.case(case_id):
            self._consenting.register(case, kind, reason, asked_by, on_behalf)

    @_driving
    def drop_ground(self, case_id: str) -> None:
        """Take the claim back."""
        self._plan.drop_ground(case_id)

    @_driving
    def check_readiness(self) -> None:
        """Load every case that nobody has looked at, to see what it lacks (`state.checking`)."""
        self._parts.checking.start()

    @_driving
    def look_up(self, number_text: str) -> None:
        """Look up the patient of an extra case (`state.extra`)."""
        self._extra.look_up(number_text)

    @_driving
    def add_extra(self, question: str, definition: str = "") -> None:
        """Add the patient who was looked up to the agenda, and look at the case."""
        self._extra.add(question, definition)

    @_driving
    def forget_extra(self) -> None:
        """Forget who was looked up."""
        self._extra.forget()

    # --- the organisation's own standard texts ----------------------------------------------------

    @_driving
    def open_texts(self) -> None:
        """See the local texts as they are now (`state.local`)."""
        self._local.open()

    @_driving
    def find_texts(self, words: str) -> None:
        """Look for texts of any kind, to be changed or copied (`state.local.found`)."""
        self._local.find(words)

    @_driving
    def begin_text(self, text: StandardText = EMPTY) -> None:
        """Begin to write a local text: a new one, a change of ours, or a copy of another's."""
        self._local.begin(text)

    @_driving
    def write_text(self, text: StandardText) -> None:
        """Take what is written so far (`state.local.writing`); nothing is kept by that."""
        self._local.write(text)

    @_driving
    def keep_text(self) -> None:
        """Keep what is being written as a new version, unless it tells who somebody is."""
        self._local.keep()

    @_driving
    def put_text_away(self) -> None:
        """Let go of what is being written."""
        self._local.put_away()

    @_driving
    def retire_text(self, url: str, *, retired: bool) -> None:
        """Take a local text out of use, or into use again."""
        self._local.retire(url, retired=retired)

    @_driving
    def export_texts(self, path: str) -> None:
        """Write the local texts that are in use to a new file."""
        self._local.export(path)

    @_driving
    def import_texts(self, path: str) -> None:
        """Keep the texts of a file as local texts, all or nothing."""
        self._local.bring_in(path)

    # --- preview ----------------------------------------------------------------------------------

    @_driving
    def select(self, case_id: str) -> None:
        """Look at a case in the console: gate for the chair alone, the read logged, then loaded."""
        case = self._desk.memory.case(case_id)
        if case is not None:
            self._wings.preview(case)

    @_driving
    def select_next(self) -> None:
        """Select the case after the selected one; stops at the end."""
        self._parts.select_neighbour(1)

    @_driving
    def select_previous(self) -> None:
        """Select the case before the selected one; stops at the beginning."""
        self._parts.select_neighbour(-1)

    @_driving
    def browse(self, whole: bool) -> None:  # noqa: FBT001 -- a toggle
        """Look at all that is in the selected case's record, or at its overview again."""
        memory = self._desk.memory
        case = memory.case(memory.selected)
        if case is not None:
            self._wings.browse(case, whole=whole)

    @_driving
    def recheck(self) -> None:
        """Ask the host anew who may see the case on screen, the selected one and the refused.

        A refusal that does not hold any more is taken down; the case is shown by `show`.
        """
        self._parts.recheck()

    # --- the room screen --------------------------------------------------------------------------

    @_chairing
    def show(self) -> None:
        """Show the selected case, or the first that is not done, on the room screen."""
        memory = self._desk.memory
        case = memory.case(memory.selected) or agenda.first_undone(memory.cases)
        if case is not None:
            self._showing.show(case)

    @_driving
    def reopen(self) -> None:
        """Show again the case that stopped or that the gate took off the screen."""
        memory = self._desk.memory
        for view, use_case in (
            (memory.on_stage, self._showing.show),
            (memory.wings, self._wings.preview),
        ):
            case = memory.case(view.case) if view else None
            if case is not None and view is not None and view.state is SlotState.STOPPED:
                use_case(case)
                return

    @_driving
    def next_page(self) -> None:
        """Turn to the next page; stops at the last one. Unless LIVE: turns the preview.

        While the recommendation stands large, its pages are turned instead.
        """
        self._parts.turn(1)

    @_driving
    def previous_page(self) -> None:
        """Turn to the page before; stops at the first one; otherwise like `next_page`."""
        self._parts.turn(-1)

    @_driving
    def to_page(self, page: int) -> None:
        """Turn the selected case to that page (from 1), or the nearest there is."""
        self._parts.to_page(page)

    @_chairing
    def black(self) -> None:
        """Make the room screen black, or bring back what was there."""
        self._showing.black()

    @_chairing
    def freeze(self) -> None:
        """Let the room screen stand while the chair looks ahead, or let it go on."""
        self._showing.freeze()

    @_chairing
    def elsewhere(self) -> None:
        """Leave the room screen to another system ("Röntgen visar"), or take it back."""
        self._showing.elsewhere()

    @_chairing
    def show_identity(self, shown: bool) -> None:  # noqa: FBT001 -- a toggle
        """Let the banner tell everything although the screen is shared, for 15 seconds at most."""
        self._eyes.show_identity(shown=shown)

    @_driving
    def uncover(self, *, sure: bool = False) -> None:
        """Uncover the intimate pictures of the page that is looked at.

        On the room's page while the screen is shared only when `sure`; else it is asked first.
        """
        self._eyes.uncover(sure=sure)

    @_chairing
    def play(self, playing: bool) -> None:  # noqa: FBT001 -- a toggle
        """Play, or pause, the film of the room's page."""
        self._eyes.play(playing=playing)

    @_chairing
    def waiting(self) -> None:
        """Leave the case: the room sees the waiting view, the case process is killed."""
        self._showing.leave()

    # --- the outcome of the case on the room screen -----------------------------------------------

    @_chairing
    def choose_text(self, text: StandardText) -> None:
        """Draft from a standard text; intention and responsibilities are filled in with it."""
        self._outcomes.choose_text(text)

    @_driving
    def search_texts(self, words: str) -> None:
        """Search the library for the selected case, and its panel ("" for what fits)."""
        self._outcomes.search(words)

    @_chairing
    def fill_blank(self, name: str, value: str) -> None:
        """Fill a blank of the drafted text."""
        self._outcomes.fill_blank(name, value)

    @_chairing
    def set_text(self, text: str) -> None:
        """Write the recommendation in free words."""
        self._outcomes.set_text(text)

    @_chairing
    def set_intention(self, intention: Intention | None) -> None:
        """Say what the treatment is for."""
        self._outcomes.set_intention(intention)

    @_chairing
    def set_responsibility(self, duty: Duty, person_id: str) -> None:
        """Say who does a duty, "" for nobody yet."""
        self._outcomes.set_responsibility(duty, person_id)

    @_chairing
    def set_new_conference(self, new_conference: bool) -> None:  # noqa: FBT001 -- a check box
        """Say whether the case comes back to a conference."""
        self._outcomes.set_new_conference(wanted=new_conference)

    @_chairing
    def set_note(self, note: str) -> None:
        """Write what was said beside the text; it goes into the note."""
        self._outcomes.set_note(note)

    @_chairing
    def set_deviation(self, reason: str | None) -> None:
        """Say why it departs from the guideline, None that it does not."""
        self._outcomes.set_deviation(reason)

    @_chairing
    def set_wishes(self, text: str) -> None:
        """Write what the patient wants, as it was told in the conference."""
        self._outcomes.set_wishes(text)

    @_chairing
    def set_referral(self, referral: Referral | None) -> None:
        """Ask for a referral, or for none."""
        self._outcomes.set_referral(referral)

    @_chairing
    def set_measures(self, measures: tuple[Measure, ...]) -> None:
        """Write the measures of a care plan."""
        self._outcomes.set_measures(measures)

    @_chairing
    def show_recommendation(self, large: bool) -> None:  # noqa: FBT001 -- a toggle
        """Let the drafted recommendation stand large on the room screen, or take it away."""
        self._outcomes.stand_large(large=large)

    @_chairing
    def send(self) -> None:
        """Deliver the outcome, once; what `panel.unfinished` lists is asked for first."""
        self._outcomes.send()

    @_chairing
    def correct(self, reason: str) -> None:
        """Begin a new revision of what is delivered, or of the rival's after a conflict."""
        self._outcomes.correct(reason)

    @_chairing
    def keep_rival(self) -> None:
        """After a conflict: let what the host holds stand."""
        self._outcomes.keep_rival()
