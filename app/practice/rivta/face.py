"""The practice host's RIV-TA interface over HTTP: SOAP 1.1 below `/rivta`, Basic Profile 2.1.

The national address is answered from all providers, a provider's own address from that provider
alone; nobody lives at any other. What cannot be answered is a fault that quotes nothing.
"""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.model.errors import HostNonsense, TooMuch
from app.model.record import NATIONAL_ADDRESS
from app.practice.body import decode, encode
from app.practice.incoming import whole_body
from app.practice.rivta.contracts import CONTRACTS, Contract
from app.practice.rivta.parts import Part, rendered
from app.practice.rivta.record import Asked, Record, find_patient, hsa_id
from app.practice.rivta.security import SERVICES, Security, Service
from app.practice.rivta.times import SWEDEN
from app.practice.store import Store
from app.wire.envelope import SOAP
from app.wire.xmltext import Node, parse

PATH = "/rivta"
_STATUS = "urn:riv:interoperability:headers:1"
_PERIODS = ("datePeriod", "timePeriod", "time")


class _FaultError(Exception):
    """What becomes a SOAP fault: whose it is, and what in words."""

    def __init__(self, who: str, words: str) -> None:
        super().__init__(words)
        self.who, self.words = who, words


class RivtaFace:
    """What answers each address below `/rivta`."""

    def __init__(self, store: Store) -> None:
        """Take the store, which is only read."""
        self._store, self._security = store, Security(store)
        held: tuple[Contract | Service, ...] = (*CONTRACTS, *SERVICES)
        self._contracts = {each.interaction.path: each for each in held}

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route(PATH + "/log", self.log, methods=["GET"]),
            Route(PATH + "/{path:path}", self.call, methods=["POST"]),
        ]

    async def log(self, _request: Request) -> Response:
        """Tell what was registered and logged: this is no contract, it is for those who check."""
        return Response(encode(self._security.kept), media_type="application/json")

    async def call(self, request: Request) -> Response:
        """Answer a contract."""
        status, text = self.answer(request.path_params["path"], await whole_body(request))
        headers = {"Cache-Control": "no-store"}
        return Response(text, status, media_type="text/xml; charset=utf-8", headers=headers)

    def answer(self, path: str, body: bytes) -> tuple[int, str]:
        """Return the HTTP status and the envelope that answer a request to that path."""
        try:
            contract = self._contract(path)
            sources, answer = self._answered(contract, body)
        except _FaultError as fault:
            return 500, _fault(fault)
        return 200, _enveloped(rendered(answer, contract.namespaces), sources)

    def _contract(self, path: str) -> Contract | Service:
        if path not in self._contracts:
            raise _FaultError("Client", "VP003: there is no such contract here")
        return self._contracts[path]

    def _answered(self, contract: Contract | Service, body: bytes) -> tuple[list[str], Part]:
        address, asked = _opened(body, contract)
        if isinstance(contract, Service):
            told = contract.answer(self._security, asked)
            return [], Part(f"r:{contract.interaction.name}Response", (told,) if told else ())
        record = self._record(address, asked)
        answer = contract.answer(record)
        return record.source_systems if record else [], answer

    def _record(self, address: str, asked: Node) -> Record | None:
        """Return what is asked for, None of a patient whom nobody knows."""
        if address != NATIONAL_ADDRESS and address not in self._providers():
            raise _FaultError("Client", "VP004: nobody answers at this logical address")
        identifier = asked.one("patientId")
        patient = find_patient(self._store, identifier.value("id") or identifier.value("extension"))
        period = next((found for name in _PERIODS if (found := asked.one(name))), asked.one("none"))
        narrowed = Asked(
            provider="" if address == NATIONAL_ADDRESS else address,
            start=period.value("start"),
            end=period.value("end"),
        )
        return Record(self._store, patient, narrowed) if patient else None

    def _providers(self) -> set[str]:
        return {hsa_id(decode(e.body)) for e in self._store.all("Organization") if e.body}


def _opened(body: bytes, contract: Contract | Service) -> tuple[str, Node]:
    """Return the logical address and the request of an envelope."""
    try:
        root = parse(body)
    except (HostNonsense, TooMuch):
        raise _FaultError("Client", "this is no envelope") from None
    held = root.one("Body").children
    if root.name != "Envelope" or len(held) != 1 or held[0].space != contract.interaction.namespace:
        raise _FaultError("Client", "this is no request of this contract")
    return root.value("Header", "LogicalAddress"), held[0]


def _enveloped(body: str, sources: list[str]) -> str:
    now = datetime.now(SWEDEN).strftime("%Y%m%d%H%M%S")
    told = "".join(
        f"<s:ProcessingStatusList><s:logicalAddress>{source}</s:logicalAddress>"
        "<s:statusCode>DataFromSource</s:statusCode>"
        "<s:isResponseFromCache>false</s:isResponseFromCache>"
        "<s:isResponseInSynch>true</s:isResponseInSynch>"
        f"<s:lastSuccessfulSynch>{now}</s:lastSuccessfulSynch></s:ProcessingStatusList>"
        for source in sources
    )
    status = f'<s:ProcessingStatus xmlns:s="{_STATUS}">{told}</s:ProcessingStatus>' if told else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<e:Envelope xmlns:e="{SOAP}"><e:Header>{status}</e:Header>'
        f"<e:Body>{body}</e:Body></e:Envelope>"
    )


def _fault(fault: _FaultError) -> str:
    return _enveloped(
        f"<e:Fault><faultcode>e:{fault.who}</faultcode>"
        f"<faultstring>{fault.words}</faultstring></e:Fault>",
        [],
    )
