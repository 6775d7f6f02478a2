"""Bad input: whatever a server answers, the outcome is a value or one of our errors, in time."""

import asyncio
import gzip
import json

import pytest

from app.model.errors import (
    HostConflict,
    HostError,
    HostMissing,
    HostNonsense,
    HostRefused,
    HostSilent,
    HostTrouble,
    HostUnreachable,
    TooMuch,
)
from app.wire.fhir import Entry, FhirClient
from app.wire.http import Limits
from tests.fakes.raw_http import RawServer, Request, ok, resource, searchset

LIMITS = Limits(deadline=0.5, tries=2, backoff=0.0, max_bytes=100_000)
PATIENT = {"resourceType": "Patient", "id": "1"}
SECRET = "Testsson"
OUTCOME = {
    "resourceType": "OperationOutcome",
    "issue": [{"severity": "error", "code": "processing", "diagnostics": f"{SECRET} is not known"}],
}


async def read_patient(answer: object) -> HostError:
    """Return the error that reading a patient from such a server ends in."""
    async with (
        RawServer(answer) as server,
        FhirClient(server.base_url, limits=LIMITS) as client,
    ):
        with pytest.raises(HostError) as caught:
            await client.read("Patient", "1")
    return caught.value


def deep(levels: int) -> bytes:
    return b'{"resourceType":"Patient","id":"1","x":' + b"[" * levels + b"]" * levels + b"}"


NONSENSE = {
    "html": ok(b"<html><body>Logga in</body></html>", "Content-Type: text/html"),
    "nothing": ok(b""),
    "outcome": resource(OUTCOME),
    "another type": resource({"resourceType": "Practitioner", "id": "1"}),
    "another id": resource({"resourceType": "Patient", "id": "2"}),
    "half of it": ok(b'{"resourceType":"Patient","id":"1","na'),
    "a list": ok(b"[1, 2]"),
    "a key twice": ok(b'{"resourceType":"Patient","id":"1","id":"1"}'),
    "NaN": ok(b'{"resourceType":"Patient","id":"1","x":NaN}'),
    "1e400": ok(b'{"resourceType":"Patient","id":"1","x":1e400}'),
    "utf-16": ok(json.dumps(PATIENT).encode("utf-16")),
    "latin-1": ok('{"resourceType":"Patient","id":"1","x":"Åsa"}'.encode("latin-1")),
    "utf-32": ok(json.dumps(PATIENT).encode("utf-32")),
    "cp037": ok(json.dumps(PATIENT).encode("cp037")),
    "false gzip": ok(b"not gzip", "Content-Encoding: gzip"),
    "redirect": ok(b"", "Location: http://169.254.169.254/", status="302 Found"),
    "status 600": ok(b"", status="600 What"),
}


@pytest.mark.parametrize("case", NONSENSE)
async def test_nonsense_is_called_so(case: str) -> None:
    error = await read_patient(NONSENSE[case])
    assert type(error) is HostNonsense
    assert SECRET not in str(error)


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"2000\r\n" + b"x" * 0x2000 + b"\r\n")
        await writer.drain()


TOO_MUCH = {
    "depth 200": ok(deep(200)),
    "depth 1000": ok(deep(1000)),
    "depth 40000": ok(deep(40_000)),
    "a gzip bomb": ok(gzip.compress(b" " * 50_000_000), "Content-Encoding: gzip"),
    "endless": endless,
    "too many headers": ok(b"", *(f"X-{n}: 1" for n in range(300))),
}


@pytest.mark.parametrize("case", TOO_MUCH)
async def test_too_much_is_cut_off(case: str) -> None:
    assert type(await read_patient(TOO_MUCH[case])) is TooMuch


async def drip(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.01)


async def silence(writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3600)


