"""GetCarePlans 2: a plan as a CarePlan, its words in it, and other files as documents beside it.

The contract tells neither a plan's state nor its end: it is shown as one that holds. What kind of
plan it is stands among its notes: as a category it would be shown in place of the plan's own title.
"""

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import decoded, plain
from app.record.rivta.header import Header, Party, identifier
from app.record.rivta.parts import Content, filled, notes, said, standing
from app.record.rivta.reporting import Files
from app.wire.xmltext import Node

_ANY = "Vårdplan"
_KINDS = {  # TypeOfCarePlanEnum
    "SIP": "Samordnad individuell plan",
    "SPLPTLRV": "Samordnad plan enligt LPT och LRV",
    "SPU": "Samordnad plan vid utskrivning",
    "VP": _ANY,
    "HP": "Habiliteringsplan",
    "RP": "Rehabiliteringsplan",
    "GP": "Genomförandeplan",
    "SVP": "Standardiserad vårdplan",
}


def resources(body: Node, header: Header) -> list[Json]:
    """Return the CarePlan, and what its contents need beside it."""
    plan = frame.begin(header, "CarePlan")
    kind = said(body, "typeOfCarePlanEnum")
    named = _KINDS.get(kind, kind)
    title = header.title or named or _ANY
    files = Files(header, frame.reference(header, "CarePlan"))
    words = []
    for place, node in enumerate(body.all("content"), 1):
        content = Content.of(node)
        if text := _words(content):
            words.append(text)
        else:
            files.add(content, f"content-{place}", title)
    units = [identifier(each) for each in body.all("participatingCareUnitHSAId")]
    plan |= filled(
        status=standing(header, "active"),
        intent="plan",
        title=title,
        description="\n\n".join(words),
        created=header.document_time or header.recorded,
        contributor=[frame.actor("Organization", Party(hsa_id=each)) for each in units if each],
        note=notes(*_kind(named, title), *(_named(each) for each in files.forms)),
        supportingInfo=[
            _reference(each) for each in files.made if each["resourceType"] != "Binary"
        ],
    )
    return [plan, *files.made]


def _kind(named: str, title: str) -> list[str]:
    """Return what kind of plan it is, where its title does not say it and it is not just any."""
    told = named.lower() in title.lower() or named == _ANY
    return [] if told else [named]


def _words(content: Content) -> str:
    """Return what a content of text says, "" of any other."""
    if not content.kind.startswith("text/") or content.kind == "text/rtf":
        return ""
    raw = decoded(content.data) or b""
    try:
        return plain(raw.decode())
    except UnicodeDecodeError:
        return plain(raw.decode("cp1252", "replace"))


def _named(attachment: Json) -> str:
    """Name a file that cannot be shown here."""
    told = (str(attachment.get(key, "")) for key in ("title", "contentType"))
    return "Fil: " + ", ".join(part for part in told if part)


def _reference(resource: Json) -> Json:
    return {"reference": f"{resource['resourceType']}/{resource['id']}"}
