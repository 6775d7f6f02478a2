"""`samsyn library-update`: the same update without a window, for whoever looks after many rooms."""

from pathlib import Path

import pytest

from app.commands import main
from app.library.store import Store
from tests.fakes.publishers import Publishers, text_file
from tests.unit.library.shelves import a_text


@pytest.fixture
def publishers(tmp_path: Path) -> Publishers:
    made = Publishers(tmp_path)
    made.sign("anna", "bo")
    made.release(colorectal=text_file(a_text(1)))
    return made


@pytest.fixture
def settings(tmp_path: Path, publishers: Publishers) -> str:
    public = publishers.workshop.public
    path = tmp_path / "samsyn.toml"
    path.write_text(
        '[host]\nurl = "https://fhir.example.org"\n[library]\n'
        f'folder = "{tmp_path / "room"}"\nurl = "{public.as_uri()}"\n'
        f'root = "{public / "metadata" / "1.root.json"}"\n',
        "utf-8",
    )
    return str(path)


def test_it_says_what_has_changed(
    tmp_path: Path, settings: str, publishers: Publishers, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--config", settings, "library-update"]) == 0
    first, last = capsys.readouterr().out.splitlines()
    assert first == "+ text: Koloncancer, text 1"
    assert last.startswith("Last found to be the newest: 20")
    assert Store(tmp_path / "room").read().release is not None
    assert main(["--config", settings, "library-update"]) == 0
    assert capsys.readouterr().out.startswith("The library is up to date.\n")


def test_it_says_what_is_wrong(
    settings: str, publishers: Publishers, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--config", settings, "library-update"])
    capsys.readouterr()
    (publishers.workshop.public / "metadata" / "timestamp.json").write_bytes(b"{}")
    assert main(["--config", settings, "library-update"]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first == (
        "The library was not updated: what is there is not signed as it must be, or is older than"
        " what is here; it was not used."
    )
    assert last.startswith("Last found to be the newest: 20")


def test_a_file_of_keys_that_is_none_is_named_as_the_cause(
    settings: str, publishers: Publishers, capsys: pytest.CaptureFixture[str]
) -> None:
    metadata = publishers.workshop.public / "metadata"
    for junk in (b"", b"junk", b"{}", (metadata / "timestamp.json").read_bytes()):
        (metadata / "1.root.json").write_bytes(junk)
        assert main(["--config", settings, "library-update"]) == 1
        assert capsys.readouterr().err == (
            "samsyn: the file of the publishers' keys cannot be read: give [library] root the file"
            " that whoever publishes the library hands out\n"
        )


def test_a_library_that_is_damaged_is_told_in_words(
    tmp_path: Path, settings: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(tmp_path / "room")
    store.path.parent.mkdir()
    store.path.write_bytes(b"no database" * 100)
    assert main(["--config", settings, "library-update"]) == 1
    assert capsys.readouterr().err.startswith("samsyn: the library's file is damaged;")


def test_a_room_without_a_library_is_told_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["library-update"]) == 2
    assert "[library.url] is missing: add it" in capsys.readouterr().err
    path = tmp_path / "samsyn.toml"
    path.write_text('[host]\nurl = "https://fhir.example.org"\n', "utf-8")
    assert main(["--config", str(path), "library-update"]) == 2
