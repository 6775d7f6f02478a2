"""The form for somebody who was not invited: listed and ticked at once, then attested as others."""

import uuid
from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.model.people import Channel, Organisation, OrganisationKind, Person, Role
from app.room.room import Room
from app.room.state import RoomState
from ui.console.inputs import Choice, line_edit
from ui.console.labels import term
from ui.console.widgets import button, column, label, row

_ROLES = (
    Role.PARTICIPANT,
    Role.PRESENTER,
    Role.COORDINATOR,
    Role.STUDENT,
    Role.OBSERVER,
    Role.COMPANY,
    Role.PATIENT,
    Role.GUARDIAN,
)
_KINDS = {  # what the role already tells of the organisation
    Role.COMPANY: OrganisationKind.COMPANY,
    Role.PATIENT: OrganisationKind.NONE,
    Role.GUARDIAN: OrganisationKind.NONE,
}


class WalkIn(QFrame):
    """Name and competence are enough; all else is filled in for the usual case."""

    def __init__(self, room: Room, close: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "form")
        self._room, self._close = room, close
        self._provider = Organisation()
        self._name = line_edit(self.tr("Name"), personal=True)
        self._profession = line_edit(self.tr("Competence, such as surgeon"))
        self._unit = line_edit(self.tr("Unit"))
        self._care_provider = line_edit(self.tr("Care provider or organisation"))
        self._role = _choices(self.tr("Role"), _ROLES)
        self._kind = _choices(self.tr("Kind of organisation"), tuple(OrganisationKind))
        self._channel = _choices(self.tr("Takes part"), tuple(Channel))
        self._case = Choice(self.tr("Belongs to the patient"))
        self._responsible = line_edit(self.tr("Who answers for that room"), personal=True)
        self._add = button(self.tr("Add"), self._submit, "primary")
        self._arrange()
        self._role.activated.connect(self._role_chosen)
        self._channel.activated.connect(self._channel_chosen)
        self._responsible.textChanged.connect(self._name_changed)
        self._name.textChanged.connect(self._name_changed)
        self._channel_chosen()
        self._role_chosen()

    def _arrange(self) -> None:
        fields = QGridLayout()
        fields.setSpacing(8)
        places: tuple[tuple[QWidget, ...], ...] = (
            (self._name, self._profession, self._role),
            (self._unit, self._care_provider, self._kind),
            (self._channel, self._responsible, self._case),
        )
        for down, parts in enumerate(places):
            for across, part in enumerate(parts):
                fields.addWidget(part, down, across)
        for across in range(len(places[0])):
            fields.setColumnStretch(across, 1)
        heading = label(self.tr("New in the room"), "strong")
        cancel = button(self.tr("Cancel"), self._close)
        buttons = row(None, cancel, self._add)
        self.setLayout(column(heading, fields, buttons, margins=12))

    def start(self) -> None:
        """Empty the form and put the focus on the name."""
        for field in (self._name, self._profession, self._unit, self._responsible):
            field.clear()
        for choice in (self._role, self._kind, self._channel):
            choice.setCurrentIndex(0)
        self._care_provider.setText(self._provider.name)
        self._role_chosen()
        self._channel_chosen()
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def present(self, state: RoomState) -> None:
        """Take the meeting's own care provider and patients as what can be chosen."""
        self._provider = state.meeting.provider
        self._case.offer(tuple((line.case.id, str(line.number)) for line in state.lines))

    def _role_chosen(self) -> None:
        role = self._chosen_role()
        kind = _KINDS.get(role)
        if kind is not None:
            self._kind.choose(kind)
        self._case.setVisible(role in {Role.PATIENT, Role.GUARDIAN})

    def _chosen_role(self) -> Role:
        return Role(self._role.chosen)

    def _channel_chosen(self) -> None:
        self._responsible.setVisible(self._is_remote_room)
        self._name_changed("")

    @property
    def _is_remote_room(self) -> bool:
        return self._channel.chosen == Channel.REMOTE_ROOM

    def _name_changed(self, _text: str) -> None:
        self._add.setEnabled(self._is_complete)

    @property
    def _is_complete(self) -> bool:
        answered = not self._is_remote_room or bool(self._responsible.text().strip())
        return bool(self._name.text().strip()) and answered

    def _submit(self) -> None:
        if not self._is_complete:
            return
        provider = self._care_provider.text().strip()
        own = provider == self._provider.name
        role = self._chosen_role()
        self._room.add_walk_in(
            Person(
                id=uuid.uuid4().urn,
                name=self._name.text().strip(),
                role=role,
                profession=self._profession.text().strip(),
                unit=Organisation(name=self._unit.text().strip()),
                provider=self._provider if own else Organisation(name=provider),
                organisation=OrganisationKind(self._kind.chosen),
                channel=Channel(self._channel.chosen),
                responsible=self._responsible.text().strip() if self._is_remote_room else "",
                for_case=self._case.chosen if role in {Role.PATIENT, Role.GUARDIAN} else "",
            )
        )
        self._close()


def _choices(name: str, values: tuple[StrEnum, ...]) -> Choice:
    made = Choice(name)
    made.offer(tuple((value.value, term(value)) for value in values))
    return made
