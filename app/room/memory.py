"""What the room remembers: the one value that all of `RoomState` is drawn from.

Everything here is given or was done; what follows from it (the gate's answers, what the room
screen shows, the outcome panel) is in `app.room.picture`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from app.model.attendance import Attendance
from app.model.banner import BannerPolicy
from app.model.base import Private
from app.model.case import AccessFacts, Case, GroundClaim, Meeting
from app.model.definition import ConferenceDefinition
from app.model.outcome import StandardText
from app.model.people import Person
from app.room.drafting import CaseFile
from app.room.gate import Decision, Opening, Policy, decide
from app.room.ports import ConsoleMark
from app.room.screen import WAITING, Screen
from app.room.sight import NOT_SAID, Sharing, is_shared, sees
from app.room.state import ExtraCase, LocalTexts, Notice, Purpose, Readiness, SlotView
from app.room.undo import History

PRACTICE = "practice"  # the status of texts that nobody has reviewed clinically


class Seat(Private, frozen=True, kw_only=True):
    """Who has signed in, at which console and for what, and how the organisation wants it.

    `figures_wanted`: the meeting's figures are sent to the host when it ends. `language` (`sv`,
    `en`) is what the note is written in.
    """

    chair: Person
    console: ConsoleMark
    policy: Policy
    purpose: Purpose = Purpose.MEETING
    figures_wanted: bool = False
    language: str = "sv"


class Memory(Private, frozen=True, kw_only=True):
    """The room's own memory; mappings are by case id.

    `page`: the page that stands on the room screen, 0 before the first one. `large`: the
    recommendation stands in front of it, at `large_page`. `begun`: the case that came on stage
    last. `troubles`: notices of what is being retried. `finishing`: the chair has confirmed the
    end. `definitions`: every conference definition that a case has or can have (`offered`), by
    url. `suggestions`: texts for the case on stage; `texts`: for the selected one. `reviewed`:
    canonicals of the texts that are no practice texts. `registering`: cases a consent of which is
    on its way. `names`: what care providers are called, by HSA-id. `sharing`: when the screen was
    shared, or nobody had said that it was not. `redrawing`: the page is drawn anew with another
    banner, and nothing of it is seen until then.
    """

    meeting: Meeting
    definition: ConferenceDefinition
    chair: Person
    policy: Policy
    purpose: Purpose = Purpose.MEETING
    now: datetime
    today: date
    attendance: Attendance = Attendance()
    attested: bool = False
    shared: bool | None = None
    sharing: Sharing = NOT_SAID
    identity_shown: bool = False
    redrawing: bool = False
    definitions: Mapping[str, ConferenceDefinition] = {}
    offered: tuple[str, ...] = ()
    reviewed: frozenset[str] = frozenset()
    cases: tuple[Case, ...] = ()
    facts: Mapping[str, AccessFacts] = {}
    allowed: Mapping[str, tuple[str, ...]] = {}
    grounds: Mapping[str, GroundClaim] = {}
    registering: frozenset[str] = frozenset()
    names: Mapping[str, str] = {}
    readiness: Mapping[str, Readiness] = {}
    checking: bool = False
    extra: ExtraCase | None = None
    selected: str = ""
    on_stage: SlotView | None = None
    wings: SlotView | None = None
    screen: Screen = WAITING
    page: int = 0
    large: bool = False
    large_page: int = 1
    begun: str = ""
    case_started: datetime | None = None
    case_minutes: int = 4
    files: Mapping[str, CaseFile] = {}
    suggestions: tuple[StandardText, ...] = ()
    texts: tuple[StandardText, ...] = ()
    local: LocalTexts = LocalTexts()
    notices: tuple[Notice, ...] = ()
    troubles: tuple[Notice, ...] = ()
    waiting_deliveries: int = 0
    history: History = ()
    driver: ConsoleMark | None = None
    ending: bool = False
    finishing: bool = False
    ended: bool = False

    @property
    def here(self) -> tuple[Person, ...]:
        """Everybody whom the chair has confirmed and who has not left."""
        return tuple(attendee.person for attendee in self.attendance.here)

    @property
    def viewers(self) -> tuple[Person, ...]:
        """Everybody who is here and sees the room screen."""
        return tuple(person for person in self.here if sees(person, shared=self.is_shared))

    @property
    def readers(self) -> tuple[Person, ...]:
        """The chair, and everybody else who sees the room screen; at a desk there is none."""
        others = () if self.is_preparing else self.viewers
        return (self.chair, *(person for person in others if person.id != self.chair.id))

    @property
    def is_shared(self) -> bool:
        """Tell whether remote viewers see the screen, or may: nobody has said that they do not."""
        return is_shared(self.sharing)

    @property
    def banner(self) -> BannerPolicy:
        """How much the banner of every page tells now."""
        if self.identity_shown:
            return BannerPolicy.FULL
        return self.policy.shared_banner if self.shared else self.policy.banner

    @property
    def is_preparing(self) -> bool:
        """Tell whether there is no room at all: somebody prepares the meeting at a desk."""
        return self.purpose is Purpose.PREPARATION

    @property
    def is_driving(self) -> bool:
        """Tell whether use cases do anything: this console drives, and the end is not confirmed."""
        return self.driver is None and not self.finishing and not self.ended

    def case(self, case_id: str) -> Case | None:
        """Return the case of that id."""
        return next((case for case in self.cases if case.id == case_id), None)

    def known(self, case_id: str) -> Case:
        """Return the case of an id that the room gave itself. Raises KeyError for another."""
        return {case.id: case for case in self.cases}[case_id]

    def permitted(self, texts: Iterable[StandardText]) -> tuple[StandardText, ...]:
        """Return the texts that may be used: practice texts in a practice meeting only."""
        practice = self.meeting.practice
        return tuple(text for text in texts if practice or text.status != PRACTICE)

    def definition_of(self, case: Case) -> ConferenceDefinition:
        """Return the case's own conference definition, or the meeting's."""
        return self.definitions.get(case.definition, self.definition)

    def number(self, case_id: str) -> int:
        """Return the case's place on the agenda from 1, 0 for none."""
        ids = [case.id for case in self.cases]
        return ids.index(case_id) + 1 if case_id in ids else 0

    def with_case(self, case: Case) -> tuple[Case, ...]:
        """Return the cases with that one in its place."""
        return tuple(case if case.id == one.id else one for one in self.cases)

    def with_file(self, file: CaseFile) -> dict[str, CaseFile]:
        """Return the files with that one in its place."""
        return {**self.files, file.draft.case: file}


def ask_gate(memory: Memory, case: Case, *, alone: bool = False) -> Decision:
    """Return the gate's answer for the case as things stand now.

    `alone`: for the chair's own eyes in the console, whoever else is in the room. Whoever
    prepares at a desk is always alone.
    """
    on_stage = memory.on_stage
    opening = Opening(
        case=case,
        facts=memory.facts.get(case.id),
        chair=memory.chair,
        here=memory.here,
        newcomers=tuple(a.person for a in memory.attendance.newcomers),
        allowed=memory.allowed.get(case.id, ()),
        on=memory.today,
        shown=on_stage is not None and on_stage.case == case.id,
        shared=memory.is_shared,
        ground=memory.grounds.get(case.id),
    )
    if alone or memory.is_preparing:
        opening = _for_the_chair(opening)
    return decide(memory.policy, opening)


def _for_the_chair(opening: Opening) -> Opening:
    return msgspec.structs.replace(opening, here=(opening.chair,), newcomers=())


def changed(memory: Memory, **changes: Any) -> Memory:
    """Return the memory with these fields changed."""
    return msgspec.structs.replace(memory, **changes)
