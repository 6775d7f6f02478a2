import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

import resources
from ui import i18n
from ui.pages import row_wording, wording

TRANSLATIONS = Path(str(resources.__file__)).parent / "translations"
PAGES = Path(wording.__file__).parent


def messages() -> list[tuple[str, str]]:
    tree = ET.parse(TRANSLATIONS / "pages_sv.ts")
    return [
        (message.findtext("source") or "", message.findtext("translation") or "")
        for message in tree.iter("message")
    ]


def test_every_word_of_the_pages_has_a_swedish_translation() -> None:
    used = {
        source.replace('\\"', '"')
        for path in PAGES.glob("*.py")
        for source in re.findall(r'translate\(\s*"Pages",\s*"([^"]+)"', path.read_text("utf-8"))
    }
    assert used == {source for source, _ in messages()}
    assert all(translation for _, translation in messages())


def test_translations_keep_their_places() -> None:
    for source, translation in messages():
        assert set(re.findall("%[12]", source)) == set(re.findall("%[12]", translation)), source


def test_the_compiled_translation_is_the_written_one() -> None:
    for source, translation in messages():
        assert QCoreApplication.translate("Pages", source) == translation


def test_the_language_can_be_changed_and_changed_back() -> None:
    assert wording.picked() == "Utvald"
    assert QLocale().language() == QLocale.Language.Swedish
    i18n.install("en")
    assert wording.picked() == "Chosen"
    assert QLocale().language() == QLocale.Language.English
    i18n.install("sv")
    assert wording.picked() == "Utvald"


def test_no_translation_is_mapped_so_an_upgrade_cannot_pull_it_away() -> None:
    assert ".qm" not in Path("/proc/self/maps").read_text()
    assert wording.picked() == "Utvald"


def test_qts_own_texts_are_swedish() -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Avbryt"


@pytest.mark.parametrize("code", ["entered-in-error", "unheard-of"])
def test_an_unknown_code_is_shown_as_recorded(code: str) -> None:
    assert row_wording.status(code) == ("felaktigt införd" if code != "unheard-of" else code)
