"""The note of a case: readable text for the record, in the meeting's language. Pure."""

from app.model.attendance import Interval
from app.model.definition import InformationKind
from app.model.outcome import Duty, Intention, Outcome, ShownInformation
from app.model.people import Channel, Person, Role
from app.room.ports import OutcomeContext

_SV = {
    "title": "Multidisciplinär konferens",
    "question": "Frågeställning",
    "background": "Bakgrund",
    "took part": "Deltog när fallet visades",
    "shown": "Visad information",
    "nothing shown": "Ingen journalinformation visades.",
    "version": "version",
    "recommendation": "Behandlingsrekommendation",
    "no text": "Ingen rekommendation i ord.",
    "intention": "Behandlingsintention",
    "source": "Standardtext",
    "note": "Sagt därutöver",
    "revision": "Rättelse, version",
    "reason": "orsak",
    "new conference": "Fallet tas upp på en ny konferens.",
    "missing": "Uppgifter som saknades",
    "competences": "Kompetenser som saknades",
    "duties": "Ansvar",
    "nobody": "ej utsedd",
    "closing": (
        "Konferensen rekommenderar; behandlande läkare beslutar tillsammans med patienten.\n"
        "Preliminär anteckning: gäller när ansvarig läkare har signerat."
    ),
    Duty.DOCUMENT: "Dokumenterar",
    Duty.ORDER: "Beställer vidare utredning eller remitterar",
    Duty.TELL_PATIENT: "Informerar patienten",
    Intention.CURATIVE: "kurativ",
    Intention.CONVERTING: "konverterande",
    Intention.PALLIATIVE: "palliativ",
    Intention.DIAGNOSTIC: "diagnostisk",
    InformationKind.PATHOLOGY: "patologi",
    InformationKind.RADIOLOGY: "radiologi",
    InformationKind.PERFORMANCE_STATUS: "funktionsstatus",
    InformationKind.COMORBIDITY: "samsjuklighet",
    InformationKind.SOCIAL_SITUATION: "social situation",
    InformationKind.PATIENTS_WISHES: "patientens önskemål",
    Role.CHAIR: "ordförande",
    Role.PRESENTER: "föredragande",
    Role.COORDINATOR: "koordinator",
    Role.PARTICIPANT: "deltagare",
    Role.STUDENT: "student",
    Role.OBSERVER: "observatör",
    Role.COMPANY: "företagsrepresentant",
    Role.PATIENT: "patienten",
    Role.GUARDIAN: "vårdnadshavare eller närstående",
    Channel.IN_ROOM: "i rummet",
    Channel.REMOTE_PERSON: "på distans",
    Channel.REMOTE_ROOM: "i ett rum på distans",
}
_EN = {
    "title": "Multidisciplinary conference",
    "question": "Question",
    "background": "Background",
    "took part": "Took part while the case was shown",
    "shown": "Information shown",
    "nothing shown": "Nothing of the record was shown.",
    "version": "version",
    "recommendation": "Recommendation",
    "no text": "No recommendation in words.",
    "intention": "Intention of treatment",
    "source": "Standard text",
    "note": "Said beside it",
    "revision": "Correction, version",
    "reason": "reason",
    "new conference": "The case comes back to a new conference.",
    "missing": "Information that was missing",
    "competences": "Competences that were missing",
    "duties": "Responsibilities",
    "nobody": "nobody named",
    "closing": (
        "The conference advises; the treating physician decides with the patient.\n"
        "Preliminary note: valid when the responsible physician has signed."
    ),
    Duty.DOCUMENT: "Documents",
    Duty.ORDER: "Orders further investigation or referral",
    Duty.TELL_PATIENT: "Tells the patient",
    Intention.CURATIVE: "curative",
    Intention.CONVERTING: "converting",
    Intention.PALLIATIVE: "palliative",
    Intention.DIAGNOSTIC: "diagnostic",
    InformationKind.PATHOLOGY: "pathology",
    InformationKind.RADIOLOGY: "radiology",
    InformationKind.PERFORMANCE_STATUS: "performance status",
    InformationKind.COMORBIDITY: "comorbidity",
    InformationKind.SOCIAL_SITUATION: "social situation",
    InformationKind.PATIENTS_WISHES: "the patient's wishes",
    Role.CHAIR: "chair",
    Role.PRESENTER: "presenter",
    Role.COORDINATOR: "coordinator",
    Role.PARTICIPANT: "participant",
    Role.STUDENT: "student",
    Role.OBSERVER: "observer",
    Role.COMPANY: "company representative",
    Role.PATIENT: "the patient",
    Role.GUARDIAN: "guardian or next of kin",
    Channel.IN_ROOM: "in the room",
    Channel.REMOTE_PERSON: "remote",
    Channel.REMOTE_ROOM: "in a remote room",
}


