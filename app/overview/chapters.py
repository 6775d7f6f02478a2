"""The sections of FHIR documents (Composition.section), here called chapters: what they say.

An empty chapter is an answer: "nothing known" is none known, "withheld" and "unavailable" are no
"not documented". It speaks for the sections of a definition that mean the same, by LOINC code of
the International Patient Summary and its relatives (European patient summary, discharge report).
"""

from collections.abc import Iterator
from typing import NamedTuple

from app.model.definition import InformationKind, SectionKind
from app.overview.absence import Absence
from app.overview.language import say
from app.overview.preparing import PreparedSection
from app.overview.shape import Json, child, children, string
from app.overview.wording import clean, codes, concept_text, narrative_text


class Meaning(NamedTuple):
    """Which sections of a definition mean the same; all that is given must hold."""

    kind: SectionKind | None = None
    resource_type: str = ""
    category: str = ""  # of the Observations that are asked for
    informs: InformationKind | None = None

    def fits(self, section: PreparedSection) -> bool:
        """Tell whether a section of a definition has this meaning."""
        definition = section.definition
        return (
            (self.kind is None or definition.kind is self.kind)
            and (not self.resource_type or self.resource_type in section.resource_types)
            and (self.informs is None or self.informs in definition.informs)
            and (not self.category or _asks_for(section, self.category))
        )


def _asks_for(section: PreparedSection, category: str) -> bool:
    """Tell whether Observations of a category are what a section chooses."""
    return any(
        name == "category" and category in {value.rpartition("|")[2] for value in told.split(",")}
        for view in section.views
        for name, told in view.need.parameters
    )


_MEANINGS = {
    "48765-2": Meaning(SectionKind.ALERTS, "AllergyIntolerance"),
    "11450-4": Meaning(SectionKind.DIAGNOSES, "Condition"),
    "11535-2": Meaning(SectionKind.DIAGNOSES, "Condition"),  # at discharge
    "10160-0": Meaning(SectionKind.MEDICINES),
    "10183-2": Meaning(SectionKind.MEDICINES),  # at discharge
    "75311-1": Meaning(SectionKind.MEDICINES),  # at discharge
    "30954-2": Meaning(SectionKind.LABORATORY, "Observation", "laboratory"),
    "8716-3": Meaning(SectionKind.LABORATORY, "Observation", "vital-signs"),
    "47519-4": Meaning(SectionKind.FACTS, "Procedure"),
    "10157-6": Meaning(SectionKind.FACTS, "FamilyMemberHistory"),
    "11369-6": Meaning(SectionKind.FACTS, "Immunization"),
    "46264-8": Meaning(SectionKind.FACTS, "DeviceUseStatement"),
    "18776-5": Meaning(SectionKind.FACTS, "CarePlan"),
    "29762-2": Meaning(informs=InformationKind.SOCIAL_SITUATION),
    "47420-5": Meaning(informs=InformationKind.PERFORMANCE_STATUS),
}
_TITLES = {  # of chapters that have neither a title nor a code in words
    "48765-2": ("Överkänslighet", "Allergies and intolerances"),
    "11450-4": ("Diagnoser", "Problem list"),
    "11348-0": ("Tidigare sjukdomar", "History of past illness"),
    "10160-0": ("Läkemedel", "Medication summary"),
    "11369-6": ("Vaccinationer", "Immunizations"),
    "47519-4": ("Åtgärder", "Procedures"),
    "30954-2": ("Undersökningsresultat", "Results"),
    "8716-3": ("Mätvärden", "Vital signs"),
    "29762-2": ("Social situation", "Social history"),
    "10157-6": ("Ärftlighet", "Family history"),
    "10162-6": ("Graviditet", "Pregnancy"),
    "46264-8": ("Implantat och hjälpmedel", "Medical devices"),
    "47420-5": ("Funktionsstatus", "Functional status"),
    "18776-5": ("Vårdplan", "Plan of care"),
    "42348-3": ("Vårdvilja", "Advance directives"),
    "81338-6": ("Patientens berättelse", "Patient story"),
    "8648-8": ("Vårdförlopp", "Hospital course"),
    "10183-2": ("Läkemedel vid utskrivning", "Discharge medication"),
}
_REASONS = {  # http://terminology.hl7.org/CodeSystem/list-empty-reason
    "nilknown": (Absence.NONE_KNOWN, "Inget känt", "Nothing known"),
    "notasked": (Absence.NO_INFORMATION, "Ej efterfrågat", "Not asked"),
    "withheld": (Absence.WITHHELD, "Uppgiften lämnas inte ut", "Withheld"),
    "unavailable": (Absence.UNAVAILABLE, "Uppgiften är inte tillgänglig", "Not available"),
    "notstarted": (Absence.NO_INFORMATION, "Ej påbörjat", "Not started"),
    "closed": (Absence.NO_INFORMATION, "Avslutad, förs inte längre", "Closed, no longer kept"),
}


class Chapter(NamedTuple):
    """One section of a document."""

    title: str
    element: Json
    meanings: tuple[Meaning, ...]

    @property
    def entries(self) -> list[Json]:
        """Return the references to what the chapter is made of."""
        return children(self.element, "entry")

    @property
    def narrative(self) -> str:
        """Return the chapter's own words."""
        return narrative_text(self.element)

    @property
    def absence(self) -> Absence | None:
        """Return what it says of being empty; None for a chapter that does not."""
        reason = child(self.element, "emptyReason")
        if not reason or self.entries:
            return None
        known = (_REASONS[code] for code in sorted(codes(reason)) if code in _REASONS)
        return next((absence for absence, _, _ in known), Absence.NO_INFORMATION)

    @property
    def reason(self) -> str:
        """Return why it is empty in words: ours for the codes of FHIR, else the document's."""
        reason = child(self.element, "emptyReason")
        known = (_REASONS[code] for code in sorted(codes(reason)) if code in _REASONS)
        return next((say(sv, en) for _, sv, en in known), "") or concept_text(reason)

    @property
    def words(self) -> str:
        """Return the document's own words for why it is empty, "" where it only has a code."""
        reason = child(self.element, "emptyReason")
        coded = any(string(coding, "display") for coding in children(reason, "coding"))
        return concept_text(reason) if coded or string(reason, "text") else ""

    def speaks_for(self, section: PreparedSection) -> bool:
        """Tell whether a section of a definition means the same as this chapter."""
        return any(meaning.fits(section) for meaning in self.meanings)


def chapters(composition: Json) -> Iterator[Chapter]:
    """Yield the chapters at every depth, in the document's order."""
    waiting = list(reversed(children(composition, "section")))
    while waiting:
        element = waiting.pop()
        code = child(element, "code")
        meanings = tuple(_MEANINGS[each] for each in sorted(codes(code)) if each in _MEANINGS)
        yield Chapter(_title(element), element, meanings)
        waiting.extend(reversed(children(element, "section")))


def _title(element: Json) -> str:
    code = child(element, "code")
    worded = string(code, "text") or any(
        string(coding, "display") for coding in children(code, "coding")
    )
    known = next((say(*_TITLES[each]) for each in sorted(codes(code)) if each in _TITLES), "")
    told = concept_text(code) if worded or not known else known
    return clean(string(element, "title")) or told or say("Utan rubrik", "Untitled")
