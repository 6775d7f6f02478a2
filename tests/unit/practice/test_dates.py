"""Date search against a model of its own: sets of instants on a coarse time line."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.practice.dates import _TESTS, Range, date_test, parse_date, ranges_of
from app.practice.refusal import Refusal

START = datetime(2024, 1, 1, tzinfo=UTC)
DAYS = st.integers(0, 90)


def test_a_date_is_as_long_as_its_precision() -> None:
    lengths = {
        text: found.high - found.low
        for text in ("2024", "2024-02", "2024-12-31T23:59Z", "2024-03-10T10:00:00+02:00")
        if (found := parse_date(text))
    }
    assert lengths == {
        "2024": timedelta(days=366),
        "2024-02": timedelta(days=29),
        "2024-12-31T23:59Z": timedelta(minutes=1),
        "2024-03-10T10:00:00+02:00": timedelta(seconds=1),
    }


def test_an_offset_is_obeyed_and_fractions_are_kept() -> None:
    found = parse_date("2024-03-10T01:30:00.250+02:00")
    assert found is not None
    assert found.low == datetime(2024, 3, 9, 23, 30, 0, 250_000, tzinfo=UTC)
    assert found.high - found.low == timedelta(milliseconds=1)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "2024-01-01T25:00Z", "igår"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["0001", "0001-01-01", "9999", "9999-12-31", "9999-12-31T23:59Z"])
def test_the_first_and_last_days_that_exist_are_dates(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.low < found.high


@given(st.text(max_size=30))
def test_any_text_is_a_range_or_none(text: str) -> None:
    found = parse_date(text)
    assert found is None or found.low < found.high


@given(asked_from=DAYS, asked_for=st.integers(1, 30), is_from=DAYS, is_for=st.integers(1, 30))
def test_every_prefix_says_what_the_specification_says(
    asked_from: int, asked_for: int, is_from: int, is_for: int
) -> None:
    """FHIR R4, 3.1.1.4.5, on sets of days instead of bounds."""
    searched = set(range(asked_from, asked_from + asked_for))
    target = set(range(is_from, is_from + is_for))
    above = set(range(asked_from + asked_for, 200))
    below = set(range(asked_from))
    expected = {
        "eq": target <= searched,
        "ne": not target <= searched,
        "gt": bool(target & above),
        "lt": bool(target & below),
        "ge": bool(target & above) or target <= searched,
        "le": bool(target & below) or target <= searched,
        "sa": target <= above,
        "eb": target <= below,
    }
    assert {p: _ask(p, searched, target) for p in expected} == expected


def _ask(prefix: str, searched: set[int], target: set[int]) -> bool:
    return _TESTS[prefix](_range(searched), _range(target))


def _range(days: set[int]) -> Range:
    low, high = START + timedelta(days=min(days)), START + timedelta(days=max(days) + 1)
    return Range(low, high)


@given(st.datetimes(datetime(1900, 1, 2), datetime(2100, 1, 1)), st.sampled_from([4, 7, 10]))  # noqa: DTZ001
def test_a_moment_is_found_by_each_of_its_own_precisions(moment: datetime, length: int) -> None:
    written = moment.astimezone().isoformat(timespec="seconds")
    local = moment.isoformat()[:length]
    (target,) = ranges_of(written)
    assert date_test(local, "date")(target)
    assert date_test(f"ge{local}", "date")(target)
    assert not date_test(f"ne{local}", "date")(target)
    assert not date_test(f"sa{local}", "date")(target)


def test_a_period_without_an_end_goes_on() -> None:
    (found,) = ranges_of({"start": "2024-03-01"})
    assert date_test("gt2099", "date")(found)
    assert not date_test("eq2024", "date")(found)


@pytest.mark.parametrize("element", [None, 7, {}, [], {"event": 3}, {"start": []}, "nonsense"])
def test_what_has_no_time_covers_nothing(element: object) -> None:
    assert ranges_of(element) == []


@pytest.mark.parametrize("value", ["ap2024", "xx2024", "2024-40", ""])
def test_an_unknown_prefix_or_date_is_refused_by_name(value: str) -> None:
    with pytest.raises(Refusal, match="recorded-date"):
        date_test(value, "recorded-date")
