"""Conference definitions: the sections and filter rules of one kind of conference.

A view is a SQL-on-FHIR v2 ViewDefinition as JSON; which columns each kind of section reads from
it is told in `app.overview.columns`. The descriptions here are those of the published JSON Schema
and of `samsyn definition check`.
"""

from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta

from app.model.base import Value
from app.model.outcome import Intention
from app.model.published import Canonical, DiagnosisPrefix, Key, Phrase, Status, Version

WHOLE_RECORD = "https://samsyn.se/definitions/whole"  # a record to browse, no kind of conference


class SectionKind(StrEnum):
    """How the rows of a section are understood and drawn."""

    ALERTS = "alerts"
    DIAGNOSES = "diagnoses"
    LABORATORY = "laboratory"
    STATEMENTS = "statements"  # imaging, pathology: the conclusion first
    MEDICINES = "medicines"
    FACTS = "facts"  # a date, a heading and a text
    TIMELINE = "timeline"  # diagnoses, operations, treatments and imaging on one axis
    MEDIA = "media"  # photographs, films, documents page by page


class StatementText(StrEnum):
    """How much of a statement stands on a page; what was picked by hand always stands in full."""

    CONCLUSION = "conclusion"  # only the conclusion; all of it where there is none
    FULL = "full"


class RowOrder(StrEnum):
    """How the rows of a section stand; which ones a limit keeps is the kind's own matter."""

    STANDARD = "standard"  # as the kind of section has it
    NEWEST_FIRST = "newest-first"
    OLDEST_FIRST = "oldest-first"
    AS_VIEWS = "as-views"  # the first view's rows first, within them the newest
    BY_NAME = "by-name"


class InformationKind(StrEnum):
    """MDT-MODe's six kinds of information that a good decision needs."""

    PATHOLOGY = "pathology"
    RADIOLOGY = "radiology"
    PERFORMANCE_STATUS = "performance-status"
    COMORBIDITY = "comorbidity"
    SOCIAL_SITUATION = "social-situation"
    PATIENTS_WISHES = "patients-wishes"


class Title(Value, frozen=True, kw_only=True):
    """A heading or a few words in both languages."""

    sv: Annotated[str, Meta(description="in Swedish", extra_json_schema={"pattern": r"\S"})]
    en: Annotated[str, Meta(description="in English", extra_json_schema={"pattern": r"\S"})]

    def in_language(self, language: str) -> str:
        """Return the English wording for `en`, the Swedish one for everything else."""
        return self.en if language == "en" else self.sv


View = Annotated[
    dict[str, Any],
    Meta(
        description="a SQL-on-FHIR v2 ViewDefinition: which resources the section shows",
        extra_json_schema={
            "required": ["resource", "select"],
            "properties": {
                "resource": {"type": "string", "description": "a FHIR R4 resource type"},
                "select": {"type": "array", "minItems": 1, "items": {"type": "object"}},
                "where": {
                    "type": "array",
                    "items": {"type": "object", "required": ["path"]},
                    "description": "FHIRPath conditions: what holds them all is shown",
                },
            },
        },
    ),
]


class SectionDefinition(Value, frozen=True, kw_only=True):
    """One section: what is chosen (`views`), how it is drawn, and how much of it."""

    key: Annotated[Key, Meta(description="its name within the definition: imaging")]
    title: Annotated[Title, Meta(description="its heading on the page")]
    kind: Annotated[SectionKind, Meta(description="how its rows are understood and drawn")]
    views: Annotated[
        tuple[View, ...],
        Meta(
            description="what it shows; rows of several views make one section",
            extra_json_schema={"minItems": 1},
        ),
    ]
    order: Annotated[
        RowOrder,
        Meta(description="how its rows stand; alerts and timelines always have their own order"),
    ] = RowOrder.STANDARD
    limit: Annotated[int, Meta(ge=0, description="rows at most; 0: all")] = 0
    months: Annotated[
        int, Meta(ge=0, le=1200, description="not older than so many months; 0: all times")
    ] = 0
    text: Annotated[
        StatementText, Meta(description="of statements: the conclusion only, or in full")
    ] = StatementText.CONCLUSION
    informs: Annotated[
        tuple[InformationKind, ...],
        Meta(description="a row here means that this kind of information is present"),
    ] = ()
    empty: Annotated[
        Title | None,
        Meta(
            description="said beside 'not documented' where nothing is: what that means here, or"
            " what to do; alerts have none"
        ),
    ] = None


