"""What must not be found: texts of the practice patients' records, and everybody's names."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# What the console has to hold until the meeting ends: agenda and participants.
AGENDA = {"Patient", "ServiceRequest", "Appointment", "List", "Practitioner", "PractitionerRole"}
AGENDA |= {"Organization", "Location", "Consent", "Condition", "Encounter"}
WINDOW = 24  # characters: long enough to be nobody else's words


@dataclass(frozen=True)
class Markers:
    """`record`: pieces of text that only a record holds; `people`: names and numbers."""

    record: frozenset[str]
    people: frozenset[str]

    @classmethod
    def of(cls, practice_meeting: Callable[..., dict[str, Any]], *patients: str) -> "Markers":
        """Take them from the practice meeting: the records of these patients, everybody's names."""
        bundle = practice_meeting(datetime.now(UTC).astimezone().date())
        resources = [entry["resource"] for entry in bundle["entry"]]
        agenda = " ".join(t for r in resources if r["resourceType"] in AGENDA for t in texts(r))
        record = {
            text[at : at + WINDOW]
            for resource in resources
            if resource["resourceType"] not in AGENDA
            if resource.get("subject", {}).get("reference") in patients
            for text in texts(resource)
            for at in range(0, len(text) - WINDOW, WINDOW // 2)
        }
        people = {
            found
            for resource in resources
            if resource["resourceType"] in {"Patient", "Practitioner", "RelatedPerson"}
            for found in [
                *(identifier["value"] for identifier in resource.get("identifier", ())),
                *(name["family"] for name in resource.get("name", ())),
            ]
        }
        return cls(
            frozenset(text for text in record if text not in agenda and " " in text),
            frozenset(people),
        )


def texts(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value, but for references and codes' systems."""
    match value:
        case str():
            yield value
        case dict():
            if "data" in value:  # an attachment
                yield base64.b64decode(value["data"]).decode()
            for key, part in value.items():
                if key not in {"system", "url", "reference", "profile", "div", "id", "data"}:
                    yield from texts(part)
        case list():
            for part in value:
                yield from texts(part)
