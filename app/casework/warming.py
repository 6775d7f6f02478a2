"""An overview of nobody, with a row of each kind: what an empty case process warms up with."""

from datetime import UTC, datetime
from decimal import Decimal

from app.model.case import Patient, PersonNumber, Question
from app.model.definition import SectionKind, Title
from app.model.overview import (
    AlertRow,
    Answer,
    AnyRow,
    DiagnosisRow,
    Flag,
    LaboratoryRow,
    MedicineRow,
    Overview,
    Section,
    StatementRow,
    TrendPoint,
)

_SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ abcdefghijklmnopqrstuvwxyzåäö 0123456789 ,.:;-–()/%≥≤<>▲▼"
_ROWS: tuple[tuple[SectionKind, AnyRow], ...] = (
    (SectionKind.ALERTS, AlertRow(text=_SIGNS, reactions=(_SIGNS,), since="2024")),
    (SectionKind.DIAGNOSES, DiagnosisRow(text=_SIGNS, code="C18.7", since="2024-03-01")),
    (
        SectionKind.LABORATORY,
        LaboratoryRow(
            name=_SIGNS,
            value=Decimal("5.40"),
            unit="g/L",
            low=Decimal(1),
            high=Decimal(5),
            flag=Flag.HIGH,
            at="2024-03-01",
            trend=tuple(TrendPoint(at=f"202{n}-03-01", value=Decimal(n)) for n in range(5)),
        ),
    ),
    (SectionKind.STATEMENTS, StatementRow(title=_SIGNS, conclusion=_SIGNS, text=_SIGNS)),
    (SectionKind.MEDICINES, MedicineRow(generic=_SIGNS, brand=_SIGNS, strength="0.5 mg")),
)


def nobodys_overview() -> Overview:
    """Return the overview; it is painted into nothing."""
    title = Title(sv=_SIGNS, en=_SIGNS)
    return Overview(
        definition="",
        definition_title=title,
        patient=Patient(
            reference="", family=_SIGNS, number=PersonNumber(value="0" * 12), birth_date="1950"
        ),
        question=Question(text=_SIGNS),
        as_of=datetime(2026, 1, 1, tzinfo=UTC),
        sections=tuple(
            Section(key=kind, title=title, kind=kind, answer=Answer.KNOWN, rows=(row,))
            for kind, row in _ROWS
        ),
    )
