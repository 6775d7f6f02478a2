"""Reads what strace saw: which files a program opened for writing, and where it connected to."""

import re
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    *("open", "openat", "openat2", "creat", "rename", "renameat", "renameat2", "link", "linkat"),
    *("symlink", "symlinkat", "mkdir", "mkdirat", "mknod", "mknodat", "truncate", "connect"),
)
# -y names the file behind each descriptor; --seccomp-bpf stops only at the calls asked for.
COMMAND = (
    *("strace", "-f", "-qq", "-y", "--seccomp-bpf", "-s", "4096"),
    *("-e", f"trace={','.join(CALLS)}"),
)

_OPEN = re.compile(
    r'\b(?:open|openat|openat2)\((?:[^"]*?(?:<(?P<at>[^>]*)>)?, )?"(?P<path>(?:[^"\\]|\\.)*)", '
    r"(?P<flags>[^)]*)\)? += (?P<result>-?\d+)"
)
_MAKES = re.compile(
    r"\b(?:creat|rename|renameat|renameat2|link|linkat|symlink|symlinkat|mkdir|mkdirat|mknod|mknodat|"
    r"truncate)\((?P<arguments>.*)\) += (?P<result>-?\d+)"
)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_INET = re.compile(
    r'connect\(.*sa_family=AF_INET6?, .*?sin6?_port=htons\((?P<port>\d+)\).*?"(?P<address>[^"]+)"'
)
_WRITES = ("O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_TMPFILE")


@dataclass(frozen=True)
class Trace:
    """What a program and all its children did."""

    written: frozenset[Path]
    connected: frozenset[tuple[str, int]]


def read_trace(path: Path, cwd: Path) -> Trace:
    """Read strace's output; relative paths are taken from `cwd`. Failed calls do not count."""
    written: set[Path] = set()
    connected: set[tuple[str, int]] = set()
    for line in path.read_text(errors="replace").splitlines():
        if (match := _INET.search(line)) is not None:
            connected.add((match["address"], int(match["port"])))
        elif (match := _OPEN.search(line)) is not None:
            if int(match["result"]) >= 0 and any(flag in match["flags"] for flag in _WRITES):
                written.add(Path(match["at"] or cwd) / _plain(match["path"]))
        elif (match := _MAKES.search(line)) is not None and int(match["result"]) >= 0:
            written |= {cwd / _plain(name) for name in _QUOTED.findall(match["arguments"])}
    return Trace(frozenset(written), frozenset(connected))


def _plain(quoted: str) -> str:
    """Undo strace's octal escapes of everything that is not ASCII."""
    return quoted.encode("ascii").decode("unicode_escape").encode("latin-1").decode()
