"""What has to be asked of a source for a definition and the picks of a case."""

from app.model.case import Patient, Pick
from app.model.definition import ConferenceDefinition, SectionKind
from app.model.record import Need
from app.overview.media import MEDIA_TYPES, need_of
from app.overview.picked import picked_contents
from app.overview.preparing import prepare
from app.overview.record import Record
from app.overview.references import key_of, pick_key, reference_of, token_of, type_of
from app.overview.sections import Composing, waiting_contents
from app.overview.shape import Json, child, children, string


def needs(definition: ConferenceDefinition, picks: tuple[Pick, ...] = ()) -> tuple[Need, ...]:
    """Return what to ask for, each type just as narrowly as the definition's views allow.

    A pick is read by its id, or searched for by its identifier, unless its type is asked for as a
    whole anyway.
    """
    found = prepare(definition).needs
    whole = {need.resource_type for need in found if not need.parameters}
    ids: dict[str, dict[str, None]] = {}
    named: dict[Need, None] = {}
    for name in (pick_key(pick.reference) for pick in picks):
        resource_type, own = type_of(name), name.partition("/")[2]
        if resource_type in whole:
            continue
        if token := token_of(name):
            named[Need(resource_type=resource_type, parameters=(("identifier", token),))] = None
        elif own:
            ids.setdefault(resource_type, {})[own] = None
    return (*found, *(Need(resource_type=t, ids=tuple(held)) for t, held in ids.items()), *named)


_CONTENT = frozenset(("Medication", "Observation"))
_NAMES = frozenset(("Practitioner", "PractitionerRole", "Organization"))
_HOLDERS = (
    "medicationReference",
    "performer",
    "recorder",
    "asserter",
    "author",
    "requester",
    "informationSource",
    "custodian",
    "organization",
    "practitioner",
    "result",
)


def further(
    record: Record,
    patient: Patient,
    definition: ConferenceDefinition | None = None,
    picks: tuple[Pick, ...] = (),
) -> tuple[Need, ...]:
    """Return what the answers so far refer to without naming it: medicines, authors, contents.

    To be asked once the first answers are in (and once more: a role names a person and a unit).
    Only references without a display of their own, which the record does not hold and has not
    asked for. Authors and units of a patient with a protected identity are not shown, so not asked.
    Of contents (Binary) only those that rows of media of this definition and these picks need.
    """
    return (*_referred_to(record, patient), *_contents(record, patient, definition, picks))


def _contents(
    record: Record,
    patient: Patient,
    definition: ConferenceDefinition | None,
    picks: tuple[Pick, ...],
) -> tuple[Need, ...]:
    prepared = prepare(definition).sections if definition else ()
    sections = [s for s in prepared if s.definition.kind is SectionKind.MEDIA]
    if not (sections or picks) or not record.answers:
        return ()
    composing = Composing.of(
        _of_media(record), patient, picks, max(answer.at for answer in record.answers)
    )
    wanted = [*picked_contents(composing)]
    for section in sections:
        wanted += waiting_contents(section, composing)
    asked = {waiting.need for waiting in record.waiting}
    return tuple(need for own in dict.fromkeys(wanted) if (need := need_of(own)) not in asked)


def _of_media(record: Record) -> Record:
    """Return the part of a record that media are made from: little is quickly looked through."""
    answers = tuple(a for a in record.answers if a.need.resource_type in MEDIA_TYPES)
    return Record(answers=answers, waiting=record.waiting, full_urls=record.full_urls)


def _referred_to(record: Record, patient: Patient) -> tuple[Need, ...]:
    followed = _CONTENT if patient.protected else _CONTENT | _NAMES
    known = {reference_of(sent.resource) for sent in record.resources()}
    asked = [a.need for a in record.answers] + [w.need for w in record.waiting]
    known |= {f"{need.resource_type}/{own}" for need in asked for own in need.ids}
    followed -= {need.resource_type for need in asked if not need.ids and not need.parameters}
    ids: dict[str, set[str]] = {}
    for sent in record.resources():
        for reference in _references(sent.resource):
            literal = string(reference, "reference")
            key = key_of(record.full_urls.get(literal, literal))
            resource_type, _, own = key.partition("/")
            if resource_type in followed and key not in known and not string(reference, "display"):
                ids.setdefault(resource_type, set()).add(own)
    return tuple(Need(resource_type=t, ids=tuple(sorted(held))) for t, held in sorted(ids.items()))


def _references(resource: Json) -> list[Json]:
    held = [entry for name in _HOLDERS if name in resource for entry in children(resource, name)]
    return [child(entry, "actor") or entry for entry in held]
