"""GetMaternityMedicalHistory and GetVaccinationHistory: measures, answers, children and doses."""

from decimal import Decimal

import pytest

from app.model.overview import FactRow, LaboratoryRow
from tests.unit.overview.records import LIBRARY, overview, section
from tests.unit.record.rivta import r4
from tests.unit.record.rivta.records import Json, coded, mapped, only

WHOLE = LIBRARY.definition_named("whole")
KG = "<value>70.5</value><unit>kg</unit>"


def made(contract: str, body: str, more: str = "") -> list[Json]:
    found = mapped(contract, body, more=more)
    assert r4.faults(found) == []
    return found


def facts(resources: list[Json], key: str = "observations") -> dict[str, str]:
    rows = section(overview(*resources, definition=WHOLE), key).rows
    return {row.title: row.text for row in rows if isinstance(row, FactRow)}


def values(resources: list[Json], key: str) -> dict[str, tuple[Decimal | None, str]]:
    rows = section(overview(*resources, definition=WHOLE), key).rows
    found = [row for row in rows if isinstance(row, LaboratoryRow)]
    return {row.name: (row.value, row.unit or row.text) for row in found}


def maternity(body: str) -> list[Json]:
    return made("GetMaternityMedicalHistory", body)


def test_a_registration_is_what_was_answered_beside_what_was_measured() -> None:
    found = maternity(f"""<registrationRecord><lastMenstrualPeriod>20260101</lastMenstrualPeriod>
    <length><value>168</value><unit>cm</unit></length><weight>{KG}</weight>
    <infertility>1.5</infertility><previousGravidityAndParity><year>2020</year><month>5</month>
    <delivery>5</delivery><healthcareFacility>Provsjukhuset</healthcareFacility>
    <progress>Sugklocka</progress><sex>2</sex><weightOfChild><value>3500.0</value><unit>g</unit>
    </weightOfChild><gestation>40</gestation></previousGravidityAndParity>
    <diseasesThrombosis>false</diseasesThrombosis><medicationDuringPregnacy>
    <medicament>Folsyra</medicament><dosage>400 mikrogram</dosage></medicationDuringPregnacy>
    </registrationRecord>""")
    (told,) = facts(found).values()
    assert told.split(", ", 4)[:4] == [
        "Senaste menstruation 2026-01-01",
        "År av ofrivillig barnlöshet 1.5",
        "Trombos Nej",
        "Tidigare graviditet 2020-05 levande fött",
    ]
    assert told.endswith(
        "flicka, 3500\xa0g, vecka 40, Provsjukhuset, Sugklocka, Läkemedel Folsyra 400 mikrogram"
    )
    assert values(found, "measurements") == {
        "Längd": (Decimal(168), "cm"),
        "Vikt": (Decimal("70.5"), "kg"),
    }


def test_a_checkup_has_pressure_haemoglobin_and_how_the_child_lies() -> None:
    found = maternity("""<pregnancyCheckupRecord>
    <completeWeeksOfGestation>32</completeWeeksOfGestation>
    <haemoglobin><value>121</value><unit>g/L</unit></haemoglobin>
    <bloodPressureSystolic><value>110</value><unit>mm[Hg]</unit></bloodPressureSystolic>
    <bloodPressureDiastolic><value>70</value><unit>mm[Hg]</unit></bloodPressureDiastolic>
    <glycosuria><value>spår</value><unit>mmol/L</unit></glycosuria>
    <fetalPosition>2</fetalPosition><fetalPresentation>2</fetalPresentation>
    <fetalHeartRate><value>140</value><unit>bpm</unit></fetalHeartRate>
    <typeOfLeave>7</typeOfLeave></pregnancyCheckupRecord>""")
    assert facts(found) == {
        "Graviditetskontroll": "Fullgångna graviditetsveckor 32, Fosterläge snedläge, "
        "Föregående fosterdel fixerat, Fosterljud 140\xa0bpm, Ledighet 7"
    }
    assert values(found, "measurements") == {
        "systoliskt": (Decimal(110), "mmHg"),
        "diastoliskt": (Decimal(70), "mmHg"),
    }
    assert values(found, "laboratory") == {
        "Hemoglobin": (Decimal(121), "g/L"),
        "U-Glukos": (None, "spår mmol/L"),
    }


def test_rules_find_haemoglobin_from_maternity_care_as_from_a_laboratory() -> None:
    found = maternity("""<pregnancyCheckupRecord><haemoglobin><value>121</value><unit>g/L</unit>
    </haemoglobin></pregnancyCheckupRecord>""")
    shown = overview(*found, definition=LIBRARY.definition_named("colorectal"))
    assert len(section(shown, "laboratory").rows) == 1


def test_a_childs_weight_is_not_its_mothers() -> None:
    found = maternity(f"""<postDeliveryRecord><motherPostDeliveryRecord>
    <bodyTemperature>37.2</bodyTemperature><sutureRemoved>true</sutureRemoved>
    <uterusNote>Mjuk</uterusNote></motherPostDeliveryRecord><childPostDeliveryRecord>
    <ordinalNumber>1</ordinalNumber><weight><value>3499.0</value><unit>g</unit></weight>
    <apgarScore1>9</apgarScore1><apgarScore10>10</apgarScore10></childPostDeliveryRecord>
    <childPostDeliveryRecord><weight>{KG}</weight></childPostDeliveryRecord>
    <childPostDeliveryRecord><ordinalNumber>3</ordinalNumber></childPostDeliveryRecord>
    </postDeliveryRecord>""")
    assert values(found, "measurements") == {"Kroppstemperatur": (Decimal("37.2"), "°C")}
    assert facts(found) == {
        "Efterkontroll, mödravård": "Suturer borttagna Ja, Uterus Mjuk",
        "Barn 1": "Vikt 3499\xa0g, Apgar 1 minut 9, Apgar 10 minuter 10",
        "Barn 2": "Vikt 70,5\xa0kg",
    }


