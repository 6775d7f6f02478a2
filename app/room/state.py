"""Everything that the console shows, as one immutable value; only `Room` makes new ones."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from app.model.attendance import Attendance
from app.model.base import Private, Value
from app.model.case import Case, GroundClaim, Meeting, Patient
from app.model.definition import CheckItem, InformationKind, Moment, Title
from app.model.figures import MeetingFigures
from app.model.local_text import Finding, LocalText
from app.model.outcome import Intention, Outcome, OutcomeStatus, StandardText
from app.model.people import Organisation, Person
from app.model.record import Reading
from app.room.gate import Decision
from app.room.ports import (
    ConsoleMark,
    FilmState,
    PageItem,
    PageTitle,
    SectionReport,
    StopReason,
)
from app.room.stage_view import StageView


class SlotState(StrEnum):
    """How a case process does."""

    LOADING = "loading"
    READY = "ready"  # at least one page stands; sources may still be answering
    SLOW = "slow"
    STOPPED = "stopped"


class Purpose(StrEnum):
    """What the console is used for."""

    MEETING = "meeting"
    PREPARATION = "preparation"  # at a desk: no stage, no attendance, reads logged as such


class SlotView(Private, frozen=True, kw_only=True):
    """A case in one of the two slots, as the console sees it."""

    case: str
    generation: int
    state: SlotState = SlotState.LOADING
    stopped: StopReason | None = None
    page: int = 1
    pages: tuple[PageTitle, ...] = ()
    complete: bool = False
    sections: tuple[SectionReport, ...] = ()
    missing: tuple[InformationKind, ...] = ()
    previewed: bool = False  # in the wings: the chair may look, the read is in the log
    whole: bool = False  # the whole record is browsed, not the conference's overview
    items: tuple[PageItem, ...] = ()  # of the page that is looked at
    covered: bool = False  # that page has an intimate picture which is covered
    film: FilmState = FilmState.NONE  # of that page
    reading: Reading = Reading()  # the terms on which it was read
    blocked: bool = False  # something was left out: the patient has blocked it
    blocked_by: tuple[Organisation, ...] = ()  # whose it is, once the emergency step is taken


class Readiness(Value, frozen=True, kw_only=True):
    """What a case's record was found to have, when it was last loaded. `at`: UTC."""

    at: datetime
    missing: tuple[InformationKind, ...] = ()
    failed: bool = False  # some source did not answer: nothing can be said for sure


class CaseLine(Private, frozen=True, kw_only=True):
    """One line of the agenda. `decision` is None until the gate has been asked.

    `allowed`: the people (Person.id) to whom the chair has said yes for this case.
    """

    number: int
    case: Case
    decision: Decision | None = None
    outcome: OutcomeStatus | None = None
    allowed: tuple[str, ...] = ()
    readiness: Readiness | None = None  # None: nobody has looked yet
    competences_missing: tuple[str, ...] = ()  # of the case's own conference definition
    ground: GroundClaim | None = None
    shared: bool = False  # the record comes from many care providers: consent is registered here
    registering: bool = False  # and is on its way


class Lookup(StrEnum):
    """What became of looking a patient up."""

    NO_NUMBER = "no-number"  # what was typed is no person's number
    SEARCHING = "searching"
    FOUND = "found"
    NOT_FOUND = "not-found"
    ON_AGENDA = "on-agenda"  # the patient has a case in this meeting already
    FAILED = "failed"
    ADDING = "adding"


class ExtraCase(Private, frozen=True, kw_only=True):
    """A patient who is to be added to the agenda: looked up, checked by name, then added."""

    number: str = ""
    lookup: Lookup = Lookup.NO_NUMBER
    patient: Patient | None = None
    case: str = ""  # when ON_AGENDA
    error: str = ""  # SamsynError.code, when FAILED


class DefinitionChoice(Value, frozen=True, kw_only=True):
    """A conference definition that a case can have."""

    url: str
    title: Title


class Unfinished(StrEnum):
    """What has to be said before an outcome can be sent."""

    TEXT = "text"
    BLANK = "blank"
    DEVIATION = "deviation-reason"
    REFERRAL = "referral-to"
    MEASURE = "measure-text"


