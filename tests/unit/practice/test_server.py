"""The FHIR interface, over a real socket."""

import json
import socket
from typing import Any
from uuid import uuid4

import httpx2
import pytest

from app.practice import bundles
from app.practice.body import MAX_DEPTH
from app.practice.server import create_app
from app.practice.store import Store
from tests.unit.practice.conftest import TOKEN

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _patient(**elements: Any) -> dict[str, Any]:
    return {"resourceType": "Patient", **elements}


def _words(reply: httpx2.Response) -> str:
    outcome = reply.json()
    assert outcome["resourceType"] == "OperationOutcome"
    assert reply.headers["content-type"].startswith("application/fhir+json")
    return str(outcome["issue"][0]["diagnostics"])


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer wrong", "Basic eDp5"])
@pytest.mark.parametrize("path", ["/Patient", "/metadata", "/Patient/_search", "/nowhere"])
def test_nobody_comes_in_without_the_token(host: str, given: str, path: str) -> None:
    headers = {"Authorization": given} if given else {}
    reply = httpx2.get(f"{host}{path}", headers=headers, trust_env=False)
    assert reply.status_code == 401
    assert reply.headers["www-authenticate"] == "Bearer"
    assert "token" in _words(reply)


def test_it_says_what_it_can(client: httpx2.Client) -> None:
    statement = client.get("metadata").json()
    assert statement["fhirVersion"] == "4.0.1"
    assert {each["code"] for each in statement["rest"][0]["interaction"]} == {
        "transaction",
        "batch",
    }


def test_a_resource_lives_through_its_versions(client: httpx2.Client) -> None:
    created = client.post("Patient", json=_patient(gender="female"))
    assert created.status_code == 201
    assert created.headers["etag"] == 'W/"1"'
    where = f"Patient/{created.json()['id']}"
    assert created.headers["location"].endswith(f"{where}/_history/1")
    changed = client.put(where, json={**created.json(), "gender": "male"})
    assert (changed.status_code, changed.headers["etag"]) == (200, 'W/"2"')
    again = client.put(where, json={**created.json(), "gender": "male"})
    assert again.headers["etag"] == 'W/"2"'  # the same content is no new version
    assert client.get(f"{where}/_history/1").json()["gender"] == "female"
    assert client.delete(where).status_code == 204
    assert client.get(where).status_code == 410
    assert client.get(f"{where}/_history/3").status_code == 410
    versions = client.get(f"{where}/_history").json()["entry"]
    assert [each["request"]["method"] for each in versions] == ["DELETE", "PUT", "POST"]
    assert client.put(where, json=created.json()).status_code == 201
    assert client.get(where).headers["etag"] == 'W/"4"'


def test_an_update_on_the_wrong_version_is_refused(client: httpx2.Client) -> None:
    where, body = f"Patient/{uuid4()}", _patient()
    body["id"] = where.partition("/")[2]
    assert client.put(where, json=body, headers={"If-Match": 'W/"1"'}).status_code == 412
    assert client.put(where, json=body).status_code == 201
    late = client.put(where, json={**body, "active": True}, headers={"If-Match": 'W/"7"'})
    assert late.status_code == 412
    assert "read it again" in _words(late)
    in_time = client.put(where, json={**body, "active": True}, headers={"If-Match": 'W/"1"'})
    assert in_time.headers["etag"] == 'W/"2"'
    assert client.delete(where, headers={"If-Match": 'W/"1"'}).status_code == 412
    unchanged = client.get(where, headers={"If-None-Match": 'W/"2"'})
    assert unchanged.status_code == 304


