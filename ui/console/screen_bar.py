"""What the room sees now, always in sight, with the keys that change it at once."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame

from app.room.room import Room
from app.room.stage_view import ScreenMode
from app.room.state import RoomState, SlotState
from ui.console import style
from ui.console.announce import announce
from ui.console.labels import patient_name
from ui.console.widgets import button, column, label, picture, restyle, row, say


class ScreenBar(QFrame):
    """The room screen's mode in words, and Black, Waiting and Freeze."""

    def __init__(self, room: Room) -> None:
        super().__init__()
        self.setProperty("role", "screen")
        self.setAccessibleName(self.tr("The room screen"))
        self._caption = label(self.tr("ON THE ROOM SCREEN"), "caption", wrap=True)
        self._what = label("", "heading", wrap=True)
        self._black = button(
            self.tr("Black"), room.black, "segment", name=self.tr("Black screen, B"), icon="black"
        )
        self._waiting = button(
            self.tr("Waiting"),
            room.waiting,
            "segment",
            name=self.tr("Waiting picture, W"),
            icon="waiting",
        )
        self._freeze = button(
            self.tr("Freeze"), room.freeze, "segment", name=self.tr("Freeze, F"), icon="freeze"
        )
        whole = row(gap=8)
        whole.setContentsMargins(14, 8, 10, 8)
        whole.addLayout(column(None, self._caption, self._what, None, gap=0), 1)
        for pressed in (self._black, self._waiting, self._freeze):
            whole.addWidget(pressed)
        self.setLayout(whole)

    def present(self, state: RoomState) -> None:
        """Say in words what stands on the room screen."""
        mode = state.stage.mode
        said = self._words(state)
        if said != self._what.text():
            announce(self, self.tr("On the room screen: {what}").format(what=said))
        say(self._what, said)
        restyle(self, "mode", mode.value)
        restyle(self._black, "on", mode is ScreenMode.BLACK)
        restyle(self._freeze, "on", mode is ScreenMode.FROZEN)
        self._black.setText(self.tr("Back") if mode is ScreenMode.BLACK else self.tr("Black"))
        frozen = mode is ScreenMode.FROZEN
        self._freeze.setText(self.tr("Unfreeze") if frozen else self.tr("Freeze"))
        for pressed, icon, on in (
            (self._black, "black", mode is ScreenMode.BLACK),
            (self._freeze, "freeze", frozen),
        ):
            pressed.setIcon(picture(icon, style.SURFACE if on else style.ACCENT))
        self._freeze.setEnabled(frozen or mode is ScreenMode.LIVE)
        self._waiting.setEnabled(mode is not ScreenMode.WAITING)

    @property
    def has_focus(self) -> bool:
        """Whether one of the buttons has the focus."""
        return any(each.hasFocus() for each in (self._black, self._waiting, self._freeze))

    def narrow(self, *, narrow: bool) -> None:
        """Do without the pictures on the buttons where there is little room."""
        size = QSize(0, 0) if narrow else QSize(20, 20)
        for pressed in (self._black, self._waiting, self._freeze):
            pressed.setIconSize(size)

    def _words(self, state: RoomState) -> str:
        mode, slot = state.stage.mode, state.on_stage
        if mode is ScreenMode.BLACK:
            return self.tr("Nothing: the screen is black")
        if mode is ScreenMode.ELSEWHERE:
            return self.tr("Another system")
        line = state.line(slot.case) if slot else None
        if mode is ScreenMode.WAITING or slot is None or line is None:
            return self.tr("Waiting picture, no patient")
        name = patient_name(line.case.patient)
        if state.stage.recommendation is not None:
            return self.tr("{name}: the recommendation").format(name=name)
        if slot.state is SlotState.LOADING:
            return self.tr("{name}: on the way").format(name=name)
        said = self.tr("{name}, page {page}").format(name=name, page=state.stage.page)
        return self.tr("Frozen: {what}").format(what=said) if mode is ScreenMode.FROZEN else said
