"""String functions. Regular expressions run on RE2: linear time whatever the pattern and text."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import re2

from app.fhirpath import model
from app.fhirpath.functions.registry import Functions
from app.fhirpath.operands import BOOLEAN, INTEGER, STRING, fits, integer, limited, many, text
from app.fhirpath.static import Expr, Frame, Run, Site
from app.fhirpath.values import plain
from app.model.errors import ExpressionError

FUNCTIONS = Functions()

MAX_PATTERN = 1_000
"""Characters of a regular expression."""


def _input(site: Site) -> Run:
    return text(site.source, site.scope, site.at)


def _with_text(site: Site, types: frozenset[str], answer: Callable[..., Any], *args: Run) -> Expr:
    """Return `answer(text, *args)`, empty as soon as the input or an argument is."""
    get = _input(site)

    def run(focus: Any, frame: Frame) -> Any:
        value = get(focus, frame)
        if value is None:
            return None
        found = [arg(focus, frame) for arg in args]
        return None if any(each is None for each in found) else answer(value, *found)

    return Expr(run, types, single=True)


def _text_arg(site: Site, index: int = 0) -> Run:
    return text(site.arg(index), site.scope, site.at)


def _simple(name: str, types: frozenset[str], answer: Callable[[str], Any]) -> None:
    FUNCTIONS.add(name)(lambda site: _with_text(site, types, answer))


def _with_one(name: str, types: frozenset[str], answer: Callable[[str, str], Any]) -> None:
    FUNCTIONS.add(name, 1)(lambda site: _with_text(site, types, answer, _text_arg(site)))


_simple("length", INTEGER, len)
_simple("upper", STRING, str.upper)
_simple("lower", STRING, str.lower)
_simple("trim", STRING, str.strip)
_with_one("startsWith", BOOLEAN, str.startswith)
_with_one("endsWith", BOOLEAN, str.endswith)
_with_one("contains", BOOLEAN, lambda value, part: part in value)
_with_one("indexOf", INTEGER, str.find)
_with_one("lastIndexOf", INTEGER, str.rfind)


@FUNCTIONS.add("split", 1)
def _split(site: Site) -> Expr:
    get, separator = _input(site), _text_arg(site)

    def run(focus: Any, frame: Frame) -> Sequence[str]:
        value, by = get(focus, frame), separator(focus, frame)
        if value is None or by is None:
            return ()
        frame.spend(len(value))
        return value.split(by) if by else list(value)

    return Expr(run, STRING, single=False)


@FUNCTIONS.add("join", 0, 1)
def _join(site: Site) -> Expr:
    """Compile `join`: of nothing it is the empty string, as the official tests have it."""
    fits(site.source, model.STRINGS, site.scope, site.at)
    items = many(site.source)
    separator = _text_arg(site) if site.args else None
    if not site.source.single and site.source.literal is None:
        site.scope.settings.warn(
            f"join() of a collection that may be empty gives '' here and nothing elsewhere: "
            f"guard it with exists() (column {site.at})"
        )

    def run(focus: Any, frame: Frame) -> str:
        found = [plain(item) for item in items(focus, frame)]
        if any(each is not None and each.__class__ is not str for each in found):
            raise ExpressionError("join() takes strings only")
        by = separator(focus, frame) if separator is not None else ""
        return limited((by or "").join(each for each in found if each is not None))

    return Expr(run, STRING, single=True)


@FUNCTIONS.add("substring", 1, 2)
def _substring(site: Site) -> Expr:
    start = integer(site.arg(0), site.scope, site.at)
    if len(site.args) == 1:
        return _with_text(site, STRING, _tail_of, start)
    length = integer(site.arg(1), site.scope, site.at)

    def run_length(focus: Any, frame: Frame) -> int:
        found = length(focus, frame)
        return -1 if found is None else max(found, 0)

    return _with_text(site, STRING, _part_of, start, run_length)


def _tail_of(value: str, start: int) -> str | None:
    return value[start:] if 0 <= start < len(value) else None


def _part_of(value: str, start: int, length: int) -> str | None:
    if not 0 <= start < len(value):
        return None
    return value[start:] if length < 0 else value[start : start + length]


@FUNCTIONS.add("replace", 2)
def _replace(site: Site) -> Expr:
    return _with_text(site, STRING, _replaced, _text_arg(site, 0), _text_arg(site, 1))


def _replaced(value: str, part: str, by: str) -> str:
    if (len(value) + 1) * len(by) > 10**7:
        raise ExpressionError("the expression makes a string that is too long")
    return limited(value.replace(part, by))


def _pattern(site: Site) -> Callable[[str], Any]:
    """Return how a pattern is compiled; a literal one is compiled, and refused, at once."""

    def compiled(pattern: str) -> Any:
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

    literal = site.arg(0).literal
    if isinstance(literal, str):
        try:
            ready = compiled(literal)
        except ExpressionError as error:
            site.fail(error.reason)
        return lambda _pattern: ready
    return compiled


@FUNCTIONS.add("matches", 1)
def _matches(site: Site) -> Expr:
    compiled = _pattern(site)

    def found(value: str, pattern: str) -> bool:
        return compiled(pattern).search(value) is not None

    return _with_text(site, BOOLEAN, found, _text_arg(site))


@FUNCTIONS.add("matchesFull", 1)
def _matches_full(site: Site) -> Expr:
    compiled = _pattern(site)

    def found(value: str, pattern: str) -> bool:
        return compiled(pattern).fullmatch(value) is not None

    return _with_text(site, BOOLEAN, found, _text_arg(site))


@FUNCTIONS.add("replaceMatches", 2)
def _replace_matches(site: Site) -> Expr:
    compiled = _pattern(site)

    def replaced(value: str, pattern: str, by: str) -> str:
        if not pattern:
            return value
        if (len(value) + 1) * len(by) > 10**7:
            raise ExpressionError("the expression makes a string that is too long")
        try:
            return limited(compiled(pattern).sub(_substitution(by), value))
        except (IndexError, re2.error):
            raise ExpressionError("the substitution names a group that is not there") from None

    return _with_text(site, STRING, replaced, _text_arg(site, 0), _text_arg(site, 1))


def _substitution(by: str) -> str:
    r"""Return a `$1` or `${name}` substitution as RE2 writes it (`\1`, `\g<name>`)."""
    escaped = by.replace("\\", "\\\\")
    return _GROUP.sub(lambda match: rf"\g<{match[1] or match[2]}>", escaped)


_GROUP = re.compile(r"\$(?:(\d)|\{(\w+)\})", re.ASCII)
