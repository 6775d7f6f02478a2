"""Swedish is complete and current, English has its plurals, and no placeholder is lost."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from resources import __file__ as resources_file
from ui import i18n

FOLDER = Path(resources_file).parent / "translations"
ROOT = FOLDER.parents[1]
# beside the console
SPEAKING = ("words", "library_words", "reach_words", "opening", "national", "program", "signing_in")
PLACEHOLDER = re.compile(r"\{\w+\}|%n")


def _messages(path: Path) -> list[tuple[str, str, ET.Element]]:
    tree = ET.parse(path)
    return [
        (context.findtext("name", ""), message.findtext("source", ""), message)
        for context in tree.iter("context")
        for message in context.iter("message")
    ]


def _forms(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    forms = [form.text or "" for form in translation.findall("numerusform")]
    return forms or [translation.text or ""]


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ts")), ids=lambda path: path.name)
def test_nothing_is_unfinished_and_no_placeholder_is_lost(path: Path) -> None:
    for context, source, message in _messages(path):
        translation = message.find("translation")
        assert translation is not None
        assert translation.get("type") is None, f"{path.name}: {context}: {source}"
        for form in _forms(message):
            wanted = sorted(PLACEHOLDER.findall(source))
            assert sorted(PLACEHOLDER.findall(form)) == wanted, f"{path.name}: {context}: {source}"


def test_the_files_know_every_text_of_the_source(tmp_path: Path) -> None:
    fresh = tmp_path / "console_sv.ts"
    sources = [*sorted((ROOT / "ui" / "console").glob("*.py"))]
    sources += [ROOT / "ui" / f"{name}.py" for name in SPEAKING]
    lupdate = Path(sys.executable).with_name("pyside6-lupdate")
    arguments = [str(lupdate), *map(str, sources), "-ts", str(fresh)]
    subprocess.run(arguments, check=True, capture_output=True)
    known = {(context, source) for context, source, _ in _messages(FOLDER / "console_sv.ts")}
    now = {(context, source) for context, source, _ in _messages(fresh)}
    assert now == known, "run packaging/translations.sh, then translate what is new"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ts")), ids=lambda path: path.name)
def test_what_is_loaded_is_what_was_translated(path: Path, qapp: QApplication) -> None:
    i18n.install("en" if path.stem.endswith("_en") else "sv")
    for context, source, message in _messages(path):
        if message.get("numerus") is None and context:
            assert qapp.translate(context, source) == _forms(message)[0]
    i18n.install("en")


def test_plurals_agree_in_both_languages(qapp: QApplication) -> None:
    def said(n: int) -> str:
        source = "%n thing(s) wait to reach the record system. Wait a moment."
        return qapp.translate("Ending", source, "", n)

    i18n.install("sv")
    assert said(1).startswith("1 uppgift är")
    assert said(2).startswith("2 uppgifter är")
    i18n.install("en")
    assert said(1).startswith("1 thing waits")
    assert said(2).startswith("2 things wait")


def test_qt_speaks_the_same_language(qapp: QApplication) -> None:
    i18n.install("sv")
    assert qapp.translate("QPlatformTheme", "Cancel") == "Avbryt"
    i18n.install("en")
