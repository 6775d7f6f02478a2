"""How long it takes to read records of service contracts: `python -m benchmarks.rivta [--runs N]`.

From the bytes of the answers to FHIR resources with their Provenance: 70 of 100 records are
laboratory values, the others notes, diagnoses, statements of imaging, medicines and care contacts.
"""

import argparse
import gc
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from app.model.case import NumberKind, PersonNumber
from app.record.rivta.contracts import CONTRACTS, Contract
from app.record.rivta.reading import read_answer, resources_of
from app.wire.envelope import read_reply
from benchmarks import table
from ui.case_main import OBJECTS_BETWEEN_COLLECTIONS

_COUNTS = (1_000, 5_000, 10_000)
_TARGETS = {5_000: 1_500.0}  # milliseconds
_NUMBER = "191212121212"
_TODAY = date(2026, 3, 12)
_RUNS = 5
_HSA = "<root>1.2.752.129.2.1.4.1</root>"
_SUMMARY = f"""<documentId>{{own}}</documentId>
<sourceSystemHSAId>SE2321000016-BENCH</sourceSystemHSAId>
<documentTime>{{at}}</documentTime><patientId><id>{_NUMBER}</id><type>1.2.752.129.2.1.3.1</type>
</patientId><accountableHealthcareProfessional><authorTime>{{at}}</authorTime>
<healthcareProfessionalHSAId>SE2321000016-P1</healthcareProfessionalHSAId>
<healthcareProfessionalName>Anna Övningsson</healthcareProfessionalName>
<healthcareProfessionalRoleCode><code>204010</code><codeSystem>1.2.752.129.2.2.1.4</codeSystem>
<displayName>Specialistläkare</displayName></healthcareProfessionalRoleCode>
<healthcareProfessionalOrgUnit><orgUnitHSAId>SE2321000016-O1</orgUnitHSAId>
<orgUnitName>Övningskliniken</orgUnitName></healthcareProfessionalOrgUnit>
<healthcareProfessionalCareUnitHSAId>SE2321000016-U1</healthcareProfessionalCareUnitHSAId>
<healthcareProfessionalCareGiverHSAId>SE2321000016-G1</healthcareProfessionalCareGiverHSAId>
</accountableHealthcareProfessional><approvedForPatient>true</approvedForPatient>"""
_ACCESS = f"""<accessControlHeader><accountableHealthcareProvider>{_HSA}
<extension>SE2321000016-G1</extension></accountableHealthcareProvider><accountableCareUnit>{_HSA}
<extension>SE2321000016-U1</extension></accountableCareUnit><patientId>
<root>1.2.752.129.2.1.3.1</root><extension>{_NUMBER}</extension></patientId>
<blockComparisonTime>{{at}}</blockComparisonTime><approvedForPatient>true</approvedForPatient>
</accessControlHeader><sourceSystemId>{_HSA}<extension>SE2321000016-BENCH</extension>
</sourceSystemId><record><id><root>SE2321000016-BENCH</root><extension>{{own}}</extension></id>
<timestamp>{{at}}</timestamp></record><author><name>Anna Övningsson</name>
<timestamp>{{at}}</timestamp></author>"""
_BODIES = {
    "GetLaboratoryOrderOutcome": """<type><code>final</code></type><groupOfAnalyses><analysis>
<code><code>NPU28309</code><codeSystem>1.2.752.108.1</codeSystem><displayName>B—Hemoglobin</displayName>
</code><specimen><material><code>119297000</code><codeSystem>1.2.752.116.2.1.1</codeSystem>
<displayName>blod</displayName></material><timestamp>{at}</timestamp></specimen><result><value><pq>
<value>{value}</value><unit>g/L</unit></pq></value><reference><interval><low>117</low>
<high>153</high><unit>g/L</unit></interval></reference></result></analysis></groupOfAnalyses>
<recipientUnit><name>Övningskliniken</name></recipientUnit>""",
    "GetCareDocumentation": """<clinicalDocumentNoteCode><code>bes</code>
<codeSystem>1.2.752.129.2.2.2.11</codeSystem><displayName>Besöksanteckning</displayName>
</clinicalDocumentNoteCode><clinicalDocumentNoteTitle>Mottagning</clinicalDocumentNoteTitle>
<clinicalDocumentNoteText>&lt;section&gt;&lt;title&gt;Status&lt;/title&gt;&lt;para&gt;Gott
allmäntillstånd, inga besvär.&lt;/para&gt;&lt;/section&gt;</clinicalDocumentNoteText>""",
    "GetDiagnosis": """<typeOfDiagnosis>Huvuddiagnos</typeOfDiagnosis><diagnosisTime>{at}
</diagnosisTime><diagnosisCode><code>C187</code><codeSystem>1.2.752.116.1.1.1.1.3</codeSystem>
<displayName>Malign tumör i sigmoideum</displayName></diagnosisCode>""",
    "GetImagingOutcome": """<typeOfResult>DEF</typeOfResult><resultTime>{at}</resultTime>
<resultReport>Ingen säker metastas. Tumör i sigmoideum, 34 mm.</resultReport><imageRecording>
<examinationActivity><code>55100</code><codeSystem>1.2.752.116.1.3.2.2</codeSystem>
<displayName>DT buk</displayName></examinationActivity><examinationTimePeriod><start>{at}</start>
</examinationTimePeriod></imageRecording>""",
    "GetMedicationHistory": """<medicationPrescription><prescriptionId><root>1</root>
<extension>o</extension></prescriptionId><typeOfPrescription>I</typeOfPrescription>
<prescriptionStatus>Active</prescriptionStatus><startOfTreatment>{at}</startOfTreatment>
<selfMedication>false</selfMedication><drug><drug><atcCode><code>H03AA01</code>
<codeSystem>1.2.752.129.2.2.3.1.1</codeSystem><displayName>levotyroxinnatrium</displayName>
</atcCode><strength>100.0</strength><strengthUnit>mikrogram</strengthUnit></drug><dosage>
<dosageInstruction>1 tablett dagligen</dosageInstruction></dosage></drug>
</medicationPrescription>""",
    "GetCareContacts": """<careContactCode>1</careContactCode><careContactReason>Återbesök
</careContactReason><careContactTimePeriod><start>{at}</start><end>{at}</end>
</careContactTimePeriod>""",
}
_JOURNAL = frozenset(("GetLaboratoryOrderOutcome", "GetCareDocumentation"))


