"""Asking less often: needs that one search can answer. Pure.

Needs of one type that differ in the values of one parameter become one search for all the values.
Its answer holds what each of them asked for, and may hold more: a need only ever narrows.
"""

from collections.abc import Iterable
from typing import NamedTuple

from app.model.record import Need

BINARY = "Binary"  # a content, which is read by its id and never searched for


class Asked(NamedTuple):
    """One search, and the needs that its answer answers."""

    need: Need
    answers: tuple[Need, ...]


def merged(needs: Iterable[Need]) -> list[Asked]:
    """Return the searches that answer all the needs."""
    asked: list[Asked] = []
    for need in dict.fromkeys(needs):
        for place, earlier in enumerate(asked):
            if joined := _joined(earlier.need, need):
                asked[place] = Asked(joined, (*earlier.answers, need))
                break
        else:
            asked.append(Asked(need, (need,)))
    return asked


def _joined(one: Need, other: Need) -> Need | None:
    """Return what asks for both, None where that would ask for more than the two together."""
    if one.resource_type != other.resource_type or one.ids or other.ids:
        return None
    if one.resource_type == BINARY:  # a failure is that content's and nobody else's
        return None
    mine, theirs = dict(one.parameters), dict(other.parameters)
    if not _comparable(one, mine, other, theirs):
        return None
    differing = [name for name in mine if mine[name] != theirs[name]]
    if len(differing) != 1:
        return None
    name = differing[0]
    values = dict.fromkeys(f"{mine[name]},{theirs[name]}".split(","))
    parameters = tuple((key, ",".join(values) if key == name else mine[key]) for key in mine)
    return Need(resource_type=one.resource_type, parameters=parameters)


def _comparable(one: Need, mine: dict[str, str], other: Need, theirs: dict[str, str]) -> bool:
    """Tell whether both name the same parameters, each once, and no value is escaped or negated."""
    once = len(mine) == len(one.parameters) and len(theirs) == len(other.parameters)
    plain = not any("\\" in value for value in (*mine.values(), *theirs.values()))
    return once and plain and mine.keys() == theirs.keys() and not any(":not" in k for k in mine)
