"""Files of the library that are wrong: every fault at once, each with its line and a cure."""

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from app.library.faults import Fault
from app.library.places import find_places
from app.library.reading import LARGEST, MOST_FAULTS, check_definition, check_texts

KEYS = st.sampled_from(["sections", "texts", "title", "views", "kind", "sv", "select", "where"])
CAREPLAN = json.loads((files(resources) / "definitions" / "careplan.json").read_bytes())


def definition(**elements: Any) -> dict[str, Any]:
    """Return a small definition that is right, with these elements in it."""
    sections = [json.loads(json.dumps(each)) for each in CAREPLAN["sections"][:3]]
    small = {**CAREPLAN, "sections": sections, "requires": ["patients-wishes"]}
    return {**small, **elements}


def faults(wrong: Any) -> tuple[Fault, ...]:
    return check_definition(json.dumps(wrong, indent=1).encode())


def told(wrong: Any) -> dict[str, str]:
    return {each.where: each.reason for each in faults(wrong)}


def test_what_is_right_has_no_faults() -> None:
    assert faults(definition()) == ()
    assert faults(definition(**{"$schema": "conference-definition.schema.json"})) == ()


def test_every_fault_is_told_at_once_with_its_line_and_a_cure() -> None:
    wrong = definition(titel={"sv": "x", "en": "x"}, minutes_per_case=0, requires=["wishes"])
    del wrong["version"]
    wrong["sections"][1]["kind"] = "fact"
    wrong["sections"][2]["views"][0]["where"] = [{"path": "stat us"}, {"path": "subject.exist()"}]
    wrong["sections"][2]["views"][0]["select"][0]["column"][0]["path"] = "nej("
    found = {each.where: each for each in faults(wrong)}
    views = "sections[2].views[0]"
    assert set(found) == {
        "",
        "titel",
        "minutes_per_case",
        "requires[0]",
        "sections[1].kind",
        f"{views}.where[0].path",
        f"{views}.where[1].path",
        f"{views}.select[0].column[0].path",
    }
    assert found[""].reason == "version is missing"
    assert found["titel"].cure == "did you mean title?"
    assert "alerts, diagnoses" in found["sections[1].kind"].cure
    assert "patients-wishes" in found["requires[0]"].cure
    lines = json.dumps(wrong, indent=1).splitlines()
    for where in ("titel", "minutes_per_case", "sections[1].kind"):
        assert where.rpartition(".")[2] in lines[found[where].line - 1]
    assert "stat us" in lines[found[f"{views}.where[0].path"].line - 1]
    assert [each.line for each in faults(wrong)] == sorted(each.line for each in faults(wrong))


@pytest.mark.parametrize(
    ("change", "where", "said"),
    [
        ({"sections": []}, "sections", "must be the alerts"),
        ({"sections": CAREPLAN["sections"][1:2]}, "sections", "must be the alerts"),
        ({"requires": ["pathology"]}, "requires[0]", "no section informs of pathology"),
        ({"title": {"sv": " ", "en": "x"}}, "title.sv", "no words"),
        ({"competences": [{"name": "a"}, {"name": "a"}]}, "competences[1].name", "two of the same"),
        ({"minutes_per_case": True}, "minutes_per_case", "expected `int`"),
        ({"url": "https://example.org/a|1"}, "url", "regex"),
        ({"sections": {}}, "sections", "expected `array`"),
        ({"checklists": {"before": [{"key": "a"}]}}, "checklists.before[0]", "text is missing"),
        ({"checklists": {"efter": []}}, "checklists.efter", "not known"),
    ],
)
def test_what_a_definition_says_wrongly_is_told(
    change: dict[str, Any], where: str, said: str
) -> None:
    assert said in told(definition(**change))[where]


@pytest.mark.parametrize(
    ("section", "change", "where", "said"),
    [
        (0, {"order": "by-name"}, "order", "order of its own"),
        (0, {"empty": {"sv": "Inga", "en": "None"}}, "empty", "never worded"),
        (1, {"empty": {"sv": "", "en": "None"}}, "empty.sv", "no words"),
        (1, {"order": "newest"}, "order", "invalid enum value"),
        (1, {"views": []}, "views", "shows nothing"),
        (1, {"key": "alerts"}, "key", "two of the same section"),
        (1, {"limit": -1}, "limit", ">= 0"),
    ],
)
def test_what_a_section_says_wrongly_is_told(
    section: int, change: dict[str, Any], where: str, said: str
) -> None:
    wrong = definition()
    wrong["sections"][section] |= change
    assert said in told(wrong)[f"sections[{section}].{where}"]


