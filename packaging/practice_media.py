"""Makes resources/practice/media.json: the pictures, the film and the documents of practice.

    python -m venv /tmp/media
    /tmp/media/bin/pip install "PySide6-Essentials>=6.11.3,<6.12" "av==18.1.0"
    QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen /tmp/media/bin/python packaging/practice_media.py

PyAV is needed here and nowhere else: it brings FFmpeg, which encodes the film as VP8 in WebM. That
format is free of patents for whoever encodes it, and Qt's own FFmpeg plays it on every system. The
same versions make the same bytes. Look at what was made before it is committed.
"""

import base64
import io
import json
from fractions import Fraction
from pathlib import Path

import av
from practice_documents import documents
from practice_film import FILM_HEIGHT, FILM_WIDTH, film_frame
from practice_pictures import pictures, png
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImage

RESOURCES = Path(__file__).parent.parent / "resources"
LARGEST = 1_500_000  # bytes, all of them together
SECONDS, RATE = 8, 15
_PRACTICE = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
    "code": "HTEST",
    "display": "test health data",
}


def main() -> None:
    """Draw everything and write the bundle."""
    application = QGuiApplication([])
    for font in sorted((RESOURCES / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(font))
    media = [
        *((name, "image/png", png(picture)) for name, picture in pictures().items()),
        ("practice-child-film", "video/webm", _film()),
        *((name, "application/pdf", content) for name, content in documents().items()),
    ]
    application.quit()
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": _binary(*each)} for each in media],
    }
    written = json.dumps(bundle, ensure_ascii=False, indent=2) + "\n"
    if len(written) > LARGEST:
        raise SystemExit(f"{len(written)} bytes are more than {LARGEST}")
    (RESOURCES / "practice" / "media.json").write_text(written, "utf-8")


def _binary(name: str, content_type: str, content: bytes) -> dict[str, object]:
    return {
        "resourceType": "Binary",
        "id": name,
        "meta": {"tag": [_PRACTICE]},
        "contentType": content_type,
        "data": base64.b64encode(content).decode(),
    }


def _film() -> bytes:
    """Return the film as WebM; bitexact, so that no time and no random number stands in it."""
    made = io.BytesIO()
    options = {"fflags": "+bitexact"}
    with av.open(made, "w", format="webm", container_options=options) as container:
        stream = container.add_stream("libvpx", rate=RATE)
        stream.width, stream.height = FILM_WIDTH, FILM_HEIGHT
        stream.pix_fmt = "yuv420p"
        stream.time_base = Fraction(1, RATE)
        stream.options = {"deadline": "good", "cpu-used": "0", "crf": "12", "b:v": "250k"}
        stream.codec_context.thread_count = 1
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        for number in range(SECONDS * RATE):
            frame = _frame(film_frame(number / RATE))
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return made.getvalue()


def _frame(image: QImage) -> av.VideoFrame:
    pixels = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return av.VideoFrame.from_bytes(bytes(pixels.constBits()), pixels.width(), pixels.height())


if __name__ == "__main__":
    main()
