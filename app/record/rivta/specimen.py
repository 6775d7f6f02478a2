"""The specimens of a laboratory analysis: contained in the Observation that was made of them."""

from app.overview.shape import Json
from app.record.rivta.codes import concept, moment, period, words_of
from app.record.rivta.header import identifier
from app.record.rivta.parts import filled, labelled, named, notes, plain_said
from app.wire.xmltext import Node


class Specimens:
    """What an analysis was made of.

    `taken`: when, of the first. `material`: what of the body, where from. FHIR refers to one
    specimen: what others say stands in `remarks`.
    """

    def __init__(self, nodes: tuple[Node, ...] = ()) -> None:
        """Take the `specimen` elements, in their order."""
        self._nodes = nodes
        first = nodes[0] if nodes else None
        self.taken = moment(first.value("timestamp")) if first else ""
        self.material = _material(first) if first else ""
        self.contained = [_specimen(first)] if first else []
        self.reference = _reference(self.material) if first else None
        self.remarks = [_remark(node) for node in nodes[1:]]

    def __bool__(self) -> bool:
        """Tell whether any is told of."""
        return bool(self._nodes)

    @classmethod
    def of(cls, nodes: list[Node]) -> "Specimens":
        """Return the specimens of an analysis."""
        return cls(tuple(nodes))


def _material(node: Node) -> str:
    told = (words_of(node.one("material")), words_of(node.one("anatomicalLocation")))
    return ", ".join(filter(None, told))


def _reference(material: str) -> Json:
    return {"reference": "#specimen", **filled(display=material)}


def _specimen(node: Node) -> Json:
    collected = filled(
        collectedDateTime=moment(node.value("timestamp")),
        bodySite=concept(node.one("anatomicalLocation")),
    )
    return {
        "resourceType": "Specimen",
        "id": "specimen",
        **filled(
            identifier=named(identifier(node.one("identifier"))),
            type=concept(node.one("material")),
            collection=collected,
            processing=[_activity(each) for each in node.all("activity")],
            container=[_container(each) for each in node.all("container")],
            note=notes(plain_said(node, "comment")),
        ),
    }


def _activity(node: Node) -> Json:
    return filled(
        procedure=concept(node.one("code")),
        description=words_of(node.one("method")),
        timePeriod=period(node.one("time")),
    )


def _container(node: Node) -> Json:
    return filled(
        identifier=named(*(identifier(each) for each in node.all("identifier"))),
        type=concept(node.one("type")),
    )


def _remark(node: Node) -> str:
    """Return a further specimen in words."""
    when = moment(node.value("timestamp")).replace("T", " ")[:16]
    own = identifier(node.one("identifier"))
    parts = (_material(node), own, when, plain_said(node, "comment"))
    return labelled("Ytterligare prov", ", ".join(filter(None, parts)))
