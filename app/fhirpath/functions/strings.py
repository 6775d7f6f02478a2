"""String functions. Regular expressions run on RE2: linear time whatever the pattern and text."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import re2

from app.fhirpath.functions.registry import Function, Site, of_value
from app.fhirpath.model import INTEGERS, STRINGS
from app.fhirpath.operands import BOOLEAN, INTEGER, STRING, fits, lifted, limited, value_lists
from app.fhirpath.static import MAX_TEXT, Expr, Frame
from app.model.errors import ExpressionError

MAX_PATTERN = 1_000
"""Characters of a regular expression."""
_MAX_WORK = 10**7


def _split(site: Site) -> Expr:
    parts = lifted(
        lambda text, by: text.split(by) if by else list(text),
        STRING,
        site.input(STRINGS),
        site.operand(0, STRINGS),
    ).run

    def run(focus: Any, frame: Frame) -> Sequence[str]:
        found = parts(focus, frame) or ()
        frame.spend(len(found))
        return found

    return Expr(run, STRING, single=False)


def _join(site: Site) -> Expr:
    """Compile `join`: of nothing it is the empty string, as the official tests have it."""
    fits(site.source, STRINGS, site.scope, site.at)
    source = site.source
    items = value_lists(source, site.scope, STRINGS)
    separator = site.operand(0, STRINGS) if site.args else None
    if not source.single:
        site.scope.settings.warn(
            f"join() of a collection that may be empty gives '' here and nothing elsewhere: "
            f"guard it with exists() (column {site.at})"
        )

    def run(focus: Any, frame: Frame) -> str:
        by = separator(focus, frame) if separator is not None else ""
        return limited((by or "").join(items(focus, frame)))

    return Expr(run, STRING, single=True)


def _substring(site: Site) -> Expr:
    """Compile `substring`: a length that is empty counts as none."""
    start = site.operand(0, INTEGERS)
    length = site.operand(1, INTEGERS) if len(site.args) > 1 else lambda _focus, _frame: None

    def size(focus: Any, frame: Frame) -> int:
        found = length(focus, frame)
        return MAX_TEXT if found is None else max(found, 0)

    return lifted(_part, STRING, site.input(STRINGS), start, size)


def _part(text: str, start: int, length: int) -> str | None:
    return text[start : start + length] if 0 <= start < len(text) else None


def _replaced(text: str, part: str, by: str) -> str:
    _bounded(text, by)
    return limited(text.replace(part, by))


def _bounded(text: str, by: str) -> None:
    """Refuse work whose result may be larger than any string that is allowed."""
    if (len(text) + 1) * len(by) > _MAX_WORK:
        raise ExpressionError("the expression makes a string that is too long")


@lru_cache(maxsize=64)
def _pattern(pattern: str) -> Any:
    """Return a regular expression compiled; raises ExpressionError when it cannot be."""
    if len(pattern) > MAX_PATTERN:
        raise ExpressionError("the regular expression is too long")
    options = re2.Options()
    options.log_errors = False
    options.dot_nl = True
    options.max_mem = 1 << 20
    try:
        return re2.compile(pattern, options)
    except re2.error:
        raise ExpressionError("the regular expression is not one that RE2 takes") from None


def _with_pattern(answer: Callable[..., Any], found: frozenset[str], args: int = 1) -> Function:
    """Return a function of a text and a pattern; a literal pattern is refused when compiling."""
    function = of_value(answer, found, STRINGS, *[STRINGS] * args)

    def build(site: Site) -> Expr:
        literal = site.arg(0).literal
        if isinstance(literal, str):
            try:
                _pattern(literal)
            except ExpressionError as error:
                site.fail(error.reason)
        return function.build(site)

    return Function(build, args, args)


def _replaced_matches(text: str, pattern: str, by: str) -> str:
    if not pattern:
        return text
    _bounded(text, by)
    try:
        return limited(_pattern(pattern).sub(_substitution(by), text))
    except (IndexError, re2.error):
        raise ExpressionError("the substitution names a group that is not there") from None


def _substitution(by: str) -> str:
    r"""Return a `$1` or `${name}` substitution as RE2 writes it (`\1`, `\g<name>`)."""
    escaped = by.replace("\\", "\\\\")
    return _GROUP.sub(lambda match: rf"\g<{match[1] or match[2]}>", escaped)


_GROUP = re.compile(r"\$(?:(\d)|\{(\w+)\})", re.ASCII)

FUNCTIONS = {
    "length": of_value(len, INTEGER, STRINGS),
    "upper": of_value(str.upper, STRING, STRINGS),
    "lower": of_value(str.lower, STRING, STRINGS),
    "trim": of_value(str.strip, STRING, STRINGS),
    "startsWith": of_value(str.startswith, BOOLEAN, STRINGS, STRINGS),
    "endsWith": of_value(str.endswith, BOOLEAN, STRINGS, STRINGS),
    "contains": of_value(str.__contains__, BOOLEAN, STRINGS, STRINGS),
    "indexOf": of_value(str.find, INTEGER, STRINGS, STRINGS),
    "lastIndexOf": of_value(str.rfind, INTEGER, STRINGS, STRINGS),
    "replace": of_value(_replaced, STRING, STRINGS, STRINGS, STRINGS),
    "substring": Function(_substring, 1, 2),
    "split": Function(_split, 1, 1),
    "join": Function(_join, 0, 1),
    "matches": _with_pattern(lambda text, by: _pattern(by).search(text) is not None, BOOLEAN),
    "matchesFull": _with_pattern(
        lambda text, by: _pattern(by).fullmatch(text) is not None, BOOLEAN
    ),
    "replaceMatches": _with_pattern(_replaced_matches, STRING, args=2),
}
