"""What a medium of the record looks like: a picture, a PDF page, a film's first picture.

Every content is somebody else's: its kind is told by its own first bytes and must be what the
record calls it, its size is checked before it is decoded, and what cannot be shown is a code of its
row and never an exception. What a decoder does beyond that ends one case process. Of pictures JPEG,
PNG, GIF, WebP and BMP are shown, of an animation the first picture; never SVG, which can point
elsewhere.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, NamedTuple, TypeVar

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QLoggingCategory,
    QRect,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import QColorSpace, QImage, QImageIOHandler, QImageReader, QPainter

from app.model.overview import MediaKind, MediaRow

LARGEST_BYTES = 64 << 20
LARGEST_PIXELS = 40_000_000
_WIDEST = 8192  # of what is asked for, either way
_ALLOCATION_MB = 512
_GLANCE = QSize(64, 64)  # decoded this small to see whether it can be decoded

AWAITED = "media-awaited"  # it is still being fetched
UNKNOWN = "media-unknown"  # none of the kinds that are shown
OTHERWISE = "media-otherwise"  # not the kind that the record says
TOO_LARGE = "media-too-large"
TOO_LONG = "media-too-long"  # a film
BROKEN = "media-broken"
LOCKED = "media-locked"  # a PDF with a password
BLANK = "media-blank"  # a PDF with nothing on its pages

# What decoders tell of files, codecs and libraries is nobody's business.
QLoggingCategory.setFilterRules("qt.gui.imageio*=false\nqt.pdf*=false\nqt.multimedia*=false")

T = TypeVar("T")


class Verdict(NamedTuple):
    """Whether a medium can be shown: a problem's code or "", and how many pages it has."""

    problem: str
    pages: int = 0


class Shelf(Generic[T]):
    """The last few things that were made, by key."""

    def __init__(self, places: int) -> None:
        """Take how many are kept."""
        self._places = places
        self._held: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for that key, or make it."""
        if key not in self._held:
            self._held[key] = make()
            if len(self._held) > self._places:
                self._held.popitem(last=False)
        self._held.move_to_end(key)
        return self._held[key]


_verdicts: Shelf[Verdict] = Shelf(256)
_images: Shelf[QImage | None] = Shelf(4)
_posters: Shelf[tuple[QImage | None, str]] = Shelf(2)
_documents: Shelf["Document"] = Shelf(2)


def media_problem(row: MediaRow) -> str:
    """Return "" for what can be shown, else a code: one of this module's, or the row's error."""
    return _verdict(row).problem


def media_pages(row: MediaRow) -> int:
    """Return how many pages a medium has: 1, or a PDF's; 0 if it cannot be shown."""
    return _verdict(row).pages


def media_image(row: MediaRow, box: QSize) -> QImage | None:
    """Return a picture, or a film's first, as RGB32 as large as fits; None if it cannot be shown.

    Pictures stand upright (EXIF) in sRGB. What is transparent is white.
    """
    if row.medium is MediaKind.DOCUMENT or not media_pages(row) or box.isEmpty():
        return None
    box = box.boundedTo(QSize(_WIDEST, _WIDEST))
    key = (content_key(row), box.width(), box.height())
    return _images.get(key, lambda: _draw(row, box))


def page_points(row: MediaRow, page: int) -> QSizeF:
    """Return a document page's size (from 1), in points; empty for one that cannot be drawn."""
    return _document(row).points(page) if 1 <= page <= media_pages(row) else QSizeF()


def document_image(row: MediaRow, page: int, size: QSize, clip: QRect) -> QImage | None:
    """Return what lies within `clip` of a document's page drawn so large, as RGB32 on white.

    None for what cannot be drawn. Nothing of it is kept: pages are, as painted.
    """
    clip = clip.intersected(QRect(0, 0, size.width(), size.height()))
    if page_points(row, page).isEmpty() or clip.isEmpty() or _is_huge(clip.size()):
        return None
    return _document(row).image(page, size, clip)


def _is_huge(size: QSize) -> bool:
    return max(size.width(), size.height()) > _WIDEST


# --- what it is -----------------------------------------------------------------------------------


def content_key(row: MediaRow) -> tuple[Hashable, ...]:
    """Return what stands for a content without holding it; nobody can guess Python's hash."""
    return (hash(row.content), len(row.content), row.content_type, row.medium)


def _verdict(row: MediaRow) -> Verdict:
    if row.error:
        return Verdict(row.error)
    if not row.content:
        return Verdict(AWAITED)
    return _verdicts.get(content_key(row), lambda: _judged(row))


def _judged(row: MediaRow) -> Verdict:
    form = _form(row.content)
    if len(row.content) > LARGEST_BYTES:
        return Verdict(TOO_LARGE)
    if not form:
        return Verdict(UNKNOWN)
    if not _kind(form) is row.medium is _declared(row):
        return Verdict(OTHERWISE)
    match row.medium:
        case MediaKind.PICTURE:
            _, problem = _picture(row.content, form, _GLANCE)
            return Verdict(problem, 0 if problem else 1)
        case MediaKind.DOCUMENT:
            document = _document(row)
            return Verdict(document.problem, document.pages)
        case MediaKind.FILM:
            return _judged_film(row)


