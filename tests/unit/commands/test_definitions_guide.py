"""docs/definitions.md is true word by word: its files are written, its commands are run."""

import re
from pathlib import Path

import pytest

from app import commands
from app.model.definition import InformationKind, RowOrder, SectionKind
from app.overview.columns import COLUMNS

GUIDE = Path(__file__).parents[3] / "docs" / "definitions.md"
TEXT = GUIDE.read_text("utf-8")
STEP = re.compile(
    r"(?:ave (?:this|it|this one) as `(?P<name>[\w.-]+)`[^`]*)?"
    r"```(?P<kind>json|console)\n(?P<body>.*?)```",
    re.DOTALL,
)
ROW = re.compile(r"^\| `([\w-]+)` \| (.*) \|$", re.MULTILINE)


def test_every_step_gives_what_the_guide_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = 0
    for step in STEP.finditer(TEXT):
        if step["kind"] == "json":
            assert step["name"], step["body"][:40]
            (tmp_path / step["name"]).write_text(step["body"], "utf-8")
            continue
        for command, expected in re.findall(
            r"^\$ samsyn (.*)\n((?:(?!\$ ).*\n)*)", step["body"], re.MULTILINE
        ):
            code = commands.main(command.split())
            said = capsys.readouterr().out
            assert said == expected, command
            assert code == (1 if "fault" in expected else 0)
            done += 1
    assert done == 4


def test_every_kind_and_column_is_told() -> None:
    told = {kind: re.findall(r"`(\w+)`", columns) for kind, columns in ROW.findall(TEXT)}
    for kind in SectionKind:
        assert told[kind] == list(COLUMNS[kind]), kind
    for word in (*RowOrder, *InformationKind):
        assert f"`{word.value}`" in TEXT
