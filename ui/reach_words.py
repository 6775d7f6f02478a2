"""Words for a record of many care providers: why others' information is not shown, what is blocked.

Beside `ui.words`, for what is no refusal: the case is open, and something of it stays away.
"""

from PySide6.QtCore import QCoreApplication

from app.model.errors import BlocksUnknown
from app.model.people import Organisation
from app.room.gate import Decision, Limit
from app.room.state import RoomState, SlotView
from ui.translatable import QT_TRANSLATE_NOOP
from ui.words import Worded

_SHORT = QT_TRANSLATE_NOOP("reach", "Own information only.")
_OWN_ONLY = QT_TRANSLATE_NOOP("reach", "Only your care provider's own information is shown.")
_CHECK = QT_TRANSLATE_NOOP("reach", "Check again in a moment.")
_LIMITS = {
    Limit.RELATION_MISSING: (
        QT_TRANSLATE_NOOP("reach", "No patient relation is registered for you."),
        QT_TRANSLATE_NOOP("reach", "Register it in the record system, then check again."),
    ),
    Limit.RELATION_UNKNOWN: (
        QT_TRANSLATE_NOOP("reach", "The patient relation could not be checked."),
        _CHECK,
    ),
    Limit.CONSENT_MISSING: (
        QT_TRANSLATE_NOOP("reach", "Consent to others' information is missing."),
        QT_TRANSLATE_NOOP("reach", "Ask the patient."),
    ),
    Limit.CONSENT_REFUSED: (
        QT_TRANSLATE_NOOP("reach", "The patient has said no to sharing information."),
        QT_TRANSLATE_NOOP("reach", "Go on with what there is."),
    ),
    Limit.CONSENT_UNKNOWN: (
        QT_TRANSLATE_NOOP("reach", "The consent could not be checked."),
        _CHECK,
    ),
    Limit.LOG_DOWN: (
        QT_TRANSLATE_NOOP("reach", "The national access log does not answer."),
        _CHECK,
    ),
}
_SILENT = frozenset({Limit.RELATION_UNKNOWN, Limit.CONSENT_UNKNOWN, Limit.LOG_DOWN})
_NOBODY_ANSWERS = QT_TRANSLATE_NOOP("reach", "The national services do not answer.")
_BLOCKED = QT_TRANSLATE_NOOP("reach", "There is blocked information.")
_BLOCKED_BY = QT_TRANSLATE_NOOP(
    "reach", "There is blocked information at {providers}. Call them: only they can lift the block."
)


_UNCHECKED = QT_TRANSLATE_NOOP(
    "reach",
    "What the patient has blocked could not be checked, and is not shown. Open the patient again in"
    " a moment.",
)


def limits(decision: Decision) -> Worded:
    """Return why the own provider's information alone is shown; nothing where all of it is.

    The next step is that of `first`.
    """
    if not decision.limits or not decision.is_yes:
        return Worded("")
    missing, silent = _parted(decision)
    worded = [_LIMITS[limit] for limit in missing]
    worded += [(_NOBODY_ANSWERS, _CHECK)] if len(silent) > 1 else [_LIMITS[one] for one in silent]
    sentences = (_OWN_ONLY, *(sentence for sentence, _ in worded))
    return Worded(" ".join(map(_tr, sentences)), _tr(worded[0][1]))


def first(decision: Decision) -> Limit | None:
    """Return what is to be done something about first: what is missing, then who is silent."""
    missing, silent = _parted(decision)
    return next(iter((*missing, *silent)), None)


def _parted(decision: Decision) -> tuple[list[Limit], list[Limit]]:
    silent = [limit for limit in decision.limits if limit in _SILENT]
    return [limit for limit in decision.limits if limit not in _SILENT], silent


def limited(decision: Decision | None) -> str:
    """Return in three words that the own provider's information alone is shown."""
    told = decision is not None and decision.limits and decision.is_yes
    return _tr(_SHORT) if told else ""


def blocked(slot: SlotView | None, state: RoomState) -> str:
    """Return that something is blocked; whose it is once the emergency step is taken."""
    if slot is None or not slot.blocked:
        return ""
    if not slot.blocked_by:
        return _tr(_BLOCKED)
    names = _names(state)
    told = (_name(each, names) for each in slot.blocked_by)
    return _tr(_BLOCKED_BY).format(providers=", ".join(told))


def unchecked(slot: SlotView | None) -> str:
    """Return that blocks could not be checked, where that kept something away."""
    sections = slot.sections if slot is not None else ()
    errors = {source.error for section in sections for source in section.sources}
    return _tr(_UNCHECKED) if BlocksUnknown.code in errors else ""


def _names(state: RoomState) -> dict[str, str]:
    """Return what care providers are called in this meeting: records often tell HSA-ids only."""
    known = (
        state.meeting.provider,
        *(line.case.patient.provider for line in state.lines),
        *(each.person.provider for each in state.attendance.attendees),
    )
    told = {each.hsa_id: each.name for each in known if each.hsa_id and each.name}
    return {**told, **state.names}


def _name(organisation: Organisation, names: dict[str, str]) -> str:
    """Return its name, else what it is called here, else its HSA-id."""
    told = organisation.name if organisation.name != organisation.hsa_id else ""
    return told or names.get(organisation.hsa_id, organisation.hsa_id)


def _tr(source: str) -> str:
    return QCoreApplication.translate("reach", source)
