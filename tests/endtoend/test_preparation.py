"""At a desk before the meeting: read, picked, ordered, met by a text; then led in the room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from app.model.case import Case, CaseState
from tests.endtoend import chair, walk
from tests.endtoend.host_eyes import HostEyes
from tests.endtoend.pictures import DESKTOP, Album
from tests.endtoend.program import Program, program
from tests.endtoend.witness import witness
from tests.endtoend.xserver import XServer, until
from ui.theme import THEMES

pytestmark = [
    pytest.mark.windows,
    pytest.mark.processes,
    pytest.mark.usefixtures("qapp"),  # the pictures are painted to be compared
    pytest.mark.parametrize("eyes", ["practice"], indirect=True),
]

WHO = "Anette Grönmark"
POLYP = "Patient/modellberg"
NOTE = "DocumentReference/modellberg-mottagning"
NOTES = "Journalanteckningar"


def sit_down(console: Program) -> None:
    """Prepare the meeting as its coordinator."""
    console.press("Förbereda")
    console.press(WHO)
    console.until_seen(f"Det du läser loggas som förberedelse, för {WHO}.")


def prepare(console: Program, eyes: HostEyes) -> None:
    chair.choose(console, walk.POLYP)
    console.until_seen("1 uppgift utvald")
    read_and_pick(console)
    until("the host holds the pick", lambda: NOTE in picks(eyes))

    chair.choose(console, walk.CAECUM)
    chair.pages(console)
    console.key("ctrl+shift+Up")
    console.until_seen("patient 3, MALLSTRÖM, Birgitta")

    chair.choose(console, walk.SIGMOID)
    console.press("Möt med standardtext …")
    console.press(chair.TEXT)
    console.until_seen("Besvarad med standardtext")
    until("the host holds it", lambda: case(eyes, "Patient/testberg").met_by)


def read_and_pick(console: Program) -> None:
    """Read the whole record, pick a note by keyboard, unpick and pick it again."""
    console.press("Hela journalen")
    console.until_it_is("checked", "Hela journalen")
    console.find(r"^Hämtat \d\d:\d\d\.$")  # all of it: no page is laid out anew any more
    page = console.find(rf"^(Sida (\d+): {NOTES}.*)$")
    console.press(page[1])
    console.until_seen(f"Sida {page[2]} av ")
    console.key("Escape")
    console.until_it_is("focused", "Förhandsvisning")
    console.key("Down")
    for picked in ("2 uppgifter utvalda", "1 uppgift utvald", "2 uppgifter utvalda"):
        console.key("space")
        console.until_seen(picked)


def test_prepared_at_a_desk_and_led_in_the_room(
    x: XServer, eyes: HostEyes, settings: Path, tmp_path: Path
) -> None:
    with program(x, "--config", str(settings), token=eyes.token) as desk:
        with witness(x, tmp_path / "desk"):
            sit_down(desk)
            prepare(desk, eyes)
            assert len(x.windows_of("samsyn")) == 1, "the desk's own"
        desk.press("Stäng Samsyn")
        assert desk.wait() == 0
    album = Album(tmp_path / "desk", eyes.meeting())
    assert album.story == [DESKTOP], "no room screen is there at all"
    it_was_read_by_whoever_prepared(eyes)
    the_host_holds_the_plan(eyes)

    with program(x, "--config", str(settings), token=eyes.token) as console:
        chair.open_the_meeting(console)
        chair.show(console, walk.POLYP)
        first = console.find(rf"^(Sida (\d+): {NOTES}.*)$")
        console.press(first[1])
        with witness(x, tmp_path / "room"):
            console.until_seen(f"MODELLBERG, Roland, sida {first[2]}")
            console.key("Next")
            console.until_seen(f"MODELLBERG, Roland, sida {int(first[2]) + 1}")
        console.kill()
    assert any(map(is_marked_as_picked, pictures(tmp_path / "room")))


def it_was_read_by_whoever_prepared(eyes: HostEyes) -> None:
    reads = eyes.reads()
    assert reads
    assert {event["subtype"][0]["code"] for event in reads} == {"preparation"}
    assert {event["agent"][0]["name"] for event in reads} == {WHO}
    assert not [event for event in reads if "shown-to" in str(event)]
    assert not eyes.state().driver, "the meeting is not claimed"


def the_host_holds_the_plan(eyes: HostEyes) -> None:
    names = [each.patient.reference for each in eyes.meeting().cases]
    assert names[:4] == [f"Patient/{n}" for n in ("testberg", "provell", "mallstrom", "ovningsdal")]
    met = case(eyes, "Patient/testberg")
    assert met.state is CaseState.BY_STANDARD_TEXT
    assert "standard-text" in met.met_by
    assert not eyes.of_case("Task", "Patient/testberg"), "the chair sends it in the meeting"


def case(eyes: HostEyes, patient: str) -> Case:
    return next(each for each in eyes.meeting().cases if each.patient.reference == patient)


def picks(eyes: HostEyes) -> list[str]:
    return [pick.reference for pick in case(eyes, POLYP).picks]


def pictures(folder: Path) -> Iterator[QImage]:
    for path in sorted(folder.glob("*.bmp")):
        yield QImage(str(path))


def is_marked_as_picked(image: QImage) -> bool:
    """Tell whether the sign of a pick stands on the page."""
    sign = QColor(THEMES["light"].picked).rgb()
    return any(
        image.pixel(x, y) == sign for y in range(0, image.height(), 2) for x in range(image.width())
    )
