from msgspec.structs import replace
from PySide6.QtGui import QColor, QImage

from app.link.messages import CaseSettings
from app.model.banner import BannerPolicy
from app.model.case import Question
from app.model.outcome import Duty, Intention, Measure, Referral, Responsibility
from app.model.people import Person
from app.model.room_profile import RoomProfile
from app.room.stage_view import RecommendationView, WaitingView
from tests.ui.pages.examples import AS_OF, OVERVIEW, PATIENT
from tests.ui.pages.reading import plain, read_back
from ui.pages.room_pages import paint_recommendation, paint_waiting
from ui.stage.own_pictures import OwnPictures
from ui.theme import LIGHT

PROFILE = RoomProfile()

RECOMMENDATION = RecommendationView(
    patient=PATIENT,
    question=OVERVIEW.question,
    case_number=3,
    text="Laparoskopisk sigmoideumresektion med kurativt syfte.",
    intention=Intention.CURATIVE,
    responsibilities=(
        (Responsibility(duty=Duty.DOCUMENT), Person(id="1", name="Nora Exempel")),
        (Responsibility(duty=Duty.TELL_PATIENT), None),
    ),
    delivered=True,
)

FULL = replace(
    RECOMMENDATION,
    deviation="Patienten avböjer adjuvant cytostatika.",
    wishes="Vill opereras nära hemmet. Vill inte ha bestående stomi.",
    referral=Referral(to="Kardiologmottagningen", reason="bedömning inför operation"),
    new_conference=True,
    practice=True,
    unreviewed=True,
    responsibilities=(
        (Responsibility(duty=Duty.DOCUMENT), Person(id="1", name="Nora Exempel")),
        (Responsibility(duty=Duty.ORDER), Person(id="2", name="Ulf Exempel")),
        (Responsibility(duty=Duty.TELL_PATIENT), None),
    ),
)
CARE_PLAN = RecommendationView(
    patient=PATIENT,
    question=Question(text="Samordnad individuell plan inför hemgång?"),
    case_number=4,
    text="Hemgång med stöd av kommunen och uppföljning i primärvården.",
    measures=(
        Measure(text="Hemtjänst morgon och kväll", who="Norrvikens kommun", until="2026-12-01"),
        Measure(text="Läkemedelsgenomgång", who="Vårdcentralen Övningsby", until="2026-12-15"),
        Measure(text="Hjälpmedel i badrum"),
    ),
    wishes="Vill bo hemma.",
    practice=True,
)
LONG = replace(FULL, text="Systemisk behandling i tre månader och därefter ny bedömning. " * 12)


def recommendation(view: RecommendationView) -> tuple[QImage, ...]:
    return paint_recommendation(PROFILE, view, theme="light", now=AS_OF)


def test_waiting_shows_title_progress_people_and_clock() -> None:
    view = WaitingView(title="MDK", case_number=3, case_count=12, people=9, now=AS_OF)
    pictures = [
        paint_waiting(PROFILE, each, theme="light")
        for each in (
            view,
            replace(view, title="Annan"),
            replace(view, case_number=4),
            replace(view, people=10),
            replace(view, now=None),
            replace(view, practice=True),
        )
    ]
    assert all(picture.size().toTuple() == (1920, 1080) for picture in pictures)
    assert all(picture != pictures[0] for picture in pictures[1:])


def test_an_ended_meeting_says_only_that_it_is_over() -> None:
    view = WaitingView(title="MDK", case_number=3, case_count=3, ended=True, now=AS_OF)
    picture = paint_waiting(PROFILE, view, theme="light")
    assert picture != paint_waiting(PROFILE, replace(view, ended=False), theme="light")
    assert picture == paint_waiting(
        PROFILE, replace(view, case_number=0, people=4, now=None), theme="light"
    )


def test_a_long_title_of_a_conference_stays_on_the_screen() -> None:
    view = WaitingView(title="Multidisciplinär konferens " * 8, now=AS_OF)
    picture = paint_waiting(PROFILE, view, theme="light")
    assert all(picture.pixelColor(x, 1079) == QColor(LIGHT.ground) for x in range(0, 1920, 7))


