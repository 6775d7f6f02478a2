"""How a meeting goes on from what the host holds, at the first opening and after a kill. Pure."""

from datetime import datetime

from app.model.case import CaseState
from app.model.definition import ConferenceDefinition
from app.room import agenda, attendance, drafting
from app.room.memory import Memory, Seat, changed
from app.room.ports import HostState


def looked_on(
    host: HostState, *, definition: ConferenceDefinition, seat: Seat, now: datetime
) -> Memory:
    """Return the memory of a console that only looks: the meeting is over, or another drives."""
    return Memory(
        meeting=host.meeting,
        definition=definition,
        chair=seat.chair,
        policy=seat.policy,
        purpose=seat.purpose,
        now=now,
        today=now.date(),
        attendance=host.attendance,
        cases=host.meeting.cases,
        files=drafting.from_host(host.outcomes),
        driver=None if host.ended else host.driver,
        ended=host.ended,
    )


def resumed(memory: Memory) -> Memory:
    """Return the memory of the console that drives from now on what it looked on so far.

    A case that was on the screen when the console was killed left it now at the latest; nothing
    comes back on the screen by itself.
    """
    cases = (agenda.leave_screen(case, memory.now) for case in memory.cases)
    return changed(
        memory,
        attendance=attendance.listed(memory.attendance, memory.meeting, memory.chair),
        cases=tuple(agenda.discussed(case, memory.files.get(case.id)) for case in cases),
        driver=None,
    )


def prepared(memory: Memory) -> Memory:
    """Return the memory of somebody who prepares the meeting, whoever drives it."""
    return changed(memory, driver=None)


def has_begun(host: HostState) -> bool:
    """Tell whether anything has happened in the meeting, so that it is gone on with."""
    return (
        bool(host.outcomes)
        or any(a.confirmed_at is not None for a in host.attendance.attendees)
        or any(c.shown or c.state is not CaseState.NOT_STARTED for c in host.meeting.cases)
    )
