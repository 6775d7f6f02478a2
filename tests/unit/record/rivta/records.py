"""Small invented records of the service contracts, and the short way from them to FHIR and rows."""

import base64
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.record.rivta import frame
from app.record.rivta.contracts import CONTRACTS
from app.record.rivta.header import Header, read_header
from app.wire.xmltext import Node, parse

Json = dict[str, Any]
Mapper = Callable[[Node, Header], list[Json]]

SHARED = Path(__file__).parents[4].parent / "shared" / "data" / "rivta"
NUMBER = "191212121212"
MAPPERS: dict[str, tuple[str, Mapper]] = {c.name: (c.record, c.mapper) for c in CONTRACTS}
_SUMMARY = f"""<documentId>d1</documentId><sourceSystemHSAId>SE2321000016-SYS</sourceSystemHSAId>
<documentTitle>%s</documentTitle><documentTime>20260304093000</documentTime>
<patientId><id>{NUMBER}</id><type>1.2.752.129.2.1.3.1</type></patientId>
<accountableHealthcareProfessional><authorTime>20260305101500</authorTime>
<healthcareProfessionalName>Anna Övningsson</healthcareProfessionalName>
<healthcareProfessionalOrgUnit><orgUnitName>Övningskliniken</orgUnitName>
</healthcareProfessionalOrgUnit>
<healthcareProfessionalCareUnitHSAId>SE2321000016-U1</healthcareProfessionalCareUnitHSAId>
<healthcareProfessionalCareGiverHSAId>SE2321000016-G1</healthcareProfessionalCareGiverHSAId>
</accountableHealthcareProfessional><approvedForPatient>true</approvedForPatient>"""
_ACCESS = f"""<accessControlHeader>
<accountableHealthcareProvider><root>1.2.752.129.2.1.4.1</root>
<extension>SE2321000016-G1</extension></accountableHealthcareProvider>
<accountableCareUnit><root>1.2.752.129.2.1.4.1</root><extension>SE2321000016-U1</extension>
</accountableCareUnit><patientId><root>1.2.752.129.2.1.3.1</root>
<extension>{NUMBER}</extension></patientId></accessControlHeader>
<sourceSystemId><root>1.2.752.129.2.1.4.1</root><extension>SE2321000016-SYS</extension>
</sourceSystemId><record><id><root>SE2321000016-SYS</root><extension>d1</extension></id>
<timestamp>20260304093000</timestamp></record><author><name>Anna Övningsson</name>
<timestamp>20260305101500</timestamp></author>"""
_JOURNAL = frozenset(("GetCareDocumentation", "GetLaboratoryOrderOutcome"))


def record(contract: str, body: str, *, title: str = "", more: str = "") -> Node:
    """Return a record with that body; `more` stands in its header."""
    name, _ = MAPPERS[contract]
    head, inner = ("header", "body") if contract in _JOURNAL else (f"{name}Header", f"{name}Body")
    told = _ACCESS if contract in _JOURNAL else _SUMMARY % title
    text = f"<{name}><{head}>{told}{more}</{head}><{inner}>{body}</{inner}></{name}>"
    return parse(text.encode())


def resources_of(contract: str, node: Node, *, day: str = "") -> list[Json]:
    """Return what a record is mapped to, read on a day."""
    _, mapper = MAPPERS[contract]
    body = next((c for c in node.children if c.name.lower().endswith("body")), Node("", "", "", {}))
    return mapper(body, read_header(contract, node, day))


def mapped(
    contract: str, body: str, *, title: str = "", more: str = "", day: str = ""
) -> list[Json]:
    """Return what a record with that body is mapped to."""
    return resources_of(contract, record(contract, body, title=title, more=more), day=day)


def with_provenance(contract: str, node: Node) -> list[Json]:
    """Return a record's resources and the Provenance that tells where they are from."""
    made = resources_of(contract, node)
    return [*made, frame.provenance(read_header(contract, node), made)]


def of_type(resources: list[Json], kind: str) -> list[Json]:
    """Return the resources of a type."""
    return [each for each in resources if each["resourceType"] == kind]


def only(resources: list[Json], kind: str) -> Json:
    """Return the one resource of a type."""
    (found,) = of_type(resources, kind)
    return found


def records_in(contract: str, path: Path) -> list[Node]:
    """Return the records of a reply."""
    name, _ = MAPPERS[contract]
    return [node for node in parse(path.read_bytes()).walk() if node.name == name]


def text_of(resources: list[Json]) -> str:
    """Return all texts of resources, those in attachments, too."""
    return "\n".join(_texts(resources))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if str(value.get("contentType", "")).startswith("text/") and "data" in value:
            yield base64.b64decode(value["data"]).decode()
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    else:
        told = str(value).lower() if isinstance(value, bool) else str(value)
        yield f"{value:f}" if isinstance(value, Decimal) else told


def coded(code: str, system: str, display: str) -> str:
    """Return the inside of a CVType."""
    return (
        f"<code>{code}</code><codeSystem>{system}</codeSystem><displayName>{display}</displayName>"
    )