def test_a_recommendation_stands_on_one_page_as_large_as_it_can() -> None:
    short, medium = (
        recommendation(RECOMMENDATION),
        recommendation(
            replace(
                RECOMMENDATION, text="Laparoskopisk sigmoideumresektion med kurativt syfte. " * 7
            )
        ),
    )
    assert len(short) == len(medium) == 1
    assert short[0] != medium[0]


def test_a_recommendation_too_long_for_the_smallest_size_is_paged() -> None:
    assert len(recommendation(replace(RECOMMENDATION, text="Operation. " * 300))) > 1


def test_a_proposal_does_not_look_like_a_sent_recommendation() -> None:
    assert recommendation(RECOMMENDATION) != recommendation(
        replace(RECOMMENDATION, delivered=False)
    )


def test_a_recommendation_without_duties_has_none() -> None:
    assert len(recommendation(replace(RECOMMENDATION, responsibilities=()))) == 1


def test_a_long_recommendation_is_turned_and_its_last_page_stays() -> None:
    own = OwnPictures(lambda: CaseSettings(profile=PROFILE))
    long = replace(RECOMMENDATION, text="Systemisk behandling och ny bedömning. " * 60)
    count = len(recommendation(long))
    assert count > 1
    pages = [own.recommendation(long, page) for page in range(1, count + 1)]
    assert len({page.cacheKey() for page in pages}) == count
    assert all(page != pages[0] for page in pages[1:])
    assert own.recommendation(long, count + 1) == pages[-1]
    assert own.recommendation(long, 0) == pages[0]


def test_what_is_read_back_says_it_all_in_words() -> None:
    text = plain(" ".join(each.text for page in read_back(FULL) for each in page))
    for said in (
        "Behandlingsrekommendation Kurativ intention",
        "Laparoskopisk sigmoideumresektion med kurativt syfte.",
        "Avsteg från vårdprogram Patienten avböjer adjuvant cytostatika.",
        "Patientens önskemål Vill opereras nära hemmet.",
        "Remiss Kardiologmottagningen · bedömning inför operation",
        "Ny konferens ja",
        "Dokumenterar Nora Exempel",
        "Beställer och remitterar Ulf Exempel",
        "Informerar patienten ingen utsedd",
    ):
        assert said in text
    assert all(
        "ÖVNING – ej kliniskt granskad" in " ".join(each.text for each in page)
        for page in read_back(FULL)
    )
    plan = plain(" ".join(each.text for page in read_back(CARE_PLAN) for each in page))
    assert "Förslag till plan" in plan
    assert "behandlingsrekommendation" not in plan, "the municipality does not treat"
    assert "Hemtjänst morgon och kväll – Norrvikens kommun · klart senast 2026-12-01" in plan
    assert "Hjälpmedel i badrum – ingen utsedd" in plan


def test_everything_that_is_agreed_is_read_back() -> None:
    pages = recommendation(FULL)
    for without in (
        replace(FULL, deviation=None),
        replace(FULL, deviation=""),
        replace(FULL, wishes=""),
        replace(FULL, referral=None),
        replace(FULL, new_conference=False),
        replace(FULL, responsibilities=()),
        replace(FULL, unreviewed=False),
        replace(FULL, intention=None),
    ):
        assert recommendation(without) != pages


def test_a_care_plan_names_what_who_and_until_when() -> None:
    pages = recommendation(CARE_PLAN)
    first = CARE_PLAN.measures[0]
    for changed in (replace(first, text="x"), replace(first, who=""), replace(first, until="")):
        measures = (changed, *CARE_PLAN.measures[1:])
        assert recommendation(replace(CARE_PLAN, measures=measures)) != pages


def test_a_long_care_plan_goes_on_and_no_measure_is_split() -> None:
    many = tuple(Measure(text=f"Insats {n} " * 6, who="Kommunen") for n in range(30))
    pages = recommendation(replace(CARE_PLAN, measures=many))
    assert len(pages) > 3
    assert len({page.cacheKey() for page in pages}) == len(pages)


def test_a_page_of_measures_alone_needs_no_text() -> None:
    assert len(recommendation(replace(CARE_PLAN, text=""))) == 1
    nothing = replace(RECOMMENDATION, text="", responsibilities=(), intention=None)
    assert len(recommendation(nothing)) == 1


def test_the_banner_of_what_is_read_back_keeps_the_policy() -> None:
    shared = recommendation(replace(FULL, banner=BannerPolicy.SHARED))
    assert shared != recommendation(FULL)
