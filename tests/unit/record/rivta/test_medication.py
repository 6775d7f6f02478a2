"""GetMedicationHistory: which medicine, how it is taken, since when, and whether it goes on."""

from decimal import Decimal

import pytest

from app.model.overview import MedicineRow
from app.record.rivta.dosing import dosages
from app.wire.xmltext import parse
from tests.unit.overview.records import LIBRARY, overview, section
from tests.unit.record.rivta import r4
from tests.unit.record.rivta.records import Json, coded, mapped, of_type, only

WHOLE = LIBRARY.definition_named("whole")
TODAY = "2026-03-12"
ATC = "1.2.752.129.2.2.3.1.1"
NPL = "1.2.752.129.2.1.5.1"
LEVAXIN = f"""<drug><nplId>{coded("19740101000012", NPL, "Levaxin")}</nplId>
<atcCode>{coded("H03AA01", ATC, "levotyroxinnatrium")}</atcCode>
<routeOfAdministration><originalText>oralt</originalText></routeOfAdministration>
<pharmaceuticalForm>Tablett</pharmaceuticalForm><strength>100.0</strength>
<strengthUnit>mikrogram</strengthUnit></drug>"""
ONE = "<dosage><dosageInstruction>1 tablett dagligen</dosageInstruction></dosage>"


def prescription(
    drug: str = LEVAXIN, more: str = "", kind: str = "I", state: str = "Active"
) -> str:
    return f"""<medicationPrescription><prescriptionId><root>1.2</root><extension>o1</extension>
    </prescriptionId><typeOfPrescription>{kind}</typeOfPrescription>
    <prescriptionStatus>{state}</prescriptionStatus>{more}
    <drug>{drug}{ONE if drug else ""}</drug></medicationPrescription>"""


def medicines(body: str) -> list[Json]:
    found = mapped("GetMedicationHistory", body, day=TODAY)
    assert r4.faults(found) == []
    return found


def row(body: str, key: str = "medicines") -> MedicineRow:
    (found,) = section(overview(*medicines(body), definition=WHOLE), key).rows
    assert isinstance(found, MedicineRow)
    return found


def test_a_product_is_a_row_with_its_substance_strength_dose_and_way_in() -> None:
    started = "<startOfTreatment>20260107</startOfTreatment>"
    found = row(prescription(more=started))
    assert (found.generic, found.brand) == ("levotyroxinnatrium", "Levaxin")
    assert (found.strength, found.dose) == ("100\xa0mikrogram", "1 tablett dagligen")
    assert (found.route, found.since, found.status) == ("oralt", "2026-01-07", "active")


@pytest.mark.parametrize(
    ("strength", "unit", "told"),
    [
        ("500.0", "mg", "500\xa0mg"),
        ("12.5", "mg", "12,5\xa0mg"),
        ("50", "mg/ml", "50\xa0mg/ml"),
        ("250", "mg/5 ml", "250\xa0mg/5\xa0ml"),
        ("20.0", "mg/12.5 mg", "20\xa0mg + 12,5\xa0mg"),
        ("20", "mg/12,5 mg/5 mg", "20\xa0mg + 12,5\xa0mg + 5\xa0mg"),
        ("160", "mikrogram/dos", "160\xa0mikrogram/dos"),
        ("x", "mg", ""),
    ],
)
def test_a_strength_with_its_unit(strength: str, unit: str, told: str) -> None:
    drug = f"""<drug><atcCode>{coded("C09BA03", ATC, "ämne")}</atcCode>
    <strength>{strength}</strength><strengthUnit>{unit}</strengthUnit></drug>"""
    assert row(prescription(drug)).strength == told


def test_the_substances_of_a_combination_are_named_one_by_one() -> None:
    drug = f"""<drug><nplId>{coded("1", NPL, "Entresto")}</nplId>
    <atcCode>{coded("C09DX04", ATC, "sakubitril och valsartan")}</atcCode>
    <strength>49.0</strength><strengthUnit>mg/51 mg</strengthUnit></drug>"""
    found = row(prescription(drug))
    assert (found.generic, found.brand) == ("sakubitril + valsartan", "Entresto")
    assert found.strength == "49\xa0mg + 51\xa0mg"