def test_an_empty_record_has_nothing_to_show() -> None:
    assert maternity("<registrationRecord/>") == maternity("") == []


OCCASION = """<registrationRecord><careGiverOrg><orgUnitName>Regionen</orgUnitName></careGiverOrg>
<date>20250510</date><vaccinationUnstructuredNote>Mådde bra.</vaccinationUnstructuredNote>
<riskCategory><originalText>Över 65 år</originalText></riskCategory><patientAdverseEffect>
<originalText>Yrsel</originalText></patientAdverseEffect></registrationRecord>"""


def dose(more: str = "", name: str = "Hepatrixus") -> str:
    return f"""<administrationRecord>{more}<typeOfVaccine><originalText>Hepatit A-vaccin
    </originalText></typeOfVaccine><vaccineName>{coded("1", "1.2.752.129.2.1.5.1", name)}
    </vaccineName></administrationRecord>"""


def vaccination(*doses: str) -> list[Json]:
    return made("GetVaccinationHistory", OCCASION + "".join(doses))


def test_a_dose_is_a_row_with_what_it_is_against_and_what_was_told() -> None:
    more = """<vaccinationProgramName><originalText>Resor</originalText></vaccinationProgramName>
    <isDoseComplete>false</isDoseComplete><doseOrdinalNumber>2</doseOrdinalNumber>
    <numberOfPrescribedDoses>3</numberOfPrescribedDoses>
    <commentAdministration>Utan besvär</commentAdministration><patientAdverseEffect>
    <originalText>Rodnad</originalText></patientAdverseEffect><vaccineTargetDisease>
    <originalText>Hepatit A</originalText></vaccineTargetDisease>"""
    assert facts(vaccination(dose(more)), "immunizations") == {
        "Hepatrixus (Hepatit A-vaccin)": "Hepatit A, dos 2 av 3, Resor\nÖver 65 år\n"
        "Räknas inte som hel dos\nUtan besvär\nReaktion: Rodnad\nReaktion: Yrsel\nMådde bra."
    }


def test_who_gave_it_where_with_what_and_how() -> None:
    more = """<prescriberPerson><personName>Lena Läkare</personName></prescriberPerson>
    <performerOrg><orgUnitHSAId>SE1</orgUnitHSAId><orgUnitName>Vårdcentralen</orgUnitName>
    </performerOrg><performer><hsaid>SE2</hsaid></performer><anatomicalSite>
    <originalText>Vänster arm</originalText></anatomicalSite><route><originalText>im</originalText>
    </route><dose><quantity><value>0.50</value><unit>ml</unit></quantity>
    <displayName>Hepatrixus 0,5 ml</displayName></dose><vaccineBatchId>B77</vaccineBatchId>
    <vaccineManufacturer>Vaccin AB</vaccineManufacturer><sourceDescription>Vaccinkort
    </sourceDescription><vaccinationUniqueReference><root>1</root><extension>v9</extension>
    </vaccinationUniqueReference>"""
    given = only(vaccination(dose(more)), "Immunization")
    actors = [
        (p["function"]["coding"][0]["code"], p["actor"]["display"]) for p in given["performer"]
    ]
    assert actors == [("AP", "SE2"), ("AP", "Vårdcentralen"), ("OP", "Lena Läkare")]
    assert (given["location"], given["lotNumber"]) == ({"display": "Vårdcentralen"}, "B77")
    assert given["manufacturer"] == {"display": "Vaccin AB"}
    assert (given["site"], given["route"]) == ({"text": "Vänster arm"}, {"text": "im"})
    assert given["doseQuantity"] == {"value": Decimal("0.50"), "unit": "ml"}
    assert (given["primarySource"], given["reportOrigin"]) == (False, {"text": "Vaccinkort"})
    assert given["identifier"][1] == {"value": "v9"}


@pytest.mark.parametrize(
    ("number", "of", "told"),
    [("2", "3", "dos 2 av 3"), ("två", "", "dos två"), ("", "3", ""), ("0", "", "dos 0")],
)
def test_which_dose_it_was(number: str, of: str, told: str) -> None:
    more = f"""<doseOrdinalNumber>{number}</doseOrdinalNumber>
    <numberOfPrescribedDoses>{of}</numberOfPrescribedDoses>"""
    (text,) = facts(vaccination(dose(more)), "immunizations").values()
    assert (told in text) if told else ("dos" not in text)


def test_each_dose_of_an_occasion_is_its_own_and_words_alone_are_one_too() -> None:
    found = vaccination(dose(), dose(name="Annat"))
    assert len({each["id"] for each in found}) == len(found) == 2
    (alone,) = vaccination()
    assert (alone["vaccineCode"], alone["occurrenceDateTime"]) == (
        {"text": "Vaccination"},
        "2025-05-10",
    )
    assert {"text": "Mådde bra."} in alone["note"]
