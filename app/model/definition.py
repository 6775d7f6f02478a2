"""Conference definitions: the sections and filter rules of one kind of conference.

`view` is a SQL-on-FHIR v2 ViewDefinition as JSON; which columns each kind of section reads from
it is told in `app.overview.columns`.
"""

from enum import StrEnum
from typing import Any

from app.model.base import Value
from app.model.outcome import Intention

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


class InformationKind(StrEnum):
    """MDT-MODe's six kinds of information that a good decision needs."""

    PATHOLOGY = "pathology"
    RADIOLOGY = "radiology"
    PERFORMANCE_STATUS = "performance-status"
    COMORBIDITY = "comorbidity"
    SOCIAL_SITUATION = "social-situation"
    PATIENTS_WISHES = "patients-wishes"


class Title(Value, frozen=True, kw_only=True):
    """A heading in both languages."""

    sv: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the English wording for `en`, the Swedish one for everything else."""
        return self.en if language == "en" else self.sv


class SectionDefinition(Value, frozen=True, kw_only=True):
    """One section: what is chosen (`views`), how it is drawn, and how much of it."""

    key: str
    title: Title
    kind: SectionKind
    views: tuple[dict[str, Any], ...]  # rows of several views make one section
    limit: int = 0  # rows at most; 0: all
    months: int = 0  # not older than; 0: all times
    text: StatementText = StatementText.CONCLUSION  # of a section of statements
    informs: tuple[InformationKind, ...] = ()  # a row here means that this kind is present


class Competence(Value, frozen=True, kw_only=True):
    """A competence that must be in the room, in words and as it is written for a person."""

    name: str
    professions: tuple[str, ...] = ()


class ConferenceDefinition(Value, frozen=True, kw_only=True):
    """The rules of one kind of conference. `url|version` names it everywhere."""

    url: str
    version: str
    name: str  # for the command line: "colorectal"
    title: Title
    sections: tuple[SectionDefinition, ...]
    diagnoses: tuple[str, ...] = ()  # ICD-10-SE prefixes
    requires: tuple[InformationKind, ...] = ()
    competences: tuple[Competence, ...] = ()
    intentions: tuple[Intention, ...] = tuple(Intention)  # offered for the outcome; () for none
    care_plan: bool = False  # the outcome is a plan: measures, each with who and until when
    minutes_per_case: int = 4
    status: str = "practice"

    @property
    def canonical(self) -> str:
        """Return the FHIR canonical `url|version`."""
        return f"{self.url}|{self.version}"
