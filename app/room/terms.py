"""On what terms a case is read: how far the gate permits, and for whom blocks are checked. Pure."""

from collections.abc import Iterable

from app.model.case import LegalGround
from app.model.people import Actor, Person
from app.model.record import Reading
from app.room.gate import is_care
from app.room.memory import Memory, ask_gate

_NOBODYS = "-"  # no care provider's HSA-id


def reading(memory: Memory, case_id: str) -> Reading:
    """Return the terms for a case as things stand now; the usual ones where all is the host's."""
    facts = memory.facts.get(case_id)
    if facts is None or facts.shared is None:
        return Reading()
    ground = memory.grounds.get(case_id)
    return Reading(
        reach=ask_gate(memory, memory.known(case_id)).reach,
        actors=_actors(memory.readers),
        names_blocks=ground is not None and ground.ground is LegalGround.EMERGENCY,
        own_unchecked=memory.policy.own_data_without_facts,
    )


def _actors(people: Iterable[Person]) -> tuple[Actor, ...]:
    """Return one for each unit: the first of its people stands for all of them.

    Somebody of no known unit is checked as one of none: every inner block holds for them; for
    one of no known provider every outer block holds, too.
    """
    found: dict[tuple[str, str], Actor] = {}
    for person in filter(is_care, people):
        provider = person.provider.hsa_id or _NOBODYS
        unit = person.unit.hsa_id or provider
        actor = Actor(employee=person.hsa_id or provider, unit=unit, provider=provider)
        found.setdefault((provider, unit), actor)
    return tuple(found.values())
