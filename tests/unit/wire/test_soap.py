"""Calls of service contracts over a real socket: what is sent, and what comes of every answer."""

import asyncio

import pytest

from app.model.errors import (
    HostError,
    HostMissing,
    HostNonsense,
    HostRefused,
    HostSilent,
    HostTrouble,
    HostUnreachable,
    TooMuch,
)
from app.wire.envelope import Interaction, Reply, Status, envelope, read_reply
from app.wire.http import Limits
from app.wire.soap import SoapClient
from app.wire.xmltext import parse
from tests.fakes.raw_http import RawServer, Request, ok

DIAGNOSIS = Interaction(
    domain="clinicalprocess:healthcond:description",
    name="GetDiagnosis",
    major=2,
    types="urn:riv:clinicalprocess:healthcond:description:2",
)
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
LIMITS = Limits(deadline=2.0, tries=1, max_bytes=1 << 20)
HSA_ID, NATIONAL = "SE2321000016-3HKB", "5565594230"


def soap(body: str, header: str = "", space: str = SOAP) -> bytes:
    return (
        f'<s:Envelope xmlns:s="{space}"><s:Header>{header}</s:Header>'
        f"<s:Body>{body}</s:Body></s:Envelope>"
    ).encode()


def fault(text: str, code: str = "soap:Server") -> bytes:
    told = f"<faultcode>{code}</faultcode><faultstring>{text}</faultstring>"
    return soap(f"<s:Fault>{told}</s:Fault>")


ANSWER = f'<GetDiagnosisResponse xmlns="{DIAGNOSIS.namespace}"><result/></GetDiagnosisResponse>'
SOUND = soap(ANSWER)


async def call(answer: object, limits: Limits = LIMITS) -> tuple[Reply, list[Request]]:
    async with (
        RawServer(answer) as server,
        SoapClient(
            server.base_url, consumer_hsa_id=HSA_ID, token="hemlig", limits=limits
        ) as client,
    ):
        fields = [("patientId", [("id", "1"), ("type", "2")])]
        return await client.call(DIAGNOSIS, NATIONAL, fields), server.requests


async def calling(answer: object, limits: Limits = LIMITS) -> HostError:
    with pytest.raises(HostError) as caught:
        await call(answer, limits)
    return caught.value


async def test_a_call_goes_to_the_contracts_address_with_its_headers() -> None:
    reply, (request,) = await call(ok(SOUND))
    assert request.path == "/clinicalprocess/healthcond/description/GetDiagnosis/2/rivtabp21"
    head = request.head.lower()
    assert f'soapaction: "{DIAGNOSIS.namespace}:getdiagnosis"'.lower() in head
    assert f"x-rivta-original-serviceconsumer-hsaid: {HSA_ID}".lower() in head
    assert "x-skltp-correlation-id: " in head
    assert "authorization: bearer hemlig" in head  # this very machine
    root = parse(request.form.encode("latin-1"))
    assert root.value("Header", "LogicalAddress") == NATIONAL
    sent = root.one("Body", "GetDiagnosis")
    patient = sent.one("patientId")
    assert (sent.space, patient.space) == (DIAGNOSIS.namespace, DIAGNOSIS.namespace)
    assert (patient.one("id").space, patient.value("id")) == (DIAGNOSIS.types, "1")
    assert reply.body.one("result")


async def test_a_token_goes_to_this_machine_only(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, str]] = []

    def client(_base: str, *, headers: dict[str, str], **_: object) -> None:
        sent.append(headers)

    monkeypatch.setattr("app.wire.soap.HttpClient", client)
    SoapClient("https://esb.example.org/vp", token="hemlig")
    SoapClient("http://127.0.0.1:1/rivta", token="hemlig")
    assert ["Authorization" in headers for headers in sent] == [False, True]


@pytest.mark.parametrize(
    "arguments",
    [("ftp://x", "", ""), ("https://x.example", "å", ""), ("https://x.example", "", "a\nb")],
)
def test_what_cannot_be_sent_is_refused_at_once(arguments: tuple[str, str, str]) -> None:
    url, consumer, token = arguments
    with pytest.raises(HostNonsense):
        SoapClient(url, consumer_hsa_id=consumer, token=token)


