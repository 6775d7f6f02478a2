"""The seams of the room: what it needs of the world, as protocols and the values they carry.

Adapters (`app.host`, `app.record`, `app.library`, `app.link`, `ui.stage`) implement them and are
put together in `ui.program`; the room imports no adapter. Every `async` method raises `HostError`
or one of its kinds when the world does not do what it is asked, and nothing else; the library's
raise what they say.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from app.model.attendance import Attendance, Interval
from app.model.banner import BannerPolicy
from app.model.base import Private, Value
from app.model.case import (
    AccessFacts,
    Assertion,
    Case,
    GroundClaim,
    Meeting,
    Patient,
    PersonNumber,
    Pick,
)
from app.model.definition import ConferenceDefinition, InformationKind, Title
from app.model.figures import MeetingFigures
from app.model.local_text import Finding, KnownPerson, LocalText
from app.model.outcome import Outcome, OutcomeStatus, ShownInformation, StandardText
from app.model.overview import Answer, SourceState
from app.model.people import Actor, Organisation, Person
from app.model.record import Need as Need  # noqa: PLC0414 -- part of these ports, told below the overview
from app.model.record import Reading
from app.model.record import SourceAnswer as SourceAnswer  # noqa: PLC0414
from app.room.stage_view import RecommendationView, StageView


class Clock(Protocol):
    """Time. Tests have one that they turn by hand."""

    def now(self) -> datetime:
        """Return the time of day, UTC, aware."""
        ...

    def monotonic(self) -> float:
        """Return seconds that only ever grow; a jump tells of a suspended machine."""
        ...


class Timer(Clock, Protocol):
    """A clock that can also be waited for."""

    async def sleep(self, seconds: float) -> None:
        """Return when that much time has passed."""
        ...


# --- the meeting's host ---------------------------------------------------------------------------


class MeetingHeader(Value, frozen=True, kw_only=True):
    """A meeting in the list to choose from."""

    id: str
    title: str
    start: datetime
    practice: bool = False


class ConsoleMark(Value, frozen=True, kw_only=True):
    """Which console drives a meeting. `id` is the same after a restart of the same room's PC."""

    id: str
    name: str
    since: datetime


class StoredOutcome(Private, frozen=True, kw_only=True):
    """An outcome as the host holds it: DRAFT or DELIVERED.

    `information`: what the note says was on the room screen, as far as the host has it.
    """

    outcome: Outcome
    status: OutcomeStatus
    information: tuple[ShownInformation, ...] = ()


class HostState(Private, frozen=True, kw_only=True):
    """A meeting as the host has it: what a console goes on from after a restart.

    `driver` is the console that the host says drives the meeting, None before the first.
    `outcomes` holds, per case, every delivered revision and the open draft if there is one.
    """

    meeting: Meeting
    attendance: Attendance
    outcomes: tuple[StoredOutcome, ...] = ()
    driver: ConsoleMark | None = None
    ended: bool = False


class OutcomeContext(Private, frozen=True, kw_only=True):
    """What goes into the delivery beside the outcome itself: it makes the note.

    `took_part`: who was here while the case was shown, with the interval.
    """

    meeting: Meeting
    case: Case
    chair: Person
    took_part: tuple[tuple[Person, Interval], ...]
    information: tuple[ShownInformation, ...]
    missing: tuple[InformationKind, ...] = ()
    competences_present: tuple[str, ...] = ()
    competences_missing: tuple[str, ...] = ()
    at: datetime
    language: str = "sv"


