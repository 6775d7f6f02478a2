"""Figures beside what they may be, and what that makes of the run.

Times and sizes depend on the machine and are only told; a ratio or a count holds on any machine, so
one that is far from its target (twice as much) fails the run.
"""

import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_FAR = 2.0
_PORTABLE = frozenset({"ratio", "count"})


class Figure(NamedTuple):
    """What was measured, in `unit`, and how much it may be at most; None: only told."""

    what: str
    unit: str
    measured: float
    worst: float
    target: float | None = None

    @property
    def share(self) -> float | None:
        """How much of what is allowed was used; over 1 is too much."""
        return self.measured / self.target if self.target else None

    @property
    def verdict(self) -> str:
        """Say it in a word."""
        if self.share is None:
            return ""
        if self.share <= 1:
            return "met"
        return "FAR OFF" if self.fails else "missed"

    @property
    def fails(self) -> bool:
        """Tell whether this is far off, whatever machine it is."""
        return self.unit in _PORTABLE and self.share is not None and self.share > _FAR


def of(what: str, unit: str, values: Sequence[float], target: float | None = None) -> Figure:
    """Return the median and the worst of several runs."""
    return Figure(what, unit, statistics.median(values), max(values), target)


def show(figures: Iterable[Figure]) -> bool:
    """Print the table; tell whether nothing in it fails."""
    figures = list(figures)
    wide = max(len(each.what) for each in figures)
    print(f"{'':<{wide}}  {'':<5} {'median':>8} {'worst':>8} {'target':>8} {'share':>6}")
    for each in figures:
        digits = 2 if each.unit == "ratio" else 1
        target = "" if each.target is None else f"{each.target:.4g}"
        share = "" if each.share is None else f"{each.share:.2f}"
        print(
            f"{each.what:<{wide}}  {each.unit:<5} {each.measured:>8.{digits}f}"
            f" {each.worst:>8.{digits}f}"
            f" {target:>8} {share:>6}  {each.verdict}".rstrip(),
            flush=True,
        )
    return not any(each.fails for each in figures)
