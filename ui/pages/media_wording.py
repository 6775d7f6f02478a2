"""The words of pages with photographs, films and documents."""

from PySide6.QtCore import QCoreApplication

from app.model.overview import MediaKind
from ui.pages import media, wording

translate = QCoreApplication.translate


def film() -> str:
    """Mark a film."""
    return translate("Pages", "Film")


def how_to_play() -> str:
    """Say how a film is played; it is done in the console."""
    return translate("Pages", "Play and pause: S in the console")


def page_of(page: int, pages: int) -> str:
    """Tell the page of a document."""
    said = translate("Pages", "Document, page %1 of %2")
    return said.replace("%1", str(page)).replace("%2", str(pages))


def not_for_diagnosis() -> str:
    """Say what no picture on this screen is for."""
    return translate("Pages", "Not for diagnosis")


def covered(kind: MediaKind) -> str:
    """Say that something intimate is not seen."""
    return {
        MediaKind.PICTURE: translate("Pages", "The picture is covered"),
        MediaKind.FILM: translate("Pages", "The film is covered"),
        MediaKind.DOCUMENT: translate("Pages", "The document is covered"),
    }[kind]


def how_to_uncover() -> str:
    """Say how it is uncovered; it is done in the console."""
    return translate("Pages", "Uncover: V in the console")


def problem(kind: MediaKind, code: str) -> str:
    """Say why something cannot be shown, or that it is not there yet."""
    if code == media.AWAITED:
        return wording.loading()
    said = {
        MediaKind.PICTURE: translate("Pages", "The picture cannot be shown: %1"),
        MediaKind.FILM: translate("Pages", "The film cannot be shown: %1"),
        MediaKind.DOCUMENT: translate("Pages", "The document cannot be shown: %1"),
    }[kind]
    return said.replace("%1", _reason(code))


def _reason(code: str) -> str:
    return (
        {
            media.UNKNOWN: translate("Pages", "its format is not supported"),
            media.OTHERWISE: translate("Pages", "it is not what the record says that it is"),
            media.TOO_LARGE: translate("Pages", "it is too large"),
            media.TOO_LONG: translate("Pages", "it is too long"),
            media.BROKEN: translate("Pages", "it is damaged"),
            media.LOCKED: translate("Pages", "it is locked with a password"),
        }.get(code)
        or wording.failure(code)
        or translate("Pages", "error at the source")
    )