class MeetingHost(Protocol):
    """The host's record system, seen from the meeting. Each write is idempotent."""

    async def meetings(self) -> tuple[MeetingHeader, ...]:
        """Return today's meetings and those that are not over, in order of start."""
        ...

    async def read(self, meeting_id: str) -> HostState:
        """Return the meeting as the host has it now."""
        ...

    async def claim(self, meeting_id: str, mark: ConsoleMark) -> None:
        """Say that this console drives the meeting from now on."""
        ...

    async def save_attendance(self, meeting_id: str, attendance: Attendance) -> Attendance:
        """Write the attendance, If-Match; a 412 is re-read and merged. Return what the host has.

        Raises HostConflict when another console has claimed the meeting in between.
        """
        ...

    async def save_case(self, meeting_id: str, case: Case, attendance: Attendance) -> None:
        """Write the case's state, reason and the times it was shown, with who was here then."""
        ...

    async def access_facts(self, case: Case) -> AccessFacts:
        """Return consents and blocks for the case's patient, as they are now."""
        ...

    async def save_draft(self, outcome: Outcome, context: OutcomeContext) -> None:
        """Keep the outcome as a draft at the host."""
        ...

    async def deliver(self, outcome: Outcome, context: OutcomeContext) -> None:
        """Deliver one revision, once: recommendation, tasks and note in one transaction.

        Delivering the same revision again changes nothing. Raises HostConflict when the host
        holds another content for this revision, or a newer revision.
        """
        ...

    async def save_order(self, meeting_id: str, order: tuple[str, ...]) -> tuple[str, ...]:
        """Write the agenda's order, If-Match; return the order that the host has now.

        Cases that somebody added meanwhile are kept, after those that are named.
        """
        ...

    async def save_plan(self, case: Case) -> None:
        """Write what is planned for a case: its picks and its conference definition."""
        ...

    async def find_patient(self, number: PersonNumber) -> Patient | None:
        """Return the patient of that number, None when the host knows none or more than one."""
        ...

    async def names_of(self, hsa_ids: tuple[str, ...]) -> Mapping[str, str]:
        """Return what organisations are called, by HSA-id, as far as the host knows them."""
        ...

    async def add_case(self, meeting_id: str, case: Case) -> Case:
        """Create a case last on the agenda, once per patient; return it as the host has it.

        `case.id` is ignored; patient, question, definition and presenter are written.
        """
        ...

    async def save_figures(self, meeting_id: str, figures: MeetingFigures) -> None:
        """Write the meeting's non-personal figures."""
        ...

    async def end(self, meeting_id: str, attendance: Attendance) -> None:
        """Finish the meeting at the host."""
        ...


class AccessKind(StrEnum):
    """Why the signed-in person read a record."""

    SHOW = "show"
    PREVIEW = "preview"
    PREPARATION = "preparation"
    ABORTED = "aborted"  # asked for and not opened
    SHOWN = "shown"  # a showing is over, or grew: who saw it and when, in full
    REGISTERED = "registered"  # no read: a consent, or an emergency, is registered


class AccessEntry(Private, frozen=True, kw_only=True):
    """One read, as the access log keeps it (HSLF-FS 2016:40). Times are UTC.

    `reader` is the signed-in person and nobody else; `shown_to` are those in the room.
    `assertion`: what is REGISTERED.
    """

    id: str  # uuid: the same entry written twice is one entry
    kind: AccessKind
    at: datetime
    reader: Person
    patient: Patient
    case: str
    meeting: str
    shown_to: tuple[tuple[Person, Interval], ...] = ()
    ground: GroundClaim | None = None  # what the read rests on instead of a consent
    assertion: Assertion | None = None


class AccessLog(Protocol):
    """Who read what, kept at the host."""

    async def record(self, entry: AccessEntry) -> None:
        """Return when the host has acknowledged the entry; only then may anything be shown.

        Raises SharedLogDown when the host has acknowledged it and the national log has not: then
        only the own provider's information may be shown.
        """
        ...


