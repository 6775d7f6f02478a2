"""The note of a case: readable text for the record, in the meeting's language. Pure.

First what was agreed and who does what, then who took part; last what it rested on, resource by
resource with its version, for whoever must check it.
"""

from collections.abc import Mapping

from app.host.note_words import ENGLISH, SWEDISH
from app.model.attendance import Interval
from app.model.case import CaseState
from app.model.outcome import Duty, Measure, Outcome, ShownInformation
from app.model.people import Person
from app.overview.references import token_of, type_of
from app.room.ports import OutcomeContext

Words = Mapping[str, str]


def write_note(outcome: Outcome, context: OutcomeContext, people: dict[str, Person]) -> str:
    """Return the note as plain text. Times are the machine's local time."""
    words = _words(context.language)
    paragraphs = [
        _heading(outcome, context, words),
        _question(context, words),
        _recommendation(outcome, words),
        _told(words["wishes"], outcome.wishes),
        _measures(outcome.measures, words),
        _duties(outcome, people, words),
        _took_part(context, words),
        _competences(context, words),
        words["closing"],
        _basis(context.information, words),
    ]
    return "\n\n".join(each for each in paragraphs if each) + "\n"


def title(language: str) -> str:
    """Return what the note is called among a patient's documents."""
    return _words(language)["name"]


def summary(outcome: Outcome, language: str) -> str:
    """Return what was agreed in a line or two: what the next conference reads of the note first."""
    words = _words(language)
    text = outcome.text.strip() or words["no text"]
    intention = _told(words["intention"], words[outcome.intention] if outcome.intention else "")
    return "\n".join(line for line in (text, intention) if line)


def _words(language: str) -> Words:
    return ENGLISH if language == "en" else SWEDISH


def _told(name: str, text: str) -> str:
    return f"{name}: {text.strip()}" if text.strip() else ""


def _heading(outcome: Outcome, context: OutcomeContext, words: Words) -> str:
    day = context.meeting.start.astimezone().date().isoformat()
    lines = [f"{words['title']} {day}", context.meeting.title]
    if outcome.revision > 1:
        reason = f" ({words['reason']}: {outcome.reason})" if outcome.reason else ""
        lines.append(f"{words['revision']} {outcome.revision}{reason}")
    return "\n".join(line for line in lines if line)


def _question(context: OutcomeContext, words: Words) -> str:
    question = context.case.question
    lines = [
        f"{words['question']}: {question.text}",
        _told(words["background"], question.background),
    ]
    return "\n".join(line for line in lines if line)


def _recommendation(outcome: Outcome, words: Words) -> str:
    lines = [words["recommendation"], outcome.text or words["no text"]]
    if outcome.intention:
        lines.append(f"{words['intention']}: {words[outcome.intention]}")
    if outcome.deviation is not None:
        lines.append(f"{words['deviation']}: {outcome.deviation.strip() or words['no reason']}")
    if outcome.source:
        lines.append(f"{words['source']}: {outcome.source.canonical}")
    lines.append(_told(words["note"], outcome.note))
    if outcome.referral:
        whom = f"{words['referral']} {outcome.referral.to.strip()}"
        lines.append(_told(whom, outcome.referral.reason) or whom)
    if outcome.new_conference:
        lines.append(words["new conference"])
    return "\n".join(line for line in lines if line)


def _measures(measures: tuple[Measure, ...], words: Words) -> str:
    if not measures:
        return ""
    return "\n".join([words["measures"], *(_measure(each, words) for each in measures)])


def _measure(measure: Measure, words: Words) -> str:
    until = f"{words['until']} {measure.until}" if measure.until else ""
    return f"- {', '.join(part for part in (measure.text.strip(), measure.who, until) if part)}"


def _duties(outcome: Outcome, people: dict[str, Person], words: Words) -> str:
    named = {each.duty: people.get(each.person) for each in outcome.responsibilities}
    lines = [words["duties"]]
    for duty in Duty:
        person = named.get(duty)
        lines.append(f"- {words[duty]}: {person.name if person else words['nobody']}")
    return "\n".join(lines)


# --- who took part --------------------------------------------------------------------------------


def _took_part(context: OutcomeContext, words: Words) -> str:
    if not context.took_part:
        met_by_text = context.case.state is CaseState.BY_STANDARD_TEXT
        return words["not discussed"] if met_by_text else ""
    times: dict[str, list[Interval]] = {}
    people: dict[str, Person] = {}
    for person, during in context.took_part:
        people.setdefault(person.id, person)
        times.setdefault(person.id, []).append(during)
    lines = (_participant(people[each], during, words) for each, during in times.items())
    return "\n".join([words["took part"], *lines])


def _participant(person: Person, times: list[Interval], words: Words) -> str:
    unit = person.unit.name or person.provider.name
    responsible = f"{words['answers for it']} {person.responsible}" if person.responsible else ""
    known = [
        person.name,
        person.profession,
        unit,
        words[person.role],
        words[person.channel],
        responsible,
        *(_time(each) for each in times),
    ]
    return f"- {', '.join(each for each in known if each)}"


def _time(during: Interval) -> str:
    start = during.start.astimezone().strftime("%H:%M")
    end = during.end.astimezone().strftime("%H:%M") if during.end else ""
    return f"{start}–{end}"


def _competences(context: OutcomeContext, words: Words) -> str:
    lines = [
        _told(words["present"], ", ".join(context.competences_present)),
        _told(words["competences"], ", ".join(context.competences_missing)),
        _told(words["missing"], ", ".join(words[kind] for kind in context.missing)),
    ]
    return "\n".join(line for line in lines if line)


# --- what it rested on ----------------------------------------------------------------------------


def _basis(information: tuple[ShownInformation, ...], words: Words) -> str:
    if not information:
        return words["no basis"]
    by_type: dict[str, list[str]] = {}
    for each in information:
        kind = type_of(each.reference)
        own_id = token_of(each.reference).partition("|")[2] or each.reference.rpartition("/")[2]
        version = f" ({words['version']} {each.version})" if each.version else ""
        by_type.setdefault(kind, []).append(f"{own_id}{version}")
    lines = [f"{words['basis']} ({len(information)})"]
    for kind, ids in by_type.items():
        name = f"{words[kind]} ({kind})" if kind in words else kind
        lines.append(f"- {name}: {', '.join(ids)}")
    return "\n".join(lines)
