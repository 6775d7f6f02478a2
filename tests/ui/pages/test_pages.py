from decimal import Decimal
from itertools import pairwise

import pytest
from msgspec.structs import replace

from app.model.banner import BannerPolicy
from app.model.case import NumberKind, PersonNumber, Question, Sex
from app.model.definition import Title
from app.model.overview import (
    AlertRow,
    Answer,
    FactRow,
    MedicineRow,
    NotShown,
    Origin,
    Overview,
    Section,
    SourceStatus,
    StatementRow,
)
from tests.ui.pages.examples import (
    ALERTS,
    ANSWERS,
    AS_OF,
    FACTS,
    IMAGING,
    LABORATORY,
    MEDICINES,
    OVERVIEW,
    PATIENT,
    analysis,
    source,
)
from tests.ui.pages.reading import all_text, pages_of, plain, text_of
from ui import i18n
from ui.pages import formats


def only(*sections: Section, **more: object) -> Overview:
    """Return the overview with these sections and nothing else."""
    plain = {"question": Question(text="Operation?"), "missing": (), "not_shown": (), **more}
    return replace(OVERVIEW, sections=sections, **plain)


def test_every_page_names_the_patient_and_its_number() -> None:
    renderer, count = pages_of(OVERVIEW)
    for page in range(1, count + 1):
        text = text_of(renderer, page)
        assert "ÖVNINGSSON, Tolvan Margareta 19500907-2397 76 år kvinna" in text
        assert f"Sida {page} av {count}" in text
        assert "ÖVNING" in text
    assert "Fråga: Nyupptäckt sigmoideumcancer" in text_of(renderer, count)


@pytest.mark.parametrize(
    ("sex", "born", "said"),
    [
        (Sex.FEMALE, "2018-01-30", "8 år flicka"),
        (Sex.MALE, "2026-03-01", "månader pojke"),
        (Sex.MALE, "2008-11-01", "18 år man"),
        (Sex.FEMALE, "", "ålder okänd kvinna"),
    ],
)
def test_under_18_a_patient_is_a_girl_or_a_boy(sex: Sex, born: str, said: str) -> None:
    renderer, _ = pages_of(replace(OVERVIEW, patient=replace(PATIENT, birth_date=born, sex=sex)))
    assert said in text_of(renderer, 1)


def test_a_page_says_plus_while_sources_still_answer() -> None:
    renderer, count = pages_of(only(ANSWERS["loading"]))
    assert f"Sida 1 av {count}+" in text_of(renderer, 1)


def test_a_real_meeting_has_no_practice_mark() -> None:
    assert "ÖVNING " not in all_text(replace(OVERVIEW, practice=False))


def test_the_shared_screen_hides_number_age_and_sex() -> None:
    renderer, _ = pages_of(OVERVIEW, banner=BannerPolicy.SHARED)
    text = text_of(renderer, 1)
    assert "ÖVNINGSSON, Tolvan Margareta född 1950 Patientfall 3" in text
    assert "2397" not in text
    assert "76 år" not in text


def test_the_shared_screen_says_that_somebody_has_died_and_not_when() -> None:
    dead = replace(OVERVIEW, patient=replace(PATIENT, deceased="1996-03-02"))
    renderer, _ = pages_of(dead, banner=BannerPolicy.SHARED)
    assert "född 1950 avliden Patientfall 3" in text_of(renderer, 1)
    assert "1996" not in text_of(renderer, 1)


def test_a_shared_banner_needs_no_number() -> None:
    for number in (None, PersonNumber(value="R19AB-77", kind=NumberKind.RESERVNUMMER)):
        bearer = only(ALERTS, patient=replace(PATIENT, number=number, birth_date=""))
        renderer, _ = pages_of(bearer, banner=BannerPolicy.SHARED)
        text = text_of(renderer, 1)
        assert "ÖVNINGSSON, Tolvan Margareta födelseår okänt Patientfall 3" in text
        assert "R19AB" not in text


