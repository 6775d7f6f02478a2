"""What the console paints itself on the room screen: the waiting page and the recommendation."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from PySide6.QtGui import QImage, QPainter

from app.model.definition import Title
from app.model.outcome import Measure
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
_RECOMMENDATION = 1.7  # body sizes: as large as it can be on one page
_LABELS = 0.34  # of the width at most
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
    now: datetime,
) -> tuple[QImage, ...]:
    """Paint what is read back: the recommendation as large as one page allows, and who does what.

    More pages only for what is too long for one; the footer tells their number.
    """
    look = Look(profile=profile, theme=THEMES[theme], language="")
    return tuple(sheet.paint(look, each) for each in sheets(look, view, now))


def count_recommendation(
    profile: RoomProfile, view: RecommendationView, *, theme: str, now: datetime
) -> int:
    """Return how many pages `paint_recommendation` paints."""
    look = Look(profile=profile, theme=THEMES[theme], language="")
    return len(sheets(look, view, now))


def sheets(look: Look, view: RecommendationView, now: datetime) -> list[sheet.Sheet]:
    """Lay out what is read back."""
    bearer = frame.Bearer(
        patient=view.patient,
        question=view.question.text,
        case_number=view.case_number,
        at=now,
    )
    head = frame.banner(look, bearer, view.banner)
    bodies = _recommendation(look, view, head)
    return [
        sheet.Sheet(head, (body,), _foot(number, len(bodies), view))
        for number, body in enumerate(bodies, 1)
    ]


def _foot(number: int, total: int, view: RecommendationView) -> frame.Foot:
    page = wording.page(number, total, complete=True) if total > 1 else ""
    return frame.Foot(said=(), page=page, practice=view.practice, unreviewed=view.unreviewed)


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
    """Lay out in the largest size that takes no more pages than body size does.

    Smaller than body size only where that makes it one page.
    """
    room = sheet.room(look, head.height, wording.goes_on())
    table = _table(look, view)
    enough = len(paginate([_flow(look, view, look.body, table)], room))
    step = max(1, look.body // 20)
    sizes = [*range(round(look.body * _RECOMMENDATION), look.body, -step), look.body]
    for px in [look.small, *sizes] if enough > 1 else sizes:
        bodies = paginate([_flow(look, view, px, table)], room)
        if len(bodies) == 1 or (px != look.small and len(bodies) == enough):
            break
    return bodies


def _flow(look: Look, view: RecommendationView, px: int, table: Sequence[Block]) -> Flow:
    title = room_wording.heading(delivered=view.delivered, plan=bool(view.measures))
    beside = room_wording.intention(view.intention) if view.intention else ""
    weight = Weight.SEMIBOLD if px > look.body else Weight.REGULAR
    style = Style(px, look.theme.text, weight)
    text = wrap([Run(wording.recorded_text(view.text), style)], look.width)
    return Flow(
        key="recommendation",
        title=_NO_DATA,
        heading=tuple(heading(look, title, beside)),
        heading_again=tuple(heading(look, f"{title} {wording.again()}")),
        blocks=(Block(key="text", strips=(space(look.row_gap), *paragraph(text))), *table),
    )


def _table(look: Look, view: RecommendationView) -> list[Block]:
    """Set everything else that is agreed: what it is in one column, what it says in the next."""
    agreed = list(_agreed(look, view))
    if not agreed:
        return []
    widest = max(natural_width([look.note(label)]) for label, _ in agreed)
    left = min(widest, look.width * _LABELS)
    x = left + look.gap
    blocks = []
    for number, (label, runs) in enumerate(agreed):
        cells = [
            Cell(0, left, wrap([look.note(label)], left)),
            Cell(x, look.width - x, wrap(runs, look.width - x)),
        ]
        gap = look.row_gap if number else look.section_gap
        blocks.append(Block(key=number, strips=tuple(table_row(cells)), gap=gap))
    return blocks


def _agreed(look: Look, view: RecommendationView) -> Iterator[tuple[str, list[Run]]]:
    """Give what is agreed beside the text, each with its label, in the order of reading back."""
    for number, measure in enumerate(view.measures, 1):
        yield room_wording.measure(number), _measure(look, measure)
    if view.deviation is not None:
        reason = wording.recorded_text(view.deviation) or room_wording.no_reason()
        yield room_wording.deviation(), [look.strong(reason)]
    if view.wishes:
        yield room_wording.wishes(), [look.text(wording.recorded_text(view.wishes))]
    if view.referral is not None:
        reason = wording.recorded_text(view.referral.reason)
        to = look.text(wording.recorded(view.referral.to))
        yield room_wording.referral(), [to, look.note(f" · {reason}" if reason else "")]
    if view.new_conference:
        yield room_wording.new_conference(), [look.strong(room_wording.yes())]
    for duty, person in view.responsibilities:
        name = wording.recorded(person.name) if person else room_wording.nobody()
        yield room_wording.duty(duty.duty), [look.text(name)]


def _measure(look: Look, measure: Measure) -> list[Run]:
    """Tell what is done, who does it, and until when."""
    until = formats.day(wording.recorded(measure.until))
    who = look.strong(wording.recorded(measure.who) or room_wording.nobody())
    when = look.note(f" · {room_wording.until(until)}" if until else "")
    return [look.text(f"{wording.recorded_text(measure.text)} – "), who, when]
