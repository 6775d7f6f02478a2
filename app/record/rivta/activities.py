"""GetActivities 1: what was done as a Procedure."""

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import concept, period, plain, words_of
from app.record.rivta.header import Header
from app.record.rivta.observations import participants_of, related, state_of
from app.record.rivta.parts import filled, labelled, notes, standing
from app.wire.xmltext import Node

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
    return [
        procedure
        | filled(
            status=standing(header, state_of(body.one("status"), _STATES, "completed")),
            code=concept(body.one("value")),
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
