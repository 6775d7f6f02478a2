import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from app.commands import main
from app.model.room_profile import RoomProfile
from tests.ui.pages.examples import OVERVIEW, PHOTOGRAPH, TIMELINE, media
from ui.pages.export import write_pdf
from ui.theme import DARK

BUNDLE: dict[str, Any] = {
    "resourceType": "Bundle",
    "type": "collection",
    "entry": [
        {"resource": {"resourceType": "Patient", "id": "1", "birthDate": "1950-09-07"}},
        {
            "resource": {
                "resourceType": "AllergyIntolerance",
                "id": "2",
                "patient": {"reference": "Patient/1"},
                "code": {"text": "Penicillin"},
            }
        },
        {"resource": {"resourceType": "Coverage", "id": "3"}},
    ],
}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.json"
    path.write_text(json.dumps(BUNDLE))
    return path


def overview(record: Path, out: Path, *more: str, definition: str = "general") -> int:
    given = ["overview", str(record), "--definition", definition, "--out", str(out), *more]
    return main(given)


def test_a_bundle_becomes_pages_and_says_what_is_not_on_them(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "deep" / "pages"
    assert overview(record, out, "--synthetic") == 0
    pages = sorted(path.name for path in out.iterdir())
    assert pages[0] == "page-01.png"
    assert QImage(str(out / "page-01.png")).size().toTuple() == (1920, 1080)
    told = capsys.readouterr().out
    assert all(name in told for name in pages)
    assert "not shown: 1 Coverage" in told
    assert "missing from the record" in told
    assert "Penicillin" not in told


def test_screen_theme_and_language_are_chosen(record: Path, tmp_path: Path) -> None:
    options = ("--synthetic", "--screen", "55in,720,4m", "--theme", "dark", "--language", "en")
    assert overview(record, tmp_path / "out", *options) == 0
    picture = QImage(str(tmp_path / "out" / "page-01.png"))
    assert picture.size().toTuple() == (1280, 720)
    assert picture.pixelColor(640, 600).lightness() < 60


def test_only_its_own_pages_are_replaced(record: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    stale, notes, elsewhere = out / "page-77.png", out / "page-notes.txt", tmp_path / "other.png"
    for path in (stale, notes, elsewhere):
        path.write_text("mine")
    (out / "page-01.png").symlink_to(elsewhere)
    assert overview(record, out, "--synthetic") == 0
    assert not stale.exists()
    assert notes.read_text() == elsewhere.read_text() == "mine"
    assert not (out / "page-01.png").is_symlink()


def test_without_the_attestation_nothing_is_rendered(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert overview(record, tmp_path / "out") == 2
    assert "add --synthetic" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_where_a_room_is_configured_it_refuses(
    record: Path,
    tmp_path: Path,
    fresh_home: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = fresh_home / "xdg_config_home" / "samsyn" / "samsyn.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('[host]\nurl = "https://host.example/fhir"\n')
    assert overview(record, tmp_path / "out", "--synthetic") == 2
    assert "a room is configured here" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--screen", "huge"), "75in,1080,6m"),
        (("--screen", "24in,1080,9m"), "the last row cannot read"),
    ],
)
def test_a_screen_that_is_none_is_named(
    options: tuple[str, ...], said: str, record: Path, tmp_path: Path, capsys: Any
) -> None:
    assert overview(record, tmp_path / "out", "--synthetic", *options) == 2
    assert said in capsys.readouterr().err


def test_what_cannot_be_used_is_named_in_one_line(
    record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, broken = tmp_path / "out", tmp_path / "broken.json"
    broken.write_text("<html>")
    assert overview(tmp_path / "none.json", out, "--synthetic") == 2
    assert overview(broken, out, "--synthetic") == 2
    assert overview(tmp_path, out, "--synthetic") == 2
    assert overview(record, out, "--synthetic", definition="nonsense") == 2
    assert overview(record, record, "--synthetic") == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 5
    assert all(line.startswith("samsyn: ") for line in lines)
    assert "colorectal" in lines[3]


def test_a_pdf_has_every_page_in_the_screens_shape_and_names_nobody(tmp_path: Path) -> None:
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415

    path = tmp_path / "pages.pdf"
    overview = replace(OVERVIEW, sections=(*OVERVIEW.sections, TIMELINE, media(PHOTOGRAPH)))
    titles = write_pdf(overview, RoomProfile(), path, language="sv", theme="dark")
    document = QPdfDocument()
    document.load(str(path))
    assert document.pageCount() == len(titles)
    assert document.pagePointSize(0).toTuple() == (960, 540)
    fields = QPdfDocument.MetaDataField
    assert document.metaData(fields.Title) == document.metaData(fields.Creator) == "Samsyn"
    assert not document.metaData(fields.Author)
    page = document.render(0, QSize(960, 540))
    assert page.pixelColor(955, 400).name() == DARK.ground
    assert "ÖVNINGSSON" in document.getAllText(0).text()
    assert b"Tolvan" not in path.read_bytes()


def test_a_pdf_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        write_pdf(
            OVERVIEW, RoomProfile(), tmp_path / "missing" / "x.pdf", language="sv", theme="light"
        )
