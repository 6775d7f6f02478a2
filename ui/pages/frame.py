"""What stands on every page: the banner that says whose page it is, and the page's number.

The banner is never truncated (NHS CUI PAB): it shrinks to the smallest size, then wraps. A
question that would take the page is told in part, and whole in a section of its own.
"""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtGui import QPainter

from app.model.banner import BannerPolicy
from app.model.case import NumberKind, Patient
from app.model.identity import Age, age
from ui.fonts import Weight
from ui.pages import formats, wording
from ui.pages.look import Look
from ui.pages.marks import BoxMark, Fill, Mark, Shifted, Strip, TextMark, paragraph, stacked
from ui.pages.sanitise import clean_line
from ui.pages.text import Line, Run, Style, natural_width, wrap

_BANNER_SHARE = 0.34  # of the page's height
_APART = "\u2003"
_QUESTION_LIMIT = 2_000  # characters: more than any banner holds


@dataclass(frozen=True, slots=True)
class Banner:
    """Whose page it is. `question_is_whole`: nothing of the question is left for a section."""

    height: int
    marks: tuple[Mark, ...]
    question_is_whole: bool

    def draw(self, painter: QPainter) -> None:
        """Draw the banner at the top of the page."""
        for mark in self.marks:
            mark.draw(painter, 0, 0)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a banner names, and what it says besides."""

    patient: Patient
    question: str
    case_number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Foot:
    """What a footer tells: the first of `said` that there is room for; `page` ("Sida 2 av 4")."""

    said: tuple[str, ...]
    page: str
    practice: bool
    unreviewed: bool = False  # made from a text that no clinician has reviewed


def banner(look: Look, bearer: Bearer, policy: BannerPolicy) -> Banner:
    """Lay out the banner."""
    pad = round(look.body * 0.3)
    strips = paragraph(_identity(look, bearer, policy), look.margin)
    top = sum(strip.height for strip in strips)
    room = look.profile.height_px * _BANNER_SHARE - top - 2 * pad
    question, is_whole = _question(look, bearer.question, room)
    strips += paragraph(question, look.margin)
    height = round(sum(strip.height for strip in strips) + 2 * pad)
    marks: list[Mark] = [*_ground(look, bearer.patient, height)]
    marks.append(Shifted(stacked(strips), pad))
    return Banner(height=height, marks=tuple(marks), question_is_whole=is_whole)


def footer_height(look: Look) -> int:
    """Return the room that the footer takes."""
    return look.line(look.small) + round(look.small * 0.6)  # televisions cut a page's edge


def footer(look: Look, foot: Foot) -> tuple[float, Strip]:
    """Lay out the footer: what the page belongs to on the left, its number on the right.

    Returns its height on the page, and itself.
    """
    page = [look.note(foot.page, weight=Weight.SEMIBOLD, colour=look.theme.text)]
    number = wrap(page, look.width)
    number_width = max((line.width for line in number), default=0)
    sign = _practice(look, foot) if foot.practice or foot.unreviewed else ()
    left = look.margin + (sign[0].width + look.gap if sign else 0)
    end = look.margin + look.width - number_width
    room = end - left - look.gap
    said = next((words for words in foot.said if natural_width([look.note(words)]) <= room), "")
    baseline = round(look.small * 1.28)
    rule = BoxMark(look.margin, 0, look.width, look.hair, look.theme.rule)
    marks: list[Mark] = [
        *([rule] if said or number or sign else []),
        *(TextMark(line, end, baseline) for line in number),
        *sign,
    ]
    marks += [TextMark(line, left, baseline) for line in wrap([look.note(said)], room)]
    height = footer_height(look)
    return look.profile.height_px - height, Strip(height=height, marks=tuple(marks))


def _identity(look: Look, bearer: Bearer, policy: BannerPolicy) -> list[Line]:
    """Break the identity into lines: one, in the largest size in which one is enough."""
    parts = _identity_parts(bearer, policy)
    lines: list[Line] = []
    for px in range(look.body, look.small - 1, -1):
        lines = wrap(_identity_runs(look, parts, px), look.width)
        if len(lines) == 1:
            break
    return lines


def _identity_runs(look: Look, parts: list[str], px: int) -> list[Run]:
    colour = look.theme.banner_text
    first = Run(parts[0], Style(px, colour, Weight.BOLD))
    others = "".join(_APART + part for part in parts[1:])
    return [first, Run(others, Style(px, colour))]


def _identity_parts(bearer: Bearer, policy: BannerPolicy) -> list[str]:
    patient = bearer.patient
    case = _whole(wording.case(bearer.case_number))
    lived = age(patient.birth_date, bearer.at.astimezone().date(), patient.deceased)
    told, sex = _whole(_lived(patient, lived)), _whole(wording.sex(patient.sex, lived))
    if patient.protected:
        return [wording.protected(), case, told, sex]
    if policy is BannerPolicy.SHARED:
        year = patient.birth_date[:4]
        late = [] if patient.deceased is None else [_whole(wording.dead())]
        return [_name(patient), _whole(wording.born(wording.recorded(year))), *late, case]
    return [_name(patient), _number(patient), told, sex]


def _whole(words: str) -> str:
    """Keep words on one line."""
    return words.replace(" ", formats.NBSP)


def _name(patient: Patient) -> str:
    surname = clean_line(patient.family)
    family = surname.text.upper() + wording.cut(surname.hidden)
    given = wording.recorded(patient.given)
    return ", ".join(part for part in (family, given) if part) or wording.no_name()


def _number(patient: Patient) -> str:
    if patient.number is None or not clean_line(patient.number.value).text:
        return wording.no_number()
    number = wording.recorded(formats.person_number(patient.number))
    if patient.number.kind is NumberKind.PERSONNUMMER:
        return number
    return f"{number} ({wording.number_kind(patient.number.kind)})"


def _lived(patient: Patient, lived: Age | None) -> str:
    """Tell the age: today's, or the one at death (PAB-0056)."""
    if patient.deceased is None:
        return wording.age(lived)
    return wording.deceased(patient.deceased, lived)


