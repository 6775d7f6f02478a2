"""A standard text: on which days it may be used."""

from datetime import date

import msgspec
import pytest

from app.model.outcome import RETIRED, StandardText


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "valid"),
    [
        ("", "", True),
        ("2026-03-01", "", True),
        ("", "2026-03-01", True),
        ("2026-03-02", "", False),
        ("", "2026-02-28", False),
        ("2026-03-01", "2026-03-01", True),
    ],
)
def test_a_text_is_valid_from_its_first_to_its_last_day(
    valid_from: str, valid_to: str, *, valid: bool
) -> None:
    text = StandardText(
        url="u", version="1", title="t", text="t", valid_from=valid_from, valid_to=valid_to
    )
    assert text.is_valid(date(2026, 3, 1)) is valid
    retired = msgspec.structs.replace(text, status=RETIRED)
    assert not retired.is_valid(date(2026, 3, 1))
