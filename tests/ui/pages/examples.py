"""Invented overviews that hold every kind of row and every answer. Official test numbers only."""

import base64
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from app.model.case import NumberKind, Patient, PersonNumber, Question, Sex
from app.model.definition import InformationKind, SectionKind, Title
from app.model.overview import (
    AlertRow,
    Answer,
    AnyRow,
    DiagnosisRow,
    FactRow,
    Flag,
    LaboratoryRow,
    MediaKind,
    MediaRow,
    MedicineRow,
    NotShown,
    NotShownReason,
    Origin,
    Overview,
    Section,
    SourceState,
    SourceStatus,
    StatementRow,
    TimelineRow,
    Track,
    TrendPoint,
)
from app.model.people import Organisation
from resources import __file__ as _resources

AS_OF = datetime(2026, 11, 22, 9, 15, tzinfo=UTC)
SURGERY = "Kirurgmottagningen, Norrvikens sjukhus"
LAB = "Klinisk kemi, Norrvikens sjukhus"

PATIENT = Patient(
    reference="Patient/1",
    family="Övningsson",
    given="Tolvan Margareta",
    number=PersonNumber(value="195009072397", kind=NumberKind.PERSONNUMMER),
    birth_date="1950-09-07",
    sex=Sex.FEMALE,
    provider=Organisation(hsa_id="SE0000000000-1", name="Region Norrviken"),
)


def source(
    status: SourceStatus = SourceStatus.FOUND, name: str = "Region Norrviken", **more: Any
) -> SourceState:
    at = None if status is SourceStatus.LOADING else AS_OF
    return SourceState(source=name, status=status, at=at, **more)


def section(kind: SectionKind, sv: str, rows: tuple[AnyRow, ...] = (), **more: Any) -> Section:
    values = {"answer": Answer.KNOWN, "sources": (source(),), **more}
    return Section(key=kind.value, title=Title(sv=sv, en=sv), kind=kind, rows=rows, **values)


def trend(*values: str) -> tuple[TrendPoint, ...]:
    first = datetime(2023, 2, 1, tzinfo=UTC)
    return tuple(
        TrendPoint(at=f"{first + timedelta(days=97 * step):%Y-%m-%d}", value=Decimal(value))
        for step, value in enumerate(values)
    )


ALERTS = section(
    SectionKind.ALERTS,
    "Uppmärksamhetssignaler",
    (
        AlertRow(
            reference="AllergyIntolerance/1",
            version="2",
            text="Penicillin G",
            reactions=("anafylaxi", "urtikaria"),
            severe=True,
            certainty="confirmed",
            since="2011-04",
            origin=Origin(unit=SURGERY, author="leg. läk. Nora Exempel"),
        ),
        AlertRow(
            reference="Flag/2",
            text="Implantat: pacemaker (ej MR-säker)",
            since="2019",
            origin=Origin(unit="Hjärtmottagningen, Norrvikens sjukhus"),
        ),
    ),
)

DIAGNOSES = section(
    SectionKind.DIAGNOSES,
    "Diagnoser",
    (
        DiagnosisRow(
            reference="Condition/1",
            text="Malign tumör i sigmoideum",
            code="C18.7",
            since="2026-10-14",
            detail="cT3 N1 M0",
            picked=True,
            origin=Origin(unit=SURGERY),
        ),
        DiagnosisRow(
            reference="Condition/2",
            text="Förmaksflimmer, permanent",
            code="I48.2",
            since="2019-03",
            origin=Origin(unit=SURGERY),
        ),
        DiagnosisRow(
            reference="Condition/3",
            text="Bröstcancer vänster sida, opererad",
            code="C50.9",
            since="2009",
            status="remission",
            origin=Origin(unit=SURGERY),
        ),
        DiagnosisRow(
            reference="Condition/4",
            text="Diabetes mellitus typ 2",
            code="E11.9",
            since="2014-01-20",
            origin=Origin(unit=SURGERY),
        ),
    ),
)