@pytest.mark.parametrize(
    ("drug", "generic", "brand"),
    [
        (
            ("<generics><substance>metoprolol</substance><strength><value>50</value>"
            "<unit>mg</unit></strength><form>Depottablett</form></generics>"),
            "metoprolol",
            "",
        ),
        (
            ("<unstructuredDrugInformation><unstructuredInformation>Extempore salva"
            "</unstructuredInformation></unstructuredDrugInformation>"),
            "Extempore salva",
            "",
        ),
        (
            (f"<drugArticle><nplPackId>{coded('1', '1.2.752.129.2.1.5.2', 'Alvedon 20 st')}"
            "</nplPackId></drugArticle>"),
            "Alvedon 20 st",
            "",
        ),
        ((f"<merchandise><articleNumber>{coded('7', '1.2.3', 'Spruta')}</articleNumber>"
         "</merchandise>"), "Spruta", ""),
        ("", "Läkemedlets namn saknas", ""),
    ],
)  # fmt: skip
def test_every_way_of_choosing_a_medicine_names_it(drug: str, generic: str, brand: str) -> None:
    found = row(prescription(drug))
    assert (found.generic, found.brand) == (generic, brand)


@pytest.mark.parametrize(
    ("kind", "state", "more", "status"),
    [
        ("I", "Active", "", "active"),
        ("I", "Active", "<startOfTreatment>20260501</startOfTreatment>", "intended"),
        ("I", "Active", "<endOfTreatment>20260501</endOfTreatment>", "active"),
        ("I", "Active", "<endOfTreatment>20260311</endOfTreatment>", "completed"),
        ("I", "Inactive", "", "completed"),
        ("U", "Active", "<endOfTreatment>20260301</endOfTreatment>", "stopped"),
        ("U", "Active", "<endOfTreatment>20260501</endOfTreatment>", "active"),
        ("U", "Active", "", "stopped"),
        (
            "I",
            "Inactive",
            "<endOfTreatmentReason><originalText>Utslag</originalText></endOfTreatmentReason>",
            "stopped",
        ),
    ],
)
def test_whether_a_treatment_goes_on(kind: str, state: str, more: str, status: str) -> None:
    statement = only(
        medicines(prescription(more=more, kind=kind, state=state)), "MedicationStatement"
    )
    assert statement["status"] == status


@pytest.mark.parametrize(("state", "since"), [("Active", "2019-05"), ("Inactive", "2024-05-01")])
def test_what_goes_on_began_with_the_first_of_its_chain(state: str, since: str) -> None:
    more = """<startOfFirstTreatment>201905</startOfFirstTreatment>
    <startOfTreatment>20240501</startOfTreatment>"""
    statement = only(medicines(prescription(more=more, state=state)), "MedicationStatement")
    assert statement["effectivePeriod"] == {"start": since}
    assert {"text": "Ordinationen gäller från: 2024-05-01"} in statement["note"]


def test_why_and_by_whom_it_is_taken_and_what_else_is_told() -> None:
    more = f"""<prescriptionNote>Ökad dos</prescriptionNote>
    <principalPrescriptionReason><reason>{coded("1", "1.2.752.116.2.1.1", "Hypotyreos")}</reason>
    </principalPrescriptionReason><additionalPrescriptionReason>
    <reason>{coded("46021000052104", "1.2.752.116.2.1.1", "Annan ordinationsorsak")}</reason>
    <otherReason>Trötthet</otherReason></additionalPrescriptionReason>
    <evaluationTime>20260601</evaluationTime><treatmentPurpose>Mot trötthet</treatmentPurpose>
    <precedingPrescriptionId><root>1</root><extension>o0</extension></precedingPrescriptionId>
    <prescriber><authorTime>20260106101500</authorTime>
    <healthcareProfessionalName>Bo Ordinator</healthcareProfessionalName>
    <healthcareProfessionalOrgUnit><orgUnitName>Vårdcentralen</orgUnitName>
    </healthcareProfessionalOrgUnit></prescriber>
    <relation><code><originalText>orsakas av</originalText></code><referredInformation>
    <id><root>1</root><extension>d9</extension></id><type><originalText>diagnos</originalText></type>
    </referredInformation></relation>"""
    statement = only(medicines(prescription(more=more)), "MedicationStatement")
    assert [r["text"] for r in statement["reasonCode"]] == ["Hypotyreos", "Trötthet"]
    assert [n["text"] for n in statement["note"]] == [
        "Ökad dos",
        "Ändamål: Mot trötthet",
        "Utvärderas: 2026-06-01",
    ]
    assert statement["informationSource"]["display"] == "Bo Ordinator, Vårdcentralen"
    assert statement["dateAsserted"] == "2026-01-06T10:15:00+01:00"
    assert statement["derivedFrom"] == [
        {"identifier": {"value": "o0"}, "display": "Föregående ordination"},
        {"identifier": {"value": "d9"}, "display": "orsakas av: diagnos"},
    ]


