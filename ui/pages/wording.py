"""The pages' words about the person, the page and its sources.

English here; `resources/translations/pages_sv.ts` says it in Swedish. The record's own texts are
never translated.
"""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.model.case import NumberKind, Sex
from app.model.definition import InformationKind
from app.model.identity import Age, AgeUnit
from app.model.overview import NotShownReason, SourceState, SourceStatus
from ui.pages import formats
from ui.pages.sanitise import LINE_LIMIT, clean, clean_line

translate = QCoreApplication.translate

_OF_AGE = 18  # years


def count(how_many: int) -> str:
    """Write a count with its thousands apart."""
    return f"{how_many:,}".replace(",", formats.NBSP)


def recorded(text: str, limit: int = LINE_LIMIT) -> str:
    """Return a record's text in one paragraph, safe to lay out; a cut says how much is missing."""
    safe = clean_line(text, limit)
    return safe.text + cut(safe.hidden)


def recorded_text(text: str) -> str:
    """Return a record's text with its paragraphs, safe to lay out; a cut says what is missing."""
    safe = clean(text)
    return safe.text + cut(safe.hidden)


# --- the person -----------------------------------------------------------------------------------


def no_name() -> str:
    """Say that the record has no name."""
    return translate("Pages", "Name missing")


def no_number() -> str:
    """Say that the record has no personal number."""
    return translate("Pages", "Personal identity number missing")


def number_kind(kind: NumberKind) -> str:
    """Name a number that is no personnummer."""
    return {
        NumberKind.SAMORDNINGSNUMMER: translate("Pages", "coordination number"),
        NumberKind.RESERVNUMMER: translate("Pages", "reserve number"),
        NumberKind.OTHER: translate("Pages", "id"),
    }.get(kind, "")


def sex(code: Sex, lived: Age | None) -> str:
    """Name the administrative gender, as Swedish records do: under 18 it is a girl or a boy."""
    is_child = lived is not None and (lived.unit is AgeUnit.MONTHS or lived.number < _OF_AGE)
    return {
        Sex.FEMALE: translate("Pages", "girl") if is_child else translate("Pages", "woman"),
        Sex.MALE: translate("Pages", "boy") if is_child else translate("Pages", "man"),
        Sex.OTHER: translate("Pages", "other sex"),
    }.get(code, translate("Pages", "sex unknown"))


def age(lived: Age | None) -> str:
    """Tell an age in years, an infant's in months; with doubt where a date is incomplete."""
    if lived is None:
        return translate("Pages", "age unknown")
    one, many = {
        AgeUnit.MONTHS: (translate("Pages", "%1 month"), translate("Pages", "%1 months")),
        AgeUnit.YEARS: (translate("Pages", "%1 year"), translate("Pages", "%1 years")),
    }[lived.unit]
    said = (one if lived.number == 1 else many).replace("%1", str(lived.number))
    return translate("Pages", "about %1").replace("%1", said) if lived.about else said


def deceased(on: str, lived: Age | None) -> str:
    """Tell that somebody has died, when, and how old they became."""
    day = formats.day(recorded(on)) if on else translate("Pages", "date unknown")
    if lived is None:
        return translate("Pages", "Deceased %1").replace("%1", day)
    said = translate("Pages", "Deceased %1, aged %2")
    return said.replace("%1", day).replace("%2", age(lived))


def dead() -> str:
    """Tell that somebody has died, and nothing else."""
    return translate("Pages", "deceased")


def born(year: str) -> str:
    """Tell the year of birth."""
    return (
        translate("Pages", "born %1").replace("%1", year)
        if year
        else translate("Pages", "birth year unknown")
    )


def case(number: int) -> str:
    """Name the case by its place on the agenda."""
    return (
        translate("Pages", "Case %1").replace("%1", str(number))
        if number
        else translate("Pages", "Case")
    )


def protected() -> str:
    """Say that the identity is protected."""
    return translate("Pages", "Protected identity – confirmed in the console")


def question() -> str:
    """Name the question of the case."""
    return translate("Pages", "Question")


def question_goes_on() -> str:
    """Say where the whole question stands."""
    return translate("Pages", "… in full under “Question and background”")


def practice() -> str:
    """Mark a practice meeting."""
    return translate("Pages", "PRACTICE")


def unreviewed() -> str:
    """Mark what is made from a practice text."""
    return translate("Pages", "PRACTICE – not clinically reviewed")


# --- pages and sections ---------------------------------------------------------------------------


def page(number: int, total: int, *, complete: bool) -> str:
    """Tell a page's number; `4+` while sources may still add to it."""
    said = translate("Pages", "Page %1 of %2").replace("%1", str(number))
    return said.replace("%2", f"{total}{'' if complete else '+'}")


def fetched(at: datetime) -> str:
    """Tell when the overview was put together."""
    return translate("Pages", "As of %1").replace("%1", formats.moment(at))


def again() -> str:
    """Mark a heading that is repeated."""
    return translate("Pages", "(cont.)")


def goes_on() -> str:
    """Say that a row goes on on the next page."""
    return translate("Pages", "Continues on the next page ↓")


def cut(hidden: int) -> str:
    """Say how much of a text is not shown, and where it is."""
    if not hidden:
        return ""
    said = translate("Pages", "[… %1 more characters: read them in the record system]")
    return " " + said.replace("%1", count(hidden))


