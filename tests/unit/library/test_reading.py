"""Files of the library: what they say becomes values, and what they say wrongly is told."""

import json
from importlib.resources import files
from typing import Any

import pytest

import resources
from app.library.reading import read_definition, read_texts
from app.model.errors import DefinitionError

TEXT = {
    "url": "https://example.org/texts/one",
    "version": "1",
    "title": "Sentinel node-biopsi",
    "text": "Sentinel node-biopsi, {sida!} sida.",
    "unit": "Bröstprocess, Region Exempel",
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "code": {
        "system": "urn:oid:1.2.752.116.1.3.2.1.4",
        "code": "PJD10",
        "display": "Sentinel node-biopsi",
    },
}


def text_file(**elements: Any) -> bytes:
    return json.dumps({"texts": [{**TEXT, **elements}]}).encode()


def test_a_text_tells_whose_it_is_how_it_is_coded_and_when_it_holds() -> None:
    (text,) = read_texts(text_file(), "texts.json")
    assert text.unit == "Bröstprocess, Region Exempel"
    assert text.code is not None
    assert (text.code.code, text.code.display) == ("PJD10", "Sentinel node-biopsi")
    assert (text.valid_from, text.valid_to) == ("2026-01-01", "2026-12-31")


@pytest.mark.parametrize(
    ("elements", "said"),
    [
        ({"text": "dos {dos"}, "brace"),
        ({"valid_to": "2026-1-31"}, r"texts\[0\]\.valid_to"),
        ({"valid_from": "2026-02-30"}, "no such day"),
        ({"valid_from": "2027-01-01"}, "ends before it begins"),
        ({"code": "PJD10"}, r"texts\[0\]\.code"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_a_wrong_text_is_refused_with_file_and_place(elements: dict[str, Any], said: str) -> None:
    with pytest.raises(DefinitionError, match=said) as refused:
        read_texts(text_file(**elements), "texts.json")
    assert refused.value.definition == "texts.json"
    assert "texts[0]" in refused.value.where


def test_a_text_stands_once_in_a_file() -> None:
    with pytest.raises(DefinitionError, match="two of the same text"):
        read_texts(json.dumps({"texts": [TEXT, TEXT]}).encode(), "texts.json")


def test_a_section_stands_once_in_a_definition() -> None:
    file = files(resources) / "definitions" / "general.json"
    definition = json.loads(file.read_bytes())
    assert read_definition(json.dumps(definition).encode(), "g.json").name == "general"
    definition["sections"].append(definition["sections"][0])
    with pytest.raises(DefinitionError, match=r"g\.json.*two of the same section: alerts"):
        read_definition(json.dumps(definition).encode(), "g.json")
