"""The words of the practice meeting's documents. Invented, and without names of patients or dates.

Dates of the practice meeting move, documents do not.
"""

from typing import NamedTuple


class Title(NamedTuple):
    """What the document is called."""

    text: str


class Heading(NamedTuple):
    """The heading of a part; one that begins a page does so on purpose."""

    text: str
    new_page: bool = False


class Lead(NamedTuple):
    """A paragraph that stands out: the conclusion."""

    text: str


class Text(NamedTuple):
    """A paragraph."""

    text: str


class Table:
    """A table: its first row holds the headings; cells are parted by ` | `."""

    def __init__(self, *rows: str) -> None:
        self.rows = [row.split(" | ") for row in rows]


Part = Title | Heading | Lead | Text | Table

PROSTATE: tuple[Part, ...] = (
    Title("Patologiutlåtande: biopsier från prostata"),
    Text("Övningspatologi AB, privat laboratorium · Provnummer ÖV 4711"),
    Text("Remittent: Urologmottagningen Övningsby. Patient: se remissen."),
    Heading("Diagnos"),
    Lead(
        "Acinärt adenokarcinom, Gleasonsumma 3 + 3 = 6 (ISUP-grad 1), i 1 av 12 biopsier: vänster "
        "apex, 2 mm cancer. Övriga elva biopsier visar benign prostatavävnad."
    ),
    Heading("Klinisk uppgift"),
    Text(
        "Måttligt stegrat PSA. Palpatoriskt benign prostata. Tolv systematiska, transrektala "
        "biopsier utan föregående magnetkamera. Cancer?"
    ),
    Heading("Material och fynd"),
    Table(
        "Lokal | Antal | Längd, mm | Cancer, mm | Gleason | ISUP",
        "Höger bas | 2 | 26 | 0 | – | –",
        "Höger mitt | 2 | 27 | 0 | – | –",
        "Höger apex | 2 | 24 | 0 | – | –",
        "Vänster bas | 2 | 25 | 0 | – | –",
        "Vänster mitt | 2 | 28 | 0 | – | –",
        "Vänster apex | 2 | 25 | 2 | 3 + 3 = 6 | 1",
    ),
    Text("Sammanlagd biopsilängd 155 mm, cancer 2 mm."),
    Heading("Makroskopi", new_page=True),
    Text(
        "Tolv mellannålsbiopsier i sex burkar, två i varje. Längd mellan 10 och 16 mm. Materialet "
        "är rikligt och ofragmenterat. Biopsierna är bäddade var för sig och snittade i tre "
        "nivåer."
    ),
    Heading("Mikroskopi"),
    Text(
        "I den ena biopsien från vänster apex ses en 2 mm stor härd av små, välavgränsade körtlar "
        "med förstorade kärnor och tydliga nukleoler. Mönstret är Gleason 3. Kribriform växt, "
        "intraduktal cancer, perineural växt och växt utanför prostata ses inte."
    ),
    Text(
        "Övriga biopsier visar benign prostatavävnad med fokal atrofi och lindrig kronisk "
        "inflammation. Ingen höggradig prostatisk intraepitelial neoplasi."
    ),
    Heading("Immunhistokemi"),
    Table(
        "Färgning | Resultat",
        "p63 och högmolekylärt cytokeratin | Basalceller saknas i härden",
        "AMACR | Positiv i härden",
    ),
    Heading("Kommentar"),
    Text(
        "Fyndet gäller systematiska biopsier utan riktade prov. Om magnetkamera senare visar en "
        "misstänkt förändring kan cancerns utbredning och grad vara underskattade. Preparat och "
        "digitala bilder kan sändas för eftergranskning på begäran."
    ),
    Text("Frida Blåhed, specialistläkare i klinisk patologi (påhittad person)"),
)

