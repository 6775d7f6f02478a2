"""Keeps the room window where it belongs while screens come and go."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from ui.screens import ScreenId, choose, identify
from ui.stage.window import StageWindow


class Placement(QObject):
    """Puts the stage on the room's screen, or into a window when there is one screen only.

    When the room's screen is unplugged, the stage hides (else the system moves it on top of the
    console) until that screen is back, or until the chair decides with `choose_screen` or
    `set_windowed`.
    """

    changed = Signal()  # `screen`, `is_windowed` or `candidates` may be others now
    lost = Signal()  # the room's screen has been unplugged

    def __init__(
        self,
        stage: StageWindow,
        console_screen: Callable[[], QScreen | None],
        remembered: ScreenId | None = None,
    ) -> None:
        """Take the stage, where the console is, and the room's screen as last known."""
        super().__init__()
        self._stage = stage
        self._console_screen = console_screen
        self._remembered = remembered
        self._screen: QScreen | None = None
        self._windowed = False
        application = QGuiApplication.instance()
        if not isinstance(application, QGuiApplication):
            raise TypeError("screens need a QGuiApplication")
        application.screenAdded.connect(self._added)
        application.screenRemoved.connect(self._removed)

    @property
    def screen(self) -> ScreenId | None:
        """The room's screen, to be remembered; None while the stage is windowed or withdrawn."""
        return identify(self._screen) if self._screen is not None else None

    @property
    def is_shown(self) -> bool:
        """Whether the room sees the stage, on its screen or in a window."""
        return self._screen is not None or self._windowed

    @property
    def is_windowed(self) -> bool:
        """Whether the stage is a window among others."""
        return self._windowed

    @property
    def candidates(self) -> tuple[QScreen, ...]:
        """The screens that could be the room's, for when the chair must be asked."""
        return tuple(s for s in QGuiApplication.screens() if s is not self._console_screen())

    @property
    def must_ask(self) -> bool:
        """Whether several screens could be the room's and none is known to be."""
        return self._screen is None and self._find() is None and len(self.candidates) > 1

    def begin(self) -> None:
        """Show the stage: on the room's screen if it is known, else in a window."""
        screen = self._find()
        if screen is None:
            self.set_windowed(windowed=True)
        else:
            self.choose_screen(screen)

    def choose_screen(self, screen: QScreen) -> None:
        """Let that be the room's screen from now on."""
        self._screen = screen
        self._remembered = identify(screen)
        self._windowed = False
        self._stage.fill_screen(screen)
        self.changed.emit()

    def choose_next(self) -> None:
        """Let the next of the candidates be the room's screen; after the last one the first."""
        candidates = self.candidates
        at = candidates.index(self._screen) + 1 if self._screen in candidates else 0
        if candidates:
            self.choose_screen(candidates[at % len(candidates)])

    def set_windowed(self, *, windowed: bool) -> None:
        """Make the stage a window, or let it fill the room's screen (its own if there is none)."""
        if windowed:
            self._screen = None
            self._windowed = True
            self._stage.show_windowed()
            self.changed.emit()
        else:
            self.choose_screen(self._find() or self._stage.screen())

    def _find(self) -> QScreen | None:
        screens = QGuiApplication.screens()
        console = self._console_screen()
        at = choose(
            [identify(screen) for screen in screens],
            console=screens.index(console) if console in screens else None,
            remembered=self._remembered,
        )
        return None if at is None else screens[at]

    def _removed(self, screen: QScreen) -> None:
        if screen is self._screen:
            self._screen = None
            self._stage.withdraw()
            self.lost.emit()
        self.changed.emit()

    def _added(self, screen: QScreen) -> None:
        if self._screen is None and not self._windowed and self._find() is screen:
            self.choose_screen(screen)
        else:
            self.changed.emit()
