"""What a room shows of every practice case that is read by service contracts: a text of each.

The texts lie in tests/golden/rivta. A text that is not there is written, and the test fails once:
so delete what shall change, run, read the difference, commit.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.host.requests import definition_of, picks_of
from app.model.case import Case, Patient, Question
from app.model.overview import AnyRow, Overview
from app.model.record import ContractAccess, Reading
from app.overview.patient import patient_of
from app.overview.shape import child, string
from app.practice.body import decode
from app.practice.bundles import Pages
from app.practice.meeting import ANCHOR, practice_meeting
from app.practice.rivta.picks import name_picks
from app.practice.store import Store
from app.practice.transaction import Bundles
from app.record.rivta import source
from app.record.rivta.source import RivtaRecordSource
from app.wire.soap import SoapClient
from tests.fakes.aggregator import Aggregator
from tests.unit.record.rivta.overviews import ACTOR, shown

FOLDER = Path(__file__).parents[3] / "golden" / "rivta"
AS_OF = datetime.combine(ANCHOR, time(12), tzinfo=UTC)
COLORECTAL = "https://samsyn.se/fhir/conference-definition/colorectal"
_UNTOLD = frozenset(("kind", "reference", "version", "content", "new", "abridged", "error"))


def meeting(day: date) -> Store:
    """Return the practice meeting of that day, its picks named as RIV-TA names records."""
    store = Store()
    Bundles(store, Pages(), "").process(practice_meeting(day))
    name_picks(store)
    return store


STORE = meeting(ANCHOR)


def cases() -> Iterator[tuple[Case, str]]:
    """Yield the cases of the meeting with their definitions."""
    for version in STORE.all("ServiceRequest"):
        request = decode(version.body or b"")
        if not version.id.startswith("fall-"):
            continue
        reference = string(child(request, "subject"), "reference")
        stored = STORE.current("Patient", reference.removeprefix("Patient/"))
        assert stored is not None
        patient: Patient = patient_of(decode(stored.body or b""), ANCHOR)
        question = Question(text=string(child(request, "reasonCode"), "text"))
        case = Case(id=version.id, patient=patient, question=question, picks=picks_of(request))
        yield case, definition_of(request) or COLORECTAL


CASES = {case.patient.reference.removeprefix("Patient/"): (case, d) for case, d in cases()}


def text_of(overview: Overview) -> str:
    """Return an overview in words: a paragraph for each section, a line for each row."""
    return "\n".join(
        "\n".join([f"# {section.key}: {section.answer.value}", *map(line, section.rows), ""])
        for section in overview.sections
    )


def line(row: AnyRow) -> str:
    """Return what a row tells: its fields by name, times as days, a series by its length."""
    fields: dict[str, Any] = msgspec.to_builtins(row, builtin_types=(bytes,))
    origin = fields.pop("origin")
    told = [
        f"{name}={_told(name, value)}"
        for name, value in fields.items()
        if name not in _UNTOLD and value not in ("", None, False, (), [])
    ]
    by = ", ".join(filter(None, (origin["unit"], origin["author"])))
    return " · ".join([*told, f"({by})"])


def _told(name: str, value: Any) -> str:
    if name == "trend":
        return f"{len(value)} values"
    if name in {"at", "since", "until"}:
        return str(value)[:10]
    text = ", ".join(value) if isinstance(value, list | tuple) else str(value)
    return text.replace("\n", " / ")


class Anchored(datetime):
    """A clock that stands at the practice meeting."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Anchored":
        """Return the meeting's time."""
        return cls.fromtimestamp(AS_OF.timestamp(), tz)


@pytest.fixture(autouse=True)
def _at_the_meeting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "datetime", Anchored)


@pytest.mark.parametrize("patient", sorted(CASES))
async def test_a_case_is_shown_as_it_always_was(patient: str) -> None:
    case, definition = CASES[patient]
    async with Aggregator(STORE) as service, SoapClient(service.base_url) as client:
        access = ContractAccess(base_url=service.base_url, own_address=ACTOR.provider)
        reading = Reading(actors=(ACTOR,))
        record = RivtaRecordSource(client, access, "NPÖ", case.patient, reading)
        made = text_of(await shown(case, 1, definition, record, AS_OF))
    path = FOLDER / f"{patient}.txt"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(made, encoding="utf-8")
        pytest.fail(f"{path.name} was not there: read it, and commit it")
    assert made == path.read_text(encoding="utf-8")
