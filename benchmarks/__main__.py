"""What the design gives figures for in the room: `python -m benchmarks [--runs N]`.

Console start and memory, cases opened, pages turned, records of service contracts read, standard
texts searched; `benchmarks.fhirpath` times the engine.
Exits with 1 when a ratio or a count is far from its target (docs/benchmarks.md).
"""

import argparse
import sys

from benchmarks import console, library, rivta, stage, table

_CONSOLE_RUNS = 3


def main() -> int:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    measured = [
        *console.figures(_CONSOLE_RUNS),
        *stage.figures(runs),
        *rivta.figures(runs),
        *library.figures(runs),
    ]
    return 0 if table.show(measured) else 1


if __name__ == "__main__":
    sys.exit(main())