@pytest.mark.parametrize("answer", [drip, silence])
async def test_late_is_late_although_bytes_keep_coming(answer: object) -> None:
    assert type(await read_patient(answer)) is HostSilent


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\n" + b"X-Huge: " + b"x" * 500_000 + b"\r\n\r\n{}",
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
    ],
    ids=["nothing", "false length", "huge header", "another protocol"],
)
async def test_a_broken_connection_is_unreachable(answer: bytes) -> None:
    assert type(await read_patient(answer)) is HostUnreachable


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, HostRefused),
        (403, HostRefused),
        (404, HostMissing),
        (409, HostConflict),
        (410, HostMissing),
        (412, HostConflict),
        (422, HostTrouble),
        (503, HostTrouble),
    ],
)
async def test_a_refusal_has_its_kind_and_no_text(status: int, kind: type[HostError]) -> None:
    error = await read_patient(resource(OUTCOME, status=f"{status} No"))
    assert type(error) is kind
    assert "processing" in str(error)
    assert SECRET not in str(error)


async def test_what_may_be_repeated_is_repeated() -> None:
    def second_time(request: Request) -> bytes:
        busy = resource(OUTCOME, "Retry-After: 0", status="503 Busy")
        return busy if len(server.requests) == 1 else resource(PATIENT, 'ETag: W/"7"')

    async with (
        RawServer(second_time) as server,
        FhirClient(server.base_url, limits=LIMITS) as client,
    ):
        held = await client.read("Patient", "1")
    assert (held.resource, held.etag) == (PATIENT, 'W/"7"')


async def test_a_server_that_asks_for_too_long_a_pause_is_not_waited_for() -> None:
    error = await read_patient(resource(OUTCOME, "Retry-After: 3600", status="429 Busy"))
    assert isinstance(error, HostTrouble)
    assert (error.status, error.retry_after) == (429, 3600)


async def test_a_server_that_hangs_is_not_waited_for_again() -> None:
    async with (
        RawServer(silence) as server,
        FhirClient(server.base_url, limits=Limits(deadline=0.2, tries=9)) as client,
    ):
        with pytest.raises(HostSilent):
            await client.read("Patient", "1")
        assert len(server.requests) == 1


async def test_a_transaction_is_sent_once() -> None:
    async with (
        RawServer(resource(OUTCOME, status="503 Busy")) as server,
        FhirClient(server.base_url, limits=LIMITS) as client,
    ):
        with pytest.raises(HostTrouble):
            await client.transaction([Entry(resource=PATIENT)])
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "bundle",
    [
        {"resourceType": "Bundle", "type": "searchset"},
        {"resourceType": "Bundle", "type": "transaction-response", "entry": []},
        {"resourceType": "Bundle", "type": "transaction-response", "entry": [{}]},
        {"resourceType": "Bundle", "type": "transaction-response", "entry": [7]},
        {
            "resourceType": "Bundle",
            "type": "transaction-response",
            "entry": [{"response": {"status": "500"}}],
        },
    ],
)
async def test_a_transaction_that_was_not_acknowledged_is_nonsense(bundle: object) -> None:
    async with (
        RawServer(resource(bundle)) as server,
        FhirClient(server.base_url, limits=LIMITS) as client,
    ):
        with pytest.raises(HostNonsense):
            await client.transaction([Entry(resource=PATIENT)])


async def search(answer: object, *, limits: Limits = LIMITS) -> tuple[list[object], RawServer]:
    async with (
        RawServer(answer) as server,
        FhirClient(server.base_url, "token", limits=limits) as client,
    ):
        found = await client.search("Patient", [("identifier", "x|191212121212")])
    return list(found), server


async def test_an_identifier_never_stands_in_an_address() -> None:
    found, server = await search(searchset(PATIENT))
    assert found == [PATIENT]
    (request,) = server.requests
    assert (request.method, request.path) == ("POST", "/Patient/_search")
    assert "191212121212" in request.form
    assert "Authorization: Bearer token" in request.head


async def test_pages_are_followed_on_the_same_origin() -> None:
    def pages(request: Request) -> bytes:
        other = {"resourceType": "Patient", "id": "2"}
        return searchset(other) if request.method == "GET" else searchset(PATIENT, following="?p=2")

    found, _ = await search(pages)
    assert [each["id"] for each in found] == ["1", "2"]  # type: ignore[index]


