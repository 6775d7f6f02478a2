"""Texts that end by summing themselves up, as Swedish statements and notes often do. Pure.

Nothing is interpreted but a heading at the beginning of the last paragraph. A conference looks at
what is summed up first; the rest goes into the report.
"""

import re

_HEADING = re.compile(
    r"(?:^|\n)[ \t]*(?:sammanfattning|sammanfattande bedömning|slutsats|konklusion)[ \t]*:[ \t]*",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\n\s*\n")


def summed_up(text: str) -> tuple[str, str]:
    """Return what the last paragraph sums up, and the rest; ("", text) where none does."""
    found = None
    for found in _HEADING.finditer(text):  # noqa: B007 -- the last one is meant
        pass
    if found is None:
        return "", text
    summary = text[found.end() :].strip()
    if not summary or _PARAGRAPH.search(summary):
        return "", text
    return summary, text[: found.start()].strip()
