"""FHIRPath's grammar (http://hl7.org/fhirpath/N1): text in, a tree out.

Knows no function, type or variable by name; `compiler` does. Size and depth are bounded here, so
that nothing that walks the tree can run away.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, NoReturn, TypeAlias

from app.fhirpath.quantity import CALENDAR, Quantity
from app.fhirpath.temporal import Temporal, parse_temporal
from app.model.errors import ExpressionError

MAX_LENGTH = 20_000
"""Characters in an expression."""
MAX_NUMBER = 100
"""Digits of a number."""
MAX_DEPTH = 100
"""Levels of the tree; an ordinary definition has under 20."""


Constant: TypeAlias = str | bool | int | Decimal | Temporal | Quantity | None


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant; `value` None is the empty collection `{}`."""

    value: Constant
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """A member (`given`) of the source; without one, of `$this`, or a type (`Patient`)."""

    source: "Tree | None"
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments, called on the source; without one, on `$this`.

    The operators `is` and `as` are the functions of that name.
    """

    source: "Tree | None"
    name: str
    args: tuple["Tree", ...]
    at: int


@dataclass(frozen=True, slots=True)
class Variable:
    """One of `$this`, `$index`, `$total` and `%name`; the sign is part of the name."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Index:
    """`source[index]`."""

    source: "Tree"
    index: "Tree"
    at: int


@dataclass(frozen=True, slots=True)
class Unary:
    """`+` or `-` before a number."""

    operator: str
    operand: "Tree"
    at: int


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two expressions."""

    operator: str
    left: "Tree"
    right: "Tree"
    at: int


Tree: TypeAlias = Literal | Name | Call | Variable | Index | Unary | Binary


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


_TOKEN = re.compile(
    r"""
    (?P<space>\s+|//[^\n]*|/\*(?s:.*?)\*/)
  | (?P<time>@(?:T\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?
      |\d{4}(?:-\d\d(?:-\d\d)?)?(?:T(?:\d\d(?::\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:\d\d)?)?)?))
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<string>'(?:[^'\\]|\\.)*')
  | (?P<quoted>`(?:[^`\\]|\\.)*`)
  | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<variable>\$(?:this|index|total)\b
      |%(?:[A-Za-z_][A-Za-z0-9_]*|`(?:[^`\\]|\\.)*`|'(?:[^'\\]|\\.)*'))
  | (?P<sign><=|>=|!=|!~|[-+*/&|=~<>.,()\[\]{}])
    """,
    re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "f": "\f"} | {c: c for c in "'\"`\\/"}

_BINARY = {
    "implies": 1,
    **dict.fromkeys(("or", "xor"), 2),
    "and": 3,
    **dict.fromkeys(("in", "contains"), 4),
    **dict.fromkeys(("=", "~", "!=", "!~"), 5),
    **dict.fromkeys(("<=", "<", ">", ">="), 6),
    "|": 7,
    **dict.fromkeys(("is", "as"), 8),
    **dict.fromkeys(("+", "-", "&"), 9),
    **dict.fromkeys(("*", "/", "div", "mod"), 10),
}
_KEYWORDS_AS_NAMES = frozenset(("as", "is", "contains", "in"))
_RESERVED = frozenset(_BINARY.keys() | {"true", "false"}) - _KEYWORDS_AS_NAMES


def parse(text: str) -> Tree:
    """Return the tree of an expression.

    Raises ExpressionError with the 1-based column of what is wrong.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"the expression is longer than {MAX_LENGTH} characters")
    return _Parser(_tokens(text), len(text)).whole()


def _tokens(text: str) -> list[_Token]:
    tokens, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise ExpressionError(f"unexpected {text[at]!r}", column=at + 1)
        if match.lastgroup != "space":
            tokens.append(_Token(match.lastgroup, match.group(), at + 1))
        at = match.end()
    return tokens


def _unescape(token: _Token, quoted: str) -> str:
    def one(match: re.Match[str]) -> str:
        code = match.group(1)
        if code[0] == "u" and len(code) > 1:
            return chr(int(code[1:], 16))
        if code not in _ESCAPES:
            raise ExpressionError(f"unknown escape \\{code}", column=token.at)
        return _ESCAPES[code]

    return _ESCAPE.sub(one, quoted[1:-1])