def test_every_page_says_when_it_was_fetched() -> None:
    renderer, count = pages_of(OVERVIEW)
    fetched = plain(formats.moment(AS_OF))
    assert count > 1
    for page in range(1, count + 1):
        assert f"Hämtat {fetched}" in text_of(renderer, page)


def test_what_is_new_is_told_first_and_at_its_rows() -> None:
    new = replace(FACTS, rows=(replace(FACTS.rows[0], new=True), FACTS.rows[1]))
    text = all_text(only(ALERTS, new, since="2026-05-02T13:00:00+02:00"))
    assert "Nytt sedan konferensen 2026-05-02: Funktion och egna önskemål 1" in text
    assert text.count(" Ny ") == 1
    assert "Inget nytt" not in text


def test_nothing_new_is_said_only_when_every_source_has_answered() -> None:
    said = "Inget nytt sedan konferensen 2026-05-02"
    assert said in all_text(only(ALERTS, FACTS, since="2026-05-02"))
    for silent in (ANSWERS["failed"], ANSWERS["loading"], ANSWERS["partly"]):
        assert "sedan konferensen" not in all_text(only(ALERTS, silent, since="2026-05-02"))
    assert "sedan konferensen" not in all_text(only(ALERTS, FACTS))


def test_every_row_is_an_item_where_it_stands() -> None:
    renderer, count = pages_of(OVERVIEW)
    items = [item for page in range(1, count + 1) for item in renderer.items(page)]
    assert {item.reference for item in items if item.picked} == {
        "Condition/1",
        "DiagnosticReport/1",
    }
    for page in range(1, count + 1):
        of_page = renderer.items(page)
        shown = {info.reference for info in renderer.shown(page)}
        assert {item.reference for item in of_page} == shown
        for one, other in pairwise(of_page):
            assert one.top + one.height <= other.top + 1e-9
    assert all(0 <= i.left < i.left + i.width <= 1 for i in items)
    assert all(0 < i.top < i.top + i.height < 1 for i in items)


def test_series_of_years_that_stand_out_have_a_large_graph() -> None:
    renderer, count = pages_of(only(LABORATORY))
    text = " ".join(text_of(renderer, page) for page in range(1, count + 1))
    assert text.count("P-CEA") == text.count("B-Hemoglobin") == 2
    assert text.count("P-Albumin") == text.count("P-Kreatinin") == 1
    assert "B-Hemoglobin 104 g/L ▼ Lågt 153 117 2024 2025 2026" in text
    picked = replace(LABORATORY.rows[4], picked=True)
    more = replace(LABORATORY, rows=(*LABORATORY.rows[:4], picked))
    assert all_text(only(more)).count("P-Albumin") == 2


def test_a_protected_identity_hides_name_number_units_authors_and_places() -> None:
    text = all_text(replace(OVERVIEW, patient=replace(PATIENT, protected=True)))
    for secret in ("ÖVNINGSSON", "Tolvan", "2397", "Norrviken", "Exempel", "Påhittad"):
        assert secret not in text
    assert "Skyddade personuppgifter – bekräftas i konsolen" in text
    assert "Källa 1" in text


def test_the_dead_have_the_age_they_died_at() -> None:
    dead = replace(PATIENT, birth_date="1928-02-11", deceased="1996-03-02T04:00:00+01:00")
    assert "Avliden 1996-03-02, blev 68 år" in all_text(replace(OVERVIEW, patient=dead))
    unknown = replace(PATIENT, deceased="")
    assert "Avliden datum okänt" in all_text(replace(OVERVIEW, patient=unknown))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (PersonNumber(value="196109732393", kind=NumberKind.SAMORDNINGSNUMMER), "19610973-2393"),
        (PersonNumber(value="R19AB-77", kind=NumberKind.RESERVNUMMER), "R19AB-77 (reservnummer)"),
        (None, "Personnummer saknas"),
    ],
)
def test_other_numbers_are_named(number: PersonNumber | None, said: str) -> None:
    assert said in all_text(only(ALERTS, patient=replace(PATIENT, number=number)))


