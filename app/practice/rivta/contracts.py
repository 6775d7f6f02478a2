"""The fourteen reading contracts as the practice host answers them."""

from collections.abc import Callable
from typing import NamedTuple

from app.practice.rivta.conditions import alerts, diagnoses
from app.practice.rivta.documents import documentation
from app.practice.rivta.laboratory import laboratory
from app.practice.rivta.logistics import contacts, plans
from app.practice.rivta.medicines import medicines, vaccinations
from app.practice.rivta.observations import activities, observations
from app.practice.rivta.parts import Part, namespaces, part
from app.practice.rivta.record import Record
from app.practice.rivta.statements import imaging, referral_outcomes
from app.wire import interactions as named
from app.wire.envelope import Interaction

Records = Callable[[Record], list[Part | None]]


class Contract(NamedTuple):
    """A reading contract as it is answered here.

    `minor`: of a later minor version, whose namespace is written, too. `result`: its answer says
    how it went; `logs`: and tells the id of a log entry (before the newest generation).
    """

    interaction: Interaction
    records: Records
    minor: str = ""
    result: bool = True
    logs: bool = True

    @property
    def namespaces(self) -> dict[str, str]:
        """Return the namespaces of an answer by prefix."""
        added = {"m": f"urn:riv:{self.interaction.domain}:{self.minor}"} if self.minor else {}
        return namespaces(self.interaction) | added

    def answer(self, record: Record | None) -> Part:
        """Return the answer: the records of a patient, none of somebody who is not known."""
        held = [each for each in self.records(record) if each] if record else []
        logged = part("logId", "0") if self.logs else None
        result = part("r:result", part("resultCode", "OK"), logged) if self.result else None
        return Part(f"r:{self.interaction.name}Response", tuple(e for e in (*held, result) if e))


def _none(_record: Record) -> list[Part | None]:
    """Return nothing: no practice patient has any."""
    return []


CONTRACTS = (
    Contract(named.GET_CARE_DOCUMENTATION, documentation, logs=False),
    Contract(named.GET_DIAGNOSIS, diagnoses),
    Contract(named.GET_ALERT_INFORMATION, alerts),
    Contract(named.GET_FUNCTIONAL_STATUS, _none),
    Contract(named.GET_LABORATORY_ORDER_OUTCOME, laboratory, minor="4.1", result=False),
    Contract(named.GET_IMAGING_OUTCOME, imaging),
    Contract(named.GET_REFERRAL_OUTCOME, referral_outcomes),
    Contract(named.GET_MATERNITY_MEDICAL_HISTORY, _none, result=False),
    Contract(named.GET_MEDICATION_HISTORY, medicines),
    Contract(named.GET_VACCINATION_HISTORY, vaccinations),
    Contract(named.GET_CARE_CONTACTS, contacts),
    Contract(named.GET_CARE_PLANS, plans),
    Contract(named.GET_OBSERVATIONS, observations, result=False),
    Contract(named.GET_ACTIVITIES, activities, result=False),
)
