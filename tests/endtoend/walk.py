"""One meeting through every practice case, in the order of the agenda: what the chair does in each.

What each case is there for is in resources/practice/README.md. Every function begins with the
room's waiting picture or the case before, and ends when the host has what was agreed.
"""

from tests.endtoend import chair
from tests.endtoend.host_eyes import HostEyes
from tests.endtoend.program import Program

PEOPLE = (
    *chair.IN_THE_ROOM,
    *("Sara Tallvik", "Per-Åke Isfjäll", "Eva Björkhamra", "Mikael Stenvalla"),
)
OF_THE_CARE_PLAN = ("Fatima Ringvall", "Henrik Lundgård", "Alma Övermo", "Lena Övermo")

(
    SIGMOID,
    REFUSED,
    PROTECTED,
    CAECUM,
    POLYP,
    BREAST,
    PROSTATE,
    PENILE,
    LUNG,
    RARE,
    PLAN,
    DISCHARGE,
) = (
    "patient 1, TESTBERG, Karl-Åke",
    "patient 2, PROVELL, Gunnar",
    "patient 3, ÖVNINGSDAL, Ingrid",
    "patient 4, MALLSTRÖM, Birgitta",
    "patient 5, MODELLBERG, Roland",
    "patient 6, EXEMPELGÅRD, Jenny",
    "patient 7, PROVBERG, Lars-Erik",
    "patient 8, TESTANDER, Kent",
    "patient 9, ÖVNINGSLUND, Gunilla",
    "patient 10, PROVINGE, Tuva",
    "patient 11, ÖVERMO, Alma",
    "patient 12, PROVMARK, Sven-Olof",
)
EXTRA, BY_TEXT = "patient 13, TILLÄGG, Nils", "patient 14, DIREKT, Vera"
NUMBERS = {"tillagg": "199101022391", "direkt": "199006142385"}

OWN_TEXT = "Vår rutin för remiss"

# What was agreed, as the host has to hold it.
AGREED = {
    "testberg": "Radikalt opererad tumör utan riskfaktorer",
    "ovningsdal": "Direkt kirurgi: främre resektion",
    "mallstrom": "Koloskopi med nya biopsier i narkos.",
    "modellberg": "Endoskopisk kontroll av basen om 3 månader",
    "exempelgard": "Axillutrymning vänster sida",
    "provberg": "Patienten får samtal med både urolog och onkolog",
    "testander": "Total penektomi med perineal uretrostomi",
    "ovningslund": "Ny DT thorax om 4 månader",
    "provinge": "Familjen erbjuds genetisk vägledning",
    "overmo": "Planen följs av distriktssköterskan.",
    "provmark": "Återbesök hos KOL-sjuksköterska inom sex veckor",
    "tillagg": "Kompletteras med MR.",
    "direkt": "Radikalt opererad tumör utan riskfaktorer",
}


def show_all(console: Program, patient: str) -> int:
    """Show a patient and turn every page to the end; return how many there are."""
    chair.show(console, patient)
    count = chair.pages(console)
    chair.turn_to(console, count)
    return count


def new_patients(eyes: HostEyes) -> None:
    """Let another system of the hospital register two patients who are on no agenda."""
    names = {"tillagg": ("Tillägg", "Nils", "male"), "direkt": ("Direkt", "Vera", "female")}
    for key, (family, given, gender) in names.items():
        number = NUMBERS[key]
        system = "http://electronichealth.se/identifier/personnummer"
        eyes.put(
            {
                "resourceType": "Patient",
                "id": key,
                "identifier": [{"system": system, "value": number}],
                "active": True,
                "name": [{"family": family, "given": [given]}],
                "gender": gender,
                "birthDate": f"{number[:4]}-{number[4:6]}-{number[6:8]}",
                "managingOrganization": {"reference": "Organization/region-ovning"},
            }
        )


# --- the cases, in their order --------------------------------------------------------------------


def sigmoid(console: Program) -> int:
    """Nobody has asked what the patient wants; radiology shows; a choice is undone."""
    chair.choose(console, SIGMOID)
    console.until_seen("Saknas: patientens egna önskemål.")
    count = show_all(console, SIGMOID)
    console.key("r")
    console.until_seen("Röntgen visar")
    console.key("r")
    console.until_seen(f"TESTBERG, Karl-Åke, sida {count}")
    console.press(chair.TEXT)
    console.until_it_is("focused", chair.LARGE)
    console.key("ctrl+z")
    console.until_it_is("enabled", chair.TEXT)
    chair.agree(console)
    return count


