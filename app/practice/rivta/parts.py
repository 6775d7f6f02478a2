"""XML to be written, as values: a part is a name with a text, or with further parts.

A name without a prefix belongs to the namespace of the contract's types, `r:` is the contract's own
and `m:` that of a later minor version. What is empty is left out.
"""

from collections.abc import Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from app.wire.envelope import Interaction


class Part(NamedTuple):
    """An element: its name, and its text or what is in it."""

    name: str
    content: "str | tuple[Part, ...]"


def part(name: str, *content: "Part | str | None") -> Part | None:
    """Return an element of a text or of parts; None where there is nothing to put in it."""
    held = [each for each in content if each]
    if not held:
        return None
    if isinstance(held[0], str):
        return Part(name, held[0])
    return Part(name, tuple(each for each in held if isinstance(each, Part)))


def empty(name: str) -> Part:
    """Return an element that must be there and has nothing in it."""
    return Part(name, ())


def namespaces(interaction: Interaction) -> dict[str, str]:
    """Return the namespaces of an answer by prefix: its own, and its domain's types."""
    return {"r": interaction.namespace, "c": interaction.types}


def rendered(element: Part, namespaces: Mapping[str, str]) -> str:
    """Return the element as XML; `namespaces` by prefix, `c` being the core's."""
    declared = "".join(f' xmlns:{prefix}="{escape(uri)}"' for prefix, uri in namespaces.items())
    return _rendered(element, declared)


def _rendered(element: Part, attributes: str = "") -> str:
    name = element.name if ":" in element.name else f"c:{element.name}"
    content = element.content
    inner = escape(content) if isinstance(content, str) else "".join(map(_rendered, content))
    return f"<{name}{attributes}>{inner}</{name}>"
