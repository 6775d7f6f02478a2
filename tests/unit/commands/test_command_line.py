"""The one command: help without Qt, errors in one line, exit codes."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from app import commands
from app.model.errors import ConfigError, HostUnreachable

SAMSYN = [sys.executable, "-c", "import sys; from app.commands import main; sys.exit(main())"]


def test_help_tells_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert all(name in said for name in commands.COMMANDS)


@pytest.mark.parametrize("name", commands.COMMANDS)
def test_every_command_has_help_of_its_own(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.main([name, "--help"])
    assert ended.value.code == 0
    assert f"samsyn {name}" in capsys.readouterr().out


def test_the_version_is_the_packages_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        commands.main(["--version"])
    assert capsys.readouterr().out == f"samsyn {version('samsyn')}\n"


def test_an_unknown_command_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        commands.main(["dance"])
    assert ended.value.code == 2
    assert "dance" in capsys.readouterr().err


@pytest.mark.processes
def test_help_does_not_load_qt() -> None:
    code = (
        "import sys\n"
        "from app.commands import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert ran.returncode == 0


@pytest.mark.processes
def test_wrong_settings_are_one_line_and_exit_code_2(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere.toml"
    ran = subprocess.run(
        [*SAMSYN, "--config", str(missing)], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 2
    assert ran.stderr.count("\n") == 1
    assert str(missing) in ran.stderr


@pytest.mark.parametrize(
    ("error", "code"),
    [(ConfigError("a.toml", "host.url", "is missing"), 2), (HostUnreachable(), 1)],
)
def test_our_errors_are_one_line(
    error: Exception,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Failing:
        @staticmethod
        def run(_args: object) -> int:
            raise error

    monkeypatch.setattr(commands, "_module", lambda _name: Failing)
    assert commands.main([]) == code
    assert capsys.readouterr().err == f"samsyn: {error}\n"
