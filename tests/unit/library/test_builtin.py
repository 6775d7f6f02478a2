"""The built-in library: what it holds, how it is found, and how it refuses what is wrong."""

import json
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import resources
from app.library.builtin import BuiltinLibrary
from app.library.room_library import RoomLibrary
from app.library.screening import screen, screen_json
from app.library.store import Store
from app.model.blanks import find_blanks
from app.model.definition import WHOLE_RECORD, Moment, SectionKind, StatementText
from app.model.errors import DefinitionError
from app.model.outcome import StandardText

LIBRARY = BuiltinLibrary()
ROOM = RoomLibrary(
    LIBRARY,
    Store(Path("/nowhere")),
    practice=True,
    proven=False,
    today=lambda: date(2026, 11, 23),
)
COLORECTAL = LIBRARY.definition_named("colorectal").url
DEFINITIONS = [each.name for each in LIBRARY.definitions()]


def titles(found: Any) -> list[str]:
    return [text.title for text in found]


def test_the_definitions_that_are_there() -> None:
    names = [each.name for each in LIBRARY.definitions()]
    cancers = {"breast", "colorectal", "lung", "penile", "prostate"}
    assert set(names) == cancers | {"careplan", "discharge", "general", "rare"}
    titles = [each.title.sv.casefold() for each in LIBRARY.definitions()]
    assert titles[:-1] == sorted(titles[:-1])
    assert names[-1] == "general"
    for each in LIBRARY.definitions():
        assert each.sections[0].kind is SectionKind.ALERTS
        informs = {kind for section in each.sections for kind in section.informs}
        assert set(each.requires) <= informs
        assert each.status == "practice"


def test_what_has_no_status_is_never_lost_to_a_condition_on_it() -> None:
    for each in LIBRARY.definitions():
        for section in each.sections:
            if section.kind in {SectionKind.ALERTS, SectionKind.MEDICINES}:
                current = [v for v in section.views if v["resource"] != "AllergyIntolerance"]
                told = [path for v in current for path in _conditions(v) if "status" in path]
                ended = section.key == "ended-medicines"
                assert ended or all("status.empty() or" in p or "'completed'" in p for p in told)


def _conditions(view: dict[str, Any]) -> list[str]:
    return [each["path"] for each in view.get("where", [])]


def test_a_conference_shows_limited_sections_and_what_the_last_one_said() -> None:
    for each in LIBRARY.definitions():
        assert "last-conference" in {section.key for section in each.sections}
        for section in each.sections:
            unlimited = section.limit == 0
            assert not unlimited or section.key in {"alerts", "tumour", "wishes"}, section.key


def test_a_definition_is_found_by_url_and_by_name() -> None:
    assert LIBRARY.definition(COLORECTAL).name == "colorectal"
    assert LIBRARY.definition(f"{COLORECTAL}|2026.2").name == "colorectal"
    assert LIBRARY.definition("").name == LIBRARY.definition("https://x.example").name == "general"
    with pytest.raises(DefinitionError, match=r"breast, .*colorectal, .*general, .*whole"):
        LIBRARY.definition_named("colon")


def test_the_whole_record_is_there_to_browse_and_no_kind_of_conference() -> None:
    whole = LIBRARY.definition(WHOLE_RECORD)
    assert whole.name == "whole"
    assert whole not in LIBRARY.definitions()
    assert LIBRARY.definition_named("whole") is whole
    for each in whole.sections:
        assert (each.limit, each.months) == (0, 0)
        assert each.kind is not SectionKind.STATEMENTS or each.text is StatementText.FULL


def test_the_texts_are_practice_texts_with_well_formed_blanks() -> None:
    assert len(LIBRARY.texts()) >= 60
    for text in LIBRARY.texts():
        assert text.unit
        assert text.source
        assert text.valid_from
        assert (text.status, text.language) == ("practice", "sv")
        assert "beslut" not in text.text.casefold()
    assert any(blank.mandatory for text in LIBRARY.texts() for blank in find_blanks(text.text))


def test_one_text_has_expired_and_no_other_ever_will() -> None:
    """An example of what is never suggested; practice must not stop working one day."""
    ending = [text.title for text in LIBRARY.texts() if text.valid_to]
    assert ending == ["Koloncancer stadium III: adjuvant cytostatika i sex månader"]
    expired = [text.title for text in LIBRARY.texts() if not text.is_valid(date(2026, 1, 1))]
    assert expired == ending


def test_codes_are_those_of_the_national_classification() -> None:
    codes = {text.code.code: text.code for text in LIBRARY.texts() if text.code is not None}
    assert {"HAC20", "JFB31", "JFB47", "KEC01"} <= set(codes)
    for each in codes.values():
        assert each.system == "urn:oid:1.2.752.116.1.3.2.1.4"
        assert each.display


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_conference_has_short_checklists_in_both_languages(name: str) -> None:
    lists = LIBRARY.definition_named(name).checklists
    for moment in Moment:
        assert 2 <= len(lists.of(moment)) <= 4, moment
    for item in lists.all:
        assert len(item.text.sv) <= 75
        assert item.text.sv != item.text.en


@pytest.mark.parametrize("text", LIBRARY.texts(), ids=lambda text: text.title)
def test_a_text_whose_optional_blanks_stay_empty_is_made_of_whole_sentences(
    text: StandardText,
) -> None:
    """What may be left out is a sentence of its own: nothing is delivered with a hole in it."""
    for blank in find_blanks(text.text):
        if not blank.mandatory:
            before, _, after = text.text.partition(f"{{{blank.name}}}")
            assert not before or before.endswith(". "), blank.name
            assert after[:1] in ("", ".", " "), blank.name


