"""Consents and blocks, as the gate needs them. Pure.

A permit is never read as wider than it says: one with limits that the gate does not know closes it.
Mapping: docs/host.md, "Consent and blocks".
"""

from collections.abc import Iterator
from datetime import date

from app.host import codes
from app.host.people import Directory, organisations
from app.model.case import AccessFacts, Block, Consent
from app.model.errors import HostNonsense
from app.overview.references import key_of
from app.overview.shape import Json, child, children, string

OUTER_BLOCK, INNER_BLOCK = "outer-block", "inner-block"
_CUSTODIAN, _RECIPIENT = "CST", "IRCP"
_PRIVACY = "patient-privacy"
_LIMITS = ("provision", "data", "class", "code", "dataPeriod", "securityLabel")
_PERMITS = {"permit": True, "deny": False}


def access_facts(consents: list[Json], patient: str, directory: Directory) -> AccessFacts:
    """Return what the patient's active Consents say.

    One that cannot be understood says that nothing is known (`fetched` False): the gate closes.
    """
    permits: list[Consent] = []
    blocks: list[Block] = []
    try:
        for each in consents:
            if _is_in_force(each) and _whose(each) == patient:
                permits += _permits(each, directory)
                blocks += _blocks(each, directory)
    except (HostNonsense, ValueError):
        return AccessFacts(fetched=False)
    return AccessFacts(consents=tuple(permits), blocks=tuple(blocks))


def organisations_in(consents: list[Json]) -> list[str]:
    """Return the references to organisations that consents and blocks name."""
    actors = (actor for each in consents for actor in children(child(each, "provision"), "actor"))
    return [string(child(actor, "reference"), "reference") for actor in actors]


def _is_in_force(consent: Json) -> bool:
    scope = codes.code_of([child(consent, "scope")], codes.CONSENT_SCOPE)
    return consent.get("status") == "active" and (scope == _PRIVACY or bool(_kind(consent)))


def _whose(consent: Json) -> str:
    return key_of(string(child(consent, "patient"), "reference"))


def _kind(consent: Json) -> str:
    return codes.code_of(children(consent, "category"), codes.CONSENT_KIND)


def _permits(consent: Json, directory: Directory) -> Iterator[Consent]:
    if _kind(consent) in (OUTER_BLOCK, INNER_BLOCK):
        return
    provision = child(consent, "provision")
    permits = _PERMITS.get(string(provision, "type"))
    if permits is None or (permits and any(limit in provision for limit in _LIMITS)):
        raise HostNonsense("a consent that says neither yes nor no, or both")
    period = child(provision, "period")
    for provider in _named(provision, _RECIPIENT, directory) or [""]:
        yield Consent(
            permits=permits,
            start=_day(string(period, "start")),
            end=_day(string(period, "end")),
            provider=provider,
        )


def _blocks(consent: Json, directory: Directory) -> Iterator[Block]:
    kind = _kind(consent)
    if kind not in (OUTER_BLOCK, INNER_BLOCK):
        return
    provision = child(consent, "provision")
    custodians = _named(provision, _CUSTODIAN, directory)
    if string(provision, "type") != "deny" or not custodians:
        raise HostNonsense("a block of nobody's information")
    for custodian in custodians:
        yield Block(custodian=custodian, inner=kind == INNER_BLOCK)


def _named(provision: Json, role: str, directory: Directory) -> list[str]:
    """Return the HSA-ids of the actors. Raises HostNonsense for one without, or in another role."""
    found = []
    for actor in children(provision, "actor"):
        organisation, _ = organisations(child(actor, "reference"), directory)
        stands_for = codes.code_of([child(actor, "role")], codes.PARTICIPATION)
        if stands_for != role or not organisation.hsa_id:
            raise HostNonsense("an actor that cannot be told")
        found.append(organisation.hsa_id)
    return found


def _day(text: str) -> date | None:
    """Read a FHIR date or the day of a dateTime. Raises ValueError for a lesser precision."""
    return date.fromisoformat(text[:10]) if text else None
