"""The room window: owned by the console for the whole meeting, so no swap can show the desktop.

It paints WAITING, BLACK and the recommendation itself, at once, whatever a case process does. Of a
patient's page it holds a reference into shared memory and nothing else. A plain window with a
backing store, not a widget: it can be painted over while it is hidden, too, so that no old page
waits in it.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import (
    QBackingStore,
    QCloseEvent,
    QColor,
    QExposeEvent,
    QGuiApplication,
    QImage,
    QPainter,
    QRegion,
    QResizeEvent,
    QScreen,
    QSurface,
    QWindow,
)

from app.link.frames import Frame
from app.link.messages import CaseSettings
from app.room.ports import Slot
from app.room.stage_view import RecommendationView, ScreenMode, StageView
from ui.stage.closer import Closer, Place, draw_enlarged, draw_pointer, on_screen
from ui.stage.own_pictures import OwnPictures

TITLE = "Samsyn"  # constant: never a patient's
_LIVE = (ScreenMode.LIVE, ScreenMode.FROZEN)
_FLAGS = Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus
_SMALLEST = QSize(240, 135)
_SHAPE = QSize(1600, 900)
_WINDOW_SHARE = 0.5  # of the screen's width or height


class StageWindow(QWindow):
    """Port `Stage` and `FrameSink` in one; give it to `Slots.watch` and to `Room`.

    Hidden until `fill_screen` or `show_windowed`.
    """

    def __init__(self, settings: Callable[[], CaseSettings]) -> None:
        """Take what the room's screen looks like now (profile, theme, banner)."""
        super().__init__()
        self._own = OwnPictures(settings)
        self._view = StageView()
        self._frame: Frame | None = None
        self._pixels: QImage | None = None  # over the frame's memory: never outlives it
        self._place: Place | None = None
        self._closer: Closer | None = None
        self._present: Callable[[], None] | None = None
        self.setSurfaceType(QSurface.SurfaceType.RasterSurface)
        self.setTitle(TITLE)
        self.setFlags(_FLAGS)
        self.setMinimumSize(_SMALLEST)
        self._store = QBackingStore(self)
        self.create()

    # --- Stage ------------------------------------------------------------------------------------

    def paint(self, view: StageView) -> None:
        """Paint at once, whatever a case process does: on return the old frame is gone."""
        before, self._view = self._view, view
        if _page_of(before) != _page_of(view):
            self._place = self._closer = None
        self._draw()
        if view.mode is ScreenMode.ELSEWHERE:
            self.hide()
        elif before.mode is ScreenMode.ELSEWHERE and self._present is not None:
            self._present()

    # --- FrameSink --------------------------------------------------------------------------------

    def pages_of(self, recommendation: RecommendationView) -> int:
        """Return how many pages a recommendation that stands large takes, at least one."""
        return self._own.pages_of(recommendation)

    def frame_ready(self, frame: Frame) -> None:
        """Show this frame as soon as the view asks for its generation; repaint if it does now."""
        line = frame.width * 4
        if self._frame is None or _page_of(self._frame) != _page_of(frame):
            self._place = self._closer = None  # a film's frames all belong to one page
        self._frame = frame
        self._pixels = QImage(
            frame.pixels, frame.width, frame.height, line, QImage.Format.Format_RGB32
        )
        if self._shows_frame:
            self._draw()

    def preview_ready(self, slot: Slot, frame: Frame) -> None:
        """Do nothing: previews are for the console."""

    def gone(self, generation: int) -> None:
        """Drop the frame; what was shown of it is painted over by WAITING."""
        if self._frame is None or self._frame.generation != generation:
            return
        was_shown = self._shows_frame
        self._frame = self._pixels = None
        if was_shown:
            self._draw()

    # --- what the chair adds ----------------------------------------------------------------------

    def point(self, place: Place | None) -> None:
        """Point at a place of the page, None for nowhere; ends with the page."""
        if place != self._place:
            self._place = place
            self._draw_page()

    def zoom(self, closer: Closer | None) -> None:
        """Enlarge a part of the page, None for none; ends with the page."""
        if closer != self._closer:
            self._closer = closer
            self._draw_page()

    def _draw_page(self) -> None:
        if self._shows_frame:
            self._draw()

    # --- where it stands --------------------------------------------------------------------------

    def fill_screen(self, screen: QScreen) -> None:
        """Cover that screen, without a frame."""

        def present() -> None:
            self.setFlags(_FLAGS | Qt.WindowType.FramelessWindowHint)
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
            self._show(Qt.WindowState.WindowFullScreen)

        self._stand(present)

    def show_windowed(self) -> None:
        """Be a window of its own that can be moved and resized: the room view on one screen.

        It stays above the console, which may fill that screen and hears every press.
        """
        self.setFlags(_FLAGS | Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowState(Qt.WindowState.WindowNoState)
        space = self.screen().availableSize()
        self.resize(_SHAPE.scaled(space * _WINDOW_SHARE, Qt.AspectRatioMode.KeepAspectRatio))
        self._stand(lambda: self._show(Qt.WindowState.WindowNoState))

    def withdraw(self) -> None:
        """Hide until `fill_screen` or `show_windowed`: the room's screen is unplugged."""
        self._present = None
        self.hide()

    def _stand(self, present: Callable[[], None]) -> None:
        self._present = present
        if self._view.mode is not ScreenMode.ELSEWHERE:
            present()

    def _show(self, state: Qt.WindowState) -> None:
        """Show without asking for the focus, as `showFullScreen` would."""
        self.setWindowState(state)
        self.setVisible(True)
        if QGuiApplication.platformName() != "offscreen":  # it has no stack, and says so
            self.raise_()

    # --- painting ---------------------------------------------------------------------------------

    @property
    def _shows_frame(self) -> bool:
        view = self._view
        return (
            view.mode in _LIVE
            and view.recommendation is None
            and self._frame is not None
            and self._frame.generation == view.generation
        )

    def _picture(self) -> QImage | None:
        """Return what is to be seen; None is black."""
        view = self._view
        if self._shows_frame:
            self._own.forget()
            return self._pixels
        if view.mode in _LIVE and view.recommendation is not None:
            return self._own.recommendation(view.recommendation, view.recommendation_page)
        if view.mode in (ScreenMode.BLACK, ScreenMode.ELSEWHERE):
            self._own.forget()
            return None
        return self._own.waiting(view.waiting)

    def _draw(self) -> None:
        whole = QRect(QPoint(0, 0), self.size())
        if whole.isEmpty():
            return
        picture = self._picture()
        if self._store.size() != whole.size():
            self._store.resize(whole.size())
        self._store.beginPaint(QRegion(whole))
        with QPainter(self._store.paintDevice()) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            self._blit(painter, picture)
        self._store.endPaint()
        if self.isExposed():
            self._store.flush(QRegion(whole))

    def _blit(self, painter: QPainter, picture: QImage | None) -> None:
        """Copy the picture pixel by pixel where it fits, else scaled, with black beside it."""
        ratio = self.devicePixelRatio()
        painter.scale(1 / ratio, 1 / ratio)
        screen = QRect(QPoint(0, 0), self.size() * ratio)
        if picture is None:
            painter.fillRect(screen, QColor(0, 0, 0))
            return
        size = picture.size().scaled(screen.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(QPoint(0, 0), size)
        target.moveCenter(screen.center())
        if size != screen.size():
            painter.fillRect(screen, QColor(0, 0, 0))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=size != picture.size())
        page = self._shows_frame
        if page and self._closer is not None:
            draw_enlarged(painter, target, picture, self._closer)
        else:
            painter.drawImage(target, picture)
        if page and self._place is not None:
            at = on_screen(target, picture, self._place, self._closer)
            draw_pointer(painter, target, at)

    # --- QWindow ----------------------------------------------------------------------------------

    def exposeEvent(self, _event: QExposeEvent) -> None:  # noqa: N802
        """Paint what has become visible."""
        if self.isExposed():
            self._draw()

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802
        """Paint in the new size."""
        self._draw()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Stay: the room window ends with the meeting, not by a slip in a window manager."""
        event.ignore()


def _page_of(shown: StageView | Frame) -> tuple[int | None, int]:
    return shown.generation, shown.page