class OutcomePanel(Private, frozen=True, kw_only=True):
    """The outcome being drafted. It always belongs to the patient on the room screen.

    `locked`: another patient is previewed, so nothing can be changed until the preview is left.
    `blanks`: mandatory blanks of the text that nobody has filled yet.
    `delivered`: the newest revision that the host has, which a correction starts from.
    `rival`: what the host holds instead, when the status is CONFLICT.
    """

    case: Case
    draft: Outcome
    status: OutcomeStatus = OutcomeStatus.DRAFT
    saved: bool = True  # the draft as it stands is at the host
    locked: bool = False
    on_screen: bool = False
    blanks: tuple[str, ...] = ()
    unfinished: tuple[Unfinished, ...] = ()
    intentions: tuple[Intention, ...] = ()
    care_plan: bool = False
    unreviewed: bool = False
    suggestions: tuple[StandardText, ...] = ()
    delivered: Outcome | None = None
    rival: Outcome | None = None


class NoticeKind(StrEnum):
    """What the chair is told; each has its words, and its one button if any, in `ui.words`."""

    CASE_SLOW = "case-slow"
    CASE_STOPPED = "case-stopped"  # button: open the case again
    GATE_CLOSED = "gate-closed"  # a shown case was taken off the screen; button: check again
    SHOW_REFUSED = "show-refused"
    LOG_DOWN = "log-down"  # button: try again
    HOST_DOWN = "host-down"  # something waits to be delivered; it is retried
    HOST_REFUSED = "host-refused"
    SHARED_LOG_DOWN = "shared-log-down"  # the host's log has a read, the national one not yet
    ATTENDANCE_NOT_SAVED = "attendance-not-saved"
    DELIVERY_CONFLICT = "delivery-conflict"
    DELIVERY_REFUSED = "delivery-refused"
    TAKEN_OVER = "taken-over"  # another console drives the meeting now
    RESUMED = "resumed"  # the meeting went on from what the host has
    TIME_SOON_UP = "time-soon-up"
    BLANKS_LEFT = "blanks-left"
    UNFINISHED = "unfinished"  # something else than a blank is asked before sending
    INTIMATE_WHILE_SHARED = "intimate-while-shared"  # button: show it all the same
    TEXT_NEEDS_CHAIR = "text-needs-chair"  # a text with mandatory blanks cannot stand by itself
    AGENDA_CHANGED = "agenda-changed"  # somebody else changed it; this is how it is now
    PLAN_NOT_SAVED = "plan-not-saved"
    FIGURES_NOT_SENT = "figures-not-sent"
    CONSENT_NOT_REGISTERED = "consent-not-registered"
    LIBRARY_UNREAD = "library-unread"  # its file cannot be read: what is built in serves
    REMOTE_ROOM_NEEDS_NAME = "remote-room-needs-name"  # who answers for everybody in it


class Notice(Private, frozen=True, kw_only=True):
    """One sentence for the chair. `error` is a SamsynError.code, `detail` is never personal."""

    id: int
    kind: NoticeKind
    case: str = ""
    error: str = ""
    decision: Decision | None = None
    stopped: StopReason | None = None


class TextNews(StrEnum):
    """What became of the last thing that was done with local texts."""

    KEPT = "kept"
    RETIRED = "retired"
    TAKEN_UP = "taken-up"
    TAKEN_BACK = "taken-back"
    EXPORTED = "exported"
    IMPORTED = "imported"
    PERSONAL = "personal"  # refused: it tells who somebody is
    FAULTY = "faulty"  # refused: something in a text cannot be
    FAILED = "failed"


class TextsNews(Value, frozen=True, kw_only=True):
    """News of local texts. `places` are those of PERSONAL in a file, `where` that of FAULTY."""

    what: TextNews
    count: int = 0  # texts
    error: str = ""  # SamsynError.code, when FAILED
    where: str = ""
    places: tuple[tuple[int, Finding], ...] = ()


class TextWriting(Private, frozen=True, kw_only=True):
    """A local text that is being written: not kept, and what in it may not be kept.

    `before`: as it was when that began. `saving`: it is being kept, and cannot be changed.
    """

    text: StandardText
    before: StandardText
    findings: tuple[Finding, ...] = ()
    saving: bool = False

    @property
    def is_changed(self) -> bool:
        """Tell whether something would be lost."""
        return self.text != self.before


