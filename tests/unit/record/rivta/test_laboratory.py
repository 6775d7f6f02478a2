"""GetLaboratoryOrderOutcome: values as recorded, intervals, flags, cultures and what is awaited."""

from decimal import Decimal

import pytest

from app.model.overview import Flag, LaboratoryRow, StatementRow
from tests.unit.overview.records import LIBRARY, overview, section
from tests.unit.record.rivta import r4
from tests.unit.record.rivta.records import Json, coded, mapped, of_type, only

NPU = "1.2.752.108.1"
SNOMED = "1.2.752.116.2.1.1"
LETTERS = "2.16.840.1.113883.5.83"
WHOLE = LIBRARY.definition_named("whole")
FINAL = f"<type>{coded('final', '2.16.840.1.113883.4.642.3.235', 'Slutsvar')}</type>"
BLOOD = f"""<specimen><identifier><root>1</root><extension>P7</extension></identifier>
<material>{coded("119297000", SNOMED, "blod")}</material><timestamp>20260301080000</timestamp>
<comment>Ofastande</comment></specimen>"""


def answer(*groups: str, head: str = FINAL, more: str = "") -> str:
    return f"{head}{''.join(groups)}{more}"


def group(*analyses: str, name: str = "", comment: str = "") -> str:
    told = f"<name>{name}</name>" if name else ""
    said = f"<comment>{comment}</comment>" if comment else ""
    return f"<groupOfAnalyses>{told}{said}{''.join(analyses)}</groupOfAnalyses>"


def analysis(result: str, *, code: str = "", more: str = BLOOD) -> str:
    code = code or coded("NPU28309", NPU, "B—Hemoglobin")
    return f"<analysis><code>{code}</code>{more}{result}</analysis>"


def hb(value: str, *, more: str = "") -> str:
    quantity = f"<pq><value>{value}</value><unit>g/L</unit></pq>"
    return analysis(f"<result><value>{quantity}</value>{more}</result>")


def laboratory(*groups: str, **told: str) -> list[Json]:
    found = mapped("GetLaboratoryOrderOutcome", answer(*groups, **told))
    assert r4.faults(found) == []
    return found


def value(result: str) -> Json:
    found = only(laboratory(group(analysis(f"<result>{result}</result>"))), "Observation")
    return {k: v for k, v in found.items() if k.startswith("value")}


def rows(*groups: str) -> list[LaboratoryRow]:
    found = section(overview(*laboratory(*groups), definition=WHOLE), "laboratory").rows
    return [row for row in found if isinstance(row, LaboratoryRow)]


def test_a_value_is_a_row_with_its_precision_unit_interval_and_the_time_of_its_sample() -> None:
    interval = """<reference><interval><low>117</low><high>153</high><unit>g/L</unit></interval>
    <population>män</population><comment>Vuxna</comment></reference>"""
    (row,) = rows(group(hb("98.50", more=interval)))
    assert (row.name, str(row.value), row.unit) == ("B—Hemoglobin", "98.50", "g/L")
    assert (row.low, row.high, row.flag) == (Decimal(117), Decimal(153), Flag.LOW)
    assert row.at == "2026-03-01T08:00:00+01:00"


def test_an_interval_for_the_other_sex_is_not_used() -> None:
    interval = "<reference><interval><high>90</high><unit>g/L</unit></interval>"
    (row,) = rows(group(hb("98", more=f"{interval}<population>kvinnor</population></reference>")))
    assert (row.high, row.flag) == (None, Flag.NONE)


