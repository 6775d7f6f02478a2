"""Sets the PDF documents of the practice meeting: a biopsy report from outside, and an epikris.

The words are invented and hold no names of patients and no dates: those of the practice meeting
move, documents do not. A document is the same each time it is made: it gets a fixed id, and its
time of making is taken out.
"""

import re

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt, QUuid
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)

_DOTS = 300  # an inch
_MARGIN, _HEAD = 18.0, 14.0  # millimetres
_MADE = re.compile(rb"/(?:Creation|Mod)Date \(D:[^)]*\)")
_METADATA = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"/>
<?xpacket end="w"?>"""
_STYLE = """
h1 { font-size: 21pt; margin-bottom: 10px; }
h2 { font-size: 15pt; margin-top: 22px; margin-bottom: 6px; }
h2.next { page-break-before: always; }
p { margin-top: 6px; margin-bottom: 6px; }
th { background-color: #dfe8ee; text-align: left; }
"""


def documents() -> dict[str, bytes]:
    """Return the PDF documents by the id of their Binary."""
    return {
        "practice-prostate-pdf": _pdf("Utlåtande, prostatabiopsier", _PROSTATE, 1),
        "practice-discharge-pdf": _pdf("Epikris, medicinkliniken", _DISCHARGE, 2),
    }


def _pdf(title: str, body: str, number: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    millimetres = QPageLayout.Unit.Millimeter
    writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), millimetres)
    writer.setResolution(_DOTS)
    writer.setTitle(f"ÖVNING – {title}")
    writer.setDocumentId(QUuid(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    writer.setDocumentXmpMetadata(_METADATA)
    _paint(writer, title, body)
    made = buffer.data().data()
    return _MADE.sub(lambda found: b" " * len(found[0]), made)


def _paint(writer: QPdfWriter, title: str, body: str) -> None:
    head = _HEAD / 25.4 * _DOTS
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultFont(QFont("Inter", 12))
    document.setDefaultStyleSheet(_STYLE)
    document.setDocumentMargin(0)
    document.setHtml(body)
    size = QSizeF(writer.width(), writer.height() - 2 * head)
    document.setPageSize(size)
    pages = document.pageCount()
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        _paint_edges(painter, writer, title, f"Sida {page + 1} av {pages}")
        painter.save()
        painter.translate(0, head - page * size.height())
        document.drawContents(painter, QRectF(0, page * size.height(), size.width(), size.height()))
        painter.restore()
    painter.end()


def _paint_edges(painter: QPainter, writer: QPdfWriter, title: str, page: str) -> None:
    font = QFont("Inter", 9)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("#9b1c1c"))
    line = QRectF(0, 0, writer.width(), 0.3 * _DOTS)
    painter.drawText(
        line, Qt.AlignmentFlag.AlignLeft, "ÖVNING – påhittade uppgifter, ingen patient"
    )
    painter.setPen(QColor("#333333"))
    line.moveBottom(writer.height())
    bottom = Qt.AlignmentFlag.AlignBottom
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | bottom, title)
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | bottom, page)


def _table(heading: str, *rows: str) -> str:
    """Return a table; cells are parted by ` | `."""
    head = "".join(f"<th>{cell}</th>" for cell in heading.split(" | "))
    lines = ("".join(f"<td>{cell}</td>" for cell in row.split(" | ")) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return (
        '<table width="100%" border="1" cellspacing="0" cellpadding="5" '
        'style="border-style: solid; '
        f'border-color: #9aa7b0; border-collapse: collapse;"><tr>{head}</tr>{body}</table>'
    )


_PROSTATE = f"""
<h1>Patologiutlåtande: biopsier från prostata</h1>
<p>Övningspatologi AB, privat laboratorium · Provnummer ÖV 4711</p>
<p><b>Remittent:</b> Urologmottagningen Övningsby. <b>Patient:</b> se remissen.</p>
<h2>Diagnos</h2>
<p><b>Acinärt adenokarcinom, Gleasonsumma 3 + 3 = 6 (ISUP-grad 1), i 1 av 12 biopsier: vänster
apex, 2 mm cancer.</b> Övriga elva biopsier visar benign prostatavävnad.</p>
<h2>Klinisk uppgift</h2>
<p>Måttligt stegrat PSA. Palpatoriskt benign prostata. Tolv systematiska, transrektala biopsier utan
föregående magnetkamera. Cancer?</p>
<h2>Material och fynd</h2>
{
    _table(
        "Lokal | Antal biopsier | Biopsilängd, mm | Cancer, mm | Gleason | ISUP",
        "Höger bas | 2 | 26 | 0 | – | –",
        "Höger mitt | 2 | 27 | 0 | – | –",
        "Höger apex | 2 | 24 | 0 | – | –",
        "Vänster bas | 2 | 25 | 0 | – | –",
        "Vänster mitt | 2 | 28 | 0 | – | –",
        "Vänster apex | 2 | 25 | 2 | 3 + 3 = 6 | 1",
    )
}
<p>Sammanlagd biopsilängd 155 mm, cancer 2 mm.</p>
<h2 class="next">Makroskopi</h2>
<p>Tolv mellannålsbiopsier i sex burkar, två i varje. Längd mellan 10 och 16 mm. Materialet är
rikligt och ofragmenterat. Biopsierna är bäddade var för sig och snittade i tre nivåer.</p>
<h2>Mikroskopi</h2>
<p>I den ena biopsien från vänster apex ses en 2 mm stor härd av små, välavgränsade körtlar med
förstorade kärnor och tydliga nukleoler. Mönstret är Gleason 3. Kribriform växt, intraduktal cancer,
perineural växt och växt utanför prostata ses inte.</p>
<p>Övriga biopsier visar benign prostatavävnad med fokal atrofi och lindrig kronisk inflammation.
Ingen höggradig prostatisk intraepitelial neoplasi.</p>
<h2>Immunhistokemi</h2>
{
    _table(
        "Färgning | Resultat",
        "p63 och högmolekylärt cytokeratin | Basalceller saknas i härden",
        "AMACR | Positiv i härden",
    )
}
<h2>Kommentar</h2>
<p>Fyndet gäller systematiska biopsier utan riktade prov. Om magnetkamera senare visar en
misstänkt förändring kan cancerns utbredning och grad vara underskattade. Preparat och digitala
bilder kan sändas för eftergranskning på begäran.</p>
<p><b>Frida Blåhed</b>, specialistläkare i klinisk patologi (påhittad person)</p>
"""


_DISCHARGE = f"""
<h1>Epikris</h1>
<p>Medicinkliniken, avdelning 32, Övningssjukhuset</p>
<p><b>Patient:</b> se journalen. <b>Vårdtid:</b> tio dygn, varav de tre första på
intermediärvårdsavdelning. <b>Utskriven till:</b> hemmet med hemsjukvård.</p>
<h2>Diagnoser vid utskrivning</h2>
{
    _table(
        "Diagnos | Kod",
        "Hjärtsvikt med nedsatt ejektionsfraktion, försämring | I50.1",
        "KOL med akut exacerbation | J44.1",
        "Kronisk andningssvikt med koldioxidretention | J96.1",
        "Permanent förmaksflimmer | I48.2",
        "Kronisk njursvikt, stadium 3 | N18.3",
        "Järnbristanemi | D50.9",
        "Typ 2-diabetes | E11.9",
    )
}
<h2>Sammanfattning av vårdtillfället</h2>
<p>Inkom akut med tilltagande andfåddhet under två veckor, viktuppgång på sex kilo, benödem och
grönfärgade upphostningar. Syremättnad 84 procent utan syrgas, koldioxid 7,8 kPa och pH 7,29 i
artärblodgas. Behandlades med intravenös furosemid, inhalationer, kortison, antibiotika och
noninvasiv ventilation i två dygn.</p>
<p>Ekokardiografi visade ejektionsfraktion 35 procent, tidigare 45 procent, och måttlig
mitralisinsufficiens. Inga tecken på ny hjärtinfarkt. Lungröntgen visade stasbild och ett infiltrat
i höger underlob som gått i regress före utskrivningen.</p>
<p>Vikten har sjunkit från 84,1 till 77,6 kg. Målvikten är 77 kg. Kreatinin steg till 148
under den intensiva diuretikabehandlingen och var 131 µmol/L vid utskrivningen.</p>
<p>Lindrig förvirring de första två dygnen som gick över helt. Järnbristen har behandlats med en
järninfusion. Orsaken är inte utredd. Patienten behandlas
med blodförtunnande läkemedel, vilket gör avföringsprov för blod svårtolkat.
Ställningstagande till endoskopi görs i primärvården.</p>
<h2 class="next">Läkemedelsförändringar</h2>
{
    _table(
        "Läkemedel | Förändring | Orsak",
        "Dapagliflozin 10 mg | Nyinsatt | Hjärtsvikt, njursvikt och diabetes",
        "Spironolakton 25 mg, en halv tablett | Nyinsatt | Hjärtsvikt; kalium kontrolleras",
        "Furosemid 40 mg, 2 + 1 | Ökad dos, tidigare 1 tablett dagligen | Vätskeretention",
        "Beklometason, formoterol och glykopyrronium | Nyinsatt, ersätter tiotropium | Upprepade exacerbationer och eosinofili",
        "Metformin 500 mg, 1 + 1 | Halverad dos | Nedsatt njurfunktion",
        "Naproxen (receptfritt) | Utsatt | Försämrar hjärtsvikt och njurfunktion",
        "Tiotropium | Utsatt | Ersatt av kombinationsinhalator",
    )
}
<p>Läkemedelsberättelse och aktuell läkemedelslista har lämnats till patienten och genomgåtts
tillsammans med hans dotter.</p>
<h2>Status vid utskrivning</h2>
<p>Opåverkad i vila. Blodtryck 118/68, puls 74 oregelbunden. Syremättnad 91 procent utan syrgas
(målområde 88–92 procent). Andningsfrekvens 18. Enstaka basala rassel. Lindriga ankelödem. Går med
rollator inomhus, orkar en halv trappa.</p>
<h2 class="next">Planering och uppföljning</h2>
{
    _table(
        "Åtgärd | Ansvarig | När",
        "Vikt, blodtryck, natrium, kalium och kreatinin | Hemsjukvården | Inom en vecka, därefter varannan vecka",
        "Läkarbesök: vätskebalans, läkemedelsgenomgång, järnbrist | Vårdcentralen | Inom 14 dagar",
        "Upptitrering av hjärtsviktsbehandling | Hjärtsviktsmottagningen | Inom tre veckor",
        "Inhalationsteknik, skriftlig behandlingsplan | KOL-sjuksköterska, vårdcentralen | Inom sex veckor",
        "Kontrollröntgen av lungorna | Medicinkliniken svarar för remiss och svar | Efter sex veckor",
        "Bedömning av hemmet och hjälpmedel | Arbetsterapeut, kommunen | Inom två veckor",
    )
}
<h2>Information till patienten</h2>
<p>Patienten och dottern är muntligt och skriftligt informerade om sjukdomarna, läkemedlen, daglig
vägning och när de ska söka vård: viktuppgång på mer än två kilo på tre dagar, ökad andfåddhet,
svimning eller bröstsmärta. Direktnummer till hjärtsviktsmottagningen är lämnat.</p>
<p>Behandlingsbegränsning är inte beslutad. Patienten önskar noninvasiv ventilation vid behov men
är tveksam till intensivvård i respirator. Samtalet bör fortsätta i primärvården.</p>
<p><b>Lars-Erik Stenhaga</b>, överläkare, medicinkliniken (påhittad person)</p>
"""  # noqa: E501 -- a table's row is one line
