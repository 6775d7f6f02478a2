"""GetActivities 1: what was done as a Procedure."""

from app.model.code_systems import SNOMED_CT
from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import concept, period, plain, words_of
from app.record.rivta.header import Header
from app.record.rivta.observations import participants_of, related, state_of
from app.record.rivta.parts import filled, labelled, notes, standing
from app.wire.xmltext import Node

_CLASSES = frozenset(  # what FHIR knows as categories of procedures, where nothing finer is coded
    ("24642003", "409063005", "409073007", "387713003", "103693007", "46947000", "410606002")
)
_STATES = (
    (("planer", "beslut", "bokad"), "preparation"),
    (("pågå", "påbö"), "in-progress"),
    (("ej gen", "inst", "makul"), "not-done"),
    (("avbr",), "stopped"),
)


def resources(body: Node, header: Header) -> list[Json]:
    """Return the Procedure."""
    procedure = frame.begin(header, "Procedure")
    told = period(body.one("time"))
    start, end = told.get("start", ""), told.get("end", "")
    whole = bool(start and end and start != end)
    others = participants_of(header.group) if header.group is not None else []
    author = frame.author_of(header)
    place = header.group.value("location", "name") if header.group is not None else ""
    done = concept(body.one("value"))
    return [
        procedure
        | filled(
            status=standing(header, state_of(body.one("status"), _STATES, "completed")),
            category=_class_of(done),
            code=done,
            bodySite=[site] if (site := concept(body.one("targetSite"))) else [],
            performedPeriod=told if whole else None,
            performedDateTime="" if whole else start or end,
            performer=[{"actor": each} for each in (author, *others) if each],
            location={"display": place} if place.strip(" ?") else None,
            note=notes(
                plain(body.value("description")),
                labelled("Metod", words_of(body.one("method"))),
            ),
            reasonReference=related(body),
        )
    ]


def _class_of(done: Json) -> Json | None:
    """Return the class of what was done, where it is coded as no more than that."""
    found = (
        each
        for each in done.get("coding", ())
        if each.get("system") == SNOMED_CT and each.get("code") in _CLASSES
    )
    return next(({"coding": [each]} for each in found), None)
