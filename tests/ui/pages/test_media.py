"""Pictures, documents and films are shown as they are, and everything hostile is a code."""

import base64
import json
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QColor, QColorSpace, QImage

from app.model.overview import MediaKind, MediaRow
from tests.ui.pages import contents
from ui.pages import media
from ui.pages.media import (
    document_image,
    media_image,
    media_pages,
    media_problem,
    page_points,
)

pytestmark = pytest.mark.qt_log_ignore("Invalid frameRate", extend=True)
BOX = QSize(200, 200)
ROOT = Path(__file__).parents[3]


def colour(image: QImage | None, x: int = 5, y: int = 5) -> str:
    assert image is not None
    return image.pixelColor(x, y).name()


def refused(row: MediaRow) -> str:
    """Return the code of a row that is not shown in any way."""
    assert media_pages(row) == 0
    assert media_image(row, BOX) is None
    return media_problem(row)


@pytest.mark.parametrize("form", ["png", "jpeg", "bmp", "webp"])
def test_pictures_are_scaled_to_fit(form: str) -> None:
    row = contents.row(contents.picture(form), f"image/{form}")
    image = media_image(row, BOX)
    assert (media_problem(row), media_pages(row)) == ("", 1)
    assert image is not None
    assert (image.size(), image.format()) == (QSize(200, 150), QImage.Format.Format_RGB32)
    assert QColor(colour(image)).blue() > 140


def test_one_kind_of_picture_may_be_called_another() -> None:
    assert not media_problem(contents.row(contents.picture("jpeg"), "image/png; charset=binary"))


def test_a_picture_stands_upright() -> None:
    image = QImage(80, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(40):
        for y in range(40):
            image.setPixelColor(x, y, QColor("black"))
    on_its_side = contents.turned(contents.written(image, "jpeg"), 6)
    shown = media_image(contents.row(on_its_side, "image/jpeg"), BOX)
    assert shown is not None
    assert shown.size() == QSize(100, 200)
    assert QColor(colour(shown, 50, 20)).lightness() < 60
    assert QColor(colour(shown, 50, 180)).lightness() > 200


def test_what_is_transparent_is_white() -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    row = contents.row(contents.written(image, "png"), "image/png")
    assert colour(media_image(row, BOX)) == "#ffffff"


def test_colours_are_the_screens() -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 100, 50))
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.AdobeRgb))
    row = contents.row(contents.written(image, "png"), "image/png")
    assert QColor(colour(media_image(row, BOX))).red() > 210  # wider than sRGB


def test_of_an_animation_the_first_picture_is_shown() -> None:
    two = (
        b"GIF89a\x02\x00\x02\x00\x80\x00\x00\xff\x00\x00\x00\xff\x00"
        b"!\xf9\x04\x04\x01\x00\x00\x00,\x00\x00\x00\x00\x02\x00\x02\x00\x00\x02\x02\x84\x51\x00"
        b"!\xf9\x04\x04\x01\x00\x00\x00,\x00\x00\x00\x00\x02\x00\x02\x00\x00\x02\x02\x8c\x53\x00;"
    )
    row = contents.row(two, "image/gif")
    assert colour(media_image(row, BOX)) == "#ff0000"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (contents.row(b"", "image/png"), media.AWAITED),
        (MediaRow(title="x", error="host-missing", content_type="image/png"), "host-missing"),
        (
            contents.row(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
            media.UNKNOWN,
        ),
        (contents.row(b"\0\0\0\x18ftypheic" + b"\0" * 99, "image/heic"), media.UNKNOWN),
        (contents.row(b"RIFF\0\0\0\0AVI LIST", "video/avi", MediaKind.FILM), media.UNKNOWN),
        (contents.row(b"#EXTM3U\nhttp://127.0.0.1/x", "video/mp4", MediaKind.FILM), media.UNKNOWN),
        (contents.row(b"\x89PNG\r\n\x1a\n", "image/png"), media.BROKEN),
        (contents.row(b"%PDF-1.7 nothing", "image/png"), media.OTHERWISE),
        (contents.row(b"%PDF-1.7", "image/png", MediaKind.DOCUMENT), media.OTHERWISE),
        (contents.row(b"\xff\xd8\xff", "application/pdf", MediaKind.DOCUMENT), media.OTHERWISE),
        (contents.row(b"\x89PNG\r\n\x1a\n", "video/mp4", MediaKind.FILM), media.OTHERWISE),
        (contents.pdf_row(b"%PDF-1.7\n" + b"x" * 999), media.BROKEN),
        (contents.film_row(b"\0\0\0\x20ftypisom" + bytes(9999)), media.BROKEN),
        (contents.film_row(b"\x1aE\xdf\xa3" + bytes(9999)), media.BROKEN),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_shown_is_a_code(row: MediaRow, code: str) -> None:
    assert refused(row) == code


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    bomb = contents.png_of(50_000, 50_000)
    assert refused(contents.row(bomb, "image/png")) == media.TOO_LARGE
    just_too_large = contents.png_of(8000, 5001)
    assert refused(contents.row(just_too_large, "image/png")) == media.TOO_LARGE


def test_a_content_that_is_too_long_is_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "LARGEST_BYTES", 100)
    picture = contents.picture("png", colour="#102030")
    assert refused(contents.row(picture, "image/png")) == media.TOO_LARGE


