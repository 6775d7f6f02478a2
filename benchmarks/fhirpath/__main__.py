"""Time the engine: twelve views over one record, beside sqlonfhir when it is installed.

    python -m benchmarks.fhirpath [SIZE …]                 (1000 10000 100000)
    python -m benchmarks.fhirpath --record FILE [FILE …]   (Bundles or .ndjson, as one record)

Every figure is processor time, the best of several runs in this process; `parsed` starts from
parsed resources, `whole` from the JSON text. sqlonfhir (requirements/bench.txt) is run up to 10,000
resources. Exits with 1 when a target is missed: 15 ms per 1,000 resources, 40 times sqlonfhir from
parsed resources, identical rows.
"""

import argparse
import copy
import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.fhirpath import compile_view, run_views
from app.model.jsontext import parse_json
from benchmarks.fhirpath.record import make
from benchmarks.fhirpath.views import VIEWS

try:
    import sqlonfhir
except ImportError:
    sqlonfhir = None

_OTHER_UP_TO = 10_000
_TARGET_RATIO, _TARGET_MS = 40, 15


def _best(work: Callable[[], Any], runs: int) -> tuple[float, Any]:
    best, found = float("inf"), None
    for _ in range(runs):
        start = time.process_time()
        found = work()
        best = min(best, time.process_time() - start)
    return best * 1000, found


def _ours(resources: list[Any]) -> list[list[dict[str, Any]]]:
    return [result.rows for result in run_views(_COMPILED, resources)]


def _theirs(resources: list[Any]) -> list[list[dict[str, Any]]]:
    views = copy.deepcopy(list(VIEWS.values()))  # it changes the view it is given
    return [sqlonfhir.evaluate(resources, view) for view in views]


def _bag(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True, default=float) for row in rows)


_COMPILED = [compile_view(view) for view in VIEWS.values()]


def _read(path: Path) -> list[dict[str, Any]]:
    """Return the resources of a Bundle, or of a file with one resource a line."""
    text = path.read_text("utf-8")
    if path.suffix == ".ndjson":
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    found = json.loads(text)
    entries = found.get("entry", [{"resource": found}])
    return [entry["resource"] for entry in entries]


def _measure(record: list[dict[str, Any]]) -> bool:
    text, size = json.dumps(record), len(record)
    resources, plain = parse_json(text), json.loads(text)
    gc.collect()
    gc.freeze()  # the collector's walks over the record are no part of either engine
    parsed_ms, ours = _best(lambda: _ours(resources), 7)
    whole_ms, _ = _best(lambda: _ours(parse_json(text)), 3)
    per_thousand = parsed_ms * 1000 / size
    line = f"{size:>8} {sum(map(len, ours)):>8} {parsed_ms:>10.1f} {per_thousand:>10.2f}"
    line += f" {whole_ms:>10.1f}"
    good = per_thousand <= _TARGET_MS
    if sqlonfhir is not None and size <= _OTHER_UP_TO:
        other_ms, theirs = _best(lambda: _theirs(plain), 3 if size <= 1_000 else 1)
        whole_other_ms, _ = _best(lambda: _theirs(json.loads(text)), 1)
        same = [_bag(a) == _bag(b) for a, b in zip(ours, theirs, strict=True)]
        line += (
            f" {other_ms:>10.0f} {other_ms / parsed_ms:>7.0f}x {whole_other_ms / whole_ms:>7.0f}x"
        )
        line += f"  {sum(same)} of {len(same)}"
        good = good and all(same) and other_ms / parsed_ms >= _TARGET_RATIO
    print(line)
    return good


def main() -> int:
    """Print the table; 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("size", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--record", type=Path, nargs="+", metavar="FILE")
    args = parser.parse_args()
    print(f"{'':>17} {'ours, ms':>10} {'per 1,000':>10} {'whole, ms':>10}", end=" ")
    print(f"{'sqlonfhir':>10} {'parsed':>8} {'whole':>8}  same rows")
    if args.record:
        good = [_measure([each for path in args.record for each in _read(path)])]
    else:
        good = [_measure(make(size)) for size in args.size]
    if sqlonfhir is None:
        print("sqlonfhir is not installed (requirements/bench.txt): nothing to compare with")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