def _question(look: Look, question: str, room: float) -> tuple[list[Line], bool]:
    """Break the question into the lines that there is room for."""
    said = formats.unbroken(wording.recorded(question, _QUESTION_LIMIT))
    if not said:
        return [], True
    colour = look.theme.banner_quiet
    head = look.note(f"{wording.question()}: ", colour=colour, weight=Weight.SEMIBOLD)
    lines = wrap([head, look.note(said, colour=colour)], look.width)
    most = max(1, int(room // look.line(look.small)))
    if len(lines) <= most:
        return lines, True
    goes_on = wrap([look.note(wording.question_goes_on(), colour=colour)], look.width)
    return lines[: max(1, most - len(goes_on))] + goes_on, False


def _ground(look: Look, patient: Patient, height: float) -> list[Mark]:
    width = look.profile.width_px
    if patient.deceased is None:
        return [BoxMark(0, 0, width, height, look.theme.banner_ground)]
    return [
        BoxMark(0, 0, width, height, look.theme.late_ground),
        BoxMark(0, 0, width, height, look.theme.late_pattern, Fill.STRIPED, look.hair * 2),
    ]


def _practice(look: Look, foot: Foot) -> tuple[BoxMark, TextMark]:
    """Set the mark of a practice meeting at the footer's left end."""
    words = wording.unreviewed() if foot.unreviewed else wording.practice()
    run = look.note(words, colour=look.theme.mark_text, weight=Weight.BOLD)
    line = wrap([run], look.width)[0]
    inset, top = look.small * 0.4, look.small * 0.3
    ground = BoxMark(
        look.margin,
        top,
        line.width + 2 * inset,
        look.small * 1.25,
        look.theme.mark_ground,
        radius=look.small * 0.18,
    )
    return ground, TextMark(line, look.margin + inset, round(look.small * 1.28))