class SharedCare(Protocol):
    """The national services on sammanhållen vårddokumentation: who may read others' records.

    Where there is none, the whole record is the host's.
    """

    async def has_relation(self, patient: Patient, actor: Actor) -> bool:
        """Tell whether a patient relation is registered for them."""
        ...

    async def has_consent(self, patient: Patient, actor: Actor) -> bool:
        """Tell whether a consent, or an emergency, in force answers for them."""
        ...

    async def register(self, assertion: Assertion) -> None:
        """Register a consent or an emergency, once: the same id again changes nothing."""
        ...


class Library(Protocol):
    """Non-personal things on the room's disk: conference definitions and standard texts."""

    def definition(self, url: str) -> ConferenceDefinition:
        """Return the definition of that url; the general one for "" or an unknown url."""
        ...

    def definitions(self) -> tuple[ConferenceDefinition, ...]:
        """Return all definitions that a case can have, in the order in which they are offered."""
        ...

    def suggest(self, diagnosis_code: str, definition_url: str) -> tuple[StandardText, ...]:
        """Return the valid texts that fit a diagnosis (ICD-10-SE) and conference, best first."""
        ...

    def search(self, words: str, diagnosis_code: str = "") -> tuple[StandardText, ...]:
        """Return a screenful of texts that hold all words, best first; misspellings are forgiven.

        "" for texts of any kind, those of the diagnosis first. Texts that are not valid come last.
        """
        ...

    def texts(self) -> tuple[StandardText, ...]:
        """Return all texts that may be used."""
        ...

    @property
    def trouble(self) -> str:
        """The code of a LibraryError while the file cannot be read, else ""."""
        ...

    def local(self) -> tuple[LocalText, ...]:
        """Return the newest version of every local text, retired ones too."""
        ...

    def screen(self, text: StandardText, people: Iterable[KnownPerson]) -> tuple[Finding, ...]:
        """Return what in a text tells who somebody is."""
        ...

    async def look_again(self) -> None:
        """See what other programs have changed; a file that cannot be read is told by `trouble`."""
        ...

    async def keep(
        self, texts: Sequence[LocalText], people: Iterable[KnownPerson]
    ) -> tuple[LocalText, ...]:
        """Keep new versions of local texts, all or none; return them as they are kept.

        Each names the version that it was made from. Raises PersonalText, DefinitionError (a text
        that cannot be) and LibraryError.
        """
        ...

    async def export_texts(self, path: Path) -> int:
        """Write the local texts that are in use to a new file; return how many. LibraryError."""
        ...

    async def import_texts(
        self, path: Path, people: Iterable[KnownPerson]
    ) -> tuple[tuple[LocalText | None, LocalText], ...]:
        """Keep what a file of texts holds, all or nothing; return what is new or changed.

        Each as it was (None: not there) and as it is. Raises like `keep`.
        """
        ...


# --- a patient's record (inside the case process) -------------------------------------------------


class RecordSource(Protocol):
    """Where a patient's record comes from."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of all sources that will be asked, in words."""
        ...

    def ask(self, patient_reference: str, needs: tuple[Need, ...]) -> AsyncIterator[SourceAnswer]:
        """Yield one answer per need and source, as they come; failures are answers, too."""
        ...


# --- the case processes ---------------------------------------------------------------------------


class Slot(StrEnum):
    """The two places that a case process can have."""

    ON_STAGE = "on-stage"
    IN_THE_WINGS = "in-the-wings"


class CaseOrder(Private, frozen=True, kw_only=True):
    """What a case process is to load. `generation` is never used twice in a console's life."""

    generation: int
    case: Case
    number: int  # the case's place on the agenda, from 1
    definition: ConferenceDefinition
    banner: BannerPolicy = BannerPolicy.FULL
    practice: bool = False  # every page says that it is an exercise
    reading: Reading = Reading()


class PageTitle(Value, frozen=True, kw_only=True):
    """What a page holds, in section headings: nothing of the record."""

    number: int
    sections: tuple[Title, ...] = ()


class SectionReport(Value, frozen=True, kw_only=True):
    """What a section may claim, for the console: no content."""

    key: str
    title: Title
    answer: Answer
    sources: tuple[SourceState, ...] = ()
    rows: int = 0


