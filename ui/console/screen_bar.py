"""What the room sees now, always in sight, with the keys that change it at once."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QFrame

from app.keyboard import Action
from app.room.room import Room
from app.room.stage_view import ScreenMode
from app.room.state import RoomState, SlotState
from ui.console import style
from ui.console.announce import announce
from ui.console.keys import Keys
from ui.console.labels import patient_name
from ui.console.menus import Act, MenuButton
from ui.console.possible import is_looker_on
from ui.console.widgets import button, column, label, picture, restyle, row, say

_MENU = (
    (Action.ELSEWHERE, Action.SHARED, Action.IDENTITY),
    (Action.POINTER, Action.ZOOM, Action.PAGES),
    (Action.UNCOVER, Action.PLAY),
    (Action.WINDOWED,),
)


class ScreenBar(QFrame):
    """The room screen's mode in words; Black, Waiting, Freeze; shared or not; and a menu."""

    def __init__(self, room: Room, keys: Keys, act: Act) -> None:
        super().__init__()
        self._act = act
        self._away = self._narrow = self._identity = False
        self.setProperty("role", "screen")
        self.setAccessibleName(self.tr("The room screen"))
        self._caption = label(self.tr("ON THE ROOM SCREEN"), "caption")
        self._shared = button("", self._toggle_shared, "mark", name=self.tr("The screen is shared"))
        self._shared.setCheckable(True)
        self._shared.setMinimumHeight(0)
        self._what = label("", "heading", wrap=True)
        self._black = button("", self._press_black, "segment", icon="black")
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
        self._more = MenuButton(keys, act, _MENU, name=self.tr("More for the room screen"))
        whole = row(gap=6)
        whole.setContentsMargins(14, 6, 10, 6)
        whole.addLayout(
            column(None, row(self._caption, self._shared, None), self._what, None, gap=2), 1
        )
        for pressed in (self._black, self._waiting, self._freeze, self._more):
            whole.addWidget(pressed)
        self.setLayout(whole)

    def present(self, state: RoomState) -> None:
        """Say in words what stands on the room screen."""
        said = self._words(state)
        if said != self._what.text():
            announce(self, self.tr("On the room screen: {what}").format(what=said))
        say(self._what, said)
        restyle(self, "mode", state.stage.mode.value)
        self._more.present(state)
        self._present_shared(state)
        self._present_buttons(state)

    def _present_shared(self, state: RoomState) -> None:
        self._shared.setVisible(state.shared is not None)
        self._shared.setChecked(state.shared is True)
        said = self.tr("Shared") if state.shared else self.tr("Not shared")
        self._identity = state.identity_shown
        if state.identity_shown:
            said = self.tr("Shared: whole identity")
        self._caption.setVisible(not self._narrow and not self._identity)
        if said != self._shared.text() and state.shared is not None:
            announce(self, said)
        self._shared.setText(said)
        named = said if state.identity_shown else self.tr("The screen is shared")
        self._shared.setAccessibleName(named)
        self._shared.setEnabled(not is_looker_on(state))

    def _present_buttons(self, state: RoomState) -> None:
        mode = state.stage.mode
        black, away = mode is ScreenMode.BLACK, mode is ScreenMode.ELSEWHERE
        frozen = mode is ScreenMode.FROZEN
        self._black.setText(self.tr("Back") if black or away else self.tr("Black"))
        self._black.setAccessibleName(
            self.tr("Back from radiology, R") if away else self.tr("Black screen, B")
        )
        self._freeze.setText(self.tr("Unfreeze") if frozen else self.tr("Freeze"))
        for pressed, icon, on in (
            (self._black, "black", black or away),
            (self._freeze, "freeze", frozen),
        ):
            restyle(pressed, "on", on)
            pressed.setIcon(picture(icon, style.SURFACE if on else style.ACCENT))
        only_looks = is_looker_on(state)
        self._black.setEnabled(not only_looks)
        self._freeze.setEnabled((frozen or mode is ScreenMode.LIVE) and not only_looks)
        self._waiting.setEnabled(mode is not ScreenMode.WAITING and not only_looks)
        self._away = away

    @property
    def has_focus(self) -> bool:
        """Whether one of the buttons has the focus."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def narrow(self, *, narrow: bool) -> None:
        """Do without the caption and the pictures on the buttons where there is little room."""
        self._narrow = narrow
        self._caption.setVisible(not narrow and not self._identity)
        size = QSize(0, 0) if narrow else QSize(20, 20)
        for pressed in (self._black, self._waiting, self._freeze):
            pressed.setIconSize(size)

    def _press_black(self) -> None:
        self._act(Action.ELSEWHERE if self._away else Action.BLACK)

    def _toggle_shared(self) -> None:
        """Ask for the other one; what is shown follows the room, not the press."""
        self._shared.setChecked(not self._shared.isChecked())
        self._act(Action.SHARED)

    def _words(self, state: RoomState) -> str:
        mode, slot = state.stage.mode, state.on_stage
        if mode is ScreenMode.BLACK:
            return self.tr("Nothing: the screen is black")
        if mode is ScreenMode.ELSEWHERE:
            return self.tr("Radiology shows")
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
