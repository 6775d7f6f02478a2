"""What the pages of a contract's answer hold, each record once, and who did not answer. Pure."""

from collections.abc import Iterable

from app.overview.times import moment
from app.record.rivta.names import owner_of
from app.record.rivta.reading import Answer, Record
from app.wire.envelope import Reply


class Gathered:
    """The pages so far. `left_out`: records not shown; `error`: of a page that did not come."""

    def __init__(self, error: str = "") -> None:
        self.error, self.left_out = error, 0
        self.silent: list[str] = []
        self._records: dict[tuple[str, str], Record] = {}

    @property
    def records(self) -> Iterable[Record]:
        """Return the records, each once, in the order in which they came."""
        return self._records.values()

    def add(self, answer: Answer, reply: Reply) -> None:
        """Take one page. Of records with one id that was written last stands."""
        self.left_out += answer.left_out
        self.silent += [
            owner_of(each.logical_address) for each in reply.statuses if each.failed or each.stale
        ]
        for record in answer.records:
            header = record.header
            own = (header.source_system or header.unit.hsa_id, header.document_id)
            other = self._records.get(own)
            if other is None or _written(record) > _written(other):
                self._records[own] = record
            elif _written(record) == _written(other) and not _same(record, other):
                self.left_out += 1  # two records that claim to be the same: it is said


def _written(record: Record) -> float:
    return moment(record.header.recorded)


def _same(one: Record, other: Record) -> bool:
    def texts(record: Record) -> list[tuple[str, str]]:
        return [(node.name, node.text) for node in record.body.walk()]

    return texts(one) == texts(other)
