"""The contents of a release as its editors give them: found good as a room will, and told in words.

Leaves out who signs them.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
from tuf.api.metadata import TargetFile

from app.library.contents import release_of
from app.library.release import Release, changes_between, check_release
from app.library.signed import FORMAT, MAX_FILES, MAX_TOTAL_BYTES, NAME, Folder
from app.model.counting import counted
from app.model.errors import DefinitionError, PersonalText, PublishError
from app.model.outcome import StandardText
from app.room.memory import PRACTICE

_LISTS = {"texts": Folder.TEXTS, "sections": Folder.DEFINITIONS}  # what tells a file's kind


def name_of(path: Path, data: bytes) -> str:
    """Return a file's name in the repository, by what it holds. Raises PublishError."""
    try:
        keys = msgspec.json.decode(data, type=dict[str, msgspec.Raw]).keys()
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise PublishError(f"{path}: this is no JSON object") from None
    folder = next((folder for key, folder in _LISTS.items() if key in keys), None)
    if folder is None:
        raise PublishError(f"{path}: neither standard texts nor a conference definition")
    name = f"{folder}/{path.name}"
    if not NAME.fullmatch(name):
        raise PublishError(f"{path}: rename it: a to z, 0 to 9 and hyphens, and .json at the end")
    return name


def checked(files: Mapping[str, bytes], version: int, published: datetime) -> Release:
    """Return the release that the files make, found good as a room will. Raises PublishError."""
    if len(files) > MAX_FILES or sum(map(len, files.values())) > MAX_TOTAL_BYTES:
        raise PublishError(
            f"a release has at most {MAX_FILES} files and {MAX_TOTAL_BYTES // 1024**2} MiB"
        )
    release = read(files, version, published)
    try:
        check_release(release)
    except DefinitionError as error:
        raise PublishError(f"{error.reason}: mend it and add the file again") from None
    except PersonalText as error:
        number, found = error.places[0]
        is_text = found.field in StandardText.__struct_fields__
        where = release.texts[number].title if is_text else release.definitions[number][0]
        raise PublishError(
            f"'{where}', {found.field}, character {found.start + 1}: {found.kind.value}. This tells"
            " who somebody is, and is never published: take it out"
        ) from None
    return release


def read(files: Mapping[str, bytes], version: int, published: datetime) -> Release:
    """Return what the files say, which may have been found good before. Raises PublishError."""
    try:
        return release_of(files, version, published)
    except DefinitionError as error:
        raise PublishError(f"{error.reason}: mend it and add the file again") from None


def unversioned(before: Release | None, now: Release) -> tuple[str, ...]:
    """Return the titles of texts that changed but kept the version that records name them by."""
    known = {text.reference: text for text in before.texts} if before else {}
    return tuple(text.title for text in now.texts if known.get(text.reference, text) != text)


def practice_in_words(release: Release) -> Iterator[str]:
    """Yield a line when texts are for practice only, as they are unless they say otherwise."""
    count = sum(text.status == PRACTICE for text in release.texts)
    if count:
        texts = f"{counted(count, 'text')} {'has' if count == 1 else 'have'}"
        yield f"{texts} the status '{PRACTICE}', for rooms in practice only."


def changes_in_words(before: Release | None, now: Release) -> Iterator[str]:
    """Yield what a release changes, a line each."""
    changes = changes_between(before, now)
    for kind, part in (("text", changes.texts), ("definition", changes.definitions)):
        for done, titles in (("+", part.added), ("~", part.changed), ("-", part.removed)):
            for title in titles:
                yield f"  {done} {kind}: {title}"


def target_of(name: str, data: bytes) -> TargetFile:
    """Return how a file stands in the signed metadata."""
    digest = {"sha256": sha256(data).hexdigest()}
    return TargetFile(len(data), digest, name, {"custom": {"format": FORMAT}})


def is_other(info: TargetFile, data: bytes) -> bool:
    """Tell whether these bytes are not what the signed metadata says."""
    return info != target_of(info.path, data)


def now() -> datetime:
    """Return the time of day, UTC, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