class Competence(Value, frozen=True, kw_only=True):
    """A competence that must be in the room, in words and as it is written for a person."""

    name: Annotated[Phrase, Meta(description="as the console names it when it is missing")]
    professions: Annotated[
        tuple[Phrase, ...],
        Meta(description="professions that have it, as the host writes them; none: its name"),
    ] = ()


class Moment(StrEnum):
    """When a checklist is gone through."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Whose(StrEnum):
    """Who goes through a line of a checklist: all in the room, or the chair alone."""

    ROOM = "room"
    CHAIR = "chair"


class CheckItem(Value, frozen=True, kw_only=True):
    """One line of a checklist."""

    key: Annotated[
        Key, Meta(description="its name within the definition: what is ticked is kept under it")
    ]
    text: Annotated[Title, Meta(description="what is checked, short: a sentence")]
    whose: Annotated[
        Whose, Meta(description="room: the chair says it aloud; chair: the chair's own")
    ] = Whose.ROOM


class Checklists(Value, frozen=True, kw_only=True):
    """What is gone through before, during and after a meeting."""

    before: Annotated[
        tuple[CheckItem, ...], Meta(description="until the first patient is shown")
    ] = ()
    during: Annotated[tuple[CheckItem, ...], Meta(description="while patients are discussed")] = ()
    after: Annotated[tuple[CheckItem, ...], Meta(description="when the meeting is ended")] = ()

    def of(self, moment: Moment) -> tuple[CheckItem, ...]:
        """Return the lines of one moment."""
        return {
            Moment.BEFORE: self.before,
            Moment.DURING: self.during,
            Moment.AFTER: self.after,
        }[moment]

    @property
    def all(self) -> tuple[CheckItem, ...]:
        """All lines, in the order in which they are gone through."""
        return (*self.before, *self.during, *self.after)


class ConferenceDefinition(Value, frozen=True, kw_only=True):
    """The rules of one kind of conference. `url|version` names it everywhere."""

    url: Annotated[Canonical, Meta(description="its name in the world; it stays the same")]
    version: Annotated[Version, Meta(description="a new one for every change: 2026.1")]
    name: Annotated[Key, Meta(description="for the command line: colorectal")]
    title: Annotated[Title, Meta(description="what the conference is called")]
    sections: Annotated[
        tuple[SectionDefinition, ...],
        Meta(description="in the order of the pages; the first is of the kind alerts"),
    ]
    diagnoses: Annotated[
        tuple[DiagnosisPrefix, ...],
        Meta(description="its diagnosis group: ICD-10-SE prefixes such as C18"),
    ] = ()
    requires: Annotated[
        tuple[InformationKind, ...],
        Meta(description="what must be present before a case is ready; a section informs of each"),
    ] = ()
    competences: Annotated[tuple[Competence, ...], Meta(description="who must be in the room")] = ()
    intentions: Annotated[
        tuple[Intention, ...], Meta(description="offered for the recommendation; none for none")
    ] = tuple(Intention)
    checklists: Annotated[
        Checklists, Meta(description="what the room and the chair go through")
    ] = Checklists()
    care_plan: Annotated[
        bool, Meta(description="the outcome is a plan: measures, each with who and until when")
    ] = False
    minutes_per_case: Annotated[
        int, Meta(ge=1, le=240, description="for each patient, before the clock warns")
    ] = 4
    status: Annotated[
        Status,
        Meta(description="practice: reviewed by no clinician; active: reviewed; retired: no more"),
    ] = "practice"

    @property
    def canonical(self) -> str:
        """Return the FHIR canonical `url|version`."""
        return f"{self.url}|{self.version}"
