"""`samsyn overview`: PNG files, one PDF, any definition; refusals in one line."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import resources
from app import commands
from tests.unit.overview.records import concept, resource

SAMSYN = [sys.executable, "-c", "import sys; from app.commands import main; sys.exit(main())"]
PATIENT = {
    "resourceType": "Patient",
    "id": "p",
    "name": [{"family": "Provsson", "given": ["Eva"]}],
    "birthDate": "1950-09-07",
}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    tumour = resource("Condition", "c", code=concept("Tumör i sigmoideum"))
    entries = [{"resource": each} for each in (PATIENT, tumour)]
    path = tmp_path / "record.json"
    path.write_text(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}))
    return path


def samsyn(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*SAMSYN, "overview", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.processes
def test_all_pages_in_one_pdf_that_names_nobody_in_its_metadata(
    record: Path, tmp_path: Path
) -> None:
    pdf = tmp_path / "pages.pdf"
    ran = samsyn(record, "--definition", "whole", "--synthetic", "--pdf", pdf)
    assert (ran.returncode, ran.stderr) == (0, "")
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF-")
    assert ran.stdout.startswith("pages.pdf p. 1  Varningar och överkänslighet")
    for name in ("Provsson", "Eva", "record.json"):
        for encoding in ("utf-8", "utf-16-be"):
            assert name.encode(encoding) not in data
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pages.pdf", "record.json"]


@pytest.mark.processes
def test_pages_by_a_definition_of_ones_own(record: Path, tmp_path: Path) -> None:
    general = files(resources).joinpath("definitions", "general.json").read_text("utf-8")
    own, out = tmp_path / "own.json", tmp_path / "out"
    own.write_text(general.replace("Allmän konferens", "Egen konferens"), "utf-8")
    ran = samsyn(record, "--definition", own, "--synthetic", "--out", out)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (out / "page-01.png").is_file()
    own.write_text(general.replace('"key"', '"kay"'), "utf-8")
    ran = samsyn(record, "--definition", own, "--synthetic", "--out", out)
    assert ran.returncode == 2
    assert "own.json: sections[0]: key is missing" in ran.stderr


@pytest.mark.processes
def test_png_files_and_a_pdf_at_once(record: Path, tmp_path: Path) -> None:
    out, pdf = tmp_path / "out", tmp_path / "pages.PDF"
    ran = samsyn(record, "--definition", "general", "--synthetic", "--out", out, "--pdf", pdf)
    assert ran.returncode == 0
    assert (out / "page-01.png").exists()
    assert pdf.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "--out DIR, or --pdf FILE.pdf"),
        (["--pdf", "record.json"], "must end with .pdf"),
        (["--pdf", "nowhere/pages.pdf"], "No such file"),
        (["--pdf", "pages.pdf", "--definition", "colon"], "there are: breast, "),
        (["--pdf", "pages.pdf", "--screen", "tiny"], "--screen"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    words: list[str],
    said: str,
    record: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(record.parent)
    before = record.read_bytes()
    given: list[Any] = ["overview", "record.json", "--synthetic", "--definition", "general", *words]
    assert commands.main(given) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert record.read_bytes() == before
    assert [path.name for path in record.parent.iterdir()] == ["record.json"]


@pytest.mark.parametrize("place", [["--pdf", "pages.pdf"], ["--out", "out"]])
def test_a_record_that_nobody_calls_synthetic_is_refused(
    place: list[str],
    record: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(record.parent)
    assert commands.main(["overview", "record.json", "--definition", "general", *place]) == 2
    assert "--synthetic" in capsys.readouterr().err
    assert [path.name for path in record.parent.iterdir()] == ["record.json"]


def test_no_pages_are_written_where_a_room_is_configured(
    record: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(record.parent)
    given = ["--config", "room.toml", "overview", "record.json", "--synthetic"]
    assert commands.main([*given, "--definition", "general", "--pdf", "pages.pdf"]) == 2
    assert "a room is configured here" in capsys.readouterr().err
    assert not (record.parent / "pages.pdf").exists()