def test_a_name_of_nothing_visible_is_missing() -> None:
    nameless = replace(PATIENT, family="\u200b", given="\u2060")
    assert "Namn saknas" in all_text(only(ALERTS, patient=nameless))


def test_a_long_name_and_question_are_never_cut_silently() -> None:
    question = replace(OVERVIEW.question, text="Operation? " * 60)
    named = replace(PATIENT, given="Tolvan " * 30)
    renderer, _ = pages_of(only(ALERTS, patient=named, question=question))
    text = text_of(renderer, 1)
    assert text.count("Tolvan") == 30
    assert "… i sin helhet under ”Frågeställning och bakgrund”" in text
    assert all_text(only(ALERTS, patient=PATIENT, question=question)).count("Operation?") >= 60


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("none-known", "Inga kända: Inga kända läkemedelsallergier"),
        ("not-documented", "Inte dokumenterat Ingen källa har någon uppgift."),
        (
            "failed",
            "Kunde inte hämtas Region Norrviken: kunde inte hämtas 10:15 (inget svar i tid)",
        ),
        ("loading", "Hämtas … Region Norrviken: hämtas …"),
        ("partly", "Ofullständigt Region Sydvik: kunde inte hämtas 10:15 (ingen förbindelse)"),
    ],
)
def test_the_answers_of_the_alerts_never_merge(answer: str, said: str) -> None:
    text = all_text(only(ANSWERS[answer]))
    assert said in text
    others = {"Inga kända:", "Inte dokumenterat", "Kunde inte hämtas", "Hämtas …", "Ofullständigt"}
    assert sum(other in text for other in others) == 1


def test_every_source_has_its_own_state() -> None:
    text = all_text(only(ANSWERS["partly"]))
    assert "Region Norrviken 10:15" in text
    assert "Havsklinikerna: inget hittat 10:15" in text
    assert "Region Ostvik: hämtas …" in text
    assert "2 uppgifter från Norrvikens kommun kunde inte visas" in text


def test_empty_sections_stand_together_but_never_the_alerts() -> None:
    empty = {"answer": Answer.NOT_DOCUMENTED, "rows": (), "sources": (nothing_found(),)}
    sections = [replace(each, **empty) for each in (ALERTS, IMAGING, MEDICINES)]
    renderer, _ = pages_of(only(*sections))
    text = text_of(renderer, 1)
    assert "Uppmärksamhetssignaler Region Norrviken: inget hittat 10:15 Inte dokumenterat" in text
    assert "Röntgenutlåtanden · Läkemedel" in text


def test_where_nothing_is_documented_stands_what_the_definition_says_of_it() -> None:
    empty = {"answer": Answer.NOT_DOCUMENTED, "rows": (), "sources": (nothing_found(),)}
    words = Title(sv="läses upp av föredragande", en="is read by the presenter")
    imaging, medicines = (replace(each, **empty) for each in (IMAGING, MEDICINES))
    text = all_text(only(ALERTS, replace(imaging, empty=words), medicines))
    assert "Inte dokumenterat: Röntgenutlåtanden (läses upp av föredragande) · Läkemedel" in text
    unsure = replace(imaging, empty=words, left_out=2)  # it stands by itself
    assert "Inte dokumenterat: läses upp av föredragande" in all_text(only(ALERTS, unsure))


def nothing_found() -> object:
    return source(SourceStatus.NOTHING_FOUND)


def test_what_is_missing_and_not_shown_is_named() -> None:
    text = all_text(OVERVIEW)
    assert "Saknas i underlaget: samsjuklighet, social situation" in text
    assert "vaccinationer (12), medicintekniska produkter (1)" in text
    assert "Administrativa: ersättningskrav (1 204)" in text
    assert "Ytterligare 14 uppgifter ligger utanför översiktens gränser" in text
    odd = replace(OVERVIEW, not_shown=(NotShown(resource_type="Basic", count=3),))
    assert "Basic (3)" in all_text(odd)


