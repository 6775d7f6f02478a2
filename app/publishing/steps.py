"""The steps from a text to what can be released; each may be repeated, and stopped anywhere.

Every step returns lines for whoever does it: what was done, and what to do next. What cannot be
done is a PublishError. The last step is `app.publishing.releasing`; the command line is
`app.commands.publish`.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp

from app.model.counting import counted
from app.model.errors import PublishError
from app.publishing.content import (
    changes_in_words,
    name_of,
    now,
    practice_in_words,
    unversioned,
)
from app.publishing.drafts import (
    current_root,
    draft_root,
    draft_targets,
    drafted_release,
    is_as_drafted,
    published_release,
    whats_next,
)
from app.publishing.roles import (
    ROOT_DAYS,
    Group,
    Members,
    in_words,
    is_member,
    set_members,
    signing_of,
    until,
)
from app.publishing.workshop import Workshop, read_file

_RENEWED = (Root.type, Targets.type)  # by `renew`; the others by each release
Part = Root | Targets | Snapshot | Timestamp
_SOON = 60  # days before it ends that a signature is renewed
_VERY_SOON = 7  # days before it ends that a release is said again to be the newest


def init(workshop: Workshop, members: Mapping[Group, Members]) -> list[str]:
    """Found a repository: who signs what. The first root then waits for its signatures."""
    if workshop.root() or workshop.root_draft():
        raise PublishError(f"{workshop.folder} is a repository already: samsyn-publish status")
    root = Root(version=1, expires=until(ROOT_DAYS), consistent_snapshot=True)
    for group in Group:
        set_members(root, group, members[group])
    workshop.keep_draft(Metadata(root))
    return ["Root 1 is drafted.", *whats_next(workshop)]


def change_members(workshop: Workshop, members: Mapping[Group, Members]) -> list[str]:
    """Draft a root in which these groups have other keys: old and new root keys sign it.

    When the editors' keys change so that the release's signatures no longer count, it is drafted
    anew, too.
    """
    if not members:
        raise PublishError("say whose keys change: --root, --editors or --publisher")
    draft = draft_root(workshop)
    for group, wanted in members.items():
        set_members(draft, group, wanted)
    workshop.keep_draft(Metadata(draft))
    targets = workshop.targets_draft() or workshop.targets()
    if targets and not workshop.targets_draft() and not signing_of(targets, draft)[0].is_enough:
        draft_targets(workshop, drafted_release(workshop), anew=True)
    return [f"Root {draft.version} is drafted.", *whats_next(workshop)]


def add(workshop: Workshop, paths: Sequence[Path]) -> list[str]:
    """Take files of standard texts and conference definitions into the next release."""
    current_root(workshop)
    given = [(path, read_file(path)) for path in paths]
    named = {name_of(path, data): data for path, data in given}
    if len(named) < len(given):
        raise PublishError("two of the files have the same name: rename one")
    wanted = drafted_release(workshop, named)
    if same := unversioned(published_release(workshop), wanted):
        raise PublishError(
            f"changed, but with the version of before: {in_words(same)}. Records name a text by its"
            " version: give each a new one"
        )
    for name, data in named.items():
        workshop.put_file(name, data)
    told = [*draft_targets(workshop, wanted), *practice_in_words(wanted)]
    return [*told, *whats_next(workshop)]


def remove(workshop: Workshop, names: Sequence[str]) -> list[str]:
    """Withdraw files, by their names in the repository, from the next release."""
    files = workshop.files()
    for name in names:
        if name not in files:
            raise PublishError(f"there is no {name}; there are: {in_words(sorted(files))}")
    for name in names:
        workshop.drop_file(name)
    return [*draft_targets(workshop, drafted_release(workshop)), *whats_next(workshop)]


def renew(workshop: Workshop) -> list[str]:
    """Draft anew what ends soon, so that it can be signed again with a later end."""
    soon = now() + timedelta(days=_SOON)
    root, targets = current_root(workshop), workshop.targets()
    drafted = []
    if not workshop.root_draft() and root.is_expired(soon):
        workshop.keep_draft(Metadata(draft_root(workshop)))
        drafted.append("root")
    if targets and not workshop.targets_draft() and targets.signed.is_expired(soon):
        draft_targets(workshop, drafted_release(workshop), anew=True)
        drafted.append("targets")
    done = (
        f"Drafted anew: {in_words(drafted)}." if drafted else f"Nothing ends within {_SOON} days."
    )
    return [done, *whats_next(workshop)]


def sign(workshop: Workshop, signer: CryptoSigner) -> list[str]:
    """Sign whatever waits and is this key's to sign; tell what it changes."""
    keyid = signer.public_key.keyid
    published, draft, targets = workshop.root(), workshop.root_draft(), workshop.targets_draft()
    judges = [each.signed for each in (published, draft) if each]
    lines = []
    if draft and any(is_member(judge, Group.ROOT, keyid) for judge in judges):
        draft.sign(signer, append=True)
        workshop.keep_draft(draft)
        lines.append(f"Root {draft.signed.version} is signed.")
    if targets and judges and is_member(judges[-1], Group.EDITORS, keyid):
        if not is_as_drafted(workshop, targets.signed):
            raise PublishError("files were changed by hand: samsyn-publish add them, then sign")
        release = drafted_release(workshop)
        lines += changes_in_words(published_release(workshop), release)
        targets.sign(signer, append=True)
        workshop.keep_draft(targets)
        lines.append(f"Targets {targets.signed.version} are signed.")
    if not lines:
        raise PublishError(
            "nothing waits for this key: samsyn-publish status tells what waits for whom"
        )
    return [*lines, *whats_next(workshop)]


def status(workshop: Workshop) -> list[str]:
    """Tell what is published and until when, and what waits for whom."""
    current_root(workshop)
    parts = [workshop.root(), workshop.targets(), workshop.snapshot(), workshop.timestamp()]
    published = [each.signed for each in parts if each]
    lines = [f"Published: {p.type} {p.version}, until {p.expires:%Y-%m-%d}" for p in published]
    if release := published_release(workshop):
        texts = counted(len(release.texts), "text")
        definitions = counted(len(release.definitions), "definition")
        lines.append(f"The release has {texts} and {definitions}.")
    ends = [*_ends(published)]
    return [*(lines or ["Nothing is published yet."]), *ends, *whats_next(workshop)]


def _ends(published: Sequence[Part]) -> Iterator[str]:
    """Yield what to do about what ends soon."""
    soon, very_soon = (now() + timedelta(days=days) for days in (_SOON, _VERY_SOON))
    if ending := [p.type for p in published if p.type in _RENEWED and p.is_expired(soon)]:
        yield f"Ends soon: {in_words(ending)}. Next: samsyn-publish renew FOLDER"
    if any(p.type not in _RENEWED and p.is_expired(very_soon) for p in published):
        yield "The release ends soon. Next: samsyn-publish release FOLDER --key PUBLISHER.p12"