def answers(count: int) -> list[tuple[Contract, bytes]]:
    """Return so many records in the answers of the contracts."""
    dice = random.Random(count)
    others = [name for name in _BODIES if name != "GetLaboratoryOrderOutcome"]
    names = [
        "GetLaboratoryOrderOutcome" if number % 10 < 7 else dice.choice(others)
        for number in range(count)
    ]
    return [
        (contract, _answer(contract, names.count(contract.name), dice))
        for contract in CONTRACTS
        if contract.name in _BODIES
    ]


def _answer(contract: Contract, count: int, dice: random.Random) -> bytes:
    records = "".join(_records(contract, count, dice))
    space, name = contract.interaction.namespace, contract.name
    answer = f'<{name}Response xmlns="{space}">{records}</{name}Response>'
    soap = "http://schemas.xmlsoap.org/soap/envelope/"
    return f'<S:Envelope xmlns:S="{soap}"><S:Body>{answer}</S:Body></S:Envelope>'.encode()


def _records(contract: Contract, count: int, dice: random.Random) -> Iterator[str]:
    name = contract.record
    joined = contract.name in _JOURNAL
    head, body = ("header", "body") if joined else (f"{name}Header", f"{name}Body")
    told = f"<{head}>{_ACCESS if joined else _SUMMARY}</{head}>"
    form = f"<{name}>{told}<{body}>{_BODIES[contract.name]}</{body}></{name}>"
    for number in range(count):
        at = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=dice.randrange(87_600))
        value = dice.randrange(900, 1700) / 10
        yield form.format(own=f"r{number}", at=at.strftime("%Y%m%d%H%M%S"), value=value)


def milliseconds(sent: list[tuple[Contract, bytes]], count: int) -> float:
    """Read the answers; return how long it took."""
    number = PersonNumber(value=_NUMBER, kind=NumberKind.PERSONNUMMER)
    began = time.perf_counter()
    read = 0
    for contract, data in sent:
        answer = read_answer(contract, read_reply(data, contract.interaction).body, number, _TODAY)
        read += sum(bool(resources_of(contract, record)) for record in answer.records)
    took = (time.perf_counter() - began) * 1000
    if read != count:
        raise AssertionError("records that were not read")
    return took


def figures(runs: int) -> list[table.Figure]:
    """Measure how long so many records take, and that it is in proportion."""
    thresholds = gc.get_threshold()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)  # as in a case process, which reads them
    found = {}
    for count in _COUNTS:
        sent = answers(count)
        found[count] = [milliseconds(sent, count) for _ in range(runs)]
    gc.set_threshold(*thresholds)
    told = [
        table.of(f"RIV-TA: {count:,} records read", "ms", times, _TARGETS.get(count))
        for count, times in found.items()
    ]
    first, _, last = (min(times) for times in found.values())
    return [*told, table.of("RIV-TA: 10,000 ÷ 1,000 records", "ratio", [last / first], 10)]


def main() -> int:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=_RUNS)
    return 0 if table.show(figures(parser.parse_args().runs)) else 1


if __name__ == "__main__":
    sys.exit(main())
