"""Where things stand in a JSON text: the line of every key and item, and keys that are there twice.

For sound JSON only; whether it is sound has been asked before. Pure.
"""

import re
from typing import NamedTuple

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


class Places(NamedTuple):
    """`lines`: by path (`sections[2].key`), counted from 1. `repeated`: paths of keys again."""

    lines: dict[str, int]
    repeated: tuple[str, ...]

    def line(self, path: str) -> int:
        """Return the line of a path, or of what holds it where it is not there itself."""
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path, 1)


class _Level:
    """An object or list that the reading is inside of."""

    def __init__(self, path: str, *, is_list: bool) -> None:
        self.path, self.is_list = path, is_list
        self.index, self.key = 0, ""
        self.awaits_key = not is_list

    @property
    def here(self) -> str:
        """The path of the value that comes next."""
        if self.is_list:
            return f"{self.path}[{self.index}]"
        return f"{self.path}.{self.key}" if self.path else self.key


def find_places(text: str) -> Places:
    """Return where everything stands in a text that is sound JSON."""
    lines: dict[str, int] = {}
    repeated: list[str] = []
    levels: list[_Level] = []
    line, read_to = 1, 0
    for token in _TOKEN.finditer(text):
        line += text.count("\n", read_to, token.start())
        read_to = token.start()
        word, level = token[0], levels[-1] if levels else None
        if level is not None and level.awaits_key and word[0] == '"':
            level.key, level.awaits_key = word[1:-1], False
            if level.here in lines:
                repeated.append(level.here)
            lines[level.here] = line
        elif word in "{[":
            path = level.here if level is not None else ""
            lines.setdefault(path, line)
            levels.append(_Level(path, is_list=word == "["))
        elif word in "}]":
            levels.pop()
        elif word == "," and level is not None:
            level.index, level.awaits_key = level.index + 1, not level.is_list
        elif word != ":" and level is not None:
            lines.setdefault(level.here, line)
    return Places(lines, tuple(repeated))
