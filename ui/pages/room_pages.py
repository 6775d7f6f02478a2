"""What the console paints itself on the room screen: the waiting page and the recommendation."""

from datetime import datetime

from PySide6.QtGui import QImage, QPainter

from app.model.banner import BannerPolicy
from app.model.definition import Title
from app.model.room_profile import RoomProfile
from app.room.stage_view import RecommendationView, WaitingView
from ui.fonts import Weight
from ui.pages import formats, frame, room_wording, sheet, wording
from ui.pages.headings import heading
from ui.pages.look import Look
from ui.pages.marks import BoxMark, Cell, Strip, paragraph, space, table_row
from ui.pages.paginate import Block, Body, Flow, paginate
from ui.pages.text import Line, Run, Style, natural_width, wrap
from ui.theme import THEMES

_TITLE = 2.0  # body sizes
_TITLE_LINES = 3
_RECOMMENDATION = 1.7  # body sizes: as large as it can be, down to the smallest size
_NO_DATA = Title(sv="", en="")


def paint_waiting(profile: RoomProfile, view: WaitingView, *, theme: str) -> QImage:
    """Paint what stands between two patients: no patient data."""
    look = Look(profile=profile, theme=THEMES[theme], language="")
    image = sheet.blank(look)
    foot_y, foot = frame.footer(look, frame.Foot(said=(), page="", practice=view.practice))
    title = _title(look, wording.recorded(view.title) or room_wording.conference())
    below = _below(look, view)
    block = [*title, _rule(look), *below]
    y = (profile.height_px - sum(strip.height for strip in block)) * 0.42
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for strip in block:
            strip.draw(painter, look.margin, y)
            y += strip.height
        if view.practice:
            foot.draw(painter, 0, foot_y)
    return image


def paint_recommendation(
    profile: RoomProfile,
    view: RecommendationView,
    *,
    theme: str,
    banner: BannerPolicy,
    now: datetime,
) -> tuple[QImage, ...]:
    """Paint a recommendation as large as one page allows; more pages only for a very long one."""
    look = Look(profile=profile, theme=THEMES[theme], language="")
    bearer = frame.Bearer(
        patient=view.patient,
        question=view.question.text,
        case_number=view.case_number,
        at=now,
    )
    head = frame.banner(look, bearer, banner)
    bodies = _recommendation(look, view, head)
    return tuple(
        sheet.paint(look, sheet.Sheet(head, (body,), _foot(number, len(bodies), view)))
        for number, body in enumerate(bodies, 1)
    )


def _foot(number: int, total: int, view: RecommendationView) -> frame.Foot:
    page = wording.page(number, total, complete=True) if total > 1 else ""
    return frame.Foot(said=(), page=page, practice=view.practice)


def _title(look: Look, words: str) -> list[Strip]:
    """Set the conference's title as large as a few lines allow."""
    lines: list[Line] = []
    for px in range(round(look.body * _TITLE), look.small - 1, -2):
        lines = wrap([Run(words, Style(px, look.theme.accent, Weight.SEMIBOLD))], look.width)
        if len(lines) <= _TITLE_LINES:
            break
    return paragraph(lines)


def _rule(look: Look) -> Strip:
    rule = BoxMark(0, look.body * 0.45, look.body * 3, look.hair * 2, look.theme.accent)
    return Strip(height=round(look.body * 1.1), marks=(rule,))


def _below(look: Look, view: WaitingView) -> list[Strip]:
    """Set how far the meeting is, who is here, and the clock; of an ended one, that it is over."""
    strips: list[Strip] = []
    if view.ended:
        return paragraph(wrap([look.strong(room_wording.over())], look.width))
    if view.case_count:
        words = room_wording.patient_of(view.case_number, view.case_count)
        strips += paragraph(wrap([look.strong(words)], look.width))
    people = wrap([look.text(room_wording.people(view.people))], look.width)
    strips += paragraph(people)
    if view.now is not None:
        clock = Run(
            formats.clock(view.now),
            Style(round(look.body * _TITLE), look.theme.quiet, Weight.REGULAR),
        )
        strips += [space(look.body), *paragraph(wrap([clock], look.width))]
    return strips


def _recommendation(look: Look, view: RecommendationView, head: frame.Banner) -> tuple[Body, ...]:
    """Lay out in the largest size in which one page is enough, else in the smallest."""
    room = sheet.room(look, head.height, wording.goes_on())
    bodies: tuple[Body, ...] = ()
    step = max(1, look.body // 20)
    for px in [*range(round(look.body * _RECOMMENDATION), look.small, -step), look.small]:
        bodies = paginate([_flow(look, view, px)], room)
        if len(bodies) == 1:
            break
    return bodies


def _flow(look: Look, view: RecommendationView, px: int) -> Flow:
    delivered = room_wording.recommendation() if view.delivered else room_wording.proposal()
    beside = room_wording.intention(view.intention) if view.intention else ""
    weight = Weight.SEMIBOLD if px > look.body else Weight.REGULAR
    style = Style(px, look.theme.text, weight)
    text = wrap([Run(wording.recorded_text(view.text), style)], look.width)
    duties = _duties(look, view)
    return Flow(
        key="recommendation",
        title=_NO_DATA,
        heading=tuple(heading(look, delivered, beside)),
        heading_again=tuple(heading(look, f"{delivered} {wording.again()}")),
        blocks=(
            Block(key="text", strips=(space(look.row_gap), *paragraph(text))),
            *([Block(key="duties", strips=duties, gap=look.section_gap)] if duties else []),
        ),
    )


def _duties(look: Look, view: RecommendationView) -> tuple[Strip, ...]:
    """Set who does what: the duties in one column, the people in the next."""
    named = [
        (
            room_wording.duty(duty.duty),
            wording.recorded(person.name) if person else room_wording.nobody(),
        )
        for duty, person in view.responsibilities
    ]
    if not named:
        return ()
    left = max(natural_width([look.note(duty)]) for duty, _ in named)
    room = look.width - left - look.gap
    strips: list[Strip] = []
    for duty, person in named:
        strips += table_row(
            [
                Cell(0, left, wrap([look.note(duty)], left)),
                Cell(left + look.gap, room, wrap([look.text(person)], room)),
            ]
        )
    return tuple(strips)
