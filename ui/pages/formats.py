"""Numbers, dates and personal numbers as Swedish health care writes them.

Leaves out words (`wording`). Precision stays as recorded. Dates are ISO 8601, decimals have a
comma in Swedish, thousands and units a no-break space (NHS Common User Interface; SIS).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

NBSP = "\u00a0"
HARD_HYPHEN = "\u2011"
_MAX_DIGITS = 15
_FHIR_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T(?P<time>\d{2}:\d{2}))?)?)?"
)
_MICRO = re.compile(r"(?<=\d)[ \u00a0]?(?:µg|μg|ug|mcg)\b", re.IGNORECASE)
_UNIT = r"(?:mikrogram|milligram|gram|mg|g|ml|l|mmol|mol|IE|E|%)"
# "1.000" stays as recorded: it may be one or a thousand.
_POINT = re.compile(
    rf"(?<![\d.,])(0(?=\.)|\d+(?=\.\d\d?(?!\d)))\.(\d+)(?=[ \u00a0]?{_UNIT}(?![a-zåäö]))",
    re.IGNORECASE,
)
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


def person_number(value: str) -> str:
    """Write twelve digits as ÅÅÅÅMMDD-NNNN; anything else as recorded."""
    twelve = 12
    if len(value) == twelve and value.isascii() and value.isdigit():
        return f"{value[:8]}{HARD_HYPHEN}{value[8:]}"
    return value


@dataclass(frozen=True, slots=True)
class Age:
    """An age in whole months, between `least` and `most` where a date is not known to the day."""

    least: int
    most: int


def age(birth: str, at: str) -> Age | None:
    """Return the age at a FHIR date; None when it cannot be told or lies before the birth."""
    born, then = _days(birth), _days(at)
    if born is None or then is None or then[1] < born[0]:
        return None
    return Age(max(0, _months(born[1], then[0])), _months(born[0], then[1]))


def when(recorded: str) -> date | None:
    """Return the first day that a FHIR date can mean; None when it is no date."""
    days = _days(recorded)
    return days[0] if days else None


def _days(recorded: str) -> tuple[date, date] | None:
    """Return the first and the last day that a FHIR date can mean."""
    match = _FHIR_DATE.match(recorded)
    if match is None:
        return None
    year, month, of_month = (int(part or 0) for part in match.group("year", "month", "day"))
    try:
        first = date(year, month or 1, of_month or 1)
        if of_month:
            return first, first
        last_month = month or 12
        next_month = date(year + last_month // 12, last_month % 12 + 1, 1)
    except ValueError:
        return None
    return first, date.fromordinal(next_month.toordinal() - 1)


def _months(born: date, then: date) -> int:
    return (then.year - born.year) * 12 + then.month - born.month - (then.day < born.day)
