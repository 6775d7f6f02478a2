"""The practice meeting, moved to the day on which it is practised.

The files in resources/practice hold plain FHIR around one anchor day. Every date in them, those in
texts and in the ids of this occasion's resources included, moves by the same whole number of days,
so that the intervals between them stay. Birth dates stay as they are: a personnummer holds them.
Times of day stay what the clock on the wall says, in the time zone of this machine.

All JSON files of the folder make the meeting together, in the order of their names. The agenda and
the invitation may be told in parts: what a later file lists is added to what the files before it
listed.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from importlib import resources
from typing import Any

from app.practice.body import Resource, decode

ANCHOR = date(2026, 3, 12)
_TOLD_IN_PARTS = {"Appointment": "participant", "List": "entry"}
_PRACTICE = {
    "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
    "code": "HTEST",
    "display": "test health data",
}

_DAY = re.compile(
    r"(?<!\d)(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d:\d\d(?:\.\d+)?)(?:Z|[+-]\d\d:\d\d))?(?!\d)"
)
_MONTH_OR_YEAR = re.compile(r"(\d{4})(?:-(\d\d))?")
_DATED = re.compile(r".*(Date|DateTime)|start|end|date|recorded|created|issued|started")
_FIXED = frozenset({"birthDate", "data"})  # an attachment is not read


def meeting_id(today: date) -> str:
    """Return the id of the Appointment of a practice meeting on that day."""
    return f"mote-{today.isoformat()}"


def practice_meeting(today: date) -> Resource:
    """Return the whole practice meeting as a transaction Bundle.

    Everything is a PUT under an id of its own, so that doing it twice on the same day changes
    nothing.
    """
    entries = [_entry(_moved(resource, today - ANCHOR)) for resource in joined(_resources())]
    return {"resourceType": "Bundle", "type": "transaction", "entry": entries}


def joined(told: Iterable[Resource]) -> list[Resource]:
    """Return each resource once; the parts of an agenda or an invitation become one."""
    whole: dict[tuple[str, str], Resource] = {}
    for each in told:
        key = (each["resourceType"], each["id"])
        whole[key] = _with_part(whole[key], each) if key in whole else each
    return list(whole.values())


def _with_part(first: Resource, part: Resource) -> Resource:
    """Add what the part lists. Raises KeyError when this kind of resource is told in one piece."""
    listed = _TOLD_IN_PARTS[part["resourceType"]]
    return {**first, listed: [*first.get(listed, []), *part[listed]]}


def _resources() -> Iterator[Resource]:
    folder = resources.files("resources") / "practice"
    names = (file.name for file in folder.iterdir())
    for name in sorted(each.removesuffix(".json") for each in names if each.endswith(".json")):
        bundle = decode((folder / f"{name}.json").read_bytes())
        yield from (entry["resource"] for entry in bundle["entry"])


def _entry(resource: Resource) -> Resource:
    meta = resource.get("meta", {})
    tagged = {**resource, "meta": {**meta, "tag": [*meta.get("tag", []), _PRACTICE]}}
    url = f"{resource['resourceType']}/{resource['id']}"
    return {"resource": tagged, "request": {"method": "PUT", "url": url}}


def _moved(value: Any, days: timedelta, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _moved(each, days, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_moved(each, days, key) for each in value]
    if not isinstance(value, str) or key in _FIXED:
        return value
    partial = _MONTH_OR_YEAR.fullmatch(value) if _DATED.fullmatch(key) else None
    if partial is not None:
        return _moved_partly(value, partial, days)
    return _DAY.sub(lambda found: _moved_day(found[1], found[2], days), value)


def _moved_partly(value: str, partial: re.Match[str], days: timedelta) -> str:
    """Move `2019-05` or `2019`: its middle is moved, and its precision kept."""
    middle = date(int(partial[1]), int(partial[2] or 7), 15) + days
    return middle.isoformat()[: len(value)]


def _moved_day(day: str, time: str | None, days: timedelta) -> str:
    moved = date.fromisoformat(day) + days
    if time is None:
        return moved.isoformat()
    wall = datetime.fromisoformat(f"{moved.isoformat()}{time}")
    return wall.astimezone().isoformat()