def write_note(outcome: Outcome, context: OutcomeContext, people: dict[str, Person]) -> str:
    """Return the note as plain text. Times are the machine's local time."""
    words = _EN if context.language == "en" else _SV
    paragraphs = [
        _heading(outcome, context, words),
        _question(context, words),
        _recommendation(outcome, words),
        _duties(outcome, people, words),
        _took_part(context, words),
        _shown(context.information, words),
        _absent(context, words),
        words["closing"],
    ]
    return "\n\n".join(each for each in paragraphs if each) + "\n"


def _heading(outcome: Outcome, context: OutcomeContext, words: dict[str, str]) -> str:
    day = context.meeting.start.astimezone().date().isoformat()
    lines = [f"{words['title']} {day}", context.meeting.title]
    if outcome.revision > 1:
        reason = f" ({words['reason']}: {outcome.reason})" if outcome.reason else ""
        lines.append(f"{words['revision']} {outcome.revision}{reason}")
    return "\n".join(line for line in lines if line)


def _question(context: OutcomeContext, words: dict[str, str]) -> str:
    question = context.case.question
    lines = [f"{words['question']}: {question.text}"]
    if question.background:
        lines.append(f"{words['background']}: {question.background}")
    return "\n".join(lines)


def _recommendation(outcome: Outcome, words: dict[str, str]) -> str:
    lines = [words["recommendation"], outcome.text or words["no text"]]
    if outcome.intention:
        lines.append(f"{words['intention']}: {words[outcome.intention]}")
    if outcome.source:
        lines.append(f"{words['source']}: {outcome.source.canonical}")
    if outcome.note:
        lines.append(f"{words['note']}: {outcome.note}")
    if outcome.new_conference:
        lines.append(words["new conference"])
    return "\n".join(lines)


def _duties(outcome: Outcome, people: dict[str, Person], words: dict[str, str]) -> str:
    named = {each.duty: people.get(each.person) for each in outcome.responsibilities}
    lines = [words["duties"]]
    for duty in Duty:
        person = named.get(duty)
        lines.append(f"- {words[duty]}: {person.name if person else words['nobody']}")
    return "\n".join(lines)


def _took_part(context: OutcomeContext, words: dict[str, str]) -> str:
    if not context.took_part:
        return ""
    return "\n".join(
        [words["took part"], *(_participant(*each, words) for each in context.took_part)]
    )


def _participant(person: Person, during: Interval, words: dict[str, str]) -> str:
    unit = person.unit.name or person.provider.name
    known = [person.name, person.profession, unit, words[person.role], words[person.channel]]
    start = during.start.astimezone().strftime("%H:%M")
    end = during.end.astimezone().strftime("%H:%M") if during.end else ""
    return f"- {', '.join(each for each in known if each)}, {start}–{end}"


def _shown(information: tuple[ShownInformation, ...], words: dict[str, str]) -> str:
    if not information:
        return words["nothing shown"]
    lines = [words["shown"]]
    for each in information:
        version = f" ({words['version']} {each.version})" if each.version else ""
        lines.append(f"- {each.reference}{version}")
    return "\n".join(lines)


def _absent(context: OutcomeContext, words: dict[str, str]) -> str:
    lines = []
    if context.missing:
        lines.append(f"{words['missing']}: {', '.join(words[kind] for kind in context.missing)}")
    if context.competences_missing:
        lines.append(f"{words['competences']}: {', '.join(context.competences_missing)}")
    return "\n".join(lines)