def test_what_a_patient_takes_without_a_prescriber_says_so() -> None:
    more = "<selfMedication>true</selfMedication>"
    statement = only(medicines(prescription(more=more)), "MedicationStatement")
    assert statement["category"]["text"] == "Egenmedicinering"
    assert statement["informationSource"]["type"] == "Patient"


def test_an_authorization_to_dispense_stands_within_the_statement() -> None:
    more = """<dispensationAuthorization><dispensationAuthorizationId><root>1</root>
    <extension>f1</extension></dispensationAuthorizationId><validUntil>20270101</validUntil>
    <totalAmount>200.0</totalAmount><packageUnit>styck</packageUnit>
    <distributionMethod>Apodos</distributionMethod><dispensationAuthorizer>
    <authorTime>20260107100000</authorTime></dispensationAuthorizer>
    <prescriptionSignatura>1 på morgonen</prescriptionSignatura>
    <nonReplaceable>Patient</nonReplaceable></dispensationAuthorization>"""
    (statement,) = medicines(prescription("", more=more))
    _, request = statement["contained"]
    assert request["dispenseRequest"] == {
        "validityPeriod": {"end": "2027-01-01"},
        "quantity": {"value": Decimal(200), "unit": "styck"},
    }
    assert request["substitution"]["reason"] == {"text": "Bytes ej: patienten"}
    assert request["note"] == [{"text": "Distribution: Apodos"}]
    assert statement["dosage"] == [{"text": "1 på morgonen"}]


def test_how_a_dispensed_medicine_is_taken_is_told_where_nothing_else_is() -> None:
    def told(signatura: str, drug: str) -> object:
        inner = f"<prescriptionSignatura>{signatura}</prescriptionSignatura><drug>{drug}</drug>"
        more = f"<dispensationAuthorization>{inner}</dispensationAuthorization>"
        (statement,) = medicines(prescription("", more=more))
        request = statement["contained"][-1]
        assert request.get("dosageInstruction") == statement.get("dosage")
        return statement.get("dosage")

    route = {"text": "oralt"}
    assert told("", "") is None
    assert told("1 på morgonen", LEVAXIN) == [{"text": "1 på morgonen", "route": route}]
    assert told("", LEVAXIN + ONE) == [{"text": "1 tablett dagligen", "route": route}]
    assert told("1 tablett dagligen", ONE) == [{"text": "1 tablett dagligen"}]
    assert told("Mot trötthet", ONE + ONE) == [
        {
            "text": "Mot trötthet",
            "additionalInstruction": [{"text": "1 tablett dagligen"}],
            "sequence": 1,
        },
        {"text": "1 tablett dagligen", "sequence": 2},
    ]


