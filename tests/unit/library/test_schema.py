"""The published schemas: made from the types, true of what is shipped, and no stricter than we."""

import copy
import json
from collections.abc import Callable, Iterator
from functools import partial
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import resources
from app.library.faults import Fault
from app.library.reading import check_definition, check_texts
from app.library.schema import as_text, definition_schema, texts_schema

TOP = files(resources)
CHECK = {"definitions": check_definition, "texts": check_texts}
SCHEMA = {
    "definitions": Draft202012Validator(definition_schema()),
    "texts": Draft202012Validator(texts_schema()),
}
SHIPPED = [
    (folder, file.name)
    for folder in SCHEMA
    for file in (TOP / folder).iterdir()
    if file.name.endswith(".json")
]


@pytest.mark.parametrize("schema", [definition_schema(), texts_schema()])
def test_a_schema_is_published_as_it_is_made(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    name = schema["$id"].rpartition("/")[2]
    assert (TOP / "schemas" / name).read_text("utf-8") == as_text(schema)


@pytest.mark.parametrize("schema", [definition_schema(), texts_schema()])
def test_every_field_is_described(schema: dict[str, Any]) -> None:
    for shape in (schema, *schema["$defs"].values()):
        assert shape["description"]
        for name, each in shape.get("properties", {}).items():
            assert each.get("description"), name


@pytest.mark.parametrize(("folder", "name"), SHIPPED)
def test_what_is_shipped_is_as_its_schema_says(folder: str, name: str) -> None:
    shipped = json.loads((TOP / folder / name).read_bytes())
    assert [each.message for each in SCHEMA[folder].iter_errors(shipped)] == []


def _wrong(value: Any, put: Callable[[Any], Any]) -> Iterator[Any]:
    """Yield the whole with one thing wrong in it, again and again: `put` places a changed part."""
    others: tuple[Any, ...] = (None, 7, -1, "", "x y|", [], {}, [7], True)
    for other in others:
        if other != value:
            yield put(other)
    if isinstance(value, dict):
        yield put({**value, "colour": "blue"})
        for key in value:
            yield put({k: v for k, v in value.items() if k != key})
            yield from _wrong(value[key], partial(_put, put, value, key))
    elif isinstance(value, list) and value:
        yield from _wrong(value[0], lambda new: put([new, *value[1:]]))


def _put(put: Callable[[Any], Any], value: dict[str, Any], key: str, new: Any) -> Any:
    return put({**value, key: new})


def _small_definition() -> dict[str, Any]:
    definition: dict[str, Any] = json.loads((TOP / "definitions" / "careplan.json").read_bytes())
    first, second = copy.deepcopy(definition["sections"][:2])
    first["views"], second["views"] = first["views"][:1], second["views"][:1]
    second |= {"order": "newest-first", "empty": {"sv": "x", "en": "x"}, "months": 3, "limit": 2}
    second["informs"] = ["patients-wishes"]
    line = {"key": "sound", "text": {"sv": "Ljud", "en": "Sound"}, "whose": "room"}
    return definition | {
        "sections": [second, first],
        "requires": ["patients-wishes"],
        "checklists": {"before": [line], "during": [], "after": []},
        "diagnoses": ["C18"],
        "intentions": ["curative"],
    }


TEXT = {
    "url": "https://example.org/t/1",
    "version": "1",
    "title": "t",
    "text": "t",
    "diagnoses": ["C18"],
    "conferences": ["https://example.org/c"],
    "intention": "curative",
    "source": "s",
    "unit": "u",
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "code": {"system": "http://snomed.info/sct", "code": "1", "display": "d"},
    "status": "practice",
    "language": "sv",
}


@pytest.mark.parametrize(
    ("folder", "right"), [("definitions", _small_definition()), ("texts", {"texts": [TEXT]})]
)
def test_what_the_schema_refuses_the_reading_refuses(folder: str, right: dict[str, Any]) -> None:
    refused = 0
    for wrong in _wrong(right, lambda new: new):
        if not SCHEMA[folder].is_valid(wrong):
            faults: tuple[Fault, ...] = CHECK[folder](json.dumps(wrong).encode())
            assert any(each.refused for each in faults), wrong
            refused += 1
    assert refused > 100
