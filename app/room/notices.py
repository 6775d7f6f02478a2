"""The notices: one sentence each, at most one of a kind and case. Pure."""

from app.room.state import Notice, NoticeKind

Notices = tuple[Notice, ...]


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


def dismissed(notices: Notices, notice_id: int) -> Notices:
    """Return the notices without that one."""
    return tuple(notice for notice in notices if notice.id != notice_id)