def test_results_keep_their_precision_and_their_words() -> None:
    text = all_text(only(LABORATORY))
    assert "P-Kalium 4,10 mmol/L ref 3,5–4,4" in text
    assert "prov 2026-11-18" in text
    assert "F-Hemoglobin Positiv ◆ Avvikande 2026-09-30" in text
    assert "14,2 mikrogram/L ▲ Högt" in text
    assert "33 g/L ▼ Lågt" in text
    assert "Positiv ◆ Avvikande" in text
    assert "< 12 300 10⁹/L" in text
    assert "kurvor 2023-02 → 2026-11" in text


def test_a_number_is_never_broken() -> None:
    long = analysis(9, "Hemoglobin [Mass/volume] in Blood", "16.938840525530107", "10*3/uL")
    pages = all_text(only(replace(LABORATORY, rows=(*LABORATORY.rows, long))))
    assert "16,938840525530107" in pages
    assert "10*3/uL" in pages


def test_medicines_are_written_safely() -> None:
    text = all_text(only(MEDICINES))
    assert "metoprolol SELOKEN ZOC 50 mg" in text
    assert "digoxin LANACRIST 0,13 mg" in text
    assert "130 mikrogram 1 gång dagligen" in text
    assert "sedan 2021-06" in text
    assert "pausad" in text


def test_picks_and_preliminary_statements_are_marked() -> None:
    text = all_text(only(IMAGING))
    assert "Utvald" in text
    assert "preliminärt" in text


def test_a_heading_repeats_and_rows_stay_whole() -> None:
    rows = tuple(
        FactRow(reference=f"Observation/{n}", title=f"Uppgift {n}", text=f"svar {n} slut")
        for n in range(20)
    )
    renderer, count = pages_of(only(replace(FACTS, rows=rows)))
    assert count > 2
    for page in range(1, count + 1):
        text = text_of(renderer, page)
        assert ("(forts.)" in text) == (page > 1)
        assert text.count("Uppgift") == text.count("slut") == len(renderer.shown(page))


def test_a_statement_taller_than_a_page_says_how_it_goes_on() -> None:
    words = " ".join(f"ord{n}" for n in range(400))
    row = StatementRow(reference="DiagnosticReport/7", version="3", title="PAD", text=words)
    renderer, count = pages_of(only(replace(IMAGING, rows=(row,))))
    pages = [text_of(renderer, page) for page in range(1, count + 1)]
    body = [page for page in range(1, count + 1) if renderer.shown(page)]
    assert len(body) > 2
    assert all("Fortsätter på nästa sida" in pages[page - 1] for page in body[:-1])
    assert all("PAD (forts.)" in pages[page - 1] for page in body[1:])
    everything = " ".join(pages)
    assert all(f"ord{n} " in everything for n in range(399))


def test_a_cut_says_how_much_more_there_is() -> None:
    row = StatementRow(title="PAD", text="ord " * 4_000)
    assert "ytterligare 9 999 tecken: läs dem i journalsystemet" in all_text(
        only(replace(IMAGING, rows=(row,)))
    )


def test_rows_without_end_are_counted() -> None:
    rows = tuple(AlertRow(text=f"varning {n}") for n in range(500))
    assert "Ytterligare 100 uppgifter visas inte" in all_text(only(replace(ALERTS, rows=rows)))


def test_a_page_tells_which_versions_stand_on_it() -> None:
    renderer, count = pages_of(OVERVIEW)
    shown = [info for page in range(1, count + 1) for info in renderer.shown(page)]
    assert ("AllergyIntolerance/1", "2") in {(info.reference, info.version) for info in shown}
    rows = {row.reference for section in OVERVIEW.sections for row in section.rows}
    assert {info.reference for info in shown} == rows


def test_titles_hold_headings_and_nothing_of_the_record() -> None:
    renderer, _ = pages_of(OVERVIEW)
    titles = renderer.set_overview(OVERVIEW, keep=None)
    assert [title.number for title in titles] == list(range(1, len(titles) + 1))
    assert titles[0].sections[0] == ALERTS.title


