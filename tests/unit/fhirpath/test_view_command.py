"""`samsyn view` as people call it."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.commands import main

VIEW: dict[str, Any] = {
    "resource": "Observation",
    "select": [
        {
            "column": [
                {"name": "id", "path": "id"},
                {"name": "value", "path": "value.ofType(Quantity).value"},
                {"name": "final", "path": "status = 'final'"},
                {"name": "codes", "path": "code.coding.code", "collection": True},
            ]
        }
    ],
    "where": [{"path": "value.ofType(Quantity).exists()"}],
}
RESOURCES = (
    '{"resourceType":"Observation","id":"a","status":"final","valueQuantity":{"value":5.40},'
    '"code":{"coding":[{"code":"x"},{"code":"y"}]}}\n'
    '{"resourceType":"Observation","id":"b","valueString":"text"}\n'
)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    view, resources = tmp_path / "v.json", tmp_path / "r.ndjson"
    view.write_text(json.dumps(VIEW), "utf-8")
    resources.write_text(RESOURCES, "utf-8")
    return str(view), str(resources)


def test_rows_as_csv(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["view", *files]) == 0
    assert capsys.readouterr().out == 'id,value,final,codes\na,5.40,true,"[""x"",""y""]"\n'


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_rows_as_json_keep_their_precision(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], form: str
) -> None:
    assert main(["view", *files, "--format", form]) == 0
    assert "5.40" in capsys.readouterr().out


@pytest.mark.parametrize("shape", ["bundle", "list", "single"])
def test_resources_in_any_shape(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], shape: str
) -> None:
    found = [json.loads(line) for line in RESOURCES.splitlines()]
    bundle = {"resourceType": "Bundle", "entry": [{"resource": each} for each in found] + [{}]}
    content: Any = {"bundle": bundle, "list": found, "single": found[0]}[shape]
    path = tmp_path / "r.json"
    path.write_text(json.dumps(content), "utf-8")
    assert main(["view", files[0], str(path)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_explain(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["view", *files, "--explain"]) == 0
    lines = [line.split(maxsplit=1) for line in capsys.readouterr().err.splitlines()]
    assert lines == [
        ["2", "resources"],
        ["2", "resource = Observation"],
        ["1", "value.ofType(Quantity).exists()"],
    ]


def test_a_resource_that_fails_is_counted_and_the_others_printed(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with Path(files[1]).open("a", encoding="utf-8") as out:
        out.write('{"resourceType":"Observation","valueQuantity":7}\n')
    assert main(["view", *files]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert said.err.startswith("1 of 3 resources: ")


def test_a_line_that_is_no_json_is_counted_and_the_others_printed(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with Path(files[1]).open("a", encoding="utf-8") as out:
        out.write('{"resourceType":"Observation","valueQuantity":{"value":1e400}}\n{"x\n')
    assert main(["view", *files]) == 1
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 2
    assert said.err == "2 of 4 resources: not a resource\n"


def test_a_wrong_view_is_one_line(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(files[0]).write_text(json.dumps({"resource": "Patient"}), "utf-8")
    assert main(["view", *files]) == 1
    assert capsys.readouterr().err.startswith("samsyn: expression: v.json.select: ")


def test_a_file_that_is_not_there(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["view", "nowhere.json", files[1]]) == 2
    assert "nowhere.json: cannot be read" in capsys.readouterr().err
