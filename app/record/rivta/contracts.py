"""The fourteen reading contracts: what each gives, when it is asked, and with which request.

Pure. A contract is asked when a need wants a type that it gives. It is asked for less where every
need that it answers names a day from which on something has to be, and the contract's own dates
tell of the same thing. What was written lies after what it tells of; so a request has a beginning,
a month earlier than any need's, and never an end.
Source: the service contract descriptions of the domains, and their schemas.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from app.model.case import PersonNumber
from app.model.record import Need
from app.overview.references import RECORD_SYSTEM
from app.overview.shape import Json
from app.record.rivta import (
    activities,
    alerts,
    contacts,
    diagnosis,
    documentation,
    functional,
    imaging,
    laboratory,
    maternity,
    medication,
    observations,
    plans,
    referral,
    vaccination,
)
from app.record.rivta.blocks import ALERTS, MEDICINES
from app.record.rivta.header import Header
from app.wire import interactions as named
from app.wire.envelope import Field, Fields, Interaction
from app.wire.rivta import patient_id
from app.wire.xmltext import Node

_MARGIN = timedelta(days=31)
_LAST_DAY, _MIDNIGHT = "20991231", "000000"
_AGREEMENT = "00000000-0000-4000-8000-000000000000"  # GetObservations: the general one
_MOMENTS = frozenset(("date", "issued", "started", "onset-date", "recorded-date", "authored"))

Mapper = Callable[[Node, Header], list[Json]]


class Contract(NamedTuple):
    """One contract.

    `record`: the element of a record in an answer; `group`: the element that holds several.
    `gives`: FHIR types; `categories`: of its Observations, None for any. `period`: the request's
    element for dates, "" where those dates are no clinical ones; `whole`: it must name both ends;
    `seconds`: it is told in seconds. `root`: the patient is asked for by root and extension.
    `information_type`: what blocks call it, where they make a difference.
    """

    interaction: Interaction
    record: str
    mapper: Mapper
    gives: frozenset[str]
    categories: frozenset[str] | None = None
    group: str = ""
    period: str = ""
    whole: bool = False
    seconds: bool = False
    root: bool = False
    information_type: str = ""

    @property
    def name(self) -> str:
        """Return the interaction's name."""
        return self.interaction.name

    def request(
        self, number: PersonNumber | None, since: date | None = None, more: str = ""
    ) -> Fields:
        """Write a request for a patient, from a day on; `more` asks for the rest of an answer.

        Raises HostMissing for a number of no register.
        """
        (_, register), (_, own) = patient_id(number)
        ids: Fields = (
            [("root", register), ("extension", own)]
            if self.root
            else [("id", own), ("type", register)]
        )
        fields: list[Field] = [("patientId", ids)]
        if since is not None and self.period:
            fields.append((self.period, self._dates(since)))
        if more:
            fields.append(("hasMoreReference", more))
        if self.name == "GetObservations":
            fields.append(("interactionAgreementId", _AGREEMENT))
        return fields

    def _dates(self, since: date) -> Fields:
        start = since.strftime("%Y%m%d")
        first = start + _MIDNIGHT if self.seconds else start
        return [("start", first), *([("end", _LAST_DAY)] if self.whole else [])]

    def since(self, needs: Sequence[Need]) -> date | None:
        """Return from when on the contract has to be asked for these needs; None for everything."""
        if not self.period:
            return None
        days = [_begins(need) for need in needs]
        told = [day for day in days if day is not None]
        return min(told) - _MARGIN if told and len(told) == len(days) else None


def _begins(need: Need) -> date | None:
    """Return the day before which nothing is needed, None without one."""
    found = [
        date.fromisoformat(value[2:])
        for name, value in need.parameters
        if name in _MOMENTS and value.startswith("ge")
    ]
    return max(found, default=None)


_REPORT = frozenset(("DiagnosticReport", "Media", "DocumentReference"))

CONTRACTS = (
    Contract(
        named.GET_ALERT_INFORMATION,
        "alertInformation",
        alerts.resources,
        frozenset(("AllergyIntolerance", "Flag")),
        information_type=ALERTS,
    ),
    Contract(
        named.GET_DIAGNOSIS,
        "diagnosis",
        diagnosis.resources,
        frozenset(("Condition",)),
        period="timePeriod",
        whole=True,
    ),
    Contract(
        named.GET_CARE_DOCUMENTATION,
        "careDocumentation",
        documentation.resources,
        frozenset(("DocumentReference",)),
        root=True,
        period="datePeriod",
        whole=True,
    ),
    Contract(
        named.GET_FUNCTIONAL_STATUS,
        "functionalStatusAssessment",
        functional.resources,
        frozenset(("Condition",)),
        period="datePeriod",
        whole=True,
    ),
    Contract(
        named.GET_LABORATORY_ORDER_OUTCOME,
        "laboratoryOrderOutcome",
        laboratory.resources,
        frozenset(("Observation", "DiagnosticReport")),
        root=True,
        categories=frozenset(("laboratory",)),
        period="datePeriod",
    ),
    Contract(
        named.GET_IMAGING_OUTCOME,
        "imagingOutcome",
        imaging.resources,
        _REPORT | {"ImagingStudy"},
        period="datePeriod",
    ),
    Contract(
        named.GET_REFERRAL_OUTCOME,
        "referralOutcome",
        referral.resources,
        _REPORT | {"ServiceRequest"},
        period="datePeriod",
    ),
    Contract(
        named.GET_MATERNITY_MEDICAL_HISTORY,
        "maternityMedicalRecord",
        maternity.resources,
        frozenset(("Observation",)),
        period="timePeriod",
        whole=True,
        categories=frozenset(("vital-signs", "laboratory", "exam")),
    ),
    Contract(
        named.GET_MEDICATION_HISTORY,
        "medicationMedicalRecord",
        medication.resources,
        frozenset(("MedicationStatement", "MedicationAdministration")),
        information_type=MEDICINES,
    ),
    Contract(
        named.GET_VACCINATION_HISTORY,
        "vaccinationMedicalRecord",
        vaccination.resources,
        frozenset(("Immunization",)),
        period="timePeriod",
    ),
    Contract(
        named.GET_CARE_CONTACTS,
        "careContact",
        contacts.resources,
        frozenset(("Encounter",)),
    ),
    Contract(
        named.GET_CARE_PLANS,
        "carePlan",
        plans.resources,
        frozenset(("CarePlan", "DocumentReference", "Media")),
    ),
    Contract(
        named.GET_OBSERVATIONS,
        "observation",
        observations.resources,
        frozenset(("Observation",)),
        group="observationGroup",
        seconds=True,
        root=True,
        period="time",
        categories=frozenset(("vital-signs", "social-history", "survey", "exam")),
    ),
    Contract(
        named.GET_ACTIVITIES,
        "activity",
        activities.resources,
        frozenset(("Procedure",)),
        group="activityGroup",
        seconds=True,
        root=True,
        period="time",
    ),
)


def contracts_for(need: Need) -> tuple[Contract, ...]:
    """Return the contracts that can give what a need asks for."""
    wanted = dict(need.parameters)
    if token := wanted.get("identifier", ""):
        return tuple(c for c in CONTRACTS if token.startswith(f"{RECORD_SYSTEM}/{c.name}/"))
    found = tuple(each for each in CONTRACTS if need.resource_type in each.gives)
    category = wanted.get("category", "")
    if need.resource_type != "Observation" or not category:
        return found
    asked = {value.rpartition("|")[2] for value in category.split(",")}
    return tuple(c for c in found if c.categories is None or asked & c.categories)
