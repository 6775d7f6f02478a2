"""How one person takes part: here, from elsewhere, or from a room that somebody answers for."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.model.people import Channel, Person
from app.room.room import Room
from ui.console.inputs import line_edit
from ui.console.labels import term
from ui.console.widgets import button, row

translate = QCoreApplication.translate


class ChannelChoice:
    """A button with a menu, and the field that a remote room asks for; a row places both."""

    def __init__(self, room: Room, person: Person, owner: QWidget) -> None:
        self._room, self._person = room, person
        self._menu = QMenu(owner)
        name = translate("ChannelChoice", "How {name} takes part").format(name=person.name)
        self._menu.setAccessibleName(name)
        self.button = button("", self._open, "quiet", name=name, icon="more")
        self._entries = {channel: self._entry(channel) for channel in Channel}
        field = translate("ChannelChoice", "Who answers for everybody in {name}'s room")
        self._who = line_edit(field.format(name=person.name), personal=True)
        self._who.returnPressed.connect(self._save)
        self._cancel = button(
            "", self._close, "quiet", name=translate("ChannelChoice", "Cancel"), icon="close"
        )
        self._save_button = button(translate("ChannelChoice", "Save"), self._save, "primary")
        self._who.textChanged.connect(self._written)
        self.editor = QWidget()
        line = row()
        line.addWidget(self._who, 1)
        line.addWidget(self._save_button)
        line.addWidget(self._cancel)
        line.setContentsMargins(32, 0, 4, 6)
        self.editor.setLayout(line)
        self.editor.hide()

    def present(self, person: Person, *, enabled: bool) -> None:
        """Show how the person takes part now."""
        self._person = person
        self.button.setEnabled(enabled)
        for channel, entry in self._entries.items():
            entry.setChecked(channel is person.channel)

    def _entry(self, channel: Channel) -> QAction:
        words = term(channel) + (" …" if channel is Channel.REMOTE_ROOM else "")
        made = QAction(words, self._menu)
        made.setCheckable(True)
        made.triggered.connect(partial(self._chosen, channel))
        self._menu.addAction(made)
        return made

    def _open(self) -> None:
        self._menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _chosen(self, channel: Channel, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 -- Qt's signal
        if channel is Channel.REMOTE_ROOM:
            self._who.setText(self._person.responsible)
            self._written(self._who.text())
            self.editor.show()
            self._who.setFocus()
        else:
            self._close()
            self._room.set_channel(self._person.id, channel)

    def _written(self, text: str) -> None:
        self._save_button.setEnabled(bool(text.strip()))

    def _save(self) -> None:
        if who := self._who.text().strip():
            self._close()
            self._room.set_channel(self._person.id, Channel.REMOTE_ROOM, who)

    def _close(self) -> None:
        self.editor.hide()
