"""How a unit reads: UCUM's codes (https://ucum.org) as people write them.

Many records give a unit by its code only, or repeat the code as its wording. Nothing is converted.
"""

import re
from functools import lru_cache

from app.overview.language import say
from app.overview.wording import clean, without_tag

_ANNOTATION = re.compile(r"\{[^{}]*\}")
_BODY_SURFACE = re.compile(r"\{1\.73_?m2\}")  # of the glomerular filtration rate
_POWER = re.compile(r"10(?:\*|\^|E\+?)([0-9]{1,2})(?![0-9])")
_EXPONENT = re.compile(r"(?<=[a-zA-Z])([23])(?![0-9])")
_MICRO = re.compile(r"(?<![A-Za-z])u(?=(?:g|mol|kat|l|L|m|U|IU|IE)(?![A-Za-z]))")
_UNITS = re.compile(r"\[(?:IU|iU)\]")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NAMES = {  # UCUM's own spellings that nobody would read aloud
    "mm[Hg]": "mmHg",
    "cm[H2O]": "cmH₂O",
    "Cel": "°C",
    "[degF]": "°F",
    "[lb_av]": "lb",
    "[in_i]": "in",
    "[pH]": "",
    "[ppm]": "ppm",
    "1": "",
}
_TIMES = {
    "a": ("år", "years"),
    "mo": ("månader", "months"),
    "wk": ("veckor", "weeks"),
    "d": ("dygn", "days"),
}


def unit_in_words(unit: str) -> str:
    """Return a unit as it is read: `mmHg`, `10⁹/L`, `mIE/L`; "" for the unit 1."""
    if unit in _TIMES:
        return say(*_TIMES[unit])
    return _written(unit, say("IE", "IU"), say(",", "."))


@lru_cache(maxsize=1024)
def _written(unit: str, international: str, point: str) -> str:
    text = without_tag(clean(unit))
    if text in _NAMES:
        return _NAMES[text]
    text = _BODY_SURFACE.sub(f"1{point}73\N{NO-BREAK SPACE}m2", text)
    text = _UNITS.sub(international, _ANNOTATION.sub("", text))
    text = _POWER.sub(lambda found: f"10{found[1].translate(_SUPERSCRIPT)}", text)
    text = _EXPONENT.sub(lambda found: found[1].translate(_SUPERSCRIPT), text)
    return _MICRO.sub("µ", text).rstrip("/").strip()
