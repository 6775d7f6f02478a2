"""The organisation's own texts in words: what became of them, and what may not stand in one."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.model.local_text import Finding
from app.room.state import TextNews, TextsNews
from ui import words
from ui.console.labels import term
from ui.translatable import QT_TRANSLATE_NOOP

_MOST = 3  # places in a file that are named; of the others the number is told
_NEWS = {
    TextNews.KEPT: QT_TRANSLATE_NOOP("texts", "Saved. Ctrl+Z takes it back."),
    TextNews.RETIRED: QT_TRANSLATE_NOOP("texts", "Out of use. Ctrl+Z takes it back."),
    TextNews.TAKEN_UP: QT_TRANSLATE_NOOP("texts", "In use again."),
    TextNews.TAKEN_BACK: QT_TRANSLATE_NOOP("texts", "Taken back."),
    TextNews.EXPORTED: QT_TRANSLATE_NOOP("texts", "Written to the file. Texts: {count}."),
    TextNews.IMPORTED: QT_TRANSLATE_NOOP("texts", "Imported. New or changed texts: {count}."),
    TextNews.PERSONAL: QT_TRANSLATE_NOOP("texts", "Not saved: it tells who somebody is."),
}
_FIELDS = {
    "title": QT_TRANSLATE_NOOP("texts", "the title"),
    "text": QT_TRANSLATE_NOOP("texts", "the text"),
    "source": QT_TRANSLATE_NOOP("texts", "the source"),
    "unit": QT_TRANSLATE_NOOP("texts", "the unit"),
    "diagnoses": QT_TRANSLATE_NOOP("texts", "the diagnoses"),
}
_CODE = QT_TRANSLATE_NOOP("texts", "Write the code as JFB46 (KVÅ) or 25153006 (SNOMED CT).")
_FAULTS = {
    "title": QT_TRANSLATE_NOOP("texts", "Write a title of at most 200 characters."),
    "text": QT_TRANSLATE_NOOP(
        "texts",
        "Write a text of at most 4000 characters. Every brace must be closed, around a name.",
    ),
    "diagnoses": QT_TRANSLATE_NOOP("texts", "Write diagnoses as they begin: C18, C20."),
    "valid_from": QT_TRANSLATE_NOOP("texts", "Write the day as 2026-01-31."),
    "valid_to": QT_TRANSLATE_NOOP("texts", "Write the day as 2026-01-31, not before the first."),
    "code": _CODE,
    "system": _CODE,
    "status": QT_TRANSLATE_NOOP("texts", "It is a practice text, which nobody has reviewed."),
}
_ELSE = QT_TRANSLATE_NOOP("texts", "It is no file of standard texts, or something in it is wrong.")


def news(said: TextsNews, *, of_file: bool) -> str:
    """Return what became of the last press in words; of a file also the place in it."""
    match said.what:
        case TextNews.FAILED:
            lost = _tr(QT_TRANSLATE_NOOP("texts", "Nothing written is lost."))
            return f"{words.error(said.error)} {lost}"
        case TextNews.FAULTY:
            place = f" ({said.where})" if said.where and of_file else ""
            return f"{_tr(_FAULTS.get(field_of(said.where), _ELSE))}{place}"
        case TextNews.PERSONAL if said.places:
            return f"{_tr(_NEWS[said.what])} {_in_file(said)}"
        case _:
            return _tr(_NEWS[said.what]).format(count=said.count)


def field_of(where: str) -> str:
    """Return the field that a place such as `texts[0].diagnoses[1]` is in."""
    return where.rpartition(".")[2].partition("[")[0]


def findings(found: Iterable[Finding]) -> str:
    """Return what in a text tells who somebody is, "" for nothing."""
    places = dict.fromkeys((term(each.kind), _field(each.field)) for each in found)
    named = ", ".join(_in(what, field) for what, field in places)
    said = _tr(QT_TRANSLATE_NOOP("texts", "May not be saved: {places}. It is marked."))
    return said.format(places=named) if named else ""


def _in_file(said: TextsNews) -> str:
    numbered = _tr(QT_TRANSLATE_NOOP("texts", "text {number}, {place}"))
    named = [
        numbered.format(number=number + 1, place=_in(term(found.kind), _field(found.field)))
        for number, found in said.places[:_MOST]
    ]
    if more := len(said.places) - len(named):
        named.append(_tr(QT_TRANSLATE_NOOP("texts", "{count} more")).format(count=more))
    whole = _tr(QT_TRANSLATE_NOOP("texts", "In the file: {places}."))
    return whole.format(places="; ".join(named))


def _in(what: str, field: str) -> str:
    return _tr(QT_TRANSLATE_NOOP("texts", "{what} in {field}")).format(what=what, field=field)


def _field(name: str) -> str:
    return _tr(_FIELDS.get(name, _FIELDS["text"]))


def _tr(source: str) -> str:
    return QCoreApplication.translate("texts", source)
