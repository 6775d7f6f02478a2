"""The last step: what is signed becomes what rooms read, as a room would check it, at one moment.

The publisher's key says which release is the newest, and says so again and again: rooms stop
believing it after some weeks.
"""

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, Targets, Timestamp

from app.library.signed import Evidence, verify
from app.model.errors import LibraryError, PublishError
from app.publishing.content import changes_in_words, is_other, now
from app.publishing.drafts import current_root, published_release, waiting
from app.publishing.roles import Group, holder, in_words, is_member, until
from app.publishing.workshop import Workshop


def release(workshop: Workshop, signer: CryptoSigner, days: int) -> list[str]:
    """Publish what is signed; with nothing new, say again that the release is the newest."""
    current_root(workshop)
    root = workshop.root_draft() or workshop.root()
    targets = workshop.targets_draft() or workshop.targets()
    if root is None or targets is None:
        raise PublishError("there is nothing to release: samsyn-publish add FOLDER FILE …")
    _need_signatures(workshop)
    _need_time(root.signed, targets.signed)
    _need_publisher(root.signed, signer)
    before = published_release(workshop)
    _publish_contents(workshop, targets.signed)
    snapshot = _next_snapshot(workshop, targets, days)
    snapshot.sign(signer)
    timestamp = _next_timestamp(workshop, snapshot, days)
    timestamp.sign(signer)
    _need_rooms_belief(workshop, root, targets, snapshot, timestamp)
    workshop.publish(f"{targets.signed.version}.targets.json", targets.to_bytes())
    workshop.publish(f"{snapshot.signed.version}.snapshot.json", snapshot.to_bytes())
    workshop.publish(f"{root.signed.version}.root.json", root.to_bytes())
    workshop.publish("timestamp.json", timestamp.to_bytes())
    workshop.drop_drafts()
    after = published_release(workshop)
    told = list(changes_in_words(before, after)) if after else []
    end = f"{timestamp.signed.expires:%Y-%m-%d}"
    return [
        f"Release {targets.signed.version} is in {workshop.public}:",
        *(told or ["  nothing has changed in it"]),
        f"Release again before {end}, changed or not: then rooms stop believing that it is new.",
    ]


def _need_signatures(workshop: Workshop) -> None:
    missing = [each.in_words for each in waiting(workshop) if not each.signing.is_enough]
    if missing:
        raise PublishError(f"{' '.join(missing)} Next: samsyn-publish sign FOLDER --key THEIR.p12")


def _need_time(*parts: Root | Targets) -> None:
    ended = [part.type for part in parts if part.is_expired(now())]
    if ended:
        raise PublishError(f"{in_words(ended)} has ended: samsyn-publish renew FOLDER, then sign")


def _need_publisher(root: Root, signer: CryptoSigner) -> None:
    if not is_member(root, Group.PUBLISHER, signer.public_key.keyid):
        names = [holder(root, keyid) for keyid in root.roles[Timestamp.type].keyids]
        raise PublishError(f"this is not the publisher's key; whose it is: {in_words(names)}")


def _publish_contents(workshop: Workshop, targets: Targets) -> None:
    if not workshop.targets_draft():
        return
    files = workshop.files()
    for name, info in targets.targets.items():
        data = files.get(name, b"")
        if is_other(info, data):
            raise PublishError(f"{name} was changed after it was signed: samsyn-publish add it")
        workshop.publish_content(info, data)


def _next_snapshot(workshop: Workshop, targets: Metadata[Targets], days: int) -> Metadata[Snapshot]:
    before = workshop.snapshot()
    version = before.signed.version + 1 if before else 1
    meta = {"targets.json": _described(targets)}
    return Metadata(Snapshot(version=version, expires=until(days), meta=meta))


def _next_timestamp(
    workshop: Workshop, snapshot: Metadata[Snapshot], days: int
) -> Metadata[Timestamp]:
    before = workshop.timestamp()
    version = before.signed.version + 1 if before else 1
    described = _described(snapshot)
    return Metadata(Timestamp(version=version, expires=until(days), snapshot_meta=described))


def _described(part: Metadata[Targets] | Metadata[Snapshot]) -> MetaFile:
    return MetaFile.from_data(part.signed.version, part.to_bytes(), ["sha256"])


def _need_rooms_belief(
    workshop: Workshop,
    root: Metadata[Root],
    targets: Metadata[Targets],
    snapshot: Metadata[Snapshot],
    timestamp: Metadata[Timestamp],
) -> None:
    """Refuse to publish what a room that has the very first root would refuse."""
    before = [workshop.root_of(number) for number in range(1, root.signed.version)]
    roots = [each.to_bytes() for each in (*before, root)]
    evidence = Evidence(
        roots=tuple(roots[1:]),
        timestamp=timestamp.to_bytes(),
        snapshot=snapshot.to_bytes(),
        targets=targets.to_bytes(),
    )
    try:
        verify(roots[0], evidence, now())
    except LibraryError as error:
        raise PublishError(
            f"rooms would refuse it ({error.reason}); nothing is published"
        ) from None
