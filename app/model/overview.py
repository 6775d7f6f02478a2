"""The overview of one patient: what the room screen shows, as one immutable value.

Texts in it are the record's own; words of the interface (`Högt`, `68 år`) are added where it is
drawn. Numbers are `Decimal` with the precision as recorded. Times are FHIR strings (`2024`,
`2024-03`, `2024-03-01`, `2024-03-01T10:30:00+01:00`): their precision is information.
"""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from app.model.base import Private, Value
from app.model.case import Patient, Question
from app.model.definition import InformationKind, SectionKind, Title


class SourceStatus(StrEnum):
    """What became of asking one source, from best to worst when a headline must choose."""

    NOTHING_FOUND = "nothing-found"
    FOUND = "found"
    LOADING = "loading"
    FAILED = "failed"


class SourceState(Value, frozen=True, kw_only=True):
    """One source's answer for one section. `source` is its name in words ("Region Skåne")."""

    source: str
    status: SourceStatus
    at: datetime | None = None  # when it answered
    error: str = ""  # SamsynError.code
    unreadable: int = 0  # resources that it sent and that could not be shown


class Answer(StrEnum):
    """What a section may claim, never more than its worst source.

    KNOWN there are rows · NONE_KNOWN the record says that there is nothing ("inga kända
    läkemedelsallergier") · NOT_DOCUMENTED every source answered and has nothing · PARTLY rows, but
    a source failed or is still loading · FAILED no rows, and a source failed · LOADING no rows yet.
    """

    KNOWN = "known"
    NONE_KNOWN = "none-known"
    NOT_DOCUMENTED = "not-documented"
    PARTLY = "partly"
    FAILED = "failed"
    LOADING = "loading"


class Origin(Private, frozen=True, kw_only=True):
    """Where a row comes from: the author's unit, the author, and when it was recorded."""

    unit: str = ""
    author: str = ""
    recorded: str = ""


class Row(Private, frozen=True, kw_only=True, tag_field="kind"):
    """What all rows share. `reference` and `version` name the resource shown."""

    reference: str = ""
    version: str = ""
    origin: Origin = Origin()
    picked: bool = False  # chosen by hand for this occasion
    new: bool = False  # recorded after the patient's last conference


class AlertRow(Row, frozen=True, kw_only=True, tag="alert"):
    """Överkänslighet or another uppmärksamhetssignal."""

    text: str
    reactions: tuple[str, ...] = ()
    severe: bool = False
    certainty: str = ""  # FHIR verification status code: confirmed, unconfirmed
    since: str = ""


class DiagnosisRow(Row, frozen=True, kw_only=True, tag="diagnosis"):
    """A diagnosis with its code and when it was made."""

    text: str
    code: str = ""
    status: str = ""  # FHIR clinical status code: active, remission, resolved …
    since: str = ""
    detail: str = ""  # stage, grade, side


class Flag(StrEnum):
    """How a value stands to its reference interval."""

    NONE = "none"
    HIGH = "high"
    LOW = "low"
    ABNORMAL = "abnormal"


class TrendPoint(Private, frozen=True, kw_only=True):
    """One value of the same analysis in the same unit; `comparator` as in `LaboratoryRow`."""

    at: str
    value: Decimal
    comparator: str = ""


class LaboratoryRow(Row, frozen=True, kw_only=True, tag="laboratory"):
    """One analysis: its newest result, and the series that led there (oldest first).

    `value` is the number as recorded (None for a textual result, then `text`); `comparator` is
    FHIR's `<`, `<=`, `>=`, `>`. `low`/`high` bound the reference interval, in `unit`. `trend` ends
    with the newest result itself and is empty where there is only one.
    """

    name: str
    at: str = ""
    value: Decimal | None = None
    comparator: str = ""
    text: str = ""
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    interval: str = ""  # an interval that is only given in words
    flag: Flag = Flag.NONE
    trend: tuple[TrendPoint, ...] = ()


class StatementRow(Row, frozen=True, kw_only=True, tag="statement"):
    """An imaging or pathology statement: the conclusion first, then the text of the report.

    `abridged`: there is more text in the record; the definition wants the conclusion only.
    """

    title: str
    at: str = ""
    status: str = ""  # FHIR: final, preliminary, amended …
    conclusion: str = ""
    text: str = ""
    abridged: bool = False


