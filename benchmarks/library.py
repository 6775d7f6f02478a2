"""The search among standard texts: `python -m benchmarks.library [--runs N]`.

Ten thousand texts, each key press of what a chair types: words, several words, misspelt ones. The
texts are those of the practice conferences, stretched by compound words as Swedish makes them.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import product

import msgspec

from app.library.builtin import BuiltinLibrary
from app.library.screening import screen
from app.library.search import TextIndex
from app.model.local_text import KnownPerson
from app.model.outcome import StandardText
from benchmarks import table
from benchmarks.table import Figure

TEXTS = 10_000
PRESS_MS = 5.0
TODAY = date(2026, 11, 23)
TYPED = (
    "koloncancer adjuvant",
    "strålbehandling lever",
    "rekommenderas kirurgi uppföljning",
    "kollonkanser adjuvannt",
    "e s k",
)
_FIRST = "strål kolon lever lung bröst prostata hud njur urin blås skelett nerv hjärt mag lymf blod"
_JOINT = "- s cancer vävnads funktions inflammations operations smärt kärl körtel"
_LAST = (
    "behandling kirurgi resektion metastas undersökning biopsi uppföljning röntgen utredning prov"
    " rehabilitering tumör sjukdom kontroll mottagning remiss konferens plan ventil beredskap"
)


def texts(count: int) -> Iterator[StandardText]:
    """Yield so many texts, the same each time."""
    chance = random.Random(20261123)
    known = BuiltinLibrary().texts()
    compounds = [
        "".join(parts).replace("-", "")
        for parts in product(_FIRST.split(), _JOINT.split(), _LAST.split())
    ]
    words = sorted({w for text in known for w in re.findall(r"\w+", text.text.lower())})
    words += compounds
    for number in range(count):
        text = known[number % len(known)]
        yield msgspec.structs.replace(
            text,
            url=f"{text.url}-{number}",
            title=f"{text.title} {' '.join(chance.choices(words, k=3))}",
            text=f"{text.text} {' '.join(chance.choices(words, k=40))}"[:4000],
        )


def figures(runs: int) -> list[Figure]:
    """Measure and return each figure."""
    many = list(texts(TEXTS))
    begun = time.perf_counter()
    index = TextIndex(many, TODAY)
    made = time.perf_counter() - begun
    presses = [typed[: n + 1] for typed in TYPED for n in range(len(typed))]
    times = [_press(index, words) for _ in range(runs) for words in presses]
    several = [t for t, words in zip(times, presses * runs, strict=True) if " " in words]
    conference = BuiltinLibrary().definition_named("colorectal")
    begun = time.perf_counter()
    index.suggest("C18.7", conference)
    suggested = time.perf_counter() - begun
    return [
        table.of("search, a key press of 10,000 texts", "ms", times, PRESS_MS),
        table.of("search, a key press, several words", "ms", several, PRESS_MS),
        Figure("suggestions, first time for a case", "ms", suggested * 1000, suggested * 1000),
        Figure("index of 10,000 texts, beside the start", "ms", made * 1000, made * 1000),
        table.of("screening, a key press in 4,000 signs", "ms", _screening(runs)),
    ]


def _press(index: TextIndex, words: str) -> float:
    begun = time.perf_counter()
    index.search(words, "C18.7")
    return (time.perf_counter() - begun) * 1000


def _screening(runs: int) -> list[float]:
    people = tuple(
        KnownPerson(names=(f"Testberg{chr(97 + n)}", "Anna Karin"), birth_date=f"19{50 + n}-09-07")
        for n in range(40)
    )
    text = msgspec.structs.replace(
        next(texts(1)), text=("Kontroll om 3-6 veckor, 0,5 mg. " * 130)[:4000]
    )
    times = []
    for _ in range(max(runs, 5)):
        begun = time.perf_counter()
        screen(text, people)
        times.append((time.perf_counter() - begun) * 1000)
    return times


def main() -> int:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    return 0 if table.show(figures(parser.parse_args().runs)) else 1


if __name__ == "__main__":
    sys.exit(main())
