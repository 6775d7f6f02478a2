"""The standard reading of anything: a heading, a text, a time. What FACTS sections are made of."""

from typing import Any

from app.overview.attachments import content_text
from app.overview.index import RecordIndex
from app.overview.language import say
from app.overview.shape import Json, child, children, first_string, string
from app.overview.times import when
from app.overview.values import value_of
from app.overview.wording import clean, concept_text, concept_texts, narrative_text, worded

_CONCEPTS = (
    "code",
    "type",
    "vaccineCode",
    "relationship",
    "description",
    "serviceType",
    "category",
    "class",
)
_WORDS = ("title", "name", "description")
_TIMES = (
    "effective",
    "performed",
    "occurrence",
    "onset",
    "started",
    "period",
    "authored",
    "authoredOn",
    "date",
    "dateTime",
    "start",
    "startDate",
    "created",
    "issued",
    "recordedDate",
    "recorded",
)
_ENCOUNTERS = {  # http://terminology.hl7.org/CodeSystem/v3-ActCode, where nothing else names it
    "ACUTE": ("Slutenvård", "Inpatient care"),
    "AMB": ("Öppenvårdsbesök", "Outpatient visit"),
    "EMER": ("Akutbesök", "Emergency visit"),
    "FLD": ("Besök utanför kliniken", "Visit outside the clinic"),
    "HH": ("Hembesök", "Home visit"),
    "IMP": ("Slutenvård", "Inpatient care"),
    "NONAC": ("Slutenvård", "Inpatient care"),
    "OBSENC": ("Observation", "Observation"),
    "PRENC": ("Inskrivningsbesök", "Pre-admission visit"),
    "SS": ("Dagvård", "Day care"),
    "VR": ("Distanskontakt", "Virtual visit"),
}
_PLANNED = frozenset(("preparation", "planned", "intended", "draft"))
_NOT_DONE = frozenset(("not-done", "not-taken", "cancelled"))
_HEADING = 80  # characters: a longer narrative is a text, no heading


def heading(resource: Json) -> str:
    """Return what a resource is called, from its codes to its narrative; at worst its type."""
    called = _called(resource)
    return f"{called}, {told}" if "focus" in resource and (told := about(resource)) else called


def about(resource: Json) -> str:
    """Return what an observation is about where that is not the patient: an isolate, a child."""
    told = (clean(string(reference, "display")) for reference in children(resource, "focus"))
    return ", ".join(filter(None, told))


def _called(resource: Json) -> str:
    if resource.get("resourceType") == "CarePlan" and (text := worded(resource, "title")):
        return text  # its category says less
    for name in _CONCEPTS:
        if text := next(iter(concept_texts(resource, name)), ""):
            return text
    for name in _WORDS:
        if text := worded(resource, name):
            return text
    if text := worded(child(resource, "deviceName"), "name"):
        return text
    if known := _ENCOUNTERS.get(string(child(resource, "class"), "code")):
        return say(*known)
    told = narrative_text(resource).partition("\n")[0]
    return told if 0 < len(told) <= _HEADING else string(resource, "resourceType")


def read_fact(resource: Json, index: RecordIndex) -> list[dict[str, Any]]:
    """Return the fields of a `FactRow` for a resource of any type."""
    title = heading(resource)
    if title == resource.get("resourceType"):
        title = _by_reference(resource, index) or title
    return [
        {
            "title": qualified(title, string(resource, "status")),
            "text": telling(resource),
            "at": fact_time(resource),
        }
    ]


def qualified(text: str, status: str) -> str:
    """Say of what has not happened that it has not: `Ej genomfört: Främre resektion`."""
    if status in _NOT_DONE:
        return f"{say('Ej genomfört', 'Not done')}: {text}"
    return f"{say('Planerat', 'Planned')}: {text}" if status in _PLANNED else text