def analysis(number: int, name: str, value: str, unit: str, **more: Any) -> LaboratoryRow:
    return LaboratoryRow(
        reference=f"Observation/{number}",
        name=name,
        at="2026-11-18T07:40:00+01:00",
        value=Decimal(value),
        unit=unit,
        origin=Origin(unit=LAB),
        **more,
    )


LABORATORY = section(
    SectionKind.LABORATORY,
    "Laboratorievärden",
    (
        analysis(
            1,
            "P-CEA",
            "14.2",
            "µg/L",
            high=Decimal("5.0"),
            flag=Flag.HIGH,
            trend=trend("2.1", "2.0", "2.4", "2.9", "3.3", "4.1", "5.2", "7.7", "9.0", "11.8"),
        ),
        analysis(
            2,
            "B-Hemoglobin",
            "104",
            "g/L",
            low=Decimal(117),
            high=Decimal(153),
            flag=Flag.LOW,
            trend=trend("131", "133", "129", "130", "126", "124", "121", "118", "112", "108"),
        ),
        analysis(
            3,
            "P-Kreatinin",
            "78",
            "µmol/L",
            low=Decimal(45),
            high=Decimal(90),
            trend=trend("71", "74", "70", "77", "75", "79", "81", "78", "76", "80"),
        ),
        analysis(4, "P-Kalium", "4.10", "mmol/L", low=Decimal("3.5"), high=Decimal("4.4")),
        analysis(
            5,
            "P-Albumin",
            "33",
            "g/L",
            low=Decimal(34),
            high=Decimal(45),
            flag=Flag.LOW,
            trend=trend("40", "39", "39", "38", "37", "36", "36", "35", "35", "34"),
        ),
        analysis(6, "B-Trombocyter", "12300", "10⁹/L", comparator="<", interval="se kommentar"),
        LaboratoryRow(
            reference="Observation/7",
            name="F-Hemoglobin",
            at="2026-09-30",
            text="Positiv",
            flag=Flag.ABNORMAL,
            origin=Origin(unit=LAB),
        ),
    ),
    left_out=14,
)

REPORT = (
    "Undersökningen är utförd med intravenös kontrast i portovenös fas. I sigmoideum ses en cirka "
    "45 mm lång cirkulär väggförtjockning med stråkighet i omgivande fett. Fem regionala "
    "lymfkörtlar, den största 9 mm. Levern visar en 6 mm stor cysta i segment 6, i övrigt utan "
    "fokala förändringar. Inga lungmetastaser. Skelettet utan anmärkning."
)

IMAGING = section(
    SectionKind.STATEMENTS,
    "Röntgenutlåtanden",
    (
        StatementRow(
            reference="DiagnosticReport/1",
            title="DT thorax och buk med kontrast",
            at="2026-10-20",
            conclusion="Sigmoideumtumör, misstänkt T3 N1. Inga hållpunkter för fjärrmetastaser.",
            text=REPORT,
            origin=Origin(unit="Röntgen, Norrvikens sjukhus", author="Ulf Exempel"),
            picked=True,
        ),
        StatementRow(
            reference="DiagnosticReport/2",
            title="MR lever",
            at="2026-11-12",
            status="preliminary",
            conclusion="Förändringen i segment 6 är en enkel cysta.",
            origin=Origin(unit="Röntgen, Norrvikens sjukhus", author="Eva Påhittad"),
        ),
    ),
)

MEDICINES = section(
    SectionKind.MEDICINES,
    "Läkemedel",
    (
        MedicineRow(
            reference="MedicationStatement/1",
            generic="Metoprolol",
            brand="Seloken Zoc",
            strength="50 mg",
            dose="1 depottablett 1 gång dagligen",
            route="oralt",
            since="2019-03",
            origin=Origin(unit=SURGERY),
        ),
        MedicineRow(
            reference="MedicationStatement/2",
            generic="Digoxin",
            brand="Lanacrist",
            strength="0.13 mg",
            dose="130 µg 1 gång dagligen",
            route="oralt",
            since="2020-11-02",
            origin=Origin(unit=SURGERY),
        ),
        MedicineRow(
            reference="MedicationStatement/3",
            generic="Apixaban",
            brand="Eliquis",
            strength="5 mg",
            dose="1 tablett 2 gånger dagligen",
            route="oralt",
            since="2021-06",
            status="on-hold",
            origin=Origin(unit=SURGERY),
        ),
    ),
)