def test_an_interval_in_words_is_told_in_words() -> None:
    (row,) = rows(group(hb("98", more="<reference><description>Se PM</description></reference>")))
    assert row.interval == "Se PM"


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        ("<high>5.0</high><highClosed>false</highClosed>", {"value": "5.0", "comparator": "<"}),
        ("<high>5.0</high>", {"value": "5.0", "comparator": "<="}),
        ("<low>90</low><lowClosed>false</lowClosed>", {"value": "90", "comparator": ">"}),
        ("<low>90</low><lowClosed>true</lowClosed>", {"value": "90", "comparator": ">="}),
    ],
)
def test_a_value_that_is_only_known_to_lie_on_one_side(interval: str, expected: Json) -> None:
    told = value(f"<value><intervalPQ>{interval}<unit>mg/L</unit></intervalPQ></value>")
    quantity = told["valueQuantity"]
    assert quantity == {**expected, "value": Decimal(expected["value"]), "unit": "mg/L"}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("<st>&lt;5, ?</st>", {"valueString": "<5, ?"}),
        ("<st>?</st>", {"valueString": "?"}),
        (
            f"<cv>{coded('260373001', SNOMED, 'påvisad')}</cv>",
            {
                "valueCodeableConcept": {
                    "coding": [
                        {
                            "system": "http://snomed.info/sct",
                            "code": "260373001",
                            "display": "påvisad",
                        }
                    ],
                    "text": "påvisad",
                }
            },
        ),
        (
            "<intervalPQ><low>1</low><high>3</high><unit>1</unit></intervalPQ>",
            {"valueRange": {"low": {"value": Decimal(1)}, "high": {"value": Decimal(3)}}},
        ),
        (
            "<pq><value>1,50</value><unit></unit></pq>",
            {"valueQuantity": {"value": Decimal("1.50")}},
        ),
        ("<pq><value>ca 5</value><unit>g/L</unit></pq>", {"valueString": "ca 5 g/L"}),
        ("<intervalPQ><unit>g/L</unit></intervalPQ>", {}),
        ("", {}),
    ],
)
def test_a_value_is_kept_as_it_was_written(told: str, expected: Json) -> None:
    assert value(f"<value>{told}</value>") == expected


@pytest.mark.parametrize(
    ("code", "system", "flag"),
    [
        ("281302008", SNOMED, Flag.HIGH),
        ("281300000", SNOMED, Flag.LOW),
        ("394844007", SNOMED, Flag.ABNORMAL),
        ("17621005", SNOMED, Flag.NONE),
        ("HH", LETTERS, Flag.HIGH),
        ("A", "", Flag.ABNORMAL),
        ("900000", SNOMED, Flag.NONE),
    ],
)
def test_what_the_laboratory_says_of_a_value_flags_it(code: str, system: str, flag: Flag) -> None:
    told = f"<interpretation>{coded(code, system, 'tolkning')}</interpretation>"
    (row,) = rows(group(hb("98", more=told)))
    assert row.flag is flag


def find(name: str, code: str, *related: str) -> str:
    """Return a find of a culture, with what it is resistant to."""
    return f"""<result><type>{coded("NPU06096", NPU, "U—Bakterieodling")}</type>
    <value><cv>{coded(code, SNOMED, name)}</cv></value><comment>100 000 CFU/mL</comment>
    {"".join(related)}</result>"""


def antibiotic(name: str, code: str, letter: str) -> str:
    snomed = {"S": "131196009", "I": "264841006", "R": "30714006"}[letter]
    return f"""<related><code>{coded(code, NPU, name)}</code><result><value>
    <cv>{coded(snomed, SNOMED, letter)}</cv></value></result></related>"""


CULTURE = analysis(
    find(
        "Escherichia coli",
        "112283007",
        antibiotic("Ciprofloxacin", "NPU06049", "R"),
        antibiotic("Trimetoprim", "NPU06047", "S"),
    )
    + find("Enterococcus faecalis", "78065002", antibiotic("Ciprofloxacin", "NPU06049", "S")),
    code=coded("NPU06096", NPU, "U—Bakterieodling"),
)


def test_the_finds_of_a_culture_and_what_each_is_resistant_to_are_told_apart() -> None:
    found = {row.name: (row.text, row.flag) for row in rows(group(CULTURE, name="Odling"))}
    finds, _ = found.pop("U—Bakterieodling")
    assert set(finds.split("; ")) == {
        "Escherichia coli, 100 000 CFU/mL",
        "Enterococcus faecalis, 100 000 CFU/mL",
    }
    assert found == {
        "Ciprofloxacin, Escherichia coli": ("R", Flag.ABNORMAL),
        "Trimetoprim, Escherichia coli": ("S", Flag.NONE),
        "Ciprofloxacin, Enterococcus faecalis": ("S", Flag.NONE),
    }