def _by_reference(resource: Json, index: RecordIndex) -> str:
    """Return what a resource is about where only another one has a name (an implant in use)."""
    for key in ("device", "focalDevice"):
        reference = child(child(resource, key), "manipulated") or child(resource, key)
        target = index.resolve(reference, resource) if reference else {}
        if target:
            index.mark_shown(target)
            return heading(target)
        if text := clean(string(reference, "display")):
            return text
    return ""


def fact_time(resource: Json) -> str:
    """Return when it was so: the clinical time before the time of writing."""
    return when(resource, *_TIMES)


def telling(resource: Json) -> str:
    """Return what a resource says beside its heading; its narrative when it says nothing else."""
    title = heading(resource)
    parts = [*_values(resource), *_texts(resource), *notes(resource)]
    lines = list(dict.fromkeys(part for part in parts if part and part != title))
    if lines:
        return "\n".join(lines)
    generated = string(child(resource, "text"), "status") == "generated"
    if generated and title != resource.get("resourceType"):
        return ""  # made of what stands here already
    return narrative_text(resource).removeprefix(title).strip()


def notes(resource: Json) -> list[str]:
    """Return the annotations of a resource."""
    return [text for note in children(resource, "note") if (text := worded(note, "text"))]


def components(observation: Json) -> str:
    """Return an Observation's components as one text: `systoliskt 142 mmHg, diastoliskt 80 …`."""
    parts = (
        f"{concept_text(child(part, 'code'))} {value_of(part).in_words}".strip()
        for part in children(observation, "component")
    )
    return ", ".join(part for part in parts if part)


def _values(resource: Json) -> list[str]:
    if resource.get("resourceType") != "Observation":
        return []
    return [value_of(resource).in_words, components(resource)]


def _texts(resource: Json) -> list[str]:
    kind = resource.get("resourceType")
    if kind == "DocumentReference":
        return [worded(resource, "description"), content_text(resource)]
    if kind == "QuestionnaireResponse":
        return _questionnaire(resource)
    if kind == "FamilyMemberHistory":
        return [concept_text(child(c, "code")) for c in children(resource, "condition")]
    words = [worded(resource, key) for key in ("description", "conclusion", "summary", "comment")]
    concepts = [
        text
        for key in ("outcome", "bodySite", "reasonCode", "conclusionCode", "complication")
        for text in concept_texts(resource, key)
    ]
    protocols = [_protocol(each) for each in children(resource, "protocolApplied")]
    return [*protocols, *words, *concepts, *_activities(resource)]


def _protocol(applied: Json) -> str:
    """Return against what a vaccine was given: `Hepatit A, dos 2 av 3`."""
    dose, doses = _counted(applied, "doseNumber"), _counted(applied, "seriesDoses")
    told = say(f"dos {dose}", f"dose {dose}") + (
        say(f" av {doses}", f" of {doses}") if doses else ""
    )
    parts = (
        *concept_texts(applied, "targetDisease"),
        told if dose else "",
        worded(applied, "series"),
    )
    return ", ".join(filter(None, parts))


def _counted(applied: Json, name: str) -> str:
    number = applied.get(f"{name}PositiveInt")
    return str(number) if isinstance(number, int) else worded(applied, f"{name}String")


def _activities(plan: Json) -> list[str]:
    details = (child(activity, "detail") for activity in children(plan, "activity"))
    return [
        text
        for detail in details
        if (text := worded(detail, "description") or concept_text(child(detail, "code")))
    ]


def _questionnaire(response: Json) -> list[str]:
    """Return question and answer per line, in the order of the form."""
    lines, open_items = [], list(reversed(children(response, "item")))
    while open_items:
        item = open_items.pop()
        answers = children(item, "answer")
        given = ", ".join(filter(None, (_answer(answer) for answer in answers)))
        question = worded(item, "text")
        if given:
            lines.append(f"{question}: {given}" if question else given)
        nested = [*children(item, "item"), *(i for a in answers for i in children(a, "item"))]
        open_items.extend(reversed(nested))
    return lines


def _answer(answer: Json) -> str:
    if coding := child(answer, "valueCoding"):
        return concept_text({"coding": [coding]})
    return value_of(answer).in_words or clean(first_string(answer, "valueUri"))