@pytest.mark.parametrize(
    "link",
    ["http://127.0.0.1:1/Patient?p=2", "https://evil.example/", "file:///etc/passwd", "//evil/x"],
)
async def test_a_link_to_elsewhere_is_not_followed(link: str) -> None:
    with pytest.raises(HostNonsense):
        await search(searchset(PATIENT, following=link))


async def test_a_loop_of_pages_ends() -> None:
    with pytest.raises(HostNonsense):
        await search(searchset(PATIENT, following="?p=2"))


@pytest.mark.parametrize(
    "answer",
    [
        resource(PATIENT),
        resource(OUTCOME),
        ok(b"<html></html>"),
        ok(b'{"resourceType":"Bundle","type":"searchset","entry":{"resource":{}}}'),
        ok(b'{"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":'),
        searchset({"resourceType": "Practitioner", "id": "1"}),
        ok(
            b'{"resourceType":"Bundle","type":"searchset",'
            b'"entry":[{"resource":{"resourceType":"Patient","id":"1"}}],"entry":[]}'
        ),
    ],
    ids=["resource", "outcome", "html", "entry", "half", "other type", "entries twice"],
)
async def test_a_search_that_is_answered_otherwise_is_nonsense(answer: bytes) -> None:
    with pytest.raises(HostNonsense):
        await search(answer)


async def test_references_to_the_server_itself_become_relative() -> None:
    def absolute(request: Request) -> bytes:
        reference = {"reference": f"{server.base_url}/Organization/7"}
        elsewhere = {"reference": "https://other.example/Practitioner/7"}
        both = {"managingOrganization": reference, "generalPractitioner": [elsewhere]}
        return resource(PATIENT | both)

    async with (
        RawServer(absolute) as server,
        FhirClient(server.base_url, limits=LIMITS) as client,
    ):
        held = (await client.read("Patient", "1")).resource
    assert held["managingOrganization"] == {"reference": "Organization/7"}
    assert held["generalPractitioner"] == [{"reference": "https://other.example/Practitioner/7"}]


async def test_a_server_without_etags_gives_its_version() -> None:
    versioned = PATIENT | {"meta": {"versionId": "3"}}
    async with (
        RawServer(resource(versioned)) as server,
        FhirClient(server.base_url, limits=LIMITS) as client,
    ):
        assert (await client.read("Patient", "1")).etag == 'W/"3"'


@pytest.mark.parametrize("bad", ["..", "1/../../x", "a" * 65, "å", ""])
async def test_an_id_that_is_none_is_never_sent(bad: str) -> None:
    async with FhirClient("http://127.0.0.1:9", limits=LIMITS) as client:
        with pytest.raises(HostNonsense):
            await client.read("Patient", bad)


@pytest.mark.parametrize("token", ["a\r\nX-Evil: 1", "å"])
def test_a_token_that_breaks_out_of_its_header_is_refused(token: str) -> None:
    with pytest.raises(HostNonsense):
        FhirClient("http://127.0.0.1:9", token)


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ({"implementation": {"description": " Region\nProv "}}, "Region Prov"),
        ({"software": {"name": "Server"}}, "Server"),
        ({"implementation": 7, "software": {"name": 7}}, ""),
    ],
)
async def test_a_server_is_asked_for_its_name(statement: dict[str, object], name: str) -> None:
    answer = resource({"resourceType": "CapabilityStatement"} | statement)
    async with (
        RawServer(answer) as server,
        FhirClient(server.base_url, limits=LIMITS) as client,
    ):
        assert await client.name() == name


async def test_no_log_tells_whom_was_asked_for(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        async with (
            RawServer(resource(PATIENT, status="404 No")) as server,
            FhirClient(server.base_url, limits=LIMITS) as client,
        ):
            with pytest.raises(HostMissing):
                await client.read("Patient", "191212121212")
    assert "191212121212" not in caplog.text
    assert not [each for each in caplog.records if each.name.startswith(("http", "h11"))]
