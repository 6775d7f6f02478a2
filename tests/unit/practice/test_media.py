"""The pictures, the film and the documents of practice: whole, small, and without any date."""

import base64
import json
import re
import struct
import zlib
from importlib import resources
from typing import Any

import pytest

FILE = resources.files("resources") / "practice" / "media.json"
MEDIA: dict[str, dict[str, Any]] = {
    entry["resource"]["id"]: entry["resource"] for entry in json.loads(FILE.read_bytes())["entry"]
}
PICTURES = [name for name in MEDIA if name.endswith(("-photo", "-photo-1", "-photo-2"))]
CHANNELS = 3


def content(name: str) -> bytes:
    return base64.b64decode(MEDIA[name]["data"], validate=True)


def test_they_are_few_practice_and_small_together() -> None:
    assert set(MEDIA) == {
        *("practice-penile-photo-1", "practice-penile-photo-2", "practice-wound-photo"),
        *("practice-leg-photo", "practice-hand-photo", "practice-child-film"),
        *("practice-prostate-pdf", "practice-discharge-pdf"),
    }
    for each in MEDIA.values():
        assert each["resourceType"] == "Binary"
        assert [tag["code"] for tag in each["meta"]["tag"]] == ["HTEST"]
    assert len(FILE.read_bytes()) <= 1_500_000


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_whole_down_to_its_last_line(name: str) -> None:
    assert MEDIA[name]["contentType"] == "image/png"
    chunks = png_chunks(content(name))
    assert [kind for kind, _ in chunks[:1]] == [b"IHDR"]
    assert chunks[-1] == (b"IEND", b"")
    width, height, bits, colours = struct.unpack(">IIBB", chunks[0][1][:10])
    assert (width, height, bits, colours) == (640, 480, 8, 2)
    lines = zlib.decompress(b"".join(data for kind, data in chunks if kind == b"IDAT"))
    assert len(lines) == height * (1 + width * CHANNELS)


def png_chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    chunks, at = [], 8
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body, checksum = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        assert zlib.crc32(kind + body) == int.from_bytes(checksum)
        chunks.append((kind, body))
        at += 12 + length
    return chunks


def test_the_film_is_vp8_in_webm() -> None:
    assert MEDIA["practice-child-film"]["contentType"] == "video/webm"
    film = content("practice-child-film")
    header = film[:64]
    assert header.startswith(b"\x1a\x45\xdf\xa3")
    assert b"webm" in header
    assert b"V_VP8" in film[:1024]
    assert len(film) <= 400_000


@pytest.mark.parametrize(
    ("name", "pages"), [("practice-prostate-pdf", 2), ("practice-discharge-pdf", 3)]
)
def test_a_document_has_its_pages(name: str, pages: int) -> None:
    assert MEDIA[name]["contentType"] == "application/pdf"
    document = content(name)
    assert document.startswith(b"%PDF-")
    assert document.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", document)) == pages
    assert len(document) <= 200_000


@pytest.mark.parametrize("name", MEDIA)
def test_nothing_is_dated_for_it_would_not_be_moved(name: str) -> None:
    made = content(name)
    assert not re.search(rb"(Creation|Mod)Date|\(D:\d|(19|20)\d\d-\d\d-\d\d|tIME", made)
    if name.endswith("film"):
        assert b"\x44\x61\x88" not in made  # Matroska's DateUTC
