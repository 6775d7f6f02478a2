"""GetImagingOutcome 1: the statement as a DiagnosticReport, each examination as an ImagingStudy.

The contract calls `resultReport` the summing up of the result: it is the conclusion, or where the
text sums itself up in the end, that is. Question,
background, comment, dose and the patient's measures are the report's further words. Pictures are
Media; DICOM objects are named with their class and place.
"""

import re
import uuid

from app.overview.shape import Json
from app.overview.values import value_of
from app.record.rivta import frame
from app.record.rivta.codes import concept, moment, period, words_of
from app.record.rivta.header import Header, identifier
from app.record.rivta.parts import (
    V2_0074,
    Content,
    concepts,
    count,
    filled,
    labelled,
    measured,
    named,
    notes,
    plain_said,
    professional,
    said,
    standing,
)
from app.record.rivta.reporting import Files, order, question_of, result
from app.record.rivta.summing import summed_up
from app.wire.xmltext import Node

_RESULTS = {"PREL": "preliminary", "DEF": "final", "TILL": "appended"}
_STUDIES = {
    "avklarad": "available",
    "makulerad": "entered-in-error",
    "annullerad": "cancelled",
    "avbruten": "cancelled",
    "inaktuell": "cancelled",
    "": "available",  # there is a statement of it
}
_MODALITIES = "http://dicom.nema.org/resources/ontology/DCM"
_MODALITY = re.compile(r"[A-Z]{2,6}")
_OID = re.compile(r"[0-2](\.(0|[1-9]\d*))+")
_RADIOLOGY = {"coding": [{"system": V2_0074, "code": "RAD"}], "text": "Radiologi"}
_SETTINGS = {
    "aperture": "Bländare",
    "exposureTime": "Exponeringstid",
    "magneticFieldStrength": "Magnetfält",
}
_EQUIPMENT = ("manufacturer", "modelName", "equipmentId", "softwareVersion")


def resources(body: Node, header: Header) -> list[Json]:
    """Return the statement, then its studies, pictures and contents."""
    report = frame.begin(header, "DiagnosticReport")
    files = Files(header, frame.reference(header, "DiagnosticReport"))
    recordings = body.all("imageRecording")
    referral = body.one("referral")
    reason, background = said(referral, "referralReason"), said(referral, "anamnesis")
    told = plain_said(body, "resultReport")
    summary, rest = summed_up(told)
    files.words(rest if summary else "", question_of(reason, background))
    files.words(plain_said(body, "resultComment"))
    studies = [_study(node, header, place) for place, node in enumerate(recordings, 1)]
    for place, node in enumerate(recordings, 1):
        _pictures(node, files, place)
    findings = _findings(body)
    asked = _order(referral, reason, background)
    report |= filled(
        contained=[*([asked] if asked else []), *findings],
        basedOn=[{"reference": "#referral"}] if asked else [],
        status=standing(header, _RESULTS.get(said(body, "typeOfResult"), "unknown")),
        category=_categories(body),
        code=_code(recordings, header),
        issued=moment(body.value("resultTime")) or header.recorded,
        result=[{"reference": f"#{each['id']}"} for each in findings],
        imagingStudy=[{"reference": f"ImagingStudy/{each['id']}"} for each in studies],
        media=files.media,
        conclusion=summary or told,
        presentedForm=files.forms,
        **_when(recordings, header, body),
    )
    return [report, *studies, *files.made]


def _categories(body: Node) -> list[Json]:
    """Return the speciality, which may name a class of diagnostic service itself."""
    told = concepts([body.one("examinationSpeciality")])
    classed = any(c.get("system") == V2_0074 for each in told for c in each.get("coding", []))
    return told if classed else [_RADIOLOGY, *told]


def _code(recordings: list[Node], header: Header) -> Json:
    """Return what was examined: the one activity with its code, or several by name."""
    activities = concepts(node.one("examinationActivity") for node in recordings)
    if len(activities) == 1:
        return activities[0]
    names = dict.fromkeys(words_of(node.one("examinationActivity")) for node in recordings)
    return {"text": ", ".join(filter(None, names)) or header.title or "Bilddiagnostik"}


def _when(recordings: list[Node], header: Header, body: Node) -> Json:
    spans = [period(node.one("examinationTimePeriod")) for node in recordings]
    starts = sorted(at for span in spans if (at := span.get("start") or span.get("end")))
    at = starts[0] if starts else header.document_time or moment(body.value("resultTime"))
    return {"effectiveDateTime": at} if at else {}