def _form(content: bytes) -> str:
    """Return a content's form by its first bytes, "" for one that is not shown."""
    start = content[:12]
    if start[4:8] == b"ftyp":  # also the frame of pictures (HEIC, AVIF), which are not shown
        return "" if start[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"avif") else "mp4"
    if start[:4] == b"RIFF":
        return "webp" if start[8:12] == b"WEBP" else ""
    signs = {
        b"\xff\xd8\xff": "jpeg",
        b"\x89PNG\r\n\x1a\n": "png",
        b"GIF8": "gif",
        b"BM": "bmp",
        b"%PDF-": "pdf",
        b"\x1aE\xdf\xa3": "webm",
    }
    return next((form for sign, form in signs.items() if start.startswith(sign)), "")


def _kind(form: str) -> MediaKind:
    kinds = {"pdf": MediaKind.DOCUMENT, "mp4": MediaKind.FILM, "webm": MediaKind.FILM}
    return kinds.get(form, MediaKind.PICTURE)


def _declared(row: MediaRow) -> MediaKind:
    """Return the kind that the record's MIME type means; one that means none says nothing."""
    mime = row.content_type.partition(";")[0].strip().lower()
    if mime == "application/pdf":
        return MediaKind.DOCUMENT
    families = {"image": MediaKind.PICTURE, "video": MediaKind.FILM}
    return families.get(mime.partition("/")[0], row.medium)


# --- what it looks like ---------------------------------------------------------------------------


def _draw(row: MediaRow, box: QSize) -> QImage | None:
    if row.medium is MediaKind.PICTURE:
        return _picture(row.content, _form(row.content), box)[0]
    poster = _poster(row)[0]
    return None if poster is None else fitted(poster, box)


def _picture(content: bytes, form: str, box: QSize) -> tuple[QImage | None, str]:
    """Decode a picture into the box; its size is known before any of it is decoded."""
    QImageReader.setAllocationLimit(_ALLOCATION_MB)
    device = _device(content)
    reader = QImageReader(device, QByteArray(form.encode()))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isEmpty() or (
        form == "jpeg" and content.rfind(b"\xff\xd9") < content.rfind(b"\xff\xda")
    ):
        return None, BROKEN  # a JPEG that breaks off would be grey where it is missing
    if size.width() * size.height() > LARGEST_PIXELS:
        return None, TOO_LARGE
    lies = bool(reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90)
    room = box.transposed() if lies else box
    reader.setScaledSize(_fitting(size, room))
    image = reader.read()
    return (None, BROKEN) if image.isNull() else (_plain(image), "")


def fitted(image: QImage, box: QSize) -> QImage:
    """Return the image as large as fits into the box."""
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(_fitting(image.size(), box), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _fitting(size: QSize, box: QSize) -> QSize:
    return size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _plain(image: QImage) -> QImage:
    """Return the image in sRGB on white, without anything else that its file says."""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    with QPainter(plain) as painter:
        painter.drawImage(0, 0, image)
    return plain


def _device(content: bytes) -> QBuffer:
    device = QBuffer()
    device.setData(QByteArray(content))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    return device


# --- PDF ------------------------------------------------------------------------------------------


class Document:
    """A PDF, of which nothing is drawn but its pages: no links, no notes, no scripts."""

    def __init__(self, content: bytes) -> None:
        """Read it; `problem` and `pages` tell what came of it."""
        from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 -- 30 MB that few cases need

        self._device = _device(content)
        self._document = QPdfDocument()
        self._document.load(self._device)
        pages = self._document.pageCount()
        self.problem = ""
        if self._document.error() is QPdfDocument.Error.IncorrectPassword:
            self.problem = LOCKED
        elif self._document.status() is not QPdfDocument.Status.Ready or not pages:
            self.problem = BROKEN
        self.pages = 0 if self.problem else pages

    def points(self, page: int) -> QSizeF:
        """Return that page's size."""
        return self._document.pagePointSize(page - 1)

    def image(self, page: int, size: QSize, clip: QRect) -> QImage | None:
        """Return a clip of that page drawn in that size; None if it cannot be drawn."""
        from PySide6.QtPdf import QPdfDocumentRenderOptions  # noqa: PLC0415 -- loaded by now

        options = QPdfDocumentRenderOptions()
        options.setScaledSize(size)
        # Qt scales by the clip's right and bottom, which are a pixel less than its size.
        options.setScaledClipRect(clip.adjusted(0, 0, 1, 1))
        image = self._document.render(page - 1, clip.size(), options)
        return None if image.isNull() else _plain(image)


def _document(row: MediaRow) -> Document:
    return _documents.get(content_key(row), lambda: Document(row.content))


# --- film -----------------------------------------------------------------------------------------


def _judged_film(row: MediaRow) -> Verdict:
    _, problem = _poster(row)
    return Verdict(problem, 0 if problem else 1)


def _poster(row: MediaRow) -> tuple[QImage | None, str]:
    from ui.pages.film import first_picture  # noqa: PLC0415 -- QtMultimedia, for few cases

    return _posters.get(content_key(row), lambda: first_picture(row.content))