FACTS = section(
    SectionKind.FACTS,
    "Funktion och egna önskemål",
    (
        FactRow(
            reference="Observation/20",
            title="Funktionsstatus (ECOG)",
            text="1 – går obehindrat, klarar lätt arbete",
            at="2026-11-10",
            origin=Origin(unit=SURGERY, author="Nora Exempel"),
        ),
        FactRow(
            reference="Observation/21",
            title="Patientens egna önskemål",
            text="Vill opereras om det går. Vill inte ha bestående stomi.",
            at="2026-11-10",
            origin=Origin(unit=SURGERY, author="Nora Exempel"),
        ),
    ),
)


def event(number: int, text: str, at: str, track: Track, **more: Any) -> TimelineRow:
    return TimelineRow(
        reference=f"Procedure/{number}",
        text=text,
        at=at,
        track=track,
        origin=Origin(unit=SURGERY),
        **more,
    )


TIMELINE = section(
    SectionKind.TIMELINE,
    "Sjukdomsförlopp",
    (
        event(
            7, "Levermetastaser, segment 5–7", "2026-10-20", Track.DIAGNOSIS, new=True, picked=True
        ),
        event(1, "Malign tumör i sigmoideum, pT3 N1 M0", "2023-03-02", Track.DIAGNOSIS),
        event(2, "Laparoskopisk sigmoideumresektion", "2023-04-18", Track.OPERATION),
        event(3, "Kapecitabin och oxaliplatin", "2023-06-01", Track.TREATMENT, until="2023-11-20"),
        event(4, "DT thorax och buk: inga metastaser", "2024-05", Track.IMAGING),
        event(5, "Koloskopi", "2025", Track.OTHER),
        event(6, "DT: tre nya levermetastaser", "2026-10-02", Track.IMAGING, new=True),
        event(8, "FOLFIRI + bevacizumab", "2026-11-02", Track.TREATMENT, ongoing=True, new=True),
    ),
)

SPARSE_TIMELINE = replace(TIMELINE, rows=(TIMELINE.rows[2], TIMELINE.rows[6]))


def crowded_timeline(count: int = 60) -> Section:
    rows = []
    for number in range(count):
        kind = TIMELINE.rows[number % 7 + 1]
        assert isinstance(kind, TimelineRow)
        day = date(2016, 2, 1) + timedelta(days=64 * number)
        rows.append(
            replace(
                kind,
                reference=f"Procedure/{100 + number}",
                text=f"{kind.text} ({number})",
                at=day.isoformat(),
                until=(day + timedelta(days=130)).isoformat() if kind.until else "",
                ongoing=False,
                new=number > 56,
            )
        )
    return replace(TIMELINE, rows=tuple(rows))


@cache
def practice_media() -> dict[str, tuple[str, bytes]]:
    """Return what practice photographs, films and documents are: MIME type and content by id."""
    path = Path(_resources).parent / "practice" / "media.json"
    entries = json.loads(path.read_text("utf-8"))["entry"]
    resources = [entry["resource"] for entry in entries]
    return {
        each["id"]: (each["contentType"], base64.b64decode(each["data"]))
        for each in resources
        if each["resourceType"] == "Binary"
    }


def medium(binary: str, title: str, kind: MediaKind, **more: Any) -> MediaRow:
    content_type, content = practice_media()[binary]
    return MediaRow(
        reference=f"Media/{binary}",
        title=title,
        at="2026-10-14",
        medium=kind,
        content_type=content_type,
        content=content,
        origin=Origin(unit="Urologmottagningen, Norrvikens sjukhus"),
        **more,
    )


