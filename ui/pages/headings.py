"""A section's heading: its title over a line, and in the smallest size where it all comes from."""

from collections.abc import Iterable

from ui.pages import wording
from ui.pages.look import Look
from ui.pages.marks import BoxMark, Cell, Strip, paragraph, space, table_row
from ui.pages.text import natural_width, wrap


def heading(look: Look, title: str, beside: str = "", under: str = "") -> list[Strip]:
    """Set a heading over a line, with notes in the smallest size flush right and under it.

    `beside` goes under the line, too, where it does not fit.
    """
    cells = [
        Cell(0, look.column, wrap([look.strong(title, colour=look.theme.accent)], look.column))
    ]
    if fits_beside(look, title, beside):
        cells.append(Cell(0, look.column, wrap([look.note(beside)], look.column), right=True))
    else:
        under = joined(under, beside)
    rule = BoxMark(0, 0, look.column, look.hair, look.theme.accent)
    strips = [*table_row(cells), Strip(look.hair + round(look.body * 0.14), (rule,))]
    if under:
        strips += [*paragraph(wrap([look.note(under)], look.column)), space(look.row_gap)]
    return strips


def heading_again(
    look: Look, title: str, candidates: Iterable[str], needed: str = ""
) -> list[Strip]:
    """Set a heading for the next page, with the first of the candidates that fits beside it.

    Where none fits, what is `needed` to understand the rows goes under it.
    """
    words = f"{title} {wording.again()}"
    beside = next((said for said in candidates if fits_beside(look, words, said)), "")
    return heading(look, words, beside, "" if beside else needed)


def fits_beside(look: Look, title: str, beside: str) -> bool:
    """Tell whether a note has room on the line of its heading."""
    width = natural_width([look.strong(title)]) + look.gap + natural_width([look.note(beside)])
    return width <= look.column


def joined(*parts: str) -> str:
    """Join what there is with points between."""
    return " · ".join(part for part in parts if part)
