"""`samsyn texts list | export | import | erase`."""

import sqlite3
from pathlib import Path

import msgspec
import pytest

from app import commands, config
from app.library.store import Store
from tests.unit.library.shelves import a_local, a_text


@pytest.fixture
def store() -> Store:
    return Store(config.usual_library_folder())


def run(*words: object) -> int:
    return commands.main([str(word) for word in words])


def test_texts_are_listed_exported_and_brought_to_another_room(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = store.keep([a_local("Ett"), a_local("Två")])
    store.keep([msgspec.structs.replace(two, retired=True)])
    assert run("texts", "list") == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [f"{one.text.url}|1  Ett", f"{two.text.url}|2  Två (retired)"]
    file = tmp_path / "texts.json"
    assert run("texts", "export", file) == 0
    assert capsys.readouterr().out == "texts.json: 1 text written\n"
    settings = tmp_path / "room.toml"
    other = tmp_path / "other"
    settings.write_text(f'[host]\nurl = "https://x.example/r4"\n[library]\nfolder = "{other}"\n')
    assert run("--config", settings, "texts", "import", file) == 0
    assert run("--config", settings, "texts", "import", file) == 0
    assert capsys.readouterr().out == "texts.json: 1 new, 0 changed\ntexts.json: 0 new, 0 changed\n"
    assert [each.text for each in Store(other).read().local] == [one.text]


def test_a_file_that_is_there_is_not_written_over(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "texts.json"
    file.write_text("mine")
    assert run("texts", "export", file) == 2
    assert "choose another name" in capsys.readouterr().err
    assert file.read_text() == "mine"
    assert run("texts", "import", tmp_path / "none.json") == 2
    assert "no such file" in capsys.readouterr().err
    assert run("texts", "export", tmp_path / "nowhere" / "x.json") == 2
    assert "no such file, or folder" in capsys.readouterr().err


def test_a_file_that_names_somebody_is_refused_with_its_place(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "texts.json"
    texts = [a_text(1), a_text(2, text="Ring 08-123 45 67 om 191212-1212.")]
    file.write_bytes(msgspec.json.format(msgspec.json.encode({"texts": texts})))
    assert run("texts", "import", file) == 1
    said = capsys.readouterr().out
    assert "texts[1].text, character 6: telephone" in said
    assert "texts[1].text, character 22: person-number" in said
    assert "1212" not in said
    assert run("texts", "check", file) == 1
    assert "tells who somebody is: telephone, character 6" in capsys.readouterr().out
    file.write_text("{")
    assert run("texts", "import", file) == 1
    assert store.read().local == ()


def test_what_slipped_through_is_erased_with_all_its_versions(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    (one,) = store.keep([a_local("Olämpligt")])
    store.keep([msgspec.structs.replace(one, retired=True)])
    assert run("texts", "erase", f"{one.text.url}|1") == 0
    assert run("texts", "erase", one.text.url) == 1
    assert capsys.readouterr().out.splitlines() == [
        "versions erased: 2",
        "there is no such local text",
    ]
    assert "Olämpligt".encode() not in store.path.read_bytes()


def test_a_newer_programs_library_is_told(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.keep([a_local()])
    with sqlite3.connect(store.path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    assert run("texts", "list") == 1
    assert "a newer Samsyn has written the library" in capsys.readouterr().err
