"""An answer becomes records: each with its header, and nothing in it that must not be shown.

Pure. Records without the HSA-id of unit or care provider, and those that say of nobody that they
are his or hers, are left out and counted: the law lets nobody see them. An answer with somebody
else's record is refused as a whole.
"""

from collections.abc import Iterator
from datetime import date

from app import logs
from app.model.base import Private
from app.model.case import PersonNumber
from app.model.errors import HostTrouble, OtherPatient
from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import is_time, known
from app.record.rivta.contracts import Contract
from app.record.rivta.header import Header, read_group_header, read_header
from app.record.rivta.parts import text_attachment
from app.wire.rivta import patient_id
from app.wire.xmltext import Node

_FINE = frozenset({"", "OK", "INFO"})
_TIMES = ("time", "date", "timestamp", "start", "end")
_DAY, _MOMENT = 8, 14  # digits of what means a time
_STRANGE = "Tid som inte finns i kalendern:"


class Record(Private, frozen=True, kw_only=True):
    """One record of an answer. `body` is what its mapper reads."""

    header: Header
    body: Node


class Answer(Private, frozen=True, kw_only=True):
    """An answer, read. `left_out`: records that may be shown to nobody.

    `more`: where the rest of it is: a logical address, and what to ask for there.
    """

    records: tuple[Record, ...] = ()
    left_out: int = 0
    more: tuple[tuple[str, str], ...] = ()


def read_answer(contract: Contract, body: Node, number: PersonNumber | None, today: date) -> Answer:
    """Read the body of a reply. Raises HostTrouble for a result that says no, OtherPatient."""
    result = body.one("result")
    if known(result.value("resultCode")).upper() not in _FINE:
        raise HostTrouble(200, "the result is no")
    (_, register), (_, own) = patient_id(number)
    records, left_out = [], 0
    for record in _records(contract, body, today):
        header = record.header
        if not header.accountable or header.patient_unclear:
            left_out += 1
        elif not header.patient or _digits(header.patient) == own:
            records.append(record)
        elif header.patient_type and header.patient_type != register:
            left_out += 1  # another kind of number, which may be anybody's
        else:
            raise OtherPatient("an answer with somebody else's record")
    more = tuple(
        (known(each.value("logicalAddress")), known(each.value("reference")))
        for each in body.all("hasMore")
    )
    return Answer(records=tuple(records), left_out=left_out, more=more)


def _records(contract: Contract, body: Node, today: date) -> Iterator[Record]:
    day = today.isoformat()
    if contract.group:
        for group in body.all(contract.group):
            for node in group.all(contract.record):
                yield Record(header=read_group_header(contract.name, group, node, day), body=node)
        return
    for node in body.all(contract.record):
        content = next((c for c in node.children if c.name.lower().endswith("body")), node)
        yield Record(header=read_header(contract.name, node, day), body=content)


def _digits(number: str) -> str:
    return number.replace("-", "").replace(" ", "").upper()


def resources_of(contract: Contract, record: Record) -> list[Json]:
    """Return a record's FHIR resources, the main one first, with their Provenance.

    [] of a record that cannot be made into any, whatever is wrong with it: the others stand.
    """
    try:
        made = contract.mapper(record.body, record.header)
    except Exception as error:  # noqa: BLE001 -- one record never takes the others with it
        logs.failure("rivta-record", error)
        return []
    if not made:
        return []
    _say_of_times(made[0], record)
    shown = [each for each in made if each["resourceType"] != "Binary"]
    return [*made, frame.provenance(record.header, shown)]


def _say_of_times(resource: Json, record: Record) -> None:
    """Tell the times of a record that no calendar has: less of them is shown than was sent.

    In a note, or among the words of what has no notes that anybody shows.
    """
    strange = [
        node.text
        for node in record.body.walk()
        if len(node.text) in {_DAY, _MOMENT}
        and node.text.isdigit()
        and node.name.lower().endswith(_TIMES)
        and not is_time(node.text)
    ]
    if not strange:
        return
    said = f"{_STRANGE} {', '.join(dict.fromkeys(strange))}"
    match resource["resourceType"]:
        case "DiagnosticReport":
            name, told = "presentedForm", text_attachment(said)
        case "DocumentReference":
            name, told = "content", {"attachment": text_attachment(said)}
        case _:
            name, told = "note", {"text": said}
    resource[name] = [*resource.get(name, ()), told]