class _Parser:
    """Precedence climbing over the list of tokens."""

    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens = tokens
        self._next = 0
        self._end = _Token("end", "the end", length + 1)
        self._depth = 0

    def whole(self) -> Tree:
        tree = self._expression(0)
        if self._peek().kind != "end":
            self._fail()
        self._depth = _depth(tree) - 1
        self._deeper()
        return tree

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError(f"the expression is nested deeper than {MAX_DEPTH} levels")

    def _peek(self) -> _Token:
        return self._tokens[self._next] if self._next < len(self._tokens) else self._end

    def _take(self) -> _Token:
        token = self._peek()
        self._next += 1
        return token

    def _has(self, *signs: str) -> bool:
        token = self._peek()
        return token.kind == "sign" and token.text in signs

    def _expect(self, sign: str) -> None:
        if not self._has(sign):
            self._fail(f", expected {sign!r}")
        self._next += 1

    def _fail(self, hint: str = "") -> NoReturn:
        token = self._peek()
        raise ExpressionError(f"unexpected {token.text}{hint}", column=token.at)

    def _expression(self, floor: int) -> Tree:
        self._deeper()
        left = self._unary()
        while (level := self._level()) > floor:
            operator = self._take()
            if operator.text in {"is", "as"}:
                left = Call(left, operator.text, (self._type_name(),), operator.at)
            else:
                left = Binary(operator.text, left, self._expression(level), operator.at)
        self._depth -= 1
        return left

    def _level(self) -> int:
        token = self._peek()
        return _BINARY.get(token.text, 0) if token.kind in {"sign", "name"} else 0

    def _unary(self) -> Tree:
        if self._has("+", "-"):
            sign = self._take()
            self._deeper()
            operand = self._unary()
            self._depth -= 1
            return Unary(sign.text, operand, sign.at)
        tree = self._term()
        while self._has(".", "["):
            sign = self._take()
            if sign.text == "[":
                tree = Index(tree, self._expression(0), sign.at)
                self._expect("]")
            else:
                tree = self._step(tree)
        return tree

    def _step(self, source: Tree | None) -> Name | Call:
        at = self._peek().at
        name = self._identifier()
        if self._has("("):
            return Call(source, name, self._arguments(), at)
        return Name(source, name, at)

    def _identifier(self) -> str:
        token = self._peek()
        if token.kind == "quoted":
            self._next += 1
            return _unescape(token, token.text)
        if token.kind != "name" or token.text in _RESERVED:
            self._fail()
        self._next += 1
        return token.text

    def _arguments(self) -> tuple[Tree, ...]:
        self._expect("(")
        args: list[Tree] = []
        while not self._has(")"):
            if args:
                self._expect(",")
            args.append(self._expression(0))
        self._expect(")")
        return tuple(args)

    def _type_name(self) -> Tree:
        at = self._peek().at
        name = Name(None, self._identifier(), at)
        while self._has("."):
            self._next += 1
            name = Name(name, self._identifier(), at)
        return name

    def _term(self) -> Tree:
        token = self._peek()
        readers: Mapping[str, Callable[[_Token], Tree]] = {
            "number": self._number,
            "string": _string,
            "time": _time,
            "variable": _variable,
        }
        if (reader := readers.get(token.kind)) is not None:
            self._next += 1
            return reader(token)
        if token.kind == "name" and token.text in {"true", "false"}:
            self._next += 1
            return Literal(token.text == "true", token.at)
        if self._has("(", "{"):
            return self._bracketed()
        return self._step(None)

    def _bracketed(self) -> Tree:
        opening = self._take()
        if opening.text == "{":
            self._expect("}")
            return Literal(None, opening.at)
        tree = self._expression(0)
        self._expect(")")
        return tree

    def _number(self, token: _Token) -> Literal:
        if len(token.text) > MAX_NUMBER:
            raise ExpressionError("the number is out of range", column=token.at)
        value = Decimal(token.text) if "." in token.text else int(token.text)
        unit = self._peek()
        if unit.kind == "string":
            self._next += 1
            return Literal(Quantity(Decimal(value), _unescape(unit, unit.text)), token.at)
        if unit.kind == "name" and unit.text in CALENDAR:
            self._next += 1
            return Literal(Quantity(Decimal(value), unit.text), token.at)
        return Literal(value, token.at)


def _string(token: _Token) -> Literal:
    return Literal(_unescape(token, token.text), token.at)


def _time(token: _Token) -> Literal:
    text = token.text[1:]
    kind = "time" if text[0] == "T" else "dateTime" if "T" in text else "date"
    value = parse_temporal(text, kind)
    if value is None:
        raise ExpressionError(f"no such date or time: {token.text}", column=token.at)
    return Literal(value, token.at)


def _variable(token: _Token) -> Variable:
    sign, name = token.text[0], token.text[1:]
    return Variable(sign + (_unescape(token, name) if name[0] in "`'" else name), token.at)


def _depth(tree: Tree) -> int:
    """Return the levels of the tree, without recursion: a long chain is a deep tree."""
    deepest = 0
    stack = [(tree, 1)]
    while stack:
        node, level = stack.pop()
        deepest = max(deepest, level)
        stack.extend((child, level + 1) for child in children(node))
    return deepest


def children(tree: Tree) -> tuple[Tree, ...]:
    """Return the trees directly under a tree."""
    match tree:
        case Call():
            return tree.args if tree.source is None else (tree.source, *tree.args)
        case Name(source) if source is not None:
            return (source,)
        case Index():
            return (tree.source, tree.index)
        case Unary():
            return (tree.operand,)
        case Binary():
            return (tree.left, tree.right)
        case _:
            return ()
