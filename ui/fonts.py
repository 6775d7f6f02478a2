"""The bundled typeface: Inter, with tabular figures and without hinting, the same everywhere.

Sizes are device pixels, so that a page looks alike on every screen and in every test.
"""

from enum import IntEnum
from functools import cache
from importlib.resources import as_file, files

from PySide6.QtGui import QFont, QFontDatabase


class Weight(IntEnum):
    """The weights that are bundled."""

    REGULAR = 400
    SEMIBOLD = 600
    BOLD = 700


@cache
def load() -> str:
    """Load the bundled fonts once and return the family's name. Needs a QGuiApplication."""
    with as_file(files("resources") / "fonts") as folder:
        for weight in Weight:
            style = {Weight.SEMIBOLD: "SemiBold"}.get(weight, weight.name.capitalize())
            number = QFontDatabase.addApplicationFont(str(folder / f"Inter-{style}.otf"))
            if number < 0:
                raise FileNotFoundError(f"resources/fonts/Inter-{style}.otf")
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def font(px: int, weight: Weight = Weight.REGULAR) -> QFont:
    """Return the typeface in that size (device pixels) and weight."""
    made = QFont(load())
    made.setPixelSize(px)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made
