"""What a case lacks, in words: for its line on the agenda and below its pages. Pure."""

from PySide6.QtCore import QCoreApplication

from app.model.overview import Answer, SourceStatus
from app.room.ports import SectionReport
from app.room.state import CaseLine, RoomState, SlotView
from ui import reach_words
from ui.console.labels import clock_time, in_language, term
from ui.translatable import QT_TRANSLATE_NOOP

_MISSING = QT_TRANSLATE_NOOP("readiness", "Missing: {what}.")
_NOT_HERE = QT_TRANSLATE_NOOP("readiness", "Not here: {what}.")
_BLOCKED = QT_TRANSLATE_NOOP("readiness", "There is blocked information.")
_UNSURE = QT_TRANSLATE_NOOP("readiness", "Not everything could be fetched.")
_FAILED = QT_TRANSLATE_NOOP("readiness", "Could not be fetched: {what}.")
_LOADING = QT_TRANSLATE_NOOP("readiness", "Being fetched: {what}.")
_FETCHED = QT_TRANSLATE_NOOP("readiness", "Fetched {time}.")


def shortcomings(line: CaseLine, state: RoomState) -> list[str]:
    """Return what the case lacks, as sentences; empty when nothing is known to be missing.

    Competences that the whole meeting lacks are told once, below the agenda.
    """
    said = []
    ready = line.readiness
    if ready is not None and ready.missing:
        said.append(_tr(_MISSING).format(what=", ".join(term(kind) for kind in ready.missing)))
    if ready is not None and ready.failed:
        said.append(_tr(_UNSURE))
    own = [each for each in line.competences_missing if each not in state.competences_missing]
    if own and state.attendance.here:
        said.append(_tr(_NOT_HERE).format(what=", ".join(own)))
    if own_only := reach_words.limited(line.decision):
        said.append(own_only)
    if line.decision is not None and line.decision.blocks_exist:
        said.append(_tr(_BLOCKED))
    return said


def of_the_pages(line: CaseLine | None, slot: SlotView | None, state: RoomState) -> str:
    """Return what is missing of the case that is looked at."""
    said = []
    if slot is not None and slot.missing:
        said.append(_tr(_MISSING).format(what=", ".join(term(kind) for kind in slot.missing)))
    left_out = reach_words.blocked(slot, state)
    if left_out:
        said.append(left_out)
    elif line is not None and line.decision is not None and line.decision.blocks_exist:
        said.append(_tr(_BLOCKED))
    if unchecked := reach_words.unchecked(slot):
        said.append(unchecked)
    return " ".join(said)


def of_the_sources(sections: tuple[SectionReport, ...]) -> str:
    """Return what could not be fetched, what is on its way, and since when the rest is here."""
    failed = [in_language(s.title) for s in sections if s.answer is Answer.FAILED]
    loading = [in_language(s.title) for s in sections if s.answer is Answer.LOADING]
    times = [
        state.at
        for section in sections
        for state in section.sources
        if state.at is not None and state.status is not SourceStatus.LOADING
    ]
    parts = []
    if failed:
        parts.append(_tr(_FAILED).format(what=", ".join(failed)))
    if loading:
        parts.append(_tr(_LOADING).format(what=", ".join(loading)))
    if times:
        parts.append(_tr(_FETCHED).format(time=clock_time(min(times))))
    return " ".join(parts)


def _tr(source: str) -> str:
    return QCoreApplication.translate("readiness", source)
