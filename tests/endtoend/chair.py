"""What a chair does in a meeting, in the words of the console."""

from tests.endtoend.program import Program

IN_THE_ROOM = ("Johan Brunnåker", "Leila Ahmadvik", "Erik Norrlinge", "Maria Holmfors")
FIRST, WITHOUT_CONSENT, PROTECTED = (
    "patient 1, TESTBERG, Karl-Åke",
    "patient 2, PROVELL, Gunnar",
    "patient 3, ÖVNINGSDAL, Ingrid",
)
TEXT = "Koloncancer: ingen adjuvant behandling"


def open_the_meeting(console: Program) -> None:
    """Attest, tick who is here, confirm them all."""
    console.until_seen("Bekräfta alla markerade")
    console.press("Jag bekräftar")
    for name in IN_THE_ROOM:
        console.press(f"{name} är här")
    console.press("Bekräfta alla markerade*")
    console.until_seen(f"Närvaro: {len(IN_THE_ROOM) + 1} bekräftade")


def choose(console: Program, patient: str) -> None:
    """Look at a patient in the console."""
    console.press(f"{patient}*")
    console.until_it_is("checked", patient)


def show(console: Program, patient: str) -> None:
    """Choose a patient and bring them on the room screen."""
    choose(console, patient)
    console.key("F5")
    console.until_seen("I rummet nu")
    console.until_seen(f"{patient.partition(', ')[2]}, sida 1")


def turn(console: Program, page: int) -> None:
    """Turn to the next page with the clicker, and wait until the room has it."""
    console.key("Next")
    console.until_seen(f", sida {page}")


def agree(console: Program, text: str = TEXT) -> None:
    """Three presses: choose the text, Enter, Ctrl+Enter."""
    console.press(text)
    console.until_it_is("focused", "Visa stort, Enter")
    console.key("Return")
    console.until_seen(": rekommendationen")
    console.key("ctrl+Return")
    console.until_seen("Levererad")


def end_the_meeting(console: Program) -> None:
    """Ask for the end, read what is undone, end it."""
    console.press("Avsluta mötet")
    console.until_seen("Avsluta mötet?")
    console.press("Avsluta mötet")
    console.until_seen("Mötet är avslutat")


def leave_the_case(console: Program) -> None:
    """W: the room sees the waiting picture."""
    console.key("w")
    console.until_seen("Väntebild, ingen patient")


def choose_what_is_refused(console: Program) -> None:
    """Look at the patient whose record may not be opened: nothing is in the wings then."""
    choose(console, WITHOUT_CONSENT)
    console.until_seen("Samtycke saknas för journalen")


def close(console: Program) -> None:
    """Close the program, which ends cleanly."""
    console.press("Stäng Samsyn")
    assert console.wait() == 0
