"""The room: every use case of a meeting, in the order in which a chair meets them.

A use case is a plain method: it changes the state at once, and where the host is involved it
starts a task that the room owns; what becomes of it is seen in the state. Nothing is returned and
nothing is raised: what a chair may not do now simply does not happen, and what fails is a notice.
"""

import random
from collections.abc import Callable
from datetime import datetime

from app.model.outcome import Duty, Intention, StandardText
from app.model.people import Person
from app.room.gate import Policy
from app.room.ports import (
    AccessLog,
    CaseSlots,
    ConsoleMark,
    Library,
    MeetingHost,
    Stage,
    Timer,
)
from app.room.state import RoomState, Waiting
from app.tasks import TaskOwner


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
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Take the world, the signed-in person, and the room's own `tasks`.

        `jitter` gives numbers in [0, 1) that spread the tries of what the host did not take.
        """
        raise NotImplementedError

    @property
    def state(self) -> RoomState:
        """The room as it is now. Raises LookupError before `open` has read the meeting."""
        raise NotImplementedError

    def subscribe(self, listener: Callable[[RoomState], None]) -> Callable[[], None]:
        """Call the listener with every new state; return what ends that."""
        raise NotImplementedError

    # --- the meeting ------------------------------------------------------------------------------

    async def open(self, meeting_id: str) -> None:
        """Read the meeting from the host and go on where it is; raise HostError if it cannot."""
        raise NotImplementedError

    def take_over(self) -> None:
        """Drive the meeting from this console from now on; the other one becomes a looker-on."""
        raise NotImplementedError

    def attest(self) -> None:
        """Take the chair's word that nothing is recorded or transcribed."""
        raise NotImplementedError

    def dismiss(self, notice_id: int) -> None:
        """Take a notice away."""
        raise NotImplementedError

    def end_meeting(self) -> None:
        """List what is undone (`state.undone`, `state.ending`)."""
        raise NotImplementedError

    def continue_meeting(self) -> None:
        """Go back from the list to the meeting."""
        raise NotImplementedError

    def confirm_end(self) -> None:
        """Leave the case, deliver all that waits, end the meeting at the host (`state.ended`)."""
        raise NotImplementedError

    @property
    def why_not_close(self) -> tuple[Waiting, ...]:
        """What the host does not have yet, by kind, in a fixed order."""
        raise NotImplementedError

    @property
    def ready_to_close(self) -> bool:
        """Tell whether nothing would be lost if the app closed now."""
        raise NotImplementedError

    async def close(self) -> None:
        """Paint WAITING, kill both case processes, end all tasks. What waits is lost."""
        raise NotImplementedError

    # --- who is here ------------------------------------------------------------------------------

    def tick(self, person_id: str) -> None:
        """Somebody was seen in the room; the chair has yet to attest it."""
        raise NotImplementedError

    def untick(self, person_id: str) -> None:
        """Take a tick back; a person who is confirmed stays (see `leave`)."""
        raise NotImplementedError

    def confirm_ticked(self) -> None:
        """One attestation by the chair: all who are ticked are who they are and may be here."""
        raise NotImplementedError

    def confirm(self, person_id: str) -> None:
        """Attest one person: the chip "Ny i rummet – bekräfta"."""
        raise NotImplementedError

    def leave(self, person_id: str, at: datetime | None = None) -> None:
        """Somebody left, now or at an earlier time (UTC)."""
        raise NotImplementedError

    def come_back(self, person_id: str) -> None:
        """Somebody who was confirmed and left is here again."""
        raise NotImplementedError

    def add_walk_in(self, person: Person) -> None:
        """List and tick somebody who was not invited; an id that is listed is only ticked."""
        raise NotImplementedError

    def allow(self, case_id: str, person_id: str, *, yes: bool = True) -> None:
        """Say the chair's yes to a student, observer or company representative, for one case."""
        raise NotImplementedError

    def undo(self) -> None:
        """Take back the last check-in, confirmation, leave or choice (`state.undo` names it)."""
        raise NotImplementedError

    # --- agenda and preview -----------------------------------------------------------------------

    def select(self, case_id: str) -> None:
        """Look at a case in the console: gate for the chair alone, the read logged, then loaded."""
        raise NotImplementedError

    def select_next(self) -> None:
        """Select the case after the selected one; stops at the end."""
        raise NotImplementedError

    def select_previous(self) -> None:
        """Select the case before the selected one; stops at the beginning."""
        raise NotImplementedError

    def preview_page(self, page: int) -> None:
        """Show that page (from 1) of the previewed case in the console."""
        raise NotImplementedError

    def recheck(self) -> None:
        """Ask the host anew who may see the case on screen and the selected one."""
        raise NotImplementedError

    # --- the room screen --------------------------------------------------------------------------

    def show(self) -> None:
        """Show the selected case, or the first that is not done, on the room screen."""
        raise NotImplementedError

    def reopen(self) -> None:
        """Show again the case that stopped or that the gate took off the screen."""
        raise NotImplementedError

    def next_page(self) -> None:
        """Turn to the next page; stops at the last one. FROZEN: turns the preview."""
        raise NotImplementedError

    def previous_page(self) -> None:
        """Turn to the page before; stops at the first one. FROZEN: turns the preview."""
        raise NotImplementedError

    def to_page(self, page: int) -> None:
        """Turn to that page (from 1), or the nearest there is."""
        raise NotImplementedError

    def black(self) -> None:
        """Make the room screen black, or bring back what was there."""
        raise NotImplementedError

    def freeze(self) -> None:
        """Let the room screen stand while the chair looks ahead, or let it go on."""
        raise NotImplementedError

    def waiting(self) -> None:
        """Leave the case: the room sees the waiting view, the case process is killed."""
        raise NotImplementedError

    # --- the outcome of the case on the room screen -----------------------------------------------

    def choose_text(self, text: StandardText) -> None:
        """Draft from a standard text; intention and responsibilities are filled in with it."""
        raise NotImplementedError

    def search_texts(self, words: str) -> None:
        """Search the library; the panel's suggestions are what it finds ("" for the fitting)."""
        raise NotImplementedError

    def fill_blank(self, name: str, value: str) -> None:
        """Fill a blank of the drafted text."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Write the recommendation in free words."""
        raise NotImplementedError

    def set_intention(self, intention: Intention | None) -> None:
        """Say what the treatment is for."""
        raise NotImplementedError

    def set_responsibility(self, duty: Duty, person_id: str) -> None:
        """Say who does a duty, "" for nobody yet."""
        raise NotImplementedError

    def set_new_conference(self, new_conference: bool) -> None:  # noqa: FBT001 -- a check box
        """Say whether the case comes back to a conference."""
        raise NotImplementedError

    def set_note(self, note: str) -> None:
        """Write what was said beside the text; it goes into the note."""
        raise NotImplementedError

    def show_recommendation(self, large: bool) -> None:  # noqa: FBT001 -- a toggle
        """Let the drafted recommendation stand large on the room screen, or take it away."""
        raise NotImplementedError

    def send(self) -> None:
        """Deliver the outcome, once; a mandatory blank is asked for first (BLANKS_LEFT)."""
        raise NotImplementedError

    def correct(self, reason: str) -> None:
        """Begin a new revision of what is delivered, or of the rival's after a conflict."""
        raise NotImplementedError

    def keep_rival(self) -> None:
        """After a conflict: let what the host holds stand."""
        raise NotImplementedError