def left_out(rows: int) -> str:
    """Say how many rows the definition's limit or period leaves out."""
    if rows == 1:
        return translate("Pages", "1 further entry is outside this overview's limits")
    said = translate("Pages", "%1 further entries are outside this overview's limits")
    return said.replace("%1", count(rows))


def too_many(rows: int) -> str:
    """Say how many rows are more than any screen can page through."""
    said = translate("Pages", "%1 further entries are not shown: too many for a screen")
    return said.replace("%1", count(rows))


def information(kind: InformationKind) -> str:
    """Name a kind of information (MDT-MODe)."""
    return {
        InformationKind.PATHOLOGY: translate("Pages", "pathology"),
        InformationKind.RADIOLOGY: translate("Pages", "radiology"),
        InformationKind.PERFORMANCE_STATUS: translate("Pages", "performance status"),
        InformationKind.COMORBIDITY: translate("Pages", "comorbidity"),
        InformationKind.SOCIAL_SITUATION: translate("Pages", "social situation"),
        InformationKind.PATIENTS_WISHES: translate("Pages", "the patient's own wishes"),
    }[kind]


def picked() -> str:
    """Mark what was chosen by hand for this occasion."""
    return translate("Pages", "Chosen")


def new() -> str:
    """Mark what was recorded after the patient's last conference."""
    return translate("Pages", "New")


def new_since(day: str) -> str:
    """Head what is new, with the day of the last conference."""
    said = translate("Pages", "New since the conference %1")
    return said.replace("%1", formats.day(recorded(day)))


def nothing_new_since(day: str) -> str:
    """Say that nothing was recorded after the last conference."""
    said = translate("Pages", "Nothing new since the conference %1")
    return said.replace("%1", formats.day(recorded(day)))


# --- answers and sources --------------------------------------------------------------------------


def none_known() -> str:
    """Say that the record says there is nothing."""
    return translate("Pages", "None known")


def not_documented() -> str:
    """Say that every source answered and has nothing."""
    return translate("Pages", "Not documented")


def not_documented_means() -> str:
    """Say what an empty answer does not mean."""
    return translate("Pages", "No source has an entry. That does not mean that there is nothing.")


def not_fetched() -> str:
    """Say that there is no answer."""
    return translate("Pages", "Could not be fetched")


def loading() -> str:
    """Say that the answer is on its way."""
    return translate("Pages", "Being fetched …")


def incomplete() -> str:
    """Say that a source is missing from the rows above."""
    return translate("Pages", "Incomplete")


def still_loading() -> str:
    """Say that more rows may come."""
    return translate("Pages", "More is being fetched …")


def source_state(state: SourceState, name: str) -> str:
    """Tell one source's answer with its time."""
    said = {
        SourceStatus.FOUND: translate("Pages", "%1 %2"),
        SourceStatus.NOTHING_FOUND: translate("Pages", "%1: nothing found %2"),
        SourceStatus.LOADING: translate("Pages", "%1: being fetched …"),
        SourceStatus.FAILED: translate("Pages", "%1: could not be fetched %2"),
    }[state.status]
    at = formats.clock(state.at) if state.at else ""
    words = said.replace("%2", at).strip().replace(" ", formats.NBSP).replace("%1", name)
    reason = failure(state.error) if state.status is SourceStatus.FAILED else ""
    return f"{words} ({reason})" if reason else words


def failure(code: str) -> str:
    """Say in few words why a source gave no answer; "" for an error without words of its own."""
    return {
        "host-unreachable": translate("Pages", "no connection"),
        "host-silent": translate("Pages", "no answer in time"),
        "host-refused": translate("Pages", "access denied"),
        "host-missing": translate("Pages", "not there"),
        "host-trouble": translate("Pages", "error at the source"),
        "host-nonsense": translate("Pages", "unreadable answer"),
        "other-patient": translate("Pages", "answer about another patient, discarded"),
        "too-much": translate("Pages", "answer too large"),
        "blocks-unknown": translate("Pages", "blocks could not be checked"),
        "record-unreadable": translate("Pages", "unreadable answer"),
    }.get(code, "")


def units(how_many: int) -> str:
    """Tell from how many units the rows of a section come."""
    return translate("Pages", "from %1 units").replace("%1", count(how_many))


def own_only(source: str) -> str:
    """Name a source of which the own care provider's information alone was asked for."""
    return translate("Pages", "%1, own information only").replace("%1", source)


def unreadable(how_many: int, name: str) -> str:
    """Say how many entries of a source could not be shown."""
    if how_many == 1:
        said = translate("Pages", "1 entry from %2 could not be shown")
    else:
        said = translate("Pages", "%1 entries from %2 could not be shown")
    return said.replace("%1", count(how_many)).replace("%2", name)


def source(number: int) -> str:
    """Name a source whose name would tell where somebody lives."""
    return translate("Pages", "Source %1").replace("%1", str(number))


def not_shown(reason: NotShownReason) -> str:
    """Head what is in the record and not on a page; "" for what simply has no section."""
    return {
        NotShownReason.ADMINISTRATIVE: translate("Pages", "Administrative"),
        NotShownReason.ENTERED_IN_ERROR: translate("Pages", "Entered in error"),
        NotShownReason.REFUTED: translate("Pages", "Ruled out"),
        NotShownReason.OTHER_PATIENT: translate("Pages", "About another patient, not used"),
        NotShownReason.UNREADABLE: translate("Pages", "Unreadable"),
    }.get(reason, "")
