"""Numbers, dates and personal numbers as Swedish health care writes them.

Leaves out words (`wording`). Precision stays as recorded. Dates are ISO 8601, decimals have a
comma in Swedish, thousands and units a no-break space (NHS Common User Interface; SIS).
"""

import re
from datetime import datetime
from decimal import Decimal

from app.model.case import PersonNumber
from app.model.identity import format_number

NBSP = "\u00a0"
HARD_HYPHEN = "\u2011"
JOINER = "\u2060"
_MAX_DIGITS = 15
_FHIR_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T(?P<time>\d{2}:\d{2}))?)?)?"
)
_MICRO = re.compile(r"(?<=\d)[ \u00a0]?(?:µg|μg|ug|mcg)\b", re.IGNORECASE)
_MICRO_UNIT = re.compile(r"^(?:µg|μg|ug|mcg)(?=$|[/·.*])", re.IGNORECASE)
_UNIT = r"(?:mikrogram|milligram|gram|mg|g|ml|l|mmol|mol|IE|E|%)"
# "1.000" stays as recorded: it may be one or a thousand.
_POINT = re.compile(
    rf"(?<![\d.,])(0(?=\.)|\d+(?=\.\d\d?(?!\d)))\.(\d+)(?=[ \u00a0]?{_UNIT}(?![a-zåäö]))",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"(?<=\d) (?=(?:mm|cm|dm|m|ml|cl|dl|l|mg|g|kg|Gy|%|procent|percent)(?!\w)|× ?\d)|(?<=×) (?=\d)"
)
_PER = re.compile(r"(?<=\d[ \u00a0])[^\W\d]+(?:/[^\W\d]+)+")  # m/s, ml/kg/min
_BEFORE_UNIT = re.compile(rf"(?<=\d) (?={_UNIT}(?![a-zåäö]))", re.IGNORECASE)


def number(value: Decimal, language: str) -> str:
    """Write a number with its precision as recorded: `5,40`, `12 300`, `1,0E+400`."""
    point = "." if language == "en" else ","
    if not value.is_finite():
        return str(value)
    if value and not -_MAX_DIGITS < value.adjusted() < _MAX_DIGITS:
        return f"{value:E}".replace(".", point).replace("-", "−")
    sign = "−" if value.is_signed() and value else ""
    whole, _, decimals = f"{abs(value):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", NBSP)
    return f"{sign}{grouped}{point}{decimals}" if decimals else sign + grouped


def interval(low: Decimal | None, high: Decimal | None, language: str) -> str:
    """Write a reference interval: `3,5–5,0`, `≥ 3,5`, `≤ 5,0`; "" without bounds."""
    if low is not None and high is not None:
        return f"{number(low, language)}–{number(high, language)}"
    if low is not None:
        return f"≥{NBSP}{number(low, language)}"
    return f"≤{NBSP}{number(high, language)}" if high is not None else ""


def comparator(sign: str) -> str:
    """Write FHIR's comparator as a sign; "" for none."""
    return {"<": "<", "<=": "≤", ">": ">", ">=": "≥"}.get(sign, sign)


def dose(text: str, language: str) -> str:
    """Write a recorded dose or strength safely: `mikrogram` in full, `0,5 mg`."""
    text = _MICRO.sub(f"{NBSP}{'microgram' if language == 'en' else 'mikrogram'}", text)
    if language != "en":
        text = _POINT.sub(r"\1,\2", text)
    return _BEFORE_UNIT.sub(NBSP, text)


def unit(text: str, language: str) -> str:
    """Write a unit of measurement: micrograms in full, so that nobody reads milligrams."""
    return _MICRO_UNIT.sub("microgram" if language == "en" else "mikrogram", text)


def unbroken(text: str) -> str:
    """Keep numbers and units of running text on one line: `(29 mm)`, `21 × 17 mm`, `3,3 m/s`."""
    joined = _PER.sub(lambda found: found[0].replace("/", f"/{JOINER}"), text)
    return _MEASURE.sub(NBSP, joined)


def day(recorded: str) -> str:
    """Return the date of a FHIR date or dateTime, in the precision that it has."""
    match = _FHIR_DATE.match(recorded)
    if match is None:
        return recorded
    return HARD_HYPHEN.join(part for part in match.group("year", "month", "day") if part)


def moment(at: datetime) -> str:
    """Write a time of fetching in the room's own time: `2026-11-22 10:15`."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}".replace("-", HARD_HYPHEN).replace(" ", NBSP)


def clock(at: datetime) -> str:
    """Write the time of day in the room: `10:15`."""
    return f"{at.astimezone():%H:%M}"


def person_number(number: PersonNumber) -> str:
    """Write a person's number so that it stays on one line."""
    return format_number(number).replace("-", HARD_HYPHEN)
