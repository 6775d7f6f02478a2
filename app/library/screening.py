"""What in a text tells who somebody is: numbers, birth dates, names, telephones, addresses. Pure.

Personal, coordination and reserve numbers, telephone numbers and e-mail addresses are found
whoever they belong to; birth dates and names are those of the people who are handed in (the open
meeting's patients and participants), and a date that is said to be a birth date. How numbers look
is told by Skatteverket (SKV 704, 707) and Inera (national and local reserve numbers). How well it
finds, and how seldom it is wrong, is measured by tests/unit/library/test_screening.py. Leaves out
names of people who have nothing to do with the meeting: "Björn" and "Lind" are words, too.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import msgspec

from app.library.names import find_names
from app.library.plain import Plain, plain
from app.model.identity import luhn_holds
from app.model.local_text import Finding, FindingKind, KnownPerson
from app.model.outcome import StandardText

_COORDINATION = 60  # added to the day of a samordningsnummer
_CENTURIES = ("18", "19", "20")
_UNDERSCORE = re.compile(r"(?<=\d)_(?=\d)")
_LEAST_PHONE, _LEAST_SPACED_PHONE, _MOST_PHONE = 8, 9, 13  # digits
_LONGEST_NAME = 64  # signs before an @
_BEFORE = 24  # signs in which "born on the" fits
_LEAST_KNOWN = 6  # signs of a number that is looked for as it is

_RUN = re.compile(r"\d(?:[\s./:_+·•*~=|()-]{0,3}\d)+")
_SPAN = re.compile(  # from day to day: no number, though its first twelve digits may look like one
    r"(?<!\d)(?:19|20)\d\d-[01]\d-[0-3]\d\s?-\s?(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)"
)
_GROUP = re.compile(r"\d+")
_SHAPED = re.compile(r"(?<!\d)(?:18|19|20)?(\d\d)(\d\d)(\d\d)\s?[-+]\s?\d{4}(?!\d)")
_STOCKHOLM = re.compile(r"(?<!\d)99\d{6}[ -]?\d{4}(?!\d)")
_RESERVE = re.compile(
    r"(?<!\w)(?P<date>\d{6}|\d{8})-?(?=[^\W_]{0,3}[^\W\d_])(?=[^\W_]{0,3}\d)(?P<four>[0-9A-Za-z]{4})(?!\w)"
)
_NATIONAL = re.compile(r"[A-HJ-NPR-UX-Z]{2}[0-9A-HJ-NPR-UX-Z]\d")
# From the sign outwards: a pattern that begins with any word would try every word to its end.
_AT = re.compile(r"(?P<left>\s?)(?:@|[(\[{]\s?at\s?[)\]}])(?P<right>\s?)", re.IGNORECASE)
_WHOM = re.compile(r"[\w.+%-]{1,64}$")
_WHERE = re.compile(r"\w[\w-]{0,62}(?:\.\w[\w-]{0,62}){0,8}")
_ABROAD = re.compile(r"(?<![\d.,])(?:\+|00)[1-9]\d?(?:[\s()/.-]{0,3}\d){6,12}(?!\d)")
_AREA = re.compile(
    r"(?<![\w.,/-])\(?0[1-9]\d{0,2}\)?(?P<sign>\s?[-/]\s?|\s?)"
    r"\d{2,3}(?:[ .]?\d{2,3}){1,3}(?![\w-]|[.,]\d)"
)
_DOTTED_PHONE = re.compile(r"(?<![\w.,])0[1-9]\d{0,2}\.\d{2,3}\.\d\d\.\d\d(?!\w|[.,]\d)")
_SAID_PHONE = re.compile(
    r"\b(?:tel|tfn|telefon\w*|mobil\w*|ring|fax|sök\w*|personsök\w*|dect|ankn\w*)\b[.:]?\s*"
    r"(?:(?:nr|nummer|på|till)\b[.:]?\s*)?(?P<number>\d(?:[ -]?\d){4,})(?!\d)",
    re.IGNORECASE,
)
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            ("januari", "january", "jan"),
            ("februari", "february", "feb", "febr"),
            ("mars", "march", "mar"),
            ("april", "apr"),
            ("maj", "may"),
            ("juni", "june", "jun"),
            ("juli", "july", "jul"),
            ("augusti", "august", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "october", "okt", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATES = (
    re.compile(
        r"(?<!\d)(?P<y>(?:\d\d)?\d\d)\s?[-./ ]\s?(?P<m>\d\d?)\s?[-./ ]\s?(?P<d>\d\d?)(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<y>(?:18|19|20)?\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<d>\d\d?)\s?[-./ ]\s?(?P<m>\d\d?)\s?[-./ ]\s?['’-]?(?P<y>(?:\d\d)?\d\d)(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<d>\d\d)(?P<m>\d\d)(?P<y>(?:18|19|20)\d\d)(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d\d?)(?::?e|:a|st|nd|rd|th)?\s*(?P<name>{_NAMED})\b\.?,?\s*(?:år\s*)?"
        r"['’-]?(?P<y>(?:\d\d)?\d\d)(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<name>{_NAMED})\.?\s*(?P<d>\d\d?)(?:st|nd|rd|th)?,?\s*['’-]?(?P<y>(?:\d\d)?\d\d)(?!\d)",
        re.IGNORECASE,
    ),
)
_BORN = re.compile(
    r"\b(?:född|f\.|fd|födelsedatum|födelsedag|born)\s*(?:den\s*)?:?\s*$", re.IGNORECASE
)


class _Place(NamedTuple):
    start: int
    end: int
    kind: FindingKind


def screen(text: StandardText, people: Iterable[KnownPerson] = ()) -> tuple[Finding, ...]:
    """Return what in a standard text tells who somebody is, field by field, in order.

    The codes of `diagnoses` are looked at as they are written in one line, with commas.
    """
    known = tuple(people)
    fields = {
        "title": text.title,
        "text": text.text,
        "source": text.source,
        "unit": text.unit,
        "diagnoses": ", ".join(text.diagnoses),
        "code": text.code.code if text.code else "",
        "display": text.code.display if text.code else "",
    }
    return tuple(one for field, words in fields.items() for one in _in_field(field, words, known))


def screen_json(data: bytes) -> tuple[Finding, ...]:
    """Return what the texts of a JSON document tell; a finding's field is the place in it."""
    return tuple(
        one
        for where, words in _strings(msgspec.json.decode(data), "")
        for one in _in_field(where, words, ())
    )