def test_what_was_given_is_a_row_of_its_own() -> None:
    more = f"""<administration><administrationId><root>1</root><extension>a1</extension>
    </administrationId><administrationTime><start>20260301080000</start>
    <end>20260301080000</end></administrationTime>
    <administrationComment>Kräktes efteråt</administrationComment>
    <administeringHealthcareProfessional><healthcareProfessionalName>Siv Sjuksköterska
    </healthcareProfessionalName></administeringHealthcareProfessional></administration>
    <administration><administrationId><root>1</root><extension>a2</extension></administrationId>
    <administrationTime><start>20260302080000</start><end>20260302090000</end></administrationTime>
    <drug>{LEVAXIN}{ONE}</drug></administration>"""
    made = medicines(prescription(more=more))
    first, second = of_type(made, "MedicationAdministration")
    assert first["effectiveDateTime"] == "2026-03-01T08:00:00+01:00"
    assert first["performer"][0]["actor"]["display"] == "Siv Sjuksköterska"
    assert first["note"] == [{"text": "Kräktes efteråt"}]
    assert second["effectivePeriod"]["end"] == "2026-03-02T09:00:00+01:00"
    assert second["dosage"] == {"text": "1 tablett dagligen", "route": {"text": "oralt"}}
    shown = section(overview(*made, definition=WHOLE), "given-medicines").rows
    assert [each.generic for each in shown if isinstance(each, MedicineRow)] == [
        "levotyroxinnatrium"
    ] * 2


def dose(low: str, high: str = "", unit: str = "tablett") -> str:
    bound = f"<high>{high}</high>" if high else ""
    return f"<dose><low>{low}</low>{bound}<unit>{unit}</unit></dose>"


def often(value: str, unit: str, amount: str = dose("1.0")) -> str:
    frequency = f"<frequency><value>{value}</value><unit>{unit}</unit></frequency>"
    return f"<frequencyDosage>{amount}{frequency}</frequencyDosage>"


def every(value: str, unit: str) -> str:
    period = f"<period><value>{value}</value><unit>{unit}</unit></period>"
    return f"<periodDosage>{dose('1')}{period}</periodDosage>"


def words(inner: str) -> str:
    (told,) = dosages(parse(f"<drug><dosage>{inner}</dosage></drug>".encode()))
    return str(told["text"])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (often("3.0", "/d"), "1\xa0tablett, 3 gånger per dygn"),
        (often("1", "1/d"), "1\xa0tablett, 1 gång per dygn"),
        (often("2", "d-1", dose("1", "2")), "1–2\xa0tablett, 2 gånger per dygn"),
        (often("2", "per dag"), "1\xa0tablett, 2 gånger per dygn"),
        (often("2", "wk^-1"), "1\xa0tablett, 2 gånger per vecka"),
        (often("0.5", "/wk"), "1\xa0tablett, 0,5 gånger per vecka"),
        (often("2", "/pass"), "1\xa0tablett, 2 gånger /pass"),
        (often("x", "/d"), "1\xa0tablett"),
        (every("6.0", "h"), "1\xa0tablett, var 6:e timme"),
        (every("1", "d"), "1\xa0tablett, varje dygn"),
        (every("2", "wk"), "1\xa0tablett, var 2:a vecka"),
        (every("1.5", "h"), "1\xa0tablett, med 1,5 timmar mellan"),
        (every("2", "pass"), "1\xa0tablett, med mellanrum 2 pass"),
        (
            (
                "<unstructuredDosageInformation><text>Enligt schema</text>"
                "</unstructuredDosageInformation>"
            ),
            "Enligt schema",
        ),
        (
            f"<singleDose>{dose('2')}<time>20260301080000</time></singleDose>",
            "2\xa0tablett engångsdos 2026-03-01 08:00",
        ),
        (f"<singleDose>{dose('2')}</singleDose>", "2\xa0tablett engångsdos"),
        (
            f"""<occasionDosage><period><value>1</value><unit>d</unit></period>
            <administration>{dose("1")}<time>Klockan 19:30</time><dayOfPeriod>1</dayOfPeriod>
            </administration><administration>{dose("2")}<time>innan lunch</time>
            <dayOfPeriod>1</dayOfPeriod></administration></occasionDosage>""",
            "1\xa0tablett Klockan 19:30, 2\xa0tablett innan lunch",
        ),
        (
            f"""<occasionDosage><period><value>14</value><unit>d</unit></period>
            <administration>{dose("1")}<dayOfPeriod>3</dayOfPeriod></administration>
            </occasionDosage>""",
            "dag 3 1\xa0tablett (period om 14 dagar)",
        ),
        (
            f"""<rampedDosage><doseStep><value>5.0</value><unit>mg</unit></doseStep>
            <timeStep><value>7.0</value><unit>d</unit></timeStep>
            <rampStart>{often("1", "/d", dose("40", unit="mg"))}</rampStart>
            <rampEnd>{often("1", "/d", dose("5", unit="mg"))}</rampEnd></rampedDosage>""",
            (
                "från 40\xa0mg, 1 gång per dygn till 5\xa0mg, 1 gång per dygn "
                "i steg om 5\xa0mg per 7\xa0dygn"
            ),
        ),
    ],
)
def test_a_dosage_without_an_instruction_is_put_into_words(told: str, expected: str) -> None:
    assert words(f"<setDosage>{told}</setDosage>") == expected


