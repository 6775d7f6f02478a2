from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from ui.fonts import Weight
from ui.pages import glyphs
from ui.pages.text import Line, Run, Style, wrap

WORDS = "Överkänslig ▲ 5,40 g"
RED, BLACK = "#a00000", "#000000"


def painted(line: Line, *, by_qt: bool = False) -> QImage:
    image = QImage(1800, 160, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if by_qt:
            line.line.draw(painter, QPointF(10, 110 - line.ascent))
        else:
            line.draw(painter, 10, 110)
    return image


def ink(image: QImage) -> int:
    return sum(255 - value for value in bytes(image.constBits())[1::4])


def difference(one: QImage, other: QImage) -> float:
    pairs = zip(bytes(one.constBits())[1::4], bytes(other.constBits())[1::4], strict=True)
    return sum(abs(a - b) for a, b in pairs) / ink(other)


def line_of(words: str, px: int = 112) -> Line:
    runs = [
        Run(words, Style(px, RED, Weight.SEMIBOLD)),
        Run(f" {words}", Style(px - 30, BLACK)),
    ]
    return wrap(runs, 5_000)[0]


def test_large_letters_look_as_qt_draws_them() -> None:
    line = line_of(WORDS)
    fast, slow = painted(line), painted(line, by_qt=True)
    assert fast != slow  # on whole pixels
    assert abs(ink(fast) / ink(slow) - 1) < 0.01
    assert difference(fast, slow) < 0.1


def test_each_run_keeps_its_colour() -> None:
    image = painted(line_of("lll"))
    colours = {image.pixelColor(x, 90).name() for x in range(image.width())}
    assert {RED, BLACK} <= colours


def test_small_letters_and_other_typefaces_are_left_to_qt() -> None:
    small, hebrew = line_of(WORDS, px=60), line_of("שלום")
    assert painted(small) == painted(small, by_qt=True)
    assert painted(hebrew) == painted(hebrew, by_qt=True)


def test_a_glyph_is_painted_once() -> None:
    glyphs._picture.cache_clear()
    painted(line_of("aaaa"))
    assert glyphs._picture.cache_info().misses == 3  # one a in each style, and the space between
