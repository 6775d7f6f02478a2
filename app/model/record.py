"""What is asked of a patient's record, and what comes back: the values, no way of fetching them.

Also on what terms it may be read: how far, and for whom. The gate decides that (`app.room.gate`);
a source obeys it, so that nothing else leaves the source.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from app.model.base import Private, Value
from app.model.people import Actor, Organisation

NATIONAL_ADDRESS = "5565594230"  # Inera's organisation number: the national aggregating services
NATIONAL_SECURITY = "SE165565594230-1000"  # Inera's HSA-id: the national blocks and access log


class Reach(StrEnum):
    """Whose information may be shown."""

    OWN = "own"  # what the reader's own care provider has recorded
    ALL = "all"  # other providers', too: sammanhållen vårddokumentation


class Reading(Private, frozen=True, kw_only=True):
    """On what terms one case's record is read.

    `actors`: for whom blocks are checked, the reader first, then one for every other unit whose
    people see the screen; nobody where the host itself answers for blocks (FHIR). What is blocked
    for one of them is shown to nobody. `names_blocks`: the console may be told whose information
    is blocked, since the emergency step has been taken and logged. `own_unchecked`: the own
    provider's information may be shown to its own staff when blocks could not be checked.
    """

    reach: Reach = Reach.ALL
    actors: tuple[Actor, ...] = ()
    names_blocks: bool = False
    own_unchecked: bool = False

    @property
    def own(self) -> str:
        """The HSA-id of the reader's own care provider, "" where there is no reader."""
        return self.actors[0].provider if self.actors else ""

    @property
    def units(self) -> frozenset[tuple[str, str]]:
        """The providers and units for which blocks are checked."""
        return frozenset((actor.provider, actor.unit) for actor in self.actors)

    def within(self, wanted: "Reading") -> bool:
        """Tell whether what was read on these terms may be shown on those that are wanted.

        It may be less. Somebody who has left changes nothing: what was blocked for them stays away.
        """
        reach = self.reach is Reach.OWN or wanted.reach is Reach.ALL
        names = wanted.names_blocks or not self.names_blocks
        trusts = wanted.own_unchecked or not self.own_unchecked
        seen_by = self.own == wanted.own and wanted.units <= self.units
        return reach and names and trusts and seen_by

    def serves(self, wanted: "Reading") -> bool:
        """Tell whether it is also no less than what may be shown."""
        mine = (self.reach, self.names_blocks, self.own_unchecked)
        theirs = (wanted.reach, wanted.names_blocks, wanted.own_unchecked)
        return mine == theirs and self.within(wanted)


class ContractAccess(Private, frozen=True, kw_only=True):
    """How RIV-TA service contracts are called.

    `base_url` without a slash at its end. `logical_address`: asked for all providers' information;
    `own_address`: asked when the own provider's alone may be read. `security_address`: asked about
    blocks, and where the national access log is. `consumer`: this installation's HSA-id.
    `certificate`: the path of a PKCS#12 file, "" for none (a practice host, by loopback).
    """

    base_url: str
    token: str = ""
    logical_address: str = NATIONAL_ADDRESS
    own_address: str = ""
    security_address: str = NATIONAL_SECURITY
    consumer: str = ""
    certificate: str = ""
    passphrase: str = ""


class Need(Value, frozen=True, kw_only=True):
    """What to ask a source for: a FHIR type and search parameters that narrow it.

    `parameters` never narrows more than the definition does; `ids` reads single resources (picks).
    """

    resource_type: str
    parameters: tuple[tuple[str, str], ...] = ()
    ids: tuple[str, ...] = ()


class SourceAnswer(Private, frozen=True, kw_only=True):
    """One source's answer to one need. `error` is a SamsynError.code, "" when all is well.

    `base` is the source's own address (`https://host.example/fhir`), so that an absolute address of
    a Binary is known as its own; "" where the source has none. `blocked`: the care providers whose
    information was left out because the patient has blocked it, as far as this answer had any.
    """

    source: str
    need: Need
    resources: tuple[dict[str, Any], ...] = ()
    at: datetime
    error: str = ""
    unreadable: int = 0
    base: str = ""
    blocked: tuple[Organisation, ...] = ()