def own_text(console: Program) -> None:
    """A text of one's own that names a patient is refused, and kept once it does not."""
    title, text = (
        "Rubrik som ordföranden hittar den på",
        "Text. En lucka skrivs {dos}, en som måste fyllas i {sida!}",
    )
    console.key("ctrl+g")
    console.press("Ny text")
    console.put("Rutin för Testberg", into=title)
    console.put("Remiss inom {veckor!} veckor.", into=text)
    console.press("Spara")
    console.until_seen("Inte sparat: det röjer vem någon är.")
    console.put(OWN_TEXT, into=title)
    console.press("Spara")
    console.until_seen("Sparad. Ctrl+Z ångrar.")
    console.press("Tillbaka till patienten")


def refused(console: Program) -> None:
    """Another provider's record and no consent: never shown, postponed with the reason."""
    chair.choose(console, REFUSED)
    console.until_seen("Samtycke saknas för journalen hos Region Norra Övning.")
    console.key("F5")
    console.until_seen("Patient 2 visas inte. Samtycke saknas")
    chair.do(console, "Skjut upp patienten …")
    console.press("Samtycke saknas")
    console.put("Ringer patienten i morgon", into="I ord, om det hjälper")
    console.press("Skjut upp")
    console.until_seen("Uppskjuten: Samtycke saknas. Ringer patienten i morgon")


def protected(console: Program) -> int:
    """A protected identity is told in the console and nowhere in the room."""
    count = show_all(console, PROTECTED)
    console.until_seen("Skyddad identitet")
    chair.draft(console, "Rektalcancer: direkt kirurgi", ingrepp="främre resektion")
    chair.send(console)
    return count


def caecum(console: Program) -> int:
    """No pathology, which is named; free words; the case comes back."""
    chair.choose(console, CAECUM)
    console.until_seen("Saknas: patologi.")
    count = show_all(console, CAECUM)
    chair.write(console, AGREED["mallstrom"])
    console.press("Tas upp på ny konferens")
    console.until_it_is("checked", "Tas upp på ny konferens")
    chair.send(console)
    return count


def polyp(console: Program) -> int:
    """Information is blocked elsewhere: the console says so, and nothing else."""
    chair.choose(console, POLYP)
    console.until_seen("Spärrade uppgifter finns.")
    count = show_all(console, POLYP)
    chair.draft(console, "Malign polyp: uppföljning utan resektion", månader="3")
    chair.send(console)
    return count


def breast(console: Program) -> int:
    """New since the last conference; another definition and back; deviation and wishes."""
    count = show_all(console, BREAST)
    console.until_seen("Sida 1: Nytt sedan förra konferensen")
    for definition in ("Allmän konferens", "MDK bröst"):
        chair.do(console, "Byt konferensmall …")
        console.press(definition)
        console.until_gone("Patienten visas då på nytt i rummet.")
        console.until_seen("EXEMPELGÅRD, Jenny, sida 1")
        console.until_seen("I rummet nu")
    chair.draft(console, "Bröstcancer: axillutrymning", sida="vänster")
    chair.add(console, "Avviker från vårdprogrammet")
    console.write("Kvarvarande metastas", into="Varför det avviker från vårdprogrammet")
    chair.add(console, "Patientens önskemål")  # the menu's first one again
    console.put("Vill behålla bröstet", into="Vad patienten vill")
    chair.send(console)
    return count


def prostate(console: Program) -> int:
    """An external report as PDF, page by page; a referral."""
    count = show_all(console, PROSTATE)
    console.until_seen(": Dokument")
    chair.draft(console, "Prostatacancer: likvärdiga behandlingsval")
    chair.add(console, "Remiss")
    console.key("ctrl+Return")
    console.until_seen("Skriv vart remissen ska.")
    console.write("Onkologkliniken", into="Remiss till")
    console.write("samtal om strålbehandling", into="Vad den gäller")
    chair.send(console)
    return count


def penile(console: Program) -> int:
    """Intimate pictures: covered, uncovered by a press, covered again, asked twice while shared."""
    chair.show(console, PENILE)
    count = chair.pages(console)
    page = chair.page_that_shows(console, "Visa bilderna, V", count)
    console.key("v")
    console.until_gone("Visa bilderna, V")
    chair.turn_to(console, count, start=page)
    for number in range(count - 1, page - 1, -1):
        console.key("Prior")
        console.until_seen(f"TESTANDER, Kent, sida {number}")
    console.until_seen("Visa bilderna, V")
    chair.share(console, shared=True)
    console.until_seen(f"TESTANDER, Kent, sida {page}")
    console.key("v")
    console.until_seen("Skärmen delas, och bilderna är intima.")
    console.press("Stäng meddelandet")
    chair.share(console, shared=False)
    console.until_seen(f"TESTANDER, Kent, sida {page}")
    chair.draft(console, "Peniscancer: total penektomi")
    chair.send(console)
    return count


