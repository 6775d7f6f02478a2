"""`samsyn definition` and `samsyn texts`: what is wrong and where, what a definition shows."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import resources
from app import commands
from app.commands.row_words import words_of
from app.library.schema import as_text, definition_schema, texts_schema
from app.model.overview import FactRow
from tests.unit.overview.records import concept, hb, observation, resource

CAREPLAN = json.loads((files(resources) / "definitions" / "careplan.json").read_bytes())
PATIENT = {
    "resourceType": "Patient",
    "id": "p",
    "name": [{"family": "Provsson", "given": ["Eva"]}],
    "birthDate": "1950-09-07",
}


def write(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content, indent=1), "utf-8")
    return path


def run(*words: object) -> int:
    return commands.main([str(word) for word in words])


def test_a_right_definition_is_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path / "careplan.json", CAREPLAN)
    assert run("definition", "check", file) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"careplan.json: fine, {len(CAREPLAN['sections'])} sections, ")


def test_all_that_is_wrong_is_told_with_line_place_and_cure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {**CAREPLAN, "titel": "x", "minutes_per_case": 0}
    file = write(tmp_path / "own.json", wrong)
    lines = file.read_text("utf-8").splitlines()
    place = next(n for n, line in enumerate(lines, 1) if '"titel"' in line)
    for what in (("check",), ("try",)):
        more = (tmp_path / "unread.json",) if what == ("try",) else ()
        assert run("definition", *what, file, *more) == 1
        said = capsys.readouterr().out.splitlines()
        told = said.index(f"own.json:{place}: titel: titel is not known here")
        assert said[told + 1] == "    did you mean title?"
        assert said[-1] == "own.json: 2 faults"


def test_several_files_are_checked_and_the_worst_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fine = write(tmp_path / "a.json", CAREPLAN)
    wrong = write(tmp_path / "b.json", {**CAREPLAN, "version": ""})
    assert run("definition", "check", wrong, fine) == 1
    said = capsys.readouterr().out
    assert "b.json: 1 fault" in said
    assert "a.json: fine" in said


def test_a_definition_that_tells_who_somebody_is_is_not_fine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = {"sv": "Planen för 19121212-1212", "en": "The plan"}
    file = write(tmp_path / "own.json", {**CAREPLAN, "title": title})
    assert run("definition", "check", file) == 1
    said = capsys.readouterr().out
    assert "title.sv: it tells who somebody is: person-number, character 12" in said
    assert "1212-1212" not in said


def test_a_remark_is_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sections = [dict(each) for each in CAREPLAN["sections"]]
    sections[1]["text"] = "full"
    assert (
        run("definition", "check", write(tmp_path / "d.json", {**CAREPLAN, "sections": sections}))
        == 0
    )
    said = capsys.readouterr().out
    assert "remark: sections[1].text: " in said
    assert said.endswith(", 1 remark\n")


@pytest.mark.parametrize("command", ["definition", "texts"])
def test_a_file_that_cannot_be_read_is_a_wrong_call(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command, "check", tmp_path / "nowhere.json") == 2
    assert "nowhere.json" in capsys.readouterr().err


def test_a_definition_is_tried_on_a_record(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sections = [dict(each) for each in CAREPLAN["sections"]]
    sections[2]["empty"] = {"sv": "fråga personen", "en": "ask"}
    line = {"key": "sound", "text": {"sv": "Ljudet provat", "en": "Sound tried"}}
    own = {**CAREPLAN, "sections": sections, "checklists": {"before": [line]}}
    survey = observation("s", concept("Vardagen"), "survey", valueString="Klarar sig")
    kept = [PATIENT, survey, hb("h", 120, "2026-01-01"), resource("Basic", "b")]
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": r} for r in kept],
    }
    definition = write(tmp_path / "own.json", own)
    record = write(tmp_path / "record.json", bundle)
    assert run("definition", "try", definition, record) == 0
    said = capsys.readouterr().out
    assert "4 resources" in said
    assert (
        "Funktion i vardagen: known, 1 row\n  view 1, funktion:\n       2  resource = Obs" in said
    )
    assert "  – Vardagen · Klarar sig\n" in said
    assert "Mål: not-documented, 0 rows\n  says: fråga personen\n" in said
    assert "missing from the record: social-situation, patients-wishes\n" in said
    assert "not shown: 1 Basic (no-section)" in said
    assert "checklist, before: Ljudet provat (room)" in said
    assert run("--language", "en", "definition", "try", definition, record) == 0
    assert "says: ask" in capsys.readouterr().out
    assert run("definition", "try", definition, tmp_path / "nowhere.json") == 2


def test_every_kind_of_row_has_words(capsys: pytest.CaptureFixture[str]) -> None:
    where = files(resources) / "practice"
    for definition, record in (("colorectal", "sigmoid"), ("rare", "rare"), ("breast", "breast")):
        file = files(resources) / "definitions" / f"{definition}.json"
        assert run("definition", "try", file, where / f"{record}.json") == 0
        assert "  –  ·" not in capsys.readouterr().out
    assert words_of(FactRow(title="x" * 200)) == f"{'x' * 159}…"


def test_the_schemas_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for command, schema in (("definition", definition_schema()), ("texts", texts_schema())):
        assert run(command, "schema") == 0
        assert capsys.readouterr().out == as_text(schema)


def test_texts_are_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = {"url": "https://example.org/t", "version": "1", "title": "t", "text": "Dos, {dos!}."}
    elsewhere = text | {"url": "https://example.org/u", "conferences": ["https://example.org/c"]}
    file = write(tmp_path / "own.json", {"texts": [text, elsewhere]})
    assert run("texts", "check", file) == 0
    said = capsys.readouterr().out
    assert "remark: texts[1].conferences: " in said
    assert said.endswith("own.json: fine, 2 texts, 1 remark\n")
    write(file, {"texts": [text | {"text": "{dos"}]})
    assert run("texts", "check", file) == 1
    assert "own.json:" in capsys.readouterr().out
