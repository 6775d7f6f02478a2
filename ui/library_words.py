"""The signed library in words: what an update changed, how old the texts are, what went wrong.

English here, Swedish in `resources/translations`.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from ui.console.foot_strip import StripView
from ui.translatable import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from app.library.release import Difference
    from app.library.updates import Progress, Standing

_FEW = 4  # titles that are named; of more, one of each kind and the number of the others
_KIB = 1024
_LOOKING = QT_TRANSLATE_NOOP("library", "Looking for new standard texts …")
_FETCHED = QT_TRANSLATE_NOOP("library", "New standard texts are being fetched")
_BYTES = QT_TRANSLATE_NOOP("library", "{done} of {total} kB")
_SKIP = QT_TRANSLATE_NOOP("library", "Skip")
_LOOK = QT_TRANSLATE_NOOP("library", "Look again")
_CURRENT = QT_TRANSLATE_NOOP("library", "The standard texts are the newest.")
_TEXTS = QT_TRANSLATE_NOOP("library", "The standard texts are updated: {what}.")
_DEFINITIONS = QT_TRANSLATE_NOOP("library", "The conference definitions are updated: {what}.")
_NEW = QT_TRANSLATE_NOOP("library", "New: {titles}.")
_CHANGED = QT_TRANSLATE_NOOP("library", "Changed: {titles}.")
_WITHDRAWN = QT_TRANSLATE_NOOP("library", "Withdrawn: {titles}.")
_SKIPPED = QT_TRANSLATE_NOOP("library", "The search for new texts was stopped")
_SINCE = QT_TRANSLATE_NOOP("library", "{trouble}: the texts are from {day}{age}.")
_OWN = QT_TRANSLATE_NOOP("library", "{trouble}: the texts that came with the program are used.")
_TELL = QT_TRANSLATE_NOOP("library", "Tell whoever looks after the library.")
_ENDED = QT_TRANSLATE_NOOP("library", "Its signatures have ended since then.")
_KEYS = (
    QT_TRANSLATE_NOOP("library", "The file of the publishers' keys cannot be read"),
    _TELL,
)
_GENERAL = QT_TRANSLATE_NOOP("library", "The standard texts could not be updated")
_TROUBLE = {
    "library-unreachable": (QT_TRANSLATE_NOOP("library", "No contact with the library"), ""),
    "library-untrusted": (
        QT_TRANSLATE_NOOP("library", "The library's answer is not rightly signed and is not used"),
        _TELL,
    ),
    "library-keys": _KEYS,
    "config": _KEYS,  # the only file of the settings that is read here, and it is not there
    "library-expired": (
        QT_TRANSLATE_NOOP("library", "The library's signatures have ended"),
        QT_TRANSLATE_NOOP(
            "library",
            "Is this computer's clock right? Else tell whoever looks after the library.",
        ),
    ),
    "library-unusable": (
        QT_TRANSLATE_NOOP("library", "What is new in the library cannot be used"),
        _TELL,
    ),
    "library-too-new": (
        QT_TRANSLATE_NOOP("library", "What is new in the library needs a newer Samsyn"),
        QT_TRANSLATE_NOOP("library", "Ask for an update of the program."),
    ),
    "library-full": (
        QT_TRANSLATE_NOOP("library", "The disk is full"),
        QT_TRANSLATE_NOOP("library", "Make room on it, then look again."),
    ),
    "library-read-only": (
        QT_TRANSLATE_NOOP("library", "The library's folder cannot be written to"),
        QT_TRANSLATE_NOOP("library", "Ask for the right to write in it."),
    ),
    "library-busy": (
        QT_TRANSLATE_NOOP("library", "Another program is updating the standard texts"),
        "",
    ),
}


class _Counted(QObject):
    """What has a plural: lupdate finds those of a QObject only."""

    def changes(self, part: "Difference") -> str:
        new, changed, gone = len(part.added), len(part.changed), len(part.removed)
        counts = (
            self.tr("%n new", "", new) if new else "",
            self.tr("%n changed", "", changed) if changed else "",
            self.tr("%n withdrawn", "", gone) if gone else "",
        )
        return ", ".join(filter(None, counts))

    def more(self, count: int) -> str:
        return self.tr("%n more", "", count)

    def days(self, count: int) -> str:
        return self.tr("%n days", "", count)


def looking() -> StripView:
    """Return what is said while it is not known whether there is anything new."""
    return StripView(sentence=_tr(_LOOKING), action=_tr(_SKIP))


def fetching(progress: "Progress") -> StripView:
    """Return how far an update has come."""
    done, total = (-(-size // _KIB) for size in (progress.done, progress.total))
    return StripView(
        sentence=_tr(_FETCHED),
        more=_tr(_BYTES).format(done=done, total=total),
        share=progress.done / progress.total,
        action=_tr(_SKIP),
    )


def skipped(checked: datetime | None, now: datetime) -> StripView:
    """Return what is said when somebody did not want to wait."""
    words = _tr(_SKIPPED)
    sentence = f"{words}." if checked is None else _since(words, checked, now)
    return StripView(sentence=sentence, action=_tr(_LOOK))


def failed(code: str, checked: datetime | None, now: datetime) -> StripView:
    """Return what went wrong, and how old the texts are that are used."""
    trouble, step = _TROUBLE.get(code, (_GENERAL, ""))
    return StripView(
        sentence=_since(_tr(trouble), checked, now),
        more=_tr(step),
        tone="warn",
        action=_tr(_LOOK),
    )


def standing(said: "Standing", now: datetime) -> StripView:
    """Return how the library stands after an update, or after one that failed."""
    if said.trouble:
        view = failed(said.trouble, said.checked, now)
        ended = _tr(_ENDED) if said.stale and said.trouble != "library-expired" else ""
        return replace(view, more=f"{ended} {view.more}".strip())
    if said.changes is None or not (said.changes.texts or said.changes.definitions):
        return StripView(sentence=_tr(_CURRENT), action=_tr(_LOOK))
    texts, definitions = said.changes.texts, said.changes.definitions
    sentences = [
        _tr(source).format(what=_Counted().changes(part))
        for source, part in ((_TEXTS, texts), (_DEFINITIONS, definitions))
        if part
    ]
    return StripView(sentence=" ".join(sentences), more=_titles(texts), action=_tr(_LOOK))


def _titles(part: "Difference") -> str:
    kinds = ((_NEW, part.added), (_CHANGED, part.changed), (_WITHDRAWN, part.removed))
    most = _FEW if sum(len(titles) for _, titles in kinds) <= _FEW else 1
    named = ((source, _named(titles, most)) for source, titles in kinds if titles)
    return " ".join(_tr(source).format(titles=titles) for source, titles in named)


def _named(titles: Sequence[str], most: int) -> str:
    more = len(titles) - most
    return ", ".join((*titles[:most], _Counted().more(more)) if more > 0 else titles)


def _since(trouble: str, checked: datetime | None, now: datetime) -> str:
    """Say how old the texts are that are used; a clock that runs backwards has no age to tell."""
    if checked is None:
        return _tr(_OWN).format(trouble=trouble)
    days = (now.astimezone().date() - checked.astimezone().date()).days
    age = f" ({_Counted().days(days)})" if days > 0 else ""
    day = checked.astimezone().date().isoformat()
    return _tr(_SINCE).format(trouble=trouble, day=day, age=age)


def _tr(source: str) -> str:
    return QCoreApplication.translate("library", source) if source else ""
