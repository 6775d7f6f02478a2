"""The console's small parts: labels, buttons, cards, lists. Plain text only, and never nameless."""

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.console import focus, style
from ui.garbage import kept_until_deleted


def label(text: str = "", role: str = "", *, tone: str = "", wrap: bool = False) -> QLabel:
    """Make a label of plain text; `role` and `tone` are the style sheet's."""
    made = _Chip() if wrap and role == "chip" else QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    made.setProperty("tone", tone)
    if wrap:
        wide = QSizePolicy.Policy.Preferred if role == "chip" else QSizePolicy.Policy.Ignored
        made.setSizePolicy(wide, QSizePolicy.Policy.Minimum)
    if role == "chip" and not wrap:
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    if not text:
        made.hide()  # `say` shows it once it has something to say
    return made


class _Chip(QLabel):
    """A chip that wraps only where one line does not fit: Qt would break it before."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return what one line needs."""
        width = self.fontMetrics().horizontalAdvance(self.text()) + style.CHIP_SIDES
        return QSize(width, self.heightForWidth(width))


def say(shown: QLabel, text: str, *, tone: str | None = None) -> None:
    """Set a label's text, and hide it while it has none."""
    if shown.text() != text:
        shown.setText(text)
    shown.setVisible(bool(text))
    if tone is not None:
        restyle(shown, "tone", tone)


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and have it look again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(
    text: str, pressed: Callable[[], object], kind: str = "", *, name: str = "", icon: str = ""
) -> QPushButton:
    """Make a button; `name` is what a screen reader says where the text alone would not do."""
    made = QPushButton(text.replace("&", "&&"))
    made.setProperty("kind", kind)
    made.setAccessibleName(name or text)
    made.setMinimumHeight(style.TARGET)
    made.setAutoDefault(True)  # Enter presses what has the focus
    if icon:
        light = kind == "primary"
        made.setIcon(picture(icon, style.SURFACE if light else style.ACCENT))
        made.setIconSize(QSize(20, 20))
    made.clicked.connect(lambda _checked=False: pressed())
    return made


def rename(named: QPushButton, text: str, name: str = "") -> None:
    """Give a button another text."""
    named.setText(text.replace("&", "&&"))
    named.setAccessibleName(name or text)


class Elided(QPushButton):
    """A button that may be narrower than its text; the whole text is its accessible name."""

    def __init__(self, text: str, pressed: Callable[[], object], kind: str, name: str) -> None:
        super().__init__()
        self._whole = text
        self.setProperty("kind", kind)
        self.setAccessibleName(name)
        self.setMinimumSize(style.TARGET, style.TARGET)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: pressed())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 -- Qt's name
        """Cut the text to what fits."""
        super().resizeEvent(event)
        fits = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, self.width() - 24
        )
        self.setText(fits.replace("&", "&&"))


def rule() -> QFrame:
    """Make a thin line between two parts."""
    made = QFrame()
    made.setProperty("role", "rule")
    return made


def row(*parts: QWidget | QLayout | int | None, gap: int = 8, margins: int = 0) -> QHBoxLayout:
    """Lay parts side by side; a number is a gap, None takes what is left."""
    made = QHBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def column(*parts: QWidget | QLayout | int | None, gap: int = 8, margins: int = 0) -> QVBoxLayout:
    """Lay parts below each other; a number is a gap, None takes what is left."""
    made = QVBoxLayout()
    _fill(made, parts, gap, margins)
    return made


def _fill(
    layout: QBoxLayout, parts: tuple[QWidget | QLayout | int | None, ...], gap: int, margins: int
) -> None:
    layout.setSpacing(gap)
    layout.setContentsMargins(margins, margins, margins, margins)
    for part in parts:
        match part:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacing(part)
            case QWidget():
                layout.addWidget(part)
            case QLayout():
                layout.addLayout(part)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let go of the widgets."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            discard(widget)


def discard(widget: QWidget) -> None:
    """Take a widget out of sight and let go of it."""
    widget.hide()
    widget.setParent(None)
    kept_until_deleted(widget)


class Card(QFrame):
    """A white surface with a rim; its parts lie below each other."""

    def __init__(self, *parts: QWidget | QLayout | int | None, margins: int = 14) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setLayout(column(*parts, margins=margins))


class Scroll(QScrollArea):
    """A part that scrolls downwards when it does not fit, and never sideways.

    What gets the focus inside comes into sight, however it got it.
    """

    def __init__(self, content: QWidget, name: str) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(name)
        self.setWidget(content)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 8)


class Line(QPushButton):
    """A large button made of labels: one line of a list. Up and Down go to its neighbours.

    The labels wrap, so its height follows from its width.
    """

    def __init__(self, pressed: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "line")
        self.setAutoDefault(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked=False: pressed())

    def sizeHint(self) -> QSize:  # noqa: N802 -- Qt's name
        """Return what the labels need."""
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least that the labels need."""
        layout = self.layout()
        return layout.minimumSize() if layout else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Say that the labels wrap."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return how high the labels are at that width."""
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return self.sizeHint().height()
        return layout.totalHeightForWidth(width)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go to the neighbours; Enter presses."""
        match event.key():
            case Qt.Key.Key_Down:
                focus.step(self.parentWidget(), Line, 1)
            case Qt.Key.Key_Up:
                focus.step(self.parentWidget(), Line, -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)


@cache
def picture(name: str, colour: str) -> QIcon:
    """Return one of the bundled icons in that colour."""
    drawing = files("resources").joinpath("icons", f"{name}.svg").read_text("utf-8")
    renderer = QSvgRenderer(QByteArray(drawing.replace("currentColor", colour).encode()))
    made = QIcon()
    for size in (20, 24, 40, 48):
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        made.addPixmap(pixmap)
    return made
