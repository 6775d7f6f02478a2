"""What waits to be signed: made anew when the contents change, and for whom it waits."""

from collections.abc import Iterator, Mapping
from copy import deepcopy

from tuf.api.metadata import Metadata, Root, TargetFile, Targets

from app.library.release import Release
from app.library.signed import PUBLISHED, TIME, published_at
from app.model.base import Value
from app.model.errors import PublishError
from app.publishing.content import changes_in_words, checked, now, read, target_of
from app.publishing.roles import ROOT_DAYS, TARGETS_DAYS, Signing, in_words, signing_of, until
from app.publishing.workshop import Workshop


class Waiting(Value, frozen=True, kw_only=True):
    """A draft, and how far its signatures have come by a root that must accept them."""

    name: str
    signing: Signing

    @property
    def in_words(self) -> str:
        """Return how many signatures there are, and who could give the others."""
        done = f"{self.name}: signed by {in_words(self.signing.signed)}"
        if self.signing.is_enough:
            return f"{done}, which is enough."
        left = self.signing.needed - len(self.signing.signed)
        return f"{done}; {left} more of: {in_words(self.signing.waiting)}."


def waiting(workshop: Workshop) -> Iterator[Waiting]:
    """Yield what must be signed before the next release."""
    root, draft = workshop.root(), workshop.root_draft()
    judges = [each.signed for each in (root, draft) if each]
    if draft:
        name = f"Root {draft.signed.version}"
        yield from (Waiting(name=name, signing=each) for each in signing_of(draft, *judges))
    targets = workshop.targets_draft()
    if targets and judges:
        name = f"Targets {targets.signed.version}"
        yield from (Waiting(name=name, signing=each) for each in signing_of(targets, judges[-1]))


def whats_next(workshop: Workshop) -> list[str]:
    """Return what waits for whom, and the next step, in words."""
    found = list(waiting(workshop))
    lines = list(dict.fromkeys(each.in_words for each in found))
    if not all(each.signing.is_enough for each in found):
        return [*lines, "Next, each of them: samsyn-publish sign FOLDER --key THEIR.p12"]
    if workshop.targets_draft() or (found and workshop.targets()):
        return [*lines, "Next: samsyn-publish release FOLDER --key PUBLISHER.p12"]
    if not workshop.targets():
        return [*lines, "Next: samsyn-publish add FOLDER FILE …"]
    return lines


def current_root(workshop: Workshop) -> Root:
    """Return the root that counts: what is drafted before what is published."""
    root = workshop.root_draft() or workshop.root()
    if root is None:
        raise PublishError(f"{workshop.folder} is no repository yet: samsyn-publish init")
    return root.signed


def draft_root(workshop: Workshop) -> Root:
    """Return the next root, as the one that counts is, with a later end.

    A root that is drafted already is drafted anew; it was not published.
    """
    root = deepcopy(current_root(workshop))
    published = workshop.root()
    root.version = published.signed.version + 1 if published else 1
    root.expires = until(ROOT_DAYS)
    return root


def published_release(workshop: Workshop) -> Release | None:
    """Return what rooms have, None before the first release."""
    targets = workshop.targets()
    if targets is None:
        return None
    infos = targets.signed.targets.values()
    files = {info.path: workshop.content(info) for info in infos}
    return read(files, targets.signed.version, published_at(targets.signed))


def drafted_release(workshop: Workshop, more: Mapping[str, bytes] | None = None) -> Release:
    """Return the next release, with more files than there are, found good as rooms find it."""
    targets = workshop.targets()
    number = targets.signed.version + 1 if targets else 1
    return checked(workshop.files() | dict(more or {}), number, now())


def draft_targets(workshop: Workshop, release: Release, *, anew: bool = False) -> list[str]:
    """Draft the next release, which is of the files that there are; return what it changes.

    Signatures stay when the draft has the same contents already. `anew`: it is signed again though
    nothing has changed.
    """
    files = workshop.files()
    infos = {name: target_of(name, data) for name, data in files.items()}
    draft, published = workshop.targets_draft(), workshop.targets()
    if draft is None or anew or draft.signed.targets != infos:
        if published and not anew and published.signed.targets == infos:
            workshop.drop_targets_draft()
            return ["This is what is published already: there is nothing to sign."]
        workshop.keep_draft(_targets(release, infos))
    return list(changes_in_words(published_release(workshop), release))


def is_as_drafted(workshop: Workshop, targets: Targets) -> bool:
    """Tell whether the files are still those that a draft was made of."""
    infos = {name: target_of(name, data) for name, data in workshop.files().items()}
    return infos == targets.targets


def _targets(release: Release, infos: dict[str, TargetFile]) -> Metadata[Targets]:
    return Metadata(
        Targets(
            version=release.version,
            expires=until(TARGETS_DAYS),
            targets=infos,
            unrecognized_fields={PUBLISHED: release.published.strftime(TIME)},
        )
    )
