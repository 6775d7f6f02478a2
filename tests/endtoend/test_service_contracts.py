"""A meeting whose records come by RIV-TA: shown, agreed, logged, delivered by the real program."""

import base64
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from app.practice.process import PracticeHost, start_practice_host
from app.practice.settings import rivta_record
from tests.endtoend import chair, walk
from tests.endtoend.host_eyes import HostEyes
from tests.endtoend.program import program
from tests.endtoend.test_preparation import picks, read_and_pick, sit_down
from tests.endtoend.xserver import XServer, until

pytestmark = [
    pytest.mark.windows,
    pytest.mark.processes,
    pytest.mark.usefixtures("qapp"),
]

FIRST = "Patient/testberg"
RECORDS = "https://samsyn.se/fhir/rivta"
NOTE = (
    f"DocumentReference?identifier={RECORDS}/GetCareDocumentation/SE0000000001-S001"
    "|modellberg-mottagning"
)


@pytest.fixture
def host() -> Iterator[PracticeHost]:
    with start_practice_host(rivta=True) as running:
        yield running


@pytest.fixture
def settings(host: PracticeHost, tmp_path: Path) -> Path:
    path = tmp_path / "room.toml"
    record = "".join(f'{k} = "{v}"\n' for k, v in rivta_record(host.base_url).items())
    text = f'[host]\nurl = "{host.base_url}"\n[record]\n{record}name = "NPÖ"\n'
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_read_through_service_contracts_is_shown_and_delivered(
    x: XServer, host: PracticeHost, settings: Path
) -> None:
    eyes = HostEyes(host.base_url, host.token)
    with program(x, "--config", str(settings), token=host.token) as console:
        chair.open_the_meeting(console)
        chair.show(console, chair.FIRST)
        count = chair.pages(console)
        chair.turn_to(console, count)
        assert logged(host), "the national log has the read before the first page"
        chair.agree(console)
        chair.end_the_meeting(console)
        chair.close(console)

    assert [plan["status"] for plan in eyes.of_case("CarePlan", FIRST)] == ["active"]
    notes = eyes.of_case("DocumentReference", FIRST)
    (note,) = [each for each in notes if "related" in each.get("context", ())]
    records = [each for each in note["context"]["related"] if "identifier" in each]
    assert records
    assert all(each["identifier"]["system"].startswith(RECORDS) for each in records)
    text = base64.b64decode(note["content"][0]["attachment"]["data"]).decode()
    assert "testberg-mr-lever (version 2" in text, "which writing of it was shown"
    assert {entry["user"]["userId"] for entry in logged(host)} == {"SE0000000001-A001"}


def test_what_is_picked_at_a_desk_is_found_again_by_source_system_and_record(
    x: XServer, host: PracticeHost, settings: Path
) -> None:
    eyes = HostEyes(host.base_url, host.token)
    with program(x, "--config", str(settings), token=host.token) as desk:
        sit_down(desk)
        chair.choose(desk, walk.POLYP)
        desk.until_seen("1 uppgift utvald")
        read_and_pick(desk)
        until("the host holds the pick", lambda: NOTE in picks(eyes))
        desk.press("Stäng Samsyn")
        assert desk.wait() == 0

    with program(x, "--config", str(settings), token=host.token) as console:
        chair.open_the_meeting(console)
        chair.show(console, walk.POLYP)
        chair.pages(console)
        chair.turn(console, 2)
        console.key("Prior")  # what was shown before all had answered is laid out anew
        console.until_seen(", sida 1")
        console.find(r"^Sida \d+: Journalanteckningar")
        console.until_gone("Valt för i dag")  # all that was picked stands in its section
        console.kill()


def logged(host: PracticeHost) -> list[dict[str, dict[str, str]]]:
    """Return what the national log was told."""
    url = host.base_url.replace("/fhir", "/rivta/log")
    headers = {"Authorization": f"Bearer {host.token}"}
    entries: list[dict[str, dict[str, str]]] = httpx2.get(url, headers=headers).json()["log"]
    return entries
