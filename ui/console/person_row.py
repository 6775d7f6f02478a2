"""One person of the attendance: tick, who it is, how they stand, and the one next step."""

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QTimeEdit, QWidget

from app.model.attendance import Attendee
from app.model.people import Channel, Person, Role
from app.room.gate import Refusal
from app.room.room import Room
from app.room.state import RoomState
from ui.console import focus, style
from ui.console.channel_choice import ChannelChoice
from ui.console.labels import clock_time, term
from ui.console.possible import is_looker_on
from ui.console.widgets import button, column, label, rename, row, say

_HEIGHT = style.TARGET + 12


class Tick(QCheckBox):
    """Space ticks; Up and Down go to the neighbours."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 -- Qt's name
        """Move, or let Qt tick."""
        match event.key():
            case Qt.Key.Key_Down:
                focus.step(self._list(), Tick, 1)
            case Qt.Key.Key_Up:
                focus.step(self._list(), Tick, -1)
            case _:
                super().keyPressEvent(event)

    def _list(self) -> QWidget | None:
        row_of_this = self.parentWidget()
        return row_of_this.parentWidget() if row_of_this is not None else None


class PersonRow(QFrame):
    """One person: tick, name, competence and unit, how it stands, and the next step."""

    def __init__(self, room: Room, person: Person) -> None:
        super().__init__()
        self.setProperty("role", "person")
        self._room, self._person = room, person
        self._tick = Tick()
        self._tick.clicked.connect(self._ticked)
        self._name = label(person.name, "strong", wrap=True)
        self._about = label(_about(person), "quiet", wrap=True)
        self._standing = label("", "chip")
        self._yes = button(self.tr("Say yes"), self._allow, "segment")
        self._step = button("", self._next_step, "segment")
        self._step.setMinimumWidth(104)
        self._time = QTimeEdit()
        self._time.setDisplayFormat("HH:mm")
        self._time.setButtonSymbols(QTimeEdit.ButtonSymbols.NoButtons)
        self._time.setFixedSize(76, style.TARGET)
        self._time.setAccessibleName(self.tr("Left at, {name}").format(name=person.name))
        self._left = button(self.tr("Save the time"), self._leave, "primary")
        self._never_mind = button(
            "", partial(self._leaving, begun=False), "quiet", name=self.tr("Cancel"), icon="close"
        )
        self._channel = ChannelChoice(room, person, self)
        whole = row(self._tick, gap=6)
        whole.addLayout(column(None, self._name, self._about, None, gap=1), 1)
        parts = (self._standing, self._yes, self._step, self._time, self._left, self._never_mind)
        for part in (*parts, self._channel.button):
            whole.addWidget(part)
        whole.setContentsMargins(4, 5, 4, 5)
        self.setLayout(column(whole, self._channel.editor, gap=0))
        self.setMinimumHeight(_HEIGHT)  # the same with and without buttons: nothing jumps
        self._attendee = Attendee(person=person)
        self._selected = ""
        self._proposed = (0, 0)
        self._leaving(begun=False)

    def start(self) -> bool:
        """Take the focus on the tick, if it can be changed; tell whether it was taken."""
        if self._tick.isEnabled():
            self._tick.setFocus(Qt.FocusReason.OtherFocusReason)
        return self._tick.isEnabled()

    def present(self, attendee: Attendee, state: RoomState) -> None:
        """Show how the person stands now."""
        self._attendee, self._selected = attendee, state.selected
        name = attendee.person.name
        self._tick.setChecked(attendee.ticked or attendee.is_here)
        self._tick.setEnabled(not attendee.is_here and state.driver is None)
        self._tick.setAccessibleName(self.tr("{name} is here").format(name=name))
        say(self._about, _about(attendee.person))
        self._channel.present(attendee.person, enabled=not is_looker_on(state))
        self._stand(attendee)
        said = self._step_words(attendee)
        rename(self._step, said, f"{said}: {name}" if said else "")
        self._step.setVisible(bool(said) and self._time.isHidden())
        self._yes.setVisible(_needs_yes(attendee, state))
        self._yes.setAccessibleName(self.tr("Say yes to {name}").format(name=name))
        if not attendee.is_here and not self._time.isHidden():
            self._leaving(begun=False)
        self._standing.setVisible(bool(self._standing.text()) and self._time.isHidden())

    def _stand(self, attendee: Attendee) -> None:
        last = attendee.presences[-1] if attendee.presences else None
        if attendee.is_here and attendee.confirmed_at is not None:
            time = clock_time(attendee.confirmed_at)
            say(self._standing, self.tr("Confirmed {time}").format(time=time), tone="live")
        elif attendee.is_waiting:
            say(self._standing, self.tr("Ticked"), tone="warn")
        elif last is not None and last.end is not None:
            time = clock_time(last.end)
            say(self._standing, self.tr("Left {time}").format(time=time), tone="")
        else:
            say(self._standing, "", tone="")

    def _step_words(self, attendee: Attendee) -> str:
        if attendee.is_here:
            return self.tr("Left")
        if attendee.is_waiting:
            return self.tr("Confirm")
        return self.tr("Is back") if attendee.confirmed_at is not None else ""

    def _next_step(self) -> None:
        if self._attendee.is_here:
            self._leaving(begun=True)
        elif self._attendee.is_waiting:
            self._room.confirm(self._person.id)
        else:
            self._room.come_back(self._person.id)

    def _leaving(self, *, begun: bool) -> None:
        for part in (self._time, self._left, self._never_mind):
            part.setVisible(begun)
        self._step.setVisible(not begun)
        self._standing.setVisible(not begun and bool(self._standing.text()))
        if begun:
            now = QTime.currentTime()
            self._proposed = (now.hour(), now.minute())
            self._time.setTime(now)
            self._left.setFocus()

    def _leave(self) -> None:
        at = self._time.time()
        self._leaving(begun=False)
        if (at.hour(), at.minute()) == self._proposed:
            self._room.leave(self._person.id)
        else:
            self._room.leave(self._person.id, today_at(at.hour(), at.minute()))

    def _allow(self) -> None:
        self._room.allow(self._selected, self._person.id)

    def _ticked(self, ticked: bool) -> None:  # noqa: FBT001 -- Qt's signal
        if ticked:
            self._room.tick(self._person.id)
        else:
            self._room.untick(self._person.id)


def today_at(hour: int, minute: int) -> datetime:
    """Return that time of day here, today, in UTC."""
    here = datetime.now(UTC).astimezone()
    return here.replace(hour=hour, minute=minute, second=0, microsecond=0).astimezone(UTC)


def _about(person: Person) -> str:
    role = "" if person.role is Role.PARTICIPANT else term(person.role)
    channel = "" if person.channel is Channel.IN_ROOM else term(person.channel)
    same = role.casefold() == person.profession.casefold()
    profession = "" if same else person.profession
    if person.responsible:
        channel = f"{channel}: {person.responsible}"
    return " · ".join(filter(None, (role, profession, person.unit.name, channel)))


def _needs_yes(attendee: Attendee, state: RoomState) -> bool:
    line = state.line(state.selected)
    if line is None or line.decision is None:
        return False
    return any(
        said.refusal is Refusal.NEEDS_CHAIRS_YES and attendee.person.id in said.people
        for said in line.decision.objections
    )
