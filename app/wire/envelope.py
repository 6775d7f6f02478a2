"""SOAP 1.1 envelopes of the RIV-TA Basic Profile 2.1: written, and read. Pure.

A request is written from plain fields; an answer is a body of the expected name and namespace, or a
fault, which is raised as the HostError that it means. Faults are read for their codes only: their
texts may quote what was sent. An answer without an envelope is read, too: some systems' archives
hold them so. What an aggregating service says about each of its sources comes with the answer.
Source: RIV Tekniska Anvisningar Basic Profile 2.1; the interoperability headers 1.0.
"""

import re
from collections.abc import Sequence
from typing import Union
from xml.sax.saxutils import escape

from app.model.base import Private, Value
from app.model.errors import (
    HostError,
    HostMissing,
    HostNonsense,
    HostRefused,
    HostTrouble,
    HostUnreachable,
)
from app.wire.xmltext import NOTHING, Node, parse

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
_SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
_REGISTRY = "urn:riv:itintegration:registry:1"
_PLATFORM_CODE = re.compile(r"\bVP\d{3}\b")
_FAULT_CODE = re.compile(r"(?:[A-Za-z0-9_-]+:)?([A-Za-z][A-Za-z.]{0,30})")
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFUSALS = frozenset({"VP002", "VP005", "VP007", "VP013"})
_NOBODY_THERE = frozenset({"VP003", "VP004", "VP006", "VP010"})
_NO_CONNECTION = frozenset({"VP009"})

Field = tuple[str, Union[str, "Fields"]]
Fields = Sequence[Field]


class Interaction(Value, frozen=True, kw_only=True):
    """One interaction of a service contract.

    `domain`: `clinicalprocess:healthcond:description`. `types`: the namespace of what lies below
    the request's own elements. `element`: the request's name, where it is not the interaction's.
    `action_of`: the domain in the soapAction, where the contract's WSDL has another.
    """

    domain: str
    name: str
    major: int
    types: str
    element: str = ""
    action_of: str = ""

    @property
    def namespace(self) -> str:
        """Return the namespace of request and answer."""
        return f"urn:riv:{self.domain}:{self.name}Responder:{self.major}"

    @property
    def action(self) -> str:
        """Return the soapAction."""
        domain = self.action_of or self.domain
        return f"urn:riv:{domain}:{self.name}Responder:{self.major}:{self.name}"

    @property
    def path(self) -> str:
        """Return where it is served below a base address."""
        return f"{self.domain.replace(':', '/')}/{self.name}/{self.major}/rivtabp21"


class Status(Value, frozen=True, kw_only=True):
    """What an aggregating service says of one source: its HSA-id, and how its answer came about.

    `failed`: the source did not answer. `stale`: what came of it is older than it should be.
    """

    logical_address: str
    failed: bool
    stale: bool = False


class Reply(Private, frozen=True, kw_only=True):
    """An answer: the body's element, and the state of each source that was asked for it."""

    body: Node
    statuses: tuple[Status, ...] = ()


def envelope(logical_address: str, interaction: Interaction, fields: Fields) -> bytes:
    """Write a request. Its own fields are in the interaction's namespace, those below in `types`.

    What XML cannot hold is left out of texts.
    """
    name = interaction.element or interaction.name
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<e:Envelope xmlns:e="{SOAP}"><e:Header>'
        f'<a:LogicalAddress xmlns:a="{_REGISTRY}">{_text(logical_address)}</a:LogicalAddress>'
        f'</e:Header><e:Body><r:{name} xmlns:r="{interaction.namespace}"'
        f' xmlns:t="{interaction.types}">{_written("r", fields)}</r:{name}>'
        "</e:Body></e:Envelope>"
    ).encode()


def _written(prefix: str, fields: Fields) -> str:
    return "".join(
        f"<{prefix}:{name}>{_text(held) if isinstance(held, str) else _written('t', held)}"
        f"</{prefix}:{name}>"
        for name, held in fields
    )


def _text(text: str) -> str:
    return escape(_UNPRINTABLE.sub("", text))


def read_reply(data: bytes, interaction: Interaction) -> Reply:
    """Read an answer. Raises the HostError that a fault means, HostNonsense for what is none."""
    root = parse(data)
    body, header = _body(root)
    if body.name == "Fault" and body.space in {SOAP, _SOAP_12}:
        raise fault(body)
    if body.name != f"{interaction.name}Response" or body.space != interaction.namespace:
        raise HostNonsense("an answer to something else")
    return Reply(body=body, statuses=_statuses(header))


def fault_in(data: bytes) -> HostError | None:
    """Return what the fault in an answer means, None where the answer is no fault."""
    try:
        body, _ = _body(parse(data))
    except HostNonsense:
        return None
    return fault(body) if body.name == "Fault" and body.space in {SOAP, _SOAP_12} else None


def _body(root: Node) -> tuple[Node, Node]:
    """Return what the envelope's body holds, and the envelope's header."""
    if root.name != "Envelope":
        return root, NOTHING
    if root.space not in {SOAP, _SOAP_12}:
        raise HostNonsense("an envelope that is not SOAP's")
    held = root.one("Body").children
    if len(held) != 1:
        raise HostNonsense("an envelope without exactly one body")
    return held[0], root.one("Header")


def fault(node: Node) -> HostError:
    """Return the HostError that a SOAP fault means, by the codes that it holds."""
    texts = [each.text for each in node.walk()]
    platform = next((m[0] for text in texts if (m := _PLATFORM_CODE.search(text))), "")
    told = node.value("faultcode") or node.value("Code", "Value")
    match = _FAULT_CODE.fullmatch(told)
    reason = " ".join(part for part in ("SOAP fault", match[1] if match else "", platform) if part)
    if platform in _REFUSALS:
        return HostRefused(reason)
    if platform in _NOBODY_THERE:
        return HostMissing(reason)
    if platform in _NO_CONNECTION:
        return HostUnreachable(reason)
    return HostTrouble(500, reason)


def _statuses(header: Node) -> tuple[Status, ...]:
    return tuple(
        Status(
            logical_address=record.value("logicalAddress"),
            failed=code == "nodatasynchfailed",
            stale=code == "datafromcachesynchfailed",
        )
        for record in header.all("ProcessingStatus", "ProcessingStatusList")
        for code in (record.value("statusCode").lower(),)
    )
