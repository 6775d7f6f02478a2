"""A release of the library: what is in it, whether it is fit to be kept, and what it changes. Pure.

Leaves out where it comes from (`app.library.updates`) and where it lies (`app.library.store`).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.library.meaning import repeated
from app.library.reading import check_text, read_definition
from app.library.screening import screen, screen_json
from app.model.base import Value
from app.model.errors import DefinitionError, PersonalText
from app.model.local_text import Finding
from app.model.outcome import StandardText

_NAME = "release"  # how errors call it


class Release(Value, frozen=True, kw_only=True):
    """What a publisher releases: standard texts, and definitions as name and JSON bytes."""

    version: int
    published: datetime
    texts: tuple[StandardText, ...] = ()
    definitions: tuple[tuple[str, bytes], ...] = ()


class Difference(Value, frozen=True, kw_only=True):
    """What differs between two releases, by title (texts) or name (definitions), in their order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.added or self.changed or self.removed)


class Changes(Value, frozen=True, kw_only=True):
    """What an installed release changed. `before` is the release that was there, None for none."""

    before: int | None
    now: int
    texts: Difference = Difference()
    definitions: Difference = Difference()


def check_release(release: Release) -> None:
    """Raise DefinitionError for a release of which anything is wrong, or PersonalText."""
    for what, names in (
        ("text", [text.url for text in release.texts]),
        ("definition", [name for name, _ in release.definitions]),
    ):
        if double := repeated(names):
            raise DefinitionError(f"two of the same {what}: {double}", definition=_NAME)
    for place, text in enumerate(release.texts):
        check_text(text, _NAME, f"texts[{place}]")
    definitions = [read_definition(body, name) for name, body in release.definitions]
    if double := repeated(each.url for each in definitions):
        raise DefinitionError(f"two of the same definition: {double}", definition=_NAME)
    refuse_personal(map(screen, release.texts))
    refuse_personal(screen_json(body) for _, body in release.definitions)


def refuse_personal(found: Iterable[tuple[Finding, ...]]) -> None:
    """Raise PersonalText when something was found in any of the texts."""
    places = [(number, one) for number, each in enumerate(found) for one in each]
    if places:
        raise PersonalText(places)


def changes_between(before: Release | None, now: Release) -> Changes:
    """Return what differs when a release takes the place of another one, None for of none."""
    old = before or Release(version=0, published=now.published)
    return Changes(
        before=before.version if before else None,
        now=now.version,
        texts=_difference(
            {text.url: (text.title, text) for text in old.texts},
            {text.url: (text.title, text) for text in now.texts},
        ),
        definitions=_difference(
            {name: (name, body) for name, body in old.definitions},
            {name: (name, body) for name, body in now.definitions},
        ),
    )


def _difference(
    old: Mapping[str, tuple[str, object]], new: Mapping[str, tuple[str, object]]
) -> Difference:
    both = [key for key in new if key in old]
    return Difference(
        added=tuple(new[key][0] for key in new if key not in old),
        changed=tuple(new[key][0] for key in both if new[key][1] != old[key][1]),
        removed=tuple(old[key][0] for key in old if key not in new),
    )