def _strings(value: Any, where: str) -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield where, value
        case list():
            for place, each in enumerate(value):
                yield from _strings(each, f"{where}[{place}]")
        case dict():
            for key, each in value.items():
                yield from _strings(each, f"{where}.{key}" if where else key)


def _in_field(field: str, words: str, people: tuple[KnownPerson, ...]) -> Iterator[Finding]:
    """Yield findings, the longest first where they overlap: each sign belongs to one."""
    if not words:
        return
    seen = plain(words)
    done = 0
    for each in sorted(_all(seen, people), key=lambda one: (one.start, -one.end)):
        if each.start >= done:
            done = each.end
            start, end = seen.places(each.start, each.end)
            yield Finding(field=field, start=start, end=end, kind=each.kind)


def _all(seen: Plain, people: tuple[KnownPerson, ...]) -> Iterator[_Place]:
    text = seen.text
    numbers = [*_numbers(text), *_known_numbers(text, people)]
    yield from numbers
    yield from _addresses(text)
    for start, end in _phones(text):
        if not any(number.start < end and start < number.end for number in numbers):
            yield _Place(start, end, FindingKind.TELEPHONE)
    yield from _birth_dates(text, people)
    for start, end in find_names(text, [each.names for each in people]):
        yield _Place(start, end, FindingKind.NAME)


# --- numbers --------------------------------------------------------------------------------------


def _numbers(text: str) -> Iterator[_Place]:
    undated = _SPAN.sub(lambda span: "#" * len(span[0]), text)
    for run in _RUN.finditer(undated):
        groups = [(m.start(), m.end()) for m in _GROUP.finditer(text, run.start(), run.end())]
        yield from _windows(text, groups)
    for match in _SHAPED.finditer(text):
        if _is_day("20", *match.groups()):  # also with a wrong check digit: it was mistyped
            yield _Place(match.start(), match.end(), FindingKind.PERSON_NUMBER)
    for match in _STOCKHOLM.finditer(text):
        yield _Place(match.start(), match.end(), FindingKind.RESERVE_NUMBER)
    for match in _RESERVE.finditer(text):
        digits, national = match["date"], _NATIONAL.fullmatch(match["four"])
        century, six = digits[:-6], digits[-6:]
        if (century and national) or _is_day("20", six[:2], six[2:4], six[4:]):
            yield _Place(match.start(), match.end(), FindingKind.RESERVE_NUMBER)


def _windows(text: str, groups: list[tuple[int, int]]) -> Iterator[_Place]:
    """Yield neighbouring groups of digits that make up a number, however they are divided."""
    for first, (start, _) in enumerate(groups):
        digits = ""
        for begin, end in groups[first:]:
            digits += text[begin:end]
            if len(digits) >= len("195009071234"):
                break
            if kind := _number_kind(digits):
                yield _Place(start, end, kind)
        if len(digits) == len("195009071234") and (kind := _number_kind(digits)):
            yield _Place(start, end, kind)


