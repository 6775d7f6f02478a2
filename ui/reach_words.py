"""Words for a record of many care providers: why others' information is not shown, what is blocked.

Beside `ui.words`, for what is no refusal: the case is open, and something of it stays away.
"""

from PySide6.QtCore import QCoreApplication

from app.model.people import Organisation
from app.room.gate import Decision, Limit
from app.room.state import SlotView
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
_BLOCKED = QT_TRANSLATE_NOOP("reach", "There is blocked information.")
_BLOCKED_BY = QT_TRANSLATE_NOOP(
    "reach", "There is blocked information at {providers}. Call them: only they can lift the block."
)


def limits(decision: Decision) -> Worded:
    """Return why the own provider's information alone is shown; nothing where all of it is."""
    if not decision.limits or not decision.is_yes:
        return Worded("")
    worded = [_LIMITS[limit] for limit in decision.limits]
    sentences = (_OWN_ONLY, *(sentence for sentence, _ in worded))
    return Worded(" ".join(map(_tr, sentences)), _tr(worded[0][1]))


def limited(decision: Decision | None) -> str:
    """Return in three words that the own provider's information alone is shown."""
    told = decision is not None and decision.limits and decision.is_yes
    return _tr(_SHORT) if told else ""


def blocked(slot: SlotView | None) -> str:
    """Return that something is blocked; whose it is once the emergency step is taken."""
    if slot is None or not slot.blocked:
        return ""
    if not slot.blocked_by:
        return _tr(_BLOCKED)
    return _tr(_BLOCKED_BY).format(providers=", ".join(map(_name, slot.blocked_by)))


def _name(organisation: Organisation) -> str:
    return organisation.name or organisation.hsa_id


def _tr(source: str) -> str:
    return QCoreApplication.translate("reach", source)
