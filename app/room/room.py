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

from app.model.outcome import Duty, Intention, StandardText
from app.model.people import Person
from app.room import agenda, notices
from app.room.gate import Policy
from app.room.parts import Parts
from app.room.ports import (
    AccessLog,
    CaseSlots,
    ConsoleMark,
    Library,
    MeetingHost,
    Stage,
    Timer,
)
from app.room.state import RoomState, SlotState, Waiting
from app.tasks import TaskOwner

_Given = ParamSpec("_Given")


def _driving(
    use_case: Callable[Concatenate["Room", _Given], None],
) -> Callable[Concatenate["Room", _Given], None]:
    """Let a use case do nothing unless this console drives an open meeting."""

    @functools.wraps(use_case)
    def guarded(room: "Room", /, *args: _Given.args, **kwargs: _Given.kwargs) -> None:
        if room.is_driving:
            use_case(room, *args, **kwargs)

    return guarded


class Room:
    """One meeting, driven from one console. Lives in the console's main thread.

    `state` is None until `open` has read the meeting. Persons and cases are named by their ids.
    While another console drives the meeting (`state.driver`) every use case but `take_over` and
    `close` does nothing.
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
        language: str = "sv",
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Take the world, the signed-in person, and the room's own `tasks`.

        `language` (`sv`, `en`) is what the note is written in; `jitter` gives numbers in [0, 1)
        that spread the tries of what the host did not take.
        """
        self._parts = parts = Parts(
            host,
            log,
            library,
            slots,
            stage,
            clock,
            tasks,
            chair=chair,
            console=console,
            policy=policy,
            language=language,
            jitter=jitter,
        )
        self._desk, self._course, self._check_in = parts.desk, parts.course, parts.check_in
        self._wings, self._showing, self._outcomes = parts.wings, parts.showing, parts.outcomes

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
        await self._course.open(meeting_id)

    def take_over(self) -> None:
        """Drive the meeting from this console from now on; the other one becomes a looker-on."""
        self._course.take_over()

    @_driving
    def attest(self) -> None:
        """Take the chair's word that nothing is recorded or transcribed."""
        self._desk.change(attested=True)

    def dismiss(self, notice_id: int) -> None:
        """Take a notice away."""
        memory = self._desk.memory
        self._desk.change(
            notices=notices.dismissed(memory.notices, notice_id),
            troubles=notices.dismissed(memory.troubles, notice_id),
        )

    @_driving
    def end_meeting(self) -> None:
        """List what is undone (`state.undone`, `state.ending`)."""
        self._outcomes.flush()
        self._desk.change(ending=True)

    @_driving
    def continue_meeting(self) -> None:
        """Go back from the list to the meeting."""
        self._desk.change(ending=False)

    @_driving
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

    @_driving
    def tick(self, person_id: str) -> None:
        """Somebody was seen in the room; the chair has yet to attest it."""
        self._check_in.tick(person_id)

    @_driving
    def untick(self, person_id: str) -> None:
        """Take a tick back; a person who is confirmed stays (see `leave`)."""
        self._check_in.untick(person_id)

    @_driving
    def confirm_ticked(self) -> None:
        """One attestation by the chair: all who are ticked are who they are and may be here."""
        self._check_in.confirm_ticked()

    @_driving
    def confirm(self, person_id: str) -> None:
        """Attest one person: the chip "Ny i rummet – bekräfta"."""
        self._check_in.confirm(person_id)

    @_driving
    def leave(self, person_id: str, at: datetime | None = None) -> None:
        """Somebody left, now or at an earlier time (UTC)."""
        self._check_in.leave(person_id, at)

    @_driving
    def come_back(self, person_id: str) -> None:
        """Somebody who was confirmed and left is here again."""
        self._check_in.come_back(person_id)

    @_driving
    def add_walk_in(self, person: Person) -> None:
        """List and tick somebody who was not invited; an id that is listed is only ticked."""
        self._check_in.add_walk_in(person)

    @_driving
    def allow(self, case_id: str, person_id: str, *, yes: bool = True) -> None:
        """Say the chair's yes to a student, observer or company representative, for one case."""
        allowed = self._desk.memory.allowed
        others = tuple(one for one in allowed.get(case_id, ()) if one != person_id)
        people = (*others, person_id) if yes else others
        self._desk.change(allowed={**allowed, case_id: people})
        self._parts.gate_again()

    @_driving
    def undo(self) -> None:
        """Take back the last check-in, confirmation, leave or choice (`state.undo` names it)."""
        *history, step = self._desk.memory.history or (None,)
        if step is None or (step.file is not None and self._outcomes.is_locked):
            return
        self._desk.change(history=tuple(history))
        if step.file is not None:
            self._outcomes.take_back(step.file)
        else:
            self._check_in.take_back(step)

    # --- agenda and preview -----------------------------------------------------------------------

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
    def recheck(self) -> None:
        """Ask the host anew who may see the case on screen, the selected one and the refused.

        A refusal that does not hold any more is taken down; the case is shown by `show`.
        """
        self._parts.recheck()

    # --- the room screen --------------------------------------------------------------------------

    @_driving
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

    @_driving
    def black(self) -> None:
        """Make the room screen black, or bring back what was there."""
        self._showing.black()

    @_driving
    def freeze(self) -> None:
        """Let the room screen stand while the chair looks ahead, or let it go on."""
        self._showing.freeze()

    @_driving
    def waiting(self) -> None:
        """Leave the case: the room sees the waiting view, the case process is killed."""
        self._showing.leave()

    # --- the outcome of the case on the room screen -----------------------------------------------

    @_driving
    def choose_text(self, text: StandardText) -> None:
        """Draft from a standard text; intention and responsibilities are filled in with it."""
        self._outcomes.choose_text(text)

    @_driving
    def search_texts(self, words: str) -> None:
        """Search the library; the panel's suggestions are what it finds ("" for the fitting)."""
        self._outcomes.search(words)

    @_driving
    def fill_blank(self, name: str, value: str) -> None:
        """Fill a blank of the drafted text."""
        self._outcomes.fill_blank(name, value)

    @_driving
    def set_text(self, text: str) -> None:
        """Write the recommendation in free words."""
        self._outcomes.set_text(text)

    @_driving
    def set_intention(self, intention: Intention | None) -> None:
        """Say what the treatment is for."""
        self._outcomes.set_intention(intention)

    @_driving
    def set_responsibility(self, duty: Duty, person_id: str) -> None:
        """Say who does a duty, "" for nobody yet."""
        self._outcomes.set_responsibility(duty, person_id)

    @_driving
    def set_new_conference(self, new_conference: bool) -> None:  # noqa: FBT001 -- a check box
        """Say whether the case comes back to a conference."""
        self._outcomes.set_new_conference(wanted=new_conference)

    @_driving
    def set_note(self, note: str) -> None:
        """Write what was said beside the text; it goes into the note."""
        self._outcomes.set_note(note)

    @_driving
    def show_recommendation(self, large: bool) -> None:  # noqa: FBT001 -- a toggle
        """Let the drafted recommendation stand large on the room screen, or take it away."""
        self._outcomes.stand_large(large=large)

    @_driving
    def send(self) -> None:
        """Deliver the outcome, once; a mandatory blank is asked for first (BLANKS_LEFT)."""
        self._outcomes.send()

    @_driving
    def correct(self, reason: str) -> None:
        """Begin a new revision of what is delivered, or of the rival's after a conflict."""
        self._outcomes.correct(reason)

    @_driving
    def keep_rival(self) -> None:
        """After a conflict: let what the host holds stand."""
        self._outcomes.keep_rival()