def test_a_condition_a_maximum_and_a_length_are_told_with_it() -> None:
    told = f"""<lengthOfTreatment><treatmentInterval><low>5</low><high>6</high><unit>wk</unit>
    </treatmentInterval><isMaximumTreatmentTime>true</isMaximumTreatmentTime></lengthOfTreatment>
    <unitDose><originalText>tablett</originalText></unitDose>
    <maximumDosage>{often("4", "/d", dose("1", unit="1"))}</maximumDosage><conditionalDosage>
    <conditionDescription>vid smärta</conditionDescription>{often("3", "/d", dose("1", unit=""))}
    </conditionalDosage>"""
    (dosage,) = dosages(parse(f"<drug><dosage>{told}</dosage></drug>".encode()))
    assert dosage["text"] == (
        "1\xa0tablett, 3 gånger per dygn vid smärta, högst 1\xa0tablett, 4 gånger per dygn, "
        "högst 5–6\xa0veckor"
    )
    assert dosage["asNeededCodeableConcept"] == {"text": "vid smärta"}
    assert dosage["doseAndRate"] == [{"doseQuantity": {"value": Decimal(1), "unit": "tablett"}}]
    repeat = dosage["timing"]["repeat"]
    assert (repeat["frequency"], repeat["period"], repeat["periodUnit"]) == (3, Decimal(1), "d")
    assert repeat["boundsRange"]["high"] == {"value": Decimal(6), "unit": "veckor"}
    assert dosage["maxDosePerPeriod"]["numerator"] == {"value": Decimal(4), "unit": "tablett"}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("<shortNotation>1x2</shortNotation>", "1x2"),
        (
            (
                "<dosageInstruction>Till natten</dosageInstruction>"
                "<shortNotation>0+0+0+1</shortNotation>"
            ),
            "Till natten (0+0+0+1)",
        ),
        (
            "<dosageInstruction>1X2 dagligen</dosageInstruction><shortNotation>1x2</shortNotation>",
            "1X2 dagligen",
        ),
    ],
)
def test_the_instruction_comes_first_and_a_short_notation_with_it(told: str, expected: str) -> None:
    assert words(told) == expected


def test_beside_an_instruction_the_structure_is_kept_in_words() -> None:
    told = f"""<dosageInstruction>En åt gången</dosageInstruction>
    <unitDose><originalText>droppe</originalText></unitDose>
    <setDosage>{often("2", "/d")}</setDosage>"""
    (dosage,) = dosages(parse(f"<drug><dosage>{told}</dosage></drug>".encode()))
    assert dosage["additionalInstruction"] == [
        {"text": "1\xa0tablett, 2 gånger per dygn, doseringsenhet droppe"}
    ]


def test_dosages_that_follow_each_other_are_numbered_and_empty_ones_left_out() -> None:
    drug = f"<drug>{ONE}<dosage/>{ONE.replace('1 tablett', '2 tabletter')}</drug>"
    assert [(d["sequence"], d["text"]) for d in dosages(parse(drug.encode()))] == [
        (1, "1 tablett dagligen"),
        (2, "2 tabletter dagligen"),
    ]
    assert dosages(parse(b"<drug/>")) == []