def test_nothing_that_samsyn_brings_along_is_taken_for_personal() -> None:
    assert [found for text in LIBRARY.texts() for found in screen(text)] == []
    for file in (files(resources) / "definitions").iterdir():
        assert screen_json(file.read_bytes()) == ()


def test_texts_of_the_diagnosis_come_before_those_of_the_conference_and_of_everybody() -> None:
    suggested = ROOM.suggest("C20.9", COLORECTAL)
    kinds = [
        "own" if "C20" in text.diagnoses else "conference" if text.diagnoses else "everybody"
        for text in suggested
    ]
    assert kinds == sorted(kinds, key=["own", "conference", "everybody"].index)
    assert set(kinds) == {"own", "conference", "everybody"}
    assert not any("C50" in text.diagnoses for text in suggested)


def test_a_text_of_one_conference_is_suggested_there_and_nowhere_else() -> None:
    here = ROOM.suggest("T90.5", LIBRARY.definition_named("careplan").url)
    assert here[0].title.startswith("SIP: ")
    assert not any(title.startswith("SIP: ") for title in titles(ROOM.suggest("", COLORECTAL)))
    assert any(title.startswith("SIP: ") for title in titles(ROOM.search("huvudansvar")))


@pytest.mark.parametrize("name", ["careplan", "discharge"])
def test_no_text_about_tumours_is_suggested_where_there_is_none(name: str) -> None:
    suggested = ROOM.suggest("", LIBRARY.definition_named(name).url)
    assert suggested
    assert all(LIBRARY.definition_named(name).url in text.conferences for text in suggested)


@pytest.mark.parametrize("name", ["breast", "lung", "penile", "prostate"])
def test_a_conferences_own_texts_come_before_those_that_it_shares(name: str) -> None:
    suggested = ROOM.suggest("", LIBRARY.definition_named(name).url)
    shared = [not text.diagnoses for text in suggested]
    assert shared == sorted(shared)
    assert set(shared) == {False, True}


def test_without_a_diagnosis_the_conferences_texts_are_suggested() -> None:
    assert titles(ROOM.suggest("", COLORECTAL))[0].startswith("Koloncancer")


@pytest.mark.parametrize(
    ("words", "some"),
    [
        ("levermet konv", "Levermetastaser: konverterande behandling"),
        ("STRÅL rekt", "Rektalcancer: kort strålbehandling och kirurgi"),
        ("bröst mast", "Bröstcancer: mastektomi"),
    ],
)
def test_all_words_must_be_there_and_beginnings_count(words: str, some: str) -> None:
    assert some in titles(ROOM.search(words))


@pytest.mark.parametrize("words", ["stral", "brost", "strål finnsinte", "mastektomi rektal"])
def test_swedish_letters_are_letters_of_their_own(words: str) -> None:
    assert ROOM.search(words) == ()


def test_a_search_puts_the_diagnosis_first_then_titles() -> None:
    found = ROOM.search("strålbehandling", "C61")
    assert found[0].title == "Prostatacancer: strålbehandling"
    assert set(ROOM.search("", "C61")) <= set(LIBRARY.texts())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("definitions", "texts"):
        with_files = Path(str(files(resources) / folder))
        shutil.copytree(with_files, tmp_path / folder)
    return tmp_path


def change(file: Path, **elements: Any) -> None:
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | elements), "utf-8")


@pytest.mark.parametrize(
    ("elements", "said"),
    [
        ({"colour": "blue"}, "colour"),
        ({"sections": []}, "alerts"),
        ({"version": 3}, r"breast\.json: version: expected `str`"),
        ({"name": "general"}, "general"),
        ({"url": LIBRARY.definition("").url}, "two of the same"),
    ],
)
def test_a_wrong_definition_is_refused_with_its_place(
    root: Path, elements: dict[str, Any], said: str
) -> None:
    change(root / "definitions" / "breast.json", **elements)
    with pytest.raises(DefinitionError, match=said):
        BuiltinLibrary(root)


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ({"resource": "Flag", "select": [{"column": [{"name": "txet", "path": "id"}]}]}, "txet"),
        ({"resource": "Flag", "select": [{"column": [{"name": "id", "path": "nej("}]}]}, "views"),
        (
            {"resource": "Flagga", "select": [{"column": [{"name": "id", "path": "id"}]}]},
            "resource",
        ),
    ],
)
def test_a_wrong_view_is_refused_with_its_place(
    root: Path, view: dict[str, Any], said: str
) -> None:
    file = root / "definitions" / "breast.json"
    sections = json.loads(file.read_text("utf-8"))["sections"]
    sections[0]["views"].append(view)
    change(file, sections=sections)
    with pytest.raises(DefinitionError, match=said) as refused:
        BuiltinLibrary(root)
    assert refused.value.where.startswith("sections[0].views[2]")


def test_a_text_of_an_unknown_conference_is_refused(root: Path) -> None:
    file = root / "texts" / "careplan.json"
    texts = json.loads(file.read_text("utf-8"))["texts"]
    texts[0]["conferences"] = ["https://x.example/conference"]
    change(file, texts=texts)
    with pytest.raises(DefinitionError, match=r"x\.example"):
        BuiltinLibrary(root)


def test_a_text_with_a_stray_brace_and_a_file_that_is_no_json_are_refused(root: Path) -> None:
    file = root / "texts" / "general.json"
    texts = json.loads(file.read_text("utf-8"))["texts"]
    texts[1]["text"] = "dos {dos"
    change(file, texts=texts)
    with pytest.raises(DefinitionError, match=r"texts\[1\]"):
        BuiltinLibrary(root)
    file.write_bytes(b"{")
    with pytest.raises(DefinitionError, match=r"general\.json"):
        BuiltinLibrary(root)