def test_what_a_find_led_to_is_about_it_a_member_of_it_and_of_the_same_sample() -> None:
    results = of_type(laboratory(group(CULTURE)), "Observation")
    coli, first, second, *_ = results
    assert [m["reference"] for m in coli["hasMember"]] == [
        f"Observation/{each['id']}" for each in (first, second)
    ]
    assert first["focus"] == [
        {"reference": f"Observation/{coli['id']}", "display": "Escherichia coli"}
    ]
    assert first["effectiveDateTime"] == coli["effectiveDateTime"]


def test_an_order_a_sample_and_a_device_stand_within_what_they_belong_to() -> None:
    order = f"""<referral><identifier><root>1</root><extension>R5</extension></identifier>
    <timestamp>20260228101010</timestamp><question>Anemi?</question>
    <requestedCareService><originalText>Blodstatus</originalText></requestedCareService>
    <requester><name>Bo Beställare</name><byRole>{coded("1", "1.2.752.129.2.2.1.4", "läkare")}
    </byRole><orgUnit><name>Vårdcentralen</name></orgUnit></requester>
    <referralInformation><referralComment>Akut</referralComment></referralInformation></referral>
    <recipientUnit><name>Kirurgen</name></recipientUnit>
    <contactInformation><text>Telefon 1234</text></contactInformation>"""
    device = (
        "<device><identifier><root>1</root><extension>Sysmex 4</extension></identifier></device>"
    )
    made = laboratory(group(analysis("", more=BLOOD + device)), more=order)
    report, result = only(made, "DiagnosticReport"), only(made, "Observation")
    (asked,) = report["contained"]
    assert asked["requester"]["display"] == "Bo Beställare, läkare, Vårdcentralen"
    assert asked["reasonCode"] == [{"text": "Anemi?"}]
    assert [n["text"] for n in asked["note"]] == [
        "Akut",
        "Svar till: Kirurgen",
        "Frågor om svaret: Telefon 1234",
    ]
    assert report["code"] == {"text": "Blodstatus"}
    (sample,) = result["contained"]
    assert sample["collection"]["collectedDateTime"] == "2026-03-01T08:00:00+01:00"
    assert (sample["identifier"], sample["note"]) == ([{"value": "P7"}], [{"text": "Ofastande"}])
    assert result["device"] == {"display": "Sysmex 4"}


def test_what_was_done_with_a_sample_and_what_it_was_kept_in() -> None:
    more = f"""<activity><code>{coded("73373003", SNOMED, "centrifugering")}</code><time>
    <start>20260301090000</start><end>20260301093000</end></time><method><originalText>kyld
    </originalText></method></activity><container><identifier><root>1</root>
    <extension>rör 3</extension></identifier><type><originalText>EDTA-rör</originalText></type>
    </container></specimen>"""
    sample = BLOOD.replace("</specimen>", more)
    (held,) = only(laboratory(group(analysis("", more=sample))), "Observation")["contained"]
    (done,) = held["processing"]
    assert (done["procedure"]["text"], done["description"]) == ("centrifugering", "kyld")
    assert done["timePeriod"]["end"] == "2026-03-01T09:30:00+01:00"
    assert held["container"] == [{"identifier": [{"value": "rör 3"}], "type": {"text": "EDTA-rör"}}]


def test_further_samples_are_told_in_words() -> None:
    other = BLOOD.replace("P7", "P8").replace("0301", "0302").replace("Ofastande", "Fastande")
    result = only(laboratory(group(analysis("", more=BLOOD + other))), "Observation")
    assert result["note"] == [{"text": "Ytterligare prov: blod, P8, 2026-03-02 08:00, Fastande"}]