def _number_kind(digits: str) -> FindingKind | None:
    if len(digits) == len("5009071234"):
        fits = luhn_holds(digits) and _is_day("20", digits[:2], digits[2:4], digits[4:6])
        return FindingKind.PERSON_NUMBER if fits else None
    if len(digits) != len("195009071234") or digits[:2] not in _CENTURIES:
        return None
    if _is_day(digits[:2], digits[2:4], digits[4:6], digits[6:8]):
        return FindingKind.PERSON_NUMBER
    month, day = int(digits[4:6]), int(digits[6:8])
    carelink = 1 <= month <= 12 and 32 <= day <= 59  # noqa: PLR2004 -- Inera's reserve numbers
    return FindingKind.RESERVE_NUMBER if carelink and luhn_holds(digits[2:]) else None


def _is_day(century: str, year: str, month: str, day: str) -> bool:
    """Tell whether that may be a day of birth, also as a samordningsnummer has it.

    Where the century is not told, "20" will do: 2000 was a leap year.
    """
    return _day(f"{century}{year}", month, _as_born(day)) is not None


def _as_born(day: str) -> str:
    return str(int(day) - _COORDINATION) if int(day) > _COORDINATION else day


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _known_numbers(text: str, people: Iterable[KnownPerson]) -> Iterator[_Place]:
    """Yield where a number of these people stands, with any spaces and hyphens in it."""
    signs = [(place, sign) for place, sign in enumerate(text) if sign.isalnum()]
    squeezed = "".join(sign.upper()[:1] for _, sign in signs)
    for number in {"".join(filter(str.isalnum, each.number.upper())) for each in people}:
        at = squeezed.find(number) if len(number) >= _LEAST_KNOWN else -1
        while at >= 0:
            end = signs[at + len(number) - 1][0] + 1
            yield _Place(signs[at][0], end, FindingKind.RESERVE_NUMBER)
            at = squeezed.find(number, at + 1)


def _addresses(text: str) -> Iterator[_Place]:
    for sign in _AT.finditer(text):
        whom = _WHOM.search(text, max(0, sign.start() - _LONGEST_NAME), sign.start())
        where = _WHERE.match(text, sign.end())
        if whom is None or where is None or not (_worded(whom[0]) and _worded(where[0])):
            continue
        if "." in where[0] or not (sign["left"] and sign["right"]):
            yield _Place(whom.start(), where.end(), FindingKind.EMAIL)


def _worded(part: str) -> bool:
    return any(map(str.isalpha, part))


def _phones(written: str) -> Iterator[tuple[int, int]]:
    text = _UNDERSCORE.sub(" ", written)
    for match in _ABROAD.finditer(text):
        yield match.span()
    for match in _AREA.finditer(text):
        digits = sum(sign.isdigit() for sign in match[0])
        least = _LEAST_PHONE if match["sign"].strip() or "(" in match[0] else _LEAST_SPACED_PHONE
        if least <= digits <= _MOST_PHONE:
            yield match.span()
    for match in _DOTTED_PHONE.finditer(text):
        yield match.span()
    for match in _SAID_PHONE.finditer(text):
        yield match.span("number")


# --- dates of birth -------------------------------------------------------------------------------


def _birth_dates(text: str, people: Iterable[KnownPerson]) -> Iterator[_Place]:
    born = {day for each in people for day in _born(each)}
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if born.intersection(days := _days(match)) or (
                days and _BORN.search(text, max(0, match.start() - _BEFORE), match.start())
            ):
                yield _Place(match.start(), match.end(), FindingKind.BIRTH_DATE)


def _born(person: KnownPerson) -> Iterator[date]:
    """Yield the day of birth as it is told, and as the number tells it."""
    for told in (person.birth_date, person.number[:8]):
        digits = "".join(filter(str.isdigit, told))
        if len(digits) == len("19500907") and (
            day := _day(digits[:4], digits[4:6], _as_born(digits[6:]))
        ):
            yield day


def _days(match: re.Match[str]) -> list[date]:
    """Return the days that a written date may mean; two digits of a year mean any century."""
    found = match.groupdict()
    named = found.get("name")
    month = str(_MONTHS[named.casefold()]) if named else found["m"]
    year = found["y"]
    years = [year] if len(year) == len("1950") else [f"{c}{year}" for c in _CENTURIES]
    return [day for each in years if (day := _day(each, month, found["d"]))]
