"""The national security services over a real socket: what they know is set by the test.

Requests are checked against the contracts' schemas where ../shared has them.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from lxml import etree

from app.model.people import Actor
from app.wire.xmltext import Node, parse
from tests.fakes.raw_http import RawServer, Request, ok

SCHEMAS = Path(__file__).parents[2].parent / "shared" / "data" / "rivta" / "schemas"
_SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


@cache
def _schema(responder: str) -> etree.XMLSchema | None:
    """Return the schema of a contract's responder (`CheckConsentResponder_2.0.xsd`)."""
    found = sorted(SCHEMAS.glob(f"**/{responder}"))
    return etree.XMLSchema(etree.parse(found[0])) if found else None


def check_schema(body: bytes, interaction: str, version: str) -> None:
    """Fail where the request in an envelope is not what its schema says."""
    if (schema := _schema(f"{interaction}Responder_{version}.xsd")) is not None:
        (request,) = etree.fromstring(body).iterfind(f"{{{_SOAP}}}Body/*")
        schema.assertValid(etree.fromstring(etree.tostring(request)))


class Services(RawServer):
    """Answers the five contracts. `broken`: interactions that answer with a fault."""

    def __init__(self) -> None:
        """Begin with nobody's consent, nobody's relation, and no blocks."""
        super().__init__(self._answer_to)
        self.relations: set[tuple[str, str]] = set()  # employee, patient
        self.consents: dict[tuple[str, str], str] = {}  # unit, patient: assertion type
        self.blocks: Callable[[Actor, Node], bool] = lambda _actor, _row: False
        self.registered: list[Node] = []
        self.logged: list[Node] = []
        self.broken: set[str] = set()
        self.codes: dict[str, str] = {}  # a result code other than OK
        self.addresses: list[tuple[str, str]] = []  # interaction, logical address

    def _answer_to(self, request: Request) -> bytes:
        name = request.path.split("/")[-3]
        data = request.form.encode("latin-1")
        versions = {"CheckPatientRelation": "1.0", "CheckBlocks": "4.0"}
        check_schema(data, name, versions.get(name, "2.0"))
        envelope = parse(data)
        self.addresses.append((name, envelope.value("Header", "LogicalAddress")))
        if name in self.broken:
            fault = "<faultcode>s:Server</faultcode><faultstring>VP009 nere</faultstring>"
            return ok(_soap(f"<s:Fault>{fault}</s:Fault>"), status="500 Internal Server Error")
        asked = envelope.one("Body").children[0]
        inside = {
            "CheckPatientRelation": self._relation,
            "CheckConsent": self._consent,
            "RegisterExtendedConsent": self._register,
            "CheckBlocks": self._check_blocks,
            "StoreLog": self._log,
        }[name](asked)
        body = f'<r:{name}Response xmlns:r="{asked.space}">{inside}</r:{name}Response>'
        return ok(_soap(body))

    def _result(self, name: str, element: str = "result", code: str = "resultCode") -> str:
        told = self.codes.get(name, "OK")
        return f"<{element}><{code}>{told}</{code}></{element}>"

    def _relation(self, asked: Node) -> str:
        who = (asked.value("AccessingActor", "EmployeeId"), asked.value("PatientId"))
        has = str(who in self.relations).lower()
        result = self._result("CheckPatientRelation", "Result", "ResultCode")
        held = f"{result}<HasPatientrelation>{has}</HasPatientrelation>"
        return f"<CheckResultType>{held}</CheckResultType>"

    def _consent(self, asked: Node) -> str:
        unit = asked.value("accessingActor", "careUnitId")
        kind = self.consents.get((unit, asked.value("patientId", "extension")), "")
        has = f"<hasConsent>{'true' if kind else 'false'}</hasConsent>"
        told = f"<assertionType>{kind}</assertionType>" if kind else ""
        return f"<checkResult>{self._result('CheckConsent')}{has}{told}</checkResult>"

    def _register(self, asked: Node) -> str:
        self.registered.append(asked)
        unit, patient = asked.value("careUnitId"), asked.value("patientId", "extension")
        self.consents[unit, patient] = asked.value("assertionType")
        return self._result("RegisterExtendedConsent")

    def _check_blocks(self, asked: Node) -> str:
        who = asked.one("accessingActor")
        actor = Actor(
            employee=who.value("employeeId"),
            unit=who.value("careUnitId"),
            provider=who.value("careProviderId"),
        )
        rows = "".join(
            f"<checkResults><status>{'BLOCKED' if self.blocks(actor, row) else 'OK'}</status>"
            f"<rowNumber>{row.value('rowNumber')}</rowNumber></checkResults>"
            for row in asked.all("informationEntities")
        )
        return f"<checkBlocksResult>{self._result('CheckBlocks')}{rows}</checkBlocksResult>"

    def _log(self, asked: Node) -> str:
        self.logged += asked.all("log")
        return self._result("StoreLog")

    def asked(self, name: str) -> int:
        """Return how often a contract has been called."""
        return sum(one == name for one, _ in self.addresses)


def _soap(body: str) -> bytes:
    return f'<s:Envelope xmlns:s="{_SOAP}"><s:Body>{body}</s:Body></s:Envelope>'.encode()
