"""What a chair does in a meeting, in the words of the console."""

import time

from tests.endtoend.program import Program
from tests.endtoend.xserver import NeverHappened

IN_THE_ROOM = ("Johan Brunnåker", "Leila Ahmadvik", "Erik Norrlinge", "Maria Holmfors")
FIRST, WITHOUT_CONSENT, PROTECTED = (
    "patient 1, TESTBERG, Karl-Åke",
    "patient 2, PROVELL, Gunnar",
    "patient 3, ÖVNINGSDAL, Ingrid",
)
TEXT = "Koloncancer: ingen adjuvant behandling"
LARGE = "Visa stort, Enter"
_PARTS = ("Patientens önskemål", "Avviker från vårdprogrammet", "Remiss", "Anteckning")

# --- the meeting ----------------------------------------------------------------------------------


def lead(console: Program) -> None:
    """Say that the meeting is led from here, and wait until it is open."""
    console.press("Leda mötet")
    console.until_seen("Närvaro:")


def open_the_meeting(console: Program, people: tuple[str, ...] = IN_THE_ROOM) -> None:
    """Lead the meeting, and check in everybody who is here."""
    lead(console)
    check_in(console, people)


def check_in(console: Program, people: tuple[str, ...] = IN_THE_ROOM) -> None:
    """Answer the first question, leave the guide, tick who is here, confirm them all."""
    console.press("Jag bekräftar, den delas inte")
    console.press("Lämna guiden")
    for name in people:
        console.press(f"{name} är här")
    console.press("Bekräfta alla markerade*")
    console.until_seen(f"Närvaro: {len(people) + 1} bekräftade")


def end_the_meeting(console: Program) -> None:
    """Ask for the end, read what is undone, end it."""
    console.press("Avsluta mötet")
    console.until_seen("Avsluta mötet?")
    console.press("Avsluta mötet")
    console.until_seen("Mötet är avslutat")


def close(console: Program) -> None:
    """Close the program, which ends cleanly."""
    console.press("Stäng Samsyn")
    assert console.wait() == 0


def do(console: Program, what: str) -> None:
    """Do something by its name in the palette."""
    console.key("ctrl+k")
    console.until_seen("Vad vill du göra?")
    console.press(what)


# --- who is here ----------------------------------------------------------------------------------


def comes(console: Program, name: str) -> None:
    """Tick somebody who comes in, confirm them by one press, and go back to the patient."""
    console.key("ctrl+p")
    console.press(f"{name} är här")
    console.press(f"Bekräfta: {name}")
    console.until_seen(f"Gick: {name}")
    console.press("Tillbaka till patienten")
    console.until_gone("Tillbaka till patienten")


def goes(console: Program, name: str) -> None:
    """Let somebody leave now, and go back to the patient."""
    console.key("ctrl+p")
    console.press(f"Gick: {name}")
    console.press("Spara tiden")
    console.until_seen(f"Är tillbaka: {name}")
    console.press("Tillbaka till patienten")
    console.until_gone("Tillbaka till patienten")


# --- the room screen ------------------------------------------------------------------------------


def choose(console: Program, patient: str) -> None:
    """Look at a patient in the console."""
    console.press(f"{patient}*")
    console.until_it_is("checked", patient)


def show(console: Program, patient: str) -> None:
    """Choose a patient and bring them on the room screen."""
    choose(console, patient)
    console.key("F5")
    console.until_seen("I rummet nu")
    console.until_seen(f"{name_of(patient)}, sida 1")


def name_of(patient: str) -> str:
    """Return the name in an agenda line's beginning, "patient 3, ÖVNINGSDAL, Ingrid"."""
    return patient.partition(", ")[2]


def turn(console: Program, page: int) -> None:
    """Turn to the next page with the clicker, and wait until the room has it."""
    console.key("Next")
    console.until_seen(f", sida {page}")


def pages(console: Program) -> int:
    """Return how many pages the shown patient has, once every source has answered."""
    return int(console.find(r"^Sida \d+ av (\d+)$")[1])


def turn_to(console: Program, page: int, *, start: int = 1) -> None:
    """Turn on with the clicker, page by page."""
    for number in range(start + 1, page + 1):
        turn(console, number)


def leave_the_case(console: Program) -> None:
    """W: the room sees the waiting picture."""
    console.key("w")
    console.until_seen("Väntebild, ingen patient")


def choose_what_is_refused(console: Program) -> None:
    """Look at the patient whose record may not be opened: nothing is in the wings then."""
    choose(console, WITHOUT_CONSENT)
    console.until_seen("Samtycke saknas för journalen")


# --- what is agreed -------------------------------------------------------------------------------


def agree(console: Program, text: str = TEXT) -> None:
    """Three presses: choose the text, Enter, Ctrl+Enter."""
    console.press(text)
    console.until_it_is("focused", LARGE)
    console.key("Return")
    console.until_seen(": rekommendationen")
    send(console)


def draft(console: Program, text: str, **blanks: str) -> None:
    """Choose a text and fill its blanks."""
    console.press(text)
    for blank, words in blanks.items():
        console.write(words, into=blank)
        console.key("Return")
    console.until_it_is("enabled", "Skicka")


def write(console: Program, words: str) -> None:
    """Write the recommendation in free words."""
    console.press("Skriv med egna ord")
    console.put(words, into="Rekommendationen")


def add(console: Program, part: str) -> None:
    """Unfold what an outcome may say beside its text, by its caption in the menu of parts."""
    there = [each for each in _PARTS if f"Ta bort: {each}" not in console.texts()]
    console.choose_from_menu("Lägg till …", there.index(part))
    console.until_seen(f"Ta bort: {part}")


def send(console: Program) -> None:
    """Ctrl+Enter, and wait until the host has it."""
    console.key("ctrl+Return")
    console.until_seen("Levererad")


# --- other eyes -----------------------------------------------------------------------------------


def share(console: Program, *, shared: bool) -> None:
    """Say that the screen is shared, or not any more."""
    do(console, "Skärmen delas nu" if shared else "Skärmen delas inte längre")
    console.until_it_is("checked", "Skärmen delas", yes=shared)


def page_that_shows(console: Program, words: str, count: int) -> int:
    """Turn on with the clicker until the console shows the words; return that page."""
    for page in range(1, count + 1):
        if page > 1:
            turn(console, page)
        if words in console.texts():
            return page
    raise NeverHappened(words)


def let_it_play() -> None:
    """Watch a film for a while, as a room does."""
    time.sleep(1.5)


def add_patient(console: Program, number: str, name: str, question: str) -> None:
    """Ctrl+N: look the patient up by number, check the name, ask the question."""
    console.key("ctrl+n")
    console.put(number, into="Personnummer, hur det än skrivs")
    console.press("Sök")
    console.until_seen("Är det här rätt patient?")
    console.until_seen(name)
    console.put(question, into="Frågeställning till konferensen")
    console.press("Ja, lägg till patienten")
