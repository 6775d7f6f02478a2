"""`samsyn … | head`: whoever reads the output may leave."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CODE = (
    "import sys\n"
    "from app import commands\n"
    "class Talkative:\n"
    "    def run(self, args):\n"
    "        sys.stdout.writelines('a line\\n' for _ in range(100_000))\n"
    "        return 0\n"
    "commands._module = lambda name: Talkative()\n"
    "sys.exit(commands.main([]))\n"
)


@pytest.mark.processes
def test_a_reader_who_leaves_is_no_error_worth_a_traceback(tmp_path: Path) -> None:
    errors = tmp_path / "errors"
    reading, writing = os.pipe()
    with errors.open("wb") as file:
        running = subprocess.Popen([sys.executable, "-c", CODE], stdout=writing, stderr=file)
        os.close(writing)
        os.read(reading, 10)
        os.close(reading)
        assert running.wait(timeout=60) == 1
    assert errors.read_text() == ""