def test_the_material_is_named_where_no_npu_code_names_the_system() -> None:
    told = "<result><value><st>Växt</st></value></result>"
    local = analysis(told, code="<originalText>Odling</originalText>")
    assert only(laboratory(group(local)), "Observation")["code"] == {"text": "Odling (blod)"}
    assert rows(group(analysis(told)))[0].name == "B—Hemoglobin"


def test_a_group_is_a_category_and_its_comment_part_of_the_conclusion() -> None:
    made = laboratory(
        group(hb("98"), name="Blodstatus", comment="Hemolys."),
        group(hb("99"), name="Elektrolyter", comment="Normalt."),
        more="<text>Se kommentar.</text>",
    )
    assert [c.get("text") for c in made[1]["category"]] == [None, "Blodstatus"]
    shown = section(overview(*made, definition=WHOLE), "reports").rows
    (row,) = (each for each in shown if isinstance(each, StatementRow))
    assert row.title == "Blodstatus, Elektrolyter"
    assert row.conclusion == "Se kommentar.\nBlodstatus: Hemolys.\nElektrolyter: Normalt."


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ("<comment>Provet räckte inte.</comment>", "Provet räckte inte."),
        ("<status><code>registered</code></status>", "Ännu inte känt"),
        ("", ""),
    ],
)
def test_without_a_result_the_row_says_why(more: str, text: str) -> None:
    (row,) = rows(group(analysis("", more=more)))
    assert (row.name, row.text) == ("B—Hemoglobin", text)


@pytest.mark.parametrize(
    ("told", "status", "remark"),
    [
        ("", "final", []),
        (coded("398166005", SNOMED, "utförd"), "final", []),
        (coded("cancelled", "", "avbruten"), "cancelled", []),
        (coded("1", SNOMED, "pausad"), "unknown", [{"text": "Analysstatus: pausad"}]),
    ],
)
def test_an_analysis_status(told: str, status: str, remark: list[Json]) -> None:
    result = "<result><value><st>Ja</st></value></result>"
    made = laboratory(group(analysis(result, more=f"<status>{told}</status>")))
    found = only(made, "Observation")
    assert (found["status"], found.get("note", [])) == (status, remark)


@pytest.mark.parametrize(
    ("code", "status"),
    [("final", "final"), ("partial", "partial"), ("TILL", "appended"), ("?", "unknown")],
)
def test_a_reports_status(code: str, status: str) -> None:
    made = laboratory(group(hb("98")), head=f"<type><code>{code}</code></type>")
    assert only(made, "DiagnosticReport")["status"] == status


def test_an_analysis_is_the_same_resource_wherever_it_stands_in_the_answer() -> None:
    crp = analysis("", code=coded("NPU19748", NPU, "P—CRP"))
    one, other = laboratory(group(hb("98"), crp)), laboratory(group(crp), group(hb("98")))
    assert {each["id"] for each in one} == {each["id"] for each in other}
    twice = of_type(laboratory(group(hb("98"), hb("99"))), "Observation")
    assert len({each["id"] for each in twice}) == len(twice)


def test_another_kind_of_result_than_the_analysis_is_named_with_it() -> None:
    told = f"<result><type>{coded('NPU58643', NPU, 'U—Bakterier (ant)')}</type></result>"
    found = only(laboratory(group(analysis(told))), "Observation")
    assert found["code"]["text"] == "B—Hemoglobin, U—Bakterier (ant)"
    assert [c["code"] for c in found["code"]["coding"]] == ["NPU58643", "NPU28309"]


def test_an_analysis_that_is_not_accredited_says_so() -> None:
    made = laboratory(group(analysis("", more="<accredited>false</accredited>")))
    assert only(made, "Observation")["note"] == [{"text": "Analysen är inte ackrediterad"}]


def test_an_answer_without_anything_is_a_report_with_a_name() -> None:
    (report,) = mapped("GetLaboratoryOrderOutcome", "")
    assert (report["code"], report["status"]) == ({"text": "Laboratoriesvar"}, "unknown")
