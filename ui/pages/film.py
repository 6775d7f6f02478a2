"""A film of the record, played from memory without sound: its pictures, one after the other.

The only module that imports QtMultimedia, and itself imported only when a case has a film. Nothing
is written to a disk; no graphics card and no sound system is asked for anything.
"""

import os
import threading
import time
from collections.abc import Callable

# Read by QtMultimedia's FFmpeg, and by Qt and Mesa, when they start.
os.environ |= {
    "QT_MEDIA_BACKEND": "ffmpeg",
    "QT_FFMPEG_DECODING_HW_DEVICE_TYPES": ",",
    "QT_FFMPEG_ENCODING_HW_DEVICE_TYPES": ",",
    "QT_DISABLE_SHADER_DISK_CACHE": "1",
    "MESA_SHADER_CACHE_DISABLE": "true",
}

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QLoggingCategory,
    QObject,
    QSize,
    Qt,
    QThread,
    QtMsgType,
    QUrl,
)
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QMediaMetaData, QMediaPlayer, QVideoFrame, QVideoSink

LONGEST_MS = 3_600_000
LARGEST_PIXELS = 4096 * 2304
BROKEN, TOO_LARGE, TOO_LONG = "media-broken", "media-too-large", "media-too-long"
PICTURES_A_SECOND = 15
_PATIENCE_S = 8.0  # for the first picture; a decoder that hangs longer is the heartbeat's


class FilmPlayer:
    """One film. Lives in the main thread, on the running event loop.

    `changed` is called when there is a new picture (at most 15 a second), and when the film stands
    still by itself: at its end, on its last picture, or because it cannot be played.
    """

    def __init__(self, content: bytes, changed: Callable[[], None]) -> None:
        """Take the film as it is in the record; nothing is played before `play`."""
        self._changed = changed
        self._newest: QVideoFrame | None = None
        self._image: QImage | None = None
        self._due = 0.0
        self.playing = False
        self.fresh = False  # there is a picture that nobody has taken yet
        self._reel = _Reel(content, self._came, self._stood_still)

    def play(self) -> None:
        """Go on, or start over from the end; a film that cannot be played stands still."""
        self.playing = self._reel.is_open
        self._reel.play()

    def pause(self) -> None:
        """Stand still on the picture that is seen."""
        self.playing = False
        self._reel.pause()

    def close(self) -> None:
        """Let go of everything; nothing is called after this."""
        self.playing = self.fresh = False
        self._newest = self._image = None
        self._reel.close()

    def picture(self, size: QSize) -> QImage | None:
        """Return the newest picture in that size; None before there is one."""
        if self._newest is not None:
            self._image = _image_of(self._newest)
            self._newest = None
        self.fresh = False
        if self._image is None or self._image.size() == size:
            return self._image
        ratio = Qt.AspectRatioMode.IgnoreAspectRatio
        self._image = self._image.scaled(size, ratio, Qt.TransformationMode.SmoothTransformation)
        return self._image

    def _came(self, frame: QVideoFrame) -> None:
        self._newest = frame
        now = time.monotonic()
        if now >= self._due and self.playing:
            self._due = max(self._due, now - 1 / PICTURES_A_SECOND) + 1 / PICTURES_A_SECOND
            self.fresh = True
            self._changed()

    def _stood_still(self, _problem: str) -> None:
        self.playing = False
        self.fresh = True
        self._changed()


def first_picture(content: bytes) -> tuple[QImage | None, str]:
    """Return a film's first picture, or None and what is wrong: a code of `ui.pages.media`.

    Waits for it; a thread with an event loop of its own plays meanwhile.
    """
    thread = QThread()
    opener = _Opener(content)
    opener.moveToThread(thread)
    thread.started.connect(opener.open)
    thread.finished.connect(opener.close)  # in that thread, as its last deed
    thread.start()
    opener.done.wait(_PATIENCE_S)
    thread.quit()
    thread.wait()
    return opener.image, opener.problem


