"""The words of pages with photographs, films and documents."""

from PySide6.QtCore import QCoreApplication

from app.model.overview import MediaKind
from ui.pages import media, wording

translate = QCoreApplication.translate


def film() -> str:
    """Mark a film."""
    return translate("Pages", "Film")


def how_to_play() -> str:
    """Say from where a film is played; with which key, somebody may have changed."""
    return translate("Pages", "Played from the console")


def place(page: int, pages: int, part: int, parts: int) -> str:
    """Tell the page of a document, and the part of it where it has several; "" where all is one."""
    of_page = translate("Pages", "page %1 of %2").replace("%1", str(page))
    of_part = translate("Pages", "part %1 of %2").replace("%1", str(part))
    said = [
        of_page.replace("%2", str(pages)) if pages > 1 else "",
        of_part.replace("%2", str(parts)) if parts > 1 else "",
    ]
    return ", ".join(words for words in said if words)


def shown_until(page: int, pages: int) -> str:
    """Say that only the first pages of a document are shown, and where the others are."""
    said = translate("Pages", "Shown up to page %1 of %2. The whole document is in the record.")
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
    """Say from where it is uncovered."""
    return translate("Pages", "Uncovered from the console")


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
            media.BLANK: translate("Pages", "its pages are empty"),
        }.get(code)
        or wording.failure(code)
        or translate("Pages", "error at the source")
    )