def lung(console: Program) -> int:
    """The screen is shared in mid-case: another banner, the whole identity for a moment."""
    count = show_all(console, LUNG)
    last = f"ÖVNINGSLUND, Gunilla, sida {count}"
    chair.share(console, shared=True)
    console.until_seen(last)
    console.key("i")
    console.until_seen("Delas: hela identiteten")
    console.until_seen(last)
    console.key("i")
    console.until_gone("Delas: hela identiteten")
    console.until_seen(last)
    chair.share(console, shared=False)
    console.until_seen(last)
    chair.draft(console, "Lungförändring av oklar natur: kontroll", månader="4")
    chair.send(console)
    return count


def rare(console: Program) -> int:
    """A child whose guardian takes part; a film that is played and paused."""
    chair.leave_the_case(console)
    chair.comes(console, "Elin Provinge")
    chair.show(console, RARE)
    console.until_seen("Vårdnadshavare deltar")
    count = chair.pages(console)
    page = chair.page_that_shows(console, "Spela filmen, S", count)
    console.key("s")
    console.until_seen("Pausa filmen, S")
    chair.let_it_play()
    console.key("s")
    console.until_seen("Spela filmen, S")
    chair.turn_to(console, count, start=page)
    chair.draft(console, "Genetisk vägledning och syskon")
    chair.send(console)
    return count


def guardian_goes(console: Program) -> None:
    """The next case is not shown before the guardian of the case before has gone."""
    chair.leave_the_case(console)
    chair.choose(console, PLAN)
    console.key("F5")
    console.until_seen("Patient 11 visas inte. Hör till en annan patient: Elin Provinge.")
    chair.goes(console, "Elin Provinge")


def care_plan(console: Program) -> int:
    """A plan with the patient herself and the municipality, whom her consent names."""
    for name in OF_THE_CARE_PLAN:
        chair.comes(console, name)
    count = show_all(console, PLAN)
    console.until_seen("Patienten deltar")
    chair.write(console, AGREED["overmo"])
    for number, (what, who) in enumerate(
        (("Boendestöd prövas", "Övningsby kommun"), ("Avlastande madrass", "Vårdcentralen")), 1
    ):
        console.press("Lägg till en insats")
        console.write(what, into=f"Insats {number}: vad")
        console.write(who, into=f"Insats {number}: vem")
    chair.send(console)
    chair.leave_the_case(console)
    for name in OF_THE_CARE_PLAN:
        chair.goes(console, name)
    return count


def discharge(console: Program) -> int:
    """Discharged to primary care, with the epikris as PDF; a blank that must be filled in."""
    count = show_all(console, DISCHARGE)
    chair.draft(console, "KOL: uppföljning efter exacerbation")
    console.key("ctrl+Return")
    console.until_seen("Fyll i innan du skickar: procent")
    for blank, words in {"procent": "88-92", "veckor": "6"}.items():
        console.write(words, into=blank)
        console.key("Return")
    chair.send(console)
    return count


def extra(console: Program) -> int:
    """A patient who is on no agenda: added by number, moved up, shown, agreed on."""
    chair.add_patient(console, "19910102-2391", "TILLÄGG, Nils", "Ny förändring i levern?")
    console.until_it_is("checked", EXTRA)
    console.key("ctrl+shift+Up")
    console.until_it_is("checked", "patient 12, TILLÄGG, Nils")
    count = show_all(console, "patient 12, TILLÄGG, Nils")
    chair.write(console, AGREED["tillagg"])
    chair.send(console)
    return count


def met_by_text(console: Program) -> None:
    """Another one, met by a standard text without discussion, and sent."""
    chair.leave_the_case(console)
    chair.add_patient(console, "199006142385", "DIREKT, Vera", "Svar på PAD")
    console.until_it_is("checked", BY_TEXT)
    chair.do(console, "Möt med standardtext …")
    console.until_seen("Möt med en standardtext")
    console.write("ingen adjuvant", into="Sök standardtext")
    console.press(chair.TEXT)
    console.until_seen("Besvarad med standardtext")
    chair.do(console, "Skicka standardtexten")
    console.until_gone("Väntar på att skickas")


def through_all(console: Program) -> dict[str, int]:
    """Go through all of it; return how many pages each patient had who was shown."""
    pages = {"testberg": sigmoid(console)}
    refused(console)
    pages["ovningsdal"] = protected(console)
    pages["mallstrom"] = caecum(console)
    pages["modellberg"] = polyp(console)
    pages["exempelgard"] = breast(console)
    pages["provberg"] = prostate(console)
    pages["testander"] = penile(console)
    pages["ovningslund"] = lung(console)
    pages["provinge"] = rare(console)
    guardian_goes(console)
    pages["overmo"] = care_plan(console)
    pages["provmark"] = discharge(console)
    pages["tillagg"] = extra(console)
    met_by_text(console)
    return pages


def through_some(console: Program) -> None:
    """Go through what other hosts hold in their own way: states, reasons, referral, plan, extra."""
    sigmoid(console)
    refused(console)
    prostate(console)
    chair.leave_the_case(console)
    care_plan(console)
    extra(console)