class CaseProgress(Value, frozen=True, kw_only=True):
    """How far a case process has come with its case. `complete`: every source has answered.

    `blocked`: something was left out because the patient has blocked it. `blocked_by` says whose
    it is, only where the reading names blocks.
    """

    generation: int
    pages: tuple[PageTitle, ...] = ()
    sections: tuple[SectionReport, ...] = ()
    missing: tuple[InformationKind, ...] = ()
    complete: bool = False
    blocked: bool = False
    blocked_by: tuple[Organisation, ...] = ()


class PageItem(Value, frozen=True, kw_only=True):
    """Where something of the record stands on a page, by reference: what a pick is made from.

    The place is in shares of the page's width and height, 0 to 1.
    """

    reference: str
    picked: bool
    left: float
    top: float
    width: float
    height: float


class FilmState(StrEnum):
    """Whether a page has a film, and what it does."""

    NONE = "none"
    STILL = "still"
    PLAYING = "playing"


class PageShown(Value, frozen=True, kw_only=True):
    """A frame of that page is ready in shared memory; what stands on it, by reference."""

    generation: int
    page: int
    information: tuple[ShownInformation, ...] = ()
    items: tuple[PageItem, ...] = ()
    covered: bool = False  # an intimate picture on it is covered
    film: FilmState = FilmState.NONE


class StopReason(StrEnum):
    """Why a case process is no more."""

    DIED = "died"
    HUNG = "hung"
    GARBAGE = "garbage"
    FAILED = "failed"  # it said itself that it cannot go on


class CaseSlow(Value, frozen=True, kw_only=True):
    """A case process has not answered for five seconds (`slow`), or has come back."""

    generation: int
    slow: bool


class CaseStopped(Value, frozen=True, kw_only=True):
    """A case process is gone, without having been told to go."""

    generation: int
    reason: StopReason


CaseEvent = CaseProgress | PageShown | CaseSlow | CaseStopped


class CaseSlots(Protocol):
    """The two case processes. Methods return at once; what happens comes as a `CaseEvent`.

    Events of a generation that has left its slot are never delivered.
    """

    def listen(self, listener: Callable[[CaseEvent], None]) -> None:
        """Have every event delivered to the listener, in the console's main thread."""
        ...

    def load(self, order: CaseOrder) -> None:
        """Load a case in the wings; what was there is killed first."""
        ...

    def take_stage(self) -> None:
        """Kill what is on stage and let the wings' process take its place."""
        ...

    def turn(self, slot: Slot, page: int) -> None:
        """Ask for a frame of that page: full size on stage, small in the wings."""
        ...

    def set_picks(self, slot: Slot, picks: tuple[Pick, ...]) -> None:
        """Compose that slot's overview anew with these picks."""
        ...

    def set_banner(self, banner: BannerPolicy) -> None:
        """Draw every page of both slots anew with that banner.

        Frames drawn before are void: none of them comes as `PageShown` any more, which comes anew
        for the page that is wanted. Intimate pictures that were uncovered are covered again.
        """
        ...

    def uncover(self, slot: Slot, page: int) -> None:
        """Uncover that page's intimate pictures until another page is turned to."""
        ...

    def play(self, *, playing: bool) -> None:
        """Play, or pause, the film of the page that the room sees."""
        ...

    def leave(self, slot: Slot) -> None:
        """Kill the slot's process and unmap its memory. The stage shows none of it any more."""
        ...

    def close(self) -> None:
        """Kill everything."""
        ...


class Stage(Protocol):
    """The room screen."""

    def paint(self, view: StageView) -> None:
        """Paint at once, whatever a case process does: on return the old frame is gone."""
        ...

    def pages_of(self, recommendation: RecommendationView) -> int:
        """Return how many pages a recommendation that stands large takes, at least one."""
        ...