@pytest.mark.parametrize("form", ["png", "jpeg", "webp"])
def test_a_picture_that_breaks_off_is_not_shown(form: str) -> None:
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    dice = random.Random(1)
    for x in range(300):
        for y in range(300):
            image.setPixel(x, y, dice.getrandbits(24))
    whole = contents.written(image, form)
    assert refused(contents.row(whole[: len(whole) // 2], f"image/{form}")) == media.BROKEN


def part_of(row: MediaRow, page: int = 1, clip: QRect | None = None) -> QImage | None:
    return document_image(row, page, QSize(210, 297), clip or QRect(0, 0, 210, 297))


def test_every_page_of_a_document_can_be_seen() -> None:
    row = contents.pdf_row(contents.pdf(3))
    assert media_pages(row) == 3
    pages = [part_of(row, page) for page in (1, 2, 3)]
    assert all(page is not None and page.height() == 297 for page in pages)
    assert colour(pages[0], 0, 290) == "#ffffff"
    assert page_points(row, 1).toSize() == QSize(595, 842)
    assert media_image(row, BOX) is None
    for nowhere in (0, 4):
        assert part_of(row, nowhere) is None
        assert page_points(row, nowhere).isEmpty()
    for nothing in (QRect(0, 0, 0, 9), QRect(300, 0, 9, 9)):
        assert part_of(row, clip=nothing) is None
    assert document_image(row, 1, QSize(99_999, 99_999), QRect(0, 0, 99_999, 9)) is None


def test_a_part_of_a_page_is_what_the_whole_page_has_there() -> None:
    row = contents.pdf_row(contents.pdf_of_lines(40))
    size = QSize(1200, 1697)
    whole = document_image(row, 1, size, QRect(QPoint(0, 0), size))
    assert whole is not None
    for top in (60, 700, 1400):
        clip = QRect(90, top, 1000, 120)
        assert document_image(row, 1, size, clip) == whole.copy(clip)


def test_a_document_with_a_password_is_not_shown() -> None:
    locked = contents.pdf(1).replace(
        b"trailer\n<<",
        b"trailer\n<< /ID [<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]\n"
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <"
        b"42" * 32 + b"> >>",
    )
    assert refused(contents.pdf_row(locked)) == media.LOCKED


def test_nothing_is_drawn_larger_than_a_screen() -> None:
    row = contents.row(contents.picture("png", QSize(10, 10)), "image/png")
    image = media_image(row, QSize(1_000_000, 100))
    assert image is not None
    assert image.size() == QSize(100, 100)


def test_a_film_has_its_first_picture() -> None:
    row = contents.film_row(contents.film())
    image = media_image(row, BOX)
    assert image is not None
    assert image.size() == QSize(200, 112)
    assert QColor(colour(image)).lightness() < 40


def test_a_film_that_is_too_large_is_not_shown() -> None:
    film = contents.film(QSize(4400, 2400), 2)
    assert refused(contents.film_row(film)) == media.TOO_LARGE


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("what", ["practice-child-film", "practice-prostate-pdf", "png", "jpeg"])
def test_damaged_contents_are_shown_or_refused_and_never_more(what: str, seed: int) -> None:
    row = practice(what) if what.startswith("practice") else picture_row(what)
    damaged = bytearray(row.content)
    dice = random.Random(seed)
    for _ in range(30):
        damaged[dice.randrange(16, len(damaged))] = dice.randrange(256)
    row = msgspec.structs.replace(row, content=bytes(damaged))
    is_document = row.medium is MediaKind.DOCUMENT
    image = part_of(row) if is_document else media_image(row, BOX)
    assert (image is not None) or not media_pages(row) or is_document
    assert media_problem(row) in {"", media.BROKEN, media.TOO_LARGE, media.TOO_LONG, media.LOCKED}


def picture_row(form: str) -> MediaRow:
    return contents.row(contents.picture(form, QSize(200, 200)), f"image/{form}")


def practice(name: str) -> MediaRow:
    """Return a content of the practice meeting."""
    bundle = json.loads((ROOT / "resources/practice/media.json").read_text("utf-8"))
    found = next(e["resource"] for e in bundle["entry"] if e["resource"]["id"] == name)
    medium = MediaKind.FILM if name.endswith("film") else MediaKind.DOCUMENT
    return contents.row(base64.b64decode(found["data"]), found["contentType"], medium)


def test_qts_players_are_not_loaded_without_a_film_or_a_document() -> None:
    script = (
        "import sys, ui.case_main; from PySide6.QtGui import QGuiApplication\n"
        "from app.model.overview import MediaRow; from ui.pages import media\n"
        "application = QGuiApplication([])\n"
        "row = MediaRow(title='', content_type='image/png', content=sys.stdin.buffer.read())\n"
        "assert media.media_pages(row) == 1\n"
        "print([m for m in ('PySide6.QtMultimedia', 'PySide6.QtPdf') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=contents.picture("png"),
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    assert done.stdout == b"[]\n"