def test_a_conditional_create_creates_once(client: httpx2.Client) -> None:
    value = str(uuid4())
    body = _patient(identifier=[{"system": "urn:test", "value": value}])
    condition = {"If-None-Exist": f"identifier=urn:test|{value}"}
    first, second = (client.post("Patient", json=body, headers=condition) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["id"] == second.json()["id"]
    client.post("Patient", json=body)
    several = client.post("Patient", json=body, headers=condition)
    assert several.status_code == 412
    typo = client.post("Patient", json=body, headers={"If-None-Exist": "identfier=x"})
    assert typo.status_code == 400  # a condition that is not understood must never create


def test_a_conditional_update_finds_its_resource(client: httpx2.Client) -> None:
    value = str(uuid4())
    body = _patient(identifier=[{"value": value}])
    created = client.put("Patient", params={"identifier": value}, json=body)
    updated = client.put("Patient", params={"identifier": value}, json={**body, "active": True})
    assert (created.status_code, updated.status_code) == (201, 200)
    assert updated.json()["id"] == created.json()["id"]
    assert updated.headers["etag"] == 'W/"2"'
    assert client.put("Patient", json=body).status_code == 400  # no condition at all


def test_a_long_result_is_paged_and_stays_as_it_was(client: httpx2.Client) -> None:
    tag = str(uuid4())
    ids = [f"{tag}-{number}" for number in range(5)]
    for each in ids:
        client.put(f"List/{each}", json={"resourceType": "List", "id": each, "title": tag})
    page = client.post("List/_search", data={"title": tag, "_count": "2"}, headers=_FORM).json()
    client.delete(f"List/{ids[2]}")
    found, seen = [], 0
    while True:
        assert page["total"] == 5
        found += [entry["resource"]["id"] for entry in page["entry"]]
        following = [each["url"] for each in page["link"] if each["relation"] == "next"]
        if not following:
            break
        assert tag not in following[0]
        page, seen = client.get(following[0]).json(), seen + 1
    assert (found, seen) == (ids, 2)


def test_an_unknown_page_is_gone(client: httpx2.Client) -> None:
    assert client.get("", params={"_getpages": "x", "_offset": "0"}).status_code == 410
    assert client.get("", params={"_getpages": "x"}).status_code == 400


def test_unknown_parameters_are_refused_or_named(client: httpx2.Client) -> None:
    strict = client.get("Patient?colour=red", headers={"Prefer": "handling=strict"})
    assert strict.status_code == 400
    assert "'colour'" in _words(strict)
    lenient = client.get("Patient?colour=red&_id=none").json()
    (entry,) = lenient["entry"]
    assert entry["search"]["mode"] == "outcome"
    assert "'colour'" in entry["resource"]["issue"][0]["diagnostics"]
    assert "colour" not in lenient["link"][0]["url"]
    assert lenient["total"] == 0


def test_counting_and_empty_results_hold_no_entries(client: httpx2.Client) -> None:
    for query in ("_summary=count", "_count=0", "_id=none"):
        assert "entry" not in client.get(f"Patient?{query}").json()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b'{"resourceType":7}', 400),
        (b'{"resourceType":"Observation"}', 400),
        (b'{"resourceType":"Patient","x":NaN}', 400),
        (b'{"resourceType":"Patient","x":"\xff"}', 400),
        (b'{"resourceType":"Patient","x":' + b"[" * 100_000, 400),
        (b'{"resourceType":"Patient","x":%b1%b}' % (b"[" * MAX_DEPTH, b"]" * MAX_DEPTH), 400),
    ],
)
def test_a_bad_body_is_refused_in_words(client: httpx2.Client, body: bytes, status: int) -> None:
    reply = client.post("Patient", content=body)
    assert reply.status_code == status
    assert _words(reply)


def test_other_bad_requests_are_refused_in_words(client: httpx2.Client) -> None:
    asked = [
        (404, client.get("Patient/none")),
        (404, client.get("Dragon/1")),
        (404, client.get("one/two/three/four")),
        (405, client.patch("Patient/1", json={})),
        (405, client.delete("Patient")),
        (406, client.get("Patient", headers={"Accept": "application/fhir+xml"})),
        (415, client.post("Patient", content=b"<x/>", headers={"Content-Type": "text/xml"})),
        (415, client.post("Patient/_search", content=b"{}")),
        (400, client.put("Patient/a", json=_patient(id="b"))),
        (400, client.put("Patient/a_b", json=_patient(id="a_b"))),
        (400, client.put("Patient?identifier=x", json=_patient(id=["a"]))),
        (400, client.post("", json=_patient())),
        (404, client.get("Patient/none/_history")),
        (404, client.get("Patient/none/_history/1")),
        (400, client.get("", params={"_type": "Patient"})),
    ]
    assert [(reply.status_code, bool(_words(reply))) for _, reply in asked] == [
        (status, True) for status, _ in asked
    ]


