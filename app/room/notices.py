"""The notices: one sentence each, at most one of a kind and case. Pure."""

from collections.abc import Callable

import msgspec

from app.room.gate import Decision
from app.room.state import Notice, NoticeKind

Notices = tuple[Notice, ...]
OF_THE_GATE = (NoticeKind.SHOW_REFUSED, NoticeKind.GATE_CLOSED)


def put(notices: Notices, notice: Notice) -> Notices:
    """Return the notices with a new one last; the older one of its kind and case is gone."""
    return (*without(notices, notice.kind, case=notice.case), notice)


def without(notices: Notices, *kinds: NoticeKind, case: str | None = None) -> Notices:
    """Return the notices without those kinds; of one case only, where it is given."""
    return tuple(
        notice
        for notice in notices
        if notice.kind not in kinds or (case is not None and notice.case != case)
    )


def judged(notices: Notices, decide: Callable[[str], Decision]) -> Notices:
    """Return the notices with the gate's answer of now to each case; a yes needs no notice."""
    asked = ((one, decide(one.case) if one.kind in OF_THE_GATE else None) for one in notices)
    return tuple(
        one if now is None or one.decision == now else msgspec.structs.replace(one, decision=now)
        for one, now in asked
        if now is None or not now.is_yes
    )


def dismissed(notices: Notices, notice_id: int) -> Notices:
    """Return the notices without that one."""
    return tuple(notice for notice in notices if notice.id != notice_id)
