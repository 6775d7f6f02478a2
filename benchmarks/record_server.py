"""One invented patient's record behind a FHIR search on the loopback, without a server's own cost.

`python -m benchmarks.record_server COUNT` prints its port and serves until stdin ends. A search is
narrowed by its tokens (`code`, `category`, `status`) and cut into pages, as any FHIR server does;
resources are JSON beforehand and an answer is made once, so that what is measured is the reader.
"""

import asyncio
import contextlib
import json
import random
import sys
import threading
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

PATIENT = "Patient/bench"
_ANALYSES = (
    ("NPU28309", "Hemoglobin", "g/L", 134, 170),
    ("NPU04998", "Kreatinin", "mikromol/L", 60, 105),
    ("NPU19748", "CRP", "mg/L", 0, 5),
    ("NPU19719", "CEA", "mikrogram/L", 0, 5),
    ("NPU03429", "Natrium", "mmol/L", 137, 145),
    ("NPU03230", "Kalium", "mmol/L", 3, 5),
    ("NPU19651", "ALAT", "mikrokat/L", 0, 1),
    ("NPU01370", "Bilirubin", "mikromol/L", 5, 25),
)
_SYSTEMS = {
    "observation-category": "http://terminology.hl7.org/CodeSystem/observation-category",
    "npu": "urn:oid:1.2.752.108.1",
}
_TOKENS = ("category", "code", "status")
_KINDS = ("Condition", "DiagnosticReport", "MedicationStatement", "Encounter", "Procedure")


def record(count: int) -> dict[str, list[dict[str, Any]]]:
    """Return so many resources by type: mostly laboratory values over ten years."""
    dice = random.Random(count)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    found["Patient"].append({"resourceType": "Patient", "id": "bench", "gender": "male"})
    for number in range(count - 1):
        at = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=dice.randrange(87_600))
        kind = "Observation" if number % 10 < 7 else dice.choice(_KINDS)
        made = {
            "resourceType": kind,
            "id": f"{kind.lower()}-{number}",
            "meta": {"versionId": "1"},
            "subject": {"reference": PATIENT},
            **_content(kind, at.isoformat(), dice),
        }
        found[kind].append(made)
    return found


def _content(kind: str, at: str, dice: random.Random) -> dict[str, Any]:
    if kind == "Observation":
        code, name, unit, low, high = dice.choice(_ANALYSES)
        return {
            "status": "final",
            "category": [_coded("observation-category", "laboratory", "Laboratory")],
            "code": _coded("npu", code, name),
            "effectiveDateTime": at,
            "valueQuantity": {"value": round(dice.uniform(low * 0.8, high * 1.2), 1), "unit": unit},
            "referenceRange": [{"low": {"value": low}, "high": {"value": high}}],
        }
    text = f"Invented {kind} {dice.randrange(200)}"
    return {
        "status": {"Encounter": "finished", "MedicationStatement": "active"}.get(kind, "final"),
        "clinicalStatus": _coded("condition-clinical", "active", "Active"),
        "code": _coded("local", str(dice.randrange(200)), text),
        "medicationCodeableConcept": {"text": text},
        "conclusion": " ".join([text] * 12),
        "recordedDate": at,
        "effectiveDateTime": at,
    }


def _coded(system: str, code: str, text: str) -> dict[str, Any]:
    named = _SYSTEMS.get(system, f"https://example.org/{system}")
    coding = {"system": named, "code": code, "display": text}
    return {"coding": [coding], "text": text}


class Searches:
    """Answers to searches, of one record."""

    def __init__(self, count: int) -> None:
        """Make a record of so many resources."""
        self._held = {
            kind: [(each, json.dumps({"resource": each})) for each in resources]
            for kind, resources in record(count).items()
        }
        self._made: dict[str, bytes] = {}

    def answer(self, kind: str, query: str) -> bytes:
        """Return one page of a search as a searchset."""
        key = f"{kind}?{query}"
        if key not in self._made:
            self._made[key] = self._searchset(kind, dict(parse_qsl(query)))
        return self._made[key]

    def _searchset(self, kind: str, asked: dict[str, str]) -> bytes:
        at, size = int(asked.pop("_offset", 0)), int(asked.get("_count", 100))
        tokens = {name: set(asked[name].split(",")) for name in _TOKENS if name in asked}
        found = [
            text
            for resource, text in self._held.get(kind, [])
            if all(_tokens(resource, name) & wanted for name, wanted in tokens.items())
        ]
        following = urlencode({**asked, "_offset": at + size})
        link = {"link": [{"relation": "next", "url": f"{kind}?{following}"}]}
        head = {"resourceType": "Bundle", "type": "searchset"}
        begun = json.dumps(head | (link if len(found) > at + size else {}))
        return f'{begun[:-1]}, "entry": [{", ".join(found[at : at + size])}]}}'.encode()


def _tokens(resource: dict[str, Any], name: str) -> set[str]:
    """Return what a search by token finds a resource by."""
    value = resource.get(name, ())
    if isinstance(value, str):
        return {value}
    concepts = value if isinstance(value, list) else [value]
    return {f"{c['system']}|{c['code']}" for concept in concepts for c in concept["coding"]}


async def serve(count: int) -> None:
    """Answer searches until stdin ends."""
    searches = Searches(count)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            await serve_connection(reader, writer)

    async def serve_connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            length = 0
            while (header := (await reader.readline()).strip()) != b"":
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            form = (await reader.readexactly(length)).decode()
            path, _, query = line.split()[1].decode().partition("?")
            kind = path.removesuffix("/_search").rpartition("/")[2]
            body = searches.answer(kind, form or query)
            head = f"Content-Type: application/fhir+json\r\nContent-Length: {len(body)}\r\n\r\n"
            writer.write(b"HTTP/1.1 200 OK\r\n" + head.encode() + body)
            await writer.drain()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    loop, ended = asyncio.get_running_loop(), asyncio.Event()

    def wait_for_the_end() -> None:
        sys.stdin.read()
        loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    await ended.wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
