"""Pictures, films and documents made for a test, sound ones and others."""

import struct
import zlib

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QMarginsF, QSize, QTimer
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtMultimedia import (
    QMediaCaptureSession,
    QMediaFormat,
    QMediaRecorder,
    QVideoFrame,
    QVideoFrameInput,
)

from app.model.overview import MediaKind, MediaRow

FRAME_US = 40_000
SMALL, WIDE = QSize(40, 30), QSize(320, 180)
_PATIENCE_MS = 60_000


def row(content: bytes, content_type: str, medium: MediaKind = MediaKind.PICTURE) -> MediaRow:
    """Return a row that says what its content is."""
    return MediaRow(title="x", medium=medium, content_type=content_type, content=content)


def pdf_row(content: bytes) -> MediaRow:
    return row(content, "application/pdf", MediaKind.DOCUMENT)


def film_row(content: bytes) -> MediaRow:
    return row(content, "video/mp4", MediaKind.FILM)


def picture(form: str, size: QSize = SMALL, colour: str = "#2060a0") -> bytes:
    """Return a picture of one colour in a form that Qt writes, such as "png"."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return written(image, form)


def written(image: QImage, form: str) -> bytes:
    device = QBuffer()
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(device, form)  # type: ignore[call-overload]  # its stub wants bytes
    return bytes(device.data().data())


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that says that it is so large, and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + checksum

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"\0" * 1000)), chunk(b"IEND", b""))
    )


def turned(jpeg: bytes, orientation: int) -> bytes:
    """Return the JPEG with an EXIF orientation."""
    tag = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    exif = b"Exif\0\0MM\0\x2a" + struct.pack(">IH", 8, 1) + tag + struct.pack(">I", 0)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def pdf(pages: int = 2) -> bytes:
    """Return a document with a black rectangle on each page."""
    device = QBuffer()
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(device)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    with QPainter(writer) as painter:
        for number in range(pages):
            if number:
                writer.newPage()
            painter.fillRect(100, 100, 2000, 2000, QColor("black"))
    return bytes(device.data().data())


def pdf_of_lines(lines: int, *, wide: bool = False, pages: int = 1, table: bool = False) -> bytes:
    """Return a document whose pages hold so many numbered lines, bars as high as small letters."""
    device = QBuffer()
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(device)
    writer.setResolution(72)
    landscape = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    writer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), landscape, QMarginsF(50, 50, 50, 50))
    )
    width = 740 if wide else 495
    with QPainter(writer) as painter:
        for page in range(pages):
            if page:
                writer.newPage()
            for line in range(lines):
                painter.fillRect(4, 4 + 16 * line, width - 8 - line, 9, QColor("black"))
                if table:
                    painter.fillRect(0, 16 * line, width, 1, QColor("black"))
            for x in (0, width - 1) if table else ():
                painter.fillRect(x, 0, 1, 16 * lines, QColor("black"))
    return bytes(device.data().data())


def film(size: QSize = WIDE, frames: int = 25, *, form: str = "MPEG4") -> bytes:
    """Return a film of 25 pictures a second, each lighter than the one before."""
    device, loop, at = QBuffer(), QEventLoop(), 0
    device.open(QIODevice.OpenModeFlag.ReadWrite)
    session, recorder, source = QMediaCaptureSession(), QMediaRecorder(), QVideoFrameInput()
    session.setRecorder(recorder)
    session.setVideoFrameInput(source)
    written_as = QMediaFormat(QMediaFormat.FileFormat[form])
    written_as.setVideoCodec(QMediaFormat.VideoCodec.MPEG4)
    recorder.setMediaFormat(written_as)
    recorder.setVideoResolution(size)
    recorder.setVideoFrameRate(25)
    recorder.setOutputDevice(device)
    recorder.setAutoStop(True)

    def push() -> None:
        nonlocal at
        while at < frames:
            image = QImage(size, QImage.Format.Format_RGB32)
            image.fill(QColor.fromHsv(120, 0, 20 + 200 * at // frames))
            frame = QVideoFrame(image)
            frame.setStartTime(at * FRAME_US)
            frame.setEndTime((at + 1) * FRAME_US)
            if not source.sendVideoFrame(frame):
                return
            at += 1
        source.sendVideoFrame(QVideoFrame())

    def stopped(state: QMediaRecorder.RecorderState) -> None:
        if state is QMediaRecorder.RecorderState.StoppedState:
            loop.quit()

    source.readyToSendVideoFrame.connect(push)
    recorder.recorderStateChanged.connect(stopped)
    recorder.record()
    QTimer.singleShot(_PATIENCE_MS, loop.quit)
    loop.exec()
    return bytes(device.data().data())