DISCHARGE: tuple[Part, ...] = (
    Title("Epikris"),
    Text("Medicinkliniken, avdelning 32, Övningssjukhuset"),
    Text(
        "Patient: se journalen. Vårdtid: tio dygn, varav de tre första på "
        "intermediärvårdsavdelning. Utskriven till: hemmet med hemsjukvård."
    ),
    Heading("Diagnoser vid utskrivning"),
    Table(
        "Diagnos | Kod",
        "Hjärtsvikt med nedsatt ejektionsfraktion, försämring | I50.1",
        "KOL med akut exacerbation | J44.1",
        "Kronisk andningssvikt med koldioxidretention | J96.1",
        "Permanent förmaksflimmer | I48.2",
        "Kronisk njursvikt, stadium 3 | N18.3",
        "Järnbristanemi | D50.9",
        "Typ 2-diabetes | E11.9",
    ),
    Heading("Sammanfattning av vårdtillfället"),
    Text(
        "Inkom akut med tilltagande andfåddhet under två veckor, viktuppgång på sex kilo, benödem "
        "och grönfärgade upphostningar. Syremättnad 84 procent utan syrgas, koldioxid 7,8 kPa och "
        "pH 7,29 i artärblodgas. Behandlades med intravenös furosemid, inhalationer, kortison, "
        "antibiotika och noninvasiv ventilation i två dygn."
    ),
    Text(
        "Ekokardiografi visade ejektionsfraktion 35 procent, tidigare 45 procent, och måttlig "
        "mitralisinsufficiens. Inga tecken på ny hjärtinfarkt. Lungröntgen visade stasbild och "
        "ett infiltrat i höger underlob som gått i regress före utskrivningen."
    ),
    Text(
        "Vikten har sjunkit från 84,1 till 77,6 kg. Målvikten är 77 kg. Kreatinin steg till 148 "
        "under den intensiva diuretikabehandlingen och var 131 µmol/L vid utskrivningen."
    ),
    Text(
        "Lindrig förvirring de första två dygnen som gick över helt. Järnbristen har behandlats "
        "med en järninfusion. Orsaken är inte utredd. Patienten behandlas med blodförtunnande "
        "läkemedel, vilket gör avföringsprov för blod svårtolkat. Ställningstagande till "
        "endoskopi görs i primärvården."
    ),
    Heading("Läkemedelsförändringar", new_page=True),
    Table(
        "Läkemedel | Förändring | Orsak",
        "Dapagliflozin 10 mg | Nyinsatt | Hjärtsvikt, njursvikt och diabetes",
        "Spironolakton 25 mg, en halv tablett | Nyinsatt | Hjärtsvikt; kalium kontrolleras",
        "Furosemid 40 mg, 2 + 1 | Ökad dos, tidigare 1 tablett dagligen | Vätskeretention",
        (
            "Beklometason, formoterol och glykopyrronium | Nyinsatt, ersätter tiotropium | "
            "Upprepade exacerbationer, eosinofila 0,4"
        ),
        "Metformin 500 mg, 1 + 1 | Halverad dos | Nedsatt njurfunktion",
        "Naproxen (receptfritt) | Utsatt | Försämrar hjärtsvikt och njurfunktion",
        "Tiotropium | Utsatt | Ersatt av kombinationsinhalator",
    ),
    Text(
        "Läkemedelsberättelse och aktuell läkemedelslista har lämnats till patienten och "
        "genomgåtts tillsammans med hans dotter."
    ),
    Heading("Status vid utskrivning"),
    Text(
        "Opåverkad i vila. Blodtryck 118/68, puls 74 oregelbunden. Syremättnad 91 procent utan "
        "syrgas (målområde 88–92 procent). Andningsfrekvens 18. Enstaka basala rassel. Lindriga "
        "ankelödem. Går med rollator inomhus, orkar en halv trappa."
    ),
    Heading("Planering och uppföljning", new_page=True),
    Table(
        "Åtgärd | Ansvarig | När",
        (
            "Vikt, blodtryck, natrium, kalium och kreatinin | Hemsjukvården | Inom en vecka, "
            "därefter varannan vecka"
        ),
        (
            "Läkarbesök: vätskebalans, läkemedelsgenomgång, järnbrist | Vårdcentralen | Inom 14 "
            "dagar"
        ),
        "Upptitrering av hjärtsviktsbehandling | Hjärtsviktsmottagningen | Inom tre veckor",
        (
            "Inhalationsteknik, skriftlig behandlingsplan | KOL-sjuksköterska, vårdcentralen | "
            "Inom sex veckor"
        ),
        (
            "Kontrollröntgen av lungorna | Medicinkliniken svarar för remiss och svar | Efter sex "
            "veckor"
        ),
        "Bedömning av hemmet och hjälpmedel | Arbetsterapeut, kommunen | Inom två veckor",
    ),
    Heading("Information till patienten"),
    Text(
        "Patienten och dottern är muntligt och skriftligt informerade om sjukdomarna, läkemedlen, "
        "daglig vägning och när de ska söka vård: viktuppgång på mer än två kilo på tre dagar, "
        "ökad andfåddhet, svimning eller bröstsmärta. Direktnummer till hjärtsviktsmottagningen "
        "är lämnat."
    ),
    Text(
        "Behandlingsbegränsning är inte beslutad. Patienten önskar noninvasiv ventilation vid "
        "behov men är tveksam till intensivvård i respirator. Samtalet bör fortsätta i "
        "primärvården."
    ),
    Text("Lars-Erik Stenhaga, överläkare, medicinkliniken (påhittad person)"),
)