class _Reel(QObject):
    """A film that is open: its pictures as they come, and why no more come ("" for the end).

    What is too large or too long is told before any of it is decoded, as far as its head is honest.
    """

    def __init__(
        self,
        content: bytes,
        came: Callable[[QVideoFrame], None],
        over: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._came, self._over = came, over
        self._wants_to_play = False
        self.is_open = True
        self._device = QBuffer()
        self._device.setData(QByteArray(content))
        self._device.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QVideoSink()
        self._player = QMediaPlayer()  # without a QAudioOutput: without sound
        self._player.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._take)
        self._player.mediaStatusChanged.connect(self._status)
        self._player.setSourceDevice(self._device)

    def play(self) -> None:
        """Play as soon as it is loaded."""
        self._wants_to_play = True
        if self._is_loaded():
            self._player.play()

    def pause(self) -> None:
        """Stand still."""
        self._wants_to_play = False
        self._player.pause()

    def close(self) -> None:
        """Stop all threads of it."""
        if self.is_open:
            self.is_open = False
            self._player.stop()
            self._player.setSource(QUrl())

    def _is_loaded(self) -> bool:
        waits = QMediaPlayer.MediaStatus.LoadingMedia, QMediaPlayer.MediaStatus.NoMedia
        return self.is_open and self._player.mediaStatus() not in waits

    def _status(self, status: QMediaPlayer.MediaStatus) -> None:
        if not self.is_open:
            return
        match status:
            case QMediaPlayer.MediaStatus.LoadedMedia:
                if problem := self._problem():
                    self._end(problem)
                elif self._wants_to_play:
                    self._player.play()
            case QMediaPlayer.MediaStatus.InvalidMedia:
                self._end(BROKEN)
            case QMediaPlayer.MediaStatus.EndOfMedia:
                self._over("")

    def _problem(self) -> str:
        size = self._player.metaData().value(QMediaMetaData.Key.Resolution)
        if not self._player.hasVideo():
            return BROKEN
        if self._player.duration() > LONGEST_MS:
            return TOO_LONG
        return TOO_LARGE if isinstance(size, QSize) and _pixels(size) > LARGEST_PIXELS else ""

    def _take(self, frame: QVideoFrame) -> None:
        if not self.is_open or not frame.isValid():  # an empty one ends a film
            return
        if _pixels(frame.size()) > LARGEST_PIXELS:
            self._end(TOO_LARGE)
        else:
            self._came(frame)

    def _end(self, problem: str) -> None:
        self.close()
        self._over(problem)


class _Opener(QObject):
    """Waits for a film's first picture, in a thread of its own."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.done = threading.Event()
        self.image: QImage | None = None
        self.problem = BROKEN
        self._content = content
        self._reel: _Reel | None = None

    def open(self) -> None:
        """Start."""
        self._reel = _Reel(self._content, self._came, self._over)
        self._reel.play()

    def close(self) -> None:
        """End, in the thread that started."""
        if self._reel is not None:
            self._reel.close()
            self._reel = None

    def _came(self, frame: QVideoFrame) -> None:
        if not self.done.is_set():
            image = _image_of(frame)
            if not image.isNull():
                self.image, self.problem = image, ""
            self.done.set()

    def _over(self, problem: str) -> None:
        self.problem = "" if self.image is not None else problem or BROKEN
        self.done.set()


def _pixels(size: QSize) -> int:
    return size.width() * size.height()


def _image_of(frame: QVideoFrame) -> QImage:
    """Return a frame's picture, upright. Qt complains, once a thread, that no card does it."""
    category = QLoggingCategory.defaultCategory()
    category.setEnabled(QtMsgType.QtWarningMsg, False)  # noqa: FBT003 -- Qt's own
    image = frame.toImage()
    category.setEnabled(QtMsgType.QtWarningMsg, True)  # noqa: FBT003
    return image.convertToFormat(QImage.Format.Format_RGB32)
