"""The figures of one meeting: minutes, what was missing, why postponed. Pure; nothing personal.

A case is named by its place on the agenda only, and no words that anybody wrote are in them.
"""

from datetime import datetime

from app.model.attendance import Attendance
from app.model.case import Case
from app.model.figures import CaseFigures, MeetingFigures
from app.room import attendance
from app.room.memory import Memory


def figures(memory: Memory, at: datetime) -> MeetingFigures:
    """Return the meeting's figures as they are at `at`, or at its end if that was before."""
    people = memory.attendance
    end = _over(people) if memory.ended else at
    begun = attendance.started(people)
    return MeetingFigures(
        seconds=_seconds(begun, end) if begun is not None else 0,
        people=sum(attendee.confirmed_at is not None for attendee in people.attendees),
        competences_missing=attendance.competences_missed(people, memory.definition),
        cases=tuple(_of_case(memory, n, case, at) for n, case in enumerate(memory.cases, 1)),
    )


def _of_case(memory: Memory, number: int, case: Case, at: datetime) -> CaseFigures:
    readiness = memory.readiness.get(case.id)
    return CaseFigures(
        number=number,
        state=case.state,
        seconds=sum(_seconds(time.start, time.end or at) for time in case.shown),
        missing=readiness.missing if readiness is not None else (),
        postponed=case.postponed,
    )


def _over(people: Attendance) -> datetime | None:
    """Return when the last one left."""
    ends = (time.end for one in people.attendees for time in one.presences if time.end is not None)
    return max(ends, default=None)


def _seconds(start: datetime, end: datetime | None) -> int:
    return max(0, round((end - start).total_seconds())) if end is not None else 0