def test_a_page_that_is_shown_stays_and_what_came_later_follows() -> None:
    early = only(ALERTS, replace(LABORATORY, rows=LABORATORY.rows[:2]), ANSWERS_LOADING)
    renderer, _ = pages_of(early)
    before, seen = text_of(renderer, 2), renderer.shown(2)
    late = only(ALERTS, LABORATORY, FACTS)
    titles = renderer.set_overview(late, keep=2)
    strip = [placed.strip for placed in renderer._pages[1].bodies[0].placed]
    assert renderer.shown(2) == seen
    assert text_of(renderer, 2).partition("Sida")[0] == before.partition("Sida")[0]
    assert strip
    shown = [info.reference for n in range(1, len(titles) + 1) for info in renderer.shown(n)]
    rows = [row.reference for section in late.sections for row in section.rows]
    assert set(shown) == set(rows)


ANSWERS_LOADING = replace(
    FACTS, rows=(), answer=Answer.LOADING, sources=(source(SourceStatus.LOADING),)
)


def test_rows_that_are_alike_are_all_shown() -> None:
    rows = tuple(FactRow(title="Besök", text="utan anmärkning") for _ in range(12))
    alike = only(replace(FACTS, rows=rows))
    renderer, _ = pages_of(alike)
    count = len(renderer.set_overview(alike, keep=1))
    text = " ".join(text_of(renderer, page) for page in range(1, count + 1))
    assert text.count("Besök") == 12


def test_a_kept_part_of_a_long_row_goes_on_where_it_stopped() -> None:
    words = " ".join(f"ord{n}" for n in range(400))
    long = only(replace(IMAGING, rows=(StatementRow(title="PAD", text=words),)))
    renderer, count = pages_of(long)
    texts = [text_of(renderer, page) for page in range(1, count + 1)]
    renderer.set_overview(only(*long.sections, FACTS), keep=2)
    again = [text_of(renderer, page) for page in range(1, count + 1)]
    assert [t.partition("Sida")[0] for t in again[1:3]] == [
        t.partition("Sida")[0] for t in texts[1:3]
    ]


def test_english_pages_say_everything_in_english() -> None:
    i18n.install("en")
    renderer, _ = pages_of(only(LABORATORY), language="en")
    text = text_of(renderer, 1)
    assert "14.2 microgram/L ▲ High" in text
    assert "Page 1 of" in text


def test_painting_is_done_once_and_forgotten_on_request() -> None:
    renderer, count = pages_of(OVERVIEW)
    first = renderer.paint(1)
    assert (first.width(), first.height()) == (1920, 1080)
    assert renderer.paint(1).cacheKey() == first.cacheKey()
    renderer.render_ahead(2)
    assert set(renderer._images) == {1, 2, 3}
    assert renderer.paint(99).cacheKey() == renderer.paint(count).cacheKey()
    assert renderer.preview(1, 480, 400).size().toTuple() == (480, 270)
    renderer.forget()
    assert renderer.shown(1) == ()
    assert renderer.paint(1).pixelColor(5, 5).name() == renderer._look.theme.ground


def test_a_wide_screen_has_two_columns() -> None:
    from app.model.room_profile import parse_screen  # noqa: PLC0415

    renderer, count = pages_of(OVERVIEW, parse_screen("85in,2160,3m"))
    assert renderer._look.columns == 2
    assert count < 4


def test_an_absurd_number_is_written_in_powers() -> None:
    rows = (analysis(1, "P-X", "1e400", "g/L", trend=(), high=Decimal(5)),)
    assert "1E+400" in all_text(only(replace(LABORATORY, rows=rows)))


def fact(number: int, origin: Origin) -> FactRow:
    return FactRow(reference=f"Observation/{number}", title=f"F{number}", text="ja", origin=origin)


WARD = Origin(unit="Avdelning 7", author="Nora Exempel")


def test_an_origin_that_most_rows_share_is_told_once_and_another_one_at_its_row() -> None:
    rows = (fact(1, WARD), fact(2, WARD), fact(3, Origin(unit="Avdelning 9")))
    text = all_text(only(replace(FACTS, rows=rows)))
    assert text.count("Avdelning 7 · Nora Exempel") == 1
    assert "F3: ja Avdelning 9" in text