class MedicineRow(Row, frozen=True, kw_only=True, tag="medicine"):
    """A medicine: generic name, brand, strength, dose, route, since when and until when."""

    generic: str
    brand: str = ""
    strength: str = ""
    dose: str = ""
    route: str = ""
    since: str = ""
    until: str = ""
    status: str = ""


class FactRow(Row, frozen=True, kw_only=True, tag="fact"):
    """Anything with a heading and a text: performance status, wishes, social situation, notes."""

    title: str
    text: str = ""
    at: str = ""


class Track(StrEnum):
    """Where something stands in the course of the disease."""

    DIAGNOSIS = "diagnosis"
    OPERATION = "operation"
    TREATMENT = "treatment"
    IMAGING = "imaging"
    OTHER = "other"


class TimelineRow(Row, frozen=True, kw_only=True, tag="timeline"):
    """One event, or one period, of the course of the disease.

    `until` is "" for an event and for what has no known end; `ongoing` tells the two apart.
    """

    text: str
    at: str = ""
    until: str = ""
    ongoing: bool = False
    track: Track = Track.OTHER


class MediaKind(StrEnum):
    """What a medium is, by what it is made of."""

    PICTURE = "picture"
    FILM = "film"
    DOCUMENT = "document"  # PDF, page by page


class MediaRow(Row, frozen=True, kw_only=True, tag="media"):
    """A photograph, a film or a PDF document; never for diagnosis.

    `content` is the file as it is in the record, empty while it is being fetched; `error` is a
    SamsynError.code when it cannot be had. An `intimate` one is covered until it is uncovered.
    """

    title: str
    at: str = ""
    medium: MediaKind = MediaKind.PICTURE
    content_type: str = ""
    content: bytes = b""
    error: str = ""
    intimate: bool = False
    note: str = ""


AnyRow = (
    AlertRow
    | DiagnosisRow
    | LaboratoryRow
    | StatementRow
    | MedicineRow
    | FactRow
    | TimelineRow
    | MediaRow
)


class Section(Private, frozen=True, kw_only=True):
    """One section of the overview, with one state per source."""

    key: str
    title: Title
    kind: SectionKind
    answer: Answer
    sources: tuple[SourceState, ...] = ()
    rows: tuple[AnyRow, ...] = ()
    left_out: int = 0  # rows that the definition's limit or period left out
    none_known: tuple[str, ...] = ()  # the record's words for "there is nothing"
    empty: Title | None = None  # the definition's words, where nothing is documented


class NotShownReason(StrEnum):
    """Why resources of the record are not shown."""

    NO_SECTION = "no-section"  # no section of the definition chooses them
    ADMINISTRATIVE = "administrative"  # billing and bookkeeping: nothing clinical in them
    ENTERED_IN_ERROR = "entered-in-error"  # the record itself has taken them back
    REFUTED = "refuted"  # a suspicion that was ruled out
    OTHER_PATIENT = "other-patient"
    UNREADABLE = "unreadable"


class NotShown(Value, frozen=True, kw_only=True):
    """Resources of a type that are not shown, how many and why; never dropped silently."""

    resource_type: str
    count: int
    reason: NotShownReason = NotShownReason.NO_SECTION


class Overview(Private, frozen=True, kw_only=True):
    """Everything that is shown of one patient. The first section is always the alerts."""

    definition: str  # canonical url|version
    definition_title: Title
    patient: Patient
    question: Question
    as_of: datetime
    case_number: int = 0
    since: str = ""  # the patient's last conference: rows recorded after it are `new`
    sections: tuple[Section, ...] = ()
    missing: tuple[InformationKind, ...] = ()  # required, and absent once all sources answered
    not_shown: tuple[NotShown, ...] = ()
    practice: bool = False

    @property
    def is_complete(self) -> bool:
        """Tell whether every source has answered, well or badly."""
        return not any(
            state.status is SourceStatus.LOADING for s in self.sections for state in s.sources
        )
