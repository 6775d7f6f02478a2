"""What the room screen is to show: one immutable value, rendered completely."""

from datetime import datetime
from enum import StrEnum

from app.model.banner import BannerPolicy
from app.model.base import Private, Value
from app.model.case import Patient, Question
from app.model.outcome import Intention, Measure, Referral, Responsibility
from app.model.people import Person


class ScreenMode(StrEnum):
    """The one mode of the room screen."""

    WAITING = "waiting"
    LIVE = "live"
    FROZEN = "frozen"
    BLACK = "black"
    ELSEWHERE = "elsewhere"  # another system has the screen


class WaitingView(Value, frozen=True, kw_only=True):
    """What stands between two patients: no patient data.

    `case_number` 0: no case has begun. `people` counts those whom the chair has confirmed.
    `ended`: the meeting is over; then only that is said.
    """

    title: str = ""
    case_number: int = 0
    case_count: int = 0
    people: int = 0
    now: datetime | None = None
    practice: bool = False
    ended: bool = False


class RecommendationView(Private, frozen=True, kw_only=True):
    """A recommendation, standing large on the room screen: what is read back to the conference.

    `unreviewed`: it was made from a practice text ("ÖVNING – ej kliniskt granskad").
    """

    patient: Patient
    question: Question
    case_number: int
    text: str
    intention: Intention | None = None
    responsibilities: tuple[tuple[Responsibility, Person | None], ...] = ()
    deviation: str | None = None
    wishes: str = ""
    referral: Referral | None = None
    measures: tuple[Measure, ...] = ()
    new_conference: bool = False
    delivered: bool = False
    practice: bool = False
    unreviewed: bool = False
    banner: BannerPolicy = BannerPolicy.FULL


class StageView(Private, frozen=True, kw_only=True):
    """One state of the room screen.

    LIVE and FROZEN show the frame of `generation`'s `page`; until that frame is there, or when
    `generation` is None, what is seen is the waiting view. `recommendation` stands in front of
    the page when it is given; beyond its last page (it may have become shorter since)
    `recommendation_page` is the last.
    """

    mode: ScreenMode = ScreenMode.WAITING
    waiting: WaitingView = WaitingView()
    generation: int | None = None
    page: int = 1
    recommendation: RecommendationView | None = None
    recommendation_page: int = 1
