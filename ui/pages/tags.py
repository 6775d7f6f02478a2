"""Words in a box behind a row's title: that it is severe, preliminary, over, chosen for today."""

from collections.abc import Iterable
from dataclasses import dataclass

from ui.fonts import Weight
from ui.pages.look import Look
from ui.pages.marks import BoxMark, Cell, Fill, Mark, Strip, TextMark, add, table_row
from ui.pages.text import Line, wrap


@dataclass(frozen=True, slots=True)
class Tag:
    """A word that marks a row. `alarm` makes it stand out."""

    word: str
    alarm: bool = False


def titled(look: Look, title: Cell, tags: Iterable[Tag], *beside: Cell) -> list[Strip]:
    """Set a row's first lines, with its tags after the last line of the title."""
    strips = table_row([title, *beside])
    last = len(title.lines) - 1
    x = title.x + (title.lines[last].width + look.small * 0.5 if title.lines else 0)
    for tag in tags:
        line = _tag_line(look, tag)
        width = line.width + look.small * 0.7
        if x + width > title.x + title.width or last < 0:
            last, x = last + 1, title.x
        if last >= len(strips):
            strips.append(Strip(height=look.line(look.body)))
        marks = _tag_marks(look, tag, line, x, strips[last].height)
        strips[last] = add(strips[last], *marks)
        x += width + look.small * 0.4
    return strips


def _tag_line(look: Look, tag: Tag) -> Line:
    colour = look.theme.alarm_text if tag.alarm else look.theme.picked
    run = look.note(tag.word, colour=colour, weight=Weight.SEMIBOLD)
    return wrap([run], look.column)[0]


def _tag_marks(look: Look, tag: Tag, line: Line, x: float, height: float) -> list[Mark]:
    inset, tall = look.small * 0.35, look.small * 1.16
    y = (height - tall) / 2
    width = line.width + 2 * inset
    radius = look.small * 0.16
    marks: list[Mark] = []
    if tag.alarm:
        marks.append(BoxMark(x, y, width, tall, look.theme.alarm_ground, radius=radius))
    colour = look.theme.alarm_text if tag.alarm else look.theme.picked
    marks += [
        BoxMark(x, y, width, tall, colour, Fill.HOLLOW, stroke=look.hair, radius=radius),
        TextMark(line, x + inset, y + tall / 2 + look.small * 0.3635),
    ]
    return marks
