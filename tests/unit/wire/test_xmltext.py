"""XML from a host: a light tree, or a HostError; nothing external is ever read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.errors import HostError, HostNonsense, TooMuch
from app.wire.xmltext import MAX_DEPTH, NOTHING, parse

BOMB = b"""<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<b>&c;</b>"""


def test_elements_are_found_by_local_name_whatever_their_case_and_namespace() -> None:
    root = parse(b'<a xmlns="urn:1" xmlns:p="urn:2"><p:HSAid>\n 1 </p:HSAid><b><c>2</c></b></a>')
    assert (root.name, root.space, root.value("hsaId"), root.value("B", "C")) == (
        "a",
        "urn:1",
        "1",
        "2",
    )
    assert root.one("hsaid").space == "urn:2"


def test_what_is_absent_is_one_empty_and_false_node() -> None:
    root = parse(b"<a><b/></a>")
    assert root.one("x", "y") is NOTHING
    assert (bool(root.one("b")), bool(root.one("x")), root.value("x"), root.all("x", "y")) == (
        True,
        False,
        "",
        [],
    )


def test_all_gathers_in_the_order_of_the_document() -> None:
    root = parse(b"<a><g><v>1</v></g><x/><g><v>2</v><v>3</v></g></a>")
    assert [node.text for node in root.all("g", "v")] == ["1", "2", "3"]
    assert [node.name for node in root.walk()] == ["a", "g", "v", "x", "g", "v", "v"]


def test_texts_in_pieces_attributes_and_cdata() -> None:
    root = parse("<a p:x='1' xmlns:p='u'> å&amp;<![CDATA[<b>]]><!-- no --><c/>ö </a>".encode())
    assert (root.text, dict(root.attributes)) == ("å&<b>ö", {"x": "1"})


def test_a_prefix_that_nobody_declared_is_forgiven() -> None:
    assert parse(b"<a><p:b>1</p:b></a>").value("b") == "1"


def test_white_space_before_the_declaration_is_forgiven() -> None:
    assert parse(b'\r\n <?xml version="1.0"?><a>1</a>\n').text == "1"


def test_many_pieces_of_text_are_gathered_in_linear_time() -> None:
    root = parse(b"<a>" + b"x<b/>" * 200_000 + b"</a>")
    assert len(root.text) == len(root.children) == 200_000


def test_a_node_shows_its_name_only() -> None:
    assert repr(parse(b"<a>Testberg</a>")) == "<a>"
    assert repr(NOTHING) == "<nothing>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>åäö</a>'
    assert parse(text.encode(encoding)).text == "åäö"


@pytest.mark.parametrize(
    "data",
    [
        BOMB,
        BOMB.decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16"),
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b"",
        b"<a>",
        b"<a/><b/>",
        b"<a>&unknown;</a>",
        b"<a>\x00</a>",
        b'<a x="1" x="2"/>',
        b'<?xml version="1.0" encoding="nonesuch"?><a/>',
        b"\xff\xfe\x00",
        b'{"resourceType": "Bundle"}',
        b"<html><body><p>503",
    ],
)
def test_what_is_no_sound_xml_is_nonsense(data: bytes) -> None:
    with pytest.raises(HostNonsense):
        parse(data)


def test_a_file_is_not_read_by_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("KANARIE")
    with pytest.raises(HostNonsense) as caught:
        parse(f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a>&x;</a>'.encode())
    assert "KANARIE" not in str(caught.value)


def test_depth_and_number_are_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    parse(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH)
    with pytest.raises(TooMuch):
        parse(b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1))
    monkeypatch.setattr("app.wire.xmltext.MAX_ELEMENTS", 10)
    with pytest.raises(TooMuch):
        parse(b"<a>" + b"<b/>" * 10 + b"</a>")


@given(st.binary(max_size=200))
def test_whatever_comes_ends_in_a_tree_or_a_host_error(data: bytes) -> None:
    try:
        parse(b"<a>" + data + b"</a>")
    except HostError:
        return