def test_authors_stand_at_their_rows_where_only_the_unit_is_shared() -> None:
    authors = ("Nora Exempel", "Ulf Exempel", "")
    origins = [Origin(unit="Avdelning 7", author=author) for author in authors]
    rows = tuple(fact(number, origin) for number, origin in enumerate(origins))
    text = all_text(only(replace(FACTS, rows=rows)))
    assert text.count("Avdelning 7") == 1
    assert "F0: ja Nora Exempel" in text
    assert "F1: ja Ulf Exempel" in text


def test_no_row_without_origin_seems_to_have_the_others() -> None:
    rows = (fact(1, WARD), fact(2, WARD), fact(3, Origin()))
    text = all_text(only(replace(FACTS, rows=rows)))
    assert text.count("Avdelning 7 · Nora Exempel") == 2


def test_an_abridged_statement_says_where_the_rest_is() -> None:
    row = StatementRow(
        reference="DiagnosticReport/9", title="MR lever", conclusion="Cysta 6 mm.", abridged=True
    )
    text = all_text(only(replace(IMAGING, rows=(row,))))
    assert "MR lever Slutsats: Cysta 6 mm. Hela texten finns i journalen." in text
    pausing = replace(row, status="preliminary")
    text = all_text(only(replace(IMAGING, rows=(pausing,))))
    assert "MR lever preliminärt Slutsats: Cysta 6 mm. Hela texten finns i journalen." in text


def test_a_medicine_that_is_paused_or_ended_says_so_at_its_name() -> None:
    paused = MedicineRow(generic="Apixaban", dose="1 tablett", status="on-hold", since="2021")
    ended = MedicineRow(
        generic="Kapecitabin", status="completed", since="2023-08-18", until="2023-11-12"
    )
    over = MedicineRow(generic="Cisplatin", status="completed", until="2020")
    text = all_text(only(replace(MEDICINES, rows=(paused, ended, over))))
    assert "apixaban – pausad · 1 tablett sedan 2021" in text
    assert "kapecitabin – avslutat 2023-08-18–2023-11-12" in text
    assert "cisplatin – avslutat t.o.m. 2020" in text


def test_what_is_lacking_and_what_is_not_shown_stand_on_one_page() -> None:
    empty = replace(
        IMAGING, answer=Answer.NOT_DOCUMENTED, rows=(), sources=(nothing_found(),), key="x"
    )
    for rows in range(1, 12):
        filled = tuple(fact(number, Origin(unit=f"Enhet {number}")) for number in range(rows))
        shown = only(
            ALERTS,
            replace(FACTS, rows=filled),
            empty,
            not_shown=(NotShown(resource_type="Basic", count=3),),
        )
        renderer, count = pages_of(shown)
        last = text_of(renderer, count)
        assert "Inte dokumenterat: Röntgenutlåtanden" in last
        assert "Finns i journalen, visas inte här: Basic (3)" in last


def test_measurements_without_trend_or_interval_stay_near_their_names() -> None:
    rows = (analysis(1, "Längd", "178", "cm"), analysis(2, "Vikt", "84.5", "kg"))
    text = all_text(only(replace(LABORATORY, rows=rows, left_out=0)))
    assert "Längd 178 cm Vikt 84,5 kg" in text
    assert "Referens" not in text


def test_picks_have_no_time_and_change_nothing_of_where_sources_are_told() -> None:
    timed, *others = OVERVIEW.sections[1:]
    picked = replace(
        timed,
        key="picked",
        sources=tuple(replace(state, at=None) for state in timed.sources),
    )
    plain, chosen = (
        all_text(replace(OVERVIEW, sections=(timed, *more, *others), missing=()))
        for more in ((), (picked,))
    )
    name = timed.sources[0].source
    pages = chosen.count("Sida ")
    assert plain.count(name) == plain.count("Sida ")
    assert chosen.count(name) == pages