def media(*rows: MediaRow) -> Section:
    return section(SectionKind.MEDIA, "Bilder och dokument", rows)


PHOTOGRAPH = medium(
    "practice-leg-photo",
    "Underben, framifrån",
    MediaKind.PICTURE,
    note="Före behandling. Såret mäter 12 mm.",
    new=True,
)
INTIMATE = medium(
    "practice-penile-photo-1", "Glans, dorsalt", MediaKind.PICTURE, intimate=True, picked=True
)
FILM = medium("practice-child-film", "Rörelsemönster, fri gång", MediaKind.FILM)
DOCUMENT = medium("practice-prostate-pdf", "Utlåtande från annan region", MediaKind.DOCUMENT)
TABLE = medium("practice-discharge-pdf", "Epikris, medicinkliniken", MediaKind.DOCUMENT)
BROKEN = replace(PHOTOGRAPH, reference="Media/broken", content=PHOTOGRAPH.content[:300], note="")
AWAITED = replace(PHOTOGRAPH, reference="Media/awaited", content=b"", note="", new=False)

OVERVIEW = Overview(
    definition="https://samsyn.example/definition/colorectal|1",
    definition_title=Title(sv="MDK kolorektal cancer", en="Colorectal MDT"),
    patient=PATIENT,
    question=Question(
        text="Nyupptäckt sigmoideumcancer, cT3 N1 M0. Direkt operation eller neoadjuvant "
        "behandling med tanke på anemi och antikoagulation?",
        background="Järnbristanemi sedan sommaren. Koloskopi 2026-10-14: stenoserande tumör 32 cm "
        "från anus, PAD adenokarcinom.",
    ),
    as_of=AS_OF,
    case_number=3,
    sections=(ALERTS, DIAGNOSES, LABORATORY, IMAGING, MEDICINES, FACTS),
    missing=(InformationKind.COMORBIDITY, InformationKind.SOCIAL_SITUATION),
    not_shown=(
        NotShown(resource_type="Immunization", count=12),
        NotShown(resource_type="Device", count=1),
        NotShown(resource_type="Claim", count=1204, reason=NotShownReason.ADMINISTRATIVE),
    ),
    practice=True,
)


def answered(answer: Answer, status: SourceStatus, **more: Any) -> Section:
    return section(
        SectionKind.ALERTS,
        "Uppmärksamhetssignaler",
        answer=answer,
        sources=(source(status, **more),),
    )


ANSWERS = {
    "none-known": replace(
        answered(Answer.NONE_KNOWN, SourceStatus.FOUND),
        none_known=("Inga kända läkemedelsallergier",),
    ),
    "not-documented": answered(Answer.NOT_DOCUMENTED, SourceStatus.NOTHING_FOUND),
    "failed": answered(Answer.FAILED, SourceStatus.FAILED, error="host-silent"),
    "loading": answered(Answer.LOADING, SourceStatus.LOADING),
    "partly": replace(
        ALERTS,
        answer=Answer.PARTLY,
        sources=(
            source(),
            source(SourceStatus.FAILED, "Region Sydvik", error="host-unreachable"),
            source(SourceStatus.NOTHING_FOUND, "Havsklinikerna"),
            source(SourceStatus.LOADING, "Region Ostvik"),
            source(SourceStatus.FOUND, "Norrvikens kommun", unreadable=2),
        ),
    ),
}

# A section that is no alerts, with the definition's own words where nothing is documented: gathered
# with the other empty ones, and by itself when something lies outside of its limits.
WORDED = replace(
    IMAGING,
    answer=Answer.NOT_DOCUMENTED,
    rows=(),
    left_out=0,
    sources=(source(SourceStatus.NOTHING_FOUND),),
    empty=Title(sv="tas inte upp utan svar", en="is not discussed without an answer"),
)