class LocalTexts(Private, frozen=True, kw_only=True):
    """The organisation's own texts. `found`: texts of any kind, to be copied."""

    texts: tuple[LocalText, ...] = ()
    found: tuple[StandardText, ...] = ()
    writing: TextWriting | None = None
    news: TextsNews | None = None


class Undoable(StrEnum):
    """What Ctrl+Z takes back next."""

    CHECK_IN = "check-in"
    CONFIRM = "confirm"
    LEAVE = "leave"
    CHOICE = "choice"
    TEXT = "text"  # a local standard text was kept, retired or brought in


class Undone(StrEnum):
    """What is left to do for a case when the meeting ends."""

    NOT_DISCUSSED = "not-discussed"
    WITHOUT_RECOMMENDATION = "without-recommendation"
    NOT_SENT = "not-sent"
    NOT_DELIVERED = "not-delivered"
    TEXT_NOT_SENT = "text-not-sent"  # met by a standard text that the chair has not sent yet


class UndoneCase(Private, frozen=True, kw_only=True):
    """A case that the end of the meeting lists."""

    number: int
    case: Case
    what: Undone


class Waiting(StrEnum):
    """What the host does not have yet; the app does not close silently while there is any."""

    OUTCOME = "outcome"
    DRAFT = "draft"
    ATTENDANCE = "attendance"
    CASE = "case"
    LOG = "log"
    END = "end"
    PLAN = "plan"
    FIGURES = "figures"
    TEXT = "text"  # a local standard text that nobody has kept yet; the host never gets it


class Timers(Value, frozen=True, kw_only=True):
    """When the meeting and the shown case began, and the case's minutes (soft warning)."""

    meeting_started: datetime | None = None
    case_started: datetime | None = None
    case_minutes: int = 4


class CheckLine(Value, frozen=True, kw_only=True):
    """One line of the meeting's checklists. `checked_at`: when it was ticked (UTC)."""

    item: CheckItem
    moment: Moment
    checked_at: datetime | None = None


class RoomState(Private, frozen=True, kw_only=True):
    """The room, complete.

    `selected`: the case whose preview the console shows ("" for none). `waiting_deliveries` counts
    what the host does not have yet. `driver` is another console that drives the meeting: this
    one then only looks. `ending`: the list of what is undone is being shown.
    """

    meeting: Meeting
    chair: Person
    attendance: Attendance = Attendance()
    attested: bool = False  # the chair confirmed that nothing is recorded or transcribed
    lines: tuple[CaseLine, ...] = ()
    selected: str = ""
    stage: StageView = StageView()
    on_stage: SlotView | None = None
    wings: SlotView | None = None
    outcome: OutcomePanel | None = None
    notices: tuple[Notice, ...] = ()
    waiting_deliveries: int = 0
    undo: Undoable | None = None
    timers: Timers = Timers()
    competences_missing: tuple[str, ...] = ()
    checklist: tuple[CheckLine, ...] = ()  # of the meeting's definition; none at a desk
    moment: Moment = Moment.BEFORE  # DURING from the first patient on, AFTER when it is ended
    purpose: Purpose = Purpose.MEETING
    shared: bool | None = None  # the screen is shared with remote viewers; None: not said yet
    identity_shown: bool = False  # the full banner although the screen is shared
    definitions: tuple[DefinitionChoice, ...] = ()
    # The standard texts that fit the selected case, or what `search_texts` found: for
    # `meet_by_text`, also where no outcome is drafted (preparation, a case that is not shown).
    texts: tuple[StandardText, ...] = ()
    local: LocalTexts = LocalTexts()
    extra: ExtraCase | None = None
    names: Mapping[str, str] = {}  # of care providers, by HSA-id: of those whose blocks are named
    checking: bool = False  # the cases' readiness is being checked, one after the other
    figures: MeetingFigures | None = None  # when the meeting is ending or has ended
    driver: ConsoleMark | None = None
    undone: tuple[UndoneCase, ...] = ()
    ending: bool = False
    ended: bool = False

    def line(self, case_id: str) -> CaseLine | None:
        """Return the agenda line of that case."""
        return next((line for line in self.lines if line.case.id == case_id), None)
