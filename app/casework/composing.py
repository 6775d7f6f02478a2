"""One case's way from record to overview: the order's definition, patient, question and picks."""

from datetime import datetime

from app import overview
from app.model.case import Pick
from app.model.overview import Overview
from app.model.record import Need
from app.overview import Record
from app.room.ports import CaseOrder


class CaseComposer:
    """`app.casework.ports.Composer` for one order."""

    def __init__(self, order: CaseOrder, language: str) -> None:
        """Take the order, and the language (`sv`, `en`) of what the record only codes."""
        self._order = order
        self._picks = order.case.picks
        self._language = language

    def set_picks(self, picks: tuple[Pick, ...]) -> None:
        """Compose with these picks from now on."""
        self._picks = picks

    def needs(self) -> tuple[Need, ...]:
        """Return what to ask every source for."""
        return overview.needs(self._order.definition, self._picks)

    def further(self, record: Record) -> tuple[Need, ...]:
        """Return what the answers so far make it necessary to ask as well."""
        order = self._order
        return overview.further(record, order.case.patient, order.definition, self._picks)

    def compose(self, record: Record, as_of: datetime) -> Overview:
        """Return the overview of what is known so far."""
        order = self._order
        return overview.compose(
            order.definition,
            record,
            patient=order.case.patient,
            question=order.case.question,
            as_of=as_of,
            picks=self._picks,
            case_number=order.number,
            practice=order.practice,
            language=self._language,
            since=order.case.last_conference,
        )
