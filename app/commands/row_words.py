"""A row of an overview as one line of text, for those who try a definition."""

from collections.abc import Iterator
from typing import Any

from app.model.counting import counted
from app.model.overview import (
    AlertRow,
    AnyRow,
    DiagnosisRow,
    FactRow,
    Flag,
    LaboratoryRow,
    MediaRow,
    MedicineRow,
    StatementRow,
    TimelineRow,
)

_MOST = 160  # characters of a row
_FIELDS: dict[type[Any], tuple[str, ...]] = {
    AlertRow: ("text", "since"),
    DiagnosisRow: ("text", "code", "detail", "status", "since"),
    LaboratoryRow: ("name", "at"),
    StatementRow: ("title", "at"),
    MedicineRow: ("generic", "brand", "strength", "dose", "since", "until"),
    FactRow: ("title", "text", "at"),
    TimelineRow: ("at", "until", "text", "track"),
    MediaRow: ("title", "medium", "at", "note"),
}


def words_of(row: AnyRow) -> str:
    """Return what stands in a row, on one line, cut where it is long."""
    told = " · ".join(" ".join(str(part).split()) for part in _parts(row) if part not in ("", None))
    return told if len(told) <= _MOST else f"{told[: _MOST - 1]}…"


def _parts(row: AnyRow) -> Iterator[Any]:
    yield from (getattr(row, name) for name in _FIELDS.get(type(row), ()))
    match row:
        case AlertRow():
            yield from row.reactions
            yield "severe" if row.severe else ""
        case LaboratoryRow():
            yield row.text if row.value is None else f"{row.comparator}{row.value} {row.unit}"
            yield "" if row.flag is Flag.NONE else row.flag.value
            yield counted(len(row.trend), "value") if row.trend else ""
        case StatementRow():
            yield row.conclusion or row.text
