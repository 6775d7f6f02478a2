"""A whole meeting with the real program on two screens, on both hosts: the chair's way.

What is asserted is what the host holds afterwards and what the room's screen has shown.
"""

from pathlib import Path

import pytest

from app.model.case import CaseState
from tests.endtoend import chair
from tests.endtoend.host_eyes import HostEyes
from tests.endtoend.pictures import BLACK, WAITING, Album
from tests.endtoend.program import Program, program
from tests.endtoend.witness import witness
from tests.endtoend.xserver import XServer, until

pytestmark = [
    pytest.mark.windows,
    pytest.mark.processes,
    pytest.mark.usefixtures("qapp"),  # the pictures are painted to be compared
]

FIRST = "Patient/testberg"


def hold_the_meeting(console: Program, eyes: HostEyes) -> None:
    chair.check_in(console)

    chair.show(console, chair.FIRST)
    assert eyes.reads("show"), "the read is logged before the first page"
    chair.turn(console, 2)
    chair.turn(console, 3)
    console.key("b")
    console.until_seen("Svart")
    console.key("b")
    console.until_seen(", sida 3")

    # Somebody comes in: what is shown stays, and one press confirms them.
    console.press("Närvaro*")
    console.press("Sara Tallvik är här")
    console.until_seen("Ny i rummet")
    assert "sida 3" in console.texts()
    console.press("Bekräfta: Sara Tallvik")
    console.until_seen("Närvaro: 6 bekräftade")
    chair.agree(console)

    # The next one has no consent: the room stays as it is, and the console says what to do.
    chair.choose(console, chair.WITHOUT_CONSENT)
    console.key("F5")
    console.until_seen("Patient 2 visas inte. Samtycke saknas")

    chair.show(console, chair.PROTECTED)
    chair.leave_the_case(console)


def test_the_chairs_way(x: XServer, eyes: HostEyes, settings: Path, tmp_path: Path) -> None:
    meeting, seen = eyes.meeting(), tmp_path / "seen"
    with program(x, "--config", str(settings), token=eyes.token) as console:
        chair.lead(console)
        with witness(x, seen):
            hold_the_meeting(console, eyes)
            chair.end_the_meeting(console)
        chair.close(console)

    the_host_holds_it(eyes)
    the_room_saw(Album(seen, meeting), meeting.cases[0].id, eyes)


def the_host_holds_it(eyes: HostEyes) -> None:
    plans = eyes.of_case("CarePlan", FIRST)
    assert [plan["status"] for plan in plans] == ["active"]
    assert len(eyes.of_case("Task", FIRST)) == 3
    state = eyes.state()
    assert state.ended
    assert len([a for a in state.attendance.attendees if a.confirmed_at]) == 6
    first, second, third, *others = [case.state for case in state.meeting.cases]
    assert first is CaseState.DONE
    assert third is CaseState.WITHOUT_RECOMMENDATION
    assert {second, *others} == {CaseState.NOT_STARTED}
    who = {
        part["individual"].get("display") or part["individual"].get("reference")
        for encounter in eyes.of_case("Encounter", FIRST)
        for part in encounter["participant"]
    }
    assert len(who) == 6, "who took part in the case is who was here while it was shown"
    assert not [e for e in eyes.reads("show") if "provell" in str(e)]


def the_room_saw(album: Album, first: str, eyes: HostEyes) -> None:
    third = eyes.meeting().cases[2].id
    assert not album.unknown()
    assert album.story == [
        *(WAITING, first, BLACK, first),  # pages 1-3, black, the recommendation
        *(WAITING, third, WAITING),
    ]
    assert album.pages_of(first) == 5, "three pages, the proposal, and what was delivered"
    assert album.pages_of(third) == 1


@pytest.mark.parametrize("eyes", ["practice"], indirect=True)
def test_the_power_goes_and_the_meeting_goes_on(x: XServer, eyes: HostEyes, settings: Path) -> None:
    with program(x, "--config", str(settings), token=eyes.token) as console:
        chair.open_the_meeting(console)
        chair.show(console, chair.FIRST)
        assert eyes.reads("show"), "the entry is there at the first page"
        console.press(chair.TEXT)
        console.until_seen("Utkast sparat")
        children = console.processes[1:]
        console.kill()
        until("no process outlives the console", lambda: not any(map(alive, children)))

    with program(x, "--config", str(settings), token=eyes.token) as console:
        chair.lead(console)
        console.until_seen("Närvaro: 5 bekräftade")
        chair.show(console, chair.FIRST)
        console.until_seen("Utkast sparat")
        console.key("ctrl+Return")
        console.until_seen("Levererad")
        console.kill()

    with program(x, "--config", str(settings), token=eyes.token) as console:
        chair.lead(console)
        console.until_seen("Närvaro: 5 bekräftade")
        chair.show(console, chair.FIRST)
        console.until_seen("Levererad")
    assert [plan["status"] for plan in eyes.of_case("CarePlan", FIRST)] == ["active"]
    assert len(eyes.of_case("Task", FIRST)) == 3


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
