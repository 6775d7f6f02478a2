"""The published JSON Schemas of the library's files, made from the types that read them.

resources/schemas/ holds them; `samsyn definition schema` and `samsyn texts schema` write them. What
a schema refuses the reading refuses, too; what only the reading can tell (a FHIRPath expression, a
key that is there twice) `samsyn definition check` tells.
"""

from typing import Any

import msgspec

from app.library.meaning import TextFile
from app.library.reading import SCHEMA_KEY
from app.model.definition import ConferenceDefinition

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BASE = "https://samsyn.se/schemas"


def definition_schema() -> dict[str, Any]:
    """Return the JSON Schema of a conference definition."""
    return _schema(ConferenceDefinition, "conference-definition", "Samsyn: a conference definition")


def texts_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of standard texts."""
    return _schema(TextFile, "standard-texts", "Samsyn: standard texts")


def as_text(schema: dict[str, Any]) -> str:
    """Return a schema as it is published."""
    return msgspec.json.format(msgspec.json.encode(schema), indent=1).decode() + "\n"


def _schema(shape: type[Any], name: str, title: str) -> dict[str, Any]:
    made = msgspec.json.schema(shape)
    top = made["$defs"].pop(shape.__name__)
    top["properties"][SCHEMA_KEY] = {"type": "string", "description": "where this schema lies"}
    head: dict[str, Any] = {"$schema": DIALECT, "$id": f"{BASE}/{name}.schema.json"}
    return {**head, **top, "title": title, "$defs": made["$defs"]}
