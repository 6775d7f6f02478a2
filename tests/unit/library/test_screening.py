"""How well the screening finds who somebody is, and how seldom it is wrong; and where it looks."""

import re
import sys
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.library.plain import plain
from app.library.screening import screen, screen_json
from app.model.identity import luhn_holds
from app.model.local_text import Finding, FindingKind, KnownPerson
from app.model.outcome import Coded
from tests.unit.library.screening_cases import HARMLESS, KNOWN_LIMITS, MEETING, PERSONAL
from tests.unit.library.shelves import a_text

_MARK = re.compile("[«»]")
LEAST_RECALL, LEAST_PRECISION = 0.98, 0.98


class Measured(NamedTuple):
    """Marked places that were found, marked places, and findings that were no marked place."""

    found: int
    marked: int
    wrong: int

    @property
    def recall(self) -> float:
        return self.found / self.marked if self.marked else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrong) if self.found + self.wrong else 1.0


def look(words: str, people: tuple[KnownPerson, ...] = MEETING) -> tuple[Finding, ...]:
    return screen(a_text(title="x", text=words, source=""), people)


def places(case: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a case without its marks, and where they stood."""
    parts = _MARK.split(case)
    text, marked = "", []
    for number, part in enumerate(parts):
        if number % 2:
            marked.append((len(text), len(text) + len(part)))
        text += part
    return text, marked


def measure(kind: FindingKind, cases: tuple[str, ...]) -> Measured:
    found = marked = wrong = 0
    for case in cases:
        text, there = places(case)
        seen = look(text)
        hit = [
            place
            for place in there
            if any(one.start < place[1] and place[0] < one.end and one.kind is kind for one in seen)
        ]
        found, marked = found + len(hit), marked + len(there)
        wrong += sum(not any(one.start < e and s < one.end for s, e in there) for one in seen)
    return Measured(found, marked, wrong)


def test_precision_and_recall_on_the_written_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    figures = {kind: measure(kind, cases) for kind, cases in PERSONAL.items()}
    harmless = [(text, look(text)) for text in HARMLESS]
    wrong = sum(len(seen) for _, seen in harmless)
    whole = Measured(*map(sum, zip(*figures.values(), Measured(0, 0, wrong), strict=True)))
    rows = (*figures.items(), ("harmless", Measured(0, 0, wrong)), ("all", whole))
    table = "".join(
        f"{name:<16}{each.marked:>8}{each.found:>8}{each.wrong:>8}"
        f"{each.recall:>9.3f}{each.precision:>11.3f}\n"
        for name, each in rows
    )
    with capsys.disabled():
        sys.stdout.write(f"\n{'':<16}  marked   found   wrong   recall  precision\n{table}")
    assert whole.recall >= LEAST_RECALL
    assert whole.precision >= LEAST_PRECISION
    assert all(each.recall >= LEAST_RECALL for each in figures.values())


@pytest.mark.parametrize("case", [case for cases in PERSONAL.values() for case in cases])
def test_what_is_marked_is_found_where_it_stands(case: str) -> None:
    text, there = places(case)
    covered = {n for one in look(text) for n in range(one.start, one.end)}
    assert {n for start, end in there for n in range(start, end)} <= covered


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_is_let_through(text: str) -> None:
    assert look(text) == ()


@pytest.mark.parametrize("text", KNOWN_LIMITS)
def test_what_the_page_says_is_not_found_is_not(text: str) -> None:
    assert look(text) == ()


def test_outside_the_meeting_names_and_dates_are_words() -> None:
    names = "Testberg, Björn Frisk, Iris Lång och Bo Ek 1950-09-07."
    assert look(names, ()) == ()
    assert {one.kind for one in look(names)} == {FindingKind.NAME, FindingKind.BIRTH_DATE}


def test_every_field_is_looked_at() -> None:
    number = "19121212-1212"
    code = Coded(system="x", code=number, display=number)
    text = a_text(
        title=number,
        text=f"a {number}",
        source=number,
        unit=number,
        diagnoses=("C18", number),
        code=code,
    )
    found = screen(text)
    assert [(one.field, one.start) for one in found] == [
        ("title", 0),
        ("text", 2),
        ("source", 0),
        ("unit", 0),
        ("diagnoses", 5),
        ("code", 0),
        ("display", 0),
    ]


def test_a_json_document_is_looked_at_with_its_places() -> None:
    document = {"a": [{"b": "ring 08-123 45 67"}], "c": 1, "d": None, "e": {"f": "fritt"}}
    (found,) = screen_json(msgspec.json.encode(document))
    assert (found.field, found.start, found.kind) == ("a[0].b", 5, FindingKind.TELEPHONE)


def test_a_known_number_of_any_shape_is_found() -> None:
    people = (KnownPerson(number="AB-12 34567"),)
    (found,) = look("nr ab1234567 eller", people)
    assert (found.start, found.end) == (3, 12)
    assert look("nr 12", (KnownPerson(number="12"),)) == ()


@given(
    st.dates().filter(lambda day: day.year >= 1800 and day.year < 2100),
    st.integers(0, 999),
    st.sampled_from(["", "-", "+", " ", "–", " - "]),
    st.sampled_from(["", "with"]),
    st.sampled_from([0, 60]),
    st.sampled_from([0x30, 0x660, 0x966, 0xFF10, 0x1D7CE]),
)
def test_a_persons_number_is_found_in_any_spelling(
    day: object, serial: int, sign: str, century: str, coordination: int, zero: int
) -> None:
    date = f"{day:%Y%m%d}"
    date = f"{date[:6]}{int(date[6:]) + coordination:02}"
    nine = f"{date[2:]}{serial:03}"
    check = next(str(n) for n in range(10) if luhn_holds(f"{nine}{n}"))
    written = f"{date if century else date[2:]}{sign}{serial:03}{check}"
    spelt = "".join(chr(zero + int(c)) if c.isascii() and c.isdigit() else c for c in written)
    found = look(f"Patienten {spelt} kallas", ())
    assert [(one.start, one.end) for one in found] == [(10, 10 + len(spelt))]


@given(st.text())
def test_nothing_that_is_written_upsets_it(text: str) -> None:
    for found in look(text):
        assert 0 <= found.start < found.end <= len(text)
    assert len(plain(text).text) <= len(text) * 20


@pytest.mark.parametrize(
    "unit", ["x", "0", "1 ", "07 ", "a@", "a.", "@", "7      ", "född ", "+4 ", "a\u0301", "\u200b"]
)
def test_long_nonsense_takes_no_longer_than_long_sense(unit: str) -> None:
    """A pattern that tries every word to its end would be at this for hours."""
    look(unit * (60_000 // len(unit)))
