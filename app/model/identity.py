"""A person's numbers and age: personnummer, samordningsnummer, reservnummer; age at a day.

Sources: Skatteverkets SKV 704 (personnummer) and SKV 707 (samordningsnummer: day + 60); the
check digit is Luhn over the last ten digits. A reserve number is whatever its issuer says.
"""

import re
from datetime import date, timedelta
from enum import StrEnum

from app.model.base import Value
from app.model.case import NumberKind, PersonNumber

PERSONNUMMER_SYSTEMS = frozenset(
    {"http://electronichealth.se/identifier/personnummer", "urn:oid:1.2.752.129.2.1.3.1"}
)
SAMORDNINGSNUMMER_SYSTEMS = frozenset(
    {"http://electronichealth.se/identifier/samordningsnummer", "urn:oid:1.2.752.129.2.1.3.3"}
)
RESERVNUMMER_SYSTEMS = frozenset(
    {
        "http://electronichealth.se/identifier/reservnummer",
        "http://electronichealth.se/identifier/nationelltReservnummer",
        "urn:oid:1.2.752.74.9.1",
        "urn:oid:1.2.752.129.2.1.3.2",
    }
)
_WRITTEN = re.compile(r"(?P<century>18|19|20)?(?P<six>[0-9]{6})(?P<sign>[-+ ]?)(?P<four>[0-9]{4})")
_RESERVE = re.compile(r"[0-9A-Z]{8,12}-?[0-9A-Z]{0,4}")
_DIGITS_OF_A_RESERVE = 6  # at least: it begins with a date or a year and a serial number
_COORDINATION = 60  # added to the day of a samordningsnummer
_MONTHS_TOLD_BELOW = 24


class AgeUnit(StrEnum):
    """How an age is told: small children in months."""

    YEARS = "years"
    MONTHS = "months"


class Age(Value, frozen=True, kw_only=True):
    """An age, today's or the one at death.

    `about`: dates without month or day leave a year's (a month's) doubt; the lower age is told.
    """

    number: int
    unit: AgeUnit = AgeUnit.YEARS
    about: bool = False


def luhn_holds(digits: str) -> bool:
    """Tell whether ten digits end with their check digit."""
    total = 0
    for place, digit in enumerate(digits):
        number = int(digit) * (1 + (place % 2 == 0))
        total += number // 10 + number % 10
    return total % 10 == 0


def parse_number(written: str, today: date) -> PersonNumber | None:
    """Read a personnummer or samordningsnummer in any of its spellings; None for anything else.

    Ten digits get the century of a person under a hundred, `+` that of one of a hundred or more.
    """
    match = _WRITTEN.fullmatch(written.strip())
    if match is None or not luhn_holds(match["six"] + match["four"]):
        return None
    six, four = match["six"], match["four"]
    day = int(six[4:])
    coordination = day > _COORDINATION
    tail = f"{six[2:4]}{day - _COORDINATION if coordination else day:02}"
    century = match["century"] or _century(six[:2] + tail, match["sign"], today)
    if _day(f"{century}{six[:2]}{tail}") is None:
        return None
    kind = NumberKind.SAMORDNINGSNUMMER if coordination else NumberKind.PERSONNUMMER
    return PersonNumber(value=f"{century}{six}{four}", kind=kind)


def parse_any_number(written: str, today: date) -> PersonNumber | None:
    """Read a number as people type it: a reserve number, too, which holds letters among digits."""
    if number := parse_number(written, today):
        return number
    text = written.strip().upper()
    digits = sum(sign.isdigit() for sign in text)
    letters = any(sign.isalpha() for sign in text)
    if _RESERVE.fullmatch(text) and letters and digits >= _DIGITS_OF_A_RESERVE:
        return PersonNumber(value=text, kind=NumberKind.RESERVNUMMER)
    return None


def _century(six: str, sign: str, today: date) -> str:
    century = today.year // 100
    born = _day(f"{century}{six}")
    if born is None or born > today:
        century -= 1
    return str(century - (sign == "+"))


def _day(eight: str) -> date | None:
    try:
        return date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return None


def identify(system: str, value: str, today: date) -> PersonNumber | None:
    """Return the number that a FHIR Identifier holds, by its system; None for other systems.

    A number that fails its own check is kept as it is written, as a number of no known register.
    """
    if system in PERSONNUMMER_SYSTEMS | SAMORDNINGSNUMMER_SYSTEMS:
        return parse_number(value, today) or PersonNumber(value=value.strip())
    if system in RESERVNUMMER_SYSTEMS:
        return PersonNumber(value=value.strip(), kind=NumberKind.RESERVNUMMER)
    return None


def format_number(number: PersonNumber) -> str:
    """Return the number as people read it: ÅÅÅÅMMDD-NNNN; other numbers as they are written."""
    if number.kind in (NumberKind.PERSONNUMMER, NumberKind.SAMORDNINGSNUMMER):
        return f"{number.value[:8]}-{number.value[8:]}"
    return number.value


def bounds_of(text: str) -> tuple[date, date] | None:
    """Return the first and last day that a FHIR date or dateTime may mean; None for no date."""
    parts = text[:10].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != len("2024"):
        return None
    try:
        match [int(part) for part in parts]:
            case [year]:
                return date(year, 1, 1), date(year, 12, 31)
            case [year, month]:
                first = date(year, month, 1)
                following = date(year + month // 12, month % 12 + 1, 1)
                return first, following - timedelta(days=1)
            case [year, month, day]:
                return date(year, month, day), date(year, month, day)
            case _:
                return None
    except ValueError:
        return None


def _months(born: date, on: date) -> int:
    return (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)


def age(birth_date: str, on: date, deceased: str | None = None) -> Age | None:
    """Return the age on a day, or at death (`deceased`: a FHIR dateTime, "" without a date).

    None when there is no usable birth date, when somebody died on an unknown day, or when the day
    lies before the birth.
    """
    born = bounds_of(birth_date)
    died = bounds_of(deceased) if deceased is not None else (on, on)
    if born is None or died is None:
        return None
    least, most = _months(born[1], died[0]), _months(born[0], died[1])
    if most < 0:
        return None
    least = max(least, 0)
    if most < _MONTHS_TOLD_BELOW:
        number, doubt, unit = least, least != most, AgeUnit.MONTHS
    else:
        number, doubt, unit = least // 12, least // 12 != most // 12, AgeUnit.YEARS
    return Age(number=number, unit=unit, about=doubt)


def age_in_years(birth_date: str, at: str) -> int | None:
    """Return whole years between two FHIR dates (the lower when in doubt); None without them."""
    born, then = bounds_of(birth_date), bounds_of(at)
    if born is None or then is None:
        return None
    months = _months(born[1], then[0])
    return months // 12 if months >= 0 else None