def test_a_body_without_an_end_is_cut_off(host: str) -> None:
    address = httpx2.URL(host)
    with socket.create_connection((address.host, address.port or 0), timeout=30) as line:
        head = (
            f"POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
            "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        line.sendall(head.encode())
        chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
        try:
            for _ in range(80):
                line.sendall(chunk)
        except (BrokenPipeError, ConnectionResetError):
            return
        assert b" 413 " in line.recv(64)


def test_prefer_minimal_sends_no_body(client: httpx2.Client) -> None:
    reply = client.post("Patient", json=_patient(), headers={"Prefer": "return=minimal"})
    assert (reply.status_code, reply.content) == (201, b"")


def test_digits_come_back_as_they_were_sent(client: httpx2.Client) -> None:
    body = b'{"resourceType":"Observation","valueQuantity":{"value":5.40}}'
    created = client.post("Observation", content=body)
    assert b'"value":5.40' in client.get(f"Observation/{created.json()['id']}").content
    assert json.loads(created.content)["meta"]["versionId"] == "1"


async def test_a_mistake_of_its_own_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store()
    monkeypatch.setattr(store, "current", None)
    app = httpx2.ASGITransport(create_app(store, "key"), raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=app, base_url="http://host/fhir/") as client:
        reply = await client.get("Patient/1", headers={"Authorization": "Bearer key"})
    assert reply.status_code == 500
    assert "mistake" in _words(reply)


def test_a_conditional_update_may_bring_its_id(client: httpx2.Client) -> None:
    value, own, other = (str(uuid4()) for _ in range(3))
    body = _patient(identifier=[{"value": value}], id=own)
    client.put(f"Patient/{other}", json=_patient(id=other))
    taken = client.put(f"Patient?identifier={value}", json={**body, "id": other})
    created = client.put(f"Patient?identifier={value}", json=body)
    wrong = client.put(f"Patient?identifier={value}", json={**body, "id": other})
    replies = [reply.status_code for reply in (taken, created, wrong)]
    assert replies == [409, 201, 400]
    assert created.json()["id"] == own


def test_a_transaction_answers_for_each_entry(client: httpx2.Client) -> None:
    entries = [
        {"resource": _patient(), "request": {"method": "POST", "url": "Patient"}},
        {"request": {"method": "GET", "url": "Patient?_id=none"}},
    ]
    bundle = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
    answer = client.post("", json=bundle).json()
    assert answer["type"] == "transaction-response"
    created, found = answer["entry"]
    assert created["response"]["status"] == "201"
    assert client.get(created["response"]["location"]).headers["etag"] == 'W/"1"'
    assert found["resource"]["total"] == 0


def test_a_batch_says_what_went_wrong_with_each_entry(client: httpx2.Client) -> None:
    entries = [{"request": {"method": "GET", "url": "Patient/none"}}]
    bundle = {"resourceType": "Bundle", "type": "batch", "entry": entries}
    (reply,) = client.post("", json=bundle).json()["entry"]
    assert reply["response"]["status"] == "404"
    assert reply["response"]["outcome"]["issue"][0]["code"] == "not-found"


def test_only_the_latest_searches_are_kept(client: httpx2.Client) -> None:
    for _ in range(2):
        client.post("Basic", json={"resourceType": "Basic"})
    first, *_, last = (
        client.get("Basic?_count=1").json()["link"][1]["url"]
        for _ in range(bundles.KEPT_SEARCHES + 1)
    )
    assert client.get(first).status_code == 410
    assert client.get(last).json()["entry"]


async def test_who_leaves_in_the_middle_of_a_request_is_no_failure() -> None:
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/fhir/Patient/_search",
        "query_string": b"",
        "headers": [(b"authorization", f"Bearer {TOKEN}".encode())],
    }
    await create_app(Store(), TOKEN)(scope, receive, send)
    assert sent == []
