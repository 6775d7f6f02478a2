"""XML that a host sent: bytes in, a light tree or a HostError out.

The only module that imports lxml. Nothing external is ever read: a document with a DOCTYPE is
refused before any entity of it is, and depth and number of elements are bounded (bytes are, in
`app.wire.http`). Names are local names, compared without regard to case, since systems spell them
differently; what is a namespace's business is decided in `app.wire.envelope`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from lxml import etree

from app.model.errors import HostNonsense, TooMuch

MAX_DEPTH = 100
MAX_ELEMENTS = 2_000_000
_NO_ATTRIBUTES: Mapping[str, str] = {}


class Node:
    """An element: local `name`, `space` (its namespace), own `text` without the white space around.

    A Node is true; the shared empty one, which stands for whatever is absent, is false.
    """

    __slots__ = ("attributes", "children", "key", "name", "space", "text")

    def __init__(self, name: str, key: str, space: str, attributes: Mapping[str, str]) -> None:
        """Take the local name, the same in lower case, the namespace, and attributes by name."""
        self.name, self.key, self.space, self.attributes = name, key, space, attributes
        self.text = ""
        self.children: Sequence[Node] = ()

    def __bool__(self) -> bool:
        """Tell whether there is such an element."""
        return bool(self.name)

    def __repr__(self) -> str:
        """Return the name only: texts are somebody's."""
        return f"<{self.name or 'nothing'}>"

    def one(self, *path: str) -> "Node":
        """Return the first element at the end of a path of names; the empty Node where none is."""
        node = self
        for step in path:
            wanted = step.lower()
            for child in node.children:
                if child.key == wanted:
                    node = child
                    break
            else:
                return NOTHING
        return node

    def all(self, *path: str) -> "list[Node]":
        """Return all elements at the end of a path of names, in the document's order."""
        found = [self]
        for step in path:
            wanted = step.lower()
            found = [c for node in found for c in node.children if c.key == wanted]
        return found

    def value(self, *path: str) -> str:
        """Return the text of `one(*path)`, "" where it is absent or empty."""
        return self.one(*path).text

    def walk(self) -> "Iterator[Node]":
        """Yield this element and all below it, in the document's order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


NOTHING = Node("", "", "", _NO_ATTRIBUTES)


class Handler(Protocol):
    """What is told of a document while it is read, in its order. Names are `{namespace}local`."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        ...

    def end(self, tag: str) -> None:
        """End an element."""
        ...

    def data(self, text: str) -> None:
        """Take a piece of text."""
        ...


def parse(data: bytes) -> Node:
    """Return the root element. Raises HostNonsense for what is no XML, TooMuch beyond the caps.

    White space before the XML declaration is forgiven.
    """
    builder = _Builder()
    read(data.lstrip() if data[:1].isspace() else data, builder)
    return builder.top.children[0]


def read(data: bytes, handler: Handler) -> None:
    """Read a document to a handler. Raises HostNonsense or TooMuch, and what the handler raises."""
    guard: Any = _Guard(handler)  # lxml looks what a target has
    parser = etree.XMLParser(
        target=guard,
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )
    try:
        etree.fromstring(data, parser)
    except (etree.LxmlError, LookupError, ValueError):
        raise HostNonsense("not XML") from None


class _Guard:
    """Stands before a handler: no DOCTYPE, no depth or number of elements beyond the caps."""

    def __init__(self, handler: Handler) -> None:
        self._begin, self._end = handler.start, handler.end
        self.data = handler.data
        self._depth = self._elements = 0

    def doctype(self, *_: object) -> None:
        raise HostNonsense("XML with a DOCTYPE")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise TooMuch("deeper or more elements than any answer has")
        self._begin(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._end(tag)

    def close(self) -> None:
        pass


class _Builder:
    def __init__(self) -> None:
        self.top = Node("top", "top", "", _NO_ATTRIBUTES)
        self._open = [self.top]
        self._texts: list[list[str]] = [[]]
        self._names: dict[str, tuple[str, str, str]] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        names = self._names.get(tag)
        if names is None:
            space, _, name = tag.rpartition("}")
            name = name.rpartition(":")[2]  # of a prefix that nobody has declared
            names = self._names[tag] = name, name.lower(), space[1:]
        held = {_local(k): v for k, v in attributes.items()} if attributes else _NO_ATTRIBUTES
        node = Node(*names, held)
        above = self._open[-1]
        if above.children:
            above.children.append(node)  # type: ignore[attr-defined]  # the list made below
        else:
            above.children = [node]
        self._open.append(node)
        self._texts.append([])

    def end(self, _tag: str) -> None:
        node = self._open.pop()
        node.text = "".join(self._texts.pop()).strip()

    def data(self, text: str) -> None:
        self._texts[-1].append(text)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
