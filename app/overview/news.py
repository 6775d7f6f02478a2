"""What is new since the patient's last conference: rows that were certainly recorded after it."""

from msgspec.structs import replace

from app.model.overview import AnyRow, Section
from app.overview.rows import time_of
from app.overview.times import is_certainly_after


def with_news(sections: list[Section], since: str) -> list[Section]:
    """Return the sections with their new rows marked; nothing is new without a conference before.

    What counts is when something was recorded, and when it was where that is not told.
    """
    return [_with_news(section, since) for section in sections] if since else sections


def _with_news(section: Section, since: str) -> Section:
    if not any(_is_new(row, since) for row in section.rows):
        return section
    rows = (replace(row, new=True) if _is_new(row, since) else row for row in section.rows)
    return replace(section, rows=tuple(rows))


def _is_new(row: AnyRow, since: str) -> bool:
    return is_certainly_after(row.origin.recorded or time_of(row), since)