def _findings(body: Node) -> list[Json]:
    """Return dose and measures as findings within the report."""
    found = [
        *(("Stråldos", node) for node in body.all("radiationDose")),
        ("Vikt vid undersökningen", body.one("patientData", "patientWeight")),
        ("Längd vid undersökningen", body.one("patientData", "patientLength")),
    ]
    told = [(name, value) for name, node in found if (value := measured(node))]
    return [result(f"result-{n}", name, value) for n, (name, value) in enumerate(told, 1)]


def _order(referral: Node, reason: str, background: str) -> Json:
    if not referral:
        return {}
    asking = referral.one("accountableHealthcareProfessional")
    contact = said(referral, "careContactId")
    return order(
        said(referral, "referralId"),
        authoredOn=moment(asking.value("authorTime")),
        requester=professional(asking),
        reasonCode=[{"text": reason}] if reason else [],
        note=notes(labelled("Anamnes", background)),
        encounter={"identifier": {"value": contact}} if contact else None,
    )


def _study(node: Node, header: Header, place: int) -> Json:
    suffix = f"recording-{place}"
    study = frame.begin(header, "ImagingStudy", suffix)
    span = period(node.one("examinationTimePeriod"))
    activity = concept(node.one("examinationActivity"))
    state = _STUDIES.get(said(node, "examinationStatus").lower(), "registered")
    lab = said(node, "examinationUnit")
    study |= filled(
        identifier=[*study["identifier"], *named(identifier(node.one("recordingId")))],
        status=standing(header, state),
        started=span.get("start") or span.get("end"),
        numberOfInstances=count(said(node, "numberOfImages")),
        procedureCode=[activity] if activity else [],
        location={"display": lab} if lab else None,
        series=[_series(node, study["id"])],
        note=notes(*_remarks(node, span)),
    )
    return study


def _series(node: Node, study: str) -> Json:
    """Return the one series that a recording is."""
    modality = said(node, "modalityData", "typeOfModality")
    coded = {"system": _MODALITIES, "code": modality} if _MODALITY.fullmatch(modality) else None
    done_by = professional(node.one("accountableHealthcareProfessional"))
    objects = enumerate(node.all("imageDicomData"), 1)
    return filled(
        uid=_uid(study, 0),
        modality=coded or ({"display": modality} if modality else None),
        performer=[{"actor": done_by}] if done_by else [],
        instance=[_instance(each, study, place) for place, each in objects],
    )


def _instance(node: Node, study: str, place: int) -> Json:
    """Return a DICOM object: its class, and where it can be had."""
    kind = identifier(node.one("dicomSOP"))
    sop = (
        {"system": "urn:ietf:rfc:3986", "code": f"urn:oid:{kind}"} if _OID.fullmatch(kind) else None
    )
    return filled(
        uid=_uid(study, place),
        sopClass=sop or ({"display": kind} if kind else None),
        number=place,
        title=said(node, "dicomReference"),
    )


def _uid(study: str, place: int) -> str:
    """Return a DICOM UID that the same recording always has."""
    return f"2.25.{uuid.uuid5(uuid.UUID(study), str(place)).int}"


def _remarks(node: Node, span: Json) -> list[str]:
    """Return what a study has no other place for."""
    equipment = [said(node, "modalityData", name) for name in _EQUIPMENT]
    end = span.get("end", "") if span.get("end") != span.get("start") else ""
    return [
        labelled("Utrustning", ", ".join(filter(None, equipment))),
        labelled("Avslutad", end.replace("T", " ")[:16]),
    ]


def _pictures(node: Node, files: Files, recording: int) -> None:
    title = words_of(node.one("examinationActivity"))
    start = period(node.one("examinationTimePeriod")).get("start", "")
    for place, each in enumerate(node.all("imageDicomData"), 1):
        data, address = each.value("dicomValue"), said(each, "dicomReference")
        content = Content("application/dicom", data, address)
        files.add(content, f"dicom-{recording}-{place}", title, created=start)
    for place, each in enumerate(node.all("imageStructuredData"), 1):
        files.add(
            Content.of(each.one("imageData")),
            f"picture-{recording}-{place}",
            title,
            created=moment(each.value("imageCreationTime")) or start,
            site=concept(each.one("bodyPartExamined")),
            remarks=tuple(_settings(each)),
        )


def _settings(node: Node) -> list[str]:
    """Return how a picture was taken, in words."""
    told = {name: value_of(measured(node.one(name))).in_words for name in _SETTINGS}
    return [
        labelled("Kontrast", said(node, "contrastAgentUsed")),
        *(labelled(label, told[name]) for name, label in _SETTINGS.items()),
        labelled("Copyright", said(node, "copyright")),
    ]
