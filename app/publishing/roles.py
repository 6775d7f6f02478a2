"""Who must sign what: the three groups of keys, and how far a draft's signatures have come. Pure.

The root keys say which keys count, and lie offline; the editors' keys answer for texts and
definitions; the publisher's key says which release is the newest, often.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from tuf.api.metadata import Metadata, Role, Root, Snapshot, Targets, Timestamp

from app.model.base import Value
from app.model.errors import PublishError
from app.publishing.keys import HOLDER, PublicKey

ROOT_DAYS, TARGETS_DAYS, RELEASE_DAYS = 730, 365, 30
_T = TypeVar("_T", Root, Timestamp, Snapshot, Targets)


class Group(StrEnum):
    """Who signs."""

    ROOT = "root"
    EDITORS = "editors"
    PUBLISHER = "publisher"


_ROLES = {
    Group.ROOT: (Root.type,),
    Group.EDITORS: (Targets.type,),
    Group.PUBLISHER: (Snapshot.type, Timestamp.type),
}


class Members(Value, frozen=True, kw_only=True):
    """A group's keys, and how many of them must sign."""

    keys: tuple[PublicKey, ...]
    needed: int


class Signing(Value, frozen=True, kw_only=True):
    """How far a draft's signatures have come. `waiting`: the holders who could still sign."""

    signed: tuple[str, ...]
    needed: int
    waiting: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Tell whether nobody more needs to sign."""
        return len(self.signed) >= self.needed


def set_members(root: Root, group: Group, members: Members) -> None:
    """Let a group consist of these keys from now on. Raises PublishError."""
    ids = [each.keyid for each in members.keys]
    if len(set(ids)) != len(ids):
        raise PublishError(f"{group}: the same key is given twice")
    if not 1 <= members.needed <= len(ids):
        raise PublishError(
            f"{group}: {members.needed} signatures are needed of {len(ids)} keys: give more keys,"
            " or need fewer signatures"
        )
    for role in _ROLES[group]:
        root.roles[role] = Role(ids, members.needed)
    for each in members.keys:
        root.keys[each.keyid] = each.for_metadata
    used = {keyid for role in root.roles.values() for keyid in role.keyids}
    root.keys = {keyid: key for keyid, key in root.keys.items() if keyid in used}


def is_member(root: Root, group: Group, keyid: str) -> bool:
    """Tell whether a key belongs to a group."""
    return all(keyid in root.roles[role].keyids for role in _ROLES[group])


def signing_of(draft: Metadata[_T], *roots: Root) -> tuple[Signing, ...]:
    """Return how far a draft's signatures have come, by each root that must accept them."""
    return tuple(_signing(draft, root) for root in roots)


def _signing(draft: Metadata[_T], root: Root) -> Signing:
    result = root.get_verification_result(draft.signed.type, draft.signed_bytes, draft.signatures)
    return Signing(
        signed=tuple(sorted(holder(root, keyid) for keyid in result.signed)),
        needed=result.threshold,
        waiting=tuple(sorted(holder(root, keyid) for keyid in result.unsigned)),
    )


def holder(root: Root, keyid: str) -> str:
    """Return whose key it is, as far as the root says."""
    key = root.keys.get(keyid)
    name = key.unrecognized_fields.get(HOLDER) if key else None
    return name if isinstance(name, str) else keyid[:8]


def until(days: int) -> datetime:
    """Return the time in so many days."""
    return datetime.now(UTC).replace(microsecond=0) + timedelta(days=days)


def in_words(names: Sequence[str]) -> str:
    """Return names as people list them."""
    return ", ".join(names) if names else "nobody"
