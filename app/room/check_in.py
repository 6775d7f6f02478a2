"""Attendance: every change is seen at once, saved at the host at once, and can be taken back."""

from collections.abc import Callable
from datetime import datetime

from app.model.attendance import Attendance, Check
from app.model.errors import HostConflict, HostError
from app.model.people import Channel, Person
from app.room import agenda, attendance
from app.room.desk import Desk
from app.room.ledger import Ledger
from app.room.outbox import Job, Outbox
from app.room.ports import Clock, MeetingHost
from app.room.state import NoticeKind, Undoable, Waiting
from app.room.undo import Step, done


class CheckIn:
    """Who is here. `changed` is called after every change: the gate has to be asked again."""

    def __init__(
        self,
        desk: Desk,
        host: MeetingHost,
        ledger: Ledger,
        outbox: Outbox,
        clock: Clock,
        *,
        language: str,
        changed: Callable[[], None],
        taken_over: Callable[[], None],
    ) -> None:
        """Take where it is saved, in the `language` (`sv`, `en`) of what is ticked.

        `taken_over`: the host says that another console drives now.
        """
        self._desk, self._host, self._ledger = desk, host, ledger
        self._outbox, self._clock = outbox, clock
        self._language, self._changed, self._taken_over = language, changed, taken_over

    @property
    def _attendance(self) -> Attendance:
        return self._desk.memory.attendance

    def tick(self, person_id: str) -> None:
        """Mark somebody as here, from now on if a case is on the screen for them to see."""
        seen_at = self._clock.now() if self._is_case_shown() else None
        self._do(Undoable.CHECK_IN, attendance.tick(self._attendance, person_id, seen_at))

    def untick(self, person_id: str) -> None:
        """Take a tick back."""
        self._do(Undoable.CHECK_IN, attendance.untick(self._attendance, person_id))

    def confirm(self, *people: str) -> None:
        """Confirm these people in one attestation; nobody stands for a remote room unnamed."""
        now = self._clock.now()
        found = [a.person for a in map(self._attendance.find, people) if a is not None]
        named = [one.id for one in found if not attendance.is_nameless_room(one)]
        self._do(Undoable.CONFIRM, attendance.confirm(self._attendance, named, now))
        self._ask_for_a_name(asked=len(named) < len(found))

    def confirm_ticked(self) -> None:
        """Confirm everybody who is ticked."""
        self.confirm(*(attendee.person.id for attendee in self._attendance.newcomers))

    def set_channel(self, person_id: str, channel: Channel, responsible: str) -> None:
        """Let somebody take part through that channel from now on."""
        found = self._attendance.find(person_id)
        after = attendance.move(self._attendance, person_id, channel, responsible)
        moved = after.find(person_id)
        if found is None or moved is None:
            return
        nameless = found.is_here and attendance.is_nameless_room(moved.person)
        self._ask_for_a_name(asked=nameless)
        if nameless or after == self._attendance:
            return
        for case in filter(agenda.is_shown, self._desk.memory.cases):
            self._ledger.moves(case, found.person)
        self._do(Undoable.CHECK_IN, after)

    def leave(self, person_id: str, at: datetime | None) -> None:
        """Let somebody go; a time that is still to come is now."""
        now = self._clock.now()
        self._do(Undoable.LEAVE, attendance.leave(self._attendance, person_id, min(at or now, now)))

    def come_back(self, person_id: str) -> None:
        """Let somebody be here again."""
        now = self._clock.now()
        self._do(Undoable.CHECK_IN, attendance.come_back(self._attendance, person_id, now))

    def add_walk_in(self, person: Person) -> None:
        """List and tick somebody."""
        seen_at = self._clock.now() if self._is_case_shown() else None
        listed = attendance.add(self._attendance, person)
        self._do(Undoable.CHECK_IN, attendance.tick(listed, person.id, seen_at))

    def check(self, key: str, *, done: bool) -> None:
        """Tick a line of the meeting's checklists, or take its tick back."""
        memory = self._desk.memory
        item = next((e for e in memory.definition.checklists.all if e.key == key), None)
        if item is None:
            return
        words = item.text.in_language(self._language)
        now = self._clock.now()
        ticked = Check(item=key, words=words, at=now, by=memory.chair.id)
        before = memory.attendance
        after = attendance.check(before, ticked) if done else attendance.uncheck(before, key)
        if after != before:
            self._desk.change(attendance=after)
            self._save()

    def take_back(self, step: Step) -> None:
        """Let the people of that step stand as before it."""
        self._set(attendance.restore(self._attendance, step.people))

    def _ask_for_a_name(self, *, asked: bool) -> None:
        if asked:
            self._desk.tell(NoticeKind.REMOTE_ROOM_NEEDS_NAME)
        else:
            self._desk.untell(NoticeKind.REMOTE_ROOM_NEEDS_NAME)

    def _do(self, what: Undoable, after: Attendance) -> None:
        people = attendance.changed(self._attendance, after)
        if people:
            step = Step(what=what, people=people)
            self._desk.change(history=done(self._desk.memory.history, step))
            self._set(after)

    def _set(self, after: Attendance) -> None:
        before = self._attendance
        self._desk.change(attendance=after)
        self._save()
        for case in self._desk.memory.cases:
            if before.during(case.shown) != after.during(case.shown):
                self._ledger.save_case(case.id)
        self._changed()

    def _save(self) -> None:
        self._outbox.post(
            Job(
                kind=Waiting.ATTENDANCE,
                lane="attendance",
                key="attendance",
                work=self._save_now,
                refused=self._refused,
            )
        )

    async def _save_now(self) -> None:
        memory = self._desk.memory
        theirs = await self._host.save_attendance(memory.meeting.id, memory.attendance)
        self._desk.untell(NoticeKind.ATTENDANCE_NOT_SAVED)
        merged = attendance.merge(memory.attendance, self._attendance, theirs)
        if merged != self._attendance:
            self._desk.change(attendance=merged)
            self._changed()

    def _refused(self, error: HostError) -> None:
        if isinstance(error, HostConflict):
            self._taken_over()
        else:
            self._desk.tell(NoticeKind.ATTENDANCE_NOT_SAVED, error=error.code)

    def _is_case_shown(self) -> bool:
        return any(agenda.is_shown(case) for case in self._desk.memory.cases)