def test_texts_are_escaped_and_what_xml_cannot_hold_is_left_out() -> None:
    written = envelope("<&", DIAGNOSIS, [("patientId", [("id", "a\x00<b>&\ud800c")])])
    root = parse(written)
    assert root.value("Header", "LogicalAddress") == "<&"
    assert root.value("Body", "GetDiagnosis", "patientId", "id") == "a<b>&c"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (fault("VP007 Authorization missing for 191212121212"), HostRefused),
        (fault("VP004 No logical address"), HostMissing),
        (fault("VP009 Error connecting to service producer"), HostUnreachable),
        (fault("Valideringsfel"), HostTrouble),
        (soap("<s:Fault><s:Code><s:Value>error code</s:Value></s:Code></s:Fault>"), HostTrouble),
        (soap(ANSWER.replace("description", "logistics")), HostNonsense),
        (soap("<GetDiagnosisResponse/>"), HostNonsense),
        (soap(ANSWER, space="urn:wrong"), HostNonsense),
        (soap(""), HostNonsense),
        (soap(ANSWER * 2), HostNonsense),
        (SOUND[: len(SOUND) // 2], HostNonsense),
        (b"<html><body>Logga in</body></html>", HostNonsense),
        (b'<!DOCTYPE a [<!ENTITY x "y">]>' + SOUND, HostNonsense),
        (b"", HostNonsense),
        (b'{"a": 1}', HostNonsense),
    ],
)
@pytest.mark.parametrize("status", ["200 OK", "500 Internal Server Error"])
async def test_what_is_no_answer_is_an_error_of_its_kind(
    body: bytes, kind: type[HostError], status: str
) -> None:
    error = await calling(ok(body, status=status))
    usual = kind if "200" in status or b"Fault" in body else HostTrouble
    assert type(error) is usual
    assert "191212121212" not in str(error)


@pytest.mark.parametrize(
    ("status", "kind"),
    [("401 Unauthorized", HostRefused), ("403 Forbidden", HostRefused), ("404 No", HostMissing)],
)
async def test_a_status_without_a_fault_counts(status: str, kind: type[HostError]) -> None:
    assert type(await calling(ok(b"", status=status))) is kind


async def test_a_fault_says_its_code() -> None:
    assert "VP007" in str(await calling(ok(fault("VP007 No"))))
    assert "SOAP fault Client" in str(await calling(ok(fault("x", "soap:Client"))))


async def test_silence_half_an_answer_and_too_much_are_errors() -> None:
    async def silence(_: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    async def half(writer: asyncio.StreamWriter) -> None:
        writer.write(ok(SOUND)[:-20])
        await writer.drain()

    quick = Limits(deadline=0.2, tries=1)
    assert type(await calling(silence, quick)) is HostSilent
    assert type(await calling(half)) is HostUnreachable
    large = soap(ANSWER.replace("<result/>", f"<value>{'QUJD' * 400_000}</value>"))
    assert type(await calling(ok(large))) is TooMuch


async def test_a_reading_is_tried_again_after_a_broken_connection() -> None:
    seen: list[Request] = []

    def answer(request: Request) -> bytes:
        seen.append(request)
        return ok(SOUND) if len(seen) > 1 else b""

    reply, requests = await call(answer, Limits(deadline=5.0, tries=2, backoff=0.0))
    assert (bool(reply.body), len(requests)) == (True, 2)


def test_what_each_source_said_comes_along() -> None:
    def status(address: str, code: str) -> str:
        told = f"<p:logicalAddress>{address}</p:logicalAddress><p:statusCode>{code}</p:statusCode>"
        return f"<p:ProcessingStatusList>{told}</p:ProcessingStatusList>"

    lists = (
        status("SE1", "DataFromSource")
        + status("SE2", "NoDataSynchFailed")
        + status("SE3", "DataFromCacheSynchFailed")
    )
    space = "urn:riv:interoperability:headers:1"
    header = f'<p:ProcessingStatus xmlns:p="{space}">{lists}</p:ProcessingStatus>'
    assert read_reply(soap(ANSWER, header), DIAGNOSIS).statuses == (
        Status(logical_address="SE1", failed=False),
        Status(logical_address="SE2", failed=True),
        Status(logical_address="SE3", failed=False, stale=True),
    )


def test_an_answer_without_an_envelope_is_read() -> None:
    assert read_reply(ANSWER.encode(), DIAGNOSIS).body.name == "GetDiagnosisResponse"
