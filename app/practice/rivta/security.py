"""The services of consent, patient relation, blocks and log, as the practice host answers them.

Consents and blocks are the store's, as the FHIR side has them; what is registered and logged here
is kept until the host ends, and told at `/rivta/log` for those who check it.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from app.overview.patient import HSA_SYSTEMS
from app.overview.shape import Json, child, children, string
from app.practice.rivta.parts import Part, namespaces, part
from app.practice.rivta.record import Patient, find_patient, hsa_id, of_patient, read
from app.practice.store import Store
from app.wire import interactions as named
from app.wire.envelope import Interaction
from app.wire.xmltext import Node

_BLOCKS = {"outer-block": False, "inner-block": True}


class Service(NamedTuple):
    """A security service, and what its answer is made of."""

    interaction: Interaction
    answer: Callable[["Security", Node], Part | None]

    @property
    def namespaces(self) -> dict[str, str]:
        """Return the namespaces of an answer by prefix."""
        return namespaces(self.interaction)


class Block(NamedTuple):
    """A block: whose information, and whether it also holds for other units of that provider."""

    custodian: str
    inner: bool


class Security:
    """What the services know: the store's consents and blocks, and what was told to them."""

    def __init__(self, store: Store) -> None:
        """Take the store, which is only read."""
        self._store = store
        self._registered: list[Json] = []
        self._logged: list[Json] = []

    @property
    def kept(self) -> dict[str, list[Json]]:
        """Return the consents that were registered and the reads that were logged, in order."""
        return {"consents": list(self._registered), "log": list(self._logged)}

    def _patient(self, identifier: Node) -> Patient | None:
        return find_patient(self._store, identifier.value("extension") or identifier.text)

    def check_consent(self, asked: Node) -> Part | None:
        """Tell whether the patient consents to the provider's reading, or it was an emergency."""
        provider = asked.value("accessingActor", "careProviderId")
        patient = self._patient(asked.one("patientId"))
        number = asked.value("patientId", "extension")
        kinds = [
            str(each.get("assertionType"))
            for each in self._registered
            if _of(each, number, provider) and _holds(each)
        ]
        if not kinds and self._consents(patient, provider):
            kinds = ["Consent"]
        return part(
            "r:checkResult",
            part("result", part("resultCode", "OK")),
            part("hasConsent", "true" if kinds else "false"),
            part("assertionType", kinds[0] if kinds else ""),
        )

    def _consents(self, patient: Patient | None, provider: str) -> bool:
        """Tell whether a consent in force gives leave: one that names nobody gives it to anyone."""
        for consent in of_patient(self._store, "Consent", patient):
            provision = child(consent, "provision")
            permits = string(provision, "type") == "permit" and _kind(consent) not in _BLOCKS
            held = consent.get("status") == "active" and _is_now(child(provision, "period"))
            named = list(self._actors(provision))
            if permits and held and (not named or provider in named):
                return True
        return False

    def _actors(self, provision: Json) -> Iterator[str]:
        """Yield the HSA-ids of those whom a consent names."""
        for actor in children(provision, "actor"):
            reference = child(actor, "reference")
            identifier = child(reference, "identifier")
            told = string(identifier, "value") if identifier.get("system") in HSA_SYSTEMS else ""
            yield told or hsa_id(read(self._store, string(reference, "reference")))

    def register_consent(self, told: Node) -> Part | None:
        """Keep a consent, or an emergency."""
        self._registered.append(as_json(told))
        return part("r:result", part("resultCode", "OK"))

    def check_blocks(self, asked: Node) -> Part | None:
        """Tell of each row whether it is blocked for whoever asks."""
        actor = asked.one("accessingActor")
        blocks = self._blocks(self._patient(asked.one("patientId")))
        rows = (
            part(
                "checkResults",
                part("status", "BLOCKED" if _is_blocked(row, actor, blocks) else "OK"),
                part("rowNumber", row.value("rowNumber")),
            )
            for row in asked.all("informationEntities")
        )
        return part("r:checkBlocksResult", part("result", part("resultCode", "OK")), *rows)

    def _blocks(self, patient: Patient | None) -> list[Block]:
        return [
            Block(custodian, _BLOCKS[_kind(consent)])
            for consent in of_patient(self._store, "Consent", patient)
            if _kind(consent) in _BLOCKS and consent.get("status") == "active"
            for custodian in self._actors(child(consent, "provision"))
        ]

    def store_log(self, told: Node) -> Part | None:
        """Keep the entries of a log."""
        self._logged += [as_json(entry) for entry in told.all("log")]
        return part("r:result", part("resultCode", "OK"))

    def check_relation(self, asked: Node) -> Part | None:
        """Tell whether the patient is a case of the meeting."""
        patient = self._patient(asked.one("PatientId"))
        related = any(True for _ in of_patient(self._store, "ServiceRequest", patient))
        return part(
            "r:CheckResultType",
            part("Result", part("ResultCode", "OK"), part("ResultText", "OK")),
            part("HasPatientrelation", "true" if related else "false"),
        )


def _kind(consent: Json) -> str:
    codings = (c for each in children(consent, "category") for c in children(each, "coding"))
    codes = [string(coding, "code") for coding in codings]
    return next((code for code in codes if code in _BLOCKS), "")


def _is_now(period: Json) -> bool:
    start, end = string(period, "start"), string(period, "end")
    day = datetime.now(UTC).astimezone().date().isoformat()
    return (not start or start[:10] <= day) and (not end or day <= end[:10])


def _of(registered: Json, number: str, provider: str) -> bool:
    return (
        string(child(registered, "patientId"), "extension") == number
        and registered.get("careProviderId") == provider
    )


def _holds(registered: Json) -> bool:
    return _is_now({"start": registered.get("startDate"), "end": registered.get("endDate")})


def _is_blocked(row: Node, actor: Node, blocks: list[Block]) -> bool:
    unit, provider = row.value("informationCareUnitId"), row.value("informationCareProviderId")
    outside = actor.value("careProviderId") != provider
    elsewhere = actor.value("careUnitId") != unit
    return any(
        block.custodian in (unit, provider) and (outside or (block.inner and elsewhere))
        for block in blocks
    )


def as_json(node: Node) -> Json:
    """Return what an element holds: texts by name, several of one name as a list."""
    held: dict[str, Any] = {}
    for each in node.children:
        told: Any = as_json(each) if each.children else each.text
        if each.name in held:
            before = held[each.name]
            held[each.name] = [*before, told] if isinstance(before, list) else [before, told]
        else:
            held[each.name] = told
    return held


SERVICES = (
    Service(named.CHECK_CONSENT, Security.check_consent),
    Service(named.REGISTER_EXTENDED_CONSENT, Security.register_consent),
    Service(named.CHECK_BLOCKS, Security.check_blocks),
    Service(named.STORE_LOG, Security.store_log),
    Service(named.CHECK_PATIENT_RELATION, Security.check_relation),
)
