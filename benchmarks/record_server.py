"""One invented patient's record behind a FHIR search on the loopback, without a server's own cost.

`python -m benchmarks.record_server COUNT` prints its port and serves until stdin ends. Bodies are
made beforehand, so that what is measured is the reader.
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
_KINDS = ("Condition", "DiagnosticReport", "MedicationStatement", "Encounter", "Procedure")


def record(count: int) -> dict[str, list[dict[str, Any]]]:
    """Return so many resources by type: mostly laboratory values over ten years."""
    dice = random.Random(count)
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    found["Patient"].append({"resourceType": "Patient", "id": "bench", "gender": "male"})
    for number in range(count - 1):
        at = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(hours=dice.randrange(87_600))
        kind = "Observation" if number % 10 < 7 else _KINDS[number % len(_KINDS)]
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
    coding = {"system": f"https://example.org/{system}", "code": code, "display": text}
    return {"coding": [coding], "text": text}


def bodies(count: int) -> dict[str, bytes]:
    """Return the searchset of each type as bytes."""
    return {
        kind: json.dumps(
            {
                "resourceType": "Bundle",
                "type": "searchset",
                "entry": [{"resource": each, "search": {"mode": "match"}} for each in resources],
            }
        ).encode()
        for kind, resources in record(count).items()
    }


async def serve(count: int) -> None:
    """Answer every search of a type with all there is of it."""
    by_type = bodies(count)
    nothing = b'{"resourceType": "Bundle", "type": "searchset"}'

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            await serve_connection(reader, writer)

    async def serve_connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            length = 0
            while (header := (await reader.readline()).strip()) != b"":
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            await reader.readexactly(length)
            path = line.split()[1].decode().split("?")[0].split("/")
            body = next((by_type[part] for part in path if part in by_type), nothing)
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
