"""Whatever stands in a record, each mapper gives sound FHIR that sections can be composed of."""

from collections.abc import Callable
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.record.rivta import frame
from app.record.rivta.header import Header, Party
from app.wire.xmltext import NOTHING, Node
from tests.unit.overview.records import LIBRARY, overview
from tests.unit.record.rivta import r4
from tests.unit.record.rivta.records import MAPPERS

_DEEPEST = 12
_TEXTS = (
    *("", "?", "-", "x", " ", "0", "1", "5.0", "1,50", "-0", "007", "NaN", "Infinity", "1e5"),
    *("1e999999999", "1e-999999999", "9" * 5_000, "true", "false", "TRUE", "maybe"),
    *("20260304", "202603040930", "20160230000000", "2026", "19:30", "2026-03-04T09:30:00Z"),
    *("1.2.752.108.1", "1.2.752.116.2.1.1", "2.16.840.1.113883.12.74", "urn:x", "http://a.example"),
    *("112283007", "131196009", "H", "RAD", "final", "DEF", "SS", "SR", "U", "I", "Inactive"),
    *("Makulerad", "Tidbokad", "d", "/d", "1/h", "d-1", "{dos}/wk", "wk", "mg", "mg/ml", "Patient"),
    *("mg/12.5 mg", "mg/5 ml", "mg/1e9 /", "a och b", "/", "//", "-1", "^-1", "Patologi", "CT"),
    *("image/png", "video/mp4", "text/plain", "text/xml", "text/html", "text/rtf", "a/b; c=d"),
    *("application/pdf", "application/dicom", "iVBORw0KGgo=", "%%%", "=", "PHA+aGVqPC9wPg=="),
    *("<p>hej</p>", "<![CDATA[", "&amp;", "å\u0308", "\u202e\u200b", "\u2028", "Bok\nrad", "🧪"),
)


class Asked(Node):
    """An element that has whatever it is asked for, or does not: as it is drawn."""

    def __init__(self, name: str, draw: Callable[[int], int], depth: int) -> None:
        super().__init__(name, name.lower(), "", {})
        self._draw, self._depth = draw, depth
        self._held: dict[str, list[Node]] = {}
        self.text = _TEXTS[draw(len(_TEXTS))].strip()

    def one(self, *path: str) -> Node:
        node: Node = self
        for place, step in enumerate(path):
            if not isinstance(node, Asked):
                return node.one(*path[place:])
            node = next(iter(node.having(step)), NOTHING)
        return node

    def all(self, *path: str) -> list[Node]:
        found: list[Node] = [self]
        for step in path:
            found = [c for node in found if isinstance(node, Asked) for c in node.having(step)]
        return found

    def having(self, step: str) -> list[Node]:
        if step not in self._held:
            many = (0, 1, 1, 1, 1, 2)[self._draw(6)] if self._depth < _DEEPEST else 0
            made: list[Node] = [Asked(step, self._draw, self._depth + 1) for _ in range(many)]
            self._held[step] = made
            self.children = [*self.children, *made]
        return self._held[step]


HEADERS = st.builds(
    Header,
    contract=st.just("Contract"),
    source_system=st.sampled_from(("", "SE1")),
    document_id=st.sampled_from(("d1", "ä ö")),
    title=st.sampled_from(("", "Titel")),
    document_time=st.sampled_from(("", "2026-03-04")),
    recorded=st.sampled_from(("", "2026-03-05T10:15:00+01:00")),
    patient=st.just("191212121212"),
    unit=st.just(Party(hsa_id="SE1-U")),
    care_contact=st.sampled_from(("", "k1")),
    care_process=st.sampled_from(("", "p 1", "p1")),
    nullified=st.booleans(),
)
WHOLE = LIBRARY.definition_named("whole")


@pytest.mark.parametrize("contract", sorted(MAPPERS))
@settings(max_examples=20, deadline=None)
@given(header=HEADERS, seed=st.randoms(use_true_random=False))
def test_every_record_is_sound_fhir_and_can_be_shown(
    contract: str, header: Header, seed: Random
) -> None:
    _, mapper = MAPPERS[contract]
    resources = mapper(Asked("body", seed.randrange, 0), header)
    assert r4.faults(resources) == []
    msgspec.json.encode(resources)
    overview(*resources, frame.provenance(header, resources), definition=WHOLE)
