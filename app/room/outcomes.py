"""The outcome of the case on the room screen: drafted, kept at the host, sent once, corrected.

Every pause of two seconds saves the draft; leaving the case saves it, too.
"""

import asyncio
from collections.abc import Callable

from app.model.case import Case, CaseState
from app.model.outcome import Duty, Intention, Measure, OutcomeStatus, Referral, StandardText
from app.room import catalogue, drafting
from app.room.delivery import Delivery
from app.room.desk import Desk
from app.room.drafting import CaseFile
from app.room.ports import Library, Timer
from app.room.state import NoticeKind, Undoable, Unfinished
from app.room.undo import Step, done, settled
from app.tasks import TaskOwner

PAUSE_SECONDS = 2.0  # after the last change, the draft is saved
_OF_THE_SENDING = (
    NoticeKind.BLANKS_LEFT,
    NoticeKind.UNFINISHED,
    NoticeKind.DELIVERY_CONFLICT,
    NoticeKind.DELIVERY_REFUSED,
)


class Outcomes:
    """The outcome panel's use cases; they do nothing while the panel is locked or there is none."""

    def __init__(
        self,
        desk: Desk,
        library: Library,
        delivery: Delivery,
        clock: Timer,
        tasks: TaskOwner,
    ) -> None:
        """Take the standard texts, and where drafts and outcomes are handed in."""
        self._desk, self._library, self._delivery = desk, library, delivery
        self._clock, self._tasks = clock, tasks
        self._pauses: dict[str, asyncio.Task[None]] = {}
        self._looked_for = ("", "")  # for which case, and what

    @property
    def is_locked(self) -> bool:
        """Tell whether there is no outcome that may be changed."""
        return self._file() is None

    # --- drafting ---------------------------------------------------------------------------------

    def choose_text(self, text: StandardText) -> None:
        """Draft from a standard text; from a practice text in a practice meeting only."""
        if self._desk.memory.permitted((text,)):
            self._edit(lambda file: drafting.choose(file, text), undoable=True)

    def search(self, words: str) -> None:
        """Let the texts be what the library finds, or what fits the case that is looked at."""
        memory, case = self._desk.memory, self._looked_at
        if case is None:
            return
        found = (
            memory.permitted(self._library.search(words, case.diagnosis_code))
            if words.strip()
            else catalogue.fitting(self._library, memory, case)
        )
        unlocked = memory.on_stage is not None and memory.on_stage.case == case.id
        self._looked_for = (case.id, words)
        self._desk.change(texts=found, suggestions=found if unlocked else memory.suggestions)

    def offer_anew(self) -> None:
        """Let the texts that can be chosen, or are looked for, be those that there are now."""
        case, words = self._looked_for
        now = self._looked_at
        self.search(words if now is not None and now.id == case else "")

    @property
    def _looked_at(self) -> Case | None:
        memory = self._desk.memory
        on_stage = memory.on_stage.case if memory.on_stage is not None else ""
        return memory.case(memory.selected or on_stage)

    def fill_blank(self, name: str, value: str) -> None:
        """Fill a blank of the text."""
        self._edit(lambda file: drafting.fill(file, name, value))

    def set_text(self, text: str) -> None:
        """Write in free words."""
        self._edit(lambda file: drafting.write(file, text))

    def set_note(self, note: str) -> None:
        """Write what was said beside the text."""
        self._edit(lambda file: drafting.edit(file, note=note))

    def set_deviation(self, reason: str | None) -> None:
        """Say why it departs from the guideline, None that it does not."""
        self._edit(lambda file: drafting.edit(file, deviation=reason))

    def set_wishes(self, text: str) -> None:
        """Write what the patient wants."""
        self._edit(lambda file: drafting.edit(file, wishes=text))

    def set_referral(self, referral: Referral | None) -> None:
        """Ask for a referral, or for none."""
        self._edit(lambda file: drafting.edit(file, referral=referral))

    def set_measures(self, measures: tuple[Measure, ...]) -> None:
        """Write the measures of a care plan."""
        self._edit(lambda file: drafting.edit(file, measures=measures))

    def set_intention(self, intention: Intention | None) -> None:
        """Say what the treatment is for."""
        self._edit(lambda file: drafting.edit(file, intention=intention), undoable=True)

    def set_new_conference(self, *, wanted: bool) -> None:
        """Say whether the case comes back."""
        self._edit(lambda file: drafting.edit(file, new_conference=wanted), undoable=True)

    def set_responsibility(self, duty: Duty, person_id: str) -> None:
        """Say who does a duty."""
        self._edit(lambda file: drafting.assign(file, duty, person_id), undoable=True)

    def stand_large(self, *, large: bool) -> None:
        """Let the recommendation stand in front of the page; an empty one cannot."""
        file = self._file()
        said = file is not None and bool(file.draft.text.strip() or file.draft.measures)
        stands = large and said
        self._desk.change(large=stands, large_page=1)

    def turn(self, step: int) -> None:
        """Turn the recommendation that stands large; stops at both ends."""
        page = self._desk.memory.large_page + step
        self._desk.change(large_page=max(1, min(page, self._desk.pages_of_recommendation())))

    def correct(self, reason: str) -> None:
        """Begin a new revision."""
        self._edit(lambda file: drafting.correction(file, reason))
        self._tell_away_if(OutcomeStatus.DRAFT)

    def keep_rival(self) -> None:
        """Let what the host holds stand."""
        file = self._file()
        if file is not None:
            self._put(drafting.keep_rival(file))
            self._tell_away_if(OutcomeStatus.DELIVERED)
            self._delivery.settle_case(file.draft.case)

    def take_back(self, before: CaseFile) -> None:
        """Let the draft be as before a choice."""
        self._edit(lambda file: drafting.back_to(file, before))

    def flush(self) -> None:
        """Save every draft now, without waiting for a pause."""
        for case_id in tuple(self._pauses):
            self._save_draft(case_id)

    # --- sending ----------------------------------------------------------------------------------

    def send(self) -> None:
        """Send the outcome of the case on stage, once."""
        file = self._file()
        if file is not None and file.is_editable:
            self._send(file)

    def send_by_text(self, *cases: str) -> None:
        """Send the outcomes of cases that a standard text meets, once each."""
        for case_id in cases:
            file = self._by_text(case_id)
            if file is not None and file.is_editable:
                self._send(file)

    def _by_text(self, case_id: str) -> CaseFile | None:
        """Return the file of a case that a text meets, drafted from that text."""
        memory = self._desk.memory
        case = memory.case(case_id)
        if case is None or case.state is not CaseState.BY_STANDARD_TEXT:
            return None
        file = memory.files.get(case_id)
        file = file or drafting.fresh(memory.meeting.id, case, memory.here)
        text = catalogue.find_text(self._library, case.met_by)
        if text is None or not memory.permitted((text,)):
            return drafting.write(file, "")  # what is not known cannot be sent: it is asked for
        return drafting.choose(file, text)

    def _send(self, file: CaseFile) -> None:
        case_id = file.draft.case
        if file.unfinished:
            blank = Unfinished.BLANK in file.unfinished
            kind = NoticeKind.BLANKS_LEFT if blank else NoticeKind.UNFINISHED
            self._desk.tell(kind, case=case_id)
            return
        sent = drafting.sending(file)
        self._put(sent, history=settled(self._desk.memory.history, case_id))
        self._desk.untell(*_OF_THE_SENDING, case=case_id)
        self._stop_pause(case_id)
        self._delivery.deliver(sent.draft)

    # --- the draft at the host --------------------------------------------------------------------

    def _edit(self, change: Callable[[CaseFile], CaseFile], *, undoable: bool = False) -> None:
        before = self._file()
        if before is None or (after := change(before)) is before:
            return
        history = self._desk.memory.history
        if undoable:
            step = Step(what=Undoable.CHOICE, case=before.draft.case, file=before)
            history = done(history, step)
        self._put(after, history=history)
        self._tell_away_what_is_filled_in(after)
        if not after.saved:
            self._pause(after.draft.case)

    def _tell_away_what_is_filled_in(self, file: CaseFile) -> None:
        """Take down what asked for something that is said now."""
        if Unfinished.BLANK not in file.unfinished:
            self._desk.untell(NoticeKind.BLANKS_LEFT, case=file.draft.case)
        if not file.unfinished:
            self._desk.untell(NoticeKind.UNFINISHED, case=file.draft.case)

    def _pause(self, case_id: str) -> None:
        """Save the draft when nothing has been changed for two seconds."""
        if case_id in self._pauses:
            self._pauses[case_id].cancel()
        self._pauses[case_id] = self._tasks.start("draft pause", self._after_pause(case_id))

    async def _after_pause(self, case_id: str) -> None:
        await self._clock.sleep(PAUSE_SECONDS)
        self._save_draft(case_id)

    def _save_draft(self, case_id: str) -> None:
        self._stop_pause(case_id)
        self._delivery.save_draft(self._desk.memory.files[case_id])

    def _stop_pause(self, case_id: str) -> None:
        pause = self._pauses.pop(case_id, None)
        if pause is not None and pause is not asyncio.current_task():
            pause.cancel()

    # --- shared -----------------------------------------------------------------------------------

    def _file(self) -> CaseFile | None:
        """Return the file of the case on stage, unless another patient is previewed."""
        memory = self._desk.memory
        case_id = memory.on_stage.case if memory.on_stage else ""
        locked = memory.selected not in ("", case_id)
        return None if locked else memory.files.get(case_id)

    def _put(self, file: CaseFile, **more: object) -> None:
        self._desk.change(files=self._desk.memory.with_file(file), **more)

    def _tell_away_if(self, status: OutcomeStatus) -> None:
        """Take the notices of a delivery down that is settled in another way."""
        file = self._file()
        if file is not None and file.status is status:
            self._desk.untell(*_OF_THE_SENDING, case=file.draft.case)
