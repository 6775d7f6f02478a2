"""New since the last conference: only what certainly was recorded after it."""

import pytest

from app.model.case import Question
from app.overview import compose
from app.overview.times import is_certainly_after
from tests.unit.overview.records import (
    GENERAL,
    NOW,
    PATIENT,
    answered,
    concept,
    hb,
    resource,
    section,
)


@pytest.mark.parametrize(
    ("text", "other", "after"),
    [
        ("2026-03-02", "2026-03-01", True),
        ("2026-03-01", "2026-03-01", False),
        ("2026-03-01T23:59:59+01:00", "2026-03-01", False),
        ("2026-03-01", "2026-03-01T13:00:00+01:00", False),
        ("2026-03-02", "2026-03-02T00:30:00+01:00", False),
        ("2026-03-02", "2026-03-01T23:30:00+01:00", True),
        ("2026-03-01T13:00:01+01:00", "2026-03-01T13:00:00+01:00", True),
        ("2026-03-01T13:00:00.5+01:00", "2026-03-01T13:00:00+01:00", False),
        ("2026-03-01T12:30:00Z", "2026-03-01T13:00:00+01:00", True),
        ("2026-03-01T12:30:00+01:00", "2026-03-01T13:00:00+01:00", False),
        ("2026", "2026-03-01", False),
        ("2026-04", "2026-03", True),
        ("2027", "2026-12", True),
        ("2026-12", "2026", False),
        ("2027-01", "2026", True),
        ("9999-12-31", "2026", False),
        ("2026", "9999", False),
        ("0000", "2026", False),
        ("", "2026", False),
        ("2026", "", False),
        ("nonsense", "2026", False),
        ("2026-02-30", "2025", False),
    ],
)  # fmt: skip
def test_one_time_after_another(text: str, other: str, *, after: bool) -> None:
    assert is_certainly_after(text, other) is after


def test_rows_recorded_after_the_last_conference_are_new() -> None:
    record = answered(
        resource("Condition", "old", code=concept("Tumör"), recordedDate="2026-01-01"),
        resource("Condition", "late", code=concept("Metastas"), recordedDate="2026-10-02")
        | {"onsetDateTime": "2026-01-01"},
        hb("1", 120, "2026-09-01"),
        hb("2", 118, "2026-10-03"),
    )
    shown = compose(
        GENERAL, record, patient=PATIENT, question=Question(text="?"), as_of=NOW,
        since="2026-10-01T13:00:00+02:00",
    )  # fmt: skip
    assert shown.since == "2026-10-01T13:00:00+02:00"
    assert {row.reference: row.new for row in section(shown, "diagnoses").rows} == {
        "Condition/late": True,
        "Condition/old": False,
    }
    assert [row.new for row in section(shown, "laboratory").rows] == [True]


def test_without_a_conference_before_nothing_is_new() -> None:
    record = answered(hb("2", 118, "2026-10-03"))
    shown = compose(GENERAL, record, patient=PATIENT, question=Question(text="?"), as_of=NOW)
    assert not any(row.new for each in shown.sections for row in each.rows)
