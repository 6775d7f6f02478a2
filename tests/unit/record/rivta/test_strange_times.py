"""A time that no calendar has: what is left of it is shown, and what was sent is said."""

import pytest

from app.model.overview import FactRow, StatementRow
from app.record.rivta.contracts import CONTRACTS
from app.record.rivta.header import read_header
from app.record.rivta.reading import Record, resources_of
from tests.unit.overview.records import LIBRARY, overview, section
from tests.unit.record.rivta.records import record

SAID = "Tid som inte finns i kalendern: 20160230000000"
NOTE = """<clinicalDocumentNoteCode><originalText>Anteckning</originalText>
</clinicalDocumentNoteCode><clinicalDocumentNoteText>Ord.</clinicalDocumentNoteText>
<dissentingOpinion><authorTime>20160230000000</authorTime></dissentingOpinion>"""
STATEMENT = """<resultTime>20160230000000</resultTime><resultReport>Ua.</resultReport>"""
PLACES = {
    "GetCareDocumentation": (NOTE, "notes"),
    "GetImagingOutcome": (STATEMENT, "imaging"),
    "GetMaternityMedicalHistory": (
        (
            "<registrationRecord><lastMenstrualDate>20160230000000</lastMenstrualDate>"
            "<infertility>1</infertility></registrationRecord>"
        ),
        "observations",
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_time_that_does_not_exist_is_said(name: str) -> None:
    contract = next(each for each in CONTRACTS if each.name == name)
    body, key = PLACES[name]
    node = record(name, body)
    inner = next(child for child in node.children if child.name.lower().endswith("body"))
    found = resources_of(contract, Record(header=read_header(name, node), body=inner))
    (row,) = section(overview(*found, definition=LIBRARY.definition_named("whole")), key).rows
    assert isinstance(row, StatementRow | FactRow)
    assert SAID in row.text.split("\n")
