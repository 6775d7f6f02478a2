"""How much memory a process has for itself: the frames, which console and case share, are left out.

Linux only. `resident` counts all of Qt's libraries in full, `proportional` (PSS) shares them out
among the processes that have them mapped, and can only be read by root: the processes are hardened.
"""

from pathlib import Path
from typing import NamedTuple


class Memory(NamedTuple):
    """MB."""

    resident: float
    proportional: float | None


def own_memory(pid: int) -> Memory:
    """Return a process's own memory."""
    status = _fields(pid, "status")
    resident = status["RssAnon"] + status["RssFile"]
    try:
        rollup = _fields(pid, "smaps_rollup")
    except PermissionError:
        return Memory(resident, None)
    return Memory(resident, rollup["Pss_Anon"] + rollup["Pss_File"])


def _fields(pid: int, name: str) -> dict[str, float]:
    """Return the fields that are given in kB, in MB."""
    text = Path(f"/proc/{pid}/{name}").read_text()
    parts = (line.split() for line in text.splitlines())
    return {p[0].rstrip(":"): int(p[1]) / 1024 for p in parts if p[2:] == ["kB"]}
