"""The pages' words within rows.

What is not in a table here (a FHIR code that we do not know) is shown as it was recorded.
"""

from PySide6.QtCore import QCoreApplication

from app.model.overview import Flag, Track
from ui.pages import formats

translate = QCoreApplication.translate


def severe() -> str:
    """Mark a dangerous alert."""
    return translate("Pages", "Severe")


def reaction() -> str:
    """Head the reactions to what somebody does not tolerate."""
    return translate("Pages", "Reaction")


def since(day: str) -> str:
    """Tell since when."""
    return translate("Pages", "since %1").replace(" ", formats.NBSP).replace("%1", formats.day(day))


def time_of(since_day: str, until_day: str) -> str:
    """Tell since when, or from when to when."""
    if not until_day:
        return since(since_day) if since_day else ""
    if not since_day:
        said = translate("Pages", "until %1").replace(" ", formats.NBSP)
        return said.replace("%1", formats.day(until_day))
    return f"{formats.day(since_day)}–{formats.day(until_day)}"


def medicine_status(code: str) -> str:
    """Tell a FHIR status of a medicine; "" for one that is taken."""
    return translate("Pages", "ended") if code == "completed" else status(code)


def certainty(code: str) -> str:
    """Tell a FHIR verification status."""
    return {
        "confirmed": translate("Pages", "confirmed"),
        "unconfirmed": translate("Pages", "unconfirmed"),
        "presumed": translate("Pages", "presumed"),
        "provisional": translate("Pages", "provisional"),
        "differential": translate("Pages", "differential"),
        "refuted": translate("Pages", "refuted"),
        "entered-in-error": translate("Pages", "entered in error"),
    }.get(code, code)


def status(code: str) -> str:
    """Tell a FHIR status that a reader must know; "" for the ordinary ones."""
    return {
        "active": "",
        "final": "",
        "completed": "",
        "current": "",
        "recurrence": translate("Pages", "recurrence"),
        "relapse": translate("Pages", "relapse"),
        "inactive": translate("Pages", "inactive"),
        "remission": translate("Pages", "in remission"),
        "resolved": translate("Pages", "resolved"),
        "preliminary": translate("Pages", "preliminary"),
        "partial": translate("Pages", "partial"),
        "registered": translate("Pages", "registered, no result yet"),
        "amended": translate("Pages", "amended"),
        "corrected": translate("Pages", "corrected"),
        "appended": translate("Pages", "with addendum"),
        "cancelled": translate("Pages", "cancelled"),
        "entered-in-error": translate("Pages", "entered in error"),
        "on-hold": translate("Pages", "on hold"),
        "stopped": translate("Pages", "stopped"),
        "intended": translate("Pages", "intended"),
        "not-taken": translate("Pages", "not taken"),
        "draft": translate("Pages", "draft"),
        "unknown": translate("Pages", "status unknown"),
    }.get(code, code)


def conclusion() -> str:
    """Head the conclusion of a statement."""
    return translate("Pages", "Conclusion")


def abridged() -> str:
    """Say where the whole text of a statement is."""
    return translate("Pages", "The full text is in the record.")


def no_text() -> str:
    """Say that a statement has no text."""
    return translate("Pages", "No text in the record")


def flag(code: Flag) -> str:
    """Tell how a value stands to its interval, with the sign that says it without colour."""
    return {
        Flag.HIGH: translate("Pages", "▲ High"),
        Flag.LOW: translate("Pages", "▼ Low"),
        Flag.ABNORMAL: translate("Pages", "◆ Abnormal"),
    }.get(code, "")


def analysis() -> str:
    """Head the column of analyses."""
    return translate("Pages", "Analysis")


def result() -> str:
    """Head the column of results."""
    return translate("Pages", "Result")


def reference() -> str:
    """Head the column of reference intervals."""
    return translate("Pages", "Reference")


def reference_short() -> str:
    """Name a reference interval within a line."""
    return translate("Pages", "ref")


def sampled(day: str) -> str:
    """Tell when the samples were taken of which nothing else is said."""
    return translate("Pages", "samples %1").replace("%1", day).replace(" ", formats.NBSP)


def trends(span: str) -> str:
    """Tell the time that all trends of a section span."""
    return translate("Pages", "trends %1").replace("%1", span)


def date() -> str:
    """Head the column of dates."""
    return translate("Pages", "Date")


def track(code: Track) -> str:
    """Name a track of the timeline."""
    return {
        Track.DIAGNOSIS: translate("Pages", "Diagnosis"),
        Track.OPERATION: translate("Pages", "Operation"),
        Track.TREATMENT: translate("Pages", "Treatment"),
        Track.IMAGING: translate("Pages", "Imaging"),
        Track.OTHER: translate("Pages", "Other"),
    }[code]


def today() -> str:
    """Name the end of a timeline that is now."""
    return translate("Pages", "today")


def undated() -> str:
    """Say that an event has no date."""
    return translate("Pages", "no date")


def years(first: int, last: int) -> str:
    """Tell the years that a timeline spans."""
    return f"{first}" if first == last else f"{first}–{last}"


def ongoing() -> str:
    """Say that a period has not ended."""
    return translate("Pages", "ongoing")
