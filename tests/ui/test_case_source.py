"""The case process's way to a record: by the settings, and named for what was asked for."""

import msgspec
import pytest

from app.link.messages import CaseSettings, RecordAccess
from app.model.people import Actor
from app.model.record import ContractAccess, Reach, Reading
from app.record.fhir import FhirRecordSource
from app.record.rivta.source import RivtaRecordSource
from tests.fakes.link import an_order
from ui import i18n
from ui.case_main import QtWorkshop

CONTRACTS = ContractAccess(base_url="http://127.0.0.1:9/rivta", own_address="SE-own")
READER = Actor(employee="SE-doctor", unit="SE-surgery", provider="SE-own")


def settings(contracts: ContractAccess | None) -> CaseSettings:
    access = RecordAccess(base_url="http://127.0.0.1:9/fhir", source="NPÖ", contracts=contracts)
    return CaseSettings(access=access)


def test_without_service_contracts_it_is_a_fhir_server() -> None:
    source = QtWorkshop().source(an_order(), settings(None))
    assert isinstance(source, FhirRecordSource)
    assert source.sources == ("NPÖ",)


@pytest.mark.parametrize(
    ("reach", "name"), [(Reach.ALL, "NPÖ"), (Reach.OWN, "NPÖ, bara egna uppgifter")]
)
@pytest.mark.usefixtures("qapp")
def test_a_source_claims_no_more_than_what_was_asked_for(reach: Reach, name: str) -> None:
    i18n.install("sv")
    reading = Reading(reach=reach, actors=(READER,))
    order = msgspec.structs.replace(an_order(), reading=reading)
    source = QtWorkshop().source(order, settings(CONTRACTS))
    i18n.install("en")
    assert isinstance(source, RivtaRecordSource)
    assert source.sources == (name,)
