"""What the files of a signed release say: for a room, and for whoever publishes them."""

from collections.abc import Mapping
from datetime import datetime

from app.library.reading import read_texts
from app.library.release import Release
from app.library.signed import Folder
from app.model.outcome import StandardText


def release_of(files: Mapping[str, bytes], version: int, published: datetime) -> Release:
    """Return what the files of a release say; `files` by their names in the repository.

    Raises DefinitionError; `check_release` finds what else may be wrong with it.
    """
    texts: list[StandardText] = []
    definitions: list[tuple[str, bytes]] = []
    for name, data in files.items():
        if name.startswith(f"{Folder.TEXTS}/"):
            texts.extend(read_texts(data, name))
        else:
            definitions.append((name, data))
    return Release(
        version=version,
        published=published,
        texts=tuple(texts),
        definitions=tuple(definitions),
    )
