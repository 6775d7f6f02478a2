"""A document is read from the last row: whole lines, full width, told where one is in it."""

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QImage

from app.model.overview import MediaRow
from app.model.room_profile import parse_screen
from tests.ui.pages.contents import pdf_of_lines
from tests.ui.pages.examples import DOCUMENT, media
from tests.ui.pages.reading import pages_of, text_of
from tests.ui.pages.test_pages import only
from ui.pages import documents
from ui.pages.render import PageRenderer

BLACK = 0xFF000000


def shown(row: MediaRow, screen: str = "75in,1080,6m") -> tuple[PageRenderer, int]:
    return pages_of(only(media(row)), parse_screen(screen))


def lines_on(page: QImage) -> list[int]:
    """Return how high the black lines of `pdf_of_lines` are, down the middle of the page."""
    heights, height = [], 0
    for y in range(page.height()):
        if page.pixel(page.width() // 3, y) == BLACK:
            height += 1
        elif height:
            heights.append(height)
            height = 0
    return heights


def test_a_document_is_told_page_by_page_and_part_by_part() -> None:
    renderer, count = shown(replace(DOCUMENT, content=pdf_of_lines(40, pages=2)))
    said = [text_of(renderer, number) for number in range(1, count + 1)]
    parts = count // 2
    assert count == 2 * parts
    assert f"Utlåtande från annan region · sida 1 av 2, del 1 av {parts}" in said[0]
    assert "Urologmottagningen" in said[0]
    assert "2026-10-14" in said[0]
    assert f"sida 2 av 2, del {parts} av {parts}" in said[-1]
    assert all("Ej för diagnostik" in page for page in said)
    assert {info.reference for info in renderer.shown(count)} == {DOCUMENT.reference}


@pytest.mark.parametrize("screen", ["75in,1080,6m", "75in,1080,8m"])
@pytest.mark.parametrize("table", [False, True])
def test_every_line_is_seen_once_and_whole(screen: str, table: bool) -> None:  # noqa: FBT001
    renderer, count = shown(replace(DOCUMENT, content=pdf_of_lines(40, table=table)), screen)
    pages = [renderer.paint(number) for number in range(1, count + 1)]
    heights = [height for page in pages for height in lines_on(page) if height > 12]
    assert len(heights) == 40
    assert max(heights) - min(heights) <= 2


def test_a_landscape_page_needs_fewer_parts() -> None:
    upright = shown(replace(DOCUMENT, content=pdf_of_lines(40)))[1]
    assert shown(replace(DOCUMENT, content=pdf_of_lines(25, wide=True)))[1] < upright


def test_a_short_document_takes_one_page_without_parts_and_pages() -> None:
    renderer, count = shown(replace(DOCUMENT, content=pdf_of_lines(5)))
    assert count == 1
    assert "del 1" not in text_of(renderer, 1)
    assert "sida 1 av 1" not in text_of(renderer, 1)


def test_what_is_small_is_not_blown_up() -> None:
    page = shown(replace(DOCUMENT, content=pdf_of_lines(1)))[0].paint(1)
    assert max(lines_on(page)) < 60


def test_of_a_long_document_the_first_pages_are_shown_and_the_others_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(documents, "MOST_PAGES", 3)
    renderer, count = shown(replace(DOCUMENT, content=pdf_of_lines(5, pages=200)))
    said = [text_of(renderer, number) for number in range(1, count + 1)]
    until = "Visas till och med sida 3 av 200. Hela dokumentet finns i journalen."
    assert all(until in page for page in said)
    assert "sida 3 av 200" in said[-1]


def test_a_document_of_endless_parts_ends_with_a_whole_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = pdf_of_lines(40, pages=4)
    parts = shown(replace(DOCUMENT, content=content))[1] // 4
    monkeypatch.setattr(documents, "MOST_PARTS", parts * 2 + 1)
    renderer, count = shown(replace(DOCUMENT, content=content))
    assert "Visas till och med sida 2 av 4." in text_of(renderer, 1)
    assert "sida 2 av 4, del " in text_of(renderer, count)


def test_empty_pages_are_not_shown_and_an_empty_document_says_so() -> None:
    renderer, count = shown(replace(DOCUMENT, content=pdf_of_lines(0, pages=3)))
    assert count == 1
    assert "Dokumentet kan inte visas: sidorna är tomma" in text_of(renderer, 1)


def test_a_note_stands_with_its_document_a_long_one_after_it() -> None:
    row = replace(DOCUMENT, content=pdf_of_lines(5))
    renderer, count = shown(replace(row, note="Tolv biopsier."))
    assert "Tolv biopsier." in text_of(renderer, 1)
    renderer, count = shown(replace(row, note=" ".join(f"ord{n}" for n in range(200))))
    text = " ".join(text_of(renderer, page) for page in range(1, count + 1))
    assert all(text.count(f"ord{n} ") <= 1 for n in range(10))
    assert "ord0" in text
    assert "ord199" in text


def test_an_intimate_document_is_covered_part_by_part() -> None:
    renderer, count = shown(replace(DOCUMENT, intimate=True))
    covered = renderer.paint(2)
    assert all(renderer.covered(page) for page in range(1, count + 1))
    assert "Dokumentet är täckt Visas från konsolen" in text_of(renderer, 2)
    renderer.uncover(2)
    assert not renderer.covered(2)
    assert renderer.covered(1)
    assert renderer.paint(2) != covered
