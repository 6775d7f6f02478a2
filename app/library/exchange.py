"""Local texts as one JSON file, to be taken to another room or another hospital, and back.

The file is one of standard texts as `samsyn texts check` knows them. Leaves out screening and
keeping (`app.library.store`).
"""

import os
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from app.library.meaning import TextFile
from app.library.reading import LARGEST, read_texts
from app.model.errors import DefinitionError, LibraryFileExists, LibraryFileMissing
from app.model.local_text import LocalText
from app.model.outcome import RETIRED, StandardText
from app.room.memory import PRACTICE

_LOCAL = "urn:uuid:"


def write(path: Path, texts: Sequence[StandardText]) -> None:
    """Write texts to a new file.

    Raises LibraryFileExists; LibraryFileMissing when there is no such folder; and OSError when it
    cannot be made.
    """
    data = msgspec.json.format(msgspec.json.encode(TextFile(texts=tuple(texts))), indent=1)
    try:
        with path.open("xb") as file:
            try:
                file.write(data + b"\n")
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                path.unlink()
                raise
    except FileExistsError:
        raise LibraryFileExists from None
    except (FileNotFoundError, NotADirectoryError):
        raise LibraryFileMissing from None


def read(path: Path) -> tuple[StandardText, ...]:
    """Return the texts of a file. Raises LibraryFileMissing, DefinitionError, and OSError."""
    try:
        with path.open("rb") as file:
            return read_texts(file.read(LARGEST + 1), path.name)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        raise LibraryFileMissing from None


def wanted(texts: Sequence[StandardText], known: Mapping[str, LocalText]) -> tuple[LocalText, ...]:
    """Return the texts of a file as new versions of the local texts that are `known`, by url.

    A text that somebody publishes gets an address of its own here, each time the same: a local text
    never takes the place of a published one. Raises DefinitionError for a practice text.
    """
    return tuple(_wanted(text, place, known) for place, text in enumerate(texts))


def _wanted(text: StandardText, place: int, known: Mapping[str, LocalText]) -> LocalText:
    if text.status == PRACTICE:
        raise DefinitionError(
            "a practice text, which nobody has reviewed", where=f"texts[{place}].status"
        )
    local = text.url.startswith(_LOCAL)
    url = text.url if local else uuid.uuid5(uuid.NAMESPACE_URL, text.url).urn
    before = known.get(url)
    version = before.text.version if before else ""
    return LocalText(
        text=msgspec.structs.replace(text, url=url, version=version),
        retired=text.status == RETIRED,
    )