def test_what_is_missing_hides_nothing_of_the_rest() -> None:
    wrong = definition(requires=["pathology"], minutes_per_case="four")
    del wrong["url"], wrong["title"]
    found = told(wrong)
    assert {"", "minutes_per_case", "requires[0]"} == set(found)
    assert sum(each.where == "" for each in faults(wrong)) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(JSON | st.binary(max_size=60))
def test_whatever_a_file_holds_is_told_of_and_nothing_fails(content: Any) -> None:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    for check in (check_definition, check_texts):
        found = check(data)
        assert any(each.refused for each in found) or b"texts" in data
        assert all(each.line >= 1 for each in found)


def test_of_a_file_of_rubbish_enough_is_told() -> None:
    rubbish = {"sections": [{"kay": 1}] * 100_000, **dict.fromkeys(map(str, range(1000)), 1)}
    assert len(faults(rubbish)) == MOST_FAULTS


def test_a_line_of_a_checklist_has_a_key_of_its_own() -> None:
    line = {"key": "sound", "text": {"sv": "Ljud", "en": "Sound"}}
    lists = {"before": [line], "after": [line]}
    assert "two of the same line: sound" in told(definition(checklists=lists))["checklists"]


def test_what_is_probably_not_meant_is_a_remark() -> None:
    odd = definition()
    odd["sections"][1]["text"] = "full"
    (remark,) = faults(odd)
    assert (remark.where, remark.refused) == ("sections[1].text", False)


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b'{\n "a": 1,\n "b": }', 3, "no sound JSON"),
        (b"", 1, "no sound JSON"),
        (b'{"a": 1,\n "a": 2}', 2, "the same key twice"),
        (b'{"a": "\n\xff"}', 2, "not UTF-8"),
        (b"[" * 5000 + b"]" * 5000, 1, "nested too deep"),
        (b'{"a": 1e400}', 1, "out of range"),
        (b" " * (LARGEST + 1), 1, "larger"),
        (b"[]", 1, "expected `object`"),
    ],
)
def test_a_file_that_is_no_sound_json_is_told_with_its_line(
    data: bytes, line: int, said: str
) -> None:
    fault = check_definition(data)[0]
    assert said in fault.reason
    assert fault.line == line
    assert fault.refused


def test_texts_are_told_of_all_at_once() -> None:
    sound = {"url": "https://example.org/t/1", "version": "1", "title": "t", "text": "t"}
    texts = [
        sound,
        sound | {"text": "dos {dos", "valid_from": "2026-02-30"},
        {**sound, "url": "https://example.org/t/2", "text": "Dos {dos} ges."},
        {**sound, "url": "u", "status": "draft"},
    ]
    found = check_texts(json.dumps({"texts": texts}, indent=1).encode())
    assert {(each.where, each.refused) for each in found} == {
        ("texts[1].text", True),
        ("texts[1].valid_from", True),
        ("texts[2].text", False),
        ("texts[3].url", True),
        ("texts[3].status", True),
    }
    assert [each.refused for each in found] == [True] * 4 + [False]


def test_a_text_stands_once_whatever_it_says() -> None:
    text = {"url": "https://example.org/t/1", "version": "1", "title": "t", "text": "t"}
    (fault,) = check_texts(json.dumps({"texts": [text, text]}).encode())
    assert (fault.where, fault.cure) == ("texts[1].url", "the first is texts[0]")


def test_every_place_of_a_text_has_its_line() -> None:
    places = find_places('{"a": [\n1,\n{"b": "x:{,}"}\n],\n"c\\"": null}')
    assert places.lines == {"": 1, "a": 1, "a[0]": 2, "a[1]": 3, "a[1].b": 3, 'c\\"': 5}
    assert places.line("a[1].b[3].c") == 3
    assert places.line("unknown") == 1
