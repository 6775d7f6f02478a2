import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QImage

from app.model.banner import BannerPolicy
from app.model.overview import MediaKind, MediaRow
from app.model.room_profile import parse_screen
from tests.ui.pages.contents import picture
from tests.ui.pages.examples import (
    AWAITED,
    BROKEN,
    DOCUMENT,
    FILM,
    INTIMATE,
    OVERVIEW,
    PHOTOGRAPH,
    media,
)
from tests.ui.pages.reading import all_text, pages_of, text_of
from tests.ui.pages.test_pages import only
from ui.pages import media as contents
from ui.pages.render import PageRenderer


def shown(*rows: MediaRow, screen: str = "75in,1080,6m") -> tuple[PageRenderer, int]:
    return pages_of(only(media(*rows)), parse_screen(screen))


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(250, 1000, 9)}


def test_a_photograph_fills_the_page_with_its_words_beside() -> None:
    renderer, count = shown(PHOTOGRAPH)
    text = text_of(renderer, 1)
    assert count == 1
    assert "Underben, framifrån Ny 2026-10-14" in text
    assert "Såret mäter 12 mm." in text
    assert "Ej för diagnostik" in text
    assert "Urologmottagningen" in text
    drawn = contents.media_image(PHOTOGRAPH, QSize(4000, 720))
    assert drawn is not None
    assert drawn.pixel(500, 300) in colours(renderer.paint(1))


def test_an_intimate_picture_leaves_no_trace_until_it_is_uncovered() -> None:
    renderer, _ = shown(INTIMATE, PHOTOGRAPH)
    other = replace(INTIMATE, content=PHOTOGRAPH.content, content_type=PHOTOGRAPH.content_type)
    covered = renderer.paint(1)
    assert covered == shown(other, PHOTOGRAPH)[0].paint(1)
    assert renderer.covered(1)
    assert not renderer.covered(2)
    assert "Bilden är täckt Visas från konsolen" in text_of(renderer, 1)
    renderer.uncover(1)
    assert not renderer.covered(1)
    assert renderer.paint(1) != covered
    assert "täckt" not in text_of(renderer, 1)
    renderer.uncover(None)
    assert renderer.covered(1)
    assert renderer.paint(1) == covered


def test_uncovering_another_page_covers_the_first_again() -> None:
    renderer, _ = shown(INTIMATE, replace(INTIMATE, reference="Media/2"))
    renderer.uncover(1)
    renderer.uncover(2)
    assert renderer.covered(1)
    assert not renderer.covered(2)


def test_pages_that_are_laid_out_anew_are_covered_and_a_kept_one_stays() -> None:
    before = only(media(INTIMATE))
    renderer, _ = pages_of(before)
    renderer.uncover(1)
    renderer.set_overview(only(media(INTIMATE, PHOTOGRAPH)), keep=1)
    assert not renderer.covered(1)
    renderer.set_overview(before, keep=None)
    assert renderer.covered(1)


def test_a_covered_picture_is_never_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    renderer, _ = shown(INTIMATE)

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(contents, "media_image", refuse)
    renderer.paint(1)
    renderer.preview(1, 480, 270)


def test_a_film_has_a_place_and_says_how_it_is_played() -> None:
    renderer, _ = shown(PHOTOGRAPH, FILM)
    text = text_of(renderer, 2)
    assert "Rörelsemönster, fri gång Film" in text
    assert "Spelas från konsolen" in text
    assert renderer.film(1) is None
    assert renderer.film_place(1) is None
    assert renderer.film(2) == FILM
    place = renderer.film_place(2)
    assert place is not None
    assert QRect(0, 0, 1920, 1080).contains(place)
    poster = contents.media_image(FILM, place.size())
    assert poster is not None
    assert poster.size() == place.size()
    middle = place.center()
    assert renderer.paint(2).pixelColor(middle) == poster.pixelColor(middle - place.topLeft())


def test_a_covered_film_is_none_until_it_is_uncovered() -> None:
    renderer, _ = shown(replace(FILM, intimate=True))
    assert renderer.film(1) is None
    assert "Filmen är täckt" in text_of(renderer, 1)
    renderer.uncover(1)
    assert renderer.film(1) is not None


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (BROKEN, "Bilden kan inte visas: skadad"),
        (AWAITED, "Hämtas …"),
        (replace(PHOTOGRAPH, content=b"MZ\x90"), "Bilden kan inte visas: formatet stöds inte"),
        (replace(PHOTOGRAPH, medium=MediaKind.FILM), "Filmen kan inte visas: innehållet är inte"),
        (replace(AWAITED, error="host-refused"), "Bilden kan inte visas: åtkomst nekad"),
        (replace(AWAITED, error="unheard-of"), "Bilden kan inte visas: fel hos källan"),
        (replace(DOCUMENT, content=b"%PDF-1.4 broken"), "Dokumentet kan inte visas: skadad"),
    ],
)
def test_what_cannot_be_shown_says_why(row: MediaRow, said: str) -> None:
    text = all_text(only(media(row)))
    assert row.title in text
    assert said in text


def test_a_long_note_stands_in_full_after_its_picture() -> None:
    noted = replace(PHOTOGRAPH, note=" ".join(f"ord{n}" for n in range(300)))
    renderer, count = shown(noted)
    assert count > 1
    text = " ".join(text_of(renderer, page) for page in range(1, count + 1))
    assert all(f"ord{n}" in text for n in range(300))


@pytest.mark.parametrize("size", [(3000, 200), (200, 3000), (10, 10), (1920, 1080)])
def test_any_shape_stands_whole_beside_its_words(size: tuple[int, int]) -> None:
    row = replace(PHOTOGRAPH, content=picture("png", QSize(*size), "#c02020"), title="Bild " * 12)
    renderer, _ = shown(row)
    assert text_of(renderer, 1).count("Bild") >= 12
    page = renderer.paint(1)
    reds = [(x, y) for x in range(0, 1920, 3) for y in range(0, 1080, 3) if red(page, x, y)]
    wide = max(x for x, _ in reds) - min(x for x, _ in reds)
    high = max(y for _, y in reds) - min(y for _, y in reds)
    assert wide / max(high, 1) == pytest.approx(size[0] / size[1], rel=0.25)


def red(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).name() == "#c02020"


def test_a_new_banner_lays_out_anew_and_covers() -> None:
    renderer, count = shown(INTIMATE)
    renderer.uncover(1)
    titles = renderer.set_banner(BannerPolicy.SHARED)
    assert len(titles) == count
    assert renderer.covered(1)
    assert "född 1950 Patientfall 3" in text_of(renderer, 1)
    renderer.set_banner(BannerPolicy.FULL)
    assert "19500907-2397" in text_of(renderer, 1)


def test_an_empty_renderer_has_nothing_to_cover_play_or_pick() -> None:
    renderer, _ = pages_of(OVERVIEW)
    renderer.forget()
    assert renderer.set_banner(BannerPolicy.SHARED) == ()
    assert renderer.items(1) == ()
    assert not renderer.covered(1)
    assert renderer.film(1) is None
    renderer.uncover(1)
